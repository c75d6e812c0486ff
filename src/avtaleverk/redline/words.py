"""Two blocks word by word: what stayed, and the clean-up that makes it readable (rule 5).

The longest common run of words is only the beginning. A change is moved to where a sentence begins, if the same
words allow it; a sentence with little in common is replaced whole; an island of a word or two between
two changes is swallowed, unless that would mark far more than was changed.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from rapidfuzz.distance import LCSseq

from avtaleverk.redline.chains import heaviest_chain
from avtaleverk.redline.tokens import Token, closes

Matches: TypeAlias = list[tuple[int, int]]
Tokens: TypeAlias = Sequence[Token]

# The table of a longest common run takes a bit for each pair of words.
MOST_CELLS = 30_000_000
_SENTENCE, _BLOCK = 1 / 3, 1 / 5
_ISLAND_WORDS = 3
_ISLAND_COST = 4
_REWRITTEN = 0.7


def match_words(old: Tokens, new: Tokens) -> Matches:
    """Return the pairs of words that stay, in order. The same in both directions."""
    if [t.norm for t in new] < [t.norm for t in old]:
        return [(i, j) for j, i in _match(new, old)]
    return _match(old, new)


def _match(old: Tokens, new: Tokens) -> Matches:
    matches = _common([t.norm for t in old], [t.norm for t in new])
    if len(matches) == len(old) == len(new):
        return matches
    matches = _without_poor_sentences(_slid(matches, old, new), old, new)
    matches = _without_islands(matches, old, new)
    kept = sum(old[i].letters > 0 for i, _ in matches)
    return matches if 2 * kept >= _BLOCK * (_words(old) + _words(new)) else []


def _words(tokens: Tokens) -> int:
    return sum(t.letters > 0 for t in tokens)


def _common(old: list[str], new: list[str]) -> Matches:
    """Return a longest common run; of long texts one between words that stand once in both."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle = _middle(old[start : len(old) - end], new[start : len(new) - end])
    return [
        *((k, k) for k in range(start)),
        *((i + start, j + start) for i, j in middle),
        *((len(old) - end + k, len(new) - end + k) for k in range(end)),
    ]


def _middle(old: list[str], new: list[str]) -> Matches:
    if not old or not new:
        return []
    if len(old) * len(new) <= MOST_CELLS:
        return [
            (block.a + k, block.b + k)
            for block in LCSseq.opcodes(old, new).as_matching_blocks()
            for k in range(block.size)
        ]
    anchors = _unique(old, new)
    if not anchors:
        return []
    found: Matches = []
    for (i, j), (k, m) in pairwise([(-1, -1), *anchors, (len(old), len(new))]):
        found += [(i + 1 + a, j + 1 + b) for a, b in _common(old[i + 1 : k], new[j + 1 : m])]
        if k < len(old):
            found.append((k, m))
    return found


def _unique(old: list[str], new: list[str]) -> Matches:
    once_old, once_new = _once(old), _once(new)
    return heaviest_chain([(i, once_new[word], 1.0) for word, i in once_old.items() if word in once_new])


