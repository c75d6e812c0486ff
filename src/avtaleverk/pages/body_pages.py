"""The bodies: the chart and the list of all, and a page for each."""

from dataclasses import dataclass

from avtaleverk.model.addresses import body_address
from avtaleverk.model.community import Side
from avtaleverk.model.structure import Body, Seat, Structure
from avtaleverk.pages.context import Context
from avtaleverk.pages.meeting_pages import meeting_view

_MEETINGS = 12


@dataclass(frozen=True, slots=True)
class SeatView:
    """One line of a composition."""

    role: str
    side: str
    side_words: str
    count: int
    counted: str
    parts: str


@dataclass(frozen=True, slots=True)
class BodyView:
    """A body as the list and its own page show it."""

    id: str
    name: str
    short: str
    address: str
    level: int | None
    seats: tuple[SeatView, ...]
    members: int


_SIDE_WORDS = {
    Side.MUNICIPALITY: "municipality",
    Side.TRUST: "health trust",
    Side.BOTH: "municipality or health trust",
    Side.GP: "general practitioner",
    Side.USER: "user",
    Side.UNION: "union representative",
    Side.OBSERVER: "observer",
}


def _seat(ctx: Context, seat: Seat) -> SeatView:
    municipalities = sum(p.side is Side.MUNICIPALITY for p in ctx.corpus.community.parties)
    count = municipalities if seat.each else seat.count or 1
    counted = ctx.t("{n}, one for each municipality", n=count) if seat.each else str(count)
    parts = ctx.t("only {parts}", parts=ctx.t.listed(list(seat.parts))) if seat.parts else ""
    side = seat.side.value.replace("ø", "o")
    return SeatView(seat.role, side, ctx.t(_SIDE_WORDS[seat.side]), count, counted, parts)


def body_view(ctx: Context, body: Body) -> BodyView:
    """Gather what is shown about a body; observers speak but are not counted as members."""
    seats = tuple(_seat(ctx, s) for s in body.seats)
    members = sum(s.count for s in seats if s.side != "observator")
    return BodyView(body.id, body.name, body.abbreviation or "", body_address(body.id), body.level, seats, members)


def organisation_html(ctx: Context, page: str) -> str:
    """Return the bodies of today, level by level, as a list."""
    structure = ctx.corpus.structure_at(ctx.day)
    bodies = [(b, body_view(ctx, b)) for b in (structure.bodies if structure else ())]
    levels = [
        (number, [view for body, view in bodies if body.level == number]) for number in (1, 2, 3)
    ]  # fmt: skip
    return ctx.render(
        "organisasjon.html",
        page,
        levels=[(n, views) for n, views in levels if views],
        staff=[view for body, view in bodies if body.level is None],
        since=ctx.t.moment(structure.valid_from) if structure else "",
        first=ctx.t.moment(ctx.corpus.structures[0].valid_from) if ctx.corpus.structures else "",
    )


def _basis(ctx: Context, basis: str | None) -> tuple[str, str] | None:
    """Return words and address of the clause that a body is founded on."""
    folder, _, anchor = (basis or "").partition("#")
    document = ctx.corpus.document(folder)
    if not document:
        return None
    version = ctx.in_force(document)
    clauses = {c.id: c for c in ctx.text(version).clauses} if version else {}
    clause = f" {ctx.t('clause {label}', label=clauses[anchor].label)}" if anchor in clauses else ""
    address = ctx.addresses[folder] + (f"#{anchor}" if anchor in clauses else "")
    return f"{ctx.label(document)}{clause}", address


def _approves(ctx: Context, body: Body) -> list[tuple[str, str]]:
    documents = [d for d in ctx.corpus.all_documents() if (rule := ctx.corpus.rule_for(d)) and rule.body == body.id]
    return [(ctx.name(d), ctx.addresses[d.folder]) for d in documents]


def _leadership(ctx: Context, body: Body) -> str:
    if not body.leadership:
        return ""
    sides = ctx.t.listed([ctx.t(_SIDE_WORDS[s]) for s in body.leadership.sides])
    words = ctx.t("Leader and deputy come from {sides}", sides=sides)
    return (
        f"{words}, {ctx.t('and change places {when}', when=body.leadership.swaps)}" if body.leadership.swaps else words
    )


def _term(ctx: Context, body: Body) -> str:
    if not body.term_years:
        return ""
    words = ctx.t.count("{n} year", "{n} years", body.term_years)
    extra = body.extension_years
    return (
        f"{words}, {ctx.t('may be extended by {years}', years=ctx.t.count('{n} year', '{n} years', extra))}"
        if extra
        else words
    )


def body_html(ctx: Context, body: Body, structure: Structure) -> str:
    """Return the page of one body."""
    page = body_address(body.id)
    above = structure.body(body.above) if body.above else None
    below = [b for b in structure.bodies if b.above == body.id]
    meetings = [meeting_view(ctx, m) for m in reversed(ctx.corpus.meetings) if m.body == body.id]
    return ctx.render(
        "organ.html",
        page,
        body=body,
        view=body_view(ctx, body),
        above=body_view(ctx, above) if above else None,
        below=[body_view(ctx, b) for b in below],
        basis=_basis(ctx, body.legal_basis),
        approves=_approves(ctx, body),
        meetings=meetings[:_MEETINGS],
        leadership=_leadership(ctx, body),
        term=_term(ctx, body),
        parts=ctx.t.listed(list(body.meeting_parts)) if body.meeting_parts else "",
    )
