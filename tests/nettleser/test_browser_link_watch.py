"""The link watch in the browser: the same verdicts as in Python, shown with their cures, and nothing sent anywhere."""

import random
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from reader import Reader
from site_server import Site

from avtaleverk.site.link_finding import links_in_text
from avtaleverk.site.link_watch import judge

sys.path.append(str(Path(__file__).resolve().parents[1]))
from link_cases import DATA, FOLDERS, FORMER, HOSTS, TABLE, as_row

pytestmark = pytest.mark.nettleser

ADDRESS = "/lenk/sjekk/"
BASE = "https://prove.example/"
WRONG = {
    f"{BASE}retningslinjer/2/v/1.0/#pkt-4-1": ("ikke gjelder lenger", f"{BASE}retningslinjer/2/#pkt-3-1"),
    f"{BASE}retningslinjer/2/#pkt-3.v1.1": ("tatt ut", f"{BASE}retningslinjer/2/"),
    f"{BASE}retningslinjer/2/historikk/pkt-4-1/": ("flyttet", f"{BASE}retningslinjer/2/historikk/pkt-3-1/"),
    f"{BASE}retningslinje/2/": ("finnes ikke", f"{BASE}retningslinjer/2/"),
}
RIGHT = [
    f"{BASE}{rest}"
    for rest in ("", "moter/", "avtaler/", "retningslinjer/", "retningslinjer/2/", "retningslinjer/2/#pkt-1")
]
HOSTILE = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
_JUDGE = """async ([table, links, texts]) => {
  const rules = await import("/assets/lenkeregler.js");
  const data = rules.readData(table.data);
  const row = (link) => {
    const v = rules.judge(link, data, table.ogsa);
    return v ? { lenke: link, slag: v.kind, skriv: v.cure, gjetning: v.guess, punkt: v.point } : { lenke: link, slag: null };
  };
  return [links.map(row), texts.map((text) => rules.linksIn(text, data, table.ogsa).map((f) => [f.line, f.link]))];
}"""


def field(page: Page) -> Any:
    return page.get_by_label("Lenker du vil sjekke")


def check(page: Page, text: str) -> None:
    field(page).fill(text)
    page.get_by_role("button", name="Sjekk lenkene").click()


def message(page: Page) -> Any:
    return page.locator("[data-lenkevakt-melding]")


def both(page: Page, links: list[str], texts: list[str]) -> tuple[list[Any], list[Any]]:
    answer: tuple[list[Any], list[Any]] = page.evaluate(_JUDGE, [TABLE, links, texts])
    return answer


def test_the_table(reader: Reader, versjoner: Site) -> None:
    """The browser judges and finds as the table of cases says, which Python is held to as well."""
    page = reader.open(versjoner, ADDRESS)
    texts = [case["tekst"] for case in (*TABLE["finn"], *TABLE["html"])]
    judged, found = both(page, [case["lenke"] for case in TABLE["dom"]], texts)
    assert judged == TABLE["dom"]
    assert found[: len(TABLE["finn"])] == [case["funn"] for case in TABLE["finn"]]
    assert [[link for _, link in row] for row in found[len(TABLE["finn"]) :]] == [
        case["lenker"] for case in TABLE["html"]
    ]


def test_links_that_nobody_thought_of(reader: Reader, versjoner: Site) -> None:
    """Links of the table, spoiled at random, are judged and found alike by Python and the browser."""
    chance = random.Random(6)  # noqa: S311 - a seeded choice of cases is no secret
    signs = [*"/.#?%-19 ()[];&é:@", "//", "../", "#pkt-2", "%2", "%C3%B8", ".html", "\u00a0", "𝄞", "Ø"]
    links = [_spoiled(chance, chance.choice(TABLE["dom"])["lenke"], signs) for _ in range(3000)]
    texts = [f"Se {link}{chance.choice(signs)}og {chance.choice(links)}" for link in links[:500]]
    judged, found = both(reader.open(versjoner, ADDRESS), links, texts)
    assert judged == [as_row(link, judge(link, DATA, FORMER)) for link in links]
    assert found == [[[f.line, f.link] for f in links_in_text(text, HOSTS, FOLDERS)] for text in texts]


def _spoiled(chance: random.Random, link: str, signs: list[str]) -> str:
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(link) + 1)
        link = link[:at] + chance.choice(["", chance.choice(signs)]) + link[at + chance.randrange(2) :]
    return link


def test_ten_links_four_of_them_wrong(reader: Reader, versjoner: Site) -> None:
    """All four are named with what is wrong and what to write instead, the six are counted; nothing is sent."""
    page = reader.open(versjoner, ADDRESS)
    check(page, "\n".join([*RIGHT, *WRONG]))
    expect(message(page)).to_have_text("4 lenker må rettes. 6 lenker er riktige.")
    expect(page.locator(".lenkefunn")).to_have_count(4)
    for finding, (link, (words, cure)) in zip(page.locator(".lenkefunn").all(), WRONG.items(), strict=True):
        expect(finding.locator("code")).to_have_text(link)
        expect(finding).to_contain_text(words)
        expect(finding.locator("a")).to_have_attribute("href", cure)
        expect(finding.locator("a")).to_have_text(cure)
    asked = [address for address in reader.requests if "lenke" in address]
    assert {address.partition("?")[0].rpartition("/")[2] for address in asked} == {
        "lenkevakt.js", "lenkevakt.css", "lenkefunn.js", "lenkeregler.js", "lenker.json",
    }  # fmt: skip


