"""Opens a page of attacks, does all that a reader could do on it, and tells what should not have happened."""

from attacks import LIST
from playwright.sync_api import Page

# Runs before anything of the page.
ARMED = f"window.{LIST} = [];"
# Everything a reader can do with a page, all at once; navigation is another matter, told by the addresses of links.
_TOUCH = """() => {
  const all = [...document.querySelectorAll("*")];
  for (const e of all) if (e.localName === "details" && !e.closest("nav")) e.open = true;
  for (const e of all) for (const kind of ["mouseover", "mouseenter", "pointerenter", "focus", "focusin", "animationstart",
    "animationend", "transitionend", "toggle", "wheel"]) e.dispatchEvent(new Event(kind, {bubbles: false}));
  for (const a of document.querySelectorAll("a:not(svg a), area"))
    if (!/^https?:$/.test(a.protocol)) { a.addEventListener("click", (e) => { if (/^(mailto|tel|webcal):$/.test(a.protocol)) e.preventDefault(); }); a.click(); }
}"""
# What no page of ours has, and where its links and files lead, as the browser itself reads the addresses.
_LOOK = """() => {
  const faults = [];
  const here = location.origin;
  const allowed = new Set(["http:", "https:", "mailto:", "tel:", "webcal:"]);
  for (const e of document.querySelectorAll("body script, body style, object, embed, applet, base, frameset, body link, body meta, " +
    "body title:not(svg title), form:not([class], [action]), template[shadowrootmode], noscript, math, foreignObject, animate, set, video, audio, marquee, dialog form, [contenteditable], [autofocus]"))
    faults.push(e.outerHTML.slice(0, 200));
  for (const e of document.querySelectorAll("*")) {
    for (const {name, value} of e.attributes) {
      if (name.startsWith("on") || name === "style" || name === "srcdoc") faults.push(`${name}=${value}`.slice(0, 200));
      if (["src", "action", "formaction", "data", "poster", "background", "srcset", "xlink:href", "ping"].includes(name)
          && !(URL.canParse(value, document.baseURI) && new URL(value, document.baseURI).origin === here)) faults.push(`${e.localName} ${name}=${value}`);
    }
    const leads = e.localName === "a" && e.getAttribute("href");
    if (leads && !(URL.canParse(leads, document.baseURI) && allowed.has(new URL(leads, document.baseURI).protocol))) faults.push(`a href=${leads}`);
    if (e.localName === "use" && !e.getAttribute("href").startsWith("#")) faults.push(e.outerHTML);
    if (e.id && (!/^[\\p{L}\\p{N}_.-]+$/u.test(e.id) || e.id in document)) faults.push(`id=${e.id}`);
  }
  return faults;
}"""


def ran(page: Page) -> list[str]:
    """Return the attacks that have told on themselves, once the page and the reader have had their time."""
    page.evaluate(_TOUCH)
    page.evaluate("() => new Promise((done) => setTimeout(done, 30))")
    found: list[str] = page.evaluate(f"window.{LIST}.map(String)")
    return found


def strange(page: Page) -> list[str]:
    """Return what an attack has put into the page."""
    found: list[str] = page.evaluate(_LOOK)
    return found
