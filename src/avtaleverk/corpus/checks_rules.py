"""Whether the rules of a structure can be asked at all: whom they hold for, and what they need to know."""

from collections.abc import Iterator

from avtaleverk.corpus.wording import near
from avtaleverk.model.findings import Finding, Severity
from avtaleverk.model.structure import Rule, RuleKind, Structure

_NEEDS = {
    RuleKind.REPRESENTED: ("side", "Skriv siden som skal være representert, som side: bruker"),
    RuleKind.SEATS: ("seter", "Skriv setene organet skal ha, som seter: [{side: bruker, antall: 1}]"),
    RuleKind.TWO_STEPS: ("forst", "Skriv organet som drøfter saken først, som forst: sekretariatet"),
}


def check_rules(structure: Structure) -> Iterator[Finding]:
    """Yield what is wrong with the rules themselves; whether they are kept is another question."""
    for index, rule in enumerate(structure.rules):
        yield from _names(structure, index, rule)
        yield from _needs(structure, index, rule)


def _at(structure: Structure, index: int, field: str) -> tuple[str, int, str]:
    line = structure.source.line(f"regler.{index}.{field}")
    return structure.source.path, line, f"regler.{field.partition('.')[0]}"


def _names(structure: Structure, index: int, rule: Rule) -> Iterator[Finding]:
    ids, templates = [b.id for b in structure.bodies], {b.template for b in structure.bodies if b.template}
    named = [(f"organer.{n}", name) for n, name in enumerate(rule.bodies)]
    named += [("forst", rule.first)] if rule.first else []
    for field, name in named:
        if name not in ids:
            message = f"Organet «{name}» finnes ikke i strukturen"
            yield Finding(*_at(structure, index, field), message, near(name, ids))
    for number, name in enumerate(rule.templates):
        if name not in templates:
            message = f"Ingen organer følger malen «{name}»"
            yield Finding(*_at(structure, index, f"maler.{number}"), message, near(name, templates))
    for number, demand in enumerate(rule.seats):
        if demand.area and not structure.area(demand.area):
            hint = near(demand.area, (a.id for a in structure.areas))
            message = f"Området «{demand.area}» finnes ikke"
            yield Finding(*_at(structure, index, f"seter.{number}.omrade"), message, hint)


def _needs(structure: Structure, index: int, rule: Rule) -> Iterator[Finding]:
    missing = {
        RuleKind.REPRESENTED: rule.side is None,
        RuleKind.SEATS: not rule.seats,
        RuleKind.TWO_STEPS: rule.first is None,
    }
    if missing.get(rule.kind):
        field, hint = _NEEDS[rule.kind]
        message = f"Regelen «{rule.kind.value}» mangler {field}"
        yield Finding(*_at(structure, index, field), message, hint)
    if not any(rule.covers(b) for b in structure.bodies):
        message, hint = "Regelen gjelder ingen av organene", "Rett niva, organer eller maler"
        yield Finding(*_at(structure, index, "regel"), message, hint, Severity.WARNING)
