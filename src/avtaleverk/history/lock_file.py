"""The file ``avtaleverk.lock``: each approved version with its hash and its text, who approved it, and when.

Its lines form a chain (``lock_lines``). A file from before there was one is read as well: there a line is
``folder number sha256 text``, read from the right. A text is packed with zlib and base64, so that nothing in it can be
mistaken for the end of it.
"""

import base64
import hashlib
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from avtaleverk.corpus.fields import VERSION_PATTERN
from avtaleverk.corpus.files import MAX_BYTES, Folder
from avtaleverk.corpus.record_lines import CONFLICT_MESSAGE, is_conflict_mark
from avtaleverk.corpus.wording import shorten, without_invisible
from avtaleverk.history.lock_lines import SUM, Act, Link, format_link, is_link, parse_link
from avtaleverk.model.findings import Finding

LOCK = "avtaleverk.lock"
HEADER = (
    "# De vedtatte tekstene, slik de ble vedtatt. Skrevet av «avtaleverk lås»; ikke skriv her selv.",
    "# Hver linje sier hva som ble gjort, og henger på linja før med kontrollsummen (SHA-256) til den.",
)
_OLD_HEADER = "# Hver linje har mappe, versjon, kontrollsum (SHA-256) og selve teksten (zlib og base64)."
# Texts grow in number for as long as there is a community, so the file may be larger than any single one.
_MOST = 40 * MAX_BYTES
CURE = (
    "Hent fila tilbake slik den var, for eksempel fra git. Finnes den ikke lenger, sletter du den, "
    "ser etter at tekstene er de som ble vedtatt, og kjører avtaleverk lås"
)


