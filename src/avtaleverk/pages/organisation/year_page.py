"""The year as a wheel and as a list: meetings, hearings, texts, deadlines, bodies and what comes back each year."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from avtaleverk.model.addresses import body_address, slug, year_address
from avtaleverk.model.partial_date import PartialDate
from avtaleverk.model.structure import Body
from avtaleverk.organisation.deadlines import DeadlineKind, deadlines
from avtaleverk.organisation.drawing.wheel import LARGE, MONTHS, SMALL, Mark, Rim, Sector, hand, wheel
from avtaleverk.organisation.year import Event, within, years
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.calendars import offered
from avtaleverk.pages.organisation.event_words import EventView, all_events, event_view, families

YEAR = "arshjul/"


@dataclass(frozen=True, slots=True)
class Line:
    """An event in the list; ``words`` is its day, as exactly as it is known, ``id`` what the wheel links to."""

    id: str
    when: PartialDate
    words: str
    event: EventView
    is_past: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A month of the list, or what is known to the year alone; ``today`` stands before the line of that number."""

    id: str
    title: str
    lines: tuple[Line, ...]
    today: int | None = None


@dataclass(frozen=True, slots=True)
class MarkView:
    """A mark of the wheel: where it lies and leads, what it looks like, and what it says to those who point at it."""

    x: float
    y: float
    target: str
    family: str
    letter: str
    words: str
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month of the wheel; ``target`` is "" where nothing happens in it."""

    sector: Sector
    name: str
    words: str
    target: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """The wheel of a year in one size; ``scale`` is how much larger a mark is than the one that is drawn.

    ``letters`` and ``figures`` are the sizes of the names of the months and of the year, in units of the picture.
    """

    id: str
    rim: Rim
    scale: float
    months: tuple[MonthView, ...]
    marks: tuple[MarkView, ...]
    hand: tuple[float, float, float, float] | None

    @property
    def letters(self) -> int:
        """Return how large the names of the months are; never under 14 pixels where the picture is shown."""
        return 14 if self.rim is SMALL else 17

    @property
    def figures(self) -> int:
        """Return how large the year is."""
        return 20 if self.rim is SMALL else 32


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not known: in a few words, with the body that it is about."""

    name: str
    words: str
    address: str


def shown_years(ctx: Context) -> tuple[int, ...]:
    """Return the years that have a page: those in which something happens, and the one of today."""
    return tuple(sorted({*years(all_events(ctx)), ctx.day.year}))


def year_html(ctx: Context, year: int, page: str) -> str:
    """Return the page of a year."""
    found = within(all_events(ctx), ctx.corpus.community, date(year, 1, 1), date(year, 12, 31))
    lines = _lines(ctx, found)
    used = {line.event.family.id for line in lines}
    known = families(ctx)
    pictures = [_picture(ctx, year, lines, *size) for size in (("liten", SMALL), ("stor", LARGE))]
    return ctx.render(
        "arshjul.html",
        page,
        year=year,
        is_now=year == ctx.day.year,
        has_events=bool(lines),
        years=[(y, year_address(y)) for y in shown_years(ctx)],
        pictures=pictures,
        legend=[family for family in known.values() if family.id in used],
        meeting_letter=known["mote"].letter,
        has_cancelled=any(line.event.is_cancelled for line in lines),
        gathered=[picture.id for picture in pictures if any(mark.family == "flere" for mark in picture.marks)],
        parts=list(_parts(ctx, year, lines)),
        overdue=[(ctx.t.long_date(e.when.first), event_view(ctx, e)) for e in _overdue(ctx)]
        if year == ctx.day.year
        else [],
        gaps=list(_gaps(ctx, year)),
        calendars=offered(ctx),
    )


def _lines(ctx: Context, found: Iterable[Event]) -> list[Line]:
    """Return the events as lines; two whose names look the same in an address still have an id each."""
    taken: dict[str, int] = {}
    lines = []
    for event in found:
        name = slug(event.key)
        taken[name] = taken.get(name, 0) + 1
        id_ = f"h-{name}" if taken[name] == 1 else f"h-{name}--{taken[name]}"
        lines.append(Line(id_, event.when, _when(ctx, event), event_view(ctx, event), _is_past(ctx, event)))
    return lines


def _when(ctx: Context, event: Event) -> str:
    if event.when.exact:
        return ctx.t.weekday(event.when.exact)
    return ctx.t("in the course of the month") if event.when.month else ctx.t("in the course of the year")


def _is_past(ctx: Context, event: Event) -> bool:
    """Say whether it is over; what is known to the month alone is not over before the month is."""
    day, when = ctx.day, event.when
    if when.exact:
        return when.exact < day
    return (when.year, when.month or 12) < (day.year, day.month)


