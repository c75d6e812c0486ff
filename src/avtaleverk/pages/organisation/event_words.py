"""What an event of the year is called, what is told about it, and where it leads; calendars and pages share it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from types import MappingProxyType

from avtaleverk.model.addresses import meeting_address, structure_address, version_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.organisation.deadlines import DeadlineState
from avtaleverk.organisation.year import Event, EventKind, dated
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.body_words import page_of_body
from avtaleverk.pages.organisation.structure_words import basis_of

FAMILIES: Mapping[EventKind, str] = MappingProxyType(
    {
        EventKind.MEETING: "mote",
        EventKind.OPENS: "horing",
        EventKind.CLOSES: "horing",
        EventKind.ADOPTED: "tekst",
        EventKind.BEGINS: "tekst",
        EventKind.ENDS: "tekst",
        EventKind.REPEALED: "tekst",
        EventKind.SENDING: "lovfrist",
        EventKind.REVIEW: "lovfrist",
        EventKind.NOTICE: "lovfrist",
        EventKind.STRUCTURE: "organ",
        EventKind.BODY_ENDS: "organ",
        EventKind.TERM_ENDS: "organ",
        EventKind.YEARLY: "fast",
    }
)


@dataclass(frozen=True, slots=True)
class Family:
    """Events that bear the same mark: its shape, its letter, and its words."""

    id: str
    letter: str
    words: str

    @property
    def category(self) -> str:
        """Return the words without what explains them."""
        return self.words.partition(":")[0]


@dataclass(frozen=True, slots=True)
class EventView:
    """An event in words; ``notes`` are a sentence or a few words each, ``address`` is from the site's root or ""."""

    title: str
    family: Family
    address: str
    notes: tuple[str, ...]
    is_cancelled: bool = False
    place: str = ""

    @property
    def letter(self) -> str:
        """Return the letter of its mark."""
        return self.family.letter


def all_events(ctx: Context) -> tuple[Event, ...]:
    """Return everything that happens once, as known today; many pages ask."""
    return ctx.once(("events",), lambda: dated(ctx.corpus, ctx.day))


def families(ctx: Context) -> dict[str, Family]:
    """Return the families in the order in which they are explained, by their ids."""
    t = ctx.t
    words = {
        "mote": t("Meeting"),
        "horing": t("Hearing"),
        "tekst": t("Text: approved, first or last day"),
        "lovfrist": t("Deadline by law"),
        "organ": t("Bodies and offices"),
        "fast": t("Regular task in the month"),
    }
    return {name: Family(name, said[0].upper(), said) for name, said in words.items()}


def event_view(ctx: Context, event: Event) -> EventView:
    """Return what is told about an event."""
    family = ctx.once(("families",), lambda: families(ctx))[FAMILIES[event.kind]]
    title = _title(ctx, event)
    if event.is_cancelled:
        title = ctx.t("Cancelled: {what}", what=title)
    place = event.meeting.place if event.meeting else None
    return EventView(title, family, _address(ctx, event), tuple(_notes(ctx, event)), event.is_cancelled, place or "")


def _title(ctx: Context, event: Event) -> str:
    t = ctx.t
    body = ctx.corpus.body_short(event.body) if event.body else ""
    if event.meeting:
        return t("Extra meeting: {body}", body=body) if event.meeting.is_extra else t("Meeting: {body}", body=body)
    if event.task:
        return event.task.title
    if event.document and event.version:
        return _of_text(ctx, event.document, event.version, event.kind)
    if event.kind is EventKind.STRUCTURE:
        return t("The bodies are changed")
    if event.kind is EventKind.BODY_ENDS:
        return t("Last day of {body}", body=body)
    n = len(event.appointments)
    return t.count("{n} office ends in {body}", "{n} offices end in {body}", n, body=body)


def _of_text(ctx: Context, document: Document, version: Version, kind: EventKind) -> str:
    what = f"{ctx.name(document)}, {ctx.t('version {number}', number=version.number)}"
    said = ctx.once(("what happens to a text",), lambda: _happenings(ctx))
    return said[kind].format(what=what)


