"""What a file gave: its text or texts, and what must be said of them."""

from dataclasses import dataclass
from datetime import date

from avtaleverk.word.noted import Noted


@dataclass(frozen=True, slots=True)
class Imported:
    """``new`` is the text as it becomes, ``old`` as it was before the marks, None where the file has no marks.

    ``kind`` is what the file is, in words; ``title`` what it calls itself, "" where it does not; ``marked_by`` who
    made the marks, with the days, a line for each.
    """

    kind: str
    new: str
    title: str
    notes: tuple[Noted, ...]
    old: str | None = None
    marked_by: tuple[str, ...] = ()


def marked_by(name: str, first: date | None, last: date | None) -> str:
    """Return who made marks in a file, and on which days."""
    who = name or "en uten navn"
    days = dict.fromkeys(day.isoformat() for day in (first, last) if day)
    return f"{who} ({' til '.join(days)})" if days else who
