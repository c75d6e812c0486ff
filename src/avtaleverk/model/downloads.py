"""The kinds of file that a text can be taken away as."""

from collections.abc import Iterable
from enum import StrEnum

from avtaleverk.model.findings import AvtaleverkError


class FileFormat(StrEnum):
    """A kind of file; the value is its ending."""

    WORD = "docx"
    PDF = "pdf"

    @property
    def word(self) -> str:
        """Return what people call it."""
        return {FileFormat.WORD: "Word", FileFormat.PDF: "PDF"}[self]

    @property
    def kind(self) -> str:
        """Return its media type."""
        word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        return {FileFormat.WORD: word, FileFormat.PDF: "application/pdf"}[self]


Formats = tuple[FileFormat, ...]


def formats_of(names: Iterable[str]) -> Formats:
    """Return the formats with these names, each once and in the order that pages show them.

    Raises AvtaleverkError for a name that is none.
    """
    wanted = [name.strip().lower().removeprefix(".") for name in names]
    known = {format_.value for format_ in FileFormat}
    if unknown := [name for name in wanted if name not in known]:
        msg = f"«{unknown[0]}» er ikke et format vi kan lage. Skriv docx, pdf eller begge: docx,pdf"
        raise AvtaleverkError(msg)
    return tuple(format_ for format_ in FileFormat if format_.value in wanted)
