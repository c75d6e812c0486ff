"""Who answers to whom, as trees: one for each top, with the staff beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from avtaleverk.model.structure import Body, Structure


@dataclass(frozen=True, slots=True)
class Node:
    """A body with those that answer to it, and the staff that stands beside it."""

    body: Body
    children: tuple["Node", ...] = ()
    staff: tuple[Body, ...] = ()

    @property
    def leaves(self) -> int:
        """Return how many bodies there are at the ends of its branches."""
        return sum(c.leaves for c in self.children) or 1

    @property
    def depth(self) -> int:
        """Return how many levels there are, itself included."""
        return 1 + max((c.depth for c in self.children), default=0)


@dataclass(frozen=True, slots=True)
class Group:
    """The trees that stand together: those of one fellowship, or all; ``staff`` serves no top of its own."""

    name: str
    tops: tuple[Node, ...]
    staff: tuple[Body, ...] = ()


def grouped(structure: Structure, day: date | None = None) -> tuple[Group, ...]:
    """Return the bodies of a structure that work on ``day`` (None: all of them), each exactly once.

    A body whose superior is not there answers to the next one above. Bodies in a ring, which are an error
    in the files, are cut loose where the ring begins.
    """
    bodies = [b for b in structure.bodies if day is None or b.is_active(day)]
    above = _superiors(structure, bodies)
    names = {f.id: f.name for f in structure.fellowships}
    keys = list(dict.fromkeys(b.community for b in bodies if above[b.id] is None))
    tops = {key: [b for b in bodies if above[b.id] is None and b.community == key] for key in keys}
    lonely = [key for key, members in tops.items() if all(_is_beside(b, above) for b in members)]
    several = len(keys) - len(lonely) > 1
    groups = [
        _group(names.get(key or "", ""), members, bodies, above) for key, members in tops.items() if key not in lonely
    ]
    staff = [b for key in lonely for b in tops[key]]
    return tuple(groups if not staff else _with_staff(groups, staff, several=several))


def _with_staff(groups: list[Group], staff: list[Body], *, several: bool) -> list[Group]:
    """Put staff that belongs to no fellowship beside the only top there is, else in a group of its own."""
    if several or not groups:
        return [*groups, Group("", (), tuple(staff))]
    first = groups[0].tops[0]
    top = Node(first.body, first.children, (*first.staff, *staff))
    return [Group(groups[0].name, (top, *groups[0].tops[1:]), groups[0].staff)]


def _superiors(structure: Structure, bodies: Iterable[Body]) -> dict[str, str | None]:
    """Return whom each body answers to among those that are there."""
    known = {b.id: b for b in structure.bodies}
    there = {b.id for b in bodies}
    found: dict[str, str | None] = {}
    for body in bodies:
        seen, at = {body.id}, body.above
        while at and at not in there and at in known and at not in seen:
            seen.add(at)
            at = known[at].above
        found[body.id] = at if at in there and not _is_under(at, body.id, found) else None
    return found


def _is_under(at: str | None, body_id: str, found: dict[str, str | None]) -> bool:
    """Say whether ``at`` answers to the body already, at whatever distance."""
    while at is not None:
        if at == body_id:
            return True
        at = found.get(at)
    return False


def _is_beside(body: Body, above: dict[str, str | None]) -> bool:
    """Say whether a body is staff that nobody answers to; it stands beside and not below."""
    return body.staff and body.id not in above.values()


def _group(name: str, members: list[Body], bodies: list[Body], above: dict[str, str | None]) -> Group:
    staff = tuple(b for b in members if _is_beside(b, above))
    tops = [b for b in members if b not in staff]
    nodes = [_node(b, bodies, above) for b in tops]
    if nodes and staff:
        nodes[0] = Node(nodes[0].body, nodes[0].children, (*nodes[0].staff, *staff))
        staff = ()
    return Group(name, tuple(nodes), staff)


def _node(body: Body, bodies: list[Body], above: dict[str, str | None]) -> Node:
    under = [b for b in bodies if above[b.id] == body.id]
    return Node(
        body,
        tuple(_node(b, bodies, above) for b in under if not _is_beside(b, above)),
        tuple(b for b in under if _is_beside(b, above)),
    )
