"""The redline as JSON: summary, changes, and every block with what it was, what it is and what was marked."""

import json
from collections.abc import Iterable, Sequence
from importlib.resources import files

from avtaleverk.redline.changes import Change
from avtaleverk.redline.document import Block, Container
from avtaleverk.redline.facts import number_of
from avtaleverk.redline.phrases import Language
from avtaleverk.redline.pieces import Piece, State
from avtaleverk.redline.runs import Runs
from avtaleverk.redline.summary import Summary
from avtaleverk.redline.tables import RowDiff, TableDiff
from avtaleverk.redline.tree import Node, Relation

FORMAT_VERSION = 1


def json_schema() -> dict[str, object]:
    """Return the JSON Schema of what ``as_dict`` gives, with a description of each part."""
    schema: dict[str, object] = json.loads((files("avtaleverk.redline") / "redline.schema.json").read_text("utf-8"))
    return schema


def as_dict(
    nodes: Iterable[Node], changes: Sequence[Change], summary: Summary, language: Language = "nb"
) -> dict[str, object]:
    """Return the redline under the names that ``redline.schema.json`` describes."""
    return {
        "format": FORMAT_VERSION,
        "sammendrag": summary.as_dict(),
        "endringer": [change.as_dict(language) for change in changes],
        "blokker": [_node(node) for node in nodes],
    }


def _node(node: Node) -> dict[str, object]:
    shown = node.shown
    found: dict[str, object] = {"type": str(shown.kind), "finnes_i": _sides(node.old, node.new)}
    old, new = number_of(node.old), number_of(node.new)
    if old or new:
        found["nummer"] = {"gammelt": old, "nytt": new}
    if node.change:
        found["endring"] = node.change
    if node.relation is not Relation.NONE:
        found["forhold"] = str(node.relation)
    if isinstance(shown, Container):
        found["blokker"] = [_node(child) for child in node.children]
        return found
    found["punkt"] = shown.clause.id if shown.clause else None
    found |= _levels(node)
    if node.table:
        found["tabell"] = _table(node.table)
    else:
        found["tekst"] = [_piece(piece) for piece in node.pieces]
    return found


def _levels(node: Node) -> dict[str, object]:
    old = node.old.level if isinstance(node.old, Block) else 0
    new = node.new.level if isinstance(node.new, Block) else 0
    return {"niva": {"gammelt": old or None, "nytt": new or None}} if old or new else {}


def _sides(old: object, new: object) -> str:
    return "begge" if old is not None and new is not None else "ny" if new is not None else "gammel"


def _table(table: TableDiff) -> dict[str, object]:
    return {
        "kolonner": [_sides(before, after) for before, after in table.columns],
        "rader": [_row(row) for row in table.rows],
    }


def _row(row: RowDiff) -> dict[str, object]:
    return {
        "finnes_i": _sides(row.old, row.new),
        "flyttet": row.moved,
        "celler": [
            {"finnes_i": _sides(cell.old, cell.new), "tekst": [_piece(piece) for piece in cell.pieces]}
            for cell in row.cells
            if cell.old or cell.new
        ],
    }


def _piece(piece: Piece) -> dict[str, object]:
    found: dict[str, object] = {"merke": str(piece.state)}
    if piece.state is State.SAME:
        return found | {"tekst": _runs(piece.new)}
    if piece.old:
        found["gammel"] = _runs(piece.old)
    if piece.new:
        found["ny"] = _runs(piece.new)
    return found


def _runs(runs: Runs) -> list[dict[str, object]]:
    return [
        {"tekst": text}
        | ({"form": [{"element": tag, **dict(attributes)} for tag, attributes in marks]} if marks else {})
        for text, marks in runs
    ]
