"""The chart: nothing hides anything, everything fits, and every body is there once."""

import itertools
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from structures import DAYS, NAMES, made, structures

from avtaleverk.model.structure import Body, Fellowship, Structure
from avtaleverk.organisation.drawing.chart import WIDTHS, Chart, chart
from avtaleverk.organisation.drawing.chart_shapes import PAD, SMALL, Box, Caption
from avtaleverk.organisation.drawing.chart_text import text_width, wrapped
from avtaleverk.organisation.drawing.chart_tree import Node, grouped

widths = st.sampled_from(WIDTHS)
FSU = [Body(f"fsu-{n}", f"FSU – Utvalg nummer {n}", 3, above="ssu") for n in range(6)]
TELEMARK = (
    Body("partnerskapet", "Partnerskapsmøtet", 1),
    Body("ssu", "Strategisk samarbeidsutvalg", 2, above="partnerskapet"),
    *FSU,
    Body("sekretariatet", "Sekretariatet", None, staff=True),
)


def captions(structure: Structure, *more: Body) -> dict[str, Caption]:
    return {
        b.id: Caption(b.name, (f"Nivå {b.level}", "dialogdel og administrativ del")) for b in (*structure.bodies, *more)
    }


def drawn(structure: Structure, width: int, day: date | None = None, gone: tuple[Body, ...] = ()) -> Chart:
    return chart(structure, captions(structure, *gone), width, day=day, gone=gone, gone_name="Borte")


def box(picture: Chart, body_id: str) -> Box:
    return next(b for b in picture.boxes if b.body_id == body_id)


def overlap(one: Box, other: Box) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    return not (beside or one.bottom <= other.y or other.bottom <= one.y)


def segments(picture: Chart) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for line in picture.lines:
        yield from itertools.pairwise(line.points)


def crosses(segment: tuple[tuple[int, int], tuple[int, int]], at: Box) -> bool:
    """Say whether a line goes through the inside of a box."""
    (x1, y1), (x2, y2) = segment
    left, right, top, low = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
    return left < at.x + at.width and right > at.x and top < at.bottom and low > at.y


@settings(deadline=None)
@given(structures(), widths, st.one_of(st.none(), DAYS), st.lists(NAMES, max_size=4))
def test_nothing_hides_anything(structure: Structure, width: int, day: date | None, names: list[str]) -> None:
    """No two boxes overlap, no line runs through a box, and all of it lies inside the picture."""
    gone = tuple(Body(f"borte-{n}", name, 3) for n, name in enumerate(names))
    picture = drawn(structure, width, day, gone)
    assert [(a.body_id, b.body_id) for a, b in itertools.combinations(picture.boxes, 2) if overlap(a, b)] == []
    assert [(s, b.body_id) for s in segments(picture) for b in picture.boxes if crosses(s, b)] == []
    for it in (*picture.boxes, *picture.frames):
        assert it.x >= 0
        assert it.y >= 0
        assert it.x + it.width <= width
        assert it.y + it.height <= picture.height
    for x, y in (point for line in picture.lines for point in line.points):
        assert 0 <= x <= width
        assert 0 <= y <= picture.height


@settings(deadline=None)
@given(structures(), widths, st.one_of(st.none(), DAYS))
def test_every_body_is_there_once(structure: Structure, width: int, day: date | None) -> None:
    """Those that work on the day are drawn, each once, and no others."""
    there = sorted(b.id for b in structure.bodies if day is None or b.is_active(day))
    assert sorted(b.body_id for b in drawn(structure, width, day).boxes) == there


@settings(deadline=None)
@given(structures(), widths)
def test_text_fits_its_box(structure: Structure, width: int) -> None:
    """Every line of text lies inside its box, none on another, and no letter is small."""
    for it in drawn(structure, width).boxes:
        for line in it.lines:
            fits = text_width(line.text, line.size, bold=line.is_bold) <= it.width - 2 * PAD
            assert fits or len(line.text.rstrip("-")) == 1
            assert it.y + line.size <= line.y <= it.bottom
            assert line.size >= SMALL
        assert all(b.y - a.y >= b.size for a, b in itertools.pairwise(it.lines))


@settings(deadline=None)
@given(structures(), widths)
def test_each_body_is_joined_to_those_it_answers_to(structure: Structure, width: int) -> None:
    """There is one line for each body that answers to another, from the edge of the one to the edge of the other."""
    picture = drawn(structure, width)

    def under(node: Node) -> int:
        return len(node.staff) + len(node.children) + sum(under(c) for c in node.children)

    assert len(picture.lines) == sum(under(top) for group in grouped(structure) for top in group.tops)
    for line in picture.lines:
        for x, y in (line.points[0], line.points[-1]):
            assert any(b.x <= x <= b.x + b.width and b.y <= y <= b.bottom for b in picture.boxes)


