"""The lists of two texts as lists of Word, so that it shows, on each side, the numbers that the text was written with.

A list of Word counts on by itself. Where the numbers of a text leap, a new one begins there. A list that both texts
have is one list, unless it begins with another number.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from avtaleverk.exports.docx.looks import DEEPEST_LIST, ListPlace
from avtaleverk.redline.document import Block, Container, Holder
from avtaleverk.redline.pieces import Side
from avtaleverk.redline.tree import Node

BULLETS = 1
_COUNTED = re.compile(r"(\d+)([.)])")
# Word counts letters from a to z, and then doubles them.
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Numbering:
    """One list: how it counts, what it writes around the number, where it begins."""

    how: str
    text: str
    start: int
    level: int


@dataclass(slots=True)
class _Segment:
    """Items of one list whose numbers follow one another."""

    numbering: Numbering
    items: list[Container]


@dataclass(slots=True)
class Lists:
    """The lists of a file. ``places`` tells of each item, by its identity, where it stands."""

    found: list[Numbering] = field(default_factory=lambda: [Numbering("bullet", "", 1, 0)])
    places: dict[int, ListPlace] = field(default_factory=dict)

    def learn(self, nodes: Sequence[Node]) -> None:
        """Find the lists of both texts below ``nodes``."""
        for segment in _segments(nodes, Side.NEW):
            self._give(segment, self._made(segment))
        partner = _partners(nodes)
        taken: set[int] = set()
        for segment in _segments(nodes, Side.OLD):
            known = self._shared(segment, partner)
            if known in taken or known == 0:
                known = self._made(segment)
            if known != BULLETS:
                taken.add(known)
            self._give(segment, known)

    def _made(self, segment: _Segment) -> int:
        if segment.numbering.how == "bullet":
            return BULLETS
        self.found.append(segment.numbering)
        return len(self.found)

    def _shared(self, segment: _Segment, partner: dict[int, Container]) -> int:
        """Return the list of the new text that this one goes by as well, or 0."""
        if segment.numbering.how == "bullet":
            return BULLETS
        for item in segment.items:
            other = partner.get(id(item))
            place = self.places.get(id(other)) if other else None
            if place:
                return place.number if self.found[place.number - 1] == segment.numbering else 0
        return 0

    def _give(self, segment: _Segment, number: int) -> None:
        for item in segment.items:
            self.places[id(item)] = ListPlace(number, segment.numbering.level)


def _partners(nodes: Iterable[Node]) -> dict[int, Container]:
    """Return the item of the new text that an item of the old one became."""
    found: dict[int, Container] = {}
    for node in nodes:
        if isinstance(node.old, Block) and isinstance(node.new, Block):
            for old, new in zip(node.old.path, node.new.path, strict=False):
                if old.kind is new.kind is Holder.ITEM:
                    found.setdefault(id(old), new)
    return found


def _segments(nodes: Iterable[Node], side: Side) -> Iterator[_Segment]:
    """Yield the lists of one text, each as far as its numbers follow one another."""
    holders: dict[int, list[tuple[Container, int]]] = {}
    seen: set[int] = set()
    for node in nodes:
        block = node.of(side)
        path = block.path if isinstance(block, Block) else ()
        level = -1
        for outer, item in pairwise(path):
            if item.kind is not Holder.ITEM:
                continue
            level += 1
            if id(item) not in seen:
                seen.add(id(item))
                holders.setdefault(id(outer), []).append((item, min(level, DEEPEST_LIST)))
    for items in holders.values():
        yield from _runs(items)


def _runs(items: Sequence[tuple[Container, int]]) -> Iterator[_Segment]:
    segment: _Segment | None = None
    for item, level in items:
        numbering = _numbering(item.number, level)
        if segment and numbering == _next(segment):
            segment.items.append(item)
            continue
        if segment:
            yield segment
        segment = _Segment(numbering, [item])
    if segment:
        yield segment


def _next(segment: _Segment) -> Numbering | None:
    """Return what the numbering of the next item must be for it to go on with a list."""
    now = segment.numbering
    if now.how == "none":
        return None
    start = 1 if now.how == "bullet" else now.start + len(segment.items)
    return Numbering(now.how, now.text, start, now.level)


def _numbering(number: str, level: int) -> Numbering:
    if not number:
        return Numbering("bullet", "", 1, level)
    if m := _COUNTED.fullmatch(number):
        return Numbering("decimal", m[2], int(m[1]), level)
    if number[:-1] in _LETTERS and len(number) == len("a)"):
        return Numbering("lowerLetter", number[-1], _LETTERS.index(number[0]) + 1, level)
    # What Word cannot count, such as æ), is written as it is.
    return Numbering("none", number, 1, level)
