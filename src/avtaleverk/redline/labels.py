"""The label in words that a block bears when it is new, gone, moved, renumbered, cut or made into something else."""

from collections.abc import Iterator

from avtaleverk.redline.changes import FEMININE, label, noun
from avtaleverk.redline.collect import unit_of
from avtaleverk.redline.document import Block, Container, Kind
from avtaleverk.redline.facts import Look, looks, number_change, number_of
from avtaleverk.redline.inline_html import escape
from avtaleverk.redline.phrases import Language, phrase
from avtaleverk.redline.tables import RowDiff
from avtaleverk.redline.tree import Node, Relation

_LOOKS = {
    Look.LEVEL: "label level",
    Look.LIST: "label list",
    Look.ALIGNMENT: "label alignment",
    Look.BREAK: "label break",
}


def labels_of(node: Node, language: Language, prefix: str, seam: str = "") -> tuple[str, ...]:
    """Return the labels of a block as HTML; none where it stands in both texts as it is."""
    return tuple(_labels(node, language, prefix, seam)) if node.change else ()


def row_label(row: RowDiff, language: Language) -> str:
    """Return the label of a row that one table alone has here, as plain words."""
    if row.moved:
        return phrase("label moved here" if row.new else "label moved away", language)
    return phrase("label row new" if row.new else "label row gone", language)


def _labels(node: Node, language: Language, prefix: str, seam: str) -> Iterator[str]:
    shown = node.shown
    if not isinstance(shown, Block):
        return
    if node.relation is not Relation.NONE:
        yield _elsewhere(node, language, prefix)
    elif not node.old or not node.new:
        yield escape(_one_sided(node, shown, language))
    if seam and node.old and node.new:
        name = ("label split" if seam == "gammel" else "label joined") + (" item" if shown.item else "")
        yield escape(phrase(name, language))
    yield from (escape(words) for words in _numbers(node, shown, language, seam))
    if node.new and (node.old or node.relation is Relation.MOVED):
        found = looks(node)
        yield from (escape(phrase(name, language)) for look, name in _LOOKS.items() if look in found)


def _one_sided(node: Node, block: Block, language: Language) -> str:
    if block.kind is Kind.HEADING:
        name = "label new point" if node.new else "label gone heading" if node.is_bare else "label gone point"
        return phrase(name, language)
    unit = unit_of(block)
    name = "label gone" if not node.new else "label new" if unit in FEMININE else "label new neuter"
    return phrase(name, language, noun(unit, 1, language, bare=True))


def _elsewhere(node: Node, language: Language, prefix: str) -> str:
    """Return the label of a block that moved or became another kind, linked to its other end."""
    peer = node.peer
    assert peer is not None, "what has a relation has a peer"  # noqa: S101 - true by construction
    is_here = node.new is not None
    if node.relation is Relation.RESHAPED:
        if unit_of(peer) is unit_of(_block_of(node)):
            deeper = len(_block_of(node).path) > len(peer.path)
            return escape(phrase("label deeper" if deeper else "label shallower", language))
        name = "label reshaped" if is_here else "label reshaped away"
        return escape(phrase(name, language, noun(unit_of(peer), 1, language, bare=True)))
    place = label(peer.clause, language)
    if not node.elsewhere:
        words = phrase("label moved here" if is_here else "label moved away", language)
    else:
        words = phrase("label moved from" if is_here else "label moved to", language, place[:1].lower() + place[1:])
    target = f"#{prefix}endring-{node.other_end}{'-fra' if is_here else ''}"
    return f'<a href="{target}">{escape(words)}</a>'


def _block_of(node: Node) -> Block:
    shown = node.shown
    assert isinstance(shown, Block), "only blocks have labels"  # noqa: S101 - true by construction
    return shown


def _numbers(node: Node, shown: Block, language: Language, seam: str) -> Iterator[str]:
    old: Block | Container | None = node.old or (node.peer if node.new else None)
    new: Block | Container | None = node.new
    if seam or not isinstance(old, Block) or not isinstance(new, Block):
        return
    is_list = shown.item and old.item and bool(old.item.number) != bool(shown.item.number)
    ends: list[tuple[Block | Container | None, Block | Container | None]] = [(old, new)]
    if shown.item and old.item and not is_list:
        ends.append((old.item, new.item))
    for before, after in ends:
        if number_change(before, after):
            a, b = number_of(before), number_of(after)
            name = "label number" if a and b else "label first number" if b else "label no number"
            yield phrase(name, language, a, b)
