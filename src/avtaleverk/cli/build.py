"""``avtaleverk bygg``: builds the whole site and swaps it for the old one."""

import argparse
import time
from pathlib import Path

from avtaleverk.cli.options import add_day, add_formats, add_json, add_root
from avtaleverk.cli.report import as_json, counted, print_findings, say
from avtaleverk.engines.cache import FileCache, default_cache_path
from avtaleverk.engines.progress import terminal_progress
from avtaleverk.engines.workshop import Workshop
from avtaleverk.model.addresses import BOOK, file_format
from avtaleverk.model.downloads import FileFormat

NAME = "bygg"
HELP = "Bygg nettstedet."

_NO_BOOK = (
    "Boka med alle tekster er ikke med: enten gjelder ingen tekst, eller så er de for lange til å lages hver gang. "
    "Du kan lage den selv: avtaleverk eksporter --alt --til bok.pdf"
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    add_root(parser)
    add_day(parser)
    add_json(parser)
    add_formats(parser)
    parser.add_argument("--til", metavar="MAPPE", type=Path, help="mappa nettstedet skal ligge i (site i rotmappa)")
    parser.add_argument(
        "--sider", metavar="MAPPE", type=Path, help="skriv sidene som Markdown til en annen sidebygger i stedet"
    )
    parser.add_argument("--uten-mellomlager", action="store_true", help="lag alle sidene på nytt")


def run(options: argparse.Namespace) -> int:
    """Build; raises AvtaleverkError where the folder has errors, and the old site is untouched."""
    # The engine takes half a second to load, which `sjekk` and `--help` need not wait for.
    from avtaleverk.engines.run_mkdocs import build_site  # noqa: PLC0415 - see above
    from avtaleverk.engines.staged import write_staged  # noqa: PLC0415 - see above

    start = time.monotonic()
    cache = None if options.uten_mellomlager else FileCache(default_cache_path())
    workshop = Workshop(options.rot.resolve(), options.dato, cache, terminal_progress(), formats=options.med)
    target = (options.sider or options.til or options.rot / "site").resolve()
    plan = write_staged(workshop, target) if options.sider else build_site(workshop, target)
    workshop.progress.clear()
    findings = workshop.reading.findings if workshop.reading else ()
    versions = sum(len(d.versions) for d in plan.corpus.all_documents())
    files = sum(file_format(f.path) is not None for f in plan.files)
    seconds = time.monotonic() - start
    if options.json:
        say(
            as_json(
                {
                    "sider": len(plan.pages),
                    "versjoner": versions,
                    "filer": files,
                    "funn": [f.as_dict() for f in findings],
                    "nye_adresser": workshop.unrecorded,
                    "sekunder": round(seconds, 2),
                    "mappe": str(target),
                }
            )
        )
        return 0
    print_findings(findings)
    made = f"{files} filer, " if options.med else ""
    say(f"{len(plan.pages)} sider, {versions} versjoner, {made}{counted(findings)}, {seconds:.1f} sekunder: {target}")
    if FileFormat.PDF in options.med and not any(f.path == BOOK for f in plan.files):
        say(_NO_BOOK)
    if new := workshop.unrecorded:
        word = "adresse har" if new == 1 else "adresser har"
        say(f"{new} {word} noe nytt som ikke er notert. Kjør avtaleverk permalenker når nettstedet er publisert.")
    return 0
