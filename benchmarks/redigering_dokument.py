"""Writes a whole document: chapters, sections, repeated subheadings, lists in lists, tables."""

from collections.abc import Iterable
from dataclasses import replace

from redigering_modell import Block, Blocks, Column, Document, Kind, Row, Sentence, Style, Table
from redigering_ord import COLUMNS, REPEATED, REPEATED_HEADINGS, Maker

_STYLES = (Style.PLAIN, Style.PLAIN, Style.PLAIN, Style.DOTTED, Style.POINT, Style.LAW, Style.NONE)
_MARKERS = ("-", "-", "a", "1")


def write_document(maker: Maker) -> Document:
    """Return a document of some forty blocks; each block is its own source."""
    style = maker.random.choice(_STYLES)
    blocks = [paragraph(maker) for _ in range(maker.random.randint(0, 2))]
    for _ in range(maker.random.randint(2, 5)):
        blocks += chapter(maker, numbered=style is not Style.NONE)
    return Document(tuple(replace(block, sources=frozenset({block.key})) for block in blocks), style)


def chapter(maker: Maker, *, numbered: bool) -> list[Block]:
    """Return a chapter: its heading, a paragraph or two, and sections."""
    blocks = [heading(maker, 2, maker.writer.heading(), numbered=numbered)]
    blocks += content(maker, maker.random.randint(1, 2))
    for _ in range(maker.random.randint(0, 3)):
        blocks += section(maker, 3, numbered=numbered)
    return blocks


def section(maker: Maker, level: int, *, numbered: bool) -> list[Block]:
    """Return a section; some have the subheadings that others have as well."""
    blocks = [heading(maker, level, maker.writer.heading(), numbered=numbered)]
    blocks += content(maker, maker.random.randint(1, 3))
    if maker.chance(0.3):
        for title in maker.random.sample(REPEATED_HEADINGS, 2):
            blocks.append(heading(maker, level + 1, title, numbered=False))
            blocks += content(maker, 1)
    return blocks


def heading(maker: Maker, level: int, title: str, *, numbered: bool) -> Block:
    """Return a heading."""
    return Block(maker.key(), Kind.HEADING, (maker.bare(title),), level=level, numbered=numbered)


def content(maker: Maker, count: int) -> list[Block]:
    """Return ``count`` parts of a section; what is not a paragraph has one before it."""
    blocks: list[Block] = []
    is_ledd = maker.chance(0.12)
    for _ in range(count):
        blocks.append(replace(paragraph(maker), numbered=is_ledd))
        draw = maker.random.random()
        if draw < 0.25:  # noqa: PLR2004 - the shares are free choices
            blocks += listing(maker)
        elif draw < 0.33:  # noqa: PLR2004
            blocks.append(table(maker))
        elif draw < 0.38:  # noqa: PLR2004
            blocks.append(Block(maker.key(), Kind.QUOTE, (maker.sentence(), maker.sentence())))
        elif draw < 0.43:  # noqa: PLR2004
            blocks += definitions(maker)
    return blocks


def paragraph(maker: Maker) -> Block:
    """Return a paragraph of up to five sentences, now and then one that stands elsewhere as well."""
    if maker.chance(0.05):
        made = maker.pick(REPEATED).rstrip(".").split(". ")
        return Block(maker.key(), Kind.PARAGRAPH, tuple(maker.made(text) for text in made))
    count = maker.random.choice((1, 1, 2, 2, 3, 4, 5))
    return Block(maker.key(), Kind.PARAGRAPH, tuple(_formatted(maker, maker.sentence()) for _ in range(count)))


def _formatted(maker: Maker, sentence: Sentence) -> Sentence:
    """Return a sentence with a bold word or a link, in one of ten."""
    words, place = list(sentence.words), maker.random.randrange(len(sentence.words))
    if maker.chance(0.05):
        words[place] = replace(words[place], bold=True)
    elif maker.chance(0.06):
        address = maker.address()
        words[place : place + 2] = [replace(word, link=address) for word in words[place : place + 2]]
    return replace(sentence, words=tuple(words))


def listing(maker: Maker) -> list[Block]:
    """Return a list of two to six items, some with items of their own."""
    group, marker = maker.key(), maker.pick(_MARKERS)
    blocks: list[Block] = []
    for _ in range(maker.random.randint(2, 6)):
        blocks.append(Block(maker.key(), Kind.ITEM, maker.item(), marker=marker, group=group))
        if maker.chance(0.15):
            blocks += nested(maker, blocks[-1], maker.random.randint(1, 3))
    return blocks


def nested(maker: Maker, item: Block, count: int) -> Blocks:
    """Return new items below another."""
    marker = maker.pick(("-", "a")) if item.marker == "1" else "-"
    level, group = item.level + 1, item.group
    return tuple(
        Block(maker.key(), Kind.ITEM, maker.item(), level=level, marker=marker, group=group) for _ in range(count)
    )


def definitions(maker: Maker) -> list[Block]:
    """Return terms with what they mean."""
    group, blocks = maker.key(), list[Block]()
    for _ in range(maker.random.randint(1, 3)):
        blocks.append(Block(maker.key(), Kind.TERM, (maker.bare(maker.term()),), group=group))
        blocks.append(Block(maker.key(), Kind.DEFINITION, (maker.sentence(),), group=group))
    return blocks


def table(maker: Maker) -> Block:
    """Return a table of three to five columns; the first tells the rows apart."""
    first = maker.pick(("oppgave", "oppgave", "navn"))
    others = maker.random.sample([holds for holds in COLUMNS if holds != first], maker.random.randint(2, 4))
    columns = tuple(Column(maker.key(), holds) for holds in (first, *others))
    heads: list[str] = []
    cells = []
    for column in columns:
        cells.append(maker.head(column.holds, set(heads)))
        heads.append(str(cells[-1][0]))
    rows = [new_row(maker, columns) for _ in range(maker.random.randint(3, 7))]
    head = Row(maker.key(), tuple(cells))
    return Block(maker.key(), Kind.TABLE, table=Table(columns, (head, *unlike(rows))))


def unlike(rows: Iterable[Row]) -> list[Row]:
    """Return the rows without those whose first cell another row has."""
    return list({" ".join(map(str, row.cells[0])): row for row in rows}.values())


def new_row(maker: Maker, columns: tuple[Column, ...]) -> Row:
    """Return a row that fits a table."""
    return Row(maker.key(), tuple(maker.cell(column.holds) for column in columns))
