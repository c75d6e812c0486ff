"""The deadlines of the law and of the texts: counted right, never invented, told on the day they are asked for."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from law_corpus import AGREEMENT, BOTH, GUIDELINE, NATIONAL, adopted, corpus, document, version

from avtaleverk.model.corpus import Corpus
from avtaleverk.organisation.deadlines import (
    Basis,
    Deadline,
    DeadlineKind,
    DeadlineState,
    add_months,
    deadlines,
    entered,
)

DAY = date(2026, 11, 26)
_days = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31))


def one(made: Corpus, kind: DeadlineKind, day: date = DAY) -> Deadline:
    (found,) = [d for d in deadlines(made, day) if d.kind is kind]
    return found


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2026, 11, 30), 12, date(2027, 11, 30)),
        (date(9999, 12, 1), 1, date.max),
    ],
)
def test_months_end_where_they_end(day: date, months: int, then: date) -> None:
    """A month after 31 January is the last day of February, and December runs into the next year."""
    assert add_months(day, months) == then


@given(_days, st.integers(0, 600))
def test_so_many_months_later_is_in_that_very_month(day: date, months: int) -> None:
    """The month counts up by just so many, and the day is the same or the last one there is."""
    then = add_months(day, months)
    assert (then.year - day.year) * 12 + then.month - day.month == months
    assert then.day == min(day.day, monthrange(then.year, then.month)[1])


@given(_days, _days, st.integers(0, 24))
def test_a_later_start_never_gives_an_earlier_deadline(one_day: date, other: date, months: int) -> None:
    """Counting keeps the order of days."""
    first, last = sorted((one_day, other))
    assert add_months(first, months) <= add_months(last, months)


def test_a_copy_is_due_a_month_after_the_signature() -> None:
    """§ 6-4 counts from the day the agreement was entered into, and the signature tells it best."""
    made = corpus(document(version(signed=date(2026, 1, 31), lines={"signert": 5, "godkjent": 3})))
    found = one(made, DeadlineKind.SENDING, date(2026, 2, 10))
    assert (found.start, found.basis, found.due) == (date(2026, 1, 31), Basis.SIGNED, date(2026, 2, 28))
    assert (found.state, found.days_left(date(2026, 2, 10))) == (DeadlineState.COMING, 18)
    assert (found.path, found.line) == (f"{AGREEMENT}/1.0.md", 5)


@given(st.integers(-60, 60), st.integers(0, 90))
def test_the_day_decides_how_it_stands(sent_after: int, asked_after: int) -> None:
    """In time up to the last day, late after it, overdue when it has passed, and nothing is done before its day."""
    signed = date(2026, 1, 15)
    due, day = date(2026, 2, 15), signed + timedelta(days=asked_after)
    sent = due + timedelta(days=sent_after)
    state = one(corpus(document(version(signed=signed, sent_to_directorate=sent))), DeadlineKind.SENDING, day).state
    if sent <= day:
        assert state is (DeadlineState.IN_TIME if sent <= due else DeadlineState.LATE)
    else:
        assert state is (DeadlineState.COMING if day <= due else DeadlineState.OVERDUE)


def test_the_last_party_to_adopt_enters_into_the_agreement() -> None:
    """Without a signature it is the day of the last adoption, and not that of the body's approval."""
    votes = adopted(sykehuset=date(2024, 4, 2), dalset=date(2024, 6, 30))
    found = one(corpus(document(version(ratifications=votes)), ratified=True), DeadlineKind.SENDING)
    assert (found.start, found.basis, found.due) == (date(2024, 6, 30), Basis.ADOPTED, date(2024, 7, 30))


@pytest.mark.parametrize("votes", [None, adopted(sykehuset=date(2024, 4, 2), dalset=None)])
def test_an_approval_alone_is_not_the_day_where_parties_must_adopt(votes: object) -> None:
    """Where nobody states when the parties adopted it, the deadline is not stated either."""
    found = one(corpus(document(version(ratifications=votes)), ratified=True), DeadlineKind.SENDING)
    assert (found.start, found.due, found.state) == (None, None, DeadlineState.NOT_STATED)


def test_what_was_sent_without_a_day_to_hold_it_against_is_told() -> None:
    """A text sent, but entered into on a day that nobody states, is neither in time nor late."""
    made = corpus(document(version(sent_to_directorate=date(2024, 5, 1))), ratified=True)
    found = one(made, DeadlineKind.SENDING)
    assert (found.done, found.state) == (date(2024, 5, 1), DeadlineState.NOT_STATED)


def test_the_approval_is_the_day_where_it_is_enough() -> None:
    """A guideline that the committee alone approves is agreed on that day."""
    made = version(folder=GUIDELINE)
    assert entered(made, (), DAY) == (date(2024, 3, 1), Basis.APPROVED)
    assert entered(made, BOTH, DAY) is None
    assert entered(made, (), date(2024, 2, 29)) is None


def test_a_review_is_due_a_year_after_the_last_one() -> None:
    """§ 6-5: each year, counted from the last review or, before the first, from the approval."""
    reviewed = corpus(document(version(last_reviewed=date(2026, 2, 1))))
    assert (one(reviewed, DeadlineKind.REVIEW).due, one(reviewed, DeadlineKind.REVIEW).state) == (
        date(2027, 2, 1), DeadlineState.COMING,
    )  # fmt: skip
    never = one(corpus(document(version())), DeadlineKind.REVIEW)
    assert (never.due, never.basis, never.state) == (date(2025, 3, 1), Basis.APPROVED, DeadlineState.OVERDUE)
    undated = one(corpus(document(version(approved=None))), DeadlineKind.REVIEW)
    assert (undated.due, undated.state) == (None, DeadlineState.NOT_STATED)


