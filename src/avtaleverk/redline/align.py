"""Which block of the old text is which of the new (rule 3).

First blocks that stand once in both, as the heaviest increasing run of them: what is not in the run has moved.
Then, in the gaps between, what is alike enough, by dynamic programming. Then blocks that were cut in two or
joined, and last the moves among what is left.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from avtaleverk.redline.chains import Pair, heaviest_chain
from avtaleverk.redline.document import Block, Kind
from avtaleverk.redline.likeness import Likeness
from avtaleverk.redline.seams import continues, find_seams
from avtaleverk.redline.sections import Sections, move_content, move_sections

_ALIKE = 0.4
_ALONE = 0.2
_MOVED = 0.8
_RESHAPED = 0.8
_ROW = 0.5
_LETTERS_TO_MOVE = 12
_COUNT = 1e9
_SAME_PLACE, _SAME_KEY = 0.05, 0.3


@dataclass(slots=True)
class Alignment:
    """``stay`` are pairs of places in order; ``seams`` more pairs for blocks cut or joined; ``moves`` the rest."""

    stay: list[tuple[int, int]]
    moves: list[tuple[int, int]]
    seams: list[tuple[int, int]] = field(default_factory=list)

    def mirrored(self) -> "Alignment":
        """Return the same alignment seen from the other text."""
        return Alignment(*([(j, i) for i, j in pairs] for pairs in (self.stay, self.moves, self.seams)))


def align(old: Sequence[Block], new: Sequence[Block]) -> Alignment:
    """Return which block is which. The same in both directions, and the same at every run."""
    if [_order(b) for b in new] < [_order(b) for b in old]:
        return _align(new, old).mirrored()
    return _align(old, new)


def _order(block: Block) -> tuple[str, tuple[str, ...], int, str]:
    return block.key, block.shape, block.level, block.number


def _align(old: Sequence[Block], new: Sequence[Block]) -> Alignment:
    work = _Work(old, new)
    work.keep_ends()
    equal = work.equal_pairs()
    work.likeness.measure(work.free_old, work.free_new, equal)
    work.keep_anchors(equal)
    work.fill_gaps()
    work.keep_headings()
    work.slide()
    seams = find_seams(old, new, work, work.stay)
    for i, j in seams:
        work.take(i, j)
    work.move_equal(equal)
    move_sections(work.sections_old, work.sections_new, work)
    work.find_moves()
    # Once more, for headings whose text was edited on the way and is known to have moved only now.
    move_sections(work.sections_old, work.sections_new, work)
    work.move_nested()
    moved = find_seams(old, new, work, dict(work.moves))
    return Alignment(sorted(work.stay.items()), sorted({*work.moves, *moved}), sorted(seams))


class _Work:
    """The state of one alignment: what stays, what has moved, what is still free."""

    def __init__(self, old: Sequence[Block], new: Sequence[Block]) -> None:
        self.old, self.new = old, new
        self.stay: dict[int, int] = {}
        self.moves: list[tuple[int, int]] = []
        self.free_old = set(range(len(old)))
        self.free_new = set(range(len(new)))
        self.sections_old, self.sections_new = Sections(old), Sections(new)
        self.likeness = Likeness(self.sections_old, self.sections_new)

    def take(self, i: int, j: int) -> None:
        """Let nobody else have these two."""
        self.free_old.discard(i)
        self.free_new.discard(j)

    def keep(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Let pairs stay in place."""
        for i, j in pairs:
            self.stay[i] = j
            self.take(i, j)

    def move(self, i: int, j: int) -> None:
        """Note a pair that has changed its place."""
        self.moves.append((i, j))
        self.take(i, j)

    def keep_ends(self) -> None:
        """Keep what is equal at the beginning and at the end, where most revisions change nothing."""
        most = min(len(self.old), len(self.new))
        start = 0
        while start < most and _equal(self.old[start], self.new[start]):
            start += 1
        end = 0
        while end < most - start and _equal(self.old[-1 - end], self.new[-1 - end]):
            end += 1
        self.keep((k, k) for k in range(start))
        self.keep((len(self.old) - 1 - k, len(self.new) - 1 - k) for k in range(end))

    def equal_pairs(self) -> list[tuple[int, int]]:
        """Return pairs of equal free blocks: those that stand once in both, or equally often."""
        found: dict[int, int] = {}
        taken: set[int] = set()
        for within in (Sections.name, Sections.title, _anywhere):
            in_old = _by_key(self.sections_old, sorted(self.free_old - found.keys()), within)
            in_new = _by_key(self.sections_new, sorted(self.free_new - taken), within)
            for key, places in in_old.items():
                others = in_new.get(key, [])
                if len(places) == len(others):
                    found |= dict(zip(places, others, strict=True))
                    taken.update(others)
        return sorted(found.items())

    def keep_anchors(self, equal: list[tuple[int, int]]) -> None:
        """Keep what is equal, or clearly the same, and in one order."""
        clear = self.likeness.clear_pairs()
        votes = [(i, j, _COUNT + self.old[i].letters) for i, j in (*equal, *clear)]
        self.keep(heaviest_chain(votes))

    def move_equal(self, equal: list[tuple[int, int]]) -> None:
        """Move what is equal, long enough, and not taken by a block that was cut or joined in its place."""
        for i, j in equal:
            if i in self.free_old and j in self.free_new and self.old[i].letters >= _LETTERS_TO_MOVE:
                self.move(i, j)

    def fill_gaps(self) -> None:
        """Pair what is alike between two blocks that stay, as much of it as order allows."""
        edges = [(-1, -1), *sorted(self.stay.items()), (len(self.old), len(self.new))]
        gap_of_old = _gaps(edges, 0, len(self.old))
        gap_of_new = _gaps(edges, 1, len(self.new))
        gaps: dict[int, list[Pair]] = defaultdict(list)
        sizes = _sizes(self.free_old, gap_of_old), _sizes(self.free_new, gap_of_new)
        for (i, j), alike in self.likeness.pairs.items():
            if i not in self.free_old or j not in self.free_new:
                continue
            gap = gap_of_old[i]
            if gap == gap_of_new[j] and alike >= self._bar(i, j, alone=sizes[0][gap] == sizes[1][gap] == 1):
                gaps[gap].append((i, j, self._worth(i, j, alike)))
        for pairs in gaps.values():
            self.keep(heaviest_chain(pairs))

    def keep_headings(self) -> None:
        """Pair headings, however unlike, over text that stays: a section keeps its place under a new title."""
        for i in sorted(self.free_old & self.sections_old.ends.keys()):
            content = [a for a in self.sections_old.own(i) if a in self.stay]
            above = {self.sections_new.heading(self.stay[a]) for a in content}
            j = above.pop() if len(above) == 1 else None
            if j is None or j not in self.free_new or not self._fits_between(i, j):
                continue
            if 2 * len(content) >= max(len(self.sections_old.own(i)), len(self.sections_new.own(j))):
                self.keep([(i, j)])

    def _fits_between(self, i: int, j: int) -> bool:
        """Say whether a pair keeps the order of those that stay around it."""
        before = next((self.stay[a] for a in range(i - 1, -1, -1) if a in self.stay), -1)
        after = next((self.stay[a] for a in range(i + 1, len(self.old)) if a in self.stay), len(self.new))
        return before < j < after

    def _bar(self, i: int, j: int, *, alone: bool) -> float:
        """Return how alike two blocks must be to be one."""
        one, other = self.old[i], self.new[j]
        if one.shape != other.shape:
            return _RESHAPED
        if one.kind is Kind.ROW:
            return _ALONE if one.number and one.number == other.number else _ROW
        return _ALONE if alone else _ALIKE

    def _worth(self, i: int, j: int, alike: float) -> float:
        one, other = self.old[i], self.new[j]
        same_number = _SAME_KEY if one.kind is Kind.ROW else _SAME_PLACE
        same_place = same_number * (one.number == other.number) + _SAME_PLACE * (one.shape == other.shape)
        return (alike + same_place) * (4 + min(len(one.words), len(other.words), 60))

    def slide(self) -> None:
        """Let what came or went between two equal blocks begin where it reads best."""
        edges = [(-1, -1), *sorted(self.stay.items()), (len(self.old), len(self.new))]
        for (i, j), (k, m) in pairwise(edges):
            if k == i + 1 and m > j + 1:
                self._slide(self.new, self.old, (j + 1, m), {b: a for a, b in self.stay.items()}, self.free_new)
            elif m == j + 1 and k > i + 1:
                self._slide(self.old, self.new, (i + 1, k), self.stay, self.free_old)

    def _slide(
        self, blocks: Sequence[Block], others: Sequence[Block], stretch: tuple[int, int], partner: dict[int, int],
        free: set[int],
    ) -> None:  # fmt: skip
        """Move a stretch back to a heading, or to the block it was cut from, exchanging equal blocks at its edges."""
        start, end = stretch
        best, left = 0, 0
        while (
            start - left - 1 in partner
            and end - left - 1 in free
            and _equal(blocks[start - left - 1], blocks[end - left - 1])
        ):
            left += 1
            if blocks[start - left].kind is Kind.HEADING or _goes_on(blocks, others, start - left, partner):
                best = left
        for step in range(best):
            here, there = start - step - 1, end - step - 1
            other = partner[here]
            free.add(here)
            free.discard(there)
            if free is self.free_old:
                del self.stay[here]
                self.stay[there] = other
            else:
                self.stay[other] = there

    def find_moves(self) -> None:
        """Pair what is left and very much alike, the best first."""
        found = sorted(
            (
                (-alike, i, j)
                for (i, j), alike in self.likeness.pairs.items()
                if i in self.free_old and j in self.free_new
            ),
        )
        for less, i, j in found:
            one, other = self.old[i], self.new[j]
            enough = -less >= _MOVED and min(one.letters, other.letters) >= _LETTERS_TO_MOVE
            if enough and i in self.free_old and j in self.free_new:
                self.move(i, j)

    def move_nested(self) -> None:
        """Let what stands below a list item that moved follow it, however short."""
        for i, j in list(self.moves):
            below_old = _below(self.old, i, self.free_old)
            below_new = _below(self.new, j, self.free_new)
            move_content(self.old, self.new, below_old, below_new, self)


