"""Where a point of one text stands in the text in force: what old links are led on by."""

from collections.abc import Callable

from avtaleverk.history.comparison import Facts
from avtaleverk.history.lineage import Lineage, Thread
from avtaleverk.model.documents import Version
from avtaleverk.text.clauses import PREAMBLE

# By anchor: the anchor of the same point in the text in force, None where it is gone.
PointsNow = dict[str, str | None]


def removed_anchor(thread: Thread) -> str:
    """Return the anchor of a clause that is gone, which no other clause ever has."""
    return f"{thread.clause.id}.v{list(thread.names)[-1]}"


def points_now(
    lineage: Lineage, version: Version, current: Version | None, facts: Callable[[Version, Version], Facts]
) -> PointsNow:
    """Return each point of a version as ``current`` has it; ``facts`` tells what differs between two texts.

    The versions of the lineage are followed step by step, others (proposals, texts not in force yet) are compared.
    """
    if version in lineage.versions:
        known = [(then, t) for t in lineage.threads if (then := t.clause_in(version))]
        return {then.id: _id(t, current) for then, t in known if then.id != PREAMBLE}
    if current is None:
        return {}
    is_later = version.order > current.order
    found = facts(current, version).points if is_later else facts(version, current).points
    sides = [(p.new, p.old) if is_later else (p.old, p.new) for p in found]
    return {own.id: now.id if now else None for own, now in sides if own and own.id != PREAMBLE}


def points_of_page(lineage: Lineage, current: Version | None) -> PointsNow:
    """Return each point that the page of the text in force has, or has had, as ``current`` has it."""
    found: PointsNow = {}
    for thread in lineage.threads:
        if thread.removed:
            found[removed_anchor(thread)] = None
    for version in lineage.versions:
        # The newest version that had an anchor is the one that says what it meant.
        found |= points_now(lineage, version, current, _never)
    return found


def _id(thread: Thread, current: Version | None) -> str | None:
    now = thread.clause_in(current) if current else None
    return now.id if now else None


def _never(old: Version, new: Version) -> Facts:
    """Stand in for a comparison that is not asked for."""
    msg = f"Versjon {old.number} og {new.number} er begge fulgt punkt for punkt"
    raise LookupError(msg)
