"""Adoption by the parties: version × parties, each cell with the line of the front matter that it comes from."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from avtaleverk.model.community import Party
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, Outcome, Ratification, Version
from avtaleverk.model.status import Standing, Status, standing


class CellState(StrEnum):
    """What one party has done with one version; ``UNSTATED`` is a file that says nothing of the parties."""

    ADOPTED = "vedtatt"
    PENDING = "til behandling"
    REJECTED = "avvist"
    UNTOUCHED = "ikke behandlet"
    UNSTATED = "ikke oppgitt"


@dataclass(frozen=True, slots=True)
class Cell:
    """One party and one version on a day; ``path`` and ``line`` are where the front matter says so.

    ``decided``, ``body`` and ``case`` are those of the party's own decision, None where it has not been made or where the
    file does not say.
    """

    party: Party
    state: CellState
    path: str
    line: int
    decided: date | None = None
    body: str | None = None
    case: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One version with a cell for each party that must adopt it, in the order of the parties."""

    document: Document
    version: Version
    standing: Standing
    cells: tuple[Cell, ...]

    def count(self, state: CellState) -> int:
        """Return how many parties are in a state."""
        return sum(cell.state is state for cell in self.cells)

    @property
    def is_stated(self) -> bool:
        """Say whether the file says anything of the parties one by one."""
        return self.version.ratifications is not None

    @property
    def missing(self) -> tuple[Party, ...]:
        """Return the parties of which no adoption is known."""
        return tuple(c.party for c in self.cells if c.state is not CellState.ADOPTED)

    @property
    def completed(self) -> date | None:
        """Return the day on which the last party adopted it, None where some have not, or a date is missing."""
        days = [c.decided for c in self.cells]
        known = [d for d in days if d]
        return max(known) if known and not self.missing and len(known) == len(days) else None

    @property
    def is_awaited(self) -> bool:
        """Say whether the parties are asked to adopt it now."""
        return self.standing.status is Status.RATIFYING

    def cell(self, party_id: str) -> Cell | None:
        """Return the cell of a party, None where it is not one of those that must adopt the version."""
        return next((c for c in self.cells if c.party.id == party_id), None)


@dataclass(frozen=True, slots=True)
class Matrix:
    """A document that needs adoption: its parties, and its versions from the newest to the oldest."""

    document: Document
    parties: tuple[Party, ...]
    rows: tuple[Row, ...]


def matrices(corpus: Corpus, day: date) -> tuple[Matrix, ...]:
    """Return the documents that parties must adopt, with what the files say had happened by ``day``."""
    return tuple(m for d in corpus.all_documents() if (m := matrix(corpus, d, day)))


def matrix(corpus: Corpus, document: Document, day: date) -> Matrix | None:
    """Return one document, None where its approval is enough."""
    parties = adopters(corpus, document)
    if not parties:
        return None
    rows = tuple(_row(document, version, parties, day) for version in reversed(document.versions))
    return Matrix(document, parties, rows)


def adopters(corpus: Corpus, document: Document) -> tuple[Party, ...]:
    """Return the parties that must adopt a document."""
    rule = corpus.rule_for(document)
    return tuple(p for p in corpus.community.parties if rule and p.id in rule.ratified_by)


def _row(document: Document, version: Version, parties: tuple[Party, ...], day: date) -> Row:
    now = standing(version, document, tuple(p.id for p in parties), day)
    entries: defaultdict[str, list[_Entry]] = defaultdict(list)
    for index, entry in enumerate(version.ratifications or ()):
        if _known(entry, day):
            entries[entry.party].append((index, entry))
    return Row(document, version, now, tuple(_cell(version, party, entries.get(party.id, ())) for party in parties))


_Entry = tuple[int, Ratification]


def _cell(version: Version, party: Party, entries: Sequence[_Entry]) -> Cell:
    path, lines = version.source.path, version.source
    if not entries:
        return Cell(party, _without_entry(version), path, lines.line("tilslutning"))
    # As the status counts: whoever has adopted it has, whatever else is written.
    index, entry = next((e for e in reversed(entries) if e[1].outcome is Outcome.ADOPTED), entries[-1])
    line = lines.line(f"tilslutning.{index}.part")
    return Cell(party, CellState(entry.outcome.value), path, line, entry.decided, entry.body, entry.case)


def _known(entry: Ratification, day: date) -> bool:
    """Say whether a decision had been made by a day; one that is pending may be dated ahead."""
    return entry.outcome is Outcome.PENDING or entry.decided is None or entry.decided <= day


def _without_entry(version: Version) -> CellState:
    """Return what a party without a line has done; a signature stands for all, and says nothing of each."""
    return CellState.UNSTATED if version.ratifications is None or version.signed else CellState.UNTOUCHED
