"""The pages about who decides: bodies, meetings, hearings, adoption, the law, the year."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Protocol

from avtaleverk.model.addresses import (
    ADOPTION,
    HEARINGS,
    RULES,
    STRUCTURE_HISTORY,
    body_address,
    meeting_address,
    paper_address,
    party_address,
    structure_address,
    structure_difference_address,
)
from avtaleverk.model.structure import Body, Structure
from avtaleverk.organisation.structures.kinship import compared_pairs, everything
from avtaleverk.pages.context import Context
from avtaleverk.pages.data_links import body_links, meeting_links
from avtaleverk.pages.organisation import (
    adoption_pages,
    body_pages,
    case_pages,
    hearing_pages,
    law_pages,
    meeting_pages,
    organisation_page,
    party_pages,
    rule_pages,
    structure_difference,
    structure_pages,
    year_page,
)
from avtaleverk.pages.organisation.case_pages import CASES
from avtaleverk.pages.organisation.meeting_pages import MEETINGS
from avtaleverk.pages.organisation.structure_words import structure_name
from avtaleverk.site.plan import Page
from avtaleverk.text.store import fingerprint


class MakePage(Protocol):
    """Puts the key of what all these pages depend on to a page."""

    def __call__(  # noqa: PLR0913 - one word for each thing a page may be
        self, address: str, title: str, kind: str, make: Callable[[], str], *,
        listed: bool = False, indexed: bool = True, source: str | None = None, seen: str = "",
    ) -> Page:  # fmt: skip
        """Return the page; ``seen`` is what it shows of texts that are not in force."""


class OrganisationPlanner:
    """Lists the pages made from ``organisasjon/`` and from what the versions say of their own way."""

    def __init__(self, ctx: Context, page: MakePage, structures: str) -> None:
        """Know the corpus, how a page is made, and the key of what pages depend on that show structures alone."""
        self._ctx = ctx
        self._page = page
        self._structures_key = structures

    def pages(self) -> Iterator[Page]:
        """Yield every page."""
        yield from self._registers()
        yield from self._bodies()
        yield from self._structures()
        yield from self._meetings()
        yield from self._parties()
        yield from self._year()

    def _registers(self) -> Iterator[Page]:
        ctx, t = self._ctx, self._ctx.t
        rows: tuple[tuple[str, str, str, Callable[[str], str]], ...] = (
            (HEARINGS, t("Hearings"), "horinger", partial(hearing_pages.hearings_html, ctx)),
            (ADOPTION, t("Adoption"), "tilslutning", partial(adoption_pages.adoption_html, ctx)),
            (party_pages.PARTIES, t("The parties"), "parter", partial(party_pages.parties_html, ctx)),
            ("organisasjon/", t("Organisation"), "organisasjon", partial(organisation_page.organisation_html, ctx)),
            (RULES, t("The rules"), "regler", partial(rule_pages.rules_html, ctx)),
            (MEETINGS, t("Meetings"), "moter", partial(meeting_pages.meetings_html, ctx)),
            (CASES, t("Cases"), "saker", partial(case_pages.cases_html, ctx)),
            (law_pages.LAW, t("What the law demands"), "lovkrav", partial(law_pages.law_html, ctx)),
        )  # fmt: skip
        for address, title, kind, make in rows:
            yield self._page(address, title, kind, partial(make, address), listed=True)

    def _all_bodies(self) -> dict[str, tuple[Body, Structure]]:
        """Return every body that was ever there, as today's structure or the last one before has it."""
        current = self._ctx.structure
        newest_last = [*self._ctx.corpus.structures, *([current] if current else [])]
        return {body.id: (body, structure) for structure in newest_last for body in structure.bodies}

    def _bodies(self) -> Iterator[Page]:
        for body, structure in self._all_bodies().values():
            make = partial(body_pages.body_html, self._ctx, body, structure)
            page = self._page(body_address(body.id), body.name, "organ", make)
            yield replace(page, others=body_links(body.id))

    def _structures(self) -> Iterator[Page]:
        """Yield all structures along time, each of them, and what differs between two; they are not the ones to find."""
        ctx = self._ctx
        structures = everything(ctx.corpus)
        if structures:
            make = partial(structure_pages.structure_history_html, ctx)
            yield self._page(STRUCTURE_HISTORY, ctx.t("Bodies over time"), "strukturhistorikk", make, listed=True)
        for s in structures:
            make = partial(structure_pages.structure_html, ctx, s)
            yield self._of_old(structure_address(s.id), structure_name(ctx, s), "struktur", make, s.source.path)
        for old, new in compared_pairs(ctx.corpus):
            make = partial(structure_difference.structure_difference_html, ctx, old, new)
            title = structure_difference.structure_difference_title(ctx, old, new)
            address = structure_difference_address(old.id, new.id)
            page = self._of_old(address, title, "strukturendring", make, new.source.path)
            yield replace(page, key=fingerprint(self._structures_key, address))

    def _of_old(self, address: str, title: str, kind: str, make: Callable[[], str], source: str) -> Page:
        """Return a page that search engines are led away from, to the bodies of today."""
        page = self._page(address, title, kind, make, indexed=False, source=source)
        return replace(page, canonical="organisasjon/")

    def _meetings(self) -> Iterator[Page]:
        ctx = self._ctx
        for meeting in ctx.corpus.meetings:
            view = meeting_pages.meeting_view(ctx, meeting)
            make, seen = partial(meeting_pages.meeting_html, ctx, meeting), repr([i.clauses for i in view.items])
            address = meeting_address(meeting.id)
            page = self._page(address, view.title, "mote", make, source=meeting.source.path, seen=seen)
            yield replace(page, others=meeting_links(meeting.id))
        for body in meeting_pages.meeting_bodies(ctx):
            title = meeting_pages.body_meetings_title(ctx, body)
            make = partial(meeting_pages.body_meetings_html, ctx, body)
            yield self._page(meeting_pages.by_body_address(body), title, "moter", make)
        for paper in ctx.corpus.papers:
            make = partial(case_pages.paper_html, ctx, paper)
            yield self._page(paper_address(paper.id), paper.title, "sak", make, source=paper.source.path)

    def _parties(self) -> Iterator[Page]:
        for desk in party_pages.all_desks(self._ctx):
            make = partial(party_pages.party_html, self._ctx, desk)
            yield self._page(party_address(desk.party.id), desk.party.name, "part", make)

    def _year(self) -> Iterator[Page]:
        for address, title, make in year_page.pages(self._ctx):
            yield self._page(address, title, "arshjul", make, listed=address == year_page.YEAR)
