"""The pages of the structures themselves: all of them along time, and each of them for ever."""

import json
from collections import Counter
from dataclasses import dataclass, replace

from avtaleverk.model.addresses import (
    STRUCTURE_HISTORY,
    meeting_address,
    paper_address,
    slug,
    structure_address,
    structure_difference_address,
)
from avtaleverk.model.structure import Body, Seat, Structure
from avtaleverk.organisation.drawing.chart_tree import grouped
from avtaleverk.organisation.structures.changes import Trait
from avtaleverk.organisation.structures.kinship import adopted_after, base, everything, made
from avtaleverk.organisation.structures.proposals import Uptake, outcomes
from avtaleverk.organisation.structures.text import in_order
from avtaleverk.pages.context import Context
from avtaleverk.pages.history_pages import Fact, Way
from avtaleverk.pages.organisation.body_words import full_name, place_of_body
from avtaleverk.pages.organisation.chart import chart_html
from avtaleverk.pages.organisation.organisation_page import trunks
from avtaleverk.pages.organisation.seat_pictures import SIDE_WORDS, side_name
from avtaleverk.pages.organisation.structure_views import Comparison
from avtaleverk.pages.organisation.structure_words import (
    StructureWords,
    basis_of,
    since,
    structure_name,
    trait_name,
    within,
)
from avtaleverk.pages.status_words import StatusView

