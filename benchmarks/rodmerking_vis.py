"""A script as Markdown with the engine's marks, and what it should have been: for the one who looks for a fault."""

from collections.abc import Iterator

from rodmerking_tall import Run, Score, found_pairs, marked_words, text_of

from avtaleverk.redline.document import Block, Kind
from avtaleverk.redline.pieces import Pieces, State
from avtaleverk.redline.tables import TableDiff
from avtaleverk.redline.tree import Node, Relation

_AROUND = 1
_SHORT = 60


def show(run: Run, score: Score) -> str:
    """Return the edits, the faults, and those blocks in which there is something to see."""
    lines = [f"  endret: {name}: {what}" for name, what in run.script.edits]
    lines += [f"  FEIL {name}: {fault}" for name, faults in score.faults.items() for fault in faults]
    return "\n".join([*lines, "", *_blocks(run)])


def _blocks(run: Run) -> Iterator[str]:
    flat = run.flat
    truth = run.script.truth
    pairs, _ = found_pairs(run)
    strange = {i for i, _ in pairs ^ truth.pairs}, {j for _, j in pairs ^ truth.pairs}
    seen = [_is_worth_a_look(node) or _place(node.old) in strange[0] or _place(node.new) in strange[1] for node in flat]
    skipped = False
    for n, node in enumerate(flat):
        if any(seen[max(0, n - _AROUND) : n + _AROUND + 1]):
            wrong = "?? " if _place(node.old) in strange[0] or _place(node.new) in strange[1] else "   "
            yield f"{wrong}{_label(node)} {_marked(node)}"
            skipped = False
        elif not skipped:
            yield "   …"
            skipped = True


def _place(block: object) -> int:
    return block.place if isinstance(block, Block) else -1


def _is_worth_a_look(node: Node) -> bool:
    if node.old is None or node.new is None:
        return True
    pieces = [cell.pieces for row in node.table.rows for cell in row.cells] if node.table else [node.pieces]
    return any(map(marked_words, pieces))


def _label(node: Node) -> str:
    old, new = _place(node.old), _place(node.new)
    sides = f"{old if old >= 0 else '–':>3}/{new if new >= 0 else '–':<3}"
    peer = f" {node.relation} {_place(node.peer)}" if node.relation is not Relation.NONE else ""
    return f"[{sides}{peer}]"


def _marked(node: Node) -> str:
    block = node.shown
    assert isinstance(block, Block)
    if node.table:
        return _table(node.table)
    sign = f"{'#' * block.level} " if block.kind is Kind.HEADING else ""
    sign += f"{block.item.number or '-'} " if block.item else ""
    return f"{sign}{text_of(block.lead)}{_text(node.pieces)}"


def _text(pieces: Pieces) -> str:
    return "".join(_piece(piece.state, text_of(piece.old), text_of(piece.new)) for piece in pieces)


def _piece(state: State, old: str, new: str) -> str:
    if state is State.OLD:
        return f"[-{old}-]"
    if state is State.NEW:
        return f"{{+{new}+}}"
    if state is State.FORMAT:
        return f"{{~{new}~}}"
    return new if len(new) < _SHORT else f"{new[:25]} … {new[-25:]}"


def _table(table: TableDiff) -> str:
    lines = [f"tabell, kolonner {table.columns}"]
    for row in table.rows:
        side = " " if row.old and row.new else "-" if row.old else "+"
        lines.append(f"      {side} | {' | '.join(_text(cell.pieces) for cell in row.cells)} |")
    return "\n".join(lines)
