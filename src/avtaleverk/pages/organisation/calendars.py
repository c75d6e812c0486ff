"""The calendars that readers subscribe to (RFC 5545 and 7986): one for each body and one for all.

What an event is called may change, and its day too; its UID never does, and its SEQUENCE tells how often it was
moved. So a calendar that has read it before moves it and makes no second one. Nothing is read from a clock: the
same folder on the same day gives the same bytes.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard, vDDDTypes, vText, vUri
from icalendar import Event as Entry

from avtaleverk import __version__
from avtaleverk.model.addresses import calendar_address
from avtaleverk.model.organisation import Meeting
from avtaleverk.organisation.seats import bodies_on
from avtaleverk.organisation.year import Event, EventKind
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.event_words import EventView, all_events, event_view

_HOW = "arshjul/#abonner"
_ZONE = ZoneInfo("Europe/Oslo")
_REFRESH = timedelta(hours=12)
# What has no day cannot lie in a calendar, and what was approved was so in a meeting that lies there.
_LEFT_OUT = frozenset({EventKind.YEARLY, EventKind.ADOPTED})
# Who subscribes reads it again and again: what was the case long ago stands on the pages.
_YEARS_BACK = 1
# Control characters are not allowed in a calendar, and a lone half of a character cannot be written at all.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class CalendarLink:
    """A calendar as a page offers it: whose it is, where it lies on the site, and its whole address to copy.

    ``how`` leads to where subscribing is told.
    """

    name: str
    address: str
    whole: str
    how: str = _HOW

    @property
    def webcal(self) -> str:
        """Return the address that a telephone or a calendar program opens as a subscription."""
        return f"webcal:{self.whole.partition(':')[2]}"


def offered(ctx: Context) -> tuple[CalendarLink, ...]:
    """Return the calendars to subscribe to today: that of all, and those of the bodies that work now."""
    bodies = bodies_on(ctx.structure, ctx.day) if ctx.structure else ()
    return tuple(link for body in ("", *(b.id for b in bodies)) if (link := calendar_link(ctx, body)))


def calendar_link(ctx: Context, body_id: str = "") -> CalendarLink | None:
    """Return the calendar of a body, or that of all of them; None for a body that does not work today."""
    if body_id and not (ctx.structure and any(b.id == body_id for b in bodies_on(ctx.structure, ctx.day))):
        return None
    address = calendar_address(body_id)
    name = ctx.corpus.body_name(body_id) if body_id else ctx.t("All bodies")
    return CalendarLink(name, address, ctx.corpus.community.address + address)


def calendars(ctx: Context) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of every calendar; one with nothing in it can be subscribed to as well.

    All bodies that ever were have one: whoever subscribed to it must not meet a dead address.
    """
    told = [(e, _entry(ctx, e).to_ical()) for e in all_events(ctx) if _is_told(ctx, e)]
    yield calendar_address(), _calendar(ctx, "", (entry for _, entry in told))
    for body in dict.fromkeys(b.id for s in reversed(ctx.corpus.structures) for b in s.bodies):
        yield calendar_address(body), _calendar(ctx, body, (entry for e, entry in told if e.body == body))


def _is_told(ctx: Context, event: Event) -> bool:
    """Say whether an event lies in the calendars: all meetings, and the other days since the beginning of last year."""
    if event.kind in _LEFT_OUT or not event.when.exact:
        return False
    return event.kind is EventKind.MEETING or event.when.year >= ctx.day.year - _YEARS_BACK


