"""The marked table as HTML: rows and columns of both, an empty cell where one side has neither."""

from dataclasses import dataclass
from itertools import takewhile

from avtaleverk.redline.inline_html import class_attribute, escape, old_piece, pieces_html, whole_html
from avtaleverk.redline.labels import row_label
from avtaleverk.redline.phrases import Language, phrase
from avtaleverk.redline.pieces import Side
from avtaleverk.redline.tables import CellDiff, RowDiff
from avtaleverk.redline.tree import Node, Relation


@dataclass(frozen=True, slots=True)
class TableWriter:
    """Writes marked tables. A ``copy`` shows the old table alone."""

    language: Language
    copy: bool

    def table(self, node: Node, attributes: str) -> str:
        """Return the marked table of a block; ``attributes`` are those of the block as a whole."""
        table = node.table
        if not table:
            return ""
        is_whole = not (node.old and node.new)
        heads = sum(1 for _ in takewhile(_is_head, table.rows))
        parts = (("thead", table.rows[:heads]), ("tbody", table.rows[heads:]))
        inside = "".join(
            f"<{tag}>{''.join(self._table_row(row, node, is_whole=is_whole) for row in rows)}</{tag}>"
            for tag, rows in parts
            if rows
        )
        name = escape(phrase("table", self.language))
        return f'<div class="rm-rull" role="group" tabindex="0" aria-label="{name}"><table{attributes}>{inside}</table></div>'

    def _table_row(self, row: RowDiff, node: Node, *, is_whole: bool) -> str:
        if (self.copy and not row.old) or (is_whole and not row.of(Side.NEW if node.new else Side.OLD)):
            return ""
        both = bool(row.old and row.new) or is_whole or self.copy
        state = "" if both else "rm-flyttet" if row.moved else "rm-ny" if row.new else "rm-slettet"
        side = "" if both else ' data-rm="ny"' if row.new else ' data-rm="gammel"'
        cells = [html for cell in row.cells if (html := self._cell(cell, row, node))]
        if state and cells:
            end = cells[0].index(">") + 1
            label = f'<span class="rm-etikett" data-rm="merke">{escape(row_label(row, self.language))} </span>'
            cells[0] = cells[0][:end] + label + cells[0][end:]
        return f"<tr{class_attribute(state)}{side}>{''.join(cells)}</tr>"

    def _cell(self, cell: CellDiff, row: RowDiff, node: Node) -> str:
        shown = cell.old if self.copy else cell.new or cell.old
        if shown is None and not self.copy and node.old and node.new:
            return '<td class="rm-hull" data-rm="merke"></td>'
        if shown is None or (not (node.old and node.new) and not cell.of(Side.NEW if node.new else Side.OLD)):
            return ""
        of_row = row.new or row.old
        tag, scope = ("th", ' scope="col"') if of_row and of_row.head else ("td", "")
        align = f"kolonne-{shown.align}" if shown.align else ""
        if self.copy:
            inside = "".join(old_piece(piece, self.language) for piece in cell.pieces)
            return f"<{tag}{scope}{class_attribute(align)}>{inside}</{tag}>"
        state, side = self._column(cell, row)
        inside = self._cell_text(cell, row, node)
        if state and scope:
            inside = f'<span class="rm-etikett" data-rm="merke">{self._column_label(cell)} </span>{inside}'
        own = class_attribute(" ".join(filter(None, (align, state))))
        return f"<{tag}{scope}{own}{side}{_alignment(cell)}>{inside}</{tag}>"

    def _column(self, cell: CellDiff, row: RowDiff) -> tuple[str, str]:
        """Return class and attribute of a cell whose column only one table has."""
        if not (row.old and row.new) or (cell.old and cell.new):
            return "", ""
        return ("rm-ny", ' data-rm="ny"') if cell.new else ("rm-slettet", ' data-rm="gammel"')

    def _column_label(self, cell: CellDiff) -> str:
        return escape(phrase("label column new" if cell.new else "label column gone", self.language))

    def _cell_text(self, cell: CellDiff, row: RowDiff, node: Node) -> str:
        if cell.old and cell.new:
            return pieces_html(cell.pieces, self.language)
        side = Side.NEW if cell.new else Side.OLD
        is_moved = row.moved or node.relation is not Relation.NONE
        return whole_html(cell.pieces, side, element="" if is_moved else "ins" if cell.new else "del")


def _is_head(row: RowDiff) -> bool:
    shown = row.new or row.old
    return shown is not None and shown.head


def _alignment(cell: CellDiff) -> str:
    if cell.old and cell.new and cell.old.align != cell.new.align:
        return f' data-rm-just="{cell.old.align}"'
    return ""
