"""A year as data that a program reads: plain values, dates as ``2024-09-26``, the names of the front matter."""

from avtaleverk.model.organisation import Appointment, Meeting
from avtaleverk.model.structure import Body
from avtaleverk.organisation.annual import Adoption, AnnualRecord, BodyYear, TextEvent
from avtaleverk.organisation.cases import CaseStep
from avtaleverk.organisation.hearings import HearingRecord

Data = dict[str, object]


def as_data(record: AnnualRecord) -> Data:
    """Return the whole year."""
    coming = record.next_year
    return {
        "aar": record.year,
        "til_og_med": record.until.isoformat(),
        "moter": [_body(b) for b in record.bodies],
        "saker": [_case(s) for s in (*record.decided, *record.discussed, *record.told)],
        "tekster": [_text(e) for e in record.texts],
        "godkjent_uten_dato": [{"dokument": d.folder, "versjon": v.number} for d, v in record.undated],
        "horinger": [_hearing(r) for r in record.hearings],
        "tilslutning": [_adoption(a) for a in record.adoptions],
        "strukturer": [{"id": s.id, "gjelder_fra": str(s.valid_from)} for s in record.structures],
        "foreslatte_strukturer": [s.id for s in record.proposals],
        "organer_begynte": [_lifetime(b) for b in record.began],
        "organer_sluttet": [_lifetime(b) for b in record.ended],
        "verv": [_office(a) for a in _both(record)],
        "neste_ar": {
            "utloper": [_text(e) for e in coming.expiries],
            "verv": [_office(a) for a in coming.offices],
            "moter": [_meeting(m) for m in coming.meetings],
        },
    }


def _both(record: AnnualRecord) -> tuple[Appointment, ...]:
    """Return the offices that began or ended, each of them once."""
    return record.offices_began + tuple(a for a in record.offices_ended if a not in record.offices_began)


def _meeting(meeting: Meeting) -> Data:
    return {"id": meeting.id, "organ": meeting.body, "dato": meeting.held.isoformat(), "ekstra": meeting.is_extra}


def _body(body: BodyYear) -> Data:
    return {
        "organ": body.body_id,
        "holdt": [_meeting(m) for m in body.held],
        "avlyst": [_meeting(m) for m in body.cancelled],
        "lovet": body.promised,
    }


def _case(step: CaseStep) -> Data:
    item = step.item
    return {
        "mote": step.meeting.id, "organ": step.meeting.body, "dato": step.meeting.held.isoformat(),
        "nummer": item.number, "tittel": item.title, "type": item.kind, "utfall": item.outcome,
        "vedtak": item.decision, "avgjort": item.settled.value if item.settled else None,
        "dokument": item.document, "versjon": item.version, "sak": item.paper,
    }  # fmt: skip


def _text(event: TextEvent) -> Data:
    return {
        "hendelse": event.happening.value, "dato": event.day.isoformat(),
        "dokument": event.document.folder, "versjon": event.version.number,
    }  # fmt: skip


def _hearing(record: HearingRecord) -> Data:
    hearing = record.hearing
    return {
        "dokument": record.document.folder,
        "versjon": record.version.number,
        "fra": hearing.opens.isoformat() if hearing.opens else None,
        "frist": hearing.closes.isoformat() if hearing.closes else None,
        "dager": hearing.days,
        "svar": len(record.answers),
    }


def _adoption(adoption: Adoption) -> Data:
    decision = adoption.ratification
    return {
        "dokument": adoption.document.folder, "versjon": adoption.version.number, "part": decision.party,
        "dato": decision.decided.isoformat() if decision.decided else None,
        "sak": decision.case, "utfall": decision.outcome.value,
    }  # fmt: skip


def _lifetime(body: Body) -> Data:
    return {
        "id": body.id,
        "virker_fra": body.active_from.isoformat() if body.active_from else None,
        "virker_til": body.active_until.isoformat() if body.active_until else None,
    }


def _office(held: Appointment) -> Data:
    return {
        "organ": held.body, "verv": held.office.value, "part": held.party, "navn": held.name,
        "fra": held.start.isoformat() if held.start else None, "til": held.end.isoformat() if held.end else None,
    }  # fmt: skip
