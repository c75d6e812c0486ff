"""The wheel of a made-up year for the style page: every mark in every state."""

from datetime import date

from avtaleverk.organisation.drawing.wheel import LARGE, SMALL, Mark, Rim, hand, wheel
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.event_words import families
from avtaleverk.pages.organisation.year_page import MarkView, MonthView, Picture

# One of each family, one that was called off, and a month with more than there is room for.
_DAYS = ((1, 12), (2, 3), (2, 3), (4, 24), (5, 20), (7, None), (9, 1), *((11, 2),) * 20)
_TODAY = date(2026, 6, 15)
_TARGET = "hjul"


def sample_wheels(ctx: Context) -> list[Picture]:
    """Return the wheel in both sizes."""
    return [_picture(ctx, size, rim) for size, rim in (("liten", SMALL), ("stor", LARGE))]


def _picture(ctx: Context, size: str, rim: Rim) -> Picture:
    made, t = wheel(_TODAY.year, _DAYS, rim), ctx.t
    months = (
        MonthView(s, t.month(s.month, short=rim is SMALL), t.month(s.month), "", s.month == _TODAY.month)
        for s in made.sectors
    )
    marks = (_mark(ctx, mark) for mark in made.marks)
    return Picture(size, rim, round(rim.mark / SMALL.mark, 3), tuple(months), tuple(marks), hand(_TODAY, rim))


def _mark(ctx: Context, mark: Mark) -> MarkView:
    known = [*families(ctx).values()]
    first = mark.events[0]
    if len(mark.events) > 1:
        return MarkView(mark.x, mark.y, _TARGET, "flere", f"+{len(mark.events)}", ctx.t("Several more, see the list"))
    family = known[first % len(known)]
    return MarkView(mark.x, mark.y, _TARGET, family.id, family.letter, family.words, is_cancelled=first == len(known))
