"""Reads a folder as one side of a report: what it holds, what is wrong, and its files as they were written."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from avtaleverk.corpus import read_corpus
from avtaleverk.corpus.files import MAX_BYTES
from avtaleverk.exports.review.facts import Side
from avtaleverk.history import read_checked
from avtaleverk.history.lock_file import LOCK
from avtaleverk.history.signatures import SIGNATURES, SIGNERS
from avtaleverk.text import TextStore

# What belongs to a community; the rest of a repository, such as its workflows, is reviewed as code is.
_FOLDERS = ("avtaler", "retningslinjer", "organisasjon", "maler", "docs")
_FILES = (
    "helsefellesskap.yml", "ordliste.yml", "videresending.yml", "avtaleverk.permalenker",
    LOCK, SIGNATURES, SIGNERS, f"{SIGNERS}.minisign",
)  # fmt: skip
_TEXTS = {".md", ".yml", ".yaml"}


def side_of(root: Path, day: date, texts: TextStore) -> Side:
    """Return a folder as it is on a day; no fault is raised."""
    reading = read_checked(root, texts, judged_on=day)
    # A lock that was broken stops a build, not a reviewer: the texts are there to be compared.
    corpus = reading.corpus or read_corpus(root, texts).corpus
    return Side(corpus, reading.findings, dict(_files(root)))


def _files(root: Path) -> Iterator[tuple[str, str]]:
    places = [path for name in _FOLDERS for path in sorted((root / name).rglob("*")) if path.suffix in _TEXTS]
    for path in [*places, *(root / name for name in _FILES)]:
        most = MAX_BYTES if path.suffix in _TEXTS else 40 * MAX_BYTES
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= most:
            yield path.relative_to(root).as_posix(), path.read_text("utf-8", "replace")
