"""What many kinds of file have in common, as JSON Schema: the head, and how a document, a version or a body is named."""

from avtaleverk.exports.open_data.shapes import (
    Schema,
    flag,
    maybe,
    maybe_day,
    maybe_number,
    maybe_text,
    maybe_url,
    one_of,
    record,
    text,
    told,
    url,
)
from avtaleverk.model.documents import DocumentKind
from avtaleverk.model.status import Status

_OUTSIDE = "null når organet ikke er i strukturen og ikke har noen side her."

BODY: dict[str, Schema] = {
    "id": text("Organets id."),
    "navn": text("Navnet på organet."),
    "side": maybe_url("Siden om organet,", _OUTSIDE),
    "data": maybe_url("Alt om organet som JSON,", _OUTSIDE),
}
PARTY = record({"id": text("Partens id i helsefellesskapet."), "navn": text("Navnet på parten.")}, "En av partene.")
PAPER: dict[str, Schema] = {
    "id": text("Stien til saken uten filendelse, eller saksnummeret slik det er skrevet."),
    "tittel": maybe_text("Tittelen på saken."),
    "side": maybe_url("Siden til saken,", "null når saken ikke er lagt inn her."),
}
DOCUMENT: dict[str, Schema] = {
    "mappe": text("Mappa til dokumentet. Den er id-en til dokumentet."),
    "type": one_of(DocumentKind, told("dokument", "type")),
    "nummer": maybe_text(told("dokument", "nummer")),
    "tittel": text(told("dokument", "tittel")),
    "side": url("Siden som alltid viser den gjeldende teksten."),
    "data": url("Alt om dokumentet som JSON."),
}
PROPOSAL = flag("Sant for et forslag, også når noe annet har tatt over for det. Et forslag gjelder ikke.")
STATUS = one_of(Status, "Hva teksten er på dagen nettstedet sist ble bygd.")
VERSION: dict[str, Schema] = {
    "versjon": text(told("versjon", "versjon")),
    "forslag": PROPOSAL,
    "status": STATUS,
    "side": url("Den faste adressen til denne versjonen."),
    "data": url("Hele versjonen som JSON."),
}
FILE = record(
    {
        "format": text("Hva formatet heter, som Markdown, Akoma Ntoso, Word eller PDF."),
        "type": text("Medietypen."),
        "storrelse": maybe_number("Antall byte"),
        "adresse": url("Der fila ligger."),
    },
    "Teksten som fil.",
)
MEETING = record({"id": text("Møtets id."), "data": maybe_url("Møtet som JSON,", "null når møtet ikke er lagt inn.")})
DAY_TOLD: Schema = {
    "type": "string", "format": "date", "description": "Dagen nettstedet viser. Status og frister er regnet ut for den.",
}  # fmt: skip


def body(words: str) -> Schema:
    """Return a body that may not be known."""
    return maybe(record(BODY), words)


def paper(words: str) -> Schema:
    """Return a case that may not be known."""
    return maybe(record(PAPER), words)


def head(schema: str) -> dict[str, Schema]:
    """Return what every file begins with; ``schema`` is the address of its schema."""
    return {
        "$schema": {"const": schema, "description": "Skjemaet som denne fila følger."},
        "adresse": url("Adressen til denne fila."),
        "kilde": record(
            {"navn": text("Helsefellesskapet."), "nettadresse": url("Nettstedet.")}, "Hvem dataene kommer fra."
        ),
        "lisens": maybe_url("Lisensen dataene deles med,", "null når den ikke er oppgitt."),
        "merknad": maybe_text("Det leserne får beskjed om på hver side."),
    }


def hearing(more: dict[str, Schema] | None = None) -> dict[str, Schema]:
    """Return the dates of a hearing, and how to answer."""
    return {
        "fra": maybe_day(told("versjon", "fra", "horing")),
        "frist": maybe_day(told("versjon", "frist", "horing")),
        "svar_til": maybe_text(told("versjon", "svar_til", "horing")),
        "tidligere_frister": {
            "type": "array",
            "items": {"type": "string", "format": "date"},
            "description": told("versjon", "tidligere_frister", "horing"),
        },
        **(more or {}),
    }
