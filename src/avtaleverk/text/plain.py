"""A rendered text as plain words, clause by clause."""

import re
from collections.abc import Iterator
from html import unescape

from avtaleverk.model.text import Clause, RenderedText

_PIECE = re.compile(r"<!--lenke:([^>]+)--></div>|<!--slutt:([^>]+)-->")
_HEAD = re.compile(r'<div class="punkt-hode.*?<!--lenke:[^>]+--></div>', re.DOTALL)
_BLOCK = re.compile(
    r"</?(?:p|li|ul|ol|div|h\d|table|thead|tbody|tr|t[dh]|blockquote|pre|br|dl|dt|dd|hr|section)\b[^>]*>"
)
_TAG = re.compile(r"<!--.*?-->|<[^>]+>", re.DOTALL)


def plain(html: str) -> str:
    """Return what a reader sees of HTML, on one line."""
    return " ".join(unescape(_TAG.sub("", _BLOCK.sub(" ", html))).split())


def clause_texts(text: RenderedText) -> Iterator[tuple[Clause | None, str]]:
    """Yield each clause with its own words, without heading and sub-clauses; first None with what stands before all."""
    starts = {m[1]: m.end() for m in _PIECE.finditer(text.html) if m[1]}
    ends = {m[2]: m.start() for m in _PIECE.finditer(text.html) if m[2]}
    first = _HEAD.search(text.html)
    yield None, plain(text.html[: first.start() if first else None])
    for clause in text.clauses:
        start = starts.get(clause.id)
        yield clause, plain(text.html[start : ends.get(clause.id)]) if start is not None else ""
