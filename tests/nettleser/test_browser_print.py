"""On paper a text is a case paper: each sheet says what it belongs to, and nothing is left that only a screen needs."""

import pytest
from playwright.sync_api import expect
from reader import Reader
from site_server import Site

pytestmark = pytest.mark.nettleser

GUIDELINE = "/retningslinjer/1/"
# What stands in the margin of each sheet, as the style sheet asks for it.
_MARGINS = """() => {
  const rules = (list) => [...list].flatMap((r) => [r.cssText, ...(r.cssRules ? rules(r.cssRules) : [])]);
  const wanted = [...document.styleSheets].flatMap((s) => rules(s.cssRules)).filter((text) => text.startsWith("@page {")).join(" ");
  return ["data-tittel", "data-utgave", "data-navn"].map((name) => wanted.includes(`attr(${name})`)
    ? document.documentElement.getAttribute(name) : null).concat(wanted.includes("counter(pages)"));
}"""


@pytest.mark.parametrize(
    ("address", "edition"),
    [
        (GUIDELINE, "Versjon 1.0, godkjent av Partnerskapsmøtet 26.9.2024"),
        (f"{GUIDELINE}v/0.9/", "(forslag, ikke godkjent)"),
        ("/avtaler/nasjonal-avtale/", "Versjon 2024, godkjent av Regjeringen og KS, dato ikke oppgitt"),
        ("/ordliste/", ""),
    ],
)
def test_each_sheet_says_what_it_belongs_to(reader: Reader, telemark: Site, address: str, edition: str) -> None:
    """Title, version, body and date stand on every sheet, and which sheet it is of how many."""
    page = reader.open(telemark, address)
    title, shown, name, numbered = page.evaluate(_MARGINS)
    assert title
    assert title in page.title()
    assert shown == edition
    assert name == "Helsefellesskapet i Telemark"
    assert numbered


def test_addresses_on_paper(reader: Reader, telemark: Site) -> None:
    """A printed text tells where the text in force is, and where this very version will always be."""
    page = reader.open(telemark, GUIDELINE)
    line = page.locator(".bare-trykk")
    expect(line).to_be_hidden()
    page.emulate_media(media="print")
    expect(line).to_be_visible()
    expect(line).to_contain_text("Gjeldende tekst: https://")
    expect(line).to_contain_text("/retningslinjer/1/v/1.0/")


def test_only_what_belongs_on_paper(reader: Reader, telemark: Site) -> None:
    """What one presses is gone on paper, a box that was left open too, and abbreviations are written out."""
    page = reader.open(telemark, "/avtaler/nasjonal-avtale/")
    page.locator(".siter summary").click()
    page.emulate_media(media="print")
    for unwanted in (".siter", ".punkt-vei", ".leselinje"):
        for element in page.locator(unwanted).all():
            expect(element).to_be_hidden()
    words = page.locator(".forkortelse", has_text="HOD").evaluate("e => getComputedStyle(e, '::after').content")
    assert "Helse- og omsorgsdepartementet" in words


def test_headings_stay_with_their_text(reader: Reader, telemark: Site) -> None:
    """No heading, and no first line of a list, is left alone at the foot of a sheet."""
    page = reader.open(telemark, GUIDELINE)
    page.emulate_media(media="print")
    alone = "all => all.filter((e) => getComputedStyle(e).breakAfter !== 'avoid').length"
    for kind in (".punkt-hode", "main h2", "main h3", ".tekst li:first-child"):
        assert page.locator(kind).count() > 0
        assert page.locator(kind).evaluate_all(alone) == 0, kind
