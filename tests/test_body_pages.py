"""The page of all bodies and that of each: what they say, and what they do not invent."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from avtaleverk.corpus import read_corpus
from avtaleverk.model.community import Side
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.organisation import CaseItem, Meeting
from avtaleverk.model.partial_date import PartialDate
from avtaleverk.model.source import Source
from avtaleverk.model.structure import Body, Right, Seat, Structure
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.body_pages import body_html
from avtaleverk.pages.organisation.chart import ChartMark, chart_html, poster
from avtaleverk.pages.organisation.organisation_page import organisation_html
from avtaleverk.text import TextStore

BASE = Path(__file__).resolve().parent / "darlige" / "_grunnlag"
DAY = date(2026, 11, 22)
PAGE = "organisasjon/"


def corpus() -> Corpus:
    reading = read_corpus(BASE)
    assert reading.corpus is not None, reading.findings
    return reading.corpus


def context(found: Corpus | None = None, day: date = DAY) -> Context:
    return Context(found or corpus(), day, TextStore())


def structure(year: int, *bodies: Body, **rest: object) -> Structure:
    return Structure(str(year), PartialDate(year), None, bodies, Source("s.yml"), **rest)  # type: ignore[arg-type]


def with_structures(*structures: Structure) -> Corpus:
    return replace(corpus(), structures=structures, meetings=(), appointments=())


def page_of(ctx: Context, body_id: str) -> str:
    structures = [s for s in (*ctx.corpus.structures, ctx.structure) if s and s.body(body_id)]
    body = structures[-1].body(body_id)
    assert body is not None
    return words(body_html(ctx, body, structures[-1]))


def words(html: str) -> str:
    """Return the text of a page as a reader sees it."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def pictures(html: str) -> list[str]:
    return re.findall(r'<svg class="kart-bilde.*?</svg>', html, re.DOTALL)


@pytest.fixture(scope="module")
def ctx() -> Context:
    """Return the small corpus on a fixed day."""
    return context()


def test_the_chart_and_the_list_name_the_same_bodies(ctx: Context) -> None:
    """Whoever cannot see the chart reads the same in the list, with the same links."""
    html = organisation_html(ctx, PAGE)
    listed = set(re.findall(r'<li><a href="([^"]+)"', html))
    for picture in pictures(html):
        assert set(re.findall(r'<a class="[^"]*" href="([^"]+)"', picture)) == listed
    assert len(pictures(html)) == 3
    assert listed == {f"../organisasjon/{b}/" for b in ("styringsgruppa", "utvalget", "sekretariatet")}


def test_the_list_is_nested_by_who_answers_to_whom(ctx: Context) -> None:
    """The committee stands inside the item of the board, not beside it."""
    tree = organisation_html(ctx, PAGE).partition('id="liste"')[2]
    top = tree.index("styringsgruppa")
    assert "<ul" in tree[top : tree.index("utvalget/")]
    assert "</li>" not in tree[top : tree.index("sekretariatet/")].replace("<li></li>", "")


def test_every_link_of_the_chart_says_what_the_box_says(ctx: Context) -> None:
    """A name that is broken over two lines is whole where it is read aloud."""
    html = organisation_html(ctx, PAGE)
    assert 'aria-label="Samarbeidsutvalget (SAU), Nivå 2, 4 medlemmer"' in html
    for picture in pictures(html):
        assert picture.count("<a ") == picture.count("aria-label=") - 1 == 3
        assert 'role="group"' in picture


def test_a_skip_link_leads_past_the_chart(ctx: Context) -> None:
    """A keyboard need not go through every box to reach the list."""
    html = organisation_html(ctx, PAGE)
    assert html.index('href="#liste"') < html.index("<svg") < html.index('id="liste"')


def test_no_bodies_is_said_in_words() -> None:
    """A day before the first structure, and a folder without any, have a page that says so."""
    assert "Det første er" not in words(organisation_html(context(), PAGE))
    assert "1. januar 2022" in words(organisation_html(context(day=date(2020, 1, 1)), PAGE))
    assert "Ingen organer er lagt inn" in words(organisation_html(context(with_structures()), PAGE))


