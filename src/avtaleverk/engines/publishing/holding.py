"""Lets one command at a time publish to a place, and tells the second who is at it."""

import getpass
import hashlib
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_state_path

from avtaleverk.engines.publishing.place import PublishingError
from avtaleverk.model.disk_faults import why

_LOCK, _WHO = ".avtaleverk-laas", ".avtaleverk-laas-hvem"


def state_folder() -> Path:
    """Return where this user's machine keeps what it knows of places."""
    return user_state_path("avtaleverk")


@contextmanager
def held(name: str, folder: Path | None) -> Iterator[None]:
    """Hold a place while something is done there; the hold ends with the process, however it ends.

    A place on a disk is held in its own ``folder``, any other on this machine. Raises PublishingError where another
    holds it, or where nothing can be written there.
    """
    place = folder or state_folder() / "publisering" / hashlib.sha256(name.encode()).hexdigest()[:16]
    lock = FileLock(place / _LOCK, timeout=0)
    try:
        if folder is None:
            place.mkdir(parents=True, exist_ok=True)
        lock.acquire()
        (place / _WHO).write_text(_me(), "utf-8")
    except Timeout as error:
        msg = f"Noen andre publiserer til {name} nå{_other(place)}. Vent til det er ferdig, og prøv igjen."
        raise PublishingError(msg) from error
    except OSError as error:
        lock.release()
        msg = f"Kan ikke skrive i {place} ({why(error)}). Leserne ser det samme som før."
        raise PublishingError(msg) from error
    try:
        yield
    finally:
        with suppress(OSError):
            (place / _WHO).unlink()
        lock.release()


def _me() -> str:
    with suppress(OSError, KeyError, ImportError):
        return json.dumps([f"{getpass.getuser()}@{socket.gethostname()}", datetime.now().strftime("%H:%M %d.%m.%Y")])  # noqa: DTZ005 - the time on the user's own clock
    return ""


def _other(place: Path) -> str:
    """Return who is at it, as far as that can be read."""
    with suppress(OSError, ValueError, TypeError):
        who, when = json.loads((place / _WHO).read_text("utf-8"))
        return f" ({who}, siden {when})"
    return ""
