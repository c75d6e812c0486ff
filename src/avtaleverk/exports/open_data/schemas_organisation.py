"""The JSON Schema of bodies, meetings, cases, hearings, adoption, the law, the glossary, and the overview of it all."""

from avtaleverk.exports.open_data.parts import (
    BODY,
    DAY_TOLD,
    DOCUMENT,
    PAPER,
    PARTY,
    VERSION,
    body,
    hearing,
    paper,
)
from avtaleverk.exports.open_data.shapes import (
    Schema,
    day,
    every,
    flag,
    maybe,
    maybe_day,
    maybe_number,
    maybe_one_of,
    maybe_text,
    maybe_url,
    number,
    one_of,
    record,
    text,
    texts,
    told,
    url,
)
from avtaleverk.model.community import Side
from avtaleverk.model.organisation import Agreement, Office
from avtaleverk.model.structure import Each, Right
from avtaleverk.organisation.adoption import CellState
from avtaleverk.organisation.hearings import Phase, Result

_NAMED: dict[str, Schema] = {
    **BODY,
    "forkortelse": maybe_text(told("struktur", "forkortelse", "organer")),
    "niva": maybe_number(told("struktur", "niva", "organer")),
    "stab": flag("Sant for sekretariatet."),
    "finnes": flag("Sant når organet er i virksomhet på dagen nettstedet sist ble bygd."),
}
_MEETING: dict[str, Schema] = {
    "id": text("Møtets id."),
    "dato": day("Dagen møtet er eller var."),
    "avlyst": flag("Sant når møtet er avlyst."),
    "side": url("Siden til møtet."),
    "data": url("Møtet som JSON."),
}


def bodies() -> dict[str, Schema]:
    """Return the fields of the list of bodies."""
    return {"dag": DAY_TOLD, "organer": every(record(_NAMED), "Alle organene det er eller har vært.")}


def _help(field: str) -> str:
    return told("struktur", field, "organer")


def one_body() -> dict[str, Schema]:
    """Return the fields of a body."""
    structure = {
        "id": text("Strukturens id."),
        "gjelder_fra": maybe_text("Dagen, måneden eller året strukturen gjelder fra, som 2024-09-26, 2021-02 eller 2022"),
        "side": url("Siden til strukturen."),
    }  # fmt: skip
    leading = {
        "fra": texts("Sidene leder og nestleder kommer fra."),
        "bytter": maybe_text("Når de bytter roller."),
        "ar": maybe_number("Hvor mange år de velges for."),
    }
    seat = {
        "rolle": text("Rollen til medlemmet."),
        "side": one_of(Side, "Hvilken side medlemmet er på."),
        "antall": maybe_number("Antall medlemmer"),
        "en_for_hver": maybe_one_of(Each, "Hvem det er ett medlem for, når det ikke er et fast antall"),
        "delmoter": texts("Delene av møtet medlemmet er med på. Listen er tom når det er alle."),
        "rett": one_of(Right, "Hva medlemmet kan i møtet."),
        "omrade": maybe_text("Området medlemmet kommer fra."),
    }
    office = {
        "verv": one_of(Office, "Vervet."),
        "navn": maybe_text("Navnet på den som har vervet."),
        "rolle": maybe_text("Rollen i sammensetningen."),
        "side": maybe_one_of(Side, "Hvilken side vervet hører til"),
        "part": maybe(PARTY, "Parten vervet er for."),
        "fra": maybe_day("Første dag i vervet."),
        "til": maybe_day("Siste dag i vervet."),
    }
    tasks = {"del": maybe_text("Delen av møtet, null for hele organet"), "oppgaver": texts("Oppgavene.")}
    return {
        **_NAMED,
        "over": body(_help("over")),
        "fra": every(record(BODY), _help("fra")),
        "virker_fra": maybe_day(_help("virker_fra")),
        "virker_til": maybe_day(_help("virker_til")),
        "midlertidig": flag("Sant for et organ som skal oppløses."),
        "samlet": flag("Sant når linjen står for flere organer som kildene ikke nevner hver for seg."),
        "strukturer": every(record(structure), "Strukturene organet er med i, den eldste først. Opplysningene her er fra den siste."),
        "hjemmel": maybe_text(_help("hjemmel")),
        "myndighet": maybe_text(_help("myndighet")),
        "merknad_om_organet": maybe_text(_help("merknad")),
        "moter_per_ar": maybe_number(_help("moter_per_ar")),
        "delmoter": texts(_help("delmoter")),
        "funksjonstid_ar": maybe_number(_help("funksjonstid_ar")),
        "forlengelse_ar": maybe_number(_help("forlengelse_ar")),
        "leder_og_nestleder": maybe(record(leading), _help("leder_og_nestleder")),
        "oppgaver": every(record(tasks), _help("oppgaver")),
        "sammensetning": every(record(seat), _help("sammensetning")),
        "pasientgrupper": texts(_help("pasientgrupper")),
        "tema": texts(_help("tema")),
        "verv": every(record(office), "Verv som noen har på dagen nettstedet sist ble bygd."),
        "moter": every(record(_MEETING), "Møtene i organet."),
    }  # fmt: skip


