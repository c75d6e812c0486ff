"""Two texts with every kind of change between them, and the page of a redline as a strict host would serve it."""

import re
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route
from reader import Reader
from site_server import ROOT, Site

from avtaleverk.redline import compare

OLD = """\
Avtalen gjelder mellom kommunene og helseforetaket.

## 1 Formål

Formålet er å gi pasientene et helhetlig tilbud. Partene skal samarbeide tett om innleggelse og utskrivning.

Avtalen bygger på [loven](https://lovdata.no/lov/2011-06-24-30) og på nasjonale råd.

## 2 Ansvar

Kommunen har ansvar for pasienten etter utskrivning. Helseforetaket har ansvar for behandling i sykehuset. Partene
deler ansvaret for opplæring av ansatte.

- Sykehuset melder fra innen 24 timer
- Kommunen bekrefter mottak av meldingen
    - Bekreftelsen sendes elektronisk
- Koordinatoren kaller inn til samarbeidsmøte når det trengs
- Fastlegen får kopi

### 2.1 Legemidler

Oppdatert legemiddelliste følger alltid pasienten ved utskrivning. Se [veilederen](https://www.helsedirektoratet.no/veiledere/legemiddelgjennomgang).

> Ingen skal møte tjenesten alene.

## 3 Beredskap

Partene øver sammen hvert år. Øvelsen planlegges av beredskapsutvalget.

Utvalget rapporterer til partnerskapsmøtet hver høst, og følger opp det som ikke virket.

- Kommunene stiller med egne øvingsledere
- Sykehuset stiller med lokaler

## 4 Økonomi

Hver part dekker sine egne utgifter til møter og reiser.

## 5 Frister

| Oppgave | Ansvarlig | Frist | Merknad |
|---|---|:---:|---|
| Felles kurs i ernæring | Sykehuset | 2025 | Årlig |
| Plan for beredskap | Kommunene | 2025 | Ny |
| Ny veileder for fall | Utvalget | 2025 | Felles |

Innmelding
:   Å varsle om en pasient som trenger tjenester.

Partnerskapsmøte
:   Det øverste organet i helsefellesskapet.

Et eksempel på en melding:

    emne: innmelding
    frist: 24

![Flyten mellom sykehus og kommune](flyt.png)

## 6 Varighet

Avtalen gjelder i fire år, og kan sies opp med **ett** års varsel.

Uenighet løses på lavest mulig nivå. Kommer partene ikke til enighet, legges saken fram for tvisteorganet.

Avtalen evalueres hvert andre år.

Evalueringen legges fram for partnerskapsmøtet.
"""
NEW = """\
Avtalen gjelder mellom kommunene og helseforetaket.

## 1 Formål

Formålet er å gi pasientene et **helhetlig** tilbud. Partene skal samarbeide nært og forpliktende om innleggelse og
utskrivning.

Avtalen bygger på [loven](https://lovdata.no/lov/2011-06-24-30/§6-1) og på nasjonale råd.

## 2 Brukermedvirkning

Brukerne tar del i alle utvalg og skal høres før vedtak.

Brukerutvalget velger selv hvem som møter.

- To brukere i hvert utvalg
- Én ungdom i utvalget for barn og unge

## 3 Ansvar

Kommunen har ansvar for pasienten etter utskrivning. Helseforetaket har ansvar for behandling i sykehuset.

Partene deler ansvaret for opplæring av ansatte.

- Koordinatoren kaller inn til samarbeidsmøte når det trengs
- Sykehuset melder fra innen 12 timer
- Kommunen bekrefter mottak av meldingen
    - Bekreftelsen sendes elektronisk
    - Bekreftelsen lagres i journalen
- Fastlegen får kopi

    Kopien sendes samme dag som pasienten skrives ut.

### 3.1 Legemidler

Oppdatert legemiddelliste følger alltid pasienten ved utskrivning. Se
[veilederen](https://www.helsedirektoratet.no/veiledere/legemiddelgjennomgang/samstemming-av-legemiddellister).

> Ingen skal møte tjenesten helt alene.
>
> Alle skal bli hørt.

## 4 Frister

| Oppgave | Ansvarlig | Frist | Status |
|---|---|:---:|---|
| Felles kurs i ernæring | Sykehuset | 2026 | Planlagt |
| Ny veileder for fall | Utvalget | 2025 | Ferdig |
| Felles innkjøp av hjelpemidler | Sekretariatet | 2027 | Planlagt |

Innmelding
:   Å varsle tidlig om en pasient som trenger tjenester.

Partnerskapsmøte
:   Det øverste organet i helsefellesskapet.

Utskrivningsklar
:   En pasient som legen har vurdert som ferdig behandlet.

Et eksempel på en melding:

    emne: innmelding
    frist: 12

![Flyten mellom sykehus, fastlege og kommune](flyt-ny.png)

## 5 Varighet

Avtalen gjelder i fire år, og kan sies opp med **ett** års varsel.

Uenighet løses på lavest mulig nivå. Kommer partene ikke til enighet, legges saken fram for tvisteorganet.

Avtalen evalueres hvert andre år. Evalueringen legges fram for partnerskapsmøtet.

## 6 Beredskap

Partene øver sammen hvert år. Øvelsen planlegges av beredskapsutvalget.

Utvalget rapporterer til partnerskapsmøtet hver vår, og følger opp det som ikke virket.

- Kommunene stiller med egne øvingsledere
- Sykehuset stiller med lokaler
"""
# A picture from elsewhere becomes a link to it, and may stand in a link.
LINKED_PICTURE = "Se [![Kartet](https://kart.example/kart.png)](https://kart.example/) over sykehusene."
ADDRESS = "http://rodmerking.test"
TITLE = "Endringer i samarbeidsavtalen"
_PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==")
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_CASE = re.compile(r"\A[^\n]*\n<<<<<<< gammel\n(.*?)^=======\n(.*?)^>>>>>>> ny$", re.DOTALL | re.MULTILINE)


