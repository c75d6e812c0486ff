"""One thing that an import has to say of a file."""

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """How much it matters: it was read, it was left out, or somebody must look at it."""

    READ = "lest"
    LEFT_OUT = "utelatt"
    UNSURE = "usikkert"


@dataclass(frozen=True, slots=True)
class Noted:
    """``what`` is a sentence; ``place`` the nearest heading or the first words, "" where it is the whole file."""

    kind: Sort
    what: str
    place: str = ""
