"""Until when the law and the texts themselves ask for something, and whether it was done in time.

Helse- og omsorgstjenesteloven § 6-4 asks for a copy to Helsedirektoratet within a month, § 6-5 for a review every
year and for a year's notice. A text with a last day asks for another one in time.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date
from enum import StrEnum

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, Outcome, Version
from avtaleverk.model.status import Status, standing
from avtaleverk.organisation.law import is_of_the_agreement, parties_to

SENDING_MONTHS = 1  # § 6-4
REVIEW_MONTHS = 12  # § 6-5
NOTICE_MONTHS = 12  # § 6-5
# How long before a text runs out the next one should be on its way: a hearing and 18 councils take that long.
RENEWAL_MONTHS = 6


class DeadlineKind(StrEnum):
    """What there is a deadline for; the value is the machine name used on pages and in calendars."""

    SENDING = "innsending"
    REVIEW = "gjennomgang"
    NOTICE = "oppsigelse"
    EXPIRY = "utlop"


class DeadlineState(StrEnum):
    """How it stands with a deadline on the day that was asked for.

    ``NOT_STATED`` is a deadline that nobody can count, or something done on a day that cannot be held against one.
    """

    OVERDUE = "over-fristen"
    TOO_SHORT = "for-kort"
    COMING = "kommer"
    LATE = "for-sent"
    NOT_STATED = "ikke-oppgitt"
    IN_TIME = "i-tide"


class Basis(StrEnum):
    """The fact that a deadline is counted from."""

    SIGNED = "signert"
    ADOPTED = "tilslutning"
    APPROVED = "godkjent"
    REVIEWED = "sist_gjennomgatt"
    TERMINATED = "oppsagt"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing that must be done with a text, by when, and whether it was.

    ``due`` is the last day, None where it cannot be counted. For a notice it is the first day on which the
    agreement may end, and ``done`` the day on which it does; else ``done`` is the day on which it was done.
    ``start`` is the day it is counted from and ``basis`` what happened then. ``successor`` is the number of the
    text that is to follow, proposed or approved. ``path`` and ``line`` show where it was read.
    """

    kind: DeadlineKind
    document: Document
    version: Version
    due: date | None
    done: date | None
    state: DeadlineState
    path: str
    line: int
    start: date | None = None
    basis: Basis | None = None
    successor: str | None = None

    @property
    def is_urgent(self) -> bool:
        """Say whether something must be mended now."""
        return self.state in {DeadlineState.OVERDUE, DeadlineState.TOO_SHORT}

    def days_left(self, day: date) -> int | None:
        """Return the days from ``day`` to the last one, negative when it has passed."""
        return (self.due - day).days if self.due else None


def deadlines(corpus: Corpus, day: date) -> tuple[Deadline, ...]:
    """Return every deadline of the texts that apply, or ran out with none after them, the most urgent first."""
    found = [found for document in corpus.all_documents() for found in _of_document(corpus, document, day)]
    order = list(DeadlineState)
    return tuple(sorted(found, key=lambda d: (order.index(d.state), d.due or date.max, d.document.folder, d.kind)))


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def entered(version: Version, parties: tuple[str, ...], day: date) -> tuple[date, Basis] | None:
    """Return when the parties had entered into a text, and how that is known; None where nobody states it.

    A signature tells it best, then the last party's own decision. Where the body's approval is enough, it is that;
    where ``parties`` must adopt the text as well, the approval alone is not the day and nothing is invented.
    """
    if version.signed and version.signed <= day:
        return version.signed, Basis.SIGNED
    if parties:
        last = _last_adoption(version, parties)
        return (last, Basis.ADOPTED) if last and last <= day else None
    approved = version.approved
    return (approved, Basis.APPROVED) if approved and approved <= day else None


def _last_adoption(version: Version, parties: tuple[str, ...]) -> date | None:
    adopted = {r.party: r.decided for r in version.ratifications or () if r.outcome is Outcome.ADOPTED}
    days = [adopted.get(party) for party in parties]
    known = [d for d in days if d]
    return max(known) if len(known) == len(days) else None


