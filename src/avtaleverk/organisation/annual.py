"""What a year was: meetings, cases, texts, hearings, adoptions and bodies, as far as the files tell.

Everything is counted up to the last day of the year, or up to the day that was asked for where the year is not over.
What has no date belongs to no year; approvals without one are kept apart so that an editor can place them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import takewhile

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, Ratification, Version
from avtaleverk.model.organisation import Appointment, CaseKind, Meeting
from avtaleverk.model.partial_date import PartialDate
from avtaleverk.model.structure import Body, Structure
from avtaleverk.organisation.cases import CaseStep, was_held
from avtaleverk.organisation.hearings import HearingRecord
from avtaleverk.organisation.hearings import hearings as hearing_records


class Happening(StrEnum):
    """What happened to a text on a day (the value is the front-matter field that says so)."""

    APPROVED = "godkjent"
    BEGAN = "gjelder_fra"
    ENDED = "gjelder_til"
    REPEALED = "opphevet"
    SIGNED = "signert"
    SENT = "sendt_helsedirektoratet"
    REVIEWED = "sist_gjennomgatt"
    TERMINATED = "oppsagt"


@dataclass(frozen=True, slots=True)
class TextEvent:
    """One thing that happened to a text in the year."""

    happening: Happening
    day: date
    document: Document
    version: Version


@dataclass(frozen=True, slots=True)
class Adoption:
    """One party's decision in the year."""

    document: Document
    version: Version
    ratification: Ratification


@dataclass(frozen=True, slots=True)
class BodyYear:
    """The meetings of one body in the year; ``promised`` is None where nobody states how many there were to be.

    ``promised_from`` is when the structure began that promises it, where that was in the year and the one before did not.
    """

    body_id: str
    held: tuple[Meeting, ...]
    cancelled: tuple[Meeting, ...]
    promised: int | None
    promised_from: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class NextYear:
    """What is known already of the year after: texts that run out, offices that end, meetings that are called."""

    expiries: tuple[TextEvent, ...]
    offices: tuple[Appointment, ...]
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class AnnualRecord:
    """One year of a community, up to ``until``; ``is_over`` is false where that is not its last day.

    ``decided`` are the cases up for a decision, ``discussed`` and ``told`` the others. ``undated`` are texts that are
    approved on a day that nobody states. ``began`` and ``ended`` are the bodies with a first or last day of their own.
    """

    year: int
    until: date
    bodies: tuple[BodyYear, ...]
    decided: tuple[CaseStep, ...]
    discussed: tuple[CaseStep, ...]
    told: tuple[CaseStep, ...]
    texts: tuple[TextEvent, ...]
    undated: tuple[tuple[Document, Version], ...]
    hearings: tuple[HearingRecord, ...]
    adoptions: tuple[Adoption, ...]
    structures: tuple[Structure, ...]
    proposals: tuple[Structure, ...]
    began: tuple[Body, ...]
    ended: tuple[Body, ...]
    offices_began: tuple[Appointment, ...]
    offices_ended: tuple[Appointment, ...]
    next_year: NextYear

    @property
    def is_over(self) -> bool:
        """Say whether the whole year is counted."""
        return self.until == date(self.year, 12, 31)

    @property
    def is_empty(self) -> bool:
        """Say whether the files tell of nothing that happened in the year."""
        met = any(b.held or b.cancelled for b in self.bodies)
        bodies = (
            self.structures or self.proposals or self.began or self.ended or self.offices_began or self.offices_ended
        )
        return not (met or self.texts or self.hearings or self.adoptions or bodies)

    def of(self, *happenings: Happening) -> tuple[TextEvent, ...]:
        """Return what happened of these kinds, in order of time."""
        return tuple(e for e in self.texts if e.happening in happenings)


def annual_record(corpus: Corpus, year: int, day: date) -> AnnualRecord:
    """Return a year as it is known on ``day``; a year that has not begun has nothing in it."""
    until = min(date(year, 12, 31), day)
    meetings = [m for m in corpus.meetings if m.held.year == year and was_held(m, day)]
    steps = [s for m in meetings for n in range(len(m.items)) if (s := CaseStep(m, n)).is_done(until)]
    offices = corpus.appointments
    structures = tuple(s for s in corpus.structures if s.valid_from and _is_in(s.valid_from.first, year, until))
    bodies = [b for s in _structures_of(corpus, year, until) for b in s.bodies]
    return AnnualRecord(
        year, until,
        bodies=_bodies(corpus, year, until, meetings),
        decided=_of_kinds(steps, {None, CaseKind.DECISION.value}),
        discussed=_of_kinds(steps, {CaseKind.DISCUSSION.value}),
        told=_of_kinds(steps, {CaseKind.INFORMATION.value}),
        texts=_texts(corpus, year, until),
        undated=tuple((d, v) for d in corpus.all_documents() for v in d.versions if _may_be_of(v, year)),
        hearings=_hearings(corpus, year, until),
        adoptions=_adoptions(corpus, year, until),
        structures=structures,
        proposals=tuple(s for s in corpus.proposed_structures if s.proposal and _is_in(s.proposal.dated, year, until)),
        began=_unique(b for b in bodies if _is_in(b.active_from, year, until)),
        ended=_unique(b for b in bodies if _is_in(b.active_until, year, until)),
        offices_began=tuple(a for a in offices if _is_in(a.start, year, until)),
        offices_ended=tuple(a for a in offices if _is_in(a.end, year, until)),
        next_year=_next_year(corpus, year + 1),
    )  # fmt: skip


