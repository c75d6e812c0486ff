"""Lists as an author sees them: Word begins a new one where a number leaps or a style says another level."""

import xml.etree.ElementTree as ET

from avtaleverk.imports.gathering import Gathering, first_words, says
from avtaleverk.text.clauses import text_of
from avtaleverk.text.lists import item_numbers
from avtaleverk.word.noted import NoteKind

_LISTS = frozenset({"ul", "ol"})
# What Word says of each paragraph alone, and Markdown of all that follow one another.
_JOINED = frozenset({"blockquote", "dl"})
# How far in a list stands by its style, until it stands there.
LEVEL = "data-niva"
# How far in the item stands that a paragraph belongs to, until it stands there.
UNDER = "data-under"


def tighten(item: ET.Element) -> None:
    """Write an item that is one paragraph, with or without lists under it, as plain text."""
    children = list(item)
    if not children or children[0].tag != "p" or any(child.tag not in _LISTS for child in children[1:]):
        return
    first = children[0]
    item.remove(first)
    item.text = first.text
    for place, child in enumerate(list(first)):
        item.insert(place, child)


def join_lists(parent: ET.Element, gathering: Gathering) -> None:
    """Make lists that follow one another one list where they are of one kind, or one stands further in.

    Quotations that follow one another are one as well, and so are definitions.
    """
    before: ET.Element | None = None
    for element in list(parent):
        if before is not None and before.tag in _LISTS and element.tag in _LISTS and _belongs(before, element):
            parent.remove(element)
            _put(before, element, gathering)
        elif before is not None and element.tag == before.tag and element.tag in _JOINED:
            parent.remove(element)
            before.extend(list(element))
        elif before is not None and before.tag in _LISTS and UNDER in element.attrib:
            parent.remove(element)
            _put_under(before, element)
        else:
            before = element if element.tag in _LISTS | _JOINED else None
            element.attrib.pop(LEVEL, None)
            element.attrib.pop(UNDER, None)


def _put_under(before: ET.Element, paragraph: ET.Element) -> None:
    """Put a paragraph into the last item, as far in as it says that its item stands."""
    item = before[-1]
    for _ in range(int(paragraph.attrib.pop(UNDER)) - 1):
        if not len(item) or item[-1].tag not in _LISTS:
            break
        item = item[-1][-1]
    _loosen(item)
    item.append(paragraph)


def _loosen(item: ET.Element) -> None:
    """Write the plain text of an item as the paragraph that it is where another follows."""
    first = ET.Element("p")
    first.text, item.text = item.text, None
    for child in list(item):
        if child.tag in _LISTS or child.tag == "p":
            break
        item.remove(child)
        first.append(child)
    if says(first):
        item.insert(0, first)


def _belongs(before: ET.Element, after: ET.Element) -> bool:
    return LEVEL in after.attrib or _is_like(before, after)


def _is_like(one: ET.Element, other: ET.Element) -> bool:
    return one.tag == other.tag and one.get("type") == other.get("type")


def _put(before: ET.Element, after: ET.Element, gathering: Gathering) -> None:
    """Put a list into the one before it: at the end, or as far in as its style says."""
    target, depth = before, int(after.attrib.pop(LEVEL, "1"))
    while depth > 1:
        item = target[-1]
        if not len(item) or item[-1].tag not in _LISTS:
            item.append(after)
            return
        target, depth = item[-1], depth - 1
    if _is_like(target, after):
        _extend(target, after, gathering)
    else:
        before[-1].append(after)


def _extend(target: ET.Element, after: ET.Element, gathering: Gathering) -> None:
    """Add the items of a list to another, with the numbers they bear where those go on."""
    if after.tag == "ol":
        last, first = item_numbers(target)[-1], item_numbers(after)[0]
        if first > last + 1:
            after[0].set("value", str(first))
        elif first <= last:
            what = "To lister med tall følger rett etter hverandre. De er blitt én, og tallene går videre"
            gathering.note(NoteKind.UNSURE, f"{what} ved «{first_words(text_of(after[0]))}»")
    target.extend(list(after))