def meetings() -> dict[str, Schema]:
    """Return the fields of the list of meetings."""
    listed = {**_MEETING, "organ": body("Organet som møtes.")}
    return {"moter": every(record(listed), "Alle møtene.")}


def meeting() -> dict[str, Schema]:
    """Return the fields of a meeting."""
    item = {
        "nummer": maybe_text("Saksnummeret."),
        "tittel": text("Hva saken gjelder."),
        "type": maybe_text("Hva møtet skal gjøre med saken."),
        "del": maybe_text("Delen av møtet."),
        "dokument": maybe(record(DOCUMENT), "Dokumentet saken gjelder."),
        "versjon": maybe_text("Versjonen saken gjelder."),
        "punkter": texts("Punktene saken gjelder."),
        "sak": paper("Saksframlegget."),
        "saksgang": maybe_text("Navnet saken har i alle møtene den er oppe i."),
        "utfall": maybe_text("Hva møtet kom til."),
        "vedtak": maybe_text("Teksten i vedtaket."),
        "avgjort": maybe_one_of(Agreement, "Hvordan saken ble avgjort"),
        "videre": maybe_text("Hva som skjer videre med en sak uten enighet."),
    }
    return {
        **_MEETING,
        "organ": body("Organet som møtes."),
        "sted": maybe_text("Stedet."),
        "begynner": maybe_text("Klokkeslettet møtet begynner, i norsk tid"),
        "slutter": maybe_text("Klokkeslettet møtet slutter, i norsk tid"),
        "flyttet_fra": {
            "type": "array",
            "items": {"type": "string", "format": "date"},
            "description": "Dagene møtet var innkalt til før, den første først.",
        },
        "ekstraordinaert": flag("Sant for et ekstraordinært møte."),
        "saker": every(record(item), "Sakene på møtet."),
        "referat": maybe_text("Referatet, som Markdown."),
        "kildefil": text("Fila i mappa som dette er lest fra."),
    }


def papers() -> dict[str, Schema]:
    """Return the fields of the list of case papers."""
    listed = {
        **PAPER,
        "type": text("Hva slags papir det er, som notat eller høringssvar."),
        "dato": maybe_day("Datoen på papiret."),
        "organ": body("Organet papiret er til eller fra."),
        "gjelder": every(record(DOCUMENT), "Dokumentene det gjelder."),
        "versjon": maybe_text("Versjonen det gjelder."),
        "part": maybe(PARTY, "Parten et høringssvar er fra."),
    }
    return {"saker": every(record(listed), "Notater, saksframlegg, høringssvar og rapporter.")}


def hearings() -> dict[str, Schema]:
    """Return the fields of the list of hearings."""
    answer: dict[str, Schema] = {
        **PAPER,
        "dato": maybe_day("Dagen svaret er datert."),
        "part": maybe(PARTY, "Parten som har svart."),
        "etter_fristen": {"type": ["boolean", "null"], "description": "Sant når svaret kom etter fristen (null: ikke oppgitt)."},
    }  # fmt: skip
    came = {
        "resultat": one_of(Result, "Hva det ble av forslaget."),
        "dato": maybe_day("Dagen det ble avgjort."),
        "organ": body("Organet som avgjorde det."),
        "versjon": maybe_text("Versjonen som ble godkjent."),
        "mote": maybe_text("Møtet det ble avgjort i."),
        "ord": maybe_text("Ordene i referatet."),
    }
    dates = hearing()
    listed = {
        "dokument": record(DOCUMENT, "Dokumentet forslaget gjelder."),
        **VERSION,
        "horing": url("Høringen på siden med alle høringene."),
        "fase": one_of(Phase, "Hvor langt høringen er kommet."),
        **{name: dates[name] for name in ("fra", "frist", "tidligere_frister", "svar_til")},
        "dager_igjen": maybe_number("Dager til fristen, null når høringen ikke er åpen eller fristen ikke er kjent"),
        "svar": every(record(answer), "Svarene som er lagt inn."),
        "uten_svar": every(PARTY, "Partene som det ikke er lagt inn svar fra. De kan ha svart likevel."),
        "utfall": record(came, "Hva som kom ut av høringen."),
    }
    return {"dag": DAY_TOLD, "horinger": every(record(listed), "Alle høringene, de åpne først.")}


