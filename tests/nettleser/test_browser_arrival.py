"""Whoever comes to a point sees which one it is, and a screen reader reads on from there."""

import pytest
from playwright.sync_api import Page, expect
from reader import Reader
from site_server import Site

pytestmark = pytest.mark.nettleser

GUIDELINE = "/retningslinjer/1/"
_LIT = """() => [...document.querySelectorAll(".tekst > *")]
  .filter((e) => getComputedStyle(e).borderImageSource !== "none")
  .map((e) => e.querySelector(".punkt-tittel")?.id ?? e.id ?? e.tagName)"""


def _lit(page: Page) -> list[str]:
    return list(page.evaluate(_LIT))


def test_the_point_and_its_text_are_lit(reader: Reader, telemark: Site) -> None:
    """The heading and all paragraphs up to the next heading are lit, and no other; the focus is on the heading."""
    page = reader.open(telemark, f"{GUIDELINE}#pkt-2-3")
    expect(page.locator("#pkt-2-3")).to_be_focused()
    lit = _lit(page)
    assert lit[0] == "pkt-2-3"
    own = [anchor for anchor in lit[1:] if anchor]
    assert own
    assert all(anchor.startswith("pkt-2-3-ledd") for anchor in own)


def test_until_one_goes_elsewhere(reader: Reader, telemark: Site) -> None:
    """Another point of the page takes light and focus over, and back brings them back."""
    page = reader.open(telemark, f"{GUIDELINE}#pkt-2-3")
    page.locator(".innhold a[href='#pkt-3']").click()
    expect(page.locator("#pkt-3")).to_be_focused()
    assert _lit(page)[0] == "pkt-3"
    page.go_back()
    expect(page.locator("#pkt-2-3")).to_be_focused()
    assert _lit(page)[0] == "pkt-2-3"


def test_a_paragraph(reader: Reader, telemark: Site) -> None:
    """The address of a paragraph lights up the paragraph alone and puts the focus on it."""
    page = reader.open(telemark, f"{GUIDELINE}#pkt-2-3-ledd-2")
    expect(page.locator("#pkt-2-3-ledd-2")).to_be_focused()
    assert _lit(page) == ["pkt-2-3-ledd-2"]


def test_the_heading_is_no_stop_afterwards(reader: Reader, telemark: Site) -> None:
    """Once left, the heading is a heading again and takes no focus."""
    page = reader.open(telemark, f"{GUIDELINE}#pkt-2-3")
    expect(page.locator("#pkt-2-3")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#pkt-2-3")).not_to_have_attribute("tabindex", "-1")


def test_without_script_and_on_paper(reader: Reader, telemark: Site) -> None:
    """The light needs no script, and is not printed."""
    page = reader.open(telemark, f"{GUIDELINE}#pkt-2-3", java_script_enabled=False)
    page.emulate_media(media="print")
    assert page.evaluate(_LIT) == []
    page.emulate_media(media="screen")
    assert _lit(page)[0] == "pkt-2-3"


def test_with_forced_colours(reader: Reader, telemark: Site) -> None:
    """Where the reader forces colours, a line around the heading tells the same."""
    page = reader.open(telemark, f"{GUIDELINE}#pkt-2-3", forced_colors="active")
    assert page.evaluate("getComputedStyle(document.querySelector('#pkt-2-3')).outlineStyle") == "solid"


def test_nothing_moves(reader: Reader, telemark: Site) -> None:
    """Lighting a point up moves no letter of the page."""
    page = reader.open(telemark, GUIDELINE)
    places = "() => [...document.querySelectorAll('.tekst > :is(.punkt-hode, p, ul)')].filter((e) => e.checkVisibility()).map((e) => Math.round(e.getBoundingClientRect().top + scrollY))"
    before = page.evaluate(places)
    page.evaluate("location.hash = '#pkt-2-3'")
    expect(page.locator("#pkt-2-3")).to_be_focused()
    assert page.evaluate(places) == before


def test_a_word_of_the_glossary(reader: Reader, telemark: Site) -> None:
    """A word that one is led to has the focus too."""
    page = reader.open(telemark, "/ordliste/#strategisk-samarbeidsutvalg")
    expect(page.locator("#strategisk-samarbeidsutvalg")).to_be_focused()


def test_hostile_address(reader: Reader, telemark: Site) -> None:
    """What follows the # is only ever looked up."""
    page = reader.open(telemark, f"{GUIDELINE}#%&'\"<img src=x onerror=alert(1)>")
    expect(page.locator("h1")).to_be_visible()
