"""The pages of the year: the wheel and the list tell the same, in words, and what is not known is said."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from year_corpus import BASE, STRUCTURE, corpus_of, write_year

from avtaleverk.model.corpus import Corpus
from avtaleverk.organisation.year import EventKind
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.event_words import FAMILIES, families
from avtaleverk.pages.organisation.year_page import shown_years, year_html
from avtaleverk.site.build_plan import build_plan
from avtaleverk.text import TextStore

DAY = date(2026, 11, 26)
TEXTS = TextStore()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Return a year with everything in it."""
    return corpus_of(write_year(tmp_path_factory.mktemp("aar")))


def page(corpus: Corpus, year: int = 2026, day: date = DAY) -> str:
    return year_html(Context(corpus, day, TEXTS), year, f"arshjul/{year}/")


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def part(html: str, start: str, end: str) -> str:
    return html.partition(start)[2].partition(end)[0]


def wheel_of(html: str, size: str) -> str:
    return part(html, f'<svg class="hjul hjul--{size}"', 'class="hjul hjul--' if size == "liten" else "<figcaption")


def test_the_list_tells_the_year_month_by_month(corpus: Corpus) -> None:
    """Months in order, each with what happens in it; a month without anything is left out."""
    html = page(corpus)
    assert re.findall(r'<h2 id="maned-\d+">(\w+)</h2>', html) == [
        "Januar", "Februar", "Mars", "Mai", "Juni", "September", "November", "Desember",
    ]  # fmt: skip
    june = words(part(html, 'id="maned-6"', "</section>"))
    assert "torsdag 18. juni Møte: SU Flyttet fra 11. juni 2026 · Klokka 12.00" in june
    assert "tirsdag 30. juni Siste dag for Utskrivingsgruppa" in june
    assert "i løpet av måneden Gå gjennom samarbeidsavtalen Samarbeidsutvalget" in words(html)
    assert "torsdag 10. september Avlyst: Møte: SU" in words(html)


@pytest.mark.parametrize("size", ["liten", "stor"])
def test_the_wheel_and_the_list_tell_the_same(corpus: Corpus, size: str) -> None:
    """Each mark leads to its line in the list, and each line that has a month has a mark, in both sizes."""
    html = page(corpus)
    lines = re.findall(r'<li id="(h-[^"]+)"', html)
    marks = re.findall(r'<a class="hjul-merke" href="#(h-[^"]+)"', wheel_of(html, size))
    assert sorted(marks) == sorted(lines)
    months = re.findall(r'<a class="hjul-maned" href="#([^"]+)"', wheel_of(html, size))
    assert months == re.findall(r'<h2 id="(maned-\d+)"', html)


def test_a_mark_says_what_it_is(corpus: Corpus) -> None:
    """Its name has day and title, and its shape and letter are those that the legend explains."""
    html = page(corpus)
    assert 'aria-label="Torsdag 18. juni: Møte: SU"' in wheel_of(html, "stor")
    legend = part(html, "<figcaption", "</figcaption>")
    for family in set(re.findall(r"hjulmerke--(\w+)", wheel_of(html, "stor"))) - {"avlyst"}:
        assert f"hjulmerke--{family}" in legend
    assert "Avlyst møte" in legend
    assert "i dag, 26. november 2026" in legend


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_families_are_told_apart_without_colour(corpus: Corpus, language: str) -> None:
    """Each has a letter of its own, in both languages, and every kind of event belongs to one."""
    spoken = replace(corpus, community=replace(corpus.community, language=language))
    known = families(Context(spoken, DAY, TEXTS))
    assert len({f.letter for f in known.values()}) == len(known)
    assert set(FAMILIES) == set(EventKind)
    assert set(FAMILIES.values()) == set(known)


def test_today_stands_between_what_was_and_what_comes(corpus: Corpus) -> None:
    """In the list of its month, and as a line in the wheel; in another year there is no today."""
    november = words(part(page(corpus), 'id="maned-11"', "</section>"))
    assert november.index("Høringen begynner") < november.index("i dag, torsdag 26. november")
    html = page(corpus, day=date(2026, 12, 5))
    december = words(part(html, 'id="maned-12"', "</section>"))
    assert december.index("1. desember") < december.index("i dag, lørdag 5. desember") < december.index("10. desember")
    assert "hjul-viser" in html
    assert "hjul-viser" not in page(corpus, 2023)
    assert "i dag" not in words(page(corpus, 2023))


def test_an_empty_year_says_so(corpus: Corpus) -> None:
    """No meeting is no blank page."""
    empty = replace(
        corpus,
        documents=(),
        structures=(),
        meetings=(),
        appointments=(),
        community=replace(corpus.community, yearly=()),
    )
    html = page(empty)
    assert "Ingenting er oppgitt for 2026." in words(html)
    assert "hjul-merke" not in html
    assert 'id="maned-11"' not in html
    assert "#maned-11" not in html
    assert shown_years(Context(empty, DAY, TEXTS)) == (2026,)


