"""What a page shows, as plain tuples, read straight from its elements: the yardstick of every check (rule 8).

Nothing here knows of blocks, alignment or marks, so that a fault in those cannot hide itself.
"""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator

from avtaleverk.redline.document import Holder, Kind
from avtaleverk.redline.reading import BLOCK_TAGS, marker
from avtaleverk.redline.runs import Run, canonical, gather, gather_inline, is_image, legal, without_breaks
from avtaleverk.redline.tree import Plain
from avtaleverk.text.clauses import ClauseIds, heading_level, split_number, text_of
from avtaleverk.text.lists import item_numbers


def shown(root: ET.Element, *, given: bool = False) -> Plain:
    """Return the blocks of a tree as plain tuples, headings with the level that the page gives them.

    ``given`` reads level and item number from ``data-niva`` and ``data-nr``, where a redline was read back.
    """
    ids = ClauseIds()
    found: list[Plain] = []
    for element in root:
        if level := heading_level(element):
            level = (
                int(element.get("data-niva", level))
                if given
                else ids.open(level, *split_number(text_of(element))).level
            )
            found.append((str(Kind.HEADING), level, canonical(gather(element))))
        else:
            found.append(_block(element))
    return tuple(found)


def _block(element: ET.Element) -> Plain:
    tag = element.tag
    if tag in {"ul", "ol"}:
        items = zip(element.findall("li"), item_numbers(element), strict=True)
        return (
            str(Holder.LIST),
            tuple((str(Holder.ITEM), item.get("data-nr", marker(element, n)), _flow(item)) for item, n in items),
        )
    found = _SIMPLE.get(tag)
    return found(element) if found else (str(Kind.PARAGRAPH), canonical(gather(element)))


_SIMPLE: dict[str, Callable[[ET.Element], Plain]] = {
    "blockquote": lambda e: (str(Holder.QUOTE), _flow(e)),
    "dl": lambda e: (str(Holder.DEFINITIONS), tuple(_definition(child) for child in e)),
    "pre": lambda e: (str(Kind.CODE), legal("".join(e.itertext()))),
    "hr": lambda _: (str(Kind.RULE),),
    "table": lambda e: (str(Kind.TABLE), tuple(_row(row) for row in e.iter("tr"))),
}


def _definition(child: ET.Element) -> Plain:
    if child.tag == "dt":
        return (str(Kind.TERM), canonical(gather(child)))
    return (str(Holder.DEFINITION), _flow(child))


def _row(row: ET.Element) -> Plain:
    cells = [((c.get("class") or "").removeprefix("kolonne-"), canonical(gather(c))) for c in row]
    return (any(cell.tag == "th" for cell in row), tuple(cells))


def _flow(element: ET.Element) -> Plain:
    return tuple(_parts(element)) or ((str(Kind.EMPTY),),)


def _parts(element: ET.Element) -> Iterator[Plain]:
    raw: list[Run] = [(without_breaks(element.text or ""), ())]
    for child in element:
        if child.tag in BLOCK_TAGS:
            if _says_something(raw):
                yield (str(Kind.PARAGRAPH), canonical(raw))
            raw = []
            yield _block(child)
        else:
            gather_inline(child, (), raw)
        raw.append((without_breaks(child.tail or ""), ()))
    if _says_something(raw):
        yield (str(Kind.PARAGRAPH), canonical(raw))


def _says_something(raw: list[Run]) -> bool:
    return any(text.strip(" \t\r\n\f\v") or is_image(marks) for text, marks in raw)
