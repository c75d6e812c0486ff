"""What avtaleverk itself sets around a text in a Word file, where a program has lost the marks that say so.

Word keeps the content controls that hold the frame; LibreOffice and others save what is in them as text. The styles
are kept by all, and tell it apart.
"""

from collections.abc import Iterator, Sequence

FRAME = "Tittelblad og versjonslogg fra avtaleverk er ikke tatt med. Nettstedet lager dem av metadataene"
TABLE, RULE = "Table", "HorizontalRule"
_FIRST, _HEADING = "Fellesskap", "Rammeoverskrift"
_ABOVE = frozenset({_FIRST, "Merkelapp", "Title", "Subtitle", "Varsel", "Liten", "Gap"})
_BELOW = frozenset({"Liten", "Gap"})
# The style and the kind of a block.
Described = tuple[str, str]


def text_places(blocks: Sequence[Described]) -> list[int]:
    """Return which blocks are text; all of them where the first is not the first of our frame.

    Only what stands as we write it goes: the first block that we did not write, and all after it, is text.
    """
    if not blocks or blocks[0][0] != _FIRST:
        return list(range(len(blocks)))
    start = _after_front(blocks)
    log = next((n for n in range(start, len(blocks)) if blocks[n][0] == _HEADING), len(blocks))
    return [*range(start, log), *(log + place for place in _outside(blocks[log:]))]


def _after_front(blocks: Sequence[Described]) -> int:
    """Return where the text begins: facts follow the titles, a sum and a table the heading of the changes, a line all."""
    place, tables = 0, 1
    while place < len(blocks):
        style, kind = blocks[place]
        if kind == RULE:
            return place + 1
        if style == _HEADING:
            # The sum of the changes has the style of text.
            place, tables = place + 2, 1
            continue
        if style not in _ABOVE and not (kind == TABLE and tables):
            return place
        place, tables = place + 1, tables - (kind == TABLE)
    return min(place, len(blocks))


def _outside(blocks: Sequence[Described]) -> Iterator[int]:
    """Yield the places of what is not the version log: its heading, its table, and the address under it."""
    may_be_log = True
    for place, (style, kind) in enumerate(blocks):
        may_be_log = may_be_log and (place == 0 or (kind == TABLE and place == 1) or style in _BELOW)
        if not may_be_log:
            yield place
