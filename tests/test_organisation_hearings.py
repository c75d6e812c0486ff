"""Hearings on a day: how long they are open, who has answered, and what came of them."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from party_corpus import BASE, DAY, GUIDELINE, OPEN, PARTIES, corpus, version

from avtaleverk.corpus import read_corpus
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, DocumentKind, Hearing, Version
from avtaleverk.model.organisation import CaseItem, CasePaper, Meeting
from avtaleverk.model.source import Source
from avtaleverk.model.status import Status, standing
from avtaleverk.organisation.hearings import HearingRecord, Phase, Result, hearings, record_of

SOURCE = Source(f"{GUIDELINE}/9.0.md")
SMALL = read_corpus(BASE).corpus
assert SMALL


def d(text: str) -> date:
    return date.fromisoformat(text)


def proposal(number: str = "1.0", opens: str = "2024-02-12", closes: str = "2024-02-23", **fields: object) -> Version:
    """Return a version that was out for comment between two days ("" for a day that is not stated)."""
    hearing = Hearing(d(opens) if opens else None, d(closes) if closes else None)
    return Version(number, "Tekst.", 1, SOURCE, **({"hearing": hearing} | fields))  # type: ignore[arg-type] # any field


def approved(number: str, day: str | None) -> Version:
    return Version(number, "Tekst.", 1, SOURCE, approved_by="utvalget", approved=d(day) if day else None)


def with_versions(*versions: Version, **fields: object) -> Corpus:
    """Return the small corpus with one guideline that has these versions."""
    assert SMALL
    guideline = Document(GUIDELINE, "Utskriving", DocumentKind.GUIDELINE, "", SOURCE, versions=versions)
    return replace(SMALL, documents=(guideline,), papers=(), meetings=(), **fields)


def only(found: Corpus, day: str = "2024-03-01") -> HearingRecord:
    (record,) = hearings(found, d(day))
    return record


def answer(dated: str | None, party: str | None = "dalset", **fields: object) -> CasePaper:
    """Return a hearing answer about the guideline."""
    name = f"organisasjon/saker/{dated}-{party}"
    paper = CasePaper(
        name, "Svar", "høringssvar", d(dated) if dated else None, None, (GUIDELINE,), "", SOURCE, party=party
    )
    return replace(paper, **fields)  # type: ignore[arg-type] # any field


def meeting(held: str, outcome: str | None, number: str | None = "1.0", **fields: object) -> Meeting:
    """Return a meeting that had the guideline before it."""
    item = CaseItem("Utskriving", document=GUIDELINE, version=number, outcome=outcome)
    return replace(Meeting(f"{held}-utvalget", "utvalget", d(held), (item,), "", SOURCE), **fields)  # type: ignore[arg-type]


# --- where it is --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "phase", "left"),
    [
        ("2024-02-11", Phase.COMING, None),
        ("2024-02-12", Phase.OPEN, 11),
        ("2024-02-23", Phase.OPEN, 0),
        ("2024-02-24", Phase.CLOSED, None),
    ],
)
def test_a_hearing_comes_is_open_and_closes(day: str, phase: Phase, left: int | None) -> None:
    """It is open from the first day to the last, both included, and the days left are counted to the last."""
    record = only(with_versions(proposal()), day)
    assert (record.phase, record.days_left) == (phase, left)


def test_without_a_deadline_nobody_can_tell_whether_it_is_over() -> None:
    """A hearing without a deadline is neither open nor closed, until something is approved."""
    heard = proposal(closes="")
    assert only(with_versions(heard)).phase is Phase.NO_DEADLINE
    assert only(with_versions(heard, approved("2.0", "2024-02-20"))).phase is Phase.CLOSED


def test_an_approved_text_is_out_for_comment_no_more() -> None:
    """The decision ends the hearing, whatever its deadline says."""
    text = proposal(closes="2024-12-31", approved_by="utvalget", approved=d("2024-02-20"))
    assert only(with_versions(text), "2024-02-19").phase is Phase.OPEN
    assert only(with_versions(text), "2024-02-20").phase is Phase.CLOSED


_DAYS = st.dates(date(2024, 1, 1), date(2024, 3, 1))


@given(st.none() | _DAYS, st.none() | _DAYS, st.none() | _DAYS, st.booleans(), _DAYS)
def test_a_hearing_is_open_exactly_when_its_version_is(
    opens: date | None, closes: date | None, decided: date | None, is_approved: bool, day: date  # noqa: FBT001 - drawn
) -> None:  # fmt: skip
    """Whatever the dates, it agrees with the status, and only an open one has days left, never fewer than none."""
    text = Version("1.0", "", 1, SOURCE, hearing=Hearing(opens, closes))
    text = replace(text, approved_by="utvalget", approved=decided) if is_approved else text
    found = with_versions(text)
    record = record_of(found, found.documents[0], text, day)
    assert record
    assert (record.phase is Phase.OPEN) == (standing(text, found.documents[0], (), day).status is Status.HEARING)
    assert (record.days_left is not None) == (record.phase is Phase.OPEN)
    assert record.days_left is None or record.days_left >= 0


# --- how long it is -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("closes", "lacks"), [("2024-02-23", 19), ("2024-03-12", 1), ("2024-03-13", 0), ("", 0)])
def test_a_hearing_may_be_too_short(closes: str, lacks: int) -> None:
    """Eleven days lack nineteen to thirty; where no deadline is stated nobody can tell."""
    assert only(with_versions(proposal(closes=closes))).short_by == lacks


def test_a_deadline_that_was_moved_counts_as_it_is_now() -> None:
    """Eleven days that became thirty are enough, and the first deadline is still known."""
    hearing = Hearing(d("2024-02-12"), d("2024-03-13"), None, (d("2024-02-23"),))
    record = only(with_versions(proposal(hearing=hearing)))
    assert record.short_by == 0
    assert record.hearing.earlier_deadlines == (d("2024-02-23"),)


@given(st.integers(0, 60), st.none() | st.integers(0, 60))
def test_what_a_hearing_lacks_makes_it_long_enough(days: int, minimum: int | None) -> None:
    """As many more days as it lacks, and not one fewer, make it as long as promised."""
    assert SMALL
    opens = date(2024, 1, 1)
    community = replace(SMALL.community, minimum_hearing_days=minimum)

    def lacks(n: int) -> int:
        text = proposal(hearing=Hearing(opens, opens + timedelta(days=n)))
        return only(with_versions(text, community=community)).short_by

    short = lacks(days)
    assert lacks(days + short) == 0
    assert short == 0 or lacks(days + short - 1) == 1


# --- who has answered ---------------------------------------------------------------------------------------------


def test_answers_are_counted_by_party_and_by_day() -> None:
    """An answer on the last day is in time, the day after it is late; what is dated later has not come."""
    papers = (answer("2024-02-23"), answer("2024-02-24", "nesset"), answer("2024-03-05", "sykehuset"))
    record = only(replace(with_versions(proposal()), papers=papers))
    assert [(a.party.id if a.party else None, a.is_late) for a in record.answers] == [
        ("dalset", False),
        ("nesset", True),
    ]
    assert [p.id for p in record.unanswered] == ["sykehuset"]


def test_an_answer_without_a_date_is_neither_late_nor_in_time() -> None:
    """Nothing is invented: it is there, and when it came nobody knows."""
    record = only(replace(with_versions(proposal()), papers=(answer(None),)))
    assert [a.is_late for a in record.answers] == [None]


def test_answers_of_others_leave_every_party_unanswered() -> None:
    """An answer that names no party is shown, and counts for none."""
    record = only(replace(with_versions(proposal()), papers=(answer("2024-02-20", None, body_id="utvalget"),)))
    assert len(record.answers) == 1
    assert len(record.unanswered) == 3


def test_an_answer_belongs_to_the_version_it_names_or_to_the_last_that_was_out() -> None:
    """Two hearings of one document do not share their answers."""
    versions = proposal("1.0"), proposal("2.0", "2024-06-01", "2024-07-01")
    named = answer("2024-06-10", version="1.0")
    early, late, undated = answer("2024-02-20"), answer("2024-06-20"), answer(None)
    found = replace(with_versions(*versions), papers=(named, early, late, undated))
    of = {r.version.number: [a.paper for a in r.answers] for r in hearings(found, d("2024-08-01"))}
    assert of == {"1.0": [named, early], "2.0": [late]}


def test_other_papers_are_no_answers() -> None:
    """A memo about the document, and an answer about another one, are not counted."""
    papers = (answer("2024-02-20", kind="notat"), answer("2024-02-20", concerns=("avtaler/samarbeidsavtalen",)))
    assert only(replace(with_versions(proposal()), papers=papers)).answers == ()


# --- what came of it ----------------------------------------------------------------------------------------------


def test_a_proposal_may_be_approved_as_it_is_or_as_a_later_version() -> None:
    """The first approved text from the proposal on is what came of it, once it is approved."""
    found = with_versions(proposal("0.9"), approved("1.0", "2024-09-26"), approved("2.0", "2025-01-01"))
    assert only(found, "2024-09-25").aftermath.result is Result.UNSTATED
    after = only(found, "2026-01-01").aftermath
    assert (after.result, after.day, after.body) == (Result.APPROVED, d("2024-09-26"), "utvalget")
    assert after.version
    assert after.version.number == "1.0"
    itself = proposal("1.0", approved_by="utvalget", approved=None)
    assert only(with_versions(itself)).aftermath.version is itself


@pytest.mark.parametrize(
    ("outcome", "result"),
    [
        ("avvist", Result.REJECTED),
        ("Ikke vedtatt", Result.REJECTED),
        ("trukket", Result.WITHDRAWN),
        ("utsatt", Result.CONSIDERED),
        (None, Result.UNSTATED),
    ],
)
def test_the_minutes_tell_what_came_of_it(outcome: str | None, result: Result) -> None:
    """What a meeting said of the version is read from its outcome; a meeting without one tells nothing."""
    found = replace(with_versions(proposal()), meetings=(meeting("2024-02-28", outcome),))
    after = only(found).aftermath
    assert after.result is result
    assert (after.meeting.id if after.meeting else "") == "2024-02-28-utvalget"


def test_a_rejected_proposal_stays_rejected_though_another_was_approved_later() -> None:
    """A later text is another proposal where the minutes say that this one fell."""
    meetings = (meeting("2024-02-28", "avvist"),)
    found = replace(with_versions(proposal(), approved("2.0", "2025-01-01")), meetings=meetings)
    assert only(found, "2026-01-01").aftermath.result is Result.REJECTED


def test_only_held_meetings_about_this_version_count() -> None:
    """A cancelled meeting, one to come, and one about another version say nothing; the last one held decides."""
    meetings = (
        meeting("2024-02-25", "utsatt"),
        meeting("2024-02-26", "avvist", is_cancelled=True),
        meeting("2024-02-27", "avvist", "2.0"),
        meeting("2024-03-20", "avvist"),
    )
    after = only(replace(with_versions(proposal()), meetings=meetings)).aftermath
    assert (after.result, after.words, after.day) == (Result.CONSIDERED, "utsatt", d("2024-02-25"))


# --- all of them --------------------------------------------------------------------------------------------------


def test_open_hearings_come_first_and_the_next_deadline_before_the_others(tmp_path: Path) -> None:
    """Then those without a deadline, those to come, and the closed ones from the last to the first."""
    early = OPEN.replace("2026-12-04", "2026-12-01")
    more = {
        f"{GUIDELINE}/vedlegg/1.1-sjekkliste/2.0.md": version("2.0", early),
        f"{GUIDELINE}/2.5.md": version("2.5", "horing: {fra: 2026-01-01}\n"),
    }
    found = hearings(corpus(tmp_path, more), DAY)
    assert [(r.version.number, r.phase) for r in found] == [
        ("2.0", Phase.OPEN), ("3.0", Phase.OPEN), ("2.5", Phase.NO_DEADLINE), ("4.0", Phase.COMING), ("2.0", Phase.CLOSED),
    ]  # fmt: skip
    assert {p.id for p in found[1].unanswered} == {*PARTIES} - {"k01"}
    assert found[3].short_by == 14


def test_the_hearing_of_february_2024_gave_eleven_days() -> None:
    """The folder of this project: guideline 1 was out for eleven days of thirty, and became version 1.0."""
    found = read_corpus(Path(__file__).resolve().parents[1]).corpus
    assert found
    record = next(r for r in hearings(found, date(2026, 11, 26)) if r.version.number == "0.9")
    assert (record.hearing.days, record.short_by, record.answers) == (11, 19, ())
    assert record.aftermath.version
    assert (record.aftermath.version.number, record.aftermath.day) == ("1.0", date(2024, 9, 26))
