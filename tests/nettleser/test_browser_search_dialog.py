"""The search is one key away on every page, and can be used without a mouse and without eyes."""

import pytest
from playwright.sync_api import Locator, Page, expect
from reader import Reader
from search_engine import FSU, a_hit, known, let_answer, stand_in
from site_server import Site

pytestmark = pytest.mark.nettleser

GUIDELINE = "/retningslinjer/1/"
AGREEMENT = "/avtaler/samarbeidsavtalen/"


def _page(reader: Reader, site: Site, address: str = AGREEMENT, width: int = 1440) -> Page:
    context = reader.context(site, width=width)
    stand_in(context)
    page = context.new_page()
    page.goto(address)
    return page


def _dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Søk")


def _opened(page: Page, query: str = "") -> Locator:
    page.keyboard.press("Control+k")
    field = _dialog(page).get_by_role("searchbox", name="Hva leter du etter?")
    expect(field).to_be_focused()
    if query:
        page.keyboard.type(query)
        expect(_dialog(page).locator("[data-sok-treff]")).to_have_attribute("data-klar", query)
    return _dialog(page).locator("a[data-treff]")


def test_the_link_in_the_header_opens_it(reader: Reader, telemark: Site) -> None:
    """Enter on the search link opens the dialog with focus in its field, Escape closes it and gives the focus back."""
    page = _page(reader, telemark)
    link = page.locator(".topp-sok")
    assert link.get_attribute("aria-haspopup") == "dialog"
    link.press("Enter")
    expect(_dialog(page).get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(_dialog(page)).to_be_hidden()
    expect(link).to_be_focused()
    assert page.url == f"{telemark.url}{AGREEMENT}"


@pytest.mark.parametrize("keys", ["Control+k", "Meta+k"])
def test_a_key_opens_it(reader: Reader, telemark: Site, keys: str) -> None:
    """Ctrl and K, on a Mac Cmd and K, open the dialog wherever the focus is; Escape gives the focus back."""
    page = _page(reader, telemark)
    page.locator(".topp-navn").focus()
    page.keyboard.press(keys)
    expect(_dialog(page).get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".topp-navn")).to_be_focused()


def test_no_single_letter_opens_it(reader: Reader, telemark: Site) -> None:
    """No key without Ctrl or Cmd does anything, and in other fields not even those do (WCAG 2.1.4)."""
    page = _page(reader, telemark)
    for key in ("/", "s", "k", "Shift+K", "Control+Alt+k"):
        page.keyboard.press(key)
    expect(_dialog(page)).to_have_count(0)
    page.goto("/endringer/")
    page.locator("select").first.focus()
    page.keyboard.press("Control+k")
    expect(_dialog(page)).to_have_count(0)


def test_a_new_tab_is_a_new_tab(reader: Reader, telemark: Site) -> None:
    """Who holds Ctrl opens the search page in a tab of its own, as with every link."""
    page = _page(reader, telemark)
    with page.context.expect_page() as opened:
        page.locator(".topp-sok").click(modifiers=["Control"])
    expect(opened.value).to_have_url(f"{telemark.url}/sok/")
    expect(_dialog(page)).to_have_count(0)


