"""Whether structures, meetings and case papers point at things that exist."""

from collections.abc import Iterator

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.findings import Finding
from avtaleverk.model.organisation import Body, CaseItem, Meeting, Structure


def check_organisation(corpus: Corpus) -> Iterator[Finding]:
    """Yield what is wrong between the files of ``organisasjon/``."""
    yield from _structures(corpus)
    for meeting in corpus.meetings:
        yield from _meeting(corpus, meeting)
    yield from _papers(corpus)


def _structures(corpus: Corpus) -> Iterator[Finding]:
    dates: dict[str, str] = {}
    for structure in corpus.structures:
        source, start = structure.source, structure.valid_from.isoformat()
        if start in dates:
            message = f"Strukturen gjelder fra samme dag som {dates[start]}"
            yield Finding(source.path, source.line("gjelder_fra"), "gjelder_fra", message, "Behold én av dem")
        dates.setdefault(start, source.path)
        yield from _bodies(structure)


def _bodies(structure: Structure) -> Iterator[Finding]:
    source, line = structure.source, structure.source.line("organer")
    ids = [b.id for b in structure.bodies]
    for body in structure.bodies:
        if ids.count(body.id) > 1:
            yield Finding(
                source.path, line, "organer.id", f"To organer har id «{body.id}»", "Gi hvert organ sin egen id"
            )
        if body.above and body.above not in ids:
            yield Finding(
                source.path, line, "organer.over", f"Organet «{body.above}» over «{body.id}» finnes ikke", _known(ids)
            )
        if body.level is None and not body.staff:
            yield Finding(
                source.path, line, "organer.niva", f"«{body.id}» har verken niva eller stab", "Skriv niva: 1, 2 eller 3"
            )
        if body.level is not None and body.level not in {1, 2, 3}:
            yield Finding(
                source.path, line, "organer.niva", f"«{body.id}» har nivå {body.level}", "Skriv niva: 1, 2 eller 3"
            )
        yield from _parts(body, structure)


def _parts(body: Body, structure: Structure) -> Iterator[Finding]:
    """Report tasks and seats in parts of a meeting that the body does not have."""
    named = {t.part for t in body.tasks if t.part} | {p for s in body.seats for p in s.parts}
    for part in sorted(named - set(body.meeting_parts)):
        message = f"«{body.id}» har ingen del av møtet som heter «{part}»"
        hint = f"Legg «{part}» til under delmoter, eller rett navnet"
        yield Finding(structure.source.path, structure.source.line("organer"), "organer.delmoter", message, hint)


def _known(names: list[str]) -> str:
    return f"Skriv en av disse: {', '.join(names)}"


def _meeting(corpus: Corpus, meeting: Meeting) -> Iterator[Finding]:
    path, line = meeting.source.path, meeting.source.line("organ")
    bodies = {b.id for s in corpus.structures for b in s.bodies}
    if meeting.body not in bodies:
        yield Finding(path, line, "organ", f"Organet «{meeting.body}» finnes ikke", _known(sorted(bodies)))
    for item in meeting.items:
        yield from _item(corpus, item, path, meeting.source.line("saker"))


def _item(corpus: Corpus, item: CaseItem, path: str, line: int) -> Iterator[Finding]:
    document = corpus.document(item.document) if item.document else None
    if item.document and not document:
        known = [d.folder for d in corpus.all_documents()]
        yield Finding(path, line, "saker.dokument", f"Dokumentet «{item.document}» finnes ikke", _known(known))
    if item.version and document and not document.version(item.version):
        numbers = [v.number for v in document.versions]
        yield Finding(
            path, line, "saker.versjon", f"Versjon «{item.version}» av {item.document} finnes ikke", _known(numbers)
        )
    if item.paper and not corpus.paper(item.paper):
        known = [p.id for p in corpus.papers]
        yield Finding(path, line, "saker.sak", f"Saken «{item.paper}» finnes ikke", _known(known))


def _papers(corpus: Corpus) -> Iterator[Finding]:
    bodies = {b.id for s in corpus.structures for b in s.bodies}
    names: dict[str, str] = {}
    for paper in corpus.papers:
        source = paper.source
        if paper.body_id and paper.body_id not in bodies:
            yield Finding(
                source.path,
                source.line("organ"),
                "organ",
                f"Organet «{paper.body_id}» finnes ikke",
                _known(sorted(bodies)),
            )
        for folder in paper.concerns:
            if not corpus.document(folder):
                known = [d.folder for d in corpus.all_documents()]
                yield Finding(
                    source.path, source.line("gjelder"), "gjelder", f"Dokumentet «{folder}» finnes ikke", _known(known)
                )
        name = paper.id.rpartition("/")[2]
        if name in names:
            yield Finding(source.path, 0, "", f"To saker heter «{name}»", "Gi den ene et annet filnavn")
        names[name] = source.path
