"""The lines of pages, without what stands at the top or foot of each."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from avtaleverk.imports.gathering import legal

_EDGE = 3
_FEWEST_PAGES = 3
_MOST_OF = 0.6
_NUMBERING = re.compile(r"\bside\s*\d+|\d+\s*(?:av|/|of)\s*\d+|(?<=[|·–-] )\d+$", re.IGNORECASE)
_CUT = re.compile(r"(?<=\w)\xad\s*$")
_PAGE_NUMBER = re.compile(r"(?:side\s*)?\d{1,4}(?:\s*(?:av|/|of)\s*\d{1,4})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line, how far in it stands, and the count of empty lines before it.

    ``begins_page`` says that it is the first of its page.
    """

    text: str
    indent: int = 0
    gap: int = 0
    begins_page: bool = False


def lines_of(page: str) -> list[Line]:
    """Return the lines of a page that hold anything."""
    found: list[Line] = []
    gap = 0
    for raw in page.splitlines():
        # A soft hyphen is seen at the end of a line alone, where it says that the word goes on.
        text = " ".join(_CUT.sub("\u2010", legal(raw)).replace("\xad", "").split())
        if text:
            found.append(Line(text, len(raw) - len(raw.lstrip()), gap, not found))
            gap = 0
        else:
            gap += 1
    return found


def without_edges(pages: Sequence[list[Line]]) -> tuple[list[Line], list[str]]:
    """Return the lines of all pages without what stands at the top or foot of most of them, and that."""
    edges = Counter(key for page in pages for key in {_key(line) for line in [*page[:_EDGE], *page[-_EDGE:]]})
    often = {key for key, count in edges.items() if len(pages) >= _FEWEST_PAGES and count >= _MOST_OF * len(pages)}
    kept: list[Line] = []
    dropped: dict[str, str] = {}
    for page in pages:
        last = len(page) - _EDGE
        inside = []
        for place, line in enumerate(page):
            at_edge = place < _EDGE or place >= last
            if at_edge and (_key(line) in often or (_PAGE_NUMBER.fullmatch(line.text) and len(pages) > 1)):
                dropped.setdefault(_key(line), line.text)
            else:
                inside.append(line)
        kept += [replace(line, begins_page=not place) for place, line in enumerate(inside)]
    return kept, list(dropped.values())


def _key(line: Line) -> str:
    """Return a line without the number of its page, in which all the others are alike."""
    return "#" if _PAGE_NUMBER.fullmatch(line.text) else _NUMBERING.sub("#", line.text)
