"""The HTML of a version's text on a page: links resolved, copy links, and who refers to it."""

import re

from markupsafe import Markup, escape

from avtaleverk.model.addresses import relative
from avtaleverk.model.documents import Document
from avtaleverk.model.text import RenderedText
from avtaleverk.pages.context import Citation, Context
from avtaleverk.text.clauses import PREAMBLE

_REFERENCE = re.compile(r'<a data-ref="(\d+)">(.*?)</a>', re.DOTALL)
_LINK = re.compile(r"<!--lenke:([^>]+)-->")
_END = re.compile(r"<!--slutt:([^>]+)-->")
_LINK_ICON = (
    '<svg class="ikon" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false">'
    '<path d="M8.5 11.5a3 3 0 0 0 4.2 0l2.9-2.9a3 3 0 0 0-4.2-4.2l-1 1M11.5 8.5a3 3 0 0 0-4.2 0l-2.9 2.9a3 3 0 0 0 4.2 4.2l1-1"/></svg>'
)
_FROM_ROOT = re.compile(r'(<a href=")/([^"/][^"]*|)(")')
_IMAGE = re.compile(r'(<img [^>]*?src=")([^":]+)(")')


def text_html(
    ctx: Context, text: RenderedText, page: str, document: Document | None = None, *, cited: bool = False
) -> Markup:
    """Return ``text`` for the page at address ``page``.

    ``document`` is the one it belongs to: its pictures lie beside its text in force. ``cited`` adds
    under each clause which texts in force refer to it.
    """
    html = _REFERENCE.sub(lambda m: _reference(ctx, text, page, m), text.html)
    labels = {c.id: c.number or c.title for c in text.clauses}
    html = _LINK.sub(lambda m: _anchor_link(ctx, m[1], labels[m[1]]), html)
    base = ctx.addresses[document.folder] if document else ""
    html = _IMAGE.sub(lambda m: f"{m[1]}{relative(base + m[2], page)}{m[3]}", html)
    html = _rooted(ctx, html, page)
    return Markup(_END.sub(lambda m: _cited_html(ctx, document, m[1], page) if cited else "", html))  # noqa: S704 - made from escaped parts above


def _rooted(ctx: Context, html: str, page: str) -> str:
    """Make links that an editor wrote from the site's root work wherever the site lies."""
    return _FROM_ROOT.sub(lambda m: f"{m[1]}{ctx.link(m[2], page)}{m[3]}", html)


def _reference(ctx: Context, text: RenderedText, page: str, m: re.Match[str]) -> str:
    reference = text.references[int(m[1])]
    if reference.law:
        return f'<a class="lov" href="{escape(reference.law)}">{m[2]}</a>'
    if reference.document:
        target = ctx.target(reference)
        return f'<a href="{escape(relative(target, page))}">{m[2]}</a>' if target is not None else m[2]
    clause = text.clause(reference.clause)
    return f'<a href="#{escape(clause.id)}">{m[2]}</a>' if clause else m[2]


def _anchor_link(ctx: Context, anchor: str, label: str) -> str:
    words = escape(ctx.t("Link to clause {label}", label=label))
    return f'<a class="punkt-lenke" href="#{escape(anchor)}">{_LINK_ICON}<span class="skjult">{words}</span></a>'


def _cited_html(ctx: Context, document: Document | None, anchor: str, page: str) -> str:
    citations = ctx.citations(document, anchor) if document else []
    if not citations:
        return ""
    links = ", ".join(citation_link(ctx, c, page, document) for c in citations)
    return f'<p class="vist-til">{escape(ctx.t("Referred to in"))} {links}</p>'


def citation_link(ctx: Context, citation: Citation, page: str, inside: Document | None = None) -> Markup:
    """Return a link to the place that refers; within one document only the clause is named."""
    address = ctx.addresses[citation.document.folder]
    href = relative(f"{address}#{citation.clause_id}" if citation.clause_label else address, page)
    clause = ctx.t("clause {label}", label=citation.clause_label) if citation.clause_label else ""
    name = ctx.label(citation.document) if citation.document.number else citation.document.title
    words = clause if citation.document is inside and clause else f"{name} {clause}".strip()
    return Markup('<a href="{}">{}</a>').format(href, words)


def prose_html(ctx: Context, markdown: str, page: str, preamble: str = PREAMBLE) -> Markup:
    """Return a short Markdown text (a summary, minutes, a page of ``docs/``) without copy links.

    ``preamble`` begins the anchors of what stands before the first heading; a summary needs its own,
    since the text in force on the same page has a preamble too.
    """
    text = ctx.texts.of(markdown)
    html = text.html.replace(f' id="{PREAMBLE}-', f' id="{preamble}-')
    html = _REFERENCE.sub(lambda m: _prose_reference(ctx, text, page, m), html)
    html = _rooted(ctx, html, page)
    return Markup(_END.sub("", _LINK.sub("", html)))  # noqa: S704 - made from escaped parts above


def _prose_reference(ctx: Context, text: RenderedText, page: str, m: re.Match[str]) -> str:
    return (
        m[2]
        if not text.references[int(m[1])].law and not text.references[int(m[1])].document
        else _reference(ctx, text, page, m)
    )
