"""A text made ready to be read: its abbreviations explained, its clauses named, and ways from one to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from avtaleverk.model.documents import Document, Version
from avtaleverk.model.text import Clause
from avtaleverk.pages.abbreviations import explained, spoken
from avtaleverk.pages.citing import CitationText, citation, clause_citation
from avtaleverk.pages.context import Context
from avtaleverk.pages.text_html import Notes, text_html

GLOSSARY = "ordliste/"
# With fewer there is nothing to lead between.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page shows of a version: its text, what its abbreviations mean, its contents, and how it is cited."""

    html: Markup
    explanations: Markup
    contents: tuple[Clause, ...]
    cite: CitationText


def reading(ctx: Context, document: Document, version: Version, page: str, notes: Notes) -> Reading:
    """Return the text of a version for the page at address ``page``, with the page's own ``notes``."""
    text = ctx.text(version)
    clauses = {c.id: c for c in text.clauses}
    contents = listed(text.clauses)
    ways = _ways(ctx, document, text.clauses, contents)
    full = explained(text.html, ctx.corpus.terms, ctx.link(GLOSSARY, page))
    around = replace(
        notes,
        end=lambda anchor: notes.end(anchor) + ways.get(anchor, ""),
        name=lambda anchor: clause_citation(ctx, document, version, clauses[anchor]),
    )
    html = text_html(ctx, replace(text, html=full.html), page, document, around)
    return Reading(html, spoken(full.terms), contents, citation(ctx, document, version))


def listed(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """Return the clauses worth listing: the numbered ones, or the outermost where none is."""
    numbered = tuple(c for c in clauses if c.number)
    return numbered or tuple(c for c in clauses if c.level <= 3)  # noqa: PLR2004 - deeper headings crowd the list


def _ways(ctx: Context, document: Document, clauses: Sequence[Clause], contents: Sequence[Clause]) -> Mapping[str, str]:
    """Return the links to the outermost clauses before and after, by the anchor of the last clause within each."""
    outermost = min((c.level for c in contents), default=0)
    tops = [c for c in contents if c.level == outermost]
    if len(tops) < _FEWEST:
        return {}
    ids = {c.id for c in tops}
    last: dict[str, str] = {}
    inside = ""
    for clause in clauses:
        inside = clause.id if clause.id in ids else inside
        last[inside] = clause.id
    rows = zip([None, *tops[:-1]], tops, [*tops[1:], None], strict=True)
    return {last[top.id]: _way(ctx, document, before, after) for before, top, after in rows}


def _way(ctx: Context, document: Document, before: Clause | None, after: Clause | None) -> str:
    return ctx.render(
        "punkt-vei.html", "", before=before, after=after, language=ctx.t.language if ctx.language(document) else ""
    )
