"""The dictionary of Norwegian as a file that is looked up in; the package needs a second to unpack its own.

A text that is edited asks for some thousand of its seven hundred thousand words, so they are never all in memory.
"""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from avtaleverk.engines.cache import default_cache_path
from avtaleverk.search import norwegian as language
from avtaleverk.search.norwegian import NO_WORD, Dictionary, Entry, Norwegian, make_dictionary
from avtaleverk.text.store import fingerprint

_NAME = "norsk-"
_SCHEMA = (
    "CREATE TABLE forms (form TEXT PRIMARY KEY, base TEXT NOT NULL, known INTEGER NOT NULL, also TEXT) WITHOUT ROWID"
)


@lru_cache(maxsize=1)
def norwegian() -> Norwegian:
    """Return Norwegian; nothing is read before a word is asked for that is new to the process."""
    return _Kept()


class _Kept(Norwegian):
    """Norwegian from the file in the cache, or in memory where the disk cannot keep or give it."""

    def __init__(self) -> None:
        self._file: sqlite3.Connection | None = None
        self._memory: Dictionary | None = None
        self._met: dict[str, Entry] = {}

    def entry(self, word: str) -> Entry:
        if word not in self._met:
            self._met[word] = self._ask(word)
        return self._met[word]

    def inflections(self, wanted: Iterable[str]) -> dict[str, set[str]]:
        bases = tuple(wanted)
        if self._memory is None:
            with suppress(sqlite3.Error):
                ask = self._open().execute
                return {
                    base: {base, *(row[0] for row in ask("SELECT form FROM forms WHERE base = ?", (base,)))}
                    for base in bases
                }
        return self._in_memory().inflections(bases)

    def _ask(self, word: str) -> Entry:
        if self._memory is None:
            with suppress(sqlite3.Error):
                row = self._open().execute("SELECT base, known, also FROM forms WHERE form = ?", (word,)).fetchone()
                return Entry(row[0], bool(row[1]), row[2]) if row else NO_WORD
        return self._in_memory().entry(word)

    def _open(self) -> sqlite3.Connection:
        """Open the file, and make it first where it is not there; raises sqlite3.Error where it cannot be used."""
        if self._file is None:
            place = _place()
            if not place.is_file():
                self._memory = make_dictionary()
                _keep(place, self._memory)
            # Nobody writes into the file once it has its name, so that nobody need be locked out.
            where = f"{place.as_uri()}?immutable=1"
            self._file = sqlite3.connect(where, uri=True, check_same_thread=False)
        return self._file

    def _in_memory(self) -> Dictionary:
        if self._memory is None:
            self._memory = make_dictionary()
        return self._memory


def _place() -> Path:
    made_from = fingerprint(
        version("simplemma"), *(Path(str(source)).read_text("utf-8") for source in (language.__file__, __file__))
    )
    return default_cache_path().with_name(f"{_NAME}{made_from[:12]}.sqlite3").absolute()


def _keep(place: Path, made: Dictionary) -> None:
    """Write the file at one stroke; a disk that cannot be written costs time, never a build."""
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    with suppress(OSError, sqlite3.Error):
        place.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        with closing(sqlite3.connect(beside)) as file, file:
            file.execute("PRAGMA journal_mode=OFF")
            file.execute("PRAGMA synchronous=OFF")
            file.execute(_SCHEMA)
            file.executemany("INSERT INTO forms VALUES (?, ?, ?, ?)", sorted(made.rows()))
            file.execute("CREATE INDEX bases ON forms (base)")
        for old in place.parent.glob(f"{_NAME}*"):
            old.unlink(missing_ok=True)
        beside.replace(place)