def test_marks_stand_in_words_and_what_is_gone_is_struck(ctx: Context) -> None:
    """Red alone tells nobody anything."""
    assert ctx.structure is not None
    marks = {"utvalget": ChartMark.RENAMED, "styringsgruppa": ChartMark.CHANGED}
    html = str(chart_html(ctx, ctx.structure, PAGE, marks=marks, gone=(Body("raadet", "Rådet", 2),)))
    for picture in pictures(html):
        assert "Nytt navn" in picture
        assert "Endret" in picture
        assert re.search(r'kart-organ--borte"[^>]*aria-label="Rådet, Borte', picture)
    assert "kart-organ--merket" not in str(chart_html(ctx, ctx.structure, PAGE))


def test_a_temporary_body_is_drawn_only_while_it_works() -> None:
    """The chart of a day leaves out what is over on that day; without a day all are shown."""
    group = Body("gruppa", "Gruppa", 2, above="topp", is_temporary=True, active_until=date(2026, 6, 30))
    found = structure(2026, Body("topp", "Toppen", 1), group)
    ctx = context(with_structures(found))
    assert "Gruppa" not in chart_html(ctx, found, PAGE, day=DAY)
    assert "Midlertidig, til 30. juni 2026" in words(str(chart_html(ctx, found, PAGE)))
    assert "Organet virket til og med 30. juni 2026." in page_of(ctx, "gruppa")


def test_hostile_names_stay_words() -> None:
    """A name that looks like markup is shown as it is written."""
    bad = structure(
        2026, Body("topp", "<script>alert(1)</script>", 1, seats=(Seat('"><b>', corpus().community.parties[0].side),))
    )
    ctx = context(with_structures(bad))
    for html in (organisation_html(ctx, PAGE), body_html(ctx, bad.bodies[0], bad), (poster(ctx) or b"").decode()):
        assert "<script" not in html
        assert "<b>" not in html


def test_the_poster_is_a_picture_of_its_own(ctx: Context) -> None:
    """It is sound XML without any style sheet, and its links lead to the site from anywhere."""
    svg = poster(ctx)
    assert svg is not None
    root = ET.fromstring(svg)  # noqa: S314 - our own file
    assert root.tag.endswith("svg")
    hrefs = [e.get("href", "") for e in root.iter() if e.tag.endswith("}a")]
    assert len(hrefs) == 3
    assert all(h.startswith("https://samhandling.fjordvik.example/organisasjon/") for h in hrefs)
    assert b"class=" not in svg
    assert b"style" not in svg
    assert poster(context(with_structures())) is None


def test_a_body_says_what_it_approves_and_in_which_version(ctx: Context) -> None:
    """The committee approves the guideline, whose version 2.0 is in force, and its attachment."""
    told = page_of(ctx, "utvalget").partition("Godkjenner")[2]
    assert "Utskriving fra sykehuset 2.0 Gjeldende" in told
    assert "Sjekkliste for utskriving" in told
    assert "Samarbeidsavtalen i Fjordvik" not in told


def test_seats_are_counted_or_not_stated(ctx: Context) -> None:
    """One for each of two municipalities and two from the trust are four, and nobody is invented."""
    told = page_of(ctx, "utvalget")
    assert "4 medlemmer kommune: 2 helseforetak: 2" in told
    assert "Helsesjef kommune 2, én per kommune medlem" in told
    unknown = structure(
        2026, Body("topp", "Toppen", 1, seats=(Seat("Pasient", corpus().community.parties[0].side, None),))
    )
    told = page_of(context(with_structures(unknown)), "topp")
    assert "ikke oppgitt" in told.partition("Sammensetning")[2]
    assert "0 medlemmer" not in told


def test_offices_are_those_of_the_day() -> None:
    """Whoever held an office until 2024 is not shown as holding it in 2026."""
    held = page_of(context(day=date(2024, 5, 1)), "utvalget").partition("Hvem som har vervene nå")[2]
    assert "leder Dalset kommune Helsesjef fra 1. januar 2023 til 31. desember 2024" in held
    assert held.index("leder Dalset") < held.index("nestleder Fjordvik")
    assert "Dalset kommune" not in page_of(context(), "utvalget")


def test_what_is_before_a_body_now() -> None:
    """The cases of its coming meetings, but not those of a meeting that is called off."""
    items = (CaseItem("Plan for 2027", kind="drøfting"),)
    coming = Meeting("2026-12-10-utvalget", "utvalget", date(2026, 12, 10), items, "", Source("m.md"))
    off = replace(coming, id="2026-12-20-utvalget", items=(CaseItem("Avlyst sak"),), is_cancelled=True)
    found = corpus()
    told = page_of(context(replace(found, meetings=(*found.meetings, coming, off))), "utvalget")
    before = told.partition("Til behandling nå")[2].partition("Godkjenner")[0]
    assert "Plan for 2027 (drøfting) Møtet 10. desember 2026" in before
    assert "Avlyst sak" not in before
    assert "Ingen saker til behandling er lagt inn her." in page_of(context(), "utvalget")


