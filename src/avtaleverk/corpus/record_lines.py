"""What the files that commands write have in common: marks of git in them, and how they are replaced."""

import os
import re
from contextlib import suppress
from pathlib import Path

from avtaleverk.model.disk_faults import cure, why
from avtaleverk.model.findings import AvtaleverkError, Finding

_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( .*)?")
CONFLICT_MESSAGE = "Linja er et merke etter en flettekonflikt i git"


def is_conflict_mark(line: str) -> bool:
    """Say whether git has left a line behind where two people wrote at the same place."""
    return _CONFLICT.fullmatch(line) is not None


def replace_file(path: Path, text: str, failure: str) -> None:
    """Replace a file at one stroke, so that nobody finds half of it; raises AvtaleverkError that says ``failure``."""
    place = path.resolve()
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        beside.write_text(text, "utf-8", newline="\n")
        beside.replace(place)
    except OSError as error:
        # Where nothing can be written, nothing can be taken away either.
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        hint = cure(error, "Se etter at du kan skrive i mappa")
        finding = Finding(path.name, 0, "", f"Fila kan ikke skrives: {why(error)}", hint)
        raise AvtaleverkError(failure, [finding]) from error
