"""Whether what the texts point at exists: clauses, documents, pictures, legal bases."""

from collections import Counter
from collections.abc import Iterator

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, DocumentKind
from avtaleverk.model.findings import Finding, Severity
from avtaleverk.model.text import Reference, RenderedText
from avtaleverk.text import TextError, TextStore


class ReferenceIndex:
    """Finds the document that a reference names."""

    def __init__(self, corpus: Corpus) -> None:
        """Index the numbered documents, and the agreements by their folder."""
        self._numbered = {(d.kind, d.number): d for d in corpus.all_documents() if d.number}
        self._agreements = {
            d.folder.rpartition("/")[2]: d for d in corpus.documents if d.kind is DocumentKind.AGREEMENT
        }

    def document(self, reference: Reference) -> Document | None:
        """Return the document that is named, None where there is no such one."""
        if reference.document == DocumentKind.AGREEMENT.value:
            return self._agreements.get(reference.number)
        return self._numbered.get((DocumentKind(reference.document), reference.number))

    def missing(self, reference: Reference) -> tuple[str, ...]:
        """Return the numbers of a reference, a range included, that no document has."""
        if not reference.document:
            return ()
        numbers = [reference.number]
        if reference.span and reference.number.isdigit():
            numbers = [str(n) for n in range(int(reference.number), min(int(reference.span), 99) + 1)]
        kind = DocumentKind(reference.document)
        known = self._agreements if kind is DocumentKind.AGREEMENT else {n for k, n in self._numbered if k is kind}
        return tuple(n for n in numbers if n not in known)


def latest_text(document: Document, texts: TextStore) -> RenderedText | None:
    """Return the newest approved text of a document, else its newest proposal."""
    approved = [v for v in document.versions if v.is_approved] or list(document.versions)
    return texts.of(approved[-1].body) if approved else None


def check_texts(corpus: Corpus, texts: TextStore) -> Iterator[Finding]:
    """Yield what the texts point at and nobody finds, and texts that cannot be rendered."""
    broken = list(_unreadable(corpus, texts))
    yield from broken
    if broken:
        return
    index = ReferenceIndex(corpus)
    for document in corpus.all_documents():
        for version in document.versions:
            text = texts.of(version.body)
            lines = _LineFinder(version.body, version.body_line)
            for reference in text.references:
                line = lines.next(reference.text)
                yield from _reference(reference, text, index, texts, (version.source.path, line))
            yield from _pictures(text, corpus, document.folder, version.source.path)
    yield from _legal_bases(corpus, texts)


def _bodies_of_text(corpus: Corpus) -> Iterator[tuple[str, str, int]]:
    for document in corpus.all_documents():
        yield document.source.path, document.summary, 1
        yield from ((v.source.path, v.body, v.body_line) for v in document.versions)
    yield from ((m.source.path, m.minutes, 1) for m in corpus.meetings)
    yield from ((p.source.path, p.text, 1) for p in corpus.papers)
    yield from ((p.source.path, p.text, 1) for p in corpus.pages)


def _unreadable(corpus: Corpus, texts: TextStore) -> Iterator[Finding]:
    for path, body, line in _bodies_of_text(corpus):
        try:
            texts.of(body)
        except TextError as error:
            yield Finding(path, line, "", str(error), "Gjør lister og sitater flatere")


class _LineFinder:
    """Finds the line of each reference: the first of the same words that was not used before."""

    def __init__(self, body: str, first_line: int) -> None:
        self._lines = body.split("\n")
        self._first = first_line
        self._used: Counter[str] = Counter()

    def next(self, words: str) -> int:
        self._used[words] += 1
        left = self._used[words]
        for index, line in enumerate(self._lines):
            left -= line.count(words)
            if left <= 0:
                return self._first + index
        return self._first


def _warning(place: tuple[str, int], message: str, hint: str) -> Finding:
    return Finding(place[0], place[1], "", message, hint, Severity.WARNING)


def _reference(
    reference: Reference, text: RenderedText, index: ReferenceIndex, texts: TextStore, place: tuple[str, int]
) -> Iterator[Finding]:
    if reference.law:
        return
    if missing := index.missing(reference):
        names = ", ".join(missing) if len(missing) < 4 else f"{missing[0]}–{missing[-1]}"  # noqa: PLR2004 - a short list reads better
        message = f"«{reference.text}» viser til {reference.document} {names}, som ikke er lagt inn"
        yield _warning(place, message, "Legg inn dokumentet, eller rett henvisningen")
        return
    target = index.document(reference) if reference.document else None
    inside = latest_text(target, texts) if target else text
    if reference.clause and inside and not inside.clause(reference.clause):
        where = f" i {target.title}" if target else ""
        message = f"«{reference.text}» viser til et punkt som ikke finnes{where}"
        yield _warning(place, message, "Rett nummeret")


def _pictures(text: RenderedText, corpus: Corpus, folder: str, path: str) -> Iterator[Finding]:
    for image in text.images:
        if ".." in image.split("/"):
            yield Finding(path, 0, "", f"Bildet «{image}» peker ut av mappa", "Legg bildet i mappa til dokumentet")
        elif f"{folder}/{image}" not in corpus.files:
            yield Finding(path, 0, "", f"Bildet «{image}» finnes ikke", f"Legg det i {folder}/", Severity.WARNING)
    for note in text.notes:
        message = f"Bildet «{note[:60]}» ligger på et annet nettsted og vises som lenke"
        yield Finding(path, 0, "", message, "Last ned bildet og legg det i mappa til dokumentet", Severity.WARNING)


def _legal_bases(corpus: Corpus, texts: TextStore) -> Iterator[Finding]:
    """Report a ``hjemmel`` that points at no document or no clause."""
    for structure in corpus.structures:
        for basis in {structure.legal_basis, *(b.legal_basis for b in structure.bodies)} - {None}:
            folder, _, anchor = str(basis).partition("#")
            document, line = corpus.document(folder), structure.source.line("organer")
            text = latest_text(document, texts) if document else None
            if not document:
                message, hint = (
                    f"Dokumentet «{folder}» finnes ikke",
                    "Skriv mappa til dokumentet, som retningslinjer/01-navn#pkt-2",
                )
                yield Finding(structure.source.path, line, "hjemmel", message, hint)
            elif anchor and (text is None or anchor not in text.anchors):
                message = f"Punktet «#{anchor}» finnes ikke i {folder}"
                yield Finding(
                    structure.source.path,
                    line,
                    "hjemmel",
                    message,
                    "Skriv punktet slik adressen til det er, som #pkt-2-1",
                )
