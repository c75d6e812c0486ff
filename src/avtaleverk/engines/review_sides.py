"""Reads a folder as one side of a report: what it holds, what is wrong, and its files as they were written.

Of a file that is no text, such as a picture, the sum stands for what it holds.
"""

from collections.abc import Iterator
from datetime import date
from hashlib import file_digest
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
    places = [path for name in _FOLDERS for path in sorted((root / name).rglob("*"))]
    for path in [*places, *(root / name for name in _FILES)]:
        if path.is_symlink() or not path.is_file():
            continue
        is_text = path.name in _FILES or path.suffix in _TEXTS
        most = 40 * MAX_BYTES if path.name in _FILES else MAX_BYTES
        held = path.read_text("utf-8", "replace") if is_text and path.stat().st_size <= most else _sum(path)
        yield path.relative_to(root).as_posix(), held


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
