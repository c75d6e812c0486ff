"""A page never says that a text is in force when it is not."""

import pytest
from playwright.sync_api import Page, expect
from reader import Reader
from site_server import Site

pytestmark = pytest.mark.nettleser

NATIONAL = "/avtaler/nasjonal-avtale/"
_PLACES = (
    (NATIONAL, ".statuslinje"),
    (f"{NATIONAL}v/2024/", ".statuslinje"),
    (f"{NATIONAL}historikk/", ".tidslinje-ledd .merke"),
    ("/", ".dokumentliste li:has(a[href='avtaler/nasjonal-avtale/']) .merke"),
    ("/avtaler/", "tr:has(a[href='../avtaler/nasjonal-avtale/']) .merke"),
)
places = pytest.mark.parametrize(("address", "place"), _PLACES)


def _opened(reader: Reader, site: Site, address: str, now: str) -> Page:
    return reader.open(site, address, now=now)


@places
@pytest.mark.parametrize("now", ["2026-11-22", "2027-12-31T23:55:00+01:00"])
def test_in_force_to_its_last_minute(reader: Reader, telemark: Site, address: str, place: str, now: str) -> None:
    """A text is in force on the day the site was built and until its last midnight in Norway."""
    status = _opened(reader, telemark, address, now).locator(place).first
    expect(status).to_contain_text("Gjeldende")
    expect(status).not_to_contain_text("Utløpt")


@places
@pytest.mark.parametrize("now", ["2028-01-01T00:05:00+01:00", "2028-01-02"])
def test_expired_without_a_new_build(reader: Reader, telemark: Site, address: str, place: str, now: str) -> None:
    """From the day after its last one, a text that was built as in force is shown as expired."""
    status = _opened(reader, telemark, address, now).locator(place).first
    expect(status).to_contain_text("Utløpt")
    expect(status).not_to_contain_text("Gjeldende")
    expect(status).to_have_class(
        "statuslinje statuslinje--utlopt" if place == ".statuslinje" else "merke merke--utlopt"
    )


def test_the_page_says_that_it_has_turned(reader: Reader, telemark: Site) -> None:
    """A status bar that has turned says that this happened after the page was built."""
    page = _opened(reader, telemark, NATIONAL, "2028-01-02")
    expect(page.locator(".statuslinje-dato")).to_have_text(
        "Dette har endret seg siden siden ble bygd 22. november 2026."
    )


def test_other_texts_stay_in_force(reader: Reader, telemark: Site) -> None:
    """A text without a last day is still in force years later."""
    page = _opened(reader, telemark, "/retningslinjer/1/", "2028-01-02")
    expect(page.locator(".statuslinje")).to_contain_text("Gjeldende")


def test_hearing_that_is_over(reader: Reader, hostile: Site) -> None:
    """A proposal whose hearing has ended since the build is no longer shown as on hearing."""
    address = "/retningslinjer/1/v/3.0/"
    expect(_opened(reader, hostile, address, "2026-12-15").locator(".statuslinje strong")).to_have_text("På høring")
    status = _opened(reader, hostile, address, "2026-12-16").locator(".statuslinje strong")
    expect(status).to_have_text("Til behandling")


def test_built_after_the_last_day(reader: Reader, later: Site) -> None:
    """A site built when no text is in force says so, and leads to the last one there was."""
    page = reader.open(later, NATIONAL, now="2028-01-01")
    expect(page.locator(".dokument-hode")).to_contain_text("Ingen tekst er i kraft")
    expect(page.locator(".tekst")).to_have_count(0)
    page.get_by_role("link", name="Les versjon 2024").click()
    expect(page.locator(".statuslinje")).to_contain_text("Utløpt")
