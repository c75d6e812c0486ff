"""How a block looks as a paragraph of Word: its style, how far in it stands, and its place in a list."""

from dataclasses import dataclass
from enum import StrEnum

from avtaleverk.redline.document import Block, Container, Holder, Kind

STEP = 425
DEEPEST_LIST = 8
DEEPEST_HEADING = 9


class Style(StrEnum):
    """The styles of a text by their ids; Word and other readers know them by their names."""

    NORMAL = "Normal"
    ITEM = "ListParagraph"
    GOES_ON = "ListContinue"
    QUOTE = "Quote"
    TERM = "DefinitionTerm"
    DEFINITION = "Definition"
    CODE = "SourceCode"
    RULE = "HorizontalRule"
    CELL = "TableText"
    HEAD_CELL = "TableHeading"
    GAP = "Gap"
    LINK = "Hyperlink"
    REFERENCE = "Reference"
    CODE_LETTERS = "VerbatimChar"
    PICTURE = "PictureText"
    SILENT_PICTURE = "SilentPicture"


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Which list of the file numbers a paragraph, and how deep it is in it."""

    number: int
    level: int


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph says of itself; ``depth`` counts the items, quotations and definitions around."""

    style: str
    depth: int = 0
    place: ListPlace | None = None
    align: str = ""

    @property
    def twips(self) -> int:
        """Return how far in the text begins."""
        return self.depth * STEP


_IN = {Holder.ITEM: Style.GOES_ON, Holder.QUOTE: Style.QUOTE, Holder.DEFINITION: Style.DEFINITION}
_OF = {Kind.TERM: Style.TERM, Kind.CODE: Style.CODE, Kind.RULE: Style.RULE}


def depth_of(path: tuple[Container, ...]) -> int:
    """Return how many containers around move a text in."""
    return sum(container.kind in _IN for container in path)


def heading_style(level: int) -> str:
    """Return the style of a heading; the outermost of a text is of level 2."""
    return f"Heading{min(max(level - 1, 1), DEEPEST_HEADING)}"


def look_of(block: Block, places: dict[int, ListPlace]) -> Look:
    """Return the look of a block; ``places`` knows the place in a list of every item, by its identity."""
    if block.kind is Kind.HEADING:
        return Look(heading_style(block.level))
    item = block.item
    if item and begins(block):
        return Look(Style.ITEM, depth_of(block.path), places[id(item)])
    around = block.path[-1].kind if block.path else None
    style = _OF.get(block.kind) or (_IN.get(around, Style.NORMAL) if around else Style.NORMAL)
    return Look(style, depth_of(block.path))


def begins(block: Block) -> bool:
    """Say whether the number of its list item stands before a block itself."""
    return block.item is not None and block.opens and block.kind in {Kind.PARAGRAPH, Kind.EMPTY}
