"""The status of a version follows from its dates, and from nothing else."""

from datetime import date

import pytest

from avtaleverk.model.documents import Document, DocumentKind, Hearing, Outcome, Ratification, Version
from avtaleverk.model.source import Source
from avtaleverk.model.status import Standing, Status, effective_from, standing, upcoming, version_in_force

PARTIES = ("sykehuset", "dalset", "nesset")
SOURCE = Source("retningslinjer/01/1.0.md")


def version(number: str = "1.0", **fields: object) -> Version:
    """Return a version; ``godkjent`` says that the committee approved it, on a date or on none."""
    if "godkjent" in fields:
        fields |= {"approved_by": "utvalget", "approved": fields.pop("godkjent")}
    return Version(number, "Tekst.", 1, SOURCE, **fields)  # type: ignore[arg-type]


def document(*versions: Version) -> Document:
    """Return a guideline with these versions, oldest first."""
    return Document("retningslinjer/01", "Utskriving", DocumentKind.GUIDELINE, "", SOURCE, versions=versions)


def ratified(**outcomes: date | str | None) -> tuple[Ratification, ...]:
    """Return the decisions of parties: a date or None for adopted, ``nei`` or ``venter`` for the rest."""
    words = {"nei": Outcome.REJECTED, "venter": Outcome.PENDING}
    return tuple(
        Ratification(party, None, None, None, words[said])
        if isinstance(said, str)
        else Ratification(party, None, said, None, Outcome.ADOPTED)
        for party, said in outcomes.items()
    )


def d(text: str) -> date:
    """Return a day written as ``2024-05-01``."""
    return date.fromisoformat(text)


HEARD = version(hearing=Hearing(d("2024-02-01"), d("2024-03-01")))
OPEN_END = version(hearing=Hearing(d("2024-02-01"), None))
OPEN_START = version(hearing=Hearing(None, d("2024-03-01")))
UNDATED_HEARING = version(hearing=Hearing(None, None, "post@fjordvik.example"))

ALONE: list[tuple[str, Version, str, Status]] = [
    ("a text without anything is a draft", version(), "2024-01-01", Status.DRAFT),
    ("before its hearing it is a draft", HEARD, "2024-01-31", Status.DRAFT),
    ("the first day of the hearing is part of it", HEARD, "2024-02-01", Status.HEARING),
    ("the last day of the hearing is part of it", HEARD, "2024-03-01", Status.HEARING),
    ("after the hearing it awaits a decision", HEARD, "2024-03-02", Status.PENDING),
    ("a hearing without a deadline is not said to be open", OPEN_END, "2024-02-02", Status.PENDING),
    ("nor is it before it begins", OPEN_END, "2024-01-31", Status.DRAFT),
    ("a hearing without a first day is open until its deadline", OPEN_START, "2024-03-01", Status.HEARING),
    ("and closed after it", OPEN_START, "2024-03-02", Status.PENDING),
    ("a hearing without dates is over as far as the file says", UNDATED_HEARING, "2024-01-01", Status.PENDING),
    ("a proposal with a meeting awaits a decision", version(meeting="2024-05-01-ssu"), "2024-01-01", Status.PENDING),
    ("an approval that lies ahead is none yet", version(godkjent=d("2024-05-01")), "2024-04-30", Status.DRAFT),
    ("it applies from the day of approval", version(godkjent=d("2024-05-01")), "2024-05-01", Status.IN_FORCE),
    ("approved without any date, it applies", version(godkjent=None), "1990-01-01", Status.IN_FORCE),
    (
        "approved, but not yet in force",
        version(godkjent=d("2024-05-01"), valid_from=d("2024-07-01")),
        "2024-06-30",
        Status.ADOPTED,
    ),
    (
        "in force from its first day",
        version(godkjent=d("2024-05-01"), valid_from=d("2024-07-01")),
        "2024-07-01",
        Status.IN_FORCE,
    ),
    (
        "it may apply from before it was approved, but only once it is",
        version(godkjent=d("2024-05-01"), valid_from=d("2024-01-01")),
        "2024-05-01",
        Status.IN_FORCE,
    ),
    (
        "a first day without an approval date is enough",
        version(godkjent=None, valid_from=d("2024-07-01")),
        "2024-06-30",
        Status.ADOPTED,
    ),
    ("the last day is included", version(godkjent=None, valid_until=d("2024-12-31")), "2024-12-31", Status.IN_FORCE),
    (
        "the day after, it has expired",
        version(godkjent=None, valid_until=d("2024-12-31")),
        "2025-01-01",
        Status.EXPIRED,
    ),
    (
        "the day before repeal, it applies",
        version(godkjent=None, repealed=d("2024-12-31")),
        "2024-12-30",
        Status.IN_FORCE,
    ),
    ("the day of repeal, it does not", version(godkjent=None, repealed=d("2024-12-31")), "2024-12-31", Status.REPEALED),
    (
        "repeal weighs more than expiry",
        version(godkjent=None, repealed=d("2024-01-01"), valid_until=d("2024-06-30")),
        "2024-07-01",
        Status.REPEALED,
    ),
]


