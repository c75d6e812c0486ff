"""The register of changes: what it lists, how it can be narrowed, and what the start page shows of it."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from avtaleverk.corpus import read_corpus
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import ChangeKind, Document, Hearing, Version
from avtaleverk.pages.changes_page import Kind, changes, entry
from avtaleverk.pages.context import Context
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.plan import Page, Plan
from avtaleverk.text import TextStore

BASE = Path(__file__).resolve().parent / "darlige" / "_grunnlag"
DAY = date(2026, 11, 22)
TEXTS = TextStore()
NEWEST = "## 1 Varsel\n\nSykehuset varsler kommunen innen 12 timer.\n\n## 2 Svar\n\nKommunen svarer samme dag.\n"


def corpus(change: Callable[[Corpus], Corpus] = lambda c: c) -> Corpus:
    found = read_corpus(BASE).corpus
    assert found
    return change(found)


def with_guideline(change: Callable[[Document], Document]) -> Corpus:
    """Return the corpus with its guideline as ``change`` makes it."""
    return corpus(lambda c: replace(c, documents=tuple(change(d) if d.number == "1" else d for d in c.documents)))


def with_version(body: str = NEWEST, **fields: object) -> Corpus:
    """Return the corpus with a third version of the guideline, approved in 2025 unless ``fields`` say otherwise."""

    def more(guideline: Document) -> Document:
        known = {"approved_by": "utvalget", "approved": date(2025, 3, 14), "changes": "Kortere frist"}
        version = Version("3.0", body, 10, guideline.source, **(known | fields))  # type: ignore[arg-type] # any field
        return replace(guideline, versions=(*guideline.versions, version))

    return with_guideline(more)


def repealed(on: date) -> Corpus:
    return with_guideline(
        lambda g: replace(g, versions=(g.versions[0], replace(g.versions[1], repealed=on)))
    )  # fmt: skip


def plan_of(found: Corpus, day: date = DAY) -> Plan:
    return build_plan(replace(found, forwardings=()), BASE, day, TEXTS)


def page_at(plan: Plan, address: str = "endringer/") -> Page:
    return next(p for p in plan if p.address == address)


def html(found: Corpus, day: date = DAY, address: str = "endringer/") -> str:
    plan = plan_of(found, day)
    return plan.html(page_at(plan, address))


def ids(page: str) -> list[str]:
    return re.findall(r'data-endring="([^"]*)"', page)


def one(page: str, change_id: str) -> str:
    """Return the HTML of one entry."""
    return next(part for part in page.split("<li ") if f'data-endring="{change_id}"' in part)


def body_of(found: Corpus, number: str) -> str:
    guideline = next(d for d in found.documents if d.number == "1")
    return next(v.body for v in guideline.versions if v.number == number)


def test_every_approved_version_is_there_newest_first() -> None:
    """The register lists each approved version of agreements, guidelines and attachments, newest first."""
    assert ids(html(corpus())) == [
        "retningslinjer/1/v/2.0/",
        "avtaler/samarbeidsavtalen/v/2023/",
        "retningslinjer/1/v/1.0/",
        "retningslinjer/1/vedlegg/1.1/v/1.0/",
    ]


def test_changes_stand_under_their_year() -> None:
    """Each year is a heading, and the dates are written as in tables."""
    page = html(corpus())
    assert re.findall(r'<h2 id="ar-[^"]*">([^<]*)</h2>', page) == ["2023", "2022"]
    assert '<time datetime="2023-05-10">10.05.2023</time>' in one(page, "retningslinjer/1/v/2.0/")


def test_an_undated_version_stands_last_and_gets_no_date() -> None:
    """A version whose date nobody stated comes after all others, under a heading that says so."""
    page = html(with_version(approved=None))
    assert ids(page)[-1] == "retningslinjer/1/v/3.0/"
    assert re.findall(r'<h2 id="ar-[^"]*">([^<]*)</h2>', page)[-1] == "Uten dato"
    undated = one(page, "retningslinjer/1/v/3.0/")
    assert "<time" not in undated
    assert "Dato ikke oppgitt" in undated


def test_an_entry_tells_who_why_and_for_whom() -> None:
    """An entry names the document, the version, the body, the reason and the audience, and leads to each text."""
    shown = one(html(corpus()), "retningslinjer/1/v/2.0/")
    for words in ("Retningslinje 1", "Utskriving fra sykehuset", "Versjon 2.0", "Samarbeidsutvalget", "Varselet sendes innen 24 timer", "kommune og helseforetak"):  # fmt: skip
        assert words in shown
    links = re.findall(r'href="\.\./([^"]*)"', shown)
    assert links == ["retningslinjer/1/", "retningslinjer/1/v/2.0/", "retningslinjer/1/endringer/1.0-til-2.0/"]


def test_words_and_points_are_those_of_the_two_texts() -> None:
    """How many words came and went, and in which points, is what the redline found."""
    found = corpus()
    facts = Context(found, DAY, TEXTS).comparisons.facts(body_of(found, "1.0"), body_of(found, "2.0"))
    shown = one(html(found), "retningslinjer/1/v/2.0/")
    assert f"{facts.words_in} ord lagt til, {facts.words_out} ord slettet" in shown
    assert "Endret i punkt 1 og 2" in shown


@pytest.mark.parametrize(
    ("edit", "kind", "words"),
    [
        (lambda body: body.replace("24 timer", "12 timer"), Kind.CONTENT, "Innhold"),
        (lambda body: body.replace("svarer på varselet", "svarer på varslene"), Kind.LANGUAGE, "Språk"),
        (lambda body: body.replace("Sykehuset", "Sykehhuset"), Kind.CORRECTION, "Retting"),
        (lambda body: body, Kind.METADATA, "Bare metadata"),
    ],
)
def test_the_kind_is_computed(edit: Callable[[str], str], kind: Kind, words: str) -> None:
    """The kind of a change comes from the two texts, whatever the editor typed."""
    found = with_version(edit(body_of(corpus(), "2.0")), change_kind=ChangeKind.CONTENT)
    shown = one(html(found), "retningslinjer/1/v/3.0/")
    assert f"<strong>{words}</strong>" in shown
    assert changes(Context(found, DAY, TEXTS))[0].kind is kind
    assert ("ord lagt til" in shown) is (kind is not Kind.METADATA)


def test_a_first_version_is_new_and_has_nothing_to_compare_with() -> None:
    """The first text of a document is called new, and leads to no difference."""
    shown = one(html(corpus()), "retningslinjer/1/v/1.0/")
    assert "<strong>Ny tekst</strong>" in shown
    assert "Vis endringene" not in shown


def test_a_reason_that_nobody_gave_is_not_made_up() -> None:
    """Where the file does not say why, the register says that."""
    assert "begrunnelse ikke oppgitt" in one(html(with_version(changes=None)), "retningslinjer/1/v/3.0/")


def test_a_repeal_is_a_change_of_its_own() -> None:
    """A text that was repealed has two entries: its approval, and its repeal on the day of it."""
    page = html(repealed(date(2024, 6, 1)))
    assert ids(page)[0] == "retningslinjer/1/v/2.0/#opphevet"
    shown = one(page, "retningslinjer/1/v/2.0/#opphevet")
    assert "<strong>Opphevet</strong>" in shown
    assert "01.06.2024" in shown
    assert "retningslinjer/1/v/2.0/" in ids(page)


def test_a_repeal_says_when_its_text_was_approved() -> None:
    """No file says who repealed a text, so the entry names the approval with its own date."""
    shown = one(html(repealed(date(2024, 6, 1))), "retningslinjer/1/v/2.0/#opphevet")
    assert "Samarbeidsutvalget 10. mai 2023" in shown


@pytest.mark.parametrize("found", [repealed(date(2027, 1, 1)), with_version(approved=date(2027, 1, 1))])
def test_what_has_not_happened_is_not_a_change(found: Corpus) -> None:
    """An approval and a repeal are listed from their day on, and not before."""
    assert ids(html(found)) == ids(html(corpus()))
    assert len(ids(html(found, date(2027, 1, 1)))) == len(ids(html(corpus()))) + 1


def test_proposals_stand_on_top_with_what_they_would_change() -> None:
    """A proposal is told with its status, the days that are left, and the way to what it would change."""
    hearing = Hearing(date(2026, 11, 1), date(2026, 12, 4))
    page = html(with_version(approved_by=None, approved=None, hearing=hearing))
    coming = page[page.index('id="pa-vei"') : page.index("<form")]
    for words in ("På høring", "12 dager igjen", "versjon 3.0", "Kortere frist"):
        assert words in coming
    assert re.findall(r'href="\.\./([^"]*)"', coming) == [
        "retningslinjer/1/v/3.0/",
        "retningslinjer/1/endringer/2.0-til-3.0/",
    ]
    assert "retningslinjer/1/v/3.0/" not in ids(page)


def test_every_link_leads_to_a_page_or_a_file() -> None:
    """Whatever the register links to is in the plan of the site."""
    plan = plan_of(with_version())
    known = {p.address for p in plan} | {f.path for f in plan.files}
    for address in ("endringer/", ""):
        page = plan.html(page_at(plan, address))
        targets = {h.removeprefix("../") for h in re.findall(r'href="([^"#]*)"', page) if ":" not in h}
        assert targets - known == set()


def test_every_entry_carries_what_it_is_filed_under() -> None:
    """The filters find document, body, kind, audience and year on the entry itself."""
    page = html(corpus())
    filed = json.loads(unescape(re.findall(r"data-filter='([^']*)'", one(page, "retningslinjer/1/v/2.0/"))[0]))
    assert filed == {
        "dokument": ["retningslinjer/1"], "organ": ["utvalget"], "type": ["innhold"],
        "malgruppe": ["kommune", "helseforetak"], "ar": ["2023"],
    }  # fmt: skip


def test_filters_offer_only_what_is_there() -> None:
    """Each choice of a filter is the value of an entry, and each value can be chosen."""
    page = html(with_version(approved=None))
    filed = [json.loads(unescape(found)) for found in re.findall(r"data-filter='([^']*)'", page)]
    for name in ("dokument", "organ", "type", "malgruppe", "ar"):
        select = page[page.index(f'<select id="filter-{name}"') :].partition("</select>")[0]
        offered = re.findall(r'<option value="([^"]*)"', select)
        assert offered[0] == ""
        assert set(offered[1:]) == {value for one_filed in filed for value in one_filed[name]}


def test_a_filter_without_choices_is_left_out() -> None:
    """Where no document names an audience, nobody is asked for one."""
    page = html(with_guideline(lambda g: replace(g, audience=())))
    assert 'name="malgruppe"' not in page
    assert 'name="organ"' in page


def test_a_corpus_without_texts_has_a_page_that_says_so() -> None:
    """Before anything is approved there is no list, no filter, no feed, and no link to one."""
    plan = plan_of(corpus(lambda c: replace(c, documents=())))
    page = page_at(plan)
    assert "Ingen tekst er vedtatt ennå" in plan.html(page)
    assert "<form" not in plan.html(page)
    assert [f.path for f in plan.files if f.path.endswith("endringer.xml")] == []
    assert "application/atom+xml" not in plan.document(page)
    assert "Atom" not in plan.html(page)


def test_hostile_words_are_shown_and_never_obeyed() -> None:
    """A title, a reason and an audience that look like HTML are text on the page and in its attributes."""
    attack = """"'><script>alert(1)</script>"""
    found = with_version(title=attack, changes=attack, approved_by=attack)
    found = replace(found, documents=tuple(replace(d, audience=(attack,)) for d in found.documents))
    for address in ("", "endringer/"):
        page = html(found, address=address)
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page
    filed = re.findall(r"data-filter='([^']*)'", html(found))
    assert attack in json.loads(unescape(filed[0]))["malgruppe"]


