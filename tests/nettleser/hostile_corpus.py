"""A valid folder of agreements in which every text that an editor can write is an attack."""

from pathlib import Path
from typing import Any

import yaml

SCRIPT = "<script>window.__hacked = 'script'</script>"
IMAGE = """<img src="https://ond.example/x.png" onerror="window.__hacked = 'img'">"""
QUOTES = """"'><script>window.__hacked = 'quotes'</script>"""
SVG = """<svg onload="window.__hacked = 'svg'"><style>*{display:none}</style>"""
FRAME = """</p></div></main><iframe src="https://ond.example/"></iframe>"""
TEMPLATE = "{{ 7 * 7 }}{% include 'skall.html' %}"
MARKS = "<!--lenke:pkt-1--><!--slutt:pkt-1-->"
ATTACKS = (SCRIPT, IMAGE, QUOTES, SVG, FRAME, TEMPLATE, MARKS)
# Words that no text in force has: whoever finds them has found a text that does not apply.
ONLY_REPLACED, ONLY_PROPOSED = "zymurgihjemmel", "kvasiforslaget"
TITLE = f"Utskriving {QUOTES} {IMAGE}"
CLAUSE = f"Varsel {QUOTES} {SVG}"

# Addresses that are taken out of a link, and ones that are read as a page of this site that is not there.
_ADDRESSES = (
    "javascript:window.__hacked='link'", "JaVaScRiPt:window.__hacked='link'", "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:window.__hacked", "file:///etc/passwd", "blob:https://ond.example/1",
    "https://ond.example/?\" onclick=\"window.__hacked='link'",
)  # fmt: skip
DISGUISED = (
    "java&#x0a;script:window.__hacked=1",
    "&#106;avascript:window.__hacked=1",
    "%6Aavascript:window.__hacked=1",
)

_LINKS = "\n".join(
    f'- [inline {number}](<{address}>) [plain {number}]({address}) <{address}> [by name {number}][n{number}]\n\n'
    f'[n{number}]: {address} "a title \\" onmouseover=\\"window.__hacked"\n'
    for number, address in enumerate(_ADDRESSES)
)  # fmt: skip

_TEXT = f"""Innledning {" ".join(ATTACKS)}

## 1 {CLAUSE}

{chr(10).join(f"{attack}{chr(10)}" for attack in ATTACKS)}

&lt;script&gt;window.__hacked = 'entity'&lt;/script&gt;

## 2 Lenker

{_LINKS}

### 2.1 {IMAGE}

| {SCRIPT} | Kolonne "onclick="x |
|---|---|
| {IMAGE} | {QUOTES} |

> {SVG}

`{SCRIPT}`

    {SCRIPT}

Ord
:   {IMAGE}

1. {SCRIPT}
2. Se punkt 1, vedlegg 1.1 og helse- og omsorgstjenesteloven § 6-1 {SCRIPT}

### 2.1.1 Ord i kraft

Innleggelsesvarselet sendes innen et døgn.
"""


def _front(body: str = "", **fields: Any) -> str:
    return f"---\n{_yaml(fields)}---\n\n{body}\n"


APPROVED: dict[str, Any] = {"godkjent_av": "utvalget", "godkjent": "2022-02-10"}
GUIDELINE = "retningslinjer/01-utskriving"


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)


def _community() -> str:
    community = {
        "navn": f"Fellesskapet {QUOTES}", "kortnavn": "ond", "nettadresse": "https://ond.example:8443/",
        "sprak": "nb", "merknad": f"Merknad {IMAGE} {SCRIPT}",
        "sekretariat": {"navn": f"Sekretariatet {SCRIPT}", "epost": "javascript:window.__hacked@ond.example"},
        "parter": [
            {"id": "sykehuset", "navn": f"Sykehuset {QUOTES}", "side": "helseforetak"},
            {"id": "dalset", "navn": f"Dalset {IMAGE}", "side": "kommune"},
        ],
        "godkjenning": [{"gjelder": "avtaler/*", "organ": "utvalget", "tilslutning": "alle"}, {"gjelder": "*", "organ": "utvalget"}],
        "eksterne_organer": [{"id": "departementet", "navn": f"Departementet {SCRIPT}"}],
    }  # fmt: skip
    return _yaml(community)


def _structure() -> str:
    seats = [
        {"rolle": f"Leder {IMAGE}", "side": "kommune", "antall": "én per kommune", "delmoter": [SCRIPT]},
        {"rolle": f"Direktør {QUOTES}", "side": "helseforetak"},
    ]
    structure = {
        "gjelder_fra": "2022-01-01",
        "organer": [
            {
                "id": "utvalget", "navn": f"Utvalget {QUOTES}", "forkortelse": "<b>U", "niva": 1, "delmoter": [SCRIPT],
                "oppgaver": {SCRIPT: [IMAGE, QUOTES]}, "sammensetning": seats,
                "leder_og_nestleder": {"fra": ["kommune"], "bytter": f"hvert år {SCRIPT}"},
            },
            {"id": "sekretariatet", "navn": f"Sekretariatet {SVG}", "stab": True},
        ],
    }  # fmt: skip
    return _yaml(structure).replace("'2022-01-01'", "2022-01-01")


