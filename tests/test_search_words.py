"""Words of texts and of questions are spelled so that both meet."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtaleverk.search.words import fold, numbered, words_of

TABLE = json.loads((Path(__file__).parent / "sok" / "ord.json").read_text("utf-8"))


@pytest.mark.parametrize(("word", "folded"), TABLE["skrevet_likt"].items())
def test_a_word_is_folded_as_the_table_says(word: str, folded: str) -> None:
    """æ, ø and å can be typed in every usual way."""
    assert fold(word) == folded


@pytest.mark.parametrize(("text", "words"), TABLE["ordene_i"].items())
def test_words_are_those_of_the_table(text: str, words: list[str]) -> None:
    """A paragraph of a law and a number are one word, a hyphen ends one."""
    assert words_of(text) == words


@given(st.text())
def test_any_text_has_words_that_fold_to_letters_and_digits(text: str) -> None:
    """Nothing but a-z and 0-9 reaches the index."""
    assert all(key.isascii() and key.isalnum() for key in map(fold, words_of(text)))


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded word is its own spelling."""
    folded = [fold(word) for word in words_of(text) if word[0].isalpha()]
    assert [fold(word) for word in folded] == folded


def test_a_range_names_every_document_in_it() -> None:
    """«Retningslinje 2-12» answers a question about retningslinje 5."""
    found = list(numbered("godkjenne Samarbeidsavtalens retningslinje 2-12, jf. vedlegg 1.1 og 1.4 og pkt 3.1"))
    assert found == [*(f"retningslinje{n}" for n in range(2, 13)), "vedlegg1x1", "vedlegg1x4", "punkt3x1"]


@pytest.mark.parametrize(
    "said", ["retningslinje 5", "Retningslinja 5", "retningsline 5", "retningslina 5", "retningslinjen 5"]
)
def test_a_guideline_is_named_in_both_forms_of_norwegian(said: str) -> None:
    """One number is one key, however the word before it is said."""
    assert list(numbered(said)) == ["retningslinje5"]


def test_a_range_that_runs_backwards_is_two_numbers_at_most() -> None:
    """A slip in a text gives no thousand keys."""
    assert list(numbered("retningslinje 9-2")) == ["retningslinje9", "retningslinje2"]
    assert list(numbered("retningslinje 1-99999")) == ["retningslinje1", "retningslinje99999"]
