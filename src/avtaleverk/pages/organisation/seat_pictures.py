"""Who sits in a body: a picture of the seats by side, and the same as a table."""

from collections.abc import Iterator
from dataclasses import dataclass

from avtaleverk.model.community import Side
from avtaleverk.model.structure import Body, Each, Right, Seat, Structure
from avtaleverk.organisation.drawing.arc import arc
from avtaleverk.organisation.seats import SideSeats, by_side, counted, members
from avtaleverk.pages.context import Context

SIDE_WORDS = {
    Side.MUNICIPALITY: "municipality",
    Side.TRUST: "health trust",
    Side.BOTH: "municipality or health trust",
    Side.GP: "general practitioner",
    Side.USER: "user",
    Side.UNION: "union representative",
    Side.OBSERVER: "observer",
}
_RIGHT_WORDS = {
    Right.DECIDE: "takes part in decisions",
    Right.SPEAK: "may speak",
    Right.ATTEND: "may attend",
    Right.UNSTATED: "right not stated",
}


@dataclass(frozen=True, slots=True)
class SeatView:
    """One line of a composition; ``area`` and ``parts`` are "" where it belongs to all."""

    role: str
    side: str
    side_words: str
    number: str
    right: str
    area: str
    parts: str


@dataclass(frozen=True, slots=True)
class SideView:
    """The seats of one side in the picture and in the words below it."""

    side: str
    words: str
    number: str


@dataclass(frozen=True, slots=True)
class Place:
    """A seat in the picture: where it is, and whose."""

    x: int
    y: int
    side: str


@dataclass(frozen=True, slots=True)
class SeatPicture:
    """The seats of a body: those that decide in half rings, the others in a row, then each side and line in words.

    ``is_divided`` says that some take part in the meetings and not in the decisions, observers not counted.
    """

    width: int
    height: int
    size: str
    places: tuple[Place, ...]
    others: tuple[str, ...]
    deciding: tuple[SideView, ...]
    attending: tuple[SideView, ...]
    total: str
    is_divided: bool
    rows: tuple[SeatView, ...]


def side_name(side: Side) -> str:
    """Return the name of a side in classes."""
    return side.value.replace("ø", "o")


def _number(ctx: Context, seat: Seat, structure: Structure) -> str:
    """Return how many sit on a line, and for whom where it is counted from the parties."""
    t, number = ctx.t, counted(seat, structure, ctx.corpus.community)
    written = t("not stated") if number is None else str(number)
    if seat.each is None:
        return written
    if seat.each is Each.PARTY:
        return t("{n}, one for each party", n=written)
    return t("{n}, one for each municipality", n=written)


def _right(ctx: Context, seat: Seat, *, is_divided: bool) -> str:
    """Return what a seat gives the right to; where all decide alike, whoever does so is a member."""
    return ctx.t("member") if seat.right is Right.DECIDE and not is_divided else ctx.t(_RIGHT_WORDS[seat.right])


def _row(ctx: Context, seat: Seat, structure: Structure, *, is_divided: bool) -> SeatView:
    area = structure.area(seat.area) if seat.area else None
    return SeatView(
        role=seat.role,
        side=side_name(seat.side),
        side_words=ctx.t(SIDE_WORDS[seat.side]),
        number=_number(ctx, seat, structure),
        right=_right(ctx, seat, is_divided=is_divided),
        area=area.name if area else "",
        parts=ctx.t("only {parts}", parts=ctx.t.listed(list(seat.parts))) if seat.parts else "",
    )


def _side(ctx: Context, seats: SideSeats) -> SideView:
    words = ctx.t(SIDE_WORDS[seats.side])
    if not seats.is_open:
        return SideView(side_name(seats.side), words, str(seats.count))
    more = ctx.t("{n} and more that are not stated", n=seats.count) if seats.count else ctx.t("not stated")
    return SideView(side_name(seats.side), words, more)


def _each(seats: tuple[SideSeats, ...]) -> Iterator[str]:
    for side in seats:
        yield from [side_name(side.side)] * side.count


def seat_picture(ctx: Context, body: Body, structure: Structure) -> SeatPicture:
    """Gather what is shown of the composition of a body."""
    sides = by_side(body, structure, ctx.corpus.community)
    deciding = tuple(s for s in sides if s.right is Right.DECIDE)
    others = tuple(s for s in sides if s.right is not Right.DECIDE)
    sitting = list(_each(deciding))
    drawn = arc(len(sitting))
    is_divided = any(s.right is not Right.DECIDE and s.side is not Side.OBSERVER for s in body.seats)
    number = members(body, structure, ctx.corpus.community)
    return SeatPicture(
        width=drawn.width,
        height=drawn.height,
        size=f"{drawn.width / 16:g}em",
        places=tuple(Place(x, y, side) for (x, y), side in zip(drawn.places, sitting, strict=True)),
        others=tuple(_each(others)),
        deciding=tuple(_side(ctx, s) for s in deciding),
        attending=tuple(_side(ctx, s) for s in others),
        total=_total(ctx, number, len(sitting), is_divided=is_divided),
        is_divided=is_divided,
        rows=tuple(_row(ctx, s, structure, is_divided=is_divided) for s in body.seats),
    )


def _total(ctx: Context, number: int | None, known: int, *, is_divided: bool) -> str:
    t = ctx.t
    if number is None:
        unknown = (
            t("How many take part in decisions is not stated.")
            if is_divided
            else t("How many members there are is not stated.")
        )
        return f"{unknown} {t.count('{n} seat is stated.', '{n} seats are stated.', known)}" if known else unknown
    if is_divided:
        return t.count("{n} member takes part in decisions.", "{n} members take part in decisions.", number)
    return t.count("{n} member", "{n} members", number)
