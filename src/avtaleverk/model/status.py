"""What a version is on a given day, computed from its dates and never typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from avtaleverk.model.documents import Document, Outcome, Version


class Status(StrEnum):
    """The nine things a version can be; the value is the machine name used on pages."""

    DRAFT = "utkast"
    HEARING = "horing"
    PENDING = "til-behandling"
    RATIFYING = "til-tilslutning"
    ADOPTED = "vedtatt"
    IN_FORCE = "gjeldende"
    REPLACED = "erstattet"
    EXPIRED = "utlopt"
    REPEALED = "opphevet"

    @property
    def is_proposal(self) -> bool:
        """Say whether the text is still on its way."""
        return self in {Status.DRAFT, Status.HEARING, Status.PENDING, Status.RATIFYING}


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of a version on ``day``.

    ``adopted_by`` of ``parties`` have adopted it where adoption is asked for (0 of 0 elsewhere);
    ``since`` is the day the text began to apply, None where the file does not say.
    """

    status: Status
    day: date
    since: date | None = None
    adopted_by: int = 0
    parties: int = 0


@dataclass(frozen=True, slots=True)
class _Ratified:
    count: int
    of: int
    completed: date | None

    @property
    def is_complete(self) -> bool:
        return self.count >= self.of


def _ratified(version: Version, parties: tuple[str, ...], day: date) -> _Ratified:
    """Count the parties that had adopted the version by ``day``.

    A file without ``tilslutning`` does not say; nothing is invented and nothing is held up by it.
    """
    if not parties or version.ratifications is None or version.signed:
        return _Ratified(0, 0, version.signed)
    adopted = {
        r.party: r.decided
        for r in version.ratifications
        if r.outcome is Outcome.ADOPTED and r.party in parties and (not r.decided or r.decided <= day)
    }
    dates = [d for d in adopted.values() if d]
    complete = len(adopted) == len(parties)
    return _Ratified(len(adopted), len(parties), max(dates) if complete and dates else None)


def effective_from(version: Version, parties: tuple[str, ...] = (), day: date = date.max) -> date | None:
    """Return the first day the version applies, as far as its file says."""
    if version.valid_from:
        return version.valid_from
    known = [d for d in (version.approved, _ratified(version, parties, day).completed) if d]
    return max(known) if known else None


def _approved_by(version: Version, day: date) -> bool:
    return version.is_approved and (version.approved is None or version.approved <= day)


def _has_started(version: Version, parties: tuple[str, ...], day: date) -> bool:
    if not _approved_by(version, day) or not _ratified(version, parties, day).is_complete:
        return False
    start = effective_from(version, parties, day)
    if start and version.repealed and version.repealed <= start:
        return False  # repealed before it began, so it never applied and replaces nothing
    return start is None or start <= day


def _later(document: Document, version: Version) -> Iterator[Version]:
    return (v for v in document.versions if v.order > version.order)


def _proposal_status(version: Version, document: Document, day: date) -> Status:
    if any(_approved_by(v, day) for v in _later(document, version)):
        return Status.REPLACED
    hearing = version.hearing
    if hearing and hearing.opens and day < hearing.opens:
        return Status.DRAFT
    if hearing and hearing.closes and day <= hearing.closes:
        return Status.HEARING
    return Status.PENDING if hearing or version.meeting else Status.DRAFT


def _approved_status(version: Version, document: Document, parties: tuple[str, ...], day: date) -> Status:
    if version.repealed and version.repealed <= day:
        return Status.REPEALED
    if any(_has_started(v, parties, day) for v in _later(document, version)):
        return Status.REPLACED
    if not _ratified(version, parties, day).is_complete:
        return Status.RATIFYING
    if not _has_started(version, parties, day):
        return Status.ADOPTED
    if version.valid_until and version.valid_until < day:
        return Status.EXPIRED
    return Status.IN_FORCE


def standing(version: Version, document: Document, parties: tuple[str, ...], day: date) -> Standing:
    """Return what ``version`` is on ``day``; ``parties`` are those that must adopt it."""
    if not _approved_by(version, day):
        return Standing(_proposal_status(version, document, day), day)
    status = _approved_status(version, document, parties, day)
    ratified = _ratified(version, parties, day)
    return Standing(status, day, effective_from(version, parties, day), ratified.count, ratified.of)


def version_in_force(document: Document, parties: tuple[str, ...], day: date) -> Version | None:
    """Return the version in force on ``day``, None where there is none."""
    for version in reversed(document.versions):
        if standing(version, document, parties, day).status is Status.IN_FORCE:
            return version
    return None


def turning_days(document: Document) -> set[date]:
    """Return every day on which something about the document may change."""
    after = timedelta(days=1)
    days: set[date | None] = set()
    for v in document.versions:
        days |= {v.approved, v.valid_from, v.repealed, v.signed}
        days |= {v.valid_until + after} if v.valid_until and v.valid_until < date.max else set()
        days |= {r.decided for r in v.ratifications or ()}
        if v.hearing:
            days.add(v.hearing.opens)
            days |= {v.hearing.closes + after} if v.hearing.closes and v.hearing.closes < date.max else set()
    return {d for d in days if d}


def upcoming(version: Version, document: Document, parties: tuple[str, ...], day: date) -> tuple[Standing, ...]:
    """Return the changes of status that the files already foretell after ``day``, in order.

    The page carries them as data, so that a page built last week tells the truth today.
    """
    changes = [standing(version, document, parties, day)]
    for turning in sorted(d for d in turning_days(document) if d > day):
        then = standing(version, document, parties, turning)
        if then.status is not changes[-1].status:
            changes.append(then)
    return tuple(changes[1:])
