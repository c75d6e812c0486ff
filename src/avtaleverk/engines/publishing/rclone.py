"""Publishes to object storage with rclone, which has neither links nor folders that can change their names.

The editions lie under ``utgaver/`` as elsewhere, and the one that readers see is copied to ``gjeldende/`` from there: first what is new and no
page, then the pages, then the manifest, and last goes what is no more. So every link leads somewhere at every
moment. Readers may meet old pages and new ones side by side while it lasts. What was broken off is known by the note that says
what ``gjeldende/`` is being turned to, and is finished by the next command.
"""

import json
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from avtaleverk.engines.publishing.place import (
    CURRENT,
    EDITIONS,
    MARK,
    MARK_TEXT,
    Edition,
    Held,
    PublishingError,
    edition_of,
    editions,
    held_among,
    refuse_others,
)
from avtaleverk.engines.publishing.programs import find_program, run_program
from avtaleverk.engines.site_folder import MARK as BUILD_MARK
from avtaleverk.site.manifest import MANIFEST, SIGNATURE, read_manifest

Done = subprocess.CompletedProcess[bytes]
_TURNING = "avtaleverk-bytter-til.txt"
_OPTIONS = ("--contimeout=20s", "--timeout=60s", "--retries=3", "--low-level-retries=5", "--stats=0")
# Everything at the top, every edition by its name, and which of them have a manifest.
_LOOK = (
    "-R",
    "--max-depth=3",
    f"--filter=- /{CURRENT}/**",
    f"--filter=+ /{EDITIONS}/*/{MANIFEST}",
    f"--filter=- /{EDITIONS}/*/**",
)
_FAILED = "Overføringen med rclone lyktes ikke."
# rclone's own words for a folder, and for a file, that is not there.
_OR_NOT_THERE = frozenset({0, 3, 4})
_MOST_MANIFEST = 50_000_000


