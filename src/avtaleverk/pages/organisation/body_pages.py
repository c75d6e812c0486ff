"""The page of a body: what it decides, who sits there, what is before it, and what it has decided."""

from dataclasses import dataclass, replace

from avtaleverk.model.addresses import body_address, meeting_address, version_address
from avtaleverk.model.community import Side
from avtaleverk.model.documents import Document
from avtaleverk.model.organisation import Appointment, Meeting, Office
from avtaleverk.model.status import Status
from avtaleverk.model.structure import Body, Structure
from avtaleverk.organisation.cases import CaseStep
from avtaleverk.pages.context import Context
from avtaleverk.pages.document_pages import Row, register_row
from avtaleverk.pages.organisation.body_standing import standing_of
from avtaleverk.pages.organisation.body_words import full_name, level_words, place_of_body
from avtaleverk.pages.organisation.calendars import calendar_link
from avtaleverk.pages.organisation.meeting_pages import by_body_address, meeting_view
from avtaleverk.pages.organisation.rule_pages import rules_of
from avtaleverk.pages.organisation.seat_pictures import SIDE_WORDS, seat_picture
from avtaleverk.pages.organisation.structure_words import basis_of
from avtaleverk.pages.proposal_words import next_step
from avtaleverk.pages.status_words import StatusView, status_view
from avtaleverk.pages.subject_links import body_links

_MEETINGS = 12
# Adoption by the parties comes after the body has decided.
_BEFORE_THE_BODY = frozenset({Status.DRAFT, Status.HEARING, Status.PENDING})
_OFFICE_WORDS = {
    Office.LEADER: "leader",
    Office.DEPUTY: "deputy leader",
    Office.MEMBER: "member",
    Office.SUBSTITUTE: "substitute",
}


