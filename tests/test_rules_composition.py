"""Rules about seats: who is represented, and which seats there must be."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from rule_corpus import a_body, a_rule, a_seat, faults, lacks, the_verdict

from avtaleverk.model.community import Side
from avtaleverk.model.structure import Each, Right, RuleKind, Seat, SeatDemand
from avtaleverk.organisation.rules.verdicts import Fault, State

USERS = a_rule(RuleKind.REPRESENTED, side=Side.USER)


def test_a_side_with_a_seat_is_represented() -> None:
    """One user in the body keeps the rule, with whatever right."""
    for right in Right:
        assert the_verdict(USERS, a_body(seats=(a_seat(Side.USER, right=right),))).state is State.KEPT


def test_a_side_without_a_seat_breaks_the_rule() -> None:
    """A body without users breaks it, and the breach says how many there are and how many are asked for."""
    verdict = the_verdict(USERS, a_body(seats=(a_seat(Side.TRUST),)))
    assert verdict.state is State.BROKEN
    breach = verdict.judgements[0].breaches[0]
    assert (breach.fault, breach.found, breach.wanted, breach.side) == (Fault.TOO_FEW_SEATS, 0, 1, Side.USER)
    assert breach.place.path == "organisasjon/struktur/2020-01-01.yml"


def test_a_body_without_composition_cannot_be_judged() -> None:
    """Nobody says who sits there, so nobody can say that users do not."""
    verdict = the_verdict(USERS, a_body())
    assert verdict.state is State.UNKNOWN
    assert lacks(verdict) == ["sammensetning"]


def test_the_number_asked_for_is_the_least() -> None:
    """Two users are asked for: one breaks, two and three keep."""
    rule = a_rule(RuleKind.REPRESENTED, side=Side.USER, least=2)
    states = [the_verdict(rule, a_body(seats=(a_seat(Side.USER, n),))).state for n in (1, 2, 3)]
    assert states == [State.BROKEN, State.KEPT, State.KEPT]


def test_a_line_without_a_number_is_at_least_one_seat() -> None:
    """«ikke oppgitt» still says that a user sits there; whether there are two, nobody knows."""
    body = a_body(seats=(a_seat(Side.USER, None),))
    assert the_verdict(USERS, body).state is State.KEPT
    two = the_verdict(a_rule(RuleKind.REPRESENTED, side=Side.USER, least=2), body)
    assert two.state is State.UNKNOWN
    assert lacks(two) == ["antall"]


def test_a_seat_of_either_side_decides_nothing() -> None:
    """A seat for a municipality or the trust may be the one that is missing."""
    rule = a_rule(RuleKind.REPRESENTED, side=Side.TRUST)
    assert the_verdict(rule, a_body(seats=(a_seat(Side.BOTH),))).state is State.UNKNOWN


def test_one_per_municipality_is_counted_from_the_parties() -> None:
    """Two municipalities give two seats."""
    body = a_body(seats=(Seat("Ordfører", Side.MUNICIPALITY, None, Each.MUNICIPALITY),))
    states = [
        the_verdict(a_rule(RuleKind.REPRESENTED, side=Side.MUNICIPALITY, least=n), body).state for n in (2, 3)
    ]  # fmt: skip
    assert states == [State.KEPT, State.BROKEN]


def test_a_named_level_without_bodies_is_told() -> None:
    """«On every level» cannot be judged for a level on which there is no body."""
    rule = a_rule(RuleKind.REPRESENTED, side=Side.USER, levels=(2, 3))
    verdict = the_verdict(rule, a_body(seats=(a_seat(Side.USER),)))
    assert verdict.state is State.KEPT
    assert not verdict.is_complete
    assert lacks(verdict) == ["organ"]


def test_staff_is_not_asked_unless_named() -> None:
    """A rule for all bodies is not one for the secretariat."""
    office = a_body("sekretariatet", None, staff=True, seats=(a_seat(Side.BOTH),))
    assert the_verdict(USERS, a_body(seats=(a_seat(Side.USER),)), office).state is State.KEPT
    named = a_rule(RuleKind.REPRESENTED, side=Side.USER, bodies=("sekretariatet",))
    assert the_verdict(named, office).state is State.BROKEN


FSU = a_rule(
    RuleKind.SEATS,
    seats=(
        SeatDemand(Side.MUNICIPALITY, 1, "vest"),
        SeatDemand(Side.MUNICIPALITY, 1, "ost"),
        SeatDemand(Side.TRUST, 2),
    ),
)
WEST, EAST = a_seat(Side.MUNICIPALITY, area="vest"), a_seat(Side.MUNICIPALITY, area="ost")


def test_all_seats_that_are_asked_for_keep_the_rule() -> None:
    """One from each area and two from the trust; more members are no breach (guideline 1, point 2.3)."""
    body = a_body(seats=(WEST, EAST, a_seat(Side.TRUST, 2), a_seat(Side.GP), a_seat(Side.USER)))
    assert the_verdict(FSU, body).state is State.KEPT


def test_a_missing_area_breaks_the_rule() -> None:
    """Two from the west do not make up for none from the east."""
    body = a_body(seats=(a_seat(Side.MUNICIPALITY, 2, area="vest"), a_seat(Side.TRUST, 2)))
    verdict = the_verdict(FSU, body)
    assert faults(verdict) == ["for-fa-seter"]
    assert verdict.judgements[0].breaches[0].area == "ost"


def test_too_few_from_the_trust_break_the_rule() -> None:
    """One where two are asked for."""
    assert the_verdict(FSU, a_body(seats=(WEST, EAST, a_seat(Side.TRUST)))).state is State.BROKEN


def test_seats_of_no_stated_area_cannot_be_judged() -> None:
    """Two seats of municipalities may be one of each area; a single one is one too few however it is."""
    trust = a_seat(Side.TRUST, 2)
    assert the_verdict(FSU, a_body(seats=(a_seat(Side.MUNICIPALITY, 2), trust))).state is State.UNKNOWN
    assert the_verdict(FSU, a_body(seats=(a_seat(Side.MUNICIPALITY, 1), trust))).state is State.BROKEN


def test_only_members_count_as_seats() -> None:
    """Who may speak but not decide does not fill a seat, whose right nobody states may; an observer, who never decides, does."""
    speaks = a_seat(Side.GP, right=Right.SPEAK)
    rule = a_rule(RuleKind.SEATS, seats=(SeatDemand(Side.GP, 1),))
    assert the_verdict(rule, a_body(seats=(speaks,))).state is State.BROKEN
    nobody_says = a_seat(Side.GP, right=Right.UNSTATED)
    assert the_verdict(rule, a_body(seats=(nobody_says,))).state is State.UNKNOWN
    three = a_rule(RuleKind.SEATS, seats=(SeatDemand(Side.OBSERVER, 3),))
    observers = (a_seat(Side.OBSERVER, 3, right=Right.SPEAK),)
    assert the_verdict(three, a_body(seats=observers)).state is State.KEPT


_sides = st.sampled_from(list(Side))
_seats = st.lists(
    st.builds(a_seat, _sides, st.none() | st.integers(1, 4), area=st.none() | st.just("vest")), max_size=5
)


@given(_seats, _seats, _sides, st.integers(1, 4))
def test_more_seats_never_break_a_rule(seats: list[Seat], more: list[Seat], side: Side, least: int) -> None:
    """A rule that is kept stays kept when somebody else gets a seat as well."""
    rule = a_rule(RuleKind.SEATS, seats=(SeatDemand(side, least),))
    few, many = (the_verdict(rule, a_body(seats=tuple(s))) for s in (seats, seats + more))
    if few.state is State.KEPT:
        assert many.state is State.KEPT


def test_a_body_that_has_ended_is_not_asked() -> None:
    """A temporary body without users, dissolved last year, breaks nothing today."""
    ended = a_body("prosjektet", 3, seats=(a_seat(Side.TRUST),), active_until=date(2025, 12, 31))
    verdict = the_verdict(USERS, a_body(seats=(a_seat(Side.USER),)), ended)
    assert verdict.state is State.KEPT
    assert verdict.covered == ("utvalget",)
