"""What one file cannot know about another: numbers, dates, bodies and references across the corpus."""

import difflib
from collections.abc import Iterable, Iterator
from datetime import date

from avtaleverk.corpus.checks_organisation import check_organisation
from avtaleverk.model.addresses import document_address
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.findings import Finding, Severity


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every finding that needs more than one record to see."""
    yield from _community(corpus)
    yield from check_organisation(corpus)
    yield from _addresses(corpus)
    for document in corpus.all_documents():
        yield from _document(corpus, document)
        for version in document.versions:
            yield from _version(corpus, document, version)


def near(word: str, known: Iterable[str]) -> str:
    """Return the cure for a name that does not exist: the nearest one that does, or all of them."""
    names = list(known)
    match = difflib.get_close_matches(word, names, 1, 0.6)
    if match:
        return f"Mente du «{match[0]}»?"
    return f"Skriv en av disse: {', '.join(sorted(names)[:12])}" if names else "Ingen er lagt inn ennå"


def body_ids(corpus: Corpus) -> set[str]:
    """Return every body that may be named: those of all structures and the external ones."""
    inside = {b.id for s in corpus.structures for b in s.bodies}
    return inside | {b.id for b in corpus.community.external_bodies}


def _community(corpus: Corpus) -> Iterator[Finding]:
    community = corpus.community
    path = community.source.path
    seen: set[str] = set()
    for party in community.parties:
        if party.id in seen:
            yield Finding(
                path,
                community.source.line("parter"),
                "parter.id",
                f"To parter har id «{party.id}»",
                "Gi hver part sin egen id",
            )
        seen.add(party.id)
    known = body_ids(corpus)
    folders = {d.folder for d in corpus.all_documents()}
    line = community.source.line("godkjenning")
    for rule in community.approval:
        if rule.body not in known:
            yield Finding(path, line, "godkjenning.organ", f"Organet «{rule.body}» finnes ikke", near(rule.body, known))
        if not any(rule.covers(f) for f in folders):
            message = f"Regelen for «{rule.pattern}» treffer ingen dokumenter"
            hint = "Rett mappa i regelen, eller ta den bort"
            yield Finding(path, line, "godkjenning.gjelder", message, hint, Severity.WARNING)


def _addresses(corpus: Corpus) -> Iterator[Finding]:
    """Report two documents that would lie at the same address, and old addresses that are taken."""
    taken: dict[str, str] = {}
    for document, parent in documents_with_parents(corpus):
        address = document_address(document, parent)
        if address in taken:
            message = f"Dokumentet får samme adresse som {taken[address]}: /{address}"
            hint = "Gi dokumentene ulike nummer"
            yield Finding(document.source.path, document.source.line("nummer"), "nummer", message, hint)
        taken.setdefault(address, document.folder)
    for document in corpus.all_documents():
        yield from _former_addresses(document, taken)


def documents_with_parents(corpus: Corpus) -> Iterator[tuple[Document, Document | None]]:
    """Yield every document with the guideline it is attached to."""
    for document in corpus.documents:
        yield document, None
        yield from ((attachment, document) for attachment in document.attachments)


def _former_addresses(document: Document, taken: dict[str, str]) -> Iterator[Finding]:
    line = document.source.line("tidligere_adresser")
    for former in document.former_addresses:
        plain = former.strip("/") + "/"
        if not former.startswith("/") or ".." in former or "://" in former or plain == "/":
            hint = "Skriv adressen fra nettstedets rot, som /gammel/adresse/"
            yield Finding(
                document.source.path, line, "tidligere_adresser", f"«{former}» er ikke en adresse på nettstedet", hint
            )
        elif plain in taken:
            message = f"Adressen {former} er i bruk av {taken[plain]}"
            yield Finding(document.source.path, line, "tidligere_adresser", message, "Ta bort adressen her")
        taken.setdefault(plain, document.folder)


def _document(corpus: Corpus, document: Document) -> Iterator[Finding]:
    source, known = document.source, body_ids(corpus)
    for field, names in (("eier", [document.owner] if document.owner else []), ("godkjennes_av", document.approved_by)):
        for name in names:
            if name not in known:
                yield Finding(
                    source.path, source.line(field), field, f"Organet «{name}» finnes ikke", near(name, known)
                )
    for demand in document.legal_demands:
        if not 1 <= demand <= 13:  # noqa: PLR2004 - § 6-2 has thirteen points
            hint = "Helse- og omsorgstjenesteloven § 6-2 har punktene 1 til 13"
            yield Finding(source.path, source.line("lovkrav"), "lovkrav", f"Punkt {demand} finnes ikke i § 6-2", hint)
    yield from _numbers_and_order(document)


def _numbers_and_order(document: Document) -> Iterator[Finding]:
    seen: dict[tuple[int, ...], Version] = {}
    latest: Version | None = None
    for version in document.versions:
        source = version.source
        if other := seen.get(version.order):
            message = f"Versjon «{version.number}» finnes også i {other.source.path}"
            yield Finding(source.path, source.line("versjon"), "versjon", message, "Gi den nye teksten neste nummer")
        seen[version.order] = version
        if not version.approved:
            continue
        if latest and latest.approved and version.approved < latest.approved:
            message = f"Godkjent {version.approved}, før versjon {latest.number} som ble godkjent {latest.approved}"
            yield Finding(
                source.path, source.line("godkjent"), "godkjent", message, "Rett datoen, eller bytt versjonsnummer"
            )
        latest = version


def _version(corpus: Corpus, document: Document, version: Version) -> Iterator[Finding]:
    yield from _approval(corpus, document, version)
    yield from _dates(version)
    yield from _hearing(corpus, version)
    yield from _ratification(corpus, document, version)
    yield from _links(corpus, version)


def _approval(corpus: Corpus, document: Document, version: Version) -> Iterator[Finding]:
    source, body = version.source, version.approved_by
    if body is None:
        if version.approved:
            hint = "Legg til godkjent_av, eller ta bort datoen"
            yield Finding(source.path, source.line("godkjent"), "godkjent", "Datoen står uten organ", hint)
        return
    line = source.line("godkjent_av")
    known, rule = body_ids(corpus), corpus.rule_for(document)
    if body not in known:
        yield Finding(source.path, line, "godkjent_av", f"Organet «{body}» finnes ikke", near(body, known))
    elif rule and rule.body != body and body not in document.approved_by:
        message = f"{corpus.body_name(body)} kan ikke godkjenne dette dokumentet"
        hint = f"Skriv godkjent_av: {rule.body}, eller rett «godkjenning» i helsefellesskap.yml"
        yield Finding(source.path, line, "godkjent_av", message, hint)
    elif rule is None:
        message = "Ingen regel sier hvem som kan godkjenne dokumentet"
        hint = f"Legg til {{gjelder: {document.folder}, organ: {body}}} under «godkjenning» i helsefellesskap.yml"
        yield Finding(source.path, line, "godkjent_av", message, hint, Severity.WARNING)
    if version.approved is None:
        hint = "Legg til godkjent: ÅÅÅÅ-MM-DD når datoen er kjent. På nettstedet står det «ikke oppgitt»"
        yield Finding(source.path, line, "godkjent", "Datoen for godkjenning er ikke oppgitt", hint, Severity.WARNING)


def _dates(version: Version) -> Iterator[Finding]:
    source = version.source
    pairs: tuple[tuple[str, date | None, str, date | None], ...] = (
        ("gjelder_til", version.valid_until, "gjelder_fra", version.valid_from),
        ("opphevet", version.repealed, "godkjent", version.approved),
        ("gjelder_til", version.valid_until, "godkjent", version.approved),
        ("sendt_helsedirektoratet", version.sent_to_directorate, "signert", version.signed),
    )
    for late_name, late, early_name, early in pairs:
        if late and early and late < early:
            message = f"{late} er før {early_name} ({early})"
            yield Finding(source.path, source.line(late_name), late_name, message, "Rett den av datoene som er feil")


def _hearing(corpus: Corpus, version: Version) -> Iterator[Finding]:
    hearing, source = version.hearing, version.source
    if hearing is None:
        return
    line = source.line("horing")
    if hearing.closes is None:
        yield Finding(
            source.path,
            line,
            "horing.frist",
            "Høringen har ingen frist",
            "Legg til frist: ÅÅÅÅ-MM-DD",
            Severity.WARNING,
        )
    if hearing.days is None:
        return
    least = corpus.community.minimum_hearing_days
    if hearing.days < 0:
        message = f"Fristen {hearing.closes} er før første dag {hearing.opens}"
        yield Finding(source.path, line, "horing.frist", message, "Rett den av datoene som er feil")
    elif least is not None and hearing.days < least:
        message = f"Høringen varer {hearing.days} dager, og den korteste fristen er {least}"
        yield Finding(source.path, line, "horing.frist", message, "Sett en senere frist", Severity.WARNING)


def _ratification(corpus: Corpus, document: Document, version: Version) -> Iterator[Finding]:
    source, line = version.source, version.source.line("tilslutning")
    parties = {p.id for p in corpus.community.parties}
    seen: set[str] = set()
    for entry in version.ratifications or ():
        if entry.party not in parties:
            yield Finding(
                source.path, line, "tilslutning.part", f"Parten «{entry.party}» finnes ikke", near(entry.party, parties)
            )
        if entry.party in seen:
            yield Finding(
                source.path,
                line,
                "tilslutning.part",
                f"Parten «{entry.party}» står to ganger",
                "Behold det siste vedtaket",
            )
        seen.add(entry.party)
    rule = corpus.rule_for(document)
    if version.is_approved and rule and rule.ratified_by and version.ratifications is None and not version.signed:
        message = "Partenes egne vedtak er ikke oppgitt, og teksten regnes som sluttet til"
        hint = "Legg til tilslutning: med ett vedtak for hver part, eller signert: ÅÅÅÅ-MM-DD"
        yield Finding(source.path, source.line("godkjent_av"), "tilslutning", message, hint, Severity.WARNING)


def _links(corpus: Corpus, version: Version) -> Iterator[Finding]:
    source = version.source
    if version.meeting and not corpus.meeting(version.meeting):
        known = [m.id for m in corpus.meetings]
        yield Finding(
            source.path,
            source.line("mote"),
            "mote",
            f"Møtet «{version.meeting}» finnes ikke",
            near(version.meeting, known),
        )
    if version.case and not corpus.paper(version.case):
        yield from outside(version.case, source.path, source.line("sak"), "sak")
        known = [p.id for p in corpus.papers]
        yield Finding(
            source.path, source.line("sak"), "sak", f"Saken «{version.case}» finnes ikke", near(version.case, known)
        )


def outside(reference: str, path: str, line: int, field: str) -> Iterator[Finding]:
    """Report a reference that would leave the corpus folder."""
    if reference.startswith(("/", "\\", "~")) or ".." in reference.split("/") or ":" in reference:
        yield Finding(
            path,
            line,
            field,
            f"«{reference}» peker ut av mappa",
            "Skriv stien fra mappa der helsefellesskap.yml ligger",
        )
