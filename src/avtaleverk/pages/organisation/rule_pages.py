"""The rules that a community has set itself: what they ask, and whether they are kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from avtaleverk.model.addresses import RULES, body_address, meeting_address, slug
from avtaleverk.model.structure import Body, RuleKind, Structure
from avtaleverk.organisation.checks import alike
from avtaleverk.organisation.rules.judge import judge
from avtaleverk.organisation.rules.verdicts import Breach, Gap, Judgement, Lack, State, Verdict, YearCount
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.rule_words import breach_words, gap_words, kind_words, sentence, state_words
from avtaleverk.pages.organisation.structure_words import basis_of

Link = tuple[str, str]
# More bodies than these are counted, and listed where one asks for them.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class StateView:
    """Whether a rule is kept: a name for colour and icon, and the words beside it."""

    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class FactView:
    """A breach, or what is missing, with the bodies it concerns and the meeting it was in.

    ``share`` says how many of the bodies where there are too many to name them.
    """

    words: str
    bodies: tuple[Link, ...]
    meeting: Link | None = None
    share: str = ""


@dataclass(frozen=True, slots=True)
class OutlookView:
    """The meetings of a body in the running year."""

    body: Link
    count: YearCount


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule as its own page shows it; ``anchor`` is its place on that page."""

    anchor: str
    kind: str
    sentence: str
    state: StateView
    basis: Link | None
    bodies: tuple[tuple[Link, StateView], ...]
    number: str
    breaches: tuple[FactView, ...]
    gaps: tuple[FactView, ...]
    outlook: tuple[OutlookView, ...]


@dataclass(frozen=True, slots=True)
class BodyRule:
    """A rule as the page of one body shows it: whether this body keeps it, and where more is told."""

    sentence: str
    state: StateView
    address: str


def verdicts(ctx: Context) -> tuple[Verdict, ...]:
    """Return the verdict of the day on each rule."""
    return ctx.once(("verdicts",), lambda: judge(ctx.corpus, ctx.day))


def rules_of(ctx: Context, body: Body) -> tuple[BodyRule, ...]:
    """Return the rules that hold for a body today, or that it broke."""
    structure = ctx.structure
    if structure is None:
        return ()
    found = []
    for anchor, verdict in _anchored(verdicts(ctx)):
        judgement = verdict.of(body.id)
        if judgement:
            found.append(BodyRule(sentence(ctx, verdict.rule, structure), _state(ctx, judgement), f"{RULES}#{anchor}"))
    return tuple(found)


def rules_html(ctx: Context, page: str) -> str:
    """Return the page of all rules."""
    structure = ctx.structure
    views = [_rule(ctx, structure, a, v) for a, v in _anchored(verdicts(ctx))] if structure else []
    states = [v.state for v in verdicts(ctx)]
    names = {State.KEPT: "Kept", State.BROKEN: "Broken", State.UNKNOWN: "Cannot be judged"}
    first = ctx.corpus.structures[0] if ctx.corpus.structures else None
    return ctx.render(
        "regler.html",
        page,
        rules=views,
        sums=[(StateView(s, ctx.t(words)), states.count(s)) for s, words in names.items() if s in states],
        broken=[v for v in views if v.state.tone == State.BROKEN],
        is_known=structure is not None,
        first=ctx.t.moment(first.valid_from) if first else "",
        day=ctx.t.long_date(ctx.day),
        year=ctx.day.year,
    )


def _anchored(found: Iterable[Verdict]) -> list[tuple[str, Verdict]]:
    """Return each verdict with an anchor of its kind, so that a rule added elsewhere moves no other's."""
    seen: dict[RuleKind, int] = {}
    anchored = []
    for verdict in found:
        number = seen[verdict.rule.kind] = seen.get(verdict.rule.kind, 0) + 1
        name = f"regel-{slug(verdict.rule.kind.value)}"
        anchored.append((f"{name}-{number}" if number > 1 else name, verdict))
    return anchored


def _rule(ctx: Context, structure: Structure, anchor: str, verdict: Verdict) -> RuleView:
    return RuleView(
        anchor=anchor,
        kind=kind_words(ctx, verdict.rule.kind),
        sentence=sentence(ctx, verdict.rule, structure),
        state=StateView(verdict.state, state_words(ctx, verdict.state, is_complete=verdict.is_complete)),
        basis=basis_of(ctx, verdict.rule.legal_basis),
        bodies=tuple(
            (link, _state(ctx, verdict.of(b)))
            for b, link in zip(verdict.covered, _links(ctx, verdict.covered), strict=True)
        ),
        number=ctx.t.count("{n} body", "{n} bodies", len(verdict.covered)) if len(verdict.covered) > _NAMED else "",
        breaches=tuple(_breach(ctx, structure, b, bodies) for b, bodies in alike(verdict)),
        gaps=_gaps(ctx, verdict),
        outlook=tuple(
            OutlookView(_links(ctx, [j.body])[0], j.outlook) for j in verdict.judgements if j.outlook is not None
        ),
    )


def _state(ctx: Context, judgement: Judgement | None) -> StateView:
    state = judgement.state if judgement else State.UNKNOWN
    is_complete = judgement is not None and not judgement.gaps
    return StateView(state, state_words(ctx, state, is_complete=is_complete))


def _links(ctx: Context, bodies: Iterable[str]) -> tuple[Link, ...]:
    return tuple((ctx.corpus.body_name(b), body_address(b)) for b in bodies if b)


def _breach(ctx: Context, structure: Structure, breach: Breach, bodies: list[str]) -> FactView:
    meeting = ctx.corpus.meeting(breach.meeting) if breach.meeting else None
    link = (ctx.t("The meeting of {day}", day=ctx.t.long_date(meeting.held)), meeting_address(meeting.id)) if meeting else None  # fmt: skip
    return FactView(breach_words(ctx, breach, structure), _links(ctx, bodies), link)


def _gaps(ctx: Context, verdict: Verdict) -> tuple[FactView, ...]:
    """Return what is missing, each thing once with the bodies it is missing for."""
    found: dict[Gap, list[str]] = {}
    for judgement in verdict.judgements:
        years = [g.what for g in judgement.gaps if g.lack is Lack.YEAR]
        rest = [g for g in judgement.gaps if g.lack is not Lack.YEAR]
        for gap in [*rest, *([Gap(Lack.YEAR, ctx.t.listed(years))] if years else [])]:
            found.setdefault(gap, []).append(judgement.body)
    return tuple(_gap(ctx, gap, bodies, len(verdict.covered)) for gap, bodies in found.items())


def _gap(ctx: Context, gap: Gap, bodies: list[str], of: int) -> FactView:
    """Return what is missing; the bodies are named where it is not all of them, and few."""
    words, named = gap_words(ctx, gap), [b for b in bodies if b]
    whole = words[:1].upper() + words[1:]
    if len(named) in {0, of}:
        return FactView(whole, ())
    if len(named) <= _NAMED:
        return FactView(words, _links(ctx, named))
    return FactView(whole, (), share=ctx.t("{n} of {total} bodies", n=len(named), total=of))
