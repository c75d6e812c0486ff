"""The page of a text read back as clauses that hold clauses, so that no text is rendered twice."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from avtaleverk.model.text import Clause, RenderedText

_VOID = frozenset({"br", "hr", "img"})


@dataclass(eq=False, slots=True)
class LegalClause:
    """A clause with its own blocks as HTML elements, and the clauses within it. The whole text has no ``clause``."""

    clause: Clause | None = None
    blocks: list[ET.Element] = field(default_factory=list)
    within: list["LegalClause"] = field(default_factory=list)


class _Reader(HTMLParser):
    """Builds the elements of a page that is well nested, as ours are."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._builder = ET.TreeBuilder()
        self._builder.start("body", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        self._builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self._builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        self._builder.end(tag)

    def handle_data(self, data: str) -> None:
        """Take in text."""
        self._builder.data(data)

    def root(self) -> ET.Element:
        """Return all that was read."""
        self.close()
        self._builder.end("body")
        return self._builder.close()


def nested(text: RenderedText) -> LegalClause:
    """Return a text as the clauses it has, each within the one around it."""
    reader = _Reader()
    reader.feed(text.html)
    clauses = {clause.id: clause for clause in text.clauses}
    whole = LegalClause()
    around = [whole]
    for element in reader.root():
        clause = _begun(element, clauses)
        if clause is None:
            around[-1].blocks.append(element)
            continue
        # The outermost level is 2.
        del around[clause.level - 1 :]
        around[-1].within.append(begun := LegalClause(clause))
        around.append(begun)
    return whole


def _begun(element: ET.Element, clauses: Mapping[str, Clause]) -> Clause | None:
    """Return the clause whose heading an element is, None for a block of text."""
    if element.tag != "div" or "punkt-hode" not in element.get("class", ""):
        return None
    return clauses.get(element[0].get("id", "")) if len(element) else None
