"""Hearings, adoption by the parties, the demands of the law and the glossary, as data."""

from avtaleverk.exports.open_data.names import Data, Names, iso
from avtaleverk.model.addresses import adoption_address, hearing_address
from avtaleverk.model.open_data import DataKind
from avtaleverk.organisation.adoption import Cell, CellState, Row, matrices
from avtaleverk.organisation.hearings import Aftermath, Answer, HearingRecord, hearings
from avtaleverk.organisation.law import Cover, Demand, demands
from avtaleverk.pages.organisation.adoption_pages import CSV, JSON
from avtaleverk.pages.organisation.law_pages import demand_address, demand_words


def hearings_data(names: Names) -> Data:
    """Return every hearing: when, who has answered, and what came of it."""
    ctx = names.ctx
    found = [_hearing(names, record) for record in hearings(ctx.corpus, ctx.day)]
    return {**names.head(DataKind.HEARINGS), "dag": ctx.day.isoformat(), "horinger": found}


def _hearing(names: Names, record: HearingRecord) -> Data:
    hearing, number = record.hearing, record.version.number
    return {
        "dokument": names.document(record.document),
        **names.version(record.document, record.version),
        "horing": names.url(hearing_address(names.own(record.document), number)),
        "fase": record.phase.value,
        "fra": iso(hearing.opens),
        "frist": iso(hearing.closes),
        "tidligere_frister": [day.isoformat() for day in hearing.earlier_deadlines],
        "svar_til": hearing.reply_to,
        "dager_igjen": record.days_left,
        "svar": [_answer(names, answer) for answer in record.answers],
        "uten_svar": [names.party(party.id) for party in record.unanswered],
        "utfall": _aftermath(names, record.aftermath),
    }


def _answer(names: Names, answer: Answer) -> Data:
    return {
        **names.paper(answer.paper),
        "dato": iso(answer.paper.dated),
        "part": names.party(answer.party.id) if answer.party else None,
        "etter_fristen": answer.is_late,
    }


def _aftermath(names: Names, came: Aftermath) -> Data:
    return {
        "resultat": came.result.value,
        "dato": iso(came.day),
        "organ": names.body(came.body),
        "versjon": came.version.number if came.version else None,
        "mote": came.meeting.id if came.meeting else None,
        "ord": came.words or None,
    }


def adoption_data(names: Names) -> Data:
    """Return what each party has done with each version that the parties must adopt."""
    ctx = names.ctx
    found = [
        {"dokument": names.document(matrix.document), "versjoner": [_row(names, row) for row in matrix.rows]}
        for matrix in matrices(ctx.corpus, ctx.day)
    ]
    return {
        **names.head(DataKind.ADOPTION),
        "dag": ctx.day.isoformat(),
        "tabell": {"json": names.url(JSON), "csv": names.url(CSV)},
        "dokumenter": found,
    }


def _row(names: Names, row: Row) -> Data:
    return {
        **names.version(row.document, row.version),
        "tilslutning": names.url(adoption_address(names.own(row.document), row.version.number)),
        "oppgitt": row.is_stated,
        "signert": iso(row.version.signed),
        "vedtatt_av": row.count(CellState.ADOPTED),
        "parter": [_cell(names, cell) for cell in row.cells],
    }


def _cell(names: Names, cell: Cell) -> Data:
    return {
        "part": names.party(cell.party.id),
        "tilstand": cell.state.value,
        "dato": iso(cell.decided),
        "organ": cell.body,
        "sak": cell.case,
        "kildefil": cell.path,
    }


def law_data(names: Names) -> Data:
    """Return the points of helse- og omsorgstjenesteloven § 6-2 with the texts that cover each."""
    ctx = names.ctx
    found = [_demand(names, demand) for demand in demands(ctx.corpus, ctx.day)]
    return {**names.head(DataKind.LAW), "dag": ctx.day.isoformat(), "lovkrav": found}


def _demand(names: Names, demand: Demand) -> Data:
    return {
        "nummer": demand.number,
        "krav": demand_words(names.ctx, demand.number),
        "side": names.url(demand_address(demand.number)),
        "dekket": demand.is_covered,
        "dekkes_av": [_cover(names, cover) for cover in demand.covers],
    }


def _cover(names: Names, cover: Cover) -> Data:
    return {
        "dokument": names.document(cover.document),
        "gjeldende": names.version(cover.document, cover.version) if cover.version else None,
        "punkter": list(cover.clauses),
    }


def glossary_data(names: Names) -> Data:
    """Return the words that the texts use."""
    terms = [
        {"ord": t.word, "forkortelse": t.abbreviation, "forklaring": t.explanation, "synonymer": list(t.synonyms)}
        for t in names.ctx.corpus.terms
    ]
    return {**names.head(DataKind.GLOSSARY), "ord": terms}
