"""What applied on a day is answered in place, and read without script."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from reader import Reader
from site_server import BUILD_DAY, ROOT, Site, served

from avtaleverk.corpus import read_corpus
from avtaleverk.model.documents import Document, DocumentKind, Hearing, Outcome, Ratification, Version
from avtaleverk.model.source import Source
from avtaleverk.site.build_plan import build_plan

pytestmark = pytest.mark.nettleser

BASE = ROOT / "tests" / "darlige" / "_grunnlag"
HISTORY = "/avtaler/prove/historikk/"
STYLE = "/om/stil/"
_PLAIN = "/avtaler/bare/historikk/"
_CUT_OFF = """() => {
  const wide = document.documentElement.clientWidth;
  return [...document.querySelectorAll(".tidsbilde text")]
    .filter((e) => { const b = e.getBoundingClientRect(); return b.left < 0 || b.right > wide; })
    .map((e) => e.textContent);
}"""
_SIZES = "() => [...document.querySelectorAll('.tidsbilde text')].map((e) => parseFloat(getComputedStyle(e).fontSize))"


def _version(number: str, **fields: object) -> Version:
    return Version(number, "## 1 Punkt\n\nTekst.", 1, Source(f"{number}.md"), **fields)  # type: ignore[arg-type]


def _documents(parties: tuple[str, ...]) -> tuple[Document, ...]:
    """Return an agreement with a gap and a text to come, and one whose first day nobody states."""
    by = {"approved_by": "styringsgruppa"}
    adopted = tuple(
        Ratification(party, None, date(2022, 5, 1) + timedelta(days=20 * n), None, Outcome.ADOPTED)
        for n, party in enumerate(parties)
    )
    many = (
        _version("1.0", **by, approved=date(2015, 3, 1), valid_until=date(2018, 12, 31)),
        _version("2.0", **by, approved=date(2019, 5, 2), valid_from=date(2019, 7, 1)),
        _version("3.0", **by, approved=date(2022, 4, 1), hearing=Hearing(date(2022, 1, 1), date(2022, 3, 1)), ratifications=adopted),
        _version("4.0", **by, approved=date(2026, 10, 1), valid_from=date(2028, 1, 1)),
        _version("5.0", hearing=Hearing(date(2026, 11, 1), date(2026, 12, 15))),
    )  # fmt: skip
    made = (("prove", many), ("bare", (_version("2022", **by),)))
    return tuple(
        Document(f"avtaler/{name}", "Avtalen", DocumentKind.AGREEMENT, "", Source(f"avtaler/{name}"), versions=versions)
        for name, versions in made
    )


@pytest.fixture(scope="module")
def histories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the histories of two agreements, and the style page, as the page functions make them."""
    folder: Path = tmp_path_factory.mktemp("historikk")
    corpus = read_corpus(BASE).corpus
    assert corpus is not None
    parties = tuple(party.id for party in corpus.community.parties)
    corpus = replace(corpus, documents=_documents(parties), forwardings=())
    plan = build_plan(corpus, BASE, date.fromisoformat(BUILD_DAY))
    for page in plan:
        if f"/{page.address}" in {HISTORY, STYLE, _PLAIN} or page.address == "404.html":
            place = folder / page.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(plan.document(page), "utf-8")
    for file in plan.files:
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_bytes(file.origin.read_bytes() if file.origin else file.data())
    with served(folder) as site:
        yield site


def _ask(page: Page, day: str) -> str:
    page.get_by_label("Hva gjaldt den").fill(day)
    page.get_by_role("button", name="Vis", exact=True).click()
    return page.locator(".oppslag [role=status]").inner_text()


ANSWERS = [
    ("2020-03-14", "Versjon 2.0 gjaldt 14. mars 2020."),
    ("2019-07-01", "Versjon 2.0 gjaldt 1. juli 2019."),
    ("2018-12-31", "Versjon 1.0 gjaldt 31. desember 2018."),
    ("2019-01-01", "Ingen versjon gjaldt 1. januar 2019."),
    ("2014-01-31", "31. januar 2014 er før historikken begynner."),
    ("2026-11-22", "Versjon 3.0 gjelder 22. november 2026, etter det som er kjent nå."),
    ("2028-01-01", "Versjon 4.0 gjelder 1. januar 2028, etter det som er kjent nå."),
    ("9999-12-31", "Versjon 4.0 gjelder 31. desember 9999, etter det som er kjent nå."),
]


