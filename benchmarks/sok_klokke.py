"""Builds a site without its search, then makes the search alone; ``sok_stor.py`` runs it in a process of its own.

Beside each other, as they ordinarily run, neither could be timed: one waits for the other's processor.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from os import times
from pathlib import Path

from avtaleverk.cli import main
from avtaleverk.engines import mkdocs
from avtaleverk.engines.search_index import renew_search_index
from avtaleverk.site.plan import Plan


class _Clock:
    """Seconds on the clock and on the processors, those of finished child processes included."""

    def __init__(self) -> None:
        self._start, self._cpu = time.perf_counter(), self._used()

    @staticmethod
    def _used() -> float:
        return sum(times()[:4])

    def taken(self) -> tuple[float, float]:
        """Return the seconds since the start: on the clock, on the processors."""
        return time.perf_counter() - self._start, self._used() - self._cpu


def _run() -> int:
    out, site, arguments = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
    plans: list[Plan] = []

    @contextmanager
    def no_index(plan: Plan, *_: object, **__: object) -> Iterator[None]:
        plans.append(plan)
        yield

    mkdocs.search_index = no_index  # type: ignore[assignment] # it stands in for it
    clock = _Clock()
    status = main(["bygg", "--til", str(site), *arguments])
    if status:
        return status
    build = clock.taken()
    clock = _Clock()
    renew_search_index(plans[-1], site)
    folders = [index.folder for index in plans[-1].indexes]
    out.write_text(json.dumps({"bygg": build, "sok": clock.taken(), "mapper": folders}), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(_run())
