"""Who comes by an old link lands on the text, or on words that say where it went."""

import pytest
from playwright.sync_api import Page, expect
from reader import Reader, until
from site_server import Site

pytestmark = pytest.mark.nettleser


def until_seen(page: Page, anchor: str) -> None:
    """Wait until the place that a link named is within the window; it may be one that takes no room."""
    where = f"(({{top}}) => top >= 0 && top < innerHeight)(document.getElementById('{anchor}').getBoundingClientRect())"
    until(page, where)


def test_the_point_goes_along_when_a_page_has_moved(reader: Reader, moved: Site) -> None:
    """A link to a point under the former address of a document lands on that point."""
    page = reader.open(moved, "/gammel/utskriving/#pkt-2")
    page.wait_for_url(f"{moved.url}/retningslinjer/1/#pkt-2")
    until_seen(page, "pkt-2")
    page = reader.open(moved, "/gammel/utskriving/v/1.0/#pkt-1-ledd-1")
    page.wait_for_url(f"{moved.url}/retningslinjer/1/v/1.0/#pkt-1-ledd-1")


def test_without_script_the_page_is_led_to(reader: Reader, moved: Site) -> None:
    """Without script a reader still comes to where the page is now."""
    page = reader.open(moved, "/gammel/utskriving/historikk/", java_script_enabled=False)
    page.wait_for_url(f"{moved.url}/retningslinjer/1/historikk/")


def test_a_lost_point_has_a_note(reader: Reader, moved: Site) -> None:
    """The note about a point that was taken away is shown to those who come by its link, and to no other."""
    words = "Punktet om faks er tatt bort."
    page = reader.open(moved, "/retningslinjer/1/#pkt-7")
    expect(page.get_by_text(words)).to_be_visible()
    until_seen(page, "pkt-7")
    page = reader.open(moved, "/retningslinjer/1/")
    expect(page.get_by_text(words)).to_be_hidden()


def test_what_was_taken_away_says_where_it_went(reader: Reader, moved: Site) -> None:
    """The page of a document that is no more says so in words, and leads to the point that took over."""
    page = reader.open(moved, "/retningslinjer/9/#pkt-4")
    expect(page.get_by_role("heading", level=1)).to_have_text("Teksten er flyttet")
    expect(page.get_by_text("/retningslinjer/9/")).to_be_visible()
    page.locator("main a").click()
    page.wait_for_url(f"{moved.url}/retningslinjer/1/#pkt-2")


def test_an_old_paragraph_lands_on_what_became_of_its_point(reader: Reader, versjoner: Site) -> None:
    """A paragraph of a point that has another number now leads to the note that says so."""
    page = reader.open(versjoner, "/retningslinjer/2/#pkt-4-1-ledd-1")
    expect(page.locator(".gammel-adresse:has(#pkt-4-1-ledd-1)")).to_be_visible()
