"""The files of the site that are not pages: style, scripts, pictures, redirects, site map."""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from avtaleverk.model.documents import Document
from avtaleverk.pages.context import Context
from avtaleverk.pages.shell import ASSETS
from avtaleverk.site.plan import Page, SiteFile


def site_files(ctx: Context, root: Path, pages: Iterable[Page]) -> Iterator[SiteFile]:
    """Yield every file that goes beside the pages."""
    for path in sorted(ASSETS.iterdir()):
        yield SiteFile(f"assets/{path.name}", origin=path)
    yield from _pictures(ctx, root)
    for document in ctx.corpus.all_documents():
        yield from _redirects(ctx, document)
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
    target = ctx.addresses[document.folder]
    for former in document.former_addresses:
        address = former.strip("/") + "/"
        html = ctx.render(
            "viderefort.html",
            address,
            target=target,
            title=document.title,
            canonical=ctx.corpus.community.address + target,
        )
        yield SiteFile(f"{address}index.html", html.encode())


def _sitemap(ctx: Context, pages: Iterable[Page]) -> str:
    base = ctx.corpus.community.address
    rows = "".join(f"<url><loc>{escape(base + p.address)}</loc></url>\n" for p in pages if p.indexed)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
