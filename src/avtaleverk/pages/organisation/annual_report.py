"""The draft of an annual report (årsmelding): the year's data as Markdown, with lines for what only people can tell."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from avtaleverk.model.documents import Document, Outcome, Version
from avtaleverk.model.organisation import Appointment, Meeting, Office
from avtaleverk.model.structure import Structure
from avtaleverk.organisation.annual import Adoption, AnnualRecord, BodyYear, Happening, TextEvent
from avtaleverk.organisation.cases import CaseStep, version_of
from avtaleverk.organisation.hearings import HearingRecord
from avtaleverk.organisation.structures.kinship import base
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.case_views import settled_words
from avtaleverk.pages.organisation.structure_views import Comparison

_SPECIAL = re.compile(r"([\\`*_{}\[\]|])")
_DONE = {
    Happening.BEGAN: "In force from {day}",
    Happening.ENDED: "Last day in force: {day}",
    Happening.REPEALED: "Repealed on {day}",
    Happening.SIGNED: "Signed on {day}",
    Happening.SENT: "Sent to Helsedirektoratet on {day}",
    Happening.REVIEWED: "Reviewed on {day}",
    Happening.TERMINATED: "Notice was given on {day}",
}
_OUTCOMES = {
    Outcome.ADOPTED: "adopted",
    Outcome.PENDING: "under consideration",
    Outcome.REJECTED: "rejected",
}
_OFFICES = {
    Office.LEADER: "leader",
    Office.DEPUTY: "deputy leader",
    Office.MEMBER: "member",
    Office.SUBSTITUTE: "substitute",
}


def plain(text: str) -> str:
    """Return a text as Markdown that shows it as it stands, on one line."""
    line = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    return _SPECIAL.sub(r"\\\1", line)


def annual_report(ctx: Context, record: AnnualRecord) -> str:
    """Return the draft: front matter of a case paper, and the year under headings; nothing in it is invented."""
    t = ctx.t
    template = ctx.templates.overlay(autoescape=False).get_template("arsmelding.md")
    text = template.render(
        title=json.dumps(t("Annual report {year} for {name}", year=record.year, name=ctx.corpus.community.name), ensure_ascii=False),
        concerns=[f'"{folder}"' for folder in dict.fromkeys(e.document.folder for e in record.texts)],
        record=record,
        office=_secretariat(ctx),
        built=t.long_date(ctx.day),
        until=t.long_date(record.until),
        meetings=_meetings(ctx, record),
        decided=_by_body(ctx, record.decided),
        discussed=[_case(ctx, s, brief=True) for s in record.discussed],
        told=[_case(ctx, s, brief=True) for s in record.told],
        approved=[_approval(ctx, e) for e in record.of(Happening.APPROVED)],
        undated=t.listed([_text(ctx, d, v) for d, v in record.undated]) if record.undated else "",
        other=[_event(ctx, e) for e in record.of(Happening.BEGAN, Happening.ENDED, Happening.REPEALED, Happening.REVIEWED)],
        hearings=[_hearing(ctx, r) for r in record.hearings],
        adoptions=_adoptions(ctx, record.adoptions),
        bodies=_bodies(ctx, record),
        sent=[_event(ctx, e) for e in record.of(Happening.SIGNED, Happening.SENT, Happening.TERMINATED)],
        coming=_coming(ctx, record),
    )  # fmt: skip
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _secretariat(ctx: Context) -> str:
    """Return the id of the body that writes such reports, "" where the structure of the day has no staff."""
    bodies = ctx.structure.bodies if ctx.structure else ()
    return next((b.id for b in bodies if b.staff), "")


def _text(ctx: Context, document: Document, version: Version) -> str:
    return plain(f"{ctx.name(document)}, {ctx.t('version {number}', number=version.number)}")


def _sentences(*parts: str) -> str:
    """Return what there is to tell, each part as a sentence."""
    told = [part.rstrip() for part in parts if part]
    return " ".join(part if part.endswith((".", "?", ":", "»")) else f"{part}." for part in told)


# --- meetings and cases -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One row of the table of meetings."""

    name: str
    held: str
    promised: str
    days: str


