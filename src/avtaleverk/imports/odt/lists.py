"""Lists of an OpenDocument text made plain: headings out of them, clauses with their numbers, items where they are seen."""

from copy import deepcopy
from dataclasses import dataclass

from avtaleverk.imports.odt.numbers import Labelled, Numbers
from avtaleverk.imports.odt.styles import STYLE, TEXT, Level, OdtStyles
from avtaleverk.word.numbering import whole
from avtaleverk.word.xml import Element, local

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SHELLS = frozenset({"list", "list-item", "list-header"})
# Two indents closer than this (in points) are meant to be one.
_SLACK = 6.0
_DEEPEST = 8


def make_lists_plain(root: Element, file_styles: Element | None) -> None:
    """Write what an office program only shows on one side of a text, whose changes are resolved."""
    styles = OdtStyles(*([file_styles] if file_styles is not None else []), root)
    for body in root.iter(f"{_OFFICE}text"):
        _name_headings(body, styles)
        labels = list(Numbers(styles).labels(body))
        clauses = {one.list_name for one in labels if local(one.block) == "h" or one.level.is_compound}
        lifted = set()
        for one in labels:
            if local(one.block) == "h" or _is_clause(one, clauses):
                _write_number(one)
                lifted.add(one.block)
        for block in list(body.iter(f"{TEXT}h", f"{TEXT}p")):
            if local(block) == "h" or block in lifted:
                _lift(block)
        _Nesting(root, styles, {one.block: one for one in labels}).nest(body)


def _name_headings(body: Element, styles: OdtStyles) -> None:
    """Make headings of paragraphs that a style makes headings, and give each heading its level."""
    for block in list(body.iter(f"{TEXT}p", f"{TEXT}h")):
        level = styles.heading_level(block)
        if local(block) == "p" and level and "".join(block.itertext()).strip():
            block.tag = f"{TEXT}h"
        if local(block) == "h" and whole(block.get(f"{TEXT}outline-level")) is None:
            block.set(f"{TEXT}outline-level", str(level or 1))


def _is_clause(one: Labelled, clauses: set[str]) -> bool:
    """Say whether a number is the address of what it stands before, and must be read with it."""
    if not one.number or one.level.how == "bullet":
        return False
    return one.level.is_compound or (one.depth == 1 and one.list_name in clauses)


def _write_number(one: Labelled) -> None:
    """Write a number as the first words of a block."""
    if one.number and "".join(one.block.itertext()).strip():
        one.block.text = f"{one.number}{'' if one.level.is_tight else ' '}{one.block.text or ''}"


def _lift(block: Element) -> None:
    """Take a block out of the lists it stands in; they are cut in two around it."""
    parent = block.getparent()
    while parent is not None and local(parent) in _SHELLS:
        before = list(block.itersiblings(preceding=True))
        if before:
            first = parent.makeelement(parent.tag, {k: v for k, v in parent.attrib.items() if k != _ID})
            first.extend(reversed(before))
            parent.addprevious(first)
        parent.addprevious(block)
        # How many it holds would take as long to count as there are.
        if next(iter(parent), None) is None and (shell := parent.getparent()) is not None:
            shell.remove(parent)
        parent = block.getparent()


@dataclass(slots=True)
class _Open:
    element: Element
    left: float
    level: Level
    list_name: str


class _Nesting:
    """Puts lists that follow each other, each farther in than the one before, into one another."""

    def __init__(self, root: Element, styles: OdtStyles, labels: dict[Element, Labelled]) -> None:
        self._root, self._styles, self._labels = root, styles, labels
        self._made: set[str] = set()

    def nest(self, body: Element) -> None:
        """Go through the lists that stand in no other."""
        tops = [
            e for e in body.iter(f"{TEXT}list") if (above := e.getparent()) is not None and local(above) not in _SHELLS
        ]
        opened: list[_Open] = []
        last: Element | None = None
        for element in tops:
            if last is None or element.getprevious() is not last:
                opened = []
            now = self._opened(element)
            if now is None:
                opened, last = [], element
                continue
            if not self._place(now, opened):
                last = element

    def _opened(self, element: Element) -> _Open | None:
        """Return a list as it is seen, None where its first item has no sign at the outmost level."""
        first = next((e for item in element for e in item), None)
        one = self._labels.get(first) if first is not None else None
        if one is None or one.depth != 1:
            return None
        own = self._styles.own_indent(one.block)
        left = own if own is not None else one.level.left
        return _Open(element, left, one.level, one.list_name) if left is not None else None

    def _place(self, now: _Open, opened: list[_Open]) -> bool:
        """Put a list where it is seen to belong, and say whether that is in another."""
        while opened and opened[-1].left > now.left + _SLACK:
            opened.pop()
        top = opened[-1] if opened else None
        if top is None or len(opened) >= _DEEPEST:
            opened[:] = [now]
            return False
        if now.left > top.left + _SLACK:
            self._put_into(now, top, len(opened) + 1)
            opened.append(now)
            return True
        if top.level.how == "bullet" == now.level.how or top.list_name == now.list_name:
            top.element.extend(list(now.element))
            _drop(now.element)
            return True
        if len(opened) == 1:
            opened[:] = [now]
            return False
        opened.pop()
        self._put_into(now, opened[-1], len(opened) + 1)
        opened.append(now)
        return True

    def _put_into(self, now: _Open, outer: _Open, depth: int) -> None:
        now.element.set(f"{TEXT}style-name", self._style_for(now.list_name, depth))
        outer.element[-1].append(now.element)

    def _style_for(self, name: str, depth: int) -> str:
        """Return the name of a list style that shows at a depth what another shows at its first level."""
        new = f"{name}_at_{depth}"
        if new not in self._made:
            self._made.add(new)
            home = next(self._root.iter(f"{_OFFICE}automatic-styles"), None)
            if home is None:
                home = self._root.makeelement(f"{_OFFICE}automatic-styles")
                self._root.insert(0, home)
            style = home.makeelement(f"{TEXT}list-style", {f"{STYLE}name": new})
            for below, source in enumerate(self._styles.level_elements(name), depth):
                copy = deepcopy(source)
                copy.set(f"{TEXT}level", str(below))
                style.append(copy)
            home.append(style)
        return new


def _drop(element: Element) -> None:
    if (parent := element.getparent()) is not None:
        parent.remove(element)