def _is_in(day: date | None, year: int, until: date) -> bool:
    return day is not None and day.year == year and day <= until


def _may_be_of(version: Version, year: int) -> bool:
    """Say whether a text that is approved on a day that nobody states may have been so in the year."""
    applied_before = version.valid_from is not None and version.valid_from.year < year
    ended_before = any(day and day.year < year for day in (version.valid_until, version.repealed))
    return version.is_approved and version.approved is None and not applied_before and not ended_before


def _unique(bodies: Iterator[Body]) -> tuple[Body, ...]:
    return tuple({b.id: b for b in bodies}.values())


def _of_kinds(steps: list[CaseStep], kinds: set[str | None]) -> tuple[CaseStep, ...]:
    return tuple(s for s in steps if s.item.kind in kinds)


# --- meetings -----------------------------------------------------------------------------------------------------


def _structures_of(corpus: Corpus, year: int, until: date) -> list[Structure]:
    """Return the structures that applied in the year, the newest first."""
    before = corpus.structure_at(date(year, 1, 1))
    later = [s for s in corpus.structures if date(year, 1, 1) < s.starts <= until]
    return [*reversed(later), *([before] if before else [])]


def _bodies(corpus: Corpus, year: int, until: date, meetings: list[Meeting]) -> tuple[BodyYear, ...]:
    """Return the bodies of the year that met or were to meet, as the newest structure of the year orders them."""
    structures = _structures_of(corpus, year, until)
    worked = [b.id for s in structures for b in s.bodies if _worked_in(b, year)]
    ids = dict.fromkeys([*worked, *(m.body for m in meetings)])
    found = [_body_year(body_id, structures, meetings, year) for body_id in ids]
    return tuple(b for b in found if b.held or b.cancelled or b.promised)


def _worked_in(body: Body, year: int) -> bool:
    first, last = body.active_from or date.min, body.active_until or date.max
    return first.year <= year <= last.year


def _body_year(body_id: str, structures: list[Structure], meetings: list[Meeting], year: int) -> BodyYear:
    """Return one body of the year; ``structures`` are those of the year, the newest first."""
    own = [m for m in meetings if m.body == body_id]
    promises = [(s, b.meetings_per_year) for s in structures if (b := s.body(body_id)) and _worked_in(b, year)]
    promised = promises[0][1] if promises else None
    alike = [s for s, n in takewhile(lambda pair: pair[1] == promised, promises)]
    first = alike[-1] if alike else None
    return BodyYear(
        body_id,
        tuple(m for m in own if not m.is_cancelled),
        tuple(m for m in own if m.is_cancelled),
        promised,
        first.valid_from if first and first.starts > date(year, 1, 1) else None,
    )


# --- texts, hearings, adoption ------------------------------------------------------------------------------------


def _happenings(version: Version) -> Iterator[tuple[Happening, date | None]]:
    if version.is_approved:
        yield Happening.APPROVED, version.approved
        yield Happening.BEGAN, version.valid_from
        yield Happening.ENDED, version.valid_until
        yield Happening.REPEALED, version.repealed
    yield Happening.SIGNED, version.signed
    yield Happening.SENT, version.sent_to_directorate
    yield Happening.REVIEWED, version.last_reviewed
    yield Happening.TERMINATED, version.terminated


def _texts(corpus: Corpus, year: int, until: date) -> tuple[TextEvent, ...]:
    found = [
        TextEvent(happening, day, d, v)
        for d in corpus.all_documents()
        for v in d.versions
        for happening, day in _happenings(v)
        if day and _is_in(day, year, until)
    ]
    return tuple(sorted(found, key=lambda e: e.day))


def _hearings(corpus: Corpus, year: int, until: date) -> tuple[HearingRecord, ...]:
    """Return the hearings that opened or closed in the year, in order of time."""
    found = [
        r for r in hearing_records(corpus, until)
        if _is_in(r.hearing.opens, year, until) or _is_in(r.hearing.closes, year, until)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda r: r.hearing.opens or r.hearing.closes or date.max))


def _adoptions(corpus: Corpus, year: int, until: date) -> tuple[Adoption, ...]:
    found = [
        Adoption(d, v, r)
        for d in corpus.all_documents()
        for v in d.versions
        for r in v.ratifications or ()
        if _is_in(r.decided, year, until)
    ]
    return tuple(sorted(found, key=lambda a: (a.document.folder, a.version.order, a.ratification.decided or date.max)))


def _next_year(corpus: Corpus, year: int) -> NextYear:
    ends = [
        TextEvent(Happening.ENDED, v.valid_until, d, v)
        for d in corpus.all_documents()
        for v in d.versions
        if v.is_approved and not v.repealed and v.valid_until and v.valid_until.year == year
    ]
    return NextYear(
        tuple(sorted(ends, key=lambda e: e.day)),
        tuple(a for a in corpus.appointments if a.end and a.end.year == year),
        tuple(m for m in corpus.meetings if m.held.year == year and not m.is_cancelled),
    )
