"""Two documents side by side, in a browser without script."""

import pytest
from page_kinds import SCHEMES
from playwright.sync_api import Page, expect
from reader import Reader
from site_server import Site

pytestmark = pytest.mark.nettleser

PAIR = "/sammenlign/retningslinjer-2-og-retningslinjer-3/"


def choose(page: Page, one: str, other: str) -> None:
    page.get_by_label("Den ene").select_option(one)
    page.get_by_label("Den andre").select_option(other)


def test_the_choice_leads_to_the_page(reader: Reader, shared: Site) -> None:
    """Without script, from the register: any two guidelines, in either order, give one button, and it leads there."""
    page = reader.open(shared, "/retningslinjer/", java_script_enabled=False)
    page.get_by_role("link", name="Sammenlign to dokumenter").click()
    button = page.locator(".velger").first.locator("a:visible")
    for one, other in (
        ("2 Utskriving fra sykehus", "3 Rehabilitering"),
        ("3 Rehabilitering", "2 Utskriving fra sykehus"),
    ):
        choose(page, one, other)
        expect(button).to_have_count(1)
        expect(button).to_have_text("Vis hva som er likt i Retningslinje 2 og Retningslinje 3")
    button.click()
    expect(page.locator("h1")).to_have_text("Hva er likt i Retningslinje 2 og Retningslinje 3")
    assert page.url.endswith(PAIR)


def test_every_choice_has_its_button(reader: Reader, shared: Site) -> None:
    """Each two of the list give the button of just these two, and one chosen twice gives words instead."""
    page = reader.open(shared, "/sammenlign/", java_script_enabled=False)
    velger = page.locator(".velger").first
    count = velger.locator(".velger-en option").count()
    assert count == 4
    for one in range(count):
        for other in range(count):
            velger.locator(".velger-en").select_option(index=one)
            velger.locator(".velger-annen").select_option(index=other)
            seen = velger.locator("a:visible")
            if one == other:
                expect(seen).to_have_count(0)
                expect(velger.get_by_text("Velg to ulike dokumenter.")).to_be_visible()
            else:
                low, high = sorted((one + 1, other + 1))
                expect(seen).to_have_attribute("data-v", f"{low} {high}")
                expect(velger.locator(".velger-like")).to_be_hidden()


def test_sixteen_documents_can_be_chosen_among(reader: Reader, shared: Site) -> None:
    """The style handles lists of sixteen, as many as there can be."""
    page = reader.open(shared, "/sammenlign/")
    velger = page.locator(".velger").first
    velger.evaluate("""(v) => {
      const options = Array.from({ length: 16 }, (_, n) => `<option>${n + 1}</option>`).join("");
      v.querySelectorAll("select").forEach((list) => { list.innerHTML = options; });
      let links = "";
      for (let a = 1; a <= 16; a++) for (let b = a + 1; b <= 16; b++) links += `<a class="knapp" data-v="${a} ${b}" href="#">x</a>`;
      v.querySelectorAll("a").forEach((a) => a.remove());
      v.querySelector(".velger-svar").insertAdjacentHTML("afterbegin", links);
    }""")
    for one, other in ((1, 16), (16, 9), (8, 9), (12, 3), (16, 16), (9, 9)):
        velger.locator(".velger-en").select_option(index=one - 1)
        velger.locator(".velger-annen").select_option(index=other - 1)
        seen = [a.get_attribute("data-v") for a in velger.locator("a:visible").all()]
        assert seen == ([] if one == other else [f"{min(one, other)} {max(one, other)}"])
        assert velger.locator(".velger-like").is_visible() is (one == other)


@pytest.mark.parametrize("address", ["/sammenlign/", PAIR, "/sammenlign/retningslinjer-2-og-retningslinjer-4/"])
def test_a_phone_needs_no_sideways_scrolling(reader: Reader, shared: Site, address: str) -> None:
    """On a phone the two texts stand under one another and nothing is wider than the screen."""
    page = reader.open(shared, address, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    sides = [side.bounding_box() for side in page.locator(".lik-side").all()]
    for one, other in zip(sides[::2], sides[1::2], strict=True):
        assert one
        assert other
        assert other["y"] >= one["y"] + one["height"]


def test_side_by_side_on_a_wide_screen(reader: Reader, shared: Site) -> None:
    """Where there is room the two texts stand beside one another, each named by its document."""
    page = reader.open(shared, PAIR)
    one, other = (page.locator(".lik-side").nth(n) for n in (0, 1))
    expect(one).to_contain_text("Retningslinje 2")
    expect(other).to_contain_text("Retningslinje 3")
    left, right = one.bounding_box(), other.bounding_box()
    assert left
    assert right
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] < right["x"]


def test_links_lead_to_the_points(reader: Reader, shared: Site) -> None:
    """A point in the table leads to its place in the text in force, and how alike leads to the two texts."""
    page = reader.open(shared, PAIR, java_script_enabled=False)
    page.get_by_role("link", name="nesten likt, 86 %").click()
    expect(page.locator("#par-1")).to_be_in_viewport()
    page.get_by_role("link", name="2.1 Melding om innleggelse").click()
    expect(page).to_have_url(f"{shared.url}/retningslinjer/2/#pkt-2-1")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_differs_is_marked_without_red(reader: Reader, shared: Site, scheme: str) -> None:
    """What differs has a line and a ground, in the colour of the text: red is kept for changes."""
    page = reader.open(shared, PAIR, scheme=scheme)
    mark = page.locator(".lik-side .ulikt").first
    style = "(e) => { const s = getComputedStyle(e); return [s.color, s.textDecorationLine, s.backgroundColor]; }"
    colour, line, ground = mark.evaluate(style)
    assert colour == page.locator(".lik-side p").last.evaluate("(e) => getComputedStyle(e).color")
    assert line == "underline"
    assert ground != "rgba(0, 0, 0, 0)"
