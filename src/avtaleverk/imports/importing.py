"""A file becomes a proposal: read, held against the text in force, written as files that nobody has put down yet."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from avtaleverk.imports.against import base_of, hold_against, known_of
from avtaleverk.imports.clauses import Known, split_label
from avtaleverk.imports.files import FileError, Texts
from avtaleverk.imports.imported import Imported
from avtaleverk.imports.proposal import Target, files_of
from avtaleverk.imports.report import Report
from avtaleverk.model.corpus import Corpus
from avtaleverk.word.noted import Noted, NoteKind


@dataclass(frozen=True, slots=True)
class Proposal:
    """``files`` are what must be written, by path; ``report`` says what they hold and how they came about."""

    files: Mapping[str, str]
    report: Report


def propose(corpus: Corpus, target: Target, name: str, texts: Texts, day: date) -> Proposal:
    """Return the proposal that a file makes for a document.

    Raises AvtaleverkError where the file holds no text, or cannot be compared.
    """
    document = target.document
    base = base_of(corpus, document, target.number, day) if document else None
    imported = texts(known_of(document, base))
    if not imported.new.strip():
        message = f"«{name}» har ingen tekst som kan leses."
        raise FileError(message)
    imported = replace(imported, notes=(*imported.notes, *_doubts(target, imported)))
    report = Report(
        name, label_of(target), target, imported, hold_against(imported, base, document.versions if document else ())
    )
    return Proposal(files_of(target, imported), report)


def title_of(texts: Texts) -> str:
    """Return what a file calls itself, when nothing is known of its document."""
    return texts(Known()).title


def label_of(target: Target) -> str:
    """Return what a document is called in running text."""
    document = target.document
    if document is None:
        return f"Nytt dokument: {target.title}"
    kind = document.kind.value.capitalize()
    return f"{kind} {document.number} {document.title}" if document.number else document.title


def _doubts(target: Target, imported: Imported) -> tuple[Noted, ...]:
    """Return what does not go together between the file and the document that it was said to be about."""
    number, _ = split_label(imported.title)
    own = target.document.number if target.document else None
    if number and own and number != own:
        what = f"Fila kaller seg «{imported.title}», men er lagt inn som {label_of(target)}"
        return (Noted(NoteKind.UNSURE, what),)
    return ()
