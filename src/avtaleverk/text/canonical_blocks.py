"""Blocks as canonical Markdown: headings with ``#``, bullets with ``-``, four spaces a level, a paragraph on one line."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from markdown import Markdown

from avtaleverk.text.canonical_inline import inline
from avtaleverk.text.canonical_pieces import CODE_LINE
from avtaleverk.text.canonical_shape import BLOCK_TAGS
from avtaleverk.text.clauses import heading_level
from avtaleverk.text.lists import LETTERS, item_numbers

_INDENT, _RULE = "    ", "---"
_LISTS = frozenset({"ul", "ol"})
# What would begin another block at the start of any line: a heading, a quotation, a rule, the target of a link.
_STARTS = re.compile(r"[#>]|([-*_])(?=(?:[ ]{0,2}\1){2,}[ ]*$)|\[(?=[^\[\]]*\]:)")
_DEFINES = re.compile(r":(?=[ ])")
# What would make a heading of the line before it.
_UNDERLINE = re.compile(r"-(?=-*[ ]*$)|=(?==*[ ]*$)")
_ITEM = re.compile(r"(?:\d+\.|\d{1,3}\)|[a-zæøå]\)|[-*+])(?=[ ])")
_CODES = {"=": "&#61;", ":": "&#58;"}
_RULES = {"kolonne-left": ":---", "kolonne-center": ":---:", "kolonne-right": "---:"}
_HEAD_AND_ONE = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that an element holds: a block, or a stretch of text beside blocks, in an element of its own."""

    element: ET.Element
    is_text: bool = False


def parts_of(element: ET.Element) -> list[Part]:
    """Return what an element holds, text beside its blocks as parts of its own."""
    parts: list[Part] = []
    stretch = ET.Element("p")
    stretch.text = element.text
    for child in element:
        if child.tag in BLOCK_TAGS:
            parts += [Part(stretch, is_text=True), Part(child)]
            stretch = ET.Element("p")
            stretch.text = child.tail
        else:
            stretch.append(child)
    return [part for part in [*parts, Part(stretch, is_text=True)] if not part.is_text or _says(part.element)]


def _says(element: ET.Element) -> bool:
    return bool("".join(element.itertext()).strip(" \t\r\n")) or element.find(".//img") is not None


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """Writes blocks; ``md`` reads back what it writes, to escape no more than is needed."""

    md: Markdown

    def flow(self, element: ET.Element, *, hung: bool = False) -> Iterator[str]:
        """Yield each block inside an element as its lines; ``hung`` says that they hang from a marker."""
        for part in parts_of(element):
            yield from self._block(part.element, hung=hung)

    def _block(self, element: ET.Element, *, hung: bool) -> Iterable[str]:
        if level := heading_level(element):
            return [self._heading(element, level)]
        if write := self._writer(element.tag):
            return write(element)
        if element.tag == "p" or not any(child.tag in BLOCK_TAGS for child in element):
            return filter(None, [_safe(inline(self.md, element, fenced=not hung), hung=hung)])
        return self.flow(element, hung=hung)

    def _writer(self, tag: str) -> Callable[[ET.Element], Iterable[str]] | None:
        return {
            "ul": self._list, "ol": self._list, "blockquote": self._quote, "dl": self._definitions,
            "pre": _code, "hr": lambda _: [_RULE], "table": self._table,
        }.get(tag)  # fmt: skip

    def _heading(self, element: ET.Element, level: int) -> str:
        text = inline(self.md, element, flat=True)
        text = re.sub("#+$", lambda m: m[0].replace("#", "\\#"), text)
        return f"{'#' * level} {text}".rstrip(" ")

    def _quote(self, element: ET.Element) -> Iterator[str]:
        lines = "\n\n".join(self.flow(element)).split("\n")
        yield "\n".join(f"> {line}".rstrip(" ") if not line else f"> {line}" for line in lines)

    def _list(self, element: ET.Element) -> Iterator[str]:
        """Yield a list, its items close together where the page shows them so."""
        lines, before = "", ""
        was_loose: bool | None = None
        for item, marker in zip(element.findall("li"), _markers(element), strict=True):
            is_loose = _looseness(item)
            apart = was_loose is not False if is_loose else was_loose is True and is_loose is None
            said = _hang(marker, ("\n" if is_loose is False else "\n\n").join(self.flow(item, hung=True)))
            if lines:
                # A bullet alone would make a heading of the line before it.
                lines += "\n\n" if apart or "\n\n" in before or said == "- " else "\n"
            lines, before, was_loose = lines + said, said, is_loose
        if lines:
            yield lines

    def _definitions(self, element: ET.Element) -> Iterator[str]:
        lines, before = "", ""
        for child in element:
            if child.tag == "dt":
                said, gap = _safe(inline(self.md, child, flat=True), hung=True), "\n\n" if before == "dd" else "\n"
            else:
                parts = parts_of(child)
                said = _hang(":   ", "\n\n".join(self.flow(child, hung=True)))
                gap = "\n\n" if parts and not parts[0].is_text else "\n"
            lines, before = f"{lines}{gap}{said}" if lines else said, child.tag
        if lines:
            yield lines

    def _table(self, element: ET.Element) -> Iterator[str]:
        """Yield a table, not padded: a longer word in one cell changes no other line."""
        rows = [list(row) for row in element.iter("tr")]
        width = max(map(len, rows), default=0)
        texts = [[inline(self.md, cell, flat=True, cell=True) for cell in row] for row in rows]
        if len(rows) == _HEAD_AND_ONE and not any(texts[1]) and not any(cell.attrib for cell in rows[1]):
            # A head alone is given an empty row when it is read.
            texts = texts[:1]
        rules = [_RULES.get(cell.get("class", ""), "---") for cell in rows[0]] if rows else []
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in texts]
        if width:
            rule = f"|{'|'.join(rules + ['---'] * (width - len(rules)))}|"
            yield "\n".join([lines[0], rule, *lines[1:]])


