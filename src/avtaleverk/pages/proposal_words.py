"""A proposal in words: what it changes, where it stands, and who decides next."""

from avtaleverk.history.comparison import Facts
from avtaleverk.history.pairs import before
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.organisation import Meeting
from avtaleverk.model.status import Status
from avtaleverk.pages.clause_notes import clause_name
from avtaleverk.pages.context import Context
from avtaleverk.pages.timeline import adoptions
from avtaleverk.redline import PointState


def changed_points(ctx: Context, facts: Facts) -> str:
    """Return the points that a revision touches: «punkt 7.1, 7.2, 11 og 13»; "" where it touches none."""
    numbers, titles = [], []
    for point in facts.touched:
        clause = point.old if point.state is PointState.REMOVED or not point.new else point.new
        if clause and (number := clause.number or clause.within):
            numbers.append(number)
        elif clause:
            titles.append(clause_name(ctx, clause))
    found = [ctx.t("clause {label}", label=ctx.t.listed(list(dict.fromkeys(numbers))))] if numbers else []
    return ctx.t.listed([*found, *dict.fromkeys(titles)]) if found or titles else ""


def base_of(ctx: Context, document: Document, proposal: Version) -> Version | None:
    """Return the text that a proposal is shown against: the one in force, else the approved one before it."""
    current = ctx.in_force(document)
    return current if current and current.order < proposal.order else before(document, proposal)


def next_step(ctx: Context, document: Document, version: Version) -> str:
    """Return who decides next about a proposal and when, "" where nothing is left to decide."""
    t, status = ctx.t, ctx.standing(document, version).status
    hearing = version.hearing
    if status is Status.HEARING and hearing:
        due = t("Answers are due by {day}.", day=t.long_date(hearing.closes))
        return f"{due} {t('After that {body} decides.', body=_decider(ctx, document))}"
    if status is Status.RATIFYING:
        return t("Waiting for {names}.", names=t.listed(_waiting(ctx, document, version)))
    if status is Status.DRAFT and hearing and hearing.opens:
        return t("It goes out for comment on {day}.", day=t.long_date(hearing.opens))
    return _before_the_body(ctx, document, version) if status in {Status.DRAFT, Status.PENDING} else ""


def _before_the_body(ctx: Context, document: Document, version: Version) -> str:
    t = ctx.t
    meeting = ctx.corpus.meeting(version.meeting) if version.meeting else None
    if meeting is None:
        decider = _decider(ctx, document)
        return t("{body} decides.", body=decider[:1].upper() + decider[1:])
    body, day = ctx.corpus.body_name(meeting.body), t.long_date(meeting.held)
    if meeting.held >= ctx.day:
        return t("{body} considers it on {day}.", body=body, day=day)
    if outcome := _outcome(meeting, document, version):
        return t("{body} had it before them on {day}. Outcome: {words}.", body=body, day=day, words=outcome)
    return t("{body} had it before them on {day}. What they decided is not stated.", body=body, day=day)


def _outcome(meeting: Meeting, document: Document, version: Version) -> str:
    """Return what a meeting came to about a proposal, such as a recommendation; "" where its file does not say."""
    about = (i for i in meeting.items if i.document == document.folder and i.version in {None, version.number})
    return next((i.outcome for i in about if i.outcome), "")


def _decider(ctx: Context, document: Document) -> str:
    rule = ctx.corpus.rule_for(document)
    return ctx.corpus.body_name(rule.body) if rule else ctx.t("a body that is not stated")


def _waiting(ctx: Context, document: Document, version: Version) -> list[str]:
    """Return the parties that have not adopted the text yet."""
    done = adoptions(version, ctx.parties(document), ctx.day)
    parties = [ctx.corpus.community.party(p) for p in ctx.parties(document) if p not in done]
    return [party.name for party in parties if party]
