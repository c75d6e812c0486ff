"""The dictionary of Norwegian as a file that loads at once; the package needs a second to unpack its own."""

import json
import os
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from avtaleverk.engines.cache import default_cache_path
from avtaleverk.search.norwegian import Dictionary, Norwegian, load_dictionary


@lru_cache(maxsize=1)
def norwegian() -> Norwegian:
    """Return Norwegian, read once by a process and only where a word is new to it."""
    return Norwegian(_load)


def _load() -> Dictionary:
    place = default_cache_path().with_name(f"norsk-{version('simplemma')}.json")
    with suppress(OSError, ValueError, TypeError):
        return Dictionary(*json.loads(place.read_text("utf-8")))
    made = load_dictionary()
    _keep(place, made)
    return made


def _keep(place: Path, made: Dictionary) -> None:
    """Write the file at one stroke; a disk that cannot be written costs time, never a build."""
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps([made.bokmal, made.nynorsk], ensure_ascii=False), "utf-8")
        beside.replace(place)
