"""No text that an editor writes can do anything on a page but be read."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hostile_corpus import ATTACKS, CLAUSE, DISGUISED, TITLE, write_hostile_corpus
from playwright.sync_api import expect
from reader import Reader
from site_server import BUILD_DAY, Site

pytestmark = pytest.mark.nettleser

# "webcal" is how a program for calendars is asked to subscribe; it leads to a calendar of the site itself.
_HARMLESS = {"", "http", "https", "mailto", "tel", "webcal"}


class _Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in {"href", "src", "action", "formaction"}]
        self.found += [
            (v or "").partition("url=")[2] for n, v in attrs if tag == "meta" and n == "content" and "url=" in (v or "")
        ]


def test_nothing_runs_on_any_page(reader: Reader, hostile: Site) -> None:
    """On no page does anything run, open, or ask another site for something; the frame stays whole."""
    page = reader.open(hostile, "/")
    for address in hostile.pages():
        if 'http-equiv="refresh"' in hostile.html(address):
            continue
        page.goto(address)
        assert page.evaluate("window.__hacked") is None, address
        # A card to be framed has no foot, and shows nothing but itself.
        assert page.locator("body > footer.bunn").count() == (not address.startswith("/innbygg/")), address
        assert page.locator("body > main").count() == 1, address
        assert page.locator("iframe, object, embed, body style, body script").count() == 0, address


def test_no_link_leads_into_a_script(hostile: Site) -> None:
    """No link, picture or redirect on any page has an address but of the web, e-mail, telephone or this site."""
    for address in hostile.pages():
        for link in _Links(hostile.html(address)).found:
            plain = re.sub(r"[\x00-\x20]", "", link)
            assert urlsplit(plain).scheme.lower() in _HARMLESS, (address, link)


@pytest.mark.parametrize(
    "address", ["/", "/retningslinjer/1/", "/retningslinjer/1/v/3.0/", "/om/", "/saker/2023-05-10-innstilling/"]
)
def test_attacks_are_shown_as_text(reader: Reader, hostile: Site, address: str) -> None:
    """What was written as HTML is read as the letters that were written."""
    page = reader.open(hostile, address)
    shown = " ".join(page.locator("main").inner_text().split())
    for attack in ATTACKS:
        assert attack in shown


def test_titles_are_shown_as_text(reader: Reader, hostile: Site) -> None:
    """Titles, also in the window's own title, in contents and in lists, are the letters that were written."""
    page = reader.open(hostile, "/retningslinjer/1/")
    expect(page.locator("h1")).to_have_text(TITLE)
    assert TITLE in page.title()
    assert CLAUSE in page.locator(".innhold").inner_text()
    page.goto("/retningslinjer/")
    expect(page.locator(".register-tittel").first).to_contain_text(TITLE)
    page.goto("/ordliste/")
    assert "<script>" in page.locator("main").inner_text()


def test_everything_can_be_used(reader: Reader, hostile: Site) -> None:
    """Opening and pressing all there is on a page of attacks sets nothing off."""
    page = reader.open(hostile, "/retningslinjer/1/", permissions=["clipboard-read", "clipboard-write"])
    for link in page.locator(".punkt-lenke").all():
        link.click()
        for button in page.locator(".kopi button").all():
            button.click()
            expect(page.locator(".kopi [role=status]")).not_to_be_empty()
    for dead in page.locator(".tekst a:not([href])").all():
        dead.click()
    for hovered in page.locator(".tekst a[title]").all():
        hovered.hover()
    page.locator(".utseende").click()
    assert page.evaluate("window.__hacked") is None
    assert page.url.startswith(f"{hostile.url}/retningslinjer/1/")


def test_status_words_stay_text(reader: Reader, hostile: Site) -> None:
    """A status that turns by itself on a page of attacks sets nothing off."""
    page = reader.open(hostile, "/retningslinjer/1/v/3.0/", now="2027-06-01")
    expect(page.locator(".statuslinje strong")).to_have_text("Til behandling")
    assert page.evaluate("window.__hacked") is None


def test_address_of_a_visit(reader: Reader, hostile: Site) -> None:
    """An address that someone made up runs nothing, whatever it asks for."""
    page = reader.open(
        hostile, "/sok/?sok=%22%3E%3Cscript%3Ewindow.__hacked=1%3C/script%3E#%3Cimg%20src=x%20onerror=alert(1)%3E"
    )
    expect(page.locator("[data-sok-melding]")).to_contain_text('"><script>window.__hacked=1</script>')
    page.goto("/retningslinjer/1/#<img src=x onerror=alert(1)>")
    page.goto("/retningslinjer/1/?<script>alert(1)</script>#pkt-1")
    expect(page.locator("#pkt-1")).to_be_in_viewport()
    assert page.evaluate("window.__hacked") is None


@pytest.mark.parametrize("address", DISGUISED)
def test_disguised_addresses_are_refused(tmp_path: Path, address: str) -> None:
    """An address written so that it hides what it is leads nowhere, and the build says so and leaves no site."""
    root, target = tmp_path / "korpus", tmp_path / "site"
    write_hostile_corpus(root)
    (root / "docs" / "om.md").write_text(f"# Om\n\n[les mer]({address})\n", "utf-8")
    command = [
        sys.executable,
        "-m",
        "avtaleverk",
        "bygg",
        "--rot",
        str(root),
        "--til",
        str(target),
        "--dato",
        BUILD_DAY,
    ]
    done = subprocess.run([*command, "--uten-mellomlager"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "fører ingen steder" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not target.exists()
