"""What avtaleverk itself sets around a text in a Word file, where a program has lost the marks that say so.

Word keeps the content controls that hold the frame; LibreOffice and others save what is in them as text. The styles
are kept by all, and tell it apart.
"""

from collections.abc import Iterator

from avtaleverk.imports.pandoc import Node

_FIRST, _HEADING = "Fellesskap", "Rammeoverskrift"
_ABOVE = frozenset({_FIRST, "Merkelapp", "Title", "Subtitle", "Varsel", "Gap"})
_BELOW = frozenset({"Liten", "Gap"})


def without_frame(blocks: list[Node]) -> tuple[list[Node], bool]:
    """Return the blocks of a text without our frame, and whether there was one.

    Only what stands as we write it goes: the first block that we did not write, and all after it, is text.
    """
    if not blocks or style_of(blocks[0]) != _FIRST:
        return blocks, False
    start = _after_front(blocks)
    heading = next((n for n in range(start, len(blocks)) if style_of(blocks[n]) == _HEADING), len(blocks))
    return [*blocks[start:heading], *_outside(blocks[heading:])], True


def style_of(block: Node) -> str:
    """Return the name of the style that a block has, "" where it has none of its own."""
    return dict(block["c"][0][2]).get("custom-style", "") if block["t"] == "Div" else ""


def _after_front(blocks: list[Node]) -> int:
    """Return where the text begins: facts follow the titles, a sum and a table the heading of the changes, a line all."""
    place, tables = 0, 1
    while place < len(blocks):
        style, kind = style_of(blocks[place]), blocks[place]["t"]
        if kind == "HorizontalRule":
            return place + 1
        if style == _HEADING:
            # The sum of the changes has the style of text.
            place, tables = place + 2, 1
            continue
        if style not in _ABOVE and not (kind == "Table" and tables):
            return place
        place, tables = place + 1, tables - (kind == "Table")
    return min(place, len(blocks))


def _outside(blocks: list[Node]) -> Iterator[Node]:
    """Yield what is not the version log: its heading, its table, and the address under it."""
    may_be_log = True
    for place, block in enumerate(blocks):
        is_ours = place == 0 or (block["t"] == "Table" and place == 1) or style_of(block) in _BELOW
        may_be_log = may_be_log and is_ours
        if not may_be_log:
            yield block
