"""A text and each of its clauses can be cited, as text, with links, as Markdown and as HTML."""

import re

import pytest
from page_kinds import SCHEMES
from playwright.sync_api import Page, expect
from reader import Reader
from site_server import Site

pytestmark = pytest.mark.nettleser

GUIDELINE = "/retningslinjer/1/"
FORMS = ("tekst", "markdown", "html")
BODY = "Partnerskapsmøtet"
_RICH = """async () => {
  const [item] = await navigator.clipboard.read();
  const read = async (type) => (await item.getType(type)).text();
  return [await read("text/html"), await read("text/plain")];
}"""


def _open(reader: Reader, site: Site, address: str, **options: object) -> Page:
    page = reader.context(site, permissions=["clipboard-read", "clipboard-write"], **options).new_page()
    page.goto(address)
    return page


def _copied(page: Page, part: str, form: str) -> str:
    page.evaluate("navigator.clipboard.writeText('')")
    page.locator(f"{part} [data-siter={form}]").click()
    expect(page.locator(f"{part} [role=status]")).to_have_text("Kopiert. Lim inn der du trenger det.")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_the_whole_text(reader: Reader, telemark: Site) -> None:
    """What is copied is what the page itself says without script, and it begins as the fellowship cites."""
    page = _open(reader, telemark, GUIDELINE)
    page.locator(".siter summary").click()
    written = page.locator(".siter-former pre").evaluate_all("all => all.map((e) => e.textContent)")
    assert [_copied(page, ".siter", form) for form in FORMS] == written
    assert re.match(rf"Retningslinje 1, .+, versjon 1\.0, godkjent av {BODY} 26\.9\.2024\n", written[0])


def test_a_clause(reader: Reader, telemark: Site) -> None:
    """A clause is cited by its number, with the address of the text in force and the fixed one, both at the clause."""
    page = _open(reader, telemark, GUIDELINE)
    page.locator("a.punkt-lenke[href='#pkt-2-3']").click()
    text, markdown, html = (_copied(page, ".kopi", form) for form in FORMS)
    words, newest, fixed = text.replace("\r", "").split("\n")
    assert words == f"Retningslinje 1 pkt 2.3, versjon 1.0, godkjent av {BODY} 26.9.2024"
    newest, fixed = newest.removeprefix("Gjeldende tekst: "), fixed.removeprefix("Versjon 1.0: ")
    assert newest.endswith(f"{GUIDELINE}#pkt-2-3")
    assert fixed.endswith(f"{GUIDELINE}v/1.0/#pkt-2-3")
    approved = f", godkjent av {BODY} 26.9.2024"
    assert markdown == f"[Retningslinje 1 pkt 2.3]({newest}), [versjon 1.0]({fixed}){approved}"
    assert html == f'<a href="{newest}">Retningslinje 1 pkt 2.3</a>, <a href="{fixed}">versjon 1.0</a>{approved}'


def test_with_links(reader: Reader, telemark: Site) -> None:
    """What is pasted into Word has links; where nothing but text can be pasted, it is the text with its addresses."""
    page = _open(reader, telemark, GUIDELINE)
    page.locator("a.punkt-lenke[href='#pkt-2-3']").click()
    _copied(page, ".kopi", "lenker")
    html, text = page.evaluate(_RICH)
    assert re.findall(r"<a href=[^>]*#pkt-2-3[^>]*>([^<]*)</a>", html) == ["Retningslinje 1 pkt 2.3", "versjon 1.0"]
    assert text.startswith("Retningslinje 1 pkt 2.3, versjon 1.0, godkjent av")


def test_a_version_cites_itself(reader: Reader, versjoner: Site) -> None:
    """The page of an old version cites that version, and leads to where the clause is in the text in force."""
    page = _open(reader, versjoner, "/retningslinjer/2/v/1.1/")
    page.locator("a.punkt-lenke[href='#pkt-4-1']").click()
    text = _copied(page, ".kopi", "tekst")
    assert text.startswith("Retningslinje 2 pkt 4.1, versjon 1.1, ")
    assert "/retningslinjer/2/#pkt-3-1" in text
    assert "/retningslinjer/2/v/1.1/#pkt-4-1" in text


