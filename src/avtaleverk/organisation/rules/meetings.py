"""The rules that ask how a body works: as many meetings as promised, and agreement instead of votes."""

from collections.abc import Iterator
from datetime import MAXYEAR, date

from avtaleverk.model.organisation import Agreement, CaseItem, Meeting
from avtaleverk.model.structure import Body, Rule
from avtaleverk.organisation.rules.scope import Scope
from avtaleverk.organisation.rules.verdicts import Breach, Fault, Gap, Judgement, Lack, Place, YearCount


def met(scope: Scope, rule: Rule) -> Iterator[Judgement]:
    """Judge whether each body met as often as it promised in every calendar year that it was bound by the rule wholly.

    Extra meetings count, cancelled ones do not, and a moved one counts in the year in which it was held. Nobody can judge
    a year of which no meeting is recorded, unless there are meetings both before and after it: then the hole is real.
    """
    for body in scope.covered(rule):
        if body.meetings_per_year is None:
            yield Judgement(body.id, gaps=(Gap(Lack.PROMISE),))
        else:
            yield _met(scope, body, body.meetings_per_year, scope.since(rule.kind, body))


def _met(scope: Scope, body: Body, promised: int, since: date) -> Judgement:
    days = [m.held for m in scope.corpus.meetings if m.body == body.id]
    recorded = {day.year for day in days if day <= scope.day}
    this_year = scope.day.year
    outlook = _count(scope, body.id, this_year, promised) if this_year in {d.year for d in days} else None
    if not recorded:
        return Judgement(body.id, gaps=(Gap(Lack.EARLY if days else Lack.MEETINGS),), outlook=outlook)
    begun = since.year if (since.month, since.day) == (1, 1) else min(since.year + 1, MAXYEAR)
    past = range(max(min(recorded), begun), this_year)
    known = [y for y in past if y in recorded or min(recorded) < y < max(recorded)]
    counts = [_count(scope, body.id, year, promised) for year in known]
    breaches = tuple(_too_few(scope, body, c) for c in counts if c.held < promised)
    gaps = [Gap(Lack.YEAR, str(y)) for y in past if y not in known]
    gaps += [] if known or gaps else [Gap(Lack.EARLY)]
    return Judgement(body.id, bool(counts), breaches, tuple(gaps), outlook)


def _count(scope: Scope, body_id: str, year: int, promised: int) -> YearCount:
    held = [m.held for m in scope.meetings(body_id) if m.held.year == year]
    done = sum(day <= scope.day for day in held)
    return YearCount(year, done, len(held) - done, promised)


def _too_few(scope: Scope, body: Body, count: YearCount) -> Breach:
    place = scope.place(body, "moter_per_ar")
    return Breach(Fault.TOO_FEW_MEETINGS, place, count.held, count.promised, year=count.year)


def agreed(scope: Scope, rule: Rule) -> Iterator[Judgement]:
    """Judge whether cases were settled without votes, and whether those without agreement have a plan where one is asked for."""
    for body in scope.covered(rule):
        settled = [(m, n, i) for m in scope.meetings_within(body.id) for n, i in enumerate(m.items) if i.settled]
        breaches = tuple(b for meeting, number, item in settled for b in _unsettled(rule, meeting, number, item))
        gap = Gap(Lack.SETTLED if scope.meetings_within(body.id) else Lack.MEETINGS)
        yield Judgement(body.id, bool(settled), breaches, () if settled else (gap,))


def _unsettled(rule: Rule, meeting: Meeting, number: int, item: CaseItem) -> Iterator[Breach]:
    fault = Fault.VOTED if item.settled is Agreement.VOTE else Fault.NO_PLAN
    lacks_plan = rule.needs_plan and item.settled is Agreement.NONE and not item.plan
    if item.settled is Agreement.VOTE or lacks_plan:
        yield in_meeting(fault, meeting, number, "avgjort")


def in_meeting(fault: Fault, meeting: Meeting, number: int, field: str, other: str | None = None) -> Breach:
    """Return a breach by one case of a meeting; ``field`` is where the case says it."""
    place = Place(meeting.source.path, meeting.source.line(f"saker.{number}.{field}"), f"saker.{field}")
    title = meeting.items[number].title
    return Breach(fault, place, meeting=meeting.id, title=title, start=meeting.held, other=other)
