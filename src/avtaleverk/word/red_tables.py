"""Rows and columns of a table that are red from end to end: they came, or are to go, as a whole."""

from collections.abc import Iterable, Mapping

from avtaleverk.word.names import w
from avtaleverk.word.tracking import mark_cell, mark_row
from avtaleverk.word.xml import Element, each

_ROW_MARK = {"new": "ins", "gone": "del"}
_CELL_MARK = {"new": "cellIns", "gone": "cellDel"}


def mark_rows_and_columns(root: Element, whole: Mapping[Element, str]) -> None:
    """Mark rows and columns; ``whole`` says of each paragraph whether it is new, gone, kept or empty (neutral)."""
    for table in each(root, "tbl"):
        rows = table.findall(w("tr"))
        said = [_verdict(whole[p] for p in row.iter(w("p")) if p in whole) for row in rows]
        for row, word in zip(rows, said, strict=True):
            if word in _ROW_MARK:
                mark_row(row, _ROW_MARK[word])
        if not any(word in _ROW_MARK for word in said):
            _columns(rows, whole)


def _columns(rows: list[Element], whole: Mapping[Element, str]) -> None:
    """Mark a column whose every cell is red, in a table where all rows have as many cells."""
    cells = [row.findall(w("tc")) for row in rows]
    if len(rows) < _LEAST_ROWS or len({len(row) for row in cells}) != 1:
        return
    for column in zip(*cells, strict=True):
        words = [_verdict(whole[p] for p in cell.iter(w("p")) if p in whole) for cell in column]
        if len(set(words)) == 1 and words[0] in _CELL_MARK:
            for cell in column:
                mark_cell(cell, _CELL_MARK[words[0]])


_LEAST_ROWS = 2


def _verdict(words: Iterable[str]) -> str:
    """Return what all paragraphs that say anything agree on, "" where they do not."""
    said = set(words) - {"neutral"}
    return said.pop() if len(said) == 1 else ""
