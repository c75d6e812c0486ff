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


_BELONGS = {
    "side": RuleKind.REPRESENTED,
    "seter": RuleKind.SEATS,
    "delmote": RuleKind.DECISION,
    "forst": RuleKind.TWO_STEPS,
    "plan": RuleKind.CONSENSUS,
}


def check_rules(structure: Structure) -> Iterator[Finding]:
    """Yield what is wrong with the rules themselves; whether they are kept is another question."""
    for index, rule in enumerate(structure.rules):
        wrong_names = list(_names(structure, index, rule))
        yield from wrong_names
        yield from _needs(structure, index, rule)
        yield from _without_effect(structure, index, rule)
        if not wrong_names:
            yield from _reach(structure, index, rule)


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
            hint = near_area(structure, demand.area)
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


def _reach(structure: Structure, index: int, rule: Rule) -> Iterator[Finding]:
    """Report a rule that holds for no body, and a part of the meeting that none of its bodies has."""
    covered = [b for b in structure.bodies if rule.covers(b)]
    parts = sorted({part for b in covered for part in b.meeting_parts})
    if not covered:
        message, hint = "Regelen gjelder ingen av organene", "Rett niva, organer eller maler"
        yield Finding(*_at(structure, index, "regel"), message, hint, Severity.WARNING)
    elif rule.kind is RuleKind.TWO_STEPS and {b.id for b in covered} == {rule.first}:
        message, hint = (
            f"Regelen gjelder bare «{rule.first}», som drøfter først",
            "Skriv organer: [organet som beslutter]",
        )
        yield Finding(*_at(structure, index, "forst"), message, hint)
    elif rule.part and rule.part not in parts:
        message = f"Ingen av organene regelen gjelder for, har en del av møtet som heter «{rule.part}»"
        hint = near(rule.part, parts) if parts else "Legg delen til under delmoter i organet, eller ta bort delmote"
        yield Finding(*_at(structure, index, "delmote"), message, hint)


def _without_effect(structure: Structure, index: int, rule: Rule) -> Iterator[Finding]:
    """Warn of what a rule of another kind would ask; somebody may have meant that kind."""
    given = {"side": rule.side, "seter": rule.seats, "delmote": rule.part, "forst": rule.first, "plan": rule.needs_plan}
    for field, value in given.items():
        if value and rule.kind is not _BELONGS[field]:
            message = f"Regelen «{rule.kind.value}» bruker ikke {field}"
            hint = f"Ta bort {field}, eller skriv regel: {_BELONGS[field].value}"
            yield Finding(*_at(structure, index, field), message, hint, Severity.WARNING)


def near_area(structure: Structure, name: str) -> str:
    """Return the cure for an area that does not exist."""
    ids = [a.id for a in structure.areas]
    return near(name, ids) if ids else "Legg området til under omrader, eller ta bort omrade"
