"""What can be said of one block of the tree: words in and out, another number, another look."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain

from avtaleverk.redline.document import Block, Container, Holder, Kind
from avtaleverk.redline.pieces import Piece, State
from avtaleverk.redline.runs import Runs, normal, plain
from avtaleverk.redline.tables import aligned_otherwise
from avtaleverk.redline.tree import Node, Relation


class Look(StrEnum):
    """What a format change is about."""

    EMPHASIS = "utheving"
    CODE = "kodeskrift"
    LINK = "lenke"
    LEVEL = "overskriftsnivå"
    LIST = "listetype"
    ALIGNMENT = "kolonnejustering"
    BREAK = "linjeskift"


_LOOKS = {"a": Look.LINK, "code": Look.CODE}


def inline(node: Node) -> Iterator[Piece]:
    """Yield the pieces of a block, those of its cells included."""
    if node.table:
        return chain.from_iterable(cell.pieces for row in node.table.rows for cell in row.cells)
    return iter(node.pieces)


def words(pieces: Iterable[Piece]) -> tuple[int, int]:
    """Return how many words came and went."""
    come = gone = 0
    for piece in pieces:
        if piece.state is State.NEW:
            come += piece.words
        elif piece.state is State.OLD:
            gone += piece.words
    return come, gone


def is_edited(pieces: Iterable[Piece]) -> bool:
    """Say whether any word or sign came or went."""
    return any(piece.state in {State.NEW, State.OLD} for piece in pieces)


def looks(node: Node) -> set[Look]:
    """Return what looks otherwise in a block that both texts have, in its place or moved."""
    found = {look for piece in inline(node) if piece.state is not State.SAME for look in _looks(piece)}
    old, new = node.old or node.peer, node.new
    if isinstance(old, Block) and isinstance(new, Block):
        if old.kind is new.kind is Kind.HEADING and old.level != new.level:
            found.add(Look.LEVEL)
        if _list_tags(old) != _list_tags(new) and node.relation is Relation.NONE:
            found.add(Look.LIST)
    if node.table and any(aligned_otherwise(row) for row in node.table.rows):
        found.add(Look.ALIGNMENT)
    return found


def _list_tags(block: Block) -> list[str]:
    return [c.tag for c in block.path if c.kind is Holder.LIST]


def _looks(piece: Piece) -> Iterator[Look]:
    if piece.state is State.QUIET and _breaks(piece.old) != _breaks(piece.new):
        yield Look.BREAK
    if piece.state is State.FORMAT:
        before, after = _marks(piece.old), _marks(piece.new)
        yield from {_LOOKS.get(tag, Look.EMPHASIS) for tag, _ in before ^ after} or {Look.EMPHASIS}


def _breaks(runs: Runs) -> int:
    return sum(text.count("\n") for text, _ in runs)


def _marks(runs: Runs) -> set[tuple[str, tuple[tuple[str, str], ...]]]:
    return {mark for _, marks in runs for mark in marks}


def addresses(runs: Runs) -> list[str]:
    """Return where the links in a text lead."""
    return list(dict.fromkeys(dict(a).get("href", "") for _, marks in runs for tag, a in marks if tag == "a"))


def number_change(old: Block | Container | None, new: Block | Container | None) -> tuple[str, str] | None:
    """Return the number before and after, where a block or item of both texts has another now."""
    before, after = number_of(old), number_of(new)
    return (before, after) if old and new and normal(before) != normal(after) else None


def number_of(this: Block | Container | None) -> str:
    """Return the number as the page writes it, or ""."""
    if isinstance(this, Block):
        return plain(this.lead).strip()
    return this.number if this else ""


def text_of(block: Block | None) -> str:
    """Return the text of a block as one line, its cells with bars between."""
    if block is None:
        return ""
    if block.kind is Kind.TABLE:
        return " / ".join(" | ".join(plain(cell.runs) for cell in row.cells) for row in block.rows)
    return " ".join(f"{plain(block.lead)}{plain(block.runs)}".split())