def _happenings(ctx: Context) -> dict[EventKind, str]:
    t = ctx.t
    return {
        EventKind.OPENS: t("Hearing opens: {what}"),
        EventKind.CLOSES: t("Hearing deadline: {what}"),
        EventKind.ADOPTED: t("Approved: {what}"),
        EventKind.BEGINS: t("First day in force: {what}"),
        EventKind.ENDS: t("Last day in force: {what}"),
        EventKind.REPEALED: t("Repealed: {what}"),
        EventKind.SENDING: t("Deadline to send to Helsedirektoratet: {what}"),
        EventKind.REVIEW: t("Deadline for the yearly review: {what}"),
        EventKind.NOTICE: t("May end after notice: {what}"),
    }


def _address(ctx: Context, event: Event) -> str:
    if event.meeting:
        return meeting_address(event.meeting.id)
    if event.document and event.version:
        return version_address(ctx.addresses[event.document.folder], event.version.number)
    if event.kind is EventKind.STRUCTURE and event.structure:
        return structure_address(event.structure.id)
    return page_of_body(ctx, event.body) if event.body else ""


def _notes(ctx: Context, event: Event) -> Iterator[str]:
    """Yield what there is to tell beside the title."""
    if event.moved_from and not event.is_cancelled:
        yield ctx.t("Moved from {days}", days=ctx.t.listed([ctx.t.long_date(d) for d in event.moved_from]))
    tell = _TOLD.get(event.kind)
    if tell:
        yield from tell(ctx, event)


def _of_meeting(ctx: Context, event: Event) -> Iterator[str]:
    meeting, t = event.meeting, ctx.t
    if not meeting or meeting.is_cancelled:
        return
    if meeting.begins and meeting.ends:
        yield t("At {begins} to {ends}", begins=_clock(meeting.begins), ends=_clock(meeting.ends))
    elif meeting.begins:
        yield t("At {begins}", begins=_clock(meeting.begins))
    if meeting.place:
        yield meeting.place
    if meeting.items:
        yield t.count("{n} case", "{n} cases", len(meeting.items))


def _clock(at: time) -> str:
    """Return a time as Norwegians write it, ``09.30``."""
    return f"{at:%H.%M}"


def _of_hearing(ctx: Context, event: Event) -> Iterator[str]:
    hearing, t = (event.version.hearing if event.version else None), ctx.t
    if not hearing:
        return
    if event.kind is EventKind.OPENS:
        yield t("The deadline is {day}", day=t.long_date(hearing.closes))
    if hearing.closes is None or hearing.closes >= ctx.day:
        yield (
            t("Send your answer to {address}", address=hearing.reply_to)
            if hearing.reply_to
            else t("Where to send the answer is not stated")
        )


def _of_sending(ctx: Context, event: Event) -> Iterator[str]:
    found = event.deadline
    if found:
        yield (
            ctx.t("Sent {day}", day=ctx.t.long_date(found.done))
            if found.done
            else ctx.t("When it was sent is not stated")
        )


def _of_review(ctx: Context, event: Event) -> Iterator[str]:
    found = event.deadline
    if found and found.state is DeadlineState.OVERDUE:
        yield ctx.t("No review since {day} is stated", day=ctx.t.long_date(found.start))


def _of_task(ctx: Context, event: Event) -> Iterator[str]:
    if event.task and event.body:
        yield ctx.corpus.body_name(event.body)
    if event.task and (basis := basis_of(ctx, event.task.legal_basis)):
        yield basis[0]


_TOLD: Mapping[EventKind, Callable[[Context, Event], Iterator[str]]] = MappingProxyType(
    {
        EventKind.MEETING: _of_meeting,
        EventKind.OPENS: _of_hearing,
        EventKind.CLOSES: _of_hearing,
        EventKind.SENDING: _of_sending,
        EventKind.REVIEW: _of_review,
        EventKind.YEARLY: _of_task,
    }
)
