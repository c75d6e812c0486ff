"""The parties: what lies with each of them now, what comes, what it has done before, and where it sits."""

from dataclasses import dataclass
from datetime import date

from avtaleverk.model.addresses import adoption_address, body_address, hearing_address, paper_address, party_address
from avtaleverk.model.community import Side
from avtaleverk.model.documents import DocumentKind
from avtaleverk.model.organisation import Office
from avtaleverk.organisation.adoption import Cell, CellState, Row
from avtaleverk.organisation.hearings import Answer, HearingRecord
from avtaleverk.organisation.parties import Desk, Place, desks
from avtaleverk.pages.context import Context
from avtaleverk.pages.document_pages import VersionView, version_view
from avtaleverk.pages.organisation.adoption_pages import details_of, key_of, source_of, total, word_of
from avtaleverk.pages.organisation.hearing_pages import HearingView, Named, hearing_view, redline_of
from avtaleverk.pages.organisation.meeting_pages import meeting_view

PARTIES = "parter/"
_SIDES = {Side.MUNICIPALITY: "Municipality", Side.TRUST: "Health trust"}
_OFFICES = {
    Office.LEADER: "leader",
    Office.DEPUTY: "deputy leader",
    Office.MEMBER: "member",
    Office.SUBSTITUTE: "substitute",
}


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party in the list of all: its name, its side, and what waits for it in words ("" for nothing).

    ``shares_seats`` says that it may hold seats that it shares with others of its side.
    """

    name: str
    address: str
    side: str
    waiting: str
    shares_seats: bool


@dataclass(frozen=True, slots=True)
class Task:
    """A version that waits for the party: what it is, where it stands with them, and who has adopted it already."""

    name: str
    version: VersionView
    difference: str
    standing: str
    law: str
    total: str
    adopted: tuple[tuple[str, str], ...]
    matrix: str
    source: str


@dataclass(frozen=True, slots=True)
class AheadView:
    """A proposal that the party will have to adopt later: what it is, and where its changes stand in red ("" if nowhere)."""

    name: str
    version: VersionView
    difference: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What the party has decided on a version."""

    day: str
    name: str
    address: str
    details: str
    state: str
    word: str
    source: str


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """A hearing answer of the party: the paper, the hearing, the day, and "" or that it came late."""

    paper: Named
    hearing: Named
    day: str
    late: str


@dataclass(frozen=True, slots=True)
class SeatsView:
    """A body where the party sits, and as what."""

    body: str
    address: str
    roles: tuple[str, ...]


def all_desks(ctx: Context) -> tuple[Desk, ...]:
    """Return what each party has before it today, gathered once for all their pages."""
    return ctx.once(("desks",), lambda: desks(ctx.corpus, ctx.day))


def _waiting(ctx: Context, desk: Desk) -> str:
    t = ctx.t
    parts = [
        t.count("{n} hearing to answer", "{n} hearings to answer", n) if (n := len(desk.hearings)) else "",
        t.count("{n} text to adopt", "{n} texts to adopt", n) if (n := len(desk.adoptions)) else "",
    ]
    found = [part for part in parts if part]
    return t.listed(found) if found else ""


def _row(ctx: Context, desk: Desk) -> PartyRow:
    party = desk.party
    side = ctx.t(_SIDES[party.side]) if party.side in _SIDES else ""
    return PartyRow(party.name, party_address(party.id), side, _waiting(ctx, desk), party.side is Side.MUNICIPALITY)


def parties_html(ctx: Context, page: str) -> str:
    """Return the list of parties, with how much waits for each."""
    return ctx.render("parter.html", page, rows=[_row(ctx, desk) for desk in all_desks(ctx)])


def party_html(ctx: Context, desk: Desk) -> str:
    """Return the page of one party."""
    hearings: list[HearingView] = [hearing_view(ctx, record) for record in desk.hearings]
    return ctx.render(
        "part.html",
        party_address(desk.party.id),
        party=_row(ctx, desk),
        hearings=hearings,
        tasks=[_task(ctx, desk, row, cell) for row, cell in desk.adoptions],
        coming=[(h.name, _hearing(ctx, r), h.version.hearing) for r in desk.coming for h in [hearing_view(ctx, r)]],
        ahead=[_ahead(ctx, row) for row in desk.ahead],
        meetings=[meeting_view(ctx, m) for m in desk.meetings],
        decisions=[_decision(ctx, row, cell) for row, cell in desk.decisions],
        answers=[_own(ctx, record, answer) for record, answer in desk.answers],
        seats=_seats(ctx, desk.places),
        areas=ctx.t.listed([a.name for a in desk.areas]) if desk.areas else "",
        office=_office(ctx),
    )  # fmt: skip


