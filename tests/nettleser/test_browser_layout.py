"""Pages fit their screen, and print as case papers."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from page_kinds import SCHEMES, Kind, every_kind
from playwright.sync_api import expect
from reader import HEIGHT, Reader
from site_server import Site

pytestmark = pytest.mark.nettleser

WIDTHS = (320, 360, 768, 1440)
_WIDEST = """() => {
  const wide = document.documentElement.clientWidth;
  const beyond = [...document.querySelectorAll("body *")]
    .filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > wide + 1 && !e.closest(".tabell, .rm-rull, pre"))
    .map((e) => `${e.tagName}.${e.className}`);
  return [document.documentElement.scrollWidth - wide, beyond.slice(0, 5)];
}"""


@every_kind
def test_no_sideways_scrolling(reader: Reader, site: Callable[[str], Site], kind: Kind) -> None:
    """A page of this kind is never wider than the screen, and nothing on it is cut off."""
    page = reader.open(site(kind.site), kind.address)
    kind.ready(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert page.evaluate(_WIDEST) == [0, []], f"{width} px"


def test_open_parts_fit_a_small_phone(reader: Reader, telemark: Site) -> None:
    """The menu, the contents and the copy box fit a screen of 320 px when they are open."""
    page = reader.open(telemark, "/retningslinjer/1/", width=320)
    page.locator(".innhold summary").click()
    page.locator(".punkt-lenke").first.click()
    expect(page.locator(".kopi")).to_be_visible()
    assert page.evaluate(_WIDEST) == [0, []]
    page.locator(".meny summary").click()
    expect(page.locator(".meny nav")).to_be_visible()
    box = page.locator(".meny nav").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert page.evaluate(_WIDEST) == [0, []]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_print(reader: Reader, telemark: Site, scheme: str) -> None:
    """On paper there is text and status and no menu, copy link or search; it can be made a PDF."""
    page = reader.open(telemark, "/retningslinjer/1/", scheme=scheme)
    page.locator(".punkt-lenke").first.click()
    page.emulate_media(media="print")
    for unwanted in (".topp", ".hopp", ".punkt-lenke", ".kopi", ".innhold", ".utseende", ".tilbake"):
        for element in page.locator(unwanted).all():
            expect(element).to_be_hidden()
    for wanted in ("h1", ".statuslinje", "#pkt-1", "#pkt-2-1-ledd-1"):
        expect(page.locator(wanted)).to_be_visible()
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("chosen", ["auto", "mork"])
@pytest.mark.parametrize(
    "address", ["/", "/retningslinjer/", "/retningslinjer/1/", "/retningslinjer/1/historikk/", "/om/stil/"]
)
def test_print_from_dark(reader: Reader, telemark: Site, address: str, chosen: str) -> None:
    """Who reads in the dark prints dark on white all the same."""
    kept = [] if chosen == "auto" else [{"name": "utseende", "value": chosen}]
    state = {"cookies": [], "origins": [{"origin": telemark.url, "localStorage": kept}]}
    page = reader.context(telemark, scheme="dark", storage_state=state).new_page()
    page.goto(address)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    results = Axe().run(page, options={"runOnly": ["color-contrast"], "resultTypes": ["violations"]})
    assert results.violations_count == 0, results.generate_report()
