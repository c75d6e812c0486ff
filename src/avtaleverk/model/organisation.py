"""Meetings, the papers before them, and who holds which office."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from avtaleverk.model.community import Side
from avtaleverk.model.source import Source


class CaseKind(StrEnum):
    """What a meeting is asked to do with a case (``type``)."""

    INFORMATION = "orientering"
    DISCUSSION = "drøfting"
    DECISION = "beslutning"


class Agreement(StrEnum):
    """How a case was settled (``avgjort``)."""

    CONSENSUS = "enighet"
    VOTE = "avstemning"
    NONE = "uten enighet"


@dataclass(frozen=True, slots=True)
class CaseItem:
    """One case on the agenda of a meeting.

    ``thread`` is a name that the same case bears in every meeting that has it before them (``saksgang``);
    ``part`` is the part of the meeting, ``decision`` the text of what was decided, ``plan`` what
    happens next with a case that ended without agreement.
    """

    title: str
    kind: str | None = None
    document: str | None = None
    version: str | None = None
    clauses: tuple[str, ...] = ()
    outcome: str | None = None
    paper: str | None = None
    number: str | None = None
    part: str | None = None
    decision: str | None = None
    settled: Agreement | None = None
    plan: str | None = None
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of one body; ``id`` is the file name without its ending and never changes.

    ``moved_from`` lists the days it was called for before, the first one first. The times are Norwegian time.
    """

    id: str
    body: str
    held: date
    items: tuple[CaseItem, ...]
    minutes: str
    source: Source
    place: str | None = None
    begins: time | None = None
    ends: time | None = None
    moved_from: tuple[date, ...] = ()
    is_cancelled: bool = False
    is_extra: bool = False


@dataclass(frozen=True, slots=True)
class CasePaper:
    """A memo, a case paper, a hearing answer or a report; ``id`` is its path without ending.

    ``version`` is the version of the document it concerns, ``party`` the party that a hearing answer is from.
    """

    id: str
    title: str
    kind: str
    dated: date | None
    body_id: str | None
    concerns: tuple[str, ...]
    text: str
    source: Source
    version: str | None = None
    party: str | None = None


class Office(StrEnum):
    """What somebody is in a body (``verv``)."""

    LEADER = "leder"
    DEPUTY = "nestleder"
    MEMBER = "medlem"
    SUBSTITUTE = "vara"


@dataclass(frozen=True, slots=True)
class Appointment:
    """That one seat of a body is held by somebody from one day to another.

    ``role`` is the line of the composition, ``party`` the party it is held for. A name need not be given.
    """

    body: str
    office: Office
    source: Source
    side: Side | None = None
    role: str | None = None
    party: str | None = None
    name: str | None = None
    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Say whether the office is held on ``day``, as far as the dates tell."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the glossary."""

    word: str
    abbreviation: str | None
    explanation: str
    synonyms: tuple[str, ...] = field(default=())
