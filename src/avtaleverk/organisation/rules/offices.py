"""The rules that ask who leads and for how long: different sides, changing places, the term of office."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from avtaleverk.model.community import Side
from avtaleverk.model.organisation import Appointment, Office
from avtaleverk.model.structure import Body, Rule
from avtaleverk.organisation.deadlines import add_months
from avtaleverk.organisation.rules.scope import Scope
from avtaleverk.organisation.rules.verdicts import Breach, Fault, Gap, Judgement, Lack, Place

# Places are changed at a meeting, and a body that meets four times a year has one every third month.
_SLACK_MONTHS = 3
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class _Held:
    """An office as far as it lies in the time that is judged."""

    office: Appointment
    side: Side | None
    start: date
    end: date


def _held(scope: Scope, body: Body, since: date, offices: frozenset[Office]) -> list[_Held]:
    """Return who has held the offices since a day, the first one first; an open end lasts until today."""
    found = []
    for a in scope.corpus.appointments:
        if a.body == body.id and a.office in offices:
            start, end = max(a.start or date.min, since), min(a.end or scope.day, scope.day)
            if start <= end:
                found.append(_Held(a, _side(scope, body, a), start, end))
    return sorted(found, key=lambda h: (h.start, h.end, h.office.source.line("")))


def _side(scope: Scope, body: Body, appointment: Appointment) -> Side | None:
    """Return the side that somebody is from: as written, else that of the party, else that of the seat."""
    party = scope.corpus.community.party(appointment.party) if appointment.party else None
    seats = {s.side for s in body.seats if s.role == appointment.role}
    of_seat = next(iter(seats)) if len(seats) == 1 else None
    side = appointment.side or (party.side if party else of_seat)
    return None if side is Side.BOTH else side


def _place(appointment: Appointment, field: str) -> Place:
    source = appointment.source
    return Place(source.path, source.line(field), f"verv.{field}")


def led_by_both(scope: Scope, rule: Rule) -> Iterator[Judgement]:
    """Judge whether leader and deputy come from different sides, as the structure has it and on each day."""
    for body in scope.covered(rule):
        stated = list(_stated(scope, body))
        held = _held(scope, body, scope.since(rule.kind, body), frozenset({Office.LEADER, Office.DEPUTY}))
        pairs = list(_pairs(held))
        known = [(a, b) for a, b in pairs if a.side and b.side]
        same = [_same_side(a, b) for a, b in known if a.side is b.side]
        yield Judgement(body.id, bool(known), (*stated, *same), tuple(_leading_gaps(body, pairs, known)))


def _leading_gaps(body: Body, pairs: list[tuple[_Held, _Held]], known: list[tuple[_Held, _Held]]) -> Iterator[Gap]:
    if body.leadership is None or not body.leadership.sides:
        yield Gap(Lack.LEADERSHIP)
    if not pairs:
        yield Gap(Lack.OFFICES)
    elif len(known) < len(pairs):
        yield Gap(Lack.SIDE)


def _stated(scope: Scope, body: Body) -> Iterator[Breach]:
    sides = set(body.leadership.sides) if body.leadership else set()
    if len(sides) == 1 and Side.BOTH not in sides:
        yield Breach(Fault.SAME_SIDE_STATED, scope.place(body, "leder_og_nestleder"), side=next(iter(sides)))


def _pairs(held: list[_Held]) -> Iterator[tuple[_Held, _Held]]:
    """Yield each leader with each deputy of the same time; who leaves on the day another comes has left."""
    deputies = [h for h in held if h.office.office is Office.DEPUTY]
    for leader in held:
        if leader.office.office is Office.LEADER:
            yield from ((leader, d) for d in deputies if d.start < leader.end and leader.start < d.end)


def _same_side(leader: _Held, deputy: _Held) -> Breach:
    later_one = max(leader, deputy, key=lambda h: h.start).office
    field = "side" if later_one.side else "part" if later_one.party else "rolle"
    start, end = max(leader.start, deputy.start), min(leader.end, deputy.end)
    return Breach(Fault.SAME_SIDE_HELD, _place(later_one, field), side=leader.side, start=start, end=end)


def swapped(scope: Scope, rule: Rule) -> Iterator[Judgement]:
    """Judge whether the sides change places half-way in the term.

    A side that leads for more than half the term and three months has not changed places. The other way about is no
    breach: who leaves early makes the other side lead early.
    """
    for body in scope.covered(rule):
        years = body.term_years or (body.leadership.years if body.leadership else None)
        held = _held(scope, body, scope.since(rule.kind, body), frozenset({Office.LEADER}))
        usable = [h for h in held if h.office.start and h.side]
        if not years or not usable:
            yield Judgement(body.id, gaps=tuple(_gaps(held, usable, years)))
        else:
            yield _swapping(body, usable, years * _MONTHS // 2, tuple(_gaps(held, usable, years)))


def _gaps(held: list[_Held], usable: list[_Held], years: int | None) -> Iterator[Gap]:
    if not years:
        yield Gap(Lack.TERM)
    if not held:
        yield Gap(Lack.OFFICES)
    rest = [h for h in held if h not in usable]
    if any(h.office.start is None for h in rest):
        yield Gap(Lack.DATES)
    if any(h.office.start for h in rest):
        yield Gap(Lack.SIDE)


def _swapping(body: Body, held: list[_Held], half: int, gaps: tuple[Gap, ...]) -> Judgement:
    spells = [list(group) for _, group in groupby(held, lambda h: h.side)]
    too_long = [s for s in spells if _end(s) > add_months(s[0].start, half + _SLACK_MONTHS)]
    is_early = len(spells) == 1 and _end(spells[0]) < add_months(spells[0][0].start, half)
    breaches = tuple(_not_swapped(s, half) for s in too_long)
    return Judgement(body.id, not is_early, breaches, (*gaps, Gap(Lack.EARLY)) if is_early else gaps)


def _end(spell: Iterable[_Held]) -> date:
    return max(h.end for h in spell)


def _not_swapped(spell: list[_Held], half: int) -> Breach:
    start, end, last = spell[0].start, _end(spell), spell[-1].office
    field = "til" if last.end else "fra"
    return Breach(Fault.NOT_SWAPPED, _place(last, field), wanted=half, side=spell[0].side, start=start, end=end)


def within_term(scope: Scope, rule: Rule) -> Iterator[Judgement]:
    """Judge whether anybody sits longer in a body than the term of office and what it may be extended by.

    A person is known by name. Offices without one are judged one by one: two after each other may be two people.
    Who only steps in for others has no term.
    """
    for body in scope.covered(rule):
        since = scope.since(rule.kind, body)
        held = _held(scope, body, since, frozenset({Office.LEADER, Office.DEPUTY, Office.MEMBER}))
        usable = [h for h in held if h.office.start]
        if not body.term_years or not usable:
            yield Judgement(body.id, gaps=tuple(_gaps(held, usable, body.term_years)))
            continue
        most = (body.term_years + (body.extension_years or 0)) * _MONTHS
        too_long = [s for s in _by_person(usable) if _end(s) > add_months(s[0].start, most)]
        breaches = tuple(_too_long(scope, s, most) for s in too_long)
        unsure = any(_end(s) > add_months(s[0].start, most) for s in _by_seat(usable) if len(s) > 1)
        gaps = (*_gaps(held, usable, body.term_years), *((Gap(Lack.NAME),) if unsure else ()))
        yield Judgement(body.id, judged=True, breaches=breaches, gaps=gaps)


def _by_person(held: list[_Held]) -> Iterator[list[_Held]]:
    names = {h.office.name.casefold(): h.office.name for h in held if h.office.name}
    for name in names:
        yield from _unbroken(h for h in held if (h.office.name or "").casefold() == name)
    yield from ([h] for h in held if not h.office.name)


def _by_seat(held: list[_Held]) -> Iterator[list[_Held]]:
    """Yield the offices without a name that may be one and the same person's."""
    seats = dict.fromkeys((h.office.party, h.office.role) for h in held if not h.office.name)
    for seat in seats:
        yield from _unbroken(h for h in held if not h.office.name and (h.office.party, h.office.role) == seat)


def _unbroken(held: Iterable[_Held]) -> Iterator[list[_Held]]:
    """Yield the offices that follow one another; who has been out for longer than three months begins anew."""
    run: list[_Held] = []
    for one in held:
        if run and one.start > add_months(_end(run), _SLACK_MONTHS):
            yield run
            run = []
        run = [*run, one]
    if run:
        yield run


def _too_long(scope: Scope, spell: list[_Held], most: int) -> Breach:
    last = spell[-1].office
    party = scope.corpus.community.party(last.party) if last.party else None
    who = last.name or ", ".join(part for part in (last.role, party.name if party else None) if part)
    place = _place(last, "til" if last.end else "fra")
    return Breach(Fault.TOO_LONG, place, wanted=most, who=who, start=spell[0].start, end=_end(spell))
