"""The pages of the structures: along time, each for ever, and two compared; where they lead and what they mark."""

import re
from datetime import date
from pathlib import Path

import pytest
from history_corpus import dead_links, html_at, ids, page_at, plain, plan_of
from structure_pairs import DAY, FIRST, PROPOSED, SECOND, THIRD, part, with_structures, words_of

from avtaleverk.corpus import read_corpus
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.structure import Structure
from avtaleverk.organisation.structures.proposals import Uptake, outcomes
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.structure_pages import status_of
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.plan import Plan
from avtaleverk.text import TextStore

ROOT = Path(__file__).resolve().parent.parent
HISTORY = "organisasjon/historikk/"


@pytest.fixture(scope="module")
def known() -> Corpus:
    """Return a corpus with two fellowships, their merger, a proposal that did not come, and what came."""
    return with_structures(FIRST, SECOND, THIRD, PROPOSED)


@pytest.fixture(scope="module")
def plan(known: Corpus) -> Plan:
    return plan_of(change=known, day=DAY)


@pytest.fixture(scope="module")
def ctx(known: Corpus) -> Context:
    return Context(known, DAY, TextStore())


# --- in the plan --------------------------------------------------------------------------------------------------


def test_the_pages_and_how_they_are_found(plan: Plan) -> None:
    """The timeline stands in the navigation; old structures and differences are for those who have their address."""
    history = page_at(plan, HISTORY)
    assert (history.kind, history.in_navigation, history.indexed) == ("strukturhistorikk", True, True)
    others = [p for p in plan if p.kind in {"struktur", "strukturendring"}]
    assert [p.address for p in others if p.kind == "struktur"] == [
        f"organisasjon/v/{s}/" for s in ("for-2022", "2022", "2024-03-01-forslag", "2024-09-26")
    ]
    assert len(others) == 10
    for page in others:
        assert (page.indexed, page.in_navigation, page.canonical) == (False, False, "organisasjon/")


def test_a_community_without_structures_has_no_timeline() -> None:
    """Nothing is shown of which nothing is known."""
    plan = plan_of(change=with_structures(), day=DAY)
    assert [p.address for p in plan if p.kind.startswith("struktur")] == []


def test_no_link_is_dead_and_no_id_is_there_twice(plan: Plan) -> None:
    """Also into the sections of bodies that were only proposed."""
    pages = [p for p in plan if p.kind.startswith("struktur")]
    assert dead_links(plan, pages) == []
    for page in pages:
        assert [i for i, n in ids(plan.document(page)).items() if n > 1] == []


def test_structures_have_their_stylesheets(plan: Plan) -> None:
    """What differs is shown with the style of the redline."""
    assert "rodmerking.css" in plan.document(page_at(plan, "organisasjon/endringer/2022-til-2024-09-26/"))
    assert "organisasjon.css" in plan.document(page_at(plan, HISTORY))


# --- along time ---------------------------------------------------------------------------------------------------


def test_the_timeline_is_told_newest_first(plan: Plan) -> None:
    """A proposal stands where it was made, and each day is given as exactly as it is known."""
    titles = re.findall(r'<h2 class="tidslinje-tittel"><a [^>]*>(.*?)</a>', html_at(plan, HISTORY))
    assert titles == [
        "Strukturen fra 26. september 2024",
        "Forslaget fra 1. mars 2024",
        "Strukturen fra 2022",
        "Strukturen før 2022",
    ]


def test_the_timeline_tells_what_each_changed(plan: Plan) -> None:
    """The merger, the split that was proposed, and the split that came."""
    words = words_of(plan, HISTORY)
    assert "Utvalget i nedre og Utvalget i øvre er slått sammen til Toppmøtet." in words
    assert "Faggruppa er delt i Faggruppe 1 og Faggruppe 2." in words
    assert "Når de begynte, er ikke oppgitt." in words
    assert "Fellesskap Nedre fellesskap og Øvre fellesskap" in words
    assert "Gjelder fra ikke oppgitt" in words


def test_a_proposal_is_told_with_what_came_of_it(plan: Plan) -> None:
    """The split did not come, the meetings did."""
    words = words_of(plan, HISTORY)
    split = "Det er foreslått å dele Utvalget i Utvalget i nedre og Utvalget i øvre."
    assert f"{split} Er ikke med i strukturen fra 26. september 2024." in words
    assert "Toppmøtet: møter i året er beskrevet på en annen måte. Er med i strukturen fra 26. september 2024." in words


