"""The marked tree as the flat row of paragraphs and tables that Word knows.

Word has no lists or quotations that hold paragraphs: what a block stands in is told by its look. A paragraph ends in a
mark of its own. Where that mark alone is new, a paragraph was cut; where it is gone, two were joined.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from avtaleverk.exports.docx.inline import DELETED, IN_BOTH, INSERTED, MOVED_AWAY, MOVED_HERE, Frames
from avtaleverk.exports.docx.lists import Lists
from avtaleverk.exports.docx.looks import Look, Style, begins, depth_of, look_of
from avtaleverk.exports.docx.references import Places
from avtaleverk.exports.docx.spans import Span, lead_spans, of_side, only, spans_of
from avtaleverk.redline.document import Block, Container, Holder, Kind
from avtaleverk.redline.pieces import Side, State
from avtaleverk.redline.runs import Runs
from avtaleverk.redline.tree import Node, Relation

_FLOWING = frozenset({Kind.PARAGRAPH, Kind.HEADING, Kind.TERM})


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph: how it looks in either text, its spans and their marks, the mark of its own end.

    ``name`` is that of a move, ``point`` the id of the point that begins here.
    """

    old: Look | None
    new: Look | None
    spans: tuple[Span, ...]
    frames: Frames
    end: tuple[str, ...] = ()
    name: str = ""
    point: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table, at its depth, of both texts or of the one that has it."""

    node: Node
    depth: int


Unit = Text | Table


@dataclass(slots=True)
class Units:
    """Lays the leaves of a tree in a row. ``_begun`` are the list items whose number has been written, by side."""

    nodes: Sequence[Node]
    lists: Lists
    places: Places
    _begun: dict[Side, set[int]] = field(default_factory=lambda: {Side.OLD: set(), Side.NEW: set()})
    _started: dict[Side, set[int]] = field(default_factory=lambda: {Side.OLD: set(), Side.NEW: set()})
    _moves: dict[tuple[int, int], str] = field(init=False)
    _points: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """See which ends of moves belong together, and which points the new text has."""
        self._moves = _moves(self.nodes)
        self._points = frozenset(_point(node.new) for node in self.nodes if isinstance(node.new, Block))

    def row(self) -> Iterator[Unit]:
        """Yield the units in reading order."""
        place = 0
        while place < len(self.nodes):
            node = self.nodes[place]
            after = self.nodes[place + 1] if place + 1 < len(self.nodes) else None
            if after and _is_reshaped(node, after):
                yield from self._items(node.old, after.new)
                yield self._reshaped(node, after)
                place += 2
                continue
            yield from self._items(node.old, node.new)
            yield from self._unit(node, place)
            place += 1

    def _items(self, old: Block | Container | None, new: Block | Container | None) -> Iterator[Text]:
        """Yield a paragraph for each list item that begins with something that cannot bear its number."""
        olds, news = self._opening(old, Side.OLD), self._opening(new, Side.NEW)
        if olds and len(olds) == len(news):
            yield from (Text(a, b, (), IN_BOTH) for a, b in zip(olds, news, strict=True))
            return
        yield from (Text(look, None, (), DELETED, ("del",)) for look in olds)
        yield from (Text(None, look, (), INSERTED, ("ins",)) for look in news)

    def _opening(self, block: Block | Container | None, side: Side) -> list[Look]:
        if not isinstance(block, Block):
            return []
        begun, looks = self._begun[side], list[Look]()
        for count, container in enumerate(block.path, 1):
            if container.kind is not Holder.ITEM or id(container) in begun:
                continue
            begun.add(id(container))
            if container is not block.item or not begins(block):
                looks.append(Look(Style.ITEM, depth_of(block.path[:count]), self.lists.places[id(container)]))
        return looks

    def _unit(self, node: Node, place: int) -> Iterator[Unit]:
        shown = node.shown
        if not isinstance(shown, Block):
            return
        if shown.kind is Kind.TABLE:
            yield Table(node, depth_of(shown.path))
        elif node.old and node.new:
            yield self._both(node, place)
        else:
            yield self._alone(node)

    def _both(self, node: Node, place: int) -> Text:
        old, new = node.old, node.new
        assert isinstance(old, Block) and isinstance(new, Block)  # noqa: S101, PT018 - leaves are blocks
        cut, joined = self._goes_on(place, Side.OLD), self._goes_on(place, Side.NEW)
        end = (("ins",) if cut else ()) + (("del",) if joined else ())
        lead = lead_spans(self._lead(old, Side.OLD), self._lead(new, Side.NEW))
        spans = tuple(self.places.linked(new, (*lead, *spans_of(node.pieces))))
        return Text(self._look(old), self._look(new), spans, IN_BOTH, end, point=_point(new))

    def _goes_on(self, place: int, side: Side) -> bool:
        """Say whether the block of one side has another part further on."""
        for later in range(place + 1, len(self.nodes)):
            this = self.nodes[later].of(side)
            if this is not None:
                return this is self.nodes[place].of(side)
        return False

    def _lead(self, block: Block, side: Side) -> Runs:
        """Return the number of a block, once for all the parts that it was cut into."""
        if id(block) in self._started[side]:
            return ()
        self._started[side].add(id(block))
        return block.lead

    def _look(self, block: Block) -> Look:
        return look_of(block, self.lists.places)

    def _alone(self, node: Node) -> Text:
        shown = node.shown
        assert isinstance(shown, Block)  # noqa: S101 - leaves are blocks
        side = Side.NEW if node.new else Side.OLD
        look = self._look(shown)
        name = self._move(node)
        if node.new:
            spans = spans_of(node.pieces) if name else of_side(node.pieces, side, State.NEW)
            lead = lead_spans(node.peer.lead if name and node.peer else (), shown.lead)
            frames, end = (MOVED_HERE, "moveTo") if name else (INSERTED, "ins")
            # What was taken out on the way stands where the text came from, whole. Here it would be a deletion inside
            # an insertion, of which some readers know only the outer one.
            here = tuple(span for span in (*lead, *spans) if span.state is not State.OLD)
            return Text(None, look, here, frames, (end,), name, _point(shown))
        frames, end = (MOVED_AWAY, "moveFrom") if name else (DELETED, "del")
        whole = (*only(shown.lead, State.OLD), *of_side(node.pieces, side, State.OLD))
        point = _point(shown)
        return Text(look, None, whole, frames, (end,), name, "" if point in self._points else point)

    def _move(self, node: Node) -> str:
        """Return the name of a move that has one place it left and one that it came to."""
        if node.relation is not Relation.MOVED:
            return ""
        ends = (node.old, node.peer) if node.old else (node.peer, node.new)
        return self._moves.get((id(ends[0]), id(ends[1])), "")

    def _reshaped(self, before: Node, after: Node) -> Text:
        old, new = before.old, after.new
        assert isinstance(old, Block) and isinstance(new, Block)  # noqa: S101, PT018 - leaves are blocks
        spans = (*lead_spans(old.lead, new.lead), *spans_of(after.pieces))
        return Text(self._look(old), self._look(new), spans, IN_BOTH, point=_point(new))


def _point(block: Block) -> str:
    return block.clause.id if block.kind is Kind.HEADING and block.clause else ""


def _is_reshaped(node: Node, after: Node) -> bool:
    """Say whether two nodes are one text that became another kind of block, such as Word can say in one paragraph."""
    return (
        node.relation is after.relation is Relation.RESHAPED
        and isinstance(node.old, Block)
        and isinstance(after.new, Block)
        and node.peer is after.new
        and after.peer is node.old
        and {node.old.kind, after.new.kind} <= _FLOWING
    )


def _moves(nodes: Sequence[Node]) -> dict[tuple[int, int], str]:
    """Return a name for each move whose ends know one another and no one else."""
    left = {(id(n.old), id(n.peer)) for n in nodes if n.relation is Relation.MOVED and n.old and not n.new}
    found: dict[tuple[int, int], str] = {}
    for node in nodes:
        if node.relation is Relation.MOVED and node.new and not node.old and isinstance(node.shown, Block):
            key = (id(node.peer), id(node.new))
            if key in left and node.shown.kind is not Kind.TABLE:
                found[key] = f"flytting{len(found) + 1}"
    return found
