"""Who marks, when, and under which number: every tracked change bears what is known of the three."""

from dataclasses import dataclass, field
from datetime import date

from avtaleverk.word.names import w


@dataclass(slots=True)
class Pen:
    """Gives marks and bookmarks their numbers, each once in a file."""

    author: str
    day: date | None
    _last: int = field(default=0)

    def number(self) -> str:
        """Return a number that nothing else in the file has."""
        self._last += 1
        return str(self._last)

    def signed(self) -> dict[str, str]:
        """Return what a mark says of itself."""
        when = {w("date"): f"{self.day.isoformat()}T00:00:00Z"} if self.day else {}
        return {w("id"): self.number(), w("author"): self.author} | when
