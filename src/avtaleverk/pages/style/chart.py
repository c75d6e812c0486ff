"""Charts and seats for the style page: each state that a box and a seat can be in."""

import re

from markupsafe import Markup

from avtaleverk.model.community import Side
from avtaleverk.model.source import Source
from avtaleverk.model.structure import Body, Fellowship, Right, Seat, Structure
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.chart import ChartMark, chart_html
from avtaleverk.pages.organisation.seat_pictures import SeatPicture, seat_picture

_SEATS = (
    *(Seat(side.value, side, 2) for side in Side if side is not Side.OBSERVER),
    Seat(Side.OBSERVER.value, Side.OBSERVER, 2, right=Right.SPEAK),
)
_PLAIN = (
    Body("a", "Partnerskapsmøtet", 1, meeting_parts=("dialogdel", "administrativ del"), seats=_SEATS),
    Body("b", "Strategisk samarbeidsutvalg", 2, abbreviation="SSU", above="a", seats=_SEATS),
    Body("c", "Samhandlingssekretariatet", None, staff=True),
    Body("d", "Faglig utvalg", 3, above="b"),
    Body("e", "Arbeidsgruppe", 3, above="b", is_temporary=True),
)
_MARKED = tuple(
    Body(mark.value, mark.name.capitalize(), 3, above="a") for mark in ChartMark if mark is not ChartMark.GONE
)
_TWO = (
    Body("f", "Nedre", 1, community="en"),
    Body("g", "Øvre", 1, community="to"),
)


def _structure(*bodies: Body, fellowships: tuple[Fellowship, ...] = ()) -> Structure:
    return Structure("stil", None, None, bodies, Source("", {}), fellowships=fellowships)


def sample_charts(ctx: Context, page: str) -> list[Markup]:
    """Return a chart as it is, one with every mark, and one of two fellowships; their links lead to themselves."""
    marks = {mark.value: mark for mark in ChartMark if mark is not ChartMark.GONE}
    two = _structure(*_TWO, fellowships=(Fellowship("en", "Nedre"), Fellowship("to", "Øvre")))
    drawn = (
        chart_html(ctx, _structure(*_PLAIN), page),
        chart_html(ctx, _structure(_PLAIN[0], *_MARKED), page, marks=marks, gone=(Body("h", "Gone", 3),)),
        chart_html(ctx, two, page),
    )
    return [Markup(re.sub(r'href="[^"]*"', 'href="#kart"', chart)) for chart in drawn]  # noqa: S704 - as it was, with other links


def sample_seats(ctx: Context) -> SeatPicture:
    """Return a picture with seats of each side."""
    return seat_picture(ctx, _PLAIN[0], _structure(*_PLAIN))
