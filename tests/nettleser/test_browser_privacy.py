"""Nobody else learns what a reader reads."""

from html.parser import HTMLParser

import pytest
from playwright.sync_api import expect
from reader import Reader
from site_server import Site

pytestmark = pytest.mark.nettleser

_LOADING = frozenset({"script", "img", "iframe", "object", "embed", "video", "audio", "source", "base"})


class _Loads(HTMLParser):
    """Gathers what a page would load or run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.inline: list[str] = []
        self._in_script = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        # JSON-LD in the head is data, which no browser runs.
        self._in_script = tag == "script" and given.get("type") != "application/ld+json"
        if tag in _LOADING or (tag == "link" and given.get("rel") != "canonical"):
            self.addresses.append(given.get("src") or given.get("href") or given.get("data") or "")
        self.inline += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]
        self.inline += [tag] if tag == "style" else []

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.inline.append(f"script: {data[:40]}")

    def handle_endtag(self, _tag: str) -> None:
        self._in_script = False


@pytest.mark.parametrize("name", ["telemark", "nynorsk", "hostile"])
def test_pages_name_nothing_foreign(request: pytest.FixtureRequest, name: str) -> None:
    """No page of a site names a foreign script, style, font or picture, or carries any of them inline."""
    site: Site = request.getfixturevalue(name)
    for address in site.pages():
        loads = _Loads(site.html(address))
        assert [a for a in loads.addresses if "//" in a or ":" in a] == [], address
        assert loads.inline == [], address


def test_every_page_asks_only_its_own_site(reader: Reader, telemark: Site) -> None:
    """No page of the site sends a request elsewhere or keeps a cookie, and all it asks for is there."""
    page = reader.open(telemark, "/")
    for address in telemark.pages():
        page.goto(address)
    page.wait_for_load_state("networkidle")
    assert len(reader.requests) > len(telemark.pages())
    assert [r.url for r in reader.responses if r.status >= 400] == []
    assert page.context.cookies() == []


def test_search_asks_only_its_own_site(reader: Reader, telemark: Site) -> None:
    """A search, too, is answered by the site itself."""
    page = reader.open(telemark, "/sok/")
    page.locator("input[name=sok]").fill("pasient")
    expect(page.locator("[data-sok-treff] a").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert any("/pagefind/" in address for address in reader.requests)
    assert page.context.cookies() == []
