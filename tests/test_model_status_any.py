"""Whatever the dates of the versions, their statuses agree with each other and with what was foretold."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from test_model_status import PARTIES, document, version

from avtaleverk.model.documents import Hearing, Outcome, Ratification, Version
from avtaleverk.model.status import Status, standing, upcoming, version_in_force

_day = st.dates(date(2024, 1, 1), date(2024, 1, 12))
_maybe = st.none() | _day


@st.composite
def _versions(draw: st.DrawFn) -> tuple[Version, ...]:
    def one(number: int) -> Version:
        approval = {"godkjent": draw(_maybe)} if draw(st.booleans()) else {}
        decisions = tuple(
            Ratification(party, None, draw(_maybe), None, draw(st.sampled_from(Outcome))) for party in PARTIES[:2]
        )
        return version(
            f"{number}.0",
            **approval,
            valid_from=draw(_maybe),
            valid_until=draw(_maybe),
            repealed=draw(_maybe),
            signed=draw(_maybe),
            hearing=draw(st.none() | st.builds(Hearing, _maybe, _maybe)),
            ratifications=draw(st.sampled_from([None, (), decisions])),
        )

    return tuple(one(n) for n in range(1, draw(st.integers(1, 4)) + 1))


@settings(deadline=None, max_examples=200)
@given(_versions(), st.sampled_from([(), PARTIES[:2]]))
def test_upcoming_foretells_what_comes(versions: tuple[Version, ...], parties: tuple[str, ...]) -> None:
    """Whatever the dates, what is told on one day is what later days show, and one text at most is in force."""
    whole, start = document(*versions), date(2023, 12, 31)
    days = [start + timedelta(days=n) for n in range(16)]
    for text in versions:
        now = standing(text, whole, parties, start).status
        told = {change.day: change.status for change in upcoming(text, whole, parties, start)}
        for day in days:
            now = told.get(day, now)
            assert standing(text, whole, parties, day).status is now
    for day in days:
        in_force = [v for v in versions if standing(v, whole, parties, day).status is Status.IN_FORCE]
        assert in_force == [v for v in [version_in_force(whole, parties, day)] if v]
