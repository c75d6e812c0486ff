"""Cases: the register of them, by where they are now, and the page of each case paper."""

from collections.abc import Iterator
from dataclasses import dataclass

from avtaleverk.model.addresses import (
    hearing_address,
    meeting_address,
    paper_address,
    party_address,
    structure_address,
)
from avtaleverk.model.organisation import CasePaper
from avtaleverk.organisation.cases import CaseState
from avtaleverk.organisation.hearings import hearings as hearing_records
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.body_words import page_of_body
from avtaleverk.pages.organisation.case_views import CaseView, Link, cases, cases_with, text_link
from avtaleverk.pages.organisation.hearing_pages import hearing_view
from avtaleverk.pages.organisation.structure_words import structure_name
from avtaleverk.pages.text_html import prose_html

CASES = "saker/"
# Which cases stand together, what it is called, and what stands there where there are none ("": nothing at all).
_GROUPS = (
    ("apne", "Open cases", (CaseState.BEFORE, CaseState.OPEN), "No case is open."),
    ("avgjorte", "Decided cases", (CaseState.DECIDED,), "No decided case has been added."),
    ("uten-utfall", "Cases without a stated outcome", (CaseState.UNSTATED,), ""),
    ("orienteringer", "Cases for information", (CaseState.INFORMED,), ""),
)


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """Cases that are at the same place of their way, the newest first."""

    id: str
    title: str
    cases: tuple[CaseView, ...]
    empty: str


def case_groups(ctx: Context) -> list[CaseGroup]:
    """Return the cases by where they are; the open ones that a meeting is called for come first of all."""
    found = sorted(cases(ctx), key=lambda c: c.state is not CaseState.BEFORE)
    groups = []
    for name, title, states, empty in _GROUPS:
        own = [c for c in found if c.state in states]
        newest_first = own if CaseState.BEFORE in states else own[::-1]
        if own or empty:
            groups.append(CaseGroup(name, ctx.t(title), tuple(newest_first), ctx.t(empty) if empty else ""))
    return groups


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """The case papers of one type, the newest first."""

    kind: str
    papers: tuple["PaperView", ...]


def _paper_groups(ctx: Context) -> list[PaperGroup]:
    views = [paper_view(ctx, p) for p in reversed(ctx.corpus.papers)]
    kinds = dict.fromkeys(sorted(v.kind for v in views))
    return [PaperGroup(kind, tuple(v for v in views if v.kind == kind)) for kind in kinds]


def cases_html(ctx: Context, page: str) -> str:
    """Return the register of cases, and of the papers that belong to them."""
    return ctx.render("saker.html", page, groups=case_groups(ctx), papers=_paper_groups(ctx))


# --- a case paper -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PaperView:
    """A case paper as lists and its own page show it; ``sender`` is the party or the body that it is from or to."""

    title: str
    kind: str
    day: str
    sender: Link | None
    body: Link | None
    address: str
    concerns: tuple[Link, ...]


def paper_view(ctx: Context, paper: CasePaper) -> PaperView:
    """Gather what is shown about a case paper."""
    party = ctx.corpus.community.party(paper.party) if paper.party else None
    own = paper.body_id
    return PaperView(
        title=paper.title,
        kind=paper.kind,
        day=ctx.t.long_date(paper.dated),
        sender=Link(party.name, party_address(party.id)) if party else None,
        body=Link(ctx.corpus.body_name(own), page_of_body(ctx, own)) if own else None,
        address=paper_address(paper.id),
        concerns=tuple(
            text_link(ctx, d, d.version(paper.version) if paper.version else None)
            for folder in paper.concerns
            if (d := ctx.corpus.document(folder))
        ),
    )


def paper_html(ctx: Context, paper: CasePaper) -> str:
    """Return the page of one case paper."""
    page, view = paper_address(paper.id), paper_view(ctx, paper)
    return ctx.render(
        "sak.html",
        page,
        paper=view,
        text=prose_html(ctx, paper.text, page),
        hearing=_hearing(ctx, paper),
        used=tuple(link for link in _used(ctx, paper) if link not in view.concerns),
        meetings=tuple(_meetings(ctx, paper)),
        cases=cases_with(ctx, paper),
    )


def _hearing(ctx: Context, paper: CasePaper) -> Link | None:
    """Return the hearing that an answer belongs to."""
    records = ctx.once(("hearing records",), lambda: hearing_records(ctx.corpus, ctx.day))
    found = next((r for r in records if any(a.paper.id == paper.id for a in r.answers)), None)
    if found is None:
        return None
    address = hearing_address(ctx.addresses[found.document.folder], found.version.number)
    return Link(hearing_view(ctx, found).name, address)


def _used(ctx: Context, paper: CasePaper) -> Iterator[Link]:
    """Yield the texts and the structures that name the paper as their case."""
    for document in ctx.corpus.all_documents():
        yield from (text_link(ctx, document, v) for v in document.versions if paper.id in {v.case, v.repeal_case})
    for structure in ctx.corpus.proposed_structures:
        if structure.proposal and structure.proposal.case == paper.id:
            yield Link(structure_name(ctx, structure), structure_address(structure.id))


def _meetings(ctx: Context, paper: CasePaper) -> Iterator[Link]:
    for meeting in ctx.corpus.meetings:
        if any(i.paper == paper.id for i in meeting.items):
            words = f"{ctx.corpus.body_name(meeting.body)} {ctx.t.long_date(meeting.held)}"
            yield Link(words, meeting_address(meeting.id))
