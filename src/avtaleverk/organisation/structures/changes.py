"""What differs between two structures, as records: what became of each body, and what is said of it now.

Nothing here is marked in a file. The order in which seats and tasks stand is no difference, nor is the name of
a template. To swap the two structures gives the mirror image of all that is found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from avtaleverk.model.structure import Area, Body, Fellowship, Leadership, Rule, Seat, Structure
from avtaleverk.organisation.structures.items import Duty, differing_duties, differing_seats, duties
from avtaleverk.organisation.structures.kinship import Kin, kin


class Fate(StrEnum):
    """What became of bodies from one structure to another."""

    ADDED = "ny"
    GONE = "borte"
    KEPT = "videreført"
    MERGED = "slått sammen"
    SPLIT = "delt"
    REARRANGED = "ordnet på nytt"
    NAMED = "nevnt hver for seg"


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
    return BodyChange(_fate(old, new), old, new, tuple(Pairing(a, b, tuple(_between(a, b, related))) for a, b in pairs))


def _fate(old: tuple[Body, ...], new: tuple[Body, ...]) -> Fate:
    before, after = len(old), len(new)
    if before and after and before != after and any(b.is_collective for b in (*old, *new)):
        return Fate.NAMED  # how many there were is not known, so nobody can say that they were split
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
    yield from (Difference(Trait.SEAT, *pair) for pair in differing_seats(old.seats, new.seats))
    yield from (Difference(Trait.TASK, *pair) for pair in differing_duties(duties(old), duties(new)))
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


def is_stated(pairing: Pairing, difference: Difference) -> bool:
    """Say whether both sides state something of the matter, so that it differs and is not only known of one of them."""
    if difference.trait is Trait.SEAT:
        return bool(pairing.old.seats and pairing.new.seats)
    if difference.trait is Trait.TASK:
        return bool(pairing.old.tasks and pairing.new.tasks)
    if difference.trait in {Trait.LEVEL, Trait.ABOVE, Trait.BELONGS, Trait.LIFETIME}:
        return True
    return says(difference.old) and says(difference.new)


def says(value: Value) -> bool:
    """Say whether a value tells a reader anything."""
    return value not in {None, (), Tenure(None, None)}


def has_moved(change: BodyChange, new: Structure) -> bool:
    """Say whether a body answers to another one though the one it answered to is still there."""
    if change.fate is not Fate.KEPT or Trait.ABOVE not in change.traits:
        return False
    before = change.old[0].above
    return before is None or new.body(before) is not None


def _is_one(old: str | None, new: str | None, related: Kin) -> bool:
    """Say whether two ids are one body that nothing was merged with or split from."""
    return [b for a, b in related if a == old] == [new] and [a for a, b in related if b == new] == [old]


def _whole(old: Structure, new: Structure) -> Iterator[Difference]:
    """Yield what is said otherwise of the structure as a whole."""
    if old.legal_basis != new.legal_basis:
        yield Difference(Trait.BASIS, old.legal_basis, new.legal_basis)
    if old.note != new.note:
        yield Difference(Trait.NOTE, old.note, new.note)
    yield from _named(Trait.FELLOWSHIP, old.fellowships, new.fellowships)
    yield from _named(Trait.AREA, old.areas, new.areas)
    yield from (Difference(Trait.RULE, rule, None) for rule in old.rules if rule not in new.rules)
    yield from (Difference(Trait.RULE, None, rule) for rule in new.rules if rule not in old.rules)


def _named(
    trait: Trait, old: Sequence[Fellowship] | Sequence[Area], new: Sequence[Fellowship] | Sequence[Area]
) -> Iterator[Difference]:
    """Yield the fellowships or areas that are other, gone or new; they are known by their id."""
    before, after = {x.id: x for x in old}, {x.id: x for x in new}
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield Difference(trait, before.get(name), after.get(name))
