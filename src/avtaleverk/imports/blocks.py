"""Pandoc's blocks as the elements that our Markdown knows: headings, paragraphs, lists, tables and a few more."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from avtaleverk.imports.gathering import Gathering, legal, move_into, says
from avtaleverk.imports.inlines import NOTE, Inlines
from avtaleverk.imports.lists import LEVEL, UNDER, join_lists, tighten
from avtaleverk.imports.pandoc import Content, Node
from avtaleverk.imports.tables import Tables
from avtaleverk.text.clauses import text_of
from avtaleverk.word.noted import NoteKind

_DEEPEST_HEADING = 6
_QUOTE_STYLE = re.compile(r"quot|sitat|block ?text|blokktekst", re.IGNORECASE)
_LEVEL_OF_STYLE = re.compile(r"(?:list|liste|punktliste|nummerert liste)\D*([2-5])$", re.IGNORECASE)
# What belongs to an item of a list, and on which level that stands.
_CONTINUES = re.compile(r"List Continue ([1-9])")
# Where pandoc does not tell a quotation from an indent, its word is taken.
ALL_QUOTES = "*"


@dataclass(slots=True)
class Blocks:
    """Writes blocks into elements, and notes in ``gathering`` what has no place there."""

    gathering: Gathering
    style: str = ""
    inlines: Inlines = field(init=False)
    tables: Tables = field(init=False)

    def __post_init__(self) -> None:
        """Let what stands in paragraphs and cells be written by those who know it."""
        self.inlines = Inlines(self.gathering, self.add)
        self.tables = Tables(self.gathering, self.inlines)

    def add(self, parent: ET.Element, blocks: Iterable[Node]) -> None:
        """Put blocks at the end of an element."""
        self._write(parent, blocks)
        join_lists(parent, self.gathering)

    def _write(self, parent: ET.Element, blocks: Iterable[Node]) -> None:
        for block in blocks:
            if write := self._writer(block["t"]):
                write(parent, block.get("c"))
            else:
                self.gathering.note(NoteKind.UNSURE, f"Et innhold av typen «{block['t']}» er ikke tatt med")

    def _writer(self, kind: str) -> Callable[[ET.Element, Content], None] | None:
        return {
            "Plain": self._paragraph,
            "Para": self._paragraph,
            "Header": self._heading,
            "BlockQuote": self._quote,
            "Div": self._styled,
            "CodeBlock": self._code,
            "HorizontalRule": self._rule,
            "BulletList": self._bullets,
            "OrderedList": self._numbers,
            "DefinitionList": self._definitions,
            "Table": self._table,
            "Figure": self._figure,
            "LineBlock": self._lines,
            "RawBlock": self._raw,
        }.get(kind)

    def _paragraph(self, parent: ET.Element, content: Content) -> None:
        paragraph = ET.Element("p")
        self.inlines.add(paragraph, content)
        if says(paragraph):
            parent.append(paragraph)

    def _heading(self, parent: ET.Element, content: Content) -> None:
        level, (name, *_), inlines = content
        heading = ET.Element(f"h{min(level, _DEEPEST_HEADING)}")
        self.inlines.add(heading, inlines)
        if not says(heading):
            return
        self._plain_heading(heading)
        self.gathering.place = text_of(heading)
        self.gathering.ids[str(name)] = heading
        parent.append(heading)

    def _plain_heading(self, heading: ET.Element) -> None:
        """Take out what no heading has: bold all through, breaks, and references to footnotes."""
        while len(heading) == 1 and heading[0].tag in {"strong", "em"} and not _around(heading):
            inner = heading[0]
            heading.remove(inner)
            move_into(heading, inner)
        for link in heading.iter("a"):
            if number := link.get(NOTE):
                what = f"Fotnote {number} hører til en overskrift, og henvisningen til den er ikke en lenke"
                self.gathering.note(NoteKind.UNSURE, what, text_of(heading))

    def _quote(self, parent: ET.Element, content: Content) -> None:
        """Write a quotation; an indent that no style calls one, or that a style has by itself, is only an indent."""
        if self.style != ALL_QUOTES and not _QUOTE_STYLE.search(self.style):
            self.add(parent, content)
            return
        before, self.style = self.style, ALL_QUOTES if self.style == ALL_QUOTES else ""
        self.add(ET.SubElement(parent, "blockquote"), content)
        self.style = before

    def _styled(self, parent: ET.Element, content: Content) -> None:
        (_, _, pairs), blocks = content
        before = self.style
        if self.style != ALL_QUOTES:
            self.style = dict(pairs).get("custom-style", self.style)
        first = len(parent)
        self._write(parent, blocks)
        if m := _CONTINUES.fullmatch(dict(pairs).get("custom-style", "")):
            for element in parent[first:]:
                element.set(UNDER, m[1])
        self.style = before

    def _code(self, parent: ET.Element, content: Content) -> None:
        # With the end of line that a block of code has on a page.
        ET.SubElement(ET.SubElement(parent, "pre"), "code").text = f"{legal(content[1]).rstrip()}\n"

    def _rule(self, parent: ET.Element, _: object) -> None:
        ET.SubElement(parent, "hr")

    def _bullets(self, parent: ET.Element, content: Content) -> None:
        self._items(ET.SubElement(parent, "ul"), content)

    def _numbers(self, parent: ET.Element, content: Content) -> None:
        (start, style, delimiter), items = content
        ordered = ET.SubElement(parent, "ol", {"start": str(start)} if start != 1 else {})
        if kind := self._kind(style["t"], delimiter["t"]):
            ordered.set("type", kind)
        self._items(ordered, items)

    def _kind(self, style: str, delimiter: str) -> str:
        """Return the kind of list that shows these markers, or the nearest there is."""
        if "Alpha" in style:
            if style.startswith("Upper"):
                self.gathering.note(NoteKind.UNSURE, "En liste med A, B, C er blitt en liste med a), b), c)")
            return "a"
        if "Roman" in style:
            self.gathering.note(NoteKind.UNSURE, "En liste med romertall er blitt en liste med vanlige tall")
        return "1" if "Paren" in delimiter else ""

    def _items(self, items: ET.Element, content: Content) -> None:
        for blocks in content:
            item = ET.SubElement(items, "li")
            self.add(item, blocks)
            tighten(item)
        if content and (level := self._level(content[0])) > 1:
            items.set(LEVEL, str(level))

    def _level(self, blocks: list[Node]) -> int:
        """Return the level that the style of an item names: «List Bullet 2» stands one in."""
        styles = [dict(b["c"][0][2]).get("custom-style", "") for b in blocks[:1] if b["t"] == "Div"]
        m = _LEVEL_OF_STYLE.search(styles[0]) if styles else None
        return int(m[1]) if m else 1

    def _definitions(self, parent: ET.Element, content: Content) -> None:
        terms = ET.SubElement(parent, "dl")
        for term, definitions in content:
            self.inlines.add(ET.SubElement(terms, "dt"), term)
            for definition in definitions:
                said = ET.SubElement(terms, "dd")
                self.add(said, definition)
                tighten(said)

    def _table(self, parent: ET.Element, content: Content) -> None:
        parent.extend(self.tables.read(content, self.add))

    def _figure(self, parent: ET.Element, content: Content) -> None:
        _, (_, caption), blocks = content
        self.add(parent, blocks)
        self.add(parent, caption)

    def _lines(self, parent: ET.Element, content: Content) -> None:
        paragraph = ET.SubElement(parent, "p")
        for number, line in enumerate(content):
            if number:
                ET.SubElement(paragraph, "br")
            self.inlines.add(paragraph, line)

    def _raw(self, _: ET.Element, content: Content) -> None:
        self.gathering.note(NoteKind.LEFT_OUT, f"Kode av typen {content[0]} er ikke tatt med")


def _around(heading: ET.Element) -> bool:
    """Say whether there is text beside the only element of a heading."""
    return bool((heading.text or "").strip() or (heading[0].tail or "").strip())
