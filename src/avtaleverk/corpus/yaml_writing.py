"""How a value is written in YAML: as an editor would, and so that it is read back as the same."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

import yaml

Scalar: TypeAlias = str | int | bool | date
Value: TypeAlias = Scalar | Mapping[str, "Value"] | Sequence["Value"]

# What begins like a number is quoted, so that nobody wonders whether it is one; the name of a meeting is plain.
_PLAIN = re.compile(r"(?:[A-Za-zÆØÅæøå]|/\w|\d{4}-\d{2}-\d{2}-[a-zæøå])[^:#\"'\\`{}\[\]\n\r\t]*")
# What ends a text, or may, where it stands in brackets.
_BRACKETED = re.compile(r"[,?]")
# What JSON leaves as it is and YAML takes for the end of a line, or forbids.
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def written(value: Value, *, inside: bool = False) -> str:
    """Return a value on one line, with groups and lists in brackets; ``inside`` says that it stands in brackets itself."""
    return _inline(value, inside=inside)


def _inline(value: Value, *, inside: bool) -> str:
    if isinstance(value, Mapping):
        return (
            "{" + ", ".join(f"{_text(name, inside=True)}: {_inline(v, inside=True)}" for name, v in value.items()) + "}"
        )
    if isinstance(value, str):
        return _text(value, inside=inside)
    if isinstance(value, Sequence):
        return "[" + ", ".join(_inline(item, inside=True) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def _text(text: str, *, inside: bool) -> str:
    """Return a text plain where YAML reads it as that very text, else between quotation marks."""
    is_plain = _PLAIN.fullmatch(text) and not text.endswith(" ") and not (inside and _BRACKETED.search(text))
    if is_plain and _read(text, inside=inside) == ("tag:yaml.org,2002:str", text):
        return text
    return _UNSEEN.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(text, ensure_ascii=False))


def _read(text: str, *, inside: bool) -> tuple[str, object] | None:
    """Return what YAML makes of a plain text where it is to stand."""
    try:
        node = yaml.compose(f"[{text}]" if inside else f"a: {text}", Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    item = node.value[0] if node else None
    value = item[1] if isinstance(item, tuple) else item
    return (value.tag, value.value) if value else None


def tagged(value: Value) -> object:
    """Return a value as ``said`` returns what was read, to compare the two."""
    if isinstance(value, Mapping):
        return {name: tagged(v) for name, v in value.items()}
    if isinstance(value, str):
        return "str", value
    if isinstance(value, Sequence):
        return [tagged(item) for item in value]
    if isinstance(value, bool):
        return "bool", written(value)
    return "timestamp" if isinstance(value, date) else "int", written(value)


def said(node: yaml.Node | None) -> object:
    """Return what a node says: texts with the kind that YAML takes them for, in groups and lists."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): said(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [said(item) for item in node.value]
    return (node.tag.rpartition(":")[2], str(node.value)) if node else {}
