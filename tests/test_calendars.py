"""The calendars: that others can read them, that what is moved moves, and that no word can break them."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event
from year_corpus import BASE, MEETINGS, corpus_of, write_year

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.organisation import CaseItem, Meeting
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.calendars import calendar_link, calendars, offered
from avtaleverk.site.build_plan import build_plan
from avtaleverk.text import TextStore

DAY = date(2026, 11, 26)
ALL, OF_COMMITTEE = "kalender/alle.ics", "kalender/utvalget.ics"
HOST = "samhandling.fjordvik.example"
OSLO = ZoneInfo("Europe/Oslo")
TEXTS = TextStore()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Return a year with everything in it."""
    return corpus_of(write_year(tmp_path_factory.mktemp("aar")))


def files(corpus: Corpus, day: date = DAY) -> dict[str, bytes]:
    return dict(calendars(Context(corpus, day, TEXTS)))


def read(corpus: Corpus, address: str = ALL, day: date = DAY) -> Calendar:
    return Calendar.from_ical(files(corpus, day)[address])


def entries(corpus: Corpus, address: str = ALL, day: date = DAY) -> dict[str, Event]:
    """Return the events of a calendar by what their UID says before the name of the community."""
    return {str(e["uid"]).removesuffix(f"@{HOST}"): e for e in read(corpus, address, day).walk("VEVENT")}


def with_meeting(corpus: Corpus, change: Callable[[Meeting], Meeting]) -> Corpus:
    """Return the corpus with the meeting of December as ``change`` makes it."""
    changed = (change(m) if m.id == "2026-12-10-utvalget" else m for m in corpus.meetings)
    return replace(corpus, meetings=tuple(changed))


def december(corpus: Corpus, change: Callable[[Meeting], Meeting] = lambda m: m) -> Event:
    return entries(with_meeting(corpus, change))["2026-12-10-utvalget"]


def test_there_is_one_for_all_and_one_for_each_body(corpus: Corpus) -> None:
    """Every body that ever was has a calendar, and the one for all holds what each of them holds."""
    assert sorted(files(corpus)) == [
        ALL, "kalender/sekretariatet.ics", "kalender/styringsgruppa.ics", "kalender/utskrivingsgruppa.ics", OF_COMMITTEE,
    ]  # fmt: skip
    everything = entries(corpus)
    for address in files(corpus):
        own = entries(corpus, address)
        assert own.keys() <= everything.keys()
    assert "2026-12-01-styringsgruppa" in everything
    assert "2026-12-01-styringsgruppa" not in entries(corpus, OF_COMMITTEE)
    assert "2026-12-10-utvalget" in entries(corpus, OF_COMMITTEE)


def test_a_calendar_says_whose_it_is_and_how_often_to_look(corpus: Corpus) -> None:
    """RFC 5545 and 7986: name, method, where it comes from, and when to read it again."""
    made = read(corpus, OF_COMMITTEE)
    assert (made["version"], made["method"]) == ("2.0", "PUBLISH")
    assert b"\r\nNAME:Samarbeidsutvalget\\, Helsefellesskapet i Fjordvik\r\n" in files(corpus)[OF_COMMITTEE]
    assert b"X-WR-CALNAME:Samarbeidsutvalget\\, Helsefellesskapet i Fjordvik\r\n" in files(corpus)[OF_COMMITTEE]
    assert made["refresh-interval"].dt == timedelta(hours=12)
    assert made["source"] == f"https://{HOST}/{OF_COMMITTEE}"


def test_it_comes_back_from_the_library_as_it_was(corpus: Corpus) -> None:
    """A round trip through the parser of the library changes no byte, and finds nothing wrong."""
    for content in files(corpus).values():
        made = Calendar.from_ical(content)
        assert made.errors == []
        assert [e.errors for e in made.walk()] == [[] for _ in made.walk()]
        assert made.to_ical() == content


def test_lines_are_as_the_standard_asks(corpus: Corpus) -> None:
    """RFC 5545, 3.1: every line ends with CR and LF and has at most 75 octets, and none is broken within a letter."""
    for content in files(corpus).values():
        lines = content.split(b"\r\n")
        assert lines[-1] == b""
        assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
        assert all(line.decode("utf-8") or line == lines[-1] for line in lines)


def test_everything_that_the_standard_demands_is_there(corpus: Corpus) -> None:
    """Each event has one UID, stamp, beginning, sequence and status; no two have the same UID."""
    found = read(corpus).walk("VEVENT")
    assert len({e["uid"] for e in found}) == len(found)
    for event in found:
        assert event["dtstamp"].dt == datetime(2026, 11, 26, tzinfo=UTC)
        assert str(event["uid"]).endswith(f"@{HOST}")
        assert {"dtstart", "sequence", "status", "summary", "categories"} <= {k.lower() for k in event}
        assert "last-modified" not in event
        assert str(event["url"]).startswith(f"https://{HOST}/")


