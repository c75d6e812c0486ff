"""The files of the site that are not pages: style, scripts, pictures, site map."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from avtaleverk.history.lock_file import LOCK
from avtaleverk.history.signatures import SIGNATURES
from avtaleverk.model.addresses import LEGAL_ENDING
from avtaleverk.model.open_data import API
from avtaleverk.pages.context import Context
from avtaleverk.pages.feeds import feeds
from avtaleverk.pages.organisation.adoption_pages import adoption_files
from avtaleverk.pages.organisation.calendars import calendars
from avtaleverk.pages.organisation.chart import POSTER, poster
from avtaleverk.pages.search_words import SEARCH_WORDS, search_words
from avtaleverk.pages.sheet import SHEET, sheet
from avtaleverk.pages.shell import ASSETS
from avtaleverk.redline import stylesheet
from avtaleverk.site.handbook_plan import handbook_files
from avtaleverk.site.header_files import header_files
from avtaleverk.site.legal_plan import legal_files
from avtaleverk.site.linking_plan import linking_files
from avtaleverk.site.plan import Page, SiteFile
from avtaleverk.site.sitemap import sitemaps


def site_files(ctx: Context, root: Path, pages: Iterable[Page]) -> Iterator[SiteFile]:
    """Yield every file that goes beside the pages."""
    for path in sorted(ASSETS.iterdir()):
        yield SiteFile(f"assets/{path.name}", origin=path)
    yield SiteFile(SHEET, sheet().encode())
    yield SiteFile("assets/rodmerking.css", stylesheet().encode())
    yield from _pictures(ctx, root)
    yield from (SiteFile(address, content) for address, content in feeds(ctx))
    yield from (SiteFile(address, content) for address, content in adoption_files(ctx))
    yield from (SiteFile(address, content) for address, content in calendars(ctx))
    yield from linking_files(ctx)
    yield from legal_files(ctx)
    yield from handbook_files()
    yield SiteFile(SEARCH_WORDS, search_words(ctx.t))
    if (drawn := poster(ctx)) is not None:
        yield SiteFile(POSTER, drawn)
    addresses = [page.address for page in pages]
    yield from (SiteFile(path, content) for path, content in header_files(ctx.corpus.community.address, addresses))
    yield from (SiteFile(path, content) for path, content in sitemaps(ctx, pages))
    yield SiteFile("robots.txt", _robots(ctx).encode())
    # With them others can hold the texts against what was approved.
    yield from (SiteFile(name, origin=root / name) for name in (LOCK, SIGNATURES) if (root / name).is_file())


def _pictures(ctx: Context, root: Path) -> Iterator[SiteFile]:
    """Copy the files of a document to where its text in force lies, those of ``docs/`` to the root."""
    folders = sorted(ctx.addresses, key=len, reverse=True)
    for path in ctx.corpus.files:
        folder = next((f for f in folders if path.startswith(f"{f}/")), None)
        if folder:
            yield SiteFile(ctx.addresses[folder] + path.removeprefix(f"{folder}/"), origin=root / path)
        elif path.startswith("docs/"):
            yield SiteFile(path.removeprefix("docs/"), origin=root / path)


def _robots(ctx: Context) -> str:
    """Keep search engines from old versions that are files; their pages say so themselves, which a file cannot."""
    kinds = sorted({path.rpartition(".")[2] for path in ctx.downloads})
    apart = "".join(f"Disallow: /*/{folder}/*.{kind}$\n" for folder in ("v", "endringer") for kind in kinds)
    apart += f"Disallow: /*/v/*{LEGAL_ENDING}$\nDisallow: /*/v/*.md$\n"
    apart += "".join(f"Disallow: /{API}{folder}/\n" for folder in ("versjoner", "endringer"))
    return f"User-agent: *\nAllow: /\n{apart}Sitemap: {ctx.corpus.community.address}sitemap.xml\n"
