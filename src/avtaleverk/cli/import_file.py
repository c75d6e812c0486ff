"""``avtaleverk importer``: a Word file, or another, becomes a proposal in the folder, with a report of what was read."""

import argparse
from pathlib import Path

from avtaleverk.cli.options import add_json, add_root, day

NAME = "importer"
HELP = "Gjør en Word-fil til et forslag i mappa, og få vite hva som ble lest."
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
    # Other commands start sooner without all that reads files.
    from avtaleverk.cli.import_run import run_import  # noqa: PLC0415 - the reason above

    return run_import(options)
