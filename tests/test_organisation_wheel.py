"""The wheel of the year: every mark is seen, lies in its month, and nothing is lost."""

import re
from datetime import date
from itertools import combinations, pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtaleverk.organisation.drawing.wheel import LARGE, MONTHS, SMALL, Rim, angle, hand, point, wheel

RIMS = pytest.mark.parametrize("rim", [SMALL, LARGE], ids=["small", "large"])
DAYS = st.lists(st.tuples(st.integers(1, 12), st.one_of(st.none(), st.integers(1, 28))), max_size=90).map(
    lambda days: sorted(days, key=lambda d: (d[0], d[1] or 0))
)


@RIMS
@given(days=DAYS, year=st.integers(1900, 2100))
def test_marks_never_hide_one_another_and_none_is_lost(rim: Rim, days: list[tuple[int, int | None]], year: int) -> None:
    """No two marks touch, all lie inside the wheel and their month, and each event is in exactly one of them."""
    made = wheel(year, days, rim)
    told = [event for mark in made.marks for event in mark.events]
    assert sorted(told) == list(range(len(days)))
    assert all(hypot(a.x - b.x, a.y - b.y) >= rim.gap for a, b in combinations(made.marks, 2))
    for mark in made.marks:
        assert {days[event][0] for event in mark.events} == {mark.month}
        assert hypot(mark.x - rim.size / 2, mark.y - rim.size / 2) + rim.mark / 2 < rim.inner


@RIMS
@given(days=DAYS)
def test_only_a_full_month_is_gathered(rim: Rim, days: list[tuple[int, int | None]]) -> None:
    """At most one mark of a month tells of several things, and it tells the last of them."""
    marks = wheel(2026, days, rim).marks
    for month in MONTHS:
        own = [mark for mark in marks if mark.month == month]
        assert all(len(mark.events) == 1 for mark in own[:-1])
        if len(own) > 1:
            assert max(own[0].events) < min(own[-1].events)


@RIMS
def test_a_mark_with_room_lies_at_its_day(rim: Rim) -> None:
    """What stands alone is on the outermost ring at its own angle."""
    (mark,) = wheel(2026, [(5, 17)], rim).marks
    assert (mark.x, mark.y) == point(angle(2026, 5, 17), rim.ring(0), rim)


@RIMS
def test_one_day_with_several_things_is_a_row_inwards(rim: Rim) -> None:
    """Two things on one day stand on one line towards the middle."""
    marks = wheel(2026, [(5, 17)] * 2, rim).marks
    assert [(m.x, m.y) for m in marks] == [point(angle(2026, 5, 17), rim.ring(n), rim) for n in range(2)]


def test_what_is_known_to_the_month_lies_in_its_middle() -> None:
    """No day is invented for a task of the month."""
    (mark,) = wheel(2026, [(4, None)], LARGE).marks
    assert (mark.x, mark.y) == point((angle(2026, 4, 15) + angle(2026, 4, 16)) / 2, LARGE.ring(0), LARGE)


@given(st.integers(1900, 2100))
def test_the_year_goes_around_once(year: int) -> None:
    """The days follow one another with the clock; leap years fit too."""
    days = [date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)]
    angles = [angle(d.year, d.month, d.day) for d in days]
    assert 0 < angles[0] < angles[-1] < 360
    assert all(b - a == pytest.approx(360 / len(days)) for a, b in pairwise(angles))


@RIMS
def test_months_cover_the_band_and_their_names_are_never_upside_down(rim: Rim) -> None:
    """Each month begins where the one before it ended, and its name is turned by at most a quarter."""
    sectors = wheel(2026, [], rim).sectors
    corners = [re.findall(r"-?[\d.]+ -?[\d.]+(?=[AL]|$|Z)", s.band) for s in sectors]
    assert all(this[1] == after[0] for this, after in pairwise([*corners, corners[0]]))
    assert all(s.turn <= 90 or s.turn >= 270 for s in sectors)
    assert all(0 < n < rim.size for s in sectors for n in (s.x, s.y))


@RIMS
def test_the_hand_points_at_today(rim: Rim) -> None:
    """It reaches from inside the marks to the names of the months, through the day."""
    x1, y1, x2, y2 = hand(date(2026, 7, 2), rim)
    middle = rim.size / 2
    assert y2 == pytest.approx(middle + rim.inner, abs=1)
    assert hypot(x1 - middle, y1 - middle) < rim.ring(rim.rings - 1)
    assert x2 == pytest.approx(middle, abs=2)
