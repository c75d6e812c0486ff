"""The chart of a structure: every body a box, in whole numbers, for a picture of a given width.

A chart is never scaled down: there is one for each width it is shown at, and the text of every box fits it.
The numbers are sixteenths of the size of the reader's letters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from avtaleverk.model.structure import Body, Structure
from avtaleverk.organisation.drawing.chart_layout import Layout
from avtaleverk.organisation.drawing.chart_shapes import Block, Box, Caption, Frame, Line, joined
from avtaleverk.organisation.drawing.chart_tree import Group, Node, grouped

# A phone, a sheet of paper or a tablet, and a wide screen.
WIDTHS = (260, 640, 1072)
_EDGE = 2
_BELOW = 32


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its size, and all that is drawn."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    frames: tuple[Frame, ...]


def chart(  # noqa: PLR0913 - what is drawn, what is written, and how wide
    structure: Structure, captions: Mapping[str, Caption], width: int,
    *, day: date | None = None, gone: Sequence[Body] = (), gone_name: str = "",
) -> Chart:  # fmt: skip
    """Return the chart of the bodies that work on ``day`` (None: all), with those that are ``gone`` in a frame below.

    ``captions`` says what is written about each body, those gone included.
    """
    layout = Layout(captions)
    inner = width - 2 * _EDGE
    blocks: list[Block] = []
    if groups := grouped(structure, day):
        blocks.append(layout.groups(groups, inner))
    if gone:
        y = blocks[0].height + _BELOW if blocks else 0
        lost = layout.group(Group(gone_name, tuple(Node(b) for b in gone)), inner, is_top=False)
        blocks.append(lost.moved(0, y))
    whole = joined([b.moved(_EDGE, _EDGE) for b in blocks], width)
    return Chart(width, whole.height + _EDGE, whole.boxes, whole.lines, whole.frames)
