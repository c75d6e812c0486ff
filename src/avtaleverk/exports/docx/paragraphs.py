"""One unit of text as a paragraph of Word, with what is said of it before and now."""

from dataclasses import dataclass

from lxml import etree

from avtaleverk.exports.docx.elements import add, marked
from avtaleverk.exports.docx.inline import InlineWriter
from avtaleverk.exports.docx.links import bookmark
from avtaleverk.exports.docx.looks import STEP, Look, Style
from avtaleverk.exports.docx.pen import Pen
from avtaleverk.exports.docx.units import Text
from avtaleverk.word.names import w
from avtaleverk.word.xml import Element

_ALIGN = {"left": "left", "center": "center", "right": "right"}


@dataclass(frozen=True, slots=True)
class ParagraphWriter:
    """Writes paragraphs below an element."""

    pen: Pen
    inline: InlineWriter

    def write(self, parent: Element, unit: Text) -> None:
        """Add one paragraph with its marks."""
        made = add(parent, "p")
        self.properties(made, unit.old, unit.new, unit.end)
        around = self._range_start(made, unit)
        if unit.point:
            number = self.pen.number()
            add(made, "bookmarkStart", id=number, name=bookmark(unit.point))
            add(made, "bookmarkEnd", id=number)
        self.inline.write(made, unit.spans, unit.frames)
        if around:
            add(parent, f"{unit.end[0]}RangeEnd", id=around)

    def _range_start(self, made: Element, unit: Text) -> str:
        """Open the stretch that a move left or came to, and return its number."""
        if not unit.name:
            return ""
        signed = self.pen.signed()
        marked(made, f"{unit.end[0]}RangeStart", signed | {w("name"): unit.name})
        return signed[w("id")]

    def properties(self, paragraph: Element, old: Look | None, new: Look | None, end: tuple[str, ...] = ()) -> None:
        """Say how a paragraph looks, what it looked like before, and whether its end is new or gone."""
        shown = new or old
        if shown is None:
            return
        properties = etree.Element(w("pPr"))
        _say(properties, shown)
        if end:
            own = add(properties, "rPr")
            for name in end:
                marked(own, name, self.pen.signed())
        if old and new and old != new:
            before = marked(properties, "pPrChange", self.pen.signed())
            _say(add(before, "pPr"), old)
        if len(properties):
            paragraph.append(properties)


def _say(properties: Element, look: Look) -> None:
    """Add a look, in the order that the format asks for."""
    if look.style != Style.NORMAL:
        add(properties, "pStyle", val=look.style)
    if look.place:
        numbering = add(properties, "numPr")
        add(numbering, "ilvl", val=look.place.level)
        add(numbering, "numId", val=look.place.number)
    if look.place:
        add(properties, "ind", left=look.twips, hanging=STEP)
    elif look.depth:
        add(properties, "ind", left=look.twips)
    if look.align:
        add(properties, "jc", val=_ALIGN.get(look.align, "left"))
