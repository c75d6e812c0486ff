"""Edits inside a block: words, sentences, how they look. Each returns the new document, or None where it does not fit."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from redigering_modell import Block, Document, Kind, Sentence, Style, Word
from redigering_ord import ADVERBS, COUNTS, Maker


class Edited(NamedTuple):
    """A document after an edit, and what was done."""

    document: Document
    what: str


Edit = Callable[[Document, Maker], Edited | None]
_FLOWING = (Kind.PARAGRAPH, Kind.QUOTE, Kind.DEFINITION)
_TEXTS = (*_FLOWING, Kind.ITEM)
_DIGITS = re.compile(r"\d+")
_LONG_ENOUGH = 5
_NATURAL = 0.4


def _some_sentence(
    document: Document, maker: Maker, fits: Callable[[Sentence], bool], kinds: tuple[Kind, ...] = _TEXTS
) -> tuple[int, int] | None:
    """Return the place of a block and the index of one of its sentences."""
    found = [
        (place, index)
        for place in document.places(*kinds)
        for index, sentence in enumerate(document.blocks[place].sentences)
        if fits(sentence)
    ]
    return maker.random.choice(found) if found else None


def _put(document: Document, place: int, index: int, sentence: Sentence) -> Document:
    return put(document, place, document.blocks[place].with_sentence(index, sentence))


def put(document: Document, place: int, *blocks: Block) -> Document:
    """Return the document with the block at ``place`` replaced."""
    return document.with_blocks(place, place + 1, blocks)


def _is_long(sentence: Sentence) -> bool:
    return len(sentence.words) >= _LONG_ENOUGH


def reword(document: Document, maker: Maker) -> Edited | None:
    """Replace a phrase of some words by another."""
    found = _some_sentence(document, maker, lambda s: len(s.words) > _LONG_ENOUGH)
    if not found:
        return None
    place, index = found
    words = document.blocks[place].sentences[index].words
    count = maker.random.randint(2, max(2, int(len(words) * _NATURAL)))
    start = maker.random.randint(1, len(words) - count)
    if any(word.after or word.before or word.link for word in words[start : start + count]):
        return None
    near = words[max(0, start - 1) : start + count + 1]
    phrase = maker.phrase({word.text.lower() for word in near})
    sentence = Sentence((*words[:start], *phrase, *words[start + count :]), document.blocks[place].sentences[index].end)
    return Edited(_put(document, place, index, sentence), f"{place}: {start}+{count} → {' '.join(map(str, phrase))}")


def _change_word(
    document: Document, maker: Maker, fits: Callable[[Word], bool], change: Callable[[Word, Sentence], str],
    kinds: tuple[Kind, ...] = _TEXTS,
) -> Edited | None:  # fmt: skip
    """Put another word in the place of one that is not the first."""
    found = _some_sentence(document, maker, lambda s: any(map(fits, s.words[1:])), kinds)
    if not found:
        return None
    place, index = found
    sentence = document.blocks[place].sentences[index]
    at = maker.random.choice([n for n, word in enumerate(sentence.words) if n and fits(word)])
    text = change(sentence.words[at], sentence)
    if text == sentence.words[at].text:
        return None
    word = replace(sentence.words[at], key=maker.key(), text=text)
    words = (*sentence.words[:at], word, *sentence.words[at + 1 :])
    return Edited(
        _put(document, place, index, replace(sentence, words=words)), f"{place}: {sentence.words[at]} → {word}"
    )


def change_word(document: Document, maker: Maker) -> Edited | None:
    """Put one word for another: "to" for "tre", or one noun for another."""

    def other(word: Word, sentence: Sentence) -> str:
        if word.text in COUNTS:
            return maker.pick([text for text in COUNTS if text != word.text])
        return maker.noun({word.text for word in sentence.words})

    return _change_word(document, maker, lambda w: w.text in COUNTS or (w.text.isalpha() and not w.looks[1]), other)


def change_number(document: Document, maker: Maker) -> Edited | None:
    """Change a date, a year, a number, a section of a law."""

    def other(word: Word, _: Sentence) -> str:
        if word.text.count(".") == 2:  # noqa: PLR2004 - a date has two
            return maker.date()
        numbers = list(_DIGITS.finditer(word.text))
        m = maker.random.choice(numbers)
        return f"{word.text[: m.start()]}{int(m[0]) + maker.random.randint(1, 4)}{word.text[m.end() :]}"

    return _change_word(document, maker, lambda w: bool(_DIGITS.search(w.text)), other)


def insert_word(document: Document, maker: Maker) -> Edited | None:
    """Insert a word, not at the beginning."""
    found = _some_sentence(document, maker, lambda s: len(s.words) > 1)
    if not found:
        return None
    place, index = found
    sentence = document.blocks[place].sentences[index]
    at = maker.random.randint(1, len(sentence.words) - 1)
    here = {word.text for word in sentence.words}
    words = maker.words(maker.pick([word for word in ADVERBS if word not in here]))
    new = replace(sentence, words=(*sentence.words[:at], *words, *sentence.words[at:]))
    return Edited(_put(document, place, index, new), f"{place}: + {words[0]}")


def delete_word(document: Document, maker: Maker) -> Edited | None:
    """Delete a word, not the first."""
    found = _some_sentence(document, maker, _is_long)
    if not found:
        return None
    place, index = found
    sentence = document.blocks[place].sentences[index]
    at = maker.random.randint(1, len(sentence.words) - 1)
    word = sentence.words[at]
    if word.before or word.after or not word.counts:
        return None
    new = replace(sentence, words=(*sentence.words[:at], *sentence.words[at + 1 :]))
    return Edited(_put(document, place, index, new), f"{place}: − {word}")


def insert_sentence(document: Document, maker: Maker) -> Edited | None:
    """Insert a sentence in a paragraph."""
    place = maker.random.choice(document.places(*_FLOWING))
    block = document.blocks[place]
    at, sentence = maker.random.randint(0, len(block.sentences)), maker.sentence()
    new = replace(block, sentences=(*block.sentences[:at], sentence, *block.sentences[at:]))
    return Edited(put(document, place, new), f"{place}.{at}: + {sentence}")


def delete_sentence(document: Document, maker: Maker) -> Edited | None:
    """Delete a sentence of several."""
    places = [place for place in document.places(*_FLOWING) if len(document.blocks[place].sentences) > 1]
    if not places:
        return None
    place = maker.random.choice(places)
    block = document.blocks[place]
    at = maker.random.randrange(len(block.sentences))
    new = replace(block, sentences=(*block.sentences[:at], *block.sentences[at + 1 :]))
    return Edited(put(document, place, new), f"{place}.{at}: − {block.sentences[at]}")


def change_title(document: Document, maker: Maker) -> Edited | None:
    """Change a word or two of a heading."""
    return _change_word(
        document, maker, lambda w: w.counts, lambda _, s: maker.noun({w.text for w in s.words}), (Kind.HEADING,)
    )


def _change_looks(document: Document, maker: Maker, fits: Callable[[Word], bool], **looks: object) -> Edited | None:
    """Change how one word, or all words of a link, look."""
    found = _some_sentence(document, maker, lambda s: any(map(fits, s.words)))
    if not found:
        return None
    place, index = found
    sentence = document.blocks[place].sentences[index]
    groups = [list(group) for _, group in groupby(sentence.words, key=lambda w: w.link or w.key)]
    chosen = maker.random.choice([group for group in groups if fits(group[0])])
    keys = {word.key for word in chosen}
    words = tuple(replace(w, **looks) if w.key in keys else w for w in sentence.words)  # type: ignore[arg-type] # the names are those of the fields
    return Edited(_put(document, place, index, replace(sentence, words=words)), f"{place}: {chosen[0]} {looks}")


def embolden(document: Document, maker: Maker) -> Edited | None:
    """Make a word bold."""
    return _change_looks(document, maker, lambda w: w.counts and not w.bold and not w.link, bold=True)


def change_link(document: Document, maker: Maker) -> Edited | None:
    """Let a link go elsewhere."""
    return _change_looks(document, maker, lambda w: bool(w.link), link=maker.address())


_TYPOGRAPHY = (("–", "-"), ("«", '"'), ("»", '"'))


def typography(document: Document, maker: Maker) -> Edited | None:  # noqa: ARG001 - every edit has the same signature
    """Write hyphens for dashes and straight quotes for Norwegian ones, everywhere."""

    def written(text: str) -> str:
        for sign, other in _TYPOGRAPHY:
            text = text.replace(sign, other)
        return text

    def changed(word: Word) -> Word:
        return replace(word, text=written(word.text), before=written(word.before), after=written(word.after))

    blocks = tuple(
        replace(block, sentences=tuple(replace(s, words=tuple(map(changed, s.words))) for s in block.sentences))
        for block in document.blocks
    )
    return Edited(replace(document, blocks=blocks), "streker og anførselstegn") if blocks != document.blocks else None


def renumber(document: Document, maker: Maker) -> Edited | None:
    """Let the first chapter have another number."""
    if document.first > 1 or document.style is Style.NONE:
        return None
    first = maker.random.randint(2, 4)
    return Edited(replace(document, first=first), f"første kapittel er {first}")
