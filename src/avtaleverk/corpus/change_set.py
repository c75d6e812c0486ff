"""Changes of several files of a folder at once: all of them or none, whatever happens on the way.

What is to be written lies in a journal beside the files before the first of them is touched. Where the power goes in the
middle, the next command that reads the folder finds the journal and finishes the change, or undoes it.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from avtaleverk.corpus import change_journal as journal
from avtaleverk.corpus.change_journal import JOURNAL, Step
from avtaleverk.corpus.read_documents import ROOTS
from avtaleverk.model.disk_faults import cure, why
from avtaleverk.model.findings import AvtaleverkError, Finding

LOCK_NAME = ".avtaleverk-skriver"
_PATIENCE = 10.0
_EDITED, _ANEW = "Fila er endret av noen andre etter at den ble lest", "Se på endringen, og kjør kommandoen på nytt"
_UNFINISHED = "En endring som ble brutt av, kunne ikke gjøres ferdig."


@dataclass(frozen=True, slots=True)
class Change:
    """One file by its path below the root: the text it had when it was read (None: there was none), and the new one.

    Both are exactly as in the file, with its ends of lines.
    """

    path: str
    before: str | None
    after: str

    @property
    def is_new(self) -> bool:
        """Say whether there was no such file."""
        return self.before is None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Files that are changed together; a file that would be as it was is none of them."""

    changes: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        """Say whether anything would change."""
        return bool(self.changes)

    def texts(self) -> dict[str, str]:
        """Return the new texts by path, to read the folder as if they lay there."""
        return {change.path: change.after for change in self.changes}

    def with_change(self, path: str, before: str | None, after: str) -> "ChangeSet":
        """Return the set with one more file, or with a later text of one that it has."""
        known = next((change for change in self.changes if change.path == path), None)
        first = known.before if known else before
        rest = tuple(change for change in self.changes if change is not known)
        return ChangeSet(rest if first == after else (*rest, Change(path, first, after)))


def read_raw(root: Path, path: str) -> str | None:
    """Return a file sign by sign, with its ends of lines, to be changed; None where there is none.

    Raises AvtaleverkError where it cannot be read.
    """
    try:
        return (root / path).read_bytes().decode()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        hint = "Se etter at fila kan leses, og at den er lagret som UTF-8"
        raise AvtaleverkError(_UNFINISHED, [Finding(path, 0, "", "Fila kan ikke leses", hint)]) from error


def file_signs(root: Path) -> Mapping[str, tuple[int, int]]:
    """Return when each content file was last written and how long it is, to tell later whether it is still the same."""
    signs = {}
    for top in (*ROOTS, "organisasjon"):
        for folder, _, names in os.walk(root / top):
            for name in names:
                with suppress(OSError):
                    place = Path(folder, name)
                    found = place.stat()
                    signs[place.relative_to(root).as_posix()] = (found.st_mtime_ns, found.st_size)
    return signs


def moved_on(root: Path, changes: ChangeSet, signs: Mapping[str, tuple[int, int]]) -> list[Finding]:
    """Return a finding for each file that is to be replaced and was written by somebody after ``signs`` were taken."""
    now = file_signs(root)
    paths = [c.path for c in changes.changes if not c.is_new and c.path in signs and now.get(c.path) != signs[c.path]]
    return [Finding(path, 0, "", _EDITED, _ANEW) for path in paths]


def write_changes(root: Path, changes: ChangeSet, failure: str, patience: float = _PATIENCE) -> None:
    """Write all the files of a set, or none of them.

    Raises AvtaleverkError that says ``failure`` where a file is not as it was when it was read, where another command
    is still writing after ``patience`` seconds, and where the disk refuses; the folder is then as it was.
    """
    if not changes:
        return
    with _alone(root, failure, patience):
        _recover(root)
        steps = [Step(c.path, _data(c.before), c.after.encode()) for c in changes.changes]
        if findings := [finding for step in steps for finding in _moved_on(root, step)]:
            raise AvtaleverkError(failure, findings)
        try:
            journal.carry_out(root, steps)
        except OSError as error:
            raise AvtaleverkError(failure, [_refused(root, error)]) from error


def finish_changes(root: Path) -> None:
    """Finish or undo a change that was broken off in this folder; nothing happens where there is none.

    Raises AvtaleverkError where it cannot be done.
    """
    if journal.is_there(root):
        with _alone(root, _UNFINISHED, _PATIENCE):
            _recover(root)
    elif (root / LOCK_NAME).exists():
        # One that was killed left it, and it goes; one that is writing now keeps it.
        with suppress(AvtaleverkError), _alone(root, _UNFINISHED, 0):
            pass


def _recover(root: Path) -> None:
    try:
        journal.recover(root)
    except OSError as error:
        raise AvtaleverkError(_UNFINISHED, [_refused(root, error)]) from error
    except ValueError as error:
        hint = f"Se etter i filene hva som er gjort, og slett {JOURNAL}"
        fault = Finding(JOURNAL, 0, "", "Mappa skulle si hva som manglet, men er skadet eller ikke vår", hint)
        raise AvtaleverkError(_UNFINISHED, [fault]) from error


@contextmanager
def _alone(root: Path, failure: str, patience: float) -> Iterator[None]:
    """Hold the folder for one writer; the system lets go of it where the program is killed."""
    lock = FileLock(root / LOCK_NAME, timeout=patience)
    try:
        lock.acquire()
    except Timeout as error:
        hint = "Vent til den er ferdig, og kjør kommandoen på nytt"
        fault = Finding(LOCK_NAME, 0, "", "En annen kommando skriver i mappa nå", hint)
        raise AvtaleverkError(failure, [fault]) from error
    except OSError as error:
        raise AvtaleverkError(failure, [_refused(root, error)]) from error
    try:
        yield
    finally:
        # Whoever waits for a file that is gone asks again; what cannot be taken away (Windows) is hidden and empty.
        with suppress(OSError):
            (root / LOCK_NAME).unlink(missing_ok=True)
        lock.release()


def _data(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


def _moved_on(root: Path, step: Step) -> Iterator[Finding]:
    """Yield what somebody else has done to a file since it was read."""
    try:
        now = journal.current(root, step)
    except OSError as error:
        yield _refused(root, error, step.path)
        return
    if now == step.before:
        return
    if step.before is None:
        yield Finding(step.path, 0, "", "Fila finnes fra før", "Velg et annet nummer, eller flytt fila som er der")
    elif now is None:
        yield Finding(step.path, 0, "", "Fila er borte", "Hent den tilbake, og kjør kommandoen på nytt")
    else:
        yield Finding(step.path, 0, "", _EDITED, _ANEW)


def _refused(root: Path, error: OSError, path: str = "") -> Finding:
    """Return what the disk said, in words and with a way on."""
    place = Path(str(error.filename)) if error.filename else root
    name = path or (place.relative_to(root).as_posix() if place.is_relative_to(root) else place.name)
    # Files of our own, which the editor knows nothing of, stand for the folder.
    if name == "." or name.startswith((LOCK_NAME, JOURNAL)):
        message, name = "Mappa kan ikke skrives i", str(root.resolve())
    else:
        message = "Fila kan ikke skrives"
    return Finding(name, 0, "", f"{message}: {why(error)}", cure(error, "Se etter at du kan skrive i mappa"))
