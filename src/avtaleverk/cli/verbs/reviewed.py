"""``avtaleverk gjennomgatt``: the parties have gone through the text in force, as the law asks every year (§ 6-5)."""

import argparse

from avtaleverk.cli.asking import Asker, date_of, need_document
from avtaleverk.cli.deeds import add_document, add_verb_options, run_verb
from avtaleverk.cli.verbs.choosing import DATE, approved_of
from avtaleverk.editing.deed import Deed, Desk
from avtaleverk.editing.review import reviewed

NAME = "gjennomgatt"
# As it is written by those who have the letter.
ALIASES = ("gjennomgått",)
HELP = "Før inn dagen partene gikk gjennom teksten som gjelder."
_EXAMPLE = f"avtaleverk gjennomgatt samarbeidsavtalen --dato {DATE}"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    add_document(parser, version="versjonen som ble gjennomgått (den som gjelder)")
    parser.add_argument("--dato", metavar=DATE, help="dagen partene gikk gjennom den")
    add_verb_options(parser)


def run(options: argparse.Namespace) -> int:
    """Note a review; 2 where too little was said."""
    return run_verb(options, _EXAMPLE, lambda desk, ask: _work(options, desk, ask))


def _work(options: argparse.Namespace, desk: Desk, ask: Asker) -> Deed:
    document = need_document(ask, desk.corpus, options.dokument)
    version = approved_of(ask, desk, document, options.versjon) if document else None
    day = ask.need(
        "--dato", options.dato, "Dagen partene gikk gjennom den", date_of, desk.day.isoformat() if ask.asks else DATE
    )
    ask.settle()
    assert document and version and day  # noqa: S101, PT018 - settled: what is missing was told
    return reviewed(desk, document, version, day)
