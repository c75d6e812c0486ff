"""Blocks that were cut in two, or two that were joined: nothing of their words is new."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from rapidfuzz.distance import Indel

from avtaleverk.redline.document import Block, Kind

_COVERED = 0.6
_BETTER = 0.08
_LONGEST = 3000
_NEAR = 8


class Aligned(Protocol):
    """The alignment as far as seams need it."""

    stay: dict[int, int]
    free_old: set[int]
    free_new: set[int]


def find_seams(
    old: Sequence[Block], new: Sequence[Block], aligned: Aligned, pairs: dict[int, int]
) -> list[tuple[int, int]]:  # fmt: skip
    """Return a pair for each free block that is the rest of a block in ``pairs``, on either side."""
    back = {j: i for i, j in pairs.items()}
    fixed_old, fixed_new = aligned.stay.keys(), set(aligned.stay.values())
    cuts = _rests(old, new, pairs, aligned.free_new, fixed_new)
    cut_old, cut_new = {i for i, _ in cuts}, {pairs[i] for i, _ in cuts}
    joins = [(i, j) for j, i in _rests(new, old, back, aligned.free_old, set(fixed_old))]
    # A block that is both cut and joined is a rewrite; the cut explains it well enough.
    return cuts + [(i, j) for i, j in joins if j not in cut_new and back[j] not in cut_old]


def _rests(
    whole: Sequence[Block], parts: Sequence[Block], partner: dict[int, int], free: set[int], fixed: set[int]
) -> list[tuple[int, int]]:
    """Return (whole, part) for each free part that continues, or begins, a whole."""
    found: list[tuple[int, int]] = []
    taken: set[int] = set()
    for i, j in sorted(partner.items()):
        is_text = whole[i].kind is Kind.PARAGRAPH and whole[i].shape == parts[j].shape
        if is_text and whole[i].key != parts[j].key:
            for place in _pieces_of(whole[i], parts, j, free, fixed | taken):
                found.append((i, place))
                taken.add(place)
    return found


def _pieces_of(block: Block, parts: Sequence[Block], start: int, free: set[int], fixed: set[int]) -> Iterator[int]:
    """Yield the free paragraphs after and before ``start`` that make the whole more complete."""
    words = parts[start].words
    for step in (1, -1):
        for place in _near(start, step, len(parts), fixed):
            if place not in free or parts[place].shape != block.shape:
                continue
            rest = parts[place].words
            grown = words + rest if step > 0 else rest + words
            if continues(block.words, words, rest, grown):
                yield place
                words = grown


def _near(start: int, step: int, count: int, fixed: set[int]) -> Iterator[int]:
    """Yield the places beside ``start``, up to the next block that stays; something new may stand between."""
    for place in range(start + step, start + step * (_NEAR + 1), step):
        if not 0 <= place < count or place in fixed:
            return
        yield place


def continues(whole: list[str], words: list[str], rest: list[str], grown: list[str]) -> bool:
    """Say whether ``rest`` makes ``words``, as ``grown``, clearly more like the whole."""
    if not rest or len(whole) > _LONGEST or len(grown) > _LONGEST:
        return False
    before = Indel.normalized_similarity(whole, words)
    after = Indel.normalized_similarity(whole, grown)
    gained = (after * (len(whole) + len(grown)) - before * (len(whole) + len(words))) / 2
    return after > before + _BETTER * (1 - before) and gained >= _COVERED * len(rest)
