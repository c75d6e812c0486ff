"""Follows each point of a document through its approved versions, through moves and new numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from avtaleverk.history.comparison import Facts
from avtaleverk.model.documents import Version
from avtaleverk.model.text import Clause, RenderedText
from avtaleverk.redline import Point, PointState

FactsOf = Callable[[Version, Version], Facts]


@dataclass(frozen=True, slots=True)
class Event:
    """What a version did to a point. ``before`` is the version it was compared with, None for the first one."""

    version: Version
    state: PointState
    is_edited: bool
    before: Version | None = None
    point: Point | None = None

    @property
    def is_change_of_text(self) -> bool:
        """Say whether the words are others than before."""
        return self.before is not None and (self.is_edited or self.state in {PointState.ADDED, PointState.REMOVED})


@dataclass(slots=True)
class Thread:
    """One point through all versions.

    ``events`` begin with the version in which it first stood; versions that left it alone have none. ``names`` is
    the point as each version has it, by version number.
    """

    events: list[Event] = field(default_factory=list)
    names: dict[str, Clause] = field(default_factory=dict)

    @property
    def clause(self) -> Clause:
        """Return the point as the newest text has it that has it."""
        return list(self.names.values())[-1]

    @property
    def removed(self) -> Event | None:
        """Return the event that took it out, None while it stands."""
        return self.events[-1] if self.events[-1].state is PointState.REMOVED else None

    @property
    def last_change(self) -> Event:
        """Return the version that gave the point the words it has: the last change of text, else the first version."""
        return next((e for e in reversed(self.events) if e.is_change_of_text), self.events[0])

    @property
    def has_history(self) -> bool:
        """Say whether anything happened to it after it first stood."""
        return len(self.events) > 1

    def clause_in(self, version: Version) -> Clause | None:
        """Return the point as a version has it."""
        return self.names.get(version.number)


class Lineage:
    """The points of a run of versions, the oldest first; ``facts`` tells what differs between two of them."""

    def __init__(self, versions: Sequence[Version], texts: Callable[[Version], RenderedText], facts: FactsOf) -> None:
        """Follow every point from the first version to the last."""
        self.versions = tuple(versions)
        self.threads: list[Thread] = []
        if not versions:
            return
        first = versions[0]
        for clause in texts(first).clauses:
            self._begin(Event(first, PointState.ADDED, is_edited=False), clause)
        for old, new in pairwise(versions):
            self._step(old, new, facts(old, new))

    def _begin(self, event: Event, clause: Clause) -> None:
        self.threads.append(Thread([event], {event.version.number: clause}))

    def _step(self, old: Version, new: Version, facts: Facts) -> None:
        known = {clause.id: thread for thread in self.threads if (clause := thread.clause_in(old))}
        for point in facts.points:
            event = Event(new, point.state, point.is_edited, old, point)
            thread = known.get(point.old.id) if point.old else None
            if point.new and thread is None:
                if point.old is None:
                    self._begin(event, point.new)
                continue
            if thread is None:
                continue
            if point.new:
                thread.names[new.number] = point.new
            if point.state is not PointState.SAME or point.is_edited:
                thread.events.append(event)

    def former(self, version: Version) -> dict[str, list[tuple[Version, Thread]]]:
        """Return the anchors that led elsewhere in an earlier version than they do in ``version``.

        By anchor: the newest version in which it named another point, and that point; newest first.
        """
        found: dict[str, list[tuple[Version, Thread]]] = {}
        for earlier in reversed([v for v in self.versions if v.order < version.order]):
            for thread in self.threads:
                then, now = thread.clause_in(earlier), thread.clause_in(version)
                if then is None or (now and now.id == then.id):
                    continue
                known = found.setdefault(then.id, [])
                known += [] if any(t is thread for _, t in known) else [(earlier, thread)]
        return found
