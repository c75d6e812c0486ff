"""What ``lenker.json`` holds, for those who read it by program (JSON Schema 2020-12)."""

_PLACE = {"type": "string", "pattern": r"^/"}
_ENTRY = {
    "slag": {"type": "string", "minLength": 1, "description": "Hva slags side det er, «fil» eller «videreført»."},
    "tittel": {"type": "string", "description": "Tittelen på siden."},
    "status": {"type": "string", "description": "Hva teksten er på dagen nettstedet viser, som «gjeldende»."},
    "versjon": {"type": "string", "description": "Versjonen av teksten som ligger her."},
    "gjeldende": _PLACE | {"description": "Der den gjeldende teksten ligger."},
    "etterfolger": {
        "anyOf": [_PLACE, {"type": "null"}],
        "description": "Der leserne blir sendt videre, null når ingenting har tatt over.",
    },
    "flyttet": {
        "type": "object",
        "additionalProperties": {"anyOf": [_PLACE, {"type": "null"}]},
        "description": "Ankre som er ført videre til en annen side, med adressen, null når ingenting har tatt over.",
    },
    "punkter": {
        "type": "object",
        "additionalProperties": {"type": ["string", "null"]},
        "description": "Ankeret til hvert punkt, med ankeret punktet har i den gjeldende teksten, null når det er tatt ut.",
    },
}


def link_schema() -> dict[str, object]:
    """Return the schema of the file."""
    entry = {"type": "object", "additionalProperties": False, "properties": _ENTRY, "required": ["slag"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "lenker",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "nettsted": {"type": "string", "pattern": r"^https?://.+/$", "description": "Adressen til nettstedet."},
            "bygd": {"type": "string", "format": "date", "description": "Dagen nettstedet viser."},
            "adresser": {
                "type": "object",
                "propertyNames": {"pattern": "^/"},
                "additionalProperties": entry,
                "description": "Hver adresse som finnes, fra nettstedets rot.",
            },
        },
        "required": ["nettsted", "bygd", "adresser"],
    }
