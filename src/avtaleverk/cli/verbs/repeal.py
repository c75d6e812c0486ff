"""``avtaleverk opphev``: a text no longer applies from a day on."""

import argparse

from avtaleverk.cli.asking import Asker, date_of, need_document, text_of
from avtaleverk.cli.deeds import add_document, add_verb_options, run_verb
from avtaleverk.cli.verbs.choosing import DATE, approved_of
from avtaleverk.editing.deed import Deed, Desk
from avtaleverk.editing.review import repealed

NAME = "opphev"
HELP = "Opphev en tekst fra en dag. Den blir liggende på adressen sin."
_EXAMPLE = f"avtaleverk opphev 1 --dato {DATE}"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    add_document(parser, version="versjonen som skal oppheves (den som gjelder)")
    parser.add_argument("--dato", metavar=DATE, help="første dag teksten ikke gjelder")
    parser.add_argument("--sak", metavar="SAK", help="saken i organisasjon/saker/ som det ble vedtatt i, uten .md")
    add_verb_options(parser)


def run(options: argparse.Namespace) -> int:
    """Repeal a text; 2 where too little was said."""
    return run_verb(options, _EXAMPLE, lambda desk, ask: _work(options, desk, ask))


def _work(options: argparse.Namespace, desk: Desk, ask: Asker) -> Deed:
    document = need_document(ask, desk.corpus, options.dokument)
    version = approved_of(ask, desk, document, options.versjon) if document else None
    day = ask.need("--dato", options.dato, "Første dag teksten ikke gjelder", date_of, "" if ask.asks else DATE)
    case = ask.option("--sak", options.sak, text_of)
    ask.settle()
    assert document and version and day  # noqa: S101, PT018 - settled: what is missing was told
    return repealed(desk, document, version, day, case)
