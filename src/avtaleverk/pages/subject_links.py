"""What a document is about, as links to all there is about the same."""

from collections.abc import Iterable

from markupsafe import Markup

from avtaleverk.model.documents import Document
from avtaleverk.model.structure import Body
from avtaleverk.model.subjects import Subject, SubjectKind, names_of, names_of_body, subject_of
from avtaleverk.pages.context import Context


def subjects_of(ctx: Context, document: Document, kind: SubjectKind) -> list[Subject]:
    """Return what a document is about, of one kind and each once."""
    found = (subject_of(kind, name, ctx.t.language) for name in names_of(document, kind))
    return list({s.key: s for s in found}.values())


def subject_links(ctx: Context, document: Document, kind: SubjectKind, page: str) -> Markup:
    """Return what a document is about, each word a link to all there is about the same; "" where nothing is said."""
    return _links(ctx, subjects_of(ctx, document, kind), page)


def body_links(ctx: Context, body: Body, page: str) -> list[tuple[str, Markup]]:
    """Return what the structure says that a body works with, as the name of each fact and its links."""
    found = []
    for kind, words in ((SubjectKind.PATIENTS, ctx.t("Patient groups")), (SubjectKind.THEME, ctx.t("Themes"))):
        if names := names_of_body(body, kind):
            found.append((words, _links(ctx, [subject_of(kind, n, ctx.t.language) for n in names], page)))
    return found


def _links(ctx: Context, subjects: Iterable[Subject], page: str) -> Markup:
    return Markup(", ").join(Markup('<a href="{}">{}</a>').format(ctx.link(s.address, page), s.name) for s in subjects)
