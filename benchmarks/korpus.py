"""Writes a corpus folder of any size: numbered guidelines in several versions, the same for the same seed.

Run ``python benchmarks/korpus.py MAPPE --dokumenter 60`` to look at one.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from setninger import Writer

VERSIONS = 5
_CHAPTERS, _SECTIONS = 5, 3
_CLAUSES = tuple(f"{c}.{s}" for c in range(1, _CHAPTERS + 1) for s in range(1, _SECTIONS + 1))
_TABLE_AT, _LISTS_AT = "2.2", frozenset({"1.2", "2.1", "3.3", "4.2", "5.1"})
_EDITS = 8
_LAST_NUMBER = 999
_IN_MEETING = 12
_BODY = "ssu"

_COMMUNITY = """\
navn: Helsefellesskapet i Prøvefylket
kortnavn: provefylket
nettadresse: https://samhandling.provefylket.example/
sprak: nb
sekretariat: {navn: Sekretariatet i Prøvefylket, epost: sekretariatet@provefylket.example}
parter:
  - {id: provesykehuset, navn: Prøvesykehuset HF, side: helseforetak}
  - {id: nordby, navn: Nordby kommune, side: kommune}
  - {id: sorvik, navn: Sørvik kommune, side: kommune}
  - {id: midtdal, navn: Midtdal kommune, side: kommune}
