"""Structures: the bodies of a community at one time, from ``organisasjon/struktur/``."""

from collections.abc import Mapping

from avtaleverk.corpus.fields import STRUCTURE
from avtaleverk.corpus.files import Folder
from avtaleverk.corpus.frontmatter import read_fields
from avtaleverk.corpus.organisation_files import STRUCTURES, check_name, files
from avtaleverk.corpus.values import NOT_STATED, Values
from avtaleverk.corpus.wording import near
from avtaleverk.model.community import Side
from avtaleverk.model.findings import Finding
from avtaleverk.model.structure import (
    Area,
    Body,
    Each,
    Fellowship,
    Leadership,
    Right,
    Rule,
    RuleKind,
    Seat,
    SeatDemand,
    Structure,
    StructureProposal,
    Tasks,
)


def _side(values: Values) -> Side:
    return next((s for s in Side if s.value == values.text("side")), Side.BOTH)


def _seat(values: Values) -> Seat:
    side, written = _side(values), values.text("antall")
    usual = Right.SPEAK if side is Side.OBSERVER else Right.DECIDE
    each = next((e for e in Each if e.value == written), None)
    return Seat(
        role=values.need("rolle"),
        side=side,
        count=None if each or written == NOT_STATED else values.whole("antall") or 1,
        each=each,
        parts=values.texts("delmoter"),
        right=next((r for r in Right if r.value == values.text("rett")), usual),
        area=values.text("omrade"),
    )


def _leadership(values: Values | None) -> Leadership | None:
    if not values:
        return None
    return Leadership(tuple(Side(s) for s in values.texts("fra")), values.text("bytter"), values.whole("ar"))


def _body(own: Values, template: Values | None) -> Body:
    """Build a body; what it does not say itself comes from its template."""

    def given(name: str) -> Values:
        return own if name in own or not template else template

    return Body(
        id=own.need("id"),
        name=own.need("navn"),
        level=own.whole("niva"),
        staff=own.flag("stab"),
        abbreviation=own.text("forkortelse"),
        above=own.text("over"),
        legal_basis=given("hjemmel").text("hjemmel"),
        meetings_per_year=given("moter_per_ar").whole("moter_per_ar"),
        meeting_parts=given("delmoter").texts("delmoter"),
        term_years=given("funksjonstid_ar").whole("funksjonstid_ar"),
        extension_years=given("forlengelse_ar").whole("forlengelse_ar"),
        leadership=_leadership(given("leder_og_nestleder").group("leder_og_nestleder")),
        tasks=tuple(Tasks(part, tuple(items)) for part, items in given("oppgaver").parts("oppgaver").items()),
        seats=tuple(_seat(v) for v in given("sammensetning").groups("sammensetning")),
        template=own.text("mal"),
        community=own.text("fellesskap"),
        came_from=own.texts("fra"),
        is_temporary=own.flag("midlertidig"),
        active_from=own.day("virker_fra"),
        active_until=own.day("virker_til"),
        authority=given("myndighet").text("myndighet"),
        note=own.text("merknad"),
        is_collective=own.flag("samlet"),
        patient_groups=own.texts("pasientgrupper"),
        themes=own.texts("tema"),
    )


def _rule(values: Values) -> Rule:
    return Rule(
        kind=RuleKind(values.text("regel") or RuleKind.MEETINGS),
        legal_basis=values.text("hjemmel"),
        levels=values.wholes("niva"),
        bodies=values.texts("organer"),
        templates=values.texts("maler"),
        side=next((s for s in Side if s.value == values.text("side")), None),
        least=values.whole("minst") or 1,
        seats=tuple(SeatDemand(_side(v), v.whole("antall") or 1, v.text("omrade")) for v in values.groups("seter")),
        part=values.text("delmote"),
        first=values.text("forst"),
        needs_plan=values.flag("plan"),
    )


def _proposal(values: Values | None) -> StructureProposal | None:
    return StructureProposal(values.day("dato"), values.text("sak"), values.text("mote")) if values else None


def _structure(folder: Folder, path: str) -> Structure | None:
    text = folder.text(path)
    if text is None:
        return None
    values, findings = read_fields(text, path, STRUCTURE)
    folder.findings.extend(findings)
    proposal = _proposal(values.group("forslag"))
    if not _is_dated(folder, path, values, proposal):
        return None
    templates = values.named("maler")
    _check_templates(folder, path, values, templates)
    _check_numbers(folder, path, values)
    start = values.moment("gjelder_fra")
    return Structure(
        id=path.rpartition("/")[2].removesuffix(".yml"),
        valid_from=start,
        legal_basis=values.text("hjemmel"),
        bodies=tuple(_body(v, templates.get(v.text("mal") or "")) for v in values.groups("organer")),
        source=values.source,
        fellowships=tuple(Fellowship(v.need("id"), v.need("navn")) for v in values.groups("fellesskap")),
        areas=tuple(Area(v.need("id"), v.need("navn"), v.texts("parter")) for v in values.groups("omrader")),
        rules=tuple(_rule(v) for v in values.groups("regler")),
        note=values.text("merknad"),
        proposal=proposal,
    )


def _check_templates(folder: Folder, path: str, values: Values, templates: Mapping[str, Values]) -> None:
    for own in values.groups("organer"):
        if (name := own.text("mal")) and name not in templates:
            line, message = own.source.line("mal"), f"Malen «{name}» finnes ikke"
            folder.findings.append(Finding(path, line, "organer.mal", message, near(name, templates)))


def _check_numbers(folder: Folder, path: str, values: Values) -> None:
    """Report a rule that asks for none of something."""
    for rule in values.groups("regler"):
        asked = [
            (rule, "minst", "regler.minst"),
            *((seats, "antall", "regler.seter.antall") for seats in rule.groups("seter")),
        ]
        for group, name, field in asked:
            if group.whole(name) == 0:
                hint = f"Skriv {name}: 1 eller mer, eller ta bort kravet"
                folder.findings.append(Finding(path, group.source.line(name), field, "Regelen krever ingen", hint))


def _is_dated(folder: Folder, path: str, values: Values, proposal: StructureProposal | None) -> bool:
    """Say whether it is known from when a structure applies, or that it is proposed only; its file bears the day."""
    start = values.moment("gjelder_fra")
    wanted = start or (proposal.dated if proposal else None)
    if wanted:
        field = "gjelder_fra" if start else "forslag.dato"
        check_name(folder, path, str(wanted), values.source.line(field), field)
    if proposal and "gjelder_fra" in values:
        message = "Strukturen er både foreslått og i kraft"
        hint = "Ta bort forslag når strukturen er vedtatt, ellers gjelder_fra"
        folder.findings.append(Finding(path, values.source.line("forslag"), "forslag", message, hint))
    if "gjelder_fra" in values or proposal:
        return True
    if "gjelder_fra" not in values.source.lines and not any(f.path == path and not f.field for f in folder.findings):
        hint = f"Legg til gjelder_fra: 2024-09-26 (en måned, et år eller «{NOT_STATED}» går også)"
        folder.findings.append(Finding(path, 1, "gjelder_fra", "Feltet mangler", hint))
    return False


def read_structures(folder: Folder) -> tuple[Structure, ...]:
    """Return the structures from the oldest to the newest, those that are only proposed at the end."""
    found = [_structure(folder, path) for path in files(folder, STRUCTURES, ".yml")]
    return tuple(sorted((s for s in found if s), key=lambda s: (s.proposal is not None, s.starts, s.id)))
