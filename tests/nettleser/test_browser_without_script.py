"""No script is needed to read anything."""

import re
from collections.abc import Callable

import pytest
from page_kinds import Kind, every_kind
from playwright.sync_api import expect
from reader import Reader
from site_server import Site

pytestmark = pytest.mark.nettleser


@every_kind
def test_text_is_there(reader: Reader, site: Callable[[str], Site], kind: Kind) -> None:
    """Without script a page of this kind shows its heading and the text below it."""
    page = reader.open(site(kind.site), kind.address, java_script_enabled=False)
    expect(page.locator("main h1")).to_be_visible()
    # Notes for those who come by an old address, and the copies of other views, are not for everybody.
    own = "h2, .tekst > p:not(.gammel-adresse, .samme-nummer, .siden--lik), td, dd"
    for block in page.locator(f"main :is({own}):not(.tom, [hidden] *, .rm-hull *, details *)").all():
        expect(block).to_be_visible()
    if kind.name in {"guideline", "agreement", "proposal", "attachment"}:
        assert page.locator(".tekst .ledd").count() > 3


@pytest.mark.parametrize("width", [360, 1440])
def test_menu(reader: Reader, telemark: Site, width: int) -> None:
    """Without script the menu opens on a phone, lies open on a wide screen, and leads on."""
    page = reader.open(telemark, "/retningslinjer/1/", width=width, java_script_enabled=False)
    if width == 360:
        expect(page.locator(".meny nav")).to_be_hidden()
        page.locator(".meny summary").click()
    page.locator(".meny nav").get_by_role("link", name="Høringer").click()
    expect(page.locator("h1")).to_have_text("Høringer")


def test_contents(reader: Reader, telemark: Site) -> None:
    """Without script the contents open on a phone and lead to a clause."""
    page = reader.open(telemark, "/retningslinjer/1/", width=360, java_script_enabled=False)
    page.locator(".innhold summary").click()
    page.locator(".innhold a").nth(2).click()
    expect(page).to_have_url(re.compile(r"#pkt-[0-9-]+$"))


def test_contents_lie_open_on_a_wide_screen(reader: Reader, telemark: Site) -> None:
    """Without script the contents lie open beside the text where there is room."""
    page = reader.open(telemark, "/retningslinjer/1/", java_script_enabled=False)
    expect(page.locator(".innhold ol")).to_be_visible()


def test_search_form_leads_to_every_clause_in_force(reader: Reader, telemark: Site) -> None:
    """Without script the search form leads to a list of each clause in force, and of no other text."""
    page = reader.open(telemark, "/", java_script_enabled=False)
    page.locator("input[name=sok]").fill("pasient")
    page.locator("input[name=sok]").press("Enter")
    page.wait_for_url("**/sok/?sok=pasient")
    listed = {link.get_attribute("href") for link in page.locator(".punktregister li a").all()}
    clauses = set()
    for address in telemark.pages():
        html = telemark.html(address)
        if 'class="side side--dokument"' in html:
            found = re.findall(r'id="([^"]+)" class="punkt-tittel"', html)
            clauses |= {f"..{address}#{anchor}" for anchor in found}
    assert listed == clauses
    assert len(clauses) > 30
    for link in page.locator(".punktregister li a").all()[:5]:
        expect(link).to_be_visible()
