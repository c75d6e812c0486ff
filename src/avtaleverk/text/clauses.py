"""Numbered clauses and their anchors, from the tree that the page shows (DESIGN, section 4)."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from avtaleverk.model.addresses import slug
from avtaleverk.model.text import Clause

PREAMBLE = "innledning"
_NUMBERED = re.compile(
    r"^\s*(?i:(?P<word>punkt|pkt\.?|kapittel|kap\.?|artikkel|del)\s+)?"
    r"(?P<number>§\s*\d+(?:-\d+)?(?:[a-z](?=[.\s]|$)|\s[a-hj-z](?=[.\s]|$))?|\d+(?:\.\d+)*"
    r"|(?<=\s)[IVX]+(?=[.\s]|$)|[A-ZÆØÅa-zæøå](?=[.)]\s))"
    r"[.):]?(?:\s+|$)(?P<title>.*)$",
    re.DOTALL,
)
_HEADING = re.compile(r"h([1-6])")


def text_of(element: ET.Element) -> str:
    """Return the text of an element as one line."""
    return " ".join("".join(element.itertext()).split())


def split_number(heading: str) -> tuple[str, str]:
    """Return number and title of a heading: ``Pkt. 7.1 Formål`` is (``7.1``, ``Formål``).

    A year or an amount that begins a sentence is not a number: only up to three digits count.
    """
    m = _NUMBERED.match(heading)
    if not m or re.match(r"\d{4}", m["number"]):
        return "", heading
    return " ".join(m["number"].split()), m["title"].strip()


def heading_level(element: ET.Element) -> int:
    """Return 1-6 for a heading, 0 for anything else."""
    m = _HEADING.fullmatch(element.tag)
    return int(m[1]) if m else 0


@dataclass(slots=True)
class ClauseIds:
    """Gives each clause, paragraph and list item its anchor, the same one for the same text."""

    used: set[str] = field(default_factory=set)
    clauses: list[Clause] = field(default_factory=list)
    _stack: list[tuple[int, Clause]] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)
    # The number behind each name that was given last, since a text may have thousands of the same name.
    _last: dict[str, int] = field(default_factory=dict)

    def claim(self, wanted: str) -> str:
        """Return ``wanted``, or with a number behind it where it is taken."""
        anchor, n = wanted, self._last.get(wanted, 1)
        while anchor in self.used:
            n += 1
            anchor = f"{wanted}-{n}"
        self.used.add(anchor)
        self._last[wanted] = n
        return anchor

    def count(self, anchor: str) -> int:
        """Return how many children of this anchor there are now, the new one included."""
        self._counts[anchor] = self._counts.get(anchor, 0) + 1
        return self._counts[anchor]

    @property
    def current(self) -> str:
        """Return the anchor of the clause that the text stands in."""
        return self._stack[-1][1].id if self._stack else PREAMBLE

    @property
    def innermost(self) -> Clause | None:
        """Return the clause that the text stands in, if it stands in one."""
        return self._stack[-1][1] if self._stack else None

    def open(self, level: int, number: str, title: str) -> Clause:
        """Begin a clause at a heading of ``level``."""
        while self._stack and self._stack[-1][0] >= level:
            self._stack.pop()
        parent = self._stack[-1][1] if self._stack else None
        around = self._numbered_around()
        clause = Clause(
            self.claim(self._wanted(number, title, around)), number, title, len(self._stack) + 2,
            parent.id if parent else None, "" if number or not around else around.number,
        )  # fmt: skip
        self._stack.append((level, clause))
        self.clauses.append(clause)
        return clause

    def _numbered_around(self) -> Clause | None:
        return next((c for _, c in reversed(self._stack) if c.number), None)

    def _wanted(self, number: str, title: str, around: Clause | None) -> str:
        """Return the anchor that number and title ask for, under the numbered clause around."""
        if number:
            return f"pkt-{slug(number)}"
        words = slug(title)[:60].rstrip("-") or "uten-tittel"
        plain = f"{around.id}-{words}" if around else f"pkt-{words}"
        if plain in self.used and self._stack:
            return f"{self._stack[-1][1].id}-{words}"
        return plain
