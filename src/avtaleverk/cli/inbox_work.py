"""The work of ``avtaleverk innboks``: each file in ``innboks/`` becomes a proposal with its report, or a reason why not.

A file that was read goes to ``innboks/lest/`` with its report. One that could not be read stays, with a report of why,
and is let alone until it is changed. Should the power go in the middle, the next run finds the proposal and says so.
"""

import hashlib
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from avtaleverk.cli.import_options import Wish, target_of
from avtaleverk.cli.import_work import Opened, Workplace, workplace
from avtaleverk.editing.deed import command
from avtaleverk.engines.editor.uploads import INBOX, REPORT
from avtaleverk.imports.against import next_number
from avtaleverk.imports.files import ENDINGS
from avtaleverk.imports.importing import Proposal
from avtaleverk.imports.report import Report
from avtaleverk.model.disk_faults import why
from avtaleverk.model.documents import Document
from avtaleverk.model.findings import AvtaleverkError

READ = "lest"
_STILL_SECONDS, _FRESH_SECONDS = 0.4, 2.0
_MOVING = "Fila er ikke ferdig kopiert. Vent litt, og kjør kommandoen på nytt"
_ONE = "Legg inn én om gangen"
_AGAIN = f"Rett fila, eller slett denne rapporten, og kjør «{command('innboks')}» for å prøve på nytt."
# What systems leave in every folder.
_NOBODYS = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file: the document and number of its proposal, or ``why`` there is none.

    ``report`` is all there is to say of it, and ``place`` where that is written, "" where it is nowhere.
    """

    name: str
    why: str = ""
    path: str = ""
    label: str = ""
    report: str = ""
    place: str = ""

    @property
    def is_taken(self) -> bool:
        """Say whether the file was made a proposal."""
        return not self.why


def waiting(root: Path) -> list[Path]:
    """Return the files that have not been looked at since they came; raises AvtaleverkError for an inbox elsewhere."""
    return [p for p in _texts(root) if not _has_report(p)]


def left_lying(root: Path) -> list[Path]:
    """Return the files that were looked at and could not be read; raises AvtaleverkError for an inbox elsewhere."""
    return [p for p in _texts(root) if _has_report(p)]


def passed_by(root: Path) -> list[str]:
    """Return the names of what lies in the inbox and is not looked at: folders, links, and files that are no texts."""
    every = [p for p in _entries(root) if not (_is_text(p) or p.name.endswith(REPORT) or p.name[0] in ".~")]
    return [f"{p.name}/" if p.is_dir() else p.name for p in every if p.name.lower() not in {READ, *_NOBODYS}]


def _texts(root: Path) -> list[Path]:
    return [p for p in _entries(root) if _is_text(p)]


def _entries(root: Path) -> list[Path]:
    folder = root / INBOX
    if folder.is_symlink():
        message = f"Mappa {INBOX}/ er en snarvei. Legg en vanlig mappe der."
        raise AvtaleverkError(message)
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _is_text(path: Path) -> bool:
    is_ours = path.name[0] not in ".~" and not path.name.endswith(REPORT)
    return is_ours and path.suffix.lower() in ENDINGS and path.is_file() and not path.is_symlink()


def _has_report(path: Path) -> bool:
    """Say whether a report was written after the file came."""
    report = path.with_name(path.name + REPORT)
    with suppress(OSError):
        return report.stat().st_mtime_ns >= path.stat().st_mtime_ns
    return False


def take_in(root: Path, day: date, *, writes: bool) -> list[Taken]:
    """Return what became of each waiting file; with ``writes`` proposals and reports are written, and files moved.

    Raises AvtaleverkError where the folder has errors, so that nothing can be told apart from them.
    """
    paths = waiting(root)
    if not paths:
        return []
    place = workplace(root, day)
    still = _still(paths)
    first = {path: _why_not(root, path, still) for path in paths}
    opened = [_opened(place, path) for path in paths if not first[path]]
    meant = Counter(o.match.document.folder for o in opened if isinstance(o, Opened) and o.match.document)
    tried = [o if isinstance(o, Taken) else _proposed(place, o, meant) for o in opened]
    reports = iter(place.finish([t for t in tried if isinstance(t, Proposal)], writes=writes))
    done = [t if isinstance(t, Taken) else _taken(next(reports)) for t in tried]
    found = [*(Taken(path.name, why=why) for path, why in first.items() if why), *done]
    return [_filed(root, taken) if writes else taken for taken in sorted(found, key=lambda t: t.name)]


def _still(paths: Sequence[Path]) -> set[Path]:
    """Return the files that do not grow any more."""
    before = {path: _size(path) for path in paths}
    if any(time.time() - path.stat().st_mtime < _FRESH_SECONDS for path in paths if path.exists()):
        time.sleep(_STILL_SECONDS)
    return {path for path, size in before.items() if size == _size(path)}


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else -1


def _why_not(root: Path, path: Path, still: set[Path]) -> str:
    if path not in still:
        return _MOVING
    if (same := _read_before(root, path)) is not None:
        return f"Den samme fila er lest før: {INBOX}/{READ}/{same}. Slett den her, eller gjør endringer i den"
    return ""


def _read_before(root: Path, path: Path) -> str | None:
    """Return the name of the file with the same content that was read before."""
    folder = root / INBOX / READ
    if not folder.is_dir() or folder.is_symlink():
        return None
    size = path.stat().st_size
    same = (p for p in sorted(folder.iterdir()) if p.is_file() and p.stat().st_size == size)
    return next((p.name for p in same if _digest(p) == _digest(path)), None)


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _opened(place: Workplace, path: Path) -> Opened | Taken:
    try:
        return place.open(path)
    except AvtaleverkError as error:
        return Taken(path.name, why=str(error))


def _proposed(place: Workplace, opened: Opened, meant: Counter[str]) -> Proposal | Taken:
    """Return the proposal of a file; it is held against the number that comes after all that the document has."""
    name, document = opened.path.name, opened.match.document
    if document is None:
        by_hand = command("importer", f"{INBOX}/{name}", "--som", "DOKUMENT", "--versjon", "NUMMER")
        cure = f"Skriv nummeret eller tittelen i navnet på fila, eller si hvilket det er: {by_hand}"
        return Taken(name, why=f"Dokumentet er ikke klart: {opened.match.why}. {cure}")
    if meant[document.folder] > 1:
        return Taken(name, why=f"Flere av filene gjelder {document.title}. {_ONE}")
    try:
        wish = Wish(name, document.folder, next_number(document, place.day))
        proposal = place.proposal(opened, target_of(place.corpus, wish, opened.match, place.day))
    except AvtaleverkError as error:
        return Taken(name, why=str(error))
    same = _same(document, proposal)
    return Taken(name, why=f"Teksten finnes allerede: {same}") if same else proposal


def _same(document: Document, proposal: Proposal) -> str:
    """Return the file that has just this text, "" where none has."""
    new = proposal.report.imported.new.strip()
    return next((v.source.path for v in document.versions if v.body.strip() == new), "")


def _taken(report: Report) -> Taken:
    why = report.refusal and "\n".join([report.refusal, *map(str, report.findings)])
    label = f"{report.label}, versjon {report.target.number}"
    return Taken(report.file, why, report.target.path, label, report.to_markdown())


def _filed(root: Path, taken: Taken) -> Taken:
    """Write the report of a file and put the file away; one that was not made a proposal stays."""
    path = root / INBOX / taken.name
    # What passes by itself, or with another file, is looked at again the next time.
    if taken.why == _MOVING or taken.why.endswith(_ONE):
        return taken
    folder = path.parent / READ if taken.is_taken else path.parent
    try:
        folder.mkdir(exist_ok=True)
        name = next(n for n in _names(path) if not (folder / n).exists()) if taken.is_taken else path.name
        report = folder / f"{name}{REPORT}"
        report.write_text(taken.report if taken.is_taken else _sorry(taken), "utf-8", newline="\n")
        if taken.is_taken:
            path.rename(folder / name)
            path.with_name(f"{path.name}{REPORT}").unlink(missing_ok=True)
    except OSError as error:
        words = f"Fila er lest, men kunne ikke ryddes bort ({why(error)}). Flytt den til {INBOX}/{READ}/ selv"
        return Taken(taken.name, taken.why or words, taken.path, taken.label, taken.report)
    return Taken(taken.name, taken.why, taken.path, taken.label, taken.report, report.relative_to(root).as_posix())


def _sorry(taken: Taken) -> str:
    return f"# Ikke lest: {taken.name}\n\n{taken.why.rstrip('.')}.\n\n{_AGAIN}\n\n{taken.report}".rstrip() + "\n"


def _names(path: Path) -> Iterator[str]:
    """Yield the name of a file, then the same with numbers."""
    yield path.name
    yield from (f"{path.stem}-{n}{path.suffix}" for n in range(2, 10_000))