def test_answers(reader: Reader, histories: Site) -> None:
    """A day inside a period, on its bounds, in a gap, before all of them and ahead has its answer."""
    page = reader.open(histories, HISTORY)
    page.wait_for_load_state("networkidle")
    asked = len(reader.requests)
    assert {day: _ask(page, day) for day, _ in ANSWERS} == dict(ANSWERS)
    # The browser asks for the icon of the site when it has time.
    assert [address for address in reader.requests[asked:] if not address.endswith("/assets/ikon.svg")] == []


def test_the_answer_leads_to_the_version(reader: Reader, histories: Site) -> None:
    """The version in the answer is a link to its text, and the part that a screen reader listens to is there before."""
    page = reader.open(histories, HISTORY)
    expect(page.locator(".oppslag [role=status]")).to_have_count(1)
    _ask(page, "2020-03-14")
    link = page.locator(".oppslag").get_by_role("link", name="Versjon 2.0")
    expect(link).to_have_attribute("href", "../../../avtaler/prove/v/2.0/")


def test_an_unstated_first_day(reader: Reader, histories: Site) -> None:
    """Nobody knows whether the text applied then, but it does today."""
    page = reader.open(histories, _PLAIN)
    assert _ask(page, "1999-01-01") == (
        "Versjon 2022 har ingen oppgitt første dag. Vi kan ikke si om den gjaldt 1. januar 1999."
    )
    assert _ask(page, "2026-11-22") == "Versjon 2022 gjelder 22. november 2026, etter det som er kjent nå."


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_the_day_is_the_one_that_was_asked_for(browser: Browser, histories: Site, zone: str) -> None:
    """No time zone moves the day."""
    page = browser.new_context(base_url=histories.url, timezone_id=zone).new_page()
    page.goto(HISTORY)
    assert _ask(page, "2019-07-01") == "Versjon 2.0 gjaldt 1. juli 2019."
    page.context.close()


def test_with_the_keyboard_alone(reader: Reader, histories: Site) -> None:
    """Tab leads to the date, typing fills it, Enter answers, and Tab leads on to the link in the answer."""
    page = reader.open(histories, HISTORY)
    field = page.locator("#oppslag-dag")
    page.locator(".tilbake a").focus()
    page.keyboard.press("Tab")
    expect(field).to_be_focused()
    page.keyboard.type("03032020")  # a day that is the same whether day or month comes first
    expect(field).to_have_value("2020-03-03")
    page.keyboard.press("Enter")
    expect(page.locator(".oppslag [role=status]")).to_have_text("Versjon 2.0 gjaldt 3. mars 2020.")
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('[role=status]') !== null"):
            break
    expect(page.locator(".oppslag [role=status] a")).to_be_focused()


def test_without_script(reader: Reader, histories: Site) -> None:
    """Without script there is no form that does nothing, but the table of periods and the picture are there."""
    page = reader.open(histories, HISTORY, java_script_enabled=False)
    expect(page.locator(".oppslag")).to_be_hidden()
    expect(page.locator(".perioder tbody tr")).to_have_count(5)
    expect(page.locator(".perioder")).to_be_visible()
    expect(page.locator(".tidsbilde-svg")).to_be_visible()


@pytest.mark.parametrize("address", [HISTORY, STYLE])
def test_the_picture_fits_every_width(reader: Reader, histories: Site, address: str) -> None:
    """From a small phone to a poster nothing scrolls sideways, no word is cut off, and none is small."""
    page = reader.open(histories, address)
    for width in (320, 360, 768, 1440, 3840):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, width
        assert page.evaluate(_CUT_OFF) == [], width
        assert min(page.evaluate(_SIZES)) >= 14, width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_no_barriers(reader: Reader, histories: Site, scheme: str, width: int) -> None:
    """The page has no barrier that axe can find, with an answer on it."""
    page = reader.open(histories, HISTORY, scheme=scheme, width=width)
    _ask(page, "2020-03-14")
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    results = Axe().run(page, options=options)
    assert results.violations_count == 0, results.generate_report()


def test_an_old_page_does_not_call_its_day_today(reader: Reader, histories: Site) -> None:
    """The picture says the date it was made on, and takes its status words from the list, which has turned."""
    page = reader.open(histories, HISTORY, now="2028-01-02")
    expect(page.locator("[data-idag]")).to_have_text("22.11.2026")
    words = page.locator(".tidsbilde-ord").all_text_contents()
    assert words == page.locator(".tidslinje [data-ord]").all_text_contents()
    assert words[1:3] == ["Gjeldende", "Erstattet"]
    expect(reader.open(histories, HISTORY).locator("[data-idag]")).to_have_text("I dag")
