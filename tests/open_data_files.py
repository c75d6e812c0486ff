"""The open data of the folders that tests read, each planned once."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from published_site import BASE

from avtaleverk.engines.workshop import Workshop
from avtaleverk.model.open_data import API
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


def addresses_in(value: object, field: str = "") -> Iterator[str]:
    """Yield the addresses that are fields of data; those inside of texts are the texts' own."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from addresses_in(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses_in(inner, field)
    elif (
        isinstance(value, str)
        and re.match("https?://", value)
        and field not in {"markdown", "html", "tekst", "lisens", "svar_til", "mal"}
    ):
        yield value
