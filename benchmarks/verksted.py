"""The folder that a benchmark works in: the code as it was at the start, corpora, and two site builders."""

import hashlib
import os
import shutil
import sqlite3
import sys
import zlib
from compileall import compile_dir
from dataclasses import dataclass, field
from pathlib import Path

from korpus import VERSIONS, Made, write_corpus
from maaling import Run, run

_REPOSITORY = Path(__file__).resolve().parent.parent
_PEER_SETTINGS = "site_name: Prøve\ntheme:\n  name: material\n  font: false\nplugins: [search]\n"


@dataclass(slots=True)
class Bench:
    """Runs avtaleverk from a copy of the code: a file that is saved meanwhile would spoil its cache."""

    place: Path
    _caches: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        """Copy the code and compile it, as the peer's was when it was installed."""
        for name in ("src", "hooks"):
            shutil.copytree(
                _REPOSITORY / name, self.place / "kode" / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        compile_dir(self.place / "kode", quiet=1)
        (self.place / "tmp").mkdir()

    def env(self, cache: Path) -> dict[str, str]:
        """Return the surroundings of a command whose cache lies in ``cache``."""
        own = {"PYTHONPATH": self.place / "kode/src", "XDG_CACHE_HOME": cache, "TMPDIR": self.place / "tmp"}
        return {**os.environ, **{name: str(path) for name, path in own.items()}}

    def new_cache(self) -> Path:
        """Return a folder for a cache that is still empty."""
        self._caches += 1
        cache = self.place / f"mellomlager-{self._caches}"
        cache.mkdir()
        return cache

    def command(self, *words: object) -> list[str]:
        """Return a command of avtaleverk."""
        return [sys.executable, "-m", "avtaleverk", *map(str, words)]

    def build(self, corpus: Path, site: Path, cache: Path | None) -> Run:
        """Build a site in a new process, ``None`` without any cache."""
        without = () if cache else ("--uten-mellomlager",)
        command = self.command("bygg", "--rot", corpus, "--til", site, *without)
        return run(command, self.env(cache or self.place), self.place)

    def cold_build(self, corpus: Path, cache: Path | None) -> Run:
        """Build where no site lies yet: an old one would lend its search index."""
        site = self.place / "nytt-nettsted"
        measured = self.build(corpus, site, cache)
        shutil.rmtree(site)
        return measured

    def corpus(self, documents: int) -> tuple[Path, list[Made]]:
        """Write a corpus, and let avtaleverk say that there is nothing wrong with it."""
        root = self.place / f"korpus-{documents}"
        made = write_corpus(root, documents)
        run(self.command("sjekk", "--rot", root), self.env(self.place), self.place)
        return root, made


class Peer:
    """Plain MkDocs with Material on the same texts: the pages of the versions and nothing else."""

    def __init__(self, place: Path, corpus: Path, made: list[Made]) -> None:
        """Write the texts as a MkDocs site."""
        self._place = place
        place.mkdir()
        (place / "mkdocs.yml").write_text(_PEER_SETTINGS, "utf-8")
        for document in made:
            for version in range(1, VERSIONS + 1):
                self._page(document, version, document.path(corpus, version).read_text("utf-8"))

    def _page(self, document: Made, version: int, text: str) -> None:
        path = self._place / "docs" / document.number / f"{version}.0.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        body = text.split("---\n", 2)[2]
        path.write_text(f"# {document.title}, versjon {version}.0\n{body}", "utf-8")

    def build(self) -> Run:
        """Build the site in a new process."""
        env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        return run([sys.executable, "-m", "mkdocs", "build", "-q"], env, self._place)


def add_word(path: Path, word: str) -> None:
    """Put a word at the end of the first paragraph of a version, as an editor would."""
    front, text = path.read_text("utf-8").split("\n---\n", 1)
    first, rest = text.lstrip("\n").split("\n", 1)
    path.write_text(f"{front}\n---\n\n{first} {word}.\n{rest}", "utf-8")


def page_hashes(site: Path) -> dict[str, str]:
    """Return the hash of every page of a site."""
    pages = {str(path.relative_to(site)): path for path in site.rglob("*.html")}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in pages.items()}


def differing(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """Return the pages that are new, gone or changed."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def kept_pages(cache: Path) -> set[str]:
    """Return the keys of the pages in a cache; texts are kept as JSON and do not count."""
    (file,) = cache.rglob("sider.sqlite3")
    db = sqlite3.connect(file)
    try:
        rows = db.execute("SELECT key, value FROM kept").fetchall()
    finally:
        db.close()
    return {key for key, value in rows if zlib.decompress(value).startswith(b"<")}
