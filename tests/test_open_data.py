"""The open data: every file is what its schema says, leads only to what is there, and says what the pages say."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from published_site import BASE
from referencing import Registry, Resource

from avtaleverk.engines.verify import planned_ids
from avtaleverk.engines.workshop import Workshop
from avtaleverk.model.open_data import API, DataKind
from avtaleverk.site.plan import Plan

ROOT = Path(__file__).resolve().parent.parent
VERSIONS, FINNMARK = ROOT / "tests" / "versjoner", ROOT / "eksempler" / "finnmark"
ROOTS = {"telemark": ROOT, "finnmark": FINNMARK, "versjoner": VERSIONS, "grunnlag": BASE}
DAY = date(2026, 11, 22)
every_root = pytest.mark.parametrize("name", ROOTS)


@cache
def plan_of(name: str, day: date = DAY) -> Plan:
    """Return the site of a folder; each is planned once."""
    return Workshop(ROOTS[name], day).plan()


@cache
def files_of(name: str, day: date = DAY) -> dict[str, bytes]:
    """Return every file of the open data by its path."""
    return {f.path: f.data() for f in plan_of(name, day).files if f.path.startswith(API)}


def data_of(name: str) -> dict[str, dict[str, object]]:
    """Return the files that are no schemas."""
    return {p: json.loads(d) for p, d in files_of(name).items() if not p.startswith(f"{API}skjema/")}


def schemas_of(name: str) -> dict[str, dict[str, object]]:
    """Return the schemas by their ids."""
    found = [json.loads(d) for p, d in files_of(name).items() if p.startswith(f"{API}skjema/")]
    return {str(schema["$id"]): schema for schema in found}


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
        Resource.from_contents(schema) @ Registry()
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


def _addresses(value: object, field: str = "") -> Iterator[str]:
    """Yield the addresses that are fields of data; those inside of texts are the texts' own."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _addresses(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _addresses(inner, field)
    elif (
        isinstance(value, str)
        and re.match("https?://", value)
        and field not in {"markdown", "html", "tekst", "lisens", "svar_til", "mal"}
    ):
        yield value


@every_root
def test_every_address_is_there(name: str) -> None:
    """Whatever a file leads to, page, point, file or schema, is on the site."""
    plan = plan_of(name)
    base, ids = plan.corpus.community.address, planned_ids(plan)
    there = {f.path for f in plan.files} | set(ids)
    for path, data in data_of(name).items():
        for address in set(_addresses(data)):
            assert address.startswith(base), (path, address)
            parts = urlsplit(address.removeprefix(base))
            place = unquote(parts.path)
            place = f"{place}index.html" if not place or place.endswith("/") else place
            assert place in there, (path, address)
            assert not parts.fragment or place not in ids or unquote(parts.fragment) in ids[place], (path, address)