@pytest.mark.parametrize(("text", "day", "status"), [c[1:] for c in ALONE], ids=[c[0] for c in ALONE])
def test_one_version(text: Version, day: str, status: Status) -> None:
    """One version has the status that its own dates give it."""
    assert standing(text, document(text), (), d(day)).status is status


FIRST, SECOND = version("1.0", godkjent=d("2020-01-01")), version("2.0", godkjent=d("2024-05-01"))
TWO: list[tuple[str, Version, Version, str, Status]] = [
    ("the first applies until the second does", FIRST, SECOND, "2024-04-30", Status.IN_FORCE),
    ("the second replaces the first", FIRST, SECOND, "2024-05-01", Status.REPLACED),
    (
        "an adopted second replaces nothing until its first day",
        FIRST,
        version("2.0", godkjent=d("2024-05-01"), valid_from=d("2024-07-01")),
        "2024-06-30",
        Status.IN_FORCE,
    ),
    ("a proposal replaces nothing", FIRST, version("2.0"), "2030-01-01", Status.IN_FORCE),
    ("a second without dates replaces the first", FIRST, version("2.0", godkjent=None), "2020-01-01", Status.REPLACED),
    (
        "the first stays replaced when the second is repealed",
        FIRST,
        version("2.0", godkjent=d("2024-05-01"), repealed=d("2025-01-01")),
        "2025-01-01",
        Status.REPLACED,
    ),
    (
        "a second that was repealed before it began replaces nothing",
        FIRST,
        version("2.0", godkjent=d("2024-05-01"), valid_from=d("2024-07-01"), repealed=d("2024-06-01")),
        "2024-08-01",
        Status.IN_FORCE,
    ),
    (
        "the first stays replaced when the second expires",
        FIRST,
        version("2.0", godkjent=d("2024-05-01"), valid_until=d("2024-12-31")),
        "2025-01-01",
        Status.REPLACED,
    ),
    (
        "a replaced text that would have expired is replaced",
        version("1.0", godkjent=d("2020-01-01"), valid_until=d("2024-06-30")),
        SECOND,
        "2024-07-01",
        Status.REPLACED,
    ),
    (
        "a repealed text stays repealed",
        version("1.0", godkjent=d("2020-01-01"), repealed=d("2023-01-01")),
        SECOND,
        "2024-07-01",
        Status.REPEALED,
    ),
    (
        "a text that never began is replaced by one that did",
        version("1.0", godkjent=d("2020-01-01"), valid_from=d("2026-01-01")),
        SECOND,
        "2024-07-01",
        Status.REPLACED,
    ),
    ("a proposal is set aside by a later approved text", version("1.0"), SECOND, "2024-05-01", Status.REPLACED),
    ("but not before that was approved", version("1.0"), SECOND, "2024-04-30", Status.DRAFT),
    ("nor by a later proposal", version("1.0"), version("2.0"), "2030-01-01", Status.DRAFT),
    (
        "1.10 is later than 1.9",
        version("1.9", godkjent=None),
        version("1.10", godkjent=None),
        "2024-01-01",
        Status.REPLACED,
    ),
]


@pytest.mark.parametrize(("first", "second", "day", "status"), [c[1:] for c in TWO], ids=[c[0] for c in TWO])
def test_the_first_of_two(first: Version, second: Version, day: str, status: Status) -> None:
    """The earlier of two versions has the status that the later one leaves it."""
    assert standing(first, document(first, second), (), d(day)).status is status