def _hearing(ctx: Context, record: HearingRecord) -> str:
    return hearing_address(ctx.addresses[record.document.folder], record.version.number)


def _office(ctx: Context) -> Named | None:
    """Return the secretariat, which is to be told of a decision."""
    office = ctx.corpus.community.secretariat
    return Named(office.name, f"mailto:{office.email}" if office.email else "") if office else None


def _name(ctx: Context, row: Row) -> str:
    number = ctx.t("version {number}", number=row.version.number)
    title = ctx.title(row.document, row.version)
    return f"{ctx.label(row.document)} {title}, {number}" if row.document.number else f"{title}, {number}"


def _task(ctx: Context, desk: Desk, row: Row, cell: Cell) -> Task:
    adopted = [c for c in row.cells if c.state is CellState.ADOPTED]
    adopted.sort(key=lambda c: c.decided or date.max)
    return Task(
        name=_name(ctx, row),
        version=version_view(ctx, row.document, row.version),
        difference=redline_of(ctx, row.document, row.version),
        standing=_standing(ctx, cell),
        law=_law(ctx, desk, row),
        total=total(ctx, row),
        adopted=tuple((c.party.name, ctx.t.short_date(c.decided)) for c in adopted),
        matrix=adoption_address(ctx.addresses[row.document.folder], row.version.number),
        source=source_of(cell),
    )


def _ahead(ctx: Context, row: Row) -> AheadView:
    document, version = row.document, row.version
    return AheadView(_name(ctx, row), version_view(ctx, document, version), redline_of(ctx, document, version))


def _standing(ctx: Context, cell: Cell) -> str:
    if cell.state is not CellState.PENDING:
        return ctx.t("It waits for your decision.")
    details = ", ".join(part for part in (details_of(ctx, cell), ctx.t.long_date(cell.decided) if cell.decided else "") if part)  # fmt: skip
    return (
        ctx.t("You are considering it ({details}).", details=details) if details else ctx.t("You are considering it.")
    )


def _law(ctx: Context, desk: Desk, row: Row) -> str:
    """Return who has to decide: helse- og omsorgstjenesteloven § 6-1, which speaks of agreements and of municipalities."""
    is_agreement = row.document.kind is DocumentKind.AGREEMENT
    if not is_agreement or desk.party.side is not Side.MUNICIPALITY:
        return ""
    return ctx.t("The municipal council itself enters into the agreement (Health and Care Services Act, section 6-1).")


def _decision(ctx: Context, row: Row, cell: Cell) -> DecisionView:
    return DecisionView(
        day=ctx.t.short_date(cell.decided),
        name=_name(ctx, row),
        address=version_view(ctx, row.document, row.version).address,
        details=details_of(ctx, cell),
        state=key_of(cell.state),
        word=word_of(ctx, cell.state),
        source=source_of(cell),
    )


def _own(ctx: Context, record: HearingRecord, answer: Answer) -> OwnAnswer:
    view, paper = hearing_view(ctx, record), answer.paper
    return OwnAnswer(
        paper=Named(paper.title, paper_address(paper.id)),
        hearing=Named(view.name, _hearing(ctx, record)),
        day=ctx.t.long_date(paper.dated) if paper.dated else ctx.t("date not stated"),
        late=ctx.t("after the deadline") if answer.is_late else "",
    )


def _seats(ctx: Context, places: tuple[Place, ...]) -> list[SeatsView]:
    bodies = {place.body.id: place.body for place in places}
    return [
        SeatsView(body.name, body_address(body.id), tuple(_role(ctx, p) for p in places if p.body.id == body.id))
        for body in bodies.values()
    ]


def _role(ctx: Context, place: Place) -> str:
    office = ctx.t(_OFFICES[place.office]) if place.office else ""
    words = f"{place.role} ({office})" if place.role and office else place.role or office
    return f"{words} ({ctx.t('only {parts}', parts=ctx.t.listed(list(place.parts)))})" if place.parts else words
