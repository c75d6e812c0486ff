"""A document of known blocks and words: each keeps its key through every edit, so that what changed is known."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

ABC = "abcdefghijklmnopqrstuvwxyz"


class Kind(StrEnum):
    """What a block is."""

    HEADING = "overskrift"
    PARAGRAPH = "avsnitt"
    ITEM = "listepunkt"
    TABLE = "tabell"
    QUOTE = "sitat"
    TERM = "begrep"
    DEFINITION = "forklaring"


class Style(StrEnum):
    """How a document numbers its headings."""

    NONE = ""
    PLAIN = "2.1"
    DOTTED = "2.1."
    POINT = "Pkt. 2.1"
    LAW = "§ 2-1"


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it is marked; the same ``key`` is the same word, however it looks."""

    key: int
    text: str
    before: str = ""
    after: str = ""
    bold: bool = False
    link: str = ""

    @property
    def counts(self) -> bool:
        """Say whether this is a word, and not a dash."""
        return any(c.isalnum() for c in self.text)

    @property
    def looks(self) -> tuple[bool, str]:
        """Return how the word is formatted."""
        return self.bold, self.link

    def __str__(self) -> str:
        """Return the word with its signs."""
        return f"{self.before}{self.text}{self.after}"


Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and the sign that ends them; a heading or an item has none."""

    words: Words
    end: str = ""

    def __str__(self) -> str:
        """Return the sentence without formatting."""
        return " ".join(map(str, self.words)) + self.end


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what its cells hold."""

    key: int
    holds: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    key: int
    cells: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its first row is the one of headings."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One block. ``sources`` are the keys of the old blocks that it carries on; ``level`` is depth for an item.

    ``group`` is the list that an item belongs to; ``marker`` its kind: ``-``, ``a`` or ``1``.
    """

    key: int
    kind: Kind
    sentences: tuple[Sentence, ...] = ()
    sources: frozenset[int] = frozenset()
    level: int = 0
    marker: str = ""
    group: int = 0
    numbered: bool = False
    moved: bool = False
    table: Table | None = None

    @property
    def words(self) -> Words:
        """Return the words of all sentences, or of all cells."""
        if self.table:
            return tuple(word for row in self.table.rows for cell in row.cells for word in cell)
        return tuple(word for sentence in self.sentences for word in sentence.words)

    @property
    def text(self) -> str:
        """Return the text without formatting."""
        return " ".join(map(str, self.sentences))

    @property
    def letters(self) -> int:
        """Return how many letters and digits the block has."""
        return sum(c.isalnum() for word in self.words for c in word.text)

    def with_sentence(self, index: int, sentence: Sentence) -> "Block":
        """Return the block with one sentence replaced."""
        return replace(self, sentences=(*self.sentences[:index], sentence, *self.sentences[index + 1 :]))


Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Blocks in reading order. ``first`` is the number of the first chapter."""

    blocks: Blocks
    style: Style
    first: int = 1

    def with_blocks(self, start: int, end: int, blocks: Blocks) -> "Document":
        """Return the document with the stretch ``start:end`` replaced."""
        return replace(self, blocks=(*self.blocks[:start], *blocks, *self.blocks[end:]))

    def section_end(self, start: int) -> int:
        """Return where the section of a heading ends."""
        level = self.blocks[start].level
        for place in range(start + 1, len(self.blocks)):
            block = self.blocks[place]
            if block.kind is Kind.HEADING and block.level <= level:
                return place
        return len(self.blocks)

    def item_end(self, start: int) -> int:
        """Return where an item with all that is nested in it ends."""
        item = self.blocks[start]
        for place in range(start + 1, len(self.blocks)):
            block = self.blocks[place]
            if block.kind is not Kind.ITEM or block.group != item.group or block.level <= item.level:
                return place
        return len(self.blocks)

    def places(self, *kinds: Kind) -> list[int]:
        """Return where the blocks of some kinds are."""
        return [place for place, block in enumerate(self.blocks) if block.kind in kinds]

    def is_open(self, place: int) -> bool:
        """Say whether a paragraph can stand before the block at ``place`` without cutting a list in two."""
        if not 0 < place < len(self.blocks):
            return place == len(self.blocks)
        before, after = self.blocks[place - 1], self.blocks[place]
        return not (_holder(before) and _holder(before) == _holder(after))


def _holder(block: Block) -> str:
    kinds = {Kind.ITEM: "liste", Kind.TERM: "dl", Kind.DEFINITION: "dl", Kind.QUOTE: "sitat", Kind.TABLE: "tabell"}
    return kinds.get(block.kind, "")


