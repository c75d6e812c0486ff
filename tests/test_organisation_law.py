"""What covers the thirteen points of § 6-2, and the warnings about what was not done."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from law_corpus import AGREEMENT, GUIDELINE, NATIONAL, adopted, corpus, document, version

from avtaleverk.corpus import read_corpus
from avtaleverk.model.community import Side
from avtaleverk.model.documents import Coverage
from avtaleverk.model.findings import Severity
from avtaleverk.model.structure import Seat
from avtaleverk.organisation.law import demands, demands_of, is_external, is_of_the_agreement, users_on
from avtaleverk.organisation.law_checks import check_law

BASE = Path(__file__).resolve().parent / "darlige" / "_grunnlag"
DAY = date(2026, 11, 26)


def covered(*found: object, day: date = DAY) -> list[int]:
    return [d.number for d in demands(corpus(*found), day) if d.is_covered]  # type: ignore[arg-type]


def told(*found: object, day: date = DAY, ratified: bool = False) -> list[str]:
    findings = list(check_law(corpus(*found, ratified=ratified), day))  # type: ignore[arg-type]
    assert {f.severity for f in findings} <= {Severity.WARNING}
    return [f"{f.path}:{f.line}: {f.field}" for f in findings]


def test_there_are_thirteen_points() -> None:
    """§ 6-2 first paragraph has points 1 to 13, each of them there even when nothing covers it."""
    assert [d.number for d in demands(corpus(), DAY)] == list(range(1, 14))
    assert covered() == []


def test_a_point_is_covered_by_what_names_it() -> None:
    """A document may name the point alone, or the clauses that cover it."""
    made = document(version(), legal_demands=(1, 2), coverage=(Coverage(12, ("4", "1")), Coverage(12, ("4",))))
    found = {d.number: d.covers for d in demands(corpus(made), DAY)}
    assert covered(made) == [1, 2, 12]
    assert [c.clauses for c in found[1]] == [()]
    assert [c.clauses for c in found[12]] == [("4", "1")]
    assert demands_of(made) == (1, 2, 12)


@pytest.mark.parametrize(
    "made",
    [
        document(legal_demands=(3,)),
        document(version(approved_by=None, approved=None), legal_demands=(3,)),
        document(version(valid_until=date(2025, 1, 1)), legal_demands=(3,)),
    ],
    ids=["no text", "a proposal", "a text that ran out"],
)
def test_only_a_text_in_force_covers(made: object) -> None:
    """A document without a text in force is named beside the point, which is not covered."""
    assert covered(made) == []
    assert len(demands(corpus(made), DAY)[2].covers) == 1  # type: ignore[arg-type]


def test_the_day_decides_what_is_covered() -> None:
    """Before the text applied, the point was open."""
    made = document(version(), legal_demands=(3,))
    assert covered(made, day=date(2024, 2, 29)) == []
    assert covered(made, day=date(2024, 3, 1)) == [3]


def test_an_attachment_covers_as_well() -> None:
    """What the attachment of a guideline says is part of the agreement."""
    inner = document(
        version(folder=f"{GUIDELINE}/vedlegg/1.1-x"), folder=f"{GUIDELINE}/vedlegg/1.1-x", legal_demands=(4,)
    )
    assert covered(document(version(folder=GUIDELINE), folder=GUIDELINE, attachments=(inner,))) == [4]


def test_an_agreement_between_others_covers_nothing() -> None:
    """§ 6-2 is about the agreement of the municipalities and the trust; the editor is told so."""
    made = document(version(folder=NATIONAL, approved_by="departementet"), folder=NATIONAL, legal_demands=(1,))
    assert covered(made) == []
    assert is_external(corpus(made), made)
    assert not is_of_the_agreement(corpus(made), made)
    assert told(made) == [f"{NATIONAL}/index.md:1: lovkrav"]


def test_users_sit_in_the_bodies_or_do_not() -> None:
    """The structure of the day tells where patients and users take part; the secretariat is not asked."""
    made = read_corpus(BASE).corpus
    assert made
    found = {body.id: has_users for body, has_users in users_on(made, DAY)}
    assert found
    assert "sekretariatet" not in found
    assert users_on(made, date(1990, 1, 1)) == ()


def test_the_secretariat_is_not_asked_for_users() -> None:
    """Staff with seats of their own is no committee."""
    made = read_corpus(BASE).corpus
    assert made
    (structure,) = made.structures
    seats = (Seat("Leder", Side.TRUST),)
    bodies = tuple(replace(b, seats=b.seats or seats) for b in structure.bodies)
    assert any(b.staff for b in bodies)
    found = users_on(replace(made, structures=(replace(structure, bodies=bodies),)), DAY)
    assert [b.id for b, _ in found if b.staff] == []


def test_one_approval_outside_does_not_make_an_agreement_that_of_others() -> None:
    """Where no rule says who approves, it takes that nobody within has ever approved it."""
    others = version(approved_by="departementet")
    made = corpus(document(others))
    ruleless = replace(made, community=replace(made.community, approval=()))
    assert is_external(ruleless, document(others))
    assert not is_external(ruleless, document(others, version("2.0")))
    assert not is_external(ruleless, document())


def test_what_was_kept_gives_no_warning() -> None:
    """Sent within the month, gone through within the year, no last day."""
    made = version(signed=date(2026, 1, 10), sent_to_directorate=date(2026, 2, 10), last_reviewed=date(2026, 3, 1))
    assert told(document(made)) == []


@pytest.mark.parametrize(
    ("fields", "lines", "finding"),
    [
        ({"signed": date(2026, 9, 1)}, {"signert": 6}, "6: sendt_helsedirektoratet"),
        (
            {"signed": date(2024, 9, 1), "sent_to_directorate": date(2024, 9, 2), "last_reviewed": date(2025, 9, 1)},
            {"sist_gjennomgatt": 7},
            "7: sist_gjennomgatt",
        ),
    ],
    ids=["never sent", "not gone through"],
)
def test_what_is_overdue_is_a_warning_with_its_line(
    fields: dict[str, object], lines: dict[str, int], finding: str
) -> None:
    """The warning stands at the fact that it is counted from."""
    assert f"{AGREEMENT}/1.0.md:{finding}" in told(document(version(lines=lines, **fields)))


def test_late_is_told_on_the_page_and_not_warned_of_for_ever() -> None:
    """What was sent too late cannot be mended, so the check does not ask for it again."""
    made = version(signed=date(2026, 1, 10), sent_to_directorate=date(2026, 6, 1))
    assert told(document(made)) == []


def test_nothing_is_overdue_where_nobody_states_the_day() -> None:
    """An agreement that its parties adopted on days that nobody states is left alone."""
    made = version(approved=None, ratifications=adopted(sykehuset=None, dalset=None))
    assert told(document(made), ratified=True) == []


_KEPT = {"last_reviewed": date(2026, 11, 1), "signed": date(2026, 1, 10), "sent_to_directorate": date(2026, 1, 20)}


@pytest.mark.parametrize(
    ("until", "warnings"),
    [(date(2027, 5, 26), 1), (date(2027, 5, 27), 0), (date(2026, 11, 25), 1)],
    ids=["within half a year", "later", "ran out"],
)
def test_a_text_about_to_run_out_needs_a_proposal(until: date, warnings: int) -> None:
    """Half a year before its last day the next text should be there; with a proposal nothing is said until it runs out."""
    made = version(valid_until=until, lines={"gjelder_til": 8}, **_KEPT)
    assert told(document(made)) == [f"{AGREEMENT}/1.0.md:8: gjelder_til"] * warnings
    proposed = told(document(made, version("2.0", approved_by=None, approved=None)))
    assert bool(proposed) is (until < DAY)


def test_a_text_that_another_has_replaced_may_run_out() -> None:
    """An expired text with a successor in force is history."""
    old = version(valid_until=date(2025, 1, 1))
    assert told(document(old, version("2.0", approved=date(2025, 1, 1), **_KEPT))) == []


@pytest.mark.parametrize(("until", "warnings"), [(date(2026, 12, 31), 1), (date(2027, 3, 1), 0)])
def test_too_short_a_notice_is_a_warning(until: date, warnings: int) -> None:
    """§ 6-5: an agreement that was terminated on 1 March 2026 applies until 1 March 2027 at least."""
    made = version(terminated=date(2026, 3, 1), valid_until=until, lines={"gjelder_til": 4, "oppsagt": 3}, **_KEPT)
    following = version("2.0", approved_by=None, approved=None)
    assert told(document(made, following)) == [f"{AGREEMENT}/1.0.md:4: gjelder_til"] * warnings


def test_a_notice_without_a_last_day_is_no_fault() -> None:
    """One municipality may leave while the others stay, so no last day is asked for."""
    assert told(document(version(terminated=date(2026, 3, 1), **_KEPT))) == []
    assert told(document(version(terminated=date(2025, 3, 1), **_KEPT))) == []


def test_each_warning_says_what_to_write() -> None:
    """A warning without a cure is no use to an editor."""
    made = corpus(document(version(terminated=date(2024, 3, 1), valid_until=date(2024, 6, 1))))
    findings = list(check_law(made, date(2024, 5, 1)))
    assert findings
    assert all(f.hint and f.message for f in findings)
