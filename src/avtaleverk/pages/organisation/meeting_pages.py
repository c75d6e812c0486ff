"""Meetings: the register of all, that of one body, and the page of each with its agenda and minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from avtaleverk.model.addresses import body_address, meeting_address, slug
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.organisation import CaseItem, Meeting
from avtaleverk.organisation.cases import CaseStep, version_of, was_held
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.calendars import calendar_link
from avtaleverk.pages.organisation.case_views import (
    CaseView,
    Link,
    case_at,
    item_address,
    paper_link,
    settled_words,
    text_link,
)
from avtaleverk.pages.text_html import prose_html

MEETINGS = "moter/"


@dataclass(frozen=True, slots=True)
class ItemView:
    """One case on an agenda, with where it leads; ``outcome`` is "" where the meeting has said nothing of it.

    ``same_as`` leads to the first place of the same agenda that has the same case, as where one part of a meeting
    discusses what another decides.
    """

    id: str
    title: str
    number: str
    kind: str
    part: str
    outcome: str
    settled: str
    decision: str
    plan: str
    clauses: tuple[Link, ...]
    text: Link | None
    paper: Link | None
    case: CaseView | None
    same_as: Link | None
    is_here: tuple[str, int]

    @property
    def way(self) -> CaseView | None:
        """Return the case where it has been, or will be, before other meetings as well; once on each agenda."""
        return self.case if self.case and len(self.case.steps) > 1 and not self.same_as else None


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting as lists and its own page show it; ``notes`` say that it is extra, moved or cancelled."""

    title: str
    day: str
    short_day: str
    clock: str
    body: str
    body_address: str
    place: str
    address: str
    items: tuple[ItemView, ...]
    notes: tuple[str, ...]
    is_past: bool
    is_cancelled: bool


def by_body_address(body_id: str) -> str:
    """Return the register of the meetings of one body."""
    return f"{MEETINGS}organ/{slug(body_id)}/"


# --- one meeting --------------------------------------------------------------------------------------------------


def meeting_view(ctx: Context, meeting: Meeting) -> MeetingView:
    """Gather what is shown about a meeting; addresses are from the site's root."""
    return ctx.once(("meeting", meeting.id), lambda: _view(ctx, meeting))


def _view(ctx: Context, meeting: Meeting) -> MeetingView:
    name = ctx.corpus.body_name(meeting.body)
    return MeetingView(
        title=f"{name} {ctx.t.long_date(meeting.held)}",
        day=f"{ctx.t.weekday(meeting.held)} {meeting.held.year}",
        short_day=ctx.t.short_date(meeting.held),
        clock=_clock(ctx, meeting),
        body=name,
        body_address=body_address(meeting.body),
        place=meeting.place or "",
        address=meeting_address(meeting.id),
        items=tuple(_item(ctx, meeting, n) for n in range(len(meeting.items))),
        notes=_notes(ctx, meeting),
        is_past=was_held(meeting, ctx.day),
        is_cancelled=meeting.is_cancelled,
    )


def _clock(ctx: Context, meeting: Meeting) -> str:
    """Return the time, ``10.00–12.00``; "" where it is not stated."""
    begins, ends = (f"{at:%H.%M}" if at else "" for at in (meeting.begins, meeting.ends))
    return ctx.t("at {time}", time="–".join(w for w in (begins, ends) if w)) if begins else ""


def _notes(ctx: Context, meeting: Meeting) -> tuple[str, ...]:
    t, days = ctx.t, [ctx.t.short_date(d) for d in meeting.moved_from]
    told = (
        t("Cancelled") if meeting.is_cancelled else "",
        t("Extra meeting") if meeting.is_extra else "",
        t("Moved from {days}", days=t.listed(days)) if days else "",
    )
    return tuple(w for w in told if w)


def _item(ctx: Context, meeting: Meeting, index: int) -> ItemView:
    item = meeting.items[index]
    paper = ctx.corpus.paper(item.paper) if item.paper else None
    document, version = _text(ctx, meeting, index)
    return ItemView(
        id=f"sak-{index + 1}",
        title=item.title,
        number=item.number or "",
        kind=item.kind or "",
        part=item.part or "",
        outcome=item.outcome or "",
        settled=settled_words(ctx, item),
        decision=item.decision or "",
        plan=item.plan or "",
        clauses=tuple(_clauses(ctx, item, document, version)),
        text=text_link(ctx, document, version) if document else None,
        paper=paper_link(paper) if paper else None,
        case=case_at(ctx, meeting, index),
        same_as=_same_as(ctx, meeting, index),
        is_here=(meeting.id, index),
    )


def _same_as(ctx: Context, meeting: Meeting, index: int) -> Link | None:
    case = case_at(ctx, meeting, index)
    first = min(n for m, n in (s.place for s in case.steps) if m == meeting.id) if case else index
    if first == index:
        return None
    item = meeting.items[first]
    words = f"{ctx.t('case {number}', number=item.number)} {item.title}" if item.number else item.title
    return Link(words, item_address(meeting, first))


def _text(ctx: Context, meeting: Meeting, index: int) -> tuple[Document | None, Version | None]:
    """Return document and version that an item concerns; the version is None where nobody says which."""
    if found := version_of(ctx.corpus, CaseStep(meeting, index)):
        return found
    folder = meeting.items[index].document
    return (ctx.corpus.document(folder) if folder else None), None