@dataclass(frozen=True, slots=True)
class Locked:
    """An approved text as it was when it was locked: ``packed`` holds it, ``line`` is where that stands.

    ``own`` is the hash of the line that locked it, "" for a line from before there was a chain. What was not known of
    the approval, or of the day of locking, is "".
    """

    folder: str
    number: str
    digest: str
    packed: str
    approved_by: str = ""
    approved: str = ""
    since: str = ""
    own: str = ""
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
    """A lock file as it was read: what it holds, the lines of its chain, and what is wrong with it.

    ``kept`` are the lines that stay as they are when something is added: comments, and those of the chain.
    """

    entries: tuple[Locked, ...] = ()
    kept: tuple[str, ...] = HEADER
    findings: tuple[Finding, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def unchained(self) -> tuple[Locked, ...]:
        """Return what was locked before there was a chain."""
        return tuple(locked for locked in self.entries if not locked.own)

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the hashes of the lines that no other hangs on: one, but after a merge."""
        held = {parent for link in self.links for parent in link.parents}
        return tuple(dict.fromkeys(link.own for link in self.links if link.own not in held))


class _Damage(Exception):  # noqa: N818 - a signal inside this module, never seen outside
    """Why a line cannot be used."""


def lockable(body: str) -> str:
    """Return what is locked of a text: all but the white space at its very end, which nobody sees."""
    return body.rstrip()


def digest_of(text: str) -> str:
    """Return the hash by which a text is known."""
    return hashlib.sha256(text.encode()).hexdigest()


def seal(folder: str, number: str, body: str, approved_by: str = "", approved: str = "") -> Locked:
    """Return a version locked as it stands now, with who approved it and the day, as far as they are known."""
    text = lockable(body)
    packed = base64.b64encode(zlib.compress(text.encode(), 9)).decode("ascii")
    return Locked(folder, number, digest_of(text), packed, approved_by, approved)


def format_lock(kept: Iterable[str], links: Iterable[Link]) -> str:
    """Return the text of a lock file: the lines that were there, and those to add."""
    return "".join(f"{line}\n" for line in [*kept, *map(format_link, links)])


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


def read_lock(root: Path, laid_over: Mapping[str, str] | None = None) -> Lock | None:
    """Return the lock file of a folder with all that is wrong with it, None where there is none.

    ``laid_over`` are texts by path that are read as if they lay in the folder.
    """
    over = laid_over or {}
    if LOCK not in over and not has_lock(root):
        return None
    folder = Folder(root, laid_over=over)
    text = folder.text(LOCK, _MOST, "Hent fila tilbake slik den var, for eksempel fra git")
    lock = parse_lock(text or "")
    return replace(lock, findings=(*folder.findings, *lock.findings))


def has_lock(root: Path) -> bool:
    """Say whether the texts of a folder are locked, however badly."""
    return os.path.lexists(root / LOCK)


def parse_lock(text: str) -> Lock:
    """Return a lock file from its text; every line that cannot be used is a finding, none is raised."""
    entries: dict[tuple[str, str], Locked] = {}
    kept: list[str] = []
    links: list[Link] = []
    findings: list[Finding] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#"):
            kept.append(HEADER[1] if line == _OLD_HEADER else line)
        elif is_conflict_mark(line):
            findings.append(fault(number, CONFLICT_MESSAGE, "Behold linjene fra begge sider, og slett merket"))
        elif is_link(line):
            findings += _read_link(line, number, entries, links)
            kept.append(line.rstrip())
        elif line.strip():
            findings += _read_line(line, number, entries)
    comments = any(line.startswith("#") for line in kept)
    return Lock(tuple(entries.values()), tuple(kept if comments else [*HEADER, *kept]), tuple(findings), tuple(links))


def _read_link(line: str, number: int, entries: dict[tuple[str, str], Locked], links: list[Link]) -> Iterator[Finding]:
    """Do with the entries what a line of the chain tells, or yield why it cannot be done."""
    link = parse_link(line, number)
    if link is None:
        yield fault(number, "Linja er skadet: den har ikke det en slik linje skal ha", CURE)
        return
    try:
        yield from _apply(link, entries)
    except _Damage as damage:
        yield fault(number, f"Linja er skadet: {damage}", CURE)
        return
    links.append(link)


def _apply(link: Link, entries: dict[tuple[str, str], Locked]) -> Iterator[Finding]:
    if link.act is Act.GATHERED:
        return
    if link.act is Act.LOCKED:
        yield from _add(_locked_by(link), entries)
        return
    locked = entries.pop(link.key, None)
    if locked is None:
        message = f"Linja gjelder versjon {shorten(link.key[1])} av {shorten(link.key[0])}, som ikke er låst før den"
        yield fault(link.line, message, CURE)
    elif link.act is Act.MOVED:
        yield from _add(replace(locked, folder=link.told("ny mappe")), entries)
    elif link.act is Act.CORRECTED:
        entries[link.key] = replace(locked, approved_by=link.told("godkjent_av"), approved=link.told("godkjent"))


def _locked_by(link: Link) -> Locked:
    folder, number = link.key
    digest, packed = link.told("kontrollsum"), link.told("tekst")
    approved_by, approved, since = (link.told(name) for name in ("godkjent_av", "godkjent", "dag"))
    return _sound(Locked(folder, number, digest, packed, approved_by, approved, since, link.own, link.line))


def _read_line(line: str, number: int, entries: dict[tuple[str, str], Locked]) -> Iterator[Finding]:
    """Add what a line from before the chain says to the entries, or yield why it cannot be used."""
    try:
        # Blanks before it give a line that is too short empty parts, which are of no shape.
        folder, version, digest, packed = f"   {line.rstrip()}".rsplit(" ", 3)
        yield from _add(_sound(Locked(unquote(folder[3:]), version, digest, packed, line=number)), entries)
    except _Damage as damage:
        yield fault(number, f"Linja er skadet: {damage}", CURE)


_SHAPE = "den skal ha mappe, versjon, kontrollsum og tekst"


def _sound(locked: Locked) -> Locked:
    """Return what a line says where version, hash and text are what they must be; raises _Damage."""
    if not re.fullmatch(VERSION_PATTERN, locked.number) or not SUM.fullmatch(locked.digest):
        raise _Damage(_SHAPE)
    if digest_of(locked.text) != locked.digest:
        msg = "teksten og kontrollsummen passer ikke sammen"
        raise _Damage(msg)
    return locked


def _add(locked: Locked, entries: dict[tuple[str, str], Locked]) -> Iterator[Finding]:
    """Add a text to those that are locked; a second one for the same version is a fault, unless two merged the same."""
    first = entries.setdefault(locked.key, locked)
    if first is locked or (first.own and locked.own and first.digest == locked.digest):
        return
    message = f"Versjon {locked.number} av {shorten(locked.folder)} står også på linje {first.line}"
    is_same = first.digest == locked.digest
    cure = "Slett en av linjene" if is_same else f"Tekstene er ulike. Behold den som ble vedtatt. {CURE}"
    yield fault(locked.line, message, cure)


def fault(line: int, message: str, cure: str) -> Finding:
    """Return an error in a line of the lock file."""
    return Finding(LOCK, line, "", without_invisible(message), cure)
