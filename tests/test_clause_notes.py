"""What stands beside each clause: when it last changed, what it said, where old addresses lead, what is proposed."""

import re
from dataclasses import replace
from datetime import date

import pytest
from history_corpus import (
    DAY,
    clause_of,
    dead_links,
    guideline,
    html_at,
    ids,
    plain,
    plan_of,
    proposal,
    version,
    version_of,
)
from hypothesis import Phase, given, settings
from known_histories import Told, Truth, truths

from avtaleverk.site.plan import Plan

ADDRESS, OWN = "retningslinjer/2/", "retningslinjer/9/"
UP = "../../"


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the plan of the corpus of versions while 2.1 is on hearing."""
    return plan_of()


@pytest.fixture(scope="module")
def in_force(plan: Plan) -> str:
    """Return the page of the text in force of guideline 2."""
    return html_at(plan, ADDRESS)


def clauses(html: str) -> list[str]:
    return re.findall(r'<h\d id="(pkt-[^"]*)" class="punkt-tittel"', html)


def details(html: str) -> list[str]:
    return re.findall(r"<details class=\"sist-endret.*?</details>", html, re.DOTALL)


# --- the text in force --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anchor", "said"),
    [
        ("pkt-1", "Fra versjon 1.0, SSU 10.05.2022"),
        ("pkt-2", "Sist endret i versjon 2.0, SSU 14.03.2025"),
        ("pkt-3", "Fra versjon 1.0, SSU 10.05.2022"),
        ("pkt-3-1", "Fra versjon 1.0, SSU 10.05.2022"),
        ("pkt-4", "Nytt i versjon 2.0, SSU 14.03.2025"),
        ("pkt-5", "Sist endret i versjon 2.0, SSU 14.03.2025"),
        ("pkt-6", "Sist endret i versjon 1.1, SSU 01.09.2023"),
    ],
)
def test_each_clause_says_which_version_gave_it_its_words(in_force: str, anchor: str, said: str) -> None:
    """The last change of its text, whatever number it had; else the first version, or the one it was new in."""
    part = clause_of(in_force, anchor)
    found = re.findall(r'class="sist-endret[^"]*">\s*(?:<summary>)?(.*?)(?:</summary>|<a |</p>)', part, re.DOTALL)  # fmt: skip
    assert [plain(words) for words in found] == [said]


def test_what_a_clause_said_before_can_be_opened(in_force: str) -> None:
    """The old text stands in a details element, without ids, with links to the change and the history."""
    (found,) = details(clause_of(in_force, "pkt-2"))
    assert "Slik sto det i versjon 1.1:" in plain(found)
    assert "innen 24 timer etter innleggelsen" in plain(found)
    assert "Kommunen svarer samme dag" in plain(found)
    assert "12 timer" not in plain(found)
    assert ids(found).total() == 0
    assert f'href="{UP}{ADDRESS}endringer/1.1-til-2.0/#endring-1"' in found
    assert f'href="{UP}{ADDRESS}historikk/pkt-2/"' in found


def test_a_change_is_told_from_the_version_that_made_it(in_force: str) -> None:
    """Point 6 was put right in 1.1 and left alone since: its old text is that of 1.0, its change that of 1.1."""
    (found,) = details(clause_of(in_force, "pkt-6"))
    assert "Slik sto det i versjon 1.0:" in plain(found)
    assert "avvikssystemet" in found
    assert f'href="{UP}{ADDRESS}endringer/1.0-til-1.1/#endring-1"' in found


def test_a_clause_without_a_change_has_nothing_to_open(in_force: str) -> None:
    """First and new clauses have one line, with a history only where something befell them since."""
    for anchor, has_history in (("pkt-1", False), ("pkt-3", True), ("pkt-3-1", True), ("pkt-4", False)):
        part = clause_of(in_force, anchor)
        assert details(part) == []
        assert (f'href="{UP}{ADDRESS}historikk/{anchor}/"' in part) is has_history


def test_a_clause_that_had_another_name_says_so() -> None:
    """Where it was 3 «Meldinger» and is 4 «Varsling», the old text stands under its old name."""
    old = "## 1 Om\n\nTekst her.\n\n## 2 Meldinger\n\nKommunen melder fra til sykehuset om alle nye pasienter."
    new = old.replace("## 2 Meldinger", "## 2 Til\n\nHelt ny tekst om noe annet.\n\n## 3 Varsling").replace(
        "nye", "innlagte"
    )
    html = html_at(plan_of(guideline(version("1.0", old), version("2.0", new))), OWN)
    (found,) = details(clause_of(html, "pkt-3"))
    assert "Slik sto det i versjon 1.0 (punkt 2, «Meldinger»):" in plain(found)


def test_a_heading_without_text_before() -> None:
    """A clause that had a heading and nothing under it says that there was no text."""
    old = version("1.0", "## 1 Om\n\n## 2 Til\n\nTekst.")
    new = version("2.0", "## 1 Om\n\nNå står det noe her.\n\n## 2 Til\n\nTekst.")
    (found,) = details(clause_of(html_at(plan_of(guideline(old, new)), OWN), "pkt-1"))
    assert "Det sto ingen tekst under overskriften." in plain(found)


def test_notes_are_no_part_of_the_text_that_is_searched(plan: Plan, in_force: str) -> None:
    """A search for a deadline of 24 hours must not find a text in which it is twelve."""
    texts = " ".join(record.text for record in plan.indexes[0].make().records)
    for kind in ("sist-endret", "gammel-adresse", "samme-nummer", "forslag-merke"):
        notes = re.findall(rf'<(p|details) class="{kind}[ "][^>]*>(.*?)</\1>', in_force, re.DOTALL)
        assert notes, kind
        assert all(plain(note) not in texts for _, note in notes), kind


# --- old addresses ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("former", "now", "old", "new"), [("pkt-4-1", "pkt-3-1", "4.1", "3.1"), ("pkt-4-2", "pkt-3-2", "4.2", "3.2")])  # fmt: skip
def test_an_old_address_leads_to_the_clause_as_it_is_called_now(
    in_force: str, former: str, now: str, old: str, new: str
) -> None:
    """A link to 4.1 of an earlier version stops at 3.1, right before it, and says why."""
    part = clause_of(in_force, now)
    note = re.search(rf'<p class="gammel-adresse" id="{former}"[^>]*>(.*?)</p>', part)
    assert note
    assert plain(note[1]) == f"I versjon 1.1 var dette punkt {old}. Nå er det punkt {new}."
    assert note.start() < part.index(f'id="{now}"')


def test_an_address_that_another_clause_has_now(in_force: str) -> None:
    """Who comes to 3 or 4 by an old link learns which clause had the number, and where that is."""
    gone, moved = clause_of(in_force, "pkt-3"), clause_of(in_force, "pkt-4")
    assert "I versjon 1.1 hørte dette nummeret til «Faks». Det er tatt ut." in plain(gone)
    assert 'href="#pkt-3.v1.1"' in gone
    assert "I versjon 1.1 hørte dette nummeret til «Utskrivingsklar pasient». Det er punkt 3 nå." in plain(moved)
    assert 'href="#pkt-3"' in moved
    assert "samme-nummer" not in clause_of(in_force, "pkt-6")


def test_a_clause_that_is_gone_has_its_section(in_force: str) -> None:
    """It says that it does not apply, since when, what it said last, and leads to its history and its version."""
    (found,) = re.findall(r'<section class="utgatt".*?</section>', in_force, re.DOTALL)
    words = plain(found)
    assert "Punkt 3 ble tatt ut i versjon 2.0 (Strategisk samarbeidsutvalg 14. mars 2025). Det gjelder ikke lenger." in words  # fmt: skip
    assert "«Faks»" in words
    assert "sender sykehuset melding på faks" in words
    assert ids(found) == {"pkt-3.v1.1": 1}
    assert f'href="{UP}{ADDRESS}historikk/pkt-3.v1.1/"' in found
    assert f'href="{UP}{ADDRESS}v/1.1/#pkt-3"' in found


def test_a_clause_that_is_gone_keeps_an_address_that_nobody_else_has() -> None:
    """The last point was taken out, so a link to its number leads to what it said."""
    old = version("1.0", "## 1 Om\n\nTekst.\n\n## 2 Til\n\nUtgått tekst.")
    html = html_at(plan_of(guideline(old, version("2.0", "## 1 Om\n\nTekst."))), OWN)
    assert '<span class="utgatt-anker" id="pkt-2"></span>' in html
    assert "Utgått tekst." in html


# --- proposals ----------------------------------------------------------------------------------------------------


def test_a_proposal_is_marked_at_the_clauses_it_touches(in_force: str) -> None:
    """3.1 and 6, each with a link to its change, and no other clause."""
    marked = {anchor: found for anchor in clauses(in_force) if (found := _marks(clause_of(in_force, anchor)))}
    href = f"{UP}{ADDRESS}endringer/2.0-til-2.1/#endring-"
    assert marked == {
        "pkt-3-1": [(f"{href}1", "Forslag 2.1 endrer dette punktet")],
        "pkt-6": [(f"{href}2", "Forslag 2.1 endrer dette punktet")],
    }


def _marks(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<p class="forslag-merke"[^>]*><a href="([^"]*)">(.*?)</a></p>', html)


def test_a_proposal_to_take_a_clause_out() -> None:
    """The clause says that it may go; a clause that would only get another number says nothing."""
    one = version("1.0", "## 1 Om\n\nTekst om noe.\n\n## 2 Til\n\nNoe helt annet her.")
    html = html_at(plan_of(guideline(one, proposal("1.1", "## 1 Til\n\nNoe helt annet her."))), OWN)
    assert [words for _, words in _marks(clause_of(html, "pkt-1"))] == ["Forslag 1.1: punktet tas ut"]
    assert _marks(clause_of(html, "pkt-2")) == []


def test_two_proposals_are_both_marked_against_the_text_in_force() -> None:
    """Each is compared with what applies, the newest first; one that was passed by is told of no more."""
    body = "## 1 Om\n\nTekst om noe.\n\n## 2 Til\n\nNoe annet her."
    found = guideline(
        proposal("0.9", body.replace("noe", "alt")), version("1.0", body), proposal("1.1", body.replace("noe", "mye")),
        proposal("1.2", body.replace("noe", "lite")),
    )  # fmt: skip
    marks = _marks(clause_of(html_at(plan_of(found), OWN), "pkt-1"))
    assert [href.partition("endringer/")[2] for href, _ in marks] == [
        "1.0-til-1.2/#endring-1",
        "1.0-til-1.1/#endring-1",
    ]


# --- the page of a version ----------------------------------------------------------------------------------------


def _since(plan: Plan, number: str, address: str = ADDRESS) -> dict[str, str]:
    html = html_at(plan, f"{address}v/{number}/")
    said = {a: re.findall(r'<p class="siden[^>]*>(.*?)</p>', clause_of(html, a), re.DOTALL) for a in clauses(html)}
    return {anchor: plain(" ".join(words)) for anchor, words in said.items() if words}


def test_an_old_version_says_what_became_of_each_clause(plan: Plan) -> None:
    """Changed since, taken out since, or the same as now, and under which number."""
    same = "Punktet står likt i versjon 2.0, som gjelder nå."
    assert _since(plan, "1.1") == {
        "pkt-1": same,
        "pkt-2": "Punktet er endret siden. Les punkt 2 slik det gjelder nå Vis endringen",
        "pkt-3": "Punktet er tatt ut siden. Vis endringen",
        "pkt-4": f"{same} Der er det punkt 3.",
        "pkt-4-1": f"{same} Der er det punkt 3.1.",
        "pkt-4-2": f"{same} Der er det punkt 3.2.",
        "pkt-5": "Punktet er endret siden. Les punkt 5 slik det gjelder nå Vis endringen",
        "pkt-6": same,
    }


def test_the_notes_of_a_version_lead_to_the_text_in_force_and_to_the_change(plan: Plan) -> None:
    """To the clause under the number it has now, and to the difference from this very version."""
    html = html_at(plan, f"{ADDRESS}v/1.0/")
    assert f'href="../../../../{ADDRESS}#pkt-3-1"' in clause_of(html, "pkt-4-1")
    assert f'href="../../../../{ADDRESS}endringer/1.0-til-2.0/#endring-6"' in clause_of(html, "pkt-5")


def test_the_link_of_a_clause_knows_its_number_today(plan: Plan) -> None:
    """``data-na`` is there where the text in force has the clause under another anchor, and only there."""
    html = html_at(plan, f"{ADDRESS}v/1.1/")
    found = re.findall(r'<a class="punkt-lenke" href="#([^"]*)"[^>]* data-na="([^"]*)">', html)
    assert found == [("pkt-4", "pkt-3"), ("pkt-4-1", "pkt-3-1"), ("pkt-4-2", "pkt-3-2")]


def test_a_proposal_says_what_it_changes(plan: Plan) -> None:
    """On its own page, beside the clauses it changes, and beside no other."""
    said = "Forslaget endrer dette punktet. Vis endringen"
    assert _since(plan, "2.1") == {"pkt-3-1": said, "pkt-6": said}


def test_a_proposal_says_what_would_be_new() -> None:
    """A clause that the text in force lacks is new in the proposal."""
    body = "## 1 Om\n\nTekst om noe."
    found = plan_of(guideline(version("1.0", body), proposal("1.1", f"{body}\n\n## 2 Til\n\nHelt nytt.")))
    assert _since(found, "1.1", OWN) == {"pkt-2": "Punktet er nytt i forslaget."}


def test_an_approved_text_that_does_not_apply_yet_is_no_proposal() -> None:
    """It has been decided, so its clauses must not be called proposed."""
    body = "## 1 Om\n\nTekst om noe."
    later = version("2.0", body.replace("noe", "alt"), valid_from=date(2099, 1, 1))
    said = _since(plan_of(guideline(version("1.0", body), later)), "2.0", OWN)
    assert said
    assert "orslag" not in " ".join(said.values())


def test_the_fixed_page_of_the_version_in_force_has_no_notes(plan: Plan) -> None:
    """It is the text that applies: nothing has changed since, and its links have no other number."""
    html = html_at(plan, f"{ADDRESS}v/2.0/")
    for mark in ("siden", "sist-endret", "data-na", "gammel-adresse", "utgatt", "forslag-merke"):
        assert f'class="{mark}' not in html
        assert f"{mark}=" not in html


def test_a_version_of_a_document_without_a_text_in_force_has_no_notes() -> None:
    """Where nothing applies, there is nothing that a clause could be compared with."""
    found = plan_of(guideline(version("1.0", "## 1 Om\n\nTekst.", valid_until=date(2024, 1, 1))))
    assert _since(found, "1.0", OWN) == {}


# --- ids and links ------------------------------------------------------------------------------------------------

OF_A_DOCUMENT = {"dokument", "versjon", "historikk", "endring", "punkthistorie"}


def faults(plan: Plan) -> list[str]:
    """Return the ids that stand twice on a page of a document, and the links from there that lead to nothing."""
    pages = [p for p in plan if p.kind in OF_A_DOCUMENT]
    twice = [f"{p.address}: {n}" for p in pages for n, count in ids(plan.document(p)).items() if count > 1]
    return twice + dead_links(plan, pages)


@pytest.mark.parametrize("day", [date(2022, 1, 1), date(2023, 10, 1), DAY])
def test_all_ids_are_alone_and_all_links_lead_somewhere(day: date) -> None:
    """On every page of every document, on days when other versions were in force."""
    assert faults(plan_of(day=day)) == []


def faults_after(*runs: list[Told]) -> list[str]:
    return faults(plan_of(guideline(*Truth(list(runs)).versions)))


@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(truths(may_swap=True))
def test_ids_and_links_after_any_history(truth: Truth) -> None:
    """Points put in, taken out and moved about through five versions leave no id twice and no link dead."""
    assert faults_after(*truth.runs) == []


A, B, C, D = (Told(letter, 0) for letter in range(4))


def numbered(*points: Told) -> list[Told]:
    return [replace(told, number=n) for n, told in enumerate(points, 1)]


def test_a_number_that_two_points_have_had_and_nobody_has_now() -> None:
    """3 was taken out, given to another point, and taken out again: each has a section with an id of its own."""
    assert faults_after(numbered(A, B, C), numbered(A, B), numbered(A, B, D), numbered(A, B)) == []


def test_a_number_of_a_point_that_is_gone_and_of_one_that_moved() -> None:
    """3 was taken out, given to another point, and that is 2 now: two notes, each with an id of its own."""
    assert faults_after(numbered(A, B, C), numbered(A, B, D), numbered(B, D)) == []


def test_a_version_with_a_single_number() -> None:
    """Point 3 as version 1 had it last is told apart from point 3.1 as the text in force has it."""
    assert faults(plan_of(guideline(version("1", version_of("1.1").body), version("2", version_of("2.0").body)))) == []