def test_a_review_before_the_text_was_agreed_on_does_not_count() -> None:
    """The year runs from the newest of review, signature and approval."""
    made = corpus(document(version(last_reviewed=date(2023, 1, 1), signed=date(2026, 5, 1))))
    assert one(made, DeadlineKind.REVIEW).due == date(2027, 5, 1)


@pytest.mark.parametrize(
    ("until", "state"),
    [
        (date(2027, 5, 30), DeadlineState.TOO_SHORT),
        (date(2027, 5, 31), DeadlineState.IN_TIME),
        (None, DeadlineState.COMING),
    ],
)
def test_a_terminated_agreement_applies_for_a_year_more(until: date | None, state: DeadlineState) -> None:
    """§ 6-5: the last day is at least a year after notice was given."""
    found = one(corpus(document(version(terminated=date(2026, 5, 31), valid_until=until))), DeadlineKind.NOTICE)
    assert (found.due, found.done, found.state) == (date(2027, 5, 31), until, state)


def test_a_notice_that_is_still_to_come_is_not_there_yet() -> None:
    """On an earlier day nobody has given notice."""
    made = corpus(document(version(terminated=date(2026, 5, 31))))
    assert [d for d in deadlines(made, date(2026, 5, 30)) if d.kind is DeadlineKind.NOTICE] == []
    assert one(made, DeadlineKind.NOTICE, date(2026, 5, 31)).state is DeadlineState.COMING
    assert one(made, DeadlineKind.NOTICE, date(2027, 6, 1)).state is DeadlineState.NOT_STATED


def test_a_text_with_a_last_day_asks_for_another() -> None:
    """It is coming up to its last day, overdue after it, and gone when another text has taken over."""
    old = version("1.0", valid_until=date(2027, 12, 31))
    alone = corpus(document(old))
    assert one(alone, DeadlineKind.EXPIRY, date(2027, 12, 31)).state is DeadlineState.COMING
    assert one(alone, DeadlineKind.EXPIRY, date(2028, 1, 1)).state is DeadlineState.OVERDUE
    proposed = corpus(document(old, version("2.0", approved_by=None, approved=None)))
    assert one(proposed, DeadlineKind.EXPIRY, date(2028, 1, 1)).successor == "2.0"
    followed = corpus(document(old, version("2.0", approved=date(2027, 6, 1), valid_from=date(2028, 1, 1))))
    assert one(followed, DeadlineKind.EXPIRY, date(2027, 12, 31)).successor == "2.0"
    assert [d.kind for d in deadlines(followed, date(2028, 1, 1)) if d.kind is DeadlineKind.EXPIRY] == []


def test_a_repealed_text_asks_for_nothing() -> None:
    """What the parties have taken out of use needs neither review nor another text."""
    made = version(repealed=date(2025, 1, 1), valid_until=date(2025, 6, 1))
    assert deadlines(corpus(document(made)), DAY) == ()


def test_an_agreement_between_others_has_its_own_last_day_alone() -> None:
    """§§ 6-4 and 6-5 ask nothing of an agreement that regjeringen and KS have made."""
    made = version(folder=NATIONAL, approved_by="departementet", valid_until=date(2027, 12, 31))
    found = deadlines(corpus(document(made, folder=NATIONAL, legal_demands=(1,))), DAY)
    assert [(d.kind, d.due) for d in found] == [(DeadlineKind.EXPIRY, date(2027, 12, 31))]


def test_a_guideline_has_the_duties_when_it_covers_a_demand() -> None:
    """Only what covers a point of § 6-2 is part of the agreement that the law speaks of."""
    made = version(folder=GUIDELINE)
    assert deadlines(corpus(document(made, folder=GUIDELINE)), DAY) == ()
    found = deadlines(corpus(document(made, folder=GUIDELINE, legal_demands=(5,))), DAY)
    assert {d.kind for d in found} == {DeadlineKind.SENDING, DeadlineKind.REVIEW}


def test_the_most_urgent_stands_first() -> None:
    """Overdue before coming, the earlier day first, and what nobody can count near the end."""
    made = corpus(
        document(version(approved=None)),
        document(version(folder=GUIDELINE, last_reviewed=date(2026, 6, 1)), folder=GUIDELINE, legal_demands=(1,)),
    )
    states = [d.state for d in deadlines(made, DAY)]
    assert states == [
        DeadlineState.OVERDUE, DeadlineState.COMING, DeadlineState.NOT_STATED, DeadlineState.NOT_STATED,
    ]  # fmt: skip


@given(st.dates(), st.dates(), st.dates(), st.dates(), st.dates())
def test_any_dates_give_an_answer(signed: date, reviewed: date, ended: date, noticed: date, day: date) -> None:
    """No combination of dates is too odd, the first and the last day of the calendar among them."""
    made = version(signed=signed, last_reviewed=reviewed, valid_until=ended, terminated=noticed, approved=signed)
    for found in deadlines(corpus(document(made)), day):
        assert found.due is None or not found.is_urgent or found.due < day or found.kind is DeadlineKind.NOTICE
