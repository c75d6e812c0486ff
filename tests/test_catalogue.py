"""Interface texts: complete in both languages, used, and kept out of templates."""

import re
from datetime import date
from pathlib import Path

import pytest

from avtaleverk.pages.catalogue import LANGUAGES, Catalogue, messages

SOURCE = Path(__file__).resolve().parent.parent / "src" / "avtaleverk"
_CALL = re.compile(
    r"""\b_?t(?:\.count)?\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')(?:\s*,\s*(?:"([^"{]*\{n\}[^"]*)"|'([^'{]*\{n\}[^']*)'))?"""
)
_PLACE = re.compile(r"\{(\w+)\}")


def sources() -> list[Path]:
    folders = [SOURCE / name for name in ("pages", "exports", "imports", "site")]
    return [p for f in folders for p in sorted(f.rglob("*")) if p.suffix in {".py", ".html", ".md"}]


def asked_for() -> set[str]:
    return {text for path in sources() for found in _CALL.findall(path.read_text("utf-8")) for text in found if text}


def mentioned() -> str:
    return "\n".join(path.read_text("utf-8") for path in sources())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_that_is_asked_for_exists(language: str) -> None:
    """A text missing in one language would stop the build of that community."""
    assert asked_for() - set(messages(language)) == set()


def test_both_languages_have_the_same_texts() -> None:
    """Bokmål and nynorsk are complete alike."""
    assert set(messages("nb")) == set(messages("nn"))


def test_no_text_is_left_over() -> None:
    """A text that no page uses is dead."""
    everything = mentioned()
    assert [text for text in messages("nb") if text not in everything] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_their_places(language: str) -> None:
    """Each {name} of an id stands in its translation, and nothing else does."""
    wrong = {k: v for k, v in messages(language).items() if sorted(_PLACE.findall(k)) != sorted(_PLACE.findall(v))}
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_calm(language: str) -> None:
    """No exclamation marks, and never «klikk her»."""
    assert [t for t in messages(language).values() if "!" in t or "klikk her" in t.lower()] == []


def test_templates_hold_no_norwegian() -> None:
    """Norwegian letters between tags in a template would be a text outside the catalogues."""
    between = re.compile(r">[^<{]*[æøåÆØÅ][^<{]*<")
    found = [p.name for p in (SOURCE / "pages" / "templates").glob("*.html") if between.search(p.read_text("utf-8"))]
    assert found == []


def test_dates_are_written_as_norwegians_do() -> None:
    """Long in text, with figures in tables, and never invented."""
    t = Catalogue("nb")
    assert t.long_date(date(2024, 9, 26)) == "26. september 2024"
    assert t.short_date(date(2024, 9, 6)) == "06.09.2024"
    assert t.long_date(None) == "ikke oppgitt"
    assert Catalogue("nn").long_date(None) == "ikkje oppgitt"


def test_words_are_listed_as_in_a_sentence() -> None:
    """The last of several words follows «og»."""
    t = Catalogue("nb")
    assert t.listed(["7.1"]) == "7.1"
    assert t.listed(["7.1", "7.2", "11", "13"]) == "7.1, 7.2, 11 og 13"


def test_numbers_choose_singular_and_plural() -> None:
    """One day, two days."""
    t = Catalogue("nb")
    assert [t.count("{n} day left", "{n} days left", n) for n in (0, 1, 2)] == [
        "0 dager igjen",
        "1 dag igjen",
        "2 dager igjen",
    ]
