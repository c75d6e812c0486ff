"""Nothing moves while a page comes, dark pages are dark at once, and what is read stays in view in the contents."""

import re

import pytest
from page_kinds import SCHEMES
from playwright.sync_api import expect
from reader import Reader, until
from site_server import Site

pytestmark = pytest.mark.nettleser

GUIDELINE = "/retningslinjer/1/"
# The greatest shift that is called good is 0.1; here nothing has a reason to move at all.
MOST = 0.01
_WATCH = """
window.shifts = [];
new PerformanceObserver((list) => { for (const e of list.getEntries()) window.shifts.push(e.value); }).observe({ type: "layout-shift", buffered: true });
"""
PAGES = (
    "/", "/retningslinjer/", GUIDELINE, f"{GUIDELINE}#pkt-2-3", f"{GUIDELINE}v/0.9/", f"{GUIDELINE}historikk/",
    "/avtaler/nasjonal-avtale/endringer/2019-til-2024/", "/endringer/", "/horinger/", "/organisasjon/", "/lovkrav/",
    "/arshjul/", "/ordliste/", "/moter/2024-09-26-partnerskapet/",
)  # fmt: skip


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_nothing_moves(reader: Reader, telemark: Site, width: int) -> None:
    """What a reader has begun to read stays where it is while the rest of the page and its script come."""
    context = reader.context(telemark, width=width)
    context.add_init_script(_WATCH)
    page = context.new_page()
    for address in PAGES:
        page.goto("about:blank")
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert sum(page.evaluate("shifts")) <= MOST, address


@pytest.mark.parametrize("address", ["/", GUIDELINE, "/endringer/"])
def test_dark_from_the_first(reader: Reader, telemark: Site, address: str) -> None:
    """Who has chosen dark on a light device gets no light page first: what decides it stands before the style."""
    head = telemark.html(address).partition("</head>")[0]
    assert head.index("assets/tema.js") < head.index('rel="stylesheet"')
    assert not re.search(r"<script[^>]*tema\.js[^>]*(defer|async)", head)
    state = {
        "cookies": [],
        "origins": [{"origin": telemark.url, "localStorage": [{"name": "utseende", "value": "mork"}]}],
    }
    context = reader.context(telemark, storage_state=state)
    # As the page is before any of its own script that waits has run.
    context.route(
        "**/*.js*", lambda route: route.continue_() if "tema.js" in route.request.url else route.fulfill(body="")
    )
    page = context.new_page()
    page.goto(address)
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_long_contents_follow(reader: Reader, telemark: Site) -> None:
    """In contents that are longer than the screen the point that is read stays in view, without moving the page."""
    page = reader.open(telemark, GUIDELINE, width=1440)
    page.set_viewport_size({"width": 1440, "height": 300})
    last = page.locator(".innhold a").last
    target = last.get_attribute("href") or ""
    page.evaluate("(id) => document.querySelector(id).scrollIntoView()", target)
    expect(last).to_have_attribute("aria-current", "location")
    expect(last).to_be_in_viewport()
    expect(page.locator(target)).to_be_in_viewport()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_line_at_the_foot(reader: Reader, telemark: Site, scheme: str) -> None:
    """On a phone the points before and after, and the contents, are a touch away wherever one reads."""
    page = reader.open(telemark, f"{GUIDELINE}#pkt-2-2", scheme=scheme, width=360)
    line = page.locator(".leselinje")
    expect(line).to_be_in_viewport(ratio=1)
    page.evaluate("document.querySelector('#pkt-2-2').scrollIntoView()")
    before, after = line.locator("[data-steg='-1']"), line.locator("[data-steg='1']")
    expect(before).to_have_attribute("href", "#pkt-2-1")
    expect(after).to_have_attribute("href", "#pkt-2-3")
    after.click()
    expect(page.locator("#pkt-2-3")).to_be_in_viewport()
    expect(before).to_have_attribute("href", "#pkt-2-2")
    line.get_by_role("link", name="Innhold").click()
    expect(page.locator(".innhold a").first).to_be_in_viewport()
    expect(page.locator(".innhold summary")).to_be_focused()


def test_the_line_without_script(reader: Reader, telemark: Site) -> None:
    """Without script it leads to the contents, and each of the outermost points to those before and after it."""
    page = reader.open(telemark, GUIDELINE, width=360, java_script_enabled=False)
    expect(page.locator(".leselinje a:visible")).to_have_count(1)
    page.locator(".leselinje a:visible").click()
    expect(page.locator(".innhold summary")).to_be_in_viewport()
    ways = page.locator(".punkt-vei")
    assert ways.count() > 2
    assert ways.nth(1).locator("a").evaluate_all("all => all.map((a) => a.hash)") == ["#pkt-1", "#pkt-3"]


def test_ways_between_points(telemark: Site) -> None:
    """Each way stands after the whole of its point, and leads to points that the page has."""
    html = telemark.html(GUIDELINE)
    at = [m.start() for m in re.finditer('class="punkt-vei"', html)]
    tops = [m.start() for m in re.finditer(r'data-niva="2"><h2', html)]
    assert len(at) == len(tops)
    for way, top, following in zip(at, tops, [*tops[1:], len(html)], strict=True):
        assert top < way < following
        assert "punkt-tittel" not in html[way:following].partition("</p>")[2].partition('data-niva="2"')[0]


def test_wide_tables_can_be_moved(reader: Reader, hostile: Site) -> None:
    """A table that is wider than its text has a name and can be moved with the arrow keys."""
    page = reader.open(hostile, GUIDELINE, width=1440)
    page.evaluate("""() => {
      const cell = document.createElement("td");
      cell.textContent = "x".repeat(400);
      document.querySelector(".tekst .tabell tr:last-child").append(cell);
      dispatchEvent(new Event("resize"));
    }""")
    part = page.get_by_role("region", name="Tabell som kan flyttes sidelengs")
    part.focus()
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('.tekst .tabell').scrollLeft > 0")