def _shared_files() -> dict[str, str]:
    case = {
        "tittel": f"Sak {QUOTES} {IMAGE}", "type": "beslutning", "dokument": "retningslinjer/01-utskriving", "versjon": "2.0",
        "punkter": [SCRIPT, "1"], "utfall": f"vedtatt {SCRIPT}", "sak": "organisasjon/saker/2023-05-10-innstilling",
    }  # fmt: skip
    term = {"ord": f"Ord {QUOTES}", "forkortelse": SCRIPT, "forklaring": IMAGE, "synonymer": [SVG, FRAME]}
    return {
        "helsefellesskap.yml": _community(),
        "ordliste.yml": _yaml([term]),
        "docs/index.md": f"# Start {QUOTES} {SCRIPT}\n\n{_TEXT}",
        "docs/om.md": f"# Om {IMAGE}\n\n{_TEXT}",
        "organisasjon/struktur/2022-01-01.yml": _structure(),
        "organisasjon/moter/2023-05-10-utvalget.md": _front(
            _TEXT, organ="utvalget", dato="2023-05-10", sted=f"Fjordvik {IMAGE}", saker=[case]
        ),
        "organisasjon/saker/2023-05-10-innstilling.md": _front(
            _TEXT, tittel=f"Innstilling {QUOTES} {SCRIPT}", type="saksfremlegg", dato="2023-05-10", organ="utvalget",
            gjelder=[GUIDELINE],
        ),
        "organisasjon/saker/2026-11-10-svar.md": _front(
            _TEXT, tittel=f"Svar {QUOTES} {SCRIPT}", type="høringssvar", dato="2026-11-10", part="dalset", versjon="3.0",
            gjelder=[GUIDELINE],
        ),
    }  # fmt: skip


def _documents() -> dict[str, str]:
    return {
        "avtaler/samarbeidsavtalen/index.md": _front(f"Kort {SCRIPT}", tittel=f"Avtalen {FRAME}", type="avtale"),
        "avtaler/samarbeidsavtalen/2023.md": _front(
            _TEXT, versjon="2023", **APPROVED, gjelder_fra="2023-07-01", signert="2023-06-20",
            tilslutning=[
                {"part": part, "organ": f"Styret {SCRIPT}", "dato": "2023-04-12", "sak": f"12/23 {IMAGE}", "utfall": "vedtatt"}
                for part in ("sykehuset", "dalset")
            ],
        ),
        "avtaler/samarbeidsavtalen/2027.md": _front(
            _TEXT, versjon="2027", godkjent_av="utvalget", godkjent="2026-10-01", endringer=f"Ny {IMAGE}",
            tilslutning=[
                {"part": "sykehuset", "organ": f"Styret {SCRIPT}", "dato": "2026-10-12", "sak": f"40/26 {IMAGE}", "utfall": "vedtatt"},
                {"part": "dalset", "organ": f"Kommunestyret {QUOTES}", "sak": SCRIPT, "utfall": "til behandling"},
            ],
        ),
        f"{GUIDELINE}/index.md": _front(
            f"Kort fortalt {IMAGE} {SCRIPT}", tittel=TITLE, type="retningslinje", nummer="1", eier="sekretariatet",
            tema=[SCRIPT], pasientgrupper=[IMAGE], malgruppe=[f"fastlege {QUOTES}"], tidligere_adresser=["/gammel/utskriving/"],
        ),
        f"{GUIDELINE}/1.0.md": _front(
            f"## 1 Varsel\n\nHjemmelen er {ONLY_REPLACED}.", versjon="1.0", **APPROVED, gjelder_fra="2022-03-01",
            endringer=f"Første {QUOTES}",
        ),
        f"{GUIDELINE}/2.0.md": _front(
            _TEXT, versjon="2.0", tittel=TITLE, godkjent_av="utvalget", godkjent="2023-05-10", gjelder_fra="2023-06-01",
            endringer=f"Ny frist {IMAGE} {SCRIPT}", endrede_punkter=[SCRIPT, "1"], mote="2023-05-10-utvalget",
            sak="organisasjon/saker/2023-05-10-innstilling",
        ),
        f"{GUIDELINE}/3.0.md": _front(
            f"{_TEXT}\nDette er {ONLY_PROPOSED}.", versjon="3.0", endringer=f"Nytt {QUOTES}", endrede_punkter=[IMAGE, "2"],
            horing={"fra": "2026-11-01", "frist": "2026-12-15", "svar_til": f"post {SCRIPT}"},
        ),
        f"{GUIDELINE}/vedlegg/1.1-liste/index.md": _front(
            f"Kort {IMAGE}", tittel=f"Liste {QUOTES}", type="vedlegg", nummer="1.1"
        ),
        f"{GUIDELINE}/vedlegg/1.1-liste/1.0.md": _front(_TEXT, versjon="1.0", **APPROVED),
    }  # fmt: skip


def write_hostile_corpus(root: Path) -> None:
    """Write the folder."""
    for path, text in (_shared_files() | _documents()).items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
