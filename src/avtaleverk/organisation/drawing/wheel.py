"""The wheel of the year as numbers: where the months, the marks and today lie.

January begins at the top and the year goes with the clock. Lengths are units of the picture, angles are
degrees from the top. A mark lies at its day, on the outermost ring that has room, and always within its own month.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import asin, cos, degrees, hypot, pi, radians, sin

MONTHS = range(1, 13)
_FULL = 360.0
# How much further a mark is moved along the ring before it rather goes to the next ring in.
_ALONG, _STEP = 2.5, 4.0
# Places are rounded, and neighbours must still not touch.
_HAIR = 0.1


@dataclass(frozen=True, slots=True)
class Rim:
    """The measures of a wheel: the whole picture, the band with the names of the months, and a mark.

    ``gap`` is the least distance between the middles of two marks, a little more than ``mark``, their width.
    """

    size: int
    band: int
    mark: int
    gap: int
    rings: int

    @property
    def outer(self) -> float:
        """Return the radius of the wheel; a line around it stays inside the picture."""
        return self.size / 2 - 1

    @property
    def inner(self) -> float:
        """Return the radius inside the band."""
        return self.outer - self.band

    def ring(self, number: int) -> float:
        """Return the radius of a ring of marks, 0 the outermost."""
        return self.inner - self.gap / 2 - 2 - number * (self.gap + _HAIR)


# On a phone it fills the width, so that the letters never get smaller than they are here; the other has room for more.
SMALL = Rim(size=276, band=24, mark=24, gap=25, rings=3)
LARGE = Rim(size=600, band=32, mark=28, gap=30, rings=7)


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing, or the last ones of a month that has no room for more; ``events`` are their places in the list."""

    month: int
    events: tuple[int, ...]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Sector:
    """A month: the outlines of its part of the wheel and of the band, and where its name stands, turned so far."""

    month: int
    field: str
    band: str
    x: float
    y: float
    turn: float


@dataclass(frozen=True, slots=True)
class Wheel:
    """The wheel of one year."""

    rim: Rim
    sectors: tuple[Sector, ...]
    marks: tuple[Mark, ...]


def wheel(year: int, days: Sequence[tuple[int, int | None]], rim: Rim) -> Wheel:
    """Lay out a wheel; ``days`` are month and day of what happens, in order, no day where only the month is known."""
    return Wheel(rim, tuple(_sector(year, month, rim) for month in MONTHS), tuple(_Placing(year, rim).marks(days)))


def angle(year: int, month: int, day: int | None) -> float:
    """Return where a day lies, at noon; where only the month is known, its middle."""
    first, last = _bounds(year, month)
    if day is None:
        return (first + last) / 2
    return first + (last - first) * (day - 0.5) / monthrange(year, month)[1]


def point(degrees_: float, radius: float, rim: Rim) -> tuple[float, float]:
    """Return a place in the picture."""
    turned = radians(degrees_)
    middle = rim.size / 2
    return round(middle + radius * sin(turned), 2), round(middle - radius * cos(turned), 2)


def hand(day: date, rim: Rim) -> tuple[float, float, float, float]:
    """Return the line of today, from inside the innermost ring to the band: x and y of both ends."""
    at = angle(day.year, day.month, day.day)
    return *point(at, rim.ring(rim.rings - 1) - rim.gap / 2, rim), *point(at, rim.inner, rim)


def _bounds(year: int, month: int) -> tuple[float, float]:
    lengths = [monthrange(year, m)[1] for m in MONTHS]
    before = sum(lengths[: month - 1])
    return before / sum(lengths) * _FULL, (before + lengths[month - 1]) / sum(lengths) * _FULL


def _sector(year: int, month: int, rim: Rim) -> Sector:
    first, last = _bounds(year, month)
    middle = (first + last) / 2
    x, y = point(middle, rim.outer - rim.band / 2, rim)
    centre = rim.ring(rim.rings - 1) - rim.gap / 2
    is_below = _FULL / 4 < middle < _FULL * 3 / 4
    turn = round(middle + 180 * is_below if is_below else middle, 2) % _FULL
    return Sector(
        month, _slice(first, last, rim.inner, centre, rim), _slice(first, last, rim.outer, rim.inner, rim), x, y, turn
    )


def _slice(first: float, last: float, outer: float, inner: float, rim: Rim) -> str:
    """Return the outline of a part of a ring, as the path of an SVG."""
    (ax, ay), (bx, by) = point(first, outer, rim), point(last, outer, rim)
    (cx, cy), (dx, dy) = point(last, inner, rim), point(first, inner, rim)
    o, i = round(outer, 2), round(inner, 2)
    return f"M{ax} {ay}A{o} {o} 0 0 1 {bx} {by}L{cx} {cy}A{i} {i} 0 0 0 {dx} {dy}Z"


class _Placing:
    """Gives each mark a place of its own."""

    def __init__(self, year: int, rim: Rim) -> None:
        self._year, self._rim = year, rim
        self._placed: defaultdict[int, list[Mark]] = defaultdict(list)

    def marks(self, days: Sequence[tuple[int, int | None]]) -> Iterator[Mark]:
        """Yield the marks, month by month; what finds no room is told by the last mark of its month."""
        by_month = {month: [n for n, (m, _) in enumerate(days) if m == month] for month in MONTHS}
        # One of each month first, so that a month is never crowded out by its neighbours.
        for month, events in by_month.items():
            if events:
                self._place(month, events[0], days[events[0]][1])
        for month, events in by_month.items():
            for n, event in enumerate(events[1:], start=1):
                if not self._place(month, event, days[event][1]):
                    self._gather(month, events[n:])
                    break
            yield from self._placed[month]

    def _place(self, month: int, event: int, day: int | None) -> bool:
        """Put a mark at the free place that is nearest to its day; say whether there is one."""
        near = [m for n in (-1, 0, 1) for m in self._placed[(month + n - 1) % 12 + 1]]
        for x, y in self._places(month, day):
            if all(hypot(x - m.x, y - m.y) >= self._rim.gap for m in near):
                self._placed[month].append(Mark(month, (event,), x, y))
                return True
        return False

    def _gather(self, month: int, events: Sequence[int]) -> None:
        last = self._placed[month].pop()
        self._placed[month].append(Mark(month, (*last.events, *events), last.x, last.y))

    def _places(self, month: int, day: int | None) -> list[tuple[float, float]]:
        """Return the places that a mark may have, the best first."""
        found = []
        for number in range(self._rim.rings):
            radius = self._rim.ring(number)
            wanted, first, last = self._reach(month, day, radius)
            step = degrees(_STEP / radius)
            reach = range(-int((wanted - first) / step), int((last - wanted) / step) + 1)
            for at in (first, last, *(wanted + n * step for n in reach)):
                cost = number * self._rim.gap + abs(at - wanted) / _FULL * 2 * pi * radius * _ALONG
                found.append((cost, at, radius))
        return [point(at, radius, self._rim) for _, at, radius in sorted(found)]

    def _reach(self, month: int, day: int | None, radius: float) -> tuple[float, float, float]:
        """Return where a mark wants to be on a ring, and how far it may go without leaving its month."""
        first, last = _bounds(self._year, month)
        margin = min(degrees(asin(min(1, (self._rim.gap / 2 + _HAIR) / radius))), (last - first) / 2)
        first, last = first + margin, last - margin
        return min(max(angle(self._year, month, day), first), last), first, last
