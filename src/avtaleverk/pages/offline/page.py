"""The page that offers the file: what it is for, how large and how old it is, and how to check it."""

from avtaleverk.model.addresses import OFFLINE
from avtaleverk.pages.context import Context
from avtaleverk.pages.downloads import book_downloads, size_words
from avtaleverk.pages.offline.edition import Edition


def offline_html(ctx: Context, edition: Edition) -> str:
    """Return the page of the offline edition."""
    return ctx.render(
        "frakoblet.html",
        OFFLINE,
        address=edition.address,
        name=edition.address.rpartition("/")[2],
        size=size_words(len(edition.content)),
        day=ctx.t.long_date(ctx.day),
        count=edition.count,
        checksum=edition.checksum,
        mark=edition.mark,
        book=book_downloads(ctx),
    )
