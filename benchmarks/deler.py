"""Runs one command of avtaleverk and writes how long its parts took, as JSON.

Run ``python benchmarks/deler.py UT.json bygg --rot MAPPE --til MAPPE``. The parts overlap only where
one calls the other: what MkDocs itself takes is what is left of it when the others are drawn from it.
"""

import json
import sys
import time
from collections import defaultdict
from functools import wraps
from pathlib import Path

from avtaleverk.cli import main
from avtaleverk.engines import cache, mkdocs, run_mkdocs, workshop
from avtaleverk.site.plan import Plan
from avtaleverk.text import store

_PARTS: tuple[tuple[object, str, str], ...] = (
    (workshop, "read_checked", "lese og kontrollere mappa"),
    (store, "render", "gjøre Markdown til punkter"),
    (workshop, "build_plan", "planlegge sidene"),
    (run_mkdocs, "mkdocs_build", "MkDocs"),
    (Plan, "document", "lage sidene"),
    (mkdocs, "on_post_build", "kontrollere lenkene og lage søket"),
    (cache.FileCache, "save", "lagre mellomlageret"),
    (run_mkdocs, "build_site", "bytte mappe og annet"),
)
_INSIDE = {
    "lese og kontrollere mappa": ("gjøre Markdown til punkter",),
    "bytte mappe og annet": ("lese og kontrollere mappa", "planlegge sidene", "MkDocs"),
    "MkDocs": ("lage sidene", "kontrollere lenkene og lage søket"),
    "kontrollere lenkene og lage søket": ("lagre mellomlageret",),
}


def _timed(owner: object, name: str, part: str, taken: dict[str, float]) -> None:
    """Put a clock around a function, where those who call it look it up."""
    inner = getattr(owner, name)

    @wraps(inner)
    def outer(*args: object, **kwargs: object) -> object:
        start = time.perf_counter()
        try:
            return inner(*args, **kwargs)
        finally:
            taken[part] += time.perf_counter() - start

    setattr(owner, name, outer)


def _run() -> int:
    out, arguments = Path(sys.argv[1]), sys.argv[2:]
    taken: defaultdict[str, float] = defaultdict(float)
    for owner, name, part in _PARTS:
        _timed(owner, name, part, taken)
    status = main(arguments)
    own = {part: taken[part] - sum(taken[i] for i in _INSIDE.get(part, ())) for part in taken}
    out.write_text(json.dumps(own, ensure_ascii=False), "utf-8")
    return status


if __name__ == "__main__":
    sys.exit(_run())
