"""What commands about one text have in common: the folder as it is on a day, and which text is meant."""

import argparse
from dataclasses import dataclass
from datetime import date

from avtaleverk.corpus.lookup import UnknownDocumentError, choices, find_document
from avtaleverk.corpus.picture_data import PictureData, picture_data
from avtaleverk.history import read_checked
from avtaleverk.model.addresses import difference_file_address, version_file_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.downloads import FileFormat
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.pages.context import Context
from avtaleverk.text import TextStore

_BETWEEN = ".."
# A photograph as a phone takes it; a larger one is shown as its words.
MOST_OF_PICTURE = 5_000_000


class UsageError(AvtaleverkError):
    """The command was called with what cannot be."""


@dataclass(frozen=True, slots=True)
class TextPlace:
    """What files are made from: the folder on one day, and what reads its pictures."""

    ctx: Context
    pictures: PictureData


def text_place(options: argparse.Namespace, failure: str) -> TextPlace:
    """Return the folder that was asked for; raises AvtaleverkError that says ``failure`` where it has errors."""
    as_of = options.dato or date.today()  # noqa: DTZ011 - the editor's own day
    texts = TextStore()
    reading = read_checked(options.rot, texts)
    if reading.corpus is None:
        message = f"Mappa har feil som må rettes først. {failure}"
        raise AvtaleverkError(message, reading.errors)
    return TextPlace(Context(reading.corpus, as_of, texts), picture_data(options.rot, MOST_OF_PICTURE))


def document_of(ctx: Context, words: str | None, wrong: list[str]) -> Document | None:
    """Return the document that is meant, or add to ``wrong`` what there is to choose from."""
    if words is None:
        wrong.append(f"Disse finnes:\n{choices(ctx.corpus.all_documents())}")
        return None
    try:
        return find_document(ctx.corpus, words)
    except UnknownDocumentError as error:
        wrong.append(str(error))
        return None


def two_versions(document: Document, words: str, example: str, wrong: list[str]) -> tuple[Version, Version] | None:
    """Return the versions that «1.0..1.1» names, the older one first, or add to ``wrong`` what is the matter.

    ``example`` is how the command wants them, with «{}» where they stand.
    """
    one, between, other = (part.strip() for part in words.partition(_BETWEEN))
    if not between or not one or not other:
        said = f"Skriv dem slik: {example.format('1.0..1.1')}."
        wrong.append(f"«{words}» er ikke to versjoner. {said} {known_versions(document)}")
        return None
    old, new = document.version(one), document.version(other)
    missing = [name for name, version in ((one, old), (other, new)) if version is None]
    wrong += [f"Versjon {name} finnes ikke av {document.title}. {known_versions(document)}" for name in missing]
    if old is None or new is None:
        return None
    if old is new:
        wrong.append(f"Versjon {old.number} kan ikke sammenlignes med seg selv. {known_versions(document)}")
        return None
    if old.order > new.order:
        wrong.append(f"Skriv den eldste versjonen først: {example.format(f'{new.number}..{old.number}')}.")
        return None
    return old, new


def known_versions(document: Document) -> str:
    """Return which versions there are, as a sentence."""
    numbers = ", ".join(version.number for version in document.versions)
    return f"Disse finnes: {numbers}." if numbers else "Dokumentet har ingen tekst ennå."


def file_name(ctx: Context, document: Document, old: Version | None, new: Version, format_: FileFormat) -> str:
    """Return the name that a file of a version, or of what changed between two, has on the site as well."""
    base = ctx.addresses[document.folder]
    if old:
        return difference_file_address(base, old.number, new.number, format_).rpartition("/")[2]
    return version_file_address(base, new.number, format_).rpartition("/")[2]
