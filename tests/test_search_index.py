"""What can be found, and what the index is made of."""

import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avtaleverk.engines.dictionary import norwegian
from avtaleverk.history import read_checked
from avtaleverk.pages.context import Context
from avtaleverk.pages.search_records import search_in_force, search_older
from avtaleverk.search.index import SearchIndex
from avtaleverk.search.records import SearchRecord, SearchSource
from avtaleverk.site.build_plan import build_plan
from avtaleverk.text import TextStore
from avtaleverk.text.plain import clause_texts

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2026, 11, 22)


def context(folder: Path, day: date = DAY) -> Context:
    corpus = read_checked(folder).corpus
    assert corpus
    return Context(corpus, day, TextStore())


@pytest.fixture(scope="module")
def telemark() -> Context:
    return context(ROOT)


@pytest.fixture(scope="module")
def versions() -> Context:
    return context(ROOT / "tests" / "versjoner")


def test_every_numbered_point_in_force_can_be_found(telemark: Context) -> None:
    """No point of a text in force is left out, and none is there twice."""
    addresses = [record.address for record in search_in_force(telemark).records]
    for document in telemark.corpus.all_documents():
        if version := telemark.in_force(document):
            numbered = [c for c in telemark.text(version).clauses if c.number]
            wanted = [f"{telemark.addresses[document.folder]}#{c.id}" for c in numbered]
            assert [a for a in addresses if a in set(wanted)] == wanted


def test_every_word_of_a_text_in_force_is_in_a_record(versions: Context) -> None:
    """What stands under an unnumbered heading, in a table or before the first heading can be found too."""
    source = search_in_force(versions)
    for document in versions.corpus.all_documents():
        if version := versions.in_force(document):
            page = versions.addresses[document.folder]
            found = " ".join(r.text for r in source.records if r.address.partition("#")[0] == page)
            for _, words in clause_texts(versions.text(version)):
                assert words in found


def test_a_repealed_text_is_not_found_unless_asked_for(versions: Context) -> None:
    """The first index has texts in force alone; the other has none of them."""
    assert not [r.address for r in search_in_force(versions).records if "/v/" in r.address]
    older = [r for r in search_older(versions).records if r.document]
    assert older
    assert all("/v/" in r.address and r.tone != "gjeldende" for r in older)


def test_a_wording_that_still_applies_is_not_among_the_older_ones(versions: Context) -> None:
    """Who takes older versions in finds each wording once."""
    seen = [
        (r.address.partition("v/")[0], r.number, r.heading, r.text)
        for r in search_older(versions).records
        if r.document
    ]
    assert len(seen) == len(set(seen))


def shown_in(page: str) -> dict[str, str]:
    found = re.search(r'<h2 id="([^"]*)"', page)
    assert found
    assert not re.search(r"\s", unescape(found[1]))
    shown = json.loads(unquote(unescape(found[1])))
    assert isinstance(shown, dict)
    return shown


def keys_of(page: str) -> list[list[str]]:
    return [part.split() for part in re.findall(r"<p [^>]*>(.*?)</p>", page)]


@settings(deadline=None)
@given(st.text(max_size=200), st.text(min_size=1, max_size=40))
def test_any_text_is_kept_whole_and_harmless(text: str, heading: str) -> None:
    """What is shown of a record comes back letter by letter, and no text gets out of its place in the page."""
    try:
        (text + heading).encode()
    except UnicodeEncodeError:
        return
    record = SearchRecord("a/", "ord", heading, text, names=heading)
    (page,) = SearchIndex(SearchSource((record,), (), (), {}), norwegian()).pages()
    shown = shown_in(page)
    assert (shown.get("x", ""), shown["h"]) == (text, heading)
    assert re.fullmatch(
        r'<!doctype html><html lang="xx"><body data-pagefind-body>(<p [^<>]*>[a-z0-9 ]*</p>)*<h2 id="[^"<>]*">q</h2></body></html>',
        page,
    )


def test_the_first_keys_are_those_of_the_text_word_by_word() -> None:
    """The script marks the words that were hit by their place in the text."""
    record = SearchRecord("a/", "ord", "Avvik", "Samhandlingsavvikene meldes, jf. § 6-4.", names="Avvik")
    (page,) = SearchIndex(SearchSource((record,), (), (), {}), norwegian()).pages()
    assert keys_of(page)[0] == ["samhandlingsavvikq", "meldeq", "jfq", "par6x4q"]


def test_a_compound_is_found_by_its_parts_and_counts_less() -> None:
    """«Avvik» finds «samhandlingsavvik», after what says «avvik»."""
    record = SearchRecord("a/", "ord", "Et møte", "samhandlingsavvik", names="Et møte")
    (page,) = SearchIndex(SearchSource((record,), (), (), {}), norwegian()).pages()
    weights = {tuple(keys.split()): float(w) for w, keys in re.findall(r'weight="([^"]*)">(.*?)</p>', page)}
    assert weights["samhandlingq", "avvikq"] < weights["samhandlingsavvikq",]


def test_the_key_of_the_first_index_does_not_depend_on_proposals() -> None:
    """Who edits a proposal does not wait for the search of what applies."""
    plan = build_plan(context(ROOT).corpus, ROOT, DAY)
    assert [index.folder for index in plan.indexes] == ["pagefind", "pagefind-mer"]
    assert len({index.key for index in plan.indexes}) == len(plan.indexes)
