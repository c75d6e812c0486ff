"""The work of ``avtaleverk importer``: files are opened, proposals checked as if they lay in the folder, then written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from avtaleverk.corpus.new_files import write_new
from avtaleverk.history import read_checked
from avtaleverk.imports.files import Texts, open_file
from avtaleverk.imports.importing import Proposal, propose, title_of
from avtaleverk.imports.matching import Match, match
from avtaleverk.imports.proposal import Target
from avtaleverk.imports.report import Report
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.disk_faults import why
from avtaleverk.model.findings import AvtaleverkError, Finding, Severity, errors
from avtaleverk.text import TextStore

_MOST_BYTES = 100 * 2**20
_UNWRITTEN = "Ingenting ble skrevet."
_WRONG = "Forslaget har feil som avtaleverk sjekk ville stoppet."
_UNABLE = "Fila kunne ikke legges i mappa."


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that could be opened; ``match`` is the document that it seems to be about."""

    path: Path
    texts: Texts
    match: Match


@dataclass(frozen=True, slots=True)
class Workplace:
    """The folder as it is; ``known`` are the findings that it has without any proposal."""

    root: Path
    day: date
    corpus: Corpus
    known: frozenset[Finding]
    store: TextStore

    def open(self, path: Path) -> Opened:
        """Return a file opened; raises AvtaleverkError where it cannot be read."""
        texts = open_file(path.name, _bytes(path))
        return Opened(path, texts, match(self.corpus, path.name, title_of(texts)))

    def proposal(self, opened: Opened, target: Target) -> Proposal:
        """Return the proposal that a file makes; raises AvtaleverkError where it makes none."""
        return propose(self.corpus, target, opened.path.name, opened.texts, self.day)

    def finish(self, proposals: Sequence[Proposal], *, writes: bool) -> list[Report]:
        """Return the reports of proposals that were checked together and, with ``writes``, put into the folder."""
        sound = [*proposals]
        faults: dict[str, tuple[Finding, ...]] = {}
        while True:
            findings = self._findings(sound)
            # What breaks another file, such as an address that two documents get, is the fault of them all.
            wrong = [p for p in sound if errors(_of(p, findings))] or (sound if errors(findings) else [])
            faults |= {p.report.target.path: errors(_of(p, findings)) or errors(findings) for p in wrong}
            sound = [p for p in sound if p not in wrong]
            if not wrong:
                break
        return [self._finished(p, faults.get(p.report.target.path, ()), findings, writes=writes) for p in proposals]

    def _findings(self, proposals: Sequence[Proposal]) -> frozenset[Finding]:
        """Return what the checks would say if these proposals lay in the folder."""
        over = {path: text for proposal in proposals for path, text in proposal.files.items()}
        found = _checked(self.root, self.store, self.day, over)[1]
        # What is said of an earlier text too is no news about the new one.
        said = {(f.path.rpartition("/")[0], f.field, f.message) for f in self.known if f.severity is Severity.WARNING}
        return frozenset(f for f in found - self.known if (f.path.rpartition("/")[0], f.field, f.message) not in said)

    def _finished(
        self, proposal: Proposal, faults: tuple[Finding, ...], findings: frozenset[Finding], *, writes: bool
    ) -> Report:
        if faults:
            return replace(proposal.report, findings=faults, refusal=_WRONG)
        report = replace(proposal.report, findings=tuple(sorted(_of(proposal, findings))))
        if not writes:
            return report
        try:
            write_new(self.root, proposal.files, _UNWRITTEN)
        except AvtaleverkError as error:
            return replace(report, findings=error.findings, refusal=_UNABLE)
        return replace(report, is_written=True)


def workplace(root: Path, day: date) -> Workplace:
    """Return the folder as it is; raises AvtaleverkError where it has errors."""
    store = TextStore()
    corpus, findings = _checked(root, store, day, {})
    if corpus is None:
        message = "Mappa har feil som må rettes først. Ingenting ble lest inn."
        raise AvtaleverkError(message, errors(findings))
    return Workplace(root, day, corpus, findings, store)


def _checked(
    root: Path, store: TextStore, day: date, over: Mapping[str, str]
) -> tuple[Corpus | None, frozenset[Finding]]:
    reading = read_checked(root, store, judged_on=day, laid_over=over)
    return reading.corpus, frozenset(reading.findings)


def _of(proposal: Proposal, findings: frozenset[Finding]) -> list[Finding]:
    """Return those findings that a proposal brings with it: all in its own files."""
    return [finding for finding in findings if finding.path in proposal.files]


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            message = f"«{path}» er større enn {_MOST_BYTES // 2**20} MB. Krymp bildene i den, eller del den."
            raise AvtaleverkError(message)
        return path.read_bytes()
    except OSError as error:
        fault = "finnes ikke" if isinstance(error, FileNotFoundError) else f"kan ikke leses ({why(error)})"
        message = f"«{path}» {fault}. Se etter at navnet er riktig."
        raise AvtaleverkError(message) from error
