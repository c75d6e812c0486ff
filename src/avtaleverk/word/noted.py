"""One thing that a reading says of a file; without lxml, so that whoever shows it need not load that."""

from dataclasses import dataclass
from enum import StrEnum


class NoteKind(StrEnum):
    """How much a note matters: it was read, it was left out, or somebody must look at it."""

    READ = "lest"
    LEFT_OUT = "utelatt"
    UNSURE = "usikkert"


@dataclass(frozen=True, slots=True)
class Noted:
    """``what`` is a Norwegian sentence; ``place`` the nearest heading or the first words, "" where it is the whole file."""

    kind: NoteKind
    what: str
    place: str = ""
