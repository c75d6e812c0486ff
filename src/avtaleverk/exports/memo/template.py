"""Fills in the template of a memo, which anybody with the folder may have written: it can read names and nothing else."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NoReturn

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from avtaleverk.model.findings import AvtaleverkError, Finding

# Where a community's own template lies in its folder.
TEMPLATE = "maler/notat.md"
_OWN = Path(__file__).resolve().parent / "maler"
_LONGEST = 200_000
_GAP = re.compile(r"\n{3,}")
_UNWRITTEN = "Notatet ble ikke laget."
_UNKNOWN = re.compile(r"'(\w+)' is undefined|attribute '(\w+)'")
# The filters that cannot make a short text endless.
_FILTERS = ("capitalize", "default", "first", "join", "last", "length", "lower", "sort", "trim", "unique", "upper")


class _Environment(ImmutableSandboxedEnvironment):
    """Knows our names, a few filters, and no sums that could fill the memory."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS}

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> NoReturn:  # noqa: ARG002 - the signature of the library
        """Refuse what multiplies."""
        raise SecurityError(operator)


def own_template(language: str) -> str:
    """Return the template of the project in bokmål (``nb``) or nynorsk (``nn``)."""
    return (_OWN / f"notat.{'nn' if language == 'nn' else 'nb'}.md").read_text("utf-8")


def filled_in(template: str, facts: Mapping[str, object], path: str = TEMPLATE) -> str:
    """Return a template with its names filled in; raises AvtaleverkError with where it is wrong, and what can be written."""
    try:
        text = _bounded(_Environment().from_string(template).generate(dict(facts)))
    except TemplateSyntaxError as error:
        hint = "Se etter at hver {{ har en }}, hver {% en %}, og hver if og for en endif og endfor"
        raise _wrong(path, error.lineno, f"Malen kan ikke leses ({error.message})", hint) from error
    except (UndefinedError, SecurityError) as error:
        raise _unknown(template, facts, path, str(error)) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError, MemoryError) as error:
        raise _wrong(path, 0, f"Malen kan ikke fylles ut ({error})", "Gå tilbake til malen som følger med") from error
    if len(text) > _LONGEST:
        raise _wrong(path, 0, f"Notatet blir lengre enn {_LONGEST} tegn", "Ta bort noe av det som gjentas i malen")
    return _GAP.sub("\n\n", text).strip() + "\n"


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
    message = f"Malen bruker «{name}», som ikke finnes" if name else "Malen bruker noe som ikke er lov"
    return _wrong(
        path, _line(template, place.start()) if place else 0, message, f"Disse navnene finnes: {', '.join(facts)}"
    )


def _line(template: str, place: int) -> int:
    return template.count("\n", 0, place) + 1


def _wrong(path: str, line: int, message: str, hint: str) -> AvtaleverkError:
    return AvtaleverkError(_UNWRITTEN, [Finding(path, line, "", message, hint)])