def _meetings(ctx: Context, record: AnnualRecord) -> list[BodyRow]:
    return [_row(ctx, b) for b in record.bodies]


def _row(ctx: Context, body: BodyYear) -> BodyRow:
    t = ctx.t
    days = [_day(ctx, m) for m in body.held] + [f"{_day(ctx, m)} ({t('Cancelled').lower()})" for m in body.cancelled]
    promised = str(body.promised) if body.promised is not None else t("not stated")
    promised += f" ({t('from {day}', day=t.moment(body.promised_from))})" if body.promised_from else ""
    return BodyRow(plain(ctx.corpus.body_name(body.body_id)), str(len(body.held)), promised, ", ".join(days) or "–")


def _day(ctx: Context, meeting: Meeting) -> str:
    day = ctx.t.short_date(meeting.held)
    return f"{day} ({ctx.t('Extra meeting').lower()})" if meeting.is_extra else day


def _by_body(ctx: Context, steps: Iterable[CaseStep]) -> list[tuple[str, list[str]]]:
    """Return the cases under the body that had them, the bodies in the order in which they first met."""
    order = list(dict.fromkeys(s.meeting.body for s in steps))
    ordered = sorted(steps, key=lambda s: order.index(s.meeting.body))
    return [
        (plain(ctx.corpus.body_name(body)), [_case(ctx, s) for s in found])
        for body, found in groupby(ordered, lambda s: s.meeting.body)
    ]


def _case(ctx: Context, step: CaseStep, *, brief: bool = False) -> str:
    """Return a case as a line; a brief one says which body had it, since no heading does."""
    t, item, found = ctx.t, step.item, version_of(ctx.corpus, step)
    day = t.long_date(step.meeting.held)
    where = f"{plain(ctx.corpus.body_name(step.meeting.body))}, {day}" if brief else day
    number = f", {t('case {number}', number=item.number)}" if item.number else ""
    outcome = plain(item.outcome) if item.outcome else "" if brief or item.decision else t("not stated")
    told = _sentences(
        t("Outcome: {words}", words=outcome) if outcome else "",
        settled_words(ctx, item),
        t("The decision: {words}", words=plain(item.decision)) if item.decision else "",
        t("What happens next: {plan}", plan=plain(item.plan)) if item.plan else "",
        t("Concerns {what}", what=_text(ctx, *found)) if found else "",
    )
    return f"**{plain(item.title)}** ({where}{number}). {told}".rstrip()


# --- texts, hearings, adoption ------------------------------------------------------------------------------------


def _approval(ctx: Context, event: TextEvent) -> str:
    version, t = event.version, ctx.t
    body = plain(ctx.corpus.body_name(version.approved_by or ""))
    return f"**{_text(ctx, event.document, version)}**. " + _sentences(
        t("Approved by {body} on {day}", body=body, day=t.long_date(event.day)),
        t("In force from {day}", day=t.long_date(version.valid_from)) if version.valid_from else "",
        plain(version.changes) if version.changes else t("What is new is not stated"),
    )


def _event(ctx: Context, event: TextEvent) -> str:
    words = ctx.t(_DONE[event.happening], day=ctx.t.long_date(event.day))
    return f"**{_text(ctx, event.document, event.version)}**. {_sentences(words)}"


def _hearing(ctx: Context, record: HearingRecord) -> str:
    t, hearing = ctx.t, record.hearing
    days = t.count("{n} day", "{n} days", hearing.days) if hearing.days is not None else t("length not stated")
    answers = len(record.answers)
    return f"**{_text(ctx, record.document, record.version)}**. " + _sentences(
        t("On hearing from {start} to {end} ({days})", start=t.long_date(hearing.opens), end=t.long_date(hearing.closes), days=days),
        t("That is shorter than the shortest time promised, {n} days", n=ctx.corpus.community.minimum_hearing_days) if record.short_by else "",
        t.count("{n} answer is filed", "{n} answers are filed", answers),
    )  # fmt: skip


