"""``avtaleverk importer``: a Word file, or another, becomes a proposal in the folder, with a report of what was read."""

import argparse
from datetime import date
from pathlib import Path

from avtaleverk.cli.import_options import UsageError, Wish, target_of
from avtaleverk.cli.import_table import Outcome, files_in, outcomes, table
from avtaleverk.cli.import_work import Workplace, workplace
from avtaleverk.cli.options import add_json, add_root, day
from avtaleverk.cli.report import as_json, complain, say
from avtaleverk.imports.report import Report
from avtaleverk.model.findings import AvtaleverkError, Finding

NAME = "importer"
HELP = "Gjør en Word-fil til et forslag i mappa, og få vite hva som ble lest."
_WRONG_USE = 2
_DESCRIPTION = (
    "Filer som kan leses, er .docx, .odt, .pdf og .md. Endringer som er merket i Word, sporede eller i rødt, blir til "
    "en gammel og en ny tekst. En versjon som finnes fra før, blir aldri skrevet over."
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    parser.epilog = _DESCRIPTION
    parser.add_argument(
        "filer", metavar="FIL", type=Path, nargs="+", help="fila som skal leses, eller ei mappe med filer"
    )
    parser.add_argument(
        "--som", metavar="DOKUMENT", help="dokumentet fila gjelder: mappa, nummeret eller begynnelsen av navnet"
    )
    parser.add_argument("--versjon", metavar="NUMMER", help="nummeret den nye teksten får, for eksempel 1.1")
    parser.add_argument(
        "--tittel", metavar="TITTEL", default="", help="tittelen, når dokumentet er nytt eller har byttet navn"
    )
    parser.add_argument(
        "--prøv", "--prov", dest="prov", action="store_true", help="vis rapporten, men skriv ingenting i mappa"
    )
    parser.add_argument(
        "--rapport", metavar="FIL", type=Path, help="fila rapporten skal skrives til (ellers vises den)"
    )
    add_root(parser)
    parser.add_argument(
        "--dato", metavar="ÅÅÅÅ-MM-DD", type=day, help="dagen som avgjør hvilken tekst som gjelder (i dag)"
    )
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Write a proposal for each file; 1 where one of them was not written, 2 where too little was said.

    Raises AvtaleverkError where the folder has errors, or the only file cannot be read.
    """
    as_of = options.dato or date.today()  # noqa: DTZ011 - the editor's own day
    place = workplace(options.rot, as_of)
    paths = files_in(options.filer)
    if len(paths) == 1 and (options.som or paths == options.filer):
        try:
            return _one(place, paths[0], options)
        except UsageError as error:
            complain(str(error))
            return _WRONG_USE
    return _several(place, paths, options)


def _one(place: Workplace, path: Path, options: argparse.Namespace) -> int:
    opened = place.open(path)
    wish = Wish(str(path), options.som, options.versjon, options.tittel)
    target = target_of(place.corpus, wish, opened.match, place.day)
    report = place.finish([place.proposal(opened, target)], writes=not options.prov)[0]
    _answer([report], report.to_markdown(), report.as_dict(), options)
    return int(bool(report.refusal))


def _several(place: Workplace, paths: list[Path], options: argparse.Namespace) -> int:
    if options.som or options.tittel:
        complain("--som og --tittel gjelder én fil. Nevn én fil om gangen, eller ta dem bort.")
        return _WRONG_USE
    found = outcomes(place, paths, options.versjon, writes=not options.prov)
    reports = [outcome.report for outcome in found if outcome.report]
    shown = table(found)
    whole = "\n".join([shown, *(report.to_markdown() for report in reports)])
    _answer(reports, whole if options.rapport else shown, [_data(outcome) for outcome in found], options)
    return int(any(outcome.failed for outcome in found))


def _data(outcome: Outcome) -> dict[str, object]:
    said = outcome.report.as_dict() if outcome.report else {"fil": outcome.name, "skrevet": False}
    return said | {"hvorfor_ikke": outcome.why} if outcome.why else said


def _answer(reports: list[Report], text: str, data: object, options: argparse.Namespace) -> None:
    """Show the report, or write it to a file and say in short what happened."""
    if options.json:
        say(as_json(data))
    if options.rapport:
        _write(options.rapport, text)
    if options.json:
        return
    if options.rapport:
        written = [report.target.path for report in reports if report.is_written]
        say("\n".join([*(f"Skrevet: {path}" for path in written), f"Rapporten: {options.rapport.resolve()}"]))
    else:
        say(text.rstrip("\n"))


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        hint = "Velg en mappe som finnes, og som du kan skrive i. Forslaget selv er skrevet"
        finding = Finding(str(path), 0, "", "Rapporten kan ikke skrives her", hint)
        message = "Rapporten ble ikke skrevet."
        raise AvtaleverkError(message, [finding]) from error