def test_uids_are_the_same_after_a_rebuild(corpus: Corpus) -> None:
    """Built on another day, every UID is there again with its day and its sequence; only the stamp differs."""

    def facts(day: date) -> dict[str, tuple[object, ...]]:
        return {k: (e["dtstart"].dt, e["sequence"], e["status"]) for k, e in entries(corpus, day=day).items()}

    assert facts(DAY) == facts(date(2026, 12, 30))
    assert files(corpus) == files(corpus)
    stamp = re.compile(rb"DTSTAMP:\d{8}T000000Z")
    assert stamp.sub(b"", files(corpus)[ALL]) == stamp.sub(b"", files(corpus, date(2026, 12, 5))[ALL])


def test_what_was_long_ago_is_left_to_the_pages(corpus: Corpus) -> None:
    """Meetings stay; of the other days those of this year and the last are there, so that the file stays small."""

    def whens(day: date) -> set[tuple[bool, int]]:
        return {(k in _MEETINGS, _day_of(e).year) for k, e in entries(corpus, day=day).items()}

    assert whens(DAY) == {(True, 2023), (True, 2026), (False, 2025), (False, 2026)}
    assert whens(date(2027, 1, 1)) == {(True, 2023), (True, 2026), (False, 2026)}
    kept = entries(corpus, day=date(2027, 1, 1))
    assert all(e["uid"] == entries(corpus)[k]["uid"] for k, e in kept.items())


def _day_of(event: Event) -> date:
    when = event["dtstart"].dt
    return when.date() if isinstance(when, datetime) else when


def test_a_moved_meeting_moves(corpus: Corpus) -> None:
    """The same UID, a higher SEQUENCE, another day, and a word about where it was; so too with the next move."""
    before = december(corpus)
    once = december(corpus, lambda m: replace(m, held=date(2026, 12, 17), moved_from=(date(2026, 12, 10),)))
    twice = december(
        corpus, lambda m: replace(m, held=date(2027, 1, 7), moved_from=(date(2026, 12, 10), date(2026, 12, 17)))
    )
    assert before["uid"] == once["uid"] == twice["uid"]
    assert [e["sequence"] for e in (before, once, twice)] == [0, 1, 2]
    assert [e["dtstart"].dt for e in (before, once, twice)] == [
        date(2026, 12, 10),
        date(2026, 12, 17),
        date(2027, 1, 7),
    ]
    assert "Flyttet fra 10. desember 2026." in once["description"]
    assert "Flyttet fra 10. desember 2026 og 17. desember 2026." in twice["description"]


def test_a_cancelled_meeting_is_cancelled_and_not_lost(corpus: Corpus) -> None:
    """It keeps its UID, rises in SEQUENCE, and says so in words, for programs that do not heed the status."""
    before = december(corpus)
    after = december(corpus, lambda m: replace(m, is_cancelled=True))
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["uid"] == before["uid"]
    assert after["summary"] == "Avlyst: Møte: SU"


def test_a_deadline_that_is_moved_moves_too(corpus: Corpus) -> None:
    """A hearing is known by its document and version."""
    event = entries(corpus)["retningslinjer/01-utskriving/3.0/frist"]
    assert (event["sequence"], event["dtstart"].dt) == (1, date(2026, 12, 15))
    assert "Flyttet fra 1. desember 2026." in event["description"]
    assert "Send svaret til post@fjordvik.example." in event["description"]


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 1, 15), 1), (date(2026, 7, 15), 2)], ids=["winter", "summer"])
def test_hours_are_norwegian_summer_and_winter(corpus: Corpus, day: date, hours: int) -> None:
    """A meeting at nine is at nine in Norway, whatever the season, and the rule of the zone is in the file."""
    event = december(corpus, lambda m: replace(m, held=day, begins=time(9), ends=time(11, 30)))
    assert event["dtstart"].params["TZID"] == "Europe/Oslo"
    assert event["dtstart"].dt == datetime.combine(day, time(9), OSLO)
    assert event["dtstart"].dt.utcoffset() == timedelta(hours=hours)
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=2, minutes=30)


@given(st.dates(date(1997, 1, 1), date(2100, 1, 1)), st.times())
def test_the_rule_of_the_zone_is_that_of_norway(day: date, at: time) -> None:
    """The zone that the file carries gives the same hours as the time zone database, as long as the rule holds."""
    moment = datetime.combine(day, at.replace(microsecond=0))
    assert _ZONE_OF_THE_FILE.utcoffset(moment) == OSLO.utcoffset(moment) or not _is_plain(moment)


def _is_plain(moment: datetime) -> bool:
    """Say whether there is one such moment: in the hour of a change there is none, or there are two."""
    hour = timedelta(hours=1)
    return OSLO.utcoffset(moment - hour) == OSLO.utcoffset(moment + hour)


def test_a_meeting_without_hours_lasts_a_day_and_blocks_none(corpus: Corpus) -> None:
    """No hour is invented: the day alone, free for other things, and a word that the hour is not stated."""
    event = december(corpus)
    assert (event["dtstart"].dt, event["dtstart"].params["VALUE"]) == (date(2026, 12, 10), "DATE")
    assert "dtend" not in event
    assert event["transp"] == "TRANSPARENT"
    assert "Klokkeslettet er ikke oppgitt." in event["description"]


