"""The register of changes can be narrowed, linked to, and tells what is new since the reader was last there."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from reader import Reader
from site_server import Site

pytestmark = pytest.mark.nettleser

KEY = "avtaleverk:telemark:endringer"
SHOWN = ".endringspost:visible"
NEW = ".endringspost .merke--ny"
OFFER = "Du kan få se hva som er nytt siden sist du var her."
REMEMBERED = "Neste gang du kommer, står det her hva som er nytt siden i dag."
# What a filter must never do is to leave an empty heading, or to hide what it was not asked to.
COUNT = """() => Object.fromEntries([...document.querySelectorAll(".endringsfilter option[value]:not([value=''])")].map((o) => [
  `${o.parentElement.name}=${o.value}`,
  [...document.querySelectorAll(".endringspost")].filter((e) => JSON.parse(e.dataset.filter)[o.parentElement.name].includes(o.value)).length]))"""


def reach(page: Page, selector: str) -> None:
    """Move with the tab key alone until the element has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"{selector} cannot be reached by the keyboard")


def visit(context: BrowserContext, now: str) -> Page:
    """Open the register on a day."""
    context.clock.set_fixed_time(f"{now}T12:00:00+01:00")
    page = context.new_page()
    page.goto("/endringer/")
    return page


def first_visit(context: BrowserContext, now: str) -> Page:
    """Open the register on a day, and ask it to remember the visit."""
    page = visit(context, now)
    page.get_by_role("button", name="Husk dette besøket").click()
    return page


def forget_one(page: Page, place: int) -> None:
    """Let the browser believe that an entry was not there when it looked."""
    page.evaluate(
        "([key, place]) => { const kept = JSON.parse(localStorage[key]); kept.sett.splice(place, 1); localStorage[key] = JSON.stringify(kept); }",
        [KEY, place],
    )


def status(page: Page, n: int, total: int = 4) -> None:
    expect(page.locator(".endringsfilter [role=status]")).to_have_text(f"Viser {n} av {total} endringer")
    expect(page.locator(SHOWN)).to_have_count(n)


def test_filters_by_keyboard(reader: Reader, telemark: Site) -> None:
    """With the keyboard alone a reader narrows the list by two filters, hears how much is left, and sees all again."""
    page = reader.open(telemark, "/endringer/")
    status(page, 4)
    reach(page, "#filter-organ")
    page.keyboard.press("p")  # one letter: those that come late begin another word
    status(page, 2)
    reach(page, "#filter-ar")
    page.keyboard.press("u")
    status(page, 1)
    expect(page.locator(SHOWN)).to_contain_text("Samarbeidsavtalen")
    expect(page.locator("h2:visible", has_text="2024")).to_have_count(0)
    reach(page, ".endringsfilter button")
    page.keyboard.press("Enter")
    status(page, 4)
    expect(page.locator(".endringsfilter button")).to_be_focused()


def test_each_choice_shows_what_is_filed_under_it(reader: Reader, telemark: Site) -> None:
    """Each choice of each filter shows the changes that it names, and no other."""
    page = reader.open(telemark, "/endringer/")
    counted = page.evaluate(COUNT)
    assert {choice.partition("=")[0] for choice in counted} == {"dokument", "organ", "type", "malgruppe", "ar"}
    for choice, n in counted.items():
        name, _, value = choice.partition("=")
        page.select_option(f"#filter-{name}", value)
        status(page, n)
        page.select_option(f"#filter-{name}", "")
    status(page, 4)


def test_the_address_keeps_the_choice(reader: Reader, telemark: Site) -> None:
    """What was chosen stands in the address, and whoever opens that address sees the same."""
    page = reader.open(telemark, "/endringer/")
    page.select_option("#filter-organ", "partnerskapet")
    page.select_option("#filter-dokument", "retningslinjer/1")
    expect(page).to_have_url(f"{telemark.url}/endringer/?dokument=retningslinjer/1&organ=partnerskapet")
    other = reader.open(telemark, page.url.removeprefix(telemark.url))
    status(other, 1)
    expect(other.locator("#filter-organ")).to_have_value("partnerskapet")
    other.reload()
    status(other, 1)
    other.locator(".endringsfilter button").click()
    status(other, 4)
    expect(other).to_have_url(f"{telemark.url}/endringer/")


def test_a_choice_that_is_not_there_any_more(reader: Reader, telemark: Site) -> None:
    """An old link to a body that has approved nothing shows everything, and no empty list."""
    page = reader.open(telemark, "/endringer/?organ=finnes-ikke&type=innhold")
    status(page, 1)
    expect(page.locator("#filter-organ")).to_have_value("")
    expect(page).to_have_url(f"{telemark.url}/endringer/?type=innhold")


@pytest.mark.parametrize("name", ["telemark", "hostile"])
def test_without_script(reader: Reader, site: Callable[[str], Site], name: str) -> None:
    """Without script every change can be read, and nothing is shown that would not work."""
    page = reader.open(site(name), "/endringer/?organ=ssu", java_script_enabled=False)
    assert page.locator(SHOWN).count() == page.locator(".endringspost").count() > 2
    for selector in ("form.endringsfilter", ".besok", ".merke--ny"):
        for found in page.locator(selector).all():
            expect(found).to_be_hidden()


def test_hostile_words_can_be_chosen(reader: Reader, hostile: Site) -> None:
    """An audience that tries to be HTML is a choice like any other."""
    page = reader.open(hostile, "/endringer/")
    total = page.locator(".endringspost").count()
    page.select_option("#filter-malgruppe", index=1)
    status(page, 2, total)
    page.reload()
    status(page, 2, total)


