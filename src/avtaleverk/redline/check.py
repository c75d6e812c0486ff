"""Rule 8: no redline is published before accept and reject give back the two texts, in the tree and in the HTML."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from functools import lru_cache

from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.redline.page import shown
from avtaleverk.redline.phrases import Language, phrase
from avtaleverk.redline.pieces import Side
from avtaleverk.redline.tree import Plain

_GOES_ON = "data-rm-skjot"
_NEITHER = frozenset({"merke", "kopi"})
_KEPT = frozenset({"href", "src", "alt", "title", "data-niva"})
_FLAT = frozenset({"div"})
_THROUGH = frozenset({"ins", "del"})


class RedlineError(AvtaleverkError):
    """A redline that does not give back one of its texts. Names the first point where it does not."""


def read_back(rows: Sequence[str], side: Side) -> Plain:
    """Return what one side of the marked text shows, read from its HTML row by row.

    Where a row goes on with a block of one before it, only the whole tells.
    """
    apart = rows if not any(_GOES_ON in row for row in rows) else ("".join(rows),)
    return tuple(block for row in apart for block in _read_back(row, side))


@lru_cache(maxsize=2048)
def _read_back(row: str, side: Side) -> Plain:
    """Read rows; those without a mark are the same in every redline of a document."""
    return shown(accept(parsed(row), side), given=True)


def parsed(html: str) -> ET.Element:
    """Return marked text as a tree again, as a browser would read it."""
    return ET.fromstring(f"<div>{html}</div>")  # noqa: S314 - our own markup, read back


def accept(marked: ET.Element, side: Side) -> ET.Element:
    """Return the tree that the marked text shows once every mark is accepted (new) or rejected (old)."""
    out = ET.Element("div")
    _project(marked, out, side)
    return out


def _project(element: ET.Element, out: ET.Element, side: Side) -> None:
    _append(out, element.text)
    for child in element:
        if not _is_left_out(child, side):
            _child(child, out, side)
        _append(out, child.tail)


def _is_left_out(child: ET.Element, side: Side) -> bool:
    own = child.get("data-rm", {"ins": "ny", "del": "gammel"}.get(child.tag, ""))
    return own in _NEITHER or (bool(own) and own != side)


def _child(child: ET.Element, out: ET.Element, side: Side) -> None:
    if child.tag in _FLAT:
        _project(child, out, side)
        return
    if child.get("class") == "rm-lnr":
        out.set("data-nr", (child.text or "").strip())
        return
    if child.get("data-rm-skjot") in {side, "begge"} and len(out):
        out[-1].tail = None
        _project(child, out[-1], side)
        return
    made = ET.SubElement(out, "span" if child.tag in _THROUGH else child.tag, _attributes(child, side))
    _project(child, made, side)


def _attributes(child: ET.Element, side: Side) -> dict[str, str]:
    found = {name: value for name, value in child.attrib.items() if name in _KEPT}
    if child.tag == "li":
        found["data-nr"] = ""
    if side is Side.OLD and (level := child.get("data-rm-niva")):
        found["data-niva"] = level
    align = next((c for c in child.get("class", "").split() if c.startswith("kolonne-")), "")
    if side is Side.OLD and (before := child.get("data-rm-just")) is not None:
        align = f"kolonne-{before}" if before else ""
    return {**found, "class": align} if align else found


def _append(out: ET.Element, text: str | None) -> None:
    if text and len(out):
        out[-1].tail = (out[-1].tail or "") + text
    elif text:
        out.text = (out.text or "") + text


def verify(expected: Plain, read: Plain, model: Plain, side: Side, language: Language = "nb") -> None:
    """Raise RedlineError unless tree and HTML, as ``read_back`` gave it, both give back the text of one side."""
    for got in (model, read):
        if got != expected:
            point = next((_name(a or b) for a, b in _pairs(expected, got) if a != b), "?")
            raise RedlineError(phrase(f"fault {side}", language, point))


def _pairs(one: Plain, other: Plain) -> list[tuple[Plain, Plain]]:
    longest = max(len(one), len(other))
    return [(one[k] if k < len(one) else (), other[k] if k < len(other) else ()) for k in range(longest)]  # type: ignore[misc] # blocks are tuples


def _name(block: object) -> str:
    """Return the first words of a block, by which an editor finds it."""
    words: list[str] = []
    stack: list[object] = [block]
    while stack:
        this = stack.pop()
        if isinstance(this, str):
            words.append(this)
        elif isinstance(this, tuple):
            stack.extend(reversed(this))
    text = " ".join(words[1:])
    return f"«{text[:60]}»"
