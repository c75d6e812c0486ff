"""The least that must be marked between two texts: what is outside their longest common run of words."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rodmerking_motpart import TOKEN
from rodmerking_tall import WORD


@dataclass(frozen=True, slots=True)
class Least:
    """How many words and characters are outside the run, old and new together."""

    words: int
    characters: int


def least(old: str, new: str) -> Least:
    """Return the least for two texts, whatever blocks they are in: no moves, no clean-up, exact."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    kept = _kept(before, after)
    outside = [token for n, token in enumerate(before) if n not in kept[0]]
    outside += [token for n, token in enumerate(after) if n not in kept[1]]
    return Least(sum(bool(WORD.match(token)) for token in outside), sum(map(len, outside)))


def _kept(before: Sequence[str], after: Sequence[str]) -> tuple[set[int], set[int]]:
    pairs = list(_pairs(before, after))
    return {i for i, _ in pairs}, {j for _, j in pairs}


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of a longest common run: rows of the usual table as bits of whole numbers."""
    start, shorter = 0, min(len(before), len(after))
    while start < shorter and before[start] == after[start]:
        yield start, start
        start += 1
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
        yield len(before) - end, len(after) - end
    rows = _rows(before[start : len(before) - end], after[start : len(after) - end])
    i, j = len(before) - start - end, len(after) - start - end
    while i and j:
        if rows[i - 1] >> (j - 1) & 1:
            j -= 1
        elif i > 1 and not rows[i - 2] >> (j - 1) & 1:
            i -= 1
        else:
            i, j = i - 1, j - 1
            yield start + i, start + j


def _rows(before: Sequence[str], after: Sequence[str]) -> list[int]:
    """Return the table; a bit of a row is 0 where the run grows by one in that column."""
    places: defaultdict[str, int] = defaultdict(int)
    for j, token in enumerate(after):
        places[token] |= 1 << j
    full = (1 << len(after)) - 1
    row, rows = full, list[int]()
    for token in before:
        hits = row & places.get(token, 0)
        row = ((row + hits) | (row - hits)) & full
        rows.append(row)
    return rows
