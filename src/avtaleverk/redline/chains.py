"""The heaviest increasing run: which pairs can stay in place together."""

from collections.abc import Sequence
from typing import TypeAlias

# A place in the old sequence, one in the new, and what it is worth to keep them together.
Pair: TypeAlias = tuple[int, int, float]


def heaviest_chain(pairs: Sequence[Pair]) -> list[tuple[int, int]]:
    """Return the pairs, increasing strictly on both sides, whose weights sum highest. O(n log n)."""
    order = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    ranks = {place: rank for rank, place in enumerate(sorted({j for _, j, _ in order}), 1)}
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(ranks) + 1)
    before: list[int] = []
    for index, (_, j, weight) in enumerate(order):
        rank = ranks[j]
        total, previous = _highest(best, rank - 1)
        before.append(previous)
        _raise(best, rank, (total + weight, index))
    chain: list[tuple[int, int]] = []
    index = _highest(best, len(ranks))[1]
    while index >= 0:
        chain.append(order[index][:2])
        index = before[index]
    return chain[::-1]


def _highest(best: list[tuple[float, int]], rank: int) -> tuple[float, int]:
    """Return the best total among the first ``rank`` places, kept in a Fenwick tree."""
    found = best[0]
    while rank > 0:
        if best[rank][0] > found[0]:
            found = best[rank]
        rank &= rank - 1
    return found


def _raise(best: list[tuple[float, int]], rank: int, value: tuple[float, int]) -> None:
    while rank < len(best):
        if value[0] > best[rank][0]:
            best[rank] = value
        rank += rank & -rank