APPROVED = {"godkjent": d("2024-03-01")}
ALL_THREE = ratified(sykehuset=d("2024-04-01"), dalset=d("2024-06-01"), nesset=d("2024-05-01"))
RATIFYING: list[tuple[str, dict[str, object], str, Status, int, int]] = [
    ("nobody has decided", {"ratifications": ()}, "2024-04-01", Status.RATIFYING, 0, 3),
    ("two of three have adopted", {"ratifications": ALL_THREE}, "2024-05-31", Status.RATIFYING, 2, 3),
    ("a decision counts on its own day", {"ratifications": ALL_THREE}, "2024-04-01", Status.RATIFYING, 1, 3),
    ("the last decision completes it", {"ratifications": ALL_THREE}, "2024-06-01", Status.IN_FORCE, 3, 3),
    (
        "complete, but not yet in force",
        {"ratifications": ALL_THREE, "valid_from": d("2025-01-01")},
        "2024-06-01",
        Status.ADOPTED,
        3,
        3,
    ),
    (
        "a first day does not stand in for the decisions",
        {"ratifications": ALL_THREE, "valid_from": d("2024-03-15")},
        "2024-05-31",
        Status.RATIFYING,
        2,
        3,
    ),
    (
        "a decision without a date counts",
        {"ratifications": ratified(sykehuset=None, dalset=None, nesset=None)},
        "2024-03-01",
        Status.IN_FORCE,
        3,
        3,
    ),
    (
        "a rejection never completes it",
        {"ratifications": ratified(sykehuset=None, dalset=None, nesset="nei")},
        "2030-01-01",
        Status.RATIFYING,
        2,
        3,
    ),
    (
        "a decision that is due does not count",
        {"ratifications": ratified(sykehuset=None, dalset="venter", nesset=None)},
        "2030-01-01",
        Status.RATIFYING,
        2,
        3,
    ),
    (
        "one who is no party does not count",
        {"ratifications": ratified(sykehuset=None, dalset=None, fylket=None)},
        "2030-01-01",
        Status.RATIFYING,
        2,
        3,
    ),
    ("a file that does not say holds nothing up", {}, "2024-03-01", Status.IN_FORCE, 0, 0),
    (
        "a signed agreement needs no count",
        {"signed": d("2024-06-20"), "ratifications": ()},
        "2024-06-20",
        Status.IN_FORCE,
        0,
        0,
    ),
    ("nor does it apply before it is signed", {"signed": d("2024-06-20")}, "2024-06-19", Status.ADOPTED, 0, 0),
    ("repeal ends the wait", {"ratifications": (), "repealed": d("2024-04-01")}, "2024-04-01", Status.REPEALED, 0, 3),
]


@pytest.mark.parametrize(
    ("fields", "day", "status", "count", "of"), [c[1:] for c in RATIFYING], ids=[c[0] for c in RATIFYING]
)
def test_ratification(fields: dict[str, object], day: str, status: Status, count: int, of: int) -> None:
    """Where all parties must adopt a text, it waits for each of them, and the count is told."""
    text = version(**APPROVED, **fields)
    found = standing(text, document(text), PARTIES, d(day))
    assert (found.status, found.adopted_by, found.parties) == (status, count, of)


def test_an_unfinished_ratification_is_set_aside_by_a_later_text_in_force() -> None:
    """A text that some parties never adopted does not wait for ever once its successor applies."""
    rejected = version("1.0", **APPROVED, ratifications=ratified(sykehuset=None, dalset="nei"))
    later = version("2.0", godkjent=d("2025-03-01"), ratifications=ratified(sykehuset=None, dalset=None, nesset=None))
    both = document(rejected, later)
    assert standing(rejected, both, PARTIES, d("2025-02-28")).status is Status.RATIFYING
    assert standing(rejected, both, PARTIES, d("2025-03-01")).status is Status.REPLACED


