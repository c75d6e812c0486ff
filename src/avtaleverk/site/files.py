"""The files of the site that are not pages: style, scripts, pictures, redirects, site map."""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from avtaleverk.history.pairs import other_pairs
from avtaleverk.model.addresses import clause_history_address, difference_address, history_address
from avtaleverk.model.documents import Document
from avtaleverk.pages.clause_notes import history_of, thread_id
from avtaleverk.pages.context import Context
from avtaleverk.pages.feeds import feeds
from avtaleverk.pages.organisation.adoption_pages import adoption_files
from avtaleverk.pages.organisation.calendars import calendars
from avtaleverk.pages.organisation.chart import POSTER, poster
from avtaleverk.pages.shell import ASSETS
from avtaleverk.redline import stylesheet
from avtaleverk.site.header_files import header_files
from avtaleverk.site.plan import Page, SiteFile


def site_files(ctx: Context, root: Path, pages: Iterable[Page]) -> Iterator[SiteFile]:
    """Yield every file that goes beside the pages."""
    for path in sorted(ASSETS.iterdir()):
        yield SiteFile(f"assets/{path.name}", origin=path)
    yield SiteFile("assets/rodmerking.css", stylesheet().encode())
    yield from _pictures(ctx, root)
    for document in ctx.corpus.all_documents():
        yield from _redirects(ctx, document)
        yield from _former_differences(ctx, document)
        yield from _former_clauses(ctx, document)
    yield from (SiteFile(address, content) for address, content in feeds(ctx))
    yield from (SiteFile(address, content) for address, content in adoption_files(ctx))
    yield from (SiteFile(address, content) for address, content in calendars(ctx))
    if (drawn := poster(ctx)) is not None:
        yield SiteFile(POSTER, drawn)
    addresses = [page.address for page in pages]
    yield from (SiteFile(path, content) for path, content in header_files(ctx.corpus.community.address, addresses))
    yield SiteFile("sitemap.xml", _sitemap(ctx, pages).encode())
    yield SiteFile(
        "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {ctx.corpus.community.address}sitemap.xml\n".encode()
    )


def _pictures(ctx: Context, root: Path) -> Iterator[SiteFile]:
    """Copy the files of a document to where its text in force lies, those of ``docs/`` to the root."""
    folders = sorted(ctx.addresses, key=len, reverse=True)
    for path in ctx.corpus.files:
        folder = next((f for f in folders if path.startswith(f"{f}/")), None)
        if folder:
            yield SiteFile(ctx.addresses[folder] + path.removeprefix(f"{folder}/"), origin=root / path)
        elif path.startswith("docs/"):
            yield SiteFile(path.removeprefix("docs/"), origin=root / path)


def _redirects(ctx: Context, document: Document) -> Iterator[SiteFile]:
    for former in document.former_addresses:
        yield _redirect(ctx, document, former.strip("/") + "/", ctx.addresses[document.folder])


def _former_differences(ctx: Context, document: Document) -> Iterator[SiteFile]:
    """Lead on from the differences that had a page while another version was in force, or there were fewer."""
    address = ctx.addresses[document.folder]
    for old, new in other_pairs(document, ctx.in_force(document)):
        yield _redirect(ctx, document, difference_address(address, old.number, new.number), history_address(address))


def _former_clauses(ctx: Context, document: Document) -> Iterator[SiteFile]:
    """Lead on from the history of a clause under a number that it does not have any more."""
    lineage, address = ctx.lineage(document), ctx.addresses[document.folder]
    if not lineage.versions:
        return
    taken = {thread_id(t) for t in lineage.threads if t.has_history}
    for anchor, known in lineage.former(lineage.versions[-1]).items():
        thread = known[0][1]
        if anchor not in taken and thread.has_history:
            former = clause_history_address(address, anchor)
            yield _redirect(ctx, document, former, history_of(ctx, document, thread))


def _redirect(ctx: Context, document: Document, address: str, target: str) -> SiteFile:
    canonical = ctx.corpus.community.address + target
    html = ctx.render("viderefort.html", address, target=target, title=document.title, canonical=canonical)
    return SiteFile(f"{address}index.html", html.encode(), heir=target)


def _sitemap(ctx: Context, pages: Iterable[Page]) -> str:
    base = ctx.corpus.community.address
    rows = "".join(f"<url><loc>{escape(base + p.address)}</loc></url>\n" for p in pages if p.indexed)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
