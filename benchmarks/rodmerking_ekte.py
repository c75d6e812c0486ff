"""The redline of real revisions beside ``lxml.html.diff`` on the same pairs, turn by turn on the same machine."""

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rodmerking_lcs import Least, least
from rodmerking_motpart import Peer, Shown, read_html

from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.redline import Redline, compare
from avtaleverk.text.markdown import new_parser

_WARM = 20


@dataclass(frozen=True, slots=True)
class Revision:
    """Two bodies of one page, one after the other."""

    path: str
    old: str
    new: str

    @property
    def size(self) -> int:
        """Return how many bytes both are."""
        return len(self.old.encode()) + len(self.new.encode())


@dataclass(frozen=True, slots=True)
class Marked:
    """What one engine made of a revision. ``least`` is the least it had to mark in the text that it was shown."""

    seconds: float
    shown: Shown
    least: Least
    accepts: bool
    rejects: bool
    was_sound: bool

    @property
    def breaks(self) -> bool:
        """Say whether two sound pages became one that is not."""
        return self.was_sound and not self.shown.is_sound

    @property
    def share(self) -> float | None:
        """Return marked characters for each that must be; None where no word differs."""
        return self.shown.characters / self.least.characters if self.least.characters else None

    @property
    def word_share(self) -> float | None:
        """Return marked words for each that must be."""
        return self.shown.words / self.least.words if self.least.words else None


@dataclass(frozen=True, slots=True)
class Measured:
    """A revision, what both engines made of it, and how long the check of ours took."""

    revision: Revision
    ours: Marked
    theirs: Marked
    check_seconds: float
    fault: str


def read_revisions(paths: Iterable[Path]) -> list[Revision]:
    """Return the revisions of some files, one a line."""
    found = []
    for path in paths:
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            if line.strip():
                found.append(_revision(line, f"{path.name} linje {number}"))
    return found


def _revision(line: str, place: str) -> Revision:
    try:
        row = json.loads(line)
        return Revision(str(row.get("path", place)), str(row["old"]), str(row["new"]))
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        message = f'{place}: ventet {{"path": …, "old": …, "new": …}}'
        raise SystemExit(message) from error


def measure(revisions: Sequence[Revision], rounds: int) -> list[Measured]:
    """Measure every revision ``rounds`` times, and keep the best time of each side."""
    both = _Both()
    for revision in revisions[:_WARM]:
        both.time(revision)
    times = [both.time(revision) for revision in revisions]
    for _ in range(rounds - 1):
        again = [both.time(revision) for revision in revisions]
        times = [tuple(map(min, one, other)) for one, other in zip(times, again, strict=True)]
    return [both.look(revision, *best) for revision, best in zip(revisions, times, strict=True)]


def _timed(make: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    made = make()
    return time.perf_counter() - start, made


class _Both:
    """Both engines, each with one parser for all texts."""

    def __init__(self) -> None:
        self._parser = new_parser()
        self._peer = Peer()

    def _ours(self, revision: Revision) -> tuple[Redline | None, str]:
        """Return the redline and its HTML, or none and why."""
        try:
            redline = compare(revision.old, revision.new, parser=self._parser)
        except AvtaleverkError as error:
            return None, str(error)
        return redline, redline.text_html()

    def _theirs(self, revision: Revision) -> str:
        try:
            return self._peer.compare(revision.old, revision.new)
        except Exception:  # noqa: BLE001 - whatever a peer cannot do is a page that it did not make
            return ""

    def time(self, revision: Revision) -> tuple[float, ...]:
        """Return the seconds of ours, of the peer's, and of our check, which is in neither."""
        ours, (redline, html) = _timed(lambda: self._ours(revision))
        theirs, _ = _timed(lambda: self._theirs(revision))
        return ours, theirs, _timed(lambda: _fault(redline, html))[0]

    def look(self, revision: Revision, ours: float, theirs: float, check: float) -> Measured:
        """Return what is to be seen in both."""
        redline, html = self._ours(revision)
        fault = _fault(redline, html)
        old, new = (read_html(self._parser.reset().convert(body)) for body in (revision.old, revision.new))
        seen = read_html(html if redline else "")
        own = Marked(ours, seen, least(old.text, new.text), not fault, not fault, was_sound=True)
        old, new = (read_html(self._peer.render(body)) for body in (revision.old, revision.new))
        shown = read_html(self._theirs(revision))
        sound = old.is_sound and new.is_sound
        accepts, rejects = shown.new == new.text, shown.old == old.text
        peers = Marked(theirs, shown, least(old.text, new.text), accepts, rejects, sound)
        return Measured(revision, own, peers, check, fault)


def _fault(redline: Redline | None, html: str) -> str:
    if redline is None:
        return html
    try:
        redline.verify(html)
    except AvtaleverkError as error:
        return str(error)
    return ""
