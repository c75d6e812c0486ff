"""Where the boxes of a chart lie: side by side where there is room, below one another where there is not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from avtaleverk.model.structure import Body
from avtaleverk.organisation.drawing.chart_shapes import (
    LARGE,
    PAD,
    Block,
    Box,
    Caption,
    Frame,
    Ink,
    Line,
    box_of,
    joined,
    set_in,
)
from avtaleverk.organisation.drawing.chart_tree import Group, Node

# The least width of a body at the end of a branch, of one with others under it, of staff beside, of a fellowship
# beside another, and the most of any body.
_LEAF, _BRANCH, _BESIDE, _GROUP, _MOST = 150, 230, 240, 300, 300
# Between boxes side by side, between a box and those under it, and how far above these the line to them turns.
_GAP, _ROW, _BUS = 16, 36, 18
# Between boxes below one another, and how far the lower ones are moved in; so much is left for a box, however deep.
_STEP, _INDENT, _LEFT_OVER = 12, 20, 110
# Between a body and its staff, and between fellowships.
_BETWEEN = 32
_LEAST_COLUMNS = 2


def _is_leaf(node: Node) -> bool:
    return not node.children and not node.staff


def _least(node: Node) -> int:
    return _LEAF if _is_leaf(node) else _BRANCH


def even_rows(nodes: Sequence[Node], most: int) -> list[list[Node]]:
    """Return nodes in as few rows of at most ``most`` as can be, each as long as the others as far as possible."""
    rows = -(-len(nodes) // most)
    each = -(-len(nodes) // rows) if rows else 1
    return [list(nodes[at : at + each]) for at in range(0, len(nodes), each)]


def _columns(nodes: Sequence[Node], width: int) -> list[list[Node]] | None:
    """Return bodies in rows, None where they must stand below one another."""
    if len(nodes) == 1 or sum(_least(n) + _GAP for n in nodes) - _GAP <= width:
        return [list(nodes)]
    most = (width + _GAP) // (_LEAF + _GAP)
    if most >= _LEAST_COLUMNS and all(_is_leaf(n) for n in nodes):
        return even_rows(nodes, most)
    return None


def _shares(row: Sequence[Node], places: int, width: int) -> list[int]:
    """Return the width of each body in a row; in one of several rows all are equal, so that the gaps lie in line."""
    spare = width - _GAP * (places - 1)
    if places > len(row) or all(_is_leaf(n) for n in row):
        return [spare // places] * len(row)
    spare -= sum(_least(n) for n in row)
    total = sum(n.leaves for n in row)
    return [_least(n) + max(0, spare) * n.leaves // total if len(row) > 1 else width for n in row]


def _level(blocks: list[Block]) -> list[Block]:
    """Return blocks that are one box each with boxes of equal height."""
    if any(len(b.boxes) > 1 for b in blocks):
        return blocks
    height = max(b.height for b in blocks)
    return [replace(b, height=height, boxes=(replace(b.boxes[0], height=height),)) for b in blocks]


def _line(points: Iterable[tuple[int, int]], *, is_beside: bool = False) -> Line:
    """Return a line that stands at no point twice."""
    return Line(tuple(dict.fromkeys(points)), is_beside)


@dataclass(frozen=True, slots=True)
class Layout:
    """Lays out trees of bodies by what is written about each of them."""

    captions: Mapping[str, Caption]

    def groups(self, groups: Sequence[Group], width: int) -> Block:
        """Return groups side by side where there is room for all, else one below the other."""
        each = (width - _BETWEEN * (len(groups) - 1)) // max(1, len(groups))
        beside = each >= _GROUP
        placed: list[Block] = []
        y = 0
        for number, group in enumerate(groups):
            block = self.group(group, each if beside else width)
            placed.append(block.moved(number * (each + _BETWEEN) if beside else 0, 0 if beside else y))
            y += block.height + _BETWEEN
        return joined(placed, width)

    def group(self, group: Group, width: int, *, is_top: bool = True) -> Block:
        """Return one group, in a frame where it has a name; ``is_top`` gives those that answer to nobody large names."""
        inner = width - 2 * PAD if group.name else width
        nodes = [*group.tops, *(Node(b) for b in group.staff)]
        rows = _columns(nodes, inner) or [[n] for n in nodes]
        content = joined([b for row in self._placed(rows, inner, 0, _GAP, is_top=is_top) for b in row], inner)
        if not group.name:
            return content
        title, top = set_in(inner - 2, PAD, [(group.name, LARGE, Ink.NAME)])
        frame = Frame(0, 0, width, top + content.height + PAD, title)
        return joined([Block(width, frame.height, frames=(frame,)), content.moved(PAD, top)], width)

    def _placed(
        self, rows: Sequence[Sequence[Node]], width: int, y: int, between: int, *, is_top: bool = False
    ) -> list[list[Block]]:
        """Return the blocks of each row where they lie, the first row at ``y``."""
        placed = []
        for row in rows:
            shares = _shares(row, len(rows[0]), width)
            blocks = _level([self.node(n, w, is_top=is_top) for n, w in zip(row, shares, strict=True)])
            starts = [sum(shares[:n]) + n * _GAP for n in range(len(row))]
            placed.append([b.moved(x, y) for x, b in zip(starts, blocks, strict=True)])
            y += max(b.height for b in blocks) + between
        return placed

    def node(self, node: Node, width: int, *, left: bool = False, is_top: bool = False) -> Block:
        """Return a body with those under it; its own box lies to the ``left`` or in the middle."""
        rows = _columns(node.children, width) if node.children else []
        crown = self._crown(node, width, left=left, is_top=is_top)
        if rows is None or crown is None:
            return self._outline(node, width, is_top=is_top)
        return self._spread(crown, rows, width) if rows else crown

    def _box(self, body: Body, width: int, *, is_top: bool = False) -> Box:
        return box_of(body.id, self.captions[body.id], min(width, _MOST), is_top=is_top)

    def _crown(self, node: Node, width: int, *, left: bool, is_top: bool) -> Block | None:
        """Return a body with its staff beside it, None where there is no room beside."""
        if not node.staff:
            box = self._box(node.body, width, is_top=is_top)
            return Block(width, box.height, (box,)).moved(0 if left else (width - box.width) // 2, 0)
        if width < _BRANCH + _BETWEEN + _BESIDE:
            return None
        own = min(_MOST, width - _BETWEEN - _BESIDE)
        x = 0 if left else min((width - own) // 2, width - own - _BETWEEN - _BESIDE)
        box = self._box(node.body, own, is_top=is_top)
        return self._with_staff(replace(box, x=0), node.staff, width - x - own - _BETWEEN).moved(x, 0)

    def _with_staff(self, box: Box, staff: Sequence[Body], room: int) -> Block:
        beside: list[Block] = []
        y = 0
        for body in staff:
            own = self._box(body, min(room, _BESIDE))
            height = max(own.height, box.height) if len(staff) == 1 else own.height
            beside.append(Block(own.width, height, (replace(own, height=height),)).moved(box.width + _BETWEEN, y))
            y += height + _STEP
        top = replace(box, height=max(box.height, beside[0].height)) if len(staff) == 1 else box
        turn, middle = box.width + _BETWEEN // 2, top.height // 2
        lines = []
        for block in beside:
            at = block.boxes[0].y + (middle if len(staff) == 1 else block.boxes[0].height // 2)
            points = ((box.width, middle), (turn, middle), (turn, at), (block.boxes[0].x, at))
            lines.append(_line(points, is_beside=True))
        return joined([Block(0, 0, (top,), tuple(lines)), *beside], box.width + _BETWEEN + room)

    def _spread(self, crown: Block, rows: list[list[Node]], width: int) -> Block:
        """Return a body above rows of others; the line to a later row runs down a gap between the boxes."""
        placed = self._placed(rows, width, crown.height + _ROW, _ROW)
        top = crown.boxes[0]
        cell = (width - _GAP * (len(rows[0]) - 1)) // len(rows[0])
        trunk = (len(rows[0]) // 2) * (cell + _GAP) - _GAP // 2
        first = crown.height + _ROW - _BUS
        lines = []
        for number, row in enumerate(placed):
            for block in row:
                x, y = block.boxes[0].middle, block.boxes[0].y
                down = ((top.middle, top.bottom), (top.middle, first))
                along = ((trunk, first), (trunk, y - _BUS)) if number else ()
                lines.append(_line((*down, *along, (x, y - _BUS), (x, y))))
        return joined([crown, Block(0, 0, lines=tuple(lines)), *(b for row in placed for b in row)], width)

    def _outline(self, node: Node, width: int, *, is_top: bool) -> Block:
        """Return a body with those under it below one another, moved in, as in a list."""
        indent = max(1, min(_INDENT, (width - _LEFT_OVER) // node.depth))
        box = self._box(node.body, width, is_top=is_top)
        under = [(Node(b), True) for b in node.staff] + [(n, False) for n in node.children]
        placed: list[Block] = []
        lines: list[Line] = []
        y, turn = box.height + _STEP, indent // 2
        for child, beside in under:
            block = self.node(child, width - indent, left=True).moved(indent, y)
            top = block.boxes[0]
            at = top.y + top.height // 2
            lines.append(_line(((turn, box.bottom), (turn, at), (top.x, at)), is_beside=beside))
            placed.append(block)
            y += block.height + _STEP
        return joined([Block(0, 0, (box,), tuple(lines)), *placed], width)
