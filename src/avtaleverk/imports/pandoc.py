"""Asks pandoc what a file holds: bytes in, its tree of blocks out, nothing on disk and nothing from the net."""

import json
import subprocess
from typing import Any, TypeAlias

from avtaleverk.model.disk_faults import why
from avtaleverk.model.findings import AvtaleverkError

# One element of pandoc's tree, as its JSON has it: ``t`` says what it is, ``c`` what it holds.
Node: TypeAlias = dict[str, Any]
# What an element holds: text, a list, or several things in an order that its kind decides.
Content: TypeAlias = Any

# A thousand pages take some twelve seconds; a file made to take for ever is stopped.
MOST_SECONDS = 120
_MEMORY = "1500M"
_OUT_OF_MEMORY = 251
# With the names of styles, which tell a quotation from a paragraph that is merely indented.
_READERS = {"docx": "docx+styles", "odt": "odt"}


class ConversionError(AvtaleverkError):
    """Pandoc is not there, or could not read the file; the message says which, in Norwegian."""


def syntax_tree(data: bytes, kind: str) -> Node:
    """Return pandoc's tree of a ``docx`` or ``odt``: its ``blocks`` and its ``meta``.

    Raises ConversionError where pandoc is missing, gives up, or takes more time or memory than any document needs.
    """
    arguments = [_program(), f"--from={_READERS[kind]}", "--to=json", "--sandbox", "+RTS", f"-M{_MEMORY}", "-RTS"]
    try:
        done = subprocess.run(arguments, input=data, capture_output=True, timeout=MOST_SECONDS, check=False)  # noqa: S603 - our own program, no word of it from a user
    except subprocess.TimeoutExpired as error:
        message = f"Fila tok mer enn {MOST_SECONDS} sekunder å lese. Del den i flere dokumenter, og prøv igjen."
        raise ConversionError(message) from error
    except OSError as error:
        message = f"Programmet pandoc kan ikke startes ({why(error)}). {INSTALL}"
        raise ConversionError(message) from error
    if done.returncode:
        raise ConversionError(_failure(done.returncode, done.stderr.decode("utf-8", "replace")))
    return _decoded(done.stdout)


INSTALL = "Kjør pip install 'avtaleverk[word]'."


def _program() -> str:
    try:
        import pypandoc  # type: ignore[import-untyped] # noqa: PLC0415 - only this command needs it
    except ImportError as error:
        message = f"Import av filer trenger pandoc, som ikke er installert. {INSTALL}"
        raise ConversionError(message) from error
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError as error:
        message = f"Programmet pandoc finnes ikke. {INSTALL}"
        raise ConversionError(message) from error


def _failure(status: int, said: str) -> str:
    if status == _OUT_OF_MEMORY:
        return "Fila trenger mer minne enn noe dokument bør. Del den i flere dokumenter, og prøv igjen."
    reason = " ".join(said.split())[:200]
    return f"Fila kan ikke leses. Åpne den og lagre den på nytt, og prøv igjen. Pandoc sa: {reason or status}"


def _decoded(answer: bytes) -> Node:
    try:
        tree: Node = json.loads(answer)
    except (ValueError, RecursionError) as error:
        message = "Fila har for mange nivåer inne i hverandre."
        raise ConversionError(message) from error
    return tree
