"""Tables whose rows have different numbers of cells: other readers drop what has no place in the row they count by."""

from avtaleverk.word.names import w
from avtaleverk.word.noted import NoteKind
from avtaleverk.word.notes import Notes, shortened, text_of
from avtaleverk.word.numbering import whole
from avtaleverk.word.xml import Element, dropped, each, value

# Word itself has no wider tables; a file that claims so is not filled up.
_MOST_COLUMNS = 63


def made_even(root: Element, notes: Notes | None) -> None:
    """Give all rows of each table as many cells; ``notes`` is None where the other side says it already."""
    for table in each(root, "tbl"):
        # It may name fewer columns than the rows have, and other readers believe it.
        for grid in table.findall(w("tblGrid")):
            dropped(grid)
        rows = table.findall(w("tr"))
        for row in rows:
            _fill_before(row)
        widths = [sum(map(_span, row.findall(w("tc")))) for row in rows]
        widest = min(max(widths, default=0), _MOST_COLUMNS)
        short = [(row, widest - width) for row, width in zip(rows, widths, strict=True) if width < widest]
        for row, missing in short:
            row.extend(_empty(row) for _ in range(missing))
        if short and notes is not None:
            what = "Radene i en tabell har ikke like mange celler. De korte er fylt ut med tomme"
            notes.add(NoteKind.UNSURE, f"{what}: «{shortened(text_of(table))}»")


def _fill_before(row: Element) -> None:
    """Write the places that a row leaves free before its first cell as cells."""
    properties = row.find(w("trPr"))
    free = min(whole(value(properties, "gridBefore")) or 0, _MOST_COLUMNS)
    first = row.find(w("tc"))
    if first is None or properties is None or free <= 0:
        return
    for _ in range(free):
        first.addprevious(_empty(row))
    for claim in properties.findall(w("gridBefore")):
        dropped(claim)


def _span(cell: Element) -> int:
    return max(whole(value(cell.find(w("tcPr")), "gridSpan")) or 1, 1)


def _empty(row: Element) -> Element:
    cell = row.makeelement(w("tc"))
    cell.append(cell.makeelement(w("p")))
    return cell
