"""Is there one right answer? Edits are left out where a reader of both texts could not tell what was done."""

from collections import Counter
from collections.abc import Iterable, Sequence

from redigering_fasit import Pair, TableTruth, Truth, find_truth
from redigering_modell import Block, Document, Kind, Row

# What the rules of the redline ask of two blocks before they are one, with room to spare.
_ALIKE, _ALIKE_MOVED, _ALIKE_SENTENCE = 0.6, 0.87, 0.5
_LETTERS_TO_MOVE = 12
_NOT_ALIKE, _CLEARLY, _COVERED = 0.35, 0.1, 0.7
# Rows are short, and two that share a third of their words share most of their letters.
_NOT_ALIKE_ROW = 0.2


def is_plain(before: Document, after: Document) -> bool:
    """Say whether what stays is alike enough to be the same, and what moved is what had to."""
    truth = find_truth(before, after)
    in_section = _under_moved_heading(before, truth)
    if any(before.blocks[i].letters < _LETTERS_TO_MOVE for i, _ in truth.moves - in_section - _nested(after, truth)):
        return False
    for change in truth.changes:
        if len(change.old) > 1 and len(change.new) > 1:  # cut and joined at once is a rewrite
            return False
        if change.old and change.new:
            is_alone = (change.old[0], change.new[0]) in truth.moves - in_section
            if change.alike < (_ALIKE_MOVED if is_alone else _ALIKE):
                return False
    if not all(_is_mostly_known(before, after, i, j) for i, j in truth.seams):
        return False
    return least_movers(truth, before.blocks) == truth.moves and _sentences_are_alike(before, after, truth)


def _is_mostly_known(before: Document, after: Document, i: int, j: int) -> bool:
    """Say whether the smaller of two parts of a cut or a join has most of its words from the other."""
    olds, news = ({word.key for word in words} for words in (before.blocks[i].words, after.blocks[j].words))
    return len(olds & news) >= _COVERED * min(len(olds), len(news))


def _under_moved_heading(before: Document, truth: Truth) -> set[Pair]:
    """Return moves of whole sections, which are known by all that stands in them."""
    found = set[Pair]()
    for i, j in truth.moves:
        if before.blocks[i].kind is Kind.HEADING:
            inside = range(i, before.section_end(i))
            found |= {(k, m) for k, m in truth.moves if k in inside and m >= j}
    return found


def _nested(after: Document, truth: Truth) -> set[Pair]:
    """Return moves of items that came along with the item around them."""
    return {(i, j) for i, j in truth.moves if after.blocks[j].level > 0 and (i - 1, j - 1) in truth.moves}


def _sentences_are_alike(before: Document, after: Document, truth: Truth) -> bool:
    """Say whether each sentence that stays keeps half of its words; else all of it may be marked."""
    for i, j in truth.pairs:
        olds = {word.key: n for n, s in enumerate(before.blocks[i].sentences) for word in s.words}
        for sentence in after.blocks[j].sentences:
            kept = [olds[word.key] for word in sentence.words if word.key in olds]
            total = len(sentence.words) + (len(before.blocks[i].sentences[kept[0]].words) if kept else 0)
            if kept and 2 * len(kept) < _ALIKE_SENTENCE * total:
                return False
    return True


def least_movers(truth: Truth, blocks: Sequence[Block]) -> set[Pair]:
    """Return which pairs cannot stay in order, as few as can be, and of equally few the shortest."""
    pairs = sorted(
        {
            change.old[0]: (change.old[0], change.new[0]) for change in truth.changes if change.old and change.new
        }.values()
    )
    best: list[tuple[tuple[int, int], int]] = []
    for n, (i, j) in enumerate(pairs):
        before = max(((best[m][0], m) for m in range(n) if pairs[m][1] < j), default=((0, 0), -1))
        best.append(((before[0][0] + 1, before[0][1] + blocks[i].letters), before[1]))
    stay: set[Pair] = set()
    at = max(range(len(pairs)), key=lambda n: best[n][0], default=-1)
    while at >= 0:
        stay.add(pairs[at])
        at = best[at][1]
    return set(pairs) - stay


def has_lookalikes(before: Document, after: Document, truth: Truth) -> bool:
    """Say whether a block that came or went is like another that it could be taken for."""
    gone = [before.blocks[i] for change in truth.changes if not change.new for i in change.old]
    come = [after.blocks[j] for change in truth.changes if not change.old for j in change.new]
    if any(_alike(one, other) >= _NOT_ALIKE for one in gone for other in come):
        return True
    if any(_has_like_lines(before.blocks[i], after.blocks[j], table) for (i, j), table in truth.tables.items()):
        return True
    for change in truth.changes:
        if change.old and change.new and change.words:
            bar = change.alike - _CLEARLY
            old, new = before.blocks[change.old[0]], after.blocks[change.new[0]]
            if any(_alike(other, new) >= bar for other in gone) or any(_alike(old, other) >= bar for other in come):
                return True
    return False


def _has_like_lines(old: Block, new: Block, truth: TableTruth) -> bool:
    """Say whether a row or column that came might as well be one that went, written anew."""
    assert old.table
    assert new.table
    holds = {old.table.columns[c].holds for c in truth.columns_gone}
    gone, come = ([t.rows[r] for r in rows] for t, rows in ((old.table, truth.rows_gone), (new.table, truth.rows_come)))
    like_rows = any(_share(_row_words(one), _row_words(other)) >= _NOT_ALIKE_ROW for one in gone for other in come)
    return like_rows or any(new.table.columns[c].holds in holds for c in truth.columns_come)


def _row_words(row: Row) -> list[str]:
    return [str(word) for cell in row.cells for word in cell]


def _alike(one: Block, other: Block) -> float:
    """Return the share of words that two blocks have in common."""
    if one.kind is not other.kind and Kind.TABLE in {one.kind, other.kind}:
        return 0.0
    return _share([str(w) for w in one.words], [str(w) for w in other.words])


def _share(one: Iterable[str], other: Iterable[str]) -> float:
    """Return the share of words in common, in any order."""
    first, second = Counter(one), Counter(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0
