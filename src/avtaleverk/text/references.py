"""References in running text: «pkt 7.1», «vedlegg 1.4», «retningslinje 2-12», a law's paragraph."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from avtaleverk.model.text import Reference
from avtaleverk.text.laws import LAW_REFERENCE, law_address

_NUM = r"\d{1,3}(?:\.\d{1,3})*"
_POINT = rf"(?:pkt\.?|punkt(?:et|ene)?)\s+(?:§\s*)?{_NUM}"
_AND = r"(?:,\s+|\s+(?:og|eller|samt)\s+)"
# «punktene 7.1 og 7.2 i samarbeidsavtalen»: each of the points lies in what is named at the end.
_TARGET = (
    r"(?P<target>\s+i\s+(?:(?P<in_agreement>samarbeidsavtalen)"
    rf"|(?P<in_kind>retningslinje|vedlegg)\s+(?P<in_number>{_NUM}))(?!\w)(?!\.\d))"
)
_IN_LAW = r"\s+i\s+(?:(?:helse|pasient)-\s+og\s+)?\w*(?:lov|forskrift)"
_PATTERN = re.compile(
    rf"(?<!\w)(?:{LAW_REFERENCE}"
    rf"|(?P<kind>retningslinje(?:r|n|ne)?|vedlegg(?:et|ene)?)\s+(?P<number>{_NUM})(?:\s*[-–]\s*(?P<until>\d{{1,3}}))?"
    rf"(?:,?\s+(?P<point_of>{_POINT}))?"
    rf"|samarbeidsavtalens?,?\s+(?P<agreement_point>{_POINT})"
    rf"|(?P<point_in>{_POINT})(?=(?:{_AND}{_NUM})*{_TARGET})"
    rf"|(?P<point>{_POINT})(?!{_IN_LAW}))(?!\w)(?!\.\d)",
    re.IGNORECASE,
)
_MORE = re.compile(rf"{_AND}(?P<number>{_NUM})(?!\w|\.\d|\s+[a-zæøå]+(?:er|dager|ganger|år)\b)")
_OPAQUE = frozenset({"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})


def _number(point: str | None) -> str:
    found = re.search(_NUM, point or "")
    return found[0] if found else ""


def _reference(m: re.Match[str], text: str, clause_id: str) -> Reference:
    """Turn a match into the record of what it points at."""
    g = m.groupdict()
    if g["law"]:
        return Reference(text, clause_id, law=law_address(g["law"], g["paragraph"]))
    if g["kind"]:
        document = "vedlegg" if g["kind"].lower().startswith("vedlegg") else "retningslinje"
        return Reference(text, clause_id, document, g["number"], _number(g["point_of"]), g["until"] or "")
    if g["agreement_point"] or g["in_agreement"]:
        point = _number(g["agreement_point"] or g["point_in"])
        return Reference(text, clause_id, "avtale", "samarbeidsavtalen", point)
    if g["in_kind"]:
        return Reference(text, clause_id, g["in_kind"].lower(), g["in_number"], _number(g["point_in"]))
    return Reference(text, clause_id, clause=_number(g["point"]))


def _end(m: re.Match[str]) -> int:
    """Return where the link ends: after «i samarbeidsavtalen» too, where that follows at once."""
    return m.end("target") if m["target"] and m.start("target") == m.end() else m.end()


def _continued(first: Reference, number: str, text: str) -> Reference:
    """Return the next reference of an enumeration such as «vedlegg 1.2 og 1.3»."""
    if first.document and not first.clause:
        return Reference(text, first.clause_id, first.document, number)
    return Reference(text, first.clause_id, first.document, first.number, number)


def find_references(text: str, clause_id: str) -> Iterator[tuple[int, int, Reference]]:
    """Yield start, end and record of each reference in a run of text, from left to right."""
    position = 0
    while m := _PATTERN.search(text, position):
        position = _end(m)
        first = _reference(m, text[m.start() : position], clause_id)
        yield m.start(), position, first
        while not first.law and (more := _MORE.match(text, position)):
            start = more.start("number")
            yield start, more.end(), _continued(first, more["number"], text[start : more.end()])
            position = more.end()


def _linked(text: str, clause_id: str, found: list[Reference]) -> tuple[str, list[ET.Element]]:
    """Return the text before the first reference and an element with its tail for each one."""
    head, links, position = text, list[ET.Element](), 0
    for start, end, reference in find_references(text, clause_id):
        link = ET.Element("a", {"data-ref": str(len(found))})
        link.text, link.tail = text[start:end], text[end:]
        if links:
            links[-1].tail = text[position:start]
        else:
            head = text[:start]
        links.append(link)
        found.append(reference)
        position = end
    return head, links


def link_references(element: ET.Element, clause_id: str, found: list[Reference]) -> None:
    """Put a link element around every reference below ``element``, adding the records to ``found``."""
    if element.tag in _OPAQUE:
        return
    children = list(element)
    if element.text:
        element.text, links = _linked(element.text, clause_id, found)
        for index, link in enumerate(links):
            element.insert(index, link)
    for child in children:
        link_references(child, clause_id, found)
        if child.tail:
            child.tail, links = _linked(child.tail, clause_id, found)
            place = list(element).index(child) + 1
            for offset, link in enumerate(links):
                element.insert(place + offset, link)
