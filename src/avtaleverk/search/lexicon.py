"""The lexicon of one corpus: which key of the index each form of each word leads to.

A *key* is the folded base form of a word. Texts are indexed by keys, so that a form that somebody types needs only to
be looked up here to be found in all its forms. A key whose word is a compound is indexed by its parts as well.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from avtaleverk.search.compounds import Compounds
from avtaleverk.search.derivation import relatives
from avtaleverk.search.norwegian import Norwegian
from avtaleverk.search.words import fold, words_of

# How sure it is that a reader who types the one means the other, in tenths.
_SAME, _FAMILY, _SYNONYM, _PART = 10, 5, 6, 2
_FORMS_IN_FILE = 1200


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a word of a text is indexed by: its own key, and those of its parts where it is a compound."""

    key: str
    parts: tuple[str, ...] = ()


class Lexicon:
    """Knows each word of the texts. ``words`` are all that they use, in lower case, with how often."""

    def __init__(self, words: Mapping[str, int], norwegian: Norwegian) -> None:
        """Find the base form and the parts of every word."""
        self._norwegian = norwegian
        bases = {word: self._base(word) for word in words}
        self._compounds = Compounds(norwegian.base, {base for base in bases.values() if base})
        self.bases: dict[str, str] = {}
        self._analyses: dict[str, Analysis] = {}
        for word in words:
            base = bases[word] or self._base_of_compound(word)
            parts = self._compounds.parts(base)
            self.bases[word] = base
            key = fold(base)
            self._analyses[word] = Analysis(key, tuple(p for p in dict.fromkeys(map(fold, parts)) if p != key))

    @property
    def analyses(self) -> Mapping[str, Analysis]:
        """Return what each word, in lower case, is indexed by."""
        return self._analyses

    def _base(self, word: str) -> str | None:
        return self._norwegian.base(word) if word[0].isalpha() else word

    def _base_of_compound(self, word: str) -> str:
        """Return the base form of a word that only its last part is inflected in: «avviksstatistikker»."""
        for cut in range(3, len(word) - 2):
            tail = self._norwegian.base(word[cut:])
            if tail and tail != word[cut:] and len(tail) > 2 and self._compounds.parts(word[:cut] + tail):  # noqa: PLR2004 - shorter is no word
                return word[:cut] + tail
        return word

    def keys(self) -> Counter[str]:
        """Return every key of the index with the number of different words that lead to it."""
        found: Counter[str] = Counter()
        for analysis in self._analyses.values():
            found.update((analysis.key, *analysis.parts))
        return found

    def _by_key(self) -> dict[str, set[str]]:
        """Return the base forms behind each key."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for base in self.bases.values():
            found[fold(base)].add(base)
            for part in self._compounds.parts(base):
                found[fold(part)].add(part)
        return dict(found)

    def forms(self, synonyms: Iterable[tuple[str, ...]]) -> dict[str, dict[str, int]]:
        """Return the keys that each folded form leads to, with how sure that is in tenths."""
        known = self._by_key()
        leads = self._leads(known, synonyms)
        inflected = self._norwegian.inflections({base for base in leads if base[0].isalpha()})
        forms: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for base, keys in leads.items():
            for form in map(fold, (*inflected.get(base, ()), base, *self._compound_forms(base, inflected))):
                _add(forms[form], keys)
        for word in self._analyses:
            _add(forms[fold(word)], leads[self.bases[word]])
        return dict(forms)

    def _leads(self, known: Mapping[str, set[str]], synonyms: Iterable[tuple[str, ...]]) -> dict[str, dict[str, int]]:
        """Return the keys that each base form leads to: of its own, of its parts, its family and its synonyms."""
        leads: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for key, bases in known.items():
            for base in bases:
                _add(leads[base], {key: _SAME})
                _add(leads[base], dict.fromkeys(map(fold, self._compounds.parts(base)), _PART))
                also = self._norwegian.also(base)
                for relative in (*relatives(base, self._norwegian.knows), *([also] if also else ())):
                    _add(leads[relative], {key: _FAMILY})
                if also and fold(also) in known:
                    _add(leads[base], {fold(also): _FAMILY})
        for group in synonyms:
            same = {word: self._norwegian.base(word.lower()) or word.lower() for word in group if " " not in word}
            for word, base in same.items():
                others = {fold(other) for name, other in same.items() if name != word}
                _add(leads[base], dict.fromkeys((key for key in others if key in known), _SYNONYM))
        return {base: keys for base, keys in leads.items() if keys}

    def _compound_forms(self, base: str, inflected: Mapping[str, set[str]]) -> Iterator[str]:
        """Yield the forms of a compound that no dictionary has: those of its last part behind the rest."""
        parts = self._compounds.parts(base) if base not in inflected or inflected[base] == {base} else ()
        tail = next((p for p in reversed(parts) if base.endswith(p)), "")
        if tail:
            head = base.removesuffix(tail)
            yield from (head + form for form in inflected.get(tail, ()))

    def phrases(self, synonyms: Iterable[tuple[str, ...]]) -> list[list[list[str]]]:
        """Return the groups of synonyms that have a phrase among them, as the keys of their words."""
        with_phrase = (group for group in synonyms if any(" " in word for word in group))
        return [[[self._key_of(w.lower()) for w in words_of(word)] for word in group] for group in with_phrase]

    def _key_of(self, word: str) -> str:
        return fold(self.bases.get(word) or self._base(word) or word)


def _add(keys: dict[str, int], more: Mapping[str, int]) -> None:
    for key, sure in more.items():
        keys[key] = max(sure, keys.get(key, 0))


def lexicon_files(forms: Mapping[str, Mapping[str, int]]) -> tuple[list[str], list[str]]:
    """Return the lexicon in pieces, each as JSON, and the first form of every piece, by which one is found."""
    ordered = sorted(forms)
    pieces = [ordered[i : i + _FORMS_IN_FILE] for i in range(0, len(ordered), _FORMS_IN_FILE)]
    return [json.dumps({f: _written(forms[f]) for f in piece}, separators=(",", ":")) for piece in pieces], [
        p[0] for p in pieces
    ]


def _written(keys: Mapping[str, int]) -> str:
    """Return keys with how sure they are: «avvik samhandlingsavvik~2»; what is the same needs no number."""
    ordered = sorted(keys.items(), key=lambda pair: (-pair[1], pair[0]))
    return " ".join(key if sure == _SAME else f"{key}~{sure}" for key, sure in ordered)
