"""Whether a community keeps the rules that it has set itself, as far as its own files tell."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.structure import Rule, RuleKind
from avtaleverk.organisation.rules.composition import represented, seated
from avtaleverk.organisation.rules.decisions import by_right, discussed_first
from avtaleverk.organisation.rules.meetings import agreed, met
from avtaleverk.organisation.rules.offices import led_by_both, swapped, within_term
from avtaleverk.organisation.rules.scope import Scope
from avtaleverk.organisation.rules.verdicts import Judgement, Verdict

Judge = Callable[[Scope, Rule], Iterator[Judgement]]
_JUDGES: Mapping[RuleKind, Judge] = MappingProxyType({
    RuleKind.REPRESENTED: represented,
    RuleKind.SEATS: seated,
    RuleKind.LEADERS: led_by_both,
    RuleKind.SWAP: swapped,
    RuleKind.TERM: within_term,
    RuleKind.MEETINGS: met,
    RuleKind.DECISION: by_right,
    RuleKind.CONSENSUS: agreed,
    RuleKind.TWO_STEPS: discussed_first,
})  # fmt: skip


def judge(corpus: Corpus, day: date) -> tuple[Verdict, ...]:
    """Return a verdict on each rule of the structure in force on ``day``, in its order.

    Only what had happened by ``day`` counts, and only while the structure applied; what is counted in years goes back
    through earlier structures with the same rule. A community without rules has no verdicts.
    """
    structure = corpus.structure_at(day)
    if structure is None:
        return ()
    scope = Scope(corpus, structure, day)
    return tuple(_verdict(scope, index, rule) for index, rule in enumerate(structure.rules))


def _verdict(scope: Scope, index: int, rule: Rule) -> Verdict:
    covered = tuple(b.id for b in scope.covered(rule))
    return Verdict(rule, index, covered, tuple(_JUDGES[rule.kind](scope, rule)))
