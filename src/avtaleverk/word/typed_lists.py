"""Lists that somebody typed by hand: «• », «- », «1) » before each line. They become lists where that is safe."""

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from avtaleverk.word.names import W, w
from avtaleverk.word.noted import NoteKind
from avtaleverk.word.notes import Notes, shortened, text_of
from avtaleverk.word.styles import Styles
from avtaleverk.word.xml import Element, each, given_properties, local, properties

_SIGN = re.compile(r"[ \u00a0]{0,4}(?P<sign>[•·▪◦‣\u2013\u2014*-]|o(?=\t)|[\uf0b7\uf0a7])[\t \u00a0]+(?=\S)")
_COUNTED = re.compile(r"[ \u00a0]{0,4}(?P<count>\d{1,2}|[a-z])\)[\t \u00a0]+(?=\S)")
# Far from the numbers that Word gives lists.
_FIRST_ID = 2_000_000_000
_LEAST = 2
_MARKS = tuple(w(name) for name in ("ins", "del", "moveFrom", "moveTo"))


@dataclass(frozen=True, slots=True)
class _Typed:
    """A line that begins like an item: its sign, what it counts (0 for a sign alone), and how long the sign is."""

    paragraph: Element
    kind: str
    count: int
    length: int


@dataclass(slots=True)
class TypedLists:
    """Finds typed lists and adds them to the lists that the file defines."""

    numbering: Element | None
    _made: int = field(default=0)

    def __post_init__(self) -> None:
        """Work on a copy."""
        self.numbering = deepcopy(self.numbering) if self.numbering is not None else None

    def find(self, root: Element, styles: Styles, notes: Notes) -> None:
        """Make lists of lines that follow one another with one sign, or count on; note the rest."""
        group: list[_Typed] = []
        for paragraph in each(root, "p"):
            typed = None if _is_taken(paragraph, styles) else _typed(paragraph)
            if group and (typed is None or not _goes_on(group[-1], typed)):
                self._finish(group, notes)
                group = []
            if typed is not None:
                group.append(typed)
        self._finish(group, notes)

    def _finish(self, group: list[_Typed], notes: Notes) -> None:
        if not group:
            return
        if len(group) < _LEAST or (group[0].count and group[0].count != 1):
            for typed in group:
                what = "begynner som et listepunkt som er skrevet for hånd, og er beholdt som tekst"
                notes.add(NoteKind.UNSURE, f"«{shortened(text_of(typed.paragraph))}» {what}", typed.paragraph)
            return
        number = self._define(group[0])
        for typed in group:
            _without_sign(typed.paragraph, typed.length)
            _give_number(typed.paragraph, number)
        what = f"En liste som er skrevet for hånd er gjort til en liste: «{shortened(text_of(group[0].paragraph))}»"
        notes.add(NoteKind.READ, what, group[0].paragraph)

    def _define(self, first: _Typed) -> str:
        if self.numbering is None:
            self.numbering = etree.Element(w("numbering"), nsmap={"w": W})
        self._made += 1
        name = str(_FIRST_ID + self._made)
        abstract = etree.SubElement(self.numbering, w("abstractNum"), {w("abstractNumId"): name})
        level = etree.SubElement(abstract, w("lvl"), {w("ilvl"): "0"})
        how = {"letter": "lowerLetter", "digit": "decimal"}.get(first.kind, "bullet")
        for tag, said in (("start", "1"), ("numFmt", how), ("lvlText", "%1)" if first.count else "•")):
            etree.SubElement(level, w(tag), {w("val"): said})
        num = etree.SubElement(self.numbering, w("num"), {w("numId"): name})
        etree.SubElement(num, w("abstractNumId"), {w("val"): name})
        return name


def _is_taken(paragraph: Element, styles: Styles) -> bool:
    """Say whether a paragraph is a heading, or in a list that Word knows."""
    if styles.heading_level(paragraph) or styles.title_kind(paragraph):
        return True
    own = properties(paragraph)
    if own is not None and own.find(w("numPr")) is not None:
        return True
    chain = styles.chain(styles.paragraph_style(paragraph))
    return any(s.find(f"{w('pPr')}/{w('numPr')}") is not None for s in chain)


def _typed(paragraph: Element) -> _Typed | None:
    text, plain = _start(paragraph)
    if m := _SIGN.match(text):
        return _Typed(paragraph, m["sign"], 0, m.end()) if m.end() <= plain else None
    m = _COUNTED.match(text)
    if m is None or m.end() > plain:
        return None
    count = int(m["count"]) if m["count"].isdigit() else ord(m["count"]) - ord("a") + 1
    return _Typed(paragraph, "digit" if m["count"].isdigit() else "letter", count, m.end())


def _goes_on(before: _Typed, typed: _Typed) -> bool:
    """Say whether two lines stand one after the other in one list."""
    sibling = typed.paragraph.getprevious()
    while sibling is not None and local(sibling) not in {"p", "tbl"}:
        sibling = sibling.getprevious()
    return (
        sibling is before.paragraph
        and before.kind == typed.kind
        and (typed.count == 0 or typed.count == before.count + 1)
    )


def _start(paragraph: Element) -> tuple[str, int]:
    """Return the first letters of a paragraph, and how many of them bear one and the same mark or none."""
    text, plain, mark = "", None, None
    for element in _letters(paragraph):
        around = next((a for a in element.iterancestors(*_MARKS)), None)
        kind = around.tag if around is not None else ""
        if mark is None:
            mark = kind
        elif kind != mark and plain is None:
            plain = len(text)
        text += "\t" if local(element) == "tab" else element.text or ""
        if len(text) > _ENOUGH:
            break
    return text, len(text) if plain is None else plain


_ENOUGH = 8


def _letters(paragraph: Element) -> Iterable[Element]:
    for element in paragraph.iter(w("t"), w("delText"), w("tab")):
        parent = element.getparent()
        if parent is not None and parent.tag == w("r"):
            yield element


def _without_sign(paragraph: Element, length: int) -> None:
    """Take the first letters out of a paragraph."""
    for element in list(_letters(paragraph)):
        if length <= 0:
            return
        if local(element) == "tab":
            length -= 1
            if (parent := element.getparent()) is not None:
                parent.remove(element)
        else:
            taken = min(length, len(element.text or ""))
            element.text = (element.text or "")[taken:]
            length -= taken


def _give_number(paragraph: Element, number: str) -> None:
    own = given_properties(paragraph)
    numbering = own.makeelement(w("numPr"))
    numbering.append(numbering.makeelement(w("ilvl"), {w("val"): "0"}))
    numbering.append(numbering.makeelement(w("numId"), {w("val"): number}))
    own.append(numbering)
