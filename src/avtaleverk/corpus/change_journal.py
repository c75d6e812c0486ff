"""The journal of a change: what the files were and shall be, kept on disk until the last of them is in place.

Its folder is made, filled and forced to the disk, and then named in one stroke by its plan. Before that moment nothing
has happened, after it the change can always be finished from here. The files get their new text by a new name alone,
so that none is ever half written.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

JOURNAL = ".avtaleverk-endring"
_PLAN, _DRAFT = "plan.json", "plan.ny"


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
    the journal itself is damaged.
    """
    if not (root / JOURNAL).is_dir():
        return
    planned = _read_plan(root)
    if planned is None or not all(_can_do(root, step) for step in planned):
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
        return [
            _Planned(number, line["fil"], line["for"], line["ny"], tuple(line["mapper"]))
            for number, line in enumerate(json.loads(data))
        ]
    except (KeyError, TypeError) as error:
        raise ValueError(str(error)) from error


# --- when it counts -----------------------------------------------------------------------------------------------


def _can_do(root: Path, step: _Planned) -> bool:
    """Say whether a step is done, or can still be."""
    now = _now(root, step)
    return now == step.after or (now == step.before and (root / JOURNAL / f"{step.number}.ny").is_file())


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


def _clear(folder: Path) -> None:
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        os.unlink(path)  # noqa: PTH108 - as above
    os.rmdir(folder)  # noqa: PTH106 - as above


# --- the disk -----------------------------------------------------------------------------------------------------


def _place(root: Path, path: str) -> Path:
    """Return where a file truly lies; one that is a link keeps being one."""
    return (root / path).resolve()


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
