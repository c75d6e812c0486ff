"""Keeps rendered texts and pages between runs, by the hash of what they were made from."""

import sqlite3
import time
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

_SCHEMA = "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL)"
KEEP_SECONDS = 30 * 24 * 3600
REFRESH_SECONDS = 24 * 3600
_MOST_WAITING = 16 * 2**20


def default_cache_path() -> Path:
    """Return where the cache of this user lies."""
    return user_cache_path("avtaleverk") / "sider.sqlite3"


class FileCache:
    """A cache in one SQLite file. A file that is damaged, locked or read-only costs time, never a build."""

    def __init__(self, path: Path) -> None:
        """Open the file, or go without it where that cannot be done; ``folder`` is for files beside it."""
        self.folder = path.parent / "filer"
        self._fresh: dict[str, str] = {}
        self._waiting = 0
        self._used: set[str] = set()
        self._db: sqlite3.Connection | None = None
        with suppress(OSError, sqlite3.Error):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=5, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=OFF")
            self._db.execute(_SCHEMA)

    def get(self, key: str) -> str | None:
        """Return what was kept under ``key``, None where there is nothing or it cannot be read."""
        if key in self._fresh:
            return self._fresh[key]
        with suppress(sqlite3.Error, zlib.error, UnicodeDecodeError):
            row = (
                self._db.execute("SELECT value, used FROM kept WHERE key = ?", (key,)).fetchone() if self._db else None
            )
            if row:
                if row[1] < time.time() - REFRESH_SECONDS:
                    self._used.add(key)
                return zlib.decompress(row[0]).decode()
        return None

    def put(self, key: str, value: str) -> None:
        """Keep ``value``; it reaches the disk with the next ``save``, or before where much is waiting."""
        self._fresh[key] = value
        self._waiting += len(value)
        if self._waiting > _MOST_WAITING:
            self._write(int(time.time()))

    def save(self) -> None:
        """Write what is new, and forget what nobody has used for a month."""
        now = int(time.time())
        self._write(now)
        with suppress(sqlite3.Error):
            if self._db:
                with self._db:
                    self._db.executemany("UPDATE kept SET used = ? WHERE key = ?", [(now, key) for key in self._used])
                    self._db.execute("DELETE FROM kept WHERE used < ?", (now - KEEP_SECONDS,))
        self._used.clear()

    def _write(self, now: int) -> None:
        """Write what is waiting in one transaction."""
        rows: Iterable[tuple[str, bytes, int]] = (
            (key, zlib.compress(value.encode("utf-8", "surrogatepass"), 1), now) for key, value in self._fresh.items()
        )
        with suppress(sqlite3.Error):
            if self._db:
                with self._db:
                    self._db.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
        self._fresh.clear()
        self._waiting = 0

    def close(self) -> None:
        """Save and let go of the file."""
        self.save()
        with suppress(sqlite3.Error):
            if self._db:
                self._db.close()
        self._db = None
