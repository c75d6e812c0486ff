"""Keeps files that took long to make, in a folder of the user's cache.

A file is named by its key, the hash of what it was made from, and by the hash of what it holds. One that does not
hold what its name says was damaged, and counts as none.
"""

import hashlib
import os
import time
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from avtaleverk.engines.cache import KEEP_SECONDS, REFRESH_SECONDS

_HELD = 16
_UNDER_WAY = ".nytt-"


def is_usable(folder: Path) -> bool:
    """Say whether files can be kept in ``folder``, which is made where it is missing."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        return os.access(folder, os.W_OK)
    return False


class FileShelf:
    """The files in ``folder``; raises OSError where it cannot be read."""

    def __init__(self, folder: Path) -> None:
        """Look once at what is there."""
        self.folder = folder
        self._found = {_key(entry.name): entry.name for entry in os.scandir(folder) if entry.is_file()}

    def find(self, key: str) -> Path | None:
        """Return the file of a key, None where there is none, or none that can be trusted."""
        name = self._found.get(key)
        if name is None:
            return None
        place = self.folder / name
        with suppress(OSError):
            if _held(place.read_bytes()) in name:
                if place.stat().st_mtime < time.time() - REFRESH_SECONDS:
                    os.utime(place)
                return place
            place.unlink()
        return None

    def prune(self) -> None:
        """Forget what nobody has used for a month, and what a build that was broken off left behind."""
        now = time.time()
        for entry in os.scandir(self.folder):
            keep = REFRESH_SECONDS if entry.name.startswith(_UNDER_WAY) else KEEP_SECONDS
            with suppress(OSError):
                if entry.is_file(follow_symlinks=False) and entry.stat().st_mtime < now - keep:
                    (self.folder / entry.name).unlink()


def shelve(folder: Path, key: str, ending: str, data: bytes) -> Path:
    """Put a file in the folder of a shelf at one stroke, whatever other process looks there; raises OSError."""
    place = folder / f"{key}{_held(data)}{ending}"
    with NamedTemporaryFile(prefix=_UNDER_WAY, dir=folder, delete=False) as file:
        file.write(data)
    Path(file.name).chmod(0o644)
    return Path(file.name).replace(place)


def _key(name: str) -> str:
    return name.partition("-")[0]


def _held(data: bytes) -> str:
    return f"-{hashlib.sha256(data).hexdigest()[:_HELD]}."
