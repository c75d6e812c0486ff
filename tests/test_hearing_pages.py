"""The page of hearings: how to answer, who has, what came of it, and addresses that can be linked to."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from history_corpus import dead_links, html_at, ids, page_at, plain
from party_corpus import BASE, DAY, GUIDELINE, OPEN, corpus, version

from avtaleverk.corpus import read_corpus
from avtaleverk.model.addresses import hearing_address
from avtaleverk.model.corpus import Corpus
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.hearing_pages import hearings
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.plan import Plan
from avtaleverk.text import TextStore

ROOT = Path(__file__).resolve().parents[1]


def plan_of(found: Corpus, day: date = DAY) -> Plan:
    return build_plan(found, BASE, day)


def card(found: Corpus, number: str, day: date = DAY) -> str:
    """Return the words of one hearing on the page."""
    html = html_at(plan_of(found, day), "horinger/")
    _, _, rest = html.partition(f'id="retningslinjer-1-v-{number}"')
    return plain("<p" + rest.partition("</article>")[0])


def test_an_open_hearing_says_how_long_and_how(tmp_path: Path) -> None:
    """Days left come first, then where to and until when, the red-marked text and the points it changes."""
    found = corpus(tmp_path)
    words, html = card(found, "3.0"), html_at(plan_of(found), "horinger/")
    assert "12 dager igjen" in words
    assert "Send svaret til svar@fjordvik.example innen 4. desember 2026." in words
    assert "Endrer punkt 1 og 2" in words
    assert "Kortere frist for varsel" in words
    assert '<span data-frist="2026-12-04">' in html
    assert 'href="mailto:svar@fjordvik.example"' in html
    assert 'href="../retningslinjer/1/endringer/2.0-til-3.0/"' in html


@pytest.mark.parametrize(
    ("reply_to", "href"),
    [
        ("post@ås.example", "mailto:post@ås.example"),
        ("https://svar.example/skjema", "https://svar.example/skjema"),
        ("Sekretariatet, Fjordvik", ""),
        ("javascript:alert(1)@a.example", ""),
        ("a@b.example?bcc=c@d.example", ""),
        ("post@fjordvik.example eller på papir", ""),
    ],
)
def test_only_an_address_is_a_link(reply_to: str, href: str) -> None:
    """A mail or web address is one, whole and nothing more; other words are words."""
    found = read_corpus(BASE).corpus
    assert found
    guideline = next(d for d in found.documents if d.folder == GUIDELINE)
    last = guideline.versions[-1]
    assert last.hearing
    text = replace(last, hearing=replace(last.hearing, reply_to=reply_to))
    documents = (replace(guideline, versions=(*guideline.versions[:-1], text)),)
    (view,) = hearings(Context(replace(found, documents=documents), DAY, TextStore()))
    assert (view.way.recipient, view.way.href) == (reply_to, href)


def test_where_nobody_says_where_to_the_secretariat_can_be_asked(tmp_path: Path) -> None:
    """Nothing is invented: the page says that it is not stated, and whom to ask."""
    bare = {f"{GUIDELINE}/3.0.md": version("3.0", "horing: {fra: 2026-11-02, frist: 2026-12-04}\n")}
    assert "Hvor svaret skal sendes, er ikke oppgitt. Spør post@fjordvik.example" in card(corpus(tmp_path, bare), "3.0")


def test_answers_are_links_and_those_who_have_not_answered_are_named(tmp_path: Path) -> None:
    """The answer of one party leads to its paper; the seventeen others lead to their pages."""
    html = html_at(plan_of(corpus(tmp_path)), "horinger/")
    assert '<a href="../saker/2026-11-10-svar-k01/">K01 kommune</a>' in html
    assert "Svar fra 17 parter er ikke lagt inn" in html
    assert '<a href="../parter/k02/">K02 kommune</a>' in html
    assert 'href="../parter/k01/"' not in html


def test_a_late_answer_says_so(tmp_path: Path) -> None:
    """Whoever reads the list sees which answers came after the deadline."""
    paper = f'---\ntittel: Svar\ntype: høringssvar\ndato: 2026-12-05\npart: k02\ngjelder: [{GUIDELINE}]\nversjon: "3.0"\n---\n\nJa.\n'
    words = card(corpus(tmp_path, {"organisasjon/saker/2026-12-05-svar-k02.md": paper}), "3.0", date(2026, 12, 6))
    assert "K02 kommune 5. desember 2026, etter fristen" in words
    assert "K01 kommune 10. november 2026 K02" in words


def test_too_short_and_moved(tmp_path: Path) -> None:
    """A hearing shorter than promised says so in figures, and a moved deadline is remembered."""
    moved = OPEN.replace("frist: 2026-12-04", "frist: 2026-11-25, tidligere_frister: [2026-11-12, 2026-11-20]")
    words = card(corpus(tmp_path, {f"{GUIDELINE}/3.0.md": version("3.0", moved)}), "3.0")
    assert "23 dager, skal være minst 30" in words
    assert "Fristen var 12. november 2026 og 20. november 2026 før den ble flyttet." in words


def test_the_hearing_of_this_folder() -> None:
    """Guideline 1: eleven days of thirty, then approved as version 1.0, with what changed after the hearing."""
    found = read_corpus(ROOT).corpus
    assert found
    html = html_at(build_plan(found, ROOT, date(2026, 11, 26)), "horinger/")
    words = plain(html)
    assert "11 dager, skal være minst 30" in words
    assert "Partnerskapsmøtet godkjente versjon 1.0 den 26. september 2024." in words
    assert "Svar som er lagt inn her Ingen" in words
    assert 'href="../retningslinjer/1/endringer/0.9-til-1.0/"' in html
    assert "Ingenting er på høring nå." in words


def test_each_hearing_can_be_linked_to(tmp_path: Path) -> None:
    """Its address is made in one place, the page has it once, and the page of the version leads there."""
    plan = plan_of(corpus(tmp_path))
    page, _, anchor = hearing_address("retningslinjer/1/", "3.0").partition("#")
    assert ids(html_at(plan, page))[anchor] == 1
    assert f'href="../../../../horinger/#{anchor}"' in html_at(plan, "retningslinjer/1/v/3.0/")


def test_no_link_is_dead(tmp_path: Path) -> None:
    """Every link of the page leads to a page, and to a place on it where it names one."""
    plan = plan_of(corpus(tmp_path))
    assert dead_links(plan, [page_at(plan, "horinger/")]) == []


def test_the_page_is_made_anew_when_a_proposal_changes_other_points(tmp_path: Path) -> None:
    """It names the points that a proposal touches, so its key holds the texts."""
    one = plan_of(corpus(tmp_path / "a"))
    longer = {f"{GUIDELINE}/3.0.md": version("3.0", OPEN, 12) + "\n## 3 Nytt\n\nEt punkt til.\n"}
    other = plan_of(corpus(tmp_path / "b", longer))
    assert html_at(one, "horinger/") != html_at(other, "horinger/")
    assert page_at(one, "horinger/").key != page_at(other, "horinger/").key


def test_hearings_speak_nynorsk(tmp_path: Path) -> None:
    """Every sentence about a hearing has its nynorsk."""
    found = corpus(tmp_path)
    words = plain(html_at(plan_of(replace(found, community=replace(found.community, language="nn"))), "horinger/"))
    assert "Send svaret til svar@fjordvik.example innan 4. desember 2026." in words
    assert "Svar frå 17 partar er ikkje lagt inn" in words
