"""The text itself, below the body of the document."""

from collections.abc import Sequence
from dataclasses import dataclass

from avtaleverk.exports.docx.elements import paragraph
from avtaleverk.exports.docx.inline import InlineWriter
from avtaleverk.exports.docx.links import Relations
from avtaleverk.exports.docx.lists import Lists
from avtaleverk.exports.docx.looks import Style
from avtaleverk.exports.docx.paragraphs import ParagraphWriter
from avtaleverk.exports.docx.pen import Pen
from avtaleverk.exports.docx.references import Places
from avtaleverk.exports.docx.seams import without_cuts_across_tables
from avtaleverk.exports.docx.tables import TableWriter
from avtaleverk.exports.docx.units import Table, Units
from avtaleverk.redline.tree import Node
from avtaleverk.word.xml import Element


@dataclass(frozen=True, slots=True)
class BodyWriter:
    """Writes a marked tree. ``lists`` are those that its paragraphs belong to."""

    pen: Pen
    relations: Relations
    lists: Lists

    def write(self, body: Element, nodes: Sequence[Node], places: Places = Places({})) -> None:  # noqa: B008 - frozen, and holds nothing
        """Add the blocks of a text; ``nodes`` are the leaves of its tree, ``places`` where its references stand."""
        nodes = without_cuts_across_tables(nodes)
        self.lists.learn(nodes)
        paragraphs = ParagraphWriter(self.pen, InlineWriter(self.pen, self.relations))
        tables = TableWriter(paragraphs, places)
        for unit in Units(nodes, self.lists, places).row():
            if isinstance(unit, Table):
                tables.write(body, unit)
                # Without it Word makes one table of two that follow one another, and text sticks to its last line.
                paragraph(body, Style.GAP)
            else:
                paragraphs.write(body, unit)
