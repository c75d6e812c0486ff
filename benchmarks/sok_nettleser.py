"""Types searches into a site in Chromium, as a person would, and reads the hits in the order they are shown."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from playwright.sync_api import Browser, Page, sync_playwright
from sok_fasit import address

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
_KEY_MS = 15
_PATIENCE_MS = 90_000
_WIDTH, _HEIGHT = 1280, 900


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the Chromium of this machine."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if not path:
        sys.exit(f"Søket prøves i en nettleser. Installer en av {', '.join(_NAMES)}, eller kjør tools/chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass(frozen=True, slots=True)
class Hits:
    """The addresses of the hits as they are shown, and the same without those that only head a group of points."""

    shown: list[str]
    points_first: list[str]


class SearchPage(Protocol):
    """A page with a search field, which is typed into again and again."""

    def hits(self, words: str) -> Hits:
        """Type ``words``, wait until the hits have settled, and return them."""


def new_page(browser: Browser) -> Page:
    """Open a page that knows nothing of earlier ones."""
    context = browser.new_context(viewport={"width": _WIDTH, "height": _HEIGHT}, locale="nb-NO")
    page = context.new_page()
    page.set_default_timeout(_PATIENCE_MS)
    return page


class OwnSearch:
    """The search page of avtaleverk."""

    _SETTLED = """words => {
        const list = document.querySelector("[data-sok-treff]");
        return list?.dataset.klar?.trim() === words.trim();
    }"""
    _HITS = """() => [...document.querySelectorAll("[data-sok-treff] > li")]
        .map(hit => hit.querySelector("a[data-treff]")?.href).filter(Boolean)"""

    def __init__(self, browser: Browser, url: str) -> None:
        """Open the search page."""
        self.page = new_page(browser)
        self.page.goto(f"{url}/sok/")
        self._field = self.page.locator("main input[type=search]").first

    def type(self, words: str, key_ms: int = _KEY_MS) -> None:
        """Type ``words`` into the empty field, and wait until its hits are shown."""
        self._field.fill("")
        self._field.press_sequentially(words, delay=key_ms)
        self.settle(words)

    def settle(self, words: str) -> None:
        """Wait until the hits that are shown are those of ``words``."""
        self.page.wait_for_function(self._SETTLED, arg=words)

    def hits(self, words: str) -> Hits:
        """Type ``words``, wait until the hits have settled, and return them."""
        self.type(words)
        shown = [address(url) for url in self.page.evaluate(self._HITS)]
        return Hits(shown, shown)


class MaterialSearch:
    """The search field in the header of a site that Material has built."""

    _FIELD = "[data-md-component=search-query]"
    _META = ".md-search-result__meta"
    # What it says while it waits for words; before that it says that it is starting.
    _PLACEHOLDER = """() => JSON.parse(document.querySelector("#__config").textContent)
        .translations["search.result.placeholder"]"""
    _WAITS = f"""waiting => document.querySelector("{_META}").textContent.trim() === waiting"""
    # A list that is the same through a quarter of a second after an answer to these words has settled.
    _SETTLED = """waiting => {
        const meta = document.querySelector(".md-search-result__meta").textContent.trim();
        const list = [...document.querySelectorAll(".md-search-result__link")].map(a => a.href).join();
        const now = performance.now(), state = `${meta} ${list}`;
        if (window.__sist !== state) { window.__sist = state; window.__da = now; }
        return meta !== waiting && now - window.__da > 250;
    }"""
    # The rest of a page's hits lie behind «n mer på denne siden», which nobody has opened. The first of a page is the
    # page itself, whether it was found or only heads its points.
    _HITS = """() => [...document.querySelectorAll(".md-search-result__item")].flatMap(item => {
        const links = [...item.querySelectorAll(".md-search-result__link")];
        const shown = links.filter(a => !a.closest("details:not([open])"));
        return shown.map((a, place) => [a.href, place === 0 && shown.length > 1]);
    })"""

    def __init__(self, browser: Browser, url: str) -> None:
        """Open the front page and wait until Material has read its index."""
        self.page = new_page(browser)
        self.page.goto(f"{url}/")
        self.page.locator(self._FIELD).focus()
        self._waiting: str = self.page.evaluate(self._PLACEHOLDER)
        self.page.wait_for_function(self._WAITS, arg=self._waiting)

    def hits(self, words: str) -> Hits:
        """Type ``words``, wait until the hits have settled, and return them."""
        field = self.page.locator(self._FIELD)
        field.fill("")
        self.page.wait_for_function(self._WAITS, arg=self._waiting)
        field.press_sequentially(words, delay=_KEY_MS)
        self.page.wait_for_function(self._SETTLED, arg=self._waiting)
        found = [(address(url), heads) for url, heads in self.page.evaluate(self._HITS)]
        return Hits([hit for hit, _ in found], [hit for hit, heads in found if not heads])
