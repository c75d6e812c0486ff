"""What two documents have in common: their points paired by words, whatever their order and numbers.

Nobody has changed anything here: there is no old and no new text, and ``share(a, b)`` is the mirror of
``share(b, a)``. How alike two points are is the share of their words that both have, in any order; small words, which
stand in every text, count for a quarter. Two points are a pair from 0.7 on. In the texts of communities and in public
guidance, points about different things reach 0.47, instructions from one mould 0.67, and a point that was written
anew in other words most often 0.6; above 0.7 one text is plainly made from the other. That two points *mean* the
same cannot be computed: a reader must judge.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from avtaleverk.redline.own_text import OwnText, PointWords, own_texts
from avtaleverk.redline.similarity import likely_pairs

ALIKE = 0.7
# The weight of three words that are not small: with less in common, points are alike by chance.
_LEAST = 12
# Only equal points are wholly alike; a sign or a capital letter may be all that differs.
_MOST = 0.99


@dataclass(frozen=True, slots=True)
class SharedPoint:
    """A point of each document that say the same or nearly so; ``likeness`` is 1 where they are equal."""

    one: OwnText
    other: OwnText
    likeness: float

    @property
    def is_equal(self) -> bool:
        """Say whether a reader would call nothing in them different; numbers do not count."""
        return self.likeness == 1

    @property
    def percent(self) -> int:
        """Return the likeness in whole percent, 100 only where they are equal."""
        return round(100 * self.likeness)


@dataclass(frozen=True, slots=True)
class Totals:
    """One document in numbers: its points, its words, and how many of each lie in points that are shared."""

    points: int
    shared: int
    words: int
    shared_words: int

    @property
    def part(self) -> float:
        """Return the part of the words that lies in shared points, 0-1; 0 for a document without words."""
        return self.shared_words / self.words if self.words else 0.0


class Sharing:
    """The points that two documents share, and those that only one of them has.

    ``shared`` stands in the order of the one document.
    """

    def __init__(self, one: Sequence[OwnText], other: Sequence[OwnText]) -> None:
        """Pair the points of two documents that ``own_texts`` gave."""
        pairs = _paired(one, other)
        self.shared = tuple(SharedPoint(one[i], other[j], alike) for i, j, alike in sorted(pairs))
        taken = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
        self.only_one = tuple(text for i, text in enumerate(one) if i not in taken[0])
        self.only_other = tuple(text for j, text in enumerate(other) if j not in taken[1])

    @cached_property
    def one(self) -> Totals:
        """Return the one document in numbers."""
        return _totals([pair.one for pair in self.shared], self.only_one)

    @cached_property
    def other(self) -> Totals:
        """Return the other document in numbers."""
        return _totals([pair.other for pair in self.shared], self.only_other)

    @property
    def equal(self) -> int:
        """Return how many of the shared points are equal."""
        return sum(pair.is_equal for pair in self.shared)


def share(one: str, other: str) -> Sharing:
    """Return what two Markdown bodies have in common. Deterministic; raises TextError on absurd nesting.

    Where a text is part of many comparisons, read it once with ``own_texts`` and give that to ``Sharing``.
    """
    return Sharing(own_texts(one), own_texts(other))


def likeness(one: PointWords, other: PointWords) -> float:
    """Return how alike two points are, 0-1; 1 only where they are equal. The same in both directions."""
    if one.key == other.key:
        return 1.0
    total = one.weight + other.weight
    # No more can be common than the lighter one has.
    if 2 * min(one.weight, other.weight) < ALIKE * total:
        return 0.0
    common = _common(one.weights, other.weights)
    return min(2 * common / total, _MOST) if common >= _LEAST else 0.0


def _common(one: Mapping[str, int], other: Mapping[str, int]) -> int:
    if len(other) < len(one):
        one, other = other, one
    return sum(min(weight, other[word]) for word, weight in one.items() if word in other)


def _totals(shared: Iterable[OwnText], alone: Sequence[OwnText]) -> Totals:
    sizes = [text.size for text in shared]
    words = sum(sizes)
    return Totals(len(sizes) + len(alone), len(sizes), words + sum(text.size for text in alone), words)


def _paired(one: Sequence[OwnText], other: Sequence[OwnText]) -> list[tuple[int, int, float]]:
    """Return the places of the pairs, the most alike chosen first; among equals those that stand first."""
    measured = [(i, j, likeness(one[i], other[j])) for i, j in _candidates(one, other)]
    alike = [pair for pair in measured if pair[2] >= ALIKE]
    alike.sort(key=lambda pair: (-pair[2], pair[0] + pair[1], max(pair[:2])))
    free_one, free_other = set(range(len(one))), set(range(len(other)))
    chosen = []
    for i, j, how in alike:
        if i in free_one and j in free_other:
            free_one.remove(i)
            free_other.remove(j)
            chosen.append((i, j, how))
    return chosen


def _candidates(one: Sequence[OwnText], other: Sequence[OwnText]) -> set[tuple[int, int]]:
    """Return the places of pairs worth measuring: asked from both sides, so that neither counts as the first."""
    return {*likely_pairs(one, other), *((i, j) for j, i in likely_pairs(other, one))}
