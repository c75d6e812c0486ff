"""Paragraphs that were cut in two by a table: Word knows no mark for that, so they are written as gone and new."""

from collections.abc import Sequence

from avtaleverk.redline.document import Block, Kind
from avtaleverk.redline.pieces import Side, only
from avtaleverk.redline.tree import Node


def without_cuts_across_tables(nodes: Sequence[Node]) -> list[Node]:
    """Return the leaves of a tree, those parts of one block that a table stands between as blocks of their own."""
    return _apart(_apart(list(nodes), Side.OLD), Side.NEW)


def _apart(nodes: list[Node], side: Side) -> list[Node]:
    parts: dict[int, list[int]] = {}
    for place, node in enumerate(nodes):
        parts.setdefault(id(node.of(side)), []).append(place)
    found: list[Node] = []
    for node in nodes:
        this = node.of(side)
        places = parts[id(this)]
        if this is None or len(places) == 1 or not any(map(_is_table, nodes[places[0] : places[-1]])):
            found.append(node)
            continue
        if node is nodes[places[0]]:
            found.append(_alone(this, side))
        other = Side.NEW if side is Side.OLD else Side.OLD
        found.append(_alone(node.of(other), other))
    return found


def _is_table(node: Node) -> bool:
    return isinstance(node.shown, Block) and node.shown.kind is Kind.TABLE


def _alone(block: object, side: Side) -> Node:
    assert isinstance(block, Block), "parts of a block are blocks of both texts"  # noqa: S101 - true by construction
    pieces = only(block.runs, side)
    return Node(block, None, pieces=pieces) if side is Side.OLD else Node(None, block, pieces=pieces)
