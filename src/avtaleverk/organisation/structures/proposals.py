"""What came of a proposed structure, as far as the structure adopted after it tells."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.structure import Structure
from avtaleverk.organisation.structures.changes import (
    BodyChange,
    Difference,
    Fate,
    StructureChanges,
    Trait,
    compare,
    has_moved,
    is_stated,
)
from avtaleverk.organisation.structures.kinship import adopted_after, base, way


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
    came = compare(before, after, way(corpus, before, after))
    wanted = [c for c in compare(before, proposal).bodies if c.fate is not Fate.KEPT or list(_proposed(c, proposal))]
    return after, tuple(Outcome(c, _uptake(c, came, proposal, after)) for c in wanted)


def _proposed(change: BodyChange, proposal: Structure) -> Iterator[Difference]:
    """Yield what a proposal would change in a body that goes on; what it does not mention it does not change."""
    for pairing in change.pairings:
        for difference in pairing.differences:
            is_consequence = difference.trait is Trait.ABOVE and not has_moved(change, proposal)
            if difference.trait is not Trait.NOTE and is_stated(pairing, difference) and not is_consequence:
                yield difference


def _uptake(wanted: BodyChange, came: StructureChanges, proposal: Structure, after: Structure) -> Uptake:
    if wanted.fate is Fate.ADDED:
        return _share([after.body(b.id) is not None for b in wanted.new])
    ids = {b.id for b in wanted.old}
    found = next((c for c in came.bodies if ids & {b.id for b in c.old}), None)
    if wanted.fate is Fate.KEPT:
        there = [d for p in found.pairings for d in p.differences] if found else []
        return _share([_is_there(d, there) for d in _proposed(wanted, proposal)])
    is_same = found is not None and (found.fate, len(found.new)) == (wanted.fate, len(wanted.new))
    return Uptake.ALL if is_same else Uptake.NONE


def _is_there(wanted: Difference, there: list[Difference]) -> bool:
    return any(
        (d.trait, d.new) == (wanted.trait, wanted.new) and (d.new is not None or d.old == wanted.old) for d in there
    )


def _share(found: list[bool]) -> Uptake:
    if all(found):
        return Uptake.ALL
    return Uptake.PART if any(found) else Uptake.NONE
