"""Whether what the texts point at exists: clauses, documents, pictures, legal bases."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from avtaleverk.corpus.known import Known
from avtaleverk.corpus.wording import near, shorten
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, DocumentKind, Version
from avtaleverk.model.findings import Finding, Severity
from avtaleverk.model.source import Source
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
        self._known = {kind: frozenset(n for k, n in self._numbered if k is kind) for kind in DocumentKind}
        self._known[DocumentKind.AGREEMENT] = frozenset(self._agreements)

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
        known = self._known[DocumentKind(reference.document)]
        return tuple(n for n in numbers if n not in known)


def latest_text(document: Document, texts: TextStore) -> RenderedText | None:
    """Return the newest approved text of a document, else its newest proposal."""
    approved = [v for v in document.versions if v.is_approved] or list(document.versions)
    return texts.of(approved[-1].body) if approved else None


def check_texts(known: Known, texts: TextStore) -> Iterator[Finding]:
    """Yield what the texts point at and nobody finds, and texts that cannot be rendered."""
    corpus = known.corpus
    broken = list(_unreadable(corpus, texts))
    yield from broken
    if broken:
        return
    index = ReferenceIndex(corpus)
    for document in corpus.all_documents():
        yield from _coverage(known, texts, document)
        for version in document.versions:
            text = texts.of(version.body)
            yield from _references(version, text, index, texts, known)
            yield from _pictures(version, text, corpus, document.folder)
    yield from _legal_bases(known, texts)


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
    """Finds the line of each of several words that follow one another in a text."""

    def __init__(self, version: Version) -> None:
        self._body, self._first, self._at = version.body, version.body_line, 0
        self._passed: list[str] = []

    def pass_by(self, words: str) -> None:
        """Note words whose line nobody needs; they are looked for when the line of later ones is."""
        self._passed.append(words)

    def next(self, words: str) -> int:
        """Return where the words stand next, on one line or across several."""
        for earlier in self._passed:
            self._find(earlier)
        self._passed.clear()
        return self._find(words)

    def _find(self, words: str) -> int:
        spaced = r"\s+".join(re.escape(word) for word in words.split())
        if spaced and (m := re.compile(spaced).search(self._body, self._at)):
            self._at = m.end()
            return self._first + self._body.count("\n", 0, m.start())
        return self._first + self._body.count("\n", 0, self._at)


def _references(
    version: Version, text: RenderedText, index: ReferenceIndex, texts: TextStore, known: Known
) -> Iterator[Finding]:
    lines = _LineFinder(version)
    for reference in text.references:
        fault = None if reference.law else _fault(reference, text, index, texts, known)
        if fault is None:
            lines.pass_by(reference.text)
        else:
            (message, hint), line = fault, lines.next(reference.text)
            said = f"«{shorten(reference.text)}» viser til {message}"
            yield Finding(version.source.path, line, "", said, hint, Severity.WARNING)


def _fault(
    reference: Reference, text: RenderedText, index: ReferenceIndex, texts: TextStore, known: Known
) -> tuple[str, str] | None:
    """Return what a reference points at that is not there, and the cure."""
    missing = index.missing(reference)
    if missing and known.is_missing_documents:
        return None
    if missing:
        names = ", ".join(missing) if len(missing) < 4 else f"{missing[0]}–{missing[-1]}"  # noqa: PLR2004 - a short list reads better
        return f"{reference.document} {names}, som ikke er lagt inn", "Legg inn dokumentet, eller rett henvisningen"
    target = index.document(reference) if reference.document else None
    if target and known.is_broken_below(target.folder):
        return None
    inside = latest_text(target, texts) if target else text
    if reference.clause and inside and not inside.clause(reference.clause):
        where = f" i {target.title}" if target else ""
        return f"et punkt som ikke finnes{where}", "Rett nummeret"
    return None


def _pictures(version: Version, text: RenderedText, corpus: Corpus, folder: str) -> Iterator[Finding]:
    path, lines = version.source.path, _LineFinder(version)
    for image in text.images:
        line, name = lines.next(image), posixpath.normpath(unquote(image))
        if ".." in name.split("/"):
            hint = f"Legg bildet i {folder}/"
            yield Finding(path, line, "", f"Bildet «{shorten(image)}» peker ut av mappa", hint)
        elif f"{folder}/{name}" not in corpus.files:
            message, hint = f"Bildet «{shorten(image)}» finnes ikke", f"Legg det i {folder}/, eller rett navnet"
            yield Finding(path, line, "", message, hint, Severity.WARNING)
    lines = _LineFinder(version)
    for note in text.notes:
        message = f"Bildet «{shorten(note)}» blir ikke vist, for det ligger ikke i mappa til dokumentet"
        hint = f"Legg bildet i {folder}/, og skriv bare filnavnet"
        yield Finding(path, lines.next(note), "", message, hint, Severity.WARNING)


def _legal_bases(known: Known, texts: TextStore) -> Iterator[Finding]:
    """Report a ``hjemmel`` that points at no document or no clause."""
    corpus = known.corpus
    for structure in (*corpus.structures, *corpus.proposed_structures):
        named = [("hjemmel", structure.legal_basis)]
        named += [(f"organer.{n}.hjemmel", b.legal_basis) for n, b in enumerate(structure.bodies)]
        named += [(f"regler.{n}.hjemmel", r.legal_basis) for n, r in enumerate(structure.rules)]
        yield from _faulty_bases(known, texts, structure.source, named)
    yearly = [(f"arshjul.{n}.hjemmel", task.legal_basis) for n, task in enumerate(corpus.community.yearly)]
    yield from _faulty_bases(known, texts, corpus.community.source, yearly)


def _faulty_bases(
    known: Known, texts: TextStore, source: Source, named: list[tuple[str, str | None]]
) -> Iterator[Finding]:
    for place, basis in named:
        if basis and (fault := _basis_fault(basis, known, texts)):
            yield Finding(source.path, source.line(place), "hjemmel", *fault)


def _coverage(known: Known, texts: TextStore, document: Document) -> Iterator[Finding]:
    """Report a point of the law that is said to be covered by a clause that no version has."""
    if known.is_broken_below(document.folder):
        return
    numbers = {c.number for v in document.versions for c in texts.of(v.body).clauses if c.number}
    for index, coverage in enumerate(document.coverage):
        for place, clause in enumerate(coverage.clauses):
            if clause not in numbers:
                line = document.source.line(f"dekker.{index}.punkter.{place}")
                message, hint = f"Punkt «{clause}» finnes ikke i teksten", near(clause, numbers)
                yield Finding(document.source.path, line, "dekker.punkter", message, hint)


def _basis_fault(basis: str, known: Known, texts: TextStore) -> tuple[str, str] | None:
    folder, _, anchor = basis.partition("#")
    document = known.corpus.document(folder)
    if known.is_broken_below(folder):
        return None
    if document is None:
        return f"Dokumentet «{folder}» finnes ikke", near(folder, known.folders)
    # A structure of the past builds on the text of its time, which need not be the newest one.
    if not anchor or any(anchor in texts.of(v.body).anchors for v in document.versions):
        return None
    text = latest_text(document, texts)
    clauses = [c.id for c in text.clauses] if text else []
    return f"Punktet «#{anchor}» finnes ikke i {folder}", near(anchor, clauses)
