"""The offline edition in the plan: one file, and the page that offers it."""

from functools import partial
from pathlib import Path

from avtaleverk.corpus.picture_data import picture_data
from avtaleverk.model.addresses import OFFLINE
from avtaleverk.pages.context import Context
from avtaleverk.pages.downloads import book_downloads
from avtaleverk.pages.offline.edition import Edition
from avtaleverk.pages.offline.page import offline_html
from avtaleverk.site.plan import Page, SiteFile
from avtaleverk.text.store import fingerprint

# A photograph from a phone is larger; a drawing or a chart is not.
_MOST_BYTES = 500_000


def offline_plan(ctx: Context, root: Path, base: str) -> tuple[Page, SiteFile]:
    """Return the page and the file; ``base`` is the key of what every page depends on."""
    edition = Edition(ctx, base, picture_data(root, _MOST_BYTES))
    key = fingerprint("frakoblet", edition.key, repr(book_downloads(ctx)))
    make = partial(offline_html, ctx, edition)
    page = Page(OFFLINE, ctx.t("The texts without a network"), "frakoblet", key, make)
    return page, SiteFile(edition.address, make=lambda: edition.content)
