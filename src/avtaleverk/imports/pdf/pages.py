"""The text of each page of a PDF, laid out as on the page; runs as a program of its own, so that it can be stopped.

    python -m avtaleverk.imports.pdf.pages < fil.pdf

A PDF is a program of sorts, and one made to do so can take for ever or fill the memory of whoever reads it.
"""

import io
import json
import subprocess
import sys
from contextlib import suppress

from avtaleverk.model.findings import AvtaleverkError

MOST_SECONDS = 60
_MOST_MEMORY = 2 * 2**30
_MOST_PAGES = 2_000
_MOST_SIGNS = 20_000_000
LOCKED, DAMAGED, TOO_LONG = 3, 4, 5
_WORDS = {
    LOCKED: "PDF-en er beskyttet med passord. Lagre den på nytt uten passord, og prøv igjen.",
    TOO_LONG: "PDF-en er lengre enn noen avtale er. Del den i flere filer.",
}
_BROKEN = "PDF-en er skadet eller laget på en måte som ikke kan leses. Hent den på nytt, eller bruk Word-fila."


class PdfError(AvtaleverkError):
    """A PDF that cannot be read; the message says what to do with it."""


def pages_of(data: bytes) -> list[str]:
    """Return the text of each page; raises PdfError where it is damaged, locked, or takes more than any text does."""
    try:
        import pypdf  # noqa: F401, PLC0415 - asked for here, so that the one who called is told
    except ImportError as error:
        message = "Lesing av PDF trenger pypdf, som ikke er installert. Kjør pip install 'avtaleverk[word]'."
        raise PdfError(message) from error
    command = [sys.executable, "-m", "avtaleverk.imports.pdf.pages"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=MOST_SECONDS, check=False)  # noqa: S603 - our own program, no word of it from a user
    except subprocess.TimeoutExpired as error:
        message = f"PDF-en tok mer enn {MOST_SECONDS} sekunder å lese. Del den i flere filer, eller bruk Word-fila."
        raise PdfError(message) from error
    if done.returncode:
        raise PdfError(_WORDS.get(done.returncode, _BROKEN))
    pages: list[str] = json.loads(done.stdout)
    return pages


def main() -> int:
    """Read a PDF from standard input, and write its pages as JSON; the status says why where that cannot be done."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    try:
        return _read(sys.stdin.buffer.read())
    except Exception:  # noqa: BLE001 - a damaged PDF makes the library fail in ways without end, and all mean the same
        return DAMAGED


def _read(data: bytes) -> int:
    from pypdf import PdfReader  # noqa: PLC0415 - only this program needs it

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return LOCKED
    pages: list[str] = []
    for page in reader.pages:
        pages.append(page.extract_text(extraction_mode="layout"))
        if len(pages) > _MOST_PAGES or sum(map(len, pages[-100:])) > _MOST_SIGNS:
            return TOO_LONG
    sys.stdout.write(json.dumps(pages))
    return 0


if __name__ == "__main__":
    sys.exit(main())
