"""``lenker.json`` tells what lies at each address and where the text in force is."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from published_site import BASE, Reader

from avtaleverk.engines.verify import planned_ids
from avtaleverk.engines.workshop import Workshop
from avtaleverk.site.link_schema import link_schema
from avtaleverk.site.plan import Plan

VERSIONS = Path(__file__).resolve().parent / "versjoner"
DAY = date(2026, 11, 22)


def addresses(plan: Plan) -> dict[str, dict[str, object]]:
    """Return the entries of the file, which must be what its schema says."""
    data = json.loads(next(file.content for file in plan.files if file.path == "lenker.json"))
    jsonschema.Draft202012Validator(link_schema()).validate(data)
    assert data["bygd"] == plan.day.isoformat()
    found: dict[str, dict[str, object]] = data["adresser"]
    return found


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the site of a corpus with many versions, with points that moved and points that are gone."""
    return Workshop(VERSIONS, DAY).plan()


@pytest.mark.parametrize("root", [VERSIONS, BASE], ids=["versjoner", "grunnlag"])
def test_every_address_is_there_and_lives(root: Path) -> None:
    """The file names every page of the site and nothing that is not there."""
    plan = Workshop(root, DAY).plan()
    found, reader = addresses(plan), Reader(plan)
    assert {f"/{page.address}" for page in plan} - set(found) == {"/404.html"}
    assert [address for address in found if not reader.meets(address[1:])] == []
    for entry in found.values():
        for field in ("gjeldende", "etterfolger"):
            if isinstance(place := entry.get(field), str):
                assert reader.meets(*place[1:].split("#")), place


def test_points_lead_to_points(plan: Plan) -> None:
    """Each point of each version leads to an anchor that the text in force has, or to none."""
    ids = planned_ids(plan)
    for address, entry in addresses(plan).items():
        points = entry.get("punkter")
        if isinstance(points, dict):
            here = set(ids[f"{address[1:]}index.html"])
            home = set(ids[f"{str(entry.get('gjeldende', address))[1:]}index.html"])
            assert set(points) <= here
            assert {now for now in points.values() if now} <= home


def test_a_point_is_followed(plan: Plan) -> None:
    """A point with a new number is found under it, one that was taken out is not, and a proposal is told apart."""
    found = addresses(plan)
    old = found["/retningslinjer/2/v/1.0/"]
    assert (old["status"], old["versjon"], old["gjeldende"]) == ("erstattet", "1.0", "/retningslinjer/2/")
    points = old["punkter"]
    assert isinstance(points, dict)
    assert (points["pkt-4-1"], points["pkt-3"]) == ("pkt-3-1", None)
    assert found["/retningslinjer/2/v/2.1/"]["status"] == "på høring"
    assert found["/retningslinjer/2/"]["versjon"] == "2.0"
    assert found["/retningslinjer/2/historikk/pkt-4/"]["etterfolger"] == "/retningslinjer/2/historikk/pkt-3/"


def test_what_was_taken_away_has_its_heir() -> None:
    """A forwarding tells where the text went, and says so where it went nowhere."""
    entry = addresses(Workshop(BASE, DAY).plan())["/retningslinjer/9/"]
    assert entry == {"slag": "videreført", "tittel": "Teksten er flyttet", "etterfolger": "/retningslinjer/1/#pkt-2"}


def test_the_file_of_an_old_text_leads_to_the_text_in_force(plan: Plan) -> None:
    """Whoever has linked to a version as Akoma Ntoso is told which version it is, what it is today, and its heir."""
    entry = addresses(plan)["/retningslinjer/2/v/1.1/retningslinje-2-versjon-1.1.akn.xml"]
    assert (entry["versjon"], entry["status"], entry["gjeldende"]) == ("1.1", "erstattet", "/retningslinjer/2/")
