"""Headings with what stands under them, so that a section stays or moves as one."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Protocol

from avtaleverk.redline.chains import Pair, heaviest_chain
from avtaleverk.redline.document import Block, Kind
from avtaleverk.redline.similarity import likely_pairs, similarity

_ALIKE = 0.4
_HEADING = 0.6
_FEW = 12


class Sections:
    """The headings of a text: where each section begins and ends, and what the section around is called."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.ends: dict[int, int] = {}
        self._names: list[str] = []
        self._above: list[int | None] = []
        open_at: list[int] = []
        for place, block in enumerate(blocks):
            if block.kind is Kind.HEADING:
                while open_at and blocks[open_at[-1]].level >= block.level:
                    self.ends[open_at.pop()] = place
                self._note(open_at)
                open_at.append(place)
            else:
                self._note(open_at)
        for place in open_at:
            self.ends[place] = len(blocks)

    def _note(self, open_at: list[int]) -> None:
        self._names.append(" / ".join(self.blocks[place].key for place in open_at))
        self._above.append(open_at[-1] if open_at else None)

    def heading(self, place: int) -> int | None:
        """Return the place of the heading that a block stands under."""
        return self._above[place]

    def headings(self, place: int) -> Iterator[int]:
        """Yield the places of all headings that a block stands under, the nearest first."""
        above = self._above[place]
        while above is not None:
            yield above
            above = self._above[above]

    def own(self, heading: int) -> list[int]:
        """Return the places of what stands right under a heading, not under a heading below it."""
        return [place for place in self.inside(heading) if self._above[place] == heading and place not in self.ends]

    def name(self, place: int) -> str:
        """Return the titles of the sections around a block."""
        return self._names[place]

    def title(self, place: int) -> str:
        """Return the title of the section right around a block."""
        above = self._above[place]
        return self.blocks[above].key if above is not None else ""

    def inside(self, heading: int) -> range:
        """Return the places below a heading, down to the next one of its level."""
        return range(heading + 1, self.ends[heading])


class Moving(Protocol):
    """The alignment as far as sections need it."""

    free_old: set[int]
    free_new: set[int]
    moves: list[tuple[int, int]]

    def move(self, i: int, j: int) -> None:
        """Note a pair that has changed its place."""


def move_sections(old: Sections, new: Sections, work: Moving) -> None:
    """Move the headings of sections whose content has moved, and what in them was edited on the way."""
    together = _together(old, new, work)
    for i in sorted({i for i, _ in together}):
        likely = [j for (a, j), count in together.items() if a == i and _belongs(old, new, (i, j), count)]
        free = [j for j in sorted(likely) if j in work.free_new]
        if free:
            work.move(i, max(free, key=lambda j: similarity(old.blocks[i], new.blocks[j])))
    for i, j in list(work.moves):
        if i in old.ends and j in new.ends:
            inside_old = [a for a in old.inside(i) if a in work.free_old]
            inside_new = [b for b in new.inside(j) if b in work.free_new]
            move_content(old.blocks, new.blocks, inside_old, inside_new, work)


def _together(old: Sections, new: Sections, work: Moving) -> Counter[tuple[int, int]]:
    """Count, for each pair of free headings, the blocks under both that moved, or are equal and too short to."""
    where: dict[str, list[int]] = defaultdict(list)
    for b in work.free_new:
        where[new.blocks[b].key].append(b)
    pairs = list(work.moves)
    for a in work.free_old:
        others = where.get(old.blocks[a].key, [])
        pairs += [(a, b) for b in others] if len(others) <= _FEW else []
    return Counter(
        (i, j)
        for a, b in pairs
        for i in old.headings(a)
        for j in new.headings(b)
        if i in work.free_old and j in work.free_new
    )


def _belongs(old: Sections, new: Sections, pair: tuple[int, int], together: int) -> bool:
    """Say whether two headings stand over the same moved text."""
    sizes = len(old.inside(pair[0])), len(new.inside(pair[1]))
    alike = similarity(old.blocks[pair[0]], new.blocks[pair[1]])
    return 2 * together >= min(sizes) and (alike >= _HEADING or together >= max(sizes))


def move_content(
    old: Sequence[Block], new: Sequence[Block], inside_old: list[int], inside_new: list[int], work: Moving
) -> None:
    """Pair what is still free inside two things that moved, in order."""
    pairs: list[Pair] = []
    for a, b in likely_pairs([old[i] for i in inside_old], [new[j] for j in inside_new]):
        one, other = old[inside_old[a]], new[inside_new[b]]
        if one.shape == other.shape and (alike := similarity(one, other)) >= _ALIKE:
            pairs.append((inside_old[a], inside_new[b], alike * (4 + min(len(one.words), len(other.words)))))
    for a, b in heaviest_chain(pairs):
        work.move(a, b)
