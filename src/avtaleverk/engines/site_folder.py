"""Builds beside the old site and swaps, so that readers see the old one or the new one, whole."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from glob import escape
from pathlib import Path

from filelock import FileLock, Timeout

from avtaleverk.engines.swap import put_in_place, restore
from avtaleverk.model.disk_faults import why
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.site.plan import Plan

MARK = ".avtaleverk.json"
# In the folder that a build works in: the new site, the old one, and what says that the build is under way.
_NEW, _OLD, _HELD = "ny", "gammel", "holdt"
# Takes work that nobody need wait for, and does it later.
Later = Callable[[Callable[[], object]], object]
_STAMPS = "stempler"


def check_target(target: Path) -> None:
    """Refuse a folder that holds anything but a site of ours; it would be replaced."""
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        msg = f"Mappa {target} er ikke tom, og innholdet er ikke bygd av avtaleverk. Velg en annen mappe med --til"
        raise AvtaleverkError(msg)
    if target.exists() and not target.is_dir():
        msg = f"{target} er en fil, ikke en mappe. Velg en annen mappe med --til"
        raise AvtaleverkError(msg)


def write_mark(folder: Path, plan: Plan, stamps: Mapping[str, str] | None = None) -> None:
    """Mark a folder as a site of ours, with how many pages it has and by what each can be known again."""
    mark = {"sider": len(plan.pages), "navn": plan.corpus.community.name, _STAMPS: dict(stamps or {})}
    (folder / MARK).write_text(json.dumps(mark), "utf-8")


def read_stamps(folder: Path) -> dict[str, str]:
    """Return the stamps of the pages in a site of ours; none where there is no mark, or one that says nothing."""
    with suppress(OSError, ValueError):
        mark = json.loads((folder / MARK).read_text("utf-8"))
        stamps = mark.get(_STAMPS) if isinstance(mark, dict) else None
        return stamps if isinstance(stamps, dict) else {}
    return {}


@contextmanager
def new_site(target: Path, later: Later | None = None) -> Iterator[Path]:
    """Give a folder to build in; it takes the place of ``target`` when all went well.

    Raises AvtaleverkError where ``target`` is not ours to replace, or cannot be written beside. The old site is
    removed at once, or by ``later``.
    """
    check_target(target)
    with new_folder(target, later) as new:
        yield new


@contextmanager
def new_folder(target: Path, later: Later | None = None) -> Iterator[Path]:
    """Give a folder to fill; it takes the place of ``target``, whatever lies there, when all went well.

    Raises AvtaleverkError where nothing can be written beside it. What a program that was killed left there is
    removed by the next one.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _tidy(target)
        workplace, hold = _workplace(target)
    except OSError as error:
        msg = f"Kan ikke skrive i {target.parent}: {why(error)}"
        raise AvtaleverkError(msg) from error
    remove = partial(_remove, workplace, hold)
    try:
        new = workplace / _NEW
        new.mkdir()
        new.chmod(0o755)
        yield new
        put_in_place(new, target, workplace / _OLD)
    finally:
        later(remove) if later else remove()


def _workplace(target: Path) -> tuple[Path, FileLock]:
    """Make a folder to work in, held as long as this program lives; raises OSError."""
    while True:
        workplace = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
        hold = _hold(workplace)
        # Another build that tidies may find the folder before it is held, and take it away.
        with suppress(Timeout, FileNotFoundError):
            hold.acquire()
            if (workplace / _HELD).exists():
                return workplace, hold
            hold.release()


def _tidy(target: Path) -> None:
    """Take away what programs that were killed left beside ``target``; where one was killed in mid-swap, undo that."""
    for workplace in target.parent.glob(f"{escape(_prefix(target))}*"):
        if not {path.name for path in workplace.glob("*")} <= {_NEW, _OLD, _HELD}:
            continue  # somebody else's, whatever its name
        hold = _hold(workplace)
        # What cannot be taken away now is left for the next one.
        with suppress(Timeout, OSError):
            hold.acquire()
            restore(target, workplace / _OLD)
            _remove(workplace, hold)


def _hold(workplace: Path) -> FileLock:
    # It may be let go of by another thread than the one that took it.
    return FileLock(workplace / _HELD, timeout=0, thread_local=False)


def _remove(workplace: Path, hold: FileLock) -> None:
    shutil.rmtree(workplace, ignore_errors=True)
    hold.release()
    # Windows keeps a file that somebody holds.
    shutil.rmtree(workplace, ignore_errors=True)


def _prefix(target: Path) -> str:
    return f".{target.name}.ny-"
