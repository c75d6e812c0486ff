"""Which of many documents share points, without comparing each with each.

Each point is looked up under its rarest neighbours: two words that stand side by side in it and in few other points.
Only points that meet there are measured. Equal points are always found; of those that are alike, all that have kept
some run of words, however the rest was moved about.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from avtaleverk.redline.own_text import PointWords
from avtaleverk.redline.sharing import ALIKE, likeness

# Points are found even if most of these were rewritten in the other.
_RAREST = 12

DocumentPair = tuple[int, int]


def likely_sharing(documents: Sequence[Sequence[PointWords]]) -> list[DocumentPair]:
    """Return the places of documents that share at least one point, those that share most first."""
    where: defaultdict[str, dict[int, None]] = defaultdict(dict)
    texts: dict[str, PointWords] = {}
    for place, document in enumerate(documents):
        for text in document:
            where[text.key][place] = None
            texts.setdefault(text.key, text)
    shared: Counter[DocumentPair] = Counter()
    for places in where.values():
        shared.update(combinations(places, 2))
    for one, other in _alike(list(texts.values())):
        shared.update({_in_order(a, b) for a in where[one.key] for b in where[other.key] if a != b})
    return sorted(shared, key=lambda pair: (-shared[pair], pair))


def nearest(pairs: Iterable[DocumentPair], most: int) -> list[DocumentPair]:
    """Return the first of the pairs, no document in more than ``most`` of them."""
    times: Counter[int] = Counter()
    chosen = []
    for pair in pairs:
        if all(times[place] < most for place in pair):
            times.update(pair)
            chosen.append(pair)
    return chosen


def _in_order(a: int, b: int) -> DocumentPair:
    return (a, b) if a < b else (b, a)


def _alike(texts: Sequence[PointWords]) -> Iterator[tuple[PointWords, PointWords]]:
    """Yield the pairs of unequal points that are alike."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    rarest = list(_rarest(texts))
    for i, neighbours in enumerate(rarest):
        met = Counter(j for pair in neighbours for j in found[pair])
        for j, times in met.items():
            # Of few neighbours one is enough; of many, two that are alike share more than one.
            is_chance = times == 1 and len(neighbours) == len(rarest[j]) == _RAREST
            if not is_chance and likeness(texts[j], texts[i]) >= ALIKE:
                yield texts[j], texts[i]
        for pair in neighbours:
            found[pair].append(i)


def _rarest(texts: Sequence[PointWords]) -> Iterator[list[tuple[str, str]]]:
    """Yield the rarest neighbours of each point; those that no other point has lead nowhere."""
    times = Counter(pair for text in texts for pair in text.neighbours)
    for text in texts:
        known = [pair for pair in text.neighbours if times[pair] > 1]
        yield sorted(known, key=lambda pair: (times[pair], pair))[:_RAREST]
