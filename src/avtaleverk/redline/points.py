"""Each point of the one text beside what it is in the other: how a reader follows a point through a revision."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from avtaleverk.model.text import Clause
from avtaleverk.redline.document import Block, Kind
from avtaleverk.redline.facts import inline, is_edited, looks
from avtaleverk.redline.pieces import Side
from avtaleverk.redline.tree import Node, Relation, leaves
from avtaleverk.text.clauses import PREAMBLE

_PREAMBLE = Clause(PREAMBLE, "", "", 2)


class PointState(StrEnum):
    """What a revision does to a point, from most to least. A new number alone is no change of text."""

    ADDED = "ny"
    REMOVED = "slettet"
    MOVED = "flyttet"
    EDITED = "endret"
    RENUMBERED = "nytt nummer"
    SAME = "uendret"


@dataclass(frozen=True, slots=True)
class Point:
    """A point in both texts, None in the one that lacks it; what stands before the first heading is a point too.

    ``is_edited`` says that its heading, or the text directly under it, differs; points under it count for
    themselves. ``change`` is the number of the first mark in it (``endring-3``), 0 where there is none, ``rows``
    the places of its blocks among the outermost blocks of the marked text.
    """

    old: Clause | None
    new: Clause | None
    state: PointState
    is_edited: bool
    change: int
    rows: tuple[int, ...]

    @property
    def clause(self) -> Clause:
        """Return the point as the new text has it, or as the old one had."""
        found = self.new or self.old
        assert found is not None, "a point belongs to one text at least"  # noqa: S101 - true by construction
        return found

    @property
    def is_touched(self) -> bool:
        """Say whether its text is new, gone, moved or edited."""
        return self.is_edited or self.state not in {PointState.SAME, PointState.RENUMBERED}

    @property
    def anchor(self) -> str:
        """Return the id of its heading in the marked text."""
        return self.clause.id if self.new else f"gammel-{self.clause.id}"


_Key = tuple[Side, str]


@dataclass(slots=True)
class _Gathered:
    old: Clause | None
    new: Clause | None
    is_moved: bool = False
    is_edited: bool = False
    change: int = 0

    @property
    def state(self) -> PointState:
        if self.old is None:
            return PointState.ADDED
        if self.new is None:
            return PointState.REMOVED
        if self.is_moved:
            return PointState.MOVED
        if self.is_edited:
            return PointState.EDITED
        return PointState.RENUMBERED if self.old.number != self.new.number else PointState.SAME


def points(nodes: Sequence[Node]) -> tuple[Point, ...]:
    """Return the points of both texts in the order of the page; needs the numbers that ``collect`` gives."""
    found = dict.fromkeys([(Side.OLD, PREAMBLE), (Side.NEW, PREAMBLE)], _Gathered(_PREAMBLE, _PREAMBLE))
    for node in leaves(nodes):
        # A heading that left is known, and listed, where it has arrived.
        if _is_heading(node) and not (_has_left(node) and _is_heading_block(node.peer)):
            for key, gathered in _heading(node):
                found.setdefault(key, gathered)
    rows: dict[int, list[int]] = {}
    for place, top in enumerate(nodes):
        for node in leaves([top]):
            _note(node, found)
        rows.setdefault(id(_around(next(leaves([top])), found)), []).append(place)
    unique = {id(point): point for point in found.values()}
    return tuple(
        Point(p.old, p.new, p.state, p.is_edited, p.change, tuple(rows.get(key, ()))) for key, p in unique.items()
    )


def _is_heading(node: Node) -> bool:
    return isinstance(node.shown, Block) and _is_heading_block(node.shown)


def _is_heading_block(block: Block | None) -> bool:
    return block is not None and block.kind is Kind.HEADING


def _heading(node: Node) -> Iterator[tuple[_Key, _Gathered]]:
    """Yield the point that a heading opens, under its id in each text."""
    is_moved = node.relation is Relation.MOVED and _is_heading_block(node.peer)
    old, new = node.old or (node.peer if is_moved else None), node.new
    before, after = (b.clause if isinstance(b, Block) else None for b in (old, new))
    gathered = _Gathered(before, after, is_moved)
    if before:
        yield (Side.OLD, before.id), gathered
    if after:
        yield (Side.NEW, after.id), gathered


def _keys(node: Node) -> Iterator[_Key]:
    for side in (Side.NEW, Side.OLD):
        block = node.of(side)
        if isinstance(block, Block):
            yield side, block.clause.id if block.clause else PREAMBLE


def _around(node: Node, found: dict[_Key, _Gathered]) -> _Gathered:
    return found[next(_keys(node))]


def _has_left(node: Node) -> bool:
    return node.relation is Relation.MOVED and node.new is None


def _note(node: Node, found: dict[_Key, _Gathered]) -> None:
    """Let each point that a block stands in know that the block carries a mark, or has come from another point."""
    here = [found[key] for key in _keys(node)]
    if node.relation is Relation.MOVED and node.new and node.peer:
        here.append(found[Side.OLD, node.peer.clause.id if node.peer.clause else PREAMBLE])
    changed_place = any(point is not here[0] for point in here)
    is_edit = not _has_left(node) and _is_edit(node, here[0])
    for point in here:
        point.is_edited = point.is_edited or is_edit or changed_place
        point.change = point.change or node.change


def _is_edit(node: Node, point: _Gathered) -> bool:
    """Say whether a block makes the text of its point another; what moves along with its heading does not."""
    if not node.change:
        return False
    if _is_heading(node) or (node.relation is Relation.MOVED and point.is_moved):
        return is_edited(inline(node)) or bool(looks(node))
    return True
