"""All that can be done with a mouse can be done with a keyboard, and one sees where one is."""

import re

import pytest
from playwright.sync_api import Page, expect
from reader import Reader, until
from site_server import Site

pytestmark = pytest.mark.nettleser

GUIDELINE = "/retningslinjer/1/"
_FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  // A link that a whole card belongs to has its ring around the card.
  const rings = [getComputedStyle(e), getComputedStyle(e, "::after")];
  const box = e.getBoundingClientRect();
  return {
    name: `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 30)}`,
    ring: Math.max(...rings.map((s) => (s.outlineStyle === "none" ? 0 : parseFloat(s.outlineWidth)))),
    seen: e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && box.width > 0 && box.height > 0,
    within: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    top: e.contains(document.elementFromPoint(
      Math.min(Math.max(box.left + Math.min(box.width / 2, 12), 1), innerWidth - 1),
      Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1))) || e.getClientRects().length > 1,
  };
}"""


def _clipboard_page(reader: Reader, site: Site, address: str, width: int = 1440) -> Page:
    page = reader.context(site, width=width, permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(address)
    return page


def _clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize("address", ["/", GUIDELINE, "/sok/?sok=pasient"])
def test_skip_link(reader: Reader, telemark: Site, address: str) -> None:
    """The first stop of the Tab key is the skip link, which is then seen and leads into the main text."""
    page = reader.open(telemark, address)
    page.keyboard.press("Tab")
    skip = page.locator(".hopp")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_menu_on_a_phone(reader: Reader, telemark: Site) -> None:
    """On a phone with a keyboard the menu opens with Enter, its links follow, and Escape closes it."""
    page = reader.open(telemark, GUIDELINE, width=360)
    summary = page.locator(".meny summary")
    summary.focus()
    page.keyboard.press("Enter")
    first = page.locator(".meny nav a").first
    expect(first).to_be_visible()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(first).to_be_hidden()
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/retningslinjer/")
    expect(page.locator("h1")).to_have_text("Retningslinjer")


def test_menu_is_not_a_stop_while_it_is_closed(reader: Reader, telemark: Site) -> None:
    """The links of a closed menu are passed by."""
    page = reader.open(telemark, GUIDELINE, width=360)
    page.locator(".meny summary").focus()
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('.meny nav')")


def test_copying_the_address_of_a_clause(reader: Reader, telemark: Site) -> None:
    """Enter opens the box with focus on its first button, which copies the address of the text in force."""
    page = _clipboard_page(reader, telemark, GUIDELINE)
    link = page.locator("a.punkt-lenke[href='#pkt-2-1']")
    link.focus()
    page.keyboard.press("Enter")
    in_force, fixed = page.locator(".kopi > button").all()
    assert page.get_by_role("status").count() == 1, "a screen reader knows of the part before it speaks"
    expect(in_force).to_be_focused()
    expect(link).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(page.locator(".kopi [role=status]")).to_have_text("Lenken er kopiert")
    assert _clipboard(page) == f"{telemark.url}{GUIDELINE}#pkt-2-1"
    page.keyboard.press("Tab")
    expect(fixed).to_be_focused()
    expect(fixed).to_contain_text("1.0")
    page.keyboard.press("Enter")
    until(page, "async () => (await navigator.clipboard.readText()).includes('/v/')")
    assert _clipboard(page) == f"{telemark.url}{GUIDELINE}v/1.0/#pkt-2-1"
    page.keyboard.press("Escape")
    expect(page.locator(".kopi")).to_have_count(0)
    expect(link).to_be_focused()
    expect(link).to_have_attribute("aria-expanded", "false")


def test_copied_addresses_lead_to_the_clause(reader: Reader, telemark: Site) -> None:
    """Both copied addresses lead to the clause, on the page in force and on the page of the version."""
    page = reader.open(telemark, f"{GUIDELINE}#pkt-2-1")
    for address in (f"{GUIDELINE}#pkt-2-1", f"{GUIDELINE}v/1.0/#pkt-2-1"):
        page.goto(address)
        expect(page.locator("#pkt-2-1")).to_be_in_viewport()
        assert page.evaluate("document.querySelector(':target').id") == "pkt-2-1"


def test_an_old_version_offers_the_text_in_force_first(reader: Reader, hostile: Site) -> None:
    """On the page of a replaced version, too, the first button copies the address of the text in force."""
    page = _clipboard_page(reader, hostile, f"{GUIDELINE}v/1.0/")
    link = page.locator(".punkt-lenke").first
    anchor = link.get_attribute("href")
    link.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator(".kopi [role=status]")).not_to_be_empty()
    assert _clipboard(page).startswith(f"{hostile.url}{GUIDELINE}")
    assert "/v/" not in _clipboard(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    until(page, "async () => (await navigator.clipboard.readText()).includes('/v/')")
    assert _clipboard(page) == f"{hostile.url}{GUIDELINE}v/1.0/{anchor}"


def test_one_box_at_a_time(reader: Reader, telemark: Site) -> None:
    """A second box closes the first, and pressing the same link again closes its own."""
    page = reader.open(telemark, GUIDELINE)
    links = page.locator(".punkt-lenke")
    links.nth(0).click()
    links.nth(1).click()
    expect(page.locator(".kopi")).to_have_count(1)
    expect(links.nth(0)).to_have_attribute("aria-expanded", "false")
    links.nth(1).click()
    expect(page.locator(".kopi")).to_have_count(0)


def test_address_is_shown_where_it_cannot_be_copied(reader: Reader, telemark: Site) -> None:
    """A browser that lets no page copy shows the address instead."""
    context = reader.context(telemark)
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page = context.new_page()
    page.goto(GUIDELINE)
    page.locator("a.punkt-lenke[href='#pkt-2-1']").click()
    page.locator(".kopi button").first.click()
    expect(page.locator(".kopi [role=status]")).to_contain_text(f"{telemark.url}{GUIDELINE}#pkt-2-1")


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("address", ["/", GUIDELINE, "/sok/?sok=pasient"])
def test_focus_is_always_seen(reader: Reader, telemark: Site, address: str, width: int) -> None:
    """Every stop of the Tab key is on the screen, has a ring around it, and the last one leads out again."""
    page = reader.open(telemark, address, width=width)
    if "sok=" in address:
        expect(page.locator("[data-sok-treff] a").first).to_be_visible()
        expect(page.locator("[data-sok-grupper] fieldset").first).to_be_attached()
    stops = page.locator("a[href], button, input, summary").count()
    names = []
    for _ in range(stops + 1):
        page.keyboard.press("Tab")
        focus = page.evaluate(_FOCUS)
        if focus is None:
            break
        names.append(focus["name"])
        assert focus["ring"] > 0, focus
        assert focus["seen"], focus
        assert focus["within"], focus
        assert focus["top"], focus
    else:
        pytest.fail("the Tab key never leaves the page")
    assert len(names) > 10
    assert re.search(r"utseende", names[-1])
