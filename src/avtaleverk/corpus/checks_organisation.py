"""Whether meetings, case papers and offices point at things that exist, and existed then."""

from collections.abc import Iterator

from avtaleverk.corpus.checks_structures import check_structures
from avtaleverk.corpus.checks_versions import missing_paper, missing_then
from avtaleverk.corpus.known import Known
from avtaleverk.corpus.wording import near
from avtaleverk.model.community import Side
from avtaleverk.model.findings import Finding
from avtaleverk.model.organisation import Appointment, CaseItem, CasePaper, Meeting

# A doctor or a user may be appointed by a party; these two are what a party itself is.
_SIDES_OF_PARTIES = frozenset({Side.MUNICIPALITY, Side.TRUST})
_OF_NOTHING = (
    "Det står en versjon, men ikke av hvilket dokument",
    "Legg til mappa til dokumentet, eller ta bort versjon",
)


def check_organisation(known: Known) -> Iterator[Finding]:
    """Yield what is wrong between the files of ``organisasjon/``."""
    yield from check_structures(known)
    for meeting in known.corpus.meetings:
        yield from _meeting(known, meeting)
    for paper in known.corpus.papers:
        yield from _paper(known, paper)
    for appointment in known.corpus.appointments:
        yield from _appointment(known, appointment)


def _meeting(known: Known, meeting: Meeting) -> Iterator[Finding]:
    source = meeting.source
    place = source.path, source.line("organ"), "organ"
    fault = _no_inner_body(known, meeting.body)
    if fault is None and not meeting.is_cancelled:
        fault = missing_then(known.corpus, meeting.body, meeting.held)
    if fault:
        yield Finding(*place, *fault)
    for index, item in enumerate(meeting.items):
        yield from _item(known, item, meeting, index)


def _no_inner_body(known: Known, name: str) -> tuple[str, str] | None:
    """Return what is wrong with a name that is of no body of the structures, and the cure; None if it is one."""
    hint = near(name, known.inner_bodies)
    if name in known.bodies - known.inner_bodies:
        return f"Organet «{name}» er utenfor strukturen", hint
    return (f"Organet «{name}» finnes ikke", hint) if known.lacks_body(name) else None


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
        hint = near(item.part, body.meeting_parts) if body.meeting_parts else "Legg delen til under delmoter i strukturen, eller ta bort delmote"  # fmt: skip
        yield Finding(*place("delmote"), message, hint)
    if item.version and not item.document:
        yield Finding(*place("versjon"), *_OF_NOTHING)


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
    if paper.version and not paper.concerns:
        message, hint = _OF_NOTHING
        yield Finding(source.path, source.line("versjon"), "versjon", message, f"{hint}. Mappa skrives under gjelder")
    documents = [d for folder in paper.concerns if (d := known.corpus.document(folder))]
    if paper.version and documents and all(known.lacks_version(d, paper.version) for d in documents):
        message = f"Versjon «{paper.version}» finnes ikke i dokumentet skrivet gjelder"
        hint = near(paper.version, (v.number for d in documents for v in d.versions))
        yield Finding(source.path, source.line("versjon"), "versjon", message, hint)


def _appointment(known: Known, appointment: Appointment) -> Iterator[Finding]:
    source, corpus = appointment.source, known.corpus
    if fault := _no_inner_body(known, appointment.body):
        message, hint = fault
        yield Finding(source.path, 1, "", message, f"Gi fila navnet til et organ. {hint}")
        return
    parties = {p.id for p in corpus.community.parties}
    if appointment.party and appointment.party not in parties:
        message = f"Parten «{appointment.party}» finnes ikke"
        yield Finding(source.path, source.line("part"), "verv.part", message, near(appointment.party, parties))
    party = corpus.community.party(appointment.party) if appointment.party else None
    if party and appointment.side in _SIDES_OF_PARTIES - {party.side}:
        message = f"{party.name} er på siden «{party.side.value}», men her står en annen"
        hint = f"Skriv side: {party.side.value}, eller ta bort side"
        yield Finding(source.path, source.line("side"), "verv.side", message, hint)
    if appointment.start and appointment.end and appointment.end < appointment.start:
        message = f"Siste dag {appointment.end} er før første dag {appointment.start}"
        yield Finding(source.path, source.line("til"), "verv.til", message, "Rett den av datoene som er feil")
    roles = {s.role for structure in corpus.structures if (b := structure.body(appointment.body)) for s in b.seats}
    if appointment.role and roles and appointment.role not in roles:
        message = f"Rollen «{appointment.role}» står ikke i sammensetningen til «{appointment.body}»"
        yield Finding(source.path, source.line("rolle"), "verv.rolle", message, near(appointment.role, roles))
