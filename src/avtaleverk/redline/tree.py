"""The marked tree: two texts as one, of which either can be read off again (rule 6)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from avtaleverk.redline.document import Block, Container, Holder, Kind
from avtaleverk.redline.pieces import Pieces, Side
from avtaleverk.redline.runs import Run, Runs, canonical
from avtaleverk.redline.tables import TableDiff

# A text as plain nested tuples, the same for the same page.
Plain: TypeAlias = tuple["object", ...]


class Relation(StrEnum):
    """How a block that one side alone has at this place is known to the other side."""

    NONE = ""
    MOVED = "flyttet"
    RESHAPED = "omgjort"


@dataclass(eq=False, slots=True)
class Node:
    """A block or container of the old text, of the new, or of both.

    Neighbours that share a side's block are one block there: that is how a paragraph that was cut in two is
    one paragraph in the old text. ``peer`` is the block at the other end of a move. ``change`` is the number
    of the change that explains it, 0 where there is none; ``other_end`` that of the block at
    the other end of a move; ``elsewhere`` says that the move led to another point,
    ``is_bare`` that of a point only the heading is gone.
    """

    old: Block | Container | None
    new: Block | Container | None
    children: list["Node"] = field(default_factory=list)
    pieces: Pieces = ()
    table: TableDiff | None = None
    peer: Block | None = None
    relation: Relation = Relation.NONE
    change: int = 0
    other_end: int = 0
    elsewhere: bool = False
    is_bare: bool = False

    def of(self, side: Side) -> Block | Container | None:
        """Return what this node is in one of the texts."""
        return self.old if side is Side.OLD else self.new

    @property
    def shown(self) -> Block | Container:
        """Return what the page shows: the new one where there is one."""
        found = self.new or self.old
        assert found is not None, "a node belongs to one text at least"  # noqa: S101 - true by construction
        return found

    @property
    def is_leaf(self) -> bool:
        """Say whether this is a block, and not something that holds blocks."""
        return isinstance(self.shown, Block)


def leaves(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield the blocks below ``nodes`` in reading order."""
    for node in nodes:
        if node.is_leaf:
            yield node
        else:
            yield from leaves(node.children)


def project(nodes: Iterable[Node], side: Side) -> Plain:
    """Return one of the two texts, read off the tree."""
    return tuple(_plain(group, side) for group in grouped(nodes, side))


def grouped(nodes: Iterable[Node], side: Side) -> Iterator[list[Node]]:
    """Yield neighbours that are one and the same on ``side``, without what that side does not have."""
    group: list[Node] = []
    for node in nodes:
        if node.of(side) is None:
            continue
        if group and group[0].of(side) is not node.of(side):
            yield group
            group = []
        group.append(node)
    if group:
        yield group


def _plain(group: list[Node], side: Side) -> Plain:
    this = group[0].of(side)
    if isinstance(this, Container):
        inside = project((child for node in group for child in node.children), side)
        return (str(this.kind), this.number, inside) if this.kind is Holder.ITEM else (str(this.kind), inside)
    assert this is not None, "grouped leaves out the others"  # noqa: S101 - true by construction
    return _plain_block(group, this, side)


def _plain_block(group: list[Node], block: Block, side: Side) -> Plain:
    if block.kind is Kind.TABLE:
        table = group[0].table
        return (str(block.kind), _plain_rows(table, side) if table else ())
    runs: list[Run] = list(block.lead)
    for node in group:
        for piece in node.pieces:
            runs += piece.of(side)
    if block.kind is Kind.CODE:
        return (str(block.kind), "".join(text for text, _ in runs))
    if block.kind in {Kind.RULE, Kind.EMPTY}:
        return (str(block.kind),)
    shown = _shown(tuple(runs))
    return (str(block.kind), block.level, shown) if block.kind is Kind.HEADING else (str(block.kind), shown)


@lru_cache(maxsize=4096)
def _shown(runs: Runs) -> Runs:
    """Return runs as a page shows them; most blocks are the same in all the versions that are compared."""
    return canonical(_breaks(list(runs)))


def _breaks(runs: list[Run]) -> list[Run]:
    return [(text.replace("\n", "\v"), marks) for text, marks in runs]


def _plain_rows(table: TableDiff, side: Side) -> Plain:
    rows: list[Plain] = []
    for row in table.rows:
        this = row.of(side)
        if this is None:
            continue
        cells = [
            (cell.of(side).align, canonical(_breaks([r for p in cell.pieces for r in p.of(side)])))  # type: ignore[union-attr] # asked for in the condition
            for cell in row.cells
            if cell.of(side) is not None
        ]
        rows.append((this.head, tuple(cells)))
    return tuple(rows)
