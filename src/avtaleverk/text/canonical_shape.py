"""What a tree shows, as plain tuples: two bodies that render alike have the same shape.

Only white space that no page shows is left out. Unlike the redline, this tells a tight list from a loose one,
and two bold words from one: what is written anew must give the same page, tag by tag.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import TypeAlias

from avtaleverk.text.lists import item_numbers

Shape: TypeAlias = tuple[object, ...]

BLOCK_TAGS = frozenset(
    {"p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "hr", "div", "section"}
    | {"table", "thead", "tbody", "tfoot", "tr", "th", "td"}
    | {f"h{level}" for level in range(1, 7)}
)
_SPACE = re.compile(r"[ \t\r\n]+")
_AROUND_BREAK = re.compile(r" ?(\x00<br[^\x00]*\x00\x00>\x00) ?")
_AT_EDGES = ((re.compile(r"(\x00<(?!br)[^\x00]*\x00) "), r" \1"), (re.compile(r" (\x00>\x00)"), r"\1 "))
_COUNTED = 4


def shape(root: ET.Element) -> Shape:
    """Return what the blocks of a tree show."""
    return tuple(_parts(root))


def _parts(element: ET.Element) -> Iterator[object]:
    """Yield the blocks inside an element, and the text between them where there is any."""
    raw = [_legal(element.text)]
    for child in element:
        if child.tag in BLOCK_TAGS:
            yield from _text(raw)
            yield _block(child)
            raw = []
        else:
            raw.append(_inline(child))
        raw.append(_legal(child.tail))
    yield from _text(raw)


def _text(raw: list[str]) -> Iterator[str]:
    """Yield a stretch of text and inline elements, with its white space as a page shows it."""
    said = _SPACE.sub(" ", "".join(raw))
    # A space belongs to the words on both sides, whichever of them is bold.
    for pattern, moved in _AT_EDGES:
        while pattern.search(said):
            said = _SPACE.sub(" ", pattern.sub(moved, said))
    if even := _AROUND_BREAK.sub(r"\1", said).strip(" "):
        yield even


def _block(element: ET.Element) -> Shape:
    if element.tag == "pre":
        return ("pre", "".join(element.itertext()))
    if element.tag == "ol":
        return ("ol", element.get("type"), tuple(item_numbers(element)), *_uncounted(element), *_parts(element))
    # The number of an item is told by its list.
    attributes = [(name, value) for name, value in sorted(element.attrib.items()) if (element.tag, name) != _VALUE]
    return (element.tag, tuple(attributes), *_parts(element))


_VALUE = ("li", "value")


def _uncounted(element: ET.Element) -> Iterator[str]:
    """Yield the numbers of a list that are too long to count with."""
    said = (element.get("start", ""), *(item.get("value", "") for item in element))
    return (number for number in said if len(number) > _COUNTED)


def _inline(element: ET.Element) -> str:
    """Return an inline element as text, its tags between signs that no other text can hold."""
    attributes = "".join(f" {name}={value!r}" for name, value in sorted(element.attrib.items()))
    inside = "".join(_inline(child) + _legal(child.tail) for child in element)
    return f"\x00<{element.tag}{attributes}\x00{_legal(element.text)}{inside}\x00>\x00"


def _legal(text: str | None) -> str:
    return (text or "").replace("\x00", "\ufffd")
