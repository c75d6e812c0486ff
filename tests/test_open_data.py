"""The open data: every file is what its schema says, leads only to what is there, and says what the pages say."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from open_data_files import DAY, ROOTS, addresses_in, data_of, every_root, files_of, plan_of, schemas_of
from published_site import BASE
from redline_documents import HOSTILE

from avtaleverk.corpus import read_corpus
from avtaleverk.engines.verify import planned_ids
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document
from avtaleverk.model.open_data import API, DataKind, data_address
from avtaleverk.model.status import Status, standing
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.promises import promised

PROMISED = Path(__file__).resolve().parent / "apne_data" / "v1.txt"
REWRITE = "AVTALEVERK_SKRIV_FASIT"


@every_root
def test_every_file_is_what_its_schema_says(name: str) -> None:
    """Each file names its schema, which the site has, and holds what that asks for, in its order, and nothing else."""
    schemas = schemas_of(name)
    assert len(schemas) == len(DataKind)
    checkers = {i: Draft202012Validator(s, format_checker=FormatChecker()) for i, s in schemas.items()}
    for path, data in data_of(name).items():
        schema = str(data["$schema"])
        faults = [f"{path}: {e.json_path}: {e.message[:200]}" for e in checkers[schema].iter_errors(data)]
        assert faults == []
        assert list(data) == list(schemas[schema]["properties"]), path  # type: ignore[call-overload] # an object


@every_root
def test_every_schema_is_one(name: str) -> None:
    """Each schema is valid by the rules of its draft, strict in every object, and lies where it says that it lies."""
    base = plan_of(name).corpus.community.address
    for identity, schema in schemas_of(name).items():
        Draft202012Validator.check_schema(schema)
        assert identity.removeprefix(base) in files_of(name)
        # The redline has a schema of its own, in which a mark may have the attributes of its element.
        for inner in _objects({k: v for k, v in schema.items() if k != "$defs"}):
            assert inner.get("additionalProperties") is False or "properties" not in inner, inner


def _objects(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        if value.get("type") == "object":
            yield value
        for inner in value.values():
            yield from _objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner)


@every_root
def test_every_address_is_there(name: str) -> None:
    """Whatever a file leads to, page, point, file or schema, is on the site."""
    plan = plan_of(name)
    base, ids = plan.corpus.community.address, planned_ids(plan)
    there = {f.path for f in plan.files} | set(ids)
    for path, data in data_of(name).items():
        for address in set(addresses_in(data)):
            assert address.startswith(base), (path, address)
            parts = urlsplit(address.removeprefix(base))
            place = unquote(parts.path)
            place = f"{place}index.html" if not place or place.endswith("/") else place
            assert place in there, (path, address)
            assert not parts.fragment or place not in ids or unquote(parts.fragment) in ids[place], (path, address)


# --- what is promised -----------------------------------------------------------------------------------------------


def _fields(schema: object, path: str = "") -> Iterator[str]:
    """Yield the path of every field of a schema."""
    if not isinstance(schema, dict):
        return
    for name, inner in schema.get("properties", {}).items():
        yield f"{path}.{name}"
        yield from _fields(inner, f"{path}.{name}")
    for other in (*schema.get("anyOf", ()), schema.get("items"), *schema.get("$defs", {}).values()):
        yield from _fields(other, path)


def test_no_field_of_version_1_is_taken_away() -> None:
    """Every field and every place that was published is there still; a new one is written down, and stays from then on."""
    kinds = {
        kind: schemas_of("grunnlag")[f"https://samhandling.fjordvik.example/{API}skjema/{kind}.json"]
        for kind in DataKind
    }
    now = {f"{k} /{k.template}" for k in DataKind} | {f"{k}{field}" for k, s in kinds.items() for field in _fields(s)}
    if os.environ.get(REWRITE):
        PROMISED.parent.mkdir(exist_ok=True)
        PROMISED.write_text("\n".join(sorted(now)) + "\n", "utf-8")
    before = set(PROMISED.read_text("utf-8").splitlines())
    assert before - now == set()
    assert now - before == set()


@every_root
def test_the_family_is_promised_and_not_each_file(name: str) -> None:
    """Neither ``lenker.json`` nor the record of addresses grows by the data; a text as Markdown is an address like others."""
    plan = plan_of(name)
    kept = promised(plan, {})
    links = json.loads(next(f.content for f in plan.files if f.path == "lenker.json"))["adresser"]
    assert not any(address.startswith("api/") for address in kept)
    assert not any(address.startswith("/api/") for address in links)
    texts = {f.path for f in plan.files if f.path.endswith("tekst.md")}
    assert texts <= set(kept)
    assert {f"/{path}" for path in texts} <= set(links)


def test_a_document_has_its_data_where_it_lay_before() -> None:
    """A file cannot lead on, so what was fetched at a former address is fetched there still, with what it says today."""
    found = files_of("grunnlag")
    former = {p for p in found if "/gammel/utskriving" in p}
    assert {DataKind.DOCUMENT, DataKind.VERSION, DataKind.DIFFERENCE} <= {p.split("/")[2] for p in former} | set(
        DataKind
    )
    for path in former:
        now = path.replace("gammel/utskriving", "retningslinjer/1")
        assert found[path] == found[now]
    assert data_address(DataKind.VERSION, dokument="gammel/utskriving/", versjon="1.0") in former


# --- what the data say ----------------------------------------------------------------------------------------------


def _records(value: object) -> Iterator[dict[str, object]]:
    """Yield every object in data."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _records(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _records(inner)


