"""The marked text as HTML (rule 7): one markup from which style alone makes four views.

``ins`` and ``del`` stand inside blocks. ``data-rm`` says of an element that only the new text has it (``ny``),
only the old (``gammel``), or neither (``merke``: labels and words for screen readers; ``kopi``: the left column of
the view side by side). ``data-rm-skjot`` says that a block goes on from the one before it in one of the texts.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from avtaleverk.redline.document import Block, Container, Holder, Kind
from avtaleverk.redline.facts import inline, is_edited, number_of
from avtaleverk.redline.inline_html import (
    class_attribute,
    either,
    escape,
    old_piece,
    pieces_html,
    runs_html,
    whole_html,
)
from avtaleverk.redline.labels import labels_of
from avtaleverk.redline.phrases import Language
from avtaleverk.redline.pieces import Side
from avtaleverk.redline.table_html import TableWriter
from avtaleverk.redline.tree import Node, Relation, leaves

_DEEPEST_HEADING = 6
# What is heard and not seen must not be a stop on the way through the page.
_LINK = re.compile(r"</?a[^>]*>")


@dataclass(slots=True)
class Writer:
    """Writes a marked tree. ``prefix`` goes before every id; a ``copy`` shows the old text alone, without ids."""

    language: Language = "nb"
    prefix: str = ""
    copy: bool = False
    shared: frozenset[int] = frozenset()
    _ids: set[int] = field(default_factory=set)
    _begun: dict[Side, set[int]] = field(default_factory=lambda: {Side.OLD: set(), Side.NEW: set()})
    _last: tuple[str, int] = ("", 0)
    _named: set[int] = field(default_factory=set)
    _row_before: tuple[str, int] = ("", 0)
    _within: int = 0

    def rows(self, nodes: Sequence[Node]) -> Iterator[str]:
        """Yield the HTML of each outermost block, one after the other."""
        self.shared = _shared(nodes)
        touched, on_the_way = _touched(list(leaves(nodes)))
        for node in nodes:
            first = next(leaves([node]))
            stays = _points(first) & (touched | on_the_way if _is_heading(first) else touched)
            own = "" if stays else " rm-uendret"
            yield self._row(node, own)

    def _row(self, node: Node, own: str) -> str:
        inside = [node] if node.is_leaf else list(leaves([node]))
        is_touched = any(n.change for n in inside)
        seam = self._seam(node)
        label = self._label(node, seam) if node.is_leaf else ""
        identity = self._id(node) if node.is_leaf else ""
        element = self._element(node, seam)
        beside = ""
        if node.old and node.new and is_touched:
            copied = Writer(self.language, copy=True, shared=self.shared).node(node)
            beside = f'<div class="rm-gammel-side" data-rm="kopi" hidden="hidden">{copied}</div>'
        states = {state_of(leaf) for leaf in inside}
        state = states.pop() if len(states) == 1 and (node.is_leaf or not (node.old and node.new)) else ""
        state = state if is_touched else "rm-urort"
        if state.startswith("rm-flyttet") and (state, inside[0].change) == self._row_before:
            own += " rm-videre"
        self._row_before = (state, inside[0].change)
        return (
            f'<div class="rm-rad{" " + state if state else ""}{own}"{_side_attribute(node)}{identity}{_hide(node)}>'
            f'{label}{beside}<div class="rm-innhold">{element}</div></div>\n'
        )

    def _id(self, node: Node) -> str:
        """Return the id by which the table of changes finds a block, given once."""
        if self.copy or not node.change:
            return ""
        is_away = node.relation is not Relation.NONE and node.new is None
        key = -node.change if is_away else node.change
        if key in self._ids:
            return ""
        self._ids.add(key)
        return f' id="{self.prefix}endring-{node.change}{"-fra" if is_away else ""}"'

    def _label(self, node: Node, seam: str, element: str = "p") -> str:
        """Return the label of a block; one that goes on with the change before it says so unseen."""
        said = () if self.copy else labels_of(node, self.language, self.prefix, seam)
        run = (state_of(node), node.change)
        goes_on = run == self._last and not _is_heading(node) and node.relation is not Relation.RESHAPED
        self._last = run
        if not said:
            return ""
        own = "rm-skjult" if goes_on and not (node.old and node.new) else "rm-etikett"
        if own == "rm-skjult":
            said = tuple(_LINK.sub("", words) for words in said)
        space = " " if element == "span" else ""
        return f'<{element} class="{own}" data-rm="merke">{" · ".join(said)}{space}</{element}>'

    def node(self, node: Node) -> str:
        """Return a block or container with what is in it."""
        return "" if self.copy and not node.old else self._element(node, self._seam(node))

    def _element(self, node: Node, seam: str) -> str:
        shown = (node.old if self.copy else None) or node.shown
        if isinstance(shown, Block):
            return self._block(node, shown, seam)
        return self._container(node, shown, seam)

    def _seam(self, node: Node) -> str:
        """Return the side on which a block goes on from one before it, or ``begge``, or ""."""
        sides = [side for side in Side if node.of(side) is not None]
        again = [side for side in sides if id(node.of(side)) in self._begun[side]]
        for side in sides:
            self._begun[side].add(id(node.of(side)))
        return "" if self.copy or not again else "begge" if len(again) > 1 else str(again[0])

    def _container(self, node: Node, shown: Container, seam: str) -> str:
        side = "" if self.copy or self._within else _side_attribute(node)
        self._within += bool(side)
        html = self._item(node, side, seam) if shown.kind is Holder.ITEM else self._holder(node, shown, side, seam)
        self._within -= bool(side)
        return html

    def _holder(self, node: Node, shown: Container, side: str, seam: str) -> str:
        inside = "".join(self.node(child) for child in node.children)
        tag = shown.tag
        numbered = ' class="rm-numre" role="list"' if tag == "ol" else ""
        return f"<{tag}{numbered}{side}{_seam_attribute(seam)}>{inside}</{tag}>"

    def _item(self, node: Node, side: str, seam: str) -> str:
        first = node.children[0] if node.children else None
        leaf = first if first and first.is_leaf and not self.copy else None
        number = self._number(node, seam)
        if leaf is None:
            inside = "".join(self.node(child) for child in node.children)
            return f"<li{side}{_seam_attribute(seam)}>{number}{inside}</li>"
        self._named.add(id(leaf))
        label = self._label(leaf, seam, "span")
        identity = self._id(leaf)
        inside = "".join(self.node(child) for child in node.children)
        own = class_attribute(state_of(leaf))
        return f"<li{own}{side}{_seam_attribute(seam)}{identity}{_hide(leaf)}>{number}{label}{inside}</li>"

    def _number(self, node: Node, seam: str) -> str:
        """Return the number of an item, for each side on which it begins here."""
        if self.copy:
            return _item_number(number_of(node.old))
        old = "" if seam in {"gammel", "begge"} else number_of(node.old)
        new = "" if seam in {"ny", "begge"} else number_of(node.new)
        if old == new or node.old is None or node.new is None:
            return _item_number(new or old)
        return _item_number(old, ' data-rm="gammel" hidden="hidden"') + _item_number(new, ' data-rm="ny"')

    def _block(self, node: Node, block: Block, seam: str) -> str:
        within = bool(block.path) and not self.copy
        own = "" if block.item else class_attribute(state_of(node)) if within else ""
        side = _side_attribute(node) if within and not self._within else ""
        attributes = own + side + _seam_attribute(seam)
        if block.kind is Kind.HEADING:
            return self._heading(node, block)
        label = identity = ""
        if within and id(node) not in self._named:
            identity = self._id(node)
            attributes += identity + _hide(node)
            is_text = block.kind in {Kind.PARAGRAPH, Kind.TERM, Kind.EMPTY}
            label = self._label(node, seam, "span" if is_text else "p")
        if block.kind is Kind.TABLE:
            return label + TableWriter(self.language, self.copy).table(node, attributes)
        if block.kind is Kind.EMPTY:
            return f'<span data-rm="merke"{identity}>{label}</span>' if identity else ""
        if block.kind is Kind.RULE:
            return f"{label}<hr{attributes}/>"
        text = self._text(node, block, seam)
        is_bare = block.item and not block.loose and not attributes and not self._is_shared(node)
        tag = "dt" if block.kind is Kind.TERM else "p"
        if block.kind is Kind.CODE:
            return f"{label}<pre{attributes}><code>{text}</code></pre>"
        return label + text if is_bare and block.kind is Kind.PARAGRAPH else f"<{tag}{attributes}>{label}{text}</{tag}>"

    def _is_shared(self, node: Node) -> bool:
        """Say whether a block, or the item around it, is in several parts on one side."""
        blocks = [b for b in (node.old, node.new) if isinstance(b, Block)]
        return bool(self.shared & {id(this) for b in blocks for this in (b, b.item)})

    def _text(self, node: Node, block: Block, seam: str = "") -> str:
        """Return the words of a block, marked as its relation to the other text asks for."""
        code = block.kind is Kind.CODE
        if self.copy:
            is_moved = node.relation is not Relation.NONE
            old = (
                whole_html(node.pieces, Side.OLD, code=code)
                if is_moved
                else "".join(old_piece(piece, self.language, code=code) for piece in node.pieces)
            )
            return (runs_html(block.lead) if block.kind is not Kind.HEADING else "") + old
        lead = "" if block.kind is Kind.HEADING else self._lead(node, seam)
        if (node.old and node.new) or (node.relation is not Relation.NONE and node.new):
            return lead + pieces_html(node.pieces, self.language, code=code)
        side = Side.NEW if node.new else Side.OLD
        inside = lead + whole_html(node.pieces, side, code=code)
        element = "ins" if node.new else "del"
        return f"<{element}>{inside}</{element}>" if inside and node.relation is Relation.NONE else inside

    def _lead(self, node: Node, seam: str = "") -> str:
        """Return the number of a block; where it differs the old one is at hand, unseen."""
        old = node.old.lead if isinstance(node.old, Block) and seam not in {"gammel", "begge"} else ()
        new = node.new.lead if isinstance(node.new, Block) and seam not in {"ny", "begge"} else ()
        if self.copy or node.new is None or node.old is None or old == new:
            return runs_html(old if self.copy or node.new is None else new)
        return either(runs_html(old), runs_html(new))

    def _heading(self, node: Node, block: Block) -> str:
        tag = f"h{min(block.level, _DEEPEST_HEADING)}"
        attributes = ""
        if not self.copy and block.clause:
            attributes = f' id="{self.prefix}{"" if node.new else "gammel-"}{escape(block.clause.id)}"'
        if block.level > _DEEPEST_HEADING:
            attributes += f' data-niva="{block.level}"'
        if isinstance(node.old, Block) and node.new and node.old.level != block.level and not self.copy:
            attributes += f' data-rm-niva="{node.old.level}"'
        lead = self._lead(node)
        number = f'<span class="rm-nr">{lead}</span>' if lead else ""
        text = self._text(node, block)
        is_whole = not (node.old and node.new) and node.relation is Relation.NONE
        if text and is_whole and not self.copy:
            return f"<{tag}{attributes}>{text[:5]}{number}{text[5:]}</{tag}>"
        return f"<{tag}{attributes}>{number}{text}</{tag}>"


def state_of(node: Node) -> str:
    """Return the class of a block: new, gone, moved, changed, or untouched."""
    if node.relation is Relation.MOVED:
        return "rm-flyttet" if node.new else "rm-flyttet rm-flyttet-bort"
    if node.relation is Relation.RESHAPED:
        return "rm-omgjort"
    if not node.old:
        return "rm-ny"
    if not node.new:
        return "rm-slettet"
    if not node.change:
        return "rm-urort"
    return "rm-endret" if is_edited(inline(node)) or node.table else "rm-merket"


Point = tuple[Side, str]


def _points(node: Node) -> set[Point]:
    """Return the points that a block stands in, in either text."""
    return {(side, b.clause.id if b.clause else "") for side in Side if isinstance(b := node.of(side), Block)}


def _touched(nodes: Sequence[Node]) -> tuple[set[Point], set[Point]]:
    """Return the points in which anything changed, and those around them."""
    parents = {
        (side, b.clause.id): (side, b.clause.parent or "")
        for node in nodes
        for side in Side
        if isinstance(b := node.of(side), Block) and b.clause
    }
    touched = {point for node in nodes if node.change for point in _points(node)}
    around: set[Point] = set()
    for point in touched:
        above = parents.get(point)
        while above and above not in around:
            around.add(above)
            above = parents.get(above)
    return touched, around


def _side_attribute(node: Node) -> str:
    return "" if node.old and node.new else ' data-rm="ny"' if node.new else ' data-rm="gammel"'


def _seam_attribute(seam: str) -> str:
    return f' data-rm-skjot="{seam}"' if seam else ""


def _shared(nodes: Iterable[Node]) -> frozenset[int]:
    """Return the blocks and containers that several nodes are parts of: those were cut or joined."""
    count: Counter[int] = Counter()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        count.update(id(this) for this in (node.old, node.new) if this is not None)
        waiting += node.children
    return frozenset(key for key, times in count.items() if times > 1)


def _hide(node: Node) -> str:
    """Keep a block unseen that stands, with the same words, in another form right beside it."""
    return ' hidden="hidden"' if node.relation is Relation.RESHAPED and not node.new else ""


def _is_heading(node: Node) -> bool:
    return isinstance(node.shown, Block) and node.shown.kind is Kind.HEADING


def _item_number(number: str, side: str = "") -> str:
    return f'<span class="rm-lnr"{side}>{escape(number)} </span>' if number else ""
