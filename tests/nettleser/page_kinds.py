"""One page of every kind, and every state of a kind that looks different."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

SCHEMES = ("light", "dark")


def _hits_shown(page: Page) -> None:
    expect(page.locator("[data-sok-treff] a").first).to_be_visible()


def _search_settled(page: Page) -> None:
    expect(page.locator("[data-sok-treff][data-klar]")).to_be_attached()


def _filters_open(page: Page) -> None:
    expect(page.locator(".sok-brikke").first).to_be_visible()
    page.evaluate("for (const d of document.querySelectorAll('.sok-filter, .sok-filter details')) d.open = true")


def _search_dialog(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").get_by_role("searchbox").fill("pasient")
    expect(page.locator("dialog [data-treff]").first).to_be_visible()
    page.keyboard.press("ArrowDown")


def _search_dialog_empty(page: Page) -> None:
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_be_focused()


def _samples_shown(page: Page) -> None:
    expect(page.locator("[data-sok-prove] [data-treff]").first).to_be_visible()


def _nothing(_page: Page) -> None:
    pass


def _some_are_new(page: Page) -> None:
    page.evaluate("localStorage['avtaleverk:telemark:endringer'] = JSON.stringify({dag: '2026-11-12', sett: []})")
    page.reload()
    expect(page.locator(".endringspost:visible .merke--ny").first).to_be_visible()


def _open_details(page: Page) -> None:
    page.evaluate("for (const d of document.querySelectorAll('.tekst details')) d.open = true")


def _open_all(page: Page) -> None:
    page.evaluate("for (const d of document.querySelectorAll('main details:not(.undermeny)')) d.open = true")


def _open_ways(page: Page) -> None:
    page.evaluate("for (const d of document.querySelectorAll('.saksrad-gang')) d.open = true")


def _open_legend(page: Page) -> None:
    page.locator(".rm-tegnforklaring summary").click()


def _side_by_side(page: Page) -> None:
    page.get_by_label("Side om side").check()


def _links_checked(page: Page) -> None:
    base = "https://prove.example/retningslinjer/2/"
    links = (
        base,
        f"{base}v/1.0/#pkt-4-1",
        f"{base}#pkt-3.v1.1",
        f"{base}v/2.0/",
        "https://prove.example/retningslinje/2/x",
    )
    page.get_by_label("Lenker du vil sjekke").fill(
        " ".join((*links, "https://prove.example/noe", "https://annet.example/"))
    )
    page.get_by_role("button", name="Sjekk lenkene").click()
    expect(page.locator(".lenkefunn").first).to_be_visible()
    page.evaluate("for (const d of document.querySelectorAll('main details:not(.undermeny)')) d.open = true")


def _open_copy(page: Page) -> None:
    page.locator(".punkt-lenke").nth(1).click()
    expect(page.locator(".kopi [data-siter]").first).to_be_visible()


def _open_cite(page: Page) -> None:
    page.locator(".siter summary").click()
    page.locator(".siter [data-siter=tekst]").click()
    expect(page.locator(".siter [role=status]")).not_to_be_empty()


def _open_word(page: Page) -> None:
    page.locator(".forkortelse").first.click()
    expect(page.locator(".ordboks")).to_be_visible()


@dataclass(frozen=True)
class Kind:
    """A page to look at: its name in reports, its address, the site it belongs to, and when it is ready."""

    name: str
    address: str
    site: str = "telemark"
    ready: Callable[[Page], None] = _nothing


KINDS = (
    Kind("start", "/"),
    Kind("register of guidelines", "/retningslinjer/"),
    Kind("register of agreements", "/avtaler/"),
    Kind("guideline", "/retningslinjer/1/"),
    Kind("agreement", "/avtaler/samarbeidsavtalen/"),
    Kind("clause to be copied and cited", "/retningslinjer/1/", ready=_open_copy),
    Kind("text to be cited", "/retningslinjer/1/", ready=_open_cite),
    Kind("abbreviation explained", "/avtaler/nasjonal-avtale/", ready=_open_word),
    Kind("document without text", "/retningslinjer/1/vedlegg/1.1/"),
    Kind("document with none in force", "/avtaler/nasjonal-avtale/", "later"),
    Kind("version in force", "/retningslinjer/1/v/1.0/"),
    Kind("version replaced", "/retningslinjer/1/v/1.0/", "hostile"),
    Kind("version expired", "/avtaler/nasjonal-avtale/v/2019/"),
    Kind("proposal", "/retningslinjer/1/v/0.9/"),
    Kind("proposal on hearing", "/retningslinjer/1/v/3.0/", "hostile"),
    Kind("document with a proposal", "/retningslinjer/1/", "hostile"),
    Kind("attachment", "/retningslinjer/1/vedlegg/1.1/", "hostile"),
    Kind("history", "/retningslinjer/1/historikk/"),
    Kind("history of an agreement", "/avtaler/samarbeidsavtalen/historikk/"),
    Kind("history without text", "/retningslinjer/1/vedlegg/1.1/historikk/"),
    Kind("history of a clause", "/retningslinjer/2/historikk/pkt-5/", "versjoner"),
    Kind("history of a clause taken out", "/retningslinjer/2/historikk/pkt-3.v1.1/", "versjoner"),
    Kind("text with notes", "/retningslinjer/2/", "versjoner", _open_details),
    Kind("text by the address of a clause taken out", "/retningslinjer/2/#pkt-3.v1.1", "versjoner", _open_details),
    Kind("text by an old address", "/retningslinjer/2/#pkt-4-1", "versjoner"),
    Kind("version with notes", "/retningslinjer/2/v/1.0/#pkt-4-1", "versjoner"),
    Kind("proposal with notes", "/retningslinjer/2/v/2.1/", "versjoner"),
    Kind("difference", "/retningslinjer/2/endringer/1.1-til-2.0/", "versjoner", _open_legend),
    Kind("difference over several versions", "/retningslinjer/2/endringer/1.0-til-2.0/", "versjoner"),
    Kind("difference of a proposal", "/avtaler/samarbeidsavtalen/endringer/2022-til-2024/"),
    Kind("difference of the national agreement", "/avtaler/nasjonal-avtale/endringer/2019-til-2024/"),
    Kind("text with files", "/retningslinjer/2/", "filer"),
    Kind("version with files", "/retningslinjer/2/v/1.0/", "filer"),
    Kind("register with the book", "/retningslinjer/", "filer"),
    Kind("texts to take along with the book", "/frakoblet/", "filer"),
    Kind("difference with files", "/retningslinjer/2/endringer/1.1-til-2.0/", "filer"),
    Kind("difference side by side", "/retningslinjer/2/endringer/1.1-til-2.0/", "versjoner", _side_by_side),
    Kind("difference of equal texts", "/retningslinjer/3/endringer/1.0-til-1.1/", "versjoner"),
    Kind("difference in nynorsk", "/avtaler/samarbeidsavtalen/endringer/2022-til-2024/", "nynorsk"),
    Kind("history with a choice", "/retningslinjer/2/historikk/", "versjoner"),
    Kind("hearings", "/horinger/"),
    Kind("hearings with one open", "/horinger/", "hostile"),
    Kind("adoption where nothing is stated", "/tilslutning/", ready=_open_all),
    Kind("adoption on its way", "/tilslutning/", "hostile"),
    Kind("parties", "/parter/"),
    Kind("party with nothing before it", "/parter/skien/"),
    Kind("party with a hearing to answer", "/parter/sykehuset/", "hostile"),
    Kind("party with a text to adopt", "/parter/dalset/", "hostile", _open_all),
    Kind("changes", "/endringer/"),
    Kind("changes with a proposal", "/endringer/", "hostile"),
    Kind("changes narrowed, some new", "/endringer/?organ=partnerskapet", ready=_some_are_new),
    Kind("meetings", "/moter/"),
    Kind("meeting", "/moter/2024-09-26-partnerskapet/"),
    Kind("case paper", "/saker/2024-03-01-notat/"),
    Kind("cases", "/saker/"),
    Kind("meetings of one body", "/moter/organ/partnerskapet/"),
    Kind("meeting with the way of a case", "/moter/2020-11-23-oso/", "finnmark"),
    Kind("cases open and decided", "/saker/", "finnmark", _open_ways),
    Kind("hostile meeting", "/moter/2023-05-10-utvalget/", "hostile"),
    Kind("hearing answer", "/saker/2026-11-10-svar/", "hostile"),
    Kind("organisation", "/organisasjon/"),
    Kind("body of level 1", "/organisasjon/partnerskapet/"),
    Kind("body of level 2", "/organisasjon/ssu/"),
    Kind("body of level 3", "/organisasjon/fsu-barn-og-unge/"),
    Kind("staff", "/organisasjon/sekretariatet/"),
    Kind("body of the past", "/organisasjon/nedre-telemark-helsefellesskap/"),
    Kind("bodies with hostile names", "/organisasjon/", "hostile"),
    Kind("rules", "/organisasjon/regler/", ready=_open_all),
    Kind("rules where there are none", "/organisasjon/regler/", "versjoner"),
    Kind("demands of the law", "/lovkrav/"),
    Kind("demands of the law with covers and deadlines kept", "/lovkrav/", "hostile"),
    Kind("year of today", "/arshjul/"),
    Kind("year with meetings", "/arshjul/2024/"),
    Kind("year with a hearing", "/arshjul/", "hostile"),
    Kind("bodies over time", "/organisasjon/historikk/"),
    Kind("structure in force", "/organisasjon/v/2024-09-26/"),
    Kind("structure replaced, of two fellowships", "/organisasjon/v/for-2022/"),
    Kind("structure proposed", "/organisasjon/v/2024-03-01-forslag/"),
    Kind("difference of structures", "/organisasjon/endringer/2022-til-2024-09-26/", ready=_open_legend),
    Kind("difference of a proposed structure", "/organisasjon/endringer/2022-til-2024-03-01-forslag/"),
    Kind("difference of structures of another community", "/organisasjon/endringer/for-2021-til-2021-02/", "finnmark"),
    Kind("bodies over time in nynorsk", "/organisasjon/historikk/", "nynorsk"),
    Kind("groups of patients", "/pasientgrupper/"),
    Kind("group of patients", "/pasientgrupper/barn-og-unge/"),
    Kind("group of patients in nynorsk", "/pasientgrupper/psykisk-helse-og-rus/", "nynorsk"),
    Kind("group that nothing is marked with", "/pasientgrupper/barn-og-unge/", "finnmark"),
    Kind("theme", "/tema/organisering/"),
    Kind("theme with a hostile name", "/tema/script-window-hacked-script-script/", "hostile"),
    Kind("audience", "/for/kommune/"),
    Kind("glossary", "/ordliste/"),
    Kind("search", "/sok/"),
    Kind("search with hits", "/sok/?sok=pasient", ready=_hits_shown),
    Kind("search with filters", "/sok/?sok=samarbeid&type=avtale&type=retningslinje", ready=_filters_open),
    Kind("search for a place", "/sok/?sok=1+2.3", ready=_hits_shown),
    Kind("search with older texts", "/sok/?sok=pasient&eldre=1", ready=_hits_shown),
    Kind("search with nothing found", "/sok/?sok=zzyzxqwerty", ready=_search_settled),
    Kind("search in nynorsk", "/sok/?sok=pasient&type=avtale", "nynorsk", _filters_open),
    Kind("search dialog", "/retningslinjer/1/", ready=_search_dialog_empty),
    Kind("search dialog with hits", "/retningslinjer/1/", ready=_search_dialog),
    Kind("guideline at a point", "/retningslinjer/1/#pkt-2-3"),
    Kind("links to the texts", "/lenk/"),
    Kind("ways to link", "/lenk/retningslinjer/1/"),
    Kind("ways to link to what has no text", "/lenk/retningslinjer/1/vedlegg/1.1/"),
    Kind("ways to link to a hostile title", "/lenk/retningslinjer/1/", "hostile"),
    Kind("ways to link in nynorsk", "/lenk/retningslinjer/1/", "nynorsk"),
    Kind("card", "/innbygg/retningslinjer/1/"),
    Kind("card without text", "/innbygg/retningslinjer/1/vedlegg/1.1/"),
    Kind("card with a hostile title", "/innbygg/retningslinjer/1/", "hostile"),
    Kind("about", "/om/"),
    Kind("accessibility statement", "/tilgjengelighet/"),
    Kind("style", "/om/stil/", ready=_samples_shown),
    Kind("fields of the files", "/om/felter/"),
    Kind("open data", "/om/data/"),
    Kind("open data in nynorsk", "/om/data/", "nynorsk"),
    Kind("handbook", "/handbok/"),
    Kind("task with a picture", "/handbok/send-pa-horing/"),
    Kind("task with a table and an answer", "/handbok/nar-noe-er-galt/"),
    Kind("task in a site in nynorsk", "/handbok/publiser-nettstedet/", "nynorsk"),
    Kind("texts without a network", "/frakoblet/"),
    Kind("not found", "/finnes-ikke/"),
    Kind("text that was taken away", "/retningslinjer/9/", "moved"),
    Kind("note about a point that was taken away", "/retningslinjer/1/#pkt-7", "moved"),
    Kind("start of another community", "/", "finnmark"),
    Kind("organisation of another community", "/organisasjon/", "finnmark"),
    Kind("body with observers who may speak", "/organisasjon/su/", "finnmark"),
    Kind("body with numbers not stated", "/organisasjon/partnerskapsmotet/", "finnmark"),
    Kind("adoption of which nothing is stated", "/tilslutning/", "finnmark"),
    Kind("proposal in Northern Sami", "/retningslinjer/samisk-sprakomrade/v/1.0/", "finnmark"),
    Kind("start in nynorsk", "/", "nynorsk"),
    Kind("guideline in nynorsk", "/retningslinjer/1/", "nynorsk"),
    Kind("link watch, empty", "/lenk/sjekk/"),
    Kind("link watch with findings", "/lenk/sjekk/", "versjoner", _links_checked),
    Kind("link watch in nynorsk", "/lenk/sjekk/", "nynorsk"),
    Kind("choice of two documents", "/sammenlign/", "shared"),
    Kind("choice where nothing is shared", "/sammenlign/"),
    Kind("two documents side by side", "/sammenlign/retningslinjer-2-og-retningslinjer-3/", "shared"),
    Kind("hostile documents side by side", "/sammenlign/retningslinjer-2-og-retningslinjer-4/", "shared"),
    Kind("two documents that share nothing", "/sammenlign/avtaler-nasjonal-avtale-og-avtaler-samarbeidsavtalen/"),
)

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def _template(kind: Kind) -> tuple[str, ...]:
    """Return what tells one template from another: the part of the site, how deep the page lies, and its state."""
    parts = re.split("[?#]", kind.address)[0].strip("/").split("/")
    within = next((part for part in parts if part in {"v", "endringer", "historikk", "vedlegg"}), "")
    return parts[0], within or str(len(parts)), kind.ready.__name__


# The first kind of each template: where words and standing make no difference, one page of it says as much as all.
EACH = tuple({_template(kind): kind for kind in reversed(KINDS)}.values())
each_template = pytest.mark.parametrize("kind", EACH, ids=lambda kind: kind.name)
