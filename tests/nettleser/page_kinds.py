"""One page of every kind, and every state of a kind that looks different."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

SCHEMES = ("light", "dark")


def _hits_shown(page: Page) -> None:
    expect(page.locator("[data-sok-treff] a").first).to_be_visible()


def _nothing(_page: Page) -> None:
    pass


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
    Kind("hearings", "/horinger/"),
    Kind("hearings with one open", "/horinger/", "hostile"),
    Kind("meetings", "/moter/"),
    Kind("meeting", "/moter/2024-09-26-partnerskapet/"),
    Kind("case paper", "/saker/2024-03-01-notat/"),
    Kind("organisation", "/organisasjon/"),
    Kind("body of level 1", "/organisasjon/partnerskapet/"),
    Kind("body of level 2", "/organisasjon/ssu/"),
    Kind("body of level 3", "/organisasjon/fsu-barn-og-unge/"),
    Kind("staff", "/organisasjon/sekretariatet/"),
    Kind("glossary", "/ordliste/"),
    Kind("search", "/sok/"),
    Kind("search with hits", "/sok/?sok=pasient", ready=_hits_shown),
    Kind("about", "/om/"),
    Kind("accessibility statement", "/tilgjengelighet/"),
    Kind("style", "/om/stil/"),
    Kind("fields of the files", "/om/felter/"),
    Kind("not found", "/finnes-ikke/"),
    Kind("start in nynorsk", "/", "nynorsk"),
    Kind("guideline in nynorsk", "/retningslinjer/1/", "nynorsk"),
)

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
