"""Which seats and which tasks of two bodies are the same, and which are other, gone or new."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from rapidfuzz import fuzz

from avtaleverk.model.structure import Body, Seat

T = TypeVar("T")
# What was, and what is; None where it is not there.
Pair: TypeAlias = tuple[T | None, T | None]

# How alike, of a hundred, two tasks must be to be one task in other words.
_ALIKE = 60
# What makes two seats the same, the surest first.
_SAME_SEAT: tuple[Callable[[Seat], object], ...] = (
    lambda s: s,
    lambda s: (s.role, s.area, s.side),
    lambda s: (s.role, s.area),
    lambda s: s.role,
)


@dataclass(frozen=True, slots=True)
class Duty:
    """One task of a body, in the part of the meeting that has it ("" for the whole body)."""

    part: str
    text: str


def duties(body: Body) -> list[Duty]:
    """Return the tasks of a body one by one."""
    return [Duty(group.part, item) for group in body.tasks for item in group.items]


def differing_seats(old: Sequence[Seat], new: Sequence[Seat]) -> Iterator[Pair[Seat]]:
    """Yield the seats that are other, gone or new, in whatever order they stand."""
    left, right = list(old), list(new)
    for alike in _SAME_SEAT:
        partners: defaultdict[object, list[Seat]] = defaultdict(list)
        for seat in right:
            partners[alike(seat)].append(seat)
        for seat in tuple(left):
            if waiting := partners[alike(seat)]:
                partner = waiting.pop(0)
                left.remove(seat)
                right.remove(partner)
                if seat != partner:
                    yield seat, partner
    yield from _rest(left, right)


def differing_duties(old: Sequence[Duty], new: Sequence[Duty]) -> Iterator[Pair[Duty]]:
    """Yield the tasks that are other, gone or new; the same words in another part of the meeting are the same task."""
    left, right = list(old), list(new)
    for duty in old:
        if duty in right:
            left.remove(duty)
            right.remove(duty)
    for before, after in _alike(left, right):
        left.remove(before)
        right.remove(after)
        yield before, after
    yield from _rest(left, right)


def _alike(left: Sequence[Duty], right: Sequence[Duty]) -> list[tuple[Duty, Duty]]:
    """Return the tasks that are one in other words, the most alike first.

    Of pairs that are as alike, the one nearest to the top is taken: so the choice is the same from both sides.
    """
    scored = [
        (-fuzz.ratio(a.text, b.text), a.part != b.part, i + j, i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if fuzz.ratio(a.text, b.text) >= _ALIKE
    ]
    free_left, free_right = set(range(len(left))), set(range(len(right)))
    found = []
    for *_, i, j in sorted(scored):
        if i in free_left and j in free_right:
            free_left.remove(i)
            free_right.remove(j)
            found.append((left[i], right[j]))
    return found


def _rest(left: Sequence[T], right: Sequence[T]) -> Iterator[Pair[T]]:
    yield from ((item, None) for item in left)
    yield from ((None, item) for item in right)
