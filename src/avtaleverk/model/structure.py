"""The bodies of a community at one time, who sits in them, and the rules they have set themselves."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from avtaleverk.model.community import Side
from avtaleverk.model.partial_date import PartialDate
from avtaleverk.model.source import Source


class Right(StrEnum):
    """What a seat gives the right to in a meeting (``rett``)."""

    DECIDE = "beslutning"
    SPEAK = "tale"
    ATTEND = "møte"
    UNSTATED = "ikke oppgitt"


class Each(StrEnum):
    """Whom there is one seat for (``antall``)."""

    MUNICIPALITY = "én per kommune"
    PARTY = "én per part"


@dataclass(frozen=True, slots=True)
class Seat:
    """One line of a composition.

    ``count`` is the number of members; with ``each`` it is counted from the parties, of ``area`` where
    the seat has one. Neither of them: the number is not stated. ``parts`` names the parts of the
    meeting the seat belongs to (empty: all of them).
    """

    role: str
    side: Side
    count: int | None = 1
    each: Each | None = None
    parts: tuple[str, ...] = ()
    right: Right = Right.DECIDE
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Tasks:
    """Tasks of a body, under the part of the meeting they belong to ("" for the whole body)."""

    part: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leadership:
    """How leader and deputy are chosen: from which sides, for how many years, and when they change places."""

    sides: tuple[Side, ...]
    swaps: str | None
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A committee or the secretariat (``organ``); level 1 to 3, None for staff.

    ``legal_basis`` is a document folder with a clause (``retningslinjer/01-x#pkt-2-1``);
    ``term_years`` and ``extension_years`` are the term of office and what it may be extended by.
    ``came_from`` names the bodies of the structure before that this one continues: several are a merger, and
    two bodies that come from the same one are a split. ``is_collective`` is a line that stands for several bodies
    which nobody names one by one. ``community`` is the id of the fellowship
    it belongs to, where a structure has more than one. ``template`` is the name of the common description.
    ``patient_groups`` and ``themes`` are what it works with, for the pages that gather by those.
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
    template: str | None = None
    community: str | None = None
    came_from: tuple[str, ...] = ()
    is_temporary: bool = False
    active_from: date | None = None
    active_until: date | None = None
    authority: str | None = None
    note: str | None = None
    is_collective: bool = False
    patient_groups: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()

    def is_active(self, day: date) -> bool:
        """Say whether the body works on a day of the structure it belongs to."""
        return (self.active_from is None or self.active_from <= day) and (
            self.active_until is None or day <= self.active_until
        )


@dataclass(frozen=True, slots=True)
class Area:
    """Municipalities that share seats (``område``); no parties: which they are is not stated."""

    id: str
    name: str
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fellowship:
    """One of several communities that a structure describes, such as the two of Telemark until 2022."""

    id: str
    name: str


class RuleKind(StrEnum):
    """What a rule asks (``regel``)."""

    REPRESENTED = "representert"
    SEATS = "seter"
    LEADERS = "ulike sider"
    SWAP = "bytte halvveis"
    TERM = "funksjonstid"
    MEETINGS = "møter"
    DECISION = "beslutningsrett"
    CONSENSUS = "konsensus"
    TWO_STEPS = "to trinn"


@dataclass(frozen=True, slots=True)
class SeatDemand:
    """So many seats that a composition must have, of a side, and from an area where one is named."""

    side: Side
    count: int
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that the community has set itself, with the clause it stands in.

    It holds for the bodies of ``levels``, of ``templates`` and those named in ``bodies``; where all three
    are empty it holds for every body. ``side`` and ``least`` belong to a demand for representation, ``seats`` to
    one for a composition, ``part`` is the part of a meeting that decides, ``first`` the body
    that discusses a case before another decides it, ``needs_plan`` says that the minutes of a case without
    agreement tell what happens next.
    """

    kind: RuleKind
    legal_basis: str | None
    levels: tuple[int, ...] = ()
    bodies: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    side: Side | None = None
    least: int = 1
    seats: tuple[SeatDemand, ...] = ()
    part: str | None = None
    first: str | None = None
    needs_plan: bool = False

    def covers(self, body: Body) -> bool:
        """Say whether the rule holds for a body."""
        if not (self.levels or self.bodies or self.templates):
            return True
        return body.level in self.levels or body.id in self.bodies or body.template in self.templates


@dataclass(frozen=True, slots=True)
class StructureProposal:
    """That a structure is only proposed: when, in which case paper, before which meeting."""

    dated: date | None
    case: str | None
    meeting: str | None


@dataclass(frozen=True, slots=True)
class Structure:
    """All bodies from one day on, until the next structure takes over; ``id`` is the name of its file.

    No ``valid_from`` is a beginning that nobody states. A structure with ``proposal`` does not apply.
    """

    id: str
    valid_from: PartialDate | None
    legal_basis: str | None
    bodies: tuple[Body, ...]
    source: Source
    fellowships: tuple[Fellowship, ...] = ()
    areas: tuple[Area, ...] = ()
    rules: tuple[Rule, ...] = ()
    note: str | None = None
    proposal: StructureProposal | None = None

    @property
    def starts(self) -> date:
        """Return the day from which it is shown as the structure of the time."""
        return self.valid_from.first if self.valid_from else date.min

    def body(self, body_id: str) -> Body | None:
        """Return the body with this id, if the structure has it."""
        return next((b for b in self.bodies if b.id == body_id), None)

    def area(self, area_id: str) -> Area | None:
        """Return the area with this id, if the structure has it."""
        return next((a for a in self.areas if a.id == area_id), None)
