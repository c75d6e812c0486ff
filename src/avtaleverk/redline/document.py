"""A text as blocks: what each is, where it stands, its number apart from its words."""

from dataclasses import dataclass, field
from enum import StrEnum

from avtaleverk.model.text import Clause
from avtaleverk.redline.runs import Runs


class Kind(StrEnum):
    """What a block is on the page."""

    HEADING = "overskrift"
    PARAGRAPH = "avsnitt"
    TERM = "begrep"
    CODE = "kode"
    RULE = "strek"
    TABLE = "tabell"
    ROW = "rad"
    EMPTY = "tom"


class Holder(StrEnum):
    """What can hold blocks."""

    LIST = "liste"
    ITEM = "listepunkt"
    QUOTE = "sitat"
    DEFINITIONS = "begrepsliste"
    DEFINITION = "forklaring"


@dataclass(eq=False, slots=True)
class Container:
    """A list, an item of it, a quotation. ``number`` is what an item shows: ``3.``, ``a)``, or "" for a bullet."""

    kind: Holder
    tag: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; ``align`` is ``left``, ``center``, ``right`` or ""."""

    runs: Runs
    key: str
    align: str = ""


@dataclass(eq=False, slots=True)
class Row:
    """One row of a table; ``head`` for the row of headings."""

    cells: tuple[Cell, ...]
    head: bool = False

    @property
    def key(self) -> str:
        """Return the text of all cells as it is compared."""
        return " | ".join(cell.key for cell in self.cells)


@dataclass(eq=False, slots=True)
class Block:
    """One paragraph, heading, table: the smallest thing that is new, gone or moved as a whole.

    ``lead`` is the number as it is written (``Pkt. 7.1``) and ``number`` as it is named (``7.1``);
    ``runs`` is what follows. ``key`` is the text as it is compared, ``clause`` the point around,
    ``path`` the containers around, outermost first. ``level`` counts headings from 2; ``loose`` says that it stands
    in a paragraph of its own, ``opens`` that it is the first of its list item.
    """

    kind: Kind
    key: str
    runs: Runs = ()
    lead: Runs = ()
    number: str = ""
    level: int = 0
    path: tuple[Container, ...] = ()
    clause: Clause | None = None
    rows: tuple[Row, ...] = ()
    loose: bool = True
    opens: bool = True
    place: int = -1
    _words: list[str] | None = field(default=None, repr=False)
    _shape: tuple[str, ...] | None = field(default=None, repr=False)
    _letters: int | None = field(default=None, repr=False)

    @property
    def words(self) -> list[str]:
        """Return the text as words, split at white space."""
        if self._words is None:
            self._words = [word for word in self.key.split() if word != "|"]
        return self._words

    @property
    def letters(self) -> int:
        """Return how much text it has, in letters and digits."""
        if self._letters is None:
            self._letters = sum(map(str.isalnum, self.key))
        return self._letters

    @property
    def shape(self) -> tuple[str, ...]:
        """Return kind and containers, by which a block can take another's place."""
        if self._shape is None:
            containers = tuple(container.kind for container in self.path)
            self._shape = (self.kind, *containers) if self.opens else (self.kind, *containers, "videre")
        return self._shape

    @property
    def item(self) -> Container | None:
        """Return the list item around, if the block stands directly in one."""
        return self.path[-1] if self.path and self.path[-1].kind is Holder.ITEM else None


@dataclass(frozen=True, slots=True)
class Text:
    """A whole text as blocks in reading order."""

    blocks: tuple[Block, ...]
    clauses: tuple[Clause, ...]
