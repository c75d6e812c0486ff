"""The rules that ask who has a seat: that a side is represented, and that certain seats are there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from avtaleverk.model.community import Side
from avtaleverk.model.structure import Body, Right, Rule, Seat, SeatDemand
from avtaleverk.organisation.rules.scope import Scope
from avtaleverk.organisation.rules.verdicts import Breach, Fault, Gap, Judgement, Lack
from avtaleverk.organisation.seats import counted

_EITHER = frozenset({Side.MUNICIPALITY, Side.TRUST})


@dataclass(frozen=True, slots=True)
class _Tally:
    """How many seats there are for sure, and whether there may be more that nobody can count."""

    sure: int
    at_most: int | None

    def is_kept(self, wanted: int) -> bool | None:
        """Say whether ``wanted`` seats are there; None where nobody can tell."""
        if self.sure >= wanted:
            return True
        return False if self.at_most is not None and self.at_most < wanted else None


def represented(scope: Scope, rule: Rule) -> Iterator[Judgement]:
    """Judge whether a side has so many seats, with any right, in each body; on every level that is named."""
    bodies = scope.covered(rule)
    for body in bodies:
        yield _demanding(scope, body, [SeatDemand(rule.side or Side.USER, rule.least)], _with_any_right(body))
    for level in rule.levels:
        if level not in {b.level for b in bodies}:
            yield Judgement("", gaps=(Gap(Lack.NO_BODY, str(level)),))


def seated(scope: Scope, rule: Rule) -> Iterator[Judgement]:
    """Judge whether each body has the seats that are asked for; it may have more.

    Only seats with a part in the decisions count, save for observers, who never have one. Guideline 1, point 2.3, lets a
    committee take in others for a time, so a number is the least and not the most.
    """
    for body in scope.covered(rule):
        rights = {Right.DECIDE, Right.UNSTATED}
        members = [s for s in body.seats if s.right in rights or s.side is Side.OBSERVER]
        yield _demanding(scope, body, [*rule.seats, *_sums(rule.seats)], members)


def _with_any_right(body: Body) -> list[Seat]:
    """Return the seats as if nobody asked what they give the right to."""
    return [replace(s, right=Right.DECIDE) for s in body.seats]


def _sums(demands: tuple[SeatDemand, ...]) -> Iterator[SeatDemand]:
    """Yield what the demands of several areas come to: one seat of no stated area cannot stand for all of them."""
    for side in dict.fromkeys(d.side for d in demands if d.area):
        yield SeatDemand(side, sum(d.count for d in demands if d.side is side and d.area))


def _demanding(scope: Scope, body: Body, demands: list[SeatDemand], seats: Iterable[Seat]) -> Judgement:
    if not body.seats:
        return Judgement(body.id, gaps=(Gap(Lack.SEATS),))
    breaches: list[Breach] = []
    is_unsure = False
    for demand in demands:
        tally = _tally(scope, demand, seats)
        kept = tally.is_kept(demand.count)
        is_unsure = is_unsure or kept is None
        is_told = demand.area is None and any(b.side is demand.side for b in breaches)
        if kept is False and not is_told:
            place = scope.place(body, "sammensetning")
            found, wanted = tally.at_most or 0, demand.count
            breaches.append(Breach(Fault.TOO_FEW_SEATS, place, found, wanted, side=demand.side, area=demand.area))
    gaps = (Gap(Lack.COUNT),) if is_unsure else ()
    return Judgement(body.id, judged=not is_unsure, breaches=tuple(breaches), gaps=gaps)


def _tally(scope: Scope, demand: SeatDemand, seats: Iterable[Seat]) -> _Tally:
    found = [(s, meets) for s in seats if (meets := _meets(s, demand)) is not False]
    numbers = [counted(s, scope.structure, scope.corpus.community) for s, _ in found]
    # A line without a number still says that somebody sits there.
    sure = sum(1 if n is None else n for n, (_, meets) in zip(numbers, found, strict=True) if meets)
    return _Tally(sure, None if None in numbers else sum(n or 0 for n in numbers))


def _meets(seat: Seat, demand: SeatDemand) -> bool | None:
    """Say whether a seat is of the side and area that is asked for, with a part in the decisions; None where it may be."""
    if seat.side is Side.BOTH and demand.side in _EITHER:
        return None
    if seat.side is not demand.side:
        return False
    if demand.area is None or seat.area == demand.area:
        is_sure = seat.right is not Right.UNSTATED or seat.side is Side.OBSERVER
        return True if is_sure else None
    return None if seat.area is None else False