class RclonePlace:
    """A place that rclone knows: ``fjern:sti``."""

    def __init__(self, target: str) -> None:
        """Publish below ``target``."""
        self._target = target.rstrip("/")
        self._rclone = find_program("rclone")

    turns_by_copying = True

    @property
    def name(self) -> str:
        """Return what the user wrote."""
        return f"rclone:{self._target}"

    def _at(self, path: str) -> str:
        return f"{self._target}{path}" if self._target.endswith(":") else f"{self._target}/{path}"

    def look(self) -> Held:
        """Return what lies there, when a switch that was broken off is finished."""
        names = self._names("", *_LOOK)
        refuse_others([name for name in names if "/" not in name.rstrip("/")], self.name)
        below = [name.removeprefix(f"{EDITIONS}/") for name in names if name.startswith(f"{EDITIONS}/")]
        there = [name.rstrip("/") for name in below if name.endswith("/") and name != f"{EDITIONS}/"]
        found = held_among(there, {name for name in there if f"{name}/{MANIFEST}" in below}, None)
        if _TURNING in names:
            self._finish(found.whole)
        return replace(found, current=self._current())

    def _finish(self, whole: Iterable[Edition]) -> None:
        """Turn to the edition that a command was turning to when it was broken off."""
        wanted = editions([(self._cat(_TURNING, 200) or b"").decode("utf-8", "replace").strip()])
        if wanted and wanted[0] in whole:
            self.switch(wanted[0])
        else:
            self._run("deletefile", self._at(_TURNING))

    def _current(self) -> Edition | None:
        data = self._cat(f"{CURRENT}/{MANIFEST}", _MOST_MANIFEST)
        manifest = read_manifest(data)[0] if data else None
        return edition_of(manifest) if manifest and manifest.edition else None

    def read(self, edition: Edition, path: str, most: int) -> bytes | None:
        """Return a small file of an edition, None where it is not there."""
        return self._cat(f"{EDITIONS}/{edition}/{path}", most)

    def lay(self, site: Path, edition: Edition, beside: Edition | None) -> None:
        """Send a site; what is the same as in the edition beside it is copied there. The manifest is sent last."""
        with TemporaryDirectory(prefix="avtaleverk-") as scratch:
            mark = Path(scratch, MARK)
            mark.write_text(MARK_TEXT, "utf-8")
            self._run("copyto", str(mark), self._at(MARK))
        to = self._at(f"{EDITIONS}/{edition}")
        can_copy = self._hashes and self._features.get("Features", {}).get("Copy")
        same = [f"--copy-dest={self._at(f'{EDITIONS}/{beside}')}"] if beside and can_copy else []
        left_out = [f"--exclude=/{MANIFEST}", f"--exclude=/{BUILD_MARK}"]
        self._run("sync", *self._compared, *same, *left_out, str(site), to)
        self._run("copyto", str(site / MANIFEST), f"{to}/{MANIFEST}")

    @contextmanager
    def copy(self, edition: Edition | None) -> Iterator[Path]:
        """Fetch an edition, or what readers see."""
        with TemporaryDirectory(prefix="avtaleverk-") as scratch:
            self._run("copy", self._at(f"{EDITIONS}/{edition}" if edition else CURRENT), scratch)
            yield Path(scratch)

    def switch(self, edition: Edition | None) -> None:
        """Copy an edition to where readers look, so that no link leads nowhere at any moment."""
        to = self._at(CURRENT)
        if edition is None:
            if self._names(CURRENT):
                self._run("purge", to)
            self._run("deletefile", self._at(_TURNING), "--retries=1", fine=_OR_NOT_THERE)
            return
        self._note(str(edition))
        source = self._at(f"{EDITIONS}/{edition}")
        last = [f"--exclude=/{name}" for name in (MANIFEST, SIGNATURE)]
        self._run("copy", *self._compared, *last, "--exclude=*.html", source, to)
        self._run("copy", *self._compared, *last, source, to)
        self._run("sync", *self._compared, source, to)
        self._run("deletefile", self._at(_TURNING))

    def _note(self, name: str) -> None:
        with TemporaryDirectory(prefix="avtaleverk-") as scratch:
            note = Path(scratch, _TURNING)
            note.write_text(f"{name}\n", "utf-8")
            self._run("copyto", str(note), self._at(_TURNING))

    def remove(self, names: Iterable[str]) -> None:
        """Remove editions; each loses its manifest first, so that what is left of it is known as broken."""
        for name in names:
            # One that was broken off has no manifest; what cannot be removed now is removed another time.
            with suppress(PublishingError):
                self._run("deletefile", self._at(f"{EDITIONS}/{name}/{MANIFEST}"), "--retries=1")
            with suppress(PublishingError):
                self._run("purge", self._at(f"{EDITIONS}/{name}"))

    @cached_property
    def _features(self) -> dict[str, Any]:
        """Return what the storage can do, nothing where it does not say."""
        with suppress(PublishingError, ValueError):
            said = json.loads(self._run("backend", "features", self._target).stdout)
            return said if isinstance(said, dict) else {}
        return {}

    @property
    def _hashes(self) -> bool:
        """Say whether the storage can tell the hash of a file, so that what is the same need not be sent."""
        return bool(self._features.get("Hashes"))

    @property
    def _compared(self) -> tuple[str, ...]:
        """Return how rclone knows what is the same: by hash, never by size and time alone; else all is sent."""
        return ("--checksum",) if self._hashes else ("--ignore-times",)

    def _names(self, path: str, *options: str) -> list[str]:
        done = self._run("lsf", *options, self._at(path.rstrip("/")) if path else self._target, fine=_OR_NOT_THERE)
        return done.stdout.decode("utf-8", "replace").splitlines()

    def _cat(self, path: str, most: int) -> bytes | None:
        done = self._run("cat", f"--count={most}", self._at(path), fine=_OR_NOT_THERE)
        return done.stdout if done.returncode == 0 and done.stdout else None

    def _run(self, *arguments: str, fine: frozenset[int] = frozenset({0})) -> Done:
        return run_program([self._rclone, *_OPTIONS, *arguments], _FAILED, fine=fine)
