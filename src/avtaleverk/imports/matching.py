"""Which document a file is about, from what it calls itself and from its name; nothing where that is not clear."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from avtaleverk.imports.clauses import even, split_label
from avtaleverk.model.addresses import slug
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document

_LABEL = re.compile(
    r"\b(retningslinje|vedlegg|avtale)\w{0,2}(?:[\s_.-]*nr)?[\s_.-]*(\d{1,3}(?:\.\d{1,3})*)(?![\d])", re.IGNORECASE
)
_SHORTEST_NAME = 6


@dataclass(frozen=True, slots=True)
class Match:
    """``document`` is None where no document, or more than one, is meant; ``why`` says what it was known by."""

    document: Document | None
    why: str


def match(corpus: Corpus, name: str, title: str) -> Match:
    """Return the document that a file called ``name``, whose text is called ``title``, is about."""
    found = list(_meant(corpus, name, title))
    folders = {document.folder for document, _ in found}
    if len(folders) == 1:
        return Match(*found[0])
    if folders:
        return Match(None, f"passer til flere: {', '.join(sorted(folders))}")
    return Match(None, "ingen dokumenter har denne tittelen eller dette nummeret")


def _meant(corpus: Corpus, name: str, title: str) -> Iterator[tuple[Document, str]]:
    """Yield the documents that a sign points to: title before number, text before file name."""
    documents = list(corpus.all_documents())
    stem = PurePath(name).stem
    titled = [d for d in documents if title and even(split_label(title)[1]) == even(d.title)]
    if titled:
        yield from ((d, "tittelen i fila") for d in titled)
        return
    for text, why in ((title, "nummeret i tittelen"), (stem, "nummeret i filnavnet")):
        numbered = [d for m in _LABEL.finditer(text) for d in documents if (d.kind.value, d.number) == _label(m)]
        if numbered:
            yield from ((d, why) for d in numbered)
            return
    yield from ((d, "filnavnet") for d in documents if _is_named(slug(stem), d))


def _label(m: re.Match[str]) -> tuple[str, str]:
    return m[1].lower(), ".".join(str(int(part)) for part in m[2].split("."))


def _is_named(stem: str, document: Document) -> bool:
    """Say whether the name of a file holds the name of a document, or is the beginning of it."""
    for words in (slug(document.title), re.sub(r"^[\d.-]+", "", document.folder.rpartition("/")[2])):
        if len(words) >= _SHORTEST_NAME and re.search(rf"(^|-){re.escape(words)}(-|$)", stem):
            return True
    return False
