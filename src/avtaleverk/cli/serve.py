"""``avtaleverk vis``: builds the site, serves it on this machine, and rebuilds when a file is saved."""

import argparse
import errno
import tempfile
from pathlib import Path

from avtaleverk.cli.options import add_day, add_formats, add_root
from avtaleverk.cli.report import complain, print_findings, say
from avtaleverk.engines.cache import FileCache, default_cache_path
from avtaleverk.engines.progress import terminal_progress
from avtaleverk.engines.workshop import Workshop
from avtaleverk.model.disk_faults import why
from avtaleverk.model.findings import AvtaleverkError

NAME = "vis"
HELP = "Bygg nettstedet og vis det på denne maskinen. Sidene følger med når du lagrer."


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    add_root(parser)
    add_day(parser)
    add_formats(parser)
    parser.add_argument("--port", type=int, default=8000, help="porten nettstedet skal vises på (8000)")
    parser.add_argument("--apne", action="store_true", help="åpne nettstedet i nettleseren")


def run(options: argparse.Namespace) -> int:
    """Serve until the user stops it."""
    from avtaleverk.engines.live import serve  # noqa: PLC0415 - the engine takes half a second to load

    cache = FileCache(default_cache_path())
    workshop = Workshop(
        options.rot.resolve(), options.dato, cache, terminal_progress(), is_preview=True, formats=options.med
    )
    with tempfile.TemporaryDirectory(prefix="avtaleverk-") as place:
        try:
            serve(workshop, Path(place) / "site", options.port, report=_report, open_browser=options.apne)
        except OSError as error:
            reason = "den er opptatt" if error.errno == errno.EADDRINUSE else why(error)
            complain(f"Kan ikke vise nettstedet på port {options.port}: {reason}. Prøv en annen med --port")
            return 1
    return 0


def _report(workshop: Workshop, seconds: float, error: AvtaleverkError | None) -> None:
    """Tell the editor how a build went; the site of the last good build stays where it is."""
    workshop.progress.clear()
    print_findings(workshop.reading.findings if workshop.reading else ())
    if error:
        complain(f"{error}. Nettstedet viser fortsatt forrige utgave.")
    else:
        say(f"Bygd på {seconds:.1f} sekunder.")
