"""What a chart is made of: boxes with lines of text, the lines between them, and frames around what belongs together.

All numbers are whole sixteenths of the size of the reader's letters (14 are the small ones of the page).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from avtaleverk.organisation.drawing.chart_text import is_divided, wrapped

SMALL, LARGE = 14, 16
PAD = 8
_LEADING = {SMALL: 18, LARGE: 21}
# A large name needs a box at least so wide.
_ROOM_FOR_LARGE = 220


class Ink(StrEnum):
    """What a line of text in a box is."""

    MARK = "merke"
    NAME = "navn"
    FACT = "fakta"


@dataclass(frozen=True, slots=True)
class Caption:
    """What is written about a body: a mark that something changed ("" for none), its name, and some facts."""

    name: str
    facts: tuple[str, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of letters; ``y`` is where it stands, ``size`` that of its letters."""

    text: str
    x: int
    y: int
    size: int
    ink: Ink

    @property
    def is_bold(self) -> bool:
        """Say whether its letters are bold."""
        return self.ink is not Ink.FACT


@dataclass(frozen=True, slots=True)
class Box:
    """A body: where its box lies, and what is written in it."""

    body_id: str
    x: int
    y: int
    width: int
    height: int
    lines: tuple[TextLine, ...]

    @property
    def middle(self) -> int:
        """Return the middle from left to right."""
        return self.x + self.width // 2

    @property
    def bottom(self) -> int:
        """Return where it ends."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Line:
    """A connection along ``points``; ``is_beside`` for staff, who stand beside and not below."""

    points: tuple[tuple[int, int], ...]
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame around the bodies that belong together, with its name."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a chart with its upper left corner at 0, 0; the first box is the top of it, if it has one."""

    width: int
    height: int
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    frames: tuple[Frame, ...] = ()

    def moved(self, dx: int, dy: int) -> "Block":
        """Return the same piece farther to the right and farther down."""
        return replace(
            self,
            boxes=tuple(_box_moved(b, dx, dy) for b in self.boxes),
            lines=tuple(replace(ln, points=tuple((x + dx, y + dy) for x, y in ln.points)) for ln in self.lines),
            frames=tuple(
                replace(f, x=f.x + dx, y=f.y + dy, lines=_lines_moved(f.lines, dx, dy)) for f in self.frames
            ),
        )  # fmt: skip


def _box_moved(box: Box, dx: int, dy: int) -> Box:
    return replace(box, x=box.x + dx, y=box.y + dy, lines=_lines_moved(box.lines, dx, dy))


def _lines_moved(lines: Iterable[TextLine], dx: int, dy: int) -> tuple[TextLine, ...]:
    return tuple(replace(t, x=t.x + dx, y=t.y + dy) for t in lines)


def joined(blocks: Iterable[Block], width: int) -> Block:
    """Return pieces that lie where they shall as one piece."""
    pieces = list(blocks)
    return Block(
        width,
        max((_bottom(p) for p in pieces), default=0),
        tuple(b for p in pieces for b in p.boxes),
        tuple(ln for p in pieces for ln in p.lines),
        tuple(f for p in pieces for f in p.frames),
    )


def _bottom(block: Block) -> int:
    ends = [b.bottom for b in block.boxes] + [f.y + f.height for f in block.frames]
    return max(ends + [y for ln in block.lines for _, y in ln.points], default=0)


def box_of(body_id: str, caption: Caption, width: int, *, is_top: bool = False) -> Box:
    """Return the box of a body, as high as what is written in it; the name of a top is large where it fits."""
    room = width - 2 * PAD
    large = is_top and width >= _ROOM_FOR_LARGE and not is_divided(caption.name, room, LARGE, bold=True)
    texts = [(caption.mark, SMALL, Ink.MARK), (caption.name, LARGE if large else SMALL, Ink.NAME)]
    lines, height = set_in(room, PAD, [*texts, *((fact, SMALL, Ink.FACT) for fact in caption.facts)])
    return Box(body_id, 0, 0, width, height, lines)


def set_in(room: int, x: int, texts: Iterable[tuple[str, int, Ink]]) -> tuple[tuple[TextLine, ...], int]:
    """Return texts as lines ``room`` wide that begin at ``x``, and the height they take with the room around them."""
    lines: list[TextLine] = []
    y = PAD
    for text, size, ink in texts:
        for part in wrapped(text, room, size, bold=ink is not Ink.FACT):
            y += _LEADING[size]
            lines.append(TextLine(part, x, y - 4, size, ink))
    return tuple(lines), y + PAD + 2
