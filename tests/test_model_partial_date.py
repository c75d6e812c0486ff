"""Dates as exactly as the sources tell them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtaleverk.model.partial_date import PartialDate
from avtaleverk.pages.catalogue import Catalogue


@given(st.dates(min_value=date(1000, 1, 1)), st.integers(1, 3))
def test_what_is_written_is_read_back(day: date, parts: int) -> None:
    """A date of any precision is the same after it is written and read."""
    text = "-".join(day.isoformat().split("-")[:parts])
    found = PartialDate.parse(text)
    assert str(found) == text
    assert found.first <= day
    assert (found.exact == day) == (parts == 3)


@pytest.mark.parametrize("text", ["", "22", "2022-13", "2023-02-29", "2022-1", "2022-01-01-01", "0000", "våren 2022"])
def test_what_is_no_date_is_refused(text: str) -> None:
    """A month 13, a day that is not in the calendar and words are no dates."""
    with pytest.raises(ValueError):  # noqa: PT011 - the message is for developers, the reader gives the finding
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "words"), [("2024-09-26", "26. september 2024"), ("2021-02", "februar 2021"), ("2022", "2022")]
)
def test_a_moment_is_shown_no_more_exactly_than_it_is_known(text: str, words: str) -> None:
    """A year is shown as a year, and never as its first of January."""
    assert Catalogue("nb").moment(PartialDate.parse(text)) == words


def test_an_unknown_moment_is_said_to_be_unknown() -> None:
    """A beginning that nobody states is «ikke oppgitt»."""
    assert Catalogue("nb").moment(None) == "ikke oppgitt"
