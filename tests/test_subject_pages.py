"""Pages by group, theme and audience: what they gather, what they say when there is nothing, and when they change."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from avtaleverk.corpus import read_corpus
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document
from avtaleverk.model.subjects import STANDARD_GROUPS, StandardGroup, SubjectKind, standard_group, subject_of, subjects
from avtaleverk.pages.catalogue import LANGUAGES
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.plan import Page, Plan

BASE = Path(__file__).resolve().parent / "darlige" / "_grunnlag"
DAY = date(2026, 11, 22)
GUIDELINE = "retningslinjer/01-utskriving"


def corpus(change: Callable[[Document], Document] = lambda d: d, language: str = "nb") -> Corpus:
    found = read_corpus(BASE).corpus
    assert found is not None
    community = replace(found.community, language=language)
    changed = tuple(change(d) if d.folder == GUIDELINE else d for d in found.documents)
    # What is sent on names points that some of the texts here do not have.
    return replace(found, documents=changed, community=community, forwardings=())


def planned(given: Corpus, day: date = DAY) -> Plan:
    return build_plan(given, BASE, day)


def page(plan: Plan, address: str) -> Page:
    return next(p for p in plan if p.address == address)


def html(plan: Plan, address: str) -> str:
    return plan.html(page(plan, address))


def section(page_html: str, anchor: str) -> str:
    found = re.search(rf'<section aria-labelledby="{anchor}">(.*?)</section>', page_html, re.DOTALL)
    return found[1] if found else ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_community_has_the_five_groups(language: str) -> None:
    """The four that the nation has agreed on and the fifth have a page where no file names them, under their own names."""
    plan = planned(corpus(language=language))
    register = html(plan, "pasientgrupper/")
    for group in STANDARD_GROUPS:
        assert group.names[language] in register
        assert group.names[language] in html(plan, f"pasientgrupper/{group.id}/")
    assert [g.id for g in STANDARD_GROUPS if g.is_fifth] == ["svangerskap-fodsel-barsel"]


@pytest.mark.parametrize("group", STANDARD_GROUPS, ids=lambda g: g.id)
def test_a_known_group_is_known_by_all_its_names(group: StandardGroup) -> None:
    """Its id, its names in both languages and what older agreements call it are one group, small letters or large."""
    for word in (group.id, *group.terms):
        assert standard_group(word.upper()) is group


def test_a_page_that_nothing_is_marked_with_says_so_and_waits() -> None:
    """It can be linked to, but search engines are not led to it, and it sends the reader to the guidelines."""
    plan = planned(corpus())
    empty = page(plan, "pasientgrupper/barn-og-unge/")
    assert not empty.indexed
    assert "Ingen tekst som gjelder, er merket med dette." in plan.html(empty)
    assert 'href="../../retningslinjer/"' in plan.html(empty)
    assert page(plan, "pasientgrupper/eldre/").indexed


def test_a_page_gathers_what_is_in_force() -> None:
    """The document stands there with its status, its version and its summary, and its attachments below."""
    found = section(html(planned(corpus()), "tema/utskriving/"), "gjelder")
    assert "Utskriving fra sykehuset" in found
    assert "Gjeldende" in found
    assert "versjon 2.0" in found
    assert "Hvem som varsler hvem når en pasient skal hjem." in found
    assert "Sjekkliste for utskriving" in found


def test_a_document_without_text_in_force_is_not_called_in_force() -> None:
    """One whose texts have all run out is named apart."""
    expired = lambda d: replace(d, versions=tuple(replace(v, valid_until=date(2024, 1, 1)) for v in d.versions))  # noqa: E731
    found = section(html(planned(corpus(expired)), "tema/utskriving/"), "gjelder")
    assert "emneliste" not in found
    assert "uten tekst som gjelder:" in found
    assert "Utskriving fra sykehuset" in found


def test_points_that_name_it_are_found_by_whole_beginnings_of_words() -> None:
    """«utskriving» finds «utskrivinga», and «unge» is found inside «barn og unge», but «eldre» not inside «foreldre»."""

    def written(document: Document) -> Document:
        body = "## 1 Utskrivinga\n\nTekst.\n\n## 2 Annet\n\nTil foreldre.\n\n## 3 Hvem\n\nBarn og unge.\n"
        newest = replace(document.versions[-1], body=body)
        versions = (*document.versions[:-1], newest)
        return replace(document, versions=versions, themes=("utskriving", "unge"), patient_groups=("eldre",))

    plan = planned(corpus(written))
    assert section(html(plan, "tema/utskriving/"), "punkter").count("#pkt-") == 1
    assert "#pkt-1" in section(html(plan, "tema/utskriving/"), "punkter")
    assert "#pkt-3" in section(html(plan, "tema/unge/"), "punkter")
    assert "#pkt-3" in section(html(plan, "pasientgrupper/barn-og-unge/"), "punkter")
    assert "#pkt-" not in section(html(plan, "pasientgrupper/eldre/"), "punkter")


def test_a_word_that_stands_everywhere_gives_no_list() -> None:
    """A list of most points helps nobody; the page says how many and offers a search."""

    def written(document: Document) -> Document:
        body = "".join(f"## {n} Punkt\n\nKommunen svarer.\n\n" for n in range(1, 31))
        return replace(document, versions=(*document.versions[:-1], replace(document.versions[-1], body=body)))

    found = section(html(planned(corpus(written)), "for/kommune/"), "punkter")
    assert "«kommune» står i 3" in found
    assert "#pkt-" not in found
    assert 'href="../../sok/?sok=kommune"' in found


def test_bodies_stand_where_the_structure_says_so() -> None:
    """A body is named on the page of its group, whether the file uses the id or the name."""
    given = corpus()
    [structure] = given.structures
    bodies = (replace(structure.bodies[0], patient_groups=("Skrøpelige eldre",)), *structure.bodies[1:])
    plan = planned(replace(given, structures=(replace(structure, bodies=bodies),)))
    assert "Styringsgruppa" in section(html(plan, "pasientgrupper/eldre-med-skropelighet/"), "organer")
    assert page(plan, "pasientgrupper/eldre-med-skropelighet/").indexed
    assert 'href="../../pasientgrupper/eldre-med-skropelighet/"' in html(plan, "organisasjon/styringsgruppa/")
    assert section(html(plan, "pasientgrupper/barn-og-unge/"), "organer") == ""


def test_the_document_links_to_its_pages() -> None:
    """Theme, group and audience on the page of a document lead to everything about the same."""
    found = html(planned(corpus()), "retningslinjer/1/")
    for address in ("tema/utskriving/", "pasientgrupper/eldre/", "for/kommune/", "for/helseforetak/"):
        assert f'href="../../{address}"' in found


def test_a_page_is_made_anew_when_a_text_names_it() -> None:
    """The key of the page covers the texts, since the points that name it are read from them."""

    def written(document: Document) -> Document:
        body = document.versions[-1].body + "\n## 99 Utskriving igjen\n\nTekst.\n"
        return replace(document, versions=(*document.versions[:-1], replace(document.versions[-1], body=body)))

    before, after = (page(planned(corpus(change)), "tema/utskriving/") for change in (lambda d: d, written))
    assert before.key != after.key


def test_names_that_differ_in_capitals_are_one_subject() -> None:
    """«Rus» and «rus» are one theme, shown as it is written first."""
    found = subjects(corpus(lambda d: replace(d, themes=("Rus", "rus"))), SubjectKind.THEME)
    assert [(s.key, s.name) for s in found] == [("rus", "Rus")]
    assert subject_of(SubjectKind.THEME, "Barn og unge", "nb").group is None
