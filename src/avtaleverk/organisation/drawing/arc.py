"""Where the seats of a body lie in a picture of it: in half rings, as in a parliament."""

from dataclasses import dataclass
from math import cos, pi, sin

# A seat, with the room around it; and the inmost ring.
STEP = 26
_INMOST = 62
_EDGE = STEP // 2
# So much farther apart than they need to be are seats in a ring that is not full.
_LOOSE = 1.35


@dataclass(frozen=True, slots=True)
class Arc:
    """Places for seats from left to right, in a picture of a width and height."""

    width: int
    height: int
    places: tuple[tuple[int, int], ...]


def _room(ring: int) -> int:
    """Return how many seats a ring has room for."""
    return int(pi * (_INMOST + ring * STEP) / STEP) + 1


def _rings(seats: int) -> list[int]:
    """Return how many seats sit in each ring, the inmost first: as few rings as can be, filled alike."""
    rings = 1
    while sum(map(_room, range(rings))) < seats:
        rings += 1
    rooms = [_room(r) for r in range(rings)]
    filled = [seats * room // sum(rooms) for room in rooms]
    for ring in reversed(range(rings)):
        filled[ring] += min(rooms[ring] - filled[ring], seats - sum(filled))
    return filled


def arc(seats: int) -> Arc:
    """Return places for so many seats, those farthest to the left first; none for no seats."""
    if not seats:
        return Arc(0, 0, ())
    found = []
    for ring, count in enumerate(_rings(seats)):
        radius = _INMOST + ring * STEP
        span = min(pi, (count - 1) * STEP * _LOOSE / radius)
        for n in range(count):
            angle = pi / 2 + span / 2 - (span * n / (count - 1) if count > 1 else 0)
            found.append((-angle, ring, round(radius * cos(angle)), round(radius * sin(angle))))
    points = [(x, y) for _, _, x, y in sorted(found)]
    left, top, low = min(x for x, _ in points), max(y for _, y in points), min(y for _, y in points)
    places = tuple((x - left + _EDGE, top - y + _EDGE) for x, y in points)
    return Arc(max(x for x, _ in places) + _EDGE, top - low + 2 * _EDGE, places)
