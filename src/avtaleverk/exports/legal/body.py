"""The clauses of a text as Akoma Ntoso: sections within sections, lists whose items have their numbers, tables."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from avtaleverk.exports.legal.clauses import LegalClause
from avtaleverk.text.lists import LETTERS, item_numbers

_INLINE = {"strong": ("b", ""), "em": ("i", ""), "code": ("span", "kode"), "span": ("span", ""), "br": ("eol", "")}
_IN_LINE = frozenset({*_INLINE, "a", "img"})
# What XML 1.0 has no room for; a text may hold a form feed, or half a character.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str | None) -> str:
    """Return text without the characters that no XML file may hold."""
    return _NO_XML.sub("", text or "")


@dataclass(frozen=True, slots=True)
class BodyWriter:
    """Writes a text. ``links`` says where each of its references leads, "" where nobody knows; ``place`` is where its pictures lie."""

    links: Sequence[str]
    place: str

    def write(self, whole: LegalClause) -> ET.Element:
        """Return the body of the text; one without a word has an empty paragraph, since a body must hold something."""
        body = ET.Element("mainBody")
        self._blocks(body, whole.blocks)
        for clause in whole.within:
            self._section(body, clause)
        if not len(body):
            ET.SubElement(body, "p")
        return body

    def _section(self, around: ET.Element, part: LegalClause) -> None:
        clause = part.clause
        if clause is None:
            return
        section = ET.SubElement(around, "section", {"eId": clause.id})
        for tag, words in (("num", clause.number), ("heading", clause.title)):
            if words:
                ET.SubElement(section, tag).text = plain(words)
        if not part.within or part.blocks:
            self._blocks(ET.SubElement(section, "intro" if part.within else "content"), part.blocks)
        for within in part.within:
            self._section(section, within)

    def _blocks(self, around: ET.Element, elements: Sequence[ET.Element]) -> None:
        for element in elements:
            self._block(around, element)

    def _block(self, around: ET.Element, element: ET.Element) -> None:
        match element.tag:
            case "p":
                self._paragraph(around, element)
            case "ul" | "ol":
                self._list(around, element)
            case "table":
                self._table(around, element)
            case "pre":
                block = ET.SubElement(around, "block", {"name": "kode"})
                block.text = plain("".join(element.itertext()))
            case "dt":
                self._inline(ET.SubElement(around, "p", {"class": "begrep"}), element)
            case "hr":
                pass
            case _:
                self._holder(around, element)

    def _holder(self, around: ET.Element, element: ET.Element) -> None:
        """Write what holds blocks: a quotation, a list of terms, an explanation; a frame of the page holds but one."""
        if element.tag == "div":
            self._blocks(around, list(element))
            return
        names = {"blockquote": "sitat", "dl": "begreper", "dd": "forklaring"}
        holder = ET.SubElement(around, "blockContainer", {"class": names.get(element.tag, element.tag)})
        self._mixed(holder, element)

    def _paragraph(self, around: ET.Element, element: ET.Element) -> None:
        named = {"eId": element.get("id", ""), "class": "" if "id" in element.attrib else element.get("class", "")}
        self._inline(ET.SubElement(around, "p", {k: v for k, v in named.items() if v}), element)

    def _mixed(self, around: ET.Element, element: ET.Element) -> None:
        """Write text and blocks in the order they have; what stands in no paragraph gets one, and so does nothing at all."""
        line: ET.Element | None = None
        if (element.text or "").strip():
            line = ET.SubElement(around, "p")
            line.text = plain(element.text)
        for child in element:
            if child.tag in _IN_LINE:
                line = ET.SubElement(around, "p") if line is None else line
                self._word(line, child)
            else:
                line = None
                self._block(around, child)
            if (child.tail or "").strip():
                line = ET.SubElement(around, "p") if line is None else line
                _add(line, child.tail)
        if not any(part.tag not in {"num", "heading"} for part in around):
            ET.SubElement(around, "p")

    def _list(self, around: ET.Element, element: ET.Element) -> None:
        items = element.findall("li")
        if not items:
            return
        found = ET.SubElement(around, "blockList")
        numbers = _shown_numbers(element) if element.tag == "ol" else [""] * len(items)
        for item, number in zip(items, numbers, strict=True):
            made = ET.SubElement(found, "item", {"eId": item.get("id", "")} if item.get("id") else {})
            if number:
                ET.SubElement(made, "num").text = number
            self._mixed(made, item)

    def _table(self, around: ET.Element, element: ET.Element) -> None:
        table = ET.SubElement(around, "table")
        for row in element.iter("tr"):
            made = ET.SubElement(table, "tr")
            for cell in row:
                self._mixed(ET.SubElement(made, cell.tag), cell)

    def _inline(self, around: ET.Element, element: ET.Element) -> None:
        """Write the text of an element, with what marks words in it."""
        around.text = plain(element.text)
        for child in element:
            self._word(around, child)
            _add(around, child.tail)

    def _word(self, around: ET.Element, element: ET.Element) -> None:
        if element.tag == "img":
            named = {"src": urljoin(self.place, element.get("src", "")), "alt": plain(element.get("alt"))}
            ET.SubElement(around, "img", named)
            return
        tag, attributes = self._link(element) if element.tag == "a" else _marked(element)
        made = ET.SubElement(around, tag, attributes)
        if tag != "eol":
            self._inline(made, element)

    def _link(self, element: ET.Element) -> tuple[str, dict[str, str]]:
        """Return a link; a reference that leads nowhere is text as any other."""
        if (index := element.get("data-ref")) is not None:
            target = self.links[int(index)]
            return ("ref", {"href": plain(target)}) if target else ("span", {})
        target = plain(element.get("href"))
        return ("a", {"href": urljoin(self.place, target)}) if target else ("span", {})


def _marked(element: ET.Element) -> tuple[str, dict[str, str]]:
    tag, kind = _INLINE.get(element.tag, ("span", ""))
    return tag, {"class": kind} if kind else {}


def _add(element: ET.Element, text: str | None) -> None:
    """Add text after all that an element holds."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + plain(text)
    else:
        element.text = (element.text or "") + plain(text)


def _shown_numbers(items: ET.Element) -> list[str]:
    """Return what a reader sees before each item: «a)», «1)» or «1.»."""
    kind = items.get("type")
    if kind == "a":
        return [f"{LETTERS[n - 1]})" if 0 < n <= len(LETTERS) else f"{n})" for n in item_numbers(items)]
    return [f"{n}{')' if kind else '.'}" for n in item_numbers(items)]
