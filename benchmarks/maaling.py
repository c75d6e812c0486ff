"""Runs commands in processes of their own and measures them from outside."""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_PATIENCE = 120.0
_LOOK_EVERY = 0.005
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Run:
    """One finished command: time on the clock, time on the processors, memory of its largest process."""

    seconds: float
    cpu: float
    peak_bytes: int


def run(command: Sequence[str], env: Mapping[str, str], cwd: Path) -> Run:
    """Run ``command`` to its end; one that fails stops the benchmark with what it said."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, env=env, cwd=cwd, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(command)}\n{said.read().decode(errors='replace')}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _RSS_UNIT)


def middle(runs: Sequence[Run]) -> Run:
    """Return the median of each measure."""
    return Run(median(r.seconds for r in runs), median(r.cpu for r in runs), round(median(r.peak_bytes for r in runs)))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True, slots=True)
class Preview:
    """A running ``avtaleverk vis``."""

    port: int
    process: "subprocess.Popen[bytes]"

    def page(self, address: str) -> str | None:
        """Return a page as a browser gets it, None where nobody answers yet."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request("GET", f"/{address}")
            return connection.getresponse().read().decode()
        except OSError:
            return None
        finally:
            connection.close()

    def wait_for(self, address: str, words: str = "") -> float:
        """Return the seconds until ``words`` stand on a page."""
        start = time.perf_counter()
        while words not in (html := self.page(address) or "") or not html:
            assert self.process.poll() is None, "avtaleverk vis stoppet"
            assert time.perf_counter() - start < _PATIENCE, f"«{words}» kom aldri på /{address}"
            time.sleep(_LOOK_EVERY)
        return time.perf_counter() - start


@contextmanager
def preview(command: Sequence[str], env: Mapping[str, str], cwd: Path) -> Iterator[Preview]:
    """Run ``command`` with a free port behind it until the block ends."""
    port = _free_port()
    with subprocess.Popen(
        [*command, "--port", str(port)], env=env, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield Preview(port, process)
        finally:
            _stop(process)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
