"""Takes the pages that did not change from the site before, or from the cache, so that only new ones are made.

A page of the site before is trusted where it still has its stamp, which the mark file tells: the key it was
made under, its size, and the time it was written. A page without it was changed or removed by somebody.
"""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from avtaleverk.engines.cache import FileCache
from avtaleverk.engines.site_folder import read_stamps
from avtaleverk.site.plan import Plan


def stamps(plan: Plan, folder: Path, laid: Mapping[str, str]) -> dict[str, str]:
    """Return the stamp of each page and each keyed file by its path; those in ``laid`` keep the one they have."""
    known = plan.keys | plan.file_keys
    return {path: laid.get(path) or _stamp(folder / path, key) for path, key in known.items()}


def lay_known_pages(plan: Plan, folder: Path, previous: Path | None, cache: FileCache | None) -> dict[str, str]:
    """Put into ``folder`` every page that need not be made, and every file with a key; return their stamps by their paths.

    Without a cache everything is made, whatever the ``previous`` site has. Raises OSError where ``folder``
    cannot be written.
    """
    laid = _linked(plan, folder, previous) if cache and previous else {}
    laid |= _written(plan, folder, laid)
    if cache is None:
        return laid
    for path, key in plan.keys.items():
        if path not in laid and (kept := cache.get(key)) is not None:
            place = _with_folder(folder / path)
            place.write_bytes(kept.encode())
            laid[path] = _stamp(place, key)
    return laid


def _linked(plan: Plan, folder: Path, previous: Path) -> dict[str, str]:
    """Link what the ``previous`` site has that is what it was, and still is what is planned."""
    before, laid, ready = read_stamps(previous), {}, set[str]()
    for path, key in (plan.keys | plan.file_keys).items():
        # Texts and not paths: of thousands of files, to take paths apart takes longer than to link them.
        old, new = f"{previous}/{path}", f"{folder}/{path}"
        if path in before and before[path] == _stamp(old, key):
            if (above := os.path.dirname(new)) not in ready:  # noqa: PTH120 - see above
                os.makedirs(above, exist_ok=True)  # noqa: PTH103 - see above
                ready.add(above)
            # One that vanishes meanwhile is made anew.
            with suppress(FileNotFoundError):
                link_or_copy(old, new)
                laid[path] = before[path]
    return laid


def _written(plan: Plan, folder: Path, laid: Mapping[str, str]) -> dict[str, str]:
    """Write the keyed files that are not there, one by one: an engine would keep all of them in memory."""
    found: dict[str, str] = {}
    for file in plan.files:
        if file.key and file.path not in laid:
            place = _with_folder(folder / file.path)
            place.write_bytes(file.data())
            found[file.path] = _stamp(place, file.key)
    return found


def link_or_copy(old: str | Path, new: str | Path) -> None:
    """Give a file a second name, or copy it where the disk cannot; nothing may write into it afterwards.

    Raises OSError where neither can be done.
    """
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def _with_folder(place: Path) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _stamp(place: str | Path, key: str) -> str:
    """Return what a page is known again by, an empty text where it is not there."""
    with suppress(OSError):
        found = os.lstat(place)
        return f"{key} {found.st_size} {found.st_mtime_ns}"
    return ""