def test_arrows_move_among_the_hits(reader: Reader, telemark: Site) -> None:
    """Down leads from the field to the hits and on, Up leads back, and a letter goes on writing."""
    page = _page(reader, telemark)
    hits = _opened(page, "utvalg")
    expect(hits).to_have_count(4)
    expect(_dialog(page).get_by_role("status")).to_have_text("4 treff på «utvalg».")
    page.keyboard.press("ArrowDown")
    expect(hits.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(hits.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    field = _dialog(page).get_by_role("searchbox")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    for _ in range(9):
        page.keyboard.press("ArrowDown")
    expect(_dialog(page).get_by_role("link", name="Til søkesiden")).to_be_focused()
    page.keyboard.press("e")
    expect(field).to_be_focused()
    expect(field).to_have_value("utvalge")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Backspace")
    expect(field).to_have_value("utvale")


def test_the_whole_task_by_keyboard(reader: Reader, telemark: Site) -> None:
    """Open, type, down, Enter: one stands at the heading of the point, on the page and in what a screen reader reads."""
    page = _page(reader, telemark)
    _opened(page, "utvalg")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{FSU}")
    expect(page.locator("#pkt-2-3")).to_be_focused()
    expect(page.locator("#pkt-2-3")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator("a.punkt-lenke[href='#pkt-2-3']")).to_be_focused()


def test_to_a_point_of_the_same_page(reader: Reader, telemark: Site) -> None:
    """A hit on the page one is on closes the dialog and leads to the point, also where one is there already."""
    page = _page(reader, telemark, GUIDELINE)
    for _ in range(2):
        _opened(page)
        page.keyboard.type("utvalg")
        expect(_dialog(page).locator("[data-klar=utvalg]")).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(_dialog(page)).to_be_hidden()
        expect(page.locator("#pkt-2-3")).to_be_focused()
        page.evaluate("scrollTo(0, 0)")
        page.locator(".topp-navn").focus()


def test_enter_goes_to_the_place_that_is_meant(reader: Reader, telemark: Site) -> None:
    """A number of a clause leads to the clause at once, anything else to all its hits."""
    page = _page(reader, telemark)
    _opened(page)
    page.keyboard.type("1 2.3")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{FSU}")
    _opened(page)
    page.keyboard.type("utvalg")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/?sok=utvalg")


def test_all_hits(reader: Reader, telemark: Site) -> None:
    """The dialog shows the first six hits, and a link that counts the rest leads to the page with all of them."""
    page = _page(reader, telemark)
    expect(_opened(page, "mange")).to_have_count(6)
    _dialog(page).get_by_role("link", name="Vis alle 23 treff").press("Enter")
    page.wait_for_url("**/sok/?sok=mange")


def test_what_was_typed_is_still_there(reader: Reader, telemark: Site) -> None:
    """Opened again, the dialog has the query and its hits, marked so that the next letter replaces it."""
    page = _page(reader, telemark)
    hits = _opened(page, "utvalg")
    page.keyboard.press("Escape")
    _opened(page)
    expect(hits).to_have_count(4)
    page.keyboard.type("m")
    expect(_dialog(page).get_by_role("searchbox")).to_have_value("m")


def test_the_newest_answer_wins(reader: Reader, telemark: Site) -> None:
    """A slow answer to the first letters never covers the answer to the whole word."""
    page = _page(reader, telemark)
    _opened(page)
    page.keyboard.type("ut")
    page.wait_for_timeout(150)
    page.keyboard.type("valg")
    page.wait_for_timeout(700)
    expect(_dialog(page).locator("[data-klar=utvalg]")).to_be_visible()
    expect(_dialog(page)).not_to_contain_text("For sent")


@pytest.mark.parametrize(("then", "downs", "place"), [("mange", 2, 1), ("lite", 4, 1), ("ukjent", 3, None)])
def test_focus_in_hits_that_are_replaced(
    reader: Reader, telemark: Site, then: str, downs: int, place: int | None
) -> None:
    """Whoever goes on before the answer stays at that place of the list, or its last, or in the field of an empty one."""
    context = reader.context(telemark)
    few = [a_hit(heading="En"), a_hit(heading="To")]
    stand_in(context, held=[then], hits=known()["hits"] | {"lite": few})
    page = context.new_page()
    page.goto(AGREEMENT)
    hits, field = _opened(page, "utvalg"), _dialog(page).get_by_role("searchbox")
    field.fill(then)
    for _ in range(downs):
        page.keyboard.press("ArrowDown")
    let_answer(page)
    expect(_dialog(page).locator("[data-sok-treff]")).to_have_attribute("data-klar", then)
    expect(field if place is None else hits.nth(place)).to_be_focused()
    expect(hits).to_have_count({"mange": 6, "lite": 2, "ukjent": 0}[then])


def test_the_page_behind_rests(reader: Reader, telemark: Site) -> None:
    """While the dialog is open the Tab key never stops at the page behind it."""
    page = _page(reader, telemark)
    _opened(page, "utvalg")
    stops = set()
    for _ in range(20):
        page.keyboard.press("Tab")
        stops.add(page.evaluate("document.activeElement.closest('dialog') ? 'in' : document.activeElement.tagName"))
    assert stops <= {"in", "BODY"}


def test_a_click_beside_it_closes_it(reader: Reader, telemark: Site) -> None:
    """The page behind can be pressed to get back to it, and so can the button."""
    page = _page(reader, telemark)
    _opened(page)
    page.mouse.click(10, 400)
    expect(_dialog(page)).to_be_hidden()
    _opened(page)
    _dialog(page).get_by_role("button", name="Lukk").click()
    expect(_dialog(page)).to_be_hidden()


@pytest.mark.parametrize(("width", "size"), [(320, "100%"), (320, "212.5%"), (360, "100%"), (768, "225%")])
def test_it_fits(reader: Reader, telemark: Site, width: int, size: str) -> None:
    """On small screens and with letters twice as large nothing goes out over the sides, and all can be reached."""
    page = _page(reader, telemark, width=width)
    page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
    hits = _opened(page, "utvalg")
    box = _dialog(page).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert _dialog(page).evaluate("e => e.scrollWidth <= e.clientWidth")
    assert _dialog(page).locator(".sokevindu-treff").evaluate("e => e.scrollWidth <= e.clientWidth")
    for hit in hits.all():
        page.keyboard.press("ArrowDown")
        expect(hit).to_be_focused()
        expect(hit).to_be_in_viewport()


def test_nothing_is_fetched_before_somebody_asks(reader: Reader, telemark: Site) -> None:
    """A page that is only read fetches nothing of the search: no script, no words, no engine, no index."""
    page = _page(reader, telemark, "/")
    page.goto(GUIDELINE)
    page.wait_for_load_state("networkidle")
    parts = ("/sok.js", "/sok.css", "sokevindu", "ord.json", "sokemotor", "sokeord", "pagefind", "sokeside")
    assert [address for address in reader.requests if any(part in address for part in parts)] == []
    _opened(page, "utvalg")
    assert all(any(part in address for address in reader.requests) for part in parts[:6])
    assert [address for address in reader.requests if "sokeside" in address] == []


@pytest.mark.parametrize("lost", ["sok.js", "sokevindu.js"])
def test_without_its_script(reader: Reader, telemark: Site, lost: str) -> None:
    """Where the dialog cannot be had, and where there is no script at all, the link leads to the search page."""
    context = reader.context(telemark)
    context.route(f"**/assets/{lost}*", lambda route: route.abort())
    page = context.new_page()
    page.goto(GUIDELINE)
    page.locator(".topp-sok").click()
    page.wait_for_url("**/sok/")
    if lost == "sok.js":
        expect(page.get_by_role("status")).to_contain_text("Søket virker ikke nå.")
    assert all(lost in fault for fault in reader.faults)
    reader.faults.clear()
    plain = reader.open(telemark, GUIDELINE, java_script_enabled=False)
    plain.locator(".topp-sok").click()
    plain.wait_for_url("**/sok/")


def test_a_search_that_fails(reader: Reader, telemark: Site) -> None:
    """Where nothing can be found, the dialog says so and leads to the list of every point."""
    context = reader.context(telemark)
    stand_in(context, broken=True)
    page = context.new_page()
    page.goto(AGREEMENT)
    _opened(page)
    page.keyboard.type("utvalg")
    expect(_dialog(page).get_by_role("status")).to_have_text("Søket virker ikke nå.")
    expect(_dialog(page).get_by_role("link", name="Se alle punkter i kraft")).to_be_visible()
