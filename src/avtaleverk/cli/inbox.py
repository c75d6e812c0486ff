"""``avtaleverk innboks``: the Word files that somebody has put into ``innboks/`` become proposals."""

import argparse
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from avtaleverk.cli.options import add_day, add_json, add_root
from avtaleverk.cli.report import as_json, say

if TYPE_CHECKING:
    from avtaleverk.cli.inbox_work import Taken

NAME = "innboks"
HELP = "Gjør filene i mappa innboks til forslag, hver med en rapport."

_EMPTY = "Innboksen er tom. Legg filer i mappa innboks, og kjør kommandoen på nytt."
_NOTHING_NEW = "Ingen nye filer i innboksen. De som ligger der, kunne ikke leses: se rapportene ved siden av dem."
_PASSED_BY = "Ikke sett på: {}. Filer som kan leses, er .docx, .odt, .pdf og .md, og de må ligge rett i mappa innboks."


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    parser.epilog = (
        "Filer som er lest, flyttes til innboks/lest med rapporten. De andre blir liggende, med en rapport som sier "
        "hvorfor. Mappa er ikke med på nettstedet."
    )
    add_root(parser)
    add_day(parser)
    parser.add_argument(
        "--prøv", "--prov", dest="prov", action="store_true", help="vis hva som ville skjedd, og skriv ingenting"
    )
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Take in what waits; 1 where a file did not become a proposal.

    Raises AvtaleverkError where the folder has errors.
    """
    # Other commands start sooner without all that reads files.
    from avtaleverk.cli.inbox_work import left_lying, passed_by, take_in  # noqa: PLC0415 - the reason above

    day = options.dato or date.today()  # noqa: DTZ011 - the editor's own day
    found = take_in(options.rot, day, writes=not options.prov)
    status = int(any(not taken.is_taken for taken in found))
    if options.json:
        say(as_json([asdict(taken) | {"skrevet": taken.is_taken and not options.prov} for taken in found]))
        return status
    for taken in found:
        _tell(taken, is_trial=options.prov)
    others = passed_by(options.rot)
    if not found and left_lying(options.rot):
        say(_NOTHING_NEW)
    elif not found and not others:
        say(_EMPTY)
    if others:
        say(_PASSED_BY.format(", ".join(others)))
    return status


def _tell(taken: "Taken", *, is_trial: bool) -> None:
    if not taken.is_taken:
        say(f"{taken.name} er ikke lest. {taken.why.rstrip('.')}.")
        return
    say(f"{taken.name} {'ville blitt' if is_trial else 'er'} {taken.path} ({taken.label}).")
    say(f"  Rapport: {taken.place}" if taken.place else "")
