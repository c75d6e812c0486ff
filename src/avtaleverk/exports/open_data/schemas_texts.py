"""The JSON Schema of the corpus, a document, a version and a difference."""

from avtaleverk.exports.open_data.parts import (
    BODY,
    DAY_TOLD,
    DOCUMENT,
    FILE,
    MEETING,
    PARTY,
    PROPOSAL,
    VERSION,
    body,
    hearing,
    paper,
)
from avtaleverk.exports.open_data.shapes import (
    Schema,
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
from avtaleverk.exports.open_data.text_points import KINDS
from avtaleverk.model.community import Side
from avtaleverk.model.documents import ChangeKind, Outcome
from avtaleverk.model.status import Status
from avtaleverk.redline import PointState, json_schema

_NONE_IN_FORCE = "null når ingen tekst gjelder."
_VERSION_FACTS: dict[str, Schema] = {
    **VERSION,
    "statuser": every(
        record(
            {
                "fra": maybe_day("Første dag med denne statusen"),
                "status": one_of(Status, "Statusen fra den dagen."),
                "forslag": PROPOSAL,
            }
        ),
        "Alle statusene versjonen har hatt og vil få, så langt filene sier det. Da kan et program regne ut statusen på en hvilken som helst dag. Den første har ingen dag.",
    ),
    "tittel": text("Tittelen denne versjonen har."),
    "godkjent_av": maybe(record(BODY), told("versjon", "godkjent_av"), "null når teksten ikke er godkjent."),
    **{name: maybe_day(told("versjon", name)) for name in ("godkjent", "gjelder_fra", "gjelder_til", "opphevet", "oppsagt")},
    "sak": paper(told("versjon", "sak")),
    "mote": maybe(MEETING, told("versjon", "mote")),
    "endringer": maybe_text(told("versjon", "endringer")),
    "endrede_punkter": texts(told("versjon", "endrede_punkter")),
    "endringstype": maybe_one_of(ChangeKind, told("versjon", "endringstype")),
    "horing": maybe(record(hearing()), told("versjon", "horing")),
    "tilslutning": maybe(
        every(
            record(
                {
                    "part": PARTY,
                    "organ": maybe_text(told("versjon", "organ", "tilslutning")),
                    "dato": maybe_day(told("versjon", "dato", "tilslutning")),
                    "sak": maybe_text(told("versjon", "sak", "tilslutning")),
                    "utfall": one_of(Outcome, told("versjon", "utfall", "tilslutning")),
                }
            ),
            "Ett vedtak for hver part som er ført.",
        ),
        told("versjon", "tilslutning"),
    ),
    **{name: maybe_day(told("versjon", name)) for name in ("signert", "sendt_helsedirektoratet", "sist_gjennomgatt")},
    "kildefil": text("Fila i mappa som dette er lest fra."),
    "kontrollsum": {
        "type": "string", "pattern": "^[0-9a-f]{64}$",
        "description": "SHA-256 av teksten uten mellomrom på slutten, i UTF-8. For en låst tekst er det summen i avtaleverk.lock.",
    },
    "filer": every(FILE, "Denne versjonen som filer."),
}  # fmt: skip
_POINT: dict[str, Schema] = {
    "id": maybe_text("Ankeret til punktet, null for det som står før den første overskriften"),
    "nummer": maybe_text("Nummeret, null for et punkt uten nummer"),
    "tittel": maybe_text("Overskriften"),
}
_LINK = url("Fast lenke hit.")


def corpus() -> dict[str, Schema]:
    """Return the fields of the corpus."""
    community = {
        "navn": text(told("helsefellesskap", "navn")),
        "kortnavn": text(told("helsefellesskap", "kortnavn")),
        "nettadresse": url(told("helsefellesskap", "nettadresse")),
        "sprak": text(told("helsefellesskap", "sprak")),
        "sekretariat": maybe(
            record({"navn": text("Navnet på sekretariatet."), "epost": maybe_text("E-postadressen.")}),
            told("helsefellesskap", "sekretariat"),
        ),
        "parter": every(
            record({
                "id": text("Kort navn på parten."),
                "navn": text("Navnet på parten."),
                "side": one_of(Side, "Hvilken side parten er på."),
            }),
            told("helsefellesskap", "parter"),
        ),
    }  # fmt: skip
    listed = {
        **DOCUMENT,
        "horer_til": maybe(record(DOCUMENT), "Retningslinjen et vedlegg hører til,", "null for det som ikke er et vedlegg."),
        "eier": body(told("dokument", "eier")),
        "gjeldende": maybe(record(VERSION), "Versjonen som gjelder,", _NONE_IN_FORCE),
        "versjoner": every(record(VERSION), "Alle versjonene, den eldste først."),
    }  # fmt: skip
    return {
        "dag": DAY_TOLD,
        "fellesskap": record(community, "Helsefellesskapet og partene."),
        "dokumenter": every(
            record(listed), "Avtaler og retningslinjer i rekkefølge, hver med vedleggene sine etter seg."
        ),
    }


def document() -> dict[str, Schema]:
    """Return the fields of a document."""
    covered = record(
        {"lovkrav": number("Punktet i § 6-2."), "punkter": texts("Numrene på punktene i teksten.")}
    )  # fmt: skip
    compared = {
        "fra": text("Den eldste versjonen."),
        "til": text("Den nyeste versjonen."),
        "forslag": PROPOSAL,
        "side": url("Siden med den rødmerkede teksten."),
        "data": url("Endringene som JSON."),
    }
    return {
        **DOCUMENT,
        "kildefil": text("Fila i mappa som dette er lest fra."),
        "sprak": text("Språket teksten er skrevet på."),
        "horer_til": maybe(record(DOCUMENT), "Retningslinjen et vedlegg hører til,", "null for det som ikke er et vedlegg."),
        "vedlegg": every(record(DOCUMENT), "Vedleggene til dokumentet."),
        "eier": body(told("dokument", "eier")),
        "godkjennes_av": every(record(BODY), "Organene som godkjenner dokumentet."),
        "lovkrav": every({"type": "integer"}, told("dokument", "lovkrav")),
        "dekker": every(covered, told("dokument", "dekker")),
        "tema": texts(told("dokument", "tema")),
        "pasientgrupper": texts(told("dokument", "pasientgrupper")),
        "malgruppe": texts(told("dokument", "malgruppe")),
        "tidligere_adresser": texts(told("dokument", "tidligere_adresser")),
        "kort_fortalt": maybe_text("Innholdet kort fortalt, som Markdown."),
        "gjeldende": maybe(record(VERSION), "Versjonen som gjelder,", _NONE_IN_FORCE),
        "gjeldende_filer": every(FILE, "Filer som alltid har den gjeldende teksten. Listen er tom når ingen tekst gjelder."),
        "historikk": url("Siden med tidslinje og versjonslogg."),
        "endringsstrom": maybe_url("Atom-strøm med endringene,", "null når ingen endring er kjent."),
        "versjoner": every(record(_VERSION_FACTS), "Alle versjonene, den eldste først."),
        "endringer": every(record(compared), "Versjonene som er sammenlignet."),
        "punkter": every(record({**_POINT, "lenke": url("Lenke til punktet i den gjeldende teksten.")}), "Punktene i den gjeldende teksten."),
    }  # fmt: skip


def version() -> dict[str, Schema]:
    """Return the fields of a version."""
    piece: dict[str, Schema] = {
        "id": maybe_text("Ankeret til leddet eller listepunktet, null for det som ikke har noe anker"),
        "slag": {"enum": list(KINDS), "description": "Hva det er: et ledd, et listepunkt med tall, bokstav eller strek, en tabell eller noe annet."},
        "under": maybe_text("Listepunktet dette står i, null for det som ikke står i en liste"),
        "tekst": text("Ordene på én linje."),
        "rader": maybe(every({"type": "array", "items": {"type": "string"}}, "Celler, rad for rad."), "Radene i en tabell,", "null for alt annet."),
    }  # fmt: skip
    point = {
        **_POINT,
        "niva": maybe_number("Nivået til overskriften, 2 for det ytterste"),
        "under": maybe_text("Punktet dette punktet står i"),
        "lenke": _LINK,
        "tekst": every(record(piece), "Det som står i punktet, uten punktene under det."),
    }
    return {
        "dokument": record(DOCUMENT, "Dokumentet dette er en versjon av."),
        **_VERSION_FACTS,
        "sprak": text("Språket teksten er skrevet på."),
        "ord": number("Antall ord i teksten."),
        "tekst": record({
            "markdown": text("Teksten i Markdown, nøyaktig slik den er lagt inn."),
            "html": text("Teksten i HTML. Alle lenker er hele adresser, og skript er aldri med."),
        }, "Hele teksten."),
        "punkter": every(record(point), "Teksten punkt for punkt."),
    }  # fmt: skip


def difference() -> tuple[dict[str, Schema], dict[str, Schema]]:
    """Return the fields of a difference, and the definitions that they use: those of the redline itself."""
    redline = json_schema()
    definitions = redline.pop("$defs")
    assert isinstance(definitions, dict)  # noqa: S101 - the schema is ours
    whole = {name: value for name, value in redline.items() if name not in {"$schema", "$id", "title"}}
    point = {
        "gammelt": maybe(record(_POINT), "Punktet slik det het i den eldste versjonen,", "null når det er nytt."),
        "nytt": maybe(record(_POINT), "Punktet slik det heter i den nyeste versjonen,", "null når det er tatt ut."),
        "hva": one_of(PointState, "Hva som har skjedd med punktet."),
        "endret": flag("Sant når overskriften, eller teksten rett under den, er en annen."),
        "merke": maybe_url("Det første merket på siden,", "null når punktet ikke er merket."),
    }
    return {
        "dokument": record(DOCUMENT, "Dokumentet dette er to versjoner av."),
        "navn": text("Navnet på sammenligningen i adresser, som 1.0-til-1.1."),
        "spenn": text("Det samme slik kommandoene skriver det, som 1.0..1.1."),
        "forslag": PROPOSAL,
        "fra": record(VERSION, "Den eldste versjonen."),
        "til": record(VERSION, "Den nyeste versjonen."),
        "side": url("Siden med den rødmerkede teksten."),
        "filer": every(FILE, "Endringene som filer."),
        "punkter": every(record(point), "Hvert punkt i begge tekstene, med det gamle og det nye navnet."),
        "rodmerking": whole,
    }, definitions
