"""Rules in every state, for the style page: made up, since a community may have kept all of its own."""

from avtaleverk.model.structure import RuleKind
from avtaleverk.organisation.rules.verdicts import State, YearCount
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.rule_pages import FactView, OutlookView, RuleView, StateView
from avtaleverk.pages.organisation.rule_words import kind_words, state_words

_HERE = "om/stil/"
_BODY = ("Strategisk samarbeidsutvalg", f"{_HERE}#regler")


def sample_rules(ctx: Context) -> tuple[RuleView, ...]:
    """Return a rule that is kept, one that is broken, and one that cannot be judged."""
    who = _BODY[0]
    meetings = ctx.t.count(
        "{who} has at least {n} meeting a year", "{who} has at least {n} meetings a year", 4, who=who
    )
    few = FactView(ctx.t("{found} of {wanted} meetings in {year}", found=3, wanted=4, year=2025), (_BODY,))
    outlook = (OutlookView(_BODY, YearCount(2026, 2, 1, 4)),)
    sides, lack = ctx.t("Leader and deputy come from different sides"), ctx.t("who holds the offices is not added")
    return (
        _sample(ctx, RuleKind.MEETINGS, meetings, State.KEPT),
        _sample(ctx, RuleKind.MEETINGS, meetings, State.BROKEN, breaches=(few,), outlook=outlook),
        _sample(ctx, RuleKind.LEADERS, sides, State.UNKNOWN, gaps=(FactView(lack[:1].upper() + lack[1:], ()),)),
    )


def _sample(  # noqa: PLR0913 - one word for each thing a rule may show
    ctx: Context, kind: RuleKind, words: str, state: State, *,
    breaches: tuple[FactView, ...] = (), gaps: tuple[FactView, ...] = (), outlook: tuple[OutlookView, ...] = (),
) -> RuleView:  # fmt: skip
    view = StateView(state, state_words(ctx, state, is_complete=True))
    number = ctx.t.count("{n} body", "{n} bodies", 1)
    return RuleView(
        f"regel-prove-{state.value}", kind_words(ctx, kind), words, view, None, ((_BODY, view),), number,
        breaches, gaps, outlook,
    )  # fmt: skip
