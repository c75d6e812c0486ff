"""What came of a proposed structure, as far as the structure adopted after it tells."""

from dataclasses import dataclass
from enum import StrEnum

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.structure import Structure
from avtaleverk.organisation.kinship import adopted_after, base, way
from avtaleverk.organisation.structure_changes import BodyChange, Difference, Fate, StructureChanges, Trait, compare


class Uptake(StrEnum):
    """How much of a proposed change the next structure has."""

    ALL = "med"
    PART = "delvis"
    NONE = "ikke med"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One proposed change, and how much of it came."""

    change: BodyChange
    uptake: Uptake


def outcomes(corpus: Corpus, proposal: Structure) -> tuple[Structure, tuple[Outcome, ...]] | None:
    """Return the first structure adopted after a proposal, and what it has of each proposed change.

    None where nothing was adopted since, or where nobody knows what the proposal would have changed. That a change
    came does not say that it came because of the proposal.
    """
    before, after = base(corpus, proposal), adopted_after(corpus, proposal)
    if not before or not after:
        return None
    proposed = compare(before, proposal)
    came = compare(before, after, way(corpus, before, after))
    wanted = [c for c in proposed.bodies if c.fate is not Fate.KEPT or c.traits - {Trait.NOTE}]
    return after, tuple(Outcome(c, _uptake(c, came, after)) for c in wanted)


def _uptake(wanted: BodyChange, came: StructureChanges, after: Structure) -> Uptake:
    if wanted.fate is Fate.ADDED:
        return _share([after.body(b.id) is not None for b in wanted.new])
    ids = {b.id for b in wanted.old}
    found = next((c for c in came.bodies if ids & {b.id for b in c.old}), None)
    if wanted.fate is Fate.KEPT:
        return _share(_same(wanted, found))
    is_same = found is not None and (found.fate, len(found.new)) == (wanted.fate, len(wanted.new))
    return Uptake.ALL if is_same else Uptake.NONE


def _same(wanted: BodyChange, found: BodyChange | None) -> list[bool]:
    """Return for each proposed difference whether the body has it now."""
    there = [d for p in found.pairings for d in p.differences] if found else []
    return [_is_there(d, there) for p in wanted.pairings for d in p.differences if d.trait is not Trait.NOTE]


def _is_there(wanted: Difference, there: list[Difference]) -> bool:
    return any(
        (d.trait, d.new) == (wanted.trait, wanted.new) and (d.new is not None or d.old == wanted.old) for d in there
    )


def _share(found: list[bool]) -> Uptake:
    if all(found):
        return Uptake.ALL
    return Uptake.PART if any(found) else Uptake.NONE
