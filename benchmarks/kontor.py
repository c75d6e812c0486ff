"""Measures Word and PDF against pandoc on the same texts, in the same run.

The bars are in seconds of the processors, which is what an editor waits on a machine that does nothing else; the
ratios to pandoc hold on other machines too. Pandoc marks no paragraphs, rows or moves, reads no red and no automatic
numbers, and sets no pages, so what it does is less.
Run ``python benchmarks/kontor.py``; ``--gjenta`` says how many times.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pypandoc  # type: ignore[import-untyped]
from maaling import run

from avtaleverk.exports.docx import docx_of
from avtaleverk.exports.paper import difference_paper
from avtaleverk.history import read_checked
from avtaleverk.model.documents import Document, Version
from avtaleverk.pages.context import Context
from avtaleverk.text import TextStore

_ROOT = Path(__file__).resolve().parent.parent
_DAY = date(2026, 11, 1)
_FOLDER, _OLD, _NEW, _NEXT = "retningslinjer/01-ansvar-og-oppgaver", "0.9", "1.0", "1.1"
_EXPORT, _IMPORT, _BOOK = 0.5, 3.0, 20.0
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """A measure, the most it may be (None where it is told for comparison only), and pandoc's time for what it can do."""

    name: str
    seconds: float
    limit: float | None
    pandoc: float

    @property
    def is_met(self) -> bool:
        """Say whether it is quick enough."""
        return self.limit is None or self.seconds <= self.limit

    def line(self) -> str:
        """Return the measure in words."""
        said = f"  {self.name}: {_number(self.seconds)} s, {_number(self.seconds / self.pandoc)} ganger pandoc"
        met = "holder" if self.is_met else "holder ikke"
        return said if self.limit is None else f"{said}. Høyst {_number(self.limit)} s: {met}"


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def _say(words: str) -> None:
    print(words, flush=True)


@dataclass(frozen=True, slots=True)
class Measuring:
    """One run of all measures, in a folder of its own."""

    place: Path
    repeats: int
    ctx: Context
    document: Document

    def bars(self) -> list[Bar]:
        """Measure everything, turn by turn."""
        old, new = self._version(_OLD), self._version(_NEW)
        text = self._written("tekst.md", new.body)
        everything = self._written("alt.md", "\n\n".join(v.body for v in self._in_force()))
        marked = self.place / "merket.docx"
        between = ("--rodmerking", f"{_OLD}..{_NEW}")
        command = self._ours("eksporter", self.document.folder, *between, "--til", marked, "--erstatt")
        alone = self._best(lambda: docx_of(difference_paper(self.ctx, self.document, old, new)))
        to_word, all_to_word = self._pandoc(text, "pandoc.docx"), self._pandoc(everything, "alt.docx")
        from_word = self._pandoc(marked, "pandoc.md")
        reading = self._ours("importer", marked, "--som", self.document.folder, "--versjon", _NEXT, "--prøv")
        book = self._ours("eksporter", "--alt", "--til", self.place / "bok.pdf", "--erstatt")
        _say(f"  Pandoc fra Markdown til Word: {_number(to_word)} s, tilbake: {_number(from_word)} s")
        _say(f"  Pandoc fra Markdown til Word, alle gjeldende tekster: {_number(all_to_word)} s")
        return [
            Bar("Rødmerket retningslinje som Word-fil", alone, _EXPORT, to_word),
            Bar("Det samme med eksporter, som leser og kontrollerer mappa først", command, None, to_word),
            Bar("Den samme fila inn igjen med importer", reading, _IMPORT, from_word),
            Bar("Alle gjeldende tekster som bok i PDF", book, _BOOK, all_to_word),
        ]

    def _version(self, number: str) -> Version:
        found = self.document.version(number)
        assert found is not None, number
        return found

    def _in_force(self) -> list[Version]:
        found = (self.ctx.in_force(document) for document in self.ctx.corpus.all_documents())
        return [version for version in found if version]

    def _written(self, name: str, text: str) -> Path:
        path = self.place / name
        path.write_text(text, "utf-8")
        return path

    def _ours(self, *arguments: str | Path) -> float:
        """Return the seconds of one of our commands, from start to end."""
        env = dict(os.environ, XDG_CACHE_HOME=str(self.place / "mellomlager"))
        options = ("--rot", str(_ROOT), "--dato", _DAY.isoformat())
        return self._quickest([sys.executable, "-m", "avtaleverk", *map(str, arguments), *options], env)

    def _pandoc(self, source: Path, made: str) -> float:
        """Return the seconds that pandoc takes to make a file of another kind."""
        return self._quickest([pypandoc.get_pandoc_path(), str(source), "-o", str(self.place / made)], os.environ)

    def _quickest(self, command: Sequence[str], env: Mapping[str, str]) -> float:
        """Return the least that a command takes of the processors, with all that it starts."""
        return min(run(command, env, self.place).cpu for _ in range(self.repeats))

    def _best(self, work: Callable[[], object]) -> float:
        """Return the best time of something done in this process."""
        times = []
        for _ in range(max(_FEWEST, self.repeats)):
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
        return min(times)


def main() -> int:
    """Print every measure; 1 where one of them misses its bar."""
    parser = argparse.ArgumentParser(description="Måler Word og PDF mot pandoc på de samme tekstene.")
    parser.add_argument("--gjenta", type=int, default=3, help="hvor mange ganger hver kommando kjøres (3)")
    repeats = parser.parse_args().gjenta
    texts = TextStore()
    corpus = read_checked(_ROOT, texts).corpus
    assert corpus is not None
    document = next(d for d in corpus.all_documents() if d.folder == _FOLDER)
    with tempfile.TemporaryDirectory() as place:
        _say(f"Word og PDF av {document.title}, fra versjon {_OLD} til {_NEW}. Tider er prosessortid.")
        bars = Measuring(Path(place), repeats, Context(corpus, _DAY, texts), document).bars()
    for bar in bars:
        _say(bar.line())
    return int(not all(bar.is_met for bar in bars))


if __name__ == "__main__":
    sys.exit(main())