@settings(deadline=None)
@given(NAMES, st.integers(60, 400), st.booleans())
@example(name="Samhandlingssekretariatet", room=60, bold=True)
def test_a_text_in_lines_is_the_same_text(name: str, room: int, bold: bool) -> None:  # noqa: FBT001 - drawn
    """Nothing is lost where a text is broken; a word that is divided has a hyphen."""
    lines = wrapped(name, room, SMALL, bold=bold)
    assert all(text_width(line, SMALL, bold=bold) <= room for line in lines)
    together = "".join(lines).replace("-", "").replace(" ", "")
    assert together == name.replace(" ", "").replace("-", "")


def test_a_fact_is_not_broken_and_no_line_ends_in_a_point() -> None:
    """«Nivå 3 · 7 medlemmer» becomes two facts on two lines."""
    assert wrapped("Nivå\u00a03 · 7\u00a0medlemmer", 110, SMALL) == ("Nivå\u00a03", "7\u00a0medlemmer")


def test_long_words_are_divided_where_a_syllable_begins() -> None:
    """A reader can say the parts."""
    parts = wrapped("Samhandlingssekretariatet", 120, SMALL)
    assert parts[0].endswith("-")
    assert parts[1][0] not in "aeiouyæøå"


def test_three_levels_on_a_wide_screen() -> None:
    """The six equal bodies stand in one row of equal boxes, and the staff stands beside the top."""
    picture = drawn(made(*TELEMARK), WIDTHS[2])
    row = [box(picture, b.id) for b in FSU]
    assert len({b.y for b in row}) == 1
    assert len({(b.width, b.height) for b in row}) == 1
    top, below, staff = box(picture, "partnerskapet"), box(picture, "ssu"), box(picture, "sekretariatet")
    assert top.bottom < below.y < row[0].y
    assert staff.y == top.y
    assert staff.x > top.x + top.width
    assert [ln.is_beside for ln in picture.lines].count(True) == 1


def test_a_phone_gets_a_list() -> None:
    """There each body stands below the one before, moved in under whom it answers to."""
    picture = drawn(made(*TELEMARK), WIDTHS[0])
    ys = [b.y for b in picture.boxes]
    assert ys == sorted(set(ys))
    assert box(picture, "partnerskapet").x < box(picture, "ssu").x < box(picture, "fsu-0").x


def test_many_bodies_take_several_rows() -> None:
    """Forty bodies that answer to one stand in rows that are as long as one another."""
    many = [Body(f"u-{n}", f"Utvalg {n}", 2, above="topp") for n in range(40)]
    picture = drawn(made(Body("topp", "Toppen", 1), *many), WIDTHS[2])
    rows: dict[int, int] = {}
    for it in picture.boxes[1:]:
        rows[it.y] = rows.get(it.y, 0) + 1
    assert len(rows) > 1
    assert max(rows.values()) - min(rows.values()) <= len(rows)


def test_a_top_may_be_of_any_level() -> None:
    """A structure whose highest body is of level 2 is drawn like any other."""
    picture = drawn(
        made(Body("oso", "Overordnet samarbeidsorgan", 2), Body("ksu", "Klinisk utvalg", 3, above="oso")), WIDTHS[1]
    )
    assert box(picture, "oso").bottom < box(picture, "ksu").y


@pytest.mark.parametrize("width", WIDTHS)
def test_fellowships_stand_in_frames_of_their_own(width: int) -> None:
    """Side by side where there is room, else one below the other; each body inside the frame of its own."""
    two = made(
        Body("nedre", "Nedre møte", 1, community="n"), Body("ovre", "Øvre møte", 1, community="o"),
        fellowships=(Fellowship("n", "Nedre fellesskap"), Fellowship("o", "Øvre fellesskap")),
    )  # fmt: skip
    picture = drawn(two, width)
    one, other = picture.frames
    assert (one.y == other.y) == (width > WIDTHS[0])
    for frame, it in zip(picture.frames, (box(picture, "nedre"), box(picture, "ovre")), strict=True):
        assert frame.x < it.x
        assert it.x + it.width < frame.x + frame.width
        assert frame.y < it.y
        assert it.bottom < frame.y + frame.height


def test_a_body_whose_superior_is_over_answers_to_the_next_above() -> None:
    """A temporary body in between comes and goes; those below it are not lost."""
    between = Body("mellom", "Mellom", 2, above="topp", active_until=date(2025, 1, 1))
    three = made(Body("topp", "Toppen", 1), between, Body("nederst", "Nederst", 3, above="mellom"))
    (group,) = grouped(three, date(2026, 1, 1))
    assert [c.body.id for c in group.tops[0].children] == ["nederst"]


def test_bodies_in_a_ring_are_drawn_all_the_same() -> None:
    """A ring is a finding elsewhere; here it must neither hang nor hide anybody."""
    ring = made(Body("a", "A", 1, above="c"), Body("b", "B", 2, above="a"), Body("c", "C", 3, above="b"))
    assert len(drawn(ring, WIDTHS[1]).boxes) == 3


def test_nobody_at_all() -> None:
    """A structure whose bodies are all over gives an empty picture."""
    over = made(Body("a", "A", 1, active_until=date(2020, 1, 1)))
    assert drawn(over, WIDTHS[1], date(2026, 1, 1)).boxes == ()
