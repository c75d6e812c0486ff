"""The engine of the search, as the browser runs it on the site of this repository."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from reader import Reader
from site_server import Site

from avtaleverk.search.words import fold

pytestmark = pytest.mark.nettleser

TABLE = json.loads((Path(__file__).parents[1] / "sok" / "ord.json").read_text("utf-8"))
_OPEN = """async () => {
  const file = (name) => import(new URL(`assets/${name}`, new URL(document.body.dataset.rot, location)).href);
  window.engine = await file("sokeord.js");
  window.sok = await (await file("sokemotor.js")).open(document.body.dataset.rot);
}"""
_FIND = """async ([query, options]) => {
  const { hits, total } = await sok.search(query, options);
  return { total, hits: await Promise.all(hits.slice(0, 5).map((hit) => hit.data())) };
}"""


@pytest.fixture
def engine(reader: Reader, telemark: Site) -> Page:
    page = reader.open(telemark, "/om/")
    page.evaluate(_OPEN)
    return page


def find(page: Page, query: str, **options: Any) -> list[dict[str, Any]]:
    hits: list[dict[str, Any]] = page.evaluate(_FIND, [query, options])["hits"]
    return hits


def addresses(page: Page, query: str, **options: Any) -> list[str]:
    return [hit["address"] for hit in find(page, query, **options)]


def test_the_browser_spells_words_as_the_build_does(engine: Page) -> None:
    """One table holds the script and the Python code together."""
    words = list(TABLE["skrevet_likt"])
    folded = engine.evaluate("(words) => words.map(engine.fold)", words)
    assert dict(zip(words, folded, strict=True)) == TABLE["skrevet_likt"] == {word: fold(word) for word in words}
    for text, wanted in TABLE["ordene_i"].items():
        assert engine.evaluate("engine.wordsOf", text) == wanted


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("avvik", "avvik", 0), ("avik", "avvik", 1), ("avvki", "avvik", 1), ("avikk", "avvik", 2), ("møte", "avvik", 3)],
)
def test_letters_that_are_wrong_are_counted(engine: Page, one: str, other: str, steps: int) -> None:
    """Two letters that changed places are one slip; more than was asked about is one more than that."""
    assert engine.evaluate("([a, b]) => engine.distance(a, b, 2)", [one, other]) == steps


@pytest.mark.parametrize(
    "query",
    [
        "årsmelding",
        "årsmeldinga",
        "aarsmelding",
        "arsmelding",
        "årsmeling",
        "årsrapport",
        "ÅRSMELDINGEN",
        "årsmelding?",
    ],
)
def test_a_word_is_found_however_it_is_typed(engine: Page, query: str) -> None:
    """In every form and spelling, with a letter missing, or by a word that means the same."""
    assert "retningslinjer/1/#pkt-3-1" in addresses(engine, query)[:3]


@pytest.mark.parametrize("query", ["samhandlingsavvik", "samhandlings avvik", "avvik", "avvikene", "samhandlingsavik"])
def test_a_compound_is_found_by_its_parts_and_its_parts_by_it(engine: Page, query: str) -> None:
    """Written as one or as two, whole or in part."""
    found = addresses(engine, query)
    assert {"avtaler/samarbeidsavtalen/#pkt-9", "ordliste/#samhandlingsavvik"} & set(found)


def test_a_question_is_no_worse_than_its_words(engine: Page) -> None:
    """Small words weigh nothing where there are others."""
    asked, plain = addresses(engine, "hvem godkjenner retningslinje 5"), addresses(engine, "godkjenner retningslinje 5")
    assert asked[:3] == plain[:3]
    assert asked[0] in {"organisasjon/ssu/", "retningslinjer/1/#pkt-2-2"}


def test_the_words_that_were_found_are_marked_and_nothing_is_lost(engine: Page) -> None:
    """The excerpt is the text itself, with the word in the form that it stands in there."""
    hit = next(h for h in find(engine, "samhandlingsavvik") if h["address"] == "retningslinjer/1/#pkt-3-1")
    marked = [part["text"] for part in hit["excerpt"] if part["marked"]]
    assert marked
    assert all("avvik" in word.lower() or "samhandling" in word.lower() for word in marked)


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("1 2.3", "retningslinjer/1/#pkt-2-3"),
        ("retningslinje 1 pkt 2.3", "retningslinjer/1/#pkt-2-3"),
        ("Retningslinje 1, punkt 2.3", "retningslinjer/1/#pkt-2-3"),
        ("rl 1", "retningslinjer/1/"),
        ("retningslinja 1", "retningslinjer/1/"),
        ("retningsline 1", "retningslinjer/1/"),
        ("vedlegg 1.4", "retningslinjer/1/vedlegg/1.4/"),
        ("1.4", "retningslinjer/1/vedlegg/1.4/"),
        ("SSU", "organisasjon/ssu/"),
        ("strategisk samarbeidsutvalg", "organisasjon/ssu/"),
    ],
)
def test_a_place_is_known_by_its_number_or_its_name(engine: Page, query: str, address: str) -> None:
    """Who knows where to go need not choose among hits."""
    assert engine.evaluate("(query) => sok.jump(query)", query)["address"] == address


@pytest.mark.parametrize(
    "query", ["", "9 9.9", "retningslinje 99", "1 99", "2024", "avvik", "1", "§ 99-9", "((", "%%%"]
)
def test_what_names_no_one_place_leads_nowhere_at_once(engine: Page, query: str) -> None:
    """A number that means nothing, or more than one thing, is searched for like any word."""
    assert engine.evaluate("(query) => sok.jump(query)", query) is None
    engine.evaluate(_FIND, [query, {}])


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("hva er endret i retningslinje 1", "retningslinjer/1/historikk/#tidslinje"),
        ("kva seier retningslinja 1 om avvik", "retningslinjer/1/"),
        ("hvem eier vedlegg 1.4", "retningslinjer/1/vedlegg/1.4/"),
        ("hvem bestemmer i SSU", "organisasjon/ssu/"),
        ("hva er endret i SSU", "organisasjon/ssu/"),
        ("hvem ringer jeg", None),
    ],
)
def test_a_question_that_names_a_place_is_offered_it(engine: Page, query: str, address: str | None) -> None:
    """Its history where the question is about what changed; but Enter still shows what was found."""
    mention = engine.evaluate("async (query) => (await sok.search(query)).mention?.address ?? null", query)
    assert mention == address
    assert engine.evaluate("(query) => sok.jump(query)", query) is None


def test_a_text_that_is_not_here_is_said_to_be_missing(engine: Page) -> None:
    """So that nobody takes what another text says for what that one says."""
    lacks = [
        engine.evaluate("async (query) => (await sok.search(query)).lacks", f"{q} 5 nå")
        for q in ("retningslinje", "RL")
    ]
    assert lacks == ["Retningslinje 5", "RL 5"]
    for query in ("uenighet 5", "constructor 5", "v 5.0", "retningslinje 1 og 5"):
        assert not engine.evaluate("async (query) => (await sok.search(query)).lacks", query)


def test_texts_that_do_not_apply_are_found_only_when_asked_for(engine: Page) -> None:
    """Proposals and older versions are marked by their standing."""
    plain = find(engine, "helsefellesskap")
    assert all("/v/" not in hit["address"] for hit in plain)
    older = engine.evaluate(
        """async () => { const { hits } = await sok.search("helsefellesskap", { older: true });
        return Promise.all(hits.map((hit) => hit.data())); }"""
    )
    versions = [hit for hit in older if "/v/" in hit["address"]]
    assert versions
    assert {hit["tone"] for hit in versions} <= {"historisk", "forslag", "utlopt"}


def test_a_filter_takes_all_others_away(engine: Page) -> None:
    """Kinds are one group; several values of a group are alternatives."""
    bodies = find(engine, "samarbeid", filters={"type": ["organ"]})
    assert {hit["type"] for hit in bodies} == {"organ"}
    both = find(engine, "samarbeid", filters={"type": ["organ", "avtale"]})
    assert {hit["type"] for hit in both} == {"organ", "avtale"}
    groups = engine.evaluate("() => sok.filters()")
    assert {value["value"] for value in groups["type"]} >= {"avtale", "retningslinje", "organ"}
    assert all(value["n"] > 0 for values in groups.values() for value in values)


@pytest.mark.parametrize(
    "query", ["<script>", "a" * 500, "æøå" * 50, "☃", "'\"\\", "constructor", "__proto__", "toString"]
)
def test_any_question_has_an_answer(engine: Page, query: str) -> None:
    """Nothing that can be typed breaks the search, and what is nowhere is found nowhere."""
    engine.evaluate(_FIND, [query, {"older": True}])


def test_nothing_is_fetched_before_somebody_asks(reader: Reader, telemark: Site) -> None:
    """A page that is read costs nothing of the search."""
    reader.open(telemark, "/retningslinjer/1/")
    assert [url for url in reader.requests if "pagefind" in url or "sokemotor" in url] == []
