"""The measures of one script: what the engine made of two texts, held against what is true of them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from redigering import Script
from redigering_fasit import Pair, TableTruth
from redigering_modell import Document, plain

from avtaleverk.redline import Redline, RedlineError, engine
from avtaleverk.redline.document import Block, Kind, Text
from avtaleverk.redline.pieces import Pieces, Side, State
from avtaleverk.redline.runs import Runs
from avtaleverk.redline.tables import TableDiff
from avtaleverk.redline.tree import Node, Relation, leaves
from avtaleverk.text.markdown import new_parser

# Our own reading of what a word is, so that the engine is not measured with its own rod.
WORD = re.compile(r"§ \d+(?:-\d+)?(?: [a-z]\b)?|[^\W\d]+- og [^\W\d]+|\w+(?:[-–.:/]\w+)*")
_PARSER = new_parser()
_MARKS = frozenset({State.OLD, State.NEW, State.FORMAT})


@dataclass(slots=True)
class Score:
    """What was counted in one script. ``faults`` says in words, by measure, what was wrong."""

    faults: dict[str, list[str]] = field(default_factory=dict)
    marked: int = 0
    edited: int = 0
    seam_marks: int = 0
    unmarked: int = 0
    marks: int = 0
    spots: int = 0
    cut_words: int = 0
    blank_marks: int = 0
    pairs: tuple[int, int, int] = (0, 0, 0)
    moves: tuple[int, int, int] = (0, 0, 0)
    untouched_marks: int = 0
    numbers_missed: int = 0
    tables: int = 0

    def fault(self, measure: str, words: str) -> None:
        """Note what was wrong."""
        self.faults.setdefault(measure, []).append(words)

    @property
    def excess(self) -> float:
        """Return marked words for each word that was edited; 1 where there is nothing to mark and no mark."""
        return self.marked / self.edited if self.edited else 1.0 + self.marked


@dataclass(frozen=True, slots=True)
class Run:
    """The engine's answer to a script."""

    script: Script
    redline: Redline

    @property
    def old(self) -> Text:
        """Return the blocks of the old text."""
        return self.redline.old_text

    @property
    def new(self) -> Text:
        """Return the blocks of the new text."""
        return self.redline.new_text

    @property
    def nodes(self) -> list[Node]:
        """Return the marked tree."""
        return self.redline.nodes

    @property
    def flat(self) -> list[Node]:
        """Return the blocks in reading order."""
        return list(leaves(self.nodes))


def compare(script: Script) -> Run:
    """Let the engine compare the texts of a script, and see that it reads the blocks that were written."""
    redline = engine.compare(script.old, script.new, parser=_PARSER)
    for text, document in zip((redline.old_text, redline.new_text), (script.before, script.after), strict=True):
        _check_reading(text, document)
    return Run(script, redline)


def _check_reading(text: Text, document: Document) -> None:
    assert len(text.blocks) == len(document.blocks), "the engine reads other blocks than were written"
    for read_block, block in zip(text.blocks, document.blocks, strict=True):
        if block.table:
            said = " ".join(str(w) for w in block.words)
            found = " ".join(text_of(cell.runs) for row in read_block.rows for cell in row.cells)
        else:
            said, found = block.text, text_of(read_block.runs)
        assert plain(found).endswith(plain(said)), f"{found!r} was written {said!r}"


def _reading(run: Run, score: Score) -> None:
    """See that numbers are read as they were written."""
    for text, numbers in zip((run.old, run.new), run.script.numbers(), strict=True):
        for block, number in zip(text.blocks, numbers, strict=True):
            found = block.item.number if block.item else block.number
            if found != number:
                score.fault(
                    "Lesing", f"{text_of(block.lead + block.runs)[:40]!r} har nummer {found!r}, ikke {number!r}"
                )


def text_of(runs: Runs) -> str:
    """Return the text of runs."""
    return "".join(text for text, _ in runs)


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return len(WORD.findall(text))


def marked_words(pieces: Pieces) -> int:
    """Return how many words the marks of a block cover, old and new together."""
    count = 0
    for piece in pieces:
        if piece.state is State.FORMAT:
            count += max(count_words(text_of(piece.old)), count_words(text_of(piece.new)))
        elif piece.state in _MARKS:
            count += count_words(text_of(piece.old)) + count_words(text_of(piece.new))
    return count