def test_what_is_new_since_last_time(reader: Reader, telemark: Site) -> None:
    """Nothing is kept before the reader asks; the next visit is told when that was, how much is new, and which."""
    context = reader.context(telemark)
    page = visit(context, "2026-11-12")
    notice = page.locator(".besok")
    expect(notice.locator("p").first).to_have_text(OFFER)
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("button", name="Husk dette besøket").press("Enter")
    expect(notice.locator("p").first).to_have_text(REMEMBERED)
    expect(notice).to_contain_text("bare i denne nettleseren")
    expect(page.locator(NEW)).to_have_count(0)
    # The last in the list is also the one without a date: it is new because it was not there.
    forget_one(page, 3)
    page = visit(context, "2026-11-22")
    expect(page.locator(".besok p").first).to_have_text("Siden sist du var her, 12. november 2026: 1 endring")
    expect(page.locator(".endringspost").last.locator(".merke--ny")).to_have_text("Ny siden sist")
    expect(page.locator(".endringspost").last.locator(".merke--ny svg")).to_be_visible()
    expect(page.locator(NEW)).to_have_count(1)


def test_what_is_published_late_is_new(reader: Reader, telemark: Site) -> None:
    """A change with a date before the last visit is new all the same, if it was not there then."""
    context = reader.context(telemark)
    page = first_visit(context, "2026-11-12")
    late = page.locator(".endringspost", has_text="23.10.2019")
    forget_one(page, page.locator(".endringspost").all_inner_texts().index(late.inner_text()))
    page = visit(context, "2026-11-13")
    expect(page.locator(NEW)).to_have_count(1)
    expect(page.locator(".endringspost", has_text="23.10.2019")).to_contain_text("Ny siden sist")


def test_the_visits_of_one_day_are_one(reader: Reader, telemark: Site) -> None:
    """What is new stays new when the page is opened again on the same day, and not on the next."""
    context = reader.context(telemark)
    forget_one(first_visit(context, "2026-11-12"), 0)
    for _ in range(2):
        expect(visit(context, "2026-11-22").locator(NEW)).to_have_count(1)
    page = visit(context, "2026-11-23")
    expect(page.locator(".besok p").first).to_have_text("Siden sist du var her, 22. november 2026: ingen endringer")
    expect(page.locator(NEW)).to_have_count(0)


def test_the_visit_can_be_forgotten(reader: Reader, telemark: Site) -> None:
    """One button, reached by the keyboard, deletes what is kept, takes the marks away and says so."""
    context = reader.context(telemark)
    forget_one(first_visit(context, "2026-11-12"), 0)
    page = visit(context, "2026-11-22")
    reach(page, ".besok button")
    page.keyboard.press("Enter")
    expect(page.locator(".besok p").first).to_have_text("Besøket er glemt.")
    expect(page.locator(".besok button")).to_be_focused()
    expect(page.locator(NEW)).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0
    expect(visit(context, "2026-11-23").locator(".besok p").first).to_have_text(OFFER)


_FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
_FORBIDDEN = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
)


@pytest.mark.parametrize("storage", [_FULL, _FORBIDDEN], ids=["full", "forbidden"])
def test_a_browser_that_keeps_nothing(reader: Reader, telemark: Site, storage: str) -> None:
    """Where nothing can be kept nothing is promised, and the filters work."""
    context = reader.context(telemark)
    context.add_init_script(storage)
    page = visit(context, "2026-11-22")
    status(page, 4)
    page.select_option("#filter-type", "innhold")
    status(page, 1)
    expect(page.locator(".besok")).to_be_hidden()


@pytest.mark.parametrize(
    "kept", ["nei", "null", "7", '{"dag":5,"sett":[]}', '{"dag":"2026-11-12","sett":{}}', '{"dag":"i går","sett":[]}']
)
def test_what_is_kept_may_be_anything(reader: Reader, telemark: Site, kept: str) -> None:
    """What is not a visit is taken for none, and is replaced when the reader asks for it."""
    context = reader.context(telemark)
    visit(context, "2026-11-12").evaluate("([key, kept]) => localStorage.setItem(key, kept)", [KEY, kept])
    page = visit(context, "2026-11-22")
    expect(page.locator(".besok p").first).to_have_text(OFFER)
    page.locator(".besok button").click()
    visit_kept = json.loads(page.evaluate("(key) => localStorage.getItem(key)", KEY))
    assert (visit_kept["dag"], len(visit_kept["sett"])) == ("2026-11-22", 4)


def test_nothing_is_sent(reader: Reader, telemark: Site) -> None:
    """Choosing, coming back and forgetting send nothing anywhere, and keep no cookie."""
    context = reader.context(telemark)
    page = visit(context, "2026-11-12")
    page.wait_for_load_state("networkidle")
    asked = len(reader.requests)
    page.select_option("#filter-type", "innhold")
    for _ in range(2):
        page.locator(".besok button").click()
    page.wait_for_load_state("networkidle")
    # The browser asks for the icon of the site when it has time.
    assert [address for address in reader.requests[asked:] if not address.endswith("/assets/ikon.svg")] == []
    assert all(address.startswith(telemark.url) for address in reader.requests)
    assert context.cookies() == []


def test_the_feed_is_there(reader: Reader, telemark: Site) -> None:
    """The link to the feed leads to a feed, and the head of the page names the same one."""
    page = reader.open(telemark, "/endringer/")
    href = page.get_by_role("link", name="Abonner på endringer (Atom)").get_attribute("href")
    named = page.locator("link[type='application/atom+xml']").get_attribute("href")
    assert href == named == "../endringer/endringer.xml"
    answer = page.request.get("/endringer/endringer.xml")
    assert answer.ok
    assert "<feed xmlns=" in answer.text()
