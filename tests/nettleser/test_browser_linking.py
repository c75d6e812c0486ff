"""What others need to link to the texts works in a browser: copying, the card in a frame, the code, the notice."""

import base64
import re
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from reader import Reader
from site_server import BUILD_DAY, ROOT, Site

sys.path.append(str(Path(__file__).resolve().parents[1]))
from qr_reader import read

pytestmark = pytest.mark.nettleser

WAYS = "/lenk/retningslinjer/1/"
CARD = "/innbygg/retningslinjer/1/"
ADDRESS = "https://samhandling.telemark.example/retningslinjer/1/"
_MAY_COPY = {"permissions": ["clipboard-read", "clipboard-write"]}


def _copied(page: Page, kind: str = "text/plain") -> str:
    read = "async (kind) => (await (await navigator.clipboard.read())[0].getType(kind)).text()"
    return str(page.evaluate(read, kind))


def _opened(reader: Reader, site: Site, address: str, **options: object) -> Page:
    page = reader.context(site, **options).new_page()
    page.goto(address)
    return page


def test_every_field_can_be_copied(reader: Reader, telemark: Site) -> None:
    """Each button copies what stands in its own field, and says so."""
    page = _opened(reader, telemark, WAYS, **_MAY_COPY)
    fields = page.locator(".lenkefelt")
    assert fields.count() == 6
    for field in fields.all():
        field.get_by_role("button").click()
        expect(field.get_by_role("button")).to_have_text("Kopiert")
        expect(page.locator("[data-kopi-svar]")).to_have_text("Kopiert")
        assert _copied(page) == field.locator("textarea").input_value()
    assert page.locator(".lenkefelt button", has_text="Kopiert").count() == 1


def test_a_link_is_copied_with_its_title(reader: Reader, telemark: Site) -> None:
    """What is pasted into Word or an e-mail is a link with its title, and elsewhere title and address."""
    page = _opened(reader, telemark, WAYS, **_MAY_COPY)
    page.get_by_role("button", name="Kopier lenken med tittel").click()
    title = "Retningslinje 1 Ansvar og oppgaver i Helsefellesskapet"
    expect(page.locator("[data-kopi-svar]")).to_have_text("Kopiert")
    assert _copied(page) == f"{title}\n{ADDRESS}"
    html = _copied(page, "text/html")
    assert re.search(rf'<a href="{ADDRESS}"[^>]*>{title}</a>', html)


def test_the_list_copies_each_address(reader: Reader, telemark: Site) -> None:
    """In the list of all documents each row has a button that says what it copies."""
    page = _opened(reader, telemark, "/lenk/", **_MAY_COPY)
    page.get_by_role("button", name="Kopier lenken: Vedlegg 1.2 Mal for retningslinje").click()
    expect(page.locator("[data-kopi-svar]")).to_have_text("Kopiert")
    assert _copied(page) == f"{ADDRESS}vedlegg/1.2/"


def test_a_browser_that_does_not_copy(reader: Reader, telemark: Site) -> None:
    """Where the page may not copy, the text is marked and the reader is told."""
    page = _opened(reader, telemark, WAYS)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.locator(".lenkefelt").first.get_by_role("button").click()
    expect(page.locator("[data-kopi-svar]")).to_be_visible()
    expect(page.locator("[data-kopi-svar]")).to_contain_text("Teksten er merket")
    marked = "(([f]) => f.value.slice(f.selectionStart, f.selectionEnd))(document.querySelectorAll('#felt-lenke'))"
    assert page.evaluate(marked) == ADDRESS


def test_copied_by_keyboard(reader: Reader, telemark: Site) -> None:
    """Field and button are reached one after the other, and Enter copies."""
    page = _opened(reader, telemark, WAYS, **_MAY_COPY)
    page.locator("#felt-lenke").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-kopi-svar]")).to_have_text("Kopiert")
    assert _copied(page) == ADDRESS


def test_without_script_the_fields_are_there(reader: Reader, telemark: Site) -> None:
    """Without script nothing promises to copy, and all there is to copy can be marked by hand."""
    page = _opened(reader, telemark, WAYS, java_script_enabled=False)
    expect(page.locator("main button")).to_have_count(0)
    assert page.locator("#felt-lenke").input_value() == ADDRESS
    expect(page.get_by_role("link", name="Lagre QR-koden (SVG)")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1440])
def test_fields_show_all_they_hold(reader: Reader, telemark: Site, width: int) -> None:
    """No field hides a part of what is to be copied."""
    page = _opened(reader, telemark, WAYS, width=width)
    hidden = (
        "[...document.querySelectorAll('textarea')].filter((f) => f.scrollHeight > f.clientHeight + 2).map((f) => f.id)"
    )
    assert page.evaluate(hidden) == []


def test_only_the_notice_is_printed(reader: Reader, telemark: Site) -> None:
    """On paper the page is the notice and nothing else, and fits on one sheet."""
    page = _opened(reader, telemark, WAYS)
    page.emulate_media(media="print")
    expect(page.locator(".plakat")).to_be_visible()
    for place in (".topp", ".merknad", ".bunn", "h1", "main > section"):
        for element in page.locator(place).all():
            expect(element).to_be_hidden()
    assert page.pdf(prefer_css_page_size=True, format="A4").count(b"/Type /Page\n") == 1


