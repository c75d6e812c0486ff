"""Sentences with as many different words as real texts have, so that a search index gets its natural size.

Words are drawn from a dictionary of Norwegian, a few of them often and most of them seldom, in any of their forms;
every tenth is a compound of two.
"""

from collections import defaultdict
from functools import cache
from itertools import accumulate
from random import Random

from setninger import Writer
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

_WORDS = 40_000
_SHORTEST, _LONGEST, _LONGEST_PART = 3, 14, 9
_FLATTENED, _STEEP = 2.7, 1.05
_COMPOUNDS = 0.1
_JOINS = ("", "", "s", "e")
_LAST_SEED = 20261126


@cache
def _lexicon() -> tuple[list[tuple[str, ...]], list[float]]:
    """Return the words, the most used first, each with its forms, and what they weigh together up to each."""
    forms = defaultdict[str, list[str]](list)
    for form, base in DefaultDictionaryFactory().get_dictionary("nb").items():
        if form.isalpha() and form.islower():
            forms[base].append(form)
    usable = sorted(base for base in forms if base.islower() and _SHORTEST <= len(base) <= _LONGEST)
    Random(_LAST_SEED).shuffle(usable)
    words = [tuple(sorted(forms[base])) for base in usable[:_WORDS]]
    return words, list(accumulate((rank + _FLATTENED) ** -_STEEP for rank in range(1, len(words) + 1)))


class WideWriter(Writer):
    """A writer whose sentences carry words of a whole language."""

    def __init__(self, random: Random, clauses: tuple[str, ...], documents: int) -> None:
        """Draw from ``random`` alone."""
        super().__init__(random, clauses, documents)
        self._words, self._weights = _lexicon()

    def word(self) -> str:
        """Return a word in one of its forms, or two joined."""
        if self._random.random() >= _COMPOUNDS:
            return self._random.choice(self._drawn())
        first, last = min(self._drawn(), key=len), self._drawn()
        return f"{first[:_LONGEST_PART]}{self._random.choice(_JOINS)}{self._random.choice(last)}"

    def _drawn(self) -> tuple[str, ...]:
        return self._random.choices(self._words, cum_weights=self._weights)[0]

    def title(self) -> str:
        """Return the title of a document: a theme, and what sets it apart from others of that theme."""
        return f"{super().title()} ved {self.word()} og {self.word()}"

    def heading(self) -> str:
        """Return the heading of a clause."""
        return f"{super().heading()} og {self.word()}"

    def item(self) -> str:
        """Return what an item of a list says."""
        return f"{super().item()}: {self.word()}, {self.word()}"

    def sentence(self) -> str:
        """Return a sentence of some twenty words; a fifth of them can be any word of the language."""
        first, second, third, fourth = (self.word() for _ in range(4))
        return f"{super().sentence().removesuffix('.')}, med {first} og {second} i {third}, eller {fourth}."
