"""``avtaleverk rediger``: the editor in the browser, on this machine, for the folder and nobody else."""

import argparse
import errno
import tempfile
import webbrowser
from pathlib import Path

from avtaleverk.cli.options import add_day, add_root
from avtaleverk.cli.report import complain, print_findings, say
from avtaleverk.engines.cache import FileCache, default_cache_path
from avtaleverk.engines.progress import terminal_progress
from avtaleverk.engines.workshop import Workshop
from avtaleverk.model.findings import AvtaleverkError

NAME = "rediger"
HELP = "Rediger mappa i nettleseren, med skjemaer og rødmerket forhåndsvisning."
_PORT = 8010
_SERVICES = ("github", "gitlab", "forgejo", "gitea")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    parser.epilog = (
        "Redigeringssiden vises bare på denne maskinen. Med --skriv lages de samme skjemaene som en mappe som kan "
        "legges ut for et arkiv hos en tjeneste, der det som lagres, går til gjennomsyn. Kommentarer mellom feltene i "
        "filene blir ikke med når noen lagrer der. Gitea har ikke gjennomsyn i skjemaene: oppgi en egen gren med --gren."
    )
    add_root(parser)
    add_day(parser)
    parser.add_argument("--port", type=int, default=_PORT, help=f"porten siden skal vises på ({_PORT})")
    parser.add_argument("--apne", "--åpne", dest="apne", action="store_true", help="åpne siden i nettleseren")
    parser.add_argument("--skriv", metavar="MAPPE", type=Path, help="skriv skjemaene til en mappe i stedet")
    parser.add_argument("--repo", metavar="EIER/NAVN", default="", help="arkivet skjemaene skal skrive til")
    parser.add_argument("--tjeneste", choices=_SERVICES, default="github", help="tjenesten arkivet ligger hos (github)")
    parser.add_argument("--gren", metavar="NAVN", default="main", help="grenen skjemaene leser og skriver (main)")
    parser.add_argument(
        "--adresse", metavar="ADRESSE", default="", help="adressen til tjenesten, når den er deres egen"
    )
    parser.add_argument(
        "--innlogging", metavar="ADRESSE", default="", help="adressen dere logger inn på GitHub gjennom"
    )
    parser.add_argument(
        "--app-id", metavar="NUMMER", default="", help="skjemaenes nummer hos GitLab, Forgejo eller Gitea"
    )


def run(options: argparse.Namespace) -> int:
    """Serve until the user stops it, or write the forms for a repository.

    Raises AvtaleverkError where the folder has errors.
    """
    if options.skriv:
        return _write(options)
    # The engine takes half a second to load.
    from avtaleverk.cli.editor_deeds import FolderDeeds  # noqa: PLC0415 - see above
    from avtaleverk.engines.editor.serving import serve_editor  # noqa: PLC0415 - see above

    _fetch()
    cache = FileCache(default_cache_path())
    workshop = Workshop(options.rot.resolve(), options.dato, cache, terminal_progress(), is_preview=True)
    with tempfile.TemporaryDirectory(prefix="avtaleverk-") as place:
        try:
            serve_editor(
                workshop,
                Path(place) / "site",
                options.port,
                deeds=FolderDeeds(workshop.root, workshop.day),
                ready=lambda address: _ready(workshop, address, is_opened=options.apne),
            )
        except OSError as error:
            why = "den er opptatt" if error.errno == errno.EADDRINUSE else "den kan ikke brukes"
            complain(f"Kan ikke vise siden på port {options.port}: {why}. Prøv en annen med --port")
            return 1
    return 0


def _ready(workshop: Workshop, address: str, *, is_opened: bool) -> None:
    workshop.progress.clear()
    print_findings(workshop.reading.findings if workshop.reading else ())
    say(f"Rediger på {address} (stopp med Ctrl+C)")
    if is_opened:
        webbrowser.open(address)


def _fetch() -> None:
    """Get the forms where they are not there; the start page works without them."""
    from avtaleverk.engines.editor.bundle import fetched_bundle, is_fetched  # noqa: PLC0415 - only this command

    if not is_fetched():
        say("Henter skjemaene. Det gjøres bare første gang.")
        try:
            fetched_bundle()
        except AvtaleverkError as error:
            complain(str(error))


def _write(options: argparse.Namespace) -> int:
    from avtaleverk.engines.editor.hosted import Repository, write_hosted  # noqa: PLC0415 - only here

    where = Repository(
        options.tjeneste,
        options.repo.strip("/"),
        options.gren,
        options.adresse.rstrip("/"),
        options.innlogging.rstrip("/"),
        options.app_id,
    )
    if lacks := where.lacks():
        complain("\n".join(["Det mangler noe:", *lacks]))
        return 2
    write_hosted(options.rot.resolve(), options.skriv.resolve(), where, options.dato)
    say(f"Skjemaene er skrevet til {options.skriv}. Bare de som kan logge inn i arkivet, kan lagre.")
    return 0
