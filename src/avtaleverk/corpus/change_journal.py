"""The journal of a change: what the files were and shall be, kept on disk until the last of them is in place.

Its folder is made, filled and forced to the disk, and then named in one stroke by its plan. Before that moment nothing
has happened, after it the change can always be finished from here. The files get their new text by a new name alone,
so that none is ever half written.

A journal may have come with the folder, from another machine or in somebody's proposal. So it is believed only where all
of it fits: names below the folder, no links out of it, and texts that are what the plan says.
"""

import contextlib
import errno
import hashlib
import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

JOURNAL = ".avtaleverk-endring"
_PLAN, _DRAFT = "plan.json", "plan.ny"
_OURS = re.compile(r"plan\.(?:json|ny)|\d+\.(?:ny|for)")


@dataclass(frozen=True, slots=True)
class Step:
    """One file: what it held before (None: nothing was there), and what it shall hold."""

    path: str
    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True)
class _Planned:
    """A step as the plan knows it: by hashes. ``folders`` are those that must be made for it."""

    number: int
    path: str
    before: str | None
    after: str
    folders: tuple[str, ...]


def current(root: Path, step: Step) -> bytes | None:
    """Return what a file holds now, None where there is none; raises OSError where it cannot be read."""
    return _read(_place(root, step.path))


def is_there(root: Path) -> bool:
    """Say whether anything lies under the name of the journal."""
    return os.path.lexists(root / JOURNAL)


def carry_out(root: Path, steps: Sequence[Step]) -> None:
    """Do all the steps, or undo them and raise what came between; the files are as ``before`` says when it is called.

    Raises OSError.
    """
    folder = root / JOURNAL
    try:
        os.mkdir(folder)  # noqa: PTH102 - each touch of the disk goes through one module, where tests make it fail
        planned = [_prepare(root, number, step) for number, step in enumerate(steps)]
        _write_plan(root, planned)
        for step in planned:
            _do(root, step)
        _seal(root)
    except BaseException:
        # What cannot even be undone now is done by the next command that reads the folder.
        with contextlib.suppress(OSError):
            _undo(root)
        raise
    with contextlib.suppress(OSError):
        _clear(folder)


def recover(root: Path) -> None:
    """Finish a change that was broken off where all of it can be, else undo it.

    A file that somebody has edited since stays as it is. Raises OSError where the disk refuses, and ValueError where
    the journal itself is damaged, or something else lies under its name; nothing is touched then.
    """
    if not is_there(root):
        return
    _check_own(root / JOURNAL)
    planned = _read_plan(root)
    if planned is None or not all(_can_do(root, step) for step in planned):
        if not all(_can_undo(root, step) for step in planned or ()):
            msg = "a text from before is not what it was"
            raise ValueError(msg)
        _undo(root)
        return
    for step in planned:
        _do(root, step)
    _seal(root)
    _clear(root / JOURNAL)


# --- before it counts ---------------------------------------------------------------------------------------------


def _prepare(root: Path, number: int, step: Step) -> _Planned:
    """Write both texts of a step into the journal."""
    place = _place(root, step.path)
    mode = place.stat().st_mode & 0o777 if step.before is not None else None
    _write(root / JOURNAL / f"{number}.ny", step.after, mode)
    if step.before is not None:
        _write(root / JOURNAL / f"{number}.for", step.before, mode)
    folders = [p.relative_to(root).as_posix() for p in reversed((root / step.path).parents) if not p.exists()]
    before = None if step.before is None else _hash(step.before)
    return _Planned(number, step.path, before, _hash(step.after), tuple(folders))


def _write_plan(root: Path, planned: Sequence[_Planned]) -> None:
    """Name what is to be done: from here on, the change counts."""
    folder = root / JOURNAL
    lines = [{"fil": s.path, "for": s.before, "ny": s.after, "mapper": list(s.folders)} for s in planned]
    _write(folder / _DRAFT, json.dumps(lines, ensure_ascii=False).encode())
    os.replace(folder / _DRAFT, folder / _PLAN)  # noqa: PTH105 - as above
    _sync(folder)
    _sync(root)


def _read_plan(root: Path) -> list[_Planned] | None:
    """Return what was planned, None where it was broken off before it counted."""
    data = _read(root / JOURNAL / _PLAN)
    if data is None:
        return None
    try:
        lines = json.loads(data)
    except RecursionError as error:
        raise ValueError(str(error)) from error
    if not isinstance(lines, list):
        msg = "the plan is no list"
        raise ValueError(msg)  # noqa: TRY004 - one kind of error for all that is wrong with a journal
    return [_planned(number, line) for number, line in enumerate(lines)]


