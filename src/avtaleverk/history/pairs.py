"""Which versions are compared with which."""

from itertools import combinations, pairwise

from avtaleverk.model.documents import Document, Version

# Up to so many versions, any two are compared; their number grows with the square.
MOST_FOR_ANY_TWO = 8

VersionPair = tuple[Version, Version]


def approved(document: Document) -> tuple[Version, ...]:
    """Return the approved versions, the oldest first."""
    return tuple(v for v in document.versions if v.is_approved)


def before(document: Document, version: Version) -> Version | None:
    """Return the text that a version changes: the approved one before it, None for the first."""
    earlier = [v for v in approved(document) if v.order < version.order]
    return earlier[-1] if earlier else None


def difference_pairs(document: Document, in_force: Version | None) -> tuple[VersionPair, ...]:
    """Return the pairs that have a page, the older version first in each.

    They are each version and the next, each and the one in force, each and the approved one before it, and any
    two where there are no more than eight.
    """
    versions = document.versions
    if len(versions) <= MOST_FOR_ANY_TWO:
        return tuple(combinations(versions, 2))
    pairs = [*pairwise(versions), *((b, v) for v in versions if (b := before(document, v)))]
    pairs += [_ordered(v, in_force) for v in versions if in_force and v is not in_force]
    unique = {(old.number, new.number): (old, new) for old, new in pairs}
    return tuple(sorted(unique.values(), key=lambda pair: (pair[0].order, pair[1].order)))


def _ordered(one: Version, other: Version) -> VersionPair:
    return (one, other) if one.order < other.order else (other, one)


def other_pairs(document: Document, in_force: Version | None) -> tuple[VersionPair, ...]:
    """Return the pairs without a page of their own: their addresses may be known, so they lead on."""
    known = {(old.number, new.number) for old, new in difference_pairs(document, in_force)}
    return tuple(pair for pair in combinations(document.versions, 2) if (pair[0].number, pair[1].number) not in known)
