"""The numbers that an office program shows before headings and clauses of an OpenDocument text, and writes nowhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from avtaleverk.imports.odt.styles import OUTLINE, TEXT, Level, OdtStyles
from avtaleverk.word.number_formats import counted
from avtaleverk.word.numbering import whole
from avtaleverk.word.xml import Element, local

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_PLACE = re.compile(r"%(\d{1,2})%")
_Counts = dict[int, int]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A heading or the first paragraph of an item, the list and level it is of, and the number shown before it."""

    block: Element
    list_name: str
    depth: int
    level: Level
    number: str


@dataclass(slots=True)
class _Around:
    """The list that a block stands in."""

    name: str = ""
    depth: int = 0
    counts: _Counts = field(default_factory=dict)


class Numbers:
    """Counts through one side of a text, from its first block to its last."""

    def __init__(self, styles: OdtStyles) -> None:
        """Begin before the first block."""
        self.styles = styles
        self._by_id: dict[str, _Counts] = {}
        self._last: dict[str, _Counts] = {OUTLINE: {}}

    def labels(self, element: Element, around: _Around | None = None) -> Iterator[Labelled]:
        """Go through what an element holds, and give what bears a number or a sign."""
        for child in element:
            name = local(child)
            if name == "list":
                yield from self._list(child, around)
            elif name == "h" and around is None:
                yield from self._heading(child)
            elif name not in {"p", "h"}:
                yield from self.labels(child)

    def _heading(self, block: Element) -> Iterator[Labelled]:
        """Count a heading that stands in no list: the outline of the text numbers it, if its style lets it."""
        depth = whole(block.get(f"{TEXT}outline-level")) or 1
        if self.styles.list_name(block) == "" or block.get(f"{TEXT}is-list-header") == "true":
            return
        start = block.get(f"{TEXT}start-value")
        anew = start if block.get(f"{TEXT}restart-numbering") == "true" or start else None
        yield from self._label(block, _Around(OUTLINE, depth, self._last[OUTLINE]), anew)

    def _list(self, element: Element, outer: _Around | None) -> Iterator[Labelled]:
        around = self._around(element, outer)
        for item in element:
            first = next(iter(item), None)
            if local(item) == "list-item" and first is not None and local(first) in {"p", "h"}:
                yield from self._label(first, around, item.get(f"{TEXT}start-value"))
            yield from self.labels(item, around)

    def _around(self, element: Element, outer: _Around | None) -> _Around:
        own = element.get(f"{TEXT}style-name")
        if outer is not None:
            return _Around(own or outer.name, outer.depth + 1, outer.counts)
        name = own or self._by_first(element)
        counts = self._going_on(element, name)
        self._last[name] = counts
        self._by_id[element.get(_ID, "")] = counts
        return _Around(name, 1, counts)

    def _by_first(self, element: Element) -> str:
        block = next(element.iter(f"{TEXT}p", f"{TEXT}h"), None)
        return (self.styles.list_name(block) if block is not None else None) or ""

    def _going_on(self, element: Element, name: str) -> _Counts:
        """Return the counts that a list goes on with; what it names may stand on the other side alone."""
        before = element.get(f"{TEXT}continue-list")
        if before in self._by_id and before:
            return self._by_id[before]
        if name == OUTLINE or before or element.get(f"{TEXT}continue-numbering") == "true":
            return self._last.get(name, {})
        return {}

    def _label(self, block: Element, around: _Around, start: str | None) -> Iterator[Labelled]:
        levels = self.styles.levels(around.name)
        level = levels.get(around.depth)
        if level is None:
            return
        counts, depth, given = around.counts, around.depth, whole(start)
        counts[depth] = given if given is not None else counts[depth] + 1 if depth in counts else level.start
        for deeper in [n for n in counts if n > depth]:
            del counts[deeper]
        yield Labelled(block, around.name, depth, level, _number(depth, levels, counts))


def _number(depth: int, levels: dict[int, Level], counts: _Counts) -> str:
    level = levels[depth]
    if level.how in {"", "bullet"}:
        return ""

    def one(n: int) -> str:
        # A level that was passed over shows where it would begin.
        return counted(counts.get(n, levels[n].start), levels[n].how) if levels[n].how not in {"", "bullet"} else ""

    if level.pattern is not None:
        return _PLACE.sub(lambda m: one(n) if (n := int(m[1])) in levels and n <= depth else "", level.pattern).strip()
    shown = [one(n) for n in range(max(depth - level.shown + 1, 1), depth + 1) if n in levels]
    return f"{level.before}{'.'.join(filter(None, shown))}{level.after}".strip()
