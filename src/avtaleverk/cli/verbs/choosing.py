"""Which version of a document a verb is about, and what else several of them ask for."""

import argparse
from collections.abc import Sequence

from avtaleverk.cli.asking import Asker, one_of
from avtaleverk.cli.report import say
from avtaleverk.cli.text_choice import known_versions
from avtaleverk.editing.deed import Desk, capital, command, label
from avtaleverk.editing.revise import proposals
from avtaleverk.model.documents import ChangeKind, Document, Version

DATE = "ÅÅÅÅ-MM-DD"
KINDS = tuple(kind.value for kind in ChangeKind)


def add_change_options(parser: argparse.ArgumentParser) -> None:
    """Let the user say what is new in a text."""
    parser.add_argument("--endringer", metavar="TEKST", help="én linje om hva som er nytt, til versjonsloggen")
    parser.add_argument("--endringstype", metavar="TYPE", help=f"hva slags endring det er: {', '.join(KINDS)}")


def change_kind(ask: Asker, given: str | None) -> ChangeKind | None:
    """Return the kind of change that was said, if any was."""
    read = ask.option("--endringstype", given, one_of(KINDS))
    return ChangeKind(read) if read else None


def named_version(ask: Asker, document: Document, number: str | None) -> Version | None:
    """Return the version that was named, None (and a lack) where there is none of that number."""
    found = document.version(number) if number else None
    if number and not found:
        ask.lack(f"--versjon: {number} finnes ikke av {label(document)}. {known_versions(document)}")
    return found


def proposal_of(ask: Asker, document: Document, number: str | None) -> Version | None:
    """Return the proposal that is meant: the one named, or the only one there is."""
    if number:
        return named_version(ask, document, number)
    found = proposals(document)
    if len(found) == 1:
        return found[0]
    if not found:
        ask.lack(f"{capital(label(document))} har ikke noe forslag. Lag et: {command('revider', document.folder)}")
        return None
    return _one_of(ask, document, found, "forslag")


def approved_of(ask: Asker, desk: Desk, document: Document, number: str | None) -> Version | None:
    """Return the text that is meant: the one named, or the one in force."""
    if number:
        return named_version(ask, document, number)
    if found := desk.in_force(document):
        return found
    ask.lack(f"--versjon: ingen tekst av {label(document)} gjelder i dag. {known_versions(document)}")
    return None


def _one_of(ask: Asker, document: Document, found: Sequence[Version], what: str) -> Version | None:
    """Ask which of several is meant."""
    numbers = [version.number for version in found]
    if ask.asks:
        shown = "\n".join(f"  {v.number}  {v.changes or '(uten linje om hva som er nytt)'}" for v in found)
        say(f"{capital(label(document))} har flere {what}:\n{shown}")
    question = f"hvilket {what} det gjelder ({', '.join(numbers)})"
    chosen = ask.need("--versjon", None, question if not ask.asks else "Hvilket", one_of(numbers), numbers[-1])
    return document.version(chosen) if chosen else None
