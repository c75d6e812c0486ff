"""Bodies, their seats, their meetings and the papers before them."""

from dataclasses import dataclass, field
from datetime import date

from avtaleverk.model.community import Side
from avtaleverk.model.source import Source


@dataclass(frozen=True, slots=True)
class Seat:
    """One line of a composition.

    ``count`` is the number of members, None for one of each municipality; ``parts`` names the
    parts of the meeting the seat belongs to (empty: all of them).
    """

    role: str
    side: Side
    count: int | None = 1
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tasks:
    """Tasks of a body, under the part of the meeting they belong to ("" for the whole body)."""

    part: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leadership:
    """How leader and deputy are chosen: from which sides, and when they change places."""

    sides: tuple[Side, ...]
    swaps: str | None


@dataclass(frozen=True, slots=True)
class Body:
    """A committee or the secretariat (``organ``); level 1 to 3, None for staff.

    ``legal_basis`` is a document folder with a clause (``retningslinjer/01-x#pkt-2-1``);
    ``term_years`` and ``extension_years`` are the term of office and what it may be extended by.
    """

    id: str
    name: str
    level: int | None
    staff: bool = False
    abbreviation: str | None = None
    above: str | None = None
    legal_basis: str | None = None
    meetings_per_year: int | None = None
    meeting_parts: tuple[str, ...] = ()
    term_years: int | None = None
    extension_years: int | None = None
    leadership: Leadership | None = None
    tasks: tuple[Tasks, ...] = ()
    seats: tuple[Seat, ...] = ()


@dataclass(frozen=True, slots=True)
class Structure:
    """All bodies from one date on, until the next structure takes over."""

    valid_from: date
    legal_basis: str | None
    bodies: tuple[Body, ...]
    source: Source

    def body(self, body_id: str) -> Body | None:
        """Return the body with this id, if the structure has it."""
        return next((b for b in self.bodies if b.id == body_id), None)


@dataclass(frozen=True, slots=True)
class CaseItem:
    """One case on the agenda of a meeting."""

    title: str
    kind: str | None = None
    document: str | None = None
    version: str | None = None
    clauses: tuple[str, ...] = ()
    outcome: str | None = None
    paper: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of one body; ``id`` is the file name without its ending."""

    id: str
    body: str
    held: date
    items: tuple[CaseItem, ...]
    minutes: str
    source: Source
    place: str | None = None


@dataclass(frozen=True, slots=True)
class CasePaper:
    """A memo, a case paper, a hearing answer or a report; ``id`` is its path without ending."""

    id: str
    title: str
    kind: str
    dated: date | None
    body_id: str | None
    concerns: tuple[str, ...]
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the glossary."""

    word: str
    abbreviation: str | None
    explanation: str
    synonyms: tuple[str, ...] = field(default=())
