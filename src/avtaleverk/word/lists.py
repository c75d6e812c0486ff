"""Lists written so that every reader sees the same: one list a definition, its level and its first number told."""

import re
from dataclasses import dataclass, field

from avtaleverk.word.names import w
from avtaleverk.word.numbering import Label, Numbering, whole
from avtaleverk.word.styles import Styles
from avtaleverk.word.xml import Element, given_properties, local, properties, value

# Two indents closer than this (a twentieth of a point each) are meant to be one.
_SLACK = 120
_DEEPEST = 8
# A quotation or the like stands as far in as an item, and belongs to none.
_PLAIN_STYLE = re.compile(r"normal|list|body text|brødtekst|no spacing|ingen mellomrom|default", re.IGNORECASE)
# The style of what belongs to an item and has no number of its own; the digit is the level of the list.
CONTINUE_STYLE = "avtaleverk-fortsettelse"


@dataclass(frozen=True, slots=True)
class Written:
    """A list in the clean file: one level of one definition."""

    depth: int
    how: str
    text: str
    start: int


@dataclass(slots=True)
class _Open:
    list_id: str
    depth: int
    left: int
    level: int
    number: int
    count: int
    is_bullet: bool


@dataclass(slots=True)
class ListWriter:
    """Gives list items their place, in the order of the text."""

    lists: list[Written] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _last: Element | None = None

    def add(self, paragraph: Element, label: Label, numbering: Numbering, *, as_bullet: bool = False) -> None:
        """Put a paragraph into the list that it goes on with, or into a new one."""
        if self._last is None or not _follows(self._last, paragraph):
            self._open = []
        self._last = paragraph
        bullet = as_bullet or label.is_bullet
        left = _left(paragraph, label, numbering.styles)
        self._close_deeper(label, left)
        top = self._open[-1] if self._open else None
        if top is None or _is_inside(top, label, left):
            level = 0 if top is None else min(top.level + 1, _DEEPEST)
            self._begin(label, left, level, is_bullet=bullet)
        elif not _goes_on(top, label, is_bullet=bullet):
            level = top.level
            self._open.pop()
            self._begin(label, left, level, is_bullet=bullet)
        now = self._open[-1]
        now.count, now.list_id, now.depth = label.count, label.list_id, label.depth
        _number(paragraph, now)

    def take_along(self, paragraph: Element, styles: Styles) -> bool:
        """Let a paragraph without a number belong to the item before it, if it stands as far in; say whether it does."""
        own = properties(paragraph)
        if own is None or own.find(w("numPr")) is not None or styles.heading_level(paragraph):
            return False
        name = next(styles.names(styles.paragraph_style(paragraph)), "")
        if name and not _PLAIN_STYLE.match(name):
            return False
        left = _indent(paragraph)
        if left is None:
            chain = styles.chain(styles.paragraph_style(paragraph))
            left = next((n for s in chain if (n := _indent(s)) is not None), 0)
        around = [o for o in self._open if left > 0 and o.left <= left + _SLACK]
        if not around:
            return False
        for child in list(own):
            own.remove(child)
        own.append(own.makeelement(w("pStyle"), {w("val"): f"{CONTINUE_STYLE}{around[-1].level + 1}"}))
        self._last = paragraph
        return True

    def _close_deeper(self, label: Label, left: int) -> None:
        while self._open and _is_out_of(self._open[-1], label, left):
            self._open.pop()

    def _begin(self, label: Label, left: int, level: int, *, is_bullet: bool) -> None:
        how = "bullet" if is_bullet else label.level.how
        text = "•" if is_bullet else label.level.text.replace(f"%{label.depth + 1}", f"%{level + 1}")
        self.lists.append(Written(level, how, text, max(label.count, 0)))
        number = len(self.lists)
        self._open.append(_Open(label.list_id, label.depth, left, level, number, label.count, is_bullet))


def _is_out_of(top: _Open, label: Label, left: int) -> bool:
    if top.list_id == label.list_id:
        return top.depth > label.depth
    return top.left > left + _SLACK


def _is_inside(top: _Open, label: Label, left: int) -> bool:
    if top.list_id == label.list_id:
        return label.depth > top.depth
    return left > top.left + _SLACK


def _goes_on(top: _Open, label: Label, *, is_bullet: bool) -> bool:
    if top.is_bullet or is_bullet:
        return top.is_bullet and is_bullet
    return top.list_id == label.list_id and label.count == top.count + 1


def _follows(before: Element, paragraph: Element) -> bool:
    """Say whether nothing but more of the same list stands between two items."""
    sibling = paragraph.getprevious()
    while sibling is not None and local(sibling) not in {"p", "tbl"}:
        sibling = sibling.getprevious()
    return sibling is before


def _left(paragraph: Element, label: Label, styles: Styles) -> int:
    """Return how far in an item stands: by itself, by its level, by its style."""
    own = _indent(paragraph)
    if own is not None:
        return own
    style = value(properties(paragraph), "pStyle")
    by_style = next((n for s in styles.chain(style) if (n := _indent(s)) is not None), None)
    given = properties(paragraph)
    direct = given is not None and given.find(w("numPr")) is not None
    chosen = (label.level.left, by_style) if direct else (by_style, label.level.left)
    return next((n for n in chosen if n is not None), 0)


def _indent(element: Element) -> int | None:
    given = properties(element) if element.tag == w("p") else element.find(w("pPr"))
    indent = given.find(w("ind")) if given is not None else None
    return whole(indent.get(w("left")) or indent.get(w("start"))) if indent is not None else None


def _number(paragraph: Element, now: _Open) -> None:
    own = given_properties(paragraph)
    for child in list(own):
        own.remove(child)
    numbering = own.makeelement(w("numPr"))
    numbering.append(numbering.makeelement(w("ilvl"), {w("val"): str(now.level)}))
    numbering.append(numbering.makeelement(w("numId"), {w("val"): str(now.number)}))
    own.append(numbering)
