"""What may stand before a text in the same file: the memo that it is attached to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from avtaleverk.exports.docx.body import BodyWriter
from avtaleverk.exports.docx.elements import add
from avtaleverk.exports.docx.frame import FrameWriter, say
from avtaleverk.exports.docx.links import Addresses
from avtaleverk.exports.paper import Paper
from avtaleverk.redline.tree import Node, leaves
from avtaleverk.word.xml import Element, dropped, each


@dataclass(frozen=True, slots=True)
class Cover:
    """``paper`` is the memo, ``attachment`` the line above the text that follows it on a new page."""

    paper: Paper
    attachment: str

    def write(self, body: Element, frame: FrameWriter, writer: BodyWriter) -> None:
        """Add the memo as a frame, so that whoever reads the file back knows it is not the text."""
        own = replace(frame, paper=self.paper)
        inside = own.opened(body, self.paper.label)
        # The points of the memo are nobody's to link to, and might be called as those of the text.
        relations = replace(writer.relations, addresses=Addresses(self.paper.site, frozenset()))
        nodes: Sequence[Node] = list(leaves(self.paper.redline.nodes))
        replace(writer, relations=relations).write(inside, nodes)
        for name in ("bookmarkStart", "bookmarkEnd"):
            for mark in list(each(inside, name)):
                dropped(mark)
        say(inside, "Label", self.attachment)
        add(inside[-1][0], "pageBreakBefore")
