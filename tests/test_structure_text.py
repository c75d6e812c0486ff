"""A structure as a text: always the same for the same structure, and shown letter by letter as the file has it."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structure_pairs import body, structure, structures

from avtaleverk.model.community import Side
from avtaleverk.model.structure import Body, Fellowship, Seat, Structure, Tasks
from avtaleverk.organisation.structures.text import in_order, plain, structure_text
from avtaleverk.redline import compare
from avtaleverk.text.markdown import new_parser
from avtaleverk.text.tree import read_tree


class Own:
    """Words of a test."""

    composition = "Hvem"

    def facts(self, found: Body) -> Sequence[tuple[str, str]]:
        """Return one fact."""
        return [("Møter", str(found.meetings_per_year))] if found.meetings_per_year else []

    def tasks(self, part: str) -> str:
        """Return a heading."""
        return f"Hva i {part}" if part else "Hva"

    def seat(self, seat: Seat) -> str:
        """Return a line."""
        return f"{seat.role}, {seat.side}, {seat.count}"


def text_of(*bodies: Body, **fields: object) -> str:
    return structure_text(structure("2022-01-01", *bodies, **fields), Own())  # type: ignore[arg-type]


def test_the_whole_text() -> None:
    """A heading for each body, its facts, its tasks by part of the meeting, its seats."""
    found = body(
        "ssu", "Utvalget", meetings_per_year=4, seats=(Seat("Lege", Side.GP), Seat("Bruker", Side.USER, 2)),
        tasks=(Tasks("", ("Leser",)), Tasks("lukket del", ("Vedtar", "Velger"))),
    )  # fmt: skip
    assert text_of(found) == (
        "### Utvalget\n\n- Møter: 4\n\n#### Hva\n\n- Leser\n\n#### Hva i lukket del\n\n- Vedtar\n- Velger\n\n"
        "#### Hvem\n\n- Lege, fastlege, 1\n- Bruker, bruker, 2\n"
    )


def test_bodies_stand_by_level_within_each_fellowship() -> None:
    """The highest first, staff last, those of no fellowship after the others; the file's order counts otherwise."""
    bodies = (
        body("stab", level=None), body("b", level=3), body("nedre", level=1, community="nedre"),
        body("a", level=3), body("ovre", level=1, community="ovre"), body("topp", level=1),
    )  # fmt: skip
    both = (Fellowship("ovre", "Øvre"), Fellowship("nedre", "Nedre"))
    found = in_order(structure("2022-01-01", *bodies, fellowships=both))
    assert [b.id for b in found] == ["ovre", "nedre", "topp", "b", "a", "stab"]


@pytest.mark.parametrize(
    "hostile",
    [
        "1. Leser", "a) Leser", "- Leser", "+ Leser", "# Leser", "Leser #", "*Leser*", "_Leser_", "`Leser`", "> Leser",
        "<b>Leser</b>", "[Leser](x)", "![Leser](x)", "&amp;", "a | b", ": Leser", "=== Leser", "--- Leser", "https://x.no",
        "<a@b.no>", r"\*", "~~~ Leser", "|a|b|", "{: #x}", "Leser:", "12) og 3.",
    ],
)  # fmt: skip
def test_nothing_in_a_file_is_read_as_markup(hostile: str) -> None:
    """What somebody wrote in a structure is shown as it was written, in a list and in a heading."""
    (item,) = _parsed(f"- {plain(hostile)}").iter("li")
    assert "".join(item.itertext()) == hostile
    assert [child.tag for child in item] == []
    assert "".join(_parsed(f"### {plain(hostile)}")[0].itertext()) == hostile


@given(st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), min_size=1))
def test_any_words_are_shown_as_they_are(words: str) -> None:
    """Whatever the letters, one item shows them, with white space made one."""
    wanted = " ".join(words.split())
    shown = ["".join(li.itertext()) for li in _parsed(f"- {plain(words)}\n- slutt").iter("li")]
    assert shown[-2:] == [wanted, "slutt"] or not wanted


def _parsed(markdown: str) -> ET.Element:
    return read_tree(markdown, new_parser()).root


# A redline of a whole text takes a while, and a loaded machine longer.
@settings(deadline=None, max_examples=40)
@given(structures(), structures())
def test_any_two_can_be_red_marked(one: Structure, other: Structure) -> None:
    """Accepting all changes gives the new structure, rejecting them the old one."""
    redline = compare(structure_text(one, Own()), structure_text(other, Own()))
    redline.verify()


@given(structures())
def test_the_text_is_canonical(any_structure: Structure) -> None:
    """The same structure gives the same text, whatever its file is called and whenever it begins."""
    renamed = replace(any_structure, id="annen", valid_from=None)
    assert structure_text(any_structure, Own()) == structure_text(renamed, Own())


def test_a_change_is_marked_in_its_body() -> None:
    """The engine names the body in which something changed."""
    before, after = (
        text_of(body("a", "Utvalget"), body("b", "Rådet", meetings_per_year=2)),
        text_of(body("a", "Utvalget"), body("b", "Rådet", meetings_per_year=4)),
    )
    touched = [p.clause.title for p in compare(before, after).points if p.is_touched]
    assert touched == ["Rådet"]
