"""No page kind has a barrier that axe can find, in any of its states."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from page_kinds import KINDS, SCHEMES, Kind, each_template, every_kind
from playwright.sync_api import Browser, Page, expect
from reader import HEIGHT, Reader
from site_server import Site

pytestmark = pytest.mark.nettleser

WIDTHS = (360, 1440)
# Where nothing but the room is another, only these rules can say something else. At 360 px all of them are asked again,
# since much is shown there that a wide screen hides.
_BETWEEN = (320, 768)
_OF_ROOM = ("target-size", "color-contrast", "scrollable-region-focusable", "link-in-text-block")
_OF_COLOUR = ("color-contrast", "link-in-text-block")
# Every rule that is on by default, best practices too, and the one of WCAG 2.2 that is not.
_ALL = {"rules": {"target-size": {"enabled": True}}}


def assert_no_barriers(page: Page, rules: tuple[str, ...] = ()) -> None:
    """Fail with the report of axe; with ``rules`` only these are asked."""
    options = {"runOnly": {"type": "rule", "values": rules}} if rules else _ALL
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE.axe_script)
    found = page.evaluate("(options) => axe.run(options)", {"resultTypes": ["violations"], **options})
    results = AxeResults(found)
    assert results.violations_count == 0, results.generate_report()


_AXE = Axe()


# The line at the foot of a phone lies over whatever is scrolled under it; here it stands where the text ends.
_IN_ITS_PLACE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".leselinje { position: static !important }");
  document.adoptedStyleSheets.push(sheet);
}"""


def widen(page: Page, width: int) -> None:
    """Give the page another width, and the time to settle in it."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.evaluate(_IN_ITS_PLACE)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@every_kind
def test_kind(reader: Reader, site: Callable[[str], Site], kind: Kind) -> None:
    """A page of this kind has no barrier, light or dark, from the smallest phone to a wide screen.

    The page is loaded once: what a reader changes is the width and the scheme.
    """
    page = reader.open(site(kind.site), kind.address, width=1440)
    kind.ready(page)
    for width in sorted((*WIDTHS, *_BETWEEN), reverse=True):
        widen(page, width)
        page.emulate_media(color_scheme="light")
        assert_no_barriers(page, () if width in WIDTHS else _OF_ROOM)
        page.emulate_media(color_scheme="dark")
        assert_no_barriers(page, _OF_COLOUR)


@each_template
def test_kind_in_large_text(browser_with_large_text: Browser, site: Callable[[str], Site], kind: Kind) -> None:
    """A page of this kind has no barrier when text is twice as large."""
    reader = Reader(browser_with_large_text)
    page = reader.open(site(kind.site), kind.address, width=1440)
    kind.ready(page)
    for width in reversed(WIDTHS):
        widen(page, width)
        assert_no_barriers(page, _OF_ROOM)
    reader.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_menu_open(reader: Reader, telemark: Site, scheme: str) -> None:
    """The menu that is opened on a phone has no barrier."""
    page = reader.open(telemark, "/retningslinjer/1/", scheme=scheme, width=360)
    page.locator(".meny summary").click()
    expect(page.locator(".meny nav")).to_be_visible()
    assert_no_barriers(page)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_copy_box_open(reader: Reader, telemark: Site, scheme: str, width: int) -> None:
    """The box that copies the address of a clause has no barrier, before and after copying."""
    context = reader.context(telemark, scheme=scheme, width=width, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/retningslinjer/1/")
    page.locator(".punkt-lenke").nth(1).click()
    assert_no_barriers(page)
    page.locator(".kopi button").first.click()
    expect(page.locator(".kopi [role=status]")).not_to_be_empty()
    assert_no_barriers(page)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_contents_open(reader: Reader, telemark: Site, scheme: str) -> None:
    """The contents that are opened on a phone have no barrier."""
    page = reader.open(telemark, "/retningslinjer/1/", scheme=scheme, width=360)
    page.locator(".innhold summary").click()
    expect(page.locator(".innhold ol")).to_be_visible()
    assert_no_barriers(page)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_turned_status(reader: Reader, telemark: Site, scheme: str) -> None:
    """A status that the page itself has turned has no barrier."""
    page = reader.open(telemark, "/avtaler/nasjonal-avtale/", scheme=scheme, now="2028-01-02")
    expect(page.locator(".statuslinje")).to_contain_text("Utløpt")
    assert_no_barriers(page)


def test_every_kind_is_looked_at(site: Callable[[str], Site]) -> None:
    """No kind of page is built that these tests do not know."""

    def kind_of(name: str, address: str) -> str:
        return site(name).html(address).partition('class="side side--')[2].partition('"')[0]

    known = {
        kind_of(k.site, "/404.html" if "finnes-ikke" in k.address else re.split("[?#]", k.address)[0]) for k in KINDS
    }
    built = {kind_of("telemark", address) for address in site("telemark").pages()}
    assert built <= known