def _calendar(ctx: Context, body_id: str, entries: Iterable[bytes]) -> bytes:
    """Return a calendar around entries that are written already, for each of them lies in several."""
    community, t = ctx.corpus.community, ctx.t
    name = f"{ctx.corpus.body_name(body_id)}, {community.name}" if body_id else community.name
    about = " ".join(w for w in (t("Meetings, hearings and deadlines."), community.notice or "") if w)
    made = Calendar()
    made.add("prodid", f"-//avtaleverk//avtaleverk {__version__}//{t.language.upper()}")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    # What the library does not know it would write as it stands, commas and all.
    for key in ("name", "x-wr-calname"):
        made.add(key, vText(_line(name)))
    for key in ("description", "x-wr-caldesc"):
        made.add(key, vText(_line(about)))
    made.add("source", vUri(_line(community.address + calendar_address(body_id))), {"VALUE": "URI"})
    made.add("url", vUri(_line(community.address + "arshjul/")))
    made.add("refresh-interval", vDDDTypes(_REFRESH), {"VALUE": "DURATION"})
    made.add("x-published-ttl", vDDDTypes(_REFRESH))
    made.add_component(_zone())
    head, end, rest = bytes(made.to_ical()).rpartition(b"END:VCALENDAR")
    return b"".join((head, *entries, end, rest))


def _zone() -> Timezone:
    """Return Norwegian time as the rule it has followed since 1996, which needs no list of years."""
    zone = Timezone()
    zone.add("tzid", _ZONE.key)
    for kind, name, start, before, after in (
        (TimezoneDaylight, "CEST", datetime(1996, 3, 31, 2), 1, 2),  # noqa: DTZ001 - a zone is told in its own time
        (TimezoneStandard, "CET", datetime(1996, 10, 27, 3), 2, 1),  # noqa: DTZ001 - the same
    ):
        turn = kind()
        turn.add("dtstart", start)
        turn.add("rrule", {"freq": "yearly", "bymonth": start.month, "byday": "-1SU"})
        turn.add("tzname", name)
        turn.add("tzoffsetfrom", timedelta(hours=before))
        turn.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(turn)
    return zone


def _entry(ctx: Context, event: Event) -> Entry:
    view = event_view(ctx, event)
    entry = Entry()
    entry.add("uid", _line(f"{event.key}@{_host(ctx)}"))
    entry.add("dtstamp", datetime.combine(ctx.day, time(), UTC))
    entry.add("sequence", event.revision)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    _add_time(entry, event)
    entry.add("summary", _line(view.title))
    entry.add("categories", [view.family.category])
    if view.place:
        entry.add("location", _line(view.place))
    if view.address:
        entry.add("url", vUri(_line(ctx.corpus.community.address + view.address)))
    entry.add("description", _text("\n".join(_description(ctx, event, view))))
    return entry


def _add_time(entry: Entry, event: Event) -> None:
    """Add when it is: the hours where they are stated, else the whole day, which then blocks nobody's day."""
    day, meeting = event.when.first, event.meeting
    if meeting and meeting.begins:
        entry.add("dtstart", _moment(day, meeting.begins))
        if meeting.ends and meeting.ends > meeting.begins:
            entry.add("dtend", _moment(day, meeting.ends))
    else:
        entry.add("dtstart", day)
        entry.add("transp", "TRANSPARENT")


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, _ZONE)


def _description(ctx: Context, event: Event, view: EventView) -> Iterator[str]:
    t = ctx.t
    yield from (f"{note}." for note in view.notes if note != view.place)
    meeting = event.meeting
    if meeting and not meeting.is_cancelled:
        if not meeting.begins:
            yield t("The time of day is not stated.")
        elif not meeting.ends:
            yield t("When the meeting ends is not stated.")
        yield from _agenda(meeting)
    if view.address:
        yield ctx.corpus.community.address + view.address


def _agenda(meeting: Meeting) -> Iterator[str]:
    for place, item in enumerate(meeting.items, start=1):
        kind = f" ({item.kind})" if item.kind else ""
        yield f"{item.number or f'{place}.'} {item.title}{kind}"


def _host(ctx: Context) -> str:
    """Return what makes a UID this community's own; it stays when the site is moved to another folder."""
    return urlsplit(ctx.corpus.community.address).hostname or ctx.corpus.community.short_name


def _text(words: str) -> str:
    """Return words that a calendar may hold; any end of a line is one that calendars know."""
    return _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", words))


def _line(words: str) -> str:
    """Return words on one line."""
    return " ".join(_text(words).split())
