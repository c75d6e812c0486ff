"""A text as points and paragraphs, each with the anchor that its page has: what programs link to and compare."""

import re
from collections.abc import Iterator

from lxml.etree import HTML, _Element

from avtaleverk.exports.open_data.names import Data
from avtaleverk.model.text import Clause, RenderedText

_HEAD = "punkt-hode"
_KINDS = {"pre": "kode", "dt": "begrep", "dd": "forklaring"}
# What are pieces of their own wherever they stand, and what ends a word without a space.
_APART = frozenset({"ul", "ol", "table"})
_BLOCKS = frozenset({"p", "br", "pre", "blockquote", "dl", "dt", "dd", "hr"})
# What the reader of HTML stops at; such signs say nothing, and the HTML of the version has them still.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
KINDS = ("ledd", "nr", "bokstav", "strek", "sitat", "begrep", "forklaring", "kode", "tabell")


def points_of(text: RenderedText, page: str) -> list[Data]:
    """Return the points of a text in order; the first has no number and no id where text stands before all headings.

    ``page`` is the whole address of the page that has them.
    """
    readable = _UNREADABLE.sub("\ufffd", text.html)
    root = HTML(f"<div>{readable}</div>")
    clauses = iter(text.clauses)
    found: list[tuple[Clause | None, list[Data]]] = [(None, [])]
    for block in root[0][0].iterchildren("*"):
        if _HEAD in (block.get("class") or "").split():
            found.append((next(clauses), []))
        else:
            found[-1][1].extend(_pieces(block, None))
    return [_point(clause, pieces, page) for clause, pieces in found if clause or pieces]


def _point(clause: Clause | None, pieces: list[Data], page: str) -> Data:
    return {
        "id": clause.id if clause else None,
        "nummer": (clause.number or None) if clause else None,
        "tittel": (clause.title or None) if clause else None,
        "niva": clause.level if clause else None,
        "under": clause.parent if clause else None,
        "lenke": f"{page}#{clause.id}" if clause else page,
        "tekst": pieces,
    }


def _pieces(block: _Element, above: str | None) -> Iterator[Data]:
    """Yield what a block says, piece by piece; ``above`` is the list item that it stands in."""
    if block.tag == "table":
        yield _table(block, above)
    elif kind := _kind(block):
        anchor = block.get("id")
        yield {"id": anchor, "slag": kind, "under": above, "tekst": _words(block), "rader": None}
        for inner in _within(block):
            yield from _pieces(inner, anchor or above)
    else:
        for child in block.iterchildren("*"):
            yield from _pieces(child, above)


def _kind(block: _Element) -> str:
    """Return what a block is where it is one piece, "" where it holds several."""
    if block.tag == "li":
        around = block.getparent()
        if around is None or around.tag == "ul":
            return "strek"
        return "bokstav" if around.get("type") == "a" else "nr"
    if block.tag == "p":
        return "ledd" if block.get("id") else "sitat"
    return _KINDS.get(str(block.tag), "")


def _table(table: _Element, above: str | None) -> Data:
    rows = [[_words(cell) for cell in row.iterchildren("th", "td")] for row in table.iter("tr")]
    text = "\n".join(" | ".join(row) for row in rows)
    return {"id": None, "slag": "tabell", "under": above, "tekst": text, "rader": rows}


def _within(block: _Element) -> Iterator[_Element]:
    """Yield the outermost lists and tables inside a block."""
    for child in block.iterchildren("*"):
        if child.tag in _APART:
            yield child
        else:
            yield from _within(child)


def _words(block: _Element) -> str:
    """Return what a block says on one line, without the lists and tables in it."""
    return " ".join("".join(_texts(block)).split())


def _texts(block: _Element) -> Iterator[str]:
    yield block.text or ""
    for child in block.iterchildren():
        if isinstance(child.tag, str) and child.tag not in _APART:
            is_inline = child.tag not in _BLOCKS
            yield from ((_texts(child)) if is_inline else (" ", *_texts(child), " "))
        yield child.tail or ""
