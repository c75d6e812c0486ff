"""A valid folder in which every field that holds free text, and every text, is an attack with a name of its own."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml
from attacks import ADDRESSES, breakout, inline, written

GUIDELINE, AGREEMENT = "retningslinjer/01-utskriving", "avtaler/samarbeidsavtalen"
APPROVED: dict[str, Any] = {"godkjent_av": "utvalget", "godkjent": "2022-02-10"}
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fe"
    "dccc59e70000000049454e44ae426082"
)
# A script that begins as a picture does: what it is served as decides.
_POLYGLOT = b"GIF89a/*" + bytes(8) + b"*/=1;top.__angrep.push('gif')//"
SVG = (
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY e SYSTEM "{l}-xxe">]><?xml-stylesheet href="{l}-stil" type="text/css"?>'
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="{j}"><script>{j}</script>'
    '<script href="{l}"/><use href="data:image/svg+xml,x#y"/><image xlink:href="{l}"/><text>&e;</text><style>@import "{l}";</style>'
    '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="{l}"/></foreignObject></svg>'
)
# File names that try to get out of what they are written into; all but the first are names of pictures.
PICTURES = (
    'kart" onerror="top.__angrep.push(1)" x=".png',
    "kart'><svg onload=top.__angrep.push(2)>.png",
    "a#b?c&d=e%2f.png",
)

# What reads as a link or a picture of the site that is not there, and so stops the build; tried on texts alone.
_LEAD_NOWHERE = {"md-fotnote", "md-innerst", "md-alt"}


class _Fields:
    """Gives each field an attack named by the field."""

    def __init__(self, listener: str) -> None:
        self._listener = listener
        self._others = list(inline(listener).values())
        self._next = 0
        self._given: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """Return what breaks out of most things, and one of the others in turn; one line, as a field is."""
        self._next += 1
        other = " ".join(self._others[self._next % len(self._others)].split())
        return f"Felt {name} {breakout(name, self._listener)} {other}"

    def short(self, name: str) -> str:
        """Return an attack that is short enough to become an address."""
        return f"{name}\"'><svg onload=top.__angrep.push(/{name}/.source)>"

    def again(self, name: str) -> str:
        """Return the attack that a field of this name got first, for what must be the same in two places."""
        return self._given.setdefault(name, self(name))


def _yaml(value: object) -> str:
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100_000)
    return text.replace("'2022-01-01'", "2022-01-01").replace("'2023-01-01'", "2023-01-01")


def _front(body: str = "", **fields: Any) -> str:
    return f"---\n{_yaml(fields)}---\n\n{body}\n"


def _text(listener: str) -> str:
    """Return a text of attacks: on lines of their own, in headings, tables, lists and links."""
    attacks = [(name, attack) for name, attack in inline(listener).items() if name not in _LEAD_NOWHERE]
    lines = ["Se punkt 1 og retningslinje 1 punkt 1. Ordet FORK er forklart.", ""]
    for number, (_, attack) in enumerate(attacks, start=1):
        if number % 6 == 1:
            heading = " ".join(attack.split())
            lines += [f"## {number // 6 + 1} {heading}", ""]
        lines += [attack.replace("[y][z]\n\n[z]", f"[y][z{number}]\n\n[z{number}]"), ""]
    lines += ["## 90 Tabell", "", *(f"| {a.replace(chr(10), ' ')} | {n} |" for n, a in attacks[:1]), "|---|---|"]
    lines += [*(f"| {a.replace(chr(10), ' ')} | {n} |" for n, a in attacks[1:30]), "", "## 91 Lister", ""]
    lines += [*(f"- {a.replace(chr(10), ' ')}" for _, a in attacks[:40]), "", *(f"> {a}\n" for _, a in attacks[40:60])]
    lines += ["## 92 Lenker", "", *_links(listener)]
    return "\n".join(lines)


def _links(listener: str) -> list[str]:
    """Return the addresses that are taken out of a link. Others lead nowhere on the site, and stop the build."""
    wanted = (
        "javascript:",
        "data:",
        "vbscript:",
        "file:",
        "about:",
        "blob:",
        "https://a",
        "mailto:",
        "\tjava",
        "//javascript",
    )
    taken = {n: a for n, a in ADDRESSES.items() if a.lower().startswith(wanted) and ">" not in a}
    addresses = [written(address, name, listener) for name, address in taken.items()]
    return [f"- [x](<{address}>) [y]({address}) <{address}>" for address in addresses]


def _community(f: _Fields) -> dict[str, Any]:
    return {
        "navn": f("navn"), "kortnavn": "ond", "nettadresse": "https://ond.example:8443/", "sprak": "nb", "merknad": f("merknad"),
        "sekretariat": {"navn": f("sekretariat.navn"), "epost": "javascript:top.__angrep.push(1)@ond.example"},
        "parter": [
            {"id": "sykehuset", "navn": f("parter.navn"), "side": "helseforetak"},
            {"id": "dalset", "navn": f("parter.navn2"), "side": "kommune"},
        ],
        "godkjenning": [{"gjelder": "avtaler/*", "organ": "utvalget", "tilslutning": "alle"}, {"gjelder": "*", "organ": "utvalget"}],
        "eksterne_organer": [{"id": "departementet", "navn": f("eksterne_organer.navn")}],
        "arshjul": [{"tittel": f("arshjul.tittel"), "maned": 3, "organ": "utvalget"}],
    }  # fmt: skip


def _body(f: _Fields, body: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": body, "navn": f("organer.navn"), "forkortelse": f("organer.forkortelse"), "merknad": f("organer.merknad"),
        "myndighet": f("organer.myndighet"), "delmoter": [f.again("organer.delmoter")], "oppgaver": [f("organer.oppgaver")],
        "pasientgrupper": [f.short("organer.pasientgrupper")], "tema": [f.short("organer.tema")],
        "sammensetning": [
            {"rolle": f.again("organer.sammensetning.rolle"), "side": "kommune", "antall": "én per kommune", "omrade": "nord"},
            {"rolle": f("organer.sammensetning.rolle2"), "side": "helseforetak"},
        ],
        "leder_og_nestleder": {"fra": ["kommune"], "bytter": f("organer.leder_og_nestleder.bytter")}, **fields,
    }  # fmt: skip


def _structure(f: _Fields, start: str, *more: dict[str, Any], **fields: Any) -> str:
    return _yaml({
        **({"gjelder_fra": start} if start else {}), "merknad": f("struktur.merknad"), **fields,
        "fellesskap": [{"id": "hele", "navn": f("fellesskap.navn")}],
        "omrader": [{"id": "nord", "navn": f("omrader.navn"), "parter": ["dalset"]}],
        "organer": [_body(f, "utvalget", niva=1), _body(f, "sekretariatet", stab=True), *more],
    })  # fmt: skip


def _documents(f: _Fields, text: str) -> dict[str, str]:
    pictures = "\n\n".join(f"![{f('bilde')}]({quote(name)})" for name in PICTURES)
    adopted = [
        {
            "part": p,
            "organ": f("tilslutning.organ"),
            "dato": "2023-04-12",
            "sak": f("tilslutning.sak"),
            "utfall": "vedtatt",
        }
        for p in ("sykehuset", "dalset")
    ]
    waiting = {"part": "dalset", "organ": "=cmd|' /C calc'!A0", "sak": "@SUM(1)\t=1+1", "utfall": "til behandling"}
    return {
        f"{AGREEMENT}/index.md": _front(f"Kort {f('kort')}", tittel=f("avtale.tittel"), type="avtale", tema=[f.short("tema2")]),
        f"{AGREEMENT}/2023.md": _front(text, versjon="2023", **APPROVED, gjelder_fra="2023-07-01", signert="2023-06-20", tilslutning=adopted),
        f"{AGREEMENT}/2027.md": _front(
            text, versjon="2027", godkjent_av="utvalget", godkjent="2026-10-01", endringer=f("endringer"), tilslutning=[adopted[0], waiting]
        ),
        f"{GUIDELINE}/index.md": _front(
            f"Kort {f('kort')}\n\n{text[:2000]}", tittel=f("tittel"), type="retningslinje", nummer="1", eier="sekretariatet",
            tema=[f.short("tema")], pasientgrupper=[f.short("pasientgrupper")], malgruppe=[f.short("malgruppe")], tidligere_adresser=["/gammel/utskriving/"],
        ),
        f"{GUIDELINE}/1.0.md": _front("## 1 Varsel\n\nHjemmel.", versjon="1.0", **APPROVED, gjelder_fra="2022-03-01", endringer=f("endringer1")),
        f"{GUIDELINE}/2.0.md": _front(
            f"{text}\n\n{pictures}", versjon="2.0", tittel=f("versjon.tittel"), godkjent_av="utvalget", godkjent="2023-05-10",
            gjelder_fra="2023-06-01", endringer=f("endringer2"), endrede_punkter=[f("endrede_punkter"), "1"],
            mote="2023-05-10-utvalget", sak="organisasjon/saker/2023-05-10-innstilling",
        ),
        f"{GUIDELINE}/3.0.md": _front(
            f"{text}\n\nForslag.", versjon="3.0", endringer=f("endringer3"), endrede_punkter=[f("endrede_punkter3"), "2"],
            horing={"fra": "2026-11-01", "frist": "2026-12-15", "svar_til": f("horing.svar_til")},
        ),
        f"{GUIDELINE}/vedlegg/1.1-liste/index.md": _front(f"Kort {f('kort')}", tittel=f("vedlegg.tittel"), type="vedlegg", nummer="1.1"),
        f"{GUIDELINE}/vedlegg/1.1-liste/1.0.md": _front(text, versjon="1.0", **APPROVED),
    }  # fmt: skip


def _organisation(f: _Fields, text: str) -> dict[str, str]:
    case = {
        "tittel": f("saker.tittel"), "type": "beslutning", "dokument": GUIDELINE, "versjon": "2.0", "nummer": "1/2023",
        "punkter": [f("saker.punkter"), "1"], "utfall": f("saker.utfall"), "vedtak": f("saker.vedtak"), "plan": f("saker.plan"),
        "delmote": f.again("organer.delmoter"), "saksgang": "utskriving-2023", "sak": "organisasjon/saker/2023-05-10-innstilling",
    }  # fmt: skip
    place = f"{f('mote.sted')}\nBEGIN:VALARM\nATTACH:http://a.example/\n"
    meeting = {"organ": "utvalget", "dato": "2023-05-10", "sted": place, "saker": [case]}
    coming = {
        "organ": "utvalget",
        "dato": "2026-12-10",
        "klokka": "10:00-12:00",
        "sted": f("mote.sted2"),
        "saker": [{"tittel": f("saker.tittel2")}],
    }
    office = {
        "verv": "leder",
        "rolle": f.again("organer.sammensetning.rolle"),
        "side": "kommune",
        "part": "dalset",
        "navn": f("verv.navn"),
        "fra": "2023-01-01",
    }
    gone = _body(f, "utvalg-2", niva=2, over="utvalget")
    return {
        "organisasjon/struktur/2022-01-01.yml": _structure(f, "2022-01-01"),
        "organisasjon/struktur/2023-01-01.yml": _structure(f, "2023-01-01", gone),
        "organisasjon/verv/utvalget.yml": _yaml([office]),
        "organisasjon/moter/2023-05-10-utvalget.md": _front(text, **meeting),
        "organisasjon/moter/2026-12-10-utvalget.md": _front("", **coming),
        "organisasjon/saker/2023-05-10-innstilling.md": _front(
            text, tittel=f("sak.tittel"), type="saksfremlegg", dato="2023-05-10", organ="utvalget", gjelder=[GUIDELINE]
        ),
        "organisasjon/saker/2026-11-10-svar.md": _front(
            text, tittel=f("sak.tittel2"), type="høringssvar", dato="2026-11-10", part="dalset", versjon="3.0", gjelder=[GUIDELINE]
        ),
    }  # fmt: skip


def files(listener: str) -> dict[str, str]:
    """Return every text file of the folder by its path."""
    f, text = _Fields(listener), _text(listener)
    term = {
        "ord": f("ord"),
        "forkortelse": f("ord.forkortelse"),
        "forklaring": f("ord.forklaring"),
        "synonymer": [f("ord.synonymer")],
    }
    short = {"ord": "Forkortet", "forkortelse": "FORK", "forklaring": f("ord.forklaring2")}
    gone = [
        {"fra": "/retningslinjer/9/", "til": "/retningslinjer/1/", "forklaring": f("forklaring")},
        {"fra": "/borte/\"'><svg/onload=top.__angrep.push(9)>/", "forklaring": f("forklaring2")},
    ]
    drawing = written(SVG, "svg-fil", listener)
    demand = {"type": "retningslinje", "overskrifter": [{"navn": f("form.navn"), "eller": [f("form.eller")]}]}
    kind = {"navn": f("mal.navn"), "type": "retningslinje", "forklaring": f("mal.forklaring")}
    return {
        "maler/form.yml": _yaml([demand]), "maler/ond.md": _front(f"## 1 Formål {f('mal')}", mal=kind, kort_fortalt=f("mal.kort")),
        "helsefellesskap.yml": _yaml(_community(f)), "ordliste.yml": _yaml([term, short]), "videresending.yml": _yaml(gone),
        "docs/index.md": f"# Start {f('side')}\n\n{text}", "docs/om.md": _front(text, tittel=f("side.tittel")),
        "docs/kart.svg": drawing, f"{GUIDELINE}/kart.svg": drawing, "docs/side.html": drawing, "docs/skript.js": "top.__angrep.push(1)",
        **_documents(f, text), **_organisation(f, text),
    }  # fmt: skip


def write_attack_corpus(root: Path, listener: str) -> None:
    """Write the folder, whose attacks ask the address of ``listener`` for themselves."""
    content = {path: text.encode() for path, text in files(listener).items()}
    content |= {f"{GUIDELINE}/{name}": _PNG for name in PICTURES}
    content |= {"docs/bilde.gif": _POLYGLOT, "docs/falsk.png": b"<svg onload=top.__angrep.push(1)>"}
    for path, data in content.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
