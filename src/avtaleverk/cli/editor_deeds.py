"""What the editor in the browser does besides filling in forms: the same deeds as the commands do."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from avtaleverk.cli.inbox_work import Taken, take_in
from avtaleverk.corpus.change_set import read_raw, write_changes
from avtaleverk.corpus.fields import VERSION_PATTERN
from avtaleverk.corpus.lookup import find_document
from avtaleverk.editing.deed import Desk
from avtaleverk.editing.forms import PROPOSALS, form_name
from avtaleverk.editing.revise import Revision, revise
from avtaleverk.history import read_checked
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.pages.editor_page import Told, form_address
from avtaleverk.text import TextStore

_UNWRITTEN = "Ingenting er skrevet."


@dataclass(frozen=True, slots=True)
class FolderDeeds:
    """The deeds on one folder; ``fixed`` is the day that it is seen as of, None for today."""

    root: Path
    fixed: date | None = None

    @property
    def day(self) -> date:
        """Return the day that counts."""
        return self.fixed or date.today()  # noqa: DTZ011 - the editor's own day

    def revise(self, document: str, number: str, changes: str) -> Told:
        """Make a proposal of the text in force; raises AvtaleverkError in words where none is made."""
        if number and not re.fullmatch(VERSION_PATTERN, number):
            message = f"«{number}» kan ikke være et versjonsnummer. Skriv for eksempel 1.1 eller 2025."
            raise AvtaleverkError(message)
        texts = TextStore()
        reading = read_checked(self.root, texts, judged_on=self.day)
        if reading.corpus is None:
            message = f"Mappa har feil som må rettes først. {_UNWRITTEN}"
            raise AvtaleverkError(message, reading.errors)
        desk = Desk(reading.corpus, self.day, lambda path: read_raw(self.root, path))
        wanted = Revision(find_document(reading.corpus, document), number or None, changes=changes or None)
        deed = revise(desk, wanted)
        after = read_checked(self.root, texts, judged_on=self.day, laid_over=deed.changes.texts())
        if after.corpus is None:
            message = f"Forslaget ville gitt feil i mappa. {_UNWRITTEN}"
            raise AvtaleverkError(message, after.errors)
        write_changes(self.root, deed.changes, _UNWRITTEN)
        title, *lines = deed.told
        made = next((_form(change.path) for change in deed.changes.changes), "")
        return Told(title, tuple(lines), tuple(map(_step, deed.next)), form=made)

    def take_in(self) -> tuple[Told, ...]:
        """Make proposals of the files in the inbox; raises AvtaleverkError where the folder has errors."""
        return tuple(_told(taken) for taken in take_in(self.root, self.day, writes=True))


def _form(path: str) -> str:
    """Return where the form of a new proposal is."""
    return form_address(form_name(path), PROPOSALS)


def _step(sentence: str) -> tuple[str, str]:
    """Return what comes next as its words and its command, which stands last after a colon."""
    words, found, command = sentence.partition(": avtaleverk ")
    return words, f"avtaleverk {command}" if found else ""


def _told(taken: Taken) -> Told:
    if not taken.is_taken:
        return Told(f"{taken.name} er ikke lest", (taken.why,), is_fault=True)
    return Told(
        f"{taken.name} er blitt et forslag", (taken.label, taken.path), report=taken.report, form=_form(taken.path)
    )
