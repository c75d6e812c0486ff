"""What a page that lasts depends on: equal keys mean equal pages, on any day and after any edit."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from history_corpus import (
    DAY,
    DISCHARGE,
    corpus,
    corpus_of,
    document,
    guideline,
    page_at,
    plan_of,
    proposal,
    version,
    version_of,
)

from avtaleverk.model.documents import Document
from avtaleverk.model.organisation import CaseItem, Meeting
from avtaleverk.model.source import Source
from avtaleverk.site.plan import Plan

ADDRESS, OWN = "retningslinjer/2/", "retningslinjer/9/"
BASE = version("1.0", "## 1 Om\n\nTekst.\n\n## 2 Til\n\nTekst.")
NEW = BASE.body.replace("Om\n\nTekst.", "Om\n\nAnnen tekst.")


def keyed(found: Plan, pair: str, address: str = ADDRESS) -> tuple[str, str]:
    """Return key and whole document of a difference."""
    page = page_at(found, f"{address}endringer/{pair}/")
    return found.key(page), found.document(page)


@pytest.mark.parametrize("pair", ["1.0-til-1.1", "1.1-til-2.0"])
def test_nothing_of_the_day_is_on_a_page_of_approved_texts(pair: str) -> None:
    """Built tomorrow, next week, or a year after a hearing began, key and bytes are those of today."""
    today = keyed(plan_of(), pair)
    for later in (DAY + timedelta(days=1), DAY + timedelta(days=7)):
        assert keyed(plan_of(day=later), pair) == today


def changed_corpus(**fields: object) -> Plan:
    """Return the plan with other fields in version 2.0 of guideline 2."""
    versions = tuple(replace(v, **fields) if v.number == "2.0" else v for v in document().versions)  # type: ignore[arg-type]
    documents = tuple(replace(d, versions=versions) if d.folder == DISCHARGE else d for d in corpus().documents)
    return plan_of(change=replace(corpus(), documents=documents))


@pytest.mark.parametrize(
    "fields",
    [
        {"body": version_of("2.0").body + "\n\nMer."},
        {"changes": "En annen grunn"},
        {"repealed": date(2026, 1, 1)},
        {"approved": date(2025, 3, 15)},
        {"approved_by": "partnerskapet"},
        {"changed_clauses": ("2",)},
        {"title": "Et annet navn"},
        {"meeting": None},
        {"valid_until": date(2027, 1, 1)},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_a_change_in_what_is_shown_is_another_key(fields: dict[str, object]) -> None:
    """Text, reason, status, date, body, points, title, meeting, last day: the page and its key change together."""
    before, after = keyed(plan_of(), "1.1-til-2.0"), keyed(changed_corpus(**fields), "1.1-til-2.0")
    assert before[1] != after[1]
    assert before[0] != after[0]


def test_the_page_of_a_proposal_is_made_anew_each_day_of_its_hearing() -> None:
    """It says how many days are left, so its key changes with them."""
    assert keyed(plan_of(), "2.0-til-2.1")[0] != keyed(plan_of(day=DAY + timedelta(days=1)), "2.0-til-2.1")[0]


DAYS = ["2022-05-09", "2022-05-10", "2025-03-13", "2025-03-14", "2026-10-31", "2026-11-01", "2026-12-15", "2026-12-16"]


def test_equal_keys_mean_equal_pages_on_any_day() -> None:
    """Of every difference and clause history, on each day on which something turned, and the day before it."""
    known: dict[str, tuple[str, str]] = {}
    for day in [*map(date.fromisoformat, DAYS), DAY]:
        found = plan_of(day=day)
        for page in (p for p in found if p.kind in {"endring", "punkthistorie"}):
            made = found.document(page)
            address, kept = known.setdefault(found.key(page), (page.address, made))
            assert (address, kept) == (page.address, made), (day, page.address)


def renamed_body(found: Document) -> Plan:
    base = corpus_of(found)
    structure = base.structures[0]
    bodies = tuple(replace(b, name=f"Det nye {b.name}") for b in structure.bodies)
    return plan_of(change=replace(base, structures=(replace(structure, bodies=bodies),)))


def test_a_body_with_another_name_is_another_key() -> None:
    """Who approved a text, and who decides about a proposal, is told by name on pages that last."""
    found = guideline(BASE, version("2.0", NEW), proposal("2.1", BASE.body))
    for pair in ("1.0-til-2.0", "2.0-til-2.1"):
        before, after = keyed(plan_of(found), pair, OWN), keyed(renamed_body(found), pair, OWN)
        assert "Det nye Strategisk samarbeidsutvalg" in after[1]
        assert before[0] != after[0]


REFERRING = "## 1 Om\n\nSe punkt 3 i retningslinje 3. {}\n\n## 2 Til\n\nTekst."


def test_a_reference_in_a_clause_history_leads_where_it_leads_today() -> None:
    """The whole text of the first version is shown with its references, which another document's edit may turn."""
    found = guideline(version("1.0", REFERRING.format("")), version("2.0", REFERRING.format("Straks.")))
    acute = document("retningslinjer/03-akutt")
    body = acute.versions[-1].body.replace("## 3 Øving", "## 4 Øving")
    edited = replace(acute, versions=(*acute.versions[:-1], replace(acute.versions[-1], body=body)))
    before, after = (page_at(plan_of(found, other), f"{OWN}historikk/pkt-1/") for other in (acute, edited))
    assert before.make() != after.make()
    assert before.key != after.key


def _with_outcome(outcome: str) -> Plan:
    found = guideline(BASE, proposal("2.0", NEW, meeting="m"))
    item = CaseItem("Forslaget", document=found.folder, version="2.0", outcome=outcome)
    meeting = Meeting("m", "partnerskapet", DAY - timedelta(days=8), (item,), "", Source("m.md"))
    base = corpus_of(found)
    structures = (replace(base.structures[0], id="for", valid_from=None), *base.structures)
    return plan_of(change=replace(base, meetings=(meeting,), structures=structures))


@pytest.mark.parametrize("address", [OWN, f"{OWN}v/2.0/", f"{OWN}endringer/1.0-til-2.0/"])
def test_what_a_meeting_came_to_is_part_of_the_key(address: str) -> None:
    """Every page that tells where a proposal stands is made anew when the file of its meeting says something else."""
    before, after = (page_at(_with_outcome(outcome), address) for outcome in ("anbefalt", "utsatt"))
    assert before.make() != after.make()
    assert before.key != after.key


def test_a_comparison_of_structures_is_not_made_anew_for_a_meeting() -> None:
    """It shows bodies alone, and is among the dearest pages to make."""
    before, after = (
        {p.address: p.key for p in _with_outcome(outcome) if p.kind == "strukturendring"}
        for outcome in ("anbefalt", "utsatt")
    )
    assert before
    assert before == after