def test_nobody_is_asked_to_answer_a_hearing_that_is_over(corpus: Corpus) -> None:
    """Where to send the answer is told until the deadline, also that it is not stated."""
    assert "Send svaret til post@fjordvik.example" in words(page(corpus))
    assert "Send svaret" not in words(page(corpus, day=date(2026, 12, 16)))
    proposal = corpus.documents[1].versions[-1]
    assert proposal.hearing
    unstated = replace(proposal, hearing=replace(proposal.hearing, reply_to=None))
    guideline = replace(corpus.documents[1], versions=(*corpus.documents[1].versions[:-1], unstated))
    assert "Det er ikke oppgitt hvor svaret skal sendes" in words(
        page(replace(corpus, documents=(corpus.documents[0], guideline)))
    )


def test_what_is_overdue_stands_on_the_page_of_today(corpus: Corpus) -> None:
    """Deadlines of earlier years that nobody has met are not lost with the year, and only today's page has them."""
    html = words(page(corpus))
    assert "Over fristen" in html
    assert "(20. juni 2024). Ingen gjennomgang er oppgitt etter 20. juni 2023." in html
    assert "Over fristen" not in words(page(corpus, 2023))


def test_meetings_that_are_not_stated_are_said_to_be_missing(tmp_path: Path) -> None:
    """A body that meets four times a year, of which three are stated and one was called off, is named with its number."""
    root = write_year(tmp_path)
    (root / "organisasjon/struktur/2026-03.yml").unlink()
    unknown = words(part(page(corpus_of(root)), 'id="ukjent"', "</section>"))
    assert "Styringsgruppa : 1 av 2 møter er oppgitt" in unknown
    assert "Samarbeidsutvalget : 3 av 4 møter er oppgitt" in unknown
    assert "Utskrivingsgruppa" not in unknown
    assert STRUCTURE.count("moter_per_ar") == 2


def test_no_meeting_at_all_is_said_in_words(corpus: Corpus) -> None:
    """A year for which nothing has been called is not said to have 0 of 4 meetings, but none."""
    unknown = words(part(page(corpus, 2024), 'id="ukjent"', "</section>"))
    assert "Samarbeidsutvalget : ingen av 4 møter er oppgitt" in unknown


def test_where_the_bodies_changed_no_number_is_held_against_them(corpus: Corpus) -> None:
    """In a year with two structures nobody can say how many meetings were promised."""
    assert 'id="ukjent"' not in page(corpus, 2026)


def test_every_calendar_is_offered_with_its_whole_address(corpus: Corpus) -> None:
    """Whoever subscribes needs an address to copy, a telephone one to open; no body that has ended is offered."""
    html = part(page(corpus), 'id="abonner"', "</section>")
    assert "<code" in html
    assert words(html).count("https://samhandling.fjordvik.example/kalender/") == 4
    assert 'href="webcal://samhandling.fjordvik.example/kalender/utvalget.ics"' in html
    assert 'href="../../kalender/utvalget.ics" type="text/calendar"' in html


def test_there_is_a_page_of_today_and_one_of_each_year(corpus: Corpus, tmp_path: Path) -> None:
    """The year of today has an address that is always new, and one that lasts."""
    plan = build_plan(corpus, write_year(tmp_path), DAY, TEXTS)
    found = {p.address: p for p in plan if p.kind == "arshjul"}
    assert list(found) == ["arshjul/", *(f"arshjul/{year}/" for year in (2022, 2023, 2024, 2025, 2026))]
    assert [p.title for p in found.values() if p.in_navigation] == ["Årshjulet"]
    assert words(plan.html(found["arshjul/"])) == words(plan.html(found["arshjul/2026/"]))


def test_a_month_with_too_much_leads_on_to_the_list(tmp_path: Path) -> None:
    """Where a mark stands for several things it says how many, and the list has every one of them."""
    many = {f"2026_05_{day:02}_utvalget": f"organ: utvalget\ndato: 2026-05-{day:02}\n" for day in range(1, 30)}
    html = page(corpus_of(write_year(tmp_path, **many)))
    may = part(html, 'id="maned-5"', "</section>")
    assert may.count("<li id=") == 30
    gathered = re.search(r'aria-label="(\d+) til i mai"', wheel_of(html, "liten"))
    assert gathered
    singles = len(re.findall(r'aria-label="(?:[^"]* mai: |I løpet av måneden: Gå)', wheel_of(html, "liten")))
    assert singles + int(gathered[1]) == 30
    assert "Flere, se lista" in part(html, "<figcaption", "</figcaption>")


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 9999), st.dates())
def test_any_year_can_be_shown_on_any_day(year: int, day: date) -> None:
    """No year there is breaks the page, and ids stay unique."""
    html = page(_CORPUS, year, day)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


_CORPUS = corpus_of(BASE)
