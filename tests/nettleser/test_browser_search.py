"""Search finds the points that apply, and shows what was asked as it was asked."""

import re
from urllib.parse import urljoin

import pytest
from hostile_corpus import ONLY_PROPOSED, ONLY_REPLACED, TITLE
from playwright.sync_api import Locator, Page, expect
from reader import Reader
from site_server import Site

pytestmark = pytest.mark.nettleser


def _searched(reader: Reader, site: Site, query: str) -> Page:
    page = reader.open(site, "/sok/")
    page.locator("input[name=sok]").press_sequentially(query)
    expect(page.locator("[data-sok-melding]")).not_to_be_empty()
    expect(page.locator("[data-sok-melding]")).to_contain_text(query)
    return page


def _hits(page: Page) -> Locator:
    return page.locator("[data-sok-treff] a")


@pytest.mark.parametrize("query", ["fastlege", "sekretariatet", "konsensus"])
def test_hits_are_points(reader: Reader, telemark: Site, query: str) -> None:
    """Typing a word shows points that hold it, and each hit leads to an anchor that is there."""
    page = _searched(reader, telemark, query)
    expect(_hits(page).first).to_be_visible()
    addresses = [urljoin(page.url, link.get_attribute("href") or "") for link in _hits(page).all()]
    points = [address for address in addresses if "#pkt-" in address]
    assert points
    for address in addresses:
        path, _, anchor = address.removeprefix(telemark.url).partition("#")
        assert not anchor or f'id="{anchor}"' in telemark.html(path), address
    marks = page.locator("[data-sok-treff] mark").all_inner_texts()
    assert any(query[:5] in mark.lower() for mark in marks)


def test_a_hit_leads_to_its_point(reader: Reader, telemark: Site) -> None:
    """Following a hit puts the point on the screen."""
    page = _searched(reader, telemark, "konsensus")
    hit = page.locator("[data-sok-treff] a[href*='#pkt-']").first
    expect(hit).to_be_visible()
    anchor = (hit.get_attribute("href") or "").partition("#")[2]
    hit.click()
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()


def test_a_question_that_names_a_text(reader: Reader, telemark: Site) -> None:
    """What it is about is the first row, Enter stays with the hits, and a text that is not here is said to be missing."""
    page = reader.open(telemark, "/sok/")
    page.locator("input[name=sok]").fill("hva er endret i retningslinje 1")
    expect(_hits(page).first).to_have_text(re.compile("^Se hva som er endret i Retningslinje 1 "))
    page.locator("input[name=sok]").press("Enter")
    page.locator("input[name=sok]").fill("hva er endret i retningslinje 5")
    expect(page.get_by_role("status")).to_contain_text("Retningslinje 5 er ikke blant de gjeldende tekstene her.")


def test_from_the_start_page(reader: Reader, telemark: Site) -> None:
    """Enter in the search field of the start page leads to the hits, under an address that can be kept."""
    page = reader.open(telemark, "/")
    page.locator("input[name=sok]").fill("fastlege på vakt")
    page.locator("input[name=sok]").press("Enter")
    page.wait_for_url("**/sok/?sok=*")
    expect(_hits(page).first).to_be_visible()
    expect(page.locator("input[name=sok]")).to_have_value("fastlege på vakt")
    page.reload()
    expect(page.locator("input[name=sok]")).to_have_value("fastlege på vakt")
    expect(_hits(page).first).to_be_visible()


@pytest.mark.parametrize(
    "query", ["<img src=x onerror=window.__hacked=1>", "<b>fastlege</b>", "$& $' {n} {query}", "«%2»"]
)
def test_what_was_asked_stays_text(reader: Reader, telemark: Site, query: str) -> None:
    """A query is shown letter by letter, whatever it holds."""
    page = _searched(reader, telemark, query)
    expect(page.locator("[data-sok-melding]")).to_contain_text(f"«{query}»")
    assert page.evaluate("window.__hacked") is None
    assert page.locator(".sok :is(img, b, script)").count() == 0


def test_nothing_found(reader: Reader, telemark: Site) -> None:
    """A word that no text has gives a sentence that says so, no hits, and the list below to unfold."""
    page = _searched(reader, telemark, "zzyzxqwerty")
    expect(page.locator("[data-sok-melding]")).to_contain_text("Ingen treff")
    expect(_hits(page)).to_have_count(0)
    page.locator(".punktregister summary").click()
    expect(page.locator(".punktregister a").first).to_be_visible()


def test_emptied_field(reader: Reader, telemark: Site) -> None:
    """A field that is emptied takes the hits and the word in the address away."""
    page = _searched(reader, telemark, "fastlege")
    expect(_hits(page).first).to_be_visible()
    page.locator("input[name=sok]").fill("")
    expect(_hits(page)).to_have_count(0)
    expect(page).to_have_url(f"{telemark.url}/sok/")


@pytest.mark.parametrize("query", [ONLY_REPLACED, ONLY_PROPOSED])
def test_only_what_applies_is_found(reader: Reader, hostile: Site, query: str) -> None:
    """A word that only a replaced version or a proposal has is never found."""
    assert any(query in hostile.html(address) for address in hostile.pages())
    page = _searched(reader, hostile, query)
    expect(page.locator("[data-sok-melding]")).to_contain_text("Ingen treff")
    expect(_hits(page)).to_have_count(0)


def test_no_hit_is_an_old_version(reader: Reader, telemark: Site) -> None:
    """No search leads to the page of one version or to its history."""
    for query in ("høring", "samarbeid", "2022", "utkast", "forslag"):
        page = _searched(reader, telemark, query)
        addresses = [link.get_attribute("href") or "" for link in _hits(page).all()]
        assert not [a for a in addresses if "/v/" in a or "/historikk/" in a]


def test_hostile_texts_are_shown_as_text(reader: Reader, hostile: Site) -> None:
    """Titles, points and excerpts that hold HTML are shown as their letters, once, not as codes for them."""
    page = _searched(reader, hostile, "innleggelsesvarselet")
    expect(_hits(page).first).to_be_visible()
    expect(page.locator("[data-sok-treff]")).to_contain_text(TITLE)
    page.locator("input[name=sok]").fill("script")
    expect(page.locator("[data-sok-treff]")).to_have_attribute("data-klar", "script")
    expect(page.locator("[data-sok-treff] mark").first).to_be_visible()
    shown = page.locator("[data-sok-treff]").inner_text()
    assert "<script>" in shown
    assert not re.search(r"&(lt|gt|amp|quot|#\d+);", shown)
    assert page.locator("[data-sok-treff] :is(img, script, svg:not(.ikon), style, iframe)").count() == 0
    assert page.evaluate("window.__hacked") is None


def test_search_that_cannot_load(reader: Reader, telemark: Site) -> None:
    """Where the index cannot be had the page says so, and the list of points is still there."""
    page = reader.context(telemark).new_page()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto("/sok/?sok=fastlege")
    expect(page.locator("[data-sok-melding]")).to_contain_text("Søket virker ikke nå")
    expect(page.locator(".punktregister a").first).to_be_visible()
    assert all("pagefind" in fault for fault in reader.faults)
    reader.faults.clear()
