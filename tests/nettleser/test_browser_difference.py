"""The page of a difference, the notes beside the clauses, and old addresses, as readers meet them."""

import re

import pytest
from playwright.sync_api import Page, expect
from reader import Reader, until
from site_server import Site

pytestmark = pytest.mark.nettleser

DIFFERENCE = "/retningslinjer/2/endringer/1.1-til-2.0/"
IN_FORCE = "/retningslinjer/2/"
OLD = "/retningslinjer/2/v/1.0/"


def _focus_id(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.className"))


def test_buttons_lead_from_change_to_change(reader: Reader, versjoner: Site) -> None:
    """«Neste endring» shows the first change, then the next; «Forrige endring» goes back; both say which of how many."""
    page = reader.open(versjoner, DIFFERENCE)
    status = page.locator("[data-endringer] [data-status]")
    page.get_by_role("button", name="Neste endring").press("Enter")
    total = page.locator(".rm-tekst [id^='endring-']:not([id$='-fra'])").count()
    expect(status).to_have_text(f"Endring 1 av {total}")
    expect(page.locator(".rm-her")).to_be_in_viewport()
    page.get_by_role("button", name="Neste endring").press("Enter")
    expect(status).to_have_text(f"Endring 2 av {total}")
    page.get_by_role("button", name="Forrige endring").press("Enter")
    expect(status).to_have_text(f"Endring 1 av {total}")


def test_keys_work_in_the_text_alone(reader: Reader, versjoner: Site) -> None:
    """N and F go from change to change once the reader stands in the text, and do nothing elsewhere (WCAG 2.1.4)."""
    page = reader.open(versjoner, DIFFERENCE)
    page.locator("h1").click()
    page.keyboard.press("n")
    expect(page.locator(".rm-her")).to_have_count(0)
    page.locator(".rm-tekst").focus()
    page.keyboard.press("n")
    expect(page.locator(".rm-her")).to_be_in_viewport()
    assert _focus_id(page) == "endring-1"
    page.keyboard.press("n")
    assert _focus_id(page) == "endring-2"
    page.keyboard.press("f")
    assert _focus_id(page) == "endring-1"
    page.keyboard.press("Control+n")
    assert _focus_id(page) == "endring-1"


def test_buttons_keep_to_what_is_shown(reader: Reader, versjoner: Site) -> None:
    """In a view that hides a change the buttons pass it by."""
    page = reader.open(versjoner, DIFFERENCE)
    page.get_by_label("Bare ny tekst").check()
    page.get_by_role("button", name="Neste endring").click()
    shown = page.evaluate(
        "[...document.querySelectorAll('.rm-tekst [id^=endring-]')].filter(e => e.checkVisibility()).length"
    )
    everything = page.locator(".rm-tekst [id^='endring-']:not([id$='-fra'])").count()
    assert 0 < shown < everything
    expect(page.locator("[data-status]")).to_have_text(f"Endring 1 av {shown}")


def test_table_of_changes_leads_to_the_marks(reader: Reader, versjoner: Site) -> None:
    """Without script each row of the table leads to the change it tells of."""
    page = reader.open(versjoner, DIFFERENCE, java_script_enabled=False)
    links = page.locator(".rm-endringer a")
    assert links.count() >= 5
    for link in links.all():
        target = page.locator(link.get_attribute("href") or "#nowhere")
        expect(target).to_have_count(1)
    links.nth(1).click()
    expect(page.locator(".rm-rad:target")).to_be_in_viewport()


def test_views_by_keyboard(reader: Reader, versjoner: Site) -> None:
    """The four views are chosen with the arrow keys, and each shows the text that it is named after."""
    page = reader.open(versjoner, DIFFERENCE, java_script_enabled=False)
    text = page.locator(".rm-tekst")
    page.get_by_label("Rødmerket").focus()
    expect(text).to_contain_text("Meldingen sendes elektronisk")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Bare ny tekst")).to_be_checked()
    gone, come = text.locator("h2", has_text="Faks"), text.locator("h2", has_text="Legemidler")
    expect(gone).to_be_hidden()
    expect(come).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(gone).to_be_visible()
    expect(come).to_be_hidden()


def test_marks_are_read_out_in_order(reader: Reader, versjoner: Site) -> None:
    """A screen reader hears «slettet» and «lagt til» before the words they concern, in the order of the text."""
    page = reader.open(versjoner, DIFFERENCE)
    heard = page.locator(".rm-tekst").aria_snapshot()
    order = [
        heard.index(words)
        for words in (
            "slettet: 24",
            "lagt til: 12",
            "lagt til: innen klokka 15",
            "Slettet punkt",
            "Nytt nummer: 4 → 3",
            "Nytt punkt",
        )
    ]
    assert order == sorted(order), heard
    assert "deletion" in heard
    assert "insertion" in heard


def test_contents_tell_what_happened(reader: Reader, versjoner: Site) -> None:
    """The marked contents say in words which points are new, gone, changed or have another number."""
    page = reader.open(versjoner, DIFFERENCE)
    heard = " ".join(page.locator(".innhold--merket li").all_inner_texts())
    for said in ("Faks slettet", "Legemidler ny", "Epikrise endret", "4 → 3"):
        assert said in re.sub(r"\s+", " ", heard), heard
    page.locator(".innhold--merket a", has_text="Legemidler").click()
    expect(page.locator(".rm-tekst h2:target")).to_be_in_viewport()


@pytest.mark.parametrize("script", [True, False])
def test_choosing_two_versions(reader: Reader, versjoner: Site, script: bool) -> None:  # noqa: FBT001 - a case
    """Two lists and a button lead to the difference of any two versions, with script or without."""
    page = reader.open(versjoner, DIFFERENCE, java_script_enabled=script)
    answer = page.locator(".velger-svar")
    page.get_by_label("Fra versjon").select_option("2.1")
    page.get_by_label("Til versjon").select_option("1.0")
    shown = answer.get_by_role("link")
    expect(shown).to_have_count(1)
    expect(shown).to_have_text("Vis endringene fra 1.0 til 2.1")
    page.get_by_label("Fra versjon").select_option("1.0")
    expect(answer.get_by_text("Velg to ulike versjoner.")).to_be_visible()
    expect(shown).to_have_count(0)
    page.get_by_label("Til versjon").select_option("1.1")
    shown.click()
    expect(page.locator("h1")).to_have_text("Endringer fra versjon 1.0 til 1.1")


def test_print(reader: Reader, versjoner: Site) -> None:
    """On paper the marks are underlined and struck, and nothing that needs a screen is left."""
    page = reader.open(versjoner, DIFFERENCE)
    page.emulate_media(media="print")
    for unwanted in (".endringsknapper", ".velger", ".rm-valg", ".innhold", ".topp"):
        expect(page.locator(unwanted).first).to_be_hidden()
    lines = page.evaluate(
        "['ins', 'del'].map((t) => getComputedStyle(document.querySelector(`.rm-tekst ${t}`)).textDecorationLine)"
    )
    assert lines == ["underline", "line-through"]


@pytest.mark.parametrize("script", [True, False])
def test_what_it_said_before_opens_in_place(reader: Reader, versjoner: Site, script: bool) -> None:  # noqa: FBT001 - a case
    """The mark beside a clause opens by keyboard, with script or without, and shows what the clause said before."""
    page = reader.open(versjoner, IN_FORCE, java_script_enabled=script)
    mark = page.locator("details.sist-endret summary").first
    expect(mark).to_have_text("Sist endret i versjon 2.0, SSU 14.03.2025")
    mark.focus()
    page.keyboard.press("Enter")
    old = page.locator("details.sist-endret").first
    expect(old.get_by_text("innen 24 timer")).to_be_visible()
    old.get_by_role("link", name="Punktets historie").click()
    expect(page.locator("h1")).to_contain_text("Punktets historie: 2 Tidligmelding")


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(
    ("anchor", "said"),
    [
        ("pkt-4-1", "I versjon 1.1 var dette punkt 4.1. Nå er det punkt 3.1."),
        ("pkt-3", "I versjon 1.1 hørte dette nummeret til «Faks»."),
        ("pkt-3.v1.1", "Punkt 3 ble tatt ut i versjon 2.0"),
    ],
)
def test_old_address_of_a_clause(reader: Reader, versjoner: Site, anchor: str, said: str, script: bool) -> None:  # noqa: FBT001 - cases
    """An address made for an earlier version shows where the clause is now, or that it is gone; others do not see it."""
    page = reader.open(versjoner, f"{IN_FORCE}#{anchor}", java_script_enabled=script)
    note = page.get_by_text(said)
    expect(note).to_be_visible()
    expect(note).to_be_in_viewport()
    page = reader.open(versjoner, IN_FORCE, java_script_enabled=script)
    expect(page.get_by_text(said)).to_be_hidden()


def test_removed_clause_shows_its_last_text(reader: Reader, versjoner: Site) -> None:
    """The note of a clause that is gone opens its last text."""
    page = reader.open(versjoner, f"{IN_FORCE}#pkt-3.v1.1")
    page.locator(".utgatt summary").click()
    expect(page.locator(".utgatt").get_by_text("Kommunen bekrefter at faksen er mottatt.")).to_be_visible()


def test_fixed_link_warns_of_that_clause_alone(reader: Reader, versjoner: Site) -> None:
    """An old version warns at clauses that have changed since, and says of the one that was asked for that it has not."""
    page = reader.open(versjoner, f"{OLD}#pkt-4-1")
    expect(page.locator("#pkt-4-1").locator("xpath=../following-sibling::p[1]")).to_contain_text(
        "Punktet står likt i versjon 2.0"
    )
    warned = page.locator(".siden--endret")
    assert warned.count() == 4
    expect(page.locator("#pkt-3").locator("xpath=../following-sibling::p[1]")).to_contain_text(
        "Punktet er tatt ut siden."
    )


def test_way_to_the_text_in_force_keeps_the_clause(reader: Reader, versjoner: Site) -> None:
    """From a clause of an old version, the first link of the bar leads to that clause where it is now."""
    page = reader.open(versjoner, f"{OLD}#pkt-4-1")
    page.get_by_role("link", name="Les gjeldende tekst").click()
    expect(page).to_have_url(re.compile(r"/retningslinjer/2/#pkt-3-1$"))
    expect(page.locator("#pkt-3-1")).to_be_in_viewport()


def test_copied_link_follows_the_clause(reader: Reader, versjoner: Site) -> None:
    """Copied from an old version, the link to the text in force has the number of today, the fixed one that of then."""
    context = reader.context(versjoner, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(OLD)
    page.locator('.punkt-lenke[href="#pkt-4-1"]').click()
    page.locator(".kopi button").first.click()
    expect(page.locator(".kopi [role=status]")).not_to_be_empty()
    assert str(page.evaluate("navigator.clipboard.readText()")).endswith("/retningslinjer/2/#pkt-3-1")
    page.locator(".kopi button").nth(1).click()
    until(page, "async () => (await navigator.clipboard.readText()).includes('/v/')")
    assert str(page.evaluate("navigator.clipboard.readText()")).endswith("/retningslinjer/2/v/1.0/#pkt-4-1")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-22", "23 dager igjen"),
        ("2026-12-14", "1 dag igjen"),
        ("2026-12-15", "siste dag er i dag"),
        ("2026-12-16", "fristen er ute"),
    ],
)
def test_days_left_are_counted_anew(reader: Reader, versjoner: Site, day: str, said: str) -> None:
    """A page that was built last week still tells how many days are left today."""
    page = reader.open(versjoner, IN_FORCE, now=day)
    expect(page.locator(".beskjed--forslag")).to_contain_text(said)


def test_proposal_is_named_in_the_text_in_force(reader: Reader, versjoner: Site) -> None:
    """The text in force names the points that a proposal changes, marks them, and leads to the difference."""
    page = reader.open(versjoner, IN_FORCE)
    expect(page.locator(".beskjed--forslag")).to_contain_text("Forslag til endring i punkt 3.1 og 6")
    expect(page.locator(".forslag-merke")).to_have_count(2)
    page.locator(".forslag-merke a").first.click()
    expect(page.locator("h1")).to_have_text("Forslag: endringer fra versjon 2.0 til 2.1")
    expect(page.locator(".rm-tekst :target")).to_be_in_viewport()