def _modules(page: Page, picture: bytes, side: int) -> list[list[bool]]:
    """Return which of ``side`` by ``side`` places of a picture are dark."""
    script = """async ([data, side]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
      const brush = canvas.getContext("2d", { willReadFrequently: true });
      brush.drawImage(image, 0, 0);
      const at = (i) => Math.floor((i + .5) * image.width / side);
      const dark = (x, y) => brush.getImageData(at(x), at(y), 1, 1).data[0] < 128;
      const places = [...Array(side).keys()];
      return places.map((y) => places.map((x) => dark(x, y)));
    }"""
    found: list[list[bool]] = page.evaluate(script, [base64.b64encode(picture).decode(), side])
    return found


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 320)])
def test_the_code_can_be_read_from_the_screen(reader: Reader, telemark: Site, scheme: str, width: int) -> None:
    """What a camera sees is black on white, in dark mode too, and leads to the text in force."""
    page = _opened(reader, telemark, WAYS, scheme=scheme, width=width, device_scale_factor=2)
    side = int(re.search(r'viewBox="0 0 (\d+)', telemark.html("/retningslinjer/1/qr.svg"))[1])  # type: ignore[index]
    shot = page.locator(".plakat-kode img").screenshot()
    assert read(_modules(page, shot, side)) == ADDRESS


def test_the_badge_holds_its_words(browser: Browser, telemark: Site) -> None:
    """Whatever letters the reader's machine has, the words stay within the frame of the badge."""
    page = browser.new_page()
    for address in ("/retningslinjer/1/", "/avtaler/nasjonal-avtale/", "/retningslinjer/1/vedlegg/1.1/"):
        page.set_content(telemark.html(f"{address}gjeldende.svg"))
        for family in ("sans-serif", "monospace", "serif"):
            page.evaluate("(f) => document.querySelector('svg').setAttribute('font-family', f)", family)
            ends = page.evaluate("[...document.querySelectorAll('text')].map((t) => t.getBBox().x + t.getBBox().width)")
            assert max(ends) <= page.evaluate("document.querySelector('svg').width.baseVal.value") - 10
    page.close()


class _Empty(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>En kommune</title>")

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def other_site() -> Iterator[str]:
    """Serve an empty page at another origin."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Empty) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _host(  # noqa: PLR0913 - a page of another site, and when and how it is seen
    browser: Browser, other_site: str, site: Site, address: str, *, now: str = BUILD_DAY, width: int = 400
) -> Page:
    """Open a page of another site that shows an address of ours by the code that we hand out."""
    code = re.search(r'<textarea id="felt-kort"[^>]*>([^<]+)<', site.html(WAYS))[1]  # type: ignore[index]
    page = browser.new_page(viewport={"width": width, "height": 600}, timezone_id="Europe/Oslo")
    page.clock.set_fixed_time(f"{now}T12:00:00+01:00")
    page.goto(other_site)
    unescaped = "(code) => new DOMParser().parseFromString(code, 'text/html').documentElement.textContent"
    framed = page.evaluate(unescaped, code).replace(ADDRESS.partition("/retn")[0] + CARD, site.url + address)
    page.evaluate("(html) => { document.body.innerHTML = html; }", framed)
    return page


@pytest.mark.parametrize("width", [216, 400, 1000])
def test_the_card_in_a_frame_of_another_site(browser: Browser, other_site: str, telemark: Site, width: int) -> None:
    """On another site the card shows what applies, at any width, and opens the text in the whole window."""
    page = _host(browser, other_site, telemark, CARD, width=width)
    assert page.locator("iframe").get_attribute("title") == "Retningslinje 1 Ansvar og oppgaver i Helsefellesskapet"
    card = page.frame_locator("iframe")
    expect(card.locator(".statuslinje")).to_contain_text("Gjeldende · versjon 1.0")
    room = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.frames[1].evaluate(room) == 0
    card.get_by_role("link").click()
    page.wait_for_url(f"{telemark.url}/retningslinjer/1/")
    page.close()


def test_a_framed_card_turns_by_date(browser: Browser, other_site: str, telemark: Site) -> None:
    """A card whose text has run out since the site was built says so, wherever it is framed."""
    for now, said in (("2027-12-31", "Gjeldende"), ("2028-01-02", "Utløpt")):
        page = _host(browser, other_site, telemark, "/innbygg/avtaler/nasjonal-avtale/", now=now)
        expect(page.frame_locator("iframe").locator(".statuslinje strong")).to_have_text(said)
        page.close()


def test_nothing_else_can_be_framed(browser: Browser, other_site: str, telemark: Site) -> None:
    """Another site cannot show our other pages as if they were its own."""
    page = _host(browser, other_site, telemark, "/retningslinjer/1/")
    expect(page.frame_locator("iframe").locator("body")).to_contain_text("127.0.0.1")
    expect(page.frame_locator("iframe").locator(".dokument")).to_have_count(0)
    page.close()


def test_the_badge_is_shown_by_other_sites(browser: Browser, other_site: str, telemark: Site) -> None:
    """Badge and code load as pictures on another site."""
    page = _host(browser, other_site, telemark, CARD)
    for name in ("gjeldende.svg", "qr.svg"):
        load = """(src) => new Promise((done) => {
          const image = new Image();
          image.onload = () => done(image.naturalWidth);
          image.onerror = () => done(0);
          image.src = src;
        })"""
        assert page.evaluate(load, f"{telemark.url}/retningslinjer/1/{name}") > 300
    page.close()


def test_it_is_the_site_of_this_repository() -> None:
    """The address that these tests expect is the one that the folder states."""
    assert ADDRESS.partition("retningslinjer")[0] in (ROOT / "helsefellesskap.yml").read_text("utf-8")
