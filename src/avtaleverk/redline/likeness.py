"""How alike free blocks are, measured once, and which pairs are out of the question because a better one is near."""

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from avtaleverk.redline.document import Block, Kind
from avtaleverk.redline.sections import Sections
from avtaleverk.redline.similarity import likely_pairs, similarity

Places: TypeAlias = tuple[int, int]

_ALIKE, _ALONE = 0.4, 0.2
_STRONG = 0.8
_CLEAR = 0.6
_WITHIN = 0.9
_HEADING = 0.6
_HEADS = 0.5
_TEXTS = frozenset({Kind.PARAGRAPH, Kind.HEADING, Kind.TERM})


class Likeness:
    """``pairs`` says how alike two blocks are, for those pairs that may be one."""

    def __init__(self, old: Sections, new: Sections) -> None:
        self._sections_old, self._sections_new = old, new
        self.old: Sequence[Block] = old.blocks
        self.new: Sequence[Block] = new.blocks
        self.pairs: dict[Places, float] = {}

    def measure(self, free_old: set[int], free_new: set[int], equal: list[Places]) -> None:
        """Measure what has no equal of its own, once, and set aside what has its clear partner elsewhere."""
        times = Counter(self.old[i].key for i, _ in equal)
        once = [(i, j) for i, j in equal if times[self.old[i].key] == 1]
        old = sorted(free_old - {i for i, _ in once})
        new = sorted(free_new - {j for _, j in once})
        for a, b in likely_pairs([self.old[i] for i in old], [self.new[j] for j in new]):
            i, j = old[a], new[b]
            if self.old[i].kind is self.new[j].kind or {self.old[i].kind, self.new[j].kind} <= _TEXTS:
                alike = max(similarity(self.old[i], self.new[j]), _same_heads(self.old[i], self.new[j]))
                if alike >= (self._heading_bar(i, j) if self.old[i].kind is Kind.HEADING else _ALONE):
                    self.pairs[i, j] = alike
        self._drop_second_best()

    def _heading_bar(self, i: int, j: int) -> float:
        """Return how alike a heading must be to another: more, where the text under it is wholly another."""
        if j not in self._sections_new.ends or i not in self._sections_old.ends:
            return _STRONG
        under_old = {self.old[a].key for a in self._sections_old.own(i)}
        under_new = {self.new[b].key for b in self._sections_new.own(j)}
        return _HEADING if under_old and under_new and not under_old & under_new else _ALIKE

    def _drop_second_best(self) -> None:
        """Drop weak pairs of blocks that each have a strong partner of their own."""
        best_old, best_new = self._best(0), self._best(1)
        strong = [
            pair
            for pair, alike in self.pairs.items()
            if alike >= _STRONG and best_old[pair[0]] == best_new[pair[1]] == (alike, 1)
        ]
        strong_old, strong_new = {i for i, _ in strong}, {j for _, j in strong}
        self._drop_beside_parts()
        self.pairs = {
            (i, j): alike
            for (i, j), alike in self.pairs.items()
            if alike >= _STRONG or (i not in strong_old and j not in strong_new)
        }

    def _drop_beside_parts(self) -> None:
        """Drop weak pairs of a block that is, nearly word for word, a part of another: it was cut or joined."""
        part_old: dict[int, int] = {}
        part_new: dict[int, int] = {}
        for (i, j), alike in self.pairs.items():
            if alike < 1 and self._is_part(i, j, alike):
                if len(self.old[i].words) < len(self.new[j].words):
                    part_old[i] = j
                else:
                    part_new[j] = i
        self.pairs = {
            (i, j): alike
            for (i, j), alike in self.pairs.items()
            if alike >= _CLEAR or (part_old.get(i, j) == j and part_new.get(j, i) == i)
        }

    def clear_pairs(self) -> list[Places]:
        """Return pairs that were edited or cut and are each the best for the other."""
        best_old, best_new = self._best(0), self._best(1)
        return [
            (i, j)
            for (i, j), alike in self.pairs.items()
            if self.old[i].shape == self.new[j].shape
            and best_old[i][0] == best_new[j][0] == alike < 1
            and (alike >= _CLEAR or self._is_part(i, j, alike))
            and (best_old[i][1] == best_new[j][1] == 1 or self._is_part(i, j, alike))
        ]

    def _is_part(self, i: int, j: int, alike: float) -> bool:
        """Say whether one block is a part of the other, nearly word for word."""
        sizes = len(self.old[i].words), len(self.new[j].words)
        return alike >= _ALIKE and alike * sum(sizes) / 2 >= _WITHIN * min(sizes)

    def _best(self, side: int) -> dict[int, tuple[float, int]]:
        """Return for each block on one side its best likeness, and how many are as good."""
        best: dict[int, tuple[float, int]] = {}
        for pair, alike in self.pairs.items():
            before = best.get(pair[side], (0.0, 0))
            if alike >= before[0]:
                best[pair[side]] = (alike, before[1] + 1 if alike == before[0] else 1)
        return best


def _same_heads(one: Block, other: Block) -> float:
    """Return what two tables have in common by their headings alone: enough to be one in the same place."""
    if not one.rows or not other.rows:
        return 0.0
    before, after = ({cell.key for cell in table.rows[0].cells} for table in (one, other))
    return _HEADS * len(before & after) / max(len(before), len(after), 1)
