"""Pages that list: the start page, registers, hearings, search, glossary, and pages by hand."""

from dataclasses import dataclass

from avtaleverk.model.addresses import slug
from avtaleverk.model.corpus import HandwrittenPage
from avtaleverk.model.documents import DocumentKind
from avtaleverk.pages.changes_page import recent
from avtaleverk.pages.context import NOT_FOUND, Context
from avtaleverk.pages.document_pages import register_row
from avtaleverk.pages.downloads import book_downloads
from avtaleverk.pages.organisation.hearing_pages import hearings
from avtaleverk.pages.organisation.meeting_pages import meeting_view, upcoming_meetings
from avtaleverk.pages.sharing_pages import is_offered
from avtaleverk.pages.subject_pages import entries
from avtaleverk.pages.text_html import prose_html

_RECENT = 5
_MOST_LISTED = 3_000


def start_html(ctx: Context, intro: HandwrittenPage | None) -> str:
    """Return the start page: search first, then what applies, what is on hearing, what changed."""
    documents = ctx.corpus.documents
    return ctx.render(
        "start.html",
        "",
        title=intro.title if intro else ctx.corpus.community.name,
        intro=prose_html(ctx, intro.text, "") if intro else "",
        guidelines=[register_row(ctx, d) for d in documents if d.kind is DocumentKind.GUIDELINE],
        agreements=[register_row(ctx, d) for d in documents if d.kind is DocumentKind.AGREEMENT],
        hearings=[h for h in hearings(ctx) if h.is_open],
        changes=recent(ctx, _RECENT),
        meetings=[meeting_view(ctx, m) for m in upcoming_meetings(ctx)[:3]],
        subjects=entries(ctx),
    )


def register_html(ctx: Context, kind: DocumentKind, page: str) -> str:
    """Return the register of agreements or of guidelines."""
    rows = [register_row(ctx, d) for d in ctx.corpus.documents if d.kind is kind]
    title = ctx.t("Agreements") if kind is DocumentKind.AGREEMENT else ctx.t("Guidelines")
    return ctx.render(
        "register.html",
        page,
        rows=rows,
        title=title,
        numbered=any(r.number for r in rows),
        compare=is_offered(ctx),
        book=book_downloads(ctx),
    )


def glossary_html(ctx: Context, page: str) -> str:
    """Return the glossary; each word can be linked to."""
    terms = [(slug(term.word), term) for term in ctx.corpus.terms]
    return ctx.render("ordliste.html", page, terms=terms)


@dataclass(frozen=True, slots=True)
class ClauseEntry:
    """One point of a text in force in the plain register that replaces search without script."""

    label: str
    address: str
    level: int


def search_html(ctx: Context, page: str) -> str:
    """Return the search page; without script it is a register of every point in force.

    Where there are very many, it lists the documents alone: each has its own contents.
    """
    texts = [(d, ctx.text(v)) for d in ctx.corpus.all_documents() if (v := ctx.in_force(d))]
    with_points = sum(len(text.clauses) for _, text in texts) <= _MOST_LISTED
    entries = [
        (register_row(ctx, d), [
            ClauseEntry(c.label, f"{ctx.addresses[d.folder]}#{c.id}", c.level)
            for c in (text.clauses if with_points else ())
        ])
        for d, text in texts
    ]  # fmt: skip
    return ctx.render("sok.html", page, entries=entries, with_points=with_points)


def handwritten_html(ctx: Context, source: HandwrittenPage, page: str) -> str:
    """Return a page of ``docs/``."""
    return ctx.render("side.html", page, title=source.title, text=prose_html(ctx, source.text, page))


def not_found_html(ctx: Context) -> str:
    """Return the page for an address that leads nowhere."""
    return ctx.render("ikke-funnet.html", NOT_FOUND, guidelines="retningslinjer/")
