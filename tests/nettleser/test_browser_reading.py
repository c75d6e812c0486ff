"""Every page is well formed for those who listen to it, who search for it and who link to it."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from playwright.sync_api import expect
from reader import Reader
from site_server import Site

pytestmark = pytest.mark.nettleser

SITES = ("telemark", "later", "nynorsk", "hostile")
GUIDELINE = "/retningslinjer/1/"


class Outline(HTMLParser):
    """What a page says about itself: language, title, headings, ids, robots and canonical address."""

    def __init__(self, html: str) -> None:
        """Read the page."""
        super().__init__()
        self.language = self.title = self.robots = self.canonical = ""
        self.levels: list[int] = []
        self.ids: list[str] = []
        self._in_title = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Gather from one tag."""
        given = {name: value or "" for name, value in attrs}
        self._in_title = tag == "title"
        if tag == "html":
            self.language = given.get("lang", "")
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if "id" in given:
            self.ids.append(given["id"])
        if given.get("name") == "robots":
            self.robots = given["content"]
        if given.get("rel") == "canonical":
            self.canonical = given["href"]

    def handle_data(self, data: str) -> None:
        """Gather the title."""
        self.title += data if self._in_title else ""

    def handle_endtag(self, tag: str) -> None:
        """End the title."""
        self._in_title = self._in_title and tag != "title"


@pytest.fixture(params=SITES)
def outlines(request: pytest.FixtureRequest) -> dict[str, Outline]:
    """Read every page of a site."""
    site: Site = request.getfixturevalue(request.param)
    return {address: Outline(site.html(address)) for address in site.pages()}


@pytest.mark.parametrize(("name", "language"), [("telemark", "nb"), ("nynorsk", "nn")])
def test_language(request: pytest.FixtureRequest, name: str, language: str) -> None:
    """Every page says which language it is in: the one that the community has chosen."""
    site: Site = request.getfixturevalue(name)
    assert {Outline(site.html(address)).language for address in site.pages()} == {language}


def test_headings(outlines: dict[str, Outline]) -> None:
    """Every page has one first heading, before all others, and no level is skipped on the way down."""
    for address, outline in outlines.items():
        assert outline.levels[0] == 1, address
        assert outline.levels.count(1) == 1, address
        steps = [below - above for above, below in zip(outline.levels, outline.levels[1:], strict=False)]
        assert max(steps, default=0) <= 1, (address, outline.levels)


def test_titles(outlines: dict[str, Outline]) -> None:
    """No two pages of a site have the same title, and none is without."""
    titles = Counter(o.title.strip() for address, o in outlines.items() if "/gammel/" not in address)
    assert [title for title, count in titles.items() if count > 1 or not title] == []


def test_ids(outlines: dict[str, Outline]) -> None:
    """No id stands twice on a page, so that an address with an anchor leads to one place."""
    for address, outline in outlines.items():
        assert [anchor for anchor, count in Counter(outline.ids).items() if count > 1] == [], address


def test_versions_point_to_the_text_in_force(telemark: Site) -> None:
    """The page of a version is kept out of search engines and names the text in force as the one to find."""
    versions = [address for address in telemark.pages() if "/v/" in address]
    assert len(versions) >= 6
    for address in versions:
        outline = Outline(telemark.html(address))
        assert "noindex" in outline.robots
        assert outline.canonical.endswith(address.partition("v/")[0])
    for address in ("/", GUIDELINE, "/retningslinjer/", "/ordliste/"):
        outline = Outline(telemark.html(address))
        assert not outline.robots
        assert outline.canonical.endswith(address)


@pytest.mark.parametrize(("version", "word"), [("1.0", "Erstattet"), ("3.0", "På høring")])
def test_bar_of_a_version_leads_to_the_text_in_force(reader: Reader, hostile: Site, version: str, word: str) -> None:
    """The bar of a version that does not apply says so, and the first link in it leads to the text in force."""
    page = reader.open(hostile, f"{GUIDELINE}v/{version}/")
    bar = page.locator(".statuslinje")
    expect(bar).to_contain_text(word)
    expect(bar).not_to_contain_text("Gjeldende")
    link = bar.get_by_role("link").first
    expect(link).to_be_in_viewport()
    link.click()
    page.wait_for_url(f"{hostile.url}{GUIDELINE}")
    expect(page.locator(".statuslinje strong")).to_have_text("Gjeldende")


def test_every_clause_has_an_address(reader: Reader, telemark: Site) -> None:
    """The address of each clause and paragraph of a guideline leads to it."""
    page = reader.open(telemark, GUIDELINE)
    anchors = page.locator(".tekst [id]").evaluate_all("all => all.map((e) => e.id)")
    assert len([a for a in anchors if re.fullmatch(r"pkt-[0-9-]+", a)]) > 8
    for anchor in anchors:
        page.goto(f"{GUIDELINE}#{anchor}")
        assert page.evaluate("document.querySelector(':target')?.id") == anchor
        expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()


def test_contents_lead_to_every_numbered_clause(telemark: Site) -> None:
    """The contents name each numbered clause of the text, in its order, and lead nowhere else."""
    html = telemark.html(GUIDELINE)
    clauses = re.findall(r'id="([^"]+)" class="punkt-tittel"', html)
    numbered = re.findall(r'id="([^"]+)" class="punkt-tittel"><span class="punkt-nr"', html)
    contents = re.findall(r'href="#([^"]+)"', html.partition('<nav class="innhold"')[2].partition("</nav>")[0])
    assert contents == [clause for clause in clauses if clause in contents]
    assert numbered == [clause for clause in contents if clause in numbered]


def test_contents_follow_along(reader: Reader, telemark: Site) -> None:
    """The contents mark the point that is being read, also after a jump past others."""
    page = reader.open(telemark, GUIDELINE)
    links = page.locator(".innhold a")
    expect(page.locator(".innhold [aria-current]")).to_have_count(0)
    for index in (3, 1, 6, 0):
        links.nth(index).click()
        expect(links.nth(index)).to_have_attribute("aria-current", "location")
        expect(page.locator(".innhold [aria-current]")).to_have_count(1)


def test_lost_address(reader: Reader, telemark: Site) -> None:
    """An address that leads nowhere, however deep, gives a page that works and leads on."""
    page = reader.open(telemark, "/retningslinjer/99/vedlegg/finnes-ikke/")
    expect(page.locator("h1")).to_contain_text("finner ikke")
    page.locator("main").get_by_role("link", name="Retningslinjer").click()
    page.wait_for_url(f"{telemark.url}/retningslinjer/")


def test_former_address(reader: Reader, hostile: Site) -> None:
    """An address that a document had before leads to where it is now."""
    page = reader.context(hostile).new_page()
    page.goto("/gammel/utskriving/", wait_until="commit")
    page.wait_for_url(f"{hostile.url}{GUIDELINE}")
    expect(page.locator("h1")).to_contain_text("Utskriving")