def spots(pieces: Pieces) -> int:
    """Return how many unbroken places of change a block has."""
    states = [p.state in _MARKS for p in pieces if p.state in _MARKS or text_of(p.old + p.new).strip()]
    return sum(differs for differs, _ in groupby(states))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A row of pieces: of a block, or of a cell of a table, and in which blocks it stands."""

    pieces: Pieces
    old: int
    new: int
    is_whole: bool = False


def stretches(nodes: Iterable[Node]) -> Iterator[Stretch]:
    """Yield all that can be marked; the old place of what moved is not a mark of words."""
    for node in nodes:
        if node.new is None and node.relation is not Relation.NONE:
            continue
        other = node.old or (node.peer if node.new else None)
        old = other.place if isinstance(other, Block) else -1
        new = node.new.place if isinstance(node.new, Block) else -1
        if node.table:
            for row in node.table.rows:
                for cell in row.cells:
                    yield Stretch(cell.pieces, old, new)
        else:
            yield Stretch(node.pieces, old, new, is_whole=-1 in {old, new})


def table_spots(table: TableDiff, *, is_lone: bool) -> int:
    """Return how many places of change a table has: a row or column that one side has is one."""
    count = 0 if is_lone else sum(None in pair for pair in table.columns)
    for row in table.rows:
        if row.old is None or row.new is None:
            count += 1
        else:
            count += sum(spots(cell.pieces) for cell in row.cells if cell.old and cell.new)
    return count


def measure(run: Run) -> Score:
    """Return all measures of one script."""
    score = Score(edited=run.script.truth.words, spots=run.script.truth.spots)
    _reading(run, score)
    _projections(run, score)
    _marks(run, score)
    _hidden(run, score)
    _pairs(run, score)
    _numbers(run, score)
    _tables(run, score)
    if score.excess > 1.5:  # noqa: PLR2004 - the bar
        score.fault("M2", f"{score.marked} ord merket, {score.edited} redigert")
    if score.marks > 1.3 * max(score.spots, 1):
        score.fault("M4", f"{score.marks} merker, {score.spots} steder")
    return score


def _projections(run: Run, score: Score) -> None:
    """M1: in the tree and in the HTML."""
    try:
        run.redline.verify()
    except RedlineError as error:
        score.fault("M1", str(error))


def _marks(run: Run, score: Score) -> None:
    """M2, M4 and M7: how much is marked, and where."""
    truth = run.script.truth
    touched = {(i, j) for c in truth.changes if c.words for i in c.old for j in c.new}
    for stretch in stretches(run.flat):
        words = marked_words(stretch.pieces)
        score.marked += words
        score.cut_words += sum(_cuts(stretch.pieces, side) for side in Side)
        score.blank_marks += sum(p.state in _MARKS and not text_of(p.old + p.new).strip() for p in stretch.pieces)
        pair = (stretch.old, stretch.new)
        if words and pair in truth.pairs - touched:
            score.untouched_marks += words
            score.fault("M7", f"{pair}: {words} ord merket i et uendret avsnitt")
        if words and pair in truth.seams - touched:
            score.seam_marks += words
            score.fault("M2 skjøt", f"{pair}: {words} ord merket")
    for node in run.flat:
        if not (node.new is None and node.relation is not Relation.NONE):
            is_lone = node.relation is Relation.NONE and None in {node.old, node.new}
            score.marks += table_spots(node.table, is_lone=is_lone) if node.table else spots(node.pieces)
    for name, count in (("M4 ord", score.cut_words), ("M4 blank", score.blank_marks)):
        if count:
            score.fault(name, f"{count}")


def _cuts(pieces: Pieces, side: Side) -> int:
    """Return how many marks begin or end inside a word of one text."""
    texts = [(p.state in _MARKS, text_of(p.of(side))) for p in pieces]
    edges: set[int] = set()
    position = 0
    for (differs, text), following in zip(texts, [*texts[1:], (None, "")], strict=False):
        position += len(text)
        if following[0] is not None and (differs or following[0]):
            edges.add(position)
    whole = "".join(text for _, text in texts)
    return sum(m.start() < edge < m.end() for m in WORD.finditer(whole) for edge in edges)


def _hidden(run: Run, score: Score) -> None:
    """M3: what bears no mark must be the same word for word."""
    for stretch in stretches(run.flat):
        for piece in stretch.pieces:
            old, new = text_of(piece.old), text_of(piece.new)
            differs = plain(old) != plain(new) or (piece.state is State.SAME and piece.old != piece.new)
            is_one_sided = piece.state in {State.OLD, State.NEW} and bool(old) and bool(new)
            if (piece.state not in {State.OLD, State.NEW} and differs) or is_one_sided:
                score.unmarked += 1
                score.fault("M3", f"{piece.state}: {old!r} / {new!r}")


def found_pairs(run: Run) -> tuple[set[Pair], set[Pair]]:
    """Return which blocks the engine takes for the same, and those of them that it says have moved."""
    pairs, moves = set[Pair](), set[Pair]()
    for node in run.flat:
        other = node.old or (node.peer if node.new else None)
        if isinstance(other, Block) and isinstance(node.new, Block):
            pairs.add((other.place, node.new.place))
            if node.relation is Relation.MOVED:
                moves.add((other.place, node.new.place))
    return pairs, moves


def _pairs(run: Run, score: Score) -> None:
    """M5 and M6: which block is which. Equal blocks under one heading may be exchanged."""
    truth = run.script.truth
    pairs, moves = found_pairs(run)
    names = _names(run)
    score.pairs = _hits(pairs, truth.pairs, names)
    score.moves = _hits(moves, truth.moves, names)
    for name, found, right in (("M5", pairs, truth.pairs), ("M6", moves, set(truth.moves))):
        if _hits(found, right, names)[1:] != (0, 0):
            score.fault(name, f"for mye {sorted(found - right)}, for lite {sorted(right - found)}")


Names = tuple[dict[int, tuple[str, str]], dict[int, tuple[str, str]]]


def _names(run: Run) -> Names:
    """Return what each block is called; blocks that nobody could tell apart have one name."""
    return tuple(  # type: ignore[return-value] # two texts
        {b.place: (b.key, b.clause.id if b.clause else "") for b in text.blocks} for text in (run.old, run.new)
    )


def _hits(found: Iterable[Pair], right: Iterable[Pair], names: Names) -> tuple[int, int, int]:
    """Return how many were found, how many too many, and how many too few."""
    in_found = sorted((names[0][i], names[1][j]) for i, j in found)
    in_right = sorted((names[0][i], names[1][j]) for i, j in right)
    rest = list(in_right)
    hits = 0
    for pair in in_found:
        if pair in rest:
            rest.remove(pair)
            hits += 1
    return hits, len(in_found) - hits, len(rest)


def _numbers(run: Run, score: Score) -> None:
    """M7: what has a new number is reported with both, though blocks with one text can stand for one another."""
    names = _names(run)
    known = {(names[0][i], names[1][j]) for i, j in found_pairs(run)[0]}
    reported = {pair for change in run.redline.changes for pair in change.numbers}
    for (i, j), numbers in run.script.truth.renumbered.items():
        if run.script.truth.seams & {(i, j)}:
            continue
        is_heading = run.old.blocks[i].kind is Kind.HEADING
        if (names[0][i], names[1][j]) not in known or (is_heading and numbers not in reported):
            score.numbers_missed += 1
            score.fault("M7 nummer", f"{(i, j)}: {numbers}")


def _tables(run: Run, score: Score) -> None:
    """M8: rows, columns and cells."""
    for node in run.flat:
        other = node.old or node.peer
        if node.table and isinstance(other, Block) and isinstance(node.new, Block):
            right = run.script.truth.tables.get((other.place, node.new.place))
            if right is None:
                continue
            score.tables += 1
            found = _found_table(node.table, other, node.new)
            if found != right:
                score.fault("M8", f"{(other.place, node.new.place)}: {found} i stedet for {right}")


def _found_table(table: TableDiff, old: Block, new: Block) -> TableTruth:
    rows_old, rows_new = {id(row): n for n, row in enumerate(old.rows)}, {id(row): n for n, row in enumerate(new.rows)}
    cells = set[tuple[Pair, Pair]]()
    for row in table.rows:
        if row.old and row.new:
            at = rows_old[id(row.old)], rows_new[id(row.new)]
            columns = [c for c in table.columns if _exists(c, len(row.old.cells), len(row.new.cells))]
            for (i, j), cell in zip(columns, row.cells, strict=True):
                if i is not None and j is not None and spots(cell.pieces):
                    cells.add(((at[0], i), (at[1], j)))
    return TableTruth(
        frozenset(rows_old[id(row.old)] for row in table.rows if row.old and not row.new),
        frozenset(rows_new[id(row.new)] for row in table.rows if row.new and not row.old),
        frozenset(i for i, j in table.columns if i is not None and j is None),
        frozenset(j for i, j in table.columns if j is not None and i is None),
        frozenset(cells),
    )


def _exists(column: tuple[int | None, int | None], olds: int, news: int) -> bool:
    return (column[0] is not None and column[0] < olds) or (column[1] is not None and column[1] < news)
