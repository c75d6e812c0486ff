"""Writes marks of tracked changes, for what says by other means that it is new or gone."""

from avtaleverk.word.names import w
from avtaleverk.word.xml import Element, given_properties

BY_COLOUR = "Rød skrift"


def wrap(run: Element, kind: str) -> None:
    """Put one mark around a run: ``ins`` or ``del``."""
    parent = run.getparent()
    if parent is None:
        return
    mark = run.makeelement(w(kind), {w("author"): BY_COLOUR})
    parent.replace(run, mark)
    mark.append(run)


def mark_paragraph(paragraph: Element, kind: str) -> None:
    """Mark a whole paragraph, its end with it."""
    for child in list(paragraph):
        if child.tag != w("pPr"):
            wrap(child, kind)
    _child(given_properties(paragraph), "rPr").insert(0, paragraph.makeelement(w(kind), {w("author"): BY_COLOUR}))


def mark_row(row: Element, kind: str) -> None:
    """Mark a row of a table."""
    properties = _first(row, "trPr", after="tblPrEx")
    properties.append(row.makeelement(w(kind), {w("author"): BY_COLOUR}))


def mark_cell(cell: Element, kind: str) -> None:
    """Mark one cell: ``cellIns`` or ``cellDel``."""
    properties = _first(cell, "tcPr")
    properties.append(cell.makeelement(w(kind), {w("author"): BY_COLOUR}))


def _child(parent: Element, name: str) -> Element:
    child = parent.find(w(name))
    if child is None:
        child = parent.makeelement(w(name))
        parent.append(child)
    return child


def _first(parent: Element, name: str, after: str | None = None) -> Element:
    child = parent.find(w(name))
    if child is None:
        child = parent.makeelement(w(name))
        place = 1 if after and len(parent) and parent[0].tag == w(after) else 0
        parent.insert(place, child)
    return child
