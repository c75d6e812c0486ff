"""Spans as runs of Word: links around them, marks inside the links, letters and pictures inside the marks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from avtaleverk.exports.docx.drawing import draw
from avtaleverk.exports.docx.elements import RELATION, add, marked, text
from avtaleverk.exports.docx.links import Relations
from avtaleverk.exports.docx.looks import Style
from avtaleverk.exports.docx.pen import Pen
from avtaleverk.exports.docx.spans import REFERENCE, Span, target
from avtaleverk.redline.pieces import State
from avtaleverk.redline.runs import Marks, is_image
from avtaleverk.word.names import w
from avtaleverk.word.xml import Element

# For each state the marks around its runs, outermost first.
Frames = dict[State, tuple[str, ...]]
IN_BOTH: Frames = {State.NEW: ("ins",), State.OLD: ("del",)}
INSERTED: Frames = dict.fromkeys((State.SAME, State.FORMAT, State.NEW), ("ins",))
DELETED: Frames = dict.fromkeys((State.SAME, State.OLD), ("del",))
MOVED_AWAY: Frames = dict.fromkeys((State.SAME, State.OLD), ("moveFrom",))
MOVED_HERE: Frames = {State.SAME: ("moveTo",), State.FORMAT: ("moveTo",), State.NEW: ("ins",)}
_SIGNS = re.compile(r"([\n\t])")
_BOLD, _ITALIC = frozenset({"strong", "b"}), frozenset({"em", "i"})


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """Writes spans into a paragraph."""

    pen: Pen
    relations: Relations

    def write(self, parent: Element, spans: Iterable[Span], frames: Frames) -> None:
        """Add the runs of spans; ``frames`` says how each state is marked."""
        for link, linked in groupby(spans, key=lambda span: target(span.marks)):
            inside = list(linked)
            place = self._link(parent, *link) if link else parent
            for around, group in groupby(inside, key=lambda span: frames.get(span.state, ())):
                self._marked(place, list(group), around)

    def _link(self, parent: Element, address: str, title: str) -> Element:
        written = self.relations.addresses.written(address)
        if not written:
            return parent
        said: dict[str, str] = {"tooltip": title} if title else {}
        if written.startswith("#"):
            return add(parent, "hyperlink", anchor=written[1:], **said)
        link = add(parent, "hyperlink", **said)
        link.set(RELATION, self.relations.link(written))
        return link

    def _marked(self, parent: Element, spans: Sequence[Span], around: tuple[str, ...]) -> None:
        for name in around:
            parent = marked(parent, name, self.pen.signed())
        for span in spans:
            self._run(parent, span, "delText" if "del" in around else "t")

    def _run(self, parent: Element, span: Span, letters: str) -> None:
        if is_image(span.marks):
            self._picture(parent, span, letters)
            return
        run = add(parent, "r")
        in_link = bool(self.relations.addresses.written((target(span.marks) or ("", ""))[0]))
        self._properties(run, span, in_link=in_link)
        _letters(run, span.text, letters)

    def _properties(self, run: Element, span: Span, *, in_link: bool) -> None:
        changed = span.state is State.FORMAT
        if not changed and not in_link and not span.marks:
            return
        properties = etree.Element(w("rPr"))
        _say(properties, span.marks, in_link=in_link)
        if changed:
            before = marked(properties, "rPrChange", self.pen.signed())
            _say(add(before, "rPr"), span.before, in_link=in_link)
        if len(properties):
            run.append(properties)

    def _picture(self, parent: Element, span: Span, letters: str) -> None:
        """Add a picture, or where nobody has it, its words with the address that it has on the site."""
        said = dict(span.marks[-1][1])
        source, title = said.get("src", ""), said.get("title", "")
        if known := self.relations.picture(source):
            draw(add(parent, "r"), *known, (self.pen.number(), span.text, source, title))
            return
        run = add(parent, "r")
        style = Style.PICTURE if span.text else Style.SILENT_PICTURE
        properties = add(run, "rPr")
        add(properties, "rStyle", val=style)
        _say(properties, tuple(mark for mark in span.marks if mark[0] != "code"), in_link=False)
        text(run, letters, span.text or "[bilde]")


def _say(properties: Element, marks: Marks, *, in_link: bool) -> None:
    """Add how letters look, in the order that the format asks for."""
    tags = {tag for tag, _ in marks}
    if "code" in tags:
        add(properties, "rStyle", val=Style.CODE_LETTERS)
    elif REFERENCE in tags and in_link:
        add(properties, "rStyle", val=Style.REFERENCE)
    elif in_link:
        add(properties, "rStyle", val=Style.LINK)
    if tags & _BOLD:
        add(properties, "b")
    if tags & _ITALIC:
        add(properties, "i")


def _letters(run: Element, words: str, name: str) -> None:
    for part in _SIGNS.split(words):
        if part == "\n":
            add(run, "br")
        elif part == "\t":
            add(run, "tab")
        elif part:
            text(run, name, part)
