"""What is found when the rules of a structure are held up against what happened; records without words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from avtaleverk.model.community import Side
from avtaleverk.model.structure import Rule


class State(StrEnum):
    """Whether a rule is kept. A rule that nobody can judge for lack of data is neither kept nor broken."""

    KEPT = "holdt"
    BROKEN = "brutt"
    UNKNOWN = "uvisst"


class Fault(StrEnum):
    """In which way a rule is broken; the values are names for machines."""

    TOO_FEW_SEATS = "for-fa-seter"
    SAME_SIDE_STATED = "samme-side-i-strukturen"
    SAME_SIDE_HELD = "samme-side-i-vervene"
    NOT_SWAPPED = "ikke-byttet"
    TOO_LONG = "for-lenge"
    TOO_FEW_MEETINGS = "for-fa-moter"
    NOT_ITS_RIGHT = "uten-rett"
    WRONG_PART = "feil-delmote"
    NOT_ITS_DOCUMENT = "ikke-sitt-dokument"
    VOTED = "avstemning"
    NO_PLAN = "uten-plan"
    NOT_DISCUSSED = "ikke-droftet"


class Lack(StrEnum):
    """What is missing where a rule cannot be judged."""

    SEATS = "sammensetning"
    COUNT = "antall"
    NO_BODY = "organ"
    LEADERSHIP = "ledelse"
    OFFICES = "verv"
    SIDE = "side"
    DATES = "datoer"
    NAME = "navn"
    TERM = "funksjonstid"
    EARLY = "for-tidlig"
    PROMISE = "moter-per-ar"
    MEETINGS = "moter"
    YEAR = "ar"
    DECISIONS = "beslutninger"
    PART = "delmote"
    SETTLED = "avgjort"
    THREAD = "saksgang"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the fact stands that breaks a rule."""

    path: str
    line: int
    field: str


@dataclass(frozen=True, slots=True)
class Breach:
    """One way in which a body broke a rule.

    ``found`` and ``wanted`` are numbers of what the rule counts (seats, meetings, months). ``who`` is the person or the
    role that sat too long, ``other`` the body or the part of the meeting that the rule asks for instead.
    What does not concern the fault is None.
    """

    fault: Fault
    place: Place
    found: int | None = None
    wanted: int | None = None
    side: Side | None = None
    area: str | None = None
    year: int | None = None
    start: date | None = None
    end: date | None = None
    meeting: str | None = None
    title: str | None = None
    who: str | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """What one would have to know to judge; ``what`` is the year, level, part or body it concerns."""

    lack: Lack
    what: str = ""


@dataclass(frozen=True, slots=True)
class YearCount:
    """The meetings of one calendar year: held by the day, still to come, and promised."""

    year: int
    held: int
    planned: int
    promised: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """One body under one rule ("" for the rule as a whole); ``judged`` says that there was something to judge by.

    ``outlook`` is the running year where a meeting of it is recorded; it breaks nothing before it is over.
    """

    body: str
    judged: bool = False
    breaches: tuple[Breach, ...] = ()
    gaps: tuple[Gap, ...] = ()
    outlook: YearCount | None = None

    @property
    def state(self) -> State:
        """Return broken where anything broke it, kept where something was judged, else unknown."""
        if self.breaches:
            return State.BROKEN
        return State.KEPT if self.judged else State.UNKNOWN


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule on a day; ``index`` is its place in the structure, ``covered`` the ids of the bodies it holds for.

    Bodies that it does not hold for have a judgement only where they broke it.
    """

    rule: Rule
    index: int
    covered: tuple[str, ...]
    judgements: tuple[Judgement, ...]

    @property
    def state(self) -> State:
        """Return broken where one body broke it, kept where one was judged and none broke it, else unknown."""
        states = {j.state for j in self.judgements}
        return next((s for s in (State.BROKEN, State.KEPT) if s in states), State.UNKNOWN)

    @property
    def is_complete(self) -> bool:
        """Say whether nothing is missing to judge every body."""
        return not any(j.gaps for j in self.judgements)

    def of(self, body_id: str) -> Judgement | None:
        """Return the judgement of one body, None where the rule has nothing to say of it."""
        return next((j for j in self.judgements if j.body == body_id), None)
