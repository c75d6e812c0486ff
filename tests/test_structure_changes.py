"""Two structures as a list of what differs: each body's fate, each seat, each task, and the same from both sides."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from structure_pairs import body, structure, structures

from avtaleverk.model.community import Side
from avtaleverk.model.structure import Area, Body, Each, Fellowship, Leadership, Right, Seat, Structure, Tasks
from avtaleverk.organisation.structures.changes import (
    BodyChange,
    Difference,
    Fate,
    Lifetime,
    StructureChanges,
    Tenure,
    Trait,
    Value,
    compare,
)
from avtaleverk.organisation.structures.items import Duty

Pair = tuple[Trait, Value, Value]
OLD, NEW = "2022-01-01", "2024-01-01"


def between(old: Body, new: Body) -> list[Pair]:
    """Return what differs between two bodies of the same id."""
    found = compare(structure(OLD, old), structure(NEW, new))
    return [(d.trait, d.old, d.new) for c in found.bodies for p in c.pairings for d in p.differences]


def fates(changes: StructureChanges) -> list[tuple[Fate, list[str], list[str]]]:
    return [(c.fate, [b.id for b in c.old], [b.id for b in c.new]) for c in changes.bodies]


# --- bodies -------------------------------------------------------------------------------------------------------


def test_bodies_come_and_go() -> None:
    """A body that came from nowhere is new, and one that went nowhere is gone."""
    found = compare(structure(OLD, body("a"), body("b")), structure(NEW, body("a"), body("c")))
    assert fates(found) == [(Fate.ADDED, [], ["c"]), (Fate.GONE, ["b"], [])]


def test_two_bodies_become_one() -> None:
    """A body that came from several is a merger, and that both ends are known by id does not matter."""
    old = structure(OLD, body("nedre"), body("ovre"))
    found = compare(old, structure(NEW, body("ssu", came_from=("nedre", "ovre"))))
    assert fates(found) == [(Fate.MERGED, ["nedre", "ovre"], ["ssu"])]
    taken_in = compare(old, structure(NEW, body("nedre", came_from=("nedre", "ovre"))))
    assert fates(taken_in) == [(Fate.MERGED, ["nedre", "ovre"], ["nedre"])]


def test_one_body_becomes_two() -> None:
    """Several bodies that came from one are a split, also where one of them keeps the id."""
    old = structure(OLD, body("ssu"))
    apart = structure(NEW, body("nedre", came_from=("ssu",)), body("ovre", came_from=("ssu",)))
    assert fates(compare(old, apart)) == [(Fate.SPLIT, ["ssu"], ["nedre", "ovre"])]
    kept = structure(NEW, body("ssu"), body("ovre", came_from=("ssu",)))
    assert fates(compare(old, kept)) == [(Fate.SPLIT, ["ssu"], ["ssu", "ovre"])]


def test_a_line_for_several_is_not_split() -> None:
    """Where nobody named the committees one by one before, nobody knows that one of them was split."""
    old = structure(OLD, body("fsu", is_collective=True))
    new = structure(NEW, body("barn", came_from=("fsu",)), body("eldre", came_from=("fsu",)))
    assert fates(compare(old, new)) == [(Fate.NAMED, ["fsu"], ["barn", "eldre"])]
    assert fates(compare(new, old)) == [(Fate.NAMED, ["barn", "eldre"], ["fsu"])]
    assert fates(compare(old, structure(NEW, body("fsu", is_collective=True)))) == []
    assert fates(compare(old, structure(NEW))) == [(Fate.GONE, ["fsu"], [])]


def test_several_become_several() -> None:
    """Two that became two others, across, are one rearrangement and not two mergers."""
    new = structure(NEW, body("c", came_from=("a", "b")), body("d", came_from=("b",)))
    assert fates(compare(structure(OLD, body("a"), body("b")), new)) == [(Fate.REARRANGED, ["a", "b"], ["c", "d"])]


def test_a_body_goes_on_under_another_name_or_id() -> None:
    """Another name, and another id with one origin, are the same body renamed."""
    named = compare(structure(OLD, body("oso", "OSO")), structure(NEW, body("oso", "Samhandlingsutvalget")))
    moved = compare(structure(OLD, body("oso", "OSO")), structure(NEW, body("su", "SU", came_from=("oso",))))
    assert [c.is_renamed for c in (*named.bodies, *moved.bodies)] == [True, True]
    assert fates(moved) == [(Fate.KEPT, ["oso"], ["su"])]


def test_what_answers_to_a_renamed_body_has_not_moved() -> None:
    """The body above goes on under another id: that is told of it, and not of all those below."""
    old = structure(OLD, body("oso", "OSO"), body("gruppe", level=3, above="oso"))
    new = structure(NEW, body("su", "SU", came_from=("oso",)), body("gruppe", level=3, above="su"))
    assert fates(compare(old, new)) == [(Fate.KEPT, ["oso"], ["su"])]


def test_a_body_that_answers_to_another_has_moved() -> None:
    """Another superior, another level, another fellowship."""
    for fields in ({"above": "x"}, {"level": 3}, {"community": "nedre"}):
        (change,) = compare(structure(OLD, body("a")), structure(NEW, replace(body("a"), **fields))).bodies
        assert (change.fate, change.is_moved, change.is_renamed) == (Fate.KEPT, True, False)


def test_a_reused_id_is_not_descent() -> None:
    """What a body came from is said of the structure before its own, and of no later one."""
    old = structure(OLD, body("c", came_from=("a", "b")))
    new = structure(NEW, body("c", came_from=("a", "b")), body("a"))
    assert fates(compare(old, new)) == [(Fate.ADDED, [], ["a"])]


def test_bodies_are_followed_through_the_structures_between() -> None:
    """Two that were merged long ago are found in the body of today, through the structure that merged them."""
    first = structure("2021-01-01", body("nedre"), body("ovre"))
    second = structure("2022-01-01", body("ssu", came_from=("nedre", "ovre")))
    third = structure("2024-01-01", body("su", came_from=("ssu",)))
    assert fates(compare(first, third, (first, second, third))) == [(Fate.MERGED, ["nedre", "ovre"], ["su"])]


def test_a_proposal_is_followed_through_what_it_would_change() -> None:
    """The two halves that were proposed are the one body that stayed whole."""
    base, proposed = structure(OLD, body("ssu")), structure(NEW, body("nedre", came_from=("ssu",)), body("ovre", came_from=("ssu",)), proposed=True)  # fmt: skip
    after = structure("2024-09-26", body("ssu"))
    assert fates(compare(proposed, after, (proposed, base, after))) == [(Fate.MERGED, ["nedre", "ovre"], ["ssu"])]


# --- what is said of a body ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"name": "Ny"}, (Trait.NAME, "a", "Ny")),
        ({"abbreviation": "A"}, (Trait.ABBREVIATION, None, "A")),
        ({"level": 3}, (Trait.LEVEL, 2, 3)),
        ({"above": "x"}, (Trait.ABOVE, None, "x")),
        ({"community": "nedre"}, (Trait.BELONGS, None, "nedre")),
        ({"legal_basis": "avtaler/x#pkt-2"}, (Trait.BASIS, None, "avtaler/x#pkt-2")),
        ({"authority": "Rådgir"}, (Trait.AUTHORITY, None, "Rådgir")),
        ({"meetings_per_year": 4}, (Trait.MEETINGS, None, 4)),
        ({"meeting_parts": ("dialogdel",)}, (Trait.PARTS, (), ("dialogdel",))),
        ({"term_years": 2}, (Trait.TENURE, Tenure(None, None), Tenure(2, None))),
        ({"extension_years": 2}, (Trait.TENURE, Tenure(None, None), Tenure(None, 2))),
        ({"leadership": Leadership((Side.TRUST,), "årlig")}, (Trait.LEADERSHIP, None, Leadership((Side.TRUST,), "årlig"))),
        ({"is_temporary": True}, (Trait.LIFETIME, Lifetime(is_temporary=False, start=None, end=None), Lifetime(is_temporary=True, start=None, end=None))),
        ({"note": "Ny"}, (Trait.NOTE, None, "Ny")),
    ],
)  # fmt: skip
def test_each_thing_said_of_a_body(fields: dict[str, object], expected: Pair) -> None:
    """Each field that says something to a reader is one difference, and nothing else is."""
    assert between(body("a"), replace(body("a"), **fields)) == [expected]  # type: ignore[arg-type]


def test_every_field_of_a_body_is_looked_at() -> None:
    """A field that is added to the record later must be compared too, or named here with the reason."""
    is_no_statement = {
        "id", "came_from",  # who it is: the kinship tells
        "staff",  # said by having no level
        "template",  # a name in the file
        "is_collective",  # how it is told of: the fate tells
        "patient_groups", "themes",  # marks that gather pages; no text of the community says them
    }  # fmt: skip
    looked_at = {
        "name", "abbreviation", "level", "above", "community", "legal_basis", "authority", "meetings_per_year",
        "meeting_parts", "term_years", "extension_years", "leadership", "is_temporary", "active_from",
        "active_until", "seats", "tasks", "note",
    }  # fmt: skip
    assert {name for name in Body.__slots__} == is_no_statement | looked_at  # noqa: C416 - a set of the names


@pytest.mark.parametrize(
    "fields",
    [
        {"count": 2}, {"count": None}, {"each": Each.MUNICIPALITY}, {"side": Side.GP}, {"right": Right.SPEAK},
        {"area": "nedre"}, {"parts": ("dialogdel",)},
    ],
)  # fmt: skip
def test_a_seat_that_changes_is_one_difference(fields: dict[str, object]) -> None:
    """Number, side, right, area and part: before and after stand together."""
    seat = Seat("Lege", Side.MUNICIPALITY)
    changed = replace(seat, **fields)  # type: ignore[arg-type]
    found = between(body("a", seats=(seat,)), body("a", seats=(changed,)))
    assert found == [(Trait.SEAT, seat, changed)]


def test_seats_come_and_go() -> None:
    """A role that was not there is new; the others are the same in whatever order they stand."""
    leader, doctor, user = (Seat(role, Side.MUNICIPALITY) for role in ("Leder", "Lege", "Bruker"))
    found = between(body("a", seats=(leader, doctor)), body("a", seats=(user, leader)))
    assert found == [(Trait.SEAT, doctor, None), (Trait.SEAT, None, user)]


def test_seats_of_one_role_are_told_apart_by_their_area() -> None:
    """Of two seats with one role, the one whose area is the same has not changed."""
    lower, upper = Seat("Deltaker", Side.MUNICIPALITY, area="nedre"), Seat("Deltaker", Side.MUNICIPALITY, area="ovre")
    found = between(body("a", seats=(lower, upper)), body("a", seats=(replace(upper, count=2), lower)))
    assert found == [(Trait.SEAT, upper, replace(upper, count=2))]


def _with_tasks(*tasks: str, part: str = "") -> Body:
    return body("a", tasks=(Tasks(part, tasks),))


def test_tasks_come_go_and_change() -> None:
    """A task in nearly the same words is changed; the others are new and gone."""
    old = _with_tasks("Lager felles prosedyrer for utskriving", "Drøfter budsjettet")
    new = _with_tasks("Velger leder", "Lager felles prosedyrer for innlegging og utskriving")
    assert between(old, new) == [
        (Trait.TASK, Duty("", "Lager felles prosedyrer for utskriving"), Duty("", "Lager felles prosedyrer for innlegging og utskriving")),
        (Trait.TASK, Duty("", "Drøfter budsjettet"), None),
        (Trait.TASK, None, Duty("", "Velger leder")),
    ]  # fmt: skip


def test_a_task_moves_to_another_part_of_the_meeting() -> None:
    """The same words in another part are the same task."""
    old, new = _with_tasks("Vedtar", part="dialogdel"), _with_tasks("Vedtar", part="administrativ del")
    assert between(old, new) == [(Trait.TASK, Duty("dialogdel", "Vedtar"), Duty("administrativ del", "Vedtar"))]


def test_what_is_said_of_the_whole() -> None:
    """Legal basis, note, fellowships and areas are told once for the structure."""
    old = structure(OLD, legal_basis="avtaler/a", fellowships=(Fellowship("en", "En"),), areas=(Area("n", "Nedre"),))
    new = structure(NEW, note="Slått sammen", areas=(Area("n", "Nedre", ("dalset",)),))
    assert compare(old, new).whole == (
        Difference(Trait.BASIS, "avtaler/a", None),
        Difference(Trait.NOTE, None, "Slått sammen"),
        Difference(Trait.FELLOWSHIP, Fellowship("en", "En"), None),
        Difference(Trait.AREA, Area("n", "Nedre"), Area("n", "Nedre", ("dalset",))),
    )


# --- properties ---------------------------------------------------------------------------------------------------


def told(changes: StructureChanges) -> Counter[object]:
    """Return all that is told, in no order."""
    found: Counter[object] = Counter(changes.whole)
    for change in changes.bodies:
        pairs = frozenset((p.old.id, p.new.id, frozenset(Counter(p.differences).items())) for p in change.pairings)
        found[change.fate, frozenset(change.old), frozenset(change.new), pairs] += 1
    return found


@given(structures())
def test_a_structure_does_not_differ_from_itself(any_structure: Structure) -> None:
    """Nothing is told where nothing differs."""
    assert compare(any_structure, any_structure).is_empty


@given(structures(), structures())
def test_swapping_gives_the_mirror_image(one: Structure, other: Structure) -> None:
    """What is new from one side is gone from the other, a merger is a split, and each value changes place."""
    there, back = compare(one, other), compare(other, one)
    mirrored = StructureChanges(tuple(d.mirrored() for d in back.whole), tuple(c.mirrored() for c in back.bodies))
    assert told(there) == told(mirrored)


@given(structures(), structures())
def test_no_body_is_forgotten_or_told_twice(one: Structure, other: Structure) -> None:
    """Each body is in one change, or is the same as before."""
    changes = compare(one, other).bodies
    for bodies, sides in ((one.bodies, [c.old for c in changes]), (other.bodies, [c.new for c in changes])):
        seen = Counter(b.id for side in sides for b in side)
        assert set(seen.values()) <= {1}
        untold = [b for b in bodies if b.id not in seen]
        assert all(_is_in(b, one) and _is_in(b, other) for b in untold)


def _is_in(found: Body, inside: Structure) -> bool:
    """Say whether a structure has this body, whatever the order of its seats and the body above it."""
    there = inside.body(found.id) or next((b for b in inside.bodies if found.id in b.came_from or b.id in found.came_from), None)  # fmt: skip
    return there is not None and (there.name, Counter(there.seats), there.level, there.meetings_per_year) == (
        found.name, Counter(found.seats), found.level, found.meetings_per_year,
    )  # fmt: skip


@given(structures(), structures())
def test_every_difference_is_told(one: Structure, other: Structure) -> None:
    """From the records alone, the seats and tasks of the new body can be made from those of the old one."""
    for change in compare(one, other).bodies:
        for pair in change.pairings:
            assert _applied(pair.old, pair.differences, Trait.SEAT, list(pair.old.seats)) == Counter(pair.new.seats)
            duties = [Duty(t.part, i) for t in pair.old.tasks for i in t.items]
            wanted = Counter(Duty(t.part, i) for t in pair.new.tasks for i in t.items)
            assert _applied(pair.old, pair.differences, Trait.TASK, list(duties)) == wanted


def _applied(_body: Body, differences: tuple[Difference, ...], trait: Trait, items: list[Value]) -> Counter[Value]:
    left = Counter(items)
    for difference in (d for d in differences if d.trait is trait):
        left[difference.old] -= difference.old is not None
        left[difference.new] += difference.new is not None
    return +left


def test_a_change_mirrors_itself() -> None:
    """Twice mirrored is the same again."""
    change = BodyChange(Fate.SPLIT, (body("a"),), (body("b"), body("c")))
    assert change.mirrored().mirrored() == change
