"""A case as pages show it: where it is, and its way from meeting to meeting."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from avtaleverk.model.addresses import meeting_address, paper_address, version_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.organisation import Agreement, CaseItem, CasePaper, Meeting
from avtaleverk.model.status import Status
from avtaleverk.organisation.cases import (
    CaseStanding,
    CaseState,
    CaseStep,
    CaseThread,
    papers_of,
    standing_of,
    threads,
    version_of,
)
from avtaleverk.pages.context import Context
from avtaleverk.pages.proposal_words import next_step

_TONES = {
    CaseState.BEFORE: "forslag",
    CaseState.OPEN: "forslag",
    CaseState.UNSTATED: "utlopt",
    CaseState.INFORMED: "utlopt",
    CaseState.DECIDED: "gjeldende",
}
_WORDS = {
    CaseState.BEFORE: "Before a coming meeting",
    CaseState.OPEN: "Not decided",
    CaseState.UNSTATED: "The outcome is not stated",
    CaseState.INFORMED: "For information",
    CaseState.DECIDED: "Decided",
}
_SETTLED = {
    Agreement.CONSENSUS: "By agreement",
    Agreement.VOTE: "By a vote",
    Agreement.NONE: "Without agreement",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a case is, as a chip shows it: words, and the tone that goes with them."""

    word: str
    tone: str
    coming: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Words and the address that they lead to, "" where there is none."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One meeting of a case's way; ``what`` says what it came to, ``address`` leads to the case on its agenda."""

    body: str
    day: str
    address: str
    kind: str
    what: str
    decision: str
    is_done: bool
    is_cancelled: bool
    place: tuple[str, int]


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case: where it is now, what happens next ("" where nothing is left), and its way. Addresses are from the root."""

    title: str
    state: CaseState
    mark: Mark
    where: str
    next_words: str
    address: str
    text: Link | None
    steps: tuple[StepView, ...]
    papers: tuple[Link, ...]


def cases(ctx: Context) -> tuple[CaseView, ...]:
    """Return every case, in the order in which they first came up; gathered once for all the pages that show one."""
    return ctx.once(("cases",), lambda: tuple(_view(ctx, case) for case in threads(ctx.corpus)))


def case_at(ctx: Context, meeting: Meeting, index: int) -> CaseView | None:
    """Return the case at one place of an agenda."""
    by_place = ctx.once(("cases by place",), lambda: {s.place: c for c in cases(ctx) for s in c.steps})
    return by_place.get((meeting.id, index))


def cases_with(ctx: Context, paper: CasePaper) -> tuple[CaseView, ...]:
    """Return the cases that a paper belongs to."""
    by_paper = ctx.once(("cases by paper",), lambda: _by_paper(cases(ctx)))
    return tuple(by_paper.get(paper_address(paper.id), ()))


def _by_paper(found: tuple[CaseView, ...]) -> Mapping[str, list[CaseView]]:
    gathered: defaultdict[str, list[CaseView]] = defaultdict(list)
    for case in found:
        for link in case.papers:
            gathered[link.address].append(case)
    return gathered


def item_address(meeting: Meeting, index: int) -> str:
    """Return where one case stands on the page of a meeting."""
    return f"{meeting_address(meeting.id)}#sak-{index + 1}"


def mark_of(ctx: Context, state: CaseState) -> Mark:
    """Return the chip of a state."""
    return Mark(ctx.t(_WORDS[state]), _TONES[state])


def settled_words(ctx: Context, item: CaseItem) -> str:
    """Return how a case was settled, "" where nobody says."""
    return ctx.t(_SETTLED[item.settled]) if item.settled else ""


def text_link(ctx: Context, document: Document, version: Version | None) -> Link:
    """Return the text that a case or a paper concerns, by its version where that is known."""
    address = ctx.addresses[document.folder]
    if version is None:
        return Link(ctx.name(document), address)
    words = f"{ctx.name(document)}, {ctx.t('version {number}', number=version.number)}"
    return Link(words, version_address(address, version.number))


def paper_link(paper: CasePaper) -> Link:
    """Return a case paper by its title."""
    return Link(paper.title, paper_address(paper.id))


def _view(ctx: Context, case: CaseThread) -> CaseView:
    now = standing_of(ctx.corpus, case, ctx.day)
    texts = [found for s in case.steps if (found := version_of(ctx.corpus, s))]
    at = now.coming or now.last or case.steps[-1]
    return CaseView(
        title=case.title,
        state=now.state,
        mark=mark_of(ctx, now.state),
        where=_where(ctx, now),
        next_words=_next(ctx, now, texts),
        address=item_address(at.meeting, at.index),
        text=text_link(ctx, *texts[-1]) if texts else _document_link(ctx, case),
        steps=tuple(_step(ctx, s) for s in case.steps),
        papers=tuple(paper_link(p) for p in papers_of(ctx.corpus, case)),
    )


def _document_link(ctx: Context, case: CaseThread) -> Link | None:
    folders = [s.item.document for s in case.steps if s.item.document]
    document = ctx.corpus.document(folders[-1]) if folders else None
    return text_link(ctx, document, None) if document else None


def _step(ctx: Context, step: CaseStep) -> StepView:
    meeting, item = step.meeting, step.item
    return StepView(
        body=ctx.corpus.body_name(meeting.body),
        day=ctx.t.long_date(meeting.held),
        address=item_address(meeting, step.index),
        kind=item.kind or "",
        what=_what(ctx, step),
        decision=item.decision or "",
        is_done=step.is_done(ctx.day),
        is_cancelled=meeting.is_cancelled,
        place=(meeting.id, step.index),
    )


def _what(ctx: Context, step: CaseStep) -> str:
    """Return what a meeting came to, or why there is nothing to tell yet."""
    t, item = ctx.t, step.item
    if step.meeting.is_cancelled:
        return t("The meeting was cancelled")
    if not step.is_done(ctx.day):
        return t("To be considered")
    told = ", ".join(w for w in (item.outcome or "", settled_words(ctx, item).lower()) if w)
    if told:
        return told[0].upper() + told[1:]
    return "" if item.decision else t("The outcome is not stated")


# --- where it is, and what comes next -----------------------------------------------------------------------------


def _where(ctx: Context, now: CaseStanding) -> str:
    t = ctx.t
    if now.coming:
        body, day = _body_and_day(ctx, now.coming)
        return t("It is before {body} on {day}.", body=body, day=day)
    if now.approved:
        body = ctx.corpus.body_name(now.approved.approved_by or "")
        number, approved = now.approved.number, now.approved.approved
        if approved is None:
            return t("{body} approved version {number}. The date is not stated.", body=body, number=number)
        return t("{body} approved version {number} on {day}.", body=body, number=number, day=t.long_date(approved))
    if now.last is None:
        return t("No meeting has had it before it.")
    return _after(ctx, now, now.last)


def _after(ctx: Context, now: CaseStanding, last: CaseStep) -> str:
    """Return what the last meeting did with a case that no meeting is called for."""
    t, (body, day) = ctx.t, _body_and_day(ctx, last)
    if now.state is CaseState.INFORMED:
        return t("{body} was told of it on {day}.", body=body, day=day)
    if came_to := last.item.outcome or settled_words(ctx, last.item).lower():
        return t("{body} had it before them on {day}. Outcome: {words}.", body=body, day=day, words=came_to)
    if last.item.decision:
        return t("{body} decided on {day}.", body=body, day=day)
    if now.state is CaseState.OPEN:
        return t("{body} had it before them on {day}.", body=body, day=day)
    return t("{body} had it before them on {day}. What they decided is not stated.", body=body, day=day)


def _body_and_day(ctx: Context, step: CaseStep) -> tuple[str, str]:
    return ctx.corpus.body_name(step.meeting.body), ctx.t.long_date(step.meeting.held)


def _next(ctx: Context, now: CaseStanding, texts: list[tuple[Document, Version]]) -> str:
    """Return who has the case next, "" where a meeting is called for it or nothing is left to do."""
    if now.state is CaseState.DECIDED:
        waiting = [(d, v) for d, v in texts[-1:] if ctx.standing(d, v).status is Status.RATIFYING]
        return next_step(ctx, *waiting[0]) if waiting else ""
    if now.state is not CaseState.OPEN:
        return ""
    if now.last and now.last.item.plan:
        return ctx.t("What happens next: {plan}", plan=now.last.item.plan)
    told = _next_of_text(ctx, now.last, *texts[-1]) if texts else ""
    return told or ctx.t("What happens next is not stated.")


def _next_of_text(ctx: Context, last: CaseStep | None, document: Document, version: Version) -> str:
    """Return who has a proposal next; the meeting that its file names may be one that has had it already."""
    meeting, rule = ctx.corpus.meeting(version.meeting or ""), ctx.corpus.rule_for(document)
    is_waiting = ctx.standing(document, version).status in {Status.DRAFT, Status.PENDING}
    if meeting is None or meeting.held >= ctx.day or not is_waiting:
        return next_step(ctx, document, version)
    if rule is None or (last and last.meeting.body == rule.body):
        return ""
    return ctx.t("{body} decides.", body=ctx.corpus.body_name(rule.body))
