"""Where a record was read, so that a later check can point at the line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Source:
    """A file under the corpus root and the line of each field that was read from it."""

    path: str
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def line(self, name: str) -> int:
        """Return the line of a field; 1 where the field is missing, since that is where it goes."""
        return self.lines.get(name, 1)