def test_a_proposal_says_what_it_is(reader: Reader, telemark: Site) -> None:
    """Nobody can paste a proposal as if it had been approved."""
    page = _open(reader, telemark, f"{GUIDELINE}v/0.9/")
    page.locator(".punkt-lenke").first.click()
    assert "versjon 0.9 (forslag, ikke godkjent)" in _copied(page, ".kopi", "tekst")


@pytest.mark.parametrize("form", ["lenker", *FORMS])
@pytest.mark.parametrize("part", [".siter", ".kopi"])
def test_where_nothing_can_be_copied(reader: Reader, telemark: Site, part: str, form: str) -> None:
    """A browser that lets no page copy shows the words, marked, so that the reader can copy them."""
    context = reader.context(telemark)
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page = context.new_page()
    page.goto(GUIDELINE)
    page.locator(".siter summary" if part == ".siter" else ".punkt-lenke >> nth=1").click()
    page.locator(f"{part} [data-siter={form}]").click()
    expect(page.locator(f"{part} [role=status]")).to_contain_text("kopiere den selv")
    shown = page.locator(f"{part} .siter-merket")
    expect(shown).to_be_in_viewport()
    assert page.evaluate("getSelection().toString().trim()") == shown.inner_text().strip()
    assert shown.locator("a").count() == (2 if form == "lenker" else 0)


def test_without_script(reader: Reader, telemark: Site) -> None:
    """Without script each form stands on the page, to be marked and copied, and no button that does nothing."""
    page = reader.open(telemark, GUIDELINE, java_script_enabled=False)
    expect(page.locator(".siter-former pre").first).to_be_hidden()
    page.locator(".siter summary").click()
    expect(page.locator(".siter-former pre")).to_have_count(3)
    expect(page.locator(".siter-former pre").last).to_be_visible()
    expect(page.locator(".siter-ord a")).to_have_count(2)
    expect(page.locator("[data-siter]").first).to_be_hidden()


def test_by_keyboard(reader: Reader, telemark: Site) -> None:
    """From the link of a clause to a copied citation and back with the keyboard alone."""
    page = _open(reader, telemark, GUIDELINE, width=360)
    link = page.locator("a.punkt-lenke[href='#pkt-2-3']")
    link.focus()
    page.keyboard.press("Enter")
    while not page.evaluate("document.activeElement.dataset.siter === 'markdown'"):
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('.kopi')")
    page.keyboard.press("Enter")
    expect(page.locator(".kopi [role=status]")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()").startswith("[Retningslinje 1 pkt 2.3](")
    page.keyboard.press("Escape")
    expect(link).to_be_focused()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_an_abbreviation(reader: Reader, telemark: Site, scheme: str) -> None:
    """An abbreviation tells what it stands for with a key or a touch, and is described to a screen reader."""
    page = reader.open(telemark, "/avtaler/nasjonal-avtale/", scheme=scheme, width=320)
    link = page.locator(".forkortelse", has_text="HOD")
    expect(link).to_have_accessible_description(re.compile("Helse- og omsorgsdepartementet"))
    link.focus()
    page.keyboard.press("Enter")
    box = page.locator(".ordboks")
    expect(box).to_be_in_viewport(ratio=1)
    expect(link).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(box.get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(link).to_be_focused()
    link.click()
    box.get_by_role("link").click()
    expect(page.locator("#helse-og-omsorgsdepartementet")).to_be_in_viewport()


def test_an_abbreviation_without_script(reader: Reader, telemark: Site) -> None:
    """Without script the abbreviation leads to its entry in the glossary."""
    page = reader.open(telemark, "/avtaler/nasjonal-avtale/", java_script_enabled=False)
    page.locator(".forkortelse").first.click()
    page.wait_for_url("**/ordliste/#*")
    expect(page.locator(":target")).to_be_in_viewport()


def test_marking_a_text_with_abbreviations(reader: Reader, telemark: Site) -> None:
    """Who marks a paragraph and copies it gets its words and nothing else."""
    page = reader.open(telemark, "/avtaler/nasjonal-avtale/")
    item = page.locator("li:has(.forkortelse)", has_text="HOD").first
    marked = item.evaluate("e => { getSelection().selectAllChildren(e); return getSelection().toString() }")
    assert marked.strip().endswith("ta dem opp med HOD i kontaktmøtene")
