"""The dictionary of Norwegian as a file that loads at once; the package needs a second to unpack its own."""

import json
import os
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from avtaleverk.engines.cache import default_cache_path
from avtaleverk.search import norwegian as language
from avtaleverk.search.norwegian import Dictionary, Norwegian, make_dictionary
from avtaleverk.text.store import fingerprint

_NAME = "norsk-"


@lru_cache(maxsize=1)
def norwegian() -> Norwegian:
    """Return Norwegian, read once by a process and only where a word is new to it."""
    return Norwegian(_load)


def _load() -> Dictionary:
    made_from = fingerprint(version("simplemma"), Path(language.__file__).read_text("utf-8"))
    place = default_cache_path().with_name(f"{_NAME}{made_from[:12]}.json")
    with suppress(OSError, ValueError, TypeError):
        forms, bases, others = json.loads(place.read_text("utf-8"))
        return Dictionary(forms, frozenset(bases), others)
    made = make_dictionary()
    _keep(place, made)
    return made


def _keep(place: Path, made: Dictionary) -> None:
    """Write the file at one stroke; a disk that cannot be written costs time, never a build."""
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps([made.forms, sorted(made.bases), made.others], ensure_ascii=False), "utf-8")
        for old in place.parent.glob(f"{_NAME}*.json"):
            old.unlink(missing_ok=True)
        beside.replace(place)
