"""Where a file goes, as far as the user has said: all that is missing is told at once, with what there is to choose."""

import re
import shlex
from dataclasses import dataclass
from datetime import date

from avtaleverk.corpus.fields import VERSION_PATTERN
from avtaleverk.corpus.lookup import UnknownDocumentError, choices, find_document
from avtaleverk.imports.against import next_number
from avtaleverk.imports.matching import Match
from avtaleverk.imports.proposal import Target, new_folder
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document
from avtaleverk.model.findings import AvtaleverkError


class UsageError(AvtaleverkError):
    """The command was called with too little, or with what cannot be."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user said of where a file goes; None and "" where nothing was said."""

    file: str
    document: str | None = None
    version: str | None = None
    title: str = ""


def target_of(corpus: Corpus, wish: Wish, guess: Match, day: date) -> Target:
    """Return where a file goes; ``guess`` is used for advice only.

    Raises UsageError where something is missing or cannot be.
    """
    document, folder = _document(corpus, wish) if wish.document else (None, "")
    if not folder:
        raise UsageError(
            _missing(
                wish,
                guess.document,
                day,
                [f"--som: dokumentet fila gjelder. {_advice(guess)}", choices(corpus.all_documents())],
            )
        )
    if not wish.version:
        raise UsageError(_missing(wish, document, day, [], folder))
    _check_number(wish.version, document, day)
    return Target(folder, wish.version, document, wish.title)


def _document(corpus: Corpus, wish: Wish) -> tuple[Document | None, str]:
    """Return the document that was named and its folder; no document where it is a new one with a title."""
    try:
        document = find_document(corpus, wish.document or "")
    except UnknownDocumentError as error:
        if not wish.title:
            message = f'{error}\nEr dokumentet nytt, så skriv mappa det skal ha, og tittelen: --tittel "…".'
            raise UsageError(message) from error
        try:
            return None, new_folder(corpus, wish.document or "")
        except AvtaleverkError as wrong:
            raise UsageError(str(wrong)) from wrong
    return document, document.folder


def _check_number(number: str, document: Document | None, day: date) -> None:
    if not re.fullmatch(VERSION_PATTERN, number):
        message = f"«{number}» kan ikke være et versjonsnummer. Skriv for eksempel 1.0 eller 2024."
        raise UsageError(message)
    taken = document.version(number) if document else None
    if document and taken:
        message = (
            f"Versjon {number} finnes allerede: {taken.source.path}. Ingenting er skrevet. "
            f"Velg et annet nummer, for eksempel {next_number(document, day)}."
        )
        raise UsageError(message)


def _missing(wish: Wish, document: Document | None, day: date, said: list[str], folder: str = "") -> str:
    """Return what is missing, what was said of it already first, and a command that would do."""
    number = wish.version or next_number(document, day)
    lines = ["Det mangler noe:", *said]
    if not wish.version:
        lines.append(f"--versjon: nummeret den nye teksten får. {_numbers(document, number)}")
    folder = folder or (document.folder if document else "retningslinjer/…")
    command = f"avtaleverk importer {shlex.quote(wish.file)} --som {folder} --versjon {number}"
    return "\n".join([*lines, "", "Skriv for eksempel:", f"  {command}"])


def _advice(guess: Match) -> str:
    if guess.document:
        return f"Det ser ut til å være {guess.document.folder}, etter {guess.why}. Disse finnes:"
    return f"Fila sier det ikke selv: {guess.why}. Disse finnes:"


def _numbers(document: Document | None, number: str) -> str:
    if document is None:
        return "Den første er gjerne 1.0."
    if not document.versions:
        return f"{document.title} har ingen tekst ennå, så {number} er det første."
    return f"Siste versjon av {document.title} er {document.versions[-1].number}, så {number} er det neste."
