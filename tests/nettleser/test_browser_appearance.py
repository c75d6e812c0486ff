"""A reader's choice of light or dark is kept, and is there before anything is painted."""

import pytest
from playwright.sync_api import Page, expect
from reader import Reader
from site_server import Site
from test_browser_accessibility import assert_no_barriers

pytestmark = pytest.mark.nettleser

GUIDELINE = "/retningslinjer/1/"
_DARK, _LIGHT = "rgb(16, 23, 28)", "rgb(255, 255, 255)"
# What the page looked like when it got a body, and so before its first paint.
_WATCH = """new MutationObserver((_, watch) => {
  if (!document.body) return;
  window.__early = document.documentElement.dataset.utseende ?? "auto";
  watch.disconnect();
}).observe(document, { childList: true, subtree: true });"""


def _ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


def _choose(page: Page, words: str) -> None:
    button = page.locator(".utseende")
    for _ in range(3):
        if words in button.inner_text():
            return
        button.click()
    pytest.fail(f"the button never offers «{words}»")


@pytest.mark.parametrize(("scheme", "words", "mark"), [("light", "mørkt", "mork"), ("dark", "lyst", "lys")])
def test_choice_is_kept(reader: Reader, telemark: Site, scheme: str, words: str, mark: str) -> None:
    """What is chosen holds against the device, on the next page too, from before its first paint."""
    ground = _DARK if mark == "mork" else _LIGHT
    context = reader.context(telemark, scheme=scheme)
    context.add_init_script(_WATCH)
    page = context.new_page()
    page.goto("/")
    assert _ground(page) != ground
    _choose(page, words)
    assert _ground(page) == ground
    page.goto(GUIDELINE)
    assert page.evaluate("window.__early") == mark
    assert _ground(page) == ground
    expect(page.locator(".utseende")).to_contain_text(words)
    assert_no_barriers(page)


def test_the_device_decides_until_the_reader_does(reader: Reader, telemark: Site) -> None:
    """Without a choice, and after taking it back, the page follows the device."""
    page = reader.open(telemark, "/", scheme="dark")
    assert _ground(page) == _DARK
    _choose(page, "lyst")
    assert _ground(page) == _LIGHT
    _choose(page, "som på enheten")
    assert _ground(page) == _DARK
    page.goto(GUIDELINE)
    assert _ground(page) == _DARK
    assert page.evaluate("localStorage.length") == 0


def test_a_browser_that_keeps_nothing(reader: Reader, telemark: Site) -> None:
    """Where nothing may be stored, the choice holds for the page and nothing breaks."""
    context = reader.context(telemark)
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } })")
    page = context.new_page()
    page.goto(GUIDELINE)
    _choose(page, "mørkt")
    assert _ground(page) == _DARK
