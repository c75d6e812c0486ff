"""Rules, breaches and what is missing, in words that are made from the data."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from avtaleverk.model.community import Side
from avtaleverk.model.structure import Body, Rule, RuleKind, SeatDemand, Structure
from avtaleverk.organisation.rules.verdicts import Breach, Fault, Gap, Lack, State
from avtaleverk.pages.context import Context

_MONTHS = 12
_NAMED = 3
_SIDES = MappingProxyType({
    Side.MUNICIPALITY: "the municipalities",
    Side.TRUST: "the health trust",
    Side.BOTH: "the municipalities or the health trust",
    Side.GP: "the general practitioners",
    Side.USER: "the users",
    Side.UNION: "the unions",
    Side.OBSERVER: "the observers",
})  # fmt: skip
_KINDS = MappingProxyType({
    RuleKind.REPRESENTED: "Who is represented",
    RuleKind.SEATS: "Fixed seats",
    RuleKind.LEADERS: "Who leads",
    RuleKind.SWAP: "Change of leader",
    RuleKind.TERM: "Term of office",
    RuleKind.MEETINGS: "How often they meet",
    RuleKind.DECISION: "Who may decide",
    RuleKind.CONSENSUS: "Agreement instead of votes",
    RuleKind.TWO_STEPS: "Discussion before decision",
})  # fmt: skip
_LACKS = MappingProxyType({
    Lack.SEATS: "who sits there is not stated",
    Lack.COUNT: "how many sit there is not stated",
    Lack.NO_BODY: "there is no body on level {what}",
    Lack.LEADERSHIP: "how leader and deputy are chosen is not stated",
    Lack.OFFICES: "who holds the offices is not added",
    Lack.SIDE: "which side somebody is from is not stated",
    Lack.DATES: "from which day somebody holds the office is not stated",
    Lack.NAME: "whether it is the same person all the time is not stated",
    Lack.TERM: "the term of office is not stated",
    Lack.EARLY: "it is too early to tell",
    Lack.PROMISE: "how many meetings there are to be is not stated",
    Lack.MEETINGS: "no meetings are added",
    Lack.YEAR: "no meetings of {what} are added",
    Lack.DECISIONS: "no decisions are added",
    Lack.PART: "in which part of the meeting they decided is not stated",
    Lack.SETTLED: "how the cases were settled is not stated",
    Lack.THREAD: "which case it was in earlier meetings is not stated",
})  # fmt: skip


def side_words(ctx: Context, side: Side) -> str:
    """Return a side as a group of people: «kommunene», «de tillitsvalgte»."""
    return ctx.t(_SIDES[side])


def kind_words(ctx: Context, kind: RuleKind) -> str:
    """Return what a rule is about in a few words."""
    return ctx.t(_KINDS[kind])


def state_words(ctx: Context, state: State, *, is_complete: bool) -> str:
    """Return whether a rule is kept; where something could not be judged, no more is said than is known."""
    if state is State.KEPT:
        return ctx.t("Kept") if is_complete else ctx.t("Kept as far as can be judged")
    return ctx.t("Broken") if state is State.BROKEN else ctx.t("Cannot be judged")


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _each(ctx: Context, bodies: tuple[Body, ...]) -> str:
    """Return whom a rule holds for: the name of the only body, «hvert FSU» for several of one kind, «hvert organ»."""
    if len(bodies) == 1:
        return bodies[0].name
    kinds = {b.abbreviation for b in bodies}
    kind = next(iter(kinds)) if len(kinds) == 1 else None
    return ctx.t("every {short}", short=kind) if kind else ctx.t("every body")


def _where(ctx: Context, bodies: tuple[Body, ...]) -> str:
    """Return the names of a few bodies, for many of them what they have in common."""
    return ctx.t.listed([b.name for b in bodies]) if 0 < len(bodies) <= _NAMED else _each(ctx, bodies)


def _represented(ctx: Context, rule: Rule, _: Structure, bodies: tuple[Body, ...]) -> str:
    side = _first_upper(side_words(ctx, rule.side or Side.USER))
    return ctx.t.count("{side} have at least one seat in {where}", "{side} have at least {n} seats in {where}", rule.least, side=side, where=_where(ctx, bodies))  # fmt: skip


def seats_words(ctx: Context, demand: SeatDemand, structure: Structure) -> str:
    """Return a demand for seats: «2 fra helseforetaket», «1 fra kommunene (Vest-Telemark)»."""
    side = side_words(ctx, demand.side)
    area = structure.area(demand.area) if demand.area else None
    if area:
        return ctx.t("{n} from {side} ({area})", n=demand.count, side=side, area=area.name)
    return ctx.t("{n} from {side}", n=demand.count, side=side)


def _seats(ctx: Context, rule: Rule, structure: Structure, bodies: tuple[Body, ...]) -> str:
    seats = ctx.t.listed([seats_words(ctx, d, structure) for d in rule.seats])
    return ctx.t("{who} has at least {seats}", who=_first_upper(_each(ctx, bodies)), seats=seats)


def years_words(ctx: Context, months: int | None) -> str:
    """Return a number of months, in years where it is a whole number of them."""
    years, rest = divmod(months or 0, _MONTHS)
    return ctx.t.count("{n} month", "{n} months", months or 0) if rest else ctx.t.count("{n} year", "{n} years", years)


def _term(ctx: Context, _: Rule, __: Structure, bodies: tuple[Body, ...]) -> str:
    terms = {(b.term_years, b.extension_years or 0) for b in bodies}
    years, more = next(iter(terms)) if len(terms) == 1 else (None, 0)
    if not years:
        return ctx.t("Nobody sits longer than the term of office and what it may be extended by")
    term = ctx.t.count("{n} year", "{n} years", years)
    if not more:
        return ctx.t("Nobody sits longer than {term}", term=term)
    return ctx.t("Nobody sits longer than {term} and {more} more", term=term, more=ctx.t.count("{n} year", "{n} years", more))  # fmt: skip


def _meetings(ctx: Context, _: Rule, __: Structure, bodies: tuple[Body, ...]) -> str:
    numbers = {b.meetings_per_year for b in bodies}
    number = next(iter(numbers)) if len(numbers) == 1 else None
    who = _first_upper(_each(ctx, bodies))
    if number is None:
        return ctx.t("{who} has as many meetings a year as promised", who=who)
    return ctx.t.count("{who} has at least {n} meeting a year", "{who} has at least {n} meetings a year", number, who=who)  # fmt: skip


def _decision(ctx: Context, rule: Rule, _: Structure, bodies: tuple[Body, ...]) -> str:
    if rule.part:
        who = _first_upper(_each(ctx, bodies))
        return ctx.t("{who} makes decisions in the part of the meeting called «{part}»", who=who, part=rule.part)
    if 0 < len(bodies) <= _NAMED:
        return ctx.t("Only {bodies} make decisions", bodies=_where(ctx, bodies))
    return ctx.t("Only these bodies make decisions")


def _consensus(ctx: Context, rule: Rule, _: Structure, _bodies: tuple[Body, ...]) -> str:
    if rule.needs_plan:
        return ctx.t(
            "Cases are settled by agreement and not by vote. Without agreement, the minutes say what happens next"
        )
    return ctx.t("Cases are settled by agreement and not by vote")


def _two_steps(ctx: Context, rule: Rule, structure: Structure, _: tuple[Body, ...]) -> str:
    body = structure.body(rule.first or "")
    return ctx.t("{body} discusses a case before it is decided", body=body.name if body else rule.first or "")


_SENTENCES: Mapping[RuleKind, Callable[[Context, Rule, Structure, tuple[Body, ...]], str]] = MappingProxyType({
    RuleKind.REPRESENTED: _represented,
    RuleKind.SEATS: _seats,
    RuleKind.LEADERS: lambda ctx, *_: ctx.t("Leader and deputy come from different sides"),
    RuleKind.SWAP: lambda ctx, *_: ctx.t("Leader and deputy change places half-way in the term"),
    RuleKind.TERM: _term,
    RuleKind.MEETINGS: _meetings,
    RuleKind.DECISION: _decision,
    RuleKind.CONSENSUS: _consensus,
    RuleKind.TWO_STEPS: _two_steps,
})  # fmt: skip


def sentence(ctx: Context, rule: Rule, structure: Structure) -> str:
    """Return what a rule asks, in one plain sentence without its full stop."""
    return _SENTENCES[rule.kind](ctx, rule, structure, tuple(b for b in structure.bodies if rule.covers(b)))


def gap_words(ctx: Context, gap: Gap) -> str:
    """Return what is missing to judge a rule."""
    if gap.lack is Lack.MEETINGS and gap.what:
        return ctx.t("no meetings of {what} are added", what=ctx.corpus.body_name(gap.what))
    return ctx.t(_LACKS[gap.lack], what=gap.what)


def breach_words(ctx: Context, breach: Breach, structure: Structure) -> str:
    """Return how a rule was broken, to stand after the name of the body that did."""
    return ctx.t(_BREACHES[breach.fault], **_values(ctx, breach, structure))


def _values(ctx: Context, breach: Breach, structure: Structure) -> dict[str, object]:
    area = structure.area(breach.area) if breach.area else None
    side = side_words(ctx, breach.side) if breach.side else ""
    return {
        "found": breach.found, "wanted": breach.wanted, "year": breach.year, "title": breach.title or "",
        "side": f"{side} ({area.name})" if area else side,
        "start": ctx.t.long_date(breach.start), "end": ctx.t.long_date(breach.end),
        "who": breach.who or ctx.t("a member"), "time": years_words(ctx, breach.wanted),
        "part": breach.other or "", "body": ctx.corpus.body_name(breach.other or ""),
    }  # fmt: skip


_BREACHES = MappingProxyType({
    Fault.TOO_FEW_SEATS: "{found} of {wanted} seats from {side}",
    Fault.SAME_SIDE_STATED: "both leader and deputy are to come from {side}",
    Fault.SAME_SIDE_HELD: "both leader and deputy from {side}, {start} to {end}",
    Fault.NOT_SWAPPED: "leader from {side} {start} to {end}, longer than {time}",
    Fault.TOO_LONG: "{who} {start} to {end}, longer than {time}",
    Fault.TOO_FEW_MEETINGS: "{found} of {wanted} meetings in {year}",
    Fault.NOT_ITS_RIGHT: "decided «{title}» without the right to it",
    Fault.WRONG_PART: "decided «{title}» outside the part of the meeting called «{part}»",
    Fault.NOT_ITS_DOCUMENT: "decided «{title}», which is for {body} to decide",
    Fault.VOTED: "settled «{title}» by a vote",
    Fault.NO_PLAN: "no agreement on «{title}», and no plan for what happens next",
    Fault.NOT_DISCUSSED: "decided «{title}» before {body} had discussed it",
})  # fmt: skip