def test_an_end_that_is_not_stated_is_not_there(corpus: Corpus) -> None:
    """A beginning alone stays a beginning."""
    event = december(corpus, lambda m: replace(m, begins=time(12)))
    assert "dtend" not in event
    assert "Det er ikke oppgitt når møtet slutter." in event["description"]


def test_a_meeting_tells_its_agenda_and_its_place(corpus: Corpus) -> None:
    """The cases with their numbers and kinds, the place where programs look for it, and the address of the page."""
    event = december(corpus)
    assert event["location"] == "Fjordvik"
    assert str(event["description"]).splitlines()[-3:] == [
        "12/26 Ny frist (drøfting)",
        "2. Budsjett",
        f"https://{HOST}/moter/2026-12-10-utvalget/",
    ]
    assert event["summary"] == "Møte: SU"
    assert entries(corpus)["2026-12-01-styringsgruppa"]["summary"] == "Ekstra møte: Styringsgruppa"


def test_only_what_has_a_day_lies_in_a_calendar(corpus: Corpus) -> None:
    """A task of a month and a structure of a month have no day, and none is invented."""
    assert [k for k in entries(corpus) if k.startswith(("arshjul/", "struktur/2026-03"))] == []
    assert "verv/utvalget/2026-12-31" in entries(corpus)


def test_an_empty_calendar_can_be_subscribed_to(corpus: Corpus) -> None:
    """It is a sound calendar, so that the first meeting comes to those who wait for it."""
    made = read(corpus, "kalender/sekretariatet.ics")
    assert made.walk("VEVENT") == []
    assert [z["tzid"] for z in made.walk("VTIMEZONE")] == ["Europe/Oslo"]


def test_links_lead_to_pages_of_the_site(corpus: Corpus, tmp_path: Path) -> None:
    """Each event leads to a page that is built, and the site has each calendar as a file."""
    plan = build_plan(corpus, write_year(tmp_path), DAY, TEXTS)
    addresses = {f"https://{HOST}/{page.address}" for page in plan}
    assert {str(e["url"]) for e in entries(corpus).values()} <= addresses
    assert {f.path: f.content for f in plan.files if f.path.endswith(".ics")} == files(corpus)


def test_a_page_offers_a_calendar_that_is_there(corpus: Corpus) -> None:
    """A body that works today offers one; a body that has ended and one outside the structure do not."""
    context = Context(corpus, DAY, TEXTS)
    link = calendar_link(context, "utvalget")
    assert link
    assert (link.name, link.address) == ("Samarbeidsutvalget", OF_COMMITTEE)
    assert link.whole == f"https://{HOST}/{OF_COMMITTEE}"
    assert link.webcal == f"webcal://{HOST}/{OF_COMMITTEE}"
    assert calendar_link(context, "departementet") is None
    assert calendar_link(context, "utskrivingsgruppa") is None
    assert calendar_link(Context(corpus, date(2026, 6, 30), TEXTS), "utskrivingsgruppa")
    assert {link.address for link in offered(context)} <= files(corpus).keys()
    everything = calendar_link(context)
    assert everything
    assert everything.address == ALL


def test_a_calendar_speaks_the_language_of_its_community(corpus: Corpus) -> None:
    """A community that has chosen nynorsk gets its calendars in nynorsk."""
    nynorsk = replace(corpus, community=replace(corpus.community, language="nn"))
    assert entries(nynorsk)["retningslinjer/01-utskriving/3.0/frist"]["summary"].startswith("Høyringsfrist: ")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), min_size=1))
@example("Møte\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:x")
@example('a\u2028b\x85c\x00\x07\x1b\ud800;,\\n":\t')
@example("Æ" * 200)
def test_any_words_make_a_sound_calendar(words: str) -> None:
    """Whatever stands in a title or a place, the calendar can be read and has as many events and lines as before."""
    hostile = with_meeting(
        _CORPUS, lambda m: replace(m, place=words, items=(CaseItem(words, kind=words, number=words),))
    )
    content = files(hostile)[ALL]
    made = Calendar.from_ical(content)
    assert len(made.walk("VEVENT")) == len(entries(_CORPUS))
    assert made.to_ical() == content
    shown = " ".join(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", "", words).split())
    event = next(e for e in made.walk("VEVENT") if str(e["uid"]).startswith("2026-12-10-utvalget@"))
    assert " ".join(str(event.get("location", "")).split()) == shown


def _december_alone() -> Corpus:
    corpus = corpus_of(BASE)
    (meeting,) = corpus.meetings
    return replace(corpus, meetings=(replace(meeting, id="2026-12-10-utvalget", held=date(2026, 12, 10)),))


_MEETINGS = {*MEETINGS, "2023-05-10-utvalget"}
_CORPUS = _december_alone()
_ZONE_OF_THE_FILE = read(_CORPUS).walk("VTIMEZONE")[0].to_tz()
