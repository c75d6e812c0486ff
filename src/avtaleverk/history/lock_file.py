"""The file ``avtaleverk.lock``: one line for each approved version, with its hash and its text.

A line is ``folder number sha256 text``, the text packed with zlib and base64, so that nothing in it can be
mistaken for the end of it. It is read from the right, and a folder may hold spaces.
"""

import base64
import hashlib
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from avtaleverk.corpus.fields import VERSION_PATTERN
from avtaleverk.corpus.files import MAX_BYTES, Folder
from avtaleverk.corpus.record_lines import CONFLICT_MESSAGE, is_conflict_mark
from avtaleverk.model.findings import Finding

LOCK = "avtaleverk.lock"
_HEADER = (
    "# De vedtatte tekstene, slik de ble vedtatt. Skrevet av «avtaleverk lås»; ikke skriv her selv.",
    "# Hver linje har mappe, versjon, kontrollsum (SHA-256) og selve teksten (zlib og base64).",
)
# Texts grow in number for as long as there is a community, so the file may be larger than any single one.
_MOST = 40 * MAX_BYTES
_SUM = re.compile(r"[0-9a-f]{64}")
# What would end a line, or make it look like a comment or a mark of git.
_UNSAFE = re.compile(r"[%\r\n]|^[#<=>|]")
_CURE = (
    "Hent linja tilbake slik den var, for eksempel fra git. "
    "Slett den bare når du vet at teksten i fila er den som ble vedtatt"
)


@dataclass(frozen=True, slots=True)
class Locked:
    """An approved text as it was when it was locked: ``packed`` holds it, ``line`` is where that stands."""

    folder: str
    number: str
    digest: str
    packed: str
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """Return the document and the version that this is the text of."""
        return self.folder, self.number

    @property
    def name(self) -> str:
        """Return the version as an editor knows it."""
        return f"{self.folder} {self.number}"

    @property
    def text(self) -> str:
        """Return the text itself."""
        return _unpack(self.packed)


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock file as it was read: what it holds, its comments, and what is wrong with it."""

    entries: tuple[Locked, ...] = ()
    comments: tuple[str, ...] = _HEADER
    findings: tuple[Finding, ...] = ()


class _Damage(Exception):  # noqa: N818 - a signal inside this module, never seen outside
    """Why a line cannot be used."""


def lockable(body: str) -> str:
    """Return what is locked of a text: all but the white space at its very end, which nobody sees."""
    return body.rstrip()


def digest_of(text: str) -> str:
    """Return the hash by which a text is known."""
    return hashlib.sha256(text.encode()).hexdigest()


def seal(folder: str, number: str, body: str) -> Locked:
    """Return a version locked as it stands now."""
    text = lockable(body)
    packed = base64.b64encode(zlib.compress(text.encode(), 9)).decode("ascii")
    return Locked(folder, number, digest_of(text), packed)


def _unpack(packed: str) -> str:
    """Return a packed text, never more of it than a file may hold; raises _Damage."""
    opener = zlib.decompressobj()
    try:
        data = opener.decompress(base64.b64decode(packed, validate=True), MAX_BYTES + 1)
        if len(data) <= MAX_BYTES and opener.eof and not opener.unused_data:
            return data.decode()
    except (ValueError, zlib.error) as error:
        msg = "teksten kan ikke pakkes ut"
        raise _Damage(msg) from error
    msg = "teksten er større enn 5 MB" if len(data) > MAX_BYTES else "teksten kan ikke pakkes ut"
    raise _Damage(msg)


def read_lock(root: Path) -> Lock | None:
    """Return the lock file of a folder with all that is wrong with it, None where there is none."""
    if not has_lock(root):
        return None
    folder = Folder(root)
    text = folder.text(LOCK, _MOST, "Hent fila tilbake slik den var, for eksempel fra git")
    lock = parse_lock(text or "")
    return replace(lock, findings=(*folder.findings, *lock.findings))


def has_lock(root: Path) -> bool:
    """Say whether the texts of a folder are locked, however badly."""
    return os.path.lexists(root / LOCK)


def parse_lock(text: str) -> Lock:
    """Return a lock file from its text; every line that cannot be used is a finding, none is raised."""
    entries: dict[tuple[str, str], Locked] = {}
    comments: list[str] = []
    findings: list[Finding] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#"):
            comments.append(line)
        elif is_conflict_mark(line):
            findings.append(_fault(number, CONFLICT_MESSAGE, "Behold linjene fra begge sider, og slett merket"))
        elif line.strip():
            findings += _read_line(line, number, entries)
    return Lock(tuple(entries.values()), tuple(comments) or _HEADER, tuple(findings))


def _read_line(line: str, number: int, entries: dict[tuple[str, str], Locked]) -> Iterator[Finding]:
    """Add what a line says to the entries, or yield why it cannot be used."""
    try:
        locked = _locked(line, number)
    except _Damage as damage:
        yield _fault(number, f"Linja er skadet: {damage}", _CURE)
        return
    first = entries.setdefault(locked.key, locked)
    if first is not locked:
        message = f"Versjon {locked.number} av {locked.folder} står også på linje {first.line}"
        is_same = first.digest == locked.digest
        cure = "Slett en av linjene" if is_same else "Tekstene er ulike. Behold linja med den som ble vedtatt"
        yield _fault(number, message, cure)


def _locked(line: str, number: int) -> Locked:
    """Return what a line says; raises _Damage."""
    parts = line.rstrip().rsplit(" ", 3)
    if len(parts) != 4 or not re.fullmatch(VERSION_PATTERN, parts[1]) or not _SUM.fullmatch(parts[2]):  # noqa: PLR2004 - the four of the format
        msg = "den skal ha mappe, versjon, kontrollsum og tekst"
        raise _Damage(msg)
    folder, version, digest, packed = parts
    locked = Locked(unquote(folder), version, digest, packed, number)
    if digest_of(locked.text) != locked.digest:
        msg = "teksten og kontrollsummen passer ikke sammen"
        raise _Damage(msg)
    return locked


def _fault(line: int, message: str, cure: str) -> Finding:
    return Finding(LOCK, line, "", message, cure)


def format_lock(entries: Iterable[Locked], comments: Iterable[str] = _HEADER) -> str:
    """Return the text of a lock file: sorted, so that two people who add lines seldom meet."""
    lines = [_line(locked) for locked in sorted(entries, key=lambda locked: locked.key)]
    return "".join(f"{line}\n" for line in [*comments, *lines])


def _line(locked: Locked) -> str:
    folder = _UNSAFE.sub(lambda m: f"%{ord(m[0]):02X}", locked.folder)
    return f"{folder} {locked.number} {locked.digest} {locked.packed}"
