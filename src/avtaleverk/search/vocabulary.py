"""The words of a whole index: what each is indexed by, and the files that lead readers to it.

They depend on the words alone, so that a text which is edited without a new word needs no dictionary again.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from avtaleverk.search.lexicon import Lexicon, lexicon_files
from avtaleverk.search.norwegian import Norwegian
from avtaleverk.search.words import fold
from avtaleverk.text.store import Cache, code_fingerprint, fingerprint


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The key and the parts of each word, in lower case, and the files of the lexicon by their names.

    ``firsts`` are the first forms of each piece of the lexicon, ``phrases`` the synonyms of more than one word.
    """

    keys: Mapping[str, str]
    parts: Mapping[str, list[str]]
    files: Mapping[str, str]
    firsts: list[str]
    letters: str
    phrases: list[list[list[str]]]


def vocabulary(
    words: Counter[str], synonyms: Iterable[tuple[str, ...]], norwegian: Norwegian, cache: Cache | None = None
) -> Vocabulary:
    """Return the vocabulary of ``words``, from the ``cache`` where the same words were met before."""
    groups = tuple(synonyms)
    shelf = fingerprint("ordforråd", code_fingerprint(), repr(sorted(words)), repr(groups))
    if cache and (kept := cache.get(shelf)) is not None:
        return Vocabulary(**json.loads(kept))
    made = _made(Lexicon(words, norwegian), groups)
    if cache:
        fields = {name: getattr(made, name) for name in Vocabulary.__slots__}
        cache.put(shelf, json.dumps(fields, ensure_ascii=False))
    return made


def _made(lexicon: Lexicon, synonyms: tuple[tuple[str, ...], ...]) -> Vocabulary:
    pieces, firsts = lexicon_files(lexicon.forms(synonyms))
    files = {f"ord-{number}.json": piece for number, piece in enumerate(pieces)}
    # Who mistypes a word mostly gets its first letter right, so the keys are fetched letter by letter.
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(lexicon.keys()):
        by_letter[key[0]].append(key)
    files |= {f"nokler-{letter}.json": json.dumps(keys, separators=(",", ":")) for letter, keys in by_letter.items()}
    return Vocabulary(
        {word: analysis.key for word, analysis in lexicon.analyses.items()},
        {word: list(analysis.parts) for word, analysis in lexicon.analyses.items() if analysis.parts},
        files, firsts, "".join(sorted(by_letter)), lexicon.phrases(synonyms),
    )  # fmt: skip


def folded(words: Iterable[str]) -> list[str]:
    """Return words as the index spells them, each once and in order."""
    return sorted({fold(word) for word in words})