godkjenning:
  - {gjelder: retningslinjer/*, organ: ssu}
"""
_STRUCTURE = """\
gjelder_fra: 2014-01-01
organer:
  - id: partnerskapet
    navn: Partnerskapsmøtet
    niva: 1
    moter_per_ar: 2
    oppgaver: [Setter retning for samarbeidet, Avgjør uenighet]
    sammensetning:
      - {rolle: Kommunedirektør, side: kommune, antall: én per kommune}
      - {rolle: Administrerende direktør, side: helseforetak}
  - id: ssu
    navn: Strategisk samarbeidsutvalg
    forkortelse: SSU
    niva: 2
    over: partnerskapet
    hjemmel: HJEMMEL
    moter_per_ar: 4
    oppgaver: [Godkjenner retningslinjer, Følger opp vedtak]
    sammensetning:
      - {rolle: Kommunalsjef, side: kommune, antall: én per kommune}
      - {rolle: Klinikksjef, side: helseforetak, antall: 4}
      - {rolle: Brukerrepresentant, side: bruker, antall: 2}
  - {id: fsu-barn, navn: FSU – Barn, niva: 3, over: ssu}
  - {id: fsu-eldre, navn: FSU – Eldre, niva: 3, over: ssu}
  - {id: sekretariatet, navn: Sekretariatet, stab: true}
"""


@dataclass(frozen=True, slots=True)
class Made:
    """A document that was written: its folder below the root, its number and its title."""

    folder: str
    number: str
    title: str

    @property
    def address(self) -> str:
        """Return where the text in force lies on the site."""
        return f"retningslinjer/{self.number}/"

    def path(self, root: Path, version: int = VERSIONS) -> Path:
        """Return the file of a version; the last one is in force."""
        return root / self.folder / f"{version}.0.md"


@dataclass(slots=True)
class _Block:
    """A piece of a text: sentences joined by a space, or lines of a list or a table, in a numbered clause."""

    parts: list[str]
    joiner: str = " "
    make: Callable[[], str] | None = None
    clause: str = ""

    def edit(self, random: Random) -> None:
        """Change one part: add it, drop it, or write it anew."""
        if self.make is None:
            return
        place, kind = random.randrange(len(self.parts)), random.randrange(3)
        if kind == 0:
            self.parts.append(self.make())
        elif kind == 1 and len(self.parts) > 2:  # noqa: PLR2004 - no clause is emptied
            self.parts.pop()
        else:
            self.parts[place] = self.make()

    def __str__(self) -> str:
        """Return the Markdown."""
        return self.joiner.join(self.parts)


def _paragraph(writer: Writer, sentences: int) -> _Block:
    return _Block([writer.sentence() for _ in range(sentences)], make=writer.sentence)


def _list(writer: Writer) -> list[_Block]:
    def item() -> str:
        return f"- {writer.item()}"

    lines = [item(), item(), f"    - {writer.item()}", f"    - {writer.item()}", item()]
    return [_Block([f"#### {writer.heading()}"]), _Block(lines, "\n"), _Block([item(), item(), item()], "\n", item)]


def _table(writer: Writer) -> _Block:
    head = ["| Oppgave | Hvem | Når |", "| --- | --- | --- |"]
    return _Block([*head, *(f"| {' | '.join(writer.row())} |" for _ in range(5))], "\n")


def _section(writer: Writer, clause: str) -> list[_Block]:
    blocks = [_Block([f"### {clause} {writer.heading()}"]), _paragraph(writer, 3), _paragraph(writer, 1)]
    if clause in _LISTS_AT:
        blocks += _list(writer)
    if clause == _TABLE_AT:
        blocks.append(_table(writer))
    for block in blocks:
        block.clause = clause
    return blocks


def _text(writer: Writer) -> list[_Block]:
    blocks = [_paragraph(writer, 2)]
    for clause in _CLAUSES:
        if clause.endswith(".1"):
            blocks.append(_Block([f"## {clause[:-2]} {writer.heading()}"]))
        blocks += _section(writer, clause)
    return blocks


def _day(version: int) -> date:
    return date(2013 + 2 * version, 3, 15)


def _front(version: int, changed: list[str]) -> str:
    """Return the metadata of a version; the decision names the clauses that changed."""
    day = _day(version)
    changes = f"Endret pkt {', '.join(changed)}" if changed else "Første versjon"
    named = "".join(f'"{clause}", ' for clause in changed).rstrip(", ")
    return (
        f'---\nversjon: "{version}.0"\ngodkjent_av: {_BODY}\ngodkjent: {day}\nmote: {day}-{_BODY}\n'
        f"endringer: {changes}\nendrede_punkter: [{named}]\n---\n\n"
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _document(root: Path, number: int, random: Random, writer: Writer, versions: int) -> Made:
    # A number has three digits at most; those beyond become 1.1, 2.1 and so on.
    name = (
        str(number) if number <= _LAST_NUMBER else f"{(number - 1) % _LAST_NUMBER + 1}.{(number - 1) // _LAST_NUMBER}"
    )
    made = Made(f"retningslinjer/{number:03}-prove", name, writer.title())
    front = f'---\ntittel: {made.title}\ntype: retningslinje\nnummer: "{name}"\neier: sekretariatet\n'
    more = f"lovkrav: [{number % 13 + 1}]\ntema: [samhandling]\nmalgruppe: [kommune, helseforetak]\n---\n\n"
    _write(root / made.folder / "index.md", f"{front}{more}{writer.sentence()}\n")
    blocks = _text(writer)
    editable = [block for block in blocks if block.make and block.clause]
    edited: list[_Block] = []
    for version in range(1, versions + 1):
        body = "\n\n".join(map(str, blocks))
        changed = sorted({block.clause for block in edited}, key=_CLAUSES.index)
        _write(made.path(root, version), f"{_front(version, changed)}{body}\n")
        edited = random.sample(editable, _EDITS)
        for block in edited:
            block.edit(random)
    return made


def _meeting(root: Path, version: int, made: list[Made]) -> None:
    day = _day(version)
    items = "".join(
        f'  - {{tittel: Retningslinje {m.number}, dokument: {m.folder}, versjon: "{version}.0", utfall: vedtatt}}\n'
        for m in made[:_IN_MEETING]
    )
    text = f"---\norgan: {_BODY}\ndato: {day}\nsted: Nordby\nsaker:\n{items}---\n\nUtvalget gikk gjennom sakene.\n"
    _write(root / f"organisasjon/moter/{day}-{_BODY}.md", text)


def write_corpus(
    root: Path, documents: int, seed: int = 1, versions: int = VERSIONS, writer: type[Writer] = Writer
) -> list[Made]:
    """Write ``documents`` guidelines of some versions each to ``root``, with all that they rest on."""
    made = []
    for number in range(1, documents + 1):
        random = Random(f"{seed}/{number}")
        made.append(_document(root, number, random, writer(random, _CLAUSES, documents), versions))
    for version in range(1, versions + 1):
        _meeting(root, version, made)
    _write(root / "helsefellesskap.yml", _COMMUNITY)
    _write(root / "organisasjon/struktur/2014-01-01.yml", _STRUCTURE.replace("HJEMMEL", f"{made[0].folder}#pkt-2-1"))
    return made


def main() -> None:
    """Write a corpus where the command line says."""
    parser = argparse.ArgumentParser(description="Skriver en prøvesamling av retningslinjer.")
    parser.add_argument("mappe", type=Path, help="mappa samlingen skal ligge i")
    parser.add_argument("--dokumenter", type=int, default=60, help="antall dokumenter (60)")
    parser.add_argument("--fro", type=int, default=1, help="tallet tekstene trekkes fra (1)")
    options = parser.parse_args()
    made = write_corpus(options.mappe, options.dokumenter, options.fro)
    print(f"{len(made)} dokumenter, {len(made) * VERSIONS} versjoner: {options.mappe}")


if __name__ == "__main__":
    main()
