"""The lines of ``avtaleverk.lock``: each tells one act, and hangs on the line before it by that line's hash.

A line is ``act own parents fields…``, where ``own`` is the SHA-256 of all the rest of it. So no line can be altered
without its own hash telling, nor be taken away, put in or moved without the lines after it telling. Where two branches
of a folder were merged, two lines hang on one; a line that hangs on both gathers them.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from urllib.parse import unquote

SUM = re.compile(r"[0-9a-f]{64}")
# What the first line hangs on.
ROOT = "0" * 64
_UNSAFE = re.compile(r"[%\s\x00-\x1f\x7f-\x9f]|^-$")
_NOTHING = "-"


class Act(StrEnum):
    """What a line tells, under the word that it begins with."""

    LOCKED = "låst"
    MOVED = "flyttet"
    CORRECTED = "rettet"
    RELEASED = "sluppet"
    GATHERED = "samlet"


# What each tells, in the order of the line.
FIELDS = {
    Act.LOCKED: ("dag", "mappe", "versjon", "godkjent_av", "godkjent", "kontrollsum", "tekst"),
    Act.MOVED: ("dag", "mappe", "versjon", "ny mappe"),
    Act.CORRECTED: ("dag", "mappe", "versjon", "godkjent_av", "godkjent"),
    Act.RELEASED: ("dag", "mappe", "versjon"),
    Act.GATHERED: ("dag",),
}
_BEGINNING = re.compile(rf"({'|'.join(FIELDS)}) [0-9a-f]{{64}} \S")


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the chain as it was read: what it tells, what it hangs on, and whether its hash is true."""

    act: Act
    own: str
    parents: tuple[str, ...]
    fields: tuple[str, ...]
    is_whole: bool = True
    line: int = field(default=0, compare=False)

    def told(self, name: str) -> str:
        """Return what the line tells under a name of FIELDS; "" for what was not known."""
        return self.fields[FIELDS[self.act].index(name)]

    @property
    def key(self) -> tuple[str, str]:
        """Return the document and the version that it tells of."""
        return self.told("mappe"), self.told("versjon")


def is_link(line: str) -> bool:
    """Say whether a line claims to be one of the chain, and not of the form that was used before it."""
    return _BEGINNING.match(line) is not None


def new_link(act: Act, parents: Iterable[str], day: date, *rest: str) -> Link:
    """Return a line that can be added to the chain."""
    fields, on = (day.isoformat(), *rest), tuple(parents)
    return Link(act, _sum(act, ",".join(on), map(_written, fields)), on, fields)


def parse_link(line: str, number: int) -> Link | None:
    """Return what a line of the chain says, None where it does not have what such a line has."""
    word, own, parents, *fields = line.rstrip().split(" ")
    act, on = Act(word), tuple(parents.split(","))
    if len(fields) != len(FIELDS[act]) or not all(map(SUM.fullmatch, on)):
        return None
    return Link(act, own, on, tuple(map(_read, fields)), own == _sum(act, parents, fields), number)


def format_link(link: Link) -> str:
    """Return a line as it stands in the file."""
    return " ".join([link.act, link.own, ",".join(link.parents), *map(_written, link.fields)])


def _sum(act: Act, parents: str, fields: Iterable[str]) -> str:
    return hashlib.sha256(" ".join([act, parents, *fields]).encode()).hexdigest()


def _written(text: str) -> str:
    return _UNSAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), text) or _NOTHING


def _read(text: str) -> str:
    return "" if text == _NOTHING else unquote(text)