def golden_pairs() -> dict[str, tuple[str, str]]:
    """Return the texts of every golden case by its name."""
    found = {}
    for path in sorted((ROOT / "tests" / "rodmerking").glob("*.md")):
        case = _CASE.match(path.read_text("utf-8"))
        assert case, path.name
        found[path.stem] = (case[1], case[2])
    return found


def page_of(old: str, new: str) -> str:
    """Return the page of the redline of two texts."""
    return compare(old, new).to_page(TITLE)


def policy(html: str) -> str:
    """Return a policy that lets nothing run, and only the page's own style sheet apply."""
    style = _STYLE.search(html)
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self'; base-uri 'none'; form-action 'none'"


def serve(context: BrowserContext, pages: dict[str, str]) -> None:
    """Answer for ``pages`` by their path; every picture is a dot."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS).partition("#")[0]
        if path in pages:
            headers = {"Content-Security-Policy": policy(pages[path])}
            route.fulfill(body=pages[path], content_type="text/html; charset=utf-8", headers=headers)
        else:
            route.fulfill(body=_PIXEL, content_type="image/png")

    context.route("**/*", answer)


def open_redline(reader: Reader, html: str = "", **options: Any) -> Page:
    """Open the page of the redline in a profile of its own."""
    context = reader.context(Site(Path(), ADDRESS), **options)
    serve(context, {"/": html or page_of(OLD, NEW), "/gammel": page_of(OLD, OLD), "/ny": page_of(NEW, NEW)})
    page = context.new_page()
    page.goto("/")
    return page


def choose(page: Page, view: str, *, only_changed: bool = False) -> None:
    """Choose a view as a reader does."""
    page.get_by_role("radio", name=view, exact=True).check()
    if only_changed:
        page.get_by_role("checkbox").check()


def seen(page: Page, selector: str = ".rm-tekst") -> str:
    """Return the text that is seen in an element, without labels and white space made alike."""
    text = page.evaluate(
        """(selector) => {
          for (const e of document.querySelectorAll(".rm-tekst [data-rm=merke]")) e.style.display = "none";
          const text = document.querySelector(selector).innerText;
          for (const e of document.querySelectorAll(".rm-tekst [data-rm=merke]")) e.style.display = "";
          return text;
        }""",
        selector,
    )
    return " ".join(text.split())
