"""How alike two blocks are, from 0 to 1, and which pairs are worth asking about."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from rapidfuzz.distance import Indel

_SHORT = 8
_LONG = 4000
_ALL_PAIRS = 4000
_COMMON_WORD = 12
_NEAR = 3


class Comparable(Protocol):
    """What can be compared: a block, or a row of a table."""

    @property
    def key(self) -> str:
        """Return the text as it is compared."""

    @property
    def words(self) -> list[str]:
        """Return the same, split at white space."""


def similarity(one: Comparable, other: Comparable) -> float:
    """Return the share of words in a common order; of short texts letters count as well."""
    if one.key == other.key:
        return 1.0
    if not one.words or not other.words:
        return 0.0
    shorter, longer = sorted((len(one.words), len(other.words)))
    if longer > _LONG:
        return _shared(one.words, other.words)
    alike = Indel.normalized_similarity(one.words, other.words)
    if shorter <= _SHORT and longer <= 2 * _SHORT:
        # Unrelated words share about half their letters, so letters begin to count above that.
        alike = max(alike, 1.6 * Indel.normalized_similarity(" ".join(one.words), " ".join(other.words)) - 0.6)
    return alike


def _shared(one: list[str], other: list[str]) -> float:
    """Return the share of words that both have, in any order: for texts too long for more."""
    counts: dict[str, int] = defaultdict(int)
    for word in one:
        counts[word] += 1
    common = 0
    for word in other:
        if counts[word] > 0:
            counts[word] -= 1
            common += 1
    return 2 * common / (len(one) + len(other))


def likely_pairs(old: Sequence[Comparable], new: Sequence[Comparable]) -> Iterable[tuple[int, int]]:
    """Return the places of pairs that may be alike: all of them where they are few, else by rare words."""
    if len(old) * len(new) <= _ALL_PAIRS:
        return [(i, j) for i in range(len(old)) for j in range(len(new)) if _may_be_alike(old[i], new[j])]
    found: set[tuple[int, int]] = set()
    _by_rare_words(old, new, found)
    _by_rank(old, new, found)
    return sorted(found)


def _may_be_alike(one: Comparable, other: Comparable) -> bool:
    """Say whether two blocks could reach any bar, by their length alone."""
    shorter, longer = sorted((len(one.key), len(other.key)))
    return shorter * 6 >= longer


def _by_rare_words(old: Sequence[Comparable], new: Sequence[Comparable], found: set[tuple[int, int]]) -> None:
    where: dict[str, list[int]] = defaultdict(list)
    for j, block in enumerate(new):
        for word in set(block.words):
            where[word].append(j)
    for i, block in enumerate(old):
        counts: dict[int, int] = defaultdict(int)
        for word in set(block.words):
            places = where.get(word, ())
            if len(places) <= _COMMON_WORD:
                for j in places:
                    counts[j] += 1
        for j in sorted(counts, key=lambda j: (-counts[j], j))[:_NEAR]:
            found.add((i, j))


def _by_rank(old: Sequence[Comparable], new: Sequence[Comparable], found: set[tuple[int, int]]) -> None:
    """Add equal texts that stand more than once, the first with the first and the last with the last."""
    where: dict[str, list[int]] = defaultdict(list)
    for j, block in enumerate(new):
        where[block.key].append(j)
    here: dict[str, list[int]] = defaultdict(list)
    for i, block in enumerate(old):
        here[block.key].append(i)
    for key, places in here.items():
        others = where.get(key, [])
        found.update(zip(places, others, strict=False))
        found.update(zip(reversed(places), reversed(others), strict=False))
