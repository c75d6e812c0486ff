"""The file that is taken along, opened from disk with the network off, by every kind of reader."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from page_kinds import SCHEMES
from playwright.sync_api import Browser, Page, expect
from site_server import BUILD_DAY, Site

pytestmark = pytest.mark.nettleser

_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Give what opens the file of a site in a profile without a network; whatever goes wrong unseen fails the test."""
    contexts, faults = [], []

    def open_file(
        site: Site, *, scheme: str = "light", width: int = 1440, now: str = BUILD_DAY, script: bool = True
    ) -> Page:
        context = browser.new_context(
            offline=True, color_scheme=scheme, viewport={"width": width, "height": 900}, locale="nb-NO",
            timezone_id="Europe/Oslo", java_script_enabled=script,
        )  # fmt: skip
        contexts.append(context)
        if script:
            context.clock.set_fixed_time(f"{now}T12:00:00+01:00")
        address = site.offline.as_uri()
        context.on("console", lambda m: faults.append(f"console: {m.text}") if m.type in {"error", "warning"} else None)
        context.on("weberror", lambda error: faults.append(f"error: {error.error}"))
        context.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        context.on("request", lambda r: None if r.url == address else faults.append(f"request: {r.url[:80]}"))
        page = context.new_page()
        page.goto(address)
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert faults == []


def search(page: Page, words: str) -> None:
    page.get_by_label("Søk i fila").fill(words)
    expect(page.locator(".fil-sok [role=status]")).to_contain_text(f"«{words}»")


def test_it_is_read_with_the_network_off(opened: Open, telemark: Site) -> None:
    """The whole file is there: the style is on, and every text in force has its section."""
    page = opened(telemark)
    expect(page.get_by_role("heading", level=1)).to_have_text("Alt som gjelder, uten nett")
    assert page.locator("article").count() == 3
    assert page.evaluate("getComputedStyle(document.querySelector('.merke')).borderRadius") != "0px"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("retningslinje 1 2.3", "2.3 Faglig samarbeidsutvalg (FSU)"),
        ("ssu", "2.2 Strategisk samarbeidsutvalg (SSU)"),
        ("partnerskapsmotet", "2.1 Partnerskapsmøtet"),
        ("partnerskapsmoetet", "2.1 Partnerskapsmøtet"),
        ("tvisteløysing", "11 Håndtering av uenighet – tvisteløsning"),
        ("haandtering av uenighet", "11 Håndtering av uenighet – tvisteløsning"),
        ("samarbeidsstrukturen", "7 Samarbeidsstruktur"),
    ],
)
def test_the_search_finds_the_point(opened: Open, telemark: Site, words: str, first: str) -> None:
    """By number, by abbreviation, with æ, ø and å written in other ways, and with an ending that no text has."""
    page = opened(telemark)
    search(page, words)
    expect(page.locator(".treffliste a").first).to_have_text(first)


def test_a_hit_leads_to_its_point_and_marks_the_words(opened: Open, telemark: Site) -> None:
    """By keyboard alone: write, go to the hit, follow it, and come back to the search."""
    page = opened(telemark, width=360)
    page.get_by_label("Søk i fila").focus()
    page.keyboard.type("brukerrepresentanter")
    expect(page.locator(".fil-sok [role=status]")).to_contain_text("«brukerrepresentanter»")
    page.keyboard.press("Tab")
    target = page.evaluate("decodeURIComponent(document.activeElement.hash.slice(1))")
    page.keyboard.press("Enter")
    expect(page.locator("main mark").first).to_be_visible()
    assert page.evaluate("location.hash.slice(1)") == target
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 900
    page.get_by_role("link", name="Til søk og innhold").press("Enter")
    expect(page.get_by_label("Søk i fila")).to_be_focused()


def test_one_who_tabs_on_at_once_lands_on_a_hit_that_stays(opened: Open, telemark: Site) -> None:
    """Tab before the answer to the last letters is shown leads to a hit of the whole word, and Enter follows it."""
    page = opened(telemark)
    page.get_by_label("Søk i fila").focus()
    page.keyboard.type("partnerskap")
    expect(page.locator(".fil-sok [role=status]")).to_contain_text("«partnerskap»")
    page.keyboard.type("smøtet")
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    expect(page.locator(".treffliste a").first).to_be_focused()
    expect(page.locator(".treffliste a").first).to_have_text("2.1 Partnerskapsmøtet")
    page.keyboard.press("Enter")
    expect(page.locator("main mark").first).to_be_visible()


