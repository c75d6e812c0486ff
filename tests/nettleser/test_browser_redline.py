"""The redline in a browser: four views by style alone, without barriers, by keyboard, on paper, without script."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from page_kinds import SCHEMES
from playwright.sync_api import Page, expect
from reader import Reader
from redline_pages import LINKED_PICTURE, NEW, OLD, choose, golden_pairs, open_redline, page_of, seen
from test_browser_accessibility import WIDTHS, assert_no_barriers

from avtaleverk.redline import compare

pytestmark = pytest.mark.nettleser

RED, ONLY_NEW, ONLY_OLD, BOTH = VIEWS = ("Rødmerket", "Bare ny tekst", "Bare gammel tekst", "Side om side")
_WIDEST = """() => {
  const wide = document.documentElement.clientWidth;
  const beyond = [...document.querySelectorAll("body *")]
    .filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > wide + 1)
    .filter((e) => !e.closest(".rm-rull, .rm-skjult")).map((e) => `${e.tagName}.${e.className}`);
  return [document.documentElement.scrollWidth - wide, beyond.slice(0, 5)];
}"""
_TREE = """(html) => {
  const found = [];
  const walk = (element, depth) => {
    for (const child of element.children) {
      found.push([depth, child.localName]);
      walk(child, depth + 1);
    }
  };
  walk(new DOMParser().parseFromString(html, "text/html").body, 0);
  return found;
}"""
_DECORATED = """() => [...document.querySelectorAll(".rm-tekst *")]
  .filter((e) => e.checkVisibility() && !e.matches("a, a *, table *"))
  .filter((e) => {
    const style = getComputedStyle(e);
    const edges = ["Top", "Right", "Bottom", "Left"].some((edge) => parseFloat(style[`border${edge}Width`])
      && style[`border${edge}Style`] !== "none" && !/, 0\\)$/.test(style[`border${edge}Color`]));
    const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth);
    return style.textDecorationLine !== "none" || style.boxShadow !== "none" || outline || (edges && !e.matches("hr"));
  }).map((e) => `${e.tagName}.${e.className}: ${e.innerText.slice(0, 30)}`)"""
_COLUMNS = """() => {
  for (const e of document.querySelectorAll(".rm-tekst [data-rm=merke]")) e.style.display = "none";
  const middle = (() => { const r = document.querySelector(".rm-tekst").getBoundingClientRect();
    return r.left + r.width / 2; })();
  const texts = [[], []];
  for (const box of document.querySelectorAll(".rm-rad > .rm-innhold, .rm-rad > .rm-gammel-side")) {
    const r = box.getBoundingClientRect();
    if (!box.checkVisibility() || !r.height) continue;
    if (r.left < middle - 1) texts[0].push(box.innerText);
    if (r.right > middle + 1) texts[1].push(box.innerText);
  }
  return texts;
}"""
_UNHEARD = """() => [...document.querySelectorAll(".rm-tekst :is(ins, del)")]
  .filter((e) => e.checkVisibility() && !e.querySelector(".rm-skjult")).filter((e) => {
    const column = e.closest(":is(td, th):is(.rm-ny, .rm-slettet)");
    const block = column ? e.closest("table").querySelector("th:has(.rm-etikett)")
      : e.closest("td, th") ? e.closest("tr").cells[0] : e.closest("li, p, dt, dd, .rm-rad");
    const own = ":scope > [data-rm=merke]";
    const whole = e.closest(".rm-rad").querySelector(own);
    return !(block && block.querySelector(own)) && !whole;
  }).map((e) => e.innerText)"""
_UNSEEN = """() => {
  const states = ["rm-ny", "rm-slettet", "rm-flyttet", "rm-omgjort"];
  const state = (e) => states.find((name) => e.classList.contains(name)) || "";
  const leaves = [...document.querySelectorAll(".rm-rad, .rm-innhold :is(li, tr, dt, :is(li, dd, blockquote) > p)")]
    .filter((e) => e.checkVisibility() && (state(e) || !e.querySelector("li, dt, blockquote p")));
  let said = "";
  return leaves.filter((e) => {
    if (e.matches(".rm-rad") && e.querySelector("li, tr, dt, blockquote p") && state(e) === said) return false;
    const label = [...e.querySelectorAll(".rm-etikett")].some((l) => l.checkVisibility() && l.innerText.trim());
    const missing = state(e) && !label && said !== state(e);
    said = state(e);
    return missing;
  }).map((e) => `${e.tagName}.${e.className}: ${e.innerText.slice(0, 40)}`);
}"""


def _plain(texts: list[str]) -> str:
    return " ".join(" ".join(texts).split())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_barriers(reader: Reader, scheme: str, width: int) -> None:
    """No view has a barrier, light or dark, on a phone or on a wide screen, whole or with changed points alone."""
    page = open_redline(reader, scheme=scheme, width=width)
    page.locator("summary").click()
    for view in VIEWS:
        choose(page, view)
        assert_no_barriers(page)
    page.get_by_role("checkbox").check()
    for view in VIEWS:
        choose(page, view)
        assert_no_barriers(page)


def test_no_barriers_where_nothing_changed(reader: Reader) -> None:
    """The page of two equal texts has no barrier either."""
    assert_no_barriers(open_redline(reader, page_of(OLD, OLD), width=360))


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_no_sideways_scrolling(reader: Reader, width: int) -> None:
    """No view is wider than the screen, and nothing in it is cut off."""
    page = open_redline(reader, width=width)
    page.locator("summary").click()
    for view in VIEWS:
        choose(page, view)
        assert page.evaluate(_WIDEST) == [0, []], view


@pytest.mark.parametrize("width", WIDTHS)
def test_views_of_one_text(reader: Reader, width: int) -> None:
    """Each view of one text shows what that text shows alone, word for word, and no sign of a change."""
    page = open_redline(reader, width=width)
    for view, address in ((ONLY_NEW, "/ny"), (ONLY_OLD, "/gammel")):
        alone = page.context.new_page()
        alone.goto(address)
        choose(page, view)
        assert seen(page) == seen(alone)
        plain = alone.evaluate(_DECORATED)
        assert [found for found in page.evaluate(_DECORATED) if found not in plain] == []


def test_views_of_every_golden_case(reader: Reader) -> None:
    """So it is for every golden case."""
    page = open_redline(reader)
    wrong = []
    for name, (old, new) in golden_pairs().items():
        page.set_content(page_of(old, old))
        before = seen(page)
        page.set_content(page_of(new, new))
        after = seen(page)
        page.set_content(page_of(old, new))
        if not page.locator("fieldset").count():
            continue
        for view, alone in ((ONLY_NEW, after), (ONLY_OLD, before)):
            choose(page, view)
            if seen(page) != alone:
                wrong.append((name, view, seen(page), alone))
    assert wrong == []


def test_side_by_side(reader: Reader) -> None:
    """On a wide screen the old text stands to the left and the new to the right, each of them whole."""
    page = open_redline(reader)
    choose(page, BOTH)
    left, right = page.evaluate(_COLUMNS)
    for address, column in (("/gammel", left), ("/ny", right)):
        alone = page.context.new_page()
        alone.goto(address)
        assert _plain(column) == seen(alone)


def test_side_by_side_is_level(reader: Reader) -> None:
    """What belongs together begins at one height."""
    page = open_redline(reader)
    choose(page, BOTH)
    uneven = page.evaluate(
        """() => [...document.querySelectorAll(".rm-gammel-side")].filter((e) => e.checkVisibility()).filter((e) =>
          Math.abs(e.getBoundingClientRect().top - e.nextElementSibling.getBoundingClientRect().top) > 2)
          .map((e) => e.innerText.slice(0, 40))"""
    )
    assert uneven == []


def test_side_by_side_on_a_phone(reader: Reader) -> None:
    """Where there is no room for two columns the view shows the red-marked text, one word at its place."""
    page = open_redline(reader, width=360)
    marked = seen(page)
    choose(page, BOTH)
    assert seen(page) == marked
    for box in page.locator(".rm-gammel-side").all():
        expect(box).to_be_hidden()


@pytest.mark.parametrize("view", VIEWS)
def test_cells_stand_in_their_column(reader: Reader, view: str) -> None:
    """In every view each row of a table has a cell for each column that is seen, new and deleted rows too."""
    page = open_redline(reader)
    choose(page, view)
    rows = page.evaluate(
        """() => [...document.querySelectorAll(".rm-rull table")].filter((e) => e.checkVisibility()).map((table) =>
          [...table.rows].filter((row) => row.checkVisibility())
          .map((row) => [...row.cells].filter((cell) => cell.checkVisibility()).length))"""
    )
    assert rows
    assert [table for table in rows if len(set(table)) != 1] == []


def test_only_changed_points(reader: Reader) -> None:
    """«Bare endrede punkter» hides what nothing happened to, and no mark."""
    page = open_redline(reader)
    marks = "[...document.querySelectorAll('.rm-tekst :is(ins, del)')].filter((e) => e.checkVisibility()).length"
    before = page.evaluate(marks)
    choose(page, RED, only_changed=True)
    expect(page.get_by_text("Avtalen gjelder mellom kommunene")).to_be_hidden()
    expect(page.get_by_role("heading", name="Brukermedvirkning")).to_be_visible()
    assert page.evaluate(marks) == before > 20


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.value || ''"))


def test_keyboard_meets_the_changes_first(reader: Reader) -> None:
    """Tab goes through the links of the table of changes in order, then to the views."""
    page = open_redline(reader)
    links = [link.get_attribute("href") for link in page.locator(".rm-endringer a").all()]
    assert len(links) > 10
    for link in links:
        page.keyboard.press("Tab")
        assert _focused(page) == link
    page.keyboard.press("Tab")
    assert _focused(page) == "rod"


@pytest.mark.parametrize("view", VIEWS)
def test_keyboard_never_stops_at_what_is_unseen(reader: Reader, view: str) -> None:
    """Wherever Tab leads, the place is seen."""
    page = open_redline(reader)
    choose(page, view)
    unseen = []
    for _ in range(page.locator("a:visible, input, summary, [tabindex]:visible").count()):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.rm-skjult')"):
            unseen.append(page.evaluate("document.activeElement.textContent"))
    assert unseen == []


def test_keyboard_chooses_a_view(reader: Reader) -> None:
    """Arrow keys go from view to view, and space hides what did not change."""
    page = open_redline(reader)
    page.get_by_role("radio", name=RED).focus()
    for view in (*VIEWS[1:], RED):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("radio", name=view)).to_be_checked()
    page.keyboard.press("ArrowRight")
    assert page.locator(".rm-tekst del:visible").count() == 0
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox")).to_be_checked()
    expect(page.get_by_text("Avtalen gjelder mellom kommunene")).to_be_hidden()


@pytest.mark.parametrize("view", VIEWS)
def test_links_lead_to_their_change(reader: Reader, view: str) -> None:
    """A link of the table leads to a block that is seen in the red-marked text and side by side."""
    page = open_redline(reader)
    choose(page, view)
    for link in page.locator(".rm-endringer a").all():
        link.press("Enter")
        target = page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']")
        expect(target, link.inner_text()).to_have_count(1)
        if view in {RED, BOTH}:
            expect(page.locator(":target"), link.inner_text()).to_be_in_viewport()


def test_links_of_moves_lead_to_the_other_end(reader: Reader) -> None:
    """A label of a move leads to where the words came from, or to where they went."""
    page = open_redline(reader)
    labels = page.locator(".rm-tekst .rm-etikett a")
    assert labels.count() >= 4
    for label in labels.all():
        label.press("Enter")
        expect(page.locator(":target")).to_be_in_viewport()


@pytest.mark.parametrize("width", WIDTHS)
def test_without_script(reader: Reader, width: int) -> None:
    """Without script the views, the choice of points, the legend and the links all work."""
    page = open_redline(reader, width=width, java_script_enabled=False)
    for view, shown, hidden in ((ONLY_NEW, "ins", "del"), (ONLY_OLD, "del", "ins")):
        page.get_by_text(view, exact=True).click()
        mark = page.locator(f".rm-rad.rm-endret > .rm-innhold {shown}").first
        expect(mark).to_be_visible()
        expect(page.locator(f".rm-tekst {hidden}:visible")).to_have_count(0)
    page.get_by_text(RED, exact=True).click()
    page.get_by_text("Bare endrede punkter").click()
    expect(page.get_by_text("Avtalen gjelder mellom kommunene")).to_be_hidden()
    page.locator("summary").click()
    expect(page.locator("details ul")).to_be_visible()
    page.locator(".rm-endringer a").last.click()
    expect(page.locator(":target")).to_be_in_viewport()


def _lines(page: Page, tag: str) -> set[str]:
    script = (
        "(tag) => [...document.querySelectorAll(`.rm-tekst ${tag}`)].filter((e) => e.checkVisibility())"
        ".map((e) => getComputedStyle(e).textDecorationLine)"
    )
    return set(page.evaluate(script, tag))


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_colour_is_never_alone(reader: Reader, scheme: str, media: str) -> None:
    """What came has a line under it, what went a line through it; a block that came, went or moved says so.

    One that goes on with the block before it need not say it again.
    """
    page = open_redline(reader, scheme=scheme)
    page.emulate_media(media=media, color_scheme=scheme)
    assert _lines(page, "ins") == {"underline"}
    assert _lines(page, "del") == {"line-through"}
    assert page.evaluate(_UNSEEN) == []


def test_marks_are_heard(reader: Reader) -> None:
    """Every mark has words for a screen reader: inside it, or in the label of its block, row or column."""
    assert open_redline(reader).evaluate(_UNHEARD) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_print(reader: Reader, scheme: str) -> None:
    """On paper the choices are gone, ink is dark on white, and it can be made a PDF."""
    page = open_redline(reader, scheme=scheme)
    page.emulate_media(media="print", color_scheme=scheme)
    expect(page.locator(".rm-valg")).to_be_hidden()
    expect(page.locator(".rm-endringer")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert_no_barriers(page)
    assert page.pdf().startswith(b"%PDF")


def _tree(element: ET.Element, depth: int = 0) -> Iterator[list[object]]:
    for child in element:
        yield [depth, child.tag]
        yield from _tree(child, depth + 1)


def test_a_browser_reads_the_nesting_as_it_is_written(reader: Reader) -> None:
    """A browser makes of every redline the tree that is written, and adds nothing."""
    page = open_redline(reader)
    wrong = []
    for name, (old, new) in {"all": (OLD, NEW), "picture": ("", LINKED_PICTURE), **golden_pairs()}.items():
        html = compare(old, new).text_html()
        if page.evaluate(_TREE, html) != list(_tree(ET.fromstring(f"<div>{html}</div>"))):  # noqa: S314 - our own markup
            wrong.append(name)
    assert wrong == []
