"""The points of a text, each with its own words: what two documents have in common is found among these.

A point is compared by the words under its heading, down to the next heading, and by its title. Its number, the
numbers of its paragraphs and the signs before its list items say where a thing stands and not what it says.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from markdown import Markdown

from avtaleverk.model.text import Clause
from avtaleverk.redline.document import Block, Holder, Kind
from avtaleverk.redline.engine import prepare
from avtaleverk.redline.runs import Runs, normal
from avtaleverk.redline.summary import LIGHT
from avtaleverk.redline.tokens import Token, code_tokens, tokens_of

_WORD = re.compile(r"[^\W_]+")
_LIGHT_WEIGHT, _WEIGHT = 1, 4


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, an item of a list, or a row of a table, which alone has more than one cell.

    ``keys`` are the cells as they are compared. ``marker`` is what stands before it (``a)``, ``2.``, ``(1)``), ``depth`` how many lists are around it, and
    ``table`` the place of its table in the text, -1 where it stands in none.
    """

    kind: Kind
    cells: tuple[Runs, ...]
    keys: tuple[str, ...]
    marker: str = ""
    depth: int = 0
    table: int = -1
    is_head: bool = False

    def tokens(self) -> list[list[Token]]:
        """Return the words of each cell."""
        return [code_tokens(cell) if self.kind is Kind.CODE else tokens_of(cell) for cell in self.cells]


class PointWords:
    """The words of a point, which is all that likeness needs.

    ``key`` is all of its text as it is compared: equal keys are equal points. ``words`` are in small letters.
    """

    def __init__(self, key: str) -> None:
        """Take the words out of a key."""
        self.key = key
        self.words = _WORD.findall(key.casefold())

    @cached_property
    def weights(self) -> Mapping[str, int]:
        """Return what each word counts, as often as it stands there; made when asked for, since most are not."""
        return {word: times * _weight(word) for word, times in Counter(self.words).items()}

    @cached_property
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """Return every two words that stand side by side."""
        return frozenset(pairwise(self.words))

    @cached_property
    def weight(self) -> int:
        """Return what all words count together."""
        return sum(self.weights.values())


class OwnText(PointWords):
    """A point that has words of its own; ``clause`` is None for what stands before the first heading.

    ``is_empty`` says that only the title has any words.
    """

    def __init__(self, clause: Clause | None, parts: Iterable[Part]) -> None:
        """Gather the parts under one heading."""
        self.clause = clause
        self.parts = tuple(parts)
        title = normal(clause.title) if clause else ""
        own = " ".join(key for part in self.parts for key in part.keys)
        super().__init__(f"{title}\n{own}")
        self.is_empty = _WORD.search(own) is None

    @property
    def title(self) -> Runs:
        """Return the title as inline text, without the number."""
        return ((self.clause.title, ()),) if self.clause and self.clause.title else ()

    @property
    def size(self) -> int:
        """Return the number of words, the title included."""
        return len(self.words)


def _weight(word: str) -> int:
    """Return what a word counts: small words stand in every text and say little of what it is about."""
    return _LIGHT_WEIGHT if word in LIGHT else _WEIGHT


def own_texts(body: str, parser: Markdown | None = None) -> tuple[OwnText, ...]:
    """Return the points of a Markdown body that have words of their own, in order.

    What stands before the first heading is a point too; a heading that has only points under it is none. Raises
    TextError on absurd nesting.
    """
    blocks = (b for b in prepare(body, parser).text.blocks if b.kind is not Kind.HEADING)
    found = []
    for clause, inside in groupby(blocks, key=lambda block: block.clause):
        text = OwnText(clause, [part for block in inside for part in _parts(block)])
        if not text.is_empty:
            found.append(text)
    return tuple(found)


def _parts(block: Block) -> Iterator[Part]:
    depth = sum(container.kind is Holder.ITEM for container in block.path)
    if block.kind is Kind.TABLE:
        for row in block.rows:
            cells, keys = tuple(cell.runs for cell in row.cells), tuple(cell.key for cell in row.cells)
            yield Part(Kind.ROW, cells, keys, depth=depth, table=block.place, is_head=row.head)
    elif block.runs:
        yield Part(block.kind, (block.runs,), (block.key,), _marker(block), depth)


def _marker(block: Block) -> str:
    if block.item and block.opens:
        return block.item.number or "–"
    return block.number
