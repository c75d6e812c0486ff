"""The styles of a Word file: what a paragraph or a stretch of text is by the style that it has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from avtaleverk.word.names import w
from avtaleverk.word.xml import Element, properties, value

_HEADING = re.compile(r"(?:heading|overskrift|otsikko|rubrik)\s*([1-9])", re.IGNORECASE)
_TITLES = {"title": "title", "tittel": "title", "subtitle": "subtitle", "undertittel": "subtitle"}
_CONTENTS = re.compile(r"(?:toc|inh|innhold|inhold)\s*[1-9]", re.IGNORECASE)
_CONTENTS_HEADING = {"toc heading", "overskrift for innholdsfortegnelse", "innholdsfortegnelse"}
_DEEPEST_LEVEL = 9


@dataclass(slots=True)
class Styles:
    """All styles by id; what a style does not say, the one it is based on does."""

    root: Element | None
    by_id: dict[str, Element] = field(default_factory=dict)
    default_paragraph: str | None = None
    _levels: dict[str, int] = field(default_factory=dict)
    _titles: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the styles."""
        for style in self.root.iter(w("style")) if self.root is not None else ():
            name = style.get(w("styleId"))
            if not name:
                continue
            self.by_id.setdefault(name, style)
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in {"1", "true", "on"}:
                self.default_paragraph = name

    def chain(self, style: str | None) -> Iterator[Element]:
        """Go through a style and those it is based on; a circle is gone round once."""
        seen: set[str] = set()
        while style and style in self.by_id and style not in seen:
            seen.add(style)
            yield self.by_id[style]
            style = value(self.by_id[style], "basedOn")

    def names(self, style: str | None) -> Iterator[str]:
        """Go through the names of a style and of those it is based on."""
        for element in self.chain(style):
            yield (value(element, "name") or "").strip()
        if style and style not in self.by_id:
            yield style

    def paragraph_style(self, paragraph: Element) -> str | None:
        """Return the style of a paragraph, the default one where it has none."""
        return value(properties(paragraph), "pStyle") or self.default_paragraph

    def heading_level(self, paragraph: Element) -> int:
        """Return the level of a paragraph that is a heading by outline or style, else 0."""
        own = value(properties(paragraph), "outlineLvl")
        if own is not None:
            return int(own) + 1 if own.isascii() and own.isdigit() and int(own) < _DEEPEST_LEVEL else 0
        style = self.paragraph_style(paragraph)
        if style is None or self.title_kind(paragraph):
            return 0
        if style not in self._levels:
            self._levels[style] = self._style_level(style)
        return self._levels[style]

    def _style_level(self, style: str) -> int:
        for element in self.chain(style):
            name = (value(element, "name") or "").strip()
            if m := _HEADING.fullmatch(name):
                return int(m[1])
            level = value(element.find(w("pPr")), "outlineLvl")
            if level is not None:
                return int(level) + 1 if level.isascii() and level.isdigit() and int(level) < _DEEPEST_LEVEL else 0
        # A file that lost its styles may still name them.
        m = _HEADING.fullmatch(style) if style not in self.by_id else None
        return int(m[1]) if m else 0

    def title_kind(self, paragraph: Element) -> str:
        """Return ``title`` or ``subtitle`` where the style says so, else ""."""
        style = value(properties(paragraph), "pStyle")
        if style is None:
            return ""
        if style not in self._titles:
            names = (name.lower() for name in self.names(style))
            self._titles[style] = next((_TITLES[name] for name in names if name in _TITLES), "")
        return self._titles[style]

    def is_heading_style(self, style: str | None) -> bool:
        """Say whether other readers take a style for that of a heading or a title, by its name or its parents'."""
        return any(_HEADING.fullmatch(name) or name.lower() in _TITLES for name in self.names(style))

    def is_contents(self, paragraph: Element) -> bool:
        """Say whether a paragraph is a line of a table of contents, or the heading of one."""
        style = value(properties(paragraph), "pStyle")
        first = next(self.names(style), "")
        return bool(_CONTENTS.fullmatch(first)) or first.lower() in _CONTENTS_HEADING
