"""The redline of two texts, and ``compare``, which makes it."""

import xml.etree.ElementTree as ET
from functools import cached_property
from math import prod

from markdown import Markdown

from avtaleverk.redline.changes import Change
from avtaleverk.redline.check import read_back, verify
from avtaleverk.redline.collect import collect
from avtaleverk.redline.data import as_dict
from avtaleverk.redline.document import Text
from avtaleverk.redline.frame import page, whole
from avtaleverk.redline.html import Writer
from avtaleverk.redline.merge import merge
from avtaleverk.redline.page import shown
from avtaleverk.redline.phrases import Language
from avtaleverk.redline.pieces import Side, State
from avtaleverk.redline.points import Point, points
from avtaleverk.redline.reading import read
from avtaleverk.redline.summary import Summary, summarise
from avtaleverk.redline.text import TextWriter
from avtaleverk.redline.tree import Node, Plain, leaves, project
from avtaleverk.redline.words import MOST_CELLS
from avtaleverk.text.markdown import new_parser
from avtaleverk.text.tree import read_tree


class Original:
    """A text read once, for as many comparisons as it is part of; ``text`` is its blocks."""

    def __init__(self, root: ET.Element) -> None:
        """Read a tree that ``read_tree`` gave."""
        self._root = root
        self.text: Text = read(root)

    @cached_property
    def shown(self) -> Plain:
        """Return what the page shows of it, by a path of its own: the yardstick of every check."""
        return shown(self._root)

    def again(self) -> "Original":
        """Return the same text read anew: blocks are known by identity, so no text is compared with itself."""
        return Original(self._root)


def prepare(body: str, parser: Markdown | None = None) -> Original:
    """Return a Markdown body ready to be compared; raises TextError on absurd nesting."""
    return Original(read_tree(body, parser or new_parser()).root)


class Redline:
    """Two texts as one marked tree.

    ``nodes`` is the tree, ``old_text`` and ``new_text`` the blocks it was made of. Everything else is read off it.
    """

    def __init__(self, old: Original, new: Original, *, metadata_differs: bool = False) -> None:
        """Compare two texts that ``prepare`` gave."""
        self._metadata_differs = metadata_differs
        self._rows: dict[tuple[Language, str], tuple[str, ...]] = {}
        new = new.again() if new is old else new
        self._originals = {Side.OLD: old, Side.NEW: new}
        self.old_text: Text = old.text
        self.new_text: Text = new.text
        self.nodes: list[Node] = merge(self.old_text, self.new_text)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Return what changed, in the order of the page."""
        return collect(self.nodes, self.old_text, self.new_text)

    @cached_property
    def summary(self) -> Summary:
        """Return the whole revision in one line."""
        found = summarise(self.changes, list(leaves(self.nodes)), is_coarse=self.is_coarse)
        return found.with_metadata(differs=self._metadata_differs)

    @cached_property
    def is_coarse(self) -> bool:
        """Say whether a block was too large, and too unlike, to be compared word by word."""
        return any(
            node.old and node.new and {p.state for p in node.pieces} == {State.OLD, State.NEW}
            and prod(piece.words for piece in node.pieces) > MOST_CELLS
            for node in leaves(self.nodes)
        )  # fmt: skip

    def old(self) -> Plain:
        """Return the old text, read off the tree, as plain tuples."""
        return project(self.nodes, Side.OLD)

    def new(self) -> Plain:
        """Return the new text, read off the tree, as plain tuples."""
        return project(self.nodes, Side.NEW)

    def given(self, side: Side) -> Plain:
        """Return what the page shows of one text, by a path that knows nothing of the tree: the yardstick of checks."""
        return self._originals[side].shown

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Return each point of the one text beside what it is in the other."""
        _ = self.changes  # Gives each block the number of its change.
        return points(self.nodes)

    def rows_html(self, language: Language = "nb", prefix: str = "") -> tuple[str, ...]:
        """Return the marked text block by block; ``Point.rows`` tells which of them are a point."""
        if (language, prefix) not in self._rows:
            _ = self.changes  # Gives each block the number of its change.
            self._rows[language, prefix] = tuple(Writer(language, prefix).rows(self.nodes))
        return self._rows[language, prefix]

    def text_html(self, language: Language = "nb", prefix: str = "") -> str:
        """Return the marked text alone, as HTML that is well-formed XML too."""
        return "".join(self.rows_html(language, prefix))

    def to_html(self, language: Language = "nb", prefix: str = "") -> str:
        """Return table of changes, choice of view, legend and marked text as one element.

        ``prefix`` goes before every id, for a page that shows more than one. ``stylesheet()`` is its style.
        """
        return whole(self.text_html(language, prefix), self.changes, self.summary, language, prefix)

    def to_page(self, title: str, language: Language = "nb") -> str:
        """Return the same as a page of its own that needs nothing else."""
        return page(self.to_html(language), title, language)

    def to_dict(self, language: Language = "nb") -> dict[str, object]:
        """Return summary, changes and marked blocks as JSON knows them; ``redline.schema.json`` describes it."""
        return as_dict(self.nodes, self.changes, self.summary, language)

    def to_text(self, language: Language = "nb", *, colour: bool = False, everything: bool = False) -> str:
        """Return the redline as lines of plain text, with colour where a terminal shows it."""
        writer = TextWriter(language, colour, everything)
        return "\n".join(writer.lines(list(leaves(self.nodes)), self.changes, self.summary)).rstrip() + "\n"

    def verify(self, html: str | None = None, language: Language = "nb") -> None:
        """Raise RedlineError unless accept gives the new text and reject the old, in tree and HTML alike.

        ``html`` is what will be shown, where that is not ``text_html(language)``.
        """
        rows = self.rows_html(language) if html is None else (html,)
        for side in Side:
            read = read_back(rows, side)
            verify(self._originals[side].shown, read, project(self.nodes, side), side, language)


def compare(old: str, new: str, *, parser: Markdown | None = None, metadata_differs: bool = False) -> Redline:
    """Return the redline of two Markdown bodies. Deterministic; raises TextError on absurd nesting.

    ``parser`` saves the making of one where many texts are compared; ``metadata_differs`` tells what the bodies
    cannot: that the front matter of the two is not the same.
    """
    md = parser or new_parser()
    return Redline(prepare(old, md), prepare(new, md), metadata_differs=metadata_differs)
