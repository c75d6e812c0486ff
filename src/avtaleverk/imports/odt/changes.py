"""Insertions taken out of an OpenDocument text, and deletions put back, also where they reach over paragraphs."""

from copy import deepcopy

from lxml import etree

from avtaleverk.word.wrappers import ROW_SIGN
from avtaleverk.word.xml import Element, local

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CHANGE = f"{_TEXT}change-id"
_BLOCKS = frozenset({"p", "h"})
_SHELLS = frozenset({"list", "list-item", "section"})
_SILENT = frozenset({"bookmark", "bookmark-start", "bookmark-end", "soft-page-break"})
_MARKS = frozenset({"change-start", "change-end", "change"})


def remove(element: Element) -> None:
    """Take an element out and leave what follows it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def without_row_signs(root: Element) -> None:
    """Take out the sign that LibreOffice leaves in rows that were added or deleted while changes were recorded."""
    for cell in root.iter(f"{_TABLE}table-cell"):
        for element in cell.iter():
            element.text, element.tail = ((words or "").strip(ROW_SIGN) for words in (element.text, element.tail))


def cut(root: Element, change: str) -> None:
    """Take out what stands between the marks of an insertion, and join the paragraphs on both sides of it."""
    marks = {local(e): e for e in root.iter(f"{_TEXT}change-start", f"{_TEXT}change-end") if e.get(_CHANGE) == change}
    start, end = marks.get("change-start"), marks.get("change-end")
    if start is None or end is None:
        return
    doomed = _emptied(root, start, end)
    first, last = _block(start), _block(end)
    for element in doomed:
        if element is not last and local(element) not in _MARKS:
            parent = element.getparent()
            remove(element)
            _prune_shells(parent)
    if first is not None and last is not None and first is not last:
        _pour(first, last)
        parent = last.getparent()
        remove(last)
        _prune_shells(parent)


def _emptied(root: Element, start: Element, end: Element) -> list[Element]:
    """Clear the text between two marks, and return the elements that stand between them as a whole."""
    inside = False
    begun: set[Element] = set()
    whole: list[Element] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            inside = (inside or element is start) and element is not end
            if inside and element is not start:
                element.text = None
                begun.add(element)
            continue
        if inside and element in begun:
            whole.append(element)
        if inside:
            element.tail = None
    return whole


def _block(element: Element) -> Element | None:
    """Return the paragraph or heading that an element stands in."""
    return next((e for e in element.iterancestors() if local(e) in _BLOCKS), None)


def _pour(target: Element, source: Element) -> None:
    """Put what a paragraph holds at the end of another."""
    _add(target, source.text)
    for child in list(source):
        target.append(child)


def _add(target: Element, text: str | None) -> None:
    """Put text at the end of an element."""
    if len(target):
        target[-1].tail = (target[-1].tail or "") + (text or "")
    else:
        target.text = (target.text or "") + (text or "")


def _prune_shells(parent: Element | None) -> None:
    """Take out lists and items that hold nothing any more."""
    while parent is not None and local(parent) in _SHELLS and not len(parent):
        above = parent.getparent()
        remove(parent)
        parent = above


def put_back(mark: Element, deleted: list[Element]) -> None:
    """Put deleted content where its mark stands; several paragraphs cut the one around it in two."""
    block = _block(mark)
    if block is None or not deleted:
        return
    if len(deleted) == 1 and local(deleted[0]) in _BLOCKS:
        _insert(mark, deepcopy(deleted[0]))
        return
    if _put_back_items(block, deleted):
        return
    first, last = deepcopy(deleted[0]), deepcopy(deleted[-1])
    before = _split(block, mark)
    parts = [deepcopy(e) for e in deleted[1:-1]]
    if local(first) in _BLOCKS and _says(before):
        _pour(before, first)
        parts = [before, *parts]
    else:
        if not _says(before):
            block[:0] = list(before)
        parts = [*([before] if _says(before) else []), first, *parts]
    if len(deleted) > 1:
        if local(last) in _BLOCKS:
            _prepend(block, last)
        else:
            parts.append(last)
    for part in parts:
        block.addprevious(part)


def _put_back_items(block: Element, deleted: list[Element]) -> bool:
    """Put items of a list back before the one that a block begins, and say whether that could be done.

    The list that holds them ends with what was the beginning of that item.
    """
    item = block.getparent()
    if len(deleted) > 1 or item is None or local(item) != "list-item" or block.getprevious() is not None:
        return False
    items = list(_inmost(deepcopy(deleted[0])))
    if [local(e) for e in items[-1]] != ["p"] or not items[:-1] or _says(_text_before_marks(block)):
        return False
    _prepend(block, items[-1][0])
    for one in items[:-1]:
        item.addprevious(one)
    return True


def _inmost(outer: Element) -> Element:
    """Return the list that holds the items, where lists hold nothing but the next."""
    while len(outer) == 1 and len(outer[0]) == 1 and local(outer[0][0]) == "list":
        outer = outer[0][0]
    return outer


def _text_before_marks(block: Element) -> Element:
    """Return a block with what stands in it before its first mark, or before anything else it holds."""
    start = block.makeelement(block.tag)
    start.text = block.text
    if len(block) and local(block[0]) not in _MARKS:
        start.append(deepcopy(block[0]))
    return start


def _says(element: Element) -> bool:
    return bool("".join(element.itertext()).strip()) or any(local(child) not in _SILENT for child in element)


def _insert(mark: Element, paragraph: Element) -> None:
    """Put what a paragraph holds right before a mark."""
    previous, parent = mark.getprevious(), mark.getparent()
    if parent is None:
        return
    if previous is not None:
        previous.tail = (previous.tail or "") + (paragraph.text or "")
    else:
        parent.text = (parent.text or "") + (paragraph.text or "")
    for child in list(paragraph):
        mark.addprevious(child)


def _prepend(block: Element, paragraph: Element) -> None:
    """Put what a paragraph holds before all that a block holds."""
    text = block.text
    block.text = paragraph.text
    children = list(paragraph)
    for place, child in enumerate(children):
        block.insert(place, child)
    if children:
        children[-1].tail = (children[-1].tail or "") + (text or "")
    else:
        block.text = (block.text or "") + (text or "")


def _split(block: Element, mark: Element) -> Element:
    """Take what stands before a mark out of a block, and return it as a block like it."""
    before = block.makeelement(block.tag, dict(block.attrib))
    outer = next(e for e in (mark, *mark.iterancestors()) if e.getparent() is block)
    before.text, block.text = block.text, None
    for child in list(block)[: list(block).index(outer)]:
        before.append(child)
    return before
