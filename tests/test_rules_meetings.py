"""Rules about meetings: how many, and how cases are settled in them."""

from datetime import date

from rule_corpus import (
    a_body,
    a_corpus,
    a_meeting,
    a_rule,
    a_structure,
    faults,
    lacks,
    meetings_of,
    settled,
    the_verdict,
)

from avtaleverk.model.organisation import Agreement
from avtaleverk.model.structure import RuleKind
from avtaleverk.organisation.rules.judge import judge
from avtaleverk.organisation.rules.verdicts import State, YearCount

MEETINGS, CONSENSUS = a_rule(RuleKind.MEETINGS), a_rule(RuleKind.CONSENSUS, needs_plan=True)
SSU = a_body(meetings_per_year=4)


def test_as_many_meetings_as_promised_keep_the_rule() -> None:
    """Four in the one year that is over and recorded; the year that runs is only an outlook."""
    held = (*meetings_of(2025, 4), *meetings_of(2026, 2), a_meeting("2026-12-10"))
    verdict = the_verdict(MEETINGS, SSU, meetings=held)
    assert verdict.state is State.KEPT
    assert verdict.judgements[0].outlook == YearCount(2026, 2, 1, 4)


def test_too_few_meetings_break_the_rule() -> None:
    """Three held of four promised, with the year and both numbers."""
    verdict = the_verdict(MEETINGS, SSU, meetings=meetings_of(2025, 3))
    breach = verdict.judgements[0].breaches[0]
    assert faults(verdict) == ["for-fa-moter"]
    assert (breach.year, breach.found, breach.wanted) == (2025, 3, 4)


def test_cancelled_meetings_do_not_count_and_extra_ones_do() -> None:
    """A fourth meeting that was called off leaves three; one outside the regular ones makes four."""
    three = meetings_of(2025, 3)
    assert (
        the_verdict(MEETINGS, SSU, meetings=(*three, a_meeting("2025-11-01", is_cancelled=True))).state is State.BROKEN
    )
    assert the_verdict(MEETINGS, SSU, meetings=(*three, a_meeting("2025-11-01", is_extra=True))).state is State.KEPT


def test_a_moved_meeting_counts_in_the_year_it_was_held() -> None:
    """Called for December and held in January, it is one of the new year."""
    moved = a_meeting("2026-01-05", moved_from=(date(2025, 12, 15),))
    verdict = the_verdict(MEETINGS, SSU, meetings=(*meetings_of(2025, 3), moved))
    assert [b.year for b in verdict.judgements[0].breaches] == [2025]


def test_a_body_without_recorded_meetings_cannot_be_judged() -> None:
    """An editor who records nothing is not told off for all of it."""
    verdict = the_verdict(MEETINGS, SSU)
    assert verdict.state is State.UNKNOWN
    assert lacks(verdict) == ["moter"]


def test_a_year_of_which_nothing_is_recorded_is_a_hole_only_between_others() -> None:
    """Years after the last recorded one are not known; one between two recorded ones has no meetings."""
    after = the_verdict(MEETINGS, SSU, meetings=meetings_of(2023, 4), start="2023-01-01")
    assert after.state is State.KEPT
    assert [(g.lack.value, g.what) for g in after.judgements[0].gaps] == [("ar", "2024"), ("ar", "2025")]
    between = the_verdict(MEETINGS, SSU, meetings=(*meetings_of(2023, 4), *meetings_of(2025, 4)))
    assert [(b.year, b.found) for b in between.judgements[0].breaches] == [(2024, 0)]


def test_a_year_that_the_structure_covers_in_part_is_not_judged() -> None:
    """The rule began in March, so nobody promised four meetings that year."""
    verdict = the_verdict(MEETINGS, SSU, meetings=meetings_of(2025, 1), start="2025-03-01")
    assert verdict.state is State.UNKNOWN
    assert lacks(verdict) == ["for-tidlig"]


def test_a_structure_that_began_in_a_year_is_not_judged_by_that_year() -> None:
    """«2025» may mean December."""
    assert the_verdict(MEETINGS, SSU, meetings=meetings_of(2025, 1), start="2025").state is State.UNKNOWN


def test_a_temporary_body_is_judged_by_the_years_it_worked_wholly() -> None:
    """It began in the middle of 2024."""
    body = a_body(meetings_per_year=4, active_from=date(2024, 6, 1))
    verdict = the_verdict(MEETINGS, body, meetings=(*meetings_of(2024, 1), *meetings_of(2025, 4)))
    assert verdict.state is State.KEPT


