"""What one file cannot know about another: numbers, dates, bodies and references across the corpus."""

import re
from collections.abc import Iterator

from avtaleverk.corpus.checks_addresses import check_addresses, fixed_addresses
from avtaleverk.corpus.checks_forwardings import check_forwardings
from avtaleverk.corpus.checks_organisation import check_organisation
from avtaleverk.corpus.checks_subjects import check_subjects
from avtaleverk.corpus.checks_versions import check_version
from avtaleverk.corpus.known import Known
from avtaleverk.corpus.wording import near
from avtaleverk.model.addresses import document_address
from avtaleverk.model.community import YearlyTask
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.findings import Finding, Severity

_FORMER = re.compile(r"/[^/?#\\:][^?#\\:]*")


def check(known: Known) -> Iterator[Finding]:
    """Yield every finding that needs more than one record to see."""
    yield from _community(known)
    yield from check_organisation(known)
    yield from check_subjects(known.corpus)
    yield from _addresses(known)
    for document in known.corpus.all_documents():
        yield from _document(known, document)
        for version in document.versions:
            yield from check_version(known, document, version)


def _community(known: Known) -> Iterator[Finding]:
    community = known.corpus.community
    source = community.source
    seen: set[str] = set()
    for index, party in enumerate(community.parties):
        if party.id in seen:
            message, hint = f"To parter har id «{party.id}»", "Gi hver part sin egen id"
            yield Finding(source.path, source.line(f"parter.{index}.id"), "parter.id", message, hint)
        seen.add(party.id)
    folders = [*known.folders, *(path.removesuffix("/index.md") for path in known.broken)]
    for index, rule in enumerate(community.approval):
        line = source.line(f"godkjenning.{index}")
        if known.lacks_body(rule.body):
            message = f"Organet «{rule.body}» finnes ikke"
            yield Finding(source.path, line, "godkjenning.organ", message, near(rule.body, known.bodies))
        if not any(rule.covers(f) for f in folders):
            message = f"Regelen for «{rule.pattern}» treffer ingen dokumenter"
            hint = "Rett mappa i regelen, eller ta den bort"
            yield Finding(source.path, line, "godkjenning.gjelder", message, hint, Severity.WARNING)
    for index, task in enumerate(community.yearly):
        yield from _yearly(known, index, task)


def _yearly(known: Known, index: int, task: YearlyTask) -> Iterator[Finding]:
    source = known.corpus.community.source
    if not 1 <= task.month <= 12:  # noqa: PLR2004 - the months of a year
        line = source.line(f"arshjul.{index}.maned")
        yield Finding(
            source.path, line, "arshjul.maned", f"Måned {task.month} finnes ikke", "Skriv et tall fra 1 til 12"
        )
    if task.body and known.lacks_body(task.body):
        line, message = source.line(f"arshjul.{index}.organ"), f"Organet «{task.body}» finnes ikke"
        yield Finding(source.path, line, "arshjul.organ", message, near(task.body, known.bodies))


def documents_with_parents(corpus: Corpus) -> Iterator[tuple[Document, Document | None]]:
    """Yield every document with the guideline it is attached to."""
    for document in corpus.documents:
        yield document, None
        yield from ((attachment, document) for attachment in document.attachments)


def _addresses(known: Known) -> Iterator[Finding]:
    """Report what would lie at the address of something else, and old addresses that are taken."""
    taken: dict[str, str] = {}
    for document, parent in documents_with_parents(known.corpus):
        address = document_address(document, parent)
        if address in taken:
            message = f"Dokumentet får samme adresse som {taken[address]}: /{address}"
            hint = "Gi dokumentene ulike nummer"
            yield Finding(document.source.path, document.source.line("nummer"), "nummer", message, hint)
        taken.setdefault(address, document.folder)
    yield from check_addresses(known, taken)
    taken |= fixed_addresses(known.corpus)
    for document in known.corpus.all_documents():
        yield from _former_addresses(document, taken)
    yield from check_forwardings(known.corpus.forwardings, taken)


def _former_addresses(document: Document, taken: dict[str, str]) -> Iterator[Finding]:
    source, field = document.source, "tidligere_adresser"
    for index, former in enumerate(document.former_addresses):
        line, plain = source.line(f"{field}.{index}"), former.strip("/") + "/"
        if not _FORMER.fullmatch(former) or ".." in former:
            hint = "Skriv adressen fra nettstedets rot, som /gammel/adresse/"
            yield Finding(source.path, line, field, f"«{former}» er ikke en adresse på nettstedet", hint)
        elif plain in taken:
            message = f"Adressen {former} er i bruk av {taken[plain]}"
            yield Finding(source.path, line, field, message, "Ta bort adressen her")
        taken.setdefault(plain, document.folder)


def _document(known: Known, document: Document) -> Iterator[Finding]:
    source = document.source
    named = [("eier", document.owner)] if document.owner else []
    named += [(f"godkjennes_av.{index}", name) for index, name in enumerate(document.approved_by)]
    for place, name in named:
        if known.lacks_body(name):
            message, field = f"Organet «{name}» finnes ikke", place.partition(".")[0]
            yield Finding(source.path, source.line(place), field, message, near(name, known.bodies))
    demands = [(f"lovkrav.{n}", demand) for n, demand in enumerate(document.legal_demands)]
    demands += [(f"dekker.{n}.lovkrav", c.demand) for n, c in enumerate(document.coverage)]
    for place, demand in demands:
        if not 1 <= demand <= 13:  # noqa: PLR2004 - § 6-2 has thirteen points
            hint = "Helse- og omsorgstjenesteloven § 6-2 har punktene 1 til 13"
            field = ".".join(part for part in place.split(".") if not part.isdigit())
            yield Finding(source.path, source.line(place), field, f"Punkt {demand} finnes ikke i § 6-2", hint)
    yield from _numbers_and_order(document)


def _numbers_and_order(document: Document) -> Iterator[Finding]:
    seen: dict[tuple[int, ...], Version] = {}
    latest: Version | None = None
    for version in document.versions:
        source = version.source
        if other := seen.get(version.order):
            message = f"Versjon «{version.number}» regnes som samme nummer som {other.source.path}"
            yield Finding(source.path, source.line("versjon"), "versjon", message, "Gi den nye teksten neste nummer")
        seen.setdefault(version.order, version)
        if not version.approved:
            continue
        if latest and latest.approved and version.approved < latest.approved:
            message = f"Godkjent {version.approved}, før versjon {latest.number} som ble godkjent {latest.approved}"
            hint = "Rett datoen, eller bytt versjonsnummer"
            yield Finding(source.path, source.line("godkjent"), "godkjent", message, hint)
        latest = version