def _planned(number: int, line: object) -> _Planned:
    """Return a line of the plan; raises ValueError where it is none, or leads out of the folder."""
    match line:
        case {"fil": str(path), "for": None | str() as before, "ny": str(after), "mapper": [*folders]}:
            if all(isinstance(name, str) and _is_below(name) for name in (path, *folders)):
                return _Planned(number, path, before, after, tuple(folders))
    msg = f"line {number} of the plan cannot be meant"
    raise ValueError(msg)


def _is_below(name: str) -> bool:
    """Say whether a name is of something below the folder that we may have meant; what git runs by itself never is."""
    place = Path(name)
    parts = {part.casefold() for part in place.parts}
    return bool(parts) and not place.anchor and not parts & {"..", ".git"}


# --- when it counts -----------------------------------------------------------------------------------------------


def _can_do(root: Path, step: _Planned) -> bool:
    """Say whether a step is done, or can still be."""
    now = _now(root, step)
    return now == step.after or (now == step.before and _kept(root, step, "ny") == step.after)


def _can_undo(root: Path, step: _Planned) -> bool:
    """Say whether a step was not done, or can be taken back."""
    return step.before is None or _now(root, step) != step.after or _kept(root, step, "for") == step.before


def _kept(root: Path, step: _Planned, which: str) -> str | None:
    """Return the hash of a text that the journal keeps."""
    data = _read(root / JOURNAL / f"{step.number}.{which}")
    return None if data is None else _hash(data)


def _do(root: Path, step: _Planned) -> None:
    """Put the new text in its place, where it is not there already."""
    if _now(root, step) == step.after:
        return
    for folder in step.folders:
        with contextlib.suppress(FileExistsError):
            os.mkdir(root / folder)  # noqa: PTH102 - as above
    place = _place(root, step.path)
    os.replace(root / JOURNAL / f"{step.number}.ny", place)  # noqa: PTH105 - as above
    _sync(place.parent)


def _undo(root: Path) -> None:
    """Give every file that got its new text the old one again, and forget the change."""
    for step in reversed(_read_plan(root) or []):
        if _now(root, step) == step.after:
            _put_back(root, step)
        for folder in reversed(step.folders):
            # What somebody else has put there in the meantime stays.
            with contextlib.suppress(OSError):
                os.rmdir(root / folder)  # noqa: PTH106 - as above
    _seal(root)
    _clear(root / JOURNAL)


def _put_back(root: Path, step: _Planned) -> None:
    place, old = _place(root, step.path), root / JOURNAL / f"{step.number}.for"
    if step.before is None:
        os.unlink(place)  # noqa: PTH108 - as above
    elif old.is_file():
        os.replace(old, place)  # noqa: PTH105 - as above
    _sync(place.parent)


def _seal(root: Path) -> None:
    """Say that nothing is left to do: without its plan, a journal is but litter."""
    plan = root / JOURNAL / _PLAN
    if plan.is_file():
        os.unlink(plan)  # noqa: PTH108 - as above
        _sync(plan.parent)


def _check_own(folder: Path) -> None:
    """Raise ValueError where what bears the name of the journal is none, so that nobody's files are taken for ours."""
    if folder.is_symlink() or not folder.is_dir() or not all(_OURS.fullmatch(path.name) for path in folder.iterdir()):
        msg = "what lies here is no journal"
        raise ValueError(msg)


def _clear(folder: Path) -> None:
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        os.unlink(path)  # noqa: PTH108 - as above
    os.rmdir(folder)  # noqa: PTH106 - as above


# --- the disk -----------------------------------------------------------------------------------------------------


def _place(root: Path, path: str) -> Path:
    """Return where a file truly lies; one that is a link keeps being one. Raises OSError for a link out of the folder."""
    place = (root / path).resolve()
    if not place.is_relative_to(root.resolve()):
        raise OSError(errno.EXDEV, "lenken fører ut av mappa", str(root / path))
    return place


def _now(root: Path, step: _Planned) -> str | None:
    data = _read(_place(root, step.path))
    return None if data is None else _hash(data)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _write(path: Path, data: bytes, mode: int | None = None) -> None:
    """Write a file and wait until the disk has it."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)
    if mode is not None:
        os.chmod(path, mode)  # noqa: PTH101 - as above


def _sync(folder: Path) -> None:
    """Wait until the disk has the names in a folder, where the system can tell."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
