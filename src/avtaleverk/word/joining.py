"""Paragraphs whose mark is gone: they run on into the next one, as they do in Word."""

from collections.abc import Sequence

from avtaleverk.word.names import w
from avtaleverk.word.xml import Element, each, local, properties

_WRAPPERS = {"sdt", "sdtContent", "customXml", "smartTag"}
_SEEN_THROUGH = {
    "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr", "permStart", "permEnd",
    "sdtPr", "sdtEndPr", "customXmlPr",
}  # fmt: skip


def joined(gone: Sequence[Element]) -> None:
    """Let every paragraph in ``gone`` run on into the next.

    The mark that is left decides the formatting, unless what it ends was empty. Before a table and at the end of a
    cell there is nothing to run on into: what is empty goes, what has text stays.
    """
    # From the last one up, so that each piece of a long chain is moved once.
    for paragraph in reversed(gone):
        following = _following(paragraph)
        if following is not None:
            _join(paragraph, following)
        elif _is_bare(paragraph) and (parent := paragraph.getparent()) is not None:
            parent.remove(paragraph)


def _following(paragraph: Element) -> Element | None:
    """Return the next paragraph of the same cell, note or text, seen through content controls."""
    place = paragraph
    while True:
        sibling = place.getnext()
        while sibling is not None and local(sibling) in _SEEN_THROUGH:
            sibling = sibling.getnext()
        if sibling is None:
            parent = place.getparent()
            if parent is None or local(parent) not in _WRAPPERS:
                return None
            place = parent
        elif local(sibling) == "p":
            return sibling
        elif local(sibling) in _WRAPPERS:
            inner = _first_inside(sibling)
            if inner is not None:
                return inner if local(inner) == "p" else None
            place = sibling
        else:
            return None


def _first_inside(wrapper: Element) -> Element | None:
    """Return the first paragraph or table in a content control."""
    for element in wrapper.iter(w("p"), w("tbl")):
        return element
    return None


def _is_bare(paragraph: Element) -> bool:
    """Say whether a paragraph holds nothing that is shown."""
    return not any(
        local(e) in _SHOWN and not (local(e) in {"t", "delText"} and not e.text) and not _in_properties(e)
        for e in paragraph.iter()
    )


_SHOWN = {
    "t", "delText", "tab", "br", "drawing", "pict", "object", "footnoteReference", "endnoteReference", "sym",
}  # fmt: skip


def _in_properties(element: Element) -> bool:
    """A tab stop has the name of a tab."""
    parent = element.getparent()
    return parent is not None and local(parent) == "tabs"


def _join(paragraph: Element, following: Element) -> None:
    theirs, own = properties(following), properties(paragraph)
    if own is not None and not _is_bare(paragraph) and _is_bare(following):
        if theirs is not None:
            following.remove(theirs)
        following.insert(0, own)
        theirs = own
    contents = [child for child in paragraph if local(child) != "pPr"]
    for number, child in enumerate(contents):
        if number:
            contents[number - 1].addnext(child)
        elif theirs is not None:
            theirs.addnext(child)
        else:
            following.insert(0, child)
    if (parent := paragraph.getparent()) is not None:
        parent.remove(paragraph)


def keep_cells_whole(root: Element) -> None:
    """See to it that every cell and every note ends in a paragraph, as the format demands."""
    for place in each(root, "tc", "footnote", "endnote", "txbxContent"):
        if len(place) == 0 or local(place[-1]) != "p":
            place.append(place.makeelement(w("p")))
