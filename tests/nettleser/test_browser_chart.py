"""The chart of the bodies as it is drawn by a browser: legible at every width, and walked through by keyboard."""

import pytest
from playwright.sync_api import expect
from reader import Reader
from site_server import Site

pytestmark = pytest.mark.nettleser

PAGE = "/organisasjon/"
# The picture that is shown, the size of its letters in pixels, and the texts that reach out of their boxes.
_SEEN = """() => {
  const shown = [...document.querySelectorAll(".kart-bilde")].filter((e) => e.getBoundingClientRect().width > 0);
  const out = [];
  for (const body of shown[0].querySelectorAll(".kart-organ")) {
    const box = body.querySelector("rect").getBoundingClientRect();
    for (const text of body.querySelectorAll("text")) {
      const line = text.getBoundingClientRect();
      const inside = line.left >= box.left && line.right <= box.right && line.top >= box.top && line.bottom <= box.bottom;
      if (!inside) out.push(text.textContent);
    }
  }
  const scale = shown[0].getBoundingClientRect().width / shown[0].viewBox.baseVal.width;
  const sizes = [...shown[0].querySelectorAll("text")].map((t) => Number(t.getAttribute("font-size")) * scale);
  return { pictures: shown.length, letters: Math.min(...sizes), out, wide: document.documentElement.scrollWidth };
}"""


@pytest.mark.parametrize("width", [320, 360, 600, 768, 1024, 1280, 1440, 2560])
def test_the_chart_is_legible_at_every_width(reader: Reader, telemark: Site, width: int) -> None:
    """One picture is shown, no letter in it is smaller than 14 pixels, and every text lies in its box."""
    page = reader.open(telemark, PAGE, width=width)
    seen = page.evaluate(_SEEN)
    assert seen["pictures"] == 1
    assert seen["letters"] >= 14
    assert seen["out"] == []
    assert seen["wide"] <= width


def test_every_box_is_reached_by_keyboard_and_leads_to_its_body(reader: Reader, telemark: Site) -> None:
    """From the links above the chart the Tab key goes to each body that is seen, with a ring around it."""
    page = reader.open(telemark, PAGE, width=360)
    page.locator(".kart-hjelp a").last.focus()
    seen = page.locator(".kart-bilde--smal .kart-organ")
    for number in range(seen.count()):
        page.keyboard.press("Tab")
        expect(seen.nth(number)).to_be_focused()
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("FSU")


def test_the_link_past_the_chart(reader: Reader, telemark: Site) -> None:
    """Whoever will not go through the boxes gets to the list in one step."""
    page = reader.open(telemark, PAGE)
    page.locator(".kart-hjelp a").first.click()
    expect(page.locator(":target")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.organtre') !== null")


def test_the_chart_has_its_words_where_colours_are_forced(reader: Reader, telemark: Site) -> None:
    """With the reader's own colours every box still has an edge and text of another colour than its ground."""
    page = reader.open(telemark, PAGE, forced_colors="active")
    look = """() => [...document.querySelectorAll(".kart-bilde--bred .kart-organ")].map((a) => {
      const [box, name] = [getComputedStyle(a.querySelector("rect")), getComputedStyle(a.querySelector("text"))];
      return box.fill !== box.stroke && box.fill !== name.fill;
    })"""
    assert all(page.evaluate(look))