@pytest.mark.parametrize("address", ["", "endringer/"])
def test_the_key_holds_every_text(address: str) -> None:
    """Where the text of any version is edited, start page and register are made anew: what differs is another."""
    before, after = (page_at(plan_of(with_version(body)), address).key for body in (NEWEST, NEWEST + "\nMer.\n"))
    assert before != after


def test_start_page_lists_the_five_newest_with_a_date() -> None:
    """The start page shows the newest dated changes, what each changed, and the way to all of them."""
    page = html(with_version(), address="")
    recent = page[page.index('id="endringer"') :].partition("</section>")[0]
    assert "14. mars 2025" in recent
    assert "retningslinjer/1/endringer/2.0-til-3.0/" in recent
    assert recent.count("<li>") == 5
    assert 'href="endringer/"' in recent
    assert "v/3.0/" not in html(with_version(approved=None), address="")


def test_an_id_is_the_address_of_the_version() -> None:
    """What a browser remembers of an entry does not change with its date, title or reason."""
    found = with_version()
    other = with_version(title="En annen tittel", approved=date(2024, 1, 1), changes=None)
    named = [{entry(c, e).id for e in changes(c)} for c in (Context(x, DAY, TEXTS) for x in (found, other))]
    assert named[0] == named[1]


def test_the_script_is_small_and_loaded_only_where_it_is_used() -> None:
    """The list has a script of at most 4 kB, which no other page loads."""
    plan = plan_of(corpus())
    assert [p.address for p in plan if "endringsliste.js" in plan.document(p)] == ["endringer/"]
    script = next(f.origin for f in plan.files if f.path == "assets/endringsliste.js")
    assert script
    assert len(script.read_bytes()) <= 4000


def test_the_page_is_in_navigation_and_menu() -> None:
    """The register is found from every page."""
    plan = plan_of(corpus())
    page = page_at(plan)
    assert (page.kind, page.in_navigation) == ("endringer", True)
    menu = re.findall(r'<nav aria-label="Hovedmeny">(.*?)</nav>', plan.document(page), re.DOTALL)[0]
    names = re.findall(r">([^<>]+)</a>", menu)
    assert names[names.index("Høringer") + 1] == "Endringer"
