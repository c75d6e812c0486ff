"""What a place for publishing is, and what its editions are called."""

import re
from collections.abc import Container, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.site.manifest import Manifest

CURRENT, EDITIONS = "gjeldende", "utgaver"
# What begins with this is on its way, and no edition yet.
BEGUN = ".ny-"
# Says whose the place is, to us and to people.
MARK = "avtaleverk-publisering.txt"
MARK_TEXT = (
    "Her legger «avtaleverk publiser» ut et nettsted. Nettstedet leserne ser, ligger i «gjeldende», og de siste\n"
    "utgavene i «utgaver». Ikke endre noe her for hånd: «avtaleverk publiser --tilbake» henter fram en tidligere\n"
    "utgave, og «avtaleverk verifiser» sier om noe er endret.\n"
)
_NAME = re.compile(r"(\d{4}|[1-9]\d{4,8})-(\d{4}-\d{2}-\d{2})-([0-9a-f]{8})")


class PublishingError(AvtaleverkError):
    """Nothing was published, or what was published is not what it should be; says so in words."""


@dataclass(frozen=True, slots=True, order=True)
class Edition:
    """One site that was published at a place. The number counts them, since a clock may be wrong."""

    number: int
    day: str
    short_sum: str

    def __str__(self) -> str:
        """Return the name of its folder."""
        return f"{self.number:04}-{self.day}-{self.short_sum}"


def edition_of(manifest: Manifest) -> Edition:
    """Return the edition that a manifest tells of."""
    return Edition(manifest.edition or 0, manifest.day, manifest.sum[:8])


def editions(names: Iterable[str]) -> tuple[Edition, ...]:
    """Return the editions among the names of folders, the oldest first."""
    found = (_NAME.fullmatch(name.rstrip("/")) for name in names)
    return tuple(sorted(Edition(int(m[1]), m[2], m[3]) for m in found if m))


def led_to(link: str) -> Edition | None:
    """Return the edition that ``gjeldende`` leads to; None where it leads anywhere but to one that lies beside it."""
    folder, _, name = link.rpartition("/")
    found = editions([name]) if folder == EDITIONS else ()
    return found[0] if found else None


def held_among(names: Iterable[str], with_manifest: Container[str], current: Edition | None) -> "Held":
    """Return what the names of folders under ``utgaver`` are; one that we have not given is somebody else's."""
    there = [name for name in names if editions([name.removeprefix(BEGUN)])]
    whole = editions(name for name in there if name in with_manifest)
    return Held(whole, tuple(name for name in there if name not in {str(e) for e in whole}), current)


def refuse_others(names: Iterable[str], place: str) -> None:
    """Raise PublishingError where the names at a place are those of somebody else; what is hidden is nobody's site."""
    top = sorted(name for name in names if not name.startswith("."))
    if top and MARK not in top:
        msg = (
            f"{place} har filer som avtaleverk ikke har lagt der ({', '.join(top[:3])}). Velg en tom mappe. "
            f"Nettstedet kommer til å ligge i undermappa «{CURRENT}», som tjeneren skal vise."
        )
        raise PublishingError(msg)


@dataclass(frozen=True, slots=True)
class Held:
    """What lies at a place: its editions, the ones that were broken off, and the one that readers are led to."""

    whole: tuple[Edition, ...] = ()
    broken: tuple[str, ...] = ()
    current: Edition | None = None

    @property
    def newest(self) -> int:
        """Return the highest number that was ever begun, as far as one can see."""
        return max((e.number for e in (*self.whole, *editions(self.broken))), default=0)


class Place(Protocol):
    """Somewhere to publish. Every method raises PublishingError in words; what is half done is never shown to readers."""

    # Whether what readers see is a copy of an edition, and not the edition itself.
    turns_by_copying: bool

    @property
    def name(self) -> str:
        """Return what the user calls it."""

    def look(self) -> Held:
        """Return what lies there; refuse a place with the files of others. Finish a switch that was broken off."""

    def read(self, edition: Edition, path: str, most: int) -> bytes | None:
        """Return a small file of an edition, None where it is not there."""

    def lay(self, site: Path, edition: Edition, beside: Edition | None) -> None:
        """Put a site there as an edition, its manifest last; much of it may be the same as in the one ``beside``."""

    def copy(self, edition: Edition | None) -> AbstractContextManager[Path]:
        """Give a folder with an edition as it lies there; with None, what readers are led to."""

    def switch(self, edition: Edition | None) -> None:
        """Lead readers to an edition, with None to nothing."""

    def remove(self, names: Iterable[str]) -> None:
        """Remove editions by the names of their folders."""
