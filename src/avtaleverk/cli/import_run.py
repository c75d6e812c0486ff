"""What ``avtaleverk importer`` does when it is called: one file with its report, or several with a table."""

import argparse
from datetime import date
from pathlib import Path

from avtaleverk.cli.import_options import UsageError, Wish, target_of
from avtaleverk.cli.import_table import Outcome, files_in, outcomes, table
from avtaleverk.cli.import_work import Workplace, workplace
from avtaleverk.cli.report import as_json, complain, say
from avtaleverk.imports.report import Report
from avtaleverk.model.findings import AvtaleverkError, Finding

_WRONG_USE = 2


def run_import(options: argparse.Namespace) -> int:
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
