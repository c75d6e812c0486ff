"""Tables as Markdown can write them: one row of headings, one line in each cell, no cell over several."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from avtaleverk.imports.gathering import Gathering, add_text, first_words, move_into, says
from avtaleverk.imports.inlines import Inlines
from avtaleverk.imports.pandoc import Content, Node
from avtaleverk.text.canonical_shape import BLOCK_TAGS
from avtaleverk.text.clauses import text_of
from avtaleverk.word.noted import NoteKind

_ALIGNED = {"AlignLeft": "kolonne-left", "AlignRight": "kolonne-right", "AlignCenter": "kolonne-center"}
_LEFT = re.compile(r"^\s*\|?(?:.*\|)?\s*:-+\s*(?:\||$)", re.MULTILINE)
_Row = list[ET.Element | None]
_Write = Callable[[ET.Element, list[Node]], None]


@dataclass(frozen=True, slots=True)
class Tables:
    """Writes tables, and notes what they lose."""

    gathering: Gathering
    inlines: Inlines

    def read(self, content: Content, write: _Write) -> Iterator[ET.Element]:
        """Yield a table with what stands above it; ``write`` puts blocks into an element."""
        _, caption, columns, head, bodies, foot = content
        above = ET.Element("div")
        write(above, caption[1])
        yield from above
        heads = head[1]
        rows = [row for body in bodies for part in body[2:4] for row in part] + foot[1]
        if self._is_box([*heads, *rows]):
            yield from self._box([*heads, *rows], write)
            return
        grid = [
            row for row in self._grid([*heads, *rows], write) if any(cell is not None and says(cell) for cell in row)
        ]
        if grid:
            place = first_words(text_of(grid[0][0])) if grid[0][0] is not None else ""
            self._note_heads(len(heads), place)
            yield _table(grid, [_ALIGNED.get(column[0]["t"], "") for column in columns])

    def _is_box(self, rows: list[Content]) -> bool:
        """Say whether a table is only a frame around text: it has one cell, or one in each row and headings in them."""
        if any(len(cells) != 1 for _, cells in rows):
            return False
        return len(rows) == 1 or any(block["t"] == "Header" for _, cells in rows for block in cells[0][4])

    def _box(self, rows: list[Content], write: _Write) -> Iterator[ET.Element]:
        inside = ET.Element("div")
        for _, cells in rows:
            write(inside, cells[0][4])
        if len(inside):
            self.gathering.note(
                NoteKind.UNSURE, f"En ramme rundt en tekst er borte, teksten er med: «{first_words(text_of(inside))}»"
            )
        yield from inside

    def _note_heads(self, heads: int, place: str) -> None:
        if not heads:
            self.gathering.note(
                NoteKind.UNSURE, f"Tabellen har ingen overskriftsrad i fila. Første rad («{place}») er blitt det"
            )
        elif heads > 1:
            self.gathering.note(
                NoteKind.UNSURE, f"Tabellen ved «{place}» har {heads} overskriftsrader. Bare den første er det nå"
            )

    def _grid(self, rows: Iterable[Content], write: _Write) -> list[_Row]:
        """Return the cells by place; one that spans several stands in the first of them."""
        grid: list[_Row] = []
        taken: dict[int, int] = {}
        spans = False
        for _, cells in rows:
            line: _Row = []
            for _, _, height, width, blocks in cells:
                _fill(line, taken)
                line += [self._cell(blocks, write), *([None] * (width - 1))]
                taken |= {place: height - 1 for place in range(len(line) - width, len(line)) if height > 1}
                spans = spans or width > 1 or height > 1
            _fill(line, taken)
            grid.append(line)
        if spans:
            self.gathering.note(
                NoteKind.UNSURE, "En celle i en tabell dekket flere ruter. Teksten står i den første, de andre er tomme"
            )
        return grid

    def _cell(self, blocks: list[Node], write: _Write) -> ET.Element:
        """Return a cell on one line."""
        inside, cell = ET.Element("div"), ET.Element("td")
        write(inside, blocks)
        several = len(inside) > 1 or any(e.tag in {"br", "ul", "ol", "table"} for e in inside.iter())
        _flatten(cell, inside)
        if several:
            what = "En celle i en tabell har flere linjer. De er satt sammen til én"
            self.gathering.note(NoteKind.UNSURE, f"{what}: «{first_words(text_of(cell))}»")
        return cell


def plain_columns(root: ET.Element, body: str) -> None:
    """Take out that columns stand to the left, as all do, unless the text in force says so itself.

    LibreOffice says it of every cell, so that a file saved there would seem to have other tables than before.
    """
    if _LEFT.search(body):
        return
    for cell in root.iter():
        if cell.tag in {"th", "td"} and cell.get("class") == _ALIGNED["AlignLeft"]:
            del cell.attrib["class"]


def _fill(line: _Row, taken: dict[int, int]) -> None:
    """Leave empty those places of a row that a cell above it reaches down into."""
    while taken.get(len(line), 0):
        taken[len(line)] -= 1
        line.append(None)


def _flatten(cell: ET.Element, element: ET.Element) -> None:
    """Put what blocks say into a cell, one after another."""
    _say(cell, element.text)
    for number, child in enumerate(list(element)):
        tail, child.tail = child.tail, None
        if child.tag in BLOCK_TAGS:
            if says(cell) and child.tag not in _PARTS:
                _say(cell, "; " if child.tag == "tr" or (number and child.tag == "li") else " ")
            _flatten(cell, child)
        elif child.tag == "br":
            _say(cell, " ")
        else:
            cell.append(child)
        _say(cell, tail)


# What holds rows or items and parts nothing by itself.
_PARTS = frozenset({"thead", "tbody", "ul", "ol"})


def _say(cell: ET.Element, text: str | None) -> None:
    """Add text, without a second space where there is one; a separator takes the place of the space before it."""
    so_far = "".join(cell.itertext())
    plain = text or ""
    add_text(cell, plain.lstrip() if so_far.endswith(" ") else plain)


def _table(grid: list[_Row], aligned: list[str]) -> ET.Element:
    width = max(map(len, grid))
    table = ET.Element("table")
    parts = {"th": ET.SubElement(table, "thead"), "td": ET.SubElement(table, "tbody")}
    for number, line in enumerate(grid):
        tag = "td" if number else "th"
        row = ET.SubElement(parts[tag], "tr")
        for place, cell in enumerate([*line, *([None] * (width - len(line)))]):
            made = ET.SubElement(row, tag)
            if place < len(aligned) and aligned[place]:
                made.set("class", aligned[place])
            if cell is not None:
                move_into(made, cell)
    return table
