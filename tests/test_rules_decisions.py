"""Rules about decisions: whose right they are, in which part of a meeting, and after which discussion."""

import pytest
from rule_corpus import (
    DAY,
    a_body,
    a_corpus,
    a_guideline,
    a_meeting,
    a_rule,
    a_structure,
    an_item,
    by_body,
    decided,
    faults,
    lacks,
    the_verdict,
)

from avtaleverk.model.organisation import CaseItem
from avtaleverk.model.structure import RuleKind
from avtaleverk.organisation.rules.decisions import is_decision
from avtaleverk.organisation.rules.judge import judge
from avtaleverk.organisation.rules.verdicts import State

RIGHT = a_rule(RuleKind.DECISION, levels=(1, 2))
TOP = a_body("partnerskapet", 1, meeting_parts=("dialogdel", "administrativ del"))
SSU, FSU = a_body(), a_body("fsu", 3)
IN_PART = a_rule(RuleKind.DECISION, bodies=("partnerskapet",), part="administrativ del")
TWO_STEPS = a_rule(RuleKind.TWO_STEPS, bodies=("utvalget",), first="sekretariatet")
OFFICE = a_body("sekretariatet", None, staff=True)


@pytest.mark.parametrize(
    ("item", "is_one"),
    [
        (an_item(kind="beslutning", outcome="vedtatt"), True),
        (an_item(kind="beslutning", outcome="Godkjent med endringer"), True),
        (an_item(outcome="vedtatt"), True),
        (an_item(kind="beslutning", decision="Utvalget vedtar planen."), True),
        (an_item(kind="beslutning"), False),
        (an_item(kind="beslutning", outcome="ikke vedtatt", decision="Saken utsettes."), False),
        (an_item(kind="beslutning", outcome="anbefalt"), False),
        (an_item(kind="orientering", outcome="tatt til orientering"), False),
        (an_item(kind="drøfting", outcome="vedtatt oversendt"), False),
    ],
)
def test_what_counts_as_a_decision(item: CaseItem, is_one: bool) -> None:  # noqa: FBT001 - named by the table
    """A case is decided when it was adopted; what was recommended, put off or only discussed was not."""
    assert is_decision(item) is is_one


def test_decisions_of_bodies_with_the_right_keep_the_rule() -> None:
    """SSU decides, the committee below only recommends."""
    meetings = (a_meeting("2025-01-10", an_item(outcome="anbefalt"), body="fsu"), a_meeting("2025-02-10", decided()))
    verdict = the_verdict(RIGHT, TOP, SSU, FSU, meetings=meetings)
    assert verdict.state is State.KEPT
    assert by_body(verdict) == {"partnerskapet": "uvisst", "utvalget": "holdt"}


def test_a_decision_without_the_right_breaks_the_rule() -> None:
    """The committee is not one of those that decide."""
    verdict = the_verdict(RIGHT, TOP, SSU, FSU, meetings=(a_meeting("2025-01-10", decided("Et kurs"), body="fsu"),))
    assert faults(verdict) == ["uten-rett"]
    assert by_body(verdict)["fsu"] == "brutt"
    assert verdict.judgements[-1].breaches[0].title == "Et kurs"


def test_no_decisions_are_nothing_to_judge_by() -> None:
    """Neither kept nor broken."""
    verdict = the_verdict(RIGHT, SSU, FSU, meetings=(a_meeting("2025-01-10", an_item()),))
    assert verdict.state is State.UNKNOWN
    assert lacks(verdict) == ["beslutninger"]


def test_an_approved_version_is_a_decision() -> None:
    """It keeps the rule where the body has the right, and breaks it where it has not."""
    kept = the_verdict(RIGHT, SSU, FSU, documents=(a_guideline("utvalget"),))
    broken = the_verdict(RIGHT, SSU, FSU, documents=(a_guideline("fsu"),))
    assert (kept.state, broken.state) == (State.KEPT, State.BROKEN)
    place = broken.judgements[-1].breaches[0].place
    assert (place.path, place.line, place.field) == ("retningslinjer/01-utskriving/1.0.md", 3, "godkjent_av")


def test_decisions_before_the_structure_began_are_not_judged() -> None:
    """Other rules may have held then."""
    old = a_meeting("2019-05-01", decided(), body="fsu")
    assert the_verdict(RIGHT, SSU, FSU, meetings=(old,)).state is State.UNKNOWN


def test_a_decision_belongs_in_the_part_that_decides() -> None:
    """In the dialogue it is a breach; where no part is stated nobody can judge."""
    parts = {"administrativ del": State.KEPT, "dialogdel": State.BROKEN, None: State.UNKNOWN}
    for part, state in parts.items():
        meetings = (a_meeting("2025-01-10", decided(part=part), body="partnerskapet"),)
        assert the_verdict(IN_PART, TOP, SSU, meetings=meetings).state is state


