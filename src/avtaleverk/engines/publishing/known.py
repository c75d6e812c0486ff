"""Remembers which edition this machine saw last at each place, so that an older one put back is noticed."""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from avtaleverk.engines.publishing.holding import state_folder

_FILE = "utgaver.json"


def seen(place: str) -> tuple[int, str] | None:
    """Return number and sum of the edition that was seen last at a place, None where none was."""
    with suppress(KeyError, TypeError, ValueError):
        found = _read()[place]
        return int(found["utgave"]), str(found["sum"])
    return None


def note(place: str, number: int, sum_: str) -> None:
    """Remember an edition. A machine that cannot remember publishes and verifies all the same."""
    with suppress(OSError):
        folder = state_folder()
        folder.mkdir(parents=True, exist_ok=True)
        whole = _read() | {place: {"utgave": number, "sum": sum_}}
        beside = folder / f".{_FILE}.{os.getpid()}"
        beside.write_text(json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")
        beside.replace(folder / _FILE)


def _read() -> dict[str, Any]:
    with suppress(OSError, ValueError):
        found = json.loads(Path(state_folder() / _FILE).read_text("utf-8"))
        return found if isinstance(found, dict) else {}
    return {}
