"""The history of one clause: what each version did to it, through moves and new numbers."""

from dataclasses import dataclass

from markupsafe import Markup

from avtaleverk.history.lineage import Event, Thread
from avtaleverk.model.addresses import difference_address, history_address, version_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.text import Clause
from avtaleverk.pages.clause_notes import clause_name, history_of, mark_of
from avtaleverk.pages.context import Context
from avtaleverk.pages.status_words import StatusView, approval_words, status_view
from avtaleverk.pages.text_html import clause_html, placed, without_anchors
from avtaleverk.redline import PointState


@dataclass(frozen=True, slots=True)
class EventView:
    """What one version did to the clause. ``text`` is the marked text, or under its ``name`` the whole of it where it first stood."""

    number: str
    status: StatusView
    approval: str
    address: str
    said: str
    reason: str
    name: str
    text: Markup
    is_marked: bool
    difference: str
    unchanged: str


def clause_title(clause: Clause) -> str:
    """Return number and title as a heading has them: «7.1 Helsefellesskapet»."""
    within = f"{clause.within} " if clause.within and not clause.number else ""
    return f"{within}{clause.label}"


def clause_history_html(ctx: Context, document: Document, thread: Thread) -> str:
    """Return the page that follows one clause through all versions, newest first."""
    page = history_of(ctx, document, thread)
    address = ctx.addresses[document.folder]
    current = ctx.in_force(document)
    now = thread.clause_in(current) if current else None
    events = [_event(ctx, document, thread, e, page) for e in reversed(thread.events)]
    return ctx.render(
        "punkthistorie.html",
        page,
        document=document,
        label=ctx.label(document),
        title=ctx.title(document, current),
        clause=clause_title(thread.clause),
        removed=thread.removed.version.number if thread.removed else "",
        now=clause_name(ctx, now) if now else "",
        now_address=f"{address}#{now.id}" if now else "",
        address=address,
        history=history_address(address),
        events=events,
    )


def _event(ctx: Context, document: Document, thread: Thread, event: Event, page: str) -> EventView:
    address, version = ctx.addresses[document.folder], event.version
    difference = ""
    if event.before and event.point:
        difference = f"{difference_address(address, event.before.number, version.number)}#{mark_of(event.point)}"
    clause = thread.clause_in(version)
    anchor = f"#{clause.id}" if clause else ""
    return EventView(
        number=version.number,
        status=status_view(ctx, document, version),
        approval=approval_words(ctx, version),
        address=version_address(address, version.number) + anchor,
        said=_said(ctx, event),
        reason=(version.changes or "") if event.before else "",
        name=clause_title(clause) if clause else "",
        text=_text(ctx, document, thread, event, page),
        is_marked=event.before is not None,
        difference=difference,
        unchanged=_unchanged(ctx, document, thread, event),
    )


def _said(ctx: Context, event: Event) -> str:
    """Return what the version did to the clause, in a sentence."""
    t, point = ctx.t, event.point
    if event.before is None or point is None:
        return t("The clause stands in the first version.")
    if point.old is None:
        return t("The clause is new.")
    if point.new is None:
        return t("The clause was taken out.")
    said = []
    if event.state is PointState.MOVED:
        said.append(t("The clause has moved."))
    if point.old.number != point.new.number:
        said.append(
            t("It was {old} and became {new}.", old=clause_name(ctx, point.old), new=clause_name(ctx, point.new))
        )
    said.append(t("The text was changed.") if event.is_edited else t("The text is the same."))
    return " ".join(said)


def _text(ctx: Context, document: Document, thread: Thread, event: Event, page: str) -> Markup:
    clause = thread.clause_in(event.version)
    if event.before is None and clause:
        return clause_html(ctx, document, event.version, clause.id, page)
    if event.before is None or event.point is None:
        return Markup("")
    html = ctx.marked(event.before, event.version).of(event.point)
    plain = without_anchors(ctx, document, (event.version, event.before), html, page)
    return Markup(placed(ctx, plain, page, document))  # noqa: S704 - the redline's own HTML, escaped and checked


def _unchanged(ctx: Context, document: Document, thread: Thread, event: Event) -> str:
    """Return the later versions that left the clause as this one made it: «1.1, 1.2 og 1.3»."""
    versions = ctx.lineage(document).versions
    started = {e.version.number for e in thread.events}
    later: list[Version] = []
    for version in versions[versions.index(event.version) + 1 :]:
        if version.number in started or not thread.clause_in(version):
            break
        later.append(version)
    return ctx.t.listed([v.number for v in later]) if later else ""