def _once(words: list[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, word in enumerate(words):
        places[word] = -1 if word in places else place
    return {word: place for word, place in places.items() if place >= 0}


def _gaps(matches: Matches, old: Tokens, new: Tokens) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield index in ``matches``, and the stretches of both sides before that match."""
    before = (-1, -1)
    for index, pair in enumerate([*matches, (len(old), len(new))]):
        yield index, before[0] + 1, pair[0], before[1] + 1, pair[1]
        before = pair


def _slid(matches: Matches, old: Tokens, new: Tokens) -> Matches:
    """Move each pure insertion or removal to where it reads best, where the words around allow it."""
    found = list(matches)
    for index, i1, i2, j1, j2 in list(_gaps(matches, old, new)):
        if i1 == i2 and j1 < j2:
            _slide(found, index, new, (j1, j2), side=1)
        elif j1 == j2 and i1 < i2:
            _slide(found, index, old, (i1, i2), side=0)
    return found


def _slide(matches: Matches, index: int, tokens: Tokens, stretch: tuple[int, int], *, side: int) -> None:
    """Shift a stretch of one side by exchanging matches at its edges."""
    start, end = stretch
    left, right = 0, 0
    farthest = _reach(matches, index - 1, -1), _reach(matches, index, 1)
    while left < farthest[0] and tokens[start - left - 1].norm == tokens[end - left - 1].norm:
        left += 1
    while right < farthest[1] and tokens[start + right].norm == tokens[end + right].norm:
        right += 1
    shift = max(range(-left, right + 1), key=lambda by: (_fit(tokens, start + by, end + by), -abs(by), by))
    length = end - start
    for k in range(index + shift, index) if shift < 0 else range(index, index + shift):
        matches[k] = _moved(matches[k], side, length if shift < 0 else -length)


def _reach(matches: Matches, index: int, step: int) -> int:
    """Return how many matches from ``index`` on stand next to one another, on both sides."""
    if not 0 <= index < len(matches):
        return 0
    count = 1
    while 0 <= index + step < len(matches):
        here, there = matches[index], matches[index + step]
        if there != (here[0] + step, here[1] + step):
            break
        index, count = index + step, count + 1
    return count


def _moved(match: tuple[int, int], side: int, by: int) -> tuple[int, int]:
    return (match[0] + by, match[1]) if side == 0 else (match[0], match[1] + by)


def _fit(tokens: Tokens, start: int, end: int) -> int:
    """Return how well a mark reads here: whole sentences first, then what begins after a pause."""
    fit = 0
    if tokens[start].starts_sentence:
        fit += 4
    if end == len(tokens) or tokens[end].starts_sentence:
        fit += 3
    if start and closes(tokens[start - 1]):
        fit += 1
    if tokens[start].space:
        fit += 1
    if closes(tokens[start]):
        fit -= 2
    if closes(tokens[end - 1]):
        fit += 1
    return fit


def _sentences(tokens: Tokens) -> list[int]:
    """Return for each token the number of the sentence that it stands in."""
    found, number = list[int](), -1
    for token in tokens:
        number += token.starts_sentence
        found.append(max(number, 0))
    return found


def _without_poor_sentences(matches: Matches, old: Tokens, new: Tokens) -> Matches:
    """Drop what two sentences share by chance: less than a third of either."""
    in_old, in_new = _sentences(old), _sentences(new)
    total_old, total_new = _sums(in_old, old), _sums(in_new, new)
    kept_old, kept_new = [0] * len(total_old), [0] * len(total_new)
    for i, j in matches:
        counts = old[i].letters > 0
        kept_old[in_old[i]] += counts
        kept_new[in_new[j]] += counts
    return [
        (i, j)
        for i, j in matches
        if kept_old[in_old[i]] >= _SENTENCE * total_old[in_old[i]]
        or kept_new[in_new[j]] >= _SENTENCE * total_new[in_new[j]]
    ]


def _sums(sentences: list[int], tokens: Tokens) -> list[int]:
    sums = [0] * (sentences[-1] + 1 if sentences else 0)
    for sentence, token in zip(sentences, tokens, strict=True):
        sums[sentence] += token.letters > 0
    return sums


def _without_islands(matches: Matches, old: Tokens, new: Tokens) -> Matches:
    """Swallow short unchanged stretches between two changes."""
    stretches = _stretches(matches)
    between = _between(stretches, len(old), len(new))
    changed = [_words(old[i1:i2]) + _words(new[j1:j2]) for i1, i2, j1, j2 in between]
    kept = 2 * sum(old[i].letters > 0 for i, _ in matches)
    rewritten = kept < _REWRITTEN * (kept + sum(changed))
    found: Matches = []
    edit, swallowed = changed[0], 0
    for k, (i, j, size) in enumerate(stretches):
        inside = _words(old[i : i + size])
        cost, after = swallowed + inside, changed[k + 1]
        is_short = inside == 0 or (inside < _ISLAND_WORDS and (rewritten or _ISLAND_COST * cost <= edit + after))
        if is_short and _differs(between[k]) and _differs(between[k + 1]):
            edit, swallowed = edit + after, cost
        else:
            found += [(i + n, j + n) for n in range(size)]
            edit, swallowed = after, 0
    return found


def _differs(stretch: tuple[int, int, int, int]) -> bool:
    return stretch[0] < stretch[1] or stretch[2] < stretch[3]


def _stretches(matches: Matches) -> list[tuple[int, int, int]]:
    """Return the matches as (old, new, length), one for each unbroken stretch."""
    found: list[tuple[int, int, int]] = []
    for i, j in matches:
        if found and found[-1][0] + found[-1][2] == i and found[-1][1] + found[-1][2] == j:
            found[-1] = (*found[-1][:2], found[-1][2] + 1)
        else:
            found.append((i, j, 1))
    return found


def _between(stretches: list[tuple[int, int, int]], olds: int, news: int) -> list[tuple[int, int, int, int]]:
    """Return what lies before, between and after the stretches."""
    edges = [(0, 0, 0), *stretches, (olds, news, 0)]
    return [(a[0] + a[2], b[0], a[1] + a[2], b[1]) for a, b in pairwise(edges)]