def test_two_rules_give_the_right_together() -> None:
    """A rule about the part of one body's meeting takes the right from no other body."""
    structure = a_structure(TOP, SSU, FSU, rules=(RIGHT, IN_PART))
    meetings = (
        a_meeting("2025-01-10", decided(part="administrativ del"), body="partnerskapet"),
        a_meeting("2025-02-10", decided()),
    )
    assert [v.state for v in judge(a_corpus(structure, meetings=meetings), DAY)] == [State.KEPT, State.KEPT]
    wrong = (a_meeting("2025-03-10", decided(), body="fsu"),)
    found = judge(a_corpus(structure, meetings=wrong), DAY)
    assert [faults(v) for v in found] == [["uten-rett"], []]


def test_a_version_is_decided_by_the_body_of_its_document() -> None:
    """The guideline is for SSU; the top body that adopts it takes what is not its own."""
    item = decided(document="retningslinjer/01-utskriving", version="1.0")
    meetings = (a_meeting("2025-01-10", item, body="partnerskapet"),)
    verdict = the_verdict(RIGHT, TOP, SSU, meetings=meetings, documents=(a_guideline(),))
    assert faults(verdict) == ["ikke-sitt-dokument"]
    assert verdict.judgements[0].breaches[0].other == "utvalget"


def discussed(day: str, **fields: object) -> object:
    return a_meeting(day, an_item(**{"kind": "drøfting", "thread": "plan"} | fields), body="sekretariatet")


def test_a_case_that_was_discussed_first_keeps_the_two_steps() -> None:
    """The same case by its name, its case paper, or its version."""
    for mark in (
        {"thread": "plan"},
        {"paper": "organisasjon/saker/x"},
        {"document": "retningslinjer/01-utskriving", "version": "1.0"},
    ):
        meetings = (
            a_meeting("2025-01-10", an_item(kind="drøfting", **mark), body="sekretariatet"),
            a_meeting("2025-02-10", decided(**mark)),
        )
        verdict = the_verdict(TWO_STEPS, SSU, OFFICE, meetings=meetings, documents=(a_guideline(),))
        assert verdict.state is State.KEPT


def test_a_decision_without_an_earlier_discussion_breaks_the_two_steps() -> None:
    """A later one, one of another case and one for information only are none."""
    for first in (
        discussed("2025-03-10"),
        discussed("2025-02-10"),
        discussed("2025-01-10", thread="annet"),
        discussed("2025-01-10", kind="orientering"),
    ):
        meetings = (first, a_meeting("2025-02-10", decided(thread="plan")))
        verdict = the_verdict(TWO_STEPS, SSU, OFFICE, meetings=meetings)
        assert faults(verdict) == ["ikke-droftet"]
        assert verdict.judgements[0].breaches[0].other == "sekretariatet"


def test_two_steps_need_names_and_records() -> None:
    """Without recorded meetings of the first body, or a name of the case, nobody can judge."""
    alone = (a_meeting("2025-02-10", decided(thread="plan")),)
    assert lacks(the_verdict(TWO_STEPS, SSU, OFFICE, meetings=alone)) == ["moter"]
    nameless = (discussed("2025-01-10"), a_meeting("2025-02-10", decided()))
    verdict = the_verdict(TWO_STEPS, SSU, OFFICE, meetings=nameless)
    assert verdict.state is State.UNKNOWN
    assert lacks(verdict) == ["saksgang"]
    assert lacks(the_verdict(TWO_STEPS, SSU, OFFICE)) == ["beslutninger"]


def test_the_order_of_two_rules_gives_no_right_and_takes_none() -> None:
    """The rule of the part may stand first."""
    structure = a_structure(TOP, SSU, FSU, rules=(IN_PART, RIGHT))
    found = judge(a_corpus(structure, meetings=(a_meeting("2025-02-10", decided()),)), DAY)
    assert [faults(v) for v in found] == [[], []]


def test_what_was_approved_before_the_structure_surely_began_is_not_judged() -> None:
    """«2025» may be any day of it, so a decision of June may be from before; an older version surely is."""
    old = the_verdict(RIGHT, SSU, FSU, documents=(a_guideline("fsu", "2019-05-10"),))
    june = the_verdict(RIGHT, SSU, FSU, meetings=(a_meeting("2025-06-10", decided(), body="fsu"),), start="2025")
    assert (old.state, june.state) == (State.UNKNOWN, State.UNKNOWN)
