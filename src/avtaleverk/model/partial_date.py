"""A day as exactly as the sources tell it: the day, the month, or only the year."""

import re
from dataclasses import dataclass
from datetime import date

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of reduced precision (ISO 8601); what is None is not known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read ``2022``, ``2021-02`` or ``2024-09-26``; ValueError for anything else."""
        m = _WRITTEN.fullmatch(text)
        if not m:
            msg = f"not a date: {text}"
            raise ValueError(msg)
        found = cls(int(m[1]), int(m[2]) if m[2] else None, int(m[3]) if m[3] else None)
        _ = found.first  # a month 13 or a 30 February is a ValueError as well
        return found

    @property
    def first(self) -> date:
        """Return the first day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def exact(self) -> date | None:
        """Return the day itself, None where it is not known."""
        return self.first if self.day else None

    def __str__(self) -> str:
        """Return it as written: ``2022``, ``2021-02`` or ``2024-09-26``."""
        parts = [f"{self.year:04}", *(f"{n:02}" for n in (self.month, self.day) if n)]
        return "-".join(parts)
