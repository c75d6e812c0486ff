"""The pages of one document: the text in force, each version, and the history."""

from dataclasses import dataclass

from markupsafe import Markup

from avtaleverk.model.addresses import (
    adoption_address,
    difference_address,
    hearing_address,
    history_address,
    meeting_address,
    paper_address,
    version_address,
)
from avtaleverk.model.documents import Document, DocumentKind, Version
from avtaleverk.model.status import Status
from avtaleverk.model.subjects import SubjectKind
from avtaleverk.pages.clause_notes import InForceNotes, VersionNotes
from avtaleverk.pages.context import Context
from avtaleverk.pages.data_links import data_links, shown
from avtaleverk.pages.downloads import current_downloads, version_downloads
from avtaleverk.pages.old_anchors import anchor_spans, old_anchors
from avtaleverk.pages.organisation.law_pages import demand_links
from avtaleverk.pages.proposal_words import base_of, changed_points, next_step
from avtaleverk.pages.reading import reading
from avtaleverk.pages.status_words import StatusView, approval_words, days_left, period_words, status_view
from avtaleverk.pages.subject_links import subject_links
from avtaleverk.pages.text_html import NO_NOTES, Notes, citation_link, prose_html


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address, as seen from the page it stands on."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version as registers, bars and histories show it."""

    number: str
    title: str
    status: StatusView
    approval: str
    approval_short: str
    period: str
    changes: str
    hearing: str
    left: Markup
    address: str
    in_force: bool
    since: str
    until: str
    reviewed: str
    meeting: str | None
    case: str | None
    clauses: str


def hearing_words(ctx: Context, version: Version) -> str:
    """Return the hearing of a version in words, "" where it has had none."""
    hearing = version.hearing
    if not hearing:
        return ""
    return ctx.t(
        "Hearing from {opens} to {closes}", opens=ctx.t.long_date(hearing.opens), closes=ctx.t.long_date(hearing.closes)
    )


def version_view(ctx: Context, document: Document, version: Version) -> VersionView:
    """Return what is shown about a version, gathered once for all the pages that name it."""
    return ctx.once(("version", document.folder, version.number), lambda: _view(ctx, document, version))


def _view(ctx: Context, document: Document, version: Version) -> VersionView:
    """Gather what is shown about a version; addresses are from the site's root."""
    standing = ctx.standing(document, version)
    return VersionView(
        number=version.number,
        title=ctx.title(document, version),
        status=status_view(ctx, document, version),
        approval=approval_words(ctx, version),
        approval_short=approval_words(ctx, version, short=True),
        period=period_words(ctx, document, version),
        changes=version.changes or ctx.t("not stated"),
        hearing=hearing_words(ctx, version),
        left=days_left(ctx, version),
        address=version_address(ctx.addresses[document.folder], version.number),
        in_force=standing.status is Status.IN_FORCE,
        since=ctx.t.short_date(standing.since),
        until=ctx.t.long_date(version.valid_until) if version.valid_until else "",
        reviewed=ctx.t.short_date(version.last_reviewed),
        meeting=meeting_address(version.meeting) if version.meeting else None,
        case=paper_address(version.case) if version.case else None,
        clauses=ctx.t.listed(list(version.changed_clauses)) if version.changed_clauses else "",
    )


def parent_of(ctx: Context, document: Document) -> Document | None:
    """Return the guideline that an attachment belongs to."""
    return ctx.corpus.document(document.parent_folder) if document.parent_folder else None


def _back(ctx: Context, document: Document) -> Link:
    """Return the way up: to the guideline of an attachment, else to the register."""
    parent = parent_of(ctx, document)
    if parent:
        return Link(f"{ctx.label(parent)} {parent.title}", ctx.addresses[parent.folder])
    if document.kind is DocumentKind.AGREEMENT:
        return Link(ctx.t("Agreements"), "avtaler/")
    return Link(ctx.t("Guidelines"), "retningslinjer/")


def _facts(ctx: Context, document: Document, version: Version | None, page: str) -> list[tuple[str, str]]:
    """Return what else is known about a document; what nobody stated is left out."""
    t = ctx.t
    facts = [
        (t("Owner"), ctx.corpus.body_name(document.owner) if document.owner else ""),
        (t("Last reviewed"), t.long_date(version.last_reviewed) if version and version.last_reviewed else ""),
        (t("Signed"), t.long_date(version.signed) if version and version.signed else ""),
        (t("Themes"), subject_links(ctx, document, SubjectKind.THEME, page)),
        (t("Patient groups"), subject_links(ctx, document, SubjectKind.PATIENTS, page)),
        (t("Audience"), subject_links(ctx, document, SubjectKind.AUDIENCE, page)),
        (t("Demands of the law"), demand_links(ctx, document, page)),
    ]
    return [(name, value) for name, value in facts if value]


def _whole_citations(ctx: Context, document: Document, page: str) -> list[Markup]:
    return [citation_link(ctx, c, page) for c in ctx.citations(document)]


