"""Every hearing as it stands on a day: how long it is open, who has answered, and what came of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from avtaleverk.model.community import Party
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, Hearing, Version
from avtaleverk.model.organisation import CaseItem, CasePaper, Meeting
from avtaleverk.model.status import Status, standing
from avtaleverk.organisation.outcomes import is_rejected, is_withdrawn, said

_ANSWER = "høringssvar"


class Phase(StrEnum):
    """Where a hearing is; without a deadline nobody can tell whether it is over."""

    OPEN = "åpen"
    COMING = "kommer"
    CLOSED = "avsluttet"
    NO_DEADLINE = "uten frist"


class Result(StrEnum):
    """What came of a hearing; ``CONSIDERED`` is a meeting that came to something else, such as «utsatt»."""

    APPROVED = "godkjent"
    REJECTED = "avvist"
    WITHDRAWN = "trukket"
    CONSIDERED = "behandlet"
    UNSTATED = "ikke oppgitt"


@dataclass(frozen=True, slots=True)
class Answer:
    """A hearing answer that is filed; ``is_late`` is None where a date is missing, ``party`` where none is named."""

    paper: CasePaper
    party: Party | None
    is_late: bool | None


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What came of a hearing: which text was approved, on which day and by which body, or what a meeting said.

    ``version`` is that of the hearing or a later one, None unless it was approved. ``words`` are those of the minutes.
    """

    result: Result
    day: date | None = None
    body: str | None = None
    version: Version | None = None
    meeting: Meeting | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class HearingRecord:
    """One hearing on a day.

    ``days_left`` is None unless it is open with a deadline, ``short_by`` is the number of days that
    it lacks to the shortest hearing promised (0: long enough, or nobody can tell). ``unanswered`` are the parties of
    which no answer is filed; they may have answered all the same.
    """

    document: Document
    version: Version
    hearing: Hearing
    phase: Phase
    days_left: int | None
    short_by: int
    answers: tuple[Answer, ...]
    unanswered: tuple[Party, ...]
    aftermath: Aftermath


@dataclass(frozen=True, slots=True)
class Filed:
    """What is filed about each document, by its folder, so that it is looked for only once.

    ``cases`` are the meetings that had it before them, the last one first; one that is cancelled had nothing.
    """

    answers: Mapping[str, Sequence[CasePaper]]
    cases: Mapping[str, Sequence[tuple[Meeting, CaseItem]]]


def filed(corpus: Corpus) -> Filed:
    """Return what is filed about each document."""
    answers: defaultdict[str, list[CasePaper]] = defaultdict(list)
    cases: defaultdict[str, list[tuple[Meeting, CaseItem]]] = defaultdict(list)
    for paper in corpus.papers:
        for folder in paper.concerns if paper.kind == _ANSWER else ():
            answers[folder].append(paper)
    for meeting in reversed(corpus.meetings):
        for item in () if meeting.is_cancelled else meeting.items:
            if item.document:
                cases[item.document].append((meeting, item))
    return Filed(answers, cases)


def hearings(corpus: Corpus, day: date) -> tuple[HearingRecord, ...]:
    """Return every hearing: the open ones first, those that close next before the others, then the rest.

    After the open ones come those without a deadline, those to come, and the closed ones, the last one first.
    """
    known = filed(corpus)
    found = (record_of(corpus, d, v, day, known) for d in corpus.all_documents() for v in d.versions)
    return tuple(sorted((record for record in found if record), key=_order))


_FIRST = (Phase.OPEN, Phase.NO_DEADLINE, Phase.COMING, Phase.CLOSED)


def _order(record: HearingRecord) -> tuple[int, int, str, tuple[int, ...]]:
    hearing, phase = record.hearing, record.phase
    day = hearing.opens if phase is Phase.COMING else hearing.closes
    days = (day or date.max).toordinal()
    backwards = -(hearing.closes or date.min).toordinal()
    return (
        _FIRST.index(phase),
        backwards if phase is Phase.CLOSED else days,
        record.document.folder,
        record.version.order,
    )


