"""What is true of two documents of which one was edited into the other: read off the keys of blocks and words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from redigering_modell import Block, Document, Kind, Table, Words, numbers

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """Blocks that belong together, by place, and the words that were taken out of them and put in.

    Mostly it is one old block and one new; a block that came or went stands alone; one that was cut or joined
    is with all its parts. ``formats`` counts words that look otherwise, ``spots`` the places of the edits.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()
    kept: int = 0
    formats: int = 0
    spots: int = 0

    @property
    def words(self) -> int:
        """Return how many words the edits touched."""
        return len(self.gone) + len(self.come) + self.formats

    @property
    def alike(self) -> float:
        """Return the share of words that both sides have."""
        total = 2 * self.kept + len(self.gone) + len(self.come)
        return 2 * self.kept / total if total else 1.0

    @property
    def is_seam(self) -> bool:
        """Say whether a block was cut or joined."""
        return len(self.old) + len(self.new) > 2  # noqa: PLR2004 - one of each


@dataclass(frozen=True, slots=True)
class TableTruth:
    """What was done to a table that stands in both: places of rows and columns, and (row, column) of cells, old and new."""

    rows_gone: frozenset[int]
    rows_come: frozenset[int]
    columns_gone: frozenset[int]
    columns_come: frozenset[int]
    cells: frozenset[tuple[Pair, Pair]]


@dataclass(frozen=True, slots=True)
class Truth:
    """All that is known of an edit. ``pairs`` are places of blocks that are the same, parts of cut ones included."""

    pairs: frozenset[Pair]
    moves: frozenset[Pair]
    seams: frozenset[Pair]
    renumbered: dict[Pair, tuple[str, str]]
    changes: tuple[Change, ...]
    tables: dict[Pair, TableTruth]

    @property
    def words(self) -> int:
        """Return how many words the edits touched, moves and renumbering apart."""
        return sum(change.words for change in self.changes)

    @property
    def spots(self) -> int:
        """Return at how many places."""
        return sum(change.spots for change in self.changes)


def find_truth(old: Document, new: Document) -> Truth:
    """Return what is true of two documents."""
    place = {block.key: n for n, block in enumerate(old.blocks)}
    pairs = frozenset((place[key], j) for j, block in enumerate(new.blocks) for key in block.sources)
    groups = _components(pairs, len(old.blocks), len(new.blocks))
    changes = tuple(_change(old, new, *group) for group in groups)
    seams = frozenset(p for p in pairs for c in changes if c.is_seam and p[0] in c.old and p[1] in c.new)
    before, after = numbers(old), numbers(new)
    return Truth(
        pairs,
        frozenset((i, j) for i, j in pairs if new.blocks[j].moved),
        seams,
        {(i, j): (before[i], after[j]) for i, j in pairs if before[i] != after[j]},
        changes,
        {(i, j): _table(old.blocks[i], new.blocks[j]) for i, j in pairs if old.blocks[i].kind is Kind.TABLE},
    )


def _components(pairs: Iterable[Pair], olds: int, news: int) -> list[tuple[list[int], list[int]]]:
    """Return blocks that hang together by pairs; also those that have no pair."""
    by_old, by_new = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for i, j in sorted(pairs):
        by_old[i].append(j)
        by_new[j].append(i)
    found: list[tuple[list[int], list[int]]] = []
    seen: set[int] = set()
    for i in range(olds):
        if i in seen:
            continue
        left, right, queue = {i}, set[int](), [i]
        while queue:
            for j in by_old[queue.pop()]:
                right.add(j)
                queue += [other for other in by_new[j] if other not in left]
                left |= set(by_new[j])
        seen |= left
        found.append((sorted(left), sorted(right)))
    return found + [([], [j]) for j in range(news) if not by_new[j]]


