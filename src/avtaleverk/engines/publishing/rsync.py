"""Publishes with rsync, to a host or to a folder: the same editions and the same link as on a disk.

Nothing but rsync is run at the other end, so that a user who may do nothing else there can publish.
"""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from avtaleverk.engines.publishing.place import (
    CURRENT,
    EDITIONS,
    MARK,
    MARK_TEXT,
    Edition,
    Held,
    PublishingError,
    held_among,
    led_to,
    refuse_others,
)
from avtaleverk.engines.publishing.programs import find_program, run_program
from avtaleverk.engines.site_folder import MARK as BUILD_MARK
from avtaleverk.site.manifest import MANIFEST

Done = subprocess.CompletedProcess[bytes]
_STILL_SECONDS = 60
_SSH = "ssh -o ConnectTimeout=20 -o ServerAliveInterval=15 -o ServerAliveCountMax=4"
# rsync's own word for a source that is not there.
_OR_NOT_THERE = frozenset({0, 23})
# Mode, size, day, time and name, with where it leads where it is a link.
_ROW = re.compile(r"([-a-z])\S{9,}\s+[\d,.]+ \S+ \S+ (.+?)(?: -> (.+))?")
_FAILED = "Overføringen med rsync lyktes ikke, og leserne ser det samme som før."


class RsyncPlace:
    """A folder that rsync can reach: ``[bruker@]vert:/sti``, or a path on this machine."""

    def __init__(self, target: str) -> None:
        """Publish below ``target``, whose parent must be there."""
        self._target = target.rstrip("/") or "/"
        self._rsync = find_program("rsync")

    turns_by_copying = False

    @property
    def name(self) -> str:
        """Return what the user wrote."""
        return f"rsync:{self._target}"

    def look(self) -> Held:
        """Return what lies there, as one list of names."""
        wanted = ("/*", f"/{EDITIONS}/*/", f"/{EDITIONS}/*/{MANIFEST}")
        rules = [*(f"--include={rule}" for rule in wanted), "--exclude=*"]
        done = self._run(["-r", "-l", "--list-only", *rules, f"{self._target}/"], fine=_OR_NOT_THERE)
        if done.returncode and b"No such file" not in done.stderr:
            msg = f"{_FAILED} rsync sier: {done.stderr.decode('utf-8', 'replace').strip()[-300:]}"
            raise PublishingError(msg)
        rows = dict(_rows(done.stdout.decode("utf-8", "replace")))
        self._refuse_others(rows)
        names = [n.removeprefix(f"{EDITIONS}/") for n in rows if n.startswith(f"{EDITIONS}/") and n.count("/") == 1]
        return held_among(
            names, {n for n in names if f"{EDITIONS}/{n}/{MANIFEST}" in rows}, led_to(rows.get(CURRENT, ""))
        )

    def _refuse_others(self, rows: dict[str, str]) -> None:
        refuse_others([name for name in rows if "/" not in name], self.name)
        if CURRENT in rows and not rows[CURRENT]:
            msg = f"{CURRENT} i {self._target} er ikke en lenke til en utgave. Flytt det som ligger der, og prøv igjen."
            raise PublishingError(msg)

    def read(self, edition: Edition, path: str, most: int) -> bytes | None:
        """Return a small file of an edition, None where it is not there."""
        with TemporaryDirectory(prefix="avtaleverk-") as scratch:
            source = f"{self._target}/{EDITIONS}/{edition}/{path}"
            done = self._run([f"--max-size={most}", source, f"{scratch}/fil"], fine=_OR_NOT_THERE)
            place = Path(scratch, "fil")
            return place.read_bytes() if done.returncode == 0 and place.is_file() else None

    def lay(self, site: Path, edition: Edition, beside: Edition | None) -> None:
        """Send a site; what is the same as in the edition beside it is not sent again. The manifest is sent last."""
        with TemporaryDirectory(prefix="avtaleverk-") as scratch:
            frame = Path(scratch)
            (frame / MARK).write_text(MARK_TEXT, "utf-8")
            (frame / EDITIONS / str(edition)).mkdir(parents=True)
            self._run(["-r", "--chmod=D755,F644", f"{frame}/", f"{self._target}/"])
        to = f"{self._target}/{EDITIONS}/{edition}/"
        same = [f"--copy-dest=../{beside}"] if beside else []
        self._run(
            ["-r", "-t", "--checksum", "--chmod=D755,F644", "--delete", *same,
             f"--exclude=/{MANIFEST}", f"--exclude=/{BUILD_MARK}", f"{site}/", to],
        )  # fmt: skip
        self._run(["--chmod=F644", f"{site}/{MANIFEST}", to])

    @contextmanager
    def copy(self, edition: Edition | None) -> Iterator[Path]:
        """Fetch an edition; what lies here already is never trusted in its place."""
        source = f"{self._target}/{EDITIONS}/{edition}/" if edition else f"{self._target}/{CURRENT}/"
        with TemporaryDirectory(prefix="avtaleverk-") as scratch:
            self._run(["-r", "-l", source, f"{scratch}/"])
            yield Path(scratch)

    def switch(self, edition: Edition | None) -> None:
        """Put a new link in the place of the old one, which rsync does at one stroke."""
        with TemporaryDirectory(prefix="avtaleverk-") as scratch:
            if edition is None:
                self._run(["-r", "--delete", f"--include=/{CURRENT}", "--exclude=*", f"{scratch}/", f"{self._target}/"])
                return
            link = Path(scratch, CURRENT)
            link.symlink_to(f"{EDITIONS}/{edition}")
            self._run(["-l", str(link), f"{self._target}/"])

    def remove(self, names: Iterable[str]) -> None:
        """Remove editions: where an empty folder is sent, nothing is left."""
        rules = [rule for name in names for rule in (f"--include=/{name}", f"--include=/{name}/**")]
        if rules:
            with TemporaryDirectory(prefix="avtaleverk-") as empty:
                self._run(["-r", "--delete", *rules, "--exclude=*", f"{empty}/", f"{self._target}/{EDITIONS}/"])

    def _run(self, arguments: list[str], fine: frozenset[int] = frozenset({0})) -> Done:
        is_over_ssh = ":" in self._target and "::" not in self._target and "RSYNC_RSH" not in os.environ
        shell = [f"--rsh={_SSH}"] if is_over_ssh else []
        return run_program([self._rsync, f"--timeout={_STILL_SECONDS}", *shell, *arguments], _FAILED, fine=fine)


def _rows(listed: str) -> Iterator[tuple[str, str]]:
    """Yield what rsync lists by name, each with where it leads, "" where it is no link."""
    for line in listed.splitlines():
        if (found := _ROW.fullmatch(line)) and found[2] != ".":
            name, leads = (found[2], found[3] or "") if found[1] == "l" else (line[found.start(2) :], "")
            yield name, leads
