"""The changes of one table: a row or a column is one change, edited cells are one change together."""

from collections.abc import Iterator

from avtaleverk.model.text import Clause
from avtaleverk.redline.changes import Change, ChangeKind, Unit
from avtaleverk.redline.document import Row
from avtaleverk.redline.facts import is_edited, words
from avtaleverk.redline.pieces import Side
from avtaleverk.redline.runs import plain
from avtaleverk.redline.tables import RowDiff, TableDiff


def table_changes(table: TableDiff, old_clause: Clause | None, new_clause: Clause | None) -> Iterator[Change]:
    """Yield the changes of a table that stays, columns first."""
    clauses = old_clause, new_clause
    for column, side in _one_sided(table):
        name = _heading(table, column, side)
        kind = ChangeKind.ADDED if side is Side.NEW else ChangeKind.REMOVED
        texts = ("", name) if side is Side.NEW else (name, "")
        yield Change(kind, Unit.COLUMN, *clauses, 0, *texts, *_column_words(table, column))
    for row in table.rows:
        if (row.old is None) != (row.new is None):
            yield from _row(row, clauses)
    yield from _cells(table, clauses)


def _one_sided(table: TableDiff) -> Iterator[tuple[int, Side]]:
    """Yield the places, among all columns, of those that one table alone has."""
    for place, (before, after) in enumerate(table.columns):
        if (before is None) != (after is None):
            yield place, Side.NEW if before is None else Side.OLD


def _heading(table: TableDiff, place: int, side: Side) -> str:
    column = table.columns[place][0 if side is Side.OLD else 1]
    head = next((row.of(side) for row in table.rows if row.of(side)), None)
    return plain(head.cells[column].runs) if head and column is not None and column < len(head.cells) else ""


def _column_words(table: TableDiff, place: int) -> tuple[int, int]:
    both = [row for row in table.rows if row.old and row.new and place < len(row.cells)]
    return words(piece for row in both for piece in row.cells[place].pieces)


def _row(row: RowDiff, clauses: tuple[Clause | None, Clause | None]) -> Iterator[Change]:
    come, gone = words(piece for cell in row.cells for piece in cell.pieces)
    if row.moved:
        if row.new:
            yield Change(ChangeKind.MOVED, Unit.ROW, *clauses, 0, new=_text(row.new), words_in=come, words_out=gone)
        return
    kind = ChangeKind.ADDED if row.new else ChangeKind.REMOVED
    yield Change(kind, Unit.ROW, *clauses, 0, _text(row.old), _text(row.new), come, gone)


def _text(row: Row | None) -> str:
    return " | ".join(plain(cell.runs) for cell in row.cells) if row else ""


def _cells(table: TableDiff, clauses: tuple[Clause | None, Clause | None]) -> Iterator[Change]:
    cells = [
        cell
        for row in table.rows
        for cell in row.cells
        if row.old and row.new and cell.old and cell.new and is_edited(cell.pieces)
    ]
    if cells:
        come, gone = words(piece for cell in cells for piece in cell.pieces)
        old = "\n".join(plain(cell.old.runs) for cell in cells if cell.old)
        new = "\n".join(plain(cell.new.runs) for cell in cells if cell.new)
        yield Change(ChangeKind.EDITED, Unit.TABLE, *clauses, 0, old, new, come, gone, len(cells))
