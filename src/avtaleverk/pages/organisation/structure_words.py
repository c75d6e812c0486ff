"""What is said of the bodies of a structure, in words: the one source of page, red-marked text and list of changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from avtaleverk.model.addresses import version_address
from avtaleverk.model.structure import Area, Body, Each, Fellowship, Leadership, Right, Rule, Seat, Structure
from avtaleverk.organisation.structures.changes import Lifetime, Tenure, Trait, Value, said
from avtaleverk.organisation.structures.items import Duty
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.rule_words import kind_words
from avtaleverk.pages.organisation.seat_pictures import SIDE_WORDS

_NAMES: Mapping[Trait, str] = {
    Trait.NAME: "Name",
    Trait.ABBREVIATION: "Abbreviation",
    Trait.LEVEL: "Level",
    Trait.ABOVE: "Answers to",
    Trait.BELONGS: "Fellowship",
    Trait.BASIS: "Legal basis",
    Trait.AUTHORITY: "Authority",
    Trait.MEETINGS: "Meetings a year",
    Trait.PARTS: "Parts of a meeting",
    Trait.TENURE: "Term of office",
    Trait.LEADERSHIP: "Leadership",
    Trait.LIFETIME: "Works",
    Trait.SEAT: "Composition",
    Trait.TASK: "Tasks",
    Trait.NOTE: "Note",
    Trait.FELLOWSHIP: "Fellowship",
    Trait.AREA: "Area",
    Trait.RULE: "Rule",
}
_EACH = {Each.MUNICIPALITY: "one for each municipality", Each.PARTY: "one for each party"}
_RIGHTS = {Right.SPEAK: "may speak", Right.ATTEND: "may attend", Right.UNSTATED: "right not stated"}


def trait_name(ctx: Context, trait: Trait) -> str:
    """Return what a trait is called."""
    return ctx.t(_NAMES[trait])


def since(ctx: Context, structure: Structure) -> str:
    """Return the day of a structure as exactly as it is known, or that on which it was proposed."""
    if structure.proposal:
        return ctx.t.long_date(structure.proposal.dated)
    return ctx.t.moment(structure.valid_from)


def structure_name(ctx: Context, structure: Structure) -> str:
    """Return what a structure is called: «Strukturen fra 2022», «Forslaget fra 1. mars 2024»."""
    if structure.proposal:
        return ctx.t("The proposal of {day}", day=since(ctx, structure))
    if structure.valid_from is None:
        following = next(iter(ctx.corpus.structures[1:]), None)
        ends = following.valid_from if following else None
        return ctx.t("The structure before {day}", day=ctx.t.moment(ends)) if ends else ctx.t("The first structure")
    return ctx.t("The structure from {day}", day=since(ctx, structure))


def within(name: str) -> str:
    """Return the name of a structure as it stands inside a sentence."""
    return name[:1].lower() + name[1:]


def basis_of(ctx: Context, basis: str | None) -> tuple[str, str] | None:
    """Return words and address of a clause, as the text in force has it or else the last version that does."""
    folder, _, anchor = (basis or "").partition("#")
    document = ctx.corpus.document(folder)
    if not document:
        return None
    address = ctx.addresses[folder]
    version = ctx.in_force(document)
    for candidate in ([version] if version else []) + list(reversed(document.versions)):
        if clause := next((c for c in ctx.text(candidate).clauses if c.id == anchor), None):
            home = address if candidate is version else version_address(address, candidate.number)
            place = f"{home}#{anchor}"
            return f"{_known_as(ctx, folder)} {ctx.t('clause {label}', label=clause.label)}", place
    return _known_as(ctx, folder), address


def _known_as(ctx: Context, folder: str) -> str:
    document = ctx.corpus.document(folder)
    if not document:
        return folder
    return ctx.label(document) if document.number else document.title


@dataclass(frozen=True)
class StructureWords:
    """Speaks of the bodies of one structure."""

    ctx: Context
    structure: Structure

    def facts(self, body: Body) -> Sequence[tuple[str, str]]:
        """Return what is said of a body besides name, seats, tasks and what the editors note; the unsaid is left out."""
        pairs = zip(Trait, said(body), strict=False)
        found = [(trait_name(self.ctx, trait), self.value(trait, value)) for trait, value in pairs if trait is not Trait.NAME]  # fmt: skip
        return [(name, words) for name, words in found if words]

    def tasks(self, part: str) -> str:
        """Return the heading of the tasks in a part of the meeting."""
        return self.ctx.t("Tasks in {part}", part=part) if part else self.ctx.t("Tasks")

    @property
    def composition(self) -> str:
        """Return the heading of the seats."""
        return self.ctx.t("Composition")

    def seat(self, seat: Seat) -> str:
        """Return a line of the composition: «Fastlege (fastlege): 1, med talerett»."""
        rest = [w for w in (self.number(seat), self.limits(seat)) if w]
        return f"{seat.role} ({self.ctx.t(SIDE_WORDS[seat.side])}): {', '.join(rest)}"

    def limits(self, seat: Seat) -> str:
        """Return the area and the parts of the meeting that a seat belongs to, and a right that is not the full one."""
        t = self.ctx.t
        parts = t("only {parts}", parts=t.listed(list(seat.parts))) if seat.parts else ""
        right = t(_RIGHTS[seat.right]) if seat.right in _RIGHTS else ""
        area = self._area(seat.area) if seat.area else ""
        return ", ".join(w for w in (area, parts, right) if w)

    def subject(self, trait: Trait, value: Value) -> str:
        """Return what a line of before and after is about: «Sete: Fastlege», «Oppgave i dialogdel»."""
        t = self.ctx.t
        match value:
            case Seat():
                return t("Seat: {role}", role=value.role)
            case Duty():
                return t("Task in {part}", part=value.part) if value.part else t("Task")
            case _:
                return trait_name(self.ctx, trait)

    def cell(self, trait: Trait, value: Value) -> str:
        """Return a value as it stands beside its subject."""
        match value:
            case Seat():
                rest = (self.ctx.t(SIDE_WORDS[value.side]), self.number(value), self.limits(value))
                return ", ".join(w for w in rest if w)
            case Duty():
                return value.text
            case _:
                return self.value(trait, value)

    def number(self, seat: Seat) -> str:
        """Return how many a line stands for; it is not counted here, since the parties may be others today."""
        if seat.each:
            return self.ctx.t(_EACH[seat.each])
        return self.ctx.t("number not stated") if seat.count is None else str(seat.count)

    def value(self, trait: Trait, value: Value) -> str:  # noqa: PLR0911 - one line for each kind of value
        """Return a value in words, "" where nothing is said."""
        match value:
            case Seat():
                return self.seat(value)
            case Duty():
                return f"{value.text} ({value.part})" if value.part else value.text
            case Tenure():
                return self._tenure(value)
            case Lifetime():
                return self._lifetime(value)
            case Leadership():
                return self._leadership(value)
            case Fellowship():
                return value.name
            case Area():
                return self._area_with_parties(value)
            case Rule():
                return self._rule(value)
            case tuple():
                return self.ctx.t.listed(list(value)) if value else ""
            case _:
                return self._short(trait, value)

    def _short(self, trait: Trait, value: str | int | None) -> str:
        """Return a single word or number; no level is staff."""
        if trait is Trait.LEVEL:
            return str(value) if value else self.ctx.t("Staff").lower()
        if value is None:
            return ""
        if trait is Trait.ABOVE:
            above = self.structure.body(str(value))
            return above.name if above else str(value)
        if trait is Trait.BELONGS:
            return next((f.name for f in self.structure.fellowships if f.id == value), str(value))
        if trait is Trait.BASIS:
            found = basis_of(self.ctx, str(value))
            return found[0] if found else str(value)
        return str(value)

    def _tenure(self, tenure: Tenure) -> str:
        t, extra = self.ctx.t, tenure.extension
        years = t.count("{n} year", "{n} years", tenure.years) if tenure.years else ""
        more = t("may be extended by {years}", years=t.count("{n} year", "{n} years", extra)) if extra else ""
        return ", ".join(w for w in (years, more) if w)

    def _lifetime(self, lifetime: Lifetime) -> str:
        t = self.ctx.t
        start = t("from {day}", day=t.long_date(lifetime.start)) if lifetime.start else ""
        end = t("until {day}", day=t.long_date(lifetime.end)) if lifetime.end else ""
        passing = t("for a time") if lifetime.is_temporary else ""
        return ", ".join(w for w in (passing, f"{start} {end}".strip()) if w)

    def _leadership(self, leadership: Leadership) -> str:
        t = self.ctx.t
        words = t("Leader and deputy are chosen")
        if leadership.sides:
            words = t(
                "Leader and deputy come from {sides}", sides=t.listed([t(SIDE_WORDS[s]) for s in leadership.sides])
            )
        years = t("for {years}", years=t.count("{n} year", "{n} years", leadership.years)) if leadership.years else ""
        swaps = t("and change places {when}", when=leadership.swaps) if leadership.swaps else ""
        return ", ".join(w for w in (words, years, swaps) if w)

    def _area(self, area_id: str) -> str:
        area = self.structure.area(area_id)
        return area.name if area else area_id

    def _area_with_parties(self, area: Area) -> str:
        community = self.ctx.corpus.community
        names = [p.name if (p := community.party(party)) else party for party in area.parties]
        return f"{area.name}: {self.ctx.t.listed(names)}" if names else area.name

    def _rule(self, rule: Rule) -> str:
        """Return a rule by its kind and its clause; what it asks stands on the page of the rules."""
        basis, kind = basis_of(self.ctx, rule.legal_basis), kind_words(self.ctx, rule.kind)
        return f"{kind} ({basis[0]})" if basis else kind
