"""The HTML of a version for other places: every link and every picture leads to this site, whoever shows it."""

import re
from html import escape, unescape
from urllib.parse import urljoin

from avtaleverk.model.addresses import version_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.pages.context import Context
from avtaleverk.pages.text_html import placed, plain_html

_LINK = re.compile(r'(<(?:a|img)\b[^>]*?\s(?:href|src)=")([^"]*)(")')


def absolute_html(ctx: Context, document: Document, version: Version) -> str:
    """Return the text of a version as HTML that stands on its own: no notes, no script, no relative address."""
    page = version_address(ctx.addresses[document.folder], version.number)
    html = placed(ctx, plain_html(ctx, ctx.text(version), page), page, document)
    base = ctx.corpus.community.address + page
    return _LINK.sub(lambda m: f"{m[1]}{_whole(base, unescape(m[2]))}{m[3]}", html)


def _whole(base: str, address: str) -> str:
    try:
        return escape(urljoin(base, address))
    except ValueError:
        # No browser can read it either; it stays what the text says.
        return escape(address)
