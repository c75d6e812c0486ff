"""Edits of a table: rows, columns, cells."""

from dataclasses import replace

from redigering_dokument import new_row, unlike
from redigering_modell import Block, Column, Document, Kind, Row, Table, Words
from redigering_ord import COLUMNS, Maker
from redigering_tekst import Edited, put

_FEWEST = 3
_HEADINGS = 0.3


def _some_table(document: Document, maker: Maker) -> tuple[int, Block, Table] | None:
    places = document.places(Kind.TABLE)
    if not places:
        return None
    place = maker.random.choice(places)
    table = document.blocks[place].table
    assert table is not None
    return place, document.blocks[place], table


def _with_table(document: Document, place: int, block: Block, table: Table, what: str) -> Edited:
    return Edited(put(document, place, replace(block, table=table)), f"{place}: {what}")


def add_row(document: Document, maker: Maker) -> Edited | None:
    """Add a row below the headings."""
    found = _some_table(document, maker)
    if not found:
        return None
    place, block, table = found
    row = new_row(maker, table.columns)
    at = maker.random.randint(1, len(table.rows))
    rows = (*table.rows[:at], row, *table.rows[at:])
    if len(unlike(rows)) < len(rows):
        return None
    return _with_table(document, place, block, replace(table, rows=rows), f"+ rad {at}")


def remove_row(document: Document, maker: Maker) -> Edited | None:
    """Remove a row."""
    found = _some_table(document, maker)
    if not found or len(found[2].rows) <= _FEWEST:
        return None
    place, block, table = found
    at = maker.random.randint(1, len(table.rows) - 1)
    rows = (*table.rows[:at], *table.rows[at + 1 :])
    return _with_table(document, place, block, replace(table, rows=rows), f"− rad {at}")


def add_column(document: Document, maker: Maker) -> Edited | None:
    """Add a column after the first."""
    found = _some_table(document, maker)
    if not found:
        return None
    place, block, table = found
    at = maker.random.randint(1, len(table.columns))
    free = [holds for holds in COLUMNS if all(column.holds != holds for column in table.columns)]
    if not free:
        return None
    column = Column(maker.key(), maker.pick(free))
    taken = {" ".join(map(str, cell)) for cell in table.rows[0].cells}
    rows = tuple(
        _with_cell(row, at, maker.cell(column.holds) if n else maker.head(column.holds, taken))
        for n, row in enumerate(table.rows)
    )
    columns = (*table.columns[:at], column, *table.columns[at:])
    return _with_table(document, place, block, Table(columns, rows), f"+ kolonne {at}")


def _with_cell(row: Row, at: int, cell: Words) -> Row:
    return replace(row, cells=(*row.cells[:at], cell, *row.cells[at:]))


def remove_column(document: Document, maker: Maker) -> Edited | None:
    """Remove a column, not the first."""
    found = _some_table(document, maker)
    if not found or len(found[2].columns) < _FEWEST:
        return None
    place, block, table = found
    at = maker.random.randint(1, len(table.columns) - 1)
    rows = tuple(replace(row, cells=(*row.cells[:at], *row.cells[at + 1 :])) for row in table.rows)
    columns = (*table.columns[:at], *table.columns[at + 1 :])
    return _with_table(document, place, block, Table(columns, rows), f"− kolonne {at}")


def edit_cell(document: Document, maker: Maker) -> Edited | None:
    """Write a cell anew; in one of the first column, which tells rows apart, only a word."""
    found = _some_table(document, maker)
    if not found:
        return None
    place, block, table = found
    first = 0 if maker.chance(_HEADINGS) else 1
    at, column = maker.random.randint(first, len(table.rows) - 1), maker.random.randrange(len(table.columns))
    row = table.rows[at]
    before = row.cells[column]
    if at and column and len(before) <= _FEWEST:
        cell = maker.cell(table.columns[column].holds)
    else:
        word = maker.random.randrange(len(before))
        texts = {word.text for word in before}
        cell = (*before[:word], *maker.words(maker.noun(texts)), *before[word + 1 :])
    if {word.text for word in cell} & {word.text for word in before if word not in cell}:
        return None
    rows = (*table.rows[:at], replace(row, cells=_put(row, column, cell)), *table.rows[at + 1 :])
    if len(unlike(rows)) < len(rows):
        return None
    return _with_table(document, place, block, replace(table, rows=rows), f"celle {at},{column}")


def _put(row: Row, column: int, cell: Words) -> tuple[Words, ...]:
    return (*row.cells[:column], cell, *row.cells[column + 1 :])