def adoption() -> dict[str, Schema]:
    """Return the fields of what the parties have decided."""
    cell = {
        "part": PARTY,
        "tilstand": one_of(CellState, "Hva parten har gjort med versjonen."),
        "dato": maybe_day(told("versjon", "dato", "tilslutning")),
        "organ": maybe_text(told("versjon", "organ", "tilslutning")),
        "sak": maybe_text(told("versjon", "sak", "tilslutning")),
        "kildefil": text("Fila i mappa som dette er lest fra."),
    }
    row = {
        **VERSION,
        "tilslutning": url("Versjonen på siden om tilslutning."),
        "oppgitt": flag("Sant når fila sier hva partene har vedtatt hver for seg."),
        "signert": maybe_day(told("versjon", "signert")),
        "vedtatt_av": number("Antall parter som har vedtatt versjonen."),
        "parter": every(record(cell), "Hver part som skal slutte seg til."),
    }
    whole = {
        "dokument": record(DOCUMENT, "Dokumentet."),
        "versjoner": every(record(row), "Versjonene, den nyeste først."),
    }
    table = {"json": url("Cellene som JSON."), "csv": url("Cellene som CSV, til et regneark.")}
    return {
        "dag": DAY_TOLD,
        "tabell": record(table, "Det samme som én tabell."),
        "dokumenter": every(record(whole), "Dokumentene som partene må slutte seg til."),
    }


def law() -> dict[str, Schema]:
    """Return the fields of the demands of the law."""
    cover = {
        "dokument": record(DOCUMENT, "Dokumentet."),
        "gjeldende": maybe(record(VERSION), "Versjonen som gjelder,", "null når ingen tekst gjelder. Da er kravet ikke dekket av det."),
        "punkter": texts("Punktene i teksten som dekker kravet. Listen er tom når det er hele dokumentet."),
    }  # fmt: skip
    demand = {
        "nummer": number("Punktet i helse- og omsorgstjenesteloven § 6-2."),
        "krav": text("Hva kravet gjelder, med våre egne ord."),
        "side": url("Kravet på siden om lovkravene."),
        "dekket": flag("Sant når en gjeldende tekst dekker kravet."),
        "dekkes_av": every(record(cover), "Dokumentene som sier at de dekker kravet."),
    }
    return {"dag": DAY_TOLD, "lovkrav": every(record(demand), "De tretten punktene i § 6-2.")}


def glossary() -> dict[str, Schema]:
    """Return the fields of the glossary."""
    term = {
        "ord": text("Ordet."),
        "forkortelse": maybe_text("Forkortelsen."),
        "forklaring": text("Hva ordet betyr."),
        "synonymer": texts("Andre ord for det samme."),
    }
    return {"ord": every(record(term), "Ordene, i alfabetisk rekkefølge.")}


def index() -> dict[str, Schema]:
    """Return the fields of the overview."""
    kind = {
        "navn": text("Navnet på slaget."),
        "mal": text("Adressen, med {navn} for hver del som varierer. Hele adresser står i filene."),
        "skjema": url("Skjemaet for slaget."),
    }
    also = {
        "lenker": url("Hver adresse på nettstedet, hva som ligger der, og hvor den gjeldende teksten er."),
        "nettstedskart": url("Nettstedskart for søkemotorer."),
        "opensearch": url("Beskrivelse av søket."),
        "endringsstrom": maybe_url("Atom-strøm med alle endringer,", "null når ingen endring er kjent."),
    }
    return {
        "versjon": {"const": "v1", "description": "Versjonen av dette grensesnittet."},
        "forklaring": url("Siden som forklarer dataene."),
        "slag": every(record(kind), "Hvert slag fil."),
        "ogsa": record(also, "Annet som er laget for programmer."),
    }
