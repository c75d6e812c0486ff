"""Lines as paragraphs, headings and items: known by numbers, signs, gaps and the ends of sentences."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from avtaleverk.imports.numbered import Numbering
from avtaleverk.imports.pdf.lines import Line

# Those of fonts of their own have no letter to go by.
_BULLET = re.compile(r"([•·▪●■‣◦○–\uf000-\uf8ff-]|o)\s+(?=\S)")
_ITEM = re.compile(r"(?:([a-zæøå])\)|(\d{1,3})\)|(\d{1,3})\.)\s+(?=\S)")
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
# A line that ends a paragraph is shorter than this part of the longest one.
_FULL = 0.72
_CUT_WORD = re.compile(r"([\w-]*\w)([-\u2010])$")
_NEXT_WORD = re.compile(r"[a-zæøå][\wæøå]*")
_JOINERS = frozenset({"og", "eller", "samt", "men", "som"})


class Look(StrEnum):
    """What a stretch of lines looks like."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLET = "bullet"
    INNER_BULLET = "inner bullet"
    LETTER = "letter"
    NUMBER = "number"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of lines as one text. ``level`` is the depth of a heading, ``number`` what an item is counted as.

    ``indent`` is how far in its first line stands.
    """

    look: Look
    text: str
    level: int = 0
    number: int = 0
    indent: int = 0


@dataclass(slots=True)
class Joiner:
    """Goes through lines once; each begins a piece or goes on with the one before it.

    ``is_heading`` knows lines that are headings without a number; ``mended`` counts words that were cut in two.
    """

    is_heading: Callable[[str], bool]
    mended: int = 0
    _numbering: Numbering = field(default_factory=Numbering)
    _words: Counter[str] = field(default_factory=Counter)
    _full: float = 0
    _usual: int = 0

    def join(self, lines: Sequence[Line]) -> list[Piece]:
        """Return lines as pieces."""
        self._words = Counter(re.findall(r"\w[\w-]*", " ".join(line.text for line in lines).lower()))
        self._full = _FULL * max((len(line.text) for line in lines), default=0)
        gaps = Counter(line.gap for line in lines if not line.begins_page)
        self._usual = gaps.most_common(1)[0][0] if gaps else 0
        pieces: list[Piece] = []
        for place, line in enumerate(lines):
            begun = self._begun(line)
            if begun is None and pieces and self._goes_on(pieces[-1], lines[place - 1], line):
                pieces[-1] = replace(pieces[-1], text=self._together(pieces[-1].text, line.text))
            else:
                piece = begun or Piece(Look.PARAGRAPH, line.text, indent=line.indent)
                pieces.append(_inner(piece, pieces[-1]) if pieces else piece)
        return pieces

    def _begun(self, line: Line) -> Piece | None:
        """Return the heading or item that a line is or begins, None where it is neither."""
        text, indent = line.text, line.indent
        if level := self._numbering.level(text):
            return Piece(Look.HEADING, text, level)
        if m := _BULLET.match(text):
            return Piece(Look.BULLET, text[m.end() :], indent=indent)
        if m := _ITEM.match(text):
            look = Look.LETTER if m[1] else Look.NUMBER if m[2] else Look.POINT
            number = _LETTERS.index(m[1]) + 1 if m[1] else int(m[2] or m[3])
            return Piece(look, text[m.end() :], number=number, indent=indent)
        return None

    def _goes_on(self, piece: Piece, before: Line, line: Line) -> bool:
        """Say whether a line belongs to the piece before it."""
        if piece.look is Look.HEADING or self.is_heading(piece.text) or self.is_heading(line.text):
            return False
        begins_low = line.text[0].islower()
        if piece.look is not Look.PARAGRAPH and line.indent <= piece.indent:
            return False
        if not line.begins_page and line.gap > self._usual and not (begins_low and _is_open(before.text)):
            return False
        if begins_low:
            return True
        return len(before.text) >= self._full or (_is_open(before.text) and piece.look is Look.PARAGRAPH)

    def _together(self, before: str, after: str) -> str:
        """Return two lines as one; a word that was cut at the end of the line is whole again where it was one word."""
        cut, following = _CUT_WORD.search(before), _NEXT_WORD.match(after)
        if re.search(r"\d-$", before) and after[0].isdigit():
            return f"{before}{after}"
        if not cut or not following or following[0] in _JOINERS:
            return f"{before} {after}"
        if cut[2] != "-":
            self.mended += 1
            return f"{before[:-1]}{after}"
        whole, hyphened = f"{cut[1]}{following[0]}".lower(), f"{cut[1]}-{following[0]}".lower()
        # An abbreviation keeps its hyphen: IKT-støtte.
        if not cut[1][-1].islower() or self._words[hyphened] > self._words[whole]:
            return f"{before}{after}"
        self.mended += 1
        return f"{before[:-1]}{after}"


def _inner(piece: Piece, before: Piece) -> Piece:
    """Return a bullet as an inner one where it stands further in than the one before it, or beside an inner one."""
    if piece.look is not Look.BULLET or before.look not in {Look.BULLET, Look.INNER_BULLET}:
        return piece
    is_inner = piece.indent > before.indent + 1 or (
        before.look is Look.INNER_BULLET and piece.indent >= before.indent - 1
    )
    return replace(piece, look=Look.INNER_BULLET) if is_inner else piece


def _is_open(text: str) -> bool:
    """Say whether a line cannot be the end of a sentence."""
    return text.endswith((",", "-", "\u2010", "–", "(")) or not re.search(r"[.!?:;)»\"”]$", text)
