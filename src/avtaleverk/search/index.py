"""Turns records into what the index is made of: pages of keys for Pagefind, and the lexicon beside them."""

import json
from collections import Counter
from collections.abc import Iterator
from html import escape
from itertools import chain, starmap
from urllib.parse import quote

from avtaleverk.search.norwegian import Norwegian
from avtaleverk.search.records import Jump, SearchRecord, SearchSource
from avtaleverk.search.synonyms import COMMON, defined_in
from avtaleverk.search.vocabulary import folded, vocabulary
from avtaleverk.search.words import fold, numbered, words_of
from avtaleverk.text.store import Cache

# Pagefind finds words that begin as what is asked for; with an end of its own no key begins another.
_END = "q"
_NAMES, _NUMBERED, _TEXT, _PARTS, _ASIDE = 4.0, 1.5, 1.0, 0.35, 0.25
_MANY_RECORDS, _COMMON = 1_000, 0.25
# Words that carry no meaning of their own in a question, in both written forms.
SMALL_WORDS = frozenset(
    ["hvem", "hva", "hvordan", "hvorfor", "hvilken", "hvilke", "hvilket", "hvor", "når", "kven", "kva", "korleis", "kvifor", "kva", "for", "kor", "og", "eller", "i", "på", "av", "for", "fra", "frå", "til", "med", "ved", "om", "som", "at", "den", "det", "de", "dei", "en", "ei", "et", "ein", "eit", "er", "var", "blir", "blei", "ble", "bli", "vert", "vart", "være", "vere", "har", "hadde", "ha", "jeg", "eg", "du", "vi", "me", "dere", "de", "ho", "han", "hun", "oss", "min", "mi", "mitt", "sin", "si", "sitt", "sine", "vår", "vårt", "våre", "seg", "dette", "denne", "disse", "desse", "jo", "noe", "noko", "noen", "nokon", "der", "her", "så", "mellom", "etter", "under", "over", "mot", "hos"]
)  # fmt: skip


class SearchIndex:
    """One index, made once from its source."""

    def __init__(self, source: SearchSource, norwegian: Norwegian, cache: Cache | None = None) -> None:
        """Analyse every word of the records; what is known of the same words is taken from the ``cache``."""
        self._source = source
        words: Counter[str] = Counter()
        for record in source.records:
            for text in (record.names, record.text, record.aside):
                words.update(word.lower() for word in words_of(text))
        defined = defined_in(record.text for record in source.records)
        self._words = vocabulary(words, (*source.synonyms, *defined, *COMMON), norwegian, cache)
        self._texts = [(self._keys(record.text), self._parts(record.text)) for record in source.records]

    def pages(self) -> Iterator[str]:
        """Yield a page of HTML for each record, for Pagefind to index."""
        return starmap(self._page, zip(self._source.records, self._texts, strict=True))

    def _page(self, record: SearchRecord, text: tuple[list[str], list[str]]) -> str:
        """Return the keys of a record.

        First those of its text, one for each word, so that the script knows which words of the text were hit. What is
        shown lies in the id of a heading, where Pagefind keeps it with the record and indexes none of it.
        """
        shown = _json(record.shown()).translate(_QUOTED)
        rows = (
            (_TEXT, text[0]),
            (_NAMES, [*self._keys(record.names), *numbered(record.names)]),
            (_NUMBERED, list(numbered(record.text))),
            (_PARTS, text[1]),
            (_NAMES * _PARTS, self._parts(record.names)),
            (_ASIDE, [*self._keys(record.aside), *self._parts(record.aside)]),
        )
        body = "".join(
            f'<p data-pagefind-weight="{weight * record.worth:.2f}">{" ".join(k + _END for k in keys)}</p>'
            for weight, keys in rows if keys
        )  # fmt: skip
        filters = "".join(
            f'<i data-pagefind-filter="{escape(group)}:{escape(value)}"></i>'
            for group, values in record.filters.items() for value in values
        )  # fmt: skip
        return f'<!doctype html><html lang="xx"><body data-pagefind-body>{body}<h2 id="{escape(shown)}">{_END}</h2>{filters}</body></html>'

    def _keys(self, text: str) -> list[str]:
        keys = self._words.keys
        return [keys[word.lower()] for word in words_of(text)]

    def _parts(self, text: str) -> list[str]:
        parts = self._words.parts
        return [part for word in words_of(text) for part in parts.get(word.lower(), ())]

    def _common(self) -> list[str]:
        """Return the keys that so many records of a large site have that they tell none from another, commonest first.

        Their lists are the longest of the index, so a question that has other words does without them.
        """
        if len(self._texts) < _MANY_RECORDS:
            return []
        found = Counter(chain.from_iterable(dict.fromkeys(chain(*keys)) for keys in self._texts))
        return [key for key, number in found.most_common() if number > _COMMON * len(self._texts)]

    def files(self) -> dict[str, str]:
        """Return the files beside Pagefind's own, by their names."""
        about = {
            "antall": len(self._source.records),
            "deler": self._words.firsts,
            "bokstaver": self._words.letters,
            "sma": folded(SMALL_WORDS),
            "vanlige": self._common(),
            "fraser": self._words.phrases,
            "navn": self._source.labels,
            "kalt": [_jump(jump) for jump in self._source.jumps if not jump.number],
        }
        numbered = [_jump(jump) for jump in self._source.jumps if jump.number]
        return {**self._words.files, "om.json": _json(about), "hopp.json": _json(numbered)}


class _Quoted(dict[int, str]):
    """Quotes for an address what has another meaning there or in HTML; letter by letter, since ``quote`` is slow."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = quote(letter, safe="/:{}[],\"'().;!?+*@$&=-_~#|")
        return self[code]


_QUOTED = _Quoted()


def _jump(jump: Jump) -> list[object]:
    points = " ".join(number if not anchor else f"{number}={anchor}" for number, anchor in jump.points)
    return [jump.kind, jump.number, jump.address, jump.label, points, [fold(name) for name in jump.names]]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
