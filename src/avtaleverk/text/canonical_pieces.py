"""Inline content as pieces of text that are marked alike, in the one form that the same page has."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import TypeAlias

from avtaleverk.text.markdown import LEFT_OUT

# Signs that no text has: a line break; the end of a line that is worth keeping; the same inside code.
BREAK, LINE, CODE_LINE = "\ufdd0", "\ufdd1", "\ufdd2"
EMPTY_LINK = "empty"
_OWN = re.compile(f"[{BREAK}{LINE}{CODE_LINE}]")
_TAGS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "a": "a", "code": "code", "img": "img"}
_KEPT = ("href", "src", "alt", "title", LEFT_OUT)
_SPACE = re.compile(r"[ \t\r\n]+")
_GAPS = re.compile(f"([{BREAK}{LINE}])")
# What its author took for a list or a table, though here it needs an empty line before it.
_MEANT = re.compile(r"[ \t]*\n[ \t]*(?=(?:[-*+|]|\d{1,4}[.)]|[a-zæøå]\))[ \t])")
_FENCE = re.compile("```|~~~")
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a piece stands inside: two links to the same place have different ``number``."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    number: int = 0

    def get(self, name: str) -> str:
        """Return an attribute, "" where there is none."""
        return dict(self.attributes).get(name, "")

    @property
    def is_whole(self) -> bool:
        """Say whether it is one thing that nothing can be added to: code, a picture, a link without words."""
        return self.tag in {"code", "img", EMPTY_LINK}


Piece: TypeAlias = tuple[str, tuple[Mark, ...]]


def pieces_of(element: ET.Element, *, flat: bool = False, fenced: bool = True) -> list[Piece]:
    """Return what an element says; ``flat`` allows no ends of lines, ``fenced`` keeps them all beside a fence of code.

    White space is one space or one end of a line, and stands outside of marks. Neighbours that are marked alike
    are one. Elements that Markdown has no sign for are what they hold.
    """
    gathering = _Gathering(flat=flat, fenced=fenced and not flat and _has_fence(element))
    gathering.inside(element, ())
    return _numbered(_even(gathering.found))


@dataclass(slots=True)
class _Gathering:
    """What one pass over an element finds."""

    flat: bool
    fenced: bool
    found: list[Piece] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)

    def inside(self, element: ET.Element, marks: tuple[Mark, ...]) -> None:
        """Add what an element holds."""
        self.text(element.text, marks)
        for child in element:
            self.element(child, marks)
            self.text(child.tail, marks)

    def element(self, element: ET.Element, marks: tuple[Mark, ...]) -> None:
        """Add one inline element."""
        if element.tag == "br":
            self.found.append((" " if self.flat else BREAK, marks))
            return
        tag = _TAGS.get(element.tag)
        if tag is None:
            self.inside(element, marks)
            return
        kept = tuple((name, element.get(name, "")) for name in _KEPT if element.get(name) is not None)
        within = (*marks, Mark(tag, kept, next(self.numbers)))
        if tag == "img":
            self.found.append((_SPACE.sub(" ", element.get("alt", "")), within))
        elif tag == "code":
            self.found.append((self._code("".join(element.itertext())), within))
        elif tag == "a" and not len(element) and not (element.text or "").strip():
            self.found.append(("", (*marks, Mark(EMPTY_LINK, kept, next(self.numbers)))))
        else:
            self.inside(element, within)

    def text(self, text: str | None, marks: tuple[Mark, ...]) -> None:
        """Add plain text, keeping the ends of lines that are worth it."""
        plain = _OWN.sub("\ufffd", text or "")
        if not self.flat:
            plain = (_LINE_END if self.fenced else _MEANT).sub(LINE, plain)
        self.found.append((plain, marks))

    def _code(self, text: str) -> str:
        plain = _OWN.sub("\ufffd", text).strip()
        return plain.replace("\n", CODE_LINE) if self.fenced else _SPACE.sub(" ", plain)


def _has_fence(element: ET.Element) -> bool:
    """Say whether there is code of several lines, or signs that elsewhere would begin it."""
    codes = ("".join(code.itertext()).strip() for code in element.iter("code"))
    return any("\n" in code for code in codes) or bool(_FENCE.search("".join(element.itertext())))


def _even(raw: Iterable[Piece]) -> list[Piece]:
    """Return pieces with white space between them only, and alike neighbours joined."""
    found: list[Piece] = []
    gap: Piece = ("", ())
    for text, marks in raw:
        if marks and marks[-1].is_whole:
            _add(found, gap, (text, marks))
            gap = ("", ())
            continue
        for part in _GAPS.split(text):
            if part in {BREAK, LINE}:
                gap = gap if gap[0] == BREAK else (part, marks)
                continue
            words = _SPACE.sub(" ", part)
            if words.startswith(" ") and not gap[0]:
                gap = (" ", marks)
            if inside := words.strip(" "):
                _add(found, gap, (inside, marks))
                gap = (" ", marks) if words.endswith(" ") else ("", ())
    return found


def _add(found: list[Piece], gap: Piece, piece: Piece) -> None:
    """Add a piece, and the white space before it with the marks that both sides share."""
    text, marks = piece
    if not found:
        found.append(piece)
        return
    before = found[-1][1]
    if not gap[0] or (gap[1] and gap[1] in {before, marks}):
        marks = tuple(_joined(before, marks))
    if gap[0]:
        _append(found, gap[0], _shared(before, marks))
    _append(found, text, marks)


def _append(found: list[Piece], text: str, marks: tuple[Mark, ...]) -> None:
    if found and found[-1][1] == marks and not (marks and marks[-1].is_whole):
        found[-1] = (found[-1][0] + text, marks)
    else:
        found.append((text, marks))


def _joined(before: tuple[Mark, ...], marks: tuple[Mark, ...]) -> Iterator[Mark]:
    """Yield marks, those of emphasis made one with their like right before them: no sign can keep them apart."""
    together = True
    for place, mark in enumerate(marks):
        other = before[place] if together and place < len(before) else None
        together = other is not None and (other == mark or (other.tag == mark.tag and mark.tag in {"strong", "em"}))
        yield other if together and other else mark


def _shared(one: tuple[Mark, ...], other: tuple[Mark, ...]) -> tuple[Mark, ...]:
    place = 0
    while place < min(len(one), len(other)) and one[place] == other[place] and not one[place].is_whole:
        place += 1
    return one[:place]


def _numbered(pieces: list[Piece]) -> list[Piece]:
    """Return pieces whose marks are numbered by their order, so that equal content is equal."""
    order: dict[int, int] = {}
    return [
        (text, tuple(Mark(m.tag, m.attributes, order.setdefault(m.number, len(order))) for m in marks))
        for text, marks in pieces
    ]
