"""The way of a case: which items of which meetings are one case, in what order, and where it is on a day."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from party_corpus import BASE, GUIDELINE

from avtaleverk.corpus import read_corpus
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, DocumentKind, Version
from avtaleverk.model.organisation import Agreement, CaseItem, CaseKind, CasePaper, Meeting
from avtaleverk.model.source import Source
from avtaleverk.organisation.cases import (
    CaseState,
    CaseThread,
    papers_of,
    standing_of,
    threads,
    version_of,
)

SOURCE = Source("organisasjon/moter/x.md")
SMALL = read_corpus(BASE).corpus
assert SMALL
DAY = date(2026, 11, 26)
BEFORE, AFTER = date(2026, 10, 1), date(2026, 12, 10)


def item(title: str = "Sak", **fields: object) -> CaseItem:
    return CaseItem(title, **fields)  # type: ignore[arg-type] # any field


def meeting(held: date, *items: CaseItem, body: str = "utvalget", **fields: object) -> Meeting:
    return Meeting(f"{held}-{body}", body, held, items, "", SOURCE, **fields)  # type: ignore[arg-type] # any field


def version(number: str = "1.0", **fields: object) -> Version:
    return Version(number, "Tekst.", 1, SOURCE, **fields)  # type: ignore[arg-type] # any field


def corpus(*meetings: Meeting, versions: tuple[Version, ...] = (), papers: tuple[CasePaper, ...] = ()) -> Corpus:
    """Return the small corpus with these meetings, and one guideline with these versions."""
    assert SMALL
    guideline = Document(GUIDELINE, "Utskriving", DocumentKind.GUIDELINE, "", SOURCE, versions=versions)
    held = tuple(sorted(meetings, key=lambda m: (m.held, m.id)))
    return replace(SMALL, documents=(guideline,), meetings=held, papers=papers)


def places(case: CaseThread) -> list[tuple[str, int]]:
    return [(s.meeting.id, s.index) for s in case.steps]


def only(found: Corpus) -> CaseThread:
    (case,) = threads(found)
    return case


def state(found: Corpus, day: date = DAY) -> CaseState:
    return standing_of(found, only(found), day).state


# --- which items are one case -------------------------------------------------------------------------------------


def test_a_case_is_followed_through_the_levels() -> None:
    """The same name in three bodies is one case, the first meeting first."""
    found = corpus(
        meeting(date(2026, 9, 1), item(thread="utskriving"), body="styringsgruppa"),
        meeting(date(2026, 3, 1), item("Annet"), item(thread="utskriving"), body="fsu"),
        meeting(date(2026, 6, 1), item(thread="utskriving")),
    )
    cases = threads(found)
    assert [places(c) for c in cases] == [
        [("2026-03-01-fsu", 0)],
        [("2026-03-01-fsu", 1), ("2026-06-01-utvalget", 0), ("2026-09-01-styringsgruppa", 0)],
    ]
    assert cases[1].name == "utskriving"


def test_discussion_and_decision_in_one_body_are_one_case() -> None:
    """A community that works in two steps has the same case in two meetings of the same body."""
    found = corpus(
        meeting(BEFORE, item(kind="drøfting", document=GUIDELINE, version="1.0")),
        meeting(AFTER, item(kind="beslutning", document=GUIDELINE, version="1.0")),
        versions=(version(),),
    )
    assert [s.item.kind for s in only(found).steps] == [CaseKind.DISCUSSION.value, CaseKind.DECISION.value]


def test_the_name_goes_before_what_a_case_concerns() -> None:
    """Two names on the same text are two cases; one without a name cannot be either of them."""
    same = {"document": GUIDELINE, "version": "1.0"}
    found = corpus(
        meeting(BEFORE, item(thread="a", **same), item(thread="b", **same), item(**same)),
        versions=(version(),),
    )
    assert len(threads(found)) == 3


def test_what_has_no_name_takes_the_only_one_there_is() -> None:
    """A meeting that leaves out the name, but has the same text before it, has the same case."""
    same = {"document": GUIDELINE, "version": "1.0"}
    found = corpus(
        meeting(BEFORE, item(thread="a", **same)), meeting(AFTER, item(**same)), versions=(version(),)
    )  # fmt: skip
    assert only(found).name == "a"


def test_the_same_paper_is_the_same_case() -> None:
    """A case paper follows its case, also where one of the meetings names the version and the other does not."""
    paper = "organisasjon/saker/x"
    found = corpus(meeting(BEFORE, item(paper=paper)), meeting(AFTER, item(paper=paper)))
    assert len(only(found).steps) == 2
    named = item(paper=paper, document=GUIDELINE, version="1.0")
    found = corpus(meeting(BEFORE, item(paper=paper)), meeting(AFTER, named), versions=(version(),))
    assert len(only(found).steps) == 2
    assert only(found).paper_ids == (paper,)


def test_one_paper_for_several_cases_does_not_make_them_one() -> None:
    """A memo about two texts, or about two things, belongs to two cases."""
    paper = "organisasjon/saker/notat"
    texts = [item(paper=paper, document=GUIDELINE, version=v) for v in ("1.0", "2.0")]
    assert len(threads(corpus(meeting(BEFORE, *texts), versions=(version(), version("2.0"))))) == 2
    things = (item("Budsjett", paper=paper), item("Møteplan", paper=paper))
    again = meeting(AFTER, item("Budsjett", paper=paper))
    assert [len(c.steps) for c in threads(corpus(meeting(BEFORE, *things), again))] == [2, 1]


def test_the_two_parts_of_a_meeting_may_have_the_same_case() -> None:
    """What the open part discusses and the closed part decides is one case."""
    parts = [item(paper="organisasjon/saker/x", part=p) for p in ("åpen del", "lukket del")]
    assert len(only(corpus(meeting(BEFORE, *parts))).steps) == 2


def test_the_file_of_a_version_tells_which_one_a_meeting_had() -> None:
    """An item that names the document alone concerns the version whose file names the meeting."""
    held = meeting(BEFORE, item(document=GUIDELINE))
    found = corpus(held, versions=(version("1.0", meeting=held.id), version("2.0")))
    assert [v.number for _, v in filter(None, [version_of(found, only(found).steps[0])])] == ["1.0"]
    two = corpus(held, versions=(version("1.0", meeting=held.id), version("2.0", meeting=held.id)))
    assert version_of(two, only(two).steps[0]) is None
    assert version_of(corpus(meeting(BEFORE, item(document=GUIDELINE, version="9"))), only(two).steps[0]) is None


def test_cases_without_anything_in_common_stay_apart() -> None:
    """The same title alone is no proof: «Eventuelt» is on every agenda."""
    found = corpus(meeting(BEFORE, item("Eventuelt")), meeting(AFTER, item("Eventuelt")))
    assert len(threads(found)) == 2


def test_two_meetings_on_one_day_come_in_the_order_of_the_clock() -> None:
    """Where the body below meets in the morning, its step is the first."""
    late = meeting(BEFORE, item(thread="a"), body="a-styre", begins=time(14))
    early = meeting(BEFORE, item(thread="a"), body="utvalget", begins=time(9))
    assert [s.meeting.body for s in only(corpus(late, early)).steps] == ["utvalget", "a-styre"]


items = st.builds(
    CaseItem,
    title=st.sampled_from(["a", "b"]),
    kind=st.sampled_from([None, *[k.value for k in CaseKind]]),
    document=st.sampled_from([None, GUIDELINE, "ukjent"]),
    version=st.sampled_from([None, "1.0", "2.0", "9"]),
    paper=st.sampled_from([None, "organisasjon/saker/p", "organisasjon/saker/q"]),
    thread=st.sampled_from([None, None, "x", "y"]),
    part=st.sampled_from([None, "åpen del", "lukket del"]),
    outcome=st.sampled_from([None, "vedtatt", "utsatt", "avvist", "anbefalt", "orientert"]),
    decision=st.sampled_from([None, "Slik ble det."]),
    settled=st.sampled_from([None, *Agreement]),
)
meetings = st.builds(
    lambda day, body, its, *, off: meeting(DAY + timedelta(days=day), *its, body=body, is_cancelled=off),
    st.integers(-3, 3),
    st.sampled_from(["fsu", "utvalget", "styringsgruppa"]),
    st.lists(items, max_size=4),
    off=st.booleans(),
)
corpora = st.lists(meetings, max_size=6, unique_by=lambda m: m.id).map(
    lambda ms: corpus(*ms, versions=(version(meeting=f"{DAY}-utvalget"), version("2.0", approved_by="utvalget")))
)


@given(corpora)
def test_every_item_is_in_exactly_one_case(found: Corpus) -> None:
    """No case is lost, none is told twice, and each is in order of time."""
    cases = threads(found)
    told = [place for c in cases for place in places(c)]
    assert sorted(told) == sorted((m.id, n) for m in found.meetings for n in range(len(m.items)))
    for case in cases:
        assert [s.meeting.held for s in case.steps] == sorted(s.meeting.held for s in case.steps)
        assert len({s.item.thread for s in case.steps if s.item.thread}) <= 1


@given(corpora, st.randoms())
def test_the_order_of_the_files_does_not_matter(found: Corpus, random: object) -> None:
    """The same meetings give the same cases in whatever order they are read."""
    shuffled = list(found.meetings)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a random.Random
    assert threads(replace(found, meetings=tuple(shuffled))) == threads(found)


# --- where a case is ----------------------------------------------------------------------------------------------


@given(corpora, st.integers(-5, 5))
def test_every_case_is_somewhere(found: Corpus, days: int) -> None:
    """Whatever the minutes leave out, a case has a state, and a coming step where and only where it says so."""
    day = DAY + timedelta(days=days)
    for case in threads(found):
        now = standing_of(found, case, day)
        assert (now.state is CaseState.BEFORE) == (now.coming is not None)
        assert now.last is None or now.last.is_done(day)
        assert now.coming is None or not now.coming.meeting.is_cancelled


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"kind": "beslutning", "outcome": "vedtatt"}, CaseState.DECIDED),
        ({"kind": "beslutning", "decision": "Utvalget oppretter en gruppe."}, CaseState.DECIDED),
        ({"kind": "beslutning", "outcome": "avvist"}, CaseState.DECIDED),
        ({"kind": "beslutning", "outcome": "Utsatt til våren"}, CaseState.OPEN),
        ({"kind": "beslutning", "outcome": "oversendt styringsgruppa"}, CaseState.OPEN),
        ({"kind": "beslutning", "settled": Agreement.NONE, "outcome": "ikke enighet"}, CaseState.OPEN),
        ({"kind": "beslutning"}, CaseState.UNSTATED),
        ({}, CaseState.UNSTATED),
        ({"kind": "drøfting", "outcome": "drøftet"}, CaseState.OPEN),
        ({"kind": "drøfting"}, CaseState.OPEN),
        ({"kind": "drøfting", "outcome": "avsluttet"}, CaseState.DECIDED),
        ({"kind": "orientering", "outcome": "tatt til orientering"}, CaseState.INFORMED),
    ],
)
def test_what_the_last_meeting_said_tells_where_a_case_is(fields: dict[str, object], expected: CaseState) -> None:
    """A decision ends it, what is put off or sent on is open, and silence is not taken for an outcome."""
    assert state(corpus(meeting(BEFORE, item(**fields)))) is expected


def test_a_coming_meeting_has_the_case() -> None:
    """What one body decided, and another has on its agenda, lies before that one now."""
    found = corpus(
        meeting(BEFORE, item(thread="a", outcome="vedtatt")),
        meeting(AFTER, item(thread="a"), body="styringsgruppa"),
    )
    now = standing_of(found, only(found), DAY)
    assert (now.state, now.coming and now.coming.meeting.body) == (CaseState.BEFORE, "styringsgruppa")
    assert now.last
    assert now.last.meeting.body == "utvalget"


def test_a_cancelled_meeting_does_nothing_with_a_case() -> None:
    """It is a step of the way that was never gone."""
    assert state(corpus(meeting(AFTER, item(), is_cancelled=True))) is CaseState.OPEN
    assert state(corpus(meeting(BEFORE, item(outcome="vedtatt"), is_cancelled=True))) is CaseState.OPEN


def test_a_meeting_of_today_is_to_come_until_it_says_what_came_of_it() -> None:
    """The minutes of the day are as good as those of yesterday."""
    assert state(corpus(meeting(DAY, item()))) is CaseState.BEFORE
    assert state(corpus(meeting(DAY, item(outcome="vedtatt")))) is CaseState.DECIDED


def test_information_does_not_open_a_case_again() -> None:
    """A body that is told of what another decided has nothing to decide."""
    decided = meeting(BEFORE, item(thread="a", kind="beslutning", outcome="vedtatt"))
    told = meeting(BEFORE + timedelta(days=9), item(thread="a", kind="orientering"), body="fsu")
    assert state(corpus(decided, told)) is CaseState.DECIDED


def test_a_text_is_decided_by_the_body_that_approves_it() -> None:
    """What a body below agrees to is open until then; a text that is approved is decided whatever the minutes say."""
    agreed = item(kind="beslutning", document=GUIDELINE, version="1.0", outcome="vedtatt")
    below = meeting(BEFORE, agreed, body="styringsgruppa")
    assert state(corpus(below, versions=(version(),))) is CaseState.OPEN
    assert state(corpus(meeting(BEFORE, agreed), versions=(version(),))) is CaseState.DECIDED
    turned_down = meeting(BEFORE, replace(agreed, outcome="avvist"), body="styringsgruppa")
    assert state(corpus(turned_down, versions=(version(),))) is CaseState.DECIDED
    silent = meeting(BEFORE, replace(agreed, outcome=None))
    approved = version(approved_by="utvalget", approved=BEFORE)
    assert state(corpus(silent, versions=(version(),))) is CaseState.UNSTATED
    assert state(corpus(silent, versions=(approved,))) is CaseState.DECIDED
    assert state(corpus(silent, versions=(replace(approved, approved=AFTER),))) is CaseState.UNSTATED


def test_the_papers_of_a_case_are_those_before_its_meetings_and_about_its_text() -> None:
    """A hearing answer about the text belongs to the case as well as the memo that the meeting had."""

    def paper(name: str, number: str | None = None) -> CasePaper:
        return CasePaper(name, name, "notat", BEFORE, None, (GUIDELINE,), "", SOURCE, number)

    held = meeting(BEFORE, item(paper="a", document=GUIDELINE, version="1.0"))
    papers = (paper("a"), paper("b", "1.0"), paper("c", "2.0"), paper("d"))
    found = corpus(held, versions=(version(), version("2.0")), papers=papers)
    assert [p.id for p in papers_of(found, only(found))] == ["a", "b"]