def _change(old: Document, new: Document, left: list[int], right: list[int]) -> Change:
    if left and right and old.blocks[left[0]].table:
        return _table_change(old.blocks[left[0]], new.blocks[right[0]], left[0], right[0])
    before = tuple(word for i in left for word in old.blocks[i].words)
    after = tuple(word for j in right for word in new.blocks[j].words)
    if left and right:
        return _words_change(tuple(left), tuple(right), before, after)
    spots = _lines(old, left) + _lines(new, right)
    return Change(tuple(left), tuple(right), _texts(before), _texts(after), spots=spots)


def _lines(document: Document, places: Sequence[int]) -> int:
    """Return at how many places blocks are marked that only one side has: a table row by row."""
    return sum(len(table.rows) if (table := document.blocks[place].table) else 1 for place in places)


def _texts(words: Words) -> tuple[str, ...]:
    return tuple(word.text for word in words if word.counts)


def _words_change(left: tuple[int, ...], right: tuple[int, ...], before: Words, after: Words) -> Change:
    olds, news = {w.key: w for w in before}, {w.key: w for w in after}
    gone = tuple(w for w in before if w.key not in news)
    come = tuple(w for w in after if w.key not in olds)
    formats = sum(w.counts and w.key in olds and olds[w.key].looks != w.looks for w in after)
    kept = sum(w.counts and w.key in olds for w in after)
    return Change(left, right, _texts(gone), _texts(come), kept, formats, _spots(before, after))


def _spots(before: Words, after: Words) -> int:
    """Return at how many unbroken places two rows of words differ."""
    olds, news = {w.key: w for w in before}, {w.key for w in after}
    line: list[bool] = []
    i = 0
    for word in after:
        if word.key not in olds:
            line.append(True)
            continue
        while before[i].key != word.key:
            assert before[i].key not in news, "no edit lets words change places"
            line.append(True)
            i += 1
        line.append(olds[word.key].looks != word.looks)
        i += 1
    line += [True] * (len(before) - i)
    return sum(differs for differs, _ in groupby(line))


def _cells(table: Table) -> dict[Pair, Words]:
    return {
        (row.key, column.key): cell for row in table.rows for column, cell in zip(table.columns, row.cells, strict=True)
    }


def _table(old: Block, new: Block) -> TableTruth:
    assert old.table
    assert new.table
    rows_old, rows_new = [r.key for r in old.table.rows], [r.key for r in new.table.rows]
    columns_old, columns_new = [c.key for c in old.table.columns], [c.key for c in new.table.columns]
    before, after = _cells(old.table), _cells(new.table)
    cells = frozenset(
        ((rows_old.index(r), columns_old.index(c)), (rows_new.index(r), columns_new.index(c)))
        for r, c in before.keys() & after.keys()
        if before[r, c] != after[r, c]
    )
    return TableTruth(
        _without(rows_old, rows_new), _without(rows_new, rows_old),
        _without(columns_old, columns_new), _without(columns_new, columns_old), cells,
    )  # fmt: skip


def _without(keys: list[int], others: list[int]) -> frozenset[int]:
    return frozenset(n for n, key in enumerate(keys) if key not in others)


def _table_change(old: Block, new: Block, i: int, j: int) -> Change:
    assert old.table
    assert new.table
    before, after, truth = _cells(old.table), _cells(new.table), _table(old, new)
    shared = [(before[at], after[at]) for at in before if at in after]
    inside = [_words_change((i,), (j,), one, other) for one, other in shared]
    gone = tuple(w for at in before if at not in after for w in _texts(before[at]))
    come = tuple(w for at in after if at not in before for w in _texts(after[at]))
    sides = (truth.rows_gone, truth.rows_come, truth.columns_gone, truth.columns_come)
    return Change(
        (i,),
        (j,),
        gone + tuple(w for change in inside for w in change.gone),
        come + tuple(w for change in inside for w in change.come),
        sum(change.kept for change in inside),
        sum(change.formats for change in inside),
        sum(map(len, sides)) + sum(change.spots for change in inside),
    )
