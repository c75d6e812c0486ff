"""What a document is about, as links to all there is about the same."""

from markupsafe import Markup

from avtaleverk.model.documents import Document
from avtaleverk.model.subjects import Subject, SubjectKind, names_of, subject_of
from avtaleverk.pages.context import Context


def subjects_of(ctx: Context, document: Document, kind: SubjectKind) -> list[Subject]:
    """Return what a document is about, of one kind and each once."""
    found = (subject_of(kind, name, ctx.t.language) for name in names_of(document, kind))
    return list({s.key: s for s in found}.values())


def subject_links(ctx: Context, document: Document, kind: SubjectKind, page: str) -> Markup:
    """Return what a document is about, each word a link to all there is about the same; "" where nothing is said."""
    found = subjects_of(ctx, document, kind)
    return Markup(", ").join(Markup('<a href="{}">{}</a>').format(ctx.link(s.address, page), s.name) for s in found)
