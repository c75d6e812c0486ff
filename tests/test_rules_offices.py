"""Rules about offices: leader and deputy, changing places, the term."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from rule_corpus import (
    BOTH_SIDES,
    a_body,
    a_corpus,
    a_rule,
    a_structure,
    an_office,
    deputy,
    faults,
    lacks,
    leader,
    member,
    the_verdict,
)

from avtaleverk.model.community import Side
from avtaleverk.model.organisation import Office
from avtaleverk.model.structure import Leadership, RuleKind
from avtaleverk.organisation.rules.judge import judge
from avtaleverk.organisation.rules.verdicts import State

MUNICIPALITY, TRUST = Side.MUNICIPALITY, Side.TRUST
SIDES, SWAP, TERM = (a_rule(k) for k in (RuleKind.LEADERS, RuleKind.SWAP, RuleKind.TERM))
FSU = a_body(leadership=BOTH_SIDES, term_years=2, extension_years=2)


def test_leader_and_deputy_of_two_sides_keep_the_rule() -> None:
    """Both in the structure and in who holds the offices."""
    offices = (leader(MUNICIPALITY, "2025-01-01"), deputy(TRUST, "2025-01-01"))
    assert the_verdict(SIDES, FSU, appointments=offices).state is State.KEPT


def test_leader_and_deputy_of_one_side_break_the_rule() -> None:
    """The breach lasts from the day on which both were of one side, and points at who came last."""
    offices = (leader(TRUST, "2025-01-01"), deputy(TRUST, "2025-06-01", "2025-12-31"))
    verdict = the_verdict(SIDES, FSU, appointments=offices)
    breach = verdict.judgements[0].breaches[0]
    assert faults(verdict) == ["samme-side-i-vervene"]
    assert (breach.start, breach.end) == (date(2025, 6, 1), date(2025, 12, 31))
    assert (breach.place.path, breach.place.line, breach.place.field) == (
        "organisasjon/verv/utvalget.yml", 3, "verv.side",
    )  # fmt: skip


def test_one_after_the_other_is_not_at_the_same_time() -> None:
    """A deputy who left before a leader of the same side came is no breach."""
    offices = (
        deputy(TRUST, "2024-01-01", "2024-12-31"),
        leader(TRUST, "2025-01-01"),
        deputy(MUNICIPALITY, "2025-01-01"),
    )
    assert the_verdict(SIDES, FSU, appointments=offices).state is State.KEPT


def test_a_structure_with_one_side_alone_breaks_the_rule() -> None:
    """Though nobody holds the offices yet."""
    body = a_body(leadership=Leadership((TRUST, TRUST), None))
    assert faults(the_verdict(SIDES, body)) == ["samme-side-i-strukturen"]


def test_without_offices_nobody_can_judge_who_leads() -> None:
    """What the structure says is not yet what is done."""
    verdict = the_verdict(SIDES, FSU)
    assert verdict.state is State.UNKNOWN
    assert lacks(verdict) == ["verv"]


def test_the_side_follows_from_the_party_and_is_else_unknown() -> None:
    """The party tells the side; without both nobody can judge."""
    by_party = (leader(None, "2025-01-01", party="dalset"), deputy(None, "2025-01-01", party="nesset"))
    assert the_verdict(SIDES, FSU, appointments=by_party).state is State.BROKEN
    unknown = (leader(None, "2025-01-01"), deputy(TRUST, "2025-01-01"))
    verdict = the_verdict(SIDES, FSU, appointments=unknown)
    assert verdict.state is State.UNKNOWN
    assert lacks(verdict) == ["side"]


def test_only_the_days_of_the_structure_count() -> None:
    """Two of the same side before the rule was made are no breach."""
    offices = (leader(TRUST, "2018-01-01", "2019-12-31"), deputy(TRUST, "2018-01-01", "2019-12-31"))
    assert the_verdict(SIDES, FSU, appointments=offices).state is State.UNKNOWN


def test_places_changed_half_way_keep_the_rule() -> None:
    """One year each of a term of two."""
    offices = (leader(MUNICIPALITY, "2024-01-01", "2024-12-31"), leader(TRUST, "2025-01-01", "2025-12-31"))
    assert the_verdict(SWAP, FSU, appointments=offices).state is State.KEPT


def test_a_side_that_leads_the_whole_term_breaks_the_rule() -> None:
    """Also when it is two leaders of the same side."""
    offices = (leader(TRUST, "2024-01-01", "2024-12-31"), leader(TRUST, "2025-01-01", "2025-12-31"))
    verdict = the_verdict(SWAP, FSU, appointments=offices)
    assert faults(verdict) == ["ikke-byttet"]
    assert verdict.judgements[0].breaches[0].wanted == 12


def test_three_months_too_many_are_tolerated() -> None:
    """Places change at a meeting, and a body that meets four times a year has one each third month."""
    ends = {"2025-03-31": State.KEPT, "2025-04-02": State.BROKEN}
    for end, state in ends.items():
        offices = (leader(TRUST, "2024-01-01", end), leader(MUNICIPALITY, end))
        assert the_verdict(SWAP, FSU, appointments=offices, day=date(2025, 6, 1)).state is state


def test_it_is_too_early_to_tell_before_half_of_the_term() -> None:
    """A leader of five months has not failed to change places."""
    verdict = the_verdict(SWAP, FSU, appointments=(leader(TRUST, "2026-06-26"),))
    assert verdict.state is State.UNKNOWN
    assert lacks(verdict) == ["for-tidlig"]


def test_a_swap_needs_a_term_and_offices_with_dates() -> None:
    """Without them nobody can judge."""
    offices = (leader(TRUST, "2024-01-01"),)
    assert lacks(the_verdict(SWAP, a_body(leadership=BOTH_SIDES), appointments=offices)) == ["funksjonstid"]
    assert lacks(the_verdict(SWAP, FSU)) == ["verv"]
    assert lacks(the_verdict(SWAP, FSU, appointments=(leader(TRUST, None),))) == ["datoer"]


def test_two_years_and_two_more_keep_the_term() -> None:
    """A person who was extended once, and changed from deputy to leader on the way."""
    offices = (
        an_office(Office.DEPUTY, "2022-01-01", "2023-12-31", name="Kari Vik"),
        an_office(Office.LEADER, "2024-01-01", "2025-12-31", name="Kari Vik"),
    )
    assert the_verdict(TERM, FSU, appointments=offices).state is State.KEPT


def test_a_third_term_breaks_the_rule() -> None:
    """Six years of the same name, told from the first day to the last."""
    offices = tuple(member(f"{y}-01-01", f"{y + 1}-12-31", name="Kari Vik") for y in (2020, 2022, 2024))
    verdict = the_verdict(TERM, FSU, appointments=offices)
    breach = verdict.judgements[0].breaches[0]
    assert faults(verdict) == ["for-lenge"]
    assert (breach.who, breach.start, breach.end, breach.wanted) == (
        "Kari Vik", date(2020, 1, 1), date(2025, 12, 31), 48,
    )  # fmt: skip


def test_who_comes_back_after_a_pause_begins_anew() -> None:
    """Two years, two years out, two years again."""
    offices = tuple(member(f"{y}-01-01", f"{y + 1}-12-31", name="Kari Vik") for y in (2020, 2024))
    assert the_verdict(TERM, FSU, appointments=offices).state is State.KEPT


def test_offices_without_a_name_may_be_several_people() -> None:
    """Three terms of one seat are told as unknown, a single one of five years is a breach."""
    seat = {"role": "Fastlege", "party": "dalset"}
    three = tuple(member(f"{y}-01-01", f"{y + 1}-12-31", **seat) for y in (2020, 2022, 2024))
    verdict = the_verdict(TERM, FSU, appointments=three)
    assert verdict.state is State.KEPT
    assert lacks(verdict) == ["navn"]
    long = the_verdict(TERM, FSU, appointments=(member("2020-01-01", "2024-12-31", **seat),))
    assert faults(long) == ["for-lenge"]
    assert long.judgements[0].breaches[0].who == "Fastlege, Dalset kommune"


def test_substitutes_have_no_term() -> None:
    """Who steps in for others may do so for ever."""
    offices = (an_office(Office.SUBSTITUTE, "2020-01-01", None, name="Per Li"),)
    assert the_verdict(TERM, FSU, appointments=offices).state is State.UNKNOWN


def test_a_term_that_is_not_stated_cannot_be_exceeded() -> None:
    """No number, no breach."""
    assert lacks(the_verdict(TERM, a_body(), appointments=(member("2020-01-01"),))) == ["funksjonstid"]


def test_a_new_structure_with_the_same_rule_does_not_begin_the_term_anew() -> None:
    """Or nobody would ever sit too long where structures change oftener than people."""
    sits = (member("2020-01-01", name="Kari Vik"),)
    old, new = (a_structure(FSU, rules=(TERM,), start=s) for s in ("2020-01-01", "2025-01-01"))
    assert judge(a_corpus(old, new, appointments=sits), date(2026, 1, 1))[0].state is State.BROKEN
    without = a_structure(FSU, rules=(), start="2020-01-01")
    assert judge(a_corpus(without, new, appointments=sits), date(2026, 1, 1))[0].state is State.KEPT


_days = st.integers(0, 3000).map(lambda n: date(2020, 1, 1) + timedelta(days=n))


@given(_days, _days, st.sampled_from(list(Side)), st.sampled_from(list(Side)))
def test_a_breach_lies_within_the_offices(start: date, end: date, one: Side, other: Side) -> None:
    """Whatever the dates, a breach is of a time in which both were in office, and never of the future."""
    offices = (leader(one, start.isoformat()), deputy(other, end.isoformat()))
    verdict = the_verdict(SIDES, FSU, appointments=offices)
    for breach in verdict.judgements[0].breaches:
        assert one is other
        assert breach.start is not None
        assert breach.end is not None
        assert max(start, end) <= breach.start <= breach.end <= date(2026, 11, 26)


def test_places_may_change_within_a_day() -> None:
    """Where the old office ends on the day on which the new one begins, nobody was of one side with himself."""
    offices = (
        leader(MUNICIPALITY, "2024-01-01", "2025-01-01"),
        leader(TRUST, "2025-01-01", "2025-12-31"),
        deputy(TRUST, "2024-01-01", "2025-01-01"),
        deputy(MUNICIPALITY, "2025-01-01", "2025-12-31"),
    )
    assert the_verdict(SIDES, FSU, appointments=offices).state is State.KEPT
