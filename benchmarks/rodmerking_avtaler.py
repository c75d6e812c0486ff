"""M9: a text that was written anew. How many marks a reader meets, and how many crumbs stand between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rodmerking_tall import count_words, spots, stretches, table_spots, text_of

from avtaleverk.redline import Redline, compare
from avtaleverk.redline.pieces import Pieces, State
from avtaleverk.redline.tree import Relation, leaves

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_MARKS = frozenset({State.OLD, State.NEW, State.FORMAT})
_ISLAND = 3


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What a rewritten text looks like: its marks, and the islands too small to be read."""

    elements: int
    places: int
    islands: tuple[str, ...]


def look(old: Path, new: Path) -> Rewrite:
    """Compare the bodies of two files."""
    redline = compare(*(_FRONT.sub("", path.read_text("utf-8")) for path in (old, new)))
    redline.verify()
    html = redline.text_html()
    elements = len(re.findall(r'<(?:ins|del)>|class="rm-format"', _without_copies(html)))
    return Rewrite(elements, _places(redline), tuple(_islands(redline)))


def _without_copies(html: str) -> str:
    """Return the rows without the old text that only the view side by side shows."""
    return re.sub(r'<div class="rm-gammel-side".*?(?=<div class="rm-innhold">)', "", html, flags=re.DOTALL)


def _places(redline: Redline) -> int:
    count = 0
    for node in leaves(redline.nodes):
        if node.new is None and node.relation is not Relation.NONE:
            continue
        is_lone = node.relation is Relation.NONE and None in {node.old, node.new}
        count += table_spots(node.table, is_lone=is_lone) if node.table else spots(node.pieces)
    return count


def _islands(redline: Redline) -> Iterator[str]:
    for stretch in stretches(leaves(redline.nodes)):
        yield from (words for words in _between(stretch.pieces) if 0 < count_words(words) < _ISLAND)


def _between(pieces: Pieces) -> Iterator[str]:
    """Yield each unchanged text that has a mark before and after it."""
    waiting: str | None = None
    for piece in pieces:
        if piece.state in _MARKS:
            if waiting:
                yield waiting
            waiting = ""
        elif waiting is not None:
            waiting += text_of(piece.new)