def _of_document(corpus: Corpus, document: Document, day: date) -> Iterator[Deadline]:
    parties = parties_to(corpus, document)
    states = [(v, standing(v, document, parties, day).status) for v in document.versions]
    of_the_agreement = is_of_the_agreement(corpus, document)
    for version, status in states:
        if of_the_agreement and status in {Status.IN_FORCE, Status.ADOPTED}:
            yield _sending(document, version, entered(version, parties, day), day)
        if of_the_agreement and status is Status.IN_FORCE:
            yield _review(document, version, entered(version, parties, day), day)
        if of_the_agreement and status in {Status.IN_FORCE, Status.EXPIRED} and version.terminated:
            yield from _notice(document, version, version.terminated, day)
        if version.valid_until and status in {Status.IN_FORCE, Status.EXPIRED}:
            yield _expiry(document, version, version.valid_until, _successor(states, version), day)


def _successor(states: list[tuple[Version, Status]], version: Version) -> str | None:
    """Return the newest text after this one that may still come to apply."""
    later = [v for v, s in states if v.order > version.order and (s.is_proposal or s is Status.ADOPTED)]
    return later[-1].number if later else None


def _line(version: Version, *fields: str) -> int:
    """Return the line of the first of these fields that the file has."""
    return next((version.source.lines[f] for f in fields if f in version.source.lines), 1)


def _until(due: date | None, done: date | None, day: date) -> DeadlineState:
    if due is None:
        return DeadlineState.NOT_STATED
    if done:
        return DeadlineState.IN_TIME if done <= due else DeadlineState.LATE
    return DeadlineState.OVERDUE if due < day else DeadlineState.COMING


def _sending(document: Document, version: Version, start: tuple[date, Basis] | None, day: date) -> Deadline:
    """Return the deadline of § 6-4."""
    due = add_months(start[0], SENDING_MONTHS) if start else None
    sent = version.sent_to_directorate
    done = sent if sent and sent <= day else None
    return Deadline(
        DeadlineKind.SENDING, document, version, due, done, _until(due, done, day), version.source.path,
        _line(version, "sendt_helsedirektoratet", "signert", "godkjent"), *(start or (None, None)),
    )  # fmt: skip


def _review(document: Document, version: Version, start: tuple[date, Basis] | None, day: date) -> Deadline:
    """Return the next yearly review of § 6-5: a year after the last one, or after the text was agreed on."""
    known = [start] if start else []
    known += [(version.approved, Basis.APPROVED)] if version.approved and version.approved <= day else []
    known += [(version.last_reviewed, Basis.REVIEWED)] if version.last_reviewed and version.last_reviewed <= day else []
    last = max(known, key=lambda pair: pair[0]) if known else None
    due = add_months(last[0], REVIEW_MONTHS) if last else None
    return Deadline(
        DeadlineKind.REVIEW, document, version, due, None, _until(due, None, day), version.source.path,
        _line(version, "sist_gjennomgatt", "signert", "godkjent"), *(last or (None, None)),
    )  # fmt: skip


def _notice(document: Document, version: Version, terminated: date, day: date) -> Iterator[Deadline]:
    """Yield the end of a year's notice, where notice has been given by ``day`` (§ 6-5)."""
    if terminated > day:
        return
    due, end = add_months(terminated, NOTICE_MONTHS), version.valid_until
    if end:
        state = DeadlineState.IN_TIME if end >= due else DeadlineState.TOO_SHORT
    else:  # one party may leave while the others stay, so that no last day is to be expected
        state = DeadlineState.COMING if day <= due else DeadlineState.NOT_STATED
    yield Deadline(
        DeadlineKind.NOTICE, document, version, due, end, state, version.source.path,
        _line(version, "gjelder_til", "oppsagt") if end else _line(version, "oppsagt"),
        terminated, Basis.TERMINATED,
    )  # fmt: skip


def _expiry(document: Document, version: Version, last: date, successor: str | None, day: date) -> Deadline:
    """Return the last day of a text with a time-limit."""
    return Deadline(
        DeadlineKind.EXPIRY, document, version, last, None, _until(last, None, day), version.source.path,
        _line(version, "gjelder_til"), successor=successor,
    )  # fmt: skip
