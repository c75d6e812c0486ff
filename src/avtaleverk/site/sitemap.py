"""The map of the site for search engines: every page that may be found, and when its text was approved where that is known."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from urllib.parse import quote
from xml.sax.saxutils import escape

from avtaleverk.model.addresses import history_address
from avtaleverk.model.documents import Document
from avtaleverk.pages.context import Context
from avtaleverk.site.plan import Page

SITEMAP = "sitemap.xml"
# What the protocol allows in one file; the bytes follow, for no address of ours is longer than a thousand.
MOST = 50_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_SAFE = "/:@!$&'()*+,;=~-._%"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def sitemaps(ctx: Context, pages: Iterable[Page], most: int = MOST) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the map; a site with more pages than one may hold has an index and several."""
    base, days = ctx.corpus.community.address, _days(ctx)
    rows = [_row("url", base + p.address, days.get(p.address)) for p in pages if p.indexed]
    if len(rows) <= most:
        yield SITEMAP, _file("urlset", rows)
        return
    parts = {f"sitemap-{n // most + 1}.xml": rows[n : n + most] for n in range(0, len(rows), most)}
    yield SITEMAP, _file("sitemapindex", [_row("sitemap", base + path, None) for path in parts])
    yield from ((path, _file("urlset", part)) for path, part in parts.items())


def _days(ctx: Context) -> Mapping[str, date]:
    """Return the day on which the text of a page began to apply; no page has a day that no file tells."""
    found: dict[str, date] = {}
    for document in ctx.corpus.all_documents():
        if day := _since(ctx, document):
            address = ctx.addresses[document.folder]
            found |= {address: day, history_address(address): day}
    return found


def _since(ctx: Context, document: Document) -> date | None:
    version = ctx.in_force(document)
    return ctx.standing(document, version).since if version else None


def _row(tag: str, address: str, day: date | None) -> str:
    lastmod = f"<lastmod>{day}</lastmod>" if day else ""
    place = escape(quote(_FORBIDDEN.sub("", address), safe=_SAFE))
    return f"<{tag}><loc>{place}</loc>{lastmod}</{tag}>\n"


def _file(tag: str, rows: Iterable[str]) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{tag} xmlns="{_NAMESPACE}">\n{"".join(rows)}</{tag}>\n'.encode()
