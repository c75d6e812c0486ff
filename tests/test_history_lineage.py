"""Points followed through many versions, held against runs of versions whose truth is known."""

from dataclasses import replace
from datetime import date

from history_corpus import DISCHARGE, comparisons, context, document, guideline, version, version_of
from hypothesis import given, settings
from known_histories import Told, Truth, truths

from avtaleverk.history.lineage import Lineage, Thread
from avtaleverk.model.documents import Version
from avtaleverk.redline import PointState
from avtaleverk.text import TextStore


def lineage(*versions: Version) -> Lineage:
    texts, known = TextStore(), comparisons()
    return Lineage(versions, lambda v: texts.of(v.body), lambda a, b: known.facts(a.body, b.body))


def thread_of(found: Lineage, version: Version, anchor: str) -> Thread | None:
    """Return the thread of a point that a version has."""
    return next((t for t in found.threads if (clause := t.clause_in(version)) and clause.id == anchor), None)


def threads(truth: Truth) -> tuple[Lineage, dict[int, Thread]]:
    """Return the lineage of a run, and the thread of each letter, found where it first stood."""
    found = lineage(*truth.versions)
    numbered = {v.number: v for v in found.versions}
    own: dict[int, Thread] = {}
    for letter in truth.letters:
        number, anchor = next(iter(truth.anchors(letter).items()))
        thread = thread_of(found, numbered[number], anchor)
        assert thread, (letter, number)
        own[letter] = thread
    return found, own


@settings(max_examples=80, deadline=None)
@given(truths(may_swap=True))
def test_each_point_is_followed_through_all_versions(truth: Truth) -> None:
    """Whatever is put in, taken out, reworded or swapped around it, a point keeps its thread under its ids."""
    found, own = threads(truth)
    preamble = [t for t in found.threads if t.clause.id == "innledning"]
    assert len(found.threads) - len(preamble) == len(truth.letters)
    for letter, thread in own.items():
        assert {number: clause.id for number, clause in thread.names.items()} == truth.anchors(letter)


@settings(max_examples=80, deadline=None)
@given(truths(may_swap=False))
def test_the_text_changed_exactly_where_it_was_reworded(truth: Truth) -> None:
    """A thread tells of a change of text where the point came, was reworded, or went, and nowhere else."""
    _, own = threads(truth)
    for letter, thread in own.items():
        assert [e.version.number for e in thread.events if e.is_change_of_text] == _changes(truth, letter)
        last = _changes(truth, letter)
        assert thread.last_change.version.number == (last[-1] if last else "1.0")


def _changes(truth: Truth, letter: int) -> list[str]:
    """Return the versions that put a letter in, reworded it, or took it out; the first version changed nothing."""
    has = [any(told.letter == letter for told in run) for run in truth.runs]
    return [
        f"{n + 1}.0" for n in range(1, len(has)) if has[n] != has[n - 1] or (has[n] and letter in truth.reworded[n])
    ]


@settings(max_examples=80, deadline=None)
@given(truths(may_swap=True))
def test_what_is_gone_says_in_which_version(truth: Truth) -> None:
    """A point that the last version lacks was taken out by the first one that lacks it; the others stand."""
    _, own = threads(truth)
    for letter, thread in own.items():
        last = int(float(list(truth.anchors(letter))[-1]))
        expected = f"{last + 1}.0" if last < len(truth.runs) else None
        assert (thread.removed.version.number if thread.removed else None) == expected


@settings(max_examples=80, deadline=None)
@given(truths(may_swap=True))
def test_old_anchors_that_lead_elsewhere(truth: Truth) -> None:
    """An anchor is listed exactly when it named another point then, with the newest version in which it did."""
    found, own = threads(truth)
    letter_of = {id(thread): letter for letter, thread in own.items()}
    for n, newer in enumerate(found.versions):
        told = {
            anchor: [(v.number, letter_of[id(thread)]) for v, thread in known]
            for anchor, known in found.former(newer).items()
        }
        assert told == _former(truth, n)


def _former(truth: Truth, n: int) -> dict[str, list[tuple[str, int]]]:
    now = {told.letter: told.anchor for told in truth.runs[n]}
    expected: dict[str, list[tuple[str, int]]] = {}
    for earlier in range(n - 1, -1, -1):
        for told in truth.runs[earlier]:
            known = expected.setdefault(told.anchor, [])
            if now.get(told.letter) != told.anchor and told.letter not in {letter for _, letter in known}:
                known.append((f"{earlier + 1}.0", told.letter))
    return {anchor: known for anchor, known in expected.items() if known}


