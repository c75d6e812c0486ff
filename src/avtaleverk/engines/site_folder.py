"""Builds beside the old site and swaps, so that readers see the old one or the new one, whole."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.site.plan import Plan

MARK = ".avtaleverk.json"
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

    Raises AvtaleverkError where nothing can be written beside it.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        workplace = Path(tempfile.mkdtemp(prefix=f".{target.name}.ny-", dir=target.parent))
    except OSError as error:
        msg = f"Kan ikke skrive i {target.parent}: {error.strerror}"
        raise AvtaleverkError(msg) from error
    remove = partial(shutil.rmtree, workplace, ignore_errors=True)
    try:
        new = workplace / "ny"
        new.mkdir()
        new.chmod(0o755)
        yield new
        _swap(new, target, workplace / "gammel")
    finally:
        later(remove) if later else remove()


def _swap(new: Path, target: Path, old: Path) -> None:
    """Put ``new`` in the place of ``target``, and that at ``old``; what is broken off halfway is undone."""
    try:
        if target.exists():
            target.rename(old)
        new.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise
