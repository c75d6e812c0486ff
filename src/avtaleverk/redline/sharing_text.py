"""Two documents side by side for a terminal, and for programs."""

import json
from collections.abc import Iterator, Sequence
from importlib.resources import files

from avtaleverk.redline.own_text import OwnText
from avtaleverk.redline.sharing import SharedPoint, Totals
from avtaleverk.redline.sharing_marks import MarkedPoint, Stretches, marked_points
from avtaleverk.redline.sharing_words import Told

_FORMAT_VERSION = 1
_WIDEST = 44


def sharing_text(told: Told) -> str:
    """Return the sum, the table of shared points and the points that stand alone, as lines of plain text."""
    blocks = [[" ".join(told.summed())], [told.caution()]]
    if told.sharing.shared:
        blocks.append([told.say("heading"), *_table(told)])
    blocks.append([told.say("only", told.one.name), *_alone(told, told.sharing.only_one, told.sharing.one)])
    blocks.append([told.say("only", told.other.name), *_alone(told, told.sharing.only_other, told.sharing.other)])
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def _table(told: Told) -> Iterator[str]:
    rows = [(told.one.name, told.other.name, told.say("column"))]
    rows += [(told.point(p.one), told.point(p.other), told.likeness(p)) for p in told.sharing.shared]
    widths = [min(max(len(row[column]) for row in rows), _WIDEST) for column in (0, 1)]
    for one, other, alike in rows:
        yield f"{one:<{widths[0]}}  {other:<{widths[1]}}  {alike}"


def _alone(told: Told, points: Sequence[OwnText], totals: Totals) -> Iterator[str]:
    if not points:
        yield told.say("all" if totals.points else "empty")
    yield from (f"- {told.point(point)}" for point in points)


def sharing_dict(told: Told) -> dict[str, object]:
    """Return the same under the names that ``sharing.schema.json`` describes, with what differs marked."""
    found = told.sharing
    return {
        "format": _FORMAT_VERSION,
        "en": _document(told.one.name, found.one),
        "annen": _document(told.other.name, found.other),
        "felles": [_pair(pair) for pair in found.shared],
        "bare_i_en": [_point(point) for point in found.only_one],
        "bare_i_annen": [_point(point) for point in found.only_other],
        "forklaring": " ".join(told.summed()),
    }


def sharing_schema() -> dict[str, object]:
    """Return the JSON Schema of what ``sharing_dict`` gives, with a description of each part."""
    text = (files("avtaleverk.redline") / "sharing.schema.json").read_text("utf-8")
    schema: dict[str, object] = json.loads(text)
    return schema


def _document(name: str, totals: Totals) -> dict[str, object]:
    return {
        "navn": name,
        "punkter": totals.points,
        "felles_punkter": totals.shared,
        "ord": totals.words,
        "felles_ord": totals.shared_words,
    }


def _point(point: OwnText) -> dict[str, object]:
    clause = point.clause
    return {
        "id": clause.id if clause else None,
        "nummer": clause.number if clause else "",
        "tittel": clause.title if clause else "",
        "ord": point.size,
    }


def _pair(pair: SharedPoint) -> dict[str, object]:
    one, other = marked_points(pair)
    return {"likhet": round(pair.likeness, 4), "likt": pair.is_equal, "en": _side(one), "annen": _side(other)}


def _side(marked: MarkedPoint) -> dict[str, object]:
    return _point(marked.point) | {
        "tittel_merket": _marks(marked.title),
        "tekst": [
            {"merke": part.marker, "celler": [_marks(cell) for cell in cells]} for part, cells in marked.parts
        ],
    }  # fmt: skip


def _marks(stretches: Stretches) -> list[dict[str, object]]:
    return [{"tekst": s.text, "ulikt": s.differs} for s in stretches]
