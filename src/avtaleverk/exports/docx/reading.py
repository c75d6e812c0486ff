"""What a Word file says, read straight from its elements: the yardstick of the check.

Nothing here knows how the file was written, of blocks, pieces or marks. Numbers are counted as Word counts them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from avtaleverk.redline.runs import Run, canonical
from avtaleverk.redline.tree import Plain
from avtaleverk.word.names import R, w
from avtaleverk.word.xml import Element, is_on, local, value

FRAME = "avtaleverk:ramme"
_IN = 425
_HOLDERS = {"ListParagraph": "listepunkt", "ListContinue": "listepunkt", "Quote": "sitat", "Definition": "forklaring"}
_KINDS = {"DefinitionTerm": "begrep", "SourceCode": "kode", "HorizontalRule": "strek"}
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_WRAPPERS = frozenset({"ins", "moveTo", "del", "moveFrom"})


@dataclass(slots=True)
class Reader:
    """Reads the text of one side. ``links`` are the addresses by their relations, ``lists`` what counts the items."""

    links: dict[str, str]
    lists: dict[str, Element]
    _counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def read(self, body: Element) -> Plain:
        """Return the blocks of a body as plain tuples, what is empty left out."""
        return tuple(self._blocks(body))

    def _blocks(self, body: Element) -> Iterator[Plain]:
        for element in body:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield ("tabell", _depth(element.find(w("tblPr")), "tblInd", "w"), tuple(self._rows(element)))

    def _paragraph(self, element: Element) -> Iterator[Plain]:
        properties = element.find(w("pPr"))
        style, depth = value(properties, "pStyle") or "", _depth(properties, "ind", "left")
        numbering = properties.find(w("numPr")) if properties is not None else None
        if numbering is not None:
            yield ("listepunkt", depth, self._number(numbering))
        raw = list(self._runs(element, ()))
        kind = _KINDS.get(style, "avsnitt")
        if kind == "strek":
            yield (kind, depth)
        elif kind == "kode":
            if text := "".join(text for text, _ in raw).replace("\v", "\n"):
                yield (kind, depth, text)
        elif runs := canonical(raw):
            if style.startswith("Heading"):
                yield ("overskrift", int(style.removeprefix("Heading")), runs)
            else:
                yield (kind, depth, _HOLDERS.get(style, ""), runs)

    def _number(self, numbering: Element) -> str:
        """Return what Word shows before an item, and count it."""
        key = value(numbering, "numId") or "", value(numbering, "ilvl") or ""
        level = self.lists[key[0]].find(f"{w('lvl')}[@{w('ilvl')}='{key[1]}']")
        how = value(level, "numFmt")
        if how == "bullet":
            return ""
        count = self._counts[key] = self._counts.get(key, int(value(level, "start") or "1") - 1) + 1
        letter = chr(ord("a") + count - 1) if how == "lowerLetter" else str(count)
        return (value(level, "lvlText") or "").replace(f"%{int(key[1]) + 1}", letter)

    def _rows(self, table: Element) -> Iterator[Plain]:
        for row in table.findall(w("tr")):
            cells = tuple(self._cell(cell) for cell in row.findall(w("tc")))
            yield (bool(is_on(row.find(w("trPr")), "tblHeader")), cells)

    def _cell(self, cell: Element) -> Plain:
        align = value(cell.find(f"{w('p')}/{w('pPr')}"), "jc") or ""
        return (align, canonical([run for p in cell.findall(w("p")) for run in self._runs(p, ())]))

    def _runs(self, parent: Element, around: tuple[str, ...]) -> Iterator[Run]:
        for child in parent:
            name = local(child)
            if name == "r":
                yield from _run(child, around)
            elif name == "hyperlink" and _is_reference(child):
                yield from self._runs(child, around)
            elif name == "hyperlink":
                address = self.links.get(child.get(f"{{{R}}}id", ""), f"#{child.get(w('anchor'))}")
                yield from self._runs(child, (f"a {address} {child.get(w('tooltip'), '')}",))
            elif name in _WRAPPERS:
                yield from self._runs(child, around)


def _is_reference(link: Element) -> bool:
    """Say whether a link is of the file and not of the text."""
    first = link.find(f".//{w('rPr')}")
    return value(first, "rStyle") == "Reference"


def _depth(properties: Element | None, name: str, attribute: str) -> int:
    return int(value(properties, name, attribute) or "0") // _IN


def _run(run: Element, around: tuple[str, ...]) -> Iterator[Run]:
    properties = run.find(w("rPr"))
    style = value(properties, "rStyle") or ""
    said = (("code", style == "VerbatimChar"), ("b", is_on(properties, "b")), ("i", is_on(properties, "i")))
    marks = tuple((tag, ()) for tag in (*around, *(tag for tag, is_said in said if is_said)))
    for child in run:
        name = local(child)
        if name in {"t", "delText"}:
            shown = "" if style == "SilentPicture" else child.text or ""
            is_picture = style in {"PictureText", "SilentPicture"}
            yield (shown, (*marks, ("img", (("src", ""),)))) if is_picture else (shown, marks)
        elif name == "br":
            yield ("\v", marks)
        elif name == "tab":
            yield ("\t", marks)
        elif name == "drawing":
            about = next(child.iter(_WP))
            yield (about.get("descr", ""), (*marks, ("img", (("src", about.get("name", "")),))))
