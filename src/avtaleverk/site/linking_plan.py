"""What the plan holds for those who link to the texts from elsewhere: pages, cards, badges and QR codes."""

from collections.abc import Iterator
from functools import partial

from avtaleverk.model.addresses import LINKS, badge_address, card_address, code_address, link_address
from avtaleverk.model.documents import Document
from avtaleverk.pages.context import Context
from avtaleverk.pages.linking.badge import badge_svg
from avtaleverk.pages.linking.card import card_html
from avtaleverk.pages.linking.code import code_svg
from avtaleverk.pages.linking.pages import links_html, ways_html, ways_title
from avtaleverk.pages.linking.snippets import link_words
from avtaleverk.site.document_plan import bare
from avtaleverk.site.plan import Page, SiteFile
from avtaleverk.text.store import fingerprint


def linking_pages(ctx: Context, base: str) -> Iterator[Page]:
    """Yield the list of what can be linked to, and for each document its ways and its card.

    ``base`` is the key of what every page depends on; it tells the clauses in force too.
    """
    documents = [bare(document) for document in ctx.corpus.all_documents()]
    key = fingerprint(base, "lenk", repr(documents))
    yield Page(LINKS, ctx.t("Link to the texts"), "lenk", key, partial(links_html, ctx))
    for document in ctx.corpus.all_documents():
        key = fingerprint(base, "lenke-til", repr(bare(document)))
        yield _ways(ctx, document, key)
        yield _card(ctx, document, key)


def _ways(ctx: Context, document: Document, key: str) -> Page:
    address = link_address(ctx.addresses[document.folder])
    return Page(address, ways_title(ctx, document), "lenke-til", key, partial(ways_html, ctx, document), indexed=False)


def _card(ctx: Context, document: Document, key: str) -> Page:
    own = ctx.addresses[document.folder]
    title = ctx.t("Card: {title}", title=link_words(ctx, document))
    make = partial(card_html, ctx, document)
    return Page(card_address(own), title, "kort", fingerprint(key, "kort"), make, indexed=False, canonical=own)


def linking_files(ctx: Context) -> Iterator[SiteFile]:
    """Yield the badge and the QR code of each document."""
    for document in ctx.corpus.all_documents():
        own = ctx.addresses[document.folder]
        yield SiteFile(badge_address(own), badge_svg(ctx, document))
        yield SiteFile(code_address(own), code_svg(ctx, document))
