"""Which bodies of one structure became which of another, and the way from one structure to the other.

A body is the same where it has the same id, and else where the later structure says that it came from
the earlier one (``came_from``). Between structures that are not neighbours it is followed through those between.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import TypeAlias

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.structure import Structure

Kin: TypeAlias = frozenset[tuple[str, str]]


def made(structure: Structure) -> tuple[date, bool, str]:
    """Return what structures are put in order by: the day they begin or were proposed; a proposal comes after its base."""
    proposal = structure.proposal
    day = (proposal.dated or date.max) if proposal else structure.starts
    return day, proposal is not None, structure.id


def base(corpus: Corpus, structure: Structure) -> Structure | None:
    """Return what a structure took over from or, for a proposal, what was in force when it was made."""
    if structure.proposal:
        return corpus.structure_at(made(structure)[0])
    before = [s for s in corpus.structures if made(s) < made(structure)]
    return before[-1] if before else None


def adopted_after(corpus: Corpus, proposal: Structure) -> Structure | None:
    """Return the first structure that began after a proposal was made, None where none has."""
    return next((s for s in corpus.structures if made(s) > made(proposal)), None)


def way(corpus: Corpus, old: Structure, new: Structure) -> tuple[Structure, ...]:
    """Return the structures from one to the other, both included: back to what they have in common, and on from there."""
    backward, forward = _line(corpus, old), _line(corpus, new)
    places = {structure.id: n for n, structure in enumerate(forward)}
    for n, structure in enumerate(backward):
        if structure.id in places:
            return (*backward[:n], *reversed(forward[: places[structure.id] + 1]))
    return old, new


def _line(corpus: Corpus, structure: Structure) -> list[Structure]:
    """Return a structure and all that it goes back to, one after the other."""
    line = [structure]
    while before := base(corpus, line[-1]):
        line.append(before)
    return line


def kin(path: Sequence[Structure]) -> Kin:
    """Return the bodies at the ends of a path that are one, or have become one another, as pairs of ids."""
    first, *rest = path
    found: Kin = frozenset((b.id, b.id) for b in first.bodies)
    at = first
    for following in rest:
        step = _step(at, following)
        found = frozenset((a, c) for a, b in found for b_, c in step if b == b_)
        at = following
    last = {b.id for b in at.bodies}
    return found | frozenset((b.id, b.id) for b in first.bodies if b.id in last)


def _step(one: Structure, other: Structure) -> Kin:
    """Return the kin of two neighbours; only the later of them knows where its bodies came from."""
    theirs = {b.id for b in other.bodies}
    same = frozenset((b.id, b.id) for b in one.bodies if b.id in theirs)
    if made(one) == made(other):
        return same
    earlier, later = sorted((one, other), key=made)
    pairs = frozenset(_descent(earlier, later))
    return same | (pairs if earlier is one else frozenset((a, b) for b, a in pairs))


def _descent(earlier: Structure, later: Structure) -> Iterator[tuple[str, str]]:
    known = {b.id for b in earlier.bodies}
    return ((origin, b.id) for b in later.bodies for origin in b.came_from if origin in known)


def everything(corpus: Corpus) -> tuple[Structure, ...]:
    """Return all structures, adopted and proposed, the oldest first."""
    return tuple(sorted((*corpus.structures, *corpus.proposed_structures), key=made))


def compared_pairs(corpus: Corpus) -> tuple[tuple[Structure, Structure], ...]:
    """Return the pairs that have a page, the older one first: any two.

    They are few, and a page that was made to compare with the structure of its day keeps its address when
    another takes over.
    """
    return tuple(combinations(everything(corpus), 2))