def _code(element: ET.Element) -> Iterator[str]:
    """Yield code, four spaces in."""
    if text := "".join(element.itertext()).rstrip():
        yield "\n".join(_INDENT + line if line else "" for line in text.split("\n"))


def _markers(element: ET.Element) -> Iterator[str]:
    """Yield what stands before each item of a list."""
    kind = element.get("type")
    for place, number in enumerate(item_numbers(element)):
        if element.tag == "ul":
            yield "- "
        elif kind == "a" and 0 < number <= len(LETTERS):
            yield f"{LETTERS[number - 1]}) "
        elif kind:
            yield f"{number}) "
        else:
            yield f"{element.get('start', number) if place == 0 else number}. "


def _looseness(item: ET.Element) -> bool | None:
    """Say whether an item is a paragraph or more, False where it is a bare text, None where it is neither."""
    parts = parts_of(item)
    if not parts or not (parts[0].is_text or parts[0].element.tag == "p"):
        return None
    return not (parts[0].is_text and all(_is_tight(part) for part in parts[1:]))


def _is_tight(part: Part) -> bool:
    return part.element.tag in _LISTS and not any(_looseness(item) for item in part.element)


def _hang(marker: str, text: str) -> str:
    """Return lines that hang from a marker."""
    # Code and rules cannot stand beside a marker.
    first, *rest = (f"\n\n{text}" if text.startswith((_INDENT, _RULE)) else text).split("\n")
    return "\n".join([marker + first, *(_INDENT + line if line else "" for line in rest)])


def _safe(text: str, *, hung: bool) -> str:
    """Return the lines of a paragraph so that none of them begins another block.

    Lines that look like items are left as they are in a paragraph that stands by itself: only its first could be one.
    """
    lines = [_safe_line(line, first=not place, item=hung or not place) for place, line in enumerate(text.split("\n"))]
    return "\n".join(lines).replace(CODE_LINE, "\n")


def _safe_line(line: str, *, first: bool, item: bool) -> str:
    if _STARTS.match(line):
        return f"\\{line}"
    if _DEFINES.match(line) or (not first and _UNDERLINE.match(line)):
        return f"{_CODES.get(line[0], chr(92) + line[0])}{line[1:]}"
    if item and (m := _ITEM.match(line)):
        return f"{m[0][:-1]}\\{m[0][-1]}{line[m.end() :]}"
    return line