def test_a_proposal_is_before_the_body_that_decides_on_it() -> None:
    """A guideline that is proposed stands with the committee, and not with the board."""
    found = corpus()
    guideline = next(d for d in found.documents if d.number == "1")
    proposal = replace(
        guideline.versions[-1],
        number="3.0",
        approved_by=None,
        approved=None,
        valid_from=None,
        hearing=None,
        meeting=None,
    )
    changed = replace(guideline, versions=(*guideline.versions, proposal))
    proposing = replace(found, documents=tuple(changed if d is guideline else d for d in found.documents))
    ctx = context(proposing)
    assert "Utskriving fra sykehuset, versjon 3.0" in page_of(ctx, "utvalget").partition("Til behandling nå")[2]
    assert "versjon 3.0" not in page_of(ctx, "styringsgruppa")


def test_a_body_of_the_past_says_so() -> None:
    """It says until when it was there, what it was carried on in, and leads to those of today."""
    old = structure(2020, Body("raadet", "Rådet", 1))
    new = structure(2024, Body("topp", "Toppen", 1, came_from=("raadet",)))
    ctx = context(with_structures(old, new))
    told = page_of(ctx, "raadet")
    assert "Organet finnes ikke lenger. Det var til 2024." in told
    assert "Videreført i: Toppen" in told
    assert "fra 2020 til 2024" in told
    assert "Til behandling nå" not in told
    assert "Kommer fra Rådet" in page_of(ctx, "topp")
    assert "finnes ikke" not in page_of(ctx, "topp")


def test_a_body_of_the_future_says_so() -> None:
    """A structure that is adopted but has not begun has pages already."""
    told = page_of(
        context(with_structures(structure(2020, Body("a", "A", 1)), structure(2030, Body("b", "B", 1)))), "b"
    )
    assert "Organet finnes ikke ennå. Det kommer med strukturen fra 2030." in told


def test_a_first_day_that_nobody_states_is_not_invented() -> None:
    """The structure without a day is told of as such, on the page of all and on that of each."""
    ctx = context(with_structures(replace(structure(2020, Body("a", "A", 1)), valid_from=None)))
    assert "Første dag er ikke oppgitt" in words(organisation_html(ctx, PAGE))
    assert "første dag er ikke oppgitt" in page_of(ctx, "a")


def test_equal_bodies_name_one_another() -> None:
    """What is described once for several bodies names the others."""
    twins = structure(2020, *(Body(f"u-{n}", f"Utvalg {n}", 2, template="utvalg") for n in range(3)))
    assert "Likt beskrevet som Utvalg 1 Utvalg 2" in page_of(context(with_structures(twins)), "u-0")


def test_only_proposed_bodies_lead_to_the_proposal() -> None:
    """They have no page of their own, so their boxes lead to the page of the structure that proposes them."""
    proposed = structure(2025, Body("ssu-ovre", "SSU øvre", 2))
    ctx = context(replace(corpus(), proposed_structures=(proposed,)))
    assert 'href="../organisasjon/v/2025/#organ-ssu-ovre"' in chart_html(ctx, proposed, PAGE)


def test_those_who_only_speak_are_told_apart() -> None:
    """Where not all who meet decide, the table says of each line which it is; observers alone change nothing."""
    side = corpus().community.parties[0].side
    divided = structure(2026, Body("a", "A", 1, seats=(Seat("Sjef", side), Seat("Rådgiver", side, right=Right.SPEAK))))
    told = page_of(context(with_structures(divided)), "a")
    assert "1 medlem er med på beslutninger." in told
    assert "Rådgiver helseforetak 1 kan ta ordet" in told
    watched = structure(
        2026, Body("a", "A", 1, seats=(Seat("Sjef", side), Seat("KS", Side.OBSERVER, right=Right.SPEAK)))
    )
    told = page_of(context(with_structures(watched)), "a")
    assert "Sjef helseforetak 1 medlem" in told
    assert "Møter i tillegg" in told
