"""A reader that opens pages and notices everything that should not happen on them."""

import time
from contextlib import suppress
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response
from playwright.sync_api import Error as PlaywrightError
from site_server import BUILD_DAY, Site

HEIGHT = 900
# As long as an action may take: a machine with much to do is slow, not wrong.
PATIENCE_SECONDS = 120
_LOOK_MILLISECONDS = 50


def until(page: Page, truth: str) -> None:
    """Wait until an expression is true on the page, or fail.

    Playwright's own ``wait_for_function`` asks a second time from within the page, which the site's policy forbids:
    it works only where the first answer is yes.
    """
    end = time.monotonic() + PATIENCE_SECONDS
    while not page.evaluate(truth):
        assert time.monotonic() < end, f"never came true: {truth}"
        page.wait_for_timeout(_LOOK_MILLISECONDS)


class Reader:
    """Opens pages of sites as a reader would, and keeps note of faults."""

    def __init__(self, browser: Browser) -> None:
        """Know the browser."""
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.faults: list[str] = []
        self.requests: list[str] = []
        self.responses: list[Response] = []

    def context(
        self, site: Site, *, scheme: str = "light", width: int = 1440, now: str = BUILD_DAY, **options: Any
    ) -> BrowserContext:
        """Return a fresh browser profile, whose clock stands at noon on the day the site was built."""
        context = self._browser.new_context(
            base_url=site.url, color_scheme=scheme, viewport={"width": width, "height": HEIGHT},
            locale="nb-NO", timezone_id="Europe/Oslo", **options,
        )  # fmt: skip
        self._contexts.append(context)
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        context.clock.set_fixed_time(now if "T" in now else f"{now}T12:00:00+01:00")
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.faults.append(f"error on the page: {error.error}"))
        context.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        context.on("request", lambda request: self._asked(site, request))
        context.on("response", self._answered)
        return context

    def open(self, site: Site, address: str, **options: Any) -> Page:
        """Open a page of a site in a profile of its own."""
        page = self.context(site, **options).new_page()
        page.goto(address)
        return page

    def _heard(self, message: ConsoleMessage) -> None:
        lost = "404" in message.text and message.location.get("url", "").endswith("/finnes-ikke/")
        if message.type in {"error", "warning"} and not lost:
            self.faults.append(f"console: {message.text} ({message.location.get('url')})")

    def _asked(self, site: Site, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((f"{site.url}/", "data:", "blob:")):
            self.faults.append(f"request leaves the site: {request.url}")

    def _answered(self, response: Response) -> None:
        self.responses.append(response)

    def close(self) -> None:
        """Close every profile."""
        for context in self._contexts:
            with suppress(PlaywrightError):
                context.close()