def _clauses(ctx: Context, item: CaseItem, document: Document | None, version: Version | None) -> Iterable[Link]:
    """Yield the points that an item names, with the place in the text where there is one."""
    shown = version or (ctx.in_force(document) if document else None)
    for number in item.clauses:
        clause = ctx.text(shown).clause(number) if shown else None
        place = text_link(ctx, document, version).address if document and clause else ""
        yield Link(number, f"{place}#{clause.id}" if clause else "")


# --- the registers ------------------------------------------------------------------------------------------------


def upcoming_meetings(ctx: Context) -> list[Meeting]:
    """Return the meetings from today on, the next one first."""
    return [m for m in ctx.corpus.meetings if m.held >= ctx.day]


@dataclass(frozen=True, slots=True)
class Year:
    """The meetings of one year, the last one first."""

    year: int
    meetings: tuple[MeetingView, ...]


def _years(ctx: Context, meetings: list[Meeting]) -> list[Year]:
    past = [m for m in reversed(meetings) if m.held < ctx.day]
    return [Year(y, tuple(meeting_view(ctx, m) for m in found)) for y, found in groupby(past, lambda m: m.held.year)]


def meeting_bodies(ctx: Context) -> list[str]:
    """Return the bodies that have meetings, in the order of the structure of the day, then those of before."""
    structures = [*([ctx.structure] if ctx.structure else []), *reversed(ctx.corpus.structures)]
    ordered = dict.fromkeys([b.id for s in structures for b in s.bodies] + [m.body for m in ctx.corpus.meetings])
    having = {m.body for m in ctx.corpus.meetings}
    return [body for body in ordered if body in having]


def _narrowed(ctx: Context) -> list[Link]:
    """Return the register of each body, with how many meetings it has; none where there is one body alone."""
    found = [m.body for m in ctx.corpus.meetings]
    bodies = meeting_bodies(ctx)
    links = [Link(f"{ctx.corpus.body_name(b)} ({found.count(b)})", by_body_address(b)) for b in bodies]
    return links if len(links) > 1 else []


def meetings_html(ctx: Context, page: str) -> str:
    """Return the register of meetings: those to come, then those held, year by year, newest first."""
    return _register(ctx, page, list(ctx.corpus.meetings), "")


def body_meetings_title(ctx: Context, body_id: str) -> str:
    """Return the title of the register of one body."""
    return ctx.t("Meetings of {body}", body=ctx.corpus.body_name(body_id))


def body_meetings_html(ctx: Context, body_id: str) -> str:
    """Return the register of the meetings of one body."""
    own = [m for m in ctx.corpus.meetings if m.body == body_id]
    return _register(ctx, by_body_address(body_id), own, body_id)


def _register(ctx: Context, page: str, meetings: list[Meeting], body_id: str) -> str:
    return ctx.render(
        "moter.html",
        page,
        title=body_meetings_title(ctx, body_id) if body_id else ctx.t("Meetings"),
        body=Link(ctx.corpus.body_name(body_id), body_address(body_id)) if body_id else None,
        coming=[meeting_view(ctx, m) for m in meetings if m.held >= ctx.day],
        years=_years(ctx, meetings),
        narrowed=_narrowed(ctx),
        calendar=calendar_link(ctx, body_id),
    )


# --- the page of a meeting ----------------------------------------------------------------------------------------


def meeting_html(ctx: Context, meeting: Meeting) -> str:
    """Return the page of one meeting."""
    page, view = meeting_address(meeting.id), meeting_view(ctx, meeting)
    structure = ctx.corpus.structure_at(meeting.held)
    body = structure.body(meeting.body) if structure else None
    earlier, later = _neighbours(ctx, meeting)
    return ctx.render(
        "mote.html",
        page,
        meeting=view,
        told=_told(ctx, meeting),
        parts=ctx.t.listed(list(body.meeting_parts)) if body and body.meeting_parts else "",
        groups=_groups(ctx, view.items),
        minutes=prose_html(ctx, meeting.minutes, page) if meeting.minutes else "",
        earlier=meeting_view(ctx, earlier) if earlier else None,
        later=meeting_view(ctx, later) if later else None,
        by_body=by_body_address(meeting.body),
    )


def _groups(ctx: Context, items: tuple[ItemView, ...]) -> list[tuple[str, tuple[ItemView, ...]]]:
    """Return the cases under their part of the meeting, in the order of the agenda; "" where no case names one."""
    other = ctx.t("Part of the meeting not stated") if any(i.part for i in items) else ""
    return [(part or other, tuple(found)) for part, found in groupby(items, lambda i: i.part)]


def _told(ctx: Context, meeting: Meeting) -> str:
    """Return what a reader must know before the agenda: that the meeting is cancelled, moved or to come; "" else."""
    t, is_past = ctx.t, was_held(meeting, ctx.day)
    days = t.listed([t.long_date(d) for d in meeting.moved_from]) if meeting.moved_from else ""
    if meeting.is_cancelled:
        return t("The meeting was cancelled.") if is_past else t("The meeting is cancelled.")
    if days:
        return t("The meeting was moved from {days}.", days=days)
    return "" if is_past else t("The meeting has not been held yet.")


def _neighbours(ctx: Context, meeting: Meeting) -> tuple[Meeting | None, Meeting | None]:
    """Return the meetings of the same body before and after this one."""
    own = [m for m in ctx.corpus.meetings if m.body == meeting.body]
    place = own.index(meeting)
    return (own[place - 1] if place else None), (own[place + 1] if place + 1 < len(own) else None)