def test_two_structures_with_the_same_promise_make_a_whole_year() -> None:
    """2025 is full though a new structure took over in June; with another promise it is not."""
    held = {"meetings": meetings_of(2025, 2)}
    new = a_structure(SSU, rules=(MEETINGS,), start="2025-06-01")
    same = a_structure(SSU, rules=(MEETINGS,), start="2020-01-01")
    other = a_structure(a_body(meetings_per_year=2), rules=(MEETINGS,), start="2020-01-01")
    assert [judge(a_corpus(s, new, **held), date(2026, 11, 26))[0].state for s in (same, other)] == [
        State.BROKEN,
        State.UNKNOWN,
    ]


def test_a_body_that_promises_no_number_cannot_be_judged() -> None:
    """«ikke oppgitt» is no promise."""
    assert lacks(the_verdict(MEETINGS, a_body(), meetings=meetings_of(2025, 1))) == ["moter-per-ar"]


def test_agreement_keeps_the_rule() -> None:
    """And so does a case without agreement that says what happens next."""
    items = (settled(Agreement.CONSENSUS), settled(Agreement.NONE, plan="Tas opp igjen i mars"))
    verdict = the_verdict(CONSENSUS, a_body(), meetings=(a_meeting("2025-03-01", *items),))
    assert verdict.state is State.KEPT


def test_a_vote_breaks_consensus() -> None:
    """Where consensus rules nobody votes; the breach names the case, the meeting and the line."""
    items = (settled(Agreement.CONSENSUS), settled(Agreement.VOTE, title="Budsjett"))
    verdict = the_verdict(CONSENSUS, a_body(), meetings=(a_meeting("2025-03-01", *items),))
    breach = verdict.judgements[0].breaches[0]
    assert (breach.fault.value, breach.title, breach.meeting) == ("avstemning", "Budsjett", "2025-03-01-utvalget")
    assert (breach.place.path, breach.place.line) == ("organisasjon/moter/2025-03-01-utvalget.md", 6)


def test_a_plan_is_asked_for_only_where_the_rule_does() -> None:
    """A community whose rule says nothing of a plan keeps it without one, but not with a vote."""
    rule = a_rule(RuleKind.CONSENSUS)
    without = a_meeting("2025-03-01", settled(Agreement.NONE))
    voted = a_meeting("2025-03-01", settled(Agreement.VOTE))
    assert faults(the_verdict(rule, a_body(), meetings=(without,))) == []
    assert faults(the_verdict(rule, a_body(), meetings=(voted,))) == ["avstemning"]


def test_no_agreement_and_no_plan_breaks_the_rule() -> None:
    """The minutes must say what happens next (guideline 1, point 2)."""
    meeting = a_meeting("2025-03-01", settled(Agreement.NONE))
    assert faults(the_verdict(CONSENSUS, a_body(), meetings=(meeting,))) == ["uten-plan"]


def test_a_meeting_that_does_not_say_how_cases_were_settled_cannot_be_judged() -> None:
    """No vote is told of, and no agreement either."""
    assert lacks(the_verdict(CONSENSUS, a_body(), meetings=(a_meeting("2025-03-01", settled(None)),))) == ["avgjort"]
    assert lacks(the_verdict(CONSENSUS, a_body())) == ["moter"]


def test_what_has_not_happened_yet_breaks_nothing() -> None:
    """A vote in a meeting of tomorrow, or of one that was called off, is not a vote."""
    later = a_meeting("2026-11-27", settled(Agreement.VOTE))
    called_off = a_meeting("2026-11-01", settled(Agreement.VOTE), is_cancelled=True)
    assert the_verdict(CONSENSUS, a_body(), meetings=(called_off, later)).state is State.UNKNOWN


def test_a_meeting_to_come_does_not_make_holes_of_the_years_before() -> None:
    """That one is called for next year says nothing of what was not written down before."""
    held = (*meetings_of(2023, 4), a_meeting("2027-02-01"))
    verdict = the_verdict(MEETINGS, SSU, meetings=held, start="2023-01-01")
    assert verdict.state is State.KEPT
    only_called = the_verdict(MEETINGS, SSU, meetings=(a_meeting("2026-12-01"),))
    assert lacks(only_called) == ["for-tidlig"]
    assert only_called.judgements[0].outlook == YearCount(2026, 0, 1, 4)