def test_cure_can_be_copied(reader: Reader, versjoner: Site) -> None:
    """The button copies the address to write instead and says so."""
    context = reader.context(versjoner, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(ADDRESS)
    link, (_, cure) = next(iter(WRONG.items()))
    check(page, link)
    page.get_by_role("button", name=f"Kopier adressen: {cure}").click()
    expect(message(page)).to_have_text("Adressen er kopiert")
    expect(page.get_by_role("button", name="Adressen er kopiert")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == cure


def test_keyboard_alone(reader: Reader, versjoner: Site) -> None:
    """One can paste, check, and reach every cure without a mouse."""
    page = reader.open(versjoner, ADDRESS)
    field(page).focus()
    page.keyboard.insert_text("\n".join(WRONG))
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".lenkefunn")).to_have_count(4)
    page.keyboard.press("Tab")
    expect(page.locator(".lenkefunn a").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".lenkefunn button").first).to_be_focused()


def test_html_that_is_pasted(reader: Reader, versjoner: Site) -> None:
    """The links of HTML code are judged; what is hostile in it is shown as text at most, and never runs."""
    page = reader.open(versjoner, ADDRESS)
    check(page, f'<p>{HOSTILE}<a href="{BASE}retningslinjer/2/v/1.0/?{HOSTILE.replace(chr(34), "&quot;")}">x</a>')
    expect(page.locator(".lenkefunn code")).to_have_text(f"{BASE}retningslinjer/2/v/1.0/?{HOSTILE}")
    assert page.locator("main img, main script").count() == 0


def test_copied_from_a_page(reader: Reader, versjoner: Site) -> None:
    """Of words with links behind them the addresses come along, so that they can be checked."""
    page = reader.open(versjoner, ADDRESS)
    link = next(iter(WRONG))
    field(page).evaluate(
        """(field, link) => {
          const data = new DataTransfer();
          data.setData("text/plain", "Les om utskriving");
          data.setData("text/html", `<a href="${link}">Les om utskriving</a><a href="javascript:alert(1)">x</a>`);
          field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        link,
    )
    expect(field(page)).to_have_value(f"Les om utskriving\n{link}\n")
    expect(message(page)).to_have_text("Adressene bak ordene ble med.")


def test_former_addresses(reader: Reader, versjoner: Site) -> None:
    """A link to where the site lay before is found when the reader tells of it."""
    page = reader.open(versjoner, ADDRESS)
    page.get_by_text("Har nettstedet hatt andre adresser?").click()
    page.get_by_label("Gamle adresser til nettstedet").fill("https://gammel.example/avtaler/")
    check(page, "https://gammel.example/avtaler/moter/ https://gammel.example/annet/")
    expect(page.locator(".lenkefunn a")).to_have_text(f"{BASE}moter/")
    expect(message(page)).to_have_text("1 lenke må rettes. 1 lenke går til andre nettsteder, og er ikke sjekket.")


def test_nothing_to_say(reader: Reader, versjoner: Site) -> None:
    """An empty field and a text without links get an answer as well, and a new answer takes the place of the old."""
    page = reader.open(versjoner, ADDRESS)
    check(page, next(iter(WRONG)))
    expect(page.locator(".lenkefunn")).to_have_count(1)
    check(page, "  ")
    expect(message(page)).to_have_text("Lim inn noe først.")
    expect(field(page)).to_be_focused()
    expect(page.locator(".lenkefunn")).to_have_count(0)
    check(page, "Bare tekst.")
    expect(message(page)).to_have_text("Vi fant ingen lenker til dette nettstedet.")


def test_no_list_of_addresses(reader: Reader, versjoner: Site) -> None:
    """Where the addresses cannot be fetched the page says so, and tries again when it is asked again."""
    page = reader.open(versjoner, ADDRESS)
    page.route("**/lenker.json", lambda route: route.fulfill(status=200, body="ikke JSON"))
    check(page, next(iter(WRONG)))
    expect(message(page)).to_have_text("Lista over adresser kunne ikke hentes. Prøv igjen senere.")
    page.unroute("**/lenker.json")
    check(page, next(iter(WRONG)))
    expect(page.locator(".lenkefunn")).to_have_count(1)


def test_without_script(reader: Reader, versjoner: Site) -> None:
    """Without script the page offers no field, but the command and the list of right addresses."""
    page = reader.context(versjoner, java_script_enabled=False).new_page()
    page.goto(ADDRESS)
    expect(page.locator("textarea")).to_be_hidden()
    expect(page.get_by_text("avtaleverk lenker sjekk")).to_be_visible()
    page.get_by_role("link", name="De riktige adressene").click()
    expect(page).to_have_url(f"{versjoner.url}/lenk/")
    expect(page.locator("h1")).to_be_visible()