def is_sound(document: Document) -> bool:
    """Say whether no lists, tables or quotations have run together, and nothing hangs in the air."""
    before: Block | None = None
    for block in document.blocks:
        holder = _holder(before) if before else ""
        together = bool(holder) and holder == _holder(block)
        if before and together and (block.kind is Kind.TABLE or before.group != block.group):
            return False
        deepest = before.level + 1 if before and together else 0
        if (block.kind is Kind.ITEM and block.level > deepest) or (block.kind is Kind.DEFINITION and not together):
            return False
        before = block
    return True


def numbers(document: Document) -> list[str]:
    """Return for each block the number that a reader sees, as it is named, or ""."""
    return [named for named, _ in _numbered(document)]


def _numbered(document: Document) -> list[tuple[str, str]]:
    """Return for each block its number as it is named and as it is written."""
    counts, items, ledd = [document.first - 1, 0, 0], list[tuple[int, int]](), 0
    found: list[tuple[str, str]] = []
    group = -1
    for block in document.blocks:
        named = written = ""
        if block.kind is Kind.HEADING:
            ledd = 0
            if block.numbered:
                depth = block.level - 2
                counts[depth:] = [counts[depth] + 1, *[0] * (2 - depth)]
                named, written = _heading_number(counts[: depth + 1], document.style)
        elif block.kind is Kind.ITEM:
            items = items if block.group == group else []
            named = written = _item_number(block, items)
            group = block.group
        elif block.numbered:
            ledd += 1
            named = written = f"({ledd})"
        found.append((named, written))
    return found


def _item_number(block: Block, items: list[tuple[int, int]]) -> str:
    """Return the number of an item; ``items`` are the open levels with how many each has had."""
    while items and items[-1][0] > block.level:
        items.pop()
    count = items.pop()[1] + 1 if items and items[-1][0] == block.level else 1
    items.append((block.level, count))
    return {"-": "", "a": f"{ABC[(count - 1) % len(ABC)]})", "1": f"{count}."}[block.marker]


def _heading_number(counts: list[int], style: Style) -> tuple[str, str]:
    dotted = ".".join(map(str, counts))
    if style is Style.LAW:
        if len(counts) == 1:
            return dotted, f"Kapittel {dotted}"
        law = f"§ {'-'.join(map(str, counts))}"
        return law, law
    return {
        Style.NONE: ("", ""),
        Style.PLAIN: (dotted, dotted),
        Style.DOTTED: (dotted, f"{dotted}."),
        Style.POINT: (dotted, f"Pkt. {dotted}"),
    }[style]


def render(document: Document) -> str:
    """Return the document as Markdown."""
    lines: list[str] = []
    before: Block | None = None
    for block, (_, written) in zip(document.blocks, _numbered(document), strict=True):
        if before and not (before.kind is block.kind is Kind.ITEM or block.kind is Kind.DEFINITION):
            lines.append(">" if before.kind is block.kind is Kind.QUOTE else "")
        lines.append(_markdown(block, written))
        before = block
    return "\n".join(lines) + "\n"


def _markdown(block: Block, written: str) -> str:
    if block.table:
        return _table(block.table)
    text = " ".join(marked(sentence.words) + sentence.end for sentence in block.sentences)
    if block.kind is Kind.HEADING:
        return f"{'#' * block.level} {written} {text}" if written else f"{'#' * block.level} {text}"
    if block.kind is Kind.ITEM:
        return f"{'    ' * block.level}{written or '-'} {text}"
    if block.kind is Kind.QUOTE:
        return f"> {text}"
    if block.kind is Kind.DEFINITION:
        return f":   {text}"
    return f"{written} {text}" if written else text


def _table(table: Table) -> str:
    rows = [f"| {' | '.join(marked(cell) for cell in row.cells)} |" for row in table.rows]
    return "\n".join([rows[0], f"| {' | '.join('---' for _ in table.columns)} |", *rows[1:]])


def marked(words: Words) -> str:
    """Return words as Markdown."""
    return " ".join(_group(looks, list(group)) for looks, group in groupby(words, key=lambda w: w.looks))


def _group(looks: tuple[bool, str], words: list[Word]) -> str:
    bold, link = looks
    if not bold and not link:
        return " ".join(map(str, words))
    first, last = words[0].before, words[-1].after
    inside = " ".join(map(str, words)).removeprefix(first)
    inside = inside[: len(inside) - len(last)]
    inside = f"**{inside}**" if bold else inside
    return f"{first}[{inside}]({link}){last}" if link else f"{first}{inside}{last}"


def plain(text: str) -> str:
    """Return text as it is compared: one kind of dash, of quote and of space."""
    for signs, one in (("–—−‑", "-"), ("«»“”„", '"'), ("\u00ad", "")):  # noqa: RUF100
        for sign in signs:
            text = text.replace(sign, one)
    return re.sub(r"\s+", " ", text).strip()
