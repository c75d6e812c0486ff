"""How many sit in a body, counted from the parties where a seat says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from avtaleverk.model.community import Community, Party, Side
from avtaleverk.model.structure import Body, Each, Right, Seat, Structure


def counted(seat: Seat, structure: Structure, community: Community) -> int | None:
    """Return the number of members on a line of a composition, None where nobody states it.

    «Én per kommune» is counted from the parties, within the area of the seat if it has one; where the
    municipalities of the area are not stated, neither is the number.
    """
    if seat.each is None:
        return seat.count
    parties = community.municipalities if seat.each is Each.MUNICIPALITY else community.parties
    if seat.area is None:
        return len(parties)
    area = structure.area(seat.area)
    return _within(parties, area.parties) if area and area.parties else None


def _within(parties: Iterable[Party], ids: tuple[str, ...]) -> int:
    return sum(p.id in ids for p in parties)


def members(body: Body, structure: Structure, community: Community) -> int | None:
    """Return how many take part in the decisions of a body, None where the number or the right of some is not stated."""
    if any(s.right is Right.UNSTATED and s.side is not Side.OBSERVER for s in body.seats):
        return None
    numbers = [counted(s, structure, community) for s in body.seats if s.right is Right.DECIDE]
    known = [n for n in numbers if n is not None]
    return sum(known) if len(known) == len(numbers) else None


def participants(body: Body, structure: Structure, community: Community) -> int | None:
    """Return how many take part in the meetings of a body, observers not counted; None where some are not stated."""
    numbers = [counted(s, structure, community) for s in body.seats if s.side is not Side.OBSERVER]
    known = [n for n in numbers if n is not None]
    return sum(known) if len(known) == len(numbers) else None


def bodies_on(structure: Structure, day: date) -> tuple[Body, ...]:
    """Return the bodies that work on a day of a structure; temporary ones come and go."""
    return tuple(b for b in structure.bodies if b.is_active(day))


@dataclass(frozen=True, slots=True)
class SideSeats:
    """The seats of one side with one right: ``count`` those whose number is stated, ``is_open`` if there are more."""

    side: Side
    right: Right
    count: int
    is_open: bool


# From one end of the table to the other: the two parties face one another, those who side with neither sit between.
_AROUND_THE_TABLE = (Side.MUNICIPALITY, Side.GP, Side.USER, Side.BOTH, Side.UNION, Side.OBSERVER, Side.TRUST)


def by_side(body: Body, structure: Structure, community: Community) -> tuple[SideSeats, ...]:
    """Return the seats of a body by right and side, in the order that they sit around a table."""
    return tuple(
        _side(right, side, numbers)
        for right in Right
        for side in _AROUND_THE_TABLE
        if (numbers := [counted(s, structure, community) for s in body.seats if (s.right, s.side) == (right, side)])
    )


def _side(right: Right, side: Side, numbers: list[int | None]) -> SideSeats:
    known = [n for n in numbers if n is not None]
    return SideSeats(side, right, sum(known), is_open=len(known) < len(numbers))
