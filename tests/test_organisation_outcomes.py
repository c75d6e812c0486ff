"""What editors write as the outcome of a case, and what is read from it."""

import pytest

from avtaleverk.organisation.outcomes import (
    goes_no_further,
    is_adopted,
    is_ended,
    is_on_its_way,
    is_rejected,
    is_withdrawn,
)

MEANINGS = (is_adopted, is_on_its_way, is_ended, goes_no_further, is_rejected, is_withdrawn)


@pytest.mark.parametrize(
    ("outcome", "meanings"),
    [
        ("Vedtatt", {is_adopted}),
        ("godkjent med merknader", {is_adopted}),
        ("Vedteke", {is_adopted}),
        ("utsatt til neste møte", {is_on_its_way}),
        ("Oversendt SSU", {is_on_its_way}),
        ("avvist", {goes_no_further, is_rejected}),
        ("Ikkje vedteke ", {goes_no_further, is_rejected}),
        ("ikke vedtatt ennå", {goes_no_further}),
        ("trukket", {goes_no_further, is_ended, is_withdrawn}),
        ("Trukket fra sakslista", {goes_no_further, is_ended}),
        ("henlagt", {goes_no_further, is_ended}),
        ("tatt til orientering", set()),
        ("", set()),
        (None, set()),
    ],
)
def test_an_outcome_means_what_a_reader_would_think(outcome: str | None, meanings: set[object]) -> None:
    """Capital letters and spaces do not matter; a text counts as turned down only where nothing else is said of it."""
    assert {m for m in MEANINGS if m(outcome)} == meanings