def _below(blocks: Sequence[Block], place: int, free: set[int]) -> list[int]:
    """Return the places of free blocks inside the list item that a block opens."""
    item, found = blocks[place].item, list[int]()
    if item is None or not blocks[place].opens:
        return found
    for following in range(place + 1, len(blocks)):
        if item not in blocks[following].path:
            break
        if following in free:
            found.append(following)
    return found


def _equal(one: Block, other: Block) -> bool:
    return one.key == other.key and one.shape == other.shape


def _goes_on(blocks: Sequence[Block], others: Sequence[Block], place: int, partner: dict[int, int]) -> bool:
    """Say whether the block before was joined with this one, in the other text."""
    before = place - 1
    if before not in partner or blocks[before].key == others[partner[before]].key:
        return False
    words, rest = blocks[before].words, blocks[place].words
    return continues(others[partner[before]].words, words, rest, words + rest)


def _anywhere(_: Sections, __: int) -> str:
    return ""


def _by_key(
    sections: Sections, places: list[int], within: Callable[[Sections, int], str]
) -> dict[tuple[str, ...], list[int]]:  # fmt: skip
    """Return the places of each text, those of one section apart where asked."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in places:
        block = sections.blocks[place]
        if block.key:
            found[block.key, within(sections, place), *block.shape].append(place)
    return found


def _gaps(edges: Sequence[tuple[int, int]], side: int, count: int) -> list[int]:
    """Return for each place on one side the number of the gap that it lies in."""
    found = [0] * count
    for number, (before, after) in enumerate(pairwise(edges)):
        for place in range(before[side] + 1, after[side]):
            found[place] = number
    return found


def _sizes(free: set[int], gap_of: list[int]) -> dict[int, int]:
    sizes: dict[int, int] = defaultdict(int)
    for place in free:
        sizes[gap_of[place]] += 1
    return sizes
