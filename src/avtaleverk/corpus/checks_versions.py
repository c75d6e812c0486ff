"""Whether a version agrees with the rest: who approved it, when, and which parties have adopted it."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from avtaleverk.corpus.known import Known
from avtaleverk.corpus.wording import near
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.findings import Finding, Severity


def check_version(known: Known, document: Document, version: Version) -> Iterator[Finding]:
    """Yield what is wrong between one version and the rest of the corpus."""
    yield from _approver(known, document, version)
    yield from _dates(version)
    yield from _hearing(known, version)
    yield from _ratification(known, version)
    yield from _links(known, version)
    if version.source.path not in known.broken:
        yield from _left_out(known, document, version)


def _approver(known: Known, document: Document, version: Version) -> Iterator[Finding]:
    body, source, rule = version.approved_by, version.source, known.corpus.rule_for(document)
    if body is None:
        return
    line = source.line("godkjent_av")
    if known.lacks_body(body):
        message = f"Organet «{body}» finnes ikke"
        yield Finding(source.path, line, "godkjent_av", message, near(body, known.bodies))
    elif version.approved and (fault := missing_then(known.corpus, body, version.approved)):
        yield Finding(source.path, line, "godkjent_av", *fault)
    elif rule is None:
        message = "Ingen regel sier hvem som kan godkjenne dokumentet"
        hint = f"Legg til {{gjelder: {document.folder}, organ: {body}}} under «godkjenning» i helsefellesskap.yml"
        yield Finding(source.path, line, "godkjent_av", message, hint, Severity.WARNING)
    elif rule.body in known.bodies and body not in {rule.body, *document.approved_by}:
        message = f"{known.corpus.body_name(body)} kan ikke godkjenne dette dokumentet"
        hint = f"Skriv godkjent_av: {rule.body}, eller rett «godkjenning» i helsefellesskap.yml"
        yield Finding(source.path, line, "godkjent_av", message, hint)


def _left_out(known: Known, document: Document, version: Version) -> Iterator[Finding]:
    """Report what the file does not say, where something follows from it."""
    source, rule = version.source, known.corpus.rule_for(document)
    if version.hearing and version.hearing.closes is None:
        hint = "Legg til frist: ÅÅÅÅ-MM-DD"
        line = source.line("horing")
        yield Finding(source.path, line, "horing.frist", "Høringen har ingen frist", hint, Severity.WARNING)
    if not version.is_approved:
        if version.approved:
            hint = "Legg til godkjent_av: med organet, eller ta bort datoen"
            yield Finding(source.path, source.line("godkjent"), "godkjent", "Datoen står uten organ", hint)
        return
    line = source.line("godkjent_av")
    if version.approved is None:
        hint = "Legg til godkjent: ÅÅÅÅ-MM-DD når datoen er kjent. På nettstedet står det «ikke oppgitt»"
        yield Finding(source.path, line, "godkjent", "Datoen for godkjenning er ikke oppgitt", hint, Severity.WARNING)
    if rule and rule.ratified_by and version.ratifications is None and not version.signed:
        message = "Partenes egne vedtak er ikke oppgitt, og teksten regnes som sluttet til"
        hint = "Legg til tilslutning: med ett vedtak for hver part, eller signert: ÅÅÅÅ-MM-DD"
        yield Finding(source.path, line, "tilslutning", message, hint, Severity.WARNING)


def _dates(version: Version) -> Iterator[Finding]:
    source = version.source
    pairs: tuple[tuple[str, date | None, str, date | None], ...] = (
        ("gjelder_til", version.valid_until, "gjelder_fra", version.valid_from),
        ("opphevet", version.repealed, "godkjent", version.approved),
        ("gjelder_til", version.valid_until, "godkjent", version.approved),
        ("oppsagt", version.terminated, "godkjent", version.approved),
        ("sendt_helsedirektoratet", version.sent_to_directorate, "signert", version.signed),
    )
    for late_name, late, early_name, early in pairs:
        if late and early and late < early:
            message = f"{late} er før {early_name} ({early})"
            yield Finding(source.path, source.line(late_name), late_name, message, "Rett den av datoene som er feil")


def _hearing(known: Known, version: Version) -> Iterator[Finding]:
    hearing, source = version.hearing, version.source
    if hearing is None or hearing.days is None:
        return
    deadlines = (*hearing.earlier_deadlines, hearing.closes)
    if any(earlier == later for earlier, later in pairwise(deadlines)):
        message, hint = "Fristen er flyttet til samme dag som før", "Ta bort den dagen som står to ganger på rad"
        place = source.path, source.line("horing.tidligere_frister"), "horing.tidligere_frister"
        yield Finding(*place, message, hint)
    line, least = source.line("horing.frist"), known.corpus.community.minimum_hearing_days
    if hearing.days < 0:
        message = f"Fristen {hearing.closes} er før første dag {hearing.opens}"
        yield Finding(source.path, line, "horing.frist", message, "Rett den av datoene som er feil")
    elif least is not None and hearing.days < least:
        message = f"Høringen varer {hearing.days} dager, og den korteste fristen er {least}"
        yield Finding(source.path, line, "horing.frist", message, "Sett en senere frist", Severity.WARNING)


def _ratification(known: Known, version: Version) -> Iterator[Finding]:
    source, field = version.source, "tilslutning.part"
    parties = {p.id for p in known.corpus.community.parties}
    seen: set[str] = set()
    entries = version.ratifications or ()
    if len(entries) > len(parties):
        message = f"Det står {len(entries)} vedtak, men helsefellesskapet har {len(parties)} parter"
        yield Finding(
            source.path, source.line("tilslutning"), "tilslutning", message, "Behold ett vedtak for hver part"
        )
    for index, entry in enumerate(entries):
        line = source.line(f"tilslutning.{index}.part")
        if entry.party and entry.party not in parties:
            message = f"Parten «{entry.party}» finnes ikke"
            yield Finding(source.path, line, field, message, near(entry.party, parties))
        elif entry.party in seen:
            message = f"Parten «{entry.party}» står to ganger"
            yield Finding(source.path, line, field, message, "Behold det siste vedtaket")
        seen.add(entry.party)


def _links(known: Known, version: Version) -> Iterator[Finding]:
    source = version.source
    if version.meeting and known.lacks_meeting(version.meeting):
        yield missing_meeting(known, version.meeting, (source.path, source.line("mote"), "mote"))
    for field, paper in (("sak", version.case), ("opphevet_sak", version.repeal_case)):
        if paper and known.lacks_paper(paper):
            yield missing_paper(known, paper, (source.path, source.line(field), field))


def missing_then(corpus: Corpus, body_id: str, day: date) -> tuple[str, str] | None:
    """Return what is wrong with a body that acts on a day on which it was not there, and the cure; None if it was.

    Where no structure is known for the day, nobody can tell.
    """
    structure = corpus.structure_at(day)
    if structure is None or body_id in {b.id for b in corpus.community.external_bodies}:
        return None
    body = structure.body(body_id)
    if body and body.active_from and body.active_until and body.active_until < body.active_from:
        return None  # the dates of the body are a finding of their own
    hint = f"Rett datoen eller organet, eller rett {structure.source.path}"
    if body is None:
        return f"Organet «{body_id}» fantes ikke {day}, etter strukturen som gjaldt da", hint
    if body.is_active(day):
        return None
    if body.active_until and body.active_until < day:
        return f"Organet «{body_id}» ble oppløst {body.active_until} og kan ikke møtes eller bestemme {day}", hint
    return f"Organet «{body_id}» begynte {body.active_from} og kan ikke møtes eller bestemme {day}", hint


def missing_meeting(known: Known, meeting: str, place: tuple[str, int, str]) -> Finding:
    """Return the finding of a meeting that is not there."""
    return Finding(*place, f"Møtet «{meeting}» finnes ikke", near(meeting, (m.id for m in known.corpus.meetings)))


def missing_paper(known: Known, paper: str, place: tuple[str, int, str]) -> Finding:
    """Return the finding of a case paper that is not there, or not even in the folder."""
    if paper.startswith(("/", "\\", "~")) or ".." in paper.split("/") or ":" in paper:
        hint = "Skriv stien fra mappa der helsefellesskap.yml ligger, som organisasjon/saker/2024-03-01-notat"
        return Finding(*place, f"«{paper}» peker ut av mappa", hint)
    return Finding(*place, f"Saken «{paper}» finnes ikke", near(paper, (p.id for p in known.corpus.papers)))
