"""The rules that ask who decides: only a body with the right to it, and in two steps where a community works so."""

from collections.abc import Iterator

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Version
from avtaleverk.model.organisation import CaseItem, CaseKind, Meeting
from avtaleverk.model.structure import Body, Rule, RuleKind
from avtaleverk.organisation.cases import CaseStep, CaseThread, threads, version_of
from avtaleverk.organisation.outcomes import is_adopted
from avtaleverk.organisation.rules.meetings import in_meeting
from avtaleverk.organisation.rules.scope import Scope
from avtaleverk.organisation.rules.verdicts import Breach, Fault, Gap, Judgement, Lack, Place


def is_decision(item: CaseItem) -> bool:
    """Say whether a case was decided: adopted, and neither for information nor for discussion.

    The text of a decision without an outcome counts where the case was up for a decision.
    """
    if item.kind in {CaseKind.INFORMATION.value, CaseKind.DISCUSSION.value}:
        return False
    if item.outcome:
        return is_adopted(item.outcome)
    return item.kind == CaseKind.DECISION.value and bool(item.decision)


def decided_within(scope: Scope, body_id: str) -> Iterator[tuple[Meeting, int]]:
    """Yield the cases that a body has decided since the structure began, by their meeting and place on its agenda."""
    for meeting in scope.meetings_within(body_id):
        yield from ((meeting, number) for number, item in enumerate(meeting.items) if is_decision(item))


def by_right(scope: Scope, rule: Rule) -> Iterator[Judgement]:
    """Judge whether decisions are made by those who have the right to them, in the part of the meeting that has it.

    A body may decide where any rule of this kind holds for it. One that none of them holds for breaks the first that
    names no part of a meeting. A version is decided by the body that approves its document.
    """
    covered = scope.covered(rule)
    for body in covered:
        decisions = list(decided_within(scope, body.id))
        approved = list(_approved_within(scope, body))
        breaches = [b for m, n in decisions for b in _wrong_part(body, rule, m, n)]
        breaches += [b for m, n in decisions for b in _not_its_document(scope.corpus, m, n)]
        asks = bool(rule.part) and rule.part in body.meeting_parts
        unknown = asks and any(m.items[n].part is None for m, n in decisions)
        gaps = [Gap(Lack.PART, rule.part or "")] if unknown else []
        gaps += [] if decisions or approved else [Gap(Lack.DECISIONS)]
        is_judged = any(m.items[n].part for m, n in decisions) if asks else bool(decisions or approved)
        yield Judgement(body.id, is_judged or bool(breaches), tuple(breaches), tuple(gaps))
    if rule is _first_of_all(scope):
        yield from _without_right(scope)


def _first_of_all(scope: Scope) -> Rule | None:
    rules = [r for r in scope.structure.rules if r.kind is RuleKind.DECISION]
    return next((r for r in rules if not r.part), rules[0] if rules else None)


def _without_right(scope: Scope) -> Iterator[Judgement]:
    rules = [r for r in scope.structure.rules if r.kind is RuleKind.DECISION]
    for body in scope.structure.bodies:
        if any(r.covers(body) for r in rules):
            continue
        breaches = [in_meeting(Fault.NOT_ITS_RIGHT, m, n, "utfall") for m, n in decided_within(scope, body.id)]
        breaches += [_approval(v) for v in _approved_within(scope, body)]
        if breaches:
            yield Judgement(body.id, judged=True, breaches=tuple(breaches))


def _approval(version: Version) -> Breach:
    source = version.source
    place = Place(source.path, source.line("godkjent_av"), "godkjent_av")
    return Breach(Fault.NOT_ITS_RIGHT, place, title=version.number, start=version.approved)


def _approved_within(scope: Scope, body: Body) -> Iterator[Version]:
    for document in scope.corpus.all_documents():
        for version in document.versions:
            day = version.approved
            if version.approved_by == body.id and day and scope.start <= day <= scope.day:
                yield version


def _wrong_part(body: Body, rule: Rule, meeting: Meeting, number: int) -> Iterator[Breach]:
    part = meeting.items[number].part
    if rule.part and rule.part in body.meeting_parts and part and part != rule.part:
        yield in_meeting(Fault.WRONG_PART, meeting, number, "delmote", rule.part)


def _not_its_document(corpus: Corpus, meeting: Meeting, number: int) -> Iterator[Breach]:
    item = meeting.items[number]
    document = corpus.document(item.document) if item.document and item.version else None
    rule = corpus.rule_for(document) if document else None
    if document and rule and meeting.body not in {rule.body, *document.approved_by}:
        yield in_meeting(Fault.NOT_ITS_DOCUMENT, meeting, number, "versjon", rule.body)


def discussed_first(scope: Scope, rule: Rule) -> Iterator[Judgement]:
    """Judge whether what a body decided was discussed in an earlier meeting of the body that comes first.

    That two meetings had the same case is told by its name, its version or its case paper (``cases.threads``).
    """
    first = rule.first or ""
    cases = {(s.meeting.id, s.index): case for case in threads(scope.corpus) for s in case.steps}
    for body in scope.covered(rule):
        if body.id != first:
            decisions = [CaseStep(m, n) for m, n in decided_within(scope, body.id)]
            yield _in_two_steps(scope, body, first, [(d, cases[d.meeting.id, d.index]) for d in decisions])


def _in_two_steps(scope: Scope, body: Body, first: str, decided: list[tuple[CaseStep, CaseThread]]) -> Judgement:
    if not decided:
        return Judgement(body.id, gaps=(Gap(Lack.DECISIONS),))
    if not scope.meetings(first):
        return Judgement(body.id, gaps=(Gap(Lack.MEETINGS, first),))
    told = [(step, case) for step, case in decided if _can_be_followed(scope.corpus, step)]
    breaches = tuple(
        in_meeting(Fault.NOT_DISCUSSED, step.meeting, step.index, "tittel", first)
        for step, case in told
        if not any(_is_discussion(s, first) and s.meeting.held < step.meeting.held for s in case.steps)
    )
    gaps = () if len(told) == len(decided) else (Gap(Lack.THREAD),)
    return Judgement(body.id, bool(told), breaches, gaps)


def _is_discussion(step: CaseStep, first: str) -> bool:
    meeting = step.meeting
    return meeting.body == first and not meeting.is_cancelled and step.item.kind != CaseKind.INFORMATION.value


def _can_be_followed(corpus: Corpus, step: CaseStep) -> bool:
    """Say whether an item says anything by which another meeting can have the same case."""
    return bool(step.item.thread or step.item.paper or version_of(corpus, step))
