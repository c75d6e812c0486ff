"""What a memo can say of a revision, from what lies in the folder; nothing in it is invented."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from avtaleverk.exports.paper import Paper
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.organisation import CaseItem, Meeting
from avtaleverk.organisation.adoption import CellState, Row, matrix
from avtaleverk.organisation.hearings import record_of
from avtaleverk.organisation.law import demands_of
from avtaleverk.pages.context import Context
from avtaleverk.pages.difference_pages import agreement_words
from avtaleverk.pages.organisation.annual_report import plain
from avtaleverk.pages.organisation.law_pages import demand_words
from avtaleverk.pages.proposal_words import next_step
from avtaleverk.pages.status_words import approval_words, period_words, status_view
from avtaleverk.redline import Change, RevisionKind, Style
from avtaleverk.redline.phrases import Language, phrase

# Each name that a template may use, and what it holds. What nobody has stated is "" or an empty list.
NAMES: Mapping[str, str] = {
    "dokument": "navnet på dokumentet: «Retningslinje 1 Ansvar og oppgaver i Helsefellesskapet»",
    "fra": "nummeret på versjonen endringene bygger på, tomt for en helt ny tekst",
    "til": "nummeret på den nye versjonen",
    "er_vedtatt": "sant når den nye versjonen er vedtatt",
    "vedtatt": "hvem som vedtok den nye versjonen, og når",
    "status": "hva den nye versjonen er i dag, for eksempel «på høring»",
    "grunnlag": "versjonen endringene bygger på, og hvem som godkjente den",
    "eier": "organet som eier dokumentet",
    "endringer": "linja om hva som er nytt, slik den står i fila",
    "horing": "setninger om høringen, tomt når den ikke har vært på høring",
    "svar": "liste: hvem som har svart på høringen",
    "lovkrav": "liste: punktene i helse- og omsorgstjenesteloven § 6-2 som dokumentet dekker",
    "art": "hva slags revisjon det er: innhold, språk eller retting",
    "omfang": "én setning om hvor mange punkter og ord som er endret",
    "punkter": "liste over punktene som er endret, hvert med navn, endringer (liste), inn og ut (antall ord)",
    "navngitt": "om vedtaket eller forslaget nevner de samme punktene som er endret i teksten",
    "neste": "hvem som avgjør nå, og når",
    "tilslutning": "én setning om hvor mange parter som har sluttet seg til teksten",
    "mangler": "liste: partene som ikke har sluttet seg til ennå",
    "vedlegg": "navnet på vedlegget med den merkede teksten",
    "dag": "dagen notatet er laget",
}


def memo_facts(ctx: Context, paper: Paper) -> dict[str, object]:
    """Return what a template may use, by the names in ``NAMES``; every text is safe to put into Markdown."""
    document, version, old = paper.document, paper.version, paper.old
    language = ctx.comparisons.language
    summary = paper.redline.summary
    return {
        "dokument": plain(ctx.name(document)),
        "fra": old.number if old else "",
        "til": version.number,
        "er_vedtatt": version.is_approved,
        "vedtatt": plain(approval_words(ctx, version)) if version.is_approved else "",
        "status": plain(_status(ctx, document, version)),
        "grunnlag": plain(_ground(ctx, document, old)) if old else "",
        "eier": plain(ctx.corpus.body_name(document.owner)) if document.owner else "",
        "endringer": plain(version.changes or ""),
        "horing": plain(_hearing(ctx, document, version)),
        "svar": list(_answers(ctx, document, version)),
        "lovkrav": [demand_words(ctx, number) for number in demands_of(document)],
        "art": phrase(summary.kind, language) if old and summary.kind is not RevisionKind.NONE else "",
        "omfang": _extent(paper, language) if old else "",
        "punkter": list(_points(paper, language)) if old else [],
        "navngitt": plain(_named(ctx, paper)),
        "neste": plain(next_step(ctx, document, version)),
        "tilslutning": plain(_adoption(ctx, document, version)),
        "mangler": [plain(name) for name in missing_parties(ctx, document, version)],
        "vedlegg": plain(attachment_name(ctx, paper)),
        "dag": ctx.t.long_date(ctx.day),
    }


def attachment_name(ctx: Context, paper: Paper) -> str:
    """Return what the attached text is called: «Samarbeidsavtalen, endringer fra versjon 2022 til versjon 2024»."""
    if paper.old:
        which = ctx.t("changes from version {old} to version {new}", old=paper.old.number, new=paper.number)
    else:
        which = ctx.t("version {number}", number=paper.number)
    return f"{ctx.name(paper.document)}, {which}"


def meeting_of(ctx: Context, version: Version) -> Meeting | None:
    """Return the meeting that has a version before it, None where its file names none."""
    return ctx.corpus.meeting(version.meeting) if version.meeting else None


def item_of(meeting: Meeting, document: Document, version: Version) -> CaseItem | None:
    """Return the case of a meeting that concerns a version."""
    about = (i for i in meeting.items if i.document == document.folder and i.version in {None, version.number})
    return next(about, None)


def _status(ctx: Context, document: Document, version: Version) -> str:
    words = status_view(ctx, document, version).word
    return words[:1].lower() + words[1:]


def _ground(ctx: Context, document: Document, old: Version) -> str:
    """Return which version the changes start from, and what is known of it."""
    t = ctx.t
    name = t("version {number}", number=old.number)
    if not old.is_approved:
        return f"{name}, {t('not approved')}"
    approved = t("approved by {approval}", approval=approval_words(ctx, old))
    return f"{name}, {approved}, {period_words(ctx, document, old)}"


def _hearing(ctx: Context, document: Document, version: Version) -> str:
    record = record_of(ctx.corpus, document, version, ctx.day)
    if not record:
        return ""
    t, hearing = ctx.t, record.hearing
    said = t("Hearing from {opens} to {closes}", opens=t.long_date(hearing.opens), closes=t.long_date(hearing.closes))
    return f"{said}. {t.count('{n} answer has been added.', '{n} answers have been added.', len(record.answers))}"


def _answers(ctx: Context, document: Document, version: Version) -> Iterator[str]:
    record = record_of(ctx.corpus, document, version, ctx.day)
    for answer in record.answers if record else ():
        who = answer.party.name if answer.party else answer.paper.title
        yield plain(f"{who}, {ctx.t.long_date(answer.paper.dated)}" if answer.paper.dated else who)


def _extent(paper: Paper, language: Language) -> str:
    summary = paper.redline.summary
    return " ".join(summary.extent(language)) if summary.changes else summary.explain_same(language)


def _points(paper: Paper, language: Language) -> Iterator[dict[str, object]]:
    """Yield the changed points as a case paper names them: «Pkt. 7.1 Helsefellesskapet»."""
    for name, group in groupby(paper.redline.changes, key=_name):
        changes = list(group)
        first, *others = dict.fromkeys(plain(change.explain(Style.ROW, language)) for change in changes)
        yield {
            "navn": plain(name) if name else plain(changes[0].point(language)),
            "endringer": [first, *(said[:1].lower() + said[1:] for said in others)],
            "inn": sum(change.words_in for change in changes),
            "ut": sum(change.words_out for change in changes),
        }


def _name(change: Change) -> str:
    clause = change.new_clause or change.old_clause
    if clause is None:
        return ""
    number = clause.number or clause.within
    if number and not clause.number:
        return f"Pkt. {number}, {clause.title}"
    if not number:
        return clause.title
    return f"{number if number.startswith('§') else f'Pkt. {number}'} {clause.title}".strip()


def _named(ctx: Context, paper: Paper) -> str:
    if not paper.old:
        return ""
    facts = ctx.facts(paper.old, paper.version)
    return agreement_words(ctx, paper.document, paper.old, paper.version, facts)


def _adoption(ctx: Context, document: Document, version: Version) -> str:
    """Return how many parties have adopted the text, "" where none is asked to, or the file says nothing of it."""
    row = _row(ctx, document, version)
    if not row:
        return ""
    return ctx.t("{n} of {total} parties have adopted it.", n=row.count(CellState.ADOPTED), total=len(row.cells))


def missing_parties(ctx: Context, document: Document, version: Version) -> list[str]:
    """Return the names of the parties that have yet to adopt a version, none where it is not with the parties."""
    row = _row(ctx, document, version)
    return [party.name for party in row.missing] if row else []


def _row(ctx: Context, document: Document, version: Version) -> Row | None:
    found = matrix(ctx.corpus, document, ctx.day)
    rows = found.rows if found else ()
    stated = (row for row in rows if row.version is version and (row.is_stated or row.is_awaited))
    return next(stated, None)
