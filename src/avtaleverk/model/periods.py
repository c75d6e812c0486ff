"""Which version was in force from which day to which day, as far as the files tell."""

from dataclasses import dataclass
from datetime import date, timedelta

from avtaleverk.model.documents import Document, Version
from avtaleverk.model.status import turning_days, version_in_force


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``start`` to ``end``, both included, on which ``version`` was in force.

    No version is a gap between texts. No start is a first day that nobody states, no end a text
    that applies until something else is decided.
    """

    version: Version | None
    start: date | None
    end: date | None

    def covers(self, day: date) -> bool:
        """Say whether ``day`` lies in the period."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def periods(document: Document, parties: tuple[str, ...]) -> tuple[Period, ...]:
    """Return the periods in order, from the first text in force on, without holes between them.

    Nothing depends on today: what the files foretell is a period as well.
    """
    found: list[Period] = []
    for start in _starts(document):
        version = version_in_force(document, parties, start or date.min)
        if version is (found[-1].version if found else None):
            continue
        if found and start:
            found[-1] = Period(found[-1].version, found[-1].start, start - timedelta(days=1))
        found.append(Period(version, start, None))
    return tuple(found)


def _starts(document: Document) -> list[date | None]:
    """Return the days on which a period may begin, None for the time before all of them."""
    turning = sorted(turning_days(document))
    return [*turning] if turning[:1] == [date.min] else [None, *turning]


def floor(document: Document, parties: tuple[str, ...]) -> Period | None:
    """Return where the history begins: the first period, None where no text was ever in force."""
    return next(iter(periods(document, parties)), None)
