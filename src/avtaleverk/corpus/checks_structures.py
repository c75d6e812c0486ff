"""Whether a structure hangs together: one top, no rings, and names that exist."""

from collections.abc import Iterator
from datetime import date

from avtaleverk.corpus.checks_rules import check_rules, near_area
from avtaleverk.corpus.checks_versions import missing_meeting, missing_paper
from avtaleverk.corpus.known import Known
from avtaleverk.corpus.wording import listed, near
from avtaleverk.model.findings import Finding
from avtaleverk.model.structure import Body, Structure

_LEVELS = (1, 2, 3)
# What lies beside the pages of the bodies, and the calendar of them all beside theirs.
_TAKEN = frozenset({"v", "endringer", "historikk", "regler", "alle"})


def check_structures(known: Known) -> Iterator[Finding]:
    """Yield what is wrong in each structure and between them."""
    dates: dict[date, Structure] = {}
    for structure in known.corpus.structures:
        if other := dates.get(structure.starts):
            yield _same_start(structure, other)
        dates.setdefault(structure.starts, structure)
    for structure in (*known.corpus.structures, *known.corpus.proposed_structures):
        yield from _structure(known, structure)


def _same_start(structure: Structure, other: Structure) -> Finding:
    """Return the finding of two structures that nobody can put in order."""
    source, hint = structure.source, "Behold én av dem"
    message = f"Strukturen gjelder fra samme dag som {other.source.path}"
    if structure.valid_from is None:
        message = f"Verken denne strukturen eller {other.source.path} sier når den begynte"
        hint = "Skriv gjelder_fra i den som kom sist, eller behold én av dem"
    elif str(structure.valid_from) != str(other.valid_from):
        message = (
            f"Strukturen kan gjelde fra samme dag som {other.source.path}: {structure.valid_from} og {other.valid_from}"
        )
        hint = "Skriv gjelder_fra mer nøyaktig, eller behold én av dem"
    return Finding(source.path, source.line("gjelder_fra"), "gjelder_fra", message, hint)


def _structure(known: Known, structure: Structure) -> Iterator[Finding]:
    for index, body in enumerate(structure.bodies):
        yield from _body(known, structure, index, body)
        yield from _parts(structure, index, body)
        yield from _seats(structure, index, body)
        yield from _belonging(known, structure, index, body)
    if structure.source.path not in known.broken:
        yield from _tops(structure)
        yield from check_rules(structure)
    yield from _twice(structure)
    yield from _areas(known, structure)
    yield from _proposal(known, structure)


def _at(structure: Structure, index: int, field: str, message: str, hint: str) -> Finding:
    line = structure.source.line(f"organer.{index}.{field}")
    return Finding(structure.source.path, line, f"organer.{field}", message, hint)


def _body(known: Known, structure: Structure, index: int, body: Body) -> Iterator[Finding]:
    ids = [b.id for b in structure.bodies]
    if body.id in ids[:index]:
        yield _at(structure, index, "id", f"To organer har id «{body.id}»", "Gi hvert organ sin egen id")
    if body.id in _TAKEN:
        hint = "Velg en annen id, for siden til organet får adressen av den"
        yield _at(structure, index, "id", f"Navnet «{body.id}» er brukt til noe annet på nettstedet", hint)
    if body.above and body.above not in ids:
        yield _at(structure, index, "over", f"Organet «{body.above}» finnes ikke i strukturen", near(body.above, ids))
    elif _is_above_itself(structure, body):
        hint = "Rett feltet over, så organene ikke går i ring"
        yield _at(structure, index, "over", f"«{body.id}» står over seg selv", hint)
    levels = f"Skriv niva: {listed(str(n) for n in _LEVELS)}"
    if body.level is not None and body.level not in _LEVELS:
        yield _at(structure, index, "niva", f"«{body.id}» har nivå {body.level}", levels)
    if body.level is None and not body.staff and structure.source.path not in known.broken:
        hint = f"{levels}, eller stab: true"
        yield _at(structure, index, "niva", f"«{body.id}» har verken niva eller stab", hint)


def _is_above_itself(structure: Structure, body: Body) -> bool:
    seen, at = {body.id}, body.above
    while at and (above := structure.body(at)):
        if at in seen:
            return at == body.id
        seen.add(at)
        at = above.above
    return False


def _tops(structure: Structure) -> Iterator[Finding]:
    """Report a second top, and a body that answers to nobody; each fellowship has one top."""
    tops: dict[str | None, Body] = {}
    without = [(n, b) for n, b in enumerate(structure.bodies) if not b.above and not b.staff and b.level]
    for index, body in sorted(without, key=lambda pair: (pair[1].level or 0, pair[0])):
        top = tops.setdefault(body.community, body)
        if top is body:
            continue
        if body.level == top.level:
            message = f"Strukturen har to øverste organer: «{top.id}» og «{body.id}»"
            hint = f"Skriv over: {top.id}, eller gi organene hvert sitt fellesskap"
        else:
            message, hint = (
                f"«{body.id}» svarer ikke til noe organ",
                f"Skriv over: {top.id}, eller organet det hører under",
            )
        yield _at(structure, index, "over", message, hint)