SINCE: list[tuple[str, dict[str, object], str | None]] = [
    ("no date at all", {"godkjent": None}, None),
    ("the approval", {"godkjent": d("2024-03-01")}, "2024-03-01"),
    ("the stated first day", {"godkjent": d("2024-03-01"), "valid_from": d("2024-07-01")}, "2024-07-01"),
    ("the last decision", {"godkjent": d("2024-03-01"), "ratifications": ALL_THREE}, "2024-06-01"),
    ("the signing", {"godkjent": d("2024-03-01"), "signed": d("2024-06-20")}, "2024-06-20"),
    ("the approval, where it comes last", {"godkjent": d("2024-09-01"), "ratifications": ALL_THREE}, "2024-09-01"),
]


@pytest.mark.parametrize(("fields", "since"), [c[1:] for c in SINCE], ids=[c[0] for c in SINCE])
def test_since(fields: dict[str, object], since: str | None) -> None:
    """A text applies from the stated day, else from the last decision it needed, else from a day unknown."""
    text = version(**fields)
    assert effective_from(text, PARTIES) == (d(since) if since else None)
    assert standing(text, document(text), PARTIES, d("2030-01-01")).since == (d(since) if since else None)


def test_version_in_force() -> None:
    """There is at most one text in force, the newest that has begun and neither expired nor was repealed."""
    both = document(FIRST, version("2.0", godkjent=d("2024-05-01"), valid_until=d("2024-12-31")), version("3.0"))
    in_force = {
        day: found.number if (found := version_in_force(both, (), d(day))) else None
        for day in ("2019-12-31", "2020-01-01", "2024-04-30", "2024-05-01", "2024-12-31", "2025-01-01")
    }
    assert list(in_force.values()) == [None, "1.0", "1.0", "2.0", "2.0", None]
    assert version_in_force(document(), (), d("2024-01-01")) is None


def test_upcoming_tells_every_change_ahead() -> None:
    """From draft to expiry, each turn that the file foretells comes in order with its day."""
    text = version(
        godkjent=d("2024-05-01"),
        hearing=Hearing(d("2024-02-01"), d("2024-03-01")),
        ratifications=ALL_THREE,
        valid_from=d("2024-07-01"),
        valid_until=d("2024-12-31"),
    )
    changes = [(c.day.isoformat(), c.status) for c in upcoming(text, document(text), PARTIES, d("2024-01-01"))]
    assert changes == [
        ("2024-02-01", Status.HEARING),
        ("2024-03-02", Status.PENDING),
        ("2024-05-01", Status.RATIFYING),
        ("2024-06-01", Status.ADOPTED),
        ("2024-07-01", Status.IN_FORCE),
        ("2025-01-01", Status.EXPIRED),
    ]


def test_upcoming_sees_the_other_versions() -> None:
    """The page of an old text knows the day its successor takes over, and nothing of the past."""
    both = document(FIRST, SECOND)
    assert [(c.day, c.status) for c in upcoming(FIRST, both, (), d("2024-01-01"))] == [
        (d("2024-05-01"), Status.REPLACED)
    ]
    assert upcoming(FIRST, both, (), d("2024-05-01")) == ()


def test_upcoming_repeal() -> None:
    """A repeal decided beforehand is told."""
    text = version(godkjent=d("2020-01-01"), repealed=d("2026-01-01"))
    assert upcoming(text, document(text), (), d("2024-01-01")) == (
        Standing(Status.REPEALED, d("2026-01-01"), d("2020-01-01")),
    )


def test_the_last_day_there_is() -> None:
    """A text without end, written as the last day of the calendar, never expires and breaks nothing."""
    text = version(godkjent=d("2020-01-01"), valid_until=date.max, hearing=Hearing(None, date.max))
    assert standing(text, document(text), (), date.max).status is Status.IN_FORCE
    assert upcoming(text, document(text), (), d("2024-01-01")) == ()


def test_which_statuses_are_proposals() -> None:
    """A text is on its way until it is adopted, and never after."""
    assert {s for s in Status if s.is_proposal} == {Status.DRAFT, Status.HEARING, Status.PENDING, Status.RATIFYING}


def test_every_status_is_covered() -> None:
    """The tables above reach all nine statuses."""
    reached = {c[3] for c in ALONE} | {c[4] for c in TWO} | {c[3] for c in RATIFYING}
    assert reached == set(Status)
