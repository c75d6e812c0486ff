"""The HTML of a version's text on a page: links resolved, copy links, notes, and who refers to it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from avtaleverk.model.addresses import difference_address, relative, version_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.text import RenderedText
from avtaleverk.pages.context import Citation, Context
from avtaleverk.text.clauses import PREAMBLE

_REFERENCE = re.compile(r'<a data-ref="(\d+)">(.*?)</a>', re.DOTALL)
_LINK = re.compile(r"<!--lenke:([^>]+)--></div>")
_END = re.compile(r"<!--slutt:([^>]+)-->")
_LINK_ICON = (
    '<svg class="ikon" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false">'
    '<path d="M8.5 11.5a3 3 0 0 0 4.2 0l2.9-2.9a3 3 0 0 0-4.2-4.2l-1 1M11.5 8.5a3 3 0 0 0-4.2 0l-2.9 2.9a3 3 0 0 0 4.2 4.2l1-1"/></svg>'
)
_FROM_ROOT = re.compile(r'(<a href=")/([^"/][^"]*|)(")')
_IMAGE = re.compile(r'(<img [^>]*?src=")([^":]+)(")')
_ID = re.compile(r' id="([^"]*)"')
_MARK = re.compile(r"endring-\d+(?:-fra)?")
_WITHIN = re.compile(r'(<a [^>]*?href=")#([^"]*)(")')


def _nothing(_anchor: str) -> str:
    return ""


@dataclass(frozen=True)
class Notes:
    """What a page puts around the clauses of a text, each as HTML by the clause's anchor.

    ``before`` stands before the heading, ``after`` right under it, ``end`` after the clause's own text.
    ``now`` is the anchor under which the text in force has the clause, ``name`` what it is called in a citation.
    """

    before: Callable[[str], str] = _nothing
    after: Callable[[str], str] = _nothing
    end: Callable[[str], str] = _nothing
    now: Mapping[str, str] = field(default_factory=dict)
    name: Callable[[str], str] = _nothing


NO_NOTES = Notes()
_HEAD = re.compile(r'<div class="punkt-hode[^>]*>(?=<h\d id="([^"]*)")')


def text_html(
    ctx: Context, text: RenderedText, page: str, document: Document | None = None, notes: Notes = NO_NOTES
) -> Markup:
    """Return ``text`` for the page at address ``page``.

    ``document`` is the one it belongs to: its pictures lie beside its text in force.
    """
    foreign = bool(document and ctx.language(document))
    html = _REFERENCE.sub(lambda m: _reference(ctx, text, page, m), text.html)
    labels = {c.id: c.number or c.title for c in text.clauses}
    html = _HEAD.sub(lambda m: notes.before(m[1]) + m[0], html)
    html = _LINK.sub(
        lambda m: _anchor_link(ctx, m[1], labels[m[1]], notes, foreign) + "</div>" + notes.after(m[1]), html
    )
    html = placed(ctx, html, page, document)
    return Markup(_END.sub(lambda m: notes.end(m[1]), html))  # noqa: S704 - made from escaped parts above


def plain_html(ctx: Context, text: RenderedText, page: str) -> str:
    """Return ``text`` without notes and without links to copy; its pictures have the addresses that the text gives."""
    html = _REFERENCE.sub(lambda m: _reference(ctx, text, page, m), text.html)
    return _END.sub("", _LINK.sub("</div>", _rooted(ctx, html, page)))


def placed(ctx: Context, html: str, page: str, document: Document | None) -> str:
    """Make the pictures and the links of a text work on the page at address ``page``."""
    base = ctx.addresses[document.folder] if document else ""
    # Few texts have pictures or such links, and to look for either takes time on every page.
    if "<img " in html:
        html = _IMAGE.sub(lambda m: f"{m[1]}{relative(base + m[2], page)}{m[3]}", html)
    return _rooted(ctx, html, page)


def clause_html(ctx: Context, document: Document, version: Version, clause_id: str, page: str) -> Markup:
    """Return the own text of one clause of a version, without its heading, to be shown on another page.

    Without anchors, which the page may have already; links into the text lead to the version's own page.
    """
    text = ctx.text(version)
    start = re.search(rf"<!--lenke:{re.escape(clause_id)}--></div>\n?", text.html)
    if not start:
        return Markup("")
    inside = text.html[start.end() : text.html.index(f"<!--slutt:{clause_id}-->", start.end())]
    html = _REFERENCE.sub(lambda m: _reference(ctx, text, page, m), inside)
    return Markup(placed(ctx, without_anchors(ctx, document, (version,), html, page), page, document))  # noqa: S704 - made from escaped parts above


def without_anchors(ctx: Context, document: Document, versions: tuple[Version, ...], html: str, page: str) -> str:
    """Return a piece of text without ids; links into it lead to the page of the version that has their target.

    The links between the ends of a move, which a redline of two ``versions`` has, lead to that redline.
    """
    return _led(ctx, document, versions, _ID.sub("", html), page, frozenset())


def anchored(ctx: Context, document: Document, versions: tuple[Version, ...], html: str, page: str) -> str:
    """Let links into a text that has other anchors here lead to the page of the version that has them."""
    if 'href="#' not in html:
        return html
    return _led(ctx, document, versions, html, page, frozenset(_ID.findall(html)))


def _led(  # noqa: PLR0913, PLR0917 - where a link stands, and where it may lead
    ctx: Context, document: Document, versions: tuple[Version, ...], html: str, page: str, here: frozenset[str]
) -> str:
    address = ctx.addresses[document.folder]

    def target(m: re.Match[str]) -> str:
        if m[2] in here:
            return m[0]
        holder = next((v for v in versions if m[2] in ctx.text(v).anchors), None)
        if holder is None and _MARK.fullmatch(m[2]) and len(versions) > 1:
            old, new = sorted(versions, key=lambda v: v.order)
            return f"{m[1]}{relative(difference_address(address, old.number, new.number), page)}#{m[2]}{m[3]}"
        own = relative(version_address(address, holder.number), page) if holder else ""
        return f"{m[1]}{own}#{m[2]}{m[3]}" if holder else m[0]

    return _WITHIN.sub(target, html)


def _rooted(ctx: Context, html: str, page: str) -> str:
    """Make links that an editor wrote from the site's root work wherever the site lies."""
    if 'href="/' not in html:
        return html
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


def _anchor_link(ctx: Context, anchor: str, label: str, notes: Notes, foreign: bool) -> str:  # noqa: FBT001 - said once, above
    """Return the link to copy; inside a ``foreign`` text its words are marked as being in the language of the site."""
    words = escape(ctx.t("Link to clause {label}", label=label))
    language = f' lang="{ctx.t.language}"' if foreign else ""
    now, name = notes.now.get(anchor, anchor), notes.name(anchor)
    moved = f' data-na="{escape(now)}"' if now != anchor else ""
    named = f' data-navn="{escape(name)}"' if name else ""
    return f'<a class="punkt-lenke" href="#{escape(anchor)}"{named}{moved}>{_LINK_ICON}<span class="skjult"{language}>{words}</span></a>'


def cited_html(ctx: Context, document: Document, anchor: str, page: str) -> str:
    """Return which texts in force refer to a clause, "" where none does."""
    citations = ctx.citations(document, anchor)
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
    return Markup(_END.sub("", _LINK.sub("</div>", html)))  # noqa: S704 - made from escaped parts above


def _prose_reference(ctx: Context, text: RenderedText, page: str, m: re.Match[str]) -> str:
    return (
        m[2]
        if not text.references[int(m[1])].law and not text.references[int(m[1])].document
        else _reference(ctx, text, page, m)
    )
