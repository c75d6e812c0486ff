"""What differs between two structures, as records: what became of each body, and what is said of it now.

Nothing here is marked in a file. The order in which seats and tasks stand is no difference, nor is the name of
a template. To swap the two structures gives the mirror image of all that is found.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from rapidfuzz import fuzz

from avtaleverk.model.structure import Area, Body, Fellowship, Leadership, Rule, Seat, Structure
from avtaleverk.organisation.kinship import Kin, kin

# How alike, of a hundred, two tasks must be to be one task in other words.
_ALIKE = 60


class Fate(StrEnum):
    """What became of bodies from one structure to another."""

    ADDED = "ny"
    GONE = "borte"
    KEPT = "videreført"
    MERGED = "slått sammen"
    SPLIT = "delt"
    REARRANGED = "ordnet på nytt"


class Trait(StrEnum):
    """What can be said of a body, or (from ``FELLOWSHIP`` on) of a structure."""

    NAME = "navn"
    ABBREVIATION = "forkortelse"
    LEVEL = "niva"
    ABOVE = "over"
    BELONGS = "fellesskap"
    BASIS = "hjemmel"
    AUTHORITY = "myndighet"
    MEETINGS = "moter_per_ar"
    PARTS = "delmoter"
    TENURE = "funksjonstid"
    LEADERSHIP = "leder_og_nestleder"
    LIFETIME = "virketid"
    SEAT = "sammensetning"
    TASK = "oppgaver"
    NOTE = "merknad"
    FELLOWSHIP = "fellesskapene"
    AREA = "områder"
    RULE = "regler"


@dataclass(frozen=True, slots=True)
class Duty:
    """One task of a body, in the part of the meeting that has it ("" for the whole body)."""

    part: str
    text: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """For how many years somebody is elected, and how many more at most."""

    years: int | None
    extension: int | None


@dataclass(frozen=True, slots=True)
class Lifetime:
    """Between which days a body works, and whether it is a temporary one."""

    is_temporary: bool
    start: date | None
    end: date | None


Value: TypeAlias = (
    str
    | int
    | tuple[str, ...]
    | Seat
    | Duty
    | Tenure
    | Lifetime
    | Leadership
    | Fellowship
    | Area
    | Rule
    | None
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is said otherwise; None where it is not said, or not there."""

    trait: Trait
    old: Value
    new: Value

    def mirrored(self) -> "Difference":
        """Return the same seen from the other side."""
        return Difference(self.trait, self.new, self.old)


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two bodies that are one, or have become one another, and what differs between them."""

    old: Body
    new: Body
    differences: tuple[Difference, ...]


_MIRROR = {Fate.ADDED: Fate.GONE, Fate.GONE: Fate.ADDED, Fate.MERGED: Fate.SPLIT, Fate.SPLIT: Fate.MERGED}


@dataclass(frozen=True, slots=True)
class BodyChange:
    """What became of some bodies that belong together: one on each side for most, several where bodies merge or split."""

    fate: Fate
    old: tuple[Body, ...]
    new: tuple[Body, ...]
    pairings: tuple[Pairing, ...] = ()

    @property
    def is_change(self) -> bool:
        """Say whether anything is otherwise than before."""
        return self.fate is not Fate.KEPT or any(p.differences for p in self.pairings)

    @property
    def traits(self) -> frozenset[Trait]:
        """Return what differs, over all pairings."""
        return frozenset(d.trait for p in self.pairings for d in p.differences)

    @property
    def is_renamed(self) -> bool:
        """Say whether one body goes on under another name."""
        return self.fate is Fate.KEPT and Trait.NAME in self.traits

    @property
    def is_moved(self) -> bool:
        """Say whether one body goes on in another place: level, fellowship, or the body it answers to."""
        return self.fate is Fate.KEPT and not self.traits.isdisjoint({Trait.LEVEL, Trait.ABOVE, Trait.BELONGS})

    def mirrored(self) -> "BodyChange":
        """Return the same seen from the other side."""
        pairs = tuple(Pairing(p.new, p.old, tuple(d.mirrored() for d in p.differences)) for p in self.pairings)
        return BodyChange(_MIRROR.get(self.fate, self.fate), self.new, self.old, pairs)


@dataclass(frozen=True, slots=True)
class StructureChanges:
    """All that differs: of the structure as a whole, and body by body as the newer structure has them."""

    whole: tuple[Difference, ...]
    bodies: tuple[BodyChange, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether the two say the same."""
        return not self.whole and not self.bodies

    def of(self, fate: Fate) -> tuple[BodyChange, ...]:
        """Return the bodies that this became of."""
        return tuple(c for c in self.bodies if c.fate is fate)


def compare(old: Structure, new: Structure, path: Sequence[Structure] = ()) -> StructureChanges:
    """Return what differs between two structures; ``path`` leads from the one to the other where others lie between."""
    related = kin(path or (old, new))
    changes = (_change(group, related) for group in _groups(old, new, related))
    return StructureChanges(tuple(_whole(old, new)), tuple(c for c in changes if c.is_change))


_Group: TypeAlias = tuple[tuple[Body, ...], tuple[Body, ...]]


def _groups(old: Structure, new: Structure, related: Kin) -> Iterator[_Group]:
    """Yield the bodies that hang together, as the newer structure has them; those that are gone come last."""
    seen: set[str] = set()
    for body in new.bodies:
        if body.id not in seen:
            left, right = _hanging_together(set(), {body.id}, related)
            seen |= right
            yield _of(old, left), _of(new, right)
    continued = {a for a, _ in related}
    yield from (((body,), ()) for body in old.bodies if body.id not in continued)


