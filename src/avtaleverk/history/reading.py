"""Reads a folder and checks each text against the others of its document."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from avtaleverk.corpus import Reading, read_corpus
from avtaleverk.history.comparison import Comparisons
from avtaleverk.history.lock import check_lock
from avtaleverk.history.lock_file import read_lock
from avtaleverk.history.named_points import check_named
from avtaleverk.history.pairs import VersionPair, before, difference_pairs
from avtaleverk.history.pool import Job, make_ready
from avtaleverk.history.signatures import check_signatures, read_signatures
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document
from avtaleverk.model.findings import Finding, errors
from avtaleverk.model.status import version_in_force
from avtaleverk.organisation.checks import check_day
from avtaleverk.redline import RedlineError
from avtaleverk.text import TextStore


def read_checked(
    root: Path,
    texts: TextStore | None = None,
    day: date | None = None,
    *,
    judged_on: date | None = None,
    laid_over: Mapping[str, str] | None = None,
) -> Reading:
    """Read the folder at ``root`` with every check there is; no fault is raised.

    With a ``day``, every difference that the site of that day shows is made and checked as well. Rules and deadlines
    are judged as of ``judged_on``, else of ``day``; with neither they are not.
    ``laid_over`` are texts by path that are read as if they lay in the folder.
    """
    store = texts or TextStore()
    reading = read_corpus(root, store, lambda corpus: _make_ready(corpus, store, day), laid_over)
    if reading.corpus is None:
        return reading
    lock = read_lock(root, laid_over)
    signed = check_signatures(lock, read_signatures(root, laid_over))
    as_of = judged_on or day
    of_the_day = check_day(reading.corpus, as_of) if as_of else ()
    findings = tuple(
        sorted(
            {
                *reading.findings,
                *check_lock(reading.corpus, lock),
                *signed,
                *_check(reading.corpus, store, day),
                *of_the_day,
            }
        )
    )
    return Reading(None if errors(findings) else reading.corpus, findings)


def _make_ready(corpus: Corpus, texts: TextStore, day: date | None) -> None:
    """Use all processors where there is much to render and compare."""
    comparisons = Comparisons(texts, corpus.community.language)
    jobs = []
    for document in corpus.all_documents():
        pairs = tuple((old.body, new.body) for old, new in _pairs(corpus, document, day))
        if not comparisons.is_checked(pairs):
            jobs.append(Job(tuple(v.body for v in document.versions), pairs))
    make_ready(texts, comparisons, jobs)


def _check(corpus: Corpus, texts: TextStore, day: date | None) -> Iterator[Finding]:
    comparisons = Comparisons(texts, corpus.community.language)
    faults = []
    for document in corpus.all_documents():
        pairs = tuple(_pairs(corpus, document, day))
        if not comparisons.is_checked(bodies := [(old.body, new.body) for old, new in pairs]):
            faults += [finding for pair in pairs for finding in _fault(comparisons, pair)]
            if not faults:
                comparisons.note_checked(bodies)
    yield from faults or check_named(corpus, comparisons)


def _pairs(corpus: Corpus, document: Document, day: date | None) -> Iterator[VersionPair]:
    """Yield the pairs that must be compared: each version with the one it changes, and those that have a page."""
    if day is None:
        yield from ((earlier, v) for v in document.versions if (earlier := before(document, v)))
        return
    rule = corpus.rule_for(document)
    yield from difference_pairs(document, version_in_force(document, rule.ratified_by if rule else (), day))


def _fault(comparisons: Comparisons, pair: VersionPair) -> Iterator[Finding]:
    old, new = pair
    try:
        comparisons.facts(old.body, new.body)
    except RedlineError as error:
        message = f"Forskjellen fra versjon {old.number} til {new.number} kan ikke vises riktig. {error}"
        yield Finding(new.source.path, new.body_line, "", message)