def _described(structure: Structure, index: int, body: Body, field: str) -> tuple[str, str]:
    """Return where a field of a body is written, and what it is that says so: the body, or the template it follows."""
    of_body, of_template = f"organer.{index}.{field}", f"maler.{body.template}.{field}"
    lines = structure.source.lines
    is_shared = of_body not in lines and of_template in lines
    return (of_template, f"Malen «{body.template}»") if is_shared else (of_body, f"«{body.id}»")


def _parts(structure: Structure, index: int, body: Body) -> Iterator[Finding]:
    """Report tasks and seats in parts of a meeting that the body does not have."""
    source = structure.source
    named = {t.part: f"oppgaver.{t.part}" for t in body.tasks if t.part}
    for number, seat in enumerate(body.seats):
        named.update(dict.fromkeys(seat.parts, f"sammensetning.{number}.delmoter"))
    for part in sorted(set(named) - set(body.meeting_parts)):
        place, who = _described(structure, index, body, named[part])
        message = f"{who} har ingen del av møtet som heter «{part}»"
        hint = f"Legg «{part}» til under delmoter, eller rett navnet"
        yield Finding(source.path, source.line(place), "organer.delmoter", message, hint)


def _seats(structure: Structure, index: int, body: Body) -> Iterator[Finding]:
    for number, seat in enumerate(body.seats):
        if seat.area and not structure.area(seat.area):
            place, _ = _described(structure, index, body, f"sammensetning.{number}.omrade")
            line, message = structure.source.line(place), f"Området «{seat.area}» finnes ikke"
            hint = near_area(structure, seat.area)
            yield Finding(structure.source.path, line, "organer.sammensetning.omrade", message, hint)


def _belonging(known: Known, structure: Structure, index: int, body: Body) -> Iterator[Finding]:
    """Report a fellowship, an earlier body or a period that cannot be."""
    ids = [f.id for f in structure.fellowships]
    if body.community and body.community not in ids:
        message = f"Fellesskapet «{body.community}» finnes ikke i strukturen"
        yield _at(structure, index, "fellesskap", message, near(body.community, ids))
    others = {b.id for s in (*known.corpus.structures, *known.corpus.proposed_structures) if s is not structure for b in s.bodies}  # fmt: skip
    for number, earlier in enumerate(body.came_from):
        if earlier not in others and not known.lacks_structures:
            line = structure.source.line(f"organer.{index}.fra.{number}")
            message = f"Organet «{earlier}» finnes ikke i noen annen struktur"
            hint = near(earlier, others) if others else "Legg inn strukturen som gjaldt før, eller ta bort fra"
            yield Finding(structure.source.path, line, "organer.fra", message, hint)
    if body.active_from and body.active_until and body.active_until < body.active_from:
        message = f"Siste dag {body.active_until} er før første dag {body.active_from}"
        yield _at(structure, index, "virker_til", message, "Rett den av datoene som er feil")


def _twice(structure: Structure) -> Iterator[Finding]:
    """Report a fellowship or an area that is there twice."""
    groups = (("fellesskap", [f.id for f in structure.fellowships]), ("omrader", [a.id for a in structure.areas]))
    for field, ids in groups:
        for index, name in enumerate(ids):
            if name in ids[:index]:
                line, message = structure.source.line(f"{field}.{index}.id"), f"Id «{name}» står to ganger"
                yield Finding(structure.source.path, line, f"{field}.id", message, "Gi hver av dem sin egen id")


def _areas(known: Known, structure: Structure) -> Iterator[Finding]:
    parties = {p.id for p in known.corpus.community.parties}
    for index, area in enumerate(structure.areas):
        for number, party in enumerate(area.parties):
            line = structure.source.line(f"omrader.{index}.parter.{number}")
            if party not in parties:
                message = f"Parten «{party}» finnes ikke"
                yield Finding(structure.source.path, line, "omrader.parter", message, near(party, parties))
            elif party in area.parties[:number]:
                message = f"Parten «{party}» står to ganger i området «{area.id}»"
                yield Finding(structure.source.path, line, "omrader.parter", message, "Behold den ene")


def _proposal(known: Known, structure: Structure) -> Iterator[Finding]:
    proposal, source = structure.proposal, structure.source
    if proposal and proposal.case and known.lacks_paper(proposal.case):
        yield missing_paper(known, proposal.case, (source.path, source.line("forslag.sak"), "forslag.sak"))
    if proposal and proposal.meeting and known.lacks_meeting(proposal.meeting):
        yield missing_meeting(known, proposal.meeting, (source.path, source.line("forslag.mote"), "forslag.mote"))
