"""What the styles of an OpenDocument text say about lists and headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from avtaleverk.word.numbering import whole
from avtaleverk.word.xml import Element, local

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
# The name that a list must have to be counted with the headings of the text.
OUTLINE = "Outline"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_HOW = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MOST_LEVELS, _MOST_PARENTS = 10, 32
_LENGTH = re.compile(r"(-?\d{1,6}(?:\.\d{1,6})?)(in|cm|mm|pt|pc|px)")
_POINTS = {"in": 72.0, "cm": 28.35, "mm": 2.835, "pt": 1.0, "pc": 12.0, "px": 0.75}
_HEADING = re.compile(r"(?:heading|overskrift)[ _]([1-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. ``pattern`` names its numbers as %1%, %2%; None where the rest says how they are put together."""

    how: str
    start: int
    shown: int
    before: str
    after: str
    pattern: str | None
    is_tight: bool
    left: float | None

    @property
    def is_compound(self) -> bool:
        """Say whether its number names several levels, as 2.1 does."""
        return self.how not in {"", "bullet"} and self.shown > 1


def points(length: str | None) -> float | None:
    """Return a length in points, None where it is none."""
    m = _LENGTH.fullmatch(length or "")
    return float(m[1]) * _POINTS[m[2]] if m else None


class OdtStyles:
    """The styles that a text uses: of the file, and made for the text."""

    def __init__(self, *roots: Element) -> None:
        """Read them; later roots come before earlier ones."""
        self._lists: dict[str, dict[int, Level]] = {}
        self._elements: dict[str, Element] = {}
        self._styles: dict[str, Element] = {}
        for root in roots:
            for element in root.iter(f"{TEXT}list-style"):
                name = element.get(f"{STYLE}name", "")
                self._lists[name], self._elements[name] = _levels(element), element
            for element in root.iter(f"{TEXT}outline-style"):
                self._lists[OUTLINE] = _levels(element)
            for element in root.iter(f"{STYLE}style"):
                if element.get(f"{STYLE}family") == "paragraph":
                    self._styles[element.get(f"{STYLE}name", "")] = element

    def levels(self, name: str) -> dict[int, Level]:
        """Return the levels of a list style, none where the file has it not."""
        return self._lists.get(name, {})

    def level_elements(self, name: str) -> list[Element]:
        """Return what a list style says of its levels, as the file has it."""
        return list(self._elements[name]) if name in self._elements else []

    def chain(self, name: str | None) -> Iterator[Element]:
        """Go through a style of paragraphs and those it builds on."""
        for _ in range(_MOST_PARENTS):
            element = self._styles.get(name or "")
            if element is None:
                return
            yield element
            name = element.get(f"{STYLE}parent-style-name")

    def list_name(self, block: Element) -> str | None:
        """Return the list that the style of a block names: None where it names none, empty where it wants none."""
        chain = self.chain(block.get(f"{TEXT}style-name"))
        return next((name for s in chain if (name := s.get(f"{STYLE}list-style-name")) is not None), None)

    def heading_level(self, block: Element) -> int | None:
        """Return the level of the heading that the style of a block makes it, None where it is none."""
        name = block.get(f"{TEXT}style-name")
        for style in self.chain(name):
            if (level := style.get(f"{STYLE}default-outline-level")) is not None:
                return whole(level)
            if m := _HEADING.fullmatch(style.get(f"{STYLE}display-name") or _spaced(style.get(f"{STYLE}name"))):
                return int(m[1])
            # A file need not have the styles that its own build on.
            name = style.get(f"{STYLE}parent-style-name")
        m = _HEADING.fullmatch(_spaced(name))
        return int(m[1]) if m else None

    def own_indent(self, block: Element) -> float | None:
        """Return how far in the style of a block sets it, where the style itself says so."""
        style = next(self.chain(block.get(f"{TEXT}style-name")), None)
        return _margin(style) if style is not None else None


def _spaced(name: str | None) -> str:
    return (name or "").replace("_20_", " ")


def _margin(element: Element) -> float | None:
    found = (points(e.get(f"{FO}margin-left")) for e in element.iter() if e.get(f"{FO}margin-left"))
    return next((left for left in found if left is not None), None)


def _levels(style: Element) -> dict[int, Level]:
    found = ((whole(e.get(f"{TEXT}level")), e) for e in style)
    return {n: _level(e) for n, e in found if n is not None and 0 < n <= _MOST_LEVELS}


def _level(element: Element) -> Level:
    sign = element.get(f"{STYLE}num-format", "")
    if local(element) in {"list-level-style-bullet", "list-level-style-image"}:
        how = "bullet"
    else:
        how = _HOW.get(sign, "decimal" if sign else "")
    start = whole(element.get(f"{TEXT}start-value"))
    follows = (e.get(f"{TEXT}label-followed-by") for e in element.iter(f"{STYLE}list-level-label-alignment"))
    spaces = (points(e.get(f"{TEXT}space-before")) for e in element.iter(f"{STYLE}list-level-properties"))
    left = _margin(element)
    return Level(
        how=how,
        start=1 if start is None else start,
        shown=min(max(whole(element.get(f"{TEXT}display-levels")) or 1, 1), _MOST_LEVELS),
        before=element.get(f"{STYLE}num-prefix", ""),
        after=element.get(f"{STYLE}num-suffix", ""),
        pattern=element.get(f"{_LOEXT}num-list-format") or None,
        is_tight=next(follows, None) == "nothing",
        left=left if left is not None else next(spaces, None),
    )


def cut_circles(*roots: Element) -> None:
    """Let no style build on itself, which makes other readers go round for ever."""
    styles = {_key(e): e for root in roots for e in root.iter(f"{STYLE}style")}
    sound: set[tuple[str, str]] = set()
    for start in styles:
        key: tuple[str, str] | None = start
        seen: list[tuple[str, str]] = []
        while key in styles and key not in sound:
            seen.append(key)
            parent = (key[0], styles[key].get(f"{STYLE}parent-style-name", ""))
            if parent in seen:
                styles[key].attrib.pop(f"{STYLE}parent-style-name")
                break
            key = parent
        sound.update(seen)


def _key(style: Element) -> tuple[str, str]:
    return style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")
