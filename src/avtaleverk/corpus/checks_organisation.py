"""Whether meetings, case papers and offices point at things that exist, and existed then."""

from collections.abc import Iterator

from avtaleverk.corpus.checks_structures import check_structures
from avtaleverk.corpus.checks_versions import missing_paper, missing_then
from avtaleverk.corpus.known import Known
from avtaleverk.corpus.wording import near
from avtaleverk.model.findings import Finding
from avtaleverk.model.organisation import Appointment, CaseItem, CasePaper, Meeting


def check_organisation(known: Known) -> Iterator[Finding]:
    """Yield what is wrong between the files of ``organisasjon/``."""
    yield from check_structures(known)
    for meeting in known.corpus.meetings:
        yield from _meeting(known, meeting)
    names: dict[str, str] = {}
    for paper in known.corpus.papers:
        yield from _paper(known, paper)
        name = paper.id.rpartition("/")[2]
        if name in names:
            yield Finding(paper.source.path, 0, "", f"To saker heter «{name}»", "Gi den ene et annet filnavn")
        names[name] = paper.source.path
    for appointment in known.corpus.appointments:
        yield from _appointment(known, appointment)


def _meeting(known: Known, meeting: Meeting) -> Iterator[Finding]:
    source = meeting.source
    place = source.path, source.line("organ"), "organ"
    if known.lacks_body(meeting.body) or meeting.body in known.bodies - known.inner_bodies:
        yield Finding(*place, f"Organet «{meeting.body}» finnes ikke", near(meeting.body, known.inner_bodies))
    elif fault := missing_then(known.corpus, meeting.body, meeting.held):
        yield Finding(*place, *fault)
    for index, item in enumerate(meeting.items):
        yield from _item(known, item, meeting, index)


def _item(known: Known, item: CaseItem, meeting: Meeting, index: int) -> Iterator[Finding]:
    def place(field: str) -> tuple[str, int, str]:
        return meeting.source.path, meeting.source.line(f"saker.{index}.{field}"), f"saker.{field}"

    document = known.corpus.document(item.document) if item.document else None
    if item.document and known.lacks_document(item.document):
        message = f"Dokumentet «{item.document}» finnes ikke"
        yield Finding(*place("dokument"), message, near(item.document, known.folders))
    if item.version and document and known.lacks_version(document, item.version):
        message = f"Versjon «{item.version}» av {item.document} finnes ikke"
        yield Finding(*place("versjon"), message, near(item.version, (v.number for v in document.versions)))
    if item.paper and known.lacks_paper(item.paper):
        yield missing_paper(known, item.paper, place("sak"))
    structure = known.corpus.structure_at(meeting.held)
    body = structure.body(meeting.body) if structure else None
    if item.part and body and item.part not in body.meeting_parts:
        message = f"«{body.id}» har ingen del av møtet som heter «{item.part}»"
        yield Finding(*place("delmote"), message, near(item.part, body.meeting_parts))


def _paper(known: Known, paper: CasePaper) -> Iterator[Finding]:
    source = paper.source
    if paper.body_id and known.lacks_body(paper.body_id):
        hint = near(paper.body_id, known.bodies)
        yield Finding(source.path, source.line("organ"), "organ", f"Organet «{paper.body_id}» finnes ikke", hint)
    for index, folder in enumerate(paper.concerns):
        if known.lacks_document(folder):
            message, hint = f"Dokumentet «{folder}» finnes ikke", near(folder, known.folders)
            yield Finding(source.path, source.line(f"gjelder.{index}"), "gjelder", message, hint)
    parties = {p.id for p in known.corpus.community.parties}
    if paper.party and paper.party not in parties:
        message = f"Parten «{paper.party}» finnes ikke"
        yield Finding(source.path, source.line("part"), "part", message, near(paper.party, parties))
    documents = [d for folder in paper.concerns if (d := known.corpus.document(folder))]
    if paper.version and documents and all(known.lacks_version(d, paper.version) for d in documents):
        message = f"Versjon «{paper.version}» finnes ikke i dokumentet skrivet gjelder"
        hint = near(paper.version, (v.number for d in documents for v in d.versions))
        yield Finding(source.path, source.line("versjon"), "versjon", message, hint)


def _appointment(known: Known, appointment: Appointment) -> Iterator[Finding]:
    source, corpus = appointment.source, known.corpus
    if known.lacks_body(appointment.body) or appointment.body in known.bodies - known.inner_bodies:
        hint = f"Gi fila navnet til et organ. {near(appointment.body, known.inner_bodies)}"
        yield Finding(source.path, 1, "", f"Organet «{appointment.body}» finnes ikke", hint)
        return
    parties = {p.id for p in corpus.community.parties}
    if appointment.party and appointment.party not in parties:
        message = f"Parten «{appointment.party}» finnes ikke"
        yield Finding(source.path, source.line("part"), "verv.part", message, near(appointment.party, parties))
    if appointment.start and appointment.end and appointment.end < appointment.start:
        message = f"Siste dag {appointment.end} er før første dag {appointment.start}"
        yield Finding(source.path, source.line("til"), "verv.til", message, "Rett den av datoene som er feil")
    roles = {s.role for structure in corpus.structures if (b := structure.body(appointment.body)) for s in b.seats}
    if appointment.role and roles and appointment.role not in roles:
        message = f"Rollen «{appointment.role}» står ikke i sammensetningen til «{appointment.body}»"
        yield Finding(source.path, source.line("rolle"), "verv.rolle", message, near(appointment.role, roles))
