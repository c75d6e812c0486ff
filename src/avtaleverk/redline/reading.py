"""From the tree that the page shows to blocks: rule 1 is that there is no second reading of the text."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from avtaleverk.model.text import Clause
from avtaleverk.redline.document import Block, Cell, Container, Holder, Kind, Row, Text
from avtaleverk.redline.runs import (
    Run,
    Runs,
    canonical,
    cut,
    gather,
    gather_inline,
    is_image,
    legal,
    normal,
    plain,
    without_breaks,
)
from avtaleverk.text.clauses import ClauseIds, heading_level, split_number
from avtaleverk.text.lists import LETTERS, item_numbers

_BEGINS = frozenset("0123456789§(")
BLOCK_TAGS = frozenset({"p", "ul", "ol", "dl", "blockquote", "pre", "hr", "table", "div", "li", "dt", "dd"})
_LEDD = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})+|§\s*\d+(?:-\d+)?|\(\d{1,3}\))[.):]?\s+(?=\S)")


@dataclass(slots=True)
class _Reader:
    """What one pass over a tree gathers."""

    ids: ClauseIds = field(default_factory=ClauseIds)
    blocks: list[Block] = field(default_factory=list)
    _begun: set[int] = field(default_factory=set)

    @property
    def clause(self) -> Clause | None:
        """Return the clause that the text stands in now."""
        return self.ids.innermost

    def add(self, block: Block) -> None:
        block.place = len(self.blocks)
        block.clause = self.clause
        block.opens = block.item is None or id(block.item) not in self._begun
        self._begun.update(id(container) for container in block.path)
        self.blocks.append(block)


def read(root: ET.Element) -> Text:
    """Return the blocks of a tree; what is not known by its tag is a paragraph of all its text."""
    reader = _Reader()
    for element in root:
        if level := heading_level(element):
            _heading(element, level, reader)
        else:
            _block(element, (), reader)
    return Text(tuple(reader.blocks), tuple(reader.ids.clauses))


def key_of(runs: Runs) -> str:
    """Return the text of runs as it is compared, with the address of each picture."""
    if len(runs) == 1 and not is_image(runs[0][1]):
        return normal(runs[0][0])
    return normal("".join(f" {text} \x00{dict(marks[-1][1])} " if is_image(marks) else text for text, marks in runs))


def _heading(element: ET.Element, level: int, reader: _Reader) -> None:
    runs = canonical(gather(element))
    text = plain(runs)
    number, title = split_number(text)
    clause = reader.ids.open(level, number, title)
    place = (text.rfind(title) if title else len(text)) if number else 0
    lead, rest = cut(runs, place)
    reader.add(Block(Kind.HEADING, key_of(rest), rest, lead, number, clause.level))


def _paragraph(raw: list[Run], path: tuple[Container, ...], reader: _Reader, *, loose: bool = True) -> None:
    runs = canonical(raw)
    lead: Runs = ()
    number = ""
    if runs and not path and runs[0][0][0:1] in _BEGINS and (m := _LEDD.match(plain(runs))):
        own = reader.clause.number if reader.clause else ""
        if not m["number"][0].isdigit() or (own and m["number"].startswith(own + ".")):
            number = m["number"]
            lead, runs = cut(runs, m.end())
    reader.add(Block(Kind.PARAGRAPH, key_of(runs), runs, lead, number, path=path, loose=loose))


def _block(element: ET.Element, path: tuple[Container, ...], reader: _Reader) -> None:
    tag = element.tag
    if tag in {"ul", "ol"}:
        _list(element, path, reader)
    elif tag == "blockquote":
        _flow(element, (*path, Container(Holder.QUOTE, tag)), reader)
    elif tag == "dl":
        _definitions(element, path, reader)
    elif tag == "pre":
        text = legal("".join(element.itertext()))
        reader.add(Block(Kind.CODE, text, ((text, ()),) if text else (), path=path))
    elif tag == "hr":
        reader.add(Block(Kind.RULE, "", path=path))
    elif tag == "table":
        rows = _rows(element)
        reader.add(Block(Kind.TABLE, " | ".join(row.key for row in rows), path=path, rows=rows))
    else:
        _paragraph(gather(element), path, reader)


def marker(items: ET.Element, number: int) -> str:
    """Return what a reader sees before an item: ``3.``, ``3)``, ``c)``, or "" for a bullet."""
    if items.tag == "ul":
        return ""
    kind = items.get("type")
    if kind == "a" and 0 < number <= len(LETTERS):
        return f"{LETTERS[number - 1]})"
    return f"{number})" if kind in {"a", "1"} else f"{number}."


def _list(element: ET.Element, path: tuple[Container, ...], reader: _Reader) -> None:
    outer = Container(Holder.LIST, element.tag)
    for item, number in zip(element.findall("li"), item_numbers(element), strict=True):
        _flow(item, (*path, outer, Container(Holder.ITEM, "li", marker(element, number))), reader)


def _definitions(element: ET.Element, path: tuple[Container, ...], reader: _Reader) -> None:
    outer = Container(Holder.DEFINITIONS, element.tag)
    for child in element:
        if child.tag == "dt":
            runs = canonical(gather(child))
            reader.add(Block(Kind.TERM, key_of(runs), runs, path=(*path, outer)))
        else:
            _flow(child, (*path, outer, Container(Holder.DEFINITION, child.tag)), reader)


def _flow(element: ET.Element, path: tuple[Container, ...], reader: _Reader) -> None:
    """Read what may hold both text and blocks; an empty one keeps its place with an empty block."""
    before = len(reader.blocks)
    raw: list[Run] = [(without_breaks(element.text), ())] if element.text else []
    for child in element:
        if child.tag in BLOCK_TAGS:
            _loose_text(raw, path, reader)
            raw = []
            _block(child, path, reader)
        else:
            gather_inline(child, (), raw)
        if child.tail:
            raw.append((without_breaks(child.tail), ()))
    _loose_text(raw, path, reader)
    if len(reader.blocks) == before:
        reader.add(Block(Kind.EMPTY, "", path=path))


def _loose_text(raw: list[Run], path: tuple[Container, ...], reader: _Reader) -> None:
    if any(text.strip(" \t\r\n\f\v") or is_image(marks) for text, marks in raw):
        _paragraph(raw, path, reader, loose=False)


def _rows(table: ET.Element) -> tuple[Row, ...]:
    return tuple(
        Row(tuple(_cell(cell) for cell in row), head=any(cell.tag == "th" for cell in row)) for row in table.iter("tr")
    )


def _cell(element: ET.Element) -> Cell:
    runs = canonical(gather(element))
    return Cell(runs, key_of(runs), (element.get("class") or "").removeprefix("kolonne-"))