def _parts(ctx: Context, year: int, lines: Sequence[Line]) -> Iterator[Part]:
    """Yield the year as such and each month that holds something, and the month of today unless the whole year is empty."""
    if unplaced := tuple(line for line in lines if line.when.month is None):
        yield Part("aret", ctx.t("In the course of the year"), unplaced)
    for month in MONTHS:
        own = tuple(line for line in lines if line.when.month == month)
        is_now = bool(lines) and (year, month) == (ctx.day.year, ctx.day.month)
        if own or is_now:
            before = sum(line.is_past or line.when.day is None for line in own)
            yield Part(_month_id(month), _title(ctx.t.month(month)), own, before if is_now else None)


def _title(words: str) -> str:
    return words[:1].upper() + words[1:]


def _month_id(month: int) -> str:
    return f"maned-{month}"


def _picture(ctx: Context, year: int, lines: Sequence[Line], id_: str, rim: Rim) -> Picture:
    drawn = [line for line in lines if line.when.month]
    made = wheel(year, [(line.when.month or 1, line.when.day) for line in drawn], rim)
    now = ctx.day.month if year == ctx.day.year else 0
    busy = {now if lines else 0, *(line.when.month for line in drawn)}
    return Picture(
        id_,
        rim,
        round(rim.mark / SMALL.mark, 3),
        tuple(_month(ctx, s, rim, target=_month_id(s.month) if s.month in busy else "", now=now) for s in made.sectors),
        tuple(_mark(ctx, [drawn[n] for n in mark.events], mark) for mark in made.marks),
        hand(ctx.day, rim) if now else None,
    )


def _month(ctx: Context, sector: Sector, rim: Rim, *, target: str, now: int) -> MonthView:
    name = ctx.t.month(sector.month)
    shown = ctx.t.month(sector.month, short=True) if rim is SMALL else name
    return MonthView(sector, shown, name, target, sector.month == now)


def _mark(ctx: Context, lines: Sequence[Line], mark: Mark) -> MarkView:
    first, event = lines[0], lines[0].event
    if len(lines) > 1:
        words = ctx.t("{n} more in {month}", n=len(lines), month=ctx.t.month(mark.month))
        return MarkView(mark.x, mark.y, first.id, "flere", f"+{len(lines)}", words)
    words = f"{_title(first.words)}: {event.title}"
    return MarkView(mark.x, mark.y, first.id, event.family.id, event.letter, words, event.is_cancelled)


def _overdue(ctx: Context) -> list[Event]:
    """Return the deadlines of the law that have passed with nothing done, the oldest first."""
    return [e for e in all_events(ctx) if e.deadline and e.deadline.is_urgent and e.when.first < ctx.day]


def _gaps(ctx: Context, year: int) -> Iterator[Gap]:
    yield from _missing_meetings(ctx, year)
    if year == ctx.day.year:
        yield from _uncounted(ctx)


def _missing_meetings(ctx: Context, year: int) -> Iterator[Gap]:
    """Yield the bodies that meet more often than the folder shows, where one structure holds for the whole year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    structure = ctx.corpus.structure_at(first)
    if not structure or ctx.corpus.structure_at(last) is not structure:
        return
    for body in structure.bodies:
        promised = body.meetings_per_year
        if not promised or not (body.is_active(first) and body.is_active(last)):
            continue
        known = _meetings_of(ctx, body, year)
        if known < promised:
            words = ctx.t("{n} of {promised} meetings are stated", n=known or ctx.t("none of them"), promised=promised)
            yield Gap(body.name, words, body_address(body.id))


def _meetings_of(ctx: Context, body: Body, year: int) -> int:
    held = [m for m in ctx.corpus.meetings if m.body == body.id and m.held.year == year]
    return sum(not m.is_cancelled for m in held)


def _uncounted(ctx: Context) -> Iterator[Gap]:
    """Yield the texts whose deadlines nobody can count, because the day they are counted from is missing."""
    for found in deadlines(ctx.corpus, ctx.day):
        if found.due is None and found.kind is DeadlineKind.REVIEW:
            words = ctx.t("the deadlines of the law cannot be counted, because no date is stated")
            yield Gap(ctx.name(found.document), words, ctx.addresses[found.document.folder])


def pages(ctx: Context) -> Iterator[tuple[str, str, partial[str]]]:
    """Yield address, title and maker of each page: the year of today, and every year for ever."""
    yield YEAR, ctx.t("The year"), partial(year_html, ctx, ctx.day.year, YEAR)
    for year in shown_years(ctx):
        address = year_address(year)
        yield address, ctx.t("The year {year}", year=year), partial(year_html, ctx, year, address)
