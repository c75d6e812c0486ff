"""Edits of single fields in front matter or YAML: all that is not concerned stays as it was, sign by sign.

The places are taken from the nodes that YAML itself makes of the text, and what was written is read again: it must say
what it said before, and the edit. Comments, the order of fields, quotation marks and ends of lines are the editor's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import yaml

from avtaleverk.corpus.fields import VERSION, Field
from avtaleverk.corpus.yaml_places import Places
from avtaleverk.corpus.yaml_reader import read_yaml
from avtaleverk.corpus.yaml_writing import Value, said, tagged
from avtaleverk.model.findings import AvtaleverkError, Finding

Path: TypeAlias = tuple[str | int, ...]

_BREAK = r"(?:\r\n|\r|\n)"
_FRONT = re.compile(rf"\ufeff?-{{3,}}[ \t]*{_BREAK}(?P<front>(?:[^\r\n]*{_BREAK})*?)-{{3,}}[ \t]*(?:{_BREAK}|\Z)")
_FAILURE = "Feltene kunne ikke endres. Fila er som før."


@dataclass(frozen=True, slots=True)
class Put:
    """Give a field a value, whether it had one or not; ``path`` is such as ``("horing", "frist")``."""

    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class Add:
    """Add an item at the end of a list, which is made where there is none."""

    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class Drop:
    """Take a field or an item away, and the group that it leaves empty; nothing happens where it is not there."""

    path: Path


Edit: TypeAlias = Put | Add | Drop


def edited(text: str, edits: Sequence[Edit], fields: tuple[Field, ...] = VERSION, path: str = "") -> str:
    """Return a Markdown file with its front matter edited; new fields come in the order of ``fields``.

    ``text`` has the ends of lines that the file has. Raises AvtaleverkError, with findings at ``path``, where the front
    matter cannot be read or not be edited with certainty.
    """
    m = _FRONT.match(text)
    if m is None:
        hint = "Skriv --- på første linje, feltene under, og --- igjen"
        raise AvtaleverkError(_FAILURE, [Finding(path, 1, "", "Fila begynner ikke med metadata", hint)])
    return text[: m.start("front")] + _all(m["front"], edits, fields, path, 2) + text[m.end("front") :]


def body_of(text: str) -> str:
    """Return what stands below the front matter of a Markdown file, sign by sign; all of it where there is none."""
    m = _FRONT.match(text)
    return text[m.end() :] if m else text


def edited_yaml(text: str, edits: Sequence[Edit], fields: tuple[Field, ...], path: str = "") -> str:
    """Return a file that is YAML from end to end, edited as ``edited`` does."""
    mark = text[:1] if text.startswith("\ufeff") else ""
    return mark + _all(text[len(mark) :], edits, fields, path, 1)


def _all(text: str, edits: Sequence[Edit], fields: tuple[Field, ...], path: str, first_line: int) -> str:
    findings = read_yaml(re.sub(_BREAK, "\n", text), path, first_line)[1]
    if findings:
        raise AvtaleverkError(_FAILURE, findings)
    for edit in edits:
        after = _one(text, edit, fields)
        if after is None:
            name = ".".join(str(part) for part in edit.path)
            hint = "Rett feltet i fila selv, og kjør kommandoen på nytt"
            fault = Finding(path, 0, name, "Feltet står på en måte som ikke kan endres trygt", hint)
            raise AvtaleverkError(_FAILURE, [fault])
        text = after
    return text


def _one(text: str, edit: Edit, fields: tuple[Field, ...]) -> str | None:
    """Return the text after one edit, None where it would not say what it should."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    places = Places(text, root, fields)
    match edit:
        case Put(path, value):
            after = places.put(path, value)
        case Add(path, value):
            after = places.add(path, value)
        case Drop(path):
            after = places.drop(path)
    try:
        read = said(yaml.compose(after, Loader=yaml.SafeLoader)) if after is not None else None
    except yaml.YAMLError:
        return None
    return after if read == wanted(said(root), edit) else None


def wanted(data: Any, edit: Edit) -> Any:  # noqa: ANN401 - groups, lists and texts in one another
    """Return what should be read after an edit of what was read before."""
    first, *rest = edit.path
    has = _has(data, first)
    inner = data[first] if has else None
    if isinstance(edit, Drop) and not has:
        return data
    if rest:
        below = wanted(inner if isinstance(inner, dict | list) else {}, replace(edit, path=tuple(rest)))
        return _with(data, first, below, drops=isinstance(edit, Drop) and not below)
    match edit:
        case Put(_, value):
            return _with(data, first, tagged(value))
        case Add(_, value):
            return _with(data, first, [*(inner if isinstance(inner, list) else ()), tagged(value)])
        case _:
            return _with(data, first, None, drops=True)


def _has(data: Any, name: str | int) -> bool:  # noqa: ANN401 - the same
    return name in data if isinstance(data, dict) else isinstance(name, int) and 0 <= name < len(data)


def _with(data: Any, name: Any, value: object, *, drops: bool = False) -> Any:  # noqa: ANN401 - the same
    """Return groups or lists with another value at one place, or without it."""
    pairs = dict(data) if isinstance(data, dict) else dict(enumerate(data))
    pairs[name] = value
    if drops:
        del pairs[name]
    return pairs if isinstance(data, dict) else list(pairs.values())