def test_what_follows_from_a_split_is_no_proposal_of_its_own(known: Corpus, plan: Plan) -> None:
    """Whom the working group would answer to follows from the split above it; what is left out is not proposed away."""
    found = outcomes(known, PROPOSED)
    assert found is not None
    assert [(o.change.new[0].id, o.uptake) for o in found[1]] == [("topp", Uptake.ALL), ("ssu-nedre", Uptake.NONE)]
    assert "Faggruppa skulle svare til" not in words_of(plan, HISTORY)


def test_a_proposal_after_which_nothing_was_adopted() -> None:
    """Nobody knows what came of it, and that is said."""
    plan = plan_of(change=with_structures(SECOND, PROPOSED), day=DAY)
    assert "Ingen struktur er vedtatt siden, etter det som er oppgitt her." in words_of(plan, HISTORY)


# --- one structure ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "day", "expected"),
    [
        (THIRD, DAY, ("gjeldende", "Gjeldende")),
        (SECOND, DAY, ("historisk", "Erstattet")),
        (FIRST, DAY, ("historisk", "Erstattet")),
        (PROPOSED, DAY, ("forslag", "Forslag")),
        (THIRD, date(2024, 9, 25), ("forslag", "Ikke i kraft ennå")),
        (SECOND, date(2024, 9, 25), ("gjeldende", "Gjeldende")),
        (FIRST, date(2021, 12, 31), ("gjeldende", "Gjeldende")),
    ],
)  # fmt: skip
def test_what_a_structure_is_on_a_day(known: Corpus, found: Structure, day: date, expected: tuple[str, str]) -> None:
    """In force until the next one begins, and not before its own day; a proposal is never in force."""
    status = status_of(Context(known, day, TextStore()), found)
    assert (status.tone, status.word) == expected


def test_a_page_built_last_week_knows_what_is_coming(known: Corpus) -> None:
    """The days on which the status will change go along as data."""
    status = status_of(Context(known, date(2024, 9, 25), TextStore()), SECOND)
    assert status.coming == '[{"fra": "2024-09-26", "tone": "historisk", "ord": "Erstattet"}]'


def test_an_old_structure_leads_to_that_of_today_first(plan: Plan) -> None:
    """The bar says that it is not in force, and its first link is to the bodies of today."""
    html = html_at(plan, "organisasjon/v/2022/")
    bar = part(html, '<div class="statuslinje', "</div>\n</div>")
    assert "Dette er ikke strukturen som gjelder." in plain(bar)
    assert re.findall(r'<a [^>]*href="([^"]*)"', bar)[0] == "../../../organisasjon/"
    assert "Dette er et forslag og gjelder ikke." in words_of(plan, "organisasjon/v/2024-03-01-forslag/")


def test_each_body_has_its_anchor(plan: Plan) -> None:
    """A link can name a body in an old structure."""
    html = html_at(plan, "organisasjon/v/2024-03-01-forslag/")
    assert {i for i in ids(html) if i.startswith("organ-")} == {
        "organ-topp",
        "organ-ssu-nedre",
        "organ-ssu-ovre",
        "organ-fsu",
    }


def test_a_body_tells_what_its_structure_says(plan: Plan) -> None:
    """Facts, tasks, seats, and where it came from; equal bodies are described once."""
    words = words_of(plan, "organisasjon/v/2022/")
    assert "Svarer til Toppmøtet" in words
    assert "Kom fra Utvalget i nedre og Utvalget i øvre" in words
    assert "Velger leder" in words
    assert "Lege fastlege 2" in words
    assert "Merknad Linjen står for alle faggruppene." in words
    assert "Alt som er sagt om dette organet, er likt som for Faggruppe 1" in words_of(
        plan, "organisasjon/v/2024-09-26/"
    )


# --- the real one -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def telemark() -> Plan:
    """Return the site of this repository."""
    found = read_corpus(ROOT).corpus
    assert found is not None
    return build_plan(found, ROOT, date(2026, 11, 26))


def test_the_history_of_telemark(telemark: Plan) -> None:
    """Two communities until 2022, merged then; the split proposed on 1 March 2024; what came on 26 September 2024."""
    words = words_of(telemark, HISTORY)
    first = "Nedre Telemark Helsefellesskap og Øvre og Vestre Telemark Helsefellesskap"
    assert f"{first} er slått sammen til Partnerskapsmøtet." in words
    assert "Forslaget fra 1. mars 2024" in words
    assert "Det er foreslått å dele Strategisk samarbeidsutvalg (SSU) i" in words
    assert "Er ikke med i strukturen fra 26. september 2024." in words


def test_the_pages_of_telemark_hold_together(telemark: Plan) -> None:
    """No dead link, no id twice."""
    pages = [p for p in telemark if p.kind.startswith("struktur")]
    assert len(pages) >= 9
    assert dead_links(telemark, pages) == []
    assert [i for p in pages for i, n in ids(telemark.document(p)).items() if n > 1] == []
