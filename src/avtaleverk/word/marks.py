"""Tracked changes accepted or rejected, in any part of a Word file, as Word itself does it.

Everything that a change can stand on: stretches of text, paragraph marks, moves, rows, cells, tables, fields,
formulas, formatting, numbering, in whatever they are nested. The result holds no trace of a change.
"""

from collections.abc import Mapping
from copy import deepcopy

from avtaleverk.redline.pieces import Side
from avtaleverk.word.former import properties_of_side
from avtaleverk.word.joining import joined, keep_cells_whole
from avtaleverk.word.names import w
from avtaleverk.word.xml import Element, dropped, each, local, unwrapped

M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_COMES, _GOES = ("ins", "moveTo"), ("del", "moveFrom")
_RANGES = (
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
    "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
    "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd",
)  # fmt: skip
_CHANGES = (
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tcPrChange", "trPrChange",
    "tblGridChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
)  # fmt: skip
_KINDS = (*_COMES, *_GOES, *_RANGES, *_CHANGES, "delText", "delInstrText")
# A mark inside one of these is said about its owner; anywhere else it holds text.
_OWNERS = {"rPr", "trPr", "tcPr", "numPr", "ctrlPr"}


def has_marks(root: Element) -> bool:
    """Say whether any tracked change is left in a part."""
    return next(iter(root.iter(*(w(kind) for kind in _KINDS))), None) is not None


def resolved(root: Element, side: Side) -> Element:
    """Return a part as it reads when every change is accepted (``Side.NEW``) or rejected (``Side.OLD``)."""
    root = deepcopy(root)
    if not has_marks(root):
        return root
    stays, goes = (_COMES, _GOES) if side is Side.NEW else (_GOES, _COMES)
    _rows_and_cells(root, side, goes)
    _formulas(root, goes)
    properties_of_side(root, side)
    gone = _paragraph_marks(root, goes)
    emptied = _stretches(root, stays, goes)
    joined(gone)
    _without_emptied(emptied)
    _plain_names(root)
    _without_empty_tables(root)
    keep_cells_whole(root)
    return root


def _owner_marks(root: Element, names: tuple[str, ...], owner: str) -> list[Element]:
    """Return the marks of these kinds that are said about their owner: a row, a paragraph mark."""
    found = []
    for mark in each(root, *names):
        parent = mark.getparent()
        if parent is not None and local(parent) == owner:
            found.append(mark)
    return found


def _rows_and_cells(root: Element, side: Side, goes: tuple[str, ...]) -> None:
    for mark in _owner_marks(root, goes, "trPr"):
        _remove_owner(mark)
    for mark in each(root, "cellIns" if side is Side.OLD else "cellDel"):
        _remove_owner(mark)


def _remove_owner(mark: Element) -> None:
    """Take away the row or the cell that a mark is said about: its grandparent."""
    properties = mark.getparent()
    owner = properties.getparent() if properties is not None else None
    parent = owner.getparent() if owner is not None else None
    if owner is not None and parent is not None and local(owner) in {"tr", "tc"}:
        parent.remove(owner)


def _formulas(root: Element, goes: tuple[str, ...]) -> None:
    """Take away the fraction, the root or the like whose own sign is gone on this side."""
    for mark in _owner_marks(root, goes, "rPr") + _owner_marks(root, goes, "ctrlPr"):
        control = next((a for a in mark.iterancestors(f"{{{M}}}ctrlPr")), None)
        properties = control.getparent() if control is not None else None
        structure = properties.getparent() if properties is not None else None
        parent = structure.getparent() if structure is not None else None
        if structure is not None and parent is not None and str(structure.tag).startswith(f"{{{M}}}"):
            parent.remove(structure)


def _paragraph_marks(root: Element, goes: tuple[str, ...]) -> list[Element]:
    """Return the paragraphs whose end is gone on this side, in the order of the text."""
    found: dict[Element, None] = {}
    for mark in _owner_marks(root, goes, "rPr"):
        properties = mark.getparent()
        owner = properties.getparent() if properties is not None else None
        paragraph = owner.getparent() if owner is not None and local(owner) == "pPr" else None
        if paragraph is not None and local(paragraph) == "p":
            found[paragraph] = None
    return list(found)


def _stretches(root: Element, stays: tuple[str, ...], goes: tuple[str, ...]) -> list[Element]:
    """Take out what goes, keep what stays, and return the paragraphs that lost something.

    What one author inserted and another deleted lies in both marks, and is on neither side.
    """
    losers: dict[Element, None] = {}
    for mark in each(root, *goes):
        parent = mark.getparent()
        # What lies in a mark that is gone is gone with it.
        if parent is None or next(mark.iterancestors(*(w(name) for name in goes)), None) is not None:
            continue
        paragraph = next((a for a in mark.iterancestors(w("p"))), None)
        if paragraph is not None and local(parent) not in _OWNERS:
            losers[paragraph] = None
        parent.remove(mark)
    for mark in each(root, *stays):
        parent = mark.getparent()
        if parent is not None and local(parent) in _OWNERS:
            parent.remove(mark)
        else:
            unwrapped(mark)
    for mark in each(root, *_RANGES):
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)
    return list(losers)


def _without_emptied(losers: list[Element]) -> None:
    """Take away the paragraphs that had text on the other side only, though their own mark was never marked.

    Word would leave an empty line, and where the paragraph is numbered, a number with nothing after it.
    """
    for paragraph in losers:
        parent = paragraph.getparent()
        # A cell keeps its last paragraph, with the alignment of the cell.
        if parent is not None and is_empty(paragraph) and (local(parent) != "tc" or len(parent.findall(w("p"))) > 1):
            parent.remove(paragraph)


def is_empty(paragraph: Element) -> bool:
    """Say whether a paragraph shows nothing: no letter, no picture, no note, no section break."""
    shown = {"drawing", "pict", "object", "footnoteReference", "endnoteReference", "sym", "sectPr", "noBreakHyphen"}
    for element in paragraph.iter():
        if not isinstance(element.tag, str):
            continue
        name = local(element)
        if name in shown or (name in {"t", "delText"} and (element.text or "").strip()):
            return False
    return True


def without_empty_notes(roots: Mapping[str, Element]) -> None:
    """Take out the references to notes that have no text on this side: somebody wrote the note and marked it alone."""
    for kind, name in (("footnotes", "footnote"), ("endnotes", "endnote")):
        notes = roots[kind].findall(w(name)) if kind in roots else []
        empty = {note.get(w("id")) for note in notes if all(is_empty(p) for p in note.iter(w("p")))}
        for reference in each(roots["document"], f"{name}Reference"):
            if reference.get(w("id")) in empty:
                dropped(reference)


def _plain_names(root: Element) -> None:
    """Give the text that was deleted the name of text again, and forget the words of numbers that were."""
    for element in each(root, "delText", "delInstrText"):
        element.tag = w("t") if local(element) == "delText" else w("instrText")
    for element in each(root, *_CHANGES):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _without_empty_tables(root: Element) -> None:
    # From the inside out: a cell may hold nothing but a table that is gone.
    for row in reversed(list(each(root, "tr"))):
        if next(row.iter(w("tc")), None) is None and (parent := row.getparent()) is not None:
            parent.remove(row)
    for table in reversed(list(each(root, "tbl"))):
        if next(table.iter(w("tr")), None) is None and (parent := table.getparent()) is not None:
            parent.remove(table)
