"""References to points that have a new number: which were put right, and which still show the old one (M7)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from avtaleverk.redline.changes import Change, ChangeKind, Pointing, Unit
from avtaleverk.redline.document import Block
from avtaleverk.redline.facts import text_of
from avtaleverk.redline.tree import Node
from avtaleverk.text.references import find_references


def with_references(changes: Sequence[Change], nodes: Sequence[Node]) -> tuple[Change, ...]:
    """Return the changes, those of numbers and of points that are gone with the references to them."""
    renumbered = {before: after for change in changes for before, after in change.numbers if before}
    gone = {number: "" for change in changes if (number := _gone(change))}
    if not renumbered and not gone:
        return tuple(changes)
    pointing = [found for node in nodes for found in _pointing(node, gone | renumbered)]
    return tuple(
        replace(change, references=tuple(p for number, p in pointing if number in wanted))
        if (wanted := {_gone(change), *dict(change.numbers)} - {""})
        else change
        for change in changes
    )


def _gone(change: Change) -> str:
    """Return the number of a point that is gone."""
    is_gone = change.kind is ChangeKind.REMOVED and change.unit in {Unit.POINT, Unit.HEADING}
    return change.old_clause.number if is_gone and change.old_clause else ""


def _pointing(node: Node, numbers: dict[str, str]) -> Iterable[tuple[str, Pointing]]:
    """Yield the old number and the record of each reference in a block that both texts have."""
    old, new = node.old or node.peer, node.new
    if not isinstance(old, Block) or not isinstance(new, Block):
        return
    before, after = _numbers(old), _numbers(new)
    for number in before:
        target = numbers.get(number)
        if target is None:
            continue
        if number in after and (not target or target not in set(after) - set(before)):
            yield number, Pointing(new.clause, after[number], followed=False, is_gone=not target)
        elif target in after:
            yield number, Pointing(new.clause, after[target], followed=True)


def _numbers(block: Block) -> dict[str, str]:
    """Return the points of this text that a block refers to, with the words it does so in."""
    if "punkt" not in block.key.lower() and "pkt" not in block.key.lower():
        return {}
    return {
        reference.clause: reference.text
        for _, _, reference in find_references(text_of(block), "")
        if reference.clause and not reference.document
    }
