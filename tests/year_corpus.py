"""A made-up community whose year has everything in it, as a folder that the reader reads."""

import shutil
from pathlib import Path

from avtaleverk.corpus import read_corpus
from avtaleverk.model.corpus import Corpus

BASE = Path(__file__).resolve().parent / "darlige" / "_grunnlag"

STRUCTURE = """gjelder_fra: 2022-01-01
organer:
  - id: styringsgruppa
    navn: Styringsgruppa
    niva: 1
    moter_per_ar: 2
  - id: utvalget
    navn: Samarbeidsutvalget
    forkortelse: SU
    niva: 2
    over: styringsgruppa
    moter_per_ar: 4
  - id: utskrivingsgruppa
    navn: Utskrivingsgruppa
    niva: 3
    over: utvalget
    midlertidig: true
    virker_fra: 2025-01-01
    virker_til: 2026-06-30
  - {id: sekretariatet, navn: Sekretariatet, stab: true}
"""
NEXT_STRUCTURE = """gjelder_fra: 2026-03
organer:
  - id: styringsgruppa
    navn: Styringsgruppa
    niva: 1
    moter_per_ar: 2
  - id: utvalget
    navn: Samarbeidsutvalget
    forkortelse: SU
    niva: 2
    over: styringsgruppa
    moter_per_ar: 4
  - id: utskrivingsgruppa
    navn: Utskrivingsgruppa
    niva: 3
    over: utvalget
    midlertidig: true
    virker_fra: 2025-01-01
    virker_til: 2026-06-30
  - {id: sekretariatet, navn: Sekretariatet, stab: true}
"""
OFFICES = """- {verv: leder, side: kommune, part: dalset, fra: 2025-01-01, til: 2026-12-31}
- {verv: nestleder, side: helseforetak, part: sykehuset, fra: 2025-01-01, til: 2026-12-31}
- {verv: medlem, side: kommune, part: nesset, fra: 2025-01-01}
"""
YEARLY = """arshjul:
  - {tittel: Gå gjennom samarbeidsavtalen, maned: 5, organ: utvalget}
  - {tittel: Lage årsmelding, maned: 1}
"""
MEETINGS = {
    "2026-02-12-utvalget": 'organ: utvalget\ndato: 2026-02-12\nklokka: "09:00-11:30"\nsted: Dalset\n',
    "2026-06-11-utvalget": 'organ: utvalget\ndato: 2026-06-18\nklokka: "12:00"\nflyttet_fra: [2026-06-11]\n',
    "2026-09-10-utvalget": "organ: utvalget\ndato: 2026-09-10\navlyst: true\n",
    "2026-12-10-utvalget": "organ: utvalget\ndato: 2026-12-10\nsted: Fjordvik\nsaker:\n  - {tittel: Ny frist, type: drøfting, nummer: 12/26}\n  - {tittel: Budsjett}\n",
    "2026-12-01-styringsgruppa": "organ: styringsgruppa\ndato: 2026-12-01\nekstra: true\n",
}
PROPOSAL = """versjon: "3.0"
horing: {fra: 2026-11-01, frist: 2026-12-15, tidligere_frister: [2026-12-01], svar_til: post@fjordvik.example}
"""


def write_year(root: Path, **meetings: str) -> Path:
    """Write the folder and return it; ``meetings`` are front matter by id, with _ for -, and replace the usual ones."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    (root / "organisasjon/struktur/2022-01-01.yml").write_text(STRUCTURE, "utf-8")
    (root / "organisasjon/struktur/2026-03.yml").write_text(NEXT_STRUCTURE, "utf-8")
    (root / "organisasjon/verv/utvalget.yml").write_text(OFFICES, "utf-8")
    community = root / "helsefellesskap.yml"
    community.write_text(f"{community.read_text('utf-8')}{YEARLY}", "utf-8")
    for name, front in (meetings or MEETINGS).items():
        path = root / f"organisasjon/moter/{name.replace('_', '-')}.md"
        path.write_text(f"---\n{front}---\n", "utf-8")
    proposal = root / "retningslinjer/01-utskriving/3.0.md"
    proposal.write_text(f"---\n{PROPOSAL}---\n\n## 1 Varsel\n\nSykehuset varsler innen 12 timer.\n", "utf-8")
    return root


def corpus_of(root: Path) -> Corpus:
    """Return what the reader makes of a folder."""
    reading = read_corpus(root)
    assert reading.corpus, [f for f in reading.findings if not f.is_warning]
    return reading.corpus
