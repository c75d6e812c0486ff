"""``avtaleverk arsmelding``: writes a draft of the annual report from what the folder tells of a year."""

import argparse
from datetime import date
from pathlib import Path

from avtaleverk.cli.options import add_json, add_root, day
from avtaleverk.cli.report import as_json, complain, say
from avtaleverk.history import read_checked
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.findings import AvtaleverkError, Finding
from avtaleverk.organisation.annual import AnnualRecord, annual_record
from avtaleverk.organisation.annual_data import as_data
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.annual_report import annual_report, file_name
from avtaleverk.text import TextStore

NAME = "arsmelding"
ALIASES = ("årsmelding",)
HELP = "Lag et utkast til årsmelding av det som er lagt inn for et år."
_FIRST_YEAR = 1900


def _year(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) != len("2024") or int(text) < _FIRST_YEAR:
        msg = f"«{text}» er ikke et år. Skriv for eksempel 2024"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    parser.epilog = "Utkastet er en sak av typen årsmelding. Gjør den ferdig og legg den i organisasjon/saker/."
    parser.add_argument("aar", metavar="ÅR", type=_year, help="året, for eksempel 2024")
    add_root(parser)
    parser.add_argument("--dato", metavar="ÅÅÅÅ-MM-DD", type=day, help="regn med det som er kjent denne dagen (i dag)")
    parser.add_argument("--til", metavar="FIL", type=Path, help="fila utkastet skal skrives til (ellers vises det)")
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Write the draft; raises AvtaleverkError where the folder has errors or the year has nothing in it."""
    as_of = options.dato or date.today()  # noqa: DTZ011 - the editor's own day
    if options.aar > as_of.year:
        message = f"{options.aar} har ikke begynt ennå. Årsmeldingen ble ikke laget."
        raise AvtaleverkError(message)
    texts = TextStore()
    reading = read_checked(options.rot, texts)
    if reading.corpus is None:
        message = "Mappa har feil som må rettes først. Årsmeldingen ble ikke laget."
        raise AvtaleverkError(message, reading.errors)
    record = annual_record(reading.corpus, options.aar, as_of)
    if record.is_empty:
        raise AvtaleverkError(_nothing(reading.corpus, options.aar, as_of))
    return _write(_answer(reading.corpus, record, as_of, texts, options), options, as_of)


def _answer(corpus: Corpus, record: AnnualRecord, as_of: date, texts: TextStore, options: argparse.Namespace) -> str:
    if options.json:
        return as_json(as_data(record)) + "\n"
    return annual_report(Context(corpus, as_of, texts), record)


def _nothing(corpus: Corpus, year: int, as_of: date) -> str:
    """Return what to say of a year without data: which years have some."""
    known = sorted({m.held.year for m in corpus.meetings if m.held.year <= as_of.year})
    years = [str(y) for y in known if not annual_record(corpus, y, as_of).is_empty]
    hint = f" Det er lagt inn møter for {', '.join(years)}." if years else ""
    return f"Det er ikke lagt inn noe som skjedde i {year}. Årsmeldingen ble ikke laget.{hint}"


def _write(answer: str, options: argparse.Namespace, as_of: date) -> int:
    """Print the answer, or write it to a file that was not there before: a finished report is never lost."""
    if options.til is None:
        say(answer.rstrip("\n"))
        return 0
    try:
        with options.til.open("x", encoding="utf-8", newline="\n") as file:
            file.write(answer)
    except FileExistsError as error:
        hint = "Velg et annet navn, eller flytt fila som er der"
        raise AvtaleverkError(_UNWRITTEN, [Finding(str(options.til), 0, "", "Fila finnes fra før", hint)]) from error
    except OSError as error:
        hint = "Velg en mappe som finnes, og som du kan skrive i"
        finding = Finding(str(options.til), 0, "", "Fila kan ikke skrives her", hint)
        raise AvtaleverkError(_UNWRITTEN, [finding]) from error
    say(f"Skrevet: {options.til.resolve()}")
    if not options.json:
        complain(_next(options, file_name(as_of, options.aar)))
    return 0


def _next(options: argparse.Namespace, name: str) -> str:
    """Return what is left to do; a draft that lies where case papers lie already is not to be moved."""
    if options.til.resolve().parent == (options.rot / name).resolve().parent:
        return "Fyll inn datoen øverst, og skriv ferdig der det står «(Skriv …)»."
    return f"Gjør utkastet ferdig, og legg det i mappa som {name}"


_UNWRITTEN = "Ingenting ble skrevet."
