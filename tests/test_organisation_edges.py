"""What went wrong once where an organisation or a day is at its edge."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rule_corpus import a_body, a_corpus, a_structure
from whole_site import faults

from avtaleverk.model.community import ExternalBody, YearlyTask
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.structure import StructureProposal
from avtaleverk.site.build_plan import build_plan

DAY = date(2026, 11, 26)


def found(corpus: Corpus, day: date = DAY) -> list[str]:
    return faults(build_plan(corpus, Path(), day))


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_site_of_the_first_and_the_last_day(day: date) -> None:
    """The page that shows the look makes up texts around the day, and no day lies outside the years 1 to 9999."""
    assert found(a_corpus(a_structure(a_body(level=1), rules=())), day) == []


def test_a_yearly_task_of_a_body_outside() -> None:
    """A task of the year may be done by a body outside the structure, which has no page to lead to."""
    corpus = a_corpus(a_structure(a_body(level=1), rules=()))
    outside = replace(
        corpus.community,
        external_bodies=(ExternalBody("styret", "Styret"),),
        yearly=(YearlyTask("Se på avtalen", 5, "styret"),),
    )
    assert found(replace(corpus, community=outside)) == []


def test_a_body_that_comes_from_one_that_was_only_proposed() -> None:
    """Its page leads to the proposal, for the body that never was has no page of its own."""
    proposed = replace(
        a_structure(a_body("forslaget", 1), rules=()),
        id="2024-forslag",
        valid_from=None,
        proposal=StructureProposal(date(2024, 1, 1), None, None),
    )
    corpus = a_corpus(a_structure(a_body(level=1, came_from=("forslaget",)), rules=()), proposed_structures=(proposed,))
    assert found(corpus) == []
