"""The few shapes that every JSON Schema here is put together from (JSON Schema 2020-12), strict throughout."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from avtaleverk.corpus.fields import FILES

Schema = dict[str, object]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
_UNKNOWN = "null: ikke oppgitt"


def said(shape: Mapping[str, object], words: str) -> Schema:
    """Return a shape with words about what it holds."""
    return {**shape, "description": words}


def text(words: str) -> Schema:
    """Return a text that is always there."""
    return {"type": "string", "description": words}


def maybe_text(words: str) -> Schema:
    """Return a text that may not be known."""
    return {"type": ["string", "null"], "description": _or_unknown(words)}


def _or_unknown(words: str) -> str:
    return f"{words.rstrip('.')} ({_UNKNOWN})."


def maybe(shape: Schema, words: str, unknown: str = "") -> Schema:
    """Return a shape that may not be there; ``unknown`` says what null means where it is not «ikke oppgitt»."""
    return {"anyOf": [shape, {"type": "null"}], "description": f"{words} {unknown}" if unknown else _or_unknown(words)}


def day(words: str) -> Schema:
    """Return a day that is always known."""
    return {"type": "string", "format": "date", "description": words}


def maybe_day(words: str) -> Schema:
    """Return a day that may not be known; nothing is ever made up."""
    return {"type": ["string", "null"], "format": "date", "description": _or_unknown(words)}


def url(words: str) -> Schema:
    """Return a whole address."""
    return {"type": "string", "format": "uri", "pattern": "^https?://", "description": words}


def maybe_url(words: str, unknown: str) -> Schema:
    """Return a whole address, null where there is none; ``unknown`` says when that is."""
    return {
        "type": ["string", "null"], "format": "uri", "pattern": "^https?://", "description": f"{words} {unknown}",
    }  # fmt: skip


def flag(words: str) -> Schema:
    """Return yes or no."""
    return {"type": "boolean", "description": words}


def number(words: str) -> Schema:
    """Return a whole number that is always there."""
    return {"type": "integer", "minimum": 0, "description": words}


def maybe_number(words: str) -> Schema:
    """Return a whole number that may not be known."""
    return {"type": ["integer", "null"], "minimum": 0, "description": _or_unknown(words)}


def one_of(values: Iterable[StrEnum], words: str) -> Schema:
    """Return one of the values of an enumeration."""
    return {"enum": [value.value for value in values], "description": words}


def maybe_one_of(values: Iterable[StrEnum], words: str) -> Schema:
    """Return the same where it may not be known."""
    return {"enum": [*(value.value for value in values), None], "description": _or_unknown(words)}


def every(shape: Schema, words: str) -> Schema:
    """Return a list, empty where there is nothing."""
    return {"type": "array", "items": shape, "description": words}


def texts(words: str) -> Schema:
    """Return a list of texts."""
    return every({"type": "string"}, words)


def record(fields: Mapping[str, Schema], words: str = "") -> Schema:
    """Return an object that has every one of these fields, and no other."""
    found: Schema = {
        "type": "object", "additionalProperties": False, "required": list(fields), "properties": dict(fields),
    }  # fmt: skip
    return found | ({"description": words} if words else {})


def told(file: str, field: str, within: str = "") -> str:
    """Return what editors are told about a field of a content file: programs are told the same."""
    fields = FILES[file]
    if within:
        fields = next(f.fields for f in fields if f.name == within)
    return next(f.help for f in fields if f.name == field)
