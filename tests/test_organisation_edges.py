"""What went wrong once where an organisation or a day is at its edge."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rule_corpus import a_body, a_corpus, a_guideline, a_meeting, a_structure, an_item, decided
from whole_site import faults

from avtaleverk.corpus.checks import check
from avtaleverk.corpus.checks_addresses import TAKEN, fixed_addresses
from avtaleverk.corpus.known import Known
from avtaleverk.model.addresses import structure_address
from avtaleverk.model.community import ApprovalRule, ExternalBody, YearlyTask
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Outcome, Ratification
from avtaleverk.model.findings import errors
from avtaleverk.model.structure import StructureProposal
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.chart import POSTER
from avtaleverk.pages.proposal_words import next_step
from avtaleverk.site.build_plan import build_plan
from avtaleverk.text import TextStore

DAY = date(2026, 11, 26)


def found(corpus: Corpus, day: date = DAY) -> list[str]:
    return faults(build_plan(corpus, Path(), day))


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_site_of_the_first_and_the_last_day(day: date) -> None:
    """The page that shows the look makes up texts around the day, and no day lies outside the years 1 to 9999."""
    assert found(a_corpus(a_structure(a_body(level=1), rules=())), day) == []


def test_a_yearly_task_of_a_body_outside() -> None:
    """A task of the year may be done by a body outside the structure, which has no page to lead to."""
    corpus = a_corpus(a_structure(a_body(level=1), rules=()))
    outside = replace(
        corpus.community,
        external_bodies=(ExternalBody("styret", "Styret"),),
        yearly=(YearlyTask("Se på avtalen", 5, "styret"),),
    )
    assert found(replace(corpus, community=outside)) == []


def test_a_body_that_comes_from_one_that_was_only_proposed() -> None:
    """Its page leads to the proposal, for the body that never was has no page of its own."""
    proposed = replace(
        a_structure(a_body("forslaget", 1), rules=()),
        id="2024-forslag",
        valid_from=None,
        proposal=StructureProposal(date(2024, 1, 1), None, None),
    )
    corpus = a_corpus(a_structure(a_body(level=1, came_from=("forslaget",)), rules=()), proposed_structures=(proposed,))
    assert found(corpus) == []


def test_an_adoption_that_is_dated_ahead() -> None:
    """Until its day comes the party is waited for, by name, as the count has it."""
    corpus = a_corpus(a_structure(a_body(level=1), rules=()), documents=(a_guideline("utvalget"),))
    rule = ApprovalRule("retningslinjer/*", "utvalget", ("dalset",))
    ahead = (Ratification("dalset", None, date(2027, 1, 1), None, Outcome.ADOPTED),)
    document = corpus.documents[0]
    version = replace(document.versions[0], ratifications=ahead)
    made = replace(
        corpus,
        community=replace(corpus.community, approval=(rule,)),
        documents=(replace(document, versions=(version,)),),
    )
    ctx = Context(made, DAY, TextStore())
    assert next_step(ctx, made.documents[0], version) == "Venter på Dalset kommune."
    assert found(made) == []


def test_a_meeting_of_today_that_has_come_to_something() -> None:
    """Every page says the same of it: it has been held, and its case is not before the body any more."""
    meeting = a_meeting(DAY.isoformat(), decided("Vedtatt i dag"), an_item("Ikke kommet til", kind="beslutning"))
    corpus = a_corpus(a_structure(a_body(level=1), rules=()), meetings=(meeting,))
    plan = build_plan(corpus, Path(), DAY)
    shown = {p.address: plan.html(p) for p in plan}
    assert "Møtet er ikke holdt ennå" not in shown[f"moter/{meeting.id}/"]
    before, _, after = shown["organisasjon/utvalget/"].partition("Sammensetningen er ikke oppgitt")
    assert "Ikke kommet til" in before
    assert "Vedtatt i dag" not in before
    assert "Vedtatt i dag" in after
    assert faults(plan) == []


def test_a_meeting_of_today_with_an_agenda_alone() -> None:
    """Until it says what it came to, it is one to come."""
    meeting = a_meeting(DAY.isoformat(), an_item("Ikke kommet til", kind="beslutning"))
    plan = build_plan(a_corpus(a_structure(a_body(level=1), rules=()), meetings=(meeting,)), Path(), DAY)
    assert "Møtet er ikke holdt ennå" in next(plan.html(p) for p in plan if p.address == f"moter/{meeting.id}/")


def test_the_addresses_that_the_site_takes_itself() -> None:
    """The reader knows every page that is there whatever lies in the folder, so that a file cannot be put on top of it."""
    corpus = a_corpus(a_structure(a_body(level=1), rules=()))
    given = {"", "404.html", "om/", "tilgjengelighet/", structure_address("2020-01-01")}
    pages = {p.address for p in build_plan(corpus, Path(), DAY)}
    named = {address for address in pages if TAKEN.fullmatch(address)}
    assert pages - given - named <= set(fixed_addresses(corpus))


@pytest.mark.parametrize("name", [POSTER, "assets/ikon.svg"])
def test_a_picture_where_the_site_has_its_own(name: str) -> None:
    """The site has its own chart and icon, so a picture of that name beside the pages is found before the build."""
    corpus = replace(a_corpus(a_structure(a_body(level=1), rules=())), files=(f"docs/{name}",))
    (told,) = errors(check(Known(corpus, frozenset())))
    assert told.path == f"docs/{name}"
