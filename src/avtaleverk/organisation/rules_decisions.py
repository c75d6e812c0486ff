"""The rules that ask who decides: only a body with the right to it, and in two steps where a community works so."""

from collections.abc import Iterator

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Version
from avtaleverk.model.organisation import CaseItem, CaseKind, Meeting
from avtaleverk.model.structure import Body, Rule, RuleKind
from avtaleverk.organisation.rules_meetings import in_meeting
from avtaleverk.organisation.scope import Scope
from avtaleverk.organisation.verdicts import Breach, Fault, Gap, Judgement, Lack, Place

# How the outcome of a decision begins, in both languages; «ikke vedtatt» begins otherwise.
_ADOPTED = ("vedtatt", "vedtok", "vedteke", "godkjent", "godkjend", "godkjente", "besluttet", "bestemt", "tilsluttet")


def is_decision(item: CaseItem) -> bool:
    """Say whether a case was decided: adopted, and neither for information nor for discussion.

    The text of a decision without an outcome counts where the case was up for a decision.
    """
    if item.kind in {CaseKind.INFORMATION.value, CaseKind.DISCUSSION.value}:
        return False
    if item.outcome:
        return item.outcome.lower().startswith(_ADOPTED)
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
    """Judge whether what a body decided was discussed in an earlier meeting of the body that comes first."""
    first = rule.first or ""
    for body in scope.covered(rule):
        if body.id == first:
            continue
        decisions = list(decided_within(scope, body.id))
        if not decisions or not scope.meetings(first):
            gap = Gap(Lack.MEETINGS, first) if decisions else Gap(Lack.DECISIONS)
            yield Judgement(body.id, gaps=(gap,))
            continue
        told = [(m, n) for m, n in decisions if _marks(m.items[n])]
        breaches = tuple(
            in_meeting(Fault.NOT_DISCUSSED, m, n, "tittel", first)
            for m, n in told
            if not _was_discussed(scope, first, m, m.items[n])
        )
        gaps = () if len(told) == len(decisions) else (Gap(Lack.THREAD),)
        yield Judgement(body.id, bool(told), breaches, gaps)


def _was_discussed(scope: Scope, first: str, meeting: Meeting, item: CaseItem) -> bool:
    return any(
        i.kind != CaseKind.INFORMATION.value and _marks(i) & _marks(item)
        for m in scope.meetings(first)
        if m.held < meeting.held
        for i in m.items
    )


def _marks(item: CaseItem) -> set[tuple[str, ...]]:
    """Return what tells that two items of different meetings are one case."""
    marks = {("saksgang", item.thread)} if item.thread else set()
    marks |= {("sak", item.paper)} if item.paper else set()
    return marks | ({("versjon", item.document, item.version)} if item.document and item.version else set())
