"""Text may be twice as large, or spaced as a reader needs it, and nothing is cut off, covered or pushed aside."""

from collections.abc import Callable

import pytest
from page_kinds import Kind, each_template
from playwright.sync_api import Browser
from reader import HEIGHT, Reader
from site_server import Site

pytestmark = pytest.mark.nettleser

WIDTHS = (320, 1440)
# The spacing of WCAG 2.2, 1.4.12, which a reader's own style sheet may ask for.
_SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets.push(sheet);
}"""
_FAULTS = """() => {
  const name = (e) => `${e.tagName}.${e.className?.baseVal ?? e.className} «${e.textContent.trim().slice(0, 30)}»`;
  // Behind an open dialog nothing can be read or pressed.
  const top = document.querySelector("dialog[open]") ?? document.body;
  const seen = [...top.querySelectorAll("*")].filter((e) => !e.closest("svg, .skjult") && e.checkVisibility({ visibilityProperty: true }));
  const wide = document.documentElement.clientWidth;
  const scrolls = (e) => e.closest(".tabell, .rm-rull, pre, [data-rull]");
  const beyond = seen.filter((e) => e.getBoundingClientRect().right > wide + 1 && !scrolls(e));
  const cut = seen.filter((e) => {
    const style = getComputedStyle(e);
    const hides = (value) => value === "hidden" || value === "clip";
    // What is written in a field scrolls within it.
    if (e.matches("input") || style.textOverflow === "ellipsis" || style.position === "absolute" && e.clientWidth <= 1) return false;
    return (hides(style.overflowX) && e.scrollWidth > e.clientWidth + 1) || (hides(style.overflowY) && e.scrollHeight > e.clientHeight + 1);
  });
  // What one can press lies on nothing else that one can press.
  const held = (e) => e.closest(".leselinje, .sokevindu-alle, .meny nav, .hopp, .innhold");
  const pressed = seen.filter((e) => e.matches("a[href], button, summary, input, select") && !held(e) && e.getClientRects().length === 1)
    .map((e) => [e, e.getBoundingClientRect()]).filter(([, box]) => box.width > 2 && box.height > 2);
  const over = pressed.flatMap(([a, one], i) => pressed.slice(i + 1).filter(([b, other]) => !a.contains(b) && !b.contains(a)
    && Math.min(one.right, other.right) - Math.max(one.left, other.left) > 3
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 6).map(([b]) => `${name(a)} / ${name(b)}`));
  const peeks = top.querySelector(".hopp:not(:focus)")?.getBoundingClientRect().bottom > 0;
  return { peeks, sideways: document.documentElement.scrollWidth - wide, beyond: beyond.map(name).slice(0, 5), cut: cut.map(name).slice(0, 5), over: over.slice(0, 5) };
}"""
_NONE = {"peeks": False, "sideways": 0, "beyond": [], "cut": [], "over": []}


@each_template
def test_text_of_twice_the_size(browser_with_large_text: Browser, site: Callable[[str], Site], kind: Kind) -> None:
    """A page of this kind bears text of twice the size on a phone and on a wide screen."""
    reader = Reader(browser_with_large_text)
    for width in WIDTHS:
        page = reader.open(site(kind.site), kind.address, width=width)
        kind.ready(page)
        assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") >= 34
        assert page.evaluate(_FAULTS) == _NONE, f"{width} px"
    reader.close()


@each_template
def test_text_with_wide_spacing(reader: Reader, site: Callable[[str], Site], kind: Kind) -> None:
    """A page of this kind bears the spacing that a reader's own style sheet may ask for (WCAG 2.2, 1.4.12)."""
    page = reader.open(site(kind.site), kind.address)
    kind.ready(page)
    page.evaluate(_SPACED)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert page.evaluate(_FAULTS) == _NONE, f"{width} px"