def _common(ctx: Context, document: Document, version: Version | None) -> dict[str, object]:
    """Return what all pages of a document show."""
    address = ctx.addresses[document.folder]
    return {
        "document": document,
        "label": ctx.label(document),
        "title": ctx.title(document, version),
        "back": _back(ctx, document),
        "address": address,
        "history": history_address(address),
        "versions": [version_view(ctx, document, v) for v in reversed(document.versions)],
        "proposals": [_proposal(ctx, document, v) for v, _ in ctx.proposals(document)],
        "built": ctx.t.long_date(ctx.day),
    }


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal as the text in force tells of it; ``points`` are those that it touches, "" where none is known."""

    version: VersionView
    points: str
    next_step: str
    difference: str


def _proposal(ctx: Context, document: Document, proposal: Version) -> ProposalView:
    base = base_of(ctx, document, proposal)
    address = ctx.addresses[document.folder]
    return ProposalView(
        version_view(ctx, document, proposal),
        changed_points(ctx, ctx.facts(base, proposal)) if base else "",
        next_step(ctx, document, proposal),
        difference_address(address, base.number, proposal.number) if base else "",
    )


def document_html(ctx: Context, document: Document) -> str:
    """Return the page that always shows the text in force, or says that there is none."""
    page = ctx.addresses[document.folder]
    version = ctx.in_force(document)
    notes = InForceNotes(ctx, document, version, page) if version else None
    return ctx.render(
        "document.html",
        page,
        **_common(ctx, document, version),
        version=version_view(ctx, document, version) if version else None,
        latest=version_view(ctx, document, document.versions[-1]) if document.versions else None,
        summary=prose_html(ctx, document.summary, page, "kort-fortalt") if document.summary else "",
        reading=reading(ctx, document, version, page, notes.notes()) if version and notes else None,
        files=current_downloads(ctx, document),
        forms=shown(data_links(ctx, document, version, is_current=True)),
        removed=notes.removed() if notes else [],
        old_anchors=notes.first() if notes else anchor_spans(old_anchors(ctx, document)),
        facts=_facts(ctx, document, version, page),
        attachments=[register_row(ctx, a) for a in document.attachments],
        cited_by=_whole_citations(ctx, document, page),
    )


def version_html(ctx: Context, document: Document, version: Version) -> str:
    """Return the page that shows one version for ever."""
    page = version_address(ctx.addresses[document.folder], version.number)
    current = ctx.in_force(document)
    base = base_of(ctx, document, version) if ctx.standing(document, version).status.is_proposal else None
    return ctx.render(
        "versjon.html",
        page,
        **_common(ctx, document, version),
        version=version_view(ctx, document, version),
        current=_view_in_force(ctx, document),
        reading=reading(ctx, document, version, page, _since(ctx, document, version, page)),
        files=version_downloads(ctx, document, version),
        forms=shown(data_links(ctx, document, version)),
        difference=_difference_today(ctx, document, version, base or current),
        next_step=next_step(ctx, document, version),
        elsewhere=_elsewhere(ctx, document, version),
    )


def _elsewhere(ctx: Context, document: Document, version: Version) -> list[Link]:
    """Return where one sees who has answered a version, and who has adopted it."""
    address, number = ctx.addresses[document.folder], version.number
    heard = [Link(ctx.t("The hearing"), hearing_address(address, number))] if version.hearing else []
    return heard + ([Link(ctx.t("Adoption"), adoption_address(address, number))] if ctx.parties(document) else [])


def _since(ctx: Context, document: Document, version: Version, page: str) -> Notes:
    current = ctx.in_force(document)
    if current is None or current is version:
        return NO_NOTES
    return VersionNotes(ctx, document, version, current, page).notes()


def _difference_today(ctx: Context, document: Document, version: Version, other: Version | None) -> str:
    """Return where a version is compared with the text in force, "" where there is nothing to compare it with."""
    if other is None or other is version:
        return ""
    older, newer = sorted((version, other), key=lambda v: v.order)
    return difference_address(ctx.addresses[document.folder], older.number, newer.number)


def _view_in_force(ctx: Context, document: Document) -> VersionView | None:
    version = ctx.in_force(document)
    return version_view(ctx, document, version) if version else None


@dataclass(frozen=True, slots=True)
class Row:
    """One document in a register."""

    label: str
    number: str
    title: str
    address: str
    version: VersionView | None
    proposal: VersionView | None
    has_text: bool
    attachments: tuple["Row", ...] = ()
    language: str | None = None


def register_row(ctx: Context, document: Document) -> Row:
    """Return one document as a row of a register, with its attachments."""
    version = ctx.in_force(document)
    proposals = ctx.proposals(document)
    return Row(
        label=ctx.label(document),
        number=document.number or "",
        title=ctx.title(document, version),
        address=ctx.addresses[document.folder],
        version=version_view(ctx, document, version) if version else None,
        proposal=version_view(ctx, document, proposals[0][0]) if proposals else None,
        has_text=bool(document.versions),
        attachments=tuple(register_row(ctx, a) for a in document.attachments),
        language=ctx.language(document),
    )
