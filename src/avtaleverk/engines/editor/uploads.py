"""Files that an editor drops on the page: taken out of the form that sent them, and put into the inbox."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from avtaleverk.corpus.wording import invisible
from avtaleverk.engines.editor.disk import inside
from avtaleverk.imports.files import ENDINGS
from avtaleverk.model.disk_faults import why
from avtaleverk.model.findings import AvtaleverkError

INBOX, REPORT = "innboks", ".rapport.md"
MOST_UPLOADED = 100 * 2**20
_BOUNDARY = re.compile(r'multipart/form-data;\s*boundary="?([^";]{1,200})"?', re.IGNORECASE)
_READABLE = ".docx, .odt, .pdf og .md"
_NAME = re.compile(r'\bname="([^"]*)"')
_FILE = re.compile(r'filename="((?:[^"\\]|\\.)*)"')


def parts(kind: str, body: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Yield name, file name ("" for a plain field) and content of each part of a form."""
    m = _BOUNDARY.match(kind)
    if not m:
        return
    for part in (b"\r\n" + body).split(b"\r\n--" + m[1].encode("latin-1", "replace"))[1:]:
        head, found, content = part.partition(b"\r\n\r\n")
        said = head.decode("utf-8", "replace")
        name, file = _NAME.search(said), _FILE.search(said)
        if found and name:
            yield name[1], file[1] if file else "", content


def put_into_inbox(root: Path, name: str, data: bytes) -> str:
    """Put a file into the inbox and return its name; raises AvtaleverkError where it cannot lie there."""
    name = re.split(r"[/\\]", name)[-1].strip()
    if not name or name[0] in ".~" or len(name.encode()) > 200 or any(invisible(name)) or "\n" in name:  # noqa: PLR2004
        message = "Fila har et navn som ikke kan brukes. Gi den et annet navn."
        raise AvtaleverkError(message)
    if Path(name).suffix.lower() not in ENDINGS:
        message = f"«{name}» er ikke en fil som kan leses. Filer som kan leses, er {_READABLE}."
        raise AvtaleverkError(message)
    place = inside(root, f"{INBOX}/{name}")
    if place is None:
        message = f"Mappa {INBOX}/ er en snarvei. Legg en vanlig mappe der."
        raise AvtaleverkError(message)
    try:
        place.parent.mkdir(exist_ok=True)
        _place(place, data)
    except FileExistsError as error:
        way_on = (
            "Den kunne ikke leses. Rett fila, og legg den hit på nytt."
            if _is_tried(place)
            else "Gi fila et annet navn, eller vent til den er lest."
        )
        message = f"«{name}» ligger i innboksen fra før. {way_on}"
        raise AvtaleverkError(message) from error
    except OSError as error:
        message = f"«{name}» kan ikke legges i innboksen: {why(error)}"
        raise AvtaleverkError(message) from error
    return name


def _is_tried(place: Path) -> bool:
    """Say whether a file in the inbox has been looked at and could not be read."""
    return place.with_name(f"{place.name}{REPORT}").is_file()


def _place(place: Path, data: bytes) -> None:
    """Give a file its name when all of it is there, so that nobody reads half of it."""
    beside = place.with_name(f".{os.getpid()}-{place.name}")
    try:
        beside.write_bytes(data)
        # One that could not be read gives way to another of its name, which is most likely the same file, mended.
        if place.exists() and not (_is_tried(place) and place.read_bytes() != data):
            raise FileExistsError(place)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