# --- small runs ---------------------------------------------------------------------------------------------------


def run(*versions: list[Told]) -> Lineage:
    return lineage(*Truth(list(versions)).versions)


def test_a_move_is_no_change_of_text() -> None:
    """A point that changes places as it is has the words it had."""
    found = run([Told(0, 1), Told(1, 2), Told(2, 3)], [Told(1, 1), Told(2, 2), Told(0, 3)])
    thread = thread_of(found, found.versions[1], "pkt-3")
    assert thread
    assert [e.state for e in thread.events[1:]] == [PointState.MOVED]
    assert thread.last_change.version.number == "1.0"


def test_a_new_number_is_an_event_and_no_change_of_text() -> None:
    """The history tells of the new number; the words are still those of the first version."""
    found = run([Told(0, 1), Told(1, 2)], [Told(2, 1), Told(0, 2), Told(1, 3)])
    thread = thread_of(found, found.versions[1], "pkt-2")
    assert thread
    assert [(e.state, e.is_change_of_text) for e in thread.events] == [
        (PointState.ADDED, False), (PointState.RENUMBERED, False)
    ]  # fmt: skip
    assert thread.has_history
    assert thread.last_change.before is None


def test_a_point_that_comes_back_is_a_new_one() -> None:
    """Taken out and put in again under the same number and with the same words, it has two threads."""
    with_it, without = [Told(0, 1), Told(1, 2)], [Told(0, 1)]
    found = run(with_it, without, with_it)
    first, again = (thread_of(found, found.versions[n], "pkt-2") for n in (0, 2))
    assert first
    assert again
    assert first is not again
    assert first.removed
    assert (first.removed.version.number, list(first.names)) == ("2.0", ["1.0"])
    assert again.removed is None
    assert (again.events[0].version.number, again.events[0].state) == ("3.0", PointState.ADDED)
    assert list(again.names) == ["3.0"]
    assert [v.number for v, _ in found.former(found.versions[2])["pkt-2"]] == ["1.0"]


def test_versions_that_left_a_point_alone_have_no_event() -> None:
    """Five versions with the same words are one event, and no history."""
    found = run(*[[Told(0, 1), Told(1, 2)]] * 5)
    assert [len(t.events) for t in found.threads] == [1] * len(found.threads)
    assert not any(t.has_history for t in found.threads)
    assert all(len(t.names) == 5 for t in found.threads if t.clause.number)


def test_no_versions_have_no_points() -> None:
    """A document that nobody has approved has no threads, and asking about an anchor finds nothing."""
    found = lineage()
    assert found.threads == []
    assert thread_of(found, version("1.0", ""), "pkt-1") is None


def test_points_under_a_point_that_got_a_new_number() -> None:
    """In the corpus of versions 4.1 became 3.1 with 4, and 3 was taken out."""
    approved = [v for v in document(DISCHARGE).versions if v.is_approved]
    found = lineage(*approved)
    melding = thread_of(found, version_of("2.0"), "pkt-3-1")
    faks = thread_of(found, version_of("1.0"), "pkt-3")
    assert melding
    assert {number: c.id for number, c in melding.names.items()} == {
        "1.0": "pkt-4-1", "1.1": "pkt-4-1", "2.0": "pkt-3-1"
    }  # fmt: skip
    assert faks
    assert faks.removed
    assert (faks.clause.title, faks.removed.version.number, faks.last_change) == ("Faks", "2.0", faks.removed)


def test_the_lineage_of_a_page_ends_with_the_text_in_force() -> None:
    """Proposals, and texts that are approved and do not apply yet, are no part of what has happened."""
    later = replace(version("3.0", "## 1 Nytt\n\nTekst."), valid_from=in_2099(version_of("2.0")))
    found = guideline(version("1.0", "## 1 Om\n\nTekst."), version("2.0", "## 1 Om\n\nTekst."), later)
    ctx = context(found)
    assert [v.number for v in ctx.lineage(found).versions] == ["1.0", "2.0"]
    assert ctx.lineage(found) is ctx.lineage(found)


def in_2099(one: Version) -> date:
    assert one.approved
    return one.approved.replace(year=2099)
