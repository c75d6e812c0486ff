"""How long the redline takes beyond the rendering of both texts: M11, and the texts that are hardest on it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random

import redigering_tekst as texts
from redigering import make_scripts
from redigering_dokument import chapter
from redigering_modell import Block, Document, Kind, Style, render
from redigering_ord import Maker
from setninger import Writer

from avtaleverk.redline import compare
from avtaleverk.text.markdown import new_parser
from avtaleverk.text.tree import read_tree

_ORDINARY, _FEWEST_EDITS = range(1300, 1501), 6
_EVERY = 5
_MEGABYTE = 1_000_000
_EDITS = (
    texts.reword, texts.change_word, texts.change_number, texts.insert_word, texts.delete_word,
    texts.insert_sentence, texts.delete_sentence,
)  # fmt: skip
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Time:
    """The seconds of rendering both texts alone, and of rendering, comparing and writing the whole redline."""

    rendering: float
    whole: float

    @property
    def beyond(self) -> float:
        """Return what the redline adds."""
        return self.whole - self.rendering


def measure(pair: Pair, rounds: int = 1) -> Time:
    """Time both ways in turn, ``rounds`` times, and keep the best of each."""
    parser = new_parser()

    def rendered() -> None:
        for body in pair:
            read_tree(body, parser)

    def compared() -> None:
        compare(*pair, parser=parser).to_html()

    times = [(_seconds(rendered), _seconds(compared)) for _ in range(rounds)]
    return Time(min(first for first, _ in times), min(second for _, second in times))


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ordinary(count: int) -> list[Pair]:
    """Return edited texts of some 1,400 words."""
    found = (
        (script.old, script.new)
        for script in make_scripts(100 * count)
        if len(script.new.split()) in _ORDINARY and len(script.edits) >= _FEWEST_EDITS
    )
    return list(islice(found, count))


def long(words: int, seed: int = 1) -> Pair:
    """Return a text of so many words, and the same with an edit in every fifth paragraph."""
    maker = Maker(Random(seed))
    blocks: list[Block] = []
    count = 0
    while count < words:
        made = chapter(maker, numbered=True)
        count += sum(len(block.text.split()) or len(block.words) for block in made)
        blocks += made
    paragraphs = [place for place, block in enumerate(blocks) if block.kind is Kind.PARAGRAPH]
    edited = list(blocks)
    for place in paragraphs[::_EVERY]:
        edited[place] = _edited(blocks[place], maker)
    return render(Document(tuple(blocks), Style.PLAIN)), render(Document(tuple(edited), Style.PLAIN))


def _edited(block: Block, maker: Maker) -> Block:
    """Return a paragraph with one edit in it; some edit always fits."""
    alone = Document((block,), Style.PLAIN)
    tried = (edit(alone, maker) for edit in maker.random.sample(_EDITS, len(_EDITS)))
    return next(made.document.blocks[0] for made in tried if made)


def _sentences(size: int, seed: int) -> Iterator[str]:
    writer, left = Writer(Random(seed), ("1.1", "2.3"), 12), size
    while left > 0:
        sentence = writer.sentence()
        left -= len(sentence.encode()) + 2
        yield sentence


def _paragraphs(size: int) -> Pair:
    return "\n\n".join(_sentences(size, 1)), "\n\n".join(_sentences(size, 2))


def _one_paragraph(size: int) -> Pair:
    return " ".join(_sentences(size, 1)), " ".join(_sentences(size, 2))


def _equal(lines: int, between: str) -> Pair:
    """Return equal lines, and fewer of them with another in the middle."""
    line, fewer = "Partene er enige om dette.", lines - lines // 100
    return between.join([line] * lines), between.join([line] * (fewer // 2) + ["Noe annet."] + [line] * (fewer // 2))


def hardest(share: float = 1.0) -> dict[str, Pair]:
    """Return the hardest texts by name; ``share`` of their full size."""
    size, lines = int(_MEGABYTE * share), int(10_000 * share)
    return {
        "To ulike tekster på 1 MB, mange avsnitt": _paragraphs(size),
        "To ulike tekster på 1 MB, ett avsnitt hver": _one_paragraph(size),
        "10 000 like avsnitt": _equal(lines, "\n\n"),
        "10 000 like linjer i ett avsnitt": _equal(lines, "\n"),
    }
