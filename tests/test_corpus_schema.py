"""The JSON Schemas that editors load say the same as the reader."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from avtaleverk.corpus import read_corpus
from avtaleverk.corpus.fields import FILES, LISTS, Field, Kind
from avtaleverk.corpus.frontmatter import read_fields
from avtaleverk.corpus.json_schema import json_schemas

ROOT = Path(__file__).parents[1]
BASE = Path(__file__).parent / "darlige" / "_grunnlag"
SHARED = ROOT.parent / "shared" / "korpus-ekte"
SCHEMAS = json_schemas()
VALIDATORS = {name: jsonschema.Draft202012Validator(schema) for name, schema in SCHEMAS.items()}


class AsEditorsRead(yaml.SafeLoader):
    """Reads YAML as an editor's language server does: a date is text of a certain form."""


AsEditorsRead.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node))


def loaded(path: Path) -> object:
    """Return the fields of a content file."""
    text = path.read_text(encoding="utf-8-sig")
    front = text if path.suffix == ".yml" else text.split("\n---\n")[0].removeprefix("---\n")
    return yaml.load(front, Loader=AsEditorsRead)  # noqa: S506 - a safe loader that leaves dates alone


def kind_of(path: Path, root: Path) -> str | None:
    """Return which schema a file of a corpus is for."""
    parts = path.relative_to(root).parts
    if parts in {("helsefellesskap.yml",), ("ordliste.yml",), ("videresending.yml",)}:
        return path.stem
    if parts[0] == "maler":
        return "form" if path.name == "form.yml" else "mal"
    if parts[0] in {"avtaler", "retningslinjer"} and path.suffix == ".md":
        return "dokument" if path.name == "index.md" else "versjon"
    if parts[0] == "docs":
        return "side" if path.suffix == ".md" and path.read_bytes().startswith(b"---\n") else None
    return (
        {"struktur": "struktur", "verv": "verv", "moter": "mote", "saker": "sak"}[parts[1]]
        if parts[0] == "organisasjon"
        else None
    )


