"""Who marks, when, and under which number: every tracked change bears all three."""

from dataclasses import dataclass, field

from avtaleverk.word.names import w


@dataclass(slots=True)
class Pen:
    """Gives marks and bookmarks their numbers, each once in a file."""

    author: str
    day: str
    _last: int = field(default=0)

    def number(self) -> str:
        """Return a number that nothing else in the file has."""
        self._last += 1
        return str(self._last)

    def signed(self) -> dict[str, str]:
        """Return what a mark says of itself."""
        return {w("id"): self.number(), w("author"): self.author, w("date"): f"{self.day}T00:00:00Z"}
