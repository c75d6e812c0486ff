"""XML from a file that anyone may have written: no entities, no network, no more depth than a reader can take."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from avtaleverk.word import errors
from avtaleverk.word.errors import WordError
from avtaleverk.word.names import w

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml names the class of its elements no other way

# A text of 1,000 pages with changes all through has a sixth of this; each element takes a third of a kilobyte.
MOST_TAGS = 2_500_000
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|drawingml|officeDocument|schemaLibrary)/")
_DECLARATIONS = tuple(
    word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be")
)


def parsed(data: bytes, name: str) -> Element:
    """Return the root of one part of a package.

    Strict Open XML is read as the transitional kind: the same elements under other names.

    Raises:
        WordError: if it is no XML, nests without end, or declares entities.
    """
    if data.count(b"<") > MOST_TAGS:
        raise WordError(errors.TOO_LONG.format(name=name[:60]))
    if any(word in data for word in _DECLARATIONS):
        raise WordError(errors.DECLARES.format(name=name[:60]))
    try:
        root = etree.fromstring(_STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data), _parser())
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise WordError(_broken(name, str(error))) from error
    # An encoding of its own may hide a declaration from a search in the bytes.
    if root.getroottree().docinfo.doctype:
        raise WordError(errors.DECLARES.format(name=name[:60]))
    return root


def _parser() -> etree.XMLParser:
    # huge_tree stays off: it lifts the limit on nesting that keeps a hostile file from exhausting the stack.
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )


def written(root: Element) -> bytes:
    """Return a part as bytes; equal trees give equal bytes."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _broken(name: str, reason: str) -> str:
    if "depth" in reason.lower():
        return errors.TOO_DEEP.format(name=name[:60])
    return errors.BROKEN.format(name=name[:60], reason=reason.partition("\n")[0][:120] or "tom")


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def value(element: Element | None, name: str, attribute: str = "val") -> str | None:
    """Return what ``w:name w:val`` says under ``element``, or None where it says nothing."""
    child = element.find(w(name)) if element is not None else None
    return child.get(w(attribute)) if child is not None else None


def properties(paragraph: Element) -> Element | None:
    """Return the properties of a paragraph, which stand first in it; a search would go through all its runs."""
    first = next(iter(paragraph), None)
    return first if first is not None and first.tag == w("pPr") else None


def given_properties(paragraph: Element) -> Element:
    """Return the properties of a paragraph, made where there are none."""
    own = properties(paragraph)
    if own is None:
        own = paragraph.makeelement(w("pPr"))
        paragraph.insert(0, own)
    return own


def put_properties_first(root: Element) -> None:
    """Move properties to where the format wants them, and drop what is there twice."""
    for element in each(root, "pPr"):
        parent = element.getparent()
        if parent is not None and parent.tag == w("p") and element.getprevious() is not None:
            parent.remove(element)
            if properties(parent) is None:
                parent.insert(0, element)


def is_on(element: Element | None, name: str) -> bool | None:
    """Say whether a switch such as ``w:b`` is on; None where nothing is said."""
    child = element.find(w(name)) if element is not None else None
    if child is None:
        return None
    return child.get(w("val"), "true").lower() not in {"0", "false", "off", "none"}


def dropped(element: Element) -> None:
    """Take an element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrapped(element: Element) -> None:
    """Put the children of an element where it stood."""
    parent = element.getparent()
    if parent is None:
        return
    place = element
    for child in list(element):
        place.addnext(child)
        place = child
    parent.remove(element)


def each(root: Element, *names: str) -> Iterator[Element]:
    """Go through the elements of WordprocessingML by these names, in the order of the text; the tree may change."""
    yield from list(root.iter(*(w(name) for name in names)))
