"""A folder and a program that is killed at work in it: what was before, what is after, and what is to be whole."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Files = dict[str, bytes]
HERE = Path(__file__).resolve().parent
# All runs are on one day, also where midnight comes between them.
_CLOCK = str(time.time())


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: ``status`` is negative for one that was killed."""

    killed: bool
    status: int
    seconds: float
    out: str
    err: str


class Runner:
    """Runs commands in a folder, in children of one process that has loaded everything."""

    def __init__(self, place: Path) -> None:
        self.place = place
        place.mkdir(exist_ok=True)
        # A copy, so that a program that somebody is at work on is the same from the first run to the last.
        for part in ("src", "hooks"):
            shutil.copytree(HERE.parent / part, place / part)
        paths = os.pathsep.join([str(HERE), str(place / "src"), os.environ.get("PYTHONPATH", "")])
        environment = os.environ | {"PYTHONPATH": paths, "NO_MKDOCS_2_WARNING": "1"}
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "kill_zygote.py")], env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def __call__(
        self, *arguments: object, folder: Path, after: float | None = None, touch: int | None = None,
        environment: dict[str, str] | None = None,
    ) -> Ended:  # fmt: skip
        """Run ``avtaleverk`` with these arguments, from ``folder``."""
        assert self._process.stdin
        assert self._process.stdout
        said = {name: self.place / name for name in ("out", "err")}
        home = {"XDG_CACHE_HOME": str(self.place / "mellomlager"), "HOME": str(self.place)}
        settled = home | {"AVTALEVERK_TEST_KLOKKE": _CLOCK} | (environment or {})
        job = {
            "arguments": [str(a) for a in arguments], "folder": str(folder), "after": after, "touch": touch,
            "environment": settled, **{name: str(path) for name, path in said.items()},
        }  # fmt: skip
        print(json.dumps(job), file=self._process.stdin, flush=True)
        answer = json.loads(self._process.stdout.readline())
        texts = {name: path.read_text("utf-8") if path.exists() else "" for name, path in said.items()}
        ended = Ended(answer["killed"], answer["status"], answer["seconds"], texts["out"], texts["err"])
        assert "Traceback" not in ended.err, ended.err
        return ended

    def close(self) -> None:
        """Let the process end."""
        self._process.communicate()


def contents(folder: Path) -> Files:
    """Return every file below a folder by path, hidden ones too, and what a link leads to."""
    found: Files = {}
    for path in folder.rglob("*"):
        if path.is_symlink():
            found[path.relative_to(folder).as_posix()] = str(path.readlink()).encode()
        elif path.is_file():
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def lay(original: Path, place: Path) -> None:
    """Put a copy of ``original`` at ``place``, times and links as they are, in place of whatever lies there."""
    shutil.rmtree(place, ignore_errors=True)
    if original.exists():
        shutil.copytree(original, place, symlinks=True)


@dataclass(frozen=True, slots=True)
class Case:
    """A command that is killed: ``begin`` lays everything as it was before, ``run`` calls it."""

    begin: Callable[[], None]
    run: Callable[[float | None, int | None], Ended]

    def usual(self) -> float:
        """Return how long the command takes when nobody kills it."""
        times = []
        for _ in range(2):
            self.begin()
            ended = self.run(None, None)
            assert ended.status == 0, ended
            times.append(ended.seconds)
        return max(times)

    def kills(self, count: int, seed: int) -> Iterator[int]:
        """Kill it at ``count`` random moments spread over the time it takes, each time from the beginning.

        A command that was done before its moment is begun anew with an earlier one, so that each is a kill.
        """
        chance, usual = random.Random(seed), self.usual()  # noqa: S311 - a test that can be repeated
        for number in range(count):
            after = usual * (number + chance.random()) / count
            while True:
                self.begin()
                ended = self.run(after, None)
                if ended.killed:
                    break
                after = 0.97 * min(after, ended.seconds)
            yield number

    def kills_at_each_touch(self, most: int) -> Iterator[int]:
        """Kill it before each time that it would touch the disk, until it comes through."""
        for touch in range(most):
            self.begin()
            if not self.run(None, touch).killed:
                return
            yield touch
        msg = f"more than {most} touches"
        raise AssertionError(msg)