def test_no_hit_is_said(opened: Open, telemark: Site) -> None:
    """A word that no text has gives no list, and some of the words give a list that says so."""
    page = opened(telemark)
    search(page, "xyzzyx")
    expect(page.locator(".fil-sok [role=status]")).to_contain_text("Ingen treff")
    expect(page.locator(".treffliste")).to_be_hidden()
    search(page, "xyzzyx partnerskapsmøtet")
    expect(page.locator(".fil-sok [role=status]")).to_contain_text("Disse har noen av dem")
    expect(page.locator(".treffliste li").first).to_be_visible()


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (BUILD_DAY, "i dag"),
        ("2026-11-23", "i går"),
        ("2026-12-26", "for 34 dager siden"),
    ],
)
def test_it_tells_its_age(opened: Open, telemark: Site, now: str, words: str) -> None:
    """The first thing the file says is how old it is, and an old one says it in the colour of what is past."""
    page = opened(telemark, now=now)
    expect(page.locator("[data-alder]")).to_contain_text(f"22. november 2026, {words}.")
    expect(page.locator("[data-alder]")).to_contain_text("https://samhandling.telemark.example/")
    assert ("beskjed--historisk" in (page.locator("[data-alder]").get_attribute("class") or "")) == ("34" in words)


def test_a_clock_before_the_file_says_nothing_of_its_age(opened: Open, telemark: Site) -> None:
    """A file from tomorrow is not some days old; the day it was made on is still told."""
    page = opened(telemark, now="2026-11-01")
    expect(page.locator("[data-alder-ord]")).to_have_text("Denne fila ble laget 22. november 2026.")


def test_it_marks_what_has_run_out_since(opened: Open, telemark: Site) -> None:
    """The national agreement applies until the end of 2027; a file opened later does not call it in force."""
    page = opened(telemark, now="2028-01-02")
    expect(page.locator("[data-alder]")).to_contain_text("Én av tekstene har fått en annen status siden da.")
    status = page.locator("#avtaler\\.nasjonal-avtale .statuslinje")
    expect(status).to_contain_text("Utløpt")
    expect(status).to_contain_text("Dette er endret siden fila ble laget.")
    expect(page.locator(".fil-innhold .merke").first).to_contain_text("Utløpt")


def test_it_is_a_document_without_script(opened: Open, telemark: Site) -> None:
    """The contents lead to each text and each point; what needs script is not shown, and the day is told."""
    page = opened(telemark, script=False)
    expect(page.get_by_label("Søk i fila")).to_be_hidden()
    expect(page.locator("[data-alder]")).to_contain_text("Denne fila ble laget 22. november 2026.")
    page.locator(".fil-innhold summary").first.click()
    link = page.locator(".fil-innhold details a").first
    link.click()
    expect(page.locator(":target")).to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 1440])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_it_has_no_barrier(opened: Open, telemark: Site, scheme: str, width: int) -> None:
    """Opened, with hits, and at a marked point: no barrier, and nothing to scroll sideways for."""
    page = opened(telemark, scheme=scheme, width=width, now="2028-01-02")
    for step in (lambda: None, lambda: search(page, "ssu"), page.locator(".treffliste a").first.click):
        step()
        results = Axe().run(page, options=_OPTIONS)
        assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_hostile_texts_stay_texts(opened: Open, hostile: Site) -> None:
    """Nothing that an editor writes runs or is asked for, neither when the file opens nor when it is searched."""
    page = opened(hostile)
    search(page, "script")
    expect(page.locator(".treffliste a").first).to_be_visible()
    page.locator(".treffliste a").first.click()
    assert page.evaluate("Object.keys(window).filter((name) => name.includes('hacked'))") == []
    assert page.locator("main script, main iframe, main object, main style").count() == 0


def test_it_prints_as_a_paper(opened: Open, telemark: Site) -> None:
    """On paper there is no search, and each text begins on a new page."""
    page = opened(telemark)
    page.emulate_media(media="print")
    expect(page.get_by_label("Søk i fila")).to_be_hidden()
    expect(page.locator(".fil-opp")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('article')).breakBefore") == "page"


def test_it_speaks_nynorsk(opened: Open, nynorsk: Site) -> None:
    """A community that has chosen nynorsk gets the file in nynorsk."""
    page = opened(nynorsk, now="2026-12-26")
    expect(page.locator("[data-alder]")).to_contain_text("for 34 dagar sidan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Alt som gjeld, utan nett")
