"""A made-up community of eighteen parties, with an agreement on its way through them and hearings of every kind."""

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from avtaleverk.corpus import read_corpus
from avtaleverk.model.corpus import Corpus

BASE = Path(__file__).resolve().parent / "darlige" / "_grunnlag"
DAY = date(2026, 11, 22)
MUNICIPALITIES = tuple(f"k{n:02}" for n in range(1, 18))
PARTIES = ("sykehuset", *MUNICIPALITIES)
# Fourteen have adopted version 2026, two are at it, one said no, and one has not begun.
ADOPTED, PENDING, REJECTED, UNTOUCHED = PARTIES[:14], PARTIES[14:16], PARTIES[16], PARTIES[17]
AGREEMENT, GUIDELINE = "avtaler/samarbeidsavtalen", "retningslinjer/01-utskriving"
_TEXT = "\n## 1 Varsel\n\nSykehuset varsler kommunen innen {hours} timer.\n\n## 2 Svar\n\nKommunen svarer samme dag.\n"


def _community() -> str:
    rows = ["  - {id: sykehuset, navn: Fjordvik sykehus HF, side: helseforetak}"]
    rows += [f"  - {{id: {m}, navn: {m.upper()} kommune, side: kommune}}" for m in MUNICIPALITIES]
    text = (BASE / "helsefellesskap.yml").read_text("utf-8")
    before, _, after = text.partition("parter:\n")
    return f"{before}parter:\n" + "\n".join(rows) + "\n" + after[after.index("godkjenning:") :]


def decision(party: str, outcome: str = "vedtatt", day: str = "2026-05-11", case: str = "12/26") -> str:
    """Return one line of ``tilslutning``."""
    return f'  - {{part: {party}, organ: kommunestyret, dato: {day}, sak: "{case}", utfall: {outcome}}}\n'


def adoption(
    adopted: Iterable[str] = ADOPTED, pending: Iterable[str] = PENDING, rejected: Iterable[str] = (REJECTED,)
) -> str:
    """Return the lines of ``tilslutning``; who is in none of them has no line."""
    lines = [decision(p, day=f"2026-05-{n + 1:02}") for n, p in enumerate(adopted)]
    lines += [f"  - {{part: {p}, utfall: til behandling}}\n" for p in pending]
    lines += [decision(p, "avvist", "2026-06-20", "40/26") for p in rejected]
    return "tilslutning:\n" + "".join(lines)


def version(number: str, meta: str, hours: int = 24) -> str:
    """Return the file of a version."""
    return f'---\nversjon: "{number}"\n{meta}---\n{_TEXT.format(hours=hours)}'


APPROVED = "godkjent_av: styringsgruppa\ngodkjent: 2026-04-15\nendringer: Kortere frist\n"
# The one before was adopted by all, and applies until 2026 has been as well.
BEFORE = "godkjent_av: styringsgruppa\ngodkjent: 2023-02-01\ngjelder_fra: 2023-07-01\nendringer: Første felles avtale\n"
OPEN = "horing: {fra: 2026-11-02, frist: 2026-12-04, svar_til: svar@fjordvik.example}\nendringer: Kortere frist for varsel\n"
FILES = {
    f"{AGREEMENT}/2023.md": version("2023", BEFORE + adoption(PARTIES, (), ()).replace("2026-05", "2023-05"), 48),
    f"{AGREEMENT}/2026.md": version("2026", APPROVED + adoption(), 12),
    f"{GUIDELINE}/3.0.md": version("3.0", OPEN, 12),
    f"{GUIDELINE}/4.0.md": version("4.0", "horing: {fra: 2027-01-04, frist: 2027-01-20}\n", 6),
    "organisasjon/saker/2026-11-10-svar-k01.md": (
        "---\ntittel: Svar fra K01\ntype: høringssvar\ndato: 2026-11-10\npart: k01\n"
        f'gjelder: [{GUIDELINE}]\nversjon: "3.0"\n---\n\nKommunen støtter forslaget.\n'
    ),
    "organisasjon/moter/2026-12-09-utvalget.md": (
        "---\norgan: utvalget\ndato: 2026-12-09\nsaker:\n"
        f'  - {{tittel: Utskriving, type: beslutning, dokument: {GUIDELINE}, versjon: "3.0"}}\n---\n\nInnkalling.\n'
    ),
    "organisasjon/verv/utvalget.yml": (
        "- {verv: leder, rolle: Helsesjef, side: kommune, part: k01, fra: 2026-01-01, til: 2027-12-31}\n"
        "- {verv: nestleder, rolle: Avdelingsleder, side: helseforetak, part: sykehuset, fra: 2026-01-01, til: 2027-12-31}\n"
    ),
}


def write(root: Path, files: dict[str, str] | None = None) -> Path:
    """Write the folder below ``root``; ``files`` are laid over it by path, "" takes one away."""
    place = root / "korpus"
    shutil.copytree(BASE, place)
    for path, text in ({"helsefellesskap.yml": _community()} | FILES | (files or {})).items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        if text:
            (place / path).write_text(text, "utf-8")
        else:
            (place / path).unlink(missing_ok=True)
    return place


def corpus(root: Path, files: dict[str, str] | None = None) -> Corpus:
    """Return the community as it is read from its folder."""
    reading = read_corpus(write(root, files))
    assert reading.corpus is not None, reading.findings
    return reading.corpus
