"""Takes the pages that did not change from the site before, or from the cache, so that only new ones are made.

A page of the site before is trusted where it still has its stamp, which the mark file tells: the key it was
made under, its size, and the time it was written. A page without it was changed or removed by somebody.
"""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from avtaleverk.engines.cache import FileCache
from avtaleverk.engines.site_folder import read_stamps
from avtaleverk.site.plan import Plan


def stamps(plan: Plan, folder: Path, laid: Mapping[str, str]) -> dict[str, str]:
    """Return the stamp of each page in ``folder`` by its path; those in ``laid`` keep the one they have."""
    return {path: laid.get(path) or _stamp(folder / path, key) for path, key in plan.keys.items()}


def lay_known_pages(plan: Plan, folder: Path, previous: Path | None, cache: FileCache | None) -> dict[str, str]:
    """Put into ``folder`` every page that need not be made; return their stamps by their paths.

    Without a cache every page is made, whatever the ``previous`` site has. Raises OSError where ``folder``
    cannot be written.
    """
    if cache is None:
        return {}
    laid = _linked(plan, folder, previous) if previous else {}
    for path, key in plan.keys.items():
        if path not in laid and (kept := cache.get(key)) is not None:
            place = _with_folder(folder / path)
            place.write_bytes(kept.encode())
            laid[path] = _stamp(place, key)
    return laid


def _linked(plan: Plan, folder: Path, previous: Path) -> dict[str, str]:
    """Link the pages of the ``previous`` site that are what they were, and still are what is planned."""
    before, laid = read_stamps(previous), {}
    for path, key in plan.keys.items():
        old = previous / path
        if path in before and before[path] == _stamp(old, key):
            # One that vanishes meanwhile is made anew.
            with suppress(FileNotFoundError):
                link_or_copy(old, _with_folder(folder / path))
                laid[path] = before[path]
    return laid


def link_or_copy(old: str | Path, new: str | Path) -> None:
    """Give a file a second name, or copy it where the disk cannot; nothing may write into it afterwards.

    Raises OSError where neither can be done.
    """
    try:
        Path(new).hardlink_to(old)
    except OSError:
        shutil.copy2(old, new)


def _with_folder(place: Path) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _stamp(place: Path, key: str) -> str:
    """Return what a page is known again by, an empty text where it is not there."""
    with suppress(OSError):
        found = place.lstat()
        return f"{key} {found.st_size} {found.st_mtime_ns}"
    return ""
