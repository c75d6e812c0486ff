"""What the editor in the browser does besides filling in forms: the same deeds as the commands do."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from avtaleverk.cli.inbox_work import Taken, take_in
from avtaleverk.cli.publish_words import ONLY_SHOWN, PUBLISHED
from avtaleverk.corpus.change_set import read_raw, write_changes
from avtaleverk.corpus.fields import VERSION_PATTERN
from avtaleverk.corpus.lookup import find_document
from avtaleverk.corpus.read_documents import INDEX
from avtaleverk.editing.deed import Desk
from avtaleverk.editing.forms import PROPOSALS, form_name
from avtaleverk.editing.revise import Revision, revise
from avtaleverk.history import read_checked
from avtaleverk.model.findings import AvtaleverkError, Finding, Severity
from avtaleverk.pages.editor_offers import MAKE, Offer
from avtaleverk.pages.editor_page import SiteDeed, Told, form_address
from avtaleverk.text import TextStore

_UNWRITTEN = "Ingenting er skrevet."
_SILENT = "Kommandoen svarte ikke. Se etter i mappa hva som ble gjort."
_WARNING = f"{Severity.WARNING.value}: "
_SHOWN = "Slik blir det for leserne"
# A whole site may have to be carried to another machine.
_PATIENCE_SECONDS = 1800


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

    def do(self, offer: Offer, document: str, number: str, answers: Mapping[str, str]) -> Told:
        """Call the verb of an offer as on the command line; raises AvtaleverkError in words where it says no."""
        given = [f"--{option}={value}" for option, value in answers.items()]
        version, named = [f"--versjon={number}"] if number else [], ["--", document] if document else []
        done = self._called(offer.verb, *given, *version, "--json", "--ja", *named)
        try:
            said = json.loads(done.stdout)
        except ValueError as error:
            raise AvtaleverkError(_SILENT) from error
        if done.returncode:
            words = [said.get("feil", ""), *said.get("mangler", []), *map(_found, said.get("funn", []))]
            raise AvtaleverkError("\n".join(filter(None, words)))
        title, *more = said["sagt"] or ["Det er gjort."]
        lines = (*more, *map(_found, said["funn"]))
        texts = [change["fil"] for change in said["endringer"] if not change["fil"].endswith(f"/{INDEX}")]
        form = _form(texts[0]) if offer is MAKE and texts else ""
        return Told(title, lines, tuple(map(_step, said["neste"])), form=form)

    def published(self, deed: SiteDeed, *, is_shown_only: bool) -> Told:
        """Publish or take back as on the command line; raises AvtaleverkError in words where nothing was done."""
        options = ["--tilbake"] if deed is SiteDeed.TAKE_BACK else []
        # What readers see is the folder as it is today, also where the editor looks at another day.
        done = self._called("publiser", *options, "--prøv" if is_shown_only else "--ja")
        if done.returncode:
            why = [line for line in done.stderr.splitlines() if not line.startswith(_WARNING)]
            raise AvtaleverkError("\n".join(why).strip() or _SILENT)
        answered = [_step(line) for line in done.stdout.splitlines()]
        lines, steps = [words for words, call in answered if not call], [step for step in answered if step[1]]
        is_news = is_shown_only and ONLY_SHOWN in done.stdout
        title = _SHOWN if is_news else next((w for w in lines if w.startswith(PUBLISHED)), lines[-1])
        # What was going to change is told before, not after.
        told = (words for words in lines if words != title) if is_shown_only else lines[lines.index(title) + 1 :]
        return Told(title, tuple(told), tuple(steps), report=done.stderr.strip(), then=deed if is_news else None)

    def _called(self, verb: str, *options: str) -> subprocess.CompletedProcess[str]:
        """Return what a verb answered; raises AvtaleverkError where it did not."""
        # A process of its own: the verb writes its answer where the editor's own words go.
        command = [sys.executable, "-m", "avtaleverk", verb, f"--rot={self.root}", *options]
        try:
            return subprocess.run(command, capture_output=True, text=True, check=False, timeout=_PATIENCE_SECONDS)  # noqa: S603 - words of ours, and values behind an =
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            raise AvtaleverkError(_SILENT) from error

    def take_in(self) -> tuple[Told, ...]:
        """Make proposals of the files in the inbox; raises AvtaleverkError where the folder has errors."""
        return tuple(_told(taken) for taken in take_in(self.root, self.day, writes=True))


def _found(finding: Mapping[str, Any]) -> str:
    """Return a finding of a verb as one line."""
    return str(Finding(*(finding[name] for name in ("sti", "linje", "felt", "melding", "rad"))))


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
