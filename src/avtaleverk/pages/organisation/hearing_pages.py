"""Hearings: what is out for comment, how to answer, who has answered, and what came of it."""

import re
from dataclasses import dataclass
from datetime import date

from avtaleverk.history.pairs import before, difference_pairs
from avtaleverk.model.addresses import (
    difference_address,
    meeting_address,
    paper_address,
    party_address,
    version_address,
    version_anchor,
)
from avtaleverk.model.documents import Document, Hearing, Version
from avtaleverk.organisation.hearings import Aftermath, Answer, HearingRecord, Phase, Result
from avtaleverk.organisation.hearings import hearings as records
from avtaleverk.pages.context import Context
from avtaleverk.pages.document_pages import VersionView, hearing_words, version_view
from avtaleverk.pages.proposal_words import base_of, changed_points, next_step

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(r"https?://[^\s<>\"]+")
_RECIPIENT, _DAY = "{to}", "{day}"


@dataclass(frozen=True, slots=True)
class Named:
    """Words and the address that they lead to, "" where there is none."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Way:
    """How to answer, in a sentence around the recipient; ``href`` is "" where it is neither a mail nor a web address."""

    first: str
    recipient: str
    last: str
    href: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer that is filed: who sent it, when, and whether it came after the deadline."""

    sender: str
    title: str
    address: str
    day: str
    late: str


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a hearing: words, the page that shows it, and how the text changed after the hearing."""

    words: str
    version: Named | None
    meeting: Named | None
    difference: Named | None


@dataclass(frozen=True, slots=True)
class HearingView:
    """A proposal that is, has been or will be on hearing; addresses are from the site's root.

    ``short`` warns of a hearing shorter than the shortest one promised, ``moved`` tells of earlier deadlines; each is "" where
    there is nothing to tell. ``came`` is None until the hearing is closed.
    """

    anchor: str
    label: str
    name: str
    title: str
    version: VersionView
    phase: str
    period: str
    days: str
    short: str
    moved: str
    points: str
    difference: str
    reply_to: str
    way: Way
    answers: tuple[AnswerView, ...]
    unanswered: tuple[Named, ...]
    came: Came | None
    is_open: bool
    closes: date | None


def hearings(ctx: Context) -> list[HearingView]:
    """Return every hearing, the open ones first, then those to come, then those that closed last."""
    found = ctx.once(("hearings",), lambda: records(ctx.corpus, ctx.day))
    return [hearing_view(ctx, record) for record in found]


def hearing_view(ctx: Context, record: HearingRecord) -> HearingView:
    """Return what is shown about a hearing, gathered once for all the pages that name it."""
    return ctx.once(("hearing", record.document.folder, record.version.number), lambda: _view(ctx, record))


def _view(ctx: Context, record: HearingRecord) -> HearingView:
    document, version, hearing = record.document, record.version, record.hearing
    days = hearing.days
    return HearingView(
        anchor=version_anchor(ctx.addresses[document.folder], version.number),
        label=ctx.label(document),
        name=_name(ctx, document, version),
        title=ctx.title(document, version),
        version=version_view(ctx, document, version),
        phase=record.phase.name.lower(),
        period=_period(ctx, hearing) or hearing_words(ctx, version),
        days=ctx.t.count("{n} day", "{n} days", days) if days is not None else ctx.t("length not stated"),
        short=_short(ctx, record),
        moved=_moved(ctx, hearing),
        points=_points(ctx, record),
        difference=redline_of(ctx, document, version),
        reply_to=hearing.reply_to or "",
        way=_way(ctx, hearing),
        answers=tuple(_answer(ctx, a) for a in record.answers),
        unanswered=tuple(Named(p.name, party_address(p.id)) for p in record.unanswered),
        came=_came(ctx, record) if record.phase is Phase.CLOSED else None,
        is_open=record.phase is Phase.OPEN,
        closes=hearing.closes,
    )


def _name(ctx: Context, document: Document, version: Version) -> str:
    title, number = ctx.title(document, version), ctx.t("version {number}", number=version.number)
    return f"{ctx.label(document)} {title}, {number}" if document.number else f"{title}, {number}"


def _period(ctx: Context, hearing: Hearing) -> str:
    if hearing.opens is None or hearing.closes is None:
        return ""
    days = {"start": ctx.t.long_date(hearing.opens), "end": ctx.t.long_date(hearing.closes)}
    return ctx.t("from {start} to {end}", **days)


def _short(ctx: Context, record: HearingRecord) -> str:
    least = ctx.corpus.community.minimum_hearing_days
    if not record.short_by or record.hearing.days is None:
        return ""
    return ctx.t.count(
        "{n} day, the shortest hearing is {least}", "{n} days, the shortest hearing is {least}", record.hearing.days,
        least=least,
    )  # fmt: skip


def _moved(ctx: Context, hearing: Hearing) -> str:
    days = [ctx.t.long_date(d) for d in hearing.earlier_deadlines]
    return ctx.t("The deadline was {days} before it was moved.", days=ctx.t.listed(days)) if days else ""


def _has_difference(ctx: Context, document: Document, old: Version, new: Version) -> bool:
    pairs = ctx.once(
        ("difference pairs", document.folder),
        lambda: {(a.number, b.number) for a, b in difference_pairs(document, ctx.in_force(document))},
    )
    return (old.number, new.number) in pairs


def _compared(ctx: Context, document: Document, old: Version | None, new: Version) -> str:
    if old is None or not _has_difference(ctx, document, old, new):
        return ""
    return difference_address(ctx.addresses[document.folder], old.number, new.number)


def _base(ctx: Context, document: Document, version: Version) -> Version | None:
    """Return the text that a proposal is read against: the one in force, or the one it was to replace."""
    is_on_its_way = ctx.standing(document, version).status.is_proposal
    return base_of(ctx, document, version) if is_on_its_way else before(document, version)


def redline_of(ctx: Context, document: Document, version: Version) -> str:
    """Return where a text on its way, or one that was, is shown with its changes in red; "" where it changes no other."""
    return _compared(ctx, document, _base(ctx, document, version), version)


def _points(ctx: Context, record: HearingRecord) -> str:
    """Return the points that a proposal changes; of a closed hearing the red-marked text tells."""
    base = _base(ctx, record.document, record.version)
    if base is None or record.phase is Phase.CLOSED:
        return ""
    return changed_points(ctx, ctx.facts(base, record.version))


def _way(ctx: Context, hearing: Hearing) -> Way:
    """Return how to answer; where nobody says where to, it is the secretariat that can be asked."""
    t, office = ctx.t, ctx.corpus.community.secretariat
    day = t.long_date(hearing.closes) if hearing.closes else ""
    recipient = hearing.reply_to or (office.email if office else None) or ""
    if hearing.reply_to:
        words = t("Send the answer to {to} by {day}.", to=_RECIPIENT, day=_DAY) if day else t("Send the answer to {to}. The deadline is not stated.", to=_RECIPIENT)  # fmt: skip
    elif recipient:
        words = t("Where to send the answer is not stated. Ask {to}. The deadline is {day}.", to=_RECIPIENT, day=_DAY) if day else t("Neither deadline nor where to send the answer is stated. Ask {to}.", to=_RECIPIENT)  # fmt: skip
    else:
        words = t("Where to send the answer is not stated. The deadline is {day}.", day=day or t("not stated"))
    first, _, last = words.partition(_RECIPIENT)
    return Way(first.replace(_DAY, day), recipient, last.replace(_DAY, day), _href(recipient))


def _href(recipient: str) -> str:
    if _MAIL.fullmatch(recipient):
        return f"mailto:{recipient}"
    return recipient if _WEB.fullmatch(recipient) else ""


def _answer(ctx: Context, answer: Answer) -> AnswerView:
    paper = answer.paper
    body = ctx.corpus.body_name(paper.body_id) if paper.body_id else ""
    return AnswerView(
        sender=answer.party.name if answer.party else body,
        title=paper.title,
        address=paper_address(paper.id),
        day=ctx.t.long_date(paper.dated) if paper.dated else ctx.t("date not stated"),
        late=ctx.t("after the deadline") if answer.is_late else "",
    )


# --- what came of it ----------------------------------------------------------------------------------------------


def _came(ctx: Context, record: HearingRecord) -> Came:
    found = record.aftermath
    meeting = found.meeting
    return Came(
        words=_came_words(ctx, record, found),
        version=_later(ctx, record),
        meeting=Named(ctx.t("See the meeting"), meeting_address(meeting.id)) if meeting else None,
        difference=_after_the_hearing(ctx, record),
    )


def _later(ctx: Context, record: HearingRecord) -> Named | None:
    """Return the later version that was approved in the place of the one that was out for comment."""
    later = record.aftermath.version
    if later is None or later is record.version:
        return None
    address = version_address(ctx.addresses[record.document.folder], later.number)
    return Named(ctx.t("Read version {number}", number=later.number), address)


def _came_words(ctx: Context, record: HearingRecord, found: Aftermath) -> str:
    t = ctx.t
    body = ctx.corpus.body_name(found.body) if found.body else ""
    given = {"body": body, "day": t.long_date(found.day)}
    if found.result is Result.APPROVED:
        number = found.version.number if found.version else ""
        if found.day is None:
            return t("{body} approved version {number}. The date is not stated.", body=body, number=number)
        return t("{body} approved version {number} on {day}.", number=number, **given)
    if found.result is Result.REJECTED:
        return t("{body} rejected the proposal on {day}.", **given)
    if found.result is Result.WITHDRAWN:
        return t("The proposal was withdrawn ({body} {day}).", **given)
    if found.result is Result.CONSIDERED:
        return t("{body} had it before them on {day}. Outcome: {words}.", words=found.words, **given)
    return next_step(ctx, record.document, record.version) or t("What came of it is not stated.")


def _after_the_hearing(ctx: Context, record: HearingRecord) -> Named | None:
    """Return where one sees what changed from the proposal to the text that was approved."""
    later = record.aftermath.version
    if later is None or later is record.version:
        return None
    address = _compared(ctx, record.document, record.version, later)
    return Named(ctx.t("Show what changed after the hearing"), address) if address else None


def hearings_html(ctx: Context, page: str) -> str:
    """Return the page of hearings: open, without a deadline, to come, closed."""
    found = hearings(ctx)
    parts = {phase.name.lower(): [h for h in found if h.phase == phase.name.lower()] for phase in Phase}
    return ctx.render("horinger.html", page, parts=parts, least=ctx.corpus.community.minimum_hearing_days)
