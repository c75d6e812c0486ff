"""What holds of every verdict, whatever a community has written."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rule_corpus import a_body, a_corpus, a_meeting, a_rule, a_seat, a_structure, an_item, an_office

from avtaleverk.model.community import Side
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.organisation import Agreement, Office
from avtaleverk.model.structure import Leadership, Right, RuleKind, SeatDemand
from avtaleverk.organisation.checks import check_rules_kept
from avtaleverk.organisation.rules.judge import judge
from avtaleverk.organisation.rules.verdicts import State
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.rule_pages import rules_html
from avtaleverk.text import TextStore

IDS = ("topp", "utvalget", "fsu")
_days = st.integers(0, 4000).map(lambda n: (date(2018, 1, 1) + timedelta(days=n)).isoformat())
_sides = st.sampled_from(list(Side))
_areas = st.sampled_from([None, "vest", "ost"])
_few = st.none() | st.integers(1, 4)
_seats = st.lists(st.builds(a_seat, _sides, _few, right=st.sampled_from(list(Right)), area=_areas), max_size=4).map(
    tuple
)
_leaders = st.none() | st.builds(Leadership, st.lists(_sides, max_size=2).map(tuple), st.none(), _few)
_parts = st.sampled_from([(), ("åpen", "lukket")])


def _body(name: str) -> st.SearchStrategy[object]:
    return st.builds(
        a_body, st.just(name), st.sampled_from([1, 2, 3]),
        seats=_seats, leadership=_leaders, term_years=_few, extension_years=_few, meetings_per_year=_few,
        meeting_parts=_parts,
    )  # fmt: skip


_bodies = st.tuples(*map(_body, IDS))
_rules = st.lists(
    st.builds(
        a_rule, st.sampled_from(list(RuleKind)),
        levels=st.lists(st.integers(1, 3), max_size=2).map(tuple), bodies=st.lists(st.sampled_from(IDS), max_size=2).map(tuple),
        side=_sides, least=st.integers(1, 3), part=st.sampled_from([None, "lukket"]), first=st.sampled_from(IDS),
        seats=st.lists(st.builds(SeatDemand, _sides, st.integers(1, 3), _areas), min_size=1, max_size=3).map(tuple),
    ),
    max_size=6,
).map(tuple)  # fmt: skip
_items = st.lists(
    st.builds(
        an_item, kind=st.sampled_from([None, "orientering", "drøfting", "beslutning"]),
        outcome=st.sampled_from([None, "vedtatt", "utsatt"]), settled=st.none() | st.sampled_from(list(Agreement)),
        plan=st.sampled_from([None, "Ny sak"]), part=st.sampled_from([None, "åpen", "lukket"]),
        thread=st.sampled_from([None, "a", "b"]),
    ),
    max_size=2,
)  # fmt: skip
_meetings = st.lists(
    st.tuples(_days, _items, st.sampled_from(IDS), st.booleans()), max_size=8, unique_by=lambda m: (m[0], m[2])
).map(lambda rows: tuple(a_meeting(d, *items, body=body, is_cancelled=off) for d, items, body, off in sorted(rows, key=lambda r: r[0])))  # fmt: skip
_offices = st.lists(
    st.builds(
        an_office, st.sampled_from(list(Office)), st.none() | _days, st.none() | _days,
        body=st.sampled_from(IDS), side=st.none() | _sides, name=st.sampled_from([None, "Kari", "Per"]),
        party=st.sampled_from([None, "dalset"]),
    ),
    max_size=6,
).map(tuple)  # fmt: skip


@st.composite
def corpora(draw: st.DrawFn) -> Corpus:
    """Draw a corpus of one or two structures, each with rules, and of meetings and offices."""
    starts = draw(
        st.lists(st.sampled_from(["2019", "2020-01-01", "2022-06", "2024-03-01"]), min_size=1, max_size=2, unique=True)
    )
    made = [a_structure(*draw(_bodies), rules=draw(_rules), start=start) for start in sorted(starts)]  # type: ignore[arg-type]
    return a_corpus(*made, meetings=draw(_meetings), appointments=draw(_offices))


_some = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@_some
@given(corpora(), _days)
def test_verdicts_agree_with_themselves(corpus: Corpus, written: str) -> None:
    """A rule is broken where and only where a breach says so, of a body that is there, and of no day to come."""
    day = date.fromisoformat(written)
    structure = corpus.structure_at(day)
    verdicts = judge(corpus, day)
    assert len(verdicts) == (len(structure.rules) if structure else 0)
    for verdict in verdicts:
        breaches = [b for j in verdict.judgements for b in j.breaches]
        assert (verdict.state is State.BROKEN) == bool(breaches)
        assert all(b.start is None or b.start <= day for b in breaches)
        assert {j.body for j in verdict.judgements} - {""} <= set(IDS)
        asked = set(verdict.covered) - ({verdict.rule.first} if verdict.rule.kind is RuleKind.TWO_STEPS else set())
        assert verdict.state is not State.UNKNOWN or not verdict.is_complete or not asked
        assert all(j.gaps for j in verdict.judgements if j.state is State.UNKNOWN)


@_some
@given(corpora(), _days)
def test_every_breach_is_told_and_shown(corpus: Corpus, written: str) -> None:
    """Each state, fault and lack has words, for the editor and for the reader, and nothing fails for want of data."""
    day = date.fromisoformat(written)
    found = list(check_rules_kept(corpus, day))
    html = rules_html(Context(corpus, day, TextStore()), "organisasjon/regler/")
    assert bool(found) == ("regelmerke--brutt" in html)
    assert all("None" not in str(f) and "\n" not in str(f) for f in found)


@_some
@given(corpora(), _days)
def test_what_comes_later_changes_no_verdict_of_today(corpus: Corpus, written: str) -> None:
    """A meeting of tomorrow neither keeps nor breaks a rule today."""
    day = date.fromisoformat(written)
    later = a_meeting((day + timedelta(days=1)).isoformat(), an_item(kind="beslutning", outcome="vedtatt"), body="fsu")
    more = a_corpus(*corpus.structures, meetings=(*corpus.meetings, later), appointments=corpus.appointments)
    states = [[v.state for v in judge(c, day)] for c in (corpus, more)]
    assert [a for a in states[0] if a is State.BROKEN] == [a for a in states[1] if a is State.BROKEN]
