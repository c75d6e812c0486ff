"""Both written forms of Norwegian meet in one base form, and compounds come apart."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from avtaleverk.engines import dictionary
from avtaleverk.engines.dictionary import norwegian
from avtaleverk.search.compounds import Compounds
from avtaleverk.search.derivation import relatives
from avtaleverk.search.lexicon import Lexicon
from avtaleverk.search.norwegian import Dictionary, Norwegian, make_dictionary
from avtaleverk.search.synonyms import defined_in

NORWEGIAN = norwegian()
SEEN = frozenset(["fag", "tid", "hus", "mål", "råd", "sak", "møte", "avtale", "verk", "sjef"])


@pytest.mark.parametrize(
    ("forms", "base"),
    [
        ("avvik avvikene avvika avviket", "avvik"),
        ("godkjenner godkjente godkjenna godkjend", "godkjenne"),
        ("tjenester tenester tenestene", "tjeneste"),
        ("kommunene kommunane kommunar", "kommune"),
        ("sykehuset sjukehuset sjukehusa", "sykehus"),
        ("lederne leiarane leiar", "leder"),
        ("veiledning rettleiing", "veiledning"),
        ("formål føremål", "formål"),
        ("tilbud tilbod", "tilbud"),
        ("fremgangsmåte framgangsmåte", "fremgangsmåte"),
    ],
)
def test_the_forms_of_a_word_have_one_base(forms: str, base: str) -> None:
    """Bokmål and nynorsk, every inflection: one key."""
    assert {NORWEGIAN.base(form) for form in forms.split()} == {base}


@pytest.mark.parametrize("word", ["avvik", "bruker", "leder", "møte"])
def test_a_base_form_stays_itself(word: str) -> None:
    """«Bruker» is a person before it is what somebody does."""
    assert NORWEGIAN.base(word) == word


def test_a_word_of_no_dictionary_has_no_base() -> None:
    """Names and slips are kept as they are."""
    assert NORWEGIAN.base("xyzzy") is None


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("samhandlingsavvik", {"samhandling", "avvik"}),
        ("oppgavefordeling", {"oppgave", "fordeling"}),
        ("brukerrepresentant", {"bruker", "representant"}),
        ("partnerskapsmøte", {"partnerskap", "møte"}),
        ("fastlegerepresentant", {"fastlege", "representant"}),
        ("samarbeidsutvalgsmøte", {"samarbeidsutvalg", "samarbeid", "utvalg", "møte"}),
        ("barseltid", {"barsel", "tid"}),
        ("kommunalsjef", {"kommunal", "sjef"}),
        ("innsending", {"sending"}),
    ],
)
def test_a_compound_comes_apart(word: str, parts: set[str]) -> None:
    """By the dictionary and the words of the corpus, not by any list of these words."""
    assert parts <= set(Compounds(NORWEGIAN.base, SEEN).parts(word))


@pytest.mark.parametrize(
    "word",
    ["tjeneste", "kommune", "ansvar", "person", "personell", "organisasjon", "kommunikasjon", "overgang", "telemark"],
)
def test_what_is_no_compound_stays_whole(word: str) -> None:
    """«Person» is not somebody's son, and a place is no mark."""
    assert Compounds(NORWEGIAN.base, SEEN).parts(word) == ()


@pytest.mark.parametrize(
    ("base", "other"),
    [
        ("revisjon", "revidere"),
        ("sekretariat", "sekretær"),
        ("godkjenning", "godkjenne"),
        ("organisering", "organisasjon"),
    ],
)
def test_words_of_one_root_know_each_other(base: str, other: str) -> None:
    """Who asks what is revised finds the revision."""
    assert other in set(relatives(base, NORWEGIAN.knows))
    assert base in set(relatives(other, NORWEGIAN.knows))


def test_a_text_explains_its_abbreviations() -> None:
    """The words before the bracket are those whose letters it takes."""
    text = "kommunene i Telemark og Sykehuset Telemark Helseforetak (STHF), Strategisk samarbeidsutvalg (SSU) og en ting (ABC)"
    assert list(defined_in([text])) == [
        ("Sykehuset Telemark Helseforetak", "STHF"), ("Strategisk samarbeidsutvalg", "SSU"),
    ]  # fmt: skip


