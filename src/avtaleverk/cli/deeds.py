"""How every verb runs: it asks, works out what would change, checks that, shows it, writes it, and says what is next."""

import argparse
import re
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from avtaleverk.cli.asking import Asker, BrokenOffError, confirmed, is_terminal
from avtaleverk.cli.check import with_links
from avtaleverk.cli.deed_words import changes_as_data, changes_in_words
from avtaleverk.cli.options import add_json, add_root
from avtaleverk.cli.refusing import or_refused
from avtaleverk.cli.report import as_json, print_findings, say
from avtaleverk.corpus import Reading
from avtaleverk.corpus.change_set import ChangeSet, file_signs, moved_on, read_raw, write_changes
from avtaleverk.editing.deed import Deed, Desk, command
from avtaleverk.history import read_checked
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.findings import AvtaleverkError, Finding
from avtaleverk.text import TextStore

OK = 0
_UNWRITTEN = "Ingenting er skrevet."
_MEND_FIRST = f"Mappa har feil som må rettes først. {_UNWRITTEN}"
_LEAD = ": avtaleverk "
_NUMBERS = re.compile(r"\d+")
# The command that knows no folder, but files.
_OF_FILES = "sammenlign "
Work = Callable[[Desk, Asker], Deed]
# What a deed takes with it when the folder is known as it would be, such as the lock of a text that is approved.
Complete = Callable[[Desk, Deed, Corpus], Deed]


def add_verb_options(parser: argparse.ArgumentParser) -> None:
    """Add what every verb can be told."""
    add_root(parser)
    parser.add_argument(
        "--prøv", "--prov", dest="prov", action="store_true", help="vis hva som ville blitt endret, og skriv ingenting"
    )
    parser.add_argument("--ja", action="store_true", help="skriv uten å spørre først")
    add_json(parser)


def add_document(parser: argparse.ArgumentParser, *, version: str) -> None:
    """Let the user name a document and one of its versions; ``version`` says which it is where none is named."""
    parser.add_argument(
        "dokument", metavar="DOKUMENT", nargs="?", help="mappa, nummeret eller begynnelsen av navnet, for eksempel 5"
    )
    parser.add_argument("--versjon", metavar="NUMMER", help=version)


