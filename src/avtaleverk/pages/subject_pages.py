"""Pages by heart of the matter: for a group of patients, a theme or an audience, and the registers of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from avtaleverk.model.addresses import SEARCH, difference_address
from avtaleverk.model.documents import Document
from avtaleverk.model.subjects import Subject, SubjectKind, names_of_body, subject_of, subjects
from avtaleverk.pages.changes_page import Entry, changes, entry
from avtaleverk.pages.context import Context
from avtaleverk.pages.document_pages import Row, VersionView, register_row, version_view
from avtaleverk.pages.organisation.body_words import full_name, level_words, place_of_body
from avtaleverk.pages.proposal_words import base_of, next_step
from avtaleverk.pages.subject_links import subjects_of
from avtaleverk.pages.subject_mentions import mentions
from avtaleverk.pages.text_html import prose_html

_CHANGES = 5
_ON_START = 12
_ID = re.compile(r' id="[^"]*"')
_OWN_LINK = re.compile(r'<a [^>]*?href="#[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_KIND_WORDS = {SubjectKind.PATIENTS: "Patient group", SubjectKind.THEME: "Theme", SubjectKind.AUDIENCE: "Audience"}
_REGISTER_WORDS = {
    SubjectKind.PATIENTS: "Patient groups",
    SubjectKind.THEME: "Themes",
    SubjectKind.AUDIENCE: "For you who are",
}


def register_title(ctx: Context, kind: SubjectKind) -> str:
    """Return what the list of all subjects of a kind is called."""
    return ctx.t(_REGISTER_WORDS[kind])


def subject_title(ctx: Context, subject: Subject) -> str:
    """Return the name of a page for the title bar: «Tema: Utskriving»."""
    return f"{ctx.t(_KIND_WORDS[subject.kind])}: {_shown(subject)}"


def _shown(subject: Subject) -> str:
    return subject.name[:1].upper() + subject.name[1:]


@dataclass(frozen=True, slots=True)
class DocumentAbout:
    """A document in force about a subject, with its summary as HTML and its attachments that have a text."""

    row: Row
    summary: Markup
    attachments: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class PointsAbout:
    """The points of one document that name a subject, as label and address."""

    document: str
    address: str
    points: tuple[tuple[str, str], ...]
    language: str | None


@dataclass(frozen=True, slots=True)
class ProposalAbout:
    """A proposal on its way; ``difference`` shows what it changes, "" where it is all new."""

    label: str
    version: VersionView
    next_step: str
    difference: str


@dataclass(frozen=True, slots=True)
class BodyAbout:
    """A body that works with a subject."""

    name: str
    level: str
    address: str


def documents_about(ctx: Context, subject: Subject) -> list[Document]:
    """Return the documents that the front matter marks with a subject."""
    return ctx.once(("documents by subject",), lambda: _documents_by_subject(ctx)).get(subject.address, [])


def _documents_by_subject(ctx: Context) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for document in ctx.corpus.all_documents():
        for address in {s.address for kind in SubjectKind for s in subjects_of(ctx, document, kind)}:
            found.setdefault(address, []).append(document)
    return found


def bodies_about(ctx: Context, subject: Subject) -> list[BodyAbout]:
    """Return the bodies of today that the structure marks with a subject."""
    if (structure := ctx.structure) is None:
        return []
    return [
        BodyAbout(full_name(b), level_words(ctx, b), place_of_body(ctx, structure, b))
        for b in structure.bodies
        if b.is_active(ctx.day)
        and any(subject_of(subject.kind, n, "nb").key == subject.key for n in names_of_body(b, subject.kind))
    ]


def subject_html(ctx: Context, subject: Subject) -> str:
    """Return the page of one subject."""
    page, documents = subject.address, documents_about(ctx, subject)
    named = mentions(ctx, subject)
    return ctx.render(
        "emne.html",
        page,
        kind=ctx.t(_KIND_WORDS[subject.kind]),
        title=_shown(subject),
        name=subject.name,
        background=_background(ctx, subject),
        register=subject.kind.register,
        register_title=register_title(ctx, subject.kind),
        documents=[_about(ctx, d, page) for d in _with_text(ctx, documents)],
        without=[register_row(ctx, d) for d in documents if not ctx.in_force(d)],
        points=[] if named.is_everywhere else _points(ctx, subject),
        named=named,
        search=f"{SEARCH}?sok={quote(subject.name)}",
        proposals=[p for d in documents for p in _proposals(ctx, d)],
        bodies=bodies_about(ctx, subject),
        has_bodies=subject.kind is not SubjectKind.AUDIENCE,
        changes=_changes(ctx, documents),
    )


def _background(ctx: Context, subject: Subject) -> str:
    """Return who has named a group that every community knows, "" for any other subject."""
    if not subject.group:
        return ""
    if subject.group.is_fifth:
        return ctx.t(
            "This is the fifth group. The national health and collaboration plan 2024–2027 put it beside the four."
        )
    return ctx.t("This is one of the four groups that the government and KS have agreed to give priority.")


def _with_text(ctx: Context, documents: Iterable[Document]) -> list[Document]:
    """Return those with a text in force, an attachment under its guideline alone where both are marked."""
    there = [d for d in documents if ctx.in_force(d)]
    folders = {d.folder for d in there}
    return [d for d in there if d.parent_folder not in folders]


def _about(ctx: Context, document: Document, page: str) -> DocumentAbout:
    row = register_row(ctx, document)
    # Several summaries stand on the page, so none of them keeps the anchors that it has on its own.
    summary = _OWN_LINK.sub(r"\1", _ID.sub("", prose_html(ctx, document.summary, page)))
    return DocumentAbout(row, Markup(summary), tuple(a for a in row.attachments if a.version))  # noqa: S704 - made from escaped parts


def _points(ctx: Context, subject: Subject) -> list[PointsAbout]:
    found = mentions(ctx, subject).points
    return [
        PointsAbout(
            ctx.name(d),
            ctx.addresses[d.folder],
            tuple((f"{c.within} {c.label}".strip(), f"{ctx.addresses[d.folder]}#{c.id}") for c in found[d.folder]),
            ctx.language(d),
        )
        for d in ctx.corpus.all_documents()
        if d.folder in found
    ]


def _proposals(ctx: Context, document: Document) -> list[ProposalAbout]:
    address, found = ctx.addresses[document.folder], []
    for version, _ in ctx.proposals(document):
        base = base_of(ctx, document, version)
        difference = difference_address(address, base.number, version.number) if base else ""
        view = version_view(ctx, document, version)
        found.append(ProposalAbout(ctx.label(document), view, next_step(ctx, document, version), difference))
    return found


def _changes(ctx: Context, documents: list[Document]) -> list[Entry]:
    folders = {d.folder for d in documents}
    dated = (c for c in ctx.once(("changes",), lambda: changes(ctx)) if c.day and c.document.folder in folders)
    return [entry(ctx, change) for change, _ in zip(dated, range(_CHANGES), strict=False)]


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """A subject in a register or on the start page, with how much there is about it in words."""

    name: str
    address: str
    words: str
    count: int

    @property
    def is_marked(self) -> bool:
        """Say whether some document or body is marked with it, so that its page has something to tell."""
        return self.count > 0


def rows(ctx: Context, kind: SubjectKind) -> list[SubjectRow]:
    """Return every subject of a kind as a register lists it."""
    return ctx.once(("subjects", kind), lambda: [_row(ctx, s) for s in subjects(ctx.corpus, kind)])


def _row(ctx: Context, subject: Subject) -> SubjectRow:
    documents, bodies = len(documents_about(ctx, subject)), len(bodies_about(ctx, subject))
    found = [ctx.t.count("{n} document", "{n} documents", documents)] if documents else []
    found += [ctx.t.count("{n} body", "{n} bodies", bodies)] if bodies else []
    return SubjectRow(_shown(subject), subject.address, ctx.t.listed(found) if found else "", documents + bodies)


def register_html(ctx: Context, kind: SubjectKind) -> str:
    """Return the list of all subjects of a kind."""
    return ctx.render(
        "emner.html",
        kind.register,
        title=register_title(ctx, kind),
        patients=kind is SubjectKind.PATIENTS,
        rows=rows(ctx, kind),
        others=[(register_title(ctx, k), k.register) for k in SubjectKind if k is not kind],
    )


def entries(ctx: Context) -> list[tuple[str, str, list[SubjectRow]]]:
    """Return the kinds of subject with those that most is marked with: the short way in from the start page."""
    found = [(register_title(ctx, k), k.register, _most_marked(rows(ctx, k))) for k in SubjectKind]
    return [kind for kind in found if kind[2]]


def _most_marked(all_rows: list[SubjectRow]) -> list[SubjectRow]:
    """Return a dozen at most, in the order of the register, which has the rest."""
    marked = [r for r in all_rows if r.is_marked]
    chosen = sorted(marked, key=lambda r: -r.count)[:_ON_START]
    return [r for r in marked if r in chosen]
