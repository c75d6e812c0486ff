"""Two tables by column and row: columns by heading, rows by key and likeness, words inside a cell (rule 4)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from avtaleverk.redline.align import align
from avtaleverk.redline.chains import heaviest_chain
from avtaleverk.redline.document import Block, Cell, Kind, Row
from avtaleverk.redline.pieces import Pieces, Side, compare_runs, only
from avtaleverk.redline.similarity import similarity

_ALIKE_HEADING = 0.6
_ALIKE_COLUMN = 0.5
_RENAMED = 0.3


@dataclass(frozen=True, slots=True)
class CellDiff:
    """One cell: of both tables, of the one that has its row and column, or of neither: a hole."""

    old: Cell | None
    new: Cell | None
    pieces: Pieces

    def of(self, side: Side) -> Cell | None:
        """Return the cell as one text has it."""
        return self.old if side is Side.OLD else self.new


@dataclass(frozen=True, slots=True)
class RowDiff:
    """One row. ``moved`` says that a row which is new or gone here stands, much the same, elsewhere."""

    old: Row | None
    new: Row | None
    cells: tuple[CellDiff, ...]
    moved: bool = False

    def of(self, side: Side) -> Row | None:
        """Return the row as one text has it."""
        return self.old if side is Side.OLD else self.new


@dataclass(frozen=True, slots=True)
class TableDiff:
    """Two tables as one. ``columns`` are pairs of places, None where a table has no such column."""

    columns: tuple[tuple[int | None, int | None], ...]
    rows: tuple[RowDiff, ...]


def compare_tables(old: Block, new: Block) -> TableDiff:
    """Return two tables as one."""
    columns = tuple(_merged(_columns(old, new), _width(old), _width(new)))
    shared = [(i, j) for i, j in columns if i is not None and j is not None]
    rows_old = [_view(row, [i for i, _ in shared]) for row in old.rows]
    rows_new = [_view(row, [j for _, j in shared]) for row in new.rows]
    heads = [(0, 0)] if rows_old and rows_new and old.rows[0].head and new.rows[0].head else []
    aligned = align(rows_old[len(heads) :], rows_new[len(heads) :])
    stay = heads + [(i + len(heads), j + len(heads)) for i, j in aligned.stay]
    moved = {j + len(heads): i + len(heads) for i, j in aligned.moves}
    rows = _Rows(old.rows, new.rows, columns, moved)
    return TableDiff(columns, tuple(rows.diff(i, j) for i, j in _merged(stay, len(old.rows), len(new.rows))))


def one_sided(table: Block, side: Side) -> TableDiff:
    """Return a table that one text alone has."""
    is_old = side is Side.OLD
    columns = tuple((c, None) if is_old else (None, c) for c in range(_width(table)))
    rows = tuple(
        RowDiff(
            row if is_old else None,
            None if is_old else row,
            tuple(
                CellDiff(cell if is_old else None, None if is_old else cell, only(cell.runs, side))
                for cell in row.cells
            ),
        )
        for row in table.rows
    )
    return TableDiff(columns, rows)


def _width(table: Block) -> int:
    return max((len(row.cells) for row in table.rows), default=0)


def _cell(row: Row, column: int | None) -> Cell | None:
    return row.cells[column] if column is not None and column < len(row.cells) else None


def _view(row: Row, columns: list[int]) -> Block:
    """Return a row as a block of those cells that both tables have."""
    cells = [cell for column in columns if (cell := _cell(row, column))]
    first = next((cell.key for cell in cells if cell.key), "")
    return Block(Kind.ROW, " | ".join(cell.key for cell in cells), number=first)


def _columns(old: Block, new: Block) -> list[tuple[int, int]]:
    """Return the columns that are the same, by heading and by what stands in them."""
    before = [_column(old, c) for c in range(_width(old))]
    after = [_column(new, c) for c in range(_width(new))]
    pairs = [
        (i, j, worth) for i, one in enumerate(before) for j, other in enumerate(after) if (worth := _alike(one, other))
    ]
    chain = heaviest_chain(pairs)
    edges = [(-1, -1), *chain, (len(before), len(after))]
    renamed = [
        (i + 1, j + 1)
        for (i, j), (k, m) in pairwise(edges)
        if k - i == m - j == 2 and _content(before[i + 1], after[j + 1]) >= _RENAMED  # noqa: PLR2004 - one column each
    ]
    return sorted([*chain, *renamed])


def _column(table: Block, column: int) -> list[str]:
    return [cell.key if (cell := _cell(row, column)) else "" for row in table.rows]


def _content(one: list[str], other: list[str]) -> float:
    """Return the share of cells, below the heading, that stand in both columns."""
    inside_one, inside_other = {k for k in one[1:] if k}, {k for k in other[1:] if k}
    most = max(len(inside_one), len(inside_other))
    return len(inside_one & inside_other) / most if most else 0.0


def _alike(one: list[str], other: list[str]) -> float:
    """Return what two columns have in common: the heading counts like half of the content."""
    content = _content(one, other)
    heading = similarity(Block(Kind.ROW, one[0]), Block(Kind.ROW, other[0])) if one and other else 0.0
    if one[:1] == other[:1] and one[0]:
        return 1.0 + content
    if heading >= _ALIKE_HEADING or content >= _ALIKE_COLUMN:
        return heading / 2 + content
    return 0.0


def _merged(pairs: Sequence[tuple[int, int]], olds: int, news: int) -> Iterator[tuple[int | None, int | None]]:
    """Yield pairs in order, with what only one side has between them, the old before the new."""
    i = j = 0
    for to_old, to_new in [*pairs, (olds, news)]:
        yield from ((k, None) for k in range(i, to_old))
        yield from ((None, k) for k in range(j, to_new))
        if to_old < olds:
            yield to_old, to_new
        i, j = to_old + 1, to_new + 1


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of two tables. ``moved`` leads from the new place of a row to the old."""

    olds: Sequence[Row]
    news: Sequence[Row]
    columns: Sequence[tuple[int | None, int | None]]
    moved: dict[int, int]

    def diff(self, i: int | None, j: int | None) -> RowDiff:
        """Return one row, of both tables or of one."""
        old = self.olds[i] if i is not None else None
        new = self.news[j] if j is not None else None
        origin = self.moved.get(j) if j is not None else None
        source = old if origin is None else self.olds[origin]
        cells = tuple(_cell_diff(source, new, c, is_moved=origin is not None) for c in self.columns)
        is_moved = origin is not None or (new is None and i in self.moved.values())
        return RowDiff(old, new, cells, is_moved)


def _cell_diff(
    old: Row | None, new: Row | None, column: tuple[int | None, int | None], *, is_moved: bool
) -> CellDiff:  # fmt: skip
    before = _cell(old, column[0]) if old else None
    after = _cell(new, column[1]) if new else None
    if is_moved:
        before = before if after else None
    if before and after:
        return CellDiff(before, after, compare_runs(before.runs, after.runs))
    if after:
        return CellDiff(None, after, only(after.runs, Side.NEW))
    # A row that one table alone has keeps its place under the columns that the other alone has.
    return CellDiff(before, None, only(before.runs, Side.OLD) if before else ())


def aligned_otherwise(row: RowDiff) -> bool:
    """Say whether a cell of a row that stays has another alignment now."""
    return any(c.old and c.new and c.old != replace(c.new, runs=c.old.runs, key=c.old.key) for c in row.cells)
