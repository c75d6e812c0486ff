"""From an alignment to the marked tree: both texts laid into one, lists and quotations included."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from avtaleverk.redline.align import Alignment, align
from avtaleverk.redline.document import Block, Container, Kind, Text
from avtaleverk.redline.pieces import Piece, Pieces, Side, State, compare_runs, only, pieces_of
from avtaleverk.redline.tables import compare_tables, one_sided
from avtaleverk.redline.tokens import Token, tokens_of
from avtaleverk.redline.tree import Node, Relation
from avtaleverk.redline.words import match_words


def merge(old: Text, new: Text) -> list[Node]:
    """Return two texts as one marked tree."""
    alignment = align(old.blocks, new.blocks)
    builder = _Builder(_partners(old.blocks, new.blocks, alignment))
    for before, after in _in_order(old.blocks, new.blocks, alignment, builder):
        builder.add(before, after)
    return builder.root


def _partners(old: Sequence[Block], new: Sequence[Block], alignment: Alignment) -> set[tuple[Container, Container]]:
    """Return the containers that hold the same blocks in both texts."""
    return {
        pair
        for i, j in (*alignment.stay, *alignment.seams)
        if old[i].shape == new[j].shape
        for pair in zip(old[i].path, new[j].path, strict=True)
    }


def _in_order(
    old: Sequence[Block], new: Sequence[Block], alignment: Alignment, builder: "_Builder"
) -> Iterator[tuple[Node | None, Node | None]]:
    """Yield the nodes of both texts in the order of the page: one for both, or the old and the new apart."""
    plan = _Plan(old, new, alignment)
    i = j = 0
    for to_old, to_new in [*sorted((*alignment.stay, *alignment.seams)), (len(old), len(new))]:
        yield from builder.interleave(
            [plan.gone(k) for k in range(i, to_old)], [plan.come(k) for k in range(j, to_new)]
        )
        if to_old < len(old):
            yield plan.pair(to_old, to_new)
        i, j = max(i, to_old + 1), max(j, to_new + 1)


class _Plan:
    """Makes the node for each block, or pair of blocks."""

    def __init__(self, old: Sequence[Block], new: Sequence[Block], alignment: Alignment) -> None:
        self.old, self.new = old, new
        self.to = dict(reversed(alignment.moves))
        self.origin = {j: i for i, j in reversed(alignment.moves)}
        self.seams = _seam_pieces(old, new, alignment)
        self.moved = _moved_pieces(old, new, alignment.moves)

    def gone(self, i: int) -> Node:
        """Return the node of a block that the new text does not have here."""
        block = self.old[i]
        node = _alone(block, Side.OLD)
        if i in self.to:
            node.peer, node.relation = self.new[self.to[i]], Relation.MOVED
        return node

    def come(self, j: int) -> Node:
        """Return the node of a block that the old text does not have here."""
        if j in self.origin:
            return _arrived(self.old[self.origin[j]], self.new[j], Relation.MOVED, self.moved.get(j))
        return _alone(self.new[j], Side.NEW)

    def pair(self, i: int, j: int) -> tuple[Node | None, Node | None]:
        """Return the node of a block that stays, or two where it has become another kind of block."""
        old, new = self.old[i], self.new[j]
        if old.shape != new.shape:
            left = _alone(old, Side.OLD)
            left.peer, left.relation = new, Relation.RESHAPED
            return left, _arrived(old, new, Relation.RESHAPED)
        if old.kind is Kind.TABLE:
            node = Node(old, new, table=compare_tables(old, new))
        else:
            node = Node(old, new, pieces=self.seams[i, j] if (i, j) in self.seams else _pieces(old, new))
        return node, node


def _alone(block: Block, side: Side) -> Node:
    node = Node(block, None) if side is Side.OLD else Node(None, block)
    if block.kind is Kind.TABLE:
        node.table = one_sided(block, side)
    else:
        node.pieces = only(block.runs, side, code=block.kind is Kind.CODE)
    return node


def _arrived(old: Block, new: Block, relation: Relation, pieces: Pieces | None = None) -> Node:
    """Return the node of a block at its new place, with what was edited on the way."""
    node = Node(None, new, peer=old, relation=relation)
    if new.kind is Kind.TABLE:
        node.table = compare_tables(old, new)
    else:
        node.pieces = _pieces(old, new) if pieces is None else pieces
    return node


def _moved_pieces(old: Sequence[Block], new: Sequence[Block], moves: Sequence[tuple[int, int]]) -> dict[int, Pieces]:
    """Return the pieces of blocks that were cut or joined on their way."""
    found: dict[int, Pieces] = {}
    for i, group in groupby(sorted(moves), key=lambda pair: pair[0]):
        places = [j for _, j in group]
        if len(places) > 1:
            found |= dict(zip(places, _cut(old[i], [new[j] for j in places]), strict=True))
    for j, group in groupby(sorted(moves, key=lambda pair: (pair[1], pair[0])), key=lambda pair: pair[1]):
        sources = [i for i, _ in group]
        if len(sources) > 1:
            before = [token for i in sources for token in tokens_of(old[i].runs)]
            after = tokens_of(new[j].runs)
            found[j] = pieces_of(before, after, match_words(before, after))
    return found


def _pieces(old: Block, new: Block) -> Pieces:
    return compare_runs(old.runs, new.runs, code=new.kind is Kind.CODE)


def _seam_pieces(old: Sequence[Block], new: Sequence[Block], alignment: Alignment) -> dict[tuple[int, int], Pieces]:
    """Return the pieces of each part of a block that was cut, or joined from several."""
    found: dict[tuple[int, int], Pieces] = {}
    stay = dict(alignment.stay)
    back = {j: i for i, j in alignment.stay}
    for i, pairs in groupby(sorted(p for p in alignment.seams if p[0] in stay), key=lambda p: p[0]):
        places = sorted([stay[i], *(j for _, j in pairs)])
        for j, pieces in zip(places, _cut(old[i], [new[j] for j in places]), strict=True):
            found[i, j] = pieces
    joins = sorted((p for p in alignment.seams if p[0] not in stay), key=lambda p: p[1])
    for j, pairs in groupby(joins, key=lambda p: p[1]):
        places = sorted([back[j], *(i for i, _ in pairs)])
        for i, pieces in zip(places, _cut(new[j], [old[i] for i in places]), strict=True):
            found[i, j] = tuple(_turned(piece) for piece in pieces)
    return found


def _cut(whole: Block, parts: list[Block]) -> Iterator[Pieces]:
    """Yield the pieces of each part, the whole standing for the old text."""
    before = tokens_of(whole.runs)
    after: list[Token] = []
    starts = [0]
    for part in parts:
        after += tokens_of(part.runs)
        starts.append(len(after))
    matches = match_words(before, after)
    start = 0
    for number, (first, last) in enumerate(pairwise(starts)):
        is_last = number == len(parts) - 1
        end = len(before) if is_last else next((i for i, j in matches if j >= last), len(before))
        inside = [(i - start, j - first) for i, j in matches if first <= j < last]
        yield pieces_of(before[start:end], after[first:last], inside)
        start = end


_TURNED = {State.OLD: State.NEW, State.NEW: State.OLD}


def _turned(piece: Piece) -> Piece:
    return Piece(_TURNED.get(piece.state, piece.state), piece.new, piece.old, piece.words)


class _Builder:
    """Lays blocks into the containers that hold them, a container of both texts where there is one."""

    def __init__(self, partners: set[tuple[Container, Container]]) -> None:
        self.root: list[Node] = []
        self._open: list[Node] = []
        self._partners = partners

    def add(self, before: Node | None, after: Node | None) -> None:
        """Add one node of both texts, or one of each."""
        if before is not None and before is after:
            self._place(before, _path(before.old), _path(before.new))
            return
        if before is not None:
            self._place(before, _path(before.old), None)
        if after is not None:
            self._place(after, None, _path(after.new))

    def _place(self, node: Node, old: tuple[Container, ...] | None, new: tuple[Container, ...] | None) -> None:
        depth = len(old if old is not None else new or ())
        for level in range(depth):
            here = (old[level] if old is not None else None, new[level] if new is not None else None)
            if level >= len(self._open) or not self._fits(self._open[level], *here):
                del self._open[level:]
                container = Node(*here)
                self._inside().append(container)
                self._open.append(container)
        del self._open[depth:]
        self._inside().append(node)

    def _inside(self) -> list[Node]:
        return self._open[-1].children if self._open else self.root

    def _fits(self, node: Node, old: Container | None, new: Container | None) -> bool:
        """Say whether a container that is open can take this one in, as the same or as its partner."""
        if old is not None and node.old is None and self._are_partners(old, node.new):
            node.old = old
        if new is not None and node.new is None and self._are_partners(node.old, new):
            node.new = new
        return (old is None or node.old is old) and (new is None or node.new is new)

    def _are_partners(self, old: object, new: object) -> bool:
        return (old, new) in self._partners

    def interleave(self, gone: list[Node], come: list[Node]) -> Iterator[tuple[Node | None, Node | None]]:
        """Yield what only one text has: what belongs to one container together, the old before the new."""
        olds = [(key, list(group)) for key, group in groupby(gone, key=lambda n: _top(n.old))]
        news = [(key, list(group)) for key, group in groupby(come, key=lambda n: _top(n.new))]
        while olds or news:
            new_first = bool(news) and (not olds or self._new_first(olds[0][0], news[0][0]))
            if new_first:
                yield from ((None, node) for node in news.pop(0)[1])
            else:
                key, nodes = olds.pop(0)
                yield from ((node, None) for node in nodes)
                if news and self._together(key, news[0][0]):
                    yield from ((None, node) for node in news.pop(0)[1])

    def _together(self, old: Container | None, new: Container | None) -> bool:
        return old is new is None or self._are_partners(old, new)

    def _new_first(self, old: Container | None, new: Container | None) -> bool:
        """Say whether the new one goes on with the list that stands open, and the old one does not."""
        top = self._open[0] if self._open else None
        return top is not None and new is not None and top.new is new and not (old is not None and top.old is old)


def _path(block: Block | Container | None) -> tuple[Container, ...]:
    return block.path if isinstance(block, Block) else ()


def _top(block: Block | Container | None) -> Container | None:
    path = _path(block)
    return path[0] if path else None
