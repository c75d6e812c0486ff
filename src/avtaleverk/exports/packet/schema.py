"""What ``metadata.json`` of a packet holds, for those who read it by program (JSON Schema 2020-12)."""

from avtaleverk.exports.packet.facts import KIND

_TEXT, _MAYBE = {"type": "string", "minLength": 1}, {"type": ["string", "null"]}
_DAY = {"type": "string", "format": "date"}
_MAYBE_DAY = {"anyOf": [_DAY, {"type": "null"}]}
_ADDRESS = {"type": "string", "pattern": "^https?://"}


def packet_schema() -> dict[str, object]:
    """Return the schema of the file; null is what nobody has stated."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "innsending",
        **_object(
            slag={"const": KIND, "description": "At dette er en pakke, og hvilken form den har."},
            sendt=_DAY | {"description": "Dagen teksten ble sendt inn."},
            frist=_MAYBE_DAY | {"description": "Siste dag for å sende den inn (§ 6-4)."},
            helsefellesskap=_object(navn=_TEXT, sekretariat=_MAYBE, epost=_MAYBE),
            dokument=_object(
                tittel=_TEXT,
                type={"enum": ["avtale", "retningslinje", "vedlegg"]},
                nummer=_MAYBE,
                sprak=_TEXT,
                lovkrav={"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 13}},
                adresse=_ADDRESS | {"description": "Der den gjeldende teksten alltid ligger."},
            ),
            versjon=_object(**_version()),
            vedlegg={
                "type": "array",
                "items": _object(vedleggsnummer=_MAYBE, **_version()),
                "description": "Vedleggene som gjelder den dagen.",
            },
            tilslutning={"type": "array", "items": _adoption(), "description": "Hva hver part har vedtatt."},
            mangler={"type": "array", "items": _TEXT, "description": "Partene som ikke har vedtatt teksten."},
            filer={"type": "array", "items": _file(), "minItems": 1},
        ),
    }


def _version() -> dict[str, object]:
    return {
        "nummer": _TEXT,
        "tittel": _TEXT,
        "adresse": _ADDRESS | {"description": "Der denne versjonen alltid ligger."},
        "godkjent_av": _MAYBE,
        "godkjent": _MAYBE_DAY,
        "gjelder_fra": _MAYBE_DAY,
        "gjelder_til": _MAYBE_DAY,
        "signert": _MAYBE_DAY,
        "sak": _MAYBE,
        "mote": _MAYBE,
        "endringer": _MAYBE,
    }


def _adoption() -> dict[str, object]:
    outcomes = ["vedtatt", "til behandling", "avvist", None]
    return _object(part=_TEXT, side=_TEXT, utfall={"enum": outcomes}, organ=_MAYBE, dato=_MAYBE_DAY, sak=_MAYBE)


def _file() -> dict[str, object]:
    checksum = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    return _object(navn=_TEXT, type=_TEXT, byte={"type": "integer", "minimum": 0}, sha256=checksum)


def _object(**properties: object) -> dict[str, object]:
    return {
        "type": "object", "additionalProperties": False, "properties": properties, "required": list(properties),
    }  # fmt: skip
