"""Whatever lies in a content file, reading gives findings and never an exception."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from avtaleverk.corpus import Reading, read_corpus
from avtaleverk.corpus.fields import (
    APPOINTMENT,
    COMMUNITY,
    DOCUMENT,
    MEETING,
    PAPER,
    STRUCTURE,
    TERM,
    VERSION,
    Field,
    Kind,
)
from avtaleverk.organisation.checks import check_day
from avtaleverk.text import TextStore

BASE = Path(__file__).parent / "darlige" / "_grunnlag"
VERSION_FILE = "retningslinjer/01-utskriving/1.0.md"
COMMUNITY_FILE = "helsefellesskap.yml"
STRUCTURE_FILE = "organisasjon/struktur/2022-01-01.yml"
OFFICES_FILE = "organisasjon/verv/utvalget.yml"
LISTS = ("ordliste.yml", OFFICES_FILE)
FILES = {
    VERSION_FILE: VERSION,
    "retningslinjer/01-utskriving/index.md": DOCUMENT,
    COMMUNITY_FILE: COMMUNITY,
    STRUCTURE_FILE: STRUCTURE,
    OFFICES_FILE: APPOINTMENT,
    "organisasjon/moter/2023-05-10-utvalget.md": MEETING,
    "organisasjon/saker/2023-05-10-innstilling.md": PAPER,
    "ordliste.yml": TERM,
}
TEXTS = TextStore()
fuzz = settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.fixture(scope="module")
def root() -> Iterator[Path]:
    """Yield a sound corpus, one file of which each example overwrites."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "korpus"
        shutil.copytree(BASE, place)
        yield place


def read_with(root: Path, path: str, data: bytes) -> Reading:
    """Read the corpus with other content in one file, and check what must hold of any reading."""
    kept = (root / path).read_bytes()
    (root / path).write_bytes(data)
    try:
        reading = read_corpus(root, TEXTS)
    finally:
        (root / path).write_bytes(kept)
    assert (reading.corpus is None) == bool(reading.errors)
    of_the_day = list(check_day(reading.corpus, date(2026, 11, 26))) if reading.corpus else []
    for finding in (*reading.findings, *of_the_day):
        assert finding.message
        assert "\n" not in str(finding)
        str(finding).encode("utf-8")
    return reading


paths = st.sampled_from([VERSION_FILE, COMMUNITY_FILE, STRUCTURE_FILE, OFFICES_FILE])


@fuzz
@given(paths, st.binary(max_size=200))
@example(COMMUNITY_FILE, b"[" * 100_000)
@example(COMMUNITY_FILE, b"a: " + b"{a: " * 40_000)
@example(COMMUNITY_FILE, b"- " * 90_000)
@example(COMMUNITY_FILE, b"? " * 90_000)
@example(VERSION_FILE, b"---\n" + b"[" * 100_000 + b"\n---\n")
def test_any_bytes(root: Path, path: str, data: bytes) -> None:
    """Any bytes at all in place of a file are read or reported, however deep they nest."""
    read_with(root, path, data)


@fuzz
@given(paths, st.text(max_size=200), st.booleans())
def test_any_text(root: Path, path: str, text: str, fenced: bool) -> None:  # noqa: FBT001 - drawn by the library
    """Any characters at all are read or reported, as fields and as text."""
    body = f"---\n{text}\n---\n{text}" if fenced else text
    read_with(root, path, body.encode("utf-8", "replace"))


_signs = st.sampled_from(list(":-?[]{},#&*!|>'\"\\%@`=~ \t\n\u2028\x85aå")) | st.sampled_from(
    [
        "---\n",
        "...\n",
        "\n  ",
        "\n    ",
        ": ",
        "- ",
        "&a ",
        "*a",
        "!!str ",
        "<<: ",
        "null",
        "no",
        "1.10",
        "12:30",
        "2024-01-01",
    ]
)
_names = st.sampled_from(
    [
        "versjon",
        "navn",
        "parter",
        "organer",
        "id",
        "gjelder_fra",
        "oppgaver",
        "verv",
        "fra",
        "regler",
        "seter",
        "omrader",
    ]
)


@fuzz
@given(paths, st.lists(_signs | _names, max_size=40).map("".join))
def test_any_yaml_signs(root: Path, path: str, text: str) -> None:
    """The signs of YAML in any order are read or reported."""
    read_with(root, path, (f"---\n{text}\n---\nTekst." if path.endswith(".md") else text).encode())


_scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10_000_000),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.text(max_size=8),
    st.sampled_from(
        ["utvalget", "alle", "én per kommune", "1.0", "2022", "retningslinjer/*", "*", "/", ".", "..", "[", "#pkt-1"]
    ),
)
_anything = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_scalars, inner, max_size=3), max_leaves=6
)


def _sound(field: Field) -> st.SearchStrategy[object]:
    """Return values of the kind that a field wants, sound in form though not in meaning."""
    choices = st.sampled_from(field.choices or ("utvalget", "sykehuset", "2022", "tekst", "åpen del"))
    texts = (
        choices if not field.pattern else st.sampled_from(["1.0", "2.0", "1", "dalset", "https://a.example/", "a@b.no"])
    )
    return {
        Kind.DATE: st.dates(),
        Kind.DATES: st.lists(st.dates(), max_size=3),
        Kind.MOMENT: st.dates() | st.sampled_from(["2022", "2021-02", "ikke oppgitt"]),
        Kind.WHOLE: st.integers(0, 20),
        Kind.FLAG: st.booleans(),
        Kind.TEXTS: st.lists(texts, max_size=3),
        Kind.WHOLES: st.lists(st.integers(0, 20), max_size=3),
        Kind.GROUP: _group(field.fields),
        Kind.GROUPS: st.lists(_group(field.fields), max_size=3),
        Kind.COUNT: st.integers(1, 9) | st.just("én per kommune"),
        Kind.TASKS: st.lists(texts, max_size=2) | st.dictionaries(texts, st.lists(texts, max_size=2), max_size=2),
        Kind.TEMPLATES: st.dictionaries(texts, _group(field.fields), max_size=2),
    }.get(field.kind, texts)


def _group(fields: tuple[Field, ...]) -> st.SearchStrategy[dict[str, object]]:
    def value(field: Field) -> st.SearchStrategy[object]:
        return st.integers(0, 9).flatmap(lambda n: _anything if n == 0 else _sound(field))

    return st.fixed_dictionaries(
        {f.name: value(f) for f in fields if f.required}, optional={f.name: value(f) for f in fields if not f.required}
    )


@settings(fuzz, max_examples=50)
@given(st.data())
@pytest.mark.parametrize("path", FILES)
def test_any_values(root: Path, path: str, data: st.DataObject) -> None:
    """Fields with any values, sound and unsound, in every kind of file are read or reported."""
    group = _group(FILES[path])
    values = data.draw(st.lists(group, max_size=3) if path in LISTS else group)
    text = yaml.safe_dump(values, allow_unicode=True)
    read_with(root, path, (f"---\n{text}---\n\nTekst.\n" if path.endswith(".md") else text).encode("utf-8", "replace"))
