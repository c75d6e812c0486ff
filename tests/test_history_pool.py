"""The processes that help a build live no longer than the build."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

_WORK = """
import os, sys, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from avtaleverk.history.pool import end_with_parent

def begun(_):
    os.write(1, f"{os.getpid()}\\n".encode())  # at one stroke, since two write here at once
    time.sleep(3600)

if __name__ == "__main__":
    with ProcessPoolExecutor(2, get_context(sys.argv[1]), end_with_parent) as pool:
        list(pool.map(begun, range(2)))
"""
_PATIENCE_SECONDS = 120


def _lives(process: int) -> bool:
    """Say whether a process is at work; one that has ended may wait for somebody to look at how."""
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text("utf-8")
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux which processes there are")
@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_helpers_end_with_the_build_that_is_killed(way: str, tmp_path: Path) -> None:
    """Whoever kills a build has killed its helpers too; they neither wait for ever nor hold what it held."""
    program = tmp_path / "bygger.py"
    program.write_text(_WORK, "utf-8")
    with subprocess.Popen([sys.executable, str(program), way], stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout
        try:
            helpers = [int(build.stdout.readline()) for _ in range(2)]
            assert all(map(_lives, helpers))
        finally:
            build.kill()
    end = time.monotonic() + _PATIENCE_SECONDS
    while any(map(_lives, helpers)) and time.monotonic() < end:
        time.sleep(0.05)
    left = [helper for helper in helpers if _lives(helper)]
    for helper in left:
        os.kill(helper, 9)
    assert left == []
