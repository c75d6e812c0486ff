"""Meetings and case papers."""

from dataclasses import dataclass

from avtaleverk.model.addresses import body_address, meeting_address, paper_address, version_address
from avtaleverk.model.organisation import CaseItem, CasePaper, Meeting
from avtaleverk.pages.context import Context
from avtaleverk.pages.text_html import prose_html


@dataclass(frozen=True, slots=True)
class ItemView:
    """One case on an agenda, with where it leads."""

    title: str
    kind: str
    outcome: str
    clauses: str
    document: str
    document_address: str
    paper: str


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting as lists and its own page show it."""

    title: str
    day: str
    short_day: str
    body: str
    body_address: str
    place: str
    address: str
    items: tuple[ItemView, ...]
    is_past: bool


def _item(ctx: Context, item: CaseItem) -> ItemView:
    document = ctx.corpus.document(item.document) if item.document else None
    address = ctx.addresses[document.folder] if document else ""
    label = (
        f"{ctx.label(document)} {ctx.title(document)}"
        if document and document.number
        else document.title
        if document
        else ""
    )
    version = f", {ctx.t('version {number}', number=item.version)}" if item.version else ""
    return ItemView(
        title=item.title,
        kind=item.kind or "",
        outcome=item.outcome or "",
        clauses=ctx.t.listed(list(item.clauses)) if item.clauses else "",
        document=f"{label}{version}",
        document_address=version_address(address, item.version) if document and item.version else address,
        paper=paper_address(item.paper) if item.paper else "",
    )


def meeting_view(ctx: Context, meeting: Meeting) -> MeetingView:
    """Gather what is shown about a meeting; addresses are from the site's root."""
    name = ctx.corpus.body_name(meeting.body)
    return MeetingView(
        title=f"{name} {ctx.t.long_date(meeting.held)}",
        day=ctx.t.long_date(meeting.held),
        short_day=ctx.t.short_date(meeting.held),
        body=name,
        body_address=body_address(meeting.body),
        place=meeting.place or "",
        address=meeting_address(meeting.id),
        items=tuple(_item(ctx, i) for i in meeting.items),
        is_past=meeting.held < ctx.day,
    )


def upcoming_meetings(ctx: Context) -> list[Meeting]:
    """Return the meetings from today on, the next one first."""
    return [m for m in ctx.corpus.meetings if m.held >= ctx.day]


def meetings_html(ctx: Context, page: str) -> str:
    """Return the register of meetings: those to come, then those held, newest first."""
    past = [meeting_view(ctx, m) for m in reversed(ctx.corpus.meetings) if m.held < ctx.day]
    coming = [meeting_view(ctx, m) for m in upcoming_meetings(ctx)]
    papers = [paper_view(ctx, p) for p in reversed(ctx.corpus.papers)]
    return ctx.render("moter.html", page, past=past, coming=coming, papers=papers)


def meeting_html(ctx: Context, meeting: Meeting) -> str:
    """Return the page of one meeting."""
    page = meeting_address(meeting.id)
    minutes = prose_html(ctx, meeting.minutes, page) if meeting.minutes else ""
    return ctx.render("mote.html", page, meeting=meeting_view(ctx, meeting), minutes=minutes)


@dataclass(frozen=True, slots=True)
class PaperView:
    """A case paper as lists and its own page show it."""

    title: str
    kind: str
    day: str
    body: str
    body_address: str
    address: str
    concerns: tuple[tuple[str, str], ...]


def _page_of(ctx: Context, body_id: str | None) -> str:
    """Return the page of a body; one outside the community, such as a board, has none."""
    inner = any(structure.body(body_id) for structure in ctx.corpus.structures) if body_id else False
    return body_address(body_id) if body_id and inner else ""


def paper_view(ctx: Context, paper: CasePaper) -> PaperView:
    """Gather what is shown about a case paper."""
    documents = [d for folder in paper.concerns if (d := ctx.corpus.document(folder))]
    return PaperView(
        title=paper.title,
        kind=paper.kind,
        day=ctx.t.long_date(paper.dated),
        body=ctx.corpus.body_name(paper.body_id) if paper.body_id else "",
        body_address=_page_of(ctx, paper.body_id),
        address=paper_address(paper.id),
        concerns=tuple((ctx.name(d), ctx.addresses[d.folder]) for d in documents),
    )


def paper_html(ctx: Context, paper: CasePaper) -> str:
    """Return the page of one case paper."""
    page = paper_address(paper.id)
    meetings = [m for m in ctx.corpus.meetings if any(i.paper == paper.id for i in m.items)]
    return ctx.render(
        "sak.html",
        page,
        paper=paper_view(ctx, paper),
        text=prose_html(ctx, paper.text, page),
        meetings=[meeting_view(ctx, m) for m in meetings],
    )
