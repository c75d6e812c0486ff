"""Tables with their rows, columns and cells, each with what became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from avtaleverk.exports.docx.elements import add, marked
from avtaleverk.exports.docx.inline import DELETED, IN_BOTH, INSERTED, Frames
from avtaleverk.exports.docx.looks import STEP, Look, Style
from avtaleverk.exports.docx.paragraphs import ParagraphWriter
from avtaleverk.exports.docx.references import Places
from avtaleverk.exports.docx.spans import Span, of_side, spans_of
from avtaleverk.exports.docx.units import Table
from avtaleverk.redline.document import Block, Cell
from avtaleverk.redline.pieces import Pieces, Side, State
from avtaleverk.redline.runs import plain
from avtaleverk.redline.tables import CellDiff, RowDiff, one_sided
from avtaleverk.redline.tree import Node
from avtaleverk.word.xml import Element

WIDE = 9070
_LEAST_WIDE = 850
_TWIPS_PER_LETTER = 120


@dataclass(frozen=True, slots=True)
class TableWriter:
    """Writes tables below an element."""

    paragraphs: ParagraphWriter
    places: Places

    def write(self, parent: Element, unit: Table) -> None:
        """Add one table with its marks."""
        rows = _rows(unit.node)
        widths = _widths(rows, WIDE - unit.depth * STEP)
        table = table_start(parent, widths, unit.depth * STEP)
        for row in rows:
            self._row(table, row, widths)

    def _row(self, table: Element, row: RowDiff, widths: Sequence[int]) -> None:
        made = add(table, "tr")
        shown = row.new or row.old
        mark = "" if row.old and row.new else "ins" if row.new else "del"
        is_head = bool(shown and shown.head)
        self._row_properties(made, row, mark, is_head=is_head)
        for cell, width in zip(row.cells, widths, strict=False):
            self._cell(made, cell, row, (width, mark), is_head=is_head)

    def _row_properties(self, made: Element, row: RowDiff, mark: str, *, is_head: bool) -> None:
        properties = add(made, "trPr")
        add(properties, "cantSplit")
        if is_head:
            add(properties, "tblHeader")
        if mark:
            marked(properties, mark, self.paragraphs.pen.signed())
        elif row.old and row.new and row.old.head != row.new.head:
            before = add(marked(properties, "trPrChange", self.paragraphs.pen.signed()), "trPr")
            add(before, "cantSplit")
            if row.old.head:
                add(before, "tblHeader")

    def _cell(self, row: Element, cell: CellDiff, of: RowDiff, said: tuple[int, str], *, is_head: bool) -> None:
        """Add a cell; where neither text has it, as where a new row meets a column that is gone, it bears the mark of one."""
        width, row_mark = said
        made = add(row, "tc")
        properties = add(made, "tcPr")
        add(properties, "tcW", w=width, type="dxa")
        if mark := _cell_mark(cell, of):
            marked(properties, mark, self.paragraphs.pen.signed())
        paragraph = add(made, "p")
        style = Style.HEAD_CELL if is_head else Style.CELL
        old, new = (cell.old if of.old else None), (cell.new if of.new else None)
        end = (row_mark,) if row_mark else ()
        before = _look(old, style) if old and new else None
        self.paragraphs.properties(paragraph, before, _look(new or old, style), end)
        frames = _FRAMES[row_mark or mark]
        self.paragraphs.inline.write(paragraph, self.places.linked(new, _spans(cell.pieces, old, new)), frames)


def table_start(
    parent: Element, widths: Sequence[int], left: int = 0, *, caption: str = "", has_head: bool = True
) -> Element:
    """Add a table without rows, so many twips further in.

    ``caption`` is what a screen reader says of it; ``has_head`` says that the first row will hold headings, and not the
    first column.
    """
    table = add(parent, "tbl")
    properties = add(table, "tblPr")
    add(properties, "tblStyle", val="TableRules")
    add(properties, "tblW", w=sum(widths), type="dxa")
    if left:
        add(properties, "tblInd", w=left, type="dxa")
    add(properties, "tblLayout", type="fixed")
    said = {"firstRow": int(has_head), "lastRow": 0, "firstColumn": int(not has_head), "lastColumn": 0}
    add(properties, "tblLook", val="0620" if has_head else "0680", **said, noHBand=1, noVBand=1)
    if caption:
        add(properties, "tblCaption", val=caption)
    grid = add(table, "tblGrid")
    for width in widths:
        add(grid, "gridCol", w=width)
    return table


def _rows(node: Node) -> tuple[RowDiff, ...]:
    if node.table and node.old and node.new:
        return node.table.rows
    shown = node.shown
    return one_sided(shown, Side.NEW if node.new else Side.OLD).rows if isinstance(shown, Block) else ()


def _cell_mark(cell: CellDiff, row: RowDiff) -> str:
    """Return the mark of a cell that a text which has the row does not have."""
    if row.old and row.new and bool(cell.old) != bool(cell.new):
        return "cellIns" if cell.new else "cellDel"
    if row.new and not row.old and not cell.new:
        return "cellDel"
    return "cellIns" if row.old and not row.new and not cell.old else ""


_FRAMES: dict[str, Frames] = {
    "": IN_BOTH, "ins": INSERTED, "cellIns": INSERTED, "del": DELETED, "cellDel": DELETED,
}  # fmt: skip


def _look(cell: Cell | None, style: str) -> Look:
    return Look(style, align=cell.align if cell else "")


def _spans(pieces: Pieces, old: Cell | None, new: Cell | None) -> Iterator[Span]:
    if old and new:
        return spans_of(pieces)
    return of_side(pieces, Side.NEW, State.NEW) if new else of_side(pieces, Side.OLD, State.OLD)


def _widths(rows: Sequence[RowDiff], whole: int) -> list[int]:
    """Return a width for each column: room for its longest word, and the rest by how much stands in it."""
    count = max((len(row.cells) for row in rows), default=0)
    texts = [[_text(row.cells[c]) for row in rows if c < len(row.cells)] for c in range(count)]
    least = [
        max(_LEAST_WIDE, max((len(word) for t in column for word in t.split()), default=0) * _TWIPS_PER_LETTER)
        for column in texts
    ]
    if sum(least) >= whole:
        return _shared(least, whole)
    weights = [sqrt(sum(len(t) for t in column)) + 1 for column in texts]
    left = whole - sum(least)
    extra = _shared([round(weight * 100) for weight in weights], left)
    return [a + b for a, b in zip(least, extra, strict=True)]


def _shared(weights: Sequence[int], whole: int) -> list[int]:
    found = [weight * whole // max(sum(weights), 1) for weight in weights]
    if found:
        found[-1] += whole - sum(found)
    return found


def _text(cell: CellDiff) -> str:
    return max((plain(c.runs) for c in (cell.old, cell.new) if c), key=len, default="")
