"""Finds the one document that somebody means, by what they are likely to type."""

import re
from collections.abc import Callable, Iterable

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document
from avtaleverk.model.findings import AvtaleverkError

_MOST_NAMED = 25


class UnknownDocumentError(AvtaleverkError):
    """Nothing is called that, or more than one thing is; the message says what there is to choose from."""


def find_document(corpus: Corpus, words: str) -> Document:
    """Return the document that ``words`` name: its folder, its number, or the beginning of its folder or title.

    Raises UnknownDocumentError where none or several answer to it.
    """
    named = re.sub(r"(/index)?(\.md)?/*$", "", words.strip().removeprefix("./"))
    documents = list(corpus.all_documents())
    for is_named in _tests(named.casefold()):
        found = [document for document in documents if is_named(document)] if named else []
        if len(found) == 1:
            return found[0]
        if found:
            message = f"«{words}» kan være flere dokumenter:\n{choices(found)}"
            raise UnknownDocumentError(message)
    message = f"Ingen dokumenter heter «{words}». Disse finnes:\n{choices(documents)}"
    raise UnknownDocumentError(message)


def _tests(name: str) -> tuple[Callable[[Document], bool], ...]:
    """Return the ways to be meant, the surest first."""
    return (
        lambda d: name in {d.folder.casefold(), d.title.casefold()},
        lambda d: name == _last(d),
        lambda d: name == d.number,
        lambda d: d.number is not None and name == f"{d.kind.value} {d.number}",
        lambda d: d.folder.casefold().startswith(name) or _last(d).startswith(name),
        lambda d: d.title.casefold().startswith(name),
    )


def _last(document: Document) -> str:
    return document.folder.rpartition("/")[2].casefold()


def choices(documents: Iterable[Document]) -> str:
    """Return documents as lines to choose from: the folder, then the title."""
    lines = [f"  {document.folder}  ({document.title})" for document in documents]
    rest = len(lines) - _MOST_NAMED
    return "\n".join([*lines[:_MOST_NAMED], f"  … og {rest} til"] if rest > 0 else lines or ["  (ingen ennå)"])
