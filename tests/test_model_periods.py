"""The periods of a document say for every day what the statuses say, and nothing that nobody stated."""

import itertools
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from test_model_status import PARTIES, d, document, ratified, version
from test_model_status_any import _versions as any_versions

from avtaleverk.model.documents import Hearing, Version
from avtaleverk.model.periods import Period, floor, periods
from avtaleverk.model.status import version_in_force

_DAY = timedelta(days=1)
_parties = st.sampled_from([(), PARTIES[:2]])


def told(*versions: Version, parties: tuple[str, ...] = ()) -> list[tuple[str | None, str | None, str | None]]:
    """Return the periods of a document as number, first and last day."""
    found = periods(document(*versions), parties)
    return [
        (p.version.number if p.version else None, p.start and p.start.isoformat(), p.end and p.end.isoformat())
        for p in found
    ]  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(any_versions(), _parties)
def test_periods_follow_one_another(versions: tuple[Version, ...], parties: tuple[str, ...]) -> None:
    """In order, without overlap and without holes: each begins the day after the last one ended."""
    found = periods(document(*versions), parties)
    for one, next_one in itertools.pairwise(found):
        assert one.end is not None
        assert next_one.start == one.end + _DAY
        assert one.start is None or one.start <= one.end
        assert one.version is not next_one.version
    assert not found or found[-1].end is None
    assert not found or found[0].version is not None


@settings(deadline=None, max_examples=200)
@given(any_versions(), _parties)
def test_periods_agree_with_the_statuses(versions: tuple[Version, ...], parties: tuple[str, ...]) -> None:
    """On every day the one period that covers it names the version in force; before the first there is none."""
    whole = document(*versions)
    found = periods(whole, parties)
    for day in (date(2023, 12, 30) + _DAY * n for n in range(18)):
        covering = [p for p in found if p.covers(day)]
        assert len(covering) <= 1
        assert (covering[0].version if covering else None) is version_in_force(whole, parties, day)
        assert covering or not found or (found[0].start is not None and day < found[0].start)


@settings(deadline=None, max_examples=100)
@given(any_versions(), _parties)
def test_a_stated_first_day_is_one_that_a_file_names(versions: tuple[Version, ...], parties: tuple[str, ...]) -> None:
    """No period begins on a day that no file had a hand in, and the floor is the first of them."""
    whole = document(*versions)
    found = periods(whole, parties)
    days = {date(2024, 1, 1) + _DAY * n for n in range(13)}
    assert {p.start for p in found if p.start} <= days
    assert floor(whole, parties) == (found[0] if found else None)


def test_one_text_after_another_with_a_gap() -> None:
    """A text that ran out before the next began leaves a gap, and both bounds are included."""
    assert told(
        version("1.0", godkjent=d("2020-01-10"), valid_until=d("2020-12-31")),
        version("2.0", godkjent=d("2021-02-01"), valid_from=d("2021-03-01")),
    ) == [("1.0", "2020-01-10", "2020-12-31"), (None, "2021-01-01", "2021-02-28"), ("2.0", "2021-03-01", None)]


def test_a_first_day_that_nobody_states() -> None:
    """A text approved without a date has no first day, but it has a last one once another follows."""
    assert told(version("1.0", godkjent=None), version("2.0", godkjent=d("2024-05-01"))) == [
        ("1.0", None, "2024-04-30"),
        ("2.0", "2024-05-01", None),
    ]


def test_what_the_files_foretell_is_a_period() -> None:
    """A repeal that is decided beforehand ends the period, and after it nothing applies."""
    assert told(version("1.0", godkjent=d("2020-01-01"), repealed=d("2999-01-01"))) == [
        ("1.0", "2020-01-01", "2998-12-31"),
        (None, "2999-01-01", None),
    ]


def test_a_text_waits_for_the_parties() -> None:
    """Where all parties must adopt a text, it begins with the last of them."""
    everybody = ratified(sykehuset=d("2024-04-01"), dalset=d("2024-06-01"), nesset=d("2024-05-01"))
    text = version("1.0", godkjent=d("2024-03-01"), ratifications=everybody)
    assert told(text, parties=PARTIES) == [("1.0", "2024-06-01", None)]


def test_nothing_was_ever_in_force() -> None:
    """A proposal makes no history, nor does a text that was repealed before it began."""
    heard = version("0.9", hearing=Hearing(d("2024-02-01"), d("2024-03-01")))
    never = version("1.0", godkjent=d("2024-05-01"), repealed=d("2024-04-01"))
    assert told(heard) == []
    assert told(never) == []
    assert floor(document(heard), ()) is None
    assert floor(document(), ()) is None


def test_the_first_and_the_last_day_there_are() -> None:
    """The ends of the calendar break nothing, and a stated first day stays stated."""
    text = version("1.0", godkjent=None, valid_from=date.min, valid_until=date.max)
    assert periods(document(text), ()) == (Period(text, date.min, None),)
