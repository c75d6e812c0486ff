"""Checks YAML nodes against the fields and returns typed values; every fault becomes a finding."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

import yaml

from avtaleverk.corpus.fields import Field, Kind
from avtaleverk.corpus.wording import invisible, listed, shorten, without_invisible
from avtaleverk.corpus.yaml_reader import line_of, looks_like_date
from avtaleverk.model.findings import Finding
from avtaleverk.model.partial_date import PartialDate
from avtaleverk.model.source import Source
from avtaleverk.model.structure import Each

NOT_STATED = "ikke oppgitt"


@dataclass(frozen=True, slots=True)
class Values:
    """The typed values of one group of fields. A field that was missing or wrong is not there."""

    source: Source
    _data: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def __contains__(self, name: str) -> bool:
        """Say whether the field was given with a sound value."""
        return name in self._data

    def text(self, name: str) -> str | None:
        """Return a text, None where it is missing."""
        value = self._data.get(name)
        return value if isinstance(value, str) else None

    def need(self, name: str) -> str:
        """Return a required text; empty only where its absence is a finding already."""
        return self.text(name) or ""

    def day(self, name: str) -> date | None:
        """Return a date, None where it is missing."""
        value = self._data.get(name)
        return value if isinstance(value, date) else None

    def days(self, name: str) -> tuple[date, ...]:
        """Return a list of dates, empty where it is missing."""
        value = self._data.get(name)
        return tuple(v for v in value if isinstance(v, date)) if isinstance(value, tuple) else ()

    def moment(self, name: str) -> PartialDate | None:
        """Return a date as exactly as it is known, None where it is missing or said not to be stated."""
        value = self._data.get(name)
        return value if isinstance(value, PartialDate) else None

    def whole(self, name: str) -> int | None:
        """Return a whole number, None where it is missing."""
        value = self._data.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def flag(self, name: str) -> bool:
        """Return a yes or no; no where it is missing."""
        return self._data.get(name) is True

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, empty where it is missing."""
        value = self._data.get(name)
        return tuple(v for v in value if isinstance(v, str)) if isinstance(value, tuple) else ()

    def wholes(self, name: str) -> tuple[int, ...]:
        """Return a list of whole numbers, empty where it is missing."""
        value = self._data.get(name)
        return tuple(v for v in value if isinstance(v, int)) if isinstance(value, tuple) else ()

    def group(self, name: str) -> "Values | None":
        """Return a group of fields, None where it is missing."""
        value = self._data.get(name)
        return value if isinstance(value, Values) else None

    def groups(self, name: str) -> tuple["Values", ...]:
        """Return a list of groups, empty where it is missing."""
        value = self._data.get(name)
        return tuple(v for v in value if isinstance(v, Values)) if isinstance(value, tuple) else ()

    def parts(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """Return tasks by part of the meeting ("" for those of the whole body)."""
        value = self._data.get(name)
        return value if isinstance(value, Mapping) else {}

    def named(self, name: str) -> Mapping[str, "Values"]:
        """Return groups by their names, empty where there are none."""
        value = self._data.get(name)
        return value if isinstance(value, Mapping) else {}


class _Wrong(Exception):  # noqa: N818 - a signal inside this module, never seen outside
    """A value that cannot be used: message, what to write instead, and the node at fault."""

    def __init__(self, message: str, hint: str, node: yaml.Node | None = None) -> None:
        super().__init__(message)
        self.message, self.hint, self.node = message, hint, node


def _described(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "en gruppe med nøkler"
    if isinstance(node, yaml.SequenceNode):
        return "en liste"
    return f"«{shorten(str(node.value))}»" if str(node.value).strip() else "ingenting"


def _put(rule: Field, value: str) -> str:
    """Return how a value is written; an item of a list has no name of its own."""
    return f"{rule.name}: {value}" if rule.name else value


def _sample(rule: Field) -> str:
    """Return something that a missing field could hold."""
    if rule.kind is Kind.GROUP:
        return f"{{{', '.join(f'{f.name}: …' for f in rule.fields if f.required)}}}"
    samples = {Kind.DATE: _DAY, Kind.WHOLE: "2", Kind.FLAG: "true"}
    return rule.example or (listed(rule.choices) if rule.choices else samples.get(rule.kind, "…"))


_DAY = "2024-09-26"
_FEW = 6
_READ_AS = {"bool": "ja/nei", "int": "tall", "float": "desimaltall", "null": "ingenting", "timestamp": "dato"}


def _scalar(node: yaml.Node, what: str, hint: str, rule: Field) -> str:
    """Return what a value says, as one form of each letter: macOS writes å as two characters."""
    if not isinstance(node, yaml.ScalarNode):
        msg = f"Her skal det stå {what}, men det står {_described(node)}"
        raise _Wrong(msg, hint)
    value = unicodedata.normalize("NFC", str(node.value)).strip()
    if not value or node.tag.endswith(":null"):
        msg = "Feltet står uten verdi" if rule.name else "Leddet står uten verdi"
        raise _Wrong(
            msg, "Skriv en verdi" if rule.required else f"Skriv en verdi, eller ta bort {rule.name or 'leddet'}"
        )
    return value


def _text(node: yaml.Node, rule: Field) -> str:
    """Return a text as one line, so that it fits wherever a page shows it."""
    value = re.sub(r"\s*\n\s*", " ", _scalar(node, "en tekst", f"Skriv {_put(rule, 'en tekst på én linje')}", rule))
    kind = node.tag.rpartition(":")[2]
    if kind != "str":
        read_as = f"som {_READ_AS[kind]}, ikke som tekst" if kind in _READ_AS else "som et tegn med egen betydning"
        msg = f"YAML leser «{shorten(value)}» {read_as}"
        quoted = _put(rule, f'"{shorten(value)}"')
        raise _Wrong(msg, f"Sett verdien i anførselstegn: {quoted}")
    if any(invisible(value)):
        msg = f"Teksten har et usynlig tegn: «{shorten(without_invisible(value))}»"
        raise _Wrong(msg, "Slett tegnet")
    return _fits(value, rule)


def _fits(value: str, rule: Field) -> str:
    if rule.choices and value not in rule.choices:
        near = difflib.get_close_matches(value.lower(), rule.choices, 1)
        wanted = f"Mente du «{near[0]}»? " if near else ""
        msg = f"«{shorten(value)}» er ikke en av verdiene feltet kan ha"
        raise _Wrong(msg, f"{wanted}Skriv {listed(rule.choices)}")
    if rule.pattern and not re.fullmatch(rule.pattern, value):
        msg = f"«{shorten(value)}» har ikke riktig form"
        raise _Wrong(msg, f"Skriv for eksempel {rule.example}")
    return value


def _code(node: yaml.Node, rule: Field) -> str:
    """Return a version or document number; unquoted, YAML would turn 1.10 into 1.1."""
    value = _scalar(node, "et nummer", f"Skriv {rule.name}: {rule.example}", rule)
    kind = node.tag.rpartition(":")[2]
    if kind in {"int", "float", "timestamp"}:
        shown = f" ({float(value):g})" if kind == "float" and re.fullmatch(r"\d+\.\d+", value) else ""
        msg = f"YAML leser {shorten(value)} som {_READ_AS[kind]}{shown}, ikke som et nummer"
        raise _Wrong(msg, f'Sett nummeret i anførselstegn: {rule.name}: "{shorten(value)}"')
    return _text(node, rule)


def _day(node: yaml.Node, rule: Field) -> date:
    value = _scalar(node, "en dato", f"Skriv for eksempel {_put(rule, _DAY)}", rule)
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return date.fromisoformat(value)
    except ValueError as error:
        msg = f"«{value}» er ikke en dag i kalenderen"
        raise _Wrong(msg, "Se etter feil i måned eller dag (år-måned-dag)") from error
    meant = looks_like_date(value)
    msg = f"«{shorten(value)}» er ikke en dato på formen ÅÅÅÅ-MM-DD"
    raise _Wrong(msg, f"Skriv {_put(rule, meant)}" if meant else f"Skriv for eksempel {_put(rule, _DAY)}")


def _whole(node: yaml.Node, rule: Field) -> int:
    hint = f"Skriv for eksempel {_put(rule, '2')}"
    value = _scalar(node, "et helt tall", hint, rule)
    if not re.fullmatch(r"[0-9]{1,6}", value):
        msg = f"«{shorten(value)}» er ikke et helt tall"
        raise _Wrong(msg, hint)
    return int(value)


def _flag(node: yaml.Node, rule: Field) -> bool:
    value = _scalar(node, "true eller false", f"Skriv {rule.name}: true", rule).lower()
    if value not in {"true", "false", "ja", "nei"}:
        msg = f"«{shorten(value)}» er verken true eller false"
        raise _Wrong(msg, f"Skriv {rule.name}: true eller {rule.name}: false")
    return value in {"true", "ja"}


COUNTED = (*Each, NOT_STATED)


def _count(node: yaml.Node, rule: Field) -> int | str:
    hint = f"Skriv {rule.name}: 2, eller {listed(f'«{words}»' for words in COUNTED)}"
    value = _scalar(node, "et antall", hint, rule)
    if value in COUNTED:
        return value
    if re.fullmatch(r"[1-9]\d{0,3}", value):
        return int(value)
    msg = f"«{shorten(value)}» er ikke et antall"
    raise _Wrong(msg, hint)


def _moment(node: yaml.Node, rule: Field) -> PartialDate | str:
    hint = f"Skriv {rule.name}: {_DAY}, {_DAY[:7]}, {_DAY[:4]} eller «{NOT_STATED}»"
    value = _scalar(node, "en dato, en måned eller et år", hint, rule)
    if value == NOT_STATED:
        return value
    try:
        return PartialDate.parse(value)
    except ValueError as error:
        if re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", value):
            msg = f"«{value}» finnes ikke i kalenderen"
            raise _Wrong(msg, "Se etter feil i måned eller dag (år-måned-dag)") from error
        meant = looks_like_date(value)
        msg = f"«{shorten(value)}» er ikke en dato på formen ÅÅÅÅ-MM-DD, ÅÅÅÅ-MM eller ÅÅÅÅ"
        raise _Wrong(msg, f"Skriv {rule.name}: {meant}" if meant else hint) from error


def _items(node: yaml.Node, rule: Field) -> list[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode):
        msg = f"Her skal det stå en liste, men det står {_described(node)}"
        sample = {Kind.WHOLES: "[1, 2]", Kind.DATES: f"[{_DAY}]"}.get(rule.kind, "[første, andre]")
        hint = f"Skriv {rule.name}: {sample}, eller én strek (-) for hvert ledd på egne linjer"
        if rule.kind is Kind.GROUPS:
            hint = f"Begynn hvert ledd på en egen linje med strek: - {rule.fields[0].name}: …"
        raise _Wrong(msg, hint, node)
    return list(node.value)


def _lines(node: yaml.Node, first_line: int, above: str = "") -> Iterator[tuple[str, int]]:
    """Yield the line of every field below a node, named as ``saker.0.tittel``."""
    if isinstance(node, yaml.MappingNode):
        named = [(str(key.value), key, value) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        named = [(str(index), item, item) for index, item in enumerate(node.value)]
    else:
        return
    for name, place, value in named:
        yield f"{above}{name}", line_of(place, first_line)
        yield from _lines(value, first_line, f"{above}{name}.")


@dataclass(slots=True)
class Checker:
    """Reads the groups of one file and gathers what is wrong with them."""

    path: str
    first_line: int
    findings: list[Finding] = field(default_factory=list)

    def report(self, node: yaml.Node, name: str, message: str, hint: str) -> None:
        """Note a fault at the line of ``node``."""
        self.findings.append(Finding(self.path, line_of(node, self.first_line), name, message, hint))

    def group(self, node: yaml.Node | None, fields: tuple[Field, ...], where: str = "") -> Values:
        """Return the values of a mapping; anything else is a finding and gives no values."""
        if node is not None and not isinstance(node, yaml.MappingNode):
            message = f"Her skal det stå «nøkkel: verdi», men det står {_described(node)}"
            names = ", ".join(f.name for f in fields[:_FEW])
            self.report(node, where.rstrip("."), message, f"Skriv ett felt på hver linje, som {names}")
            return Values(Source(self.path))
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        known = {f.name: f for f in fields}
        data: dict[str, object] = {}
        lines = dict(_lines(node, self.first_line)) if node is not None else {}
        if node is not None and where:
            lines[""] = line_of(node, self.first_line)
        for key, value_node in pairs:
            name = str(key.value)
            if name not in known:
                self._unknown(key, name, known, where)
                continue
            for value in self._read(value_node, known[name], f"{where}{name}"):
                data[name] = value
        self._missing(node, fields, lines, where)
        return Values(Source(self.path, MappingProxyType(lines)), MappingProxyType(data))

    def _unknown(self, key: yaml.Node, name: str, known: Mapping[str, Field], where: str) -> None:
        near = difflib.get_close_matches(name.lower(), known, 1, 0.6)
        hint = f"Mente du «{near[0]}»?" if near else f"Kjente felt er {', '.join(known)}"
        self.report(key, f"{where}{shorten(name)}", "Feltet er ukjent", hint)

    def _missing(self, node: yaml.Node | None, fields: tuple[Field, ...], lines: Mapping[str, int], where: str) -> None:
        line = line_of(node, self.first_line) if node is not None and where else 1
        for rule in fields:
            if rule.required and rule.name not in lines:
                hint = f"Legg til {rule.name}: {_sample(rule)} ({rule.help.rstrip('.')})"
                self.findings.append(Finding(self.path, line, f"{where}{rule.name}", "Feltet mangler", hint))

    def _read(self, node: yaml.Node, rule: Field, name: str) -> Iterator[object]:
        """Yield the value of one field, or nothing where it is at fault."""
        try:
            yield self._value(node, rule, name)
        except _Wrong as wrong:
            self.report(wrong.node or node, name, wrong.message, wrong.hint)

    def _value(self, node: yaml.Node, rule: Field, name: str) -> object:
        if simple := _SIMPLE.get(rule.kind):
            return simple(node, rule)
        if read := _LISTED.get(rule.kind):
            return tuple(self._each(_items(node, rule), rule, name, read))
        if rule.kind is Kind.GROUP:
            return self.group(node, rule.fields, f"{name}.")
        if rule.kind is Kind.GROUPS:
            return tuple(self.group(item, rule.fields, f"{name}.") for item in _items(node, rule))
        if rule.kind is Kind.TASKS:
            return self._tasks(node, rule, name)
        return self._templates(node, rule, name)

    def _each(
        self, nodes: list[yaml.Node], rule: Field, name: str, read: Callable[[yaml.Node, Field], object]
    ) -> Iterator[object]:
        item = replace(rule, name="")
        for node in nodes:
            try:
                yield read(node, item)
            except _Wrong as wrong:
                self.report(node, name, wrong.message, wrong.hint)

    def _tasks(self, node: yaml.Node, rule: Field, name: str) -> Mapping[str, tuple[object, ...]]:
        if isinstance(node, yaml.MappingNode):
            parts = {str(k.value): self._each(_items(v, rule), rule, name, _text) for k, v in node.value}
            return {part: tuple(items) for part, items in parts.items()}
        return {"": tuple(self._each(_items(node, rule), rule, name, _text))}

    def _templates(self, node: yaml.Node, rule: Field, name: str) -> Mapping[str, Values]:
        if not isinstance(node, yaml.MappingNode):
            msg = f"Her skal det stå maler med navn, men det står {_described(node)}"
            raise _Wrong(msg, "Skriv navnet på malen og feltene med innrykk under")
        return {str(k.value): self.group(v, rule.fields, f"{name}.{k.value}.") for k, v in node.value}


_SIMPLE: dict[Kind, Callable[[yaml.Node, Field], object]] = {
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.DATE: _day,
    Kind.WHOLE: _whole,
    Kind.FLAG: _flag,
    Kind.COUNT: _count,
    Kind.MOMENT: _moment,
}
_LISTED: dict[Kind, Callable[[yaml.Node, Field], object]] = {Kind.TEXTS: _text, Kind.WHOLES: _whole, Kind.DATES: _day}
