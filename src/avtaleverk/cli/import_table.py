"""Many files at once: each to the document that it is clearly about, and a table of what became what."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from avtaleverk.cli.import_options import UsageError, Wish, target_of
from avtaleverk.cli.import_work import Opened, Workplace
from avtaleverk.imports.against import next_number
from avtaleverk.imports.files import ENDINGS
from avtaleverk.imports.importing import Proposal
from avtaleverk.imports.report import Report
from avtaleverk.model.documents import Document
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.word.noted import NoteKind


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: a report, or why there is none (``why``)."""

    name: str
    document: Document | None = None
    report: Report | None = None
    why: str = ""

    @property
    def failed(self) -> bool:
        """Say whether the file did not become a proposal."""
        return self.report is None or bool(self.report.refusal)

    @property
    def result(self) -> str:
        """Return in a few words what became of it."""
        if self.report is None or self.report.refusal:
            return self.why or (self.report.refusal if self.report else "")
        unsure = sum(noted.kind is NoteKind.UNSURE for noted in self.report.imported.notes)
        done = "skrevet" if self.report.is_written else "kan skrives"
        return f"{done}, {unsure} ting må sees på" if unsure else done


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return the files that were named, and instead of a folder those in it that may be texts.

    Raises AvtaleverkError where there are none.
    """
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        found += [p for p in inside if not path.is_dir() or (p.suffix.lower() in ENDINGS and p.name[0] not in ".~")]
    if not found:
        message = "Mappa har ingen filer som kan leses. Filer som kan leses, er .docx, .odt, .pdf og .md."
        raise AvtaleverkError(message)
    return found


def outcomes(place: Workplace, paths: Sequence[Path], version: str | None, *, writes: bool) -> list[Outcome]:
    """Return what became of each file; one that cannot be read stops none of the others."""
    opened = [_opened(place, path) for path in paths]
    meant = Counter(o.match.document.folder for o in opened if isinstance(o, Opened) and o.match.document)
    tried = [o if isinstance(o, Outcome) else _proposed(place, o, version, meant) for o in opened]
    proposals = [t for t in tried if isinstance(t, Proposal)]
    reports = iter(place.finish(proposals, writes=writes))
    return [t if isinstance(t, Outcome) else _done(next(reports)) for t in tried]


def _done(report: Report) -> Outcome:
    return Outcome(report.file, report.target.document, report)


def _opened(place: Workplace, path: Path) -> Opened | Outcome:
    try:
        return place.open(path)
    except AvtaleverkError as error:
        return Outcome(path.name, why=str(error))


def _proposed(place: Workplace, opened: Opened, version: str | None, meant: Counter[str]) -> Proposal | Outcome:
    name, document = opened.path.name, opened.match.document
    if document is None:
        return Outcome(name, why=f"Ikke skrevet: {opened.match.why}. Les den inn alene, med --som.")
    if meant[document.folder] > 1:
        return Outcome(
            name, document, why="Ikke skrevet: flere av filene gjelder dette dokumentet. Les dem inn én om gangen."
        )
    number = version or next_number(document, place.day)
    try:
        return place.proposal(
            opened, target_of(place.corpus, Wish(name, document.folder, number), opened.match, place.day)
        )
    except (UsageError, AvtaleverkError) as error:
        return Outcome(name, document, why=str(error))


def table(found: Sequence[Outcome]) -> str:
    """Return a table of what became what, as Markdown."""
    rows = [("Fil", "Dokument", "Versjon", "Hva som ble av den"), ("---",) * 4, *map(_row, found)]
    written = sum(outcome.report is not None and outcome.report.is_written for outcome in found)
    files = "1 fil" if len(found) == 1 else f"{len(found)} filer"
    lines = [f"| {' | '.join(cell.replace('|', '/').replace(chr(10), ' ') for cell in row)} |" for row in rows]
    return "\n".join(["# Import av filer", "", f"{files} lest, {written} forslag skrevet.", "", *lines, ""])


def _row(outcome: Outcome) -> tuple[str, str, str, str]:
    folder = outcome.document.folder if outcome.document else "–"
    return outcome.name, folder, outcome.report.target.number if outcome.report else "–", outcome.result
