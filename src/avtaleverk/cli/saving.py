"""Puts a file that a command has made where the user wants it: whole or not at all, and never over another one unasked."""

import argparse
import os
from contextlib import suppress
from pathlib import Path

from avtaleverk.model.disk_faults import why
from avtaleverk.model.findings import AvtaleverkError, Finding

_FAILURE = "Ingenting ble skrevet."


def add_replace(parser: argparse.ArgumentParser) -> None:
    """Let the user have a file written over one that is there."""
    parser.add_argument("--erstatt", action="store_true", help="skriv over fila hvis den finnes fra før")


def save(place: Path, data: bytes, *, replaces: bool) -> None:
    """Write ``data`` beside ``place``, then put it there at one stroke.

    Raises AvtaleverkError where something else lies there and ``replaces`` is not said, or where nothing can be written.
    """
    if place.is_dir():
        raise _refused(place, "Dette er en mappe", "Skriv navnet på fila også, for eksempel fil.docx")
    try:
        if place.exists() and not replaces and place.read_bytes() != data:
            hint = "Velg et annet navn med --til, eller legg til --erstatt"
            raise _refused(place, "Fila finnes fra før, med noe annet i", hint)
        _swap(place, data)
    except OSError as error:
        hint = "Velg en mappe som finnes, og som du kan skrive i. Lukk fila hvis den er åpen i et annet program"
        raise _refused(place, f"Fila kan ikke skrives ({why(error)})", hint) from error


def _swap(place: Path, data: bytes) -> None:
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(place)
    finally:
        # Where nothing can be written, nothing can be taken away either.
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _refused(place: Path, message: str, hint: str) -> AvtaleverkError:
    return AvtaleverkError(_FAILURE, [Finding(str(place), 0, "", message, hint)])
