"""A JSON Schema for each content file, made from the fields that the reader itself uses."""

from avtaleverk.corpus.fields import FILES, LISTS, Field, Kind
from avtaleverk.corpus.values import COUNTED, NOT_STATED

_DATE = r"^\d{4}-\d{2}-\d{2}$"
_MOMENT = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def _texts(rule: Field) -> dict[str, object]:
    item: dict[str, object] = {"type": "string", "minLength": 1}
    if rule.choices:
        item["enum"] = list(rule.choices)
    return {"type": "array", "items": item}


def _object(fields: tuple[Field, ...]) -> dict[str, object]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {f.name: _property(f) for f in fields},
        "required": [f.name for f in fields if f.required],
    }


def _shape(rule: Field) -> dict[str, object]:  # noqa: C901, PLR0911, PLR0912 - one case for each kind, nothing else
    match rule.kind:
        case Kind.DATE:
            return {"type": "string", "format": "date", "pattern": _DATE}
        case Kind.DATES:
            return {"type": "array", "items": {"type": "string", "format": "date", "pattern": _DATE}}
        case Kind.MOMENT:
            return {"anyOf": [{"type": "string", "pattern": _MOMENT}, {"type": "integer"}, {"const": NOT_STATED}]}
        case Kind.WHOLE:
            return {"type": "integer", "minimum": 0}
        case Kind.FLAG:
            return {"type": "boolean"}
        case Kind.TEXTS:
            return _texts(rule)
        case Kind.WHOLES:
            return {"type": "array", "items": {"type": "integer"}}
        case Kind.GROUP:
            return _object(rule.fields)
        case Kind.GROUPS:
            return {"type": "array", "items": _object(rule.fields)}
        case Kind.COUNT:
            return {"anyOf": [{"type": "integer", "minimum": 1}, {"enum": list(COUNTED)}]}
        case Kind.TASKS:
            return {"anyOf": [_texts(rule), {"type": "object", "additionalProperties": _texts(rule)}]}
        case Kind.TEMPLATES:
            return {"type": "object", "additionalProperties": _object(rule.fields)}
        case _:
            return {"type": "string", "minLength": 1}


def _property(rule: Field) -> dict[str, object]:
    shape = _shape(rule) | {"description": rule.help}
    if rule.kind in {Kind.TEXT, Kind.CODE}:
        if rule.choices:
            shape["enum"] = list(rule.choices)
        if rule.pattern:
            shape["pattern"] = f"^(?:{rule.pattern})$"
    return shape


def _file(name: str, fields: tuple[Field, ...]) -> dict[str, object]:
    return {"type": "array", "items": _object(fields)} if name in LISTS else _object(fields)


def json_schemas() -> dict[str, dict[str, object]]:
    """Return the schema of each kind of file under the name of the kind (JSON Schema 2020-12)."""
    head: dict[str, object] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {name: head | {"title": name} | _file(name, fields) for name, fields in FILES.items()}