_UPTAKES = {
    Uptake.ALL: "Is there in {structure}.",
    Uptake.PART: "Is there in part in {structure}.",
    Uptake.NONE: "Is not there in {structure}.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A change in a sentence; ``came`` says whether the next structure has it, where it was only proposed."""

    sentence: str
    came: str = ""
    is_there: bool = False


@dataclass(frozen=True, slots=True)
class EntryView:
    """A structure on the timeline: what is known of it, and in a few words what it changed."""

    name: str
    address: str
    status: StatusView
    facts: tuple[Fact, ...]
    against: str
    changes: tuple["Told", ...]
    outcome: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A line of a composition."""

    role: str
    side: str
    side_words: str
    number: str
    more: str


@dataclass(frozen=True, slots=True)
class BodySection:
    """A body on the page of its structure; ``place`` is its own page where it has one.

    ``like`` is another section that says the same, name and anchor: equal bodies are described once.
    """

    anchor: str
    name: str
    place: str
    facts: tuple[Fact, ...]
    tasks: tuple[tuple[str, tuple[str, ...]], ...]
    seats: tuple[SeatLine, ...]
    like: tuple[str, str] | None = None


def status_of(ctx: Context, structure: Structure) -> StatusView:
    """Return what a structure is today, and what later structures are already known to make of it."""
    if structure.proposal:
        return StatusView("forslag", ctx.t("Proposal"), "")
    after = _after(ctx, structure)
    turns = [(structure.starts, "gjeldende", "In force")]
    turns += [(after.starts, "historisk", "Replaced")] if after else []
    past = [("forslag", "Not yet in force"), *((tone, word) for day, tone, word in turns if day <= ctx.day)]
    coming = [{"fra": day.isoformat(), "tone": tone, "ord": ctx.t(word)} for day, tone, word in turns if day > ctx.day]
    tone, word = past[-1]
    return StatusView(tone, ctx.t(word), json.dumps(coming, ensure_ascii=False) if coming else "")


def _after(ctx: Context, structure: Structure) -> Structure | None:
    """Return the structure that takes over."""
    return next((s for s in ctx.corpus.structures if made(s) > made(structure)), None)


# --- the timeline -------------------------------------------------------------------------------------------------


def structure_history_html(ctx: Context) -> str:
    """Return the page of all structures, the newest first."""
    entries = [entry(ctx, s) for s in reversed(everything(ctx.corpus))]
    return ctx.render("strukturhistorikk.html", STRUCTURE_HISTORY, entries=entries)


def entry(ctx: Context, structure: Structure) -> EntryView:
    """Gather what the timeline shows of a structure."""
    before = base(ctx.corpus, structure)
    comparison = Comparison(ctx, before, structure) if before else None
    return EntryView(
        structure_name(ctx, structure),
        structure_address(structure.id),
        status_of(ctx, structure),
        tuple(structure_facts(ctx, structure)),
        _against(ctx, structure, before),
        tuple(_told(ctx, structure, comparison)) if comparison else (),
        _outcome(ctx, structure),
        tuple(_ways(ctx, structure, before)),
    )


def _against(ctx: Context, structure: Structure, before: Structure | None) -> str:
    """Return the heading of what a structure changed."""
    if not before:
        return ""
    if structure.proposal:
        return ctx.t("What the proposal would change")
    return ctx.t("What changed from {structure}", structure=within(structure_name(ctx, before)))


def structure_facts(ctx: Context, structure: Structure) -> list[Fact]:
    """Return what is known of a structure as a whole; a date nobody states is said to be so."""
    t, after = ctx.t, _after(ctx, structure)
    if structure.proposal:
        found = [Fact(t("Proposed"), since(ctx, structure)), *_papers(ctx, structure)]
    else:
        found = [Fact(t("In force from"), since(ctx, structure))]
        found += [Fact(t("Replaced"), ctx.t.moment(after.valid_from))] if after else []
    if basis := basis_of(ctx, structure.legal_basis):
        found.append(Fact(trait_name(ctx, Trait.BASIS), *basis))
    if structure.fellowships:
        found.append(Fact(trait_name(ctx, Trait.FELLOWSHIP), t.listed([f.name for f in structure.fellowships])))
    found.append(Fact(t("The bodies"), _counts(ctx, structure)))
    if structure.areas:
        found.append(Fact(trait_name(ctx, Trait.AREA), _areas(ctx, structure)))
    return found + ([Fact(trait_name(ctx, Trait.NOTE), structure.note)] if structure.note else [])


def _papers(ctx: Context, structure: Structure) -> list[Fact]:
    """Return the case paper and the meeting of a proposal, where the folder has them."""
    proposal = structure.proposal
    paper = ctx.corpus.paper(proposal.case) if proposal and proposal.case else None
    meeting = ctx.corpus.meeting(proposal.meeting) if proposal and proposal.meeting else None
    found = [Fact(ctx.t("Case"), paper.title, paper_address(paper.id))] if paper else []
    if meeting:
        words = f"{ctx.corpus.body_name(meeting.body)} {ctx.t.long_date(meeting.held)}"
        found.append(Fact(ctx.t("Meeting"), words, meeting_address(meeting.id)))
    return found


def _counts(ctx: Context, structure: Structure) -> str:
    """Return how many bodies there are on each level."""
    counted = Counter(None if b.staff else b.level for b in in_order(structure))
    t = ctx.t
    said = [
        t("{n} on level {level}", n=n, level=level) if level else t("{n} in the staff", n=n)
        for level, n in counted.items()
    ]
    return t.listed(said) if said else t("None")


def _areas(ctx: Context, structure: Structure) -> str:
    """Return the areas, with the municipalities where they are stated."""
    words = StructureWords(ctx, structure)
    if any(area.parties for area in structure.areas):
        return "; ".join(words.value(Trait.AREA, area) for area in structure.areas)
    return f"{ctx.t.listed([a.name for a in structure.areas])} ({ctx.t('municipalities not stated')})"


def _told(ctx: Context, structure: Structure, comparison: Comparison) -> list[Told]:
    """Return what a structure changed; of a proposal also what the structure adopted after it has of it."""
    found = outcomes(ctx.corpus, structure) if structure.proposal else None
    after, came = found or (None, ())
    uptake = {outcome.change: outcome.uptake for outcome in came}
    name = within(structure_name(ctx, after)) if after else ""
    told = []
    for sentence, group in comparison.told():
        taken = uptake.get(group[0])
        words = ctx.t(_UPTAKES[taken], structure=name) if taken else ""
        told.append(Told(sentence, words, taken is Uptake.ALL))
    return told + [Told(sentence) for sentence in comparison.known_of_one()]


def _outcome(ctx: Context, structure: Structure) -> str:
    """Return that nothing is known of what came of a proposal, "" where something is."""
    if not structure.proposal or adopted_after(ctx.corpus, structure):
        return ""
    return ctx.t("No structure has been adopted since, as far as is stated here.")


def _ways(ctx: Context, structure: Structure, before: Structure | None) -> list[Way]:
    """Return the links out of an entry."""
    t, name = ctx.t, structure_name(ctx, structure)
    found = [Way(t("See the bodies"), name, structure_address(structure.id))]
    if before:
        words = t("Show what would change") if structure.proposal else t("Show what changed")
        found.append(Way(words, name, structure_difference_address(before.id, structure.id)))
    if current := _other_than(ctx, structure, before):
        old, new = sorted((structure, current), key=made)
        words = t("Compare with the structure in force")
        found.append(Way(words, name, structure_difference_address(old.id, new.id)))
    return found


def _other_than(ctx: Context, structure: Structure, before: Structure | None) -> Structure | None:
    """Return the structure in force, where it is neither this one nor the one it took over from."""
    current = ctx.structure
    return current if current and current is not structure and current is not before else None


# --- one structure ------------------------------------------------------------------------------------------------


def structure_html(ctx: Context, structure: Structure) -> str:
    """Return the page of one structure, as it was decided or proposed."""
    page = structure_address(structure.id)
    before = base(ctx.corpus, structure)
    return ctx.render(
        "struktur.html",
        page,
        name=structure_name(ctx, structure),
        status=status_of(ctx, structure),
        facts=structure_facts(ctx, structure),
        current=ctx.structure,
        current_since=since(ctx, ctx.structure) if ctx.structure else "",
        is_current=structure is ctx.structure,
        is_proposal=structure.proposal is not None,
        ways=[w for w in _ways(ctx, structure, before) if w.address != page],
        history=STRUCTURE_HISTORY,
        chart=chart_html(ctx, structure, page),
        trunks=trunks(ctx, structure, grouped(structure), lambda body: f"{page}#organ-{slug(body.id)}"),
        bodies=sections(ctx, structure),
        built=ctx.t.long_date(ctx.day),
    )


def sections(ctx: Context, structure: Structure) -> list[BodySection]:
    """Return the bodies; of those with one template that are described alike, the first one in full."""
    first: dict[object, BodySection] = {}
    found = []
    for body in in_order(structure):
        own = section(ctx, structure, body)
        same = first.setdefault((body.template or body.id, own.facts, own.tasks, own.seats), own)
        is_like = same is not own
        found.append(replace(own, facts=(), tasks=(), seats=(), like=(same.name, same.anchor)) if is_like else own)
    return found


def section(ctx: Context, structure: Structure, body: Body) -> BodySection:
    """Gather what the page of a structure shows of a body."""
    words = StructureWords(ctx, structure)
    page, anchor = structure_address(structure.id), f"organ-{slug(body.id)}"
    place = place_of_body(ctx, structure, body)
    return BodySection(
        anchor,
        full_name(body),
        "" if place == f"{page}#{anchor}" else place,
        tuple(_body_facts(ctx, structure, body, words)),
        tuple((words.tasks(group.part), group.items) for group in body.tasks),
        tuple(_line(ctx, words, seat) for seat in body.seats),
    )


def _body_facts(ctx: Context, structure: Structure, body: Body, words: StructureWords) -> list[Fact]:
    """Return what is said of a body, with where it came from and the way to its clause and the body above it."""
    names = {
        trait_name(ctx, Trait.ABOVE): f"{structure_address(structure.id)}#organ-{slug(body.above or '')}",
        trait_name(ctx, Trait.BASIS): (basis_of(ctx, body.legal_basis) or ("", None))[1],
    }
    facts = [
        Fact(name, said, names.get(name))
        for name, said in words.facts(body)
        if name != trait_name(ctx, Trait.ABBREVIATION)
    ]
    facts += _origins(ctx, base(ctx.corpus, structure), body)
    return facts + ([Fact(trait_name(ctx, Trait.NOTE), body.note)] if body.note else [])


def _origins(ctx: Context, before: Structure | None, body: Body) -> list[Fact]:
    """Return what a body came from, with the way to where that is told about."""
    origins = [b for b in before.bodies if b.id in body.came_from] if before else []
    if not before or not origins:
        return []
    address = structure_address(before.id)
    place = f"{address}#organ-{slug(origins[0].id)}" if len(origins) == 1 else address
    return [Fact(ctx.t("Came from"), ctx.t.listed([full_name(b) for b in origins]), place)]


def _line(ctx: Context, words: StructureWords, seat: Seat) -> SeatLine:
    return SeatLine(
        seat.role, side_name(seat.side), ctx.t(SIDE_WORDS[seat.side]), words.number(seat), words.limits(seat)
    )