@every_root
def test_a_proposal_is_never_taken_for_a_text_that_applies(name: str) -> None:
    """Wherever a version is named it is said whether it is a proposal: one on its way, or one that was never approved."""
    approved = {(d.folder, v.number): v.is_approved for d in plan_of(name).corpus.all_documents() for v in d.versions}
    for path, data in data_of(name).items():
        for record in _records(data):
            if "status" in record and Status(str(record["status"])).is_proposal:
                assert record["forslag"] is True, path
            if {"versjon", "side", "data"} <= set(record):
                assert "forslag" in record, path
        if "/versjoner/" in path:
            assert data["forslag"] or approved[data["dokument"]["mappe"], data["versjon"]], path  # type: ignore[index]
        if "/endringer/" in path:
            assert data["forslag"] is any(data[side]["forslag"] for side in ("fra", "til")), path  # type: ignore[index]


@given(st.sampled_from(sorted(ROOTS)), st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_the_status_of_any_day_can_be_told(name: str, day: date) -> None:
    """What a program works out from ``statuser`` is what the site would say on that day."""
    plan = plan_of(name)
    for document in plan.corpus.all_documents():
        rule = plan.corpus.rule_for(document)
        data = data_of_document(name, plan.addresses[document.folder])
        for version, said in zip(document.versions, data["versjoner"], strict=True):  # type: ignore[call-overload]
            passed = [s["status"] for s in said["statuser"] if s["fra"] is None or s["fra"] <= day.isoformat()]
            assert passed[-1] == standing(version, document, rule.ratified_by if rule else (), day).status


@cache
def data_of_document(name: str, address: str) -> dict[str, object]:
    return data_of(name)[data_address(DataKind.DOCUMENT, dokument=address)]


def test_a_file_is_another_only_when_it_says_something_else() -> None:
    """On the next day only what tells of the day is other bytes: those who fetch a file twice are not told of news."""
    today, tomorrow = files_of("versjoner"), files_of("versjoner", date(2026, 11, 23))
    other = {path for path in today if today[path] != tomorrow[path]}
    told = {kind.template for kind in DataKind if b'"dag"' in today.get(kind.template, b"")}
    assert other == told


def test_texts_are_kept_to_the_letter() -> None:
    """Hostile words come out of the JSON as they went in, and never as markup; what a schema asks for holds still."""
    hostile = " ".join(h for h in HOSTILE if h.isprintable() and h.isascii())
    plan = build_plan(_with_hostile(hostile), BASE, DAY)
    found = {f.path: json.loads(f.data()) for f in plan.files if f.path.startswith(API)}
    version = found[f"{API}versjoner/retningslinjer/1/2.0.json"]
    assert version["tittel"] == hostile
    assert hostile in version["tekst"]["markdown"]
    assert not re.search(r"<(script|ins|del|svg)\b", version["tekst"]["html"])
    schemas = {s["$id"]: s for p, s in found.items() if "/skjema/" in p}
    for path, data in found.items():
        if "/skjema/" not in path:
            assert list(Draft202012Validator(schemas[data["$schema"]]).iter_errors(data)) == [], path


def _with_hostile(words: str) -> Corpus:
    corpus = read_corpus(BASE).corpus
    assert corpus

    def changed(document: Document) -> Document:
        versions = tuple(
            replace(v, title=words, changes=words, body=f"{v.body}\n\n{words}\n") for v in document.versions
        )
        return replace(document, title=words, summary=words, themes=(words,), versions=versions)

    terms = tuple(replace(t, explanation=words) for t in corpus.terms)
    community = replace(corpus.community, name=words, notice=words)
    return replace(corpus, community=community, documents=tuple(map(changed, corpus.documents)), terms=terms)
