"""Whether structures, meetings and case papers point at things that exist."""

from collections.abc import Iterator

from avtaleverk.corpus.checks_versions import missing_paper
from avtaleverk.corpus.known import Known
from avtaleverk.corpus.wording import listed, near
from avtaleverk.model.findings import Finding
from avtaleverk.model.organisation import Body, CaseItem, CasePaper, Meeting, Structure

_LEVELS = (1, 2, 3)


def check_organisation(known: Known) -> Iterator[Finding]:
    """Yield what is wrong between the files of ``organisasjon/``."""
    yield from _structures(known)
    for meeting in known.corpus.meetings:
        yield from _meeting(known, meeting)
    names: dict[str, str] = {}
    for paper in known.corpus.papers:
        yield from _paper(known, paper)
        name = paper.id.rpartition("/")[2]
        if name in names:
            yield Finding(paper.source.path, 0, "", f"To saker heter «{name}»", "Gi den ene et annet filnavn")
        names[name] = paper.source.path


def _structures(known: Known) -> Iterator[Finding]:
    dates: dict[str, str] = {}
    for structure in known.corpus.structures:
        source, start = structure.source, structure.valid_from.isoformat()
        if start in dates:
            message = f"Strukturen gjelder fra samme dag som {dates[start]}"
            yield Finding(source.path, source.line("gjelder_fra"), "gjelder_fra", message, "Behold én av dem")
        dates.setdefault(start, source.path)
        for index, body in enumerate(structure.bodies):
            yield from _body(known, structure, index, body)
            yield from _parts(structure, index, body)


def _body(known: Known, structure: Structure, index: int, body: Body) -> Iterator[Finding]:
    def finding(field: str, message: str, hint: str) -> Finding:
        line = structure.source.line(f"organer.{index}.{field}")
        return Finding(structure.source.path, line, f"organer.{field}", message, hint)

    ids = [b.id for b in structure.bodies]
    if body.id in ids[:index]:
        yield finding("id", f"To organer har id «{body.id}»", "Gi hvert organ sin egen id")
    if body.above and body.above not in ids:
        yield finding("over", f"Organet «{body.above}» finnes ikke i strukturen", near(body.above, ids))
    elif _is_above_itself(structure, body):
        yield finding("over", f"«{body.id}» står over seg selv", "Rett feltet over, så organene ikke går i ring")
    levels = f"Skriv niva: {listed(str(n) for n in _LEVELS)}"
    if body.level is not None and body.level not in _LEVELS:
        yield finding("niva", f"«{body.id}» har nivå {body.level}", levels)
    if body.level is None and not body.staff and structure.source.path not in known.broken:
        yield finding("niva", f"«{body.id}» har verken niva eller stab", f"{levels}, eller stab: true")


def _is_above_itself(structure: Structure, body: Body) -> bool:
    seen, at = {body.id}, body.above
    while at and (above := structure.body(at)):
        if at in seen:
            return at == body.id
        seen.add(at)
        at = above.above
    return False


def _parts(structure: Structure, index: int, body: Body) -> Iterator[Finding]:
    """Report tasks and seats in parts of a meeting that the body does not have."""
    source = structure.source
    named = {t.part: f"organer.{index}.oppgaver.{t.part}" for t in body.tasks if t.part}
    for number, seat in enumerate(body.seats):
        named.update(dict.fromkeys(seat.parts, f"organer.{index}.sammensetning.{number}.delmoter"))
    for part in sorted(set(named) - set(body.meeting_parts)):
        message = f"«{body.id}» har ingen del av møtet som heter «{part}»"
        hint = f"Legg «{part}» til under delmoter, eller rett navnet"
        yield Finding(source.path, source.line(named[part]), "organer.delmoter", message, hint)


def _meeting(known: Known, meeting: Meeting) -> Iterator[Finding]:
    source = meeting.source
    if known.lacks_body(meeting.body) or meeting.body in known.bodies - known.inner_bodies:
        hint = near(meeting.body, known.inner_bodies)
        yield Finding(source.path, source.line("organ"), "organ", f"Organet «{meeting.body}» finnes ikke", hint)
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


def _paper(known: Known, paper: CasePaper) -> Iterator[Finding]:
    source = paper.source
    if paper.body_id and known.lacks_body(paper.body_id):
        hint = near(paper.body_id, known.bodies)
        yield Finding(source.path, source.line("organ"), "organ", f"Organet «{paper.body_id}» finnes ikke", hint)
    for index, folder in enumerate(paper.concerns):
        if known.lacks_document(folder):
            message, hint = f"Dokumentet «{folder}» finnes ikke", near(folder, known.folders)
            yield Finding(source.path, source.line(f"gjelder.{index}"), "gjelder", message, hint)