def content_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield every content file of a corpus with the name of its schema."""
    for place in (
        "helsefellesskap.yml",
        "ordliste.yml",
        "videresending.yml",
        "avtaler",
        "retningslinjer",
        "organisasjon",
        "docs",
        "maler",
    ):
        for path in [root / place] if place.endswith(".yml") else sorted((root / place).rglob("*.*")):
            if path.is_file() and (kind := kind_of(path, root)):
                yield kind, path


def fields_below(fields: tuple[Field, ...]) -> Iterator[Field]:
    """Yield every field at every depth."""
    for field in fields:
        yield field
        yield from fields_below(field.fields)


def properties_below(schema: object) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield every property at every depth of a schema."""
    if isinstance(schema, dict):
        for name, inner in schema.get("properties", {}).items():
            yield name, inner
        for inner in schema.values():
            yield from properties_below(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from properties_below(inner)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_valid(name: str) -> None:
    """Each schema is a sound schema of the draft it names."""
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_is_in_its_schema(name: str) -> None:
    """Each field of a file stands in the schema with its help, at every depth, and nothing else does."""
    properties = list(properties_below(SCHEMAS[name]))
    assert {n for n, _ in properties} == {f.name for f in fields_below(FILES[name])}
    assert all(p["description"] for _, p in properties)


def test_every_field_has_help() -> None:
    """The help of a field is one Norwegian sentence, and a pattern has an example that fits it."""
    for fields in FILES.values():
        for field in fields_below(fields):
            assert field.help[0].isupper() or field.help[0] in "«É"
            assert field.help.endswith(".")
            assert bool(field.pattern) == bool(field.example)


def test_our_own_corpus_is_valid() -> None:
    """The demonstration corpus of the project passes its own schemas."""
    files = list(content_files(ROOT))
    assert {kind for kind, _ in files} >= set(FILES) - {"side", "verv", "videresending", "mal"}
    for kind, path in files:
        VALIDATORS[kind].validate(loaded(path))


def test_the_example_of_another_community_is_valid() -> None:
    """The folder of a second community passes the schemas, its README aside, which is no content."""
    files = list(content_files(ROOT / "eksempler" / "finnmark"))
    assert {kind for kind, _ in files} >= {"helsefellesskap", "struktur", "mote", "sak", "dokument", "versjon"}
    for kind, path in files:
        VALIDATORS[kind].validate(loaded(path))


def test_the_base_of_the_malformed_corpora_is_valid() -> None:
    """The sound corpus that the malformed ones change passes the schemas too."""
    files = list(content_files(BASE))
    assert {kind for kind, _ in files} == set(FILES)
    for kind, path in files:
        VALIDATORS[kind].validate(loaded(path))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real texts are not here")
def test_the_real_corpus_is_valid() -> None:
    """The first real input passes the schemas and reads without errors."""
    for kind, path in content_files(SHARED):
        VALIDATORS[kind].validate(loaded(path))
    assert read_corpus(SHARED).errors == ()


SOUND = {
    "helsefellesskap": """
navn: Helsefellesskapet
kortnavn: fjordvik
nettadresse: https://a.example/
parter: []
""",
    "dokument": "tittel: Varsel\ntype: retningslinje\n",
    "versjon": 'versjon: "1.0"\n',
    "struktur": "gjelder_fra: 2024-01-01\norganer: []\n",
    "mote": "organ: ssu\ndato: 2024-01-01\n",
    "sak": "tittel: Notat\ntype: notat\n",
    "ordliste": "ord: Varsel\nforklaring: Når en sier fra.\n",
    "verv": "verv: leder\n",
    "videresending": "fra: /retningslinjer/9/\nforklaring: Den er tatt bort.\n",
    "side": "{}\n",
    "mal": "mal: {navn: Prosedyre, type: vedlegg}\n",
    "form": "type: vedlegg\n",
}
UNSOUND = [
    ("versjon", "versjon: 1.10"),
    ("versjon", "versjon: første"),
    ("versjon", "versjon: [1]"),
    ("versjon", "godkjent: 26.09.2024"),
    ("versjon", "godkjent: [2024-09-26]"),
    ("versjon", "gjelder_fra: i fjor"),
    ("versjon", "endringstype: store endringer"),
    ("versjon", "endrede_punkter: [7.1]"),
    ("versjon", "endrede_punkter: alle"),
    ("versjon", "horing: ferdig"),
    ("versjon", "horing: {start: 2024-01-01}"),
    ("versjon", "tilslutning: {part: skien}"),
    ("versjon", "tilslutning: [{part: skien}]"),
    ("versjon", "tilslutning: [{part: skien, utfall: ja takk}]"),
    ("versjon", "ukjent: felt"),
    ("dokument", "tittel: no"),
    ("dokument", "tittel: 12:30"),
    ("dokument", "tittel: null"),
    ("dokument", 'tittel: ""'),
    ("dokument", "type: veileder"),
    ("dokument", "nummer: 1"),
    ("dokument", 'nummer: "1A"'),
    ("dokument", "lovkrav: [fem]"),
    ("dokument", "lovkrav: [1.5]"),
    ("dokument", "tema: utskriving"),
    ("dokument", "sprak: en"),
    ("helsefellesskap", "nettadresse: a.example"),
    ("helsefellesskap", "sprak: se"),
    ("helsefellesskap", "parter: [{id: Dalset kommune, navn: Dalset, side: kommune}]"),
    ("helsefellesskap", "parter: [{id: dalset, navn: Dalset, side: fylke}]"),
    ("helsefellesskap", "sekretariat: {navn: Kontoret, epost: kontoret}"),
    ("helsefellesskap", "godkjenning: [{gjelder: avtaler/*, organ: ssu, tilslutning: noen}]"),
    ("struktur", "organer: [{id: ssu, navn: SSU, niva: to}]"),
    ("struktur", "organer: [{id: ssu, navn: SSU, stab: kanskje}]"),
    ("struktur", "organer: [{id: ssu, navn: SSU, sammensetning: [{rolle: Leder, side: fylke}]}]"),
    ("struktur", "organer: [{id: ssu, navn: SSU, sammensetning: [{rolle: Leder, side: kommune, antall: mange}]}]"),
    ("struktur", "organer: [{id: ssu, navn: SSU, oppgaver: lede}]"),
    ("struktur", "organer: [{id: ssu, navn: SSU, leder_og_nestleder: {fra: [fylket]}}]"),
    ("struktur", "maler: [fsu]"),
    ("mote", "saker: [{type: drøfting}]"),
    ("mote", "saker: [{tittel: Varsel, type: prat}]"),
    ("mote", "saker: [{tittel: Varsel, versjon: 1.0}]"),
    ("sak", "type: brev"),
    ("sak", "gjelder: retningslinjer/01"),
    ("struktur", "gjelder_fra: i fjor"),
    ("struktur", "gjelder_fra: 2024-9"),
    ("struktur", "regler: [{regel: alltid}]"),
    ("struktur", "regler: [{regel: seter, seter: [{side: bruker}]}]"),
    ("struktur", "organer: [{id: ssu, navn: SSU, sammensetning: [{rolle: Leder, side: kommune, rett: stemme}]}]"),
    ("dokument", "dekker: [{lovkrav: 1}]"),
    ("dokument", "dekker: {lovkrav: 1, punkter: [a]}"),
    ("versjon", "horing: {tidligere_frister: 2024-01-01}"),
    ("versjon", "oppsagt: i vår"),
    ("helsefellesskap", "arshjul: [{tittel: Årsmelding}]"),
    ("mote", "klokka: kl. 10"),
    ("mote", "flyttet_fra: [i går]"),
    ("mote", "saker: [{tittel: Varsel, avgjort: loddtrekning}]"),
    ("verv", "verv: kasserer"),
    ("verv", "fra: 1. mai 2024"),
    ("ordliste", "synonymer: varsling"),
    ("ordliste", "begrep: varsel"),
    ("mal", "mal: prosedyre"),
    ("mal", "mal: {navn: Prosedyre, type: veileder}"),
    ("mal", "mal: {navn: Prosedyre, type: vedlegg, språk: nb}"),
    ("mal", "tema: utskriving"),
    ("form", "overskrifter: [Formål]"),
    ("form", "overskrifter: [{eller: [Føremål]}]"),
    ("form", "felt: [eigar]"),
    ("form", "rekkefolge: av og til"),
    ("form", "fra: i fjor"),
    ("side", "tittel: [Hjelp]"),
    ("side", "title: Hjelp"),
]


def is_valid(kind: str, text: str) -> bool:
    """Say whether an editor that loads the schema would accept these fields."""
    value = yaml.load(text, Loader=AsEditorsRead) or {}  # noqa: S506 - a safe loader that leaves dates alone
    return VALIDATORS[kind].is_valid([value] if kind in LISTS else value)


def merged(kind: str, text: str) -> str:
    """Return the sound fields of a kind with one of them given another value."""
    name = text.partition(":")[0]
    kept = [line for line in SOUND[kind].strip().split("\n") if not line.startswith(f"{name}:")]
    return "\n".join([*(line for line in kept if line != "{}"), text]) + "\n"


@pytest.mark.parametrize("kind", FILES)
def test_what_is_required_is_enough(kind: str) -> None:
    """A file with its required fields alone is sound to both."""
    assert read_fields(SOUND[kind], "fil", FILES[kind])[1] == []
    assert is_valid(kind, SOUND[kind])


@pytest.mark.parametrize(("kind", "text"), UNSOUND)
def test_both_refuse_the_same(kind: str, text: str) -> None:
    """A value of the wrong kind is marked in the editor and reported by the check alike."""
    whole = merged(kind, text)
    assert read_fields(whole, "fil", FILES[kind])[1] != []
    assert not is_valid(kind, whole)


@pytest.mark.parametrize("kind", FILES)
def test_both_require_the_same(kind: str) -> None:
    """Leaving out a required field is refused by both."""
    for field in (f for f in FILES[kind] if f.required):
        lines = [line for line in SOUND[kind].strip().split("\n") if not line.startswith(f"{field.name}:")]
        text = "\n".join(lines) + "\n"
        assert any(f.field == field.name for f in read_fields(text, "fil", FILES[kind])[1])
        assert not is_valid(kind, text)


def test_each_kind_of_field_is_typed() -> None:
    """A sound value of each kind is read as what the rest of the code expects."""
    fields = (
        Field("dag", Kind.DATE, "Dag."),
        Field("tall", Kind.WHOLE, "Tall."),
        Field("flagg", Kind.FLAG, "Flagg."),
        Field("tekster", Kind.TEXTS, "Tekster."),
        Field("alle_tall", Kind.WHOLES, "Tall."),
        Field("antall", Kind.COUNT, "Antall."),
        Field("oppgaver", Kind.TASKS, "Oppgaver."),
    )
    text = "dag: 2024-02-29\ntall: 7\nflagg: True\ntekster: [a, b]\nalle_tall: [1, 2]\nantall: 3\noppgaver: {x: [y]}\n"
    values, findings = read_fields(text, "fil", fields)
    assert findings == []
    assert values.day("dag") == date(2024, 2, 29)
    assert (values.whole("tall"), values.flag("flagg"), values.whole("antall")) == (7, True, 3)
    assert (values.texts("tekster"), values.wholes("alle_tall")) == (("a", "b"), (1, 2))
    assert values.parts("oppgaver") == {"x": ("y",)}
    assert values.source.line("tekster.1") == 4
    assert values.source.line("oppgaver.x.0") == 7
    assert values.source.line("antall.finnes.ikke") == 6
    assert values.source.line("finnes.ikke") == 1