@dataclass(frozen=True, slots=True)
class BodyLink:
    """A body by its name, and where it is told about."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class CaseBefore:
    """A case on a coming meeting."""

    title: str
    kind: str
    day: str
    address: str


@dataclass(frozen=True, slots=True)
class ProposalBefore:
    """A proposal that the body is to decide on; ``next_words`` say what happens next."""

    name: str
    number: str
    address: str
    status: StatusView
    next_words: str


@dataclass(frozen=True, slots=True)
class OfficeView:
    """Who holds an office now."""

    office: str
    holder: str
    role: str
    period: str


def _link_to(ctx: Context, structure: Structure, body: Body) -> BodyLink:
    return BodyLink(full_name(body), place_of_body(ctx, structure, body))


def _is_decided_by(ctx: Context, document: Document, body: Body) -> bool:
    rule = ctx.corpus.rule_for(document)
    return rule is not None and rule.body == body.id


def _approves(ctx: Context, body: Body) -> list[Row]:
    """Return the documents that a body approves, those attachments with them that it approves too."""

    def row(document: Document) -> Row:
        own = [a for a in document.attachments if _is_decided_by(ctx, a, body)]
        return replace(register_row(ctx, document), attachments=tuple(register_row(ctx, a) for a in own))

    rows = []
    for document in ctx.corpus.documents:
        if _is_decided_by(ctx, document, body):
            rows.append(row(document))
        else:
            rows += [register_row(ctx, a) for a in document.attachments if _is_decided_by(ctx, a, body)]
    return rows


def _leadership(ctx: Context, body: Body) -> str:
    found, t = body.leadership, ctx.t
    if not found:
        return ""
    words = t("Leader and deputy are chosen")
    if found.sides:
        words = t("Leader and deputy come from {sides}", sides=t.listed([t(SIDE_WORDS[s]) for s in found.sides]))
    if found.years:
        words += f", {t('for {years}', years=t.count('{n} year', '{n} years', found.years))}"
    return f"{words}, {t('and change places {when}', when=found.swaps)}" if found.swaps else words


def _term(ctx: Context, body: Body) -> str:
    if not body.term_years:
        return ""
    words, extra = ctx.t.count("{n} year", "{n} years", body.term_years), body.extension_years
    if not extra:
        return words
    return f"{words}, {ctx.t('may be extended by {years}', years=ctx.t.count('{n} year', '{n} years', extra))}"


def _cases(ctx: Context, body: Body) -> list[CaseBefore]:
    """Return the cases of the meetings to come that they have not come to an end of, the next meeting first."""
    return [
        CaseBefore(item.title, item.kind or "", ctx.t.long_date(m.held), meeting_address(m.id))
        for m in ctx.corpus.meetings
        if m.body == body.id and m.held >= ctx.day
        for index, item in enumerate(m.items)
        if CaseStep(m, index).is_coming(ctx.day)
    ]


def _proposals(ctx: Context, body: Body) -> list[ProposalBefore]:
    """Return the proposals that the body is to decide on, whether or not they are out for comment."""
    return [
        ProposalBefore(
            ctx.name(d),
            v.number,
            version_address(ctx.addresses[d.folder], v.number),
            status_view(ctx, d, v),
            next_step(ctx, d, v),
        )
        for d in ctx.corpus.all_documents()
        if _is_decided_by(ctx, d, body)
        for v, standing in ctx.proposals(d)
        if standing.status in _BEFORE_THE_BODY
    ]


def _office(ctx: Context, held: Appointment) -> OfficeView:
    t, party = ctx.t, ctx.corpus.community.party(held.party) if held.party else None
    side = t(SIDE_WORDS[held.side]) if held.side and held.side is not Side.BOTH else ""
    holder = ", ".join(w for w in (held.name, party.name if party else side) if w)
    if held.start and held.end:
        period = t("from {start} to {end}", start=t.long_date(held.start), end=t.long_date(held.end))
    elif held.end:
        period = t("until {day}", day=t.long_date(held.end))
    else:
        period = t("from {day}", day=t.long_date(held.start)) if held.start else ""
    return OfficeView(t(_OFFICE_WORDS[held.office]), holder or t("not stated"), held.role or "", period)


def _offices(ctx: Context, body: Body) -> list[OfficeView]:
    """Return who holds the offices of a body today, leader and deputy first."""
    order = list(Office)
    held = [a for a in ctx.corpus.appointments if a.body == body.id and a.covers(ctx.day)]
    return [_office(ctx, a) for a in sorted(held, key=lambda a: order.index(a.office))]


def _next_and_earlier(ctx: Context, body: Body) -> tuple[list[Meeting], list[Meeting]]:
    own = [m for m in ctx.corpus.meetings if m.body == body.id]
    return [m for m in own if m.held >= ctx.day], [m for m in reversed(own) if m.held < ctx.day]


def body_html(ctx: Context, body: Body, structure: Structure) -> str:
    """Return the page of one body, as ``structure`` has it."""
    page = body_address(body.id)
    above = structure.body(body.above) if body.above else None
    coming, earlier = _next_and_earlier(ctx, body)
    return ctx.render(
        "organ.html",
        page,
        calendar=calendar_link(ctx, body.id),
        body=body,
        title=full_name(body),
        level=level_words(ctx, body),
        standing=standing_of(ctx, body, structure),
        above=_link_to(ctx, structure, above) if above else None,
        below=[_link_to(ctx, structure, b) for b in structure.bodies if b.above == body.id],
        alike=[
            _link_to(ctx, structure, b)
            for b in structure.bodies
            if body.template and b.template == body.template and b.id != body.id
        ],
        basis=basis_of(ctx, body.legal_basis),
        subjects=body_links(ctx, body, page),
        approves=_approves(ctx, body),
        picture=seat_picture(ctx, body, structure) if body.seats else None,
        offices=_offices(ctx, body),
        rules=rules_of(ctx, body),
        cases=_cases(ctx, body),
        proposals=_proposals(ctx, body),
        coming=[meeting_view(ctx, m) for m in coming],
        earlier=[meeting_view(ctx, m) for m in earlier[:_MEETINGS]],
        all_meetings=by_body_address(body.id),
        more_earlier=len(earlier) > _MEETINGS,
        leadership=_leadership(ctx, body),
        term=_term(ctx, body),
        parts=ctx.t.listed(list(body.meeting_parts)) if body.meeting_parts else "",
    )
