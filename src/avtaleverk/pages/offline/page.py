"""The page that offers the file: what it is for, how large and how old it is, and how to check it."""

from avtaleverk.model.addresses import OFFLINE
from avtaleverk.pages.context import Context
from avtaleverk.pages.offline.edition import Edition

_KILO = 1000


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
    )


def size_words(size: int) -> str:
    """Return how large a file is as Norwegians write it: «340 kB», «1,2 MB»."""
    if (kilos := max(1, round(size / _KILO))) < _KILO:
        return f"{kilos} kB"
    return f"{size / _KILO / _KILO:.1f} MB".replace(".", ",")
