"""The history of one clause: what each version did to it, newest first, through moves and new numbers."""

import re
from dataclasses import replace
from typing import NamedTuple

import pytest
from history_corpus import (
    ACUTE,
    context,
    dead_links,
    document,
    guideline,
    html_at,
    ids,
    page_at,
    plain,
    plan_of,
    proposal,
    version,
)
from known_histories import Told, Truth

from avtaleverk.pages.clause_notes import thread_id
from avtaleverk.site.plan import Plan

ADDRESS, OWN = "retningslinjer/2/", "retningslinjer/9/"
A, B, C, D = (Told(letter, 0) for letter in range(4))


class Event(NamedTuple):
    """One version as the page of a clause tells of it."""

    version: str
    status: str
    said: str
    unchanged: str
    links: list[str]


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the plan of the corpus of versions while 2.1 is on hearing."""
    return plan_of()


def numbered(*points: Told) -> list[Told]:
    return [replace(told, number=n) for n, told in enumerate(points, 1)]


def plan_after(*runs: list[Told]) -> Plan:
    return plan_of(guideline(*Truth(list(runs)).versions))


def events(html: str) -> list[Event]:
    """Return what a page tells, in its order."""
    found = []
    for part in re.findall(
        r'<li class="punktlop-ledd.*?(?=<li class="punktlop-ledd|</ol>\s*</article>)', html, re.DOTALL
    ):
        head = re.search(r"<h2><a href=\"([^\"]*)\">Versjon (.*?)</a>(.*?)</h2>", part, re.DOTALL)
        said = re.search(r"<p><strong>(.*?)</strong>", part)
        unchanged = re.search(r'<p class="dempet">Uendret i versjon (.*?)\.</p>', part)
        links = re.findall(r'href="\.\./\.\./\.\./\.\./([^"]*)"', part)
        assert head
        assert said
        found.append(Event(head[2], plain(head[3]), said[1], unchanged[1] if unchanged else "", links))
    return found


def history(plan: Plan, clause: str, address: str = ADDRESS) -> list[Event]:
    return events(html_at(plan, f"{address}historikk/{clause}/"))


def told(plan: Plan, clause: str, address: str = OWN) -> list[tuple[str, str, str]]:
    return [(e.version, e.said, e.unchanged) for e in history(plan, clause, address)]


FIRST, NEW, GONE = "Punktet sto i den første versjonen.", "Punktet er nytt.", "Punktet ble tatt ut."
CHANGED, SAME, MOVED = "Teksten ble endret.", "Teksten er den samme.", "Punktet er flyttet."


def test_events_stand_newest_first(plan: Plan) -> None:
    """Each version that did something to the clause, with its status; those that left it alone are listed."""
    assert [e[:4] for e in history(plan, "pkt-6")] == [
        ("1.1", "Erstattet", CHANGED, "2.0"), ("1.0", "Erstattet", FIRST, "")
    ]  # fmt: skip
    assert [e[:4] for e in history(plan, "pkt-5")] == [
        ("2.0", "Gjeldende", CHANGED, ""), ("1.0", "Erstattet", FIRST, "1.1")
    ]  # fmt: skip


def test_each_event_leads_to_its_version_and_to_its_change(plan: Plan) -> None:
    """To the clause under the number that it had there, and to the mark on the page of the difference."""
    newest, first = history(plan, "pkt-5")
    assert newest.links == [f"{ADDRESS}v/2.0/#pkt-5", f"{ADDRESS}endringer/1.1-til-2.0/#endring-6"]
    assert first.links == [f"{ADDRESS}v/1.0/#pkt-5"]
    assert history(plan, "pkt-3-1")[1].links[0] == f"{ADDRESS}v/1.0/#pkt-4-1"


def test_a_new_number_leads_to_the_clause_itself(plan: Plan) -> None:
    """Who follows 3.1 from its history to the difference comes to 3.1, not to 3."""
    assert history(plan, "pkt-3-1")[0].links[1] == f"{ADDRESS}endringer/1.1-til-2.0/#pkt-3-1"


def test_a_new_number_is_told(plan: Plan) -> None:
    """What it was called and what it became, and that its words are the same."""
    assert told(plan, "pkt-3-1", ADDRESS) == [("2.0", f"Det var punkt 4.1 og ble punkt 3.1. {SAME}", ""), ("1.0", FIRST, "1.1")]  # fmt: skip


def test_a_clause_that_is_gone(plan: Plan) -> None:
    """Its history ends with the version that took it out, and says at the top that it does not apply."""
    html = html_at(plan, f"{ADDRESS}historikk/pkt-3.v1.1/")
    assert [(e.version, e.said) for e in events(html)] == [("2.0", GONE), ("1.0", FIRST)]
    assert "Punktet ble tatt ut i versjon 2.0 og gjelder ikke lenger." in plain(html)
    assert "slik det gjelder nå" not in plain(html)
    assert events(html)[0].links[0] == f"{ADDRESS}v/2.0/"


def test_the_reason_of_each_revision_is_told(plan: Plan) -> None:
    """Why a version came is told with what it did; the first version did nothing to the clause."""
    html = html_at(plan, f"{ADDRESS}historikk/pkt-6/")
    assert "Hva er nytt: Skrivefeil i punkt 6" in plain(html)
    assert "Hva er nytt: Første versjon" not in plain(html)


def test_the_text_is_marked_where_it_changed(plan: Plan) -> None:
    """The marked text of this clause alone, and the whole of it as it first stood."""
    html = html_at(plan, f"{ADDRESS}historikk/pkt-2/")
    assert html.count('class="rm-tekst"') == 1
    assert re.search(r"<del>.*?24</del><ins>.*?12</ins>", html)
    assert "Legemidler" not in html
    assert "Kommunen svarer samme dag." in html.partition('class="for-tekst"')[2]


def test_a_clause_that_moved_is_told() -> None:
    """Moved to another place, with the number it had and the one it got."""
    ((number, said, _), first) = told(plan_after(numbered(A, B, C), numbered(B, C, A)), "pkt-3")
    assert number == "2.0"
    assert said.startswith(f"{MOVED} Det var punkt 1 og ble punkt 3.")
    assert first == ("1.0", FIRST, "")


def test_a_clause_that_moved_as_it_was_has_the_same_text() -> None:
    """A move alone is not told as a change of text."""
    assert told(plan_after(numbered(A, B, C), numbered(B, C, A)), "pkt-3")[0][1].endswith(SAME)


def test_a_clause_through_seven_versions() -> None:
    """New, left alone, pushed down, reworded, and taken out: what each version did, and nothing after the last."""
    reworded = replace(C, wording=1)
    plan = plan_after(
        numbered(A, B), numbered(A, C, B), numbered(A, C, B), numbered(D, A, C, B), numbered(D, A, reworded, B),
        numbered(D, A, B), numbered(D, A, B),
    )  # fmt: skip
    assert told(plan, "pkt-3.v5.0") == [
        ("6.0", GONE, ""),
        ("5.0", CHANGED, ""),
        ("4.0", f"Det var punkt 2 og ble punkt 3. {SAME}", ""),
        ("2.0", NEW, "3.0"),
    ]


def test_several_versions_that_left_a_clause_alone(plan: Plan) -> None:
    """They are listed in one line, in order, and so are those after the last change."""
    found = told(plan, "pkt-2", "retningslinjer/3/")
    assert found[0][0] == "2.0"
    assert found[0][2] == "2.1, 2.2, 2.3 og 3.0"
    assert (found[-1][0], found[-1][2]) == ("1.0", "1.1 og 1.2")
    assert [e.number for e in document(ACUTE).versions][-1] == "3.0"


def test_what_nothing_befell_has_no_history(plan: Plan) -> None:
    """A clause that has been the same all along has no page, nor has one that came with the text in force."""
    pages = {p.address for p in plan if p.kind == "punkthistorie" and p.address.startswith(ADDRESS)}
    assert pages == {
        f"{ADDRESS}historikk/{name}/"
        for name in ("pkt-2", "pkt-3", "pkt-3-1", "pkt-3-2", "pkt-3.v1.1", "pkt-5", "pkt-6")
    }


def test_a_proposal_is_no_part_of_the_history() -> None:
    """What has not been decided has not happened to the clause."""
    body = "## 1 Om\n\nTekst om noe.\n\n## 2 Til\n\nMer om noe annet."
    found = plan_of(guideline(version("1.0", body), proposal("1.1", body.replace("noe", "alt"))))
    assert [p.address for p in found if p.kind == "punkthistorie"] == []


def test_the_history_of_a_clause_is_not_found_by_search(plan: Plan) -> None:
    """Neither indexed nor in the menu, and its frame shows nothing of the day."""
    pages = [p for p in plan if p.kind == "punkthistorie"]
    assert pages
    for page in pages:
        assert (page.indexed, page.in_navigation, page.is_dated) == (False, False, False)
        assert '<meta name="robots" content="noindex">' in plan.document(page).partition("</head>")[0]


def test_no_id_stands_twice_and_every_link_leads_somewhere(plan: Plan) -> None:
    """Several versions of one clause are on the page, so none of them has ids."""
    pages = [p for p in plan if p.kind == "punkthistorie"]
    assert [n for p in pages for n, count in ids(plan.document(p)).items() if count > 1] == []
    assert all(not ids(text) for p in pages for text in re.findall(r'<ol class="punktlop">.*', plan.html(p), re.DOTALL))
    assert dead_links(plan, pages) == []


def test_the_ends_of_a_move_lead_to_the_whole_difference() -> None:
    """The other end of a move is not on this page, so its link goes to the page that has both."""
    found = plan_after(numbered(A, B, C), numbered(B, C, A))
    page = page_at(found, f"{OWN}historikk/pkt-3/")
    assert re.search(r'href="[^"]*/endringer/1\.0-til-2\.0/#endring-\d+"', found.html(page).partition("rm-tekst")[2])
    assert 'href="#endring' not in found.html(page)
    assert dead_links(found, [page]) == []


def test_links_into_the_text_lead_to_the_page_of_the_version() -> None:
    """A paragraph has no anchor here, so a link to it goes to the version that has it."""
    text = "## 1 Om\n\n{} [der](#pkt-2-ledd-1).\n\n## 2 Til\n\nTekst."
    found = plan_of(guideline(version("1.0", text.format("Se")), version("2.0", text.format("Se nøye"))))
    html = html_at(found, f"{OWN}historikk/pkt-1/")
    assert set(re.findall(r'href="\.\./\.\./\.\./\.\./([^"]*#pkt-2-ledd-1)"', html)) == {
        f"{OWN}v/1.0/#pkt-2-ledd-1", f"{OWN}v/2.0/#pkt-2-ledd-1"
    }  # fmt: skip
    assert dead_links(found, [page_at(found, f"{OWN}historikk/pkt-1/")]) == []


def test_a_link_that_was_taken_out_leads_to_the_version_that_had_it() -> None:
    """What a deleted link led to may be in the older text alone; a dead link would stop the build."""
    old = version("1.0", "## 1 Om\n\nSe [der](#pkt-3-ledd-1) først.\n\n## 2 Til\n\nTekst.\n\n## 3 Ut\n\nTekst.")
    found = plan_of(guideline(old, version("2.0", "## 1 Om\n\nSe lista først.\n\n## 2 Til\n\nTekst.")))
    assert dead_links(found, [p for p in found if p.kind == "punkthistorie"]) == []


def test_pictures_in_an_old_text_are_fetched_from_where_they_lie() -> None:
    """A picture lies beside the text in force, wherever a page shows it again."""
    old = version("1.0", "## 1 Om\n\nSlik:\n\n![Flyt](flyt.png)")
    html = html_at(
        plan_of(guideline(old, version("2.0", "## 1 Om\n\nSånn:\n\n![Flyt](flyt.png)"))), f"{OWN}historikk/pkt-1/"
    )
    assert set(re.findall(r'<img [^>]*src="([^"]+)"', html)) == {f"../../../../{OWN}flyt.png"}


def test_the_names_of_histories_are_told_apart() -> None:
    """The point that stands has the bare anchor; those that are gone say in which version they stood last."""
    found = guideline(*Truth([numbered(A, B), numbered(A), numbered(A, C), numbered(A), numbered(A, D)]).versions)
    ctx = context(found)
    names = [thread_id(t) for t in ctx.lineage(found).threads if t.clause.number == "2"]
    assert sorted(names) == ["pkt-2", "pkt-2.v1.0", "pkt-2.v3.0"]