def _adoptions(ctx: Context, adoptions: Iterable[Adoption]) -> list[tuple[str, list[str]]]:
    groups = groupby(adoptions, lambda a: (a.document.folder, a.version.number))
    return [
        (_text(ctx, found[0].document, found[0].version), [_adopted(ctx, found), *(_adoption(ctx, a) for a in found)])
        for found in (list(group) for _, group in groups)
    ]


def _adopted(ctx: Context, adoptions: list[Adoption]) -> str:
    n = sum(a.ratification.outcome is Outcome.ADOPTED for a in adoptions)
    return ctx.t.count("{n} party adopted it in the year.", "{n} parties adopted it in the year.", n)


def _adoption(ctx: Context, adoption: Adoption) -> str:
    decision, t = adoption.ratification, ctx.t
    party = ctx.corpus.community.party(decision.party)
    case = f", {t('case {number}', number=plain(decision.case))}" if decision.case else ""
    outcome, day = t(_OUTCOMES[decision.outcome]), t.long_date(decision.decided)
    return f"**{plain(party.name if party else decision.party)}**: {outcome}, {day}{case}."


# --- bodies, and the year to come ---------------------------------------------------------------------------------


def _bodies(ctx: Context, record: AnnualRecord) -> list[str]:
    t = ctx.t
    lines = [_new_structure(ctx, s) for s in record.structures]
    lines += [t("A new structure was proposed on {day}.", day=t.long_date(s.proposal.dated)) for s in record.proposals if s.proposal]  # fmt: skip
    lines += [
        t("{name} began on {day}.", name=f"**{plain(b.name)}**", day=t.long_date(b.active_from)) for b in record.began
    ]
    lines += [
        t("{name} ended on {day}.", name=f"**{plain(b.name)}**", day=t.long_date(b.active_until)) for b in record.ended
    ]
    lines += [f"{_office(ctx, a)}, {t('from {day}', day=t.long_date(a.start))}." for a in record.offices_began]
    return lines + [f"{_office(ctx, a)}, {t('until {day}', day=t.long_date(a.end))}." for a in record.offices_ended]


def _new_structure(ctx: Context, structure: Structure) -> str:
    before = base(ctx.corpus, structure)
    changes = [words for words, _ in Comparison(ctx, before, structure).told()] if before else []
    first = ctx.t("A new structure has applied from {day}.", day=ctx.t.moment(structure.valid_from))
    return " ".join([first, *map(plain, changes)])


def _office(ctx: Context, held: Appointment) -> str:
    party = ctx.corpus.community.party(held.party) if held.party else None
    who = held.name or (party.name if party else "") or ctx.t("not stated")
    return f"**{plain(ctx.corpus.body_name(held.body))}**, {ctx.t(_OFFICES[held.office])}: {plain(who)}"


def _coming(ctx: Context, record: AnnualRecord) -> list[str]:
    t, coming = ctx.t, record.next_year
    lines = [_event(ctx, e) for e in coming.expiries]
    lines += [f"{_office(ctx, a)}, {t('until {day}', day=t.long_date(a.end))}." for a in coming.offices]
    for body, found in groupby(sorted(coming.meetings, key=lambda m: m.body), lambda m: m.body):
        days = t.listed([t.long_date(m.held) for m in found])
        lines.append(f"**{plain(ctx.corpus.body_name(body))}**. {_sentences(t('Meetings added: {days}', days=days))}")
    return lines


def file_name(day: date, year: int) -> str:
    """Return the name that the finished report is to have in the folder."""
    return f"organisasjon/saker/{day.isoformat()}-arsmelding-{year}.md"