def record_of(
    corpus: Corpus, document: Document, version: Version, day: date, known: Filed | None = None
) -> HearingRecord | None:
    """Return the hearing of a version, None where it has none; ``known`` is what is filed, if it has been looked for."""
    hearing = version.hearing
    if hearing is None:
        return None
    known = known or filed(corpus)
    phase = phase_of(corpus, document, version, day)
    papers = [p for p in known.answers.get(document.folder, ()) if _is_meant(p, document, version)]
    answers = tuple(_answer(corpus, p, hearing) for p in papers if p.dated is None or p.dated <= day)
    answered = {a.party.id for a in answers if a.party}
    return HearingRecord(
        document=document,
        version=version,
        hearing=hearing,
        phase=phase,
        days_left=(hearing.closes - day).days if phase is Phase.OPEN and hearing.closes else None,
        short_by=short_by(hearing, corpus.community.minimum_hearing_days),
        answers=answers,
        unanswered=tuple(p for p in corpus.community.parties if p.id not in answered),
        aftermath=_aftermath(document, version, day, known.cases.get(document.folder, ())),
    )


def short_by(hearing: Hearing, minimum: int | None) -> int:
    """Return how many days a hearing lacks to the shortest one promised, 0 where it lacks none or nobody can tell.

    A deadline that was moved counts as it is now.
    """
    if minimum is None or hearing.days is None or hearing.days < 0:
        return 0
    return max(0, minimum - hearing.days)


def phase_of(corpus: Corpus, document: Document, version: Version, day: date) -> Phase:
    """Return where a hearing is on a day; it agrees with the status of the version."""
    rule, hearing = corpus.rule_for(document), version.hearing
    status = standing(version, document, rule.ratified_by if rule else (), day).status
    if status is Status.HEARING:
        return Phase.OPEN
    if hearing is None or not status.is_proposal or status is Status.RATIFYING:
        return Phase.CLOSED
    if hearing.opens and day < hearing.opens:
        return Phase.COMING
    return Phase.NO_DEADLINE if hearing.closes is None else Phase.CLOSED


# --- answers ------------------------------------------------------------------------------------------------------


def _is_meant(paper: CasePaper, document: Document, version: Version) -> bool:
    return (paper.version or _meant(paper, document)) == version.number


def _meant(paper: CasePaper, document: Document) -> str | None:
    """Return the version that an answer must mean where it names none: the last that was out for comment then."""
    heard = [v for v in document.versions if v.hearing]
    if len(heard) > 1:
        heard = [v for v in heard if paper.dated and v.hearing and v.hearing.opens and v.hearing.opens <= paper.dated]
        heard.sort(key=lambda v: (v.hearing.opens if v.hearing and v.hearing.opens else date.min, v.order))
    return heard[-1].number if heard else None


def _answer(corpus: Corpus, paper: CasePaper, hearing: Hearing) -> Answer:
    """Return an answer; one without a date is taken as filed, and is neither late nor in time."""
    is_late = paper.dated > hearing.closes if paper.dated and hearing.closes else None
    return Answer(paper, corpus.community.party(paper.party) if paper.party else None, is_late)


# --- what came of it ----------------------------------------------------------------------------------------------


def _aftermath(
    document: Document, version: Version, day: date, cases: Sequence[tuple[Meeting, CaseItem]]
) -> Aftermath:  # fmt: skip
    """Return what is known by ``day`` of what came of a hearing.

    What the minutes say of this very version goes before a later text: that one may be another proposal.
    """
    if _is_approved(version, day):
        return _approval(version)
    meeting, item = next(_considered(version, day, cases), (None, None))
    result = _result(item)
    if meeting and item and result in {Result.REJECTED, Result.WITHDRAWN}:
        return Aftermath(result, meeting.held, meeting.body, None, meeting, item.outcome or "")
    later = next((v for v in document.versions if v.order > version.order and _is_approved(v, day)), None)
    if later:
        return _approval(later)
    if meeting and item:
        return Aftermath(result, meeting.held, meeting.body, None, meeting, item.outcome or "")
    return Aftermath(Result.UNSTATED)


def _is_approved(version: Version, day: date) -> bool:
    return version.is_approved and (version.approved is None or version.approved <= day)


def _approval(version: Version) -> Aftermath:
    return Aftermath(Result.APPROVED, version.approved, version.approved_by, version)


def _considered(
    version: Version, day: date, cases: Sequence[tuple[Meeting, CaseItem]]
) -> Iterator[tuple[Meeting, CaseItem]]:  # fmt: skip
    """Yield the meetings that had the proposal before them, the last one first."""
    for meeting, item in cases:
        is_named = item.version == version.number or (item.version is None and meeting.id == version.meeting)
        if is_named and meeting.held <= day:
            yield meeting, item


def _result(item: CaseItem | None) -> Result:
    outcome = item.outcome if item else None
    if is_rejected(outcome):
        return Result.REJECTED
    if is_withdrawn(outcome):
        return Result.WITHDRAWN
    return Result.CONSIDERED if said(outcome) else Result.UNSTATED