def _forms(words: str, *synonyms: tuple[str, ...]) -> dict[str, dict[str, int]]:
    return Lexicon(Counter(words.split()), NORWEGIAN).forms(synonyms)


def test_every_inflection_leads_to_the_key_of_the_text() -> None:
    """The text says «retningslinjene», a reader types any other form, in either written form."""
    forms = _forms("retningslinjene")
    assert all(forms[form]["retningslinje"] == 10 for form in ("retningslinje", "retningslinja", "retningslinjer"))


def test_a_compound_that_no_dictionary_has_is_inflected_by_its_last_part() -> None:
    """«Avviksstatistikker» in a text is found by «avviksstatistikk»."""
    forms = _forms("avviksstatistikker")
    assert forms["avviksstatistikk"]["avviksstatistikk"] == forms["avviksstatistikken"]["avviksstatistikk"] == 10


def test_a_synonym_leads_to_what_the_text_says_and_less_surely() -> None:
    """«Årsrapport» finds «årsmelding», after what has the very word."""
    forms = _forms("årsmelding", ("årsmelding", "årsrapport"))
    assert 0 < forms["arsrapport"]["arsmelding"] < 10


def test_nothing_leads_to_a_key_that_no_text_has() -> None:
    """Every key of the lexicon is a key of the index."""
    lexicon = Lexicon(Counter(["samhandlingsavvik", "møtene", "§", "6-4"]), NORWEGIAN)
    keys = set(lexicon.keys())
    assert all(set(leads) <= keys for leads in lexicon.forms((("møte", "sammenkomst"),)).values())


_ASKED = ["avtale", "avtalene", "prioritert", "sykehuset", "sjukehusa", "leiing", "xyzzy", "", "1", "æ", "§ 6-4"]


@pytest.fixture(scope="module")
def made() -> Dictionary:
    return make_dictionary()


@pytest.fixture
def cache_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Dictionary) -> Iterator[Path]:
    """A cache of its own, and nothing kept by the process; the dictionary is made once for all tests."""
    place = tmp_path / "mellomlager" / "sider.sqlite3"
    monkeypatch.setattr(dictionary, "make_dictionary", lambda: made)
    monkeypatch.setattr(dictionary, "default_cache_path", lambda: place)
    norwegian.cache_clear()
    yield place.parent
    norwegian.cache_clear()


def _says_the_same(language: Norwegian, made: Dictionary) -> None:
    words = [*_ASKED, *sorted(made.others)[::50], *sorted(made.forms)[::5000]]
    assert [language.entry(word) for word in words] == [made.entry(word) for word in words]
    bases = {made.forms[word] for word in words if word in made.forms}
    assert language.inflections(bases) == made.inflections(bases)


def test_the_kept_dictionary_says_what_the_package_says(cache_at: Path, made: Dictionary) -> None:
    """The process that makes the file and the one that finds it get the same answers."""
    _says_the_same(norwegian(), made)
    (kept,) = cache_at.iterdir()
    written = kept.stat().st_mtime_ns
    norwegian.cache_clear()
    _says_the_same(norwegian(), made)
    assert kept.stat().st_mtime_ns == written
    assert [path.name for path in cache_at.iterdir()] == [kept.name]


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\0" * 5000])
def test_a_damaged_file_costs_time_alone(cache_at: Path, made: Dictionary, content: bytes) -> None:
    """Whatever lies where the file should be, every word is answered."""
    norwegian().base("avtale")
    (kept,) = cache_at.iterdir()
    kept.write_bytes(content)
    norwegian.cache_clear()
    _says_the_same(norwegian(), made)


def test_a_disk_that_cannot_be_written_costs_time_alone(cache_at: Path, made: Dictionary) -> None:
    """Where no cache can be made, the dictionary is in memory."""
    cache_at.write_text("a file where the folder should be", "utf-8")
    _says_the_same(norwegian(), made)
