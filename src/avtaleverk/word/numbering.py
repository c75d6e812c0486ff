"""The numbers that Word shows before paragraphs and writes nowhere: counted as Word counts them."""

import re
from dataclasses import dataclass, field

from avtaleverk.word.names import w
from avtaleverk.word.number_formats import counted
from avtaleverk.word.styles import Styles
from avtaleverk.word.xml import Element, properties, value

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_NUMBER = re.compile(r"-?\d{1,9}")
# A list style may point to a list that points to a style; more than this is a circle.
_MOST_LINKS = 8


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. ``restart`` is the level that starts it anew: None for any above, 0 for none."""

    start: int
    how: str
    text: str
    restart: int | None
    is_legal: bool
    suffix: str
    left: int | None
    style: str | None


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before one paragraph: ``text`` as Word shows it, and what kind of list it is of."""

    text: str
    list_id: str
    depth: int
    count: int
    level: Level

    @property
    def is_bullet(self) -> bool:
        """Say whether the sign tells nothing."""
        return self.level.how == "bullet"

    @property
    def is_silent(self) -> bool:
        """Say whether nothing is shown at all."""
        return self.level.how == "none" and not self.text

    @property
    def is_compound(self) -> bool:
        """Say whether it names several levels, as 2.1 does."""
        return len(_PLACE.findall(self.level.text)) > 1


@dataclass(slots=True)
class _Num:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


def whole(text: str | None) -> int | None:
    """Return a number in a file as one, None where it is none."""
    return int(text) if text and _NUMBER.fullmatch(text.strip()) else None


def _level(element: Element) -> Level:
    start = whole(value(element, "start"))
    legal = element.find(w("isLgl"))
    indent = element.find(f"{w('pPr')}/{w('ind')}")
    left = (indent.get(w("left")) or indent.get(w("start"))) if indent is not None else None
    return Level(
        start=0 if start is None else start,
        how=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        restart=whole(value(element, "lvlRestart")),
        is_legal=legal is not None and legal.get(w("val"), "1") not in {"0", "false", "off"},
        suffix=value(element, "suff") or "tab",
        left=whole(left),
        style=value(element, "pStyle"),
    )


class Numbering:
    """The lists that a file defines."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        """Read them; what is missing or broken is no list."""
        self.styles = styles
        self.abstract: dict[str, dict[int, Level]] = {}
        self.nums: dict[str, _Num] = {}
        self._links: dict[str, str] = {}
        for element in root.iter(w("abstractNum")) if root is not None else ():
            self._learn_abstract(element)
        for element in root.iter(w("num")) if root is not None else ():
            self._learn_num(element)

    def _learn_abstract(self, element: Element) -> None:
        name = element.get(w("abstractNumId")) or ""
        self.abstract[name] = {
            n: _level(e) for e in element.findall(w("lvl")) if (n := whole(e.get(w("ilvl")))) is not None
        }
        if link := value(element, "numStyleLink"):
            self._links[name] = link

    def _learn_num(self, element: Element) -> None:
        num = _Num(value(element, "abstractNumId") or "")
        for change in element.findall(w("lvlOverride")):
            n = whole(change.get(w("ilvl")))
            if n is None:
                continue
            if (inner := change.find(w("lvl"))) is not None:
                num.levels[n] = _level(inner)
            if (start := whole(value(change, "startOverride"))) is not None:
                num.starts[n] = start
        self.nums[element.get(w("numId")) or ""] = num

    def definition(self, num: str) -> str | None:
        """Return the list that a number belongs to, through the list styles between them."""
        for _ in range(_MOST_LINKS):
            known = self.nums.get(num)
            if known is None:
                return None
            link = self._links.get(known.abstract)
            if link is None:
                return known.abstract
            num = next((n for s in self.styles.chain(link) if (n := _style_num(s)[0])), "")
        return None

    def levels(self, num: str) -> dict[int, Level]:
        """Return the levels of a list as one number of it shows them."""
        name = self.definition(num)
        base = self.abstract.get(name, {}) if name is not None else {}
        return {**base, **(self.nums[num].levels if num in self.nums else {})}

    def place(self, paragraph: Element) -> tuple[str, int] | None:
        """Return the list and the level of a paragraph, by itself or by its style; None where it has no number."""
        given = properties(paragraph)
        own = given.find(w("numPr")) if given is not None else None
        num, depth = value(own, "numId"), whole(value(own, "ilvl"))
        if num is None:
            num, by_style = self._by_style(self.styles.paragraph_style(paragraph))
            depth = by_style if depth is None else depth
        if not num or num == "0" or self.definition(num) is None:
            return None
        return num, min(max(depth or 0, 0), _LEVELS - 1)

    def _by_style(self, style: str | None) -> tuple[str | None, int]:
        """Return the list that a style gives, and its level: the one of the list that names the style."""
        depth = None
        chain = list(self.styles.chain(style))
        for element in chain:
            num, said = _style_num(element)
            depth = said if depth is None else depth
            if num is not None:
                named = {e.get(w("styleId")) for e in chain}
                linked = (n for n, level in sorted(self.levels(num).items()) if level.style in named)
                return num, next(linked, depth or 0)
        return None, depth or 0


def _style_num(style: Element) -> tuple[str | None, int | None]:
    numbering = style.find(f"{w('pPr')}/{w('numPr')}")
    return value(numbering, "numId"), whole(value(numbering, "ilvl"))


class Counter:
    """Counts through one side of a text, from its first paragraph to its last."""

    def __init__(self, numbering: Numbering) -> None:
        """Begin before the first paragraph."""
        self.numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, paragraph: Element) -> Label | None:
        """Count a paragraph and return what stands before it, None where it bears no number."""
        place = self.numbering.place(paragraph)
        if place is None:
            return None
        num, depth = place
        levels = self.numbering.levels(num)
        if depth not in levels:
            return None
        counts = self._counts.setdefault(self.numbering.definition(num) or "", {})
        self._step(num, depth, levels, counts)
        return Label(self._text(depth, levels, counts), num, depth, counts[depth], levels[depth])

    def _step(self, num: str, depth: int, levels: dict[int, Level], counts: dict[int, int]) -> None:
        """Count one on. A number that starts its list anew does so the first time it is used."""
        start = self.numbering.nums[num].starts.get(depth)
        if start is not None and (num, depth) not in self._begun:
            counts[depth] = start
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else levels[depth].start
        self._begun.add((num, depth))
        for deeper in [n for n in counts if n > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or 0 < depth + 1 <= restart:
                del counts[deeper]

    def _text(self, depth: int, levels: dict[int, Level], counts: dict[int, int]) -> str:
        level = levels[depth]
        if level.how == "bullet":
            return ""

        def written(m: re.Match[str]) -> str:
            n = int(m[1]) - 1
            if n > depth or n not in levels:
                return ""
            # A level that was passed over shows where it would begin.
            count = counts.get(n, levels[n].start)
            return counted(count, "decimal" if level.is_legal else levels[n].how)

        return _PLACE.sub(written, level.text).strip()
