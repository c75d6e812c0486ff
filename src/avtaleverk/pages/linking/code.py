"""The QR code that leads from a notice board to the text in force."""

from importlib.metadata import version

import segno

from avtaleverk.model.addresses import code_address
from avtaleverk.model.documents import Document
from avtaleverk.pages.context import Context
from avtaleverk.pages.linking.snippets import link_words
from avtaleverk.text.store import fingerprint

# The white edge that readers of codes need around them, in modules.
QUIET_ZONE = 4


def drawn(address: str) -> tuple[int, str]:
    """Return the side of the code in modules, edge included, and the path that draws its dark ones.

    A seventh of the code (M) can be lost to tape and pins, and more where that makes it no larger.
    """
    matrix = segno.make_qr(address, error="m").matrix
    runs = []
    for y, row in enumerate(matrix, QUIET_ZONE):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                runs.append(f"M{start + QUIET_ZONE} {y}h{x - start}v1h{start - x}z")
            x += x == start
    return len(matrix) + 2 * QUIET_ZONE, "".join(runs)


def code_svg(ctx: Context, document: Document) -> bytes:
    """Return the code of a document as a file: black on white, wherever it is shown."""
    own = ctx.addresses[document.folder]
    address = ctx.corpus.community.address + own
    key = fingerprint("qr", version("segno"), str(QUIET_ZONE), address)
    kept = ctx.texts.kept(key)
    if kept is None:
        side, path = drawn(address)
        kept = f"{side} {path}"
        ctx.texts.keep(key, kept)
    size, _, path = kept.partition(" ")
    return ctx.render(
        "kodefil.html", code_address(own), size=size, path=path, words=link_words(ctx, document), address=address
    ).encode()
