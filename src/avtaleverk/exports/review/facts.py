"""Everything that differs between two states of a folder, as data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from avtaleverk.exports.review.documents import DocumentReview, News, State, document_review, gone_document
from avtaleverk.history.lock_file import LOCK, Lock, digest_of, lockable, parse_lock
from avtaleverk.history.signatures import SIGNATURES, SIGNERS, parse_signatures
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document
from avtaleverk.model.findings import Finding, Severity
from avtaleverk.pages.context import Context
from avtaleverk.text import TextStore

# Where texts lie that are told of as documents.
_DOCUMENTS = ("avtaler/", "retningslinjer/")


@dataclass(frozen=True, slots=True)
class Side:
    """A folder at one time: what it holds, None where it cannot be read, what is wrong with it, and its files as text."""

    corpus: Corpus | None
    findings: tuple[Finding, ...]
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Review:
    """What a reviewer needs: documents with what was done in them, findings that came and went, other files.

    ``is_readable`` says whether both states could be read; where not, there are no documents, and ``is_base_at_fault``
    says whether it was the older one alone.
    ``warnings`` are about what should not be touched: the lock, its signatures, who may sign.
    """

    documents: tuple[DocumentReview, ...]
    new_findings: tuple[Finding, ...]
    gone_findings: tuple[Finding, ...]
    other_files: tuple[tuple[str, News], ...]
    warnings: tuple[str, ...] = ()
    is_readable: bool = True
    is_base_at_fault: bool = False

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to tell."""
        return not (self.documents or self.new_findings or self.gone_findings or self.other_files or self.warnings)

    def as_dict(self) -> dict[str, object]:
        """Return it under the names that ``--json`` promises."""
        return {
            "lesbar": self.is_readable,
            "advarsler": list(self.warnings),
            "dokumenter": [document.as_dict() for document in self.documents],
            "nye_funn": [finding.as_dict() for finding in self.new_findings],
            "borte_funn": [finding.as_dict() for finding in self.gone_findings],
            "andre_filer": [{"sti": path, "nytt": str(news)} for path, news in self.other_files],
        }


def review(old: Side, new: Side, day: date, texts: TextStore, site: str = "") -> Review:
    """Return what differs between two states of a folder; ``site`` is where the pages of the new one can be seen."""
    documents: tuple[DocumentReview, ...] = ()
    if old.corpus and new.corpus:
        states = [State(Context(side.corpus, day, texts), side.files) for side in (old, new) if side.corpus]
        documents = tuple(d for d in _documents(states[0], states[1], site) if d.is_touched)
    before, now = set(map(_known, old.findings)), set(map(_known, new.findings))
    return Review(
        documents,
        tuple(sorted((f for f in new.findings if _known(f) not in before), key=_weight)),
        tuple(sorted((f for f in old.findings if _known(f) not in now), key=_weight)),
        tuple(_others(old.files, new.files)),
        tuple(_warnings(old.files, new.files)),
        is_readable=old.corpus is not None and new.corpus is not None,
        is_base_at_fault=old.corpus is None and new.corpus is not None,
    )


def _known(finding: Finding) -> Finding:
    """Return a finding without its line: what stands before it may have grown."""
    return replace(finding, line=0, hint="", detail="")


def _weight(finding: Finding) -> tuple[bool, Finding]:
    return finding.severity is Severity.WARNING, finding


def _documents(old: State, new: State, site: str) -> Iterator[DocumentReview]:
    before = {d.folder: d for d in old.ctx.corpus.all_documents()}
    now = {d.folder: d for d in new.ctx.corpus.all_documents()}
    moves = _moves(
        [d for folder, d in before.items() if folder not in now], [d for f, d in now.items() if f not in before]
    )
    for folder, document in now.items():
        yield document_review(old, new, before.get(folder) or moves.get(folder), document, site)
    moved = {document.folder for document in moves.values()}
    for folder, document in before.items():
        if folder not in now and folder not in moved:
            yield gone_document(old, document)


def _moves(gone: list[Document], new: list[Document]) -> dict[str, Document]:
    """Return where each document comes from that has a text of one that is gone, under the same number."""
    homes = {(v.number, digest_of(lockable(v.body))): d for d in gone for v in d.versions}
    found: dict[str, Document] = {}
    for document in new:
        texts = ((v.number, digest_of(lockable(v.body))) for v in document.versions)
        former = next((homes[text] for text in texts if text in homes), None)
        if former and former not in found.values():
            found[document.folder] = former
    return found


def _others(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, News]]:
    """Yield the files that are told of nowhere else and differ."""
    for path in sorted({*old, *new}):
        is_told = path.startswith(_DOCUMENTS) and path.endswith(".md")
        if is_told or old.get(path) == new.get(path):
            continue
        yield path, News.NEW if path not in old else News.GONE if path not in new else News.CHANGED


def _warnings(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    before, now = (parse_lock(files.get(LOCK, "")) for files in (old, new))
    if lost := _lost(before, now):
        yield f"{LOCK} har mistet eller fått endret {lost} {'linje' if lost == 1 else 'linjer'}. Den skal bare vokse"
    signed, still = (parse_signatures(files.get(SIGNATURES, "")).signatures for files in (old, new))
    if gone := {s.text for s in signed} - {s.text for s in still}:
        yield f"{SIGNATURES} har mistet {len(gone)} {'signatur' if len(gone) == 1 else 'signaturer'}"
    for name in (SIGNERS, f"{SIGNERS}.minisign"):
        if name in old and old[name] != new.get(name):
            yield f"{name} er endret: den sier hvem som kan signere"


def _lost(before: Lock, now: Lock) -> int:
    """Return how many lines of a lock are not found again; those from before the chain are known by their texts."""
    chained = {link.own for link in before.links} - {link.own for link in now.links}
    return len(chained) + len({e.digest for e in before.unchained} - {e.digest for e in now.entries})
