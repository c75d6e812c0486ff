"""``avtaleverk sjekk``: says what is wrong in the folder, and how to mend it."""

import argparse
from datetime import date
from pathlib import Path

from avtaleverk.cli.options import add_json, add_root, day
from avtaleverk.cli.report import as_json, complain, counted, print_findings, say
from avtaleverk.corpus import Reading
from avtaleverk.history import read_checked
from avtaleverk.history.lock_file import has_lock
from avtaleverk.model.findings import AvtaleverkError, errors
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.promises import broken, text_ids
from avtaleverk.text import TextStore

NAME = "sjekk"
HELP = "Se etter feil i mappa, og få vite hva du skal skrive i stedet."


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    add_root(parser)
    add_json(parser)
    parser.add_argument(
        "--dato", metavar="ÅÅÅÅ-MM-DD", type=day, help="dagen regler og frister skal vurderes på (i dag)"
    )
    parser.add_argument("--streng", action="store_true", help="regn advarsler som feil")


def run(options: argparse.Namespace) -> int:
    """Return 1 where something must be mended, 0 where nothing must."""
    as_of = options.dato or date.today()  # noqa: DTZ011 - the editor's own day
    texts = TextStore()
    reading = read_checked(options.rot, texts, judged_on=as_of)
    reading = with_links(reading, options.rot, as_of, texts)
    failed = bool(reading.findings if options.streng else reading.errors)
    if options.json:
        say(as_json([f.as_dict() for f in reading.findings]))
        return int(failed)
    print_findings(reading.findings)
    if reading.corpus:
        documents = list(reading.corpus.all_documents())
        versions = sum(len(d.versions) for d in documents)
        say(f"{len(documents)} dokumenter, {versions} versjoner: {counted(reading.findings)}.")
        if any(v.is_approved for d in documents for v in d.versions) and not has_lock(options.rot):
            complain("De vedtatte tekstene er ikke låst. Kjør avtaleverk lås når de er riktige.")
    else:
        say(f"{counted(reading.findings)}.")
    return int(failed)


def with_links(reading: Reading, root: Path, day: date, texts: TextStore) -> Reading:
    """Add what of the published links the site would lose; it is planned only where some are written down."""
    corpus = reading.corpus
    if corpus is None or not (corpus.published or corpus.forwardings):
        return reading
    try:
        plan = build_plan(corpus, root, day, texts)
        lost = broken(plan, text_ids(plan, texts)) if day >= date.today() else []  # noqa: DTZ011 - the editor's own day
    except AvtaleverkError as error:
        lost = list(error.findings)
    return Reading(None if errors(lost) else corpus, tuple(sorted({*reading.findings, *lost})))
