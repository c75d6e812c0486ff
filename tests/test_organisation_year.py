"""What happens when: everything that has a day is there once, named for good, in order."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from year_corpus import corpus_of, write_year

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.partial_date import PartialDate
from avtaleverk.organisation.year import Event, EventKind, dated, events, exact, years

DAY = date(2026, 11, 26)
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
GUIDELINE = "retningslinjer/01-utskriving"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Return a year with everything in it."""
    return corpus_of(write_year(tmp_path_factory.mktemp("aar")))


def told(found: tuple[Event, ...]) -> list[tuple[str, str]]:
    return [(str(e.when), e.kind.value) for e in found]


def test_a_year_holds_all_that_happens_in_it(corpus: Corpus) -> None:
    """Meetings, hearings, bodies that end, terms, structures and yearly tasks, each as exactly as it is known."""
    assert told(events(corpus, DAY, FIRST, LAST)) == [
        ("2026-01", "arlig"),
        ("2026-02-12", "mote"),
        ("2026-03", "struktur"),
        ("2026-05", "arlig"),
        ("2026-06-18", "mote"),
        ("2026-06-30", "organ-til"),
        ("2026-09-10", "mote"),
        ("2026-11-01", "horing-fra"),
        ("2026-12-01", "mote"),
        ("2026-12-10", "mote"),
        ("2026-12-15", "frist"),
        ("2026-12-31", "verv"),
    ]


def test_texts_are_adopted_begin_are_sent_and_are_reviewed(corpus: Corpus) -> None:
    """What happens to a version in force, and the deadlines of the law that follow from it."""
    found = [e for e in dated(corpus, DAY) if e.version and e.version.number == "2.0"]
    assert told(tuple(found)) == [
        ("2023-01-10", "horing-fra"),
        ("2023-03-10", "frist"),
        ("2023-05-10", "godkjent"),
        ("2023-06-01", "gjelder-fra"),
        ("2023-06-10", "innsending"),
        ("2025-05-10", "gjennomgang"),
    ]
    assert {e.body for e in found} == {"utvalget"}
    assert {e.document.folder for e in found if e.document} == {GUIDELINE}


def test_a_moved_meeting_keeps_its_name(corpus: Corpus) -> None:
    """The name of the file is the key, whatever day the meeting is moved to; a move and a cancelling are a change each."""
    by_key = {e.key: e for e in dated(corpus, DAY)}
    moved, cancelled = by_key["2026-06-11-utvalget"], by_key["2026-09-10-utvalget"]
    assert (moved.when, moved.revision, moved.is_cancelled) == (PartialDate(2026, 6, 18), 1, False)
    assert (cancelled.revision, cancelled.is_cancelled) == (1, True)
    assert by_key["2026-02-12-utvalget"].revision == 0
    assert by_key[f"{GUIDELINE}/3.0/frist"].moved_from == (date(2026, 12, 1),)


def test_offices_that_end_together_are_one_event(corpus: Corpus) -> None:
    """Two offices of one body that end on one day are told once; one without an end is not told."""
    (event,) = [e for e in dated(corpus, DAY) if e.kind is EventKind.TERM_ENDS]
    assert (event.body, len(event.appointments)) == ("utvalget", 2)


def test_a_text_that_was_replaced_does_not_run_out(corpus: Corpus) -> None:
    """A last day counts only where the text is still the one in force then."""

    def with_last_days(*days: date) -> Corpus:
        agreement = corpus.documents[0]
        first = replace(agreement.versions[0], valid_until=days[0])
        second = replace(
            first, number="2025", approved=date(2025, 1, 1), valid_from=date(2025, 1, 1), valid_until=days[1]
        )
        return replace(corpus, documents=(replace(agreement, versions=(first, second)),))

    def ends(found: Corpus) -> list[tuple[str, str]]:
        return [(e.version.number, str(e.when)) for e in dated(found, DAY) if e.version and e.kind is EventKind.ENDS]

    assert ends(with_last_days(date(2024, 12, 31), date(2028, 12, 31))) == [
        ("2023", "2024-12-31"),
        ("2025", "2028-12-31"),
    ]
    assert ends(with_last_days(date(2026, 12, 31), date(2028, 12, 31))) == [("2025", "2028-12-31")]


def test_proposals_neither_begin_nor_end(corpus: Corpus) -> None:
    """The days of a proposal may still change with the decision, so only its hearing is told."""
    agreement = corpus.documents[0]
    proposal = replace(agreement.versions[0], number="9", approved_by=None, approved=None, valid_until=date(2029, 1, 1))
    found = dated(replace(corpus, documents=(replace(agreement, versions=(proposal,)),)), DAY)
    assert [e for e in found if e.version] == []


def test_a_temporary_body_of_a_structure_that_was_replaced_does_not_end_there(corpus: Corpus) -> None:
    """Both structures name the day; it happens once, in the one that applies then."""
    ended = [e for e in dated(corpus, DAY) if e.kind is EventKind.BODY_ENDS]
    assert [(e.structure.id, e.body) for e in ended if e.structure] == [("2026-03", "utskrivingsgruppa")]


def test_keys_are_told_once_and_do_not_depend_on_the_day(corpus: Corpus) -> None:
    """No two events share a key, and another day changes none but those of the next review."""
    keys = [e.key for e in dated(corpus, DAY)]
    assert len(keys) == len(set(keys))
    later = {e.key for e in dated(corpus, date(2027, 5, 17))}
    assert set(keys) ^ later == set()


def test_the_years_are_those_in_which_something_happens(corpus: Corpus) -> None:
    """Tasks that come back each year make no year of their own."""
    assert years(dated(corpus, DAY)) == (2022, 2023, 2024, 2025, 2026)
    assert told(events(corpus, DAY, date(2031, 1, 1), date(2031, 12, 31))) == [
        ("2031-01", "arlig"),
        ("2031-05", "arlig"),
    ]


def test_an_empty_folder_has_no_events(corpus: Corpus) -> None:
    """Nothing is invented where nothing is stated."""
    empty = replace(
        corpus,
        documents=(),
        structures=(),
        meetings=(),
        appointments=(),
        community=replace(corpus.community, yearly=()),
    )
    assert events(empty, DAY, FIRST, LAST) == ()


@given(st.dates(date(2021, 1, 1), date(2027, 12, 31)), st.dates(date(2021, 1, 1), date(2027, 12, 31)))
def test_any_stretch_of_time_holds_what_may_lie_in_it(one: date, other: date) -> None:
    """An event is there exactly when one of the days it can mean is, and events are in order."""
    corpus = _CORPUS
    first, last = sorted((one, other))
    found = events(corpus, DAY, first, last)
    assert [e.order for e in found] == sorted(e.order for e in found)
    for event in dated(corpus, DAY):
        when = event.when
        latest = when.first if when.day else date(when.year, 3, 31)
        assert (event in found) == (when.first <= last and first <= latest), event.key


def test_an_exact_day_is_exact() -> None:
    """A date becomes a date of full precision."""
    assert exact(DAY).exact == DAY


_FOLDER = Path(__file__).resolve().parent / "darlige" / "_grunnlag"
_CORPUS = corpus_of(_FOLDER)
_CORPUS = replace(_CORPUS, structures=(replace(_CORPUS.structures[0], valid_from=PartialDate(2022, 3)),))
