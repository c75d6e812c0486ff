"""Where a record was read, so that a later check can point at the line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Source:
    """A file under the corpus root and the line of each field that was read from it."""

    path: str
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def __reduce__(self) -> tuple[type["Source"], tuple[str, dict[str, int]]]:
        """Let another process take it over; a view of a mapping cannot be sent by itself."""
        return Source, (self.path, dict(self.lines))

    def line(self, name: str) -> int:
        """Return the line of a field such as ``tilslutning.2.part``; items are counted from 0.

        Where the field is missing, it is the line of what should hold it: the group, else the file.
        """
        while name and name not in self.lines:
            name = name.rpartition(".")[0]
        return self.lines.get(name, 1)
