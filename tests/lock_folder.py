"""A small folder to lock, to spoil and to ask what its lock finds."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from avtaleverk.cli import main
from avtaleverk.corpus import read_corpus
from avtaleverk.history.lock import check_lock
from avtaleverk.history.lock_file import HEADER, LOCK, Locked, format_lock, read_lock
from avtaleverk.history.lock_lines import ROOT as FIRST
from avtaleverk.history.lock_lines import Act, Link, new_link
from avtaleverk.model.findings import Finding

ROOT = Path(__file__).resolve().parent.parent
BASE = ROOT / "tests" / "darlige" / "_grunnlag"
VERSION = "retningslinjer/01-utskriving/2.0.md"
OLDER = "retningslinjer/01-utskriving/1.0.md"
ATTACHMENT = "retningslinjer/01-utskriving/vedlegg/1.1-sjekkliste"
COUNT = 4
DAY = date(2024, 1, 2)


def run(root: Path, *options: str, name: str = "lås") -> int:
    return main([name, "--rot", str(root), *options])


def findings(root: Path) -> list[Finding]:
    """Return what the lock alone finds in a folder."""
    read = read_corpus(root).corpus
    assert read is not None
    return list(check_lock(read, read_lock(root)))


def edit(root: Path, old: str, new: str, path: str = VERSION) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), "utf-8", newline="")


def lines_of(root: Path) -> list[str]:
    return (root / LOCK).read_text("utf-8").splitlines()


def write_lines(root: Path, lines: list[str]) -> None:
    (root / LOCK).write_text("".join(f"{line}\n" for line in lines), "utf-8")


def chain(entries: Iterable[Locked], day: date = DAY, on: str = FIRST) -> Iterator[Link]:
    """Yield a line for each text, hung on each other as the command hangs them."""
    for e in entries:
        link = new_link(Act.LOCKED, [on], day, *e.key, e.approved_by, e.approved, e.digest, e.packed)
        on = link.own
        yield link


def forget(root: Path, words: str) -> None:
    """Make a sound lock of a folder in which the texts whose names hold ``words`` never were."""
    lock = read_lock(root)
    assert lock is not None
    kept = [e for e in lock.entries if words not in e.name]
    assert len(kept) < len(lock.entries)
    (root / LOCK).write_text(format_lock(HEADER, chain(kept)), "utf-8")
