"""Fills in the template of a memo, which anybody with the folder may have written: it can read names and nothing else."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError, meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from avtaleverk.model.findings import AvtaleverkError, Finding

# Where a community's own template lies in its folder.
TEMPLATE = "maler/notat.md"
_OWN = Path(__file__).resolve().parent / "maler"
_LONGEST = 200_000
_MOST_ROUNDS = 50_000
_GAP = re.compile(r"\n{3,}")
# What a template can do wrong while it is filled in; SyntaxError is Python's own, of loops within twenty loops.
_FAULTS = (
    TemplateError, TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RecursionError, MemoryError,
    SyntaxError,
)  # fmt: skip
_UNWRITTEN = "Notatet ble ikke laget."
_UNKNOWN = re.compile(r"'(\w+)' is undefined|attribute '(\w+)'")
# The filters that cannot make a short text endless.
_FILTERS = ("capitalize", "default", "first", "last", "length", "lower", "sort", "trim", "unique", "upper")
# What a template may be built of: names, choices and loops. What calls, keeps, adds up or multiplies is not here,
# because a few lines of it fill the memory or never end.
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Name, nodes.Const, nodes.List,
    nodes.Tuple, nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Test, nodes.Not, nodes.And, nodes.Or,
    nodes.Compare, nodes.Operand, nodes.CondExpr, nodes.Concat, nodes.Keyword,
)  # fmt: skip


class _Environment(ImmutableSandboxedEnvironment):
    """Knows our names and a few filters, and goes no more rounds in loops than a memo can need."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS} | {"join": _joined, "rounds": self._rounds}
        self._left = _MOST_ROUNDS

    def _rounds(self, values: object) -> list[object]:
        """Return what a loop goes through, as long as there are rounds left."""
        if not isinstance(values, list | tuple):
            message = "for går bare gjennom lister"
            raise TypeError(message)
        self._left -= 1 + len(values)
        if self._left < 0:
            message = "løkkene i malen går for mange ganger"
            raise ValueError(message)
        return list(values)


def _joined(values: object, between: object = "") -> str:
    """Return a list as one text; joined texts could else be joined again until they filled the memory."""
    if not isinstance(values, list | tuple):
        message = "join setter bare sammen lister"
        raise TypeError(message)
    words, mark = [str(value) for value in values], str(between)
    if sum(map(len, words)) + len(words) * len(mark) > _LONGEST:
        message = f"join gir mer enn {_LONGEST} tegn"
        raise ValueError(message)
    return mark.join(words)


def own_template(language: str) -> str:
    """Return the template of the project in bokmål (``nb``) or nynorsk (``nn``)."""
    return (_OWN / f"notat.{'nn' if language == 'nn' else 'nb'}.md").read_text("utf-8")


def filled_in(template: str, facts: Mapping[str, object], path: str = TEMPLATE) -> str:
    """Return a template with its names filled in; raises AvtaleverkError with where it is wrong, and what can be written."""
    environment = _Environment()
    try:
        read = _read(environment, template, facts, path)
        text = _bounded(environment.from_string(read).generate(dict(facts)))
    except TemplateSyntaxError as error:
        hint = "Se etter at hver {{ har en }}, hver {% en %}, og hver if og for en endif og endfor"
        raise _wrong(path, error.lineno, f"Malen kan ikke leses ({error.message})", hint) from error
    except (UndefinedError, SecurityError) as error:
        raise _unknown(template, facts, path, str(error)) from error
    except _FAULTS as error:
        said = f" ({error})" if str(error) else ""
        raise _wrong(path, 0, f"Malen kan ikke fylles ut{said}", "Gå tilbake til malen som følger med") from error
    if len(text) > _LONGEST:
        raise _wrong(path, 0, f"Notatet blir lengre enn {_LONGEST} tegn", "Ta bort noe av det som gjentas i malen")
    if not text.strip():
        raise _wrong(path, 0, "Malen gir et tomt notat", "Slett fila, eller lag den på nytt med avtaleverk notat --mal")
    return _GAP.sub("\n\n", text).strip() + "\n"


def _read(environment: _Environment, template: str, facts: Mapping[str, object], path: str) -> nodes.Template:
    """Return a template that is made of what is allowed; its loops count their rounds.

    A name that nobody knows is found where it stands, also in what is not shown this time.
    """
    if len(template) > _LONGEST:
        raise _wrong(path, 0, f"Malen er lengre enn {_LONGEST} tegn", "Skriv en kortere mal")
    read = environment.parse(template)
    for node in read.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            hint = f"Bruk bare if, for, navn og disse filtrene: {', '.join(sorted((*_FILTERS, 'join')))}"
            raise _wrong(path, node.lineno, "Malen bruker noe som ikke er lov", hint)
    # After the check of what is allowed: looking for names works sums of numbers out, however large.
    unknown = meta.find_undeclared_variables(read) - set(facts)
    for name in read.find_all(nodes.Name):
        if name.name in unknown:
            raise _no_such(name.name, name.lineno, facts, path)
    for loop in list(read.find_all(nodes.For)):
        loop.iter = nodes.Filter(loop.iter, "rounds", [], [], None, None, lineno=loop.lineno)
    read.set_environment(environment)
    return read


def _bounded(parts: Iterable[str]) -> str:
    """Return parts as one text; what comes after the most that a memo can hold is not asked for."""
    found, length = [], 0
    for part in parts:
        found.append(part)
        if (length := length + len(part)) > _LONGEST:
            break
    return "".join(found)


def _unknown(template: str, facts: Mapping[str, object], path: str, said: str) -> AvtaleverkError:
    found = _UNKNOWN.search(said)
    name = (found[1] or found[2]) if found else ""
    place = re.search(rf"\b{re.escape(name)}\b", template) if name else None
    return _no_such(name, _line(template, place.start()) if place else 0, facts, path)


def _no_such(name: str, line: int, facts: Mapping[str, object], path: str) -> AvtaleverkError:
    message = f"Malen bruker «{name}», som ikke finnes" if name else "Malen bruker noe som ikke er lov"
    return _wrong(path, line, message, f"Disse navnene finnes: {', '.join(facts)}")


def _line(template: str, place: int) -> int:
    return template.count("\n", 0, place) + 1


def _wrong(path: str, line: int, message: str, hint: str) -> AvtaleverkError:
    return AvtaleverkError(_UNWRITTEN, [Finding(path, line, "", message, hint)])