def _hanging_together(left: set[str], right: set[str], related: Kin) -> tuple[set[str], set[str]]:
    more_left = left | {a for a, b in related if b in right}
    more_right = right | {b for a, b in related if a in more_left}
    if (more_left, more_right) == (left, right):
        return left, right
    return _hanging_together(more_left, more_right, related)


def _of(structure: Structure, ids: set[str]) -> tuple[Body, ...]:
    return tuple(b for b in structure.bodies if b.id in ids)


def _change(group: _Group, related: Kin) -> BodyChange:
    old, new = group
    pairs = ((a, b) for a in old for b in new if (a.id, b.id) in related)
    return BodyChange(
        _fate(len(old), len(new)), old, new, tuple(Pairing(a, b, tuple(_between(a, b, related))) for a, b in pairs)
    )


def _fate(before: int, after: int) -> Fate:
    if not before or not after:
        return Fate.GONE if before else Fate.ADDED
    if before > 1:
        return Fate.REARRANGED if after > 1 else Fate.MERGED
    return Fate.SPLIT if after > 1 else Fate.KEPT


def _between(old: Body, new: Body, related: Kin) -> Iterator[Difference]:
    """Yield what is said otherwise of a body; it answers to the same one if that goes on under another id."""
    for trait, before, after in zip(Trait, said(old), said(new), strict=False):
        if before != after and not (trait is Trait.ABOVE and _is_one(old.above, new.above, related)):
            yield Difference(trait, before, after)
    yield from _seats(old.seats, new.seats)
    yield from _duties(_listed(old), _listed(new))
    if old.note != new.note:
        yield Difference(Trait.NOTE, old.note, new.note)


def said(body: Body) -> tuple[Value, ...]:
    """Return what is said of a body, in the order of the traits, up to seats and tasks."""
    lifetime = Lifetime(body.is_temporary, body.active_from, body.active_until)
    tenure = Tenure(body.term_years, body.extension_years)
    return (
        body.name,
        body.abbreviation,
        body.level,
        body.above,
        body.community,
        body.legal_basis,
        body.authority,
        body.meetings_per_year,
        body.meeting_parts,
        tenure,
        body.leadership,
        lifetime,
    )


def _is_one(old: str | None, new: str | None, related: Kin) -> bool:
    """Say whether two ids are one body that nothing was merged with or split from."""
    return [b for a, b in related if a == old] == [new] and [a for a, b in related if b == new] == [old]


def _seats(old: Sequence[Seat], new: Sequence[Seat]) -> Iterator[Difference]:
    """Yield the seats that are other, gone or new; a seat is the same where role, area and side are, and else the role."""
    left, right = list(old), list(new)
    for alike in (lambda s: s, lambda s: (s.role, s.area, s.side), lambda s: (s.role, s.area), lambda s: s.role):
        places: defaultdict[object, list[Seat]] = defaultdict(list)
        for seat in right:
            places[alike(seat)].append(seat)
        for seat in tuple(left):
            if partners := places[alike(seat)]:
                partner = partners.pop(0)
                _take(left, seat)
                _take(right, partner)
                if seat != partner:
                    yield Difference(Trait.SEAT, seat, partner)
    yield from _rest(Trait.SEAT, left, right)


def _listed(body: Body) -> list[Duty]:
    return [Duty(group.part, item) for group in body.tasks for item in group.items]


def _duties(old: list[Duty], new: list[Duty]) -> Iterator[Difference]:
    """Yield the tasks that are other, gone or new; the same words in another part of the meeting are the same task."""
    left, right = list(old), list(new)
    for duty in old:
        if duty in right:
            _take(left, duty)
            _take(right, duty)
    for before, after in _alike_duties(left, right):
        _take(left, before)
        _take(right, after)
        yield Difference(Trait.TASK, before, after)
    yield from _rest(Trait.TASK, left, right)


def _alike_duties(left: Sequence[Duty], right: Sequence[Duty]) -> list[tuple[Duty, Duty]]:
    """Return the tasks that are one in other words, the most alike first.

    Of pairs that are as alike, the one nearest to the top is taken: so the choice is the same from both sides.
    """
    scored = [
        (-fuzz.ratio(a.text, b.text), a.part != b.part, i + j, i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if fuzz.ratio(a.text, b.text) >= _ALIKE
    ]
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    found = []
    for *_, i, j in sorted(scored):
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            found.append((left[i], right[j]))
    return found


def _take(items: list[Seat] | list[Duty], item: Seat | Duty) -> None:
    """Take one of several equal items out of a list."""
    del items[items.index(item)]  # type: ignore[arg-type]


def _rest(trait: Trait, left: Sequence[Value], right: Sequence[Value]) -> Iterator[Difference]:
    yield from (Difference(trait, item, None) for item in left)
    yield from (Difference(trait, None, item) for item in right)


def _whole(old: Structure, new: Structure) -> Iterator[Difference]:
    """Yield what is said otherwise of the structure as a whole."""
    if old.legal_basis != new.legal_basis:
        yield Difference(Trait.BASIS, old.legal_basis, new.legal_basis)
    if old.note != new.note:
        yield Difference(Trait.NOTE, old.note, new.note)
    yield from _named(Trait.FELLOWSHIP, old.fellowships, new.fellowships)
    yield from _named(Trait.AREA, old.areas, new.areas)
    yield from _rest(
        Trait.RULE, [r for r in old.rules if r not in new.rules], [r for r in new.rules if r not in old.rules]
    )


def _named(
    trait: Trait, old: Sequence[Fellowship] | Sequence[Area], new: Sequence[Fellowship] | Sequence[Area]
) -> Iterator[Difference]:
    """Yield the fellowships or areas that are other, gone or new; they are known by their id."""
    before, after = {x.id: x for x in old}, {x.id: x for x in new}
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield Difference(trait, before.get(name), after.get(name))
