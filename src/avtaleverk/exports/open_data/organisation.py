"""The bodies, the meetings and the cases, as data."""

from dataclasses import dataclass

from avtaleverk.exports.open_data.names import Data, Names, iso
from avtaleverk.model.addresses import meeting_address, slug, structure_address
from avtaleverk.model.open_data import DataKind
from avtaleverk.model.organisation import Appointment, CaseItem, CasePaper, Meeting
from avtaleverk.model.structure import Body, Seat, Structure


@dataclass(frozen=True, slots=True)
class Standing:
    """A body as the last structure that has it describes it, and all structures that do."""

    body: Body
    structures: tuple[Structure, ...]


def bodies(names: Names) -> dict[str, Standing]:
    """Return every body of an adopted structure, by its id."""
    structures = names.ctx.corpus.structures
    return {
        body_id: Standing(body, tuple(s for s in structures if s.body(body_id)))
        for body_id, body in names.bodies.items()
    }


def bodies_data(names: Names) -> Data:
    """Return the list of all bodies there have been, and which of them there are on the day."""
    ctx = names.ctx
    listed = [
        {**_named(names, standing.body), "finnes": _is_there(names, standing.body)}
        for standing in bodies(names).values()
    ]
    return {**names.head(DataKind.BODIES), "dag": ctx.day.isoformat(), "organer": listed}


def _is_there(names: Names, body: Body) -> bool:
    structure, day = names.ctx.structure, names.ctx.day
    now = structure.body(body.id) if structure else None
    return bool(now and now.is_active(day))


def _named(names: Names, body: Body) -> Data:
    named = names.body(body.id) or {}
    return {**named, "forkortelse": body.abbreviation, "niva": body.level, "stab": body.staff}


def body_data(names: Names, standing: Standing) -> Data:
    """Return one body as the last structure that has it describes it."""
    body = standing.body
    head = names.head(DataKind.BODY, organ=slug(body.id))
    return {**head, **_named(names, body), **_placed(names, standing), **_described(body), **_at_work(names, body)}


def _placed(names: Names, standing: Standing) -> Data:
    body = standing.body
    return {
        "finnes": _is_there(names, body),
        "over": names.body(body.above),
        "fra": [names.body(former) for former in body.came_from],
        "virker_fra": iso(body.active_from),
        "virker_til": iso(body.active_until),
        "midlertidig": body.is_temporary,
        "samlet": body.is_collective,
        "strukturer": [
            {
                "id": s.id,
                "gjelder_fra": str(s.valid_from) if s.valid_from else None,
                "side": names.url(structure_address(s.id)),
            }
            for s in standing.structures
        ],
    }


def _described(body: Body) -> Data:
    leading = body.leadership
    return {
        "hjemmel": body.legal_basis,
        "myndighet": body.authority,
        "merknad_om_organet": body.note,
        "moter_per_ar": body.meetings_per_year,
        "delmoter": list(body.meeting_parts),
        "funksjonstid_ar": body.term_years,
        "forlengelse_ar": body.extension_years,
        "leder_og_nestleder": {"fra": [s.value for s in leading.sides], "bytter": leading.swaps, "ar": leading.years}
        if leading
        else None,
        "oppgaver": [{"del": tasks.part or None, "oppgaver": list(tasks.items)} for tasks in body.tasks],
        "sammensetning": [_seat(seat) for seat in body.seats],
        "pasientgrupper": list(body.patient_groups),
        "tema": list(body.themes),
    }


def _seat(seat: Seat) -> Data:
    return {
        "rolle": seat.role,
        "side": seat.side.value,
        "antall": None if seat.each else seat.count,
        "en_for_hver": seat.each.value if seat.each else None,
        "delmoter": list(seat.parts),
        "rett": seat.right.value,
        "omrade": seat.area,
    }


def _at_work(names: Names, body: Body) -> Data:
    """Return who holds an office now, as the page tells it, and the meetings."""
    corpus, day = names.ctx.corpus, names.ctx.day
    held = [a for a in corpus.appointments if a.body == body.id and a.covers(day)]
    return {
        "verv": [_office(names, a) for a in held],
        "moter": [_meeting(names, m) for m in corpus.meetings if m.body == body.id],
    }


def _office(names: Names, held: Appointment) -> Data:
    return {
        "verv": held.office.value,
        "navn": held.name,
        "rolle": held.role,
        "side": held.side.value if held.side else None,
        "part": names.party(held.party) if held.party else None,
        "fra": iso(held.start),
        "til": iso(held.end),
    }


def _meeting(names: Names, meeting: Meeting) -> Data:
    return {
        "id": meeting.id,
        "dato": meeting.held.isoformat(),
        "avlyst": meeting.is_cancelled,
        "side": names.url(meeting_address(meeting.id)),
        "data": names.data(DataKind.MEETING, mote=slug(meeting.id)),
    }


def meetings_data(names: Names) -> Data:
    """Return the list of all meetings."""
    listed = [{**_meeting(names, m), "organ": names.body(m.body)} for m in names.ctx.corpus.meetings]
    return {**names.head(DataKind.MEETINGS), "moter": listed}


def meeting_data(names: Names, meeting: Meeting) -> Data:
    """Return one meeting with what was before it and what came of that."""
    return {
        **names.head(DataKind.MEETING, mote=slug(meeting.id)),
        **_meeting(names, meeting),
        "organ": names.body(meeting.body),
        "sted": meeting.place,
        "begynner": meeting.begins.isoformat("minutes") if meeting.begins else None,
        "slutter": meeting.ends.isoformat("minutes") if meeting.ends else None,
        "flyttet_fra": [day.isoformat() for day in meeting.moved_from],
        "ekstraordinaert": meeting.is_extra,
        "saker": [_item(names, item) for item in meeting.items],
        "referat": meeting.minutes or None,
        "kildefil": meeting.source.path,
    }


def _item(names: Names, item: CaseItem) -> Data:
    return {
        "nummer": item.number,
        "tittel": item.title,
        "type": item.kind,
        "del": item.part,
        "dokument": names.folder(item.document),
        "versjon": item.version,
        "punkter": list(item.clauses),
        "sak": names.case(item.paper),
        "saksgang": item.thread,
        "utfall": item.outcome,
        "vedtak": item.decision,
        "avgjort": item.settled.value if item.settled else None,
        "videre": item.plan,
    }


def papers_data(names: Names) -> Data:
    """Return the list of memos, case papers, hearing answers and reports; their words are on their pages."""
    listed = [_paper(names, paper) for paper in names.ctx.corpus.papers]
    return {**names.head(DataKind.PAPERS), "saker": listed}


def _paper(names: Names, paper: CasePaper) -> Data:
    return {
        **names.paper(paper),
        "type": paper.kind,
        "dato": iso(paper.dated),
        "organ": names.body(paper.body_id),
        "gjelder": [named for folder in paper.concerns if (named := names.folder(folder))],
        "versjon": paper.version,
        "part": names.party(paper.party) if paper.party else None,
    }