def add_anyway(parser: argparse.ArgumentParser) -> None:
    """Let the user do what a rule would stop."""
    parser.add_argument("--likevel", action="store_true", help="gjør det selv om en regel sier noe annet")


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder as it is; ``signs`` tell whether its files are still the same."""

    root: Path
    day: date
    texts: TextStore
    reading: Reading
    corpus: Corpus
    signs: Mapping[str, tuple[int, int]]

    def hold(self, changes: ChangeSet) -> None:
        """Raise AvtaleverkError where a file was edited since it was read: what was answered was about another text."""
        if edited := moved_on(self.root, changes, self.signs):
            raise AvtaleverkError(_UNWRITTEN, edited)

    def after(self, changes: ChangeSet) -> Corpus:
        """Return the folder as it would be; raises AvtaleverkError where the whole check would find errors in it."""
        return self._after(changes)[0]

    def news(self, deed: Deed) -> Iterator[Finding]:
        """Yield the warnings that a deed gives reason to tell; raises AvtaleverkError as above."""
        after = self._after(deed.changes)[1]
        known, now = {_what(finding) for finding in self.reading.findings}, {_what(finding) for finding in after}
        gone = {_uncounted(finding) for finding in self.reading.findings if _what(finding) not in now}
        touched = deed.changes.texts()
        for finding in after:
            is_known = _what(finding) in known and finding.path != deed.settles
            is_copied = finding.path in touched and (deed.copied, finding.field, finding.message) in known
            # Other numbers in what is said of a file that nobody touched, such as how many guidelines there are not.
            is_recounted = finding.path not in touched and _uncounted(finding) in gone
            if not (is_known or is_copied or is_recounted or finding.message.startswith(deed.expects)):
                yield finding

    def _after(self, changes: ChangeSet) -> tuple[Corpus, tuple[Finding, ...]]:
        reading = read_checked(self.root, self.texts, judged_on=self.day, laid_over=changes.texts())
        reading = with_links(reading, self.root, self.day, self.texts)
        if reading.corpus is None:
            before = {_what(finding) for finding in with_links(self.reading, self.root, self.day, self.texts).errors}
            is_new = any(_what(finding) not in before for finding in reading.errors)
            message = f"Endringen ville gitt feil i mappa. {_UNWRITTEN}" if is_new else _MEND_FIRST
            raise AvtaleverkError(message, reading.errors)
        return reading.corpus, reading.findings


def run_verb(
    options: argparse.Namespace,
    example: str,
    work: Work,
    complete: Complete | None = None,
    first: Callable[[], object] | None = None,
) -> int:
    """Run one verb from the first question to what comes next; ``example`` is a call that would do.

    ``complete`` adds to a deed what can be told only when the folder is known as it would be. ``first`` is done right
    before anything is written, and where the deed was done before, but not where somebody only looks.

    Raises AvtaleverkError where the folder has errors, or nothing can be written.
    """
    ask = Asker(asks=is_terminal() and not options.json, example=_about(example, options))

    def run() -> int:
        place = _place(options.rot)
        desk = Desk(place.corpus, place.day, lambda path: read_raw(options.rot, path))
        deed = work(desk, ask)
        place.hold(deed.changes)
        if complete and not deed.is_done:
            deed = complete(desk, deed, place.after(deed.changes))
        return _finish(options, place, deed, first, asks=ask.asks)

    return or_refused(options, run, "skrevet", _UNWRITTEN)


def _about(example: str, options: argparse.Namespace) -> str:
    """Return an example with the document that was named in the call, where one was."""
    named = getattr(options, "dokument", None)
    if not named:
        return example
    program, verb, _, rest = example.split(" ", 3)
    return " ".join([program, verb, shlex.quote(named), rest])


def _place(root: Path) -> _Place:
    """Return the folder as it is today; raises AvtaleverkError where it has errors."""
    texts, today = TextStore(), date.today()  # noqa: DTZ011 - the editor's own day
    signs = file_signs(root)
    reading = read_checked(root, texts, judged_on=today)
    if reading.corpus is None:
        raise AvtaleverkError(_MEND_FIRST, reading.errors)
    return _Place(root, today, texts, reading, reading.corpus, signs)


def _finish(
    options: argparse.Namespace, place: _Place, deed: Deed, first: Callable[[], object] | None, *, asks: bool
) -> int:
    """Check, show and write what a deed changes; raises BrokenOffError where somebody says no."""
    warnings = [] if deed.is_done else list(place.news(deed))
    if not options.json:
        _show(deed, warnings)
    writes = not options.prov and not deed.is_done
    if writes and asks and not options.ja and not confirmed("Skal jeg skrive dette?"):
        raise BrokenOffError(_UNWRITTEN)
    if first and not options.prov:
        first()
    if writes:
        write_changes(options.rot, deed.changes, _UNWRITTEN)
    _tell(options, deed, warnings, is_written=writes)
    return OK


def _what(finding: Finding) -> tuple[str, str, str]:
    """Return what a finding says wherever its line has moved to."""
    return finding.path, finding.field, finding.message


def _uncounted(finding: Finding) -> tuple[str, str, str]:
    """Return the same without its numbers."""
    return finding.path, finding.field, _NUMBERS.sub("", finding.message)


def _show(deed: Deed, warnings: list[Finding]) -> None:
    if not deed.is_done:
        say(changes_in_words(deed.changes))
    print_findings(warnings)


def _tell(options: argparse.Namespace, deed: Deed, warnings: list[Finding], *, is_written: bool) -> None:
    """Say what was done and what comes next."""
    steps = [_with_root(step, options.rot) for step in deed.next]
    if options.json:
        data = {
            "skrevet": is_written,
            "endringer": changes_as_data(deed.changes),
            "sagt": list(deed.told),
            "neste": steps,
            "funn": [finding.as_dict() for finding in warnings],
        }
        say(as_json(data))
        return
    if options.prov and not deed.is_done:
        say(f"Dette er bare vist. {_UNWRITTEN}")
        return
    for line in deed.told:
        say(line)
    if steps:
        say("\nDette kommer så:" if deed.told else "Dette kommer så:")
    for step in steps:
        say(f"  {step}")
    sys.stdout.flush()


def _with_root(step: str, root: Path) -> str:
    """Return a next step with the folder that this command was told, so that it can be typed as it stands."""
    if _LEAD not in step or root == Path():
        return step
    words, _, said = step.rpartition(_LEAD)
    if said.startswith(_OF_FILES):
        verb, *paths = shlex.split(said)
        return f"{words}: {command(verb, *(str(root / path) for path in paths))}"
    return f"{step} --rot {shlex.quote(str(root))}"
