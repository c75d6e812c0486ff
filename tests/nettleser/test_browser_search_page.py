"""The search page shows hits as places, narrows them, and keeps its state in the address."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from reader import Reader
from search_engine import FSU, let_answer, stand_in
from site_server import Site

pytestmark = pytest.mark.nettleser


def _open(reader: Reader, site: Site, address: str, **other: object) -> Page:
    context = reader.context(site)
    stand_in(context, **other)
    page = context.new_page()
    page.goto(address)
    return page


def _settled(page: Page, query: str) -> Locator:
    expect(page.locator("[data-sok-treff]")).to_have_attribute("data-klar", query)
    return page.locator("[data-sok-treff] > li")


def test_a_hit_says_where_it_is(reader: Reader, telemark: Site) -> None:
    """A hit names document and number, has its heading as its one link, and tells version, status and words found."""
    page = _open(reader, telemark, "/sok/?sok=utvalg")
    hit = _settled(page, "utvalg").first
    expect(hit.locator(".treff-sted")).to_have_text("Retningslinje 1 · 2.3")
    expect(hit.get_by_role("link")).to_have_count(1)
    expect(hit.get_by_role("heading", level=2)).to_have_text("Faglig samarbeidsutvalg, Retningslinje 1 2.3")
    assert hit.locator("a[data-treff]").get_attribute("href") == f"{telemark.url}/{FSU}"
    expect(hit.locator(".treff-hvor")).to_contain_text("Ansvar og oppgaver")
    expect(hit.locator(".treff-hvor")).to_contain_text("versjon 1.0")
    expect(hit.locator(".merke--gjeldende")).to_have_text("Gjeldende")
    expect(hit.locator("mark")).to_have_text("utvalg")
    expect(hit.locator(".treff-utdrag")).to_have_text("Et utvalg <b>møtes</b>.")


def test_the_whole_card_leads_on(reader: Reader, telemark: Site) -> None:
    """A press on the excerpt, far from the heading, opens the hit as well."""
    page = _open(reader, telemark, "/sok/?sok=utvalg")
    _settled(page, "utvalg")
    box = page.locator(".treff-utdrag").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 10, box["y"] + box["height"] / 2)
    page.wait_for_url(f"**/{FSU}")


def test_what_is_in_another_language_says_so(reader: Reader, telemark: Site) -> None:
    """The heading of a text in Northern Sami is marked as that, and what the site itself says is not."""
    page = _open(reader, telemark, "/sok/?sok=utvalg")
    hit = _settled(page, "utvalg").filter(has_text="Sámegiella")
    assert hit.get_by_text("Sámegiella").get_attribute("lang") == "se"
    assert hit.locator(".merke").evaluate("e => e.closest('[lang]').lang") == "nb"


def test_more_hits_ten_at_a_time(reader: Reader, telemark: Site) -> None:
    """The button adds ten hits, puts the focus on the first new one, and is gone when all are shown."""
    page = _open(reader, telemark, "/sok/?sok=mange")
    hits, more = _settled(page, "mange"), page.locator("[data-sok-flere]")
    expect(page.get_by_role("status")).to_have_text("23 treff på «mange».")
    expect(hits).to_have_count(10)
    more.press("Enter")
    expect(hits).to_have_count(20)
    expect(hits.nth(10).get_by_role("link")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("Viser 20 av 23 treff")
    expect(more).to_have_text("Vis 3 flere")
    more.press("Enter")
    expect(hits).to_have_count(23)
    expect(more).to_be_hidden()
    page.reload()
    expect(hits).to_have_count(23)


def test_filters_narrow_and_are_in_the_address(reader: Reader, telemark: Site) -> None:
    """A chosen filter narrows the hits, shows as a chip and in the address, and holds when the page is loaded anew."""
    page = _open(reader, telemark, "/sok/?sok=utvalg")
    hits = _settled(page, "utvalg")
    expect(hits).to_have_count(4)
    page.get_by_role("checkbox", name="Avtale (12)").check()
    expect(hits).to_have_count(1)
    expect(page).to_have_url(f"{telemark.url}/sok/?sok=utvalg&type=avtale")
    expect(page.locator(".sok-brikke")).to_have_text("Fjern Type treff: Avtale")
    page.reload()
    expect(hits).to_have_count(1)
    expect(page.get_by_role("checkbox", name="Avtale (12)")).to_be_checked()


def test_back_and_forward(reader: Reader, telemark: Site) -> None:
    """Each narrowed search and each search that was sent is a step back; the letters typed on the way are not."""
    page = _open(reader, telemark, "/sok/?sok=utvalg")
    hits = _settled(page, "utvalg")
    page.get_by_role("checkbox", name="Avtale (12)").check()
    page.get_by_label("Ta med forslag, eldre versjoner, møter og saker").check()
    page.locator("input[name=sok]").fill("")
    page.locator("input[name=sok]").press_sequentially("mange")
    _settled(page, "mange")
    page.go_back()
    _settled(page, "utvalg")
    expect(page).to_have_url(f"{telemark.url}/sok/?sok=utvalg&type=avtale&eldre=1")
    expect(page.locator("input[name=sok]")).to_have_value("utvalg")
    page.go_back()
    expect(page.get_by_label("Ta med forslag, eldre versjoner, møter og saker")).not_to_be_checked()
    page.go_back()
    expect(hits).to_have_count(4)
    expect(page.get_by_role("checkbox", name="Avtale (12)")).not_to_be_checked()
    page.go_forward()
    expect(hits).to_have_count(1)
    expect(page.get_by_role("checkbox", name="Avtale (12)")).to_be_checked()


def test_chips_take_filters_away(reader: Reader, telemark: Site) -> None:
    """A chip takes its filter away and hands the focus on: to the next chip, and after the last to the field."""
    page = _open(reader, telemark, "/sok/?sok=utvalg&type=avtale&tema=t9")
    hits = _settled(page, "utvalg")
    expect(hits).to_have_count(1)
    chips = page.locator(".sok-brikke")
    expect(chips).to_have_text(["Fjern Type treff: Avtale", "Fjern Tema: tema 9", "Fjern alle filtre"])
    chips.first.press("Enter")
    expect(chips).to_have_text(["Fjern Tema: tema 9"])
    expect(chips.first).to_be_focused()
    expect(page.get_by_role("checkbox", name="Avtale (12)")).not_to_be_checked()
    chips.first.press("Enter")
    expect(chips).to_have_count(0)
    expect(page.locator("input[name=sok]")).to_be_focused()
    expect(hits).to_have_count(4)
    expect(page).to_have_url(f"{telemark.url}/sok/?sok=utvalg")


def test_a_long_group_shows_its_first(reader: Reader, telemark: Site) -> None:
    """Of nine themes seven are shown; the rest are behind a button, which is open where one of them is chosen."""
    page = _open(reader, telemark, "/sok/?sok=utvalg")
    _settled(page, "utvalg")
    last = page.get_by_label("tema 9", exact=False)
    expect(last).to_be_hidden()
    page.get_by_text("2 til å velge mellom").click()
    last.check()
    page.reload()
    expect(last).to_be_checked()
    expect(last).to_be_visible()


def test_filters_on_a_phone(reader: Reader, telemark: Site) -> None:
    """On a phone the filters lie behind one button that counts those chosen."""
    page = _open(reader, telemark, "/sok/?sok=utvalg&type=avtale")
    page.set_viewport_size({"width": 360, "height": 800})
    _settled(page, "utvalg")
    button = page.locator(".sok-filter > summary")
    expect(page.get_by_role("checkbox", name="Avtale (12)")).to_be_hidden()
    expect(button).to_have_text("Avgrens søket (1)")
    button.click()
    expect(page.get_by_role("checkbox", name="Avtale (12)")).to_be_checked()


def test_a_filter_that_nothing_has(reader: Reader, telemark: Site) -> None:
    """What an address asks for and no text has, is not chosen and narrows nothing."""
    page = _open(reader, telemark, "/sok/?sok=utvalg&type=finnes-ikke&tema=t1")
    expect(_settled(page, "utvalg")).to_have_count(3)
    expect(page.locator(".sok-brikke")).to_have_text(["Fjern Tema: tema 1"])


def test_older_texts_are_a_choice_and_say_so(reader: Reader, telemark: Site) -> None:
    """Proposals and older versions come when asked for, each with its status and a sentence that it does not apply."""
    page = _open(reader, telemark, "/sok/?sok=utvalg")
    hits = _settled(page, "utvalg")
    expect(page.locator(".merke:not(.merke--gjeldende)")).to_have_count(0)
    page.get_by_label("Ta med forslag, eldre versjoner, møter og saker").check()
    expect(hits).to_have_count(7)
    for tone, status, words in (
        ("forslag", "På høring", "Forslag, gjelder ikke"),
        ("historisk", "Erstattet", "Eldre versjon, gjelder ikke lenger"),
        ("utlopt", "Utløpt", "Gjelder ikke lenger"),
    ):
        where = page.locator(f".treff--{tone} .treff-hvor")
        expect(where.locator(".merke")).to_have_text(status)
        expect(where.locator("strong")).to_have_text(words)
    expect(page.locator(".treff--gjeldende strong")).to_have_count(0)
    expect(page).to_have_url(f"{telemark.url}/sok/?sok=utvalg&eldre=1")


def test_a_place_that_is_meant_comes_first(reader: Reader, telemark: Site) -> None:
    """A query that can mean one place has it as its first row and not once more below; Enter goes there."""
    page = _open(reader, telemark, "/sok/")
    field = page.locator("input[name=sok]")
    field.press_sequentially("1 2.3")
    hits = _settled(page, "1 2.3")
    expect(hits).to_have_count(1)
    expect(hits.first).to_have_text("Gå til Retningslinje 1 punkt 2.3")
    expect(page.get_by_role("status")).to_contain_text("Enter fører til Retningslinje 1 punkt 2.3.")
    field.press("Enter")
    page.wait_for_url(f"**/{FSU}")
    page.go_back()
    _settled(page, "1 2.3")


def test_enter_before_the_answer(reader: Reader, telemark: Site) -> None:
    """Whoever is faster than the search comes to the place all the same, also from the start page, and back again."""
    page = _open(reader, telemark, "/")
    page.locator("input[name=sok]").fill("1 2.3")
    page.locator("input[name=sok]").press("Enter")
    page.wait_for_url(f"**/{FSU}")
    page.go_back()
    expect(page).to_have_url(f"{telemark.url}/")
    page.locator("input[name=sok]").fill("utvalg")
    page.locator("input[name=sok]").press("Enter")
    _settled(page, "utvalg")
    expect(page).to_have_url(f"{telemark.url}/sok/?sok=utvalg")


def test_an_address_that_was_kept_shows_its_hits(reader: Reader, telemark: Site) -> None:
    """Opened by its address, a search stays on its page even where one place is meant."""
    page = _open(reader, telemark, "/sok/?sok=1+2.3")
    _settled(page, "1 2.3")
    assert page.url == f"{telemark.url}/sok/?sok=1+2.3"


def test_nothing_found_helps_on(reader: Reader, telemark: Site) -> None:
    """Without hits there is advice, a way to take the filters away, to ask older texts too, and to the list."""
    page = _open(reader, telemark, "/sok/?sok=ukjent&type=avtale")
    _settled(page, "ukjent")
    expect(page.get_by_role("status")).to_have_text("Ingen treff på «ukjent».")
    help_ = page.locator("[data-sok-tomt]")
    expect(help_).to_contain_text("Prøv færre ord")
    help_.get_by_role("button", name="Fjern alle filtre").click()
    expect(page).to_have_url(f"{telemark.url}/sok/?sok=ukjent")
    help_.get_by_role("button", name="Ta med forslag, eldre versjoner, møter og saker").click()
    expect(page).to_have_url(f"{telemark.url}/sok/?sok=ukjent&eldre=1")
    help_.get_by_role("button", name="Se alle punkter i kraft").click()
    expect(page.locator(".punktregister a").first).to_be_visible()
    expect(page.locator(".punktregister summary")).to_be_focused()


def test_the_newest_answer_wins(reader: Reader, telemark: Site) -> None:
    """A slow answer to what was typed first never covers the answer to what was typed last."""
    page = _open(reader, telemark, "/sok/")
    field = page.locator("input[name=sok]")
    field.fill("ut")
    page.wait_for_timeout(150)
    field.fill("utvalg")
    _settled(page, "utvalg")
    page.wait_for_timeout(600)
    expect(page.locator("[data-sok-treff]")).not_to_contain_text("For sent")
    expect(page.get_by_role("status")).to_contain_text("«utvalg»")


def test_letters_typed_early_are_kept(reader: Reader, telemark: Site) -> None:
    """What was typed before the script of the search had come is still there, and is searched for."""
    context = reader.context(telemark)
    stand_in(context)
    page = context.new_page()
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/sok/ord.json", hold)
    page.goto("/sok/")
    page.locator("input[name=sok]").press_sequentially("utv")
    while not waiting:
        page.wait_for_timeout(20)
    waiting[0].continue_()
    page.locator("input[name=sok]").press_sequentially("alg")
    _settled(page, "utvalg")
    expect(page.locator("input[name=sok]")).to_have_value("utvalg")


def test_an_index_that_is_broken(reader: Reader, telemark: Site) -> None:
    """Where the search fails, the page says so and opens the list of points."""
    page = _open(reader, telemark, "/sok/?sok=utvalg", broken=True)
    expect(page.get_by_role("status")).to_have_text("Søket virker ikke nå. Bruk lista under.")
    expect(page.locator(".punktregister a").first).to_be_visible()


@pytest.mark.parametrize("lost", ["**/assets/sok.js*", "**/assets/sokeside.js*", "**/sok/ord.json"])
def test_a_part_that_cannot_be_had(reader: Reader, telemark: Site, lost: str) -> None:
    """Where the script or the words of the search cannot be had, the page says so and opens the list of points."""
    context = reader.context(telemark)
    context.route(lost, lambda route: route.abort())
    page = context.new_page()
    page.goto("/sok/?sok=utvalg")
    expect(page.get_by_role("status")).to_have_text("Søket virker ikke nå. Bruk lista under.")
    expect(page.locator(".punktregister a").first).to_be_visible()
    assert all("ERR_FAILED" in fault for fault in reader.faults)
    reader.faults.clear()


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the Tab key never comes to {selector}")


def test_find_filter_open_and_cite_by_keyboard(reader: Reader, telemark: Site) -> None:
    """The whole task without a mouse: type, narrow, open the hit, and copy a citation of the point one landed on."""
    context = reader.context(telemark, permissions=["clipboard-read", "clipboard-write"])
    stand_in(context)
    page = context.new_page()
    page.goto("/sok/")
    expect(page.locator("input[name=sok]")).to_be_focused()
    page.keyboard.type("utvalg")
    hits = _settled(page, "utvalg")
    _tab_to(page, "[name=type][value=retningslinje]")
    page.keyboard.press("Space")
    expect(hits).to_have_count(2)
    _tab_to(page, "a[data-treff]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{FSU}")
    expect(page.locator("#pkt-2-3")).to_be_focused()
    _tab_to(page, ".punkt-lenke")
    page.keyboard.press("Enter")
    _tab_to(page, ".kopi [data-siter=tekst]")
    page.keyboard.press("Enter")
    expect(page.locator(".kopi [role=status]")).not_to_be_empty()
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert copied.startswith("Retningslinje 1 pkt 2.3")
    assert f"/{FSU}" in copied


_SHIFTS = """new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.__moved = (window.__moved ?? 0) + entry.value;
}).observe({ type: "layout-shift", buffered: true })"""


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("address", ["/sok/", "/sok/?sok=utvalg&type=avtale"])
def test_nothing_jumps(reader: Reader, telemark: Site, address: str, width: int) -> None:
    """When filters, chips and hits come, nothing that a reader sees already moves."""
    context = reader.context(telemark, width=width)
    stand_in(context)
    context.add_init_script(_SHIFTS)
    page = context.new_page()
    page.goto(address)
    _settled(page, "utvalg" if "utvalg" in address else "")
    expect(page.locator("[data-sok-grupper] fieldset").first).to_be_attached()
    page.wait_for_timeout(200)
    assert page.evaluate("window.__moved ?? 0") <= 0.01


@pytest.mark.parametrize(
    ("then", "within", "goes_to"),
    [("utvalg", "li >> nth=2", "li >> nth=2"), ("1 2.3", "li >> nth=9", "li >> nth=0"), ("ukjent", "li >> nth=0", "")],
)
def test_focus_in_hits_that_are_replaced(reader: Reader, telemark: Site, then: str, within: str, goes_to: str) -> None:
    """Whoever goes on before the answer stays at that place of the list, or its last, or in the field of an empty one."""
    page = _open(reader, telemark, "/sok/?sok=mange", held=[then])
    _settled(page, "mange")
    field, hits = page.locator("input[name=sok]"), page.locator("[data-sok-treff]")
    field.fill(then)
    hits.locator(f"{within} >> a").focus()
    let_answer(page)
    _settled(page, then)
    expect(hits.locator(f"{goes_to} >> a") if goes_to else field).to_be_focused()


def test_focus_on_a_button_that_goes_away(reader: Reader, telemark: Site) -> None:
    """Where the answer has no more hits to show, whoever stood at the button for more is in the field."""
    page = _open(reader, telemark, "/sok/?sok=mange", held=["utvalg"])
    _settled(page, "mange")
    page.locator("input[name=sok]").fill("utvalg")
    page.locator("[data-sok-flere]").focus()
    expect(page.locator("[data-sok-flere]")).to_be_focused()
    let_answer(page)
    _settled(page, "utvalg")
    expect(page.locator("[data-sok-flere]")).to_be_hidden()
    expect(page.locator("input[name=sok]")).to_be_focused()


def test_in_nynorsk(reader: Reader, nynorsk: Site) -> None:
    """The words of the search are in the language of the site."""
    page = _open(reader, nynorsk, "/sok/?sok=ukjent")
    _settled(page, "ukjent")
    expect(page.get_by_label("Ta med forslag, eldre versjonar, møte og saker")).to_be_visible()
    expect(page.get_by_role("button", name="Sjå alle punkt i kraft")).to_be_visible()
