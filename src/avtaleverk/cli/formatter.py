"""``avtaleverk formater``: brings texts to the one form that this project writes, without a change to their pages."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from avtaleverk.cli.options import add_json, add_root
from avtaleverk.cli.report import as_json, print_findings, say
from avtaleverk.corpus.files import Folder
from avtaleverk.corpus.formatting import content_paths, formatted_file
from avtaleverk.corpus.read_community import markdown_paths
from avtaleverk.corpus.record_lines import replace_file
from avtaleverk.model.findings import AvtaleverkError, Finding, errors
from avtaleverk.text.markdown import new_parser

NAME = "formater"
HELP = "Skriv tekstene i fast form. Sidene blir som før, men endringer i filene blir lettere å se."
_NOT_WRITTEN = "Fila ble ikke formatert. Filene som er nevnt over, er ferdige."


@dataclass(slots=True)
class _Work:
    """What became of each file."""

    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    approved: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    parser.add_argument(
        "steder", metavar="FIL|MAPPE", nargs="*", type=Path, help="det som skal formateres (alle tekstene)"
    )
    add_root(parser)
    add_json(parser)
    parser.add_argument("--sjekk", action="store_true", help="si bare hvilke filer som ville blitt endret")
    parser.add_argument(
        "--også-vedtatte",
        "--ogsa-vedtatte",
        dest="approved",
        action="store_true",
        help="ta med vedtatte versjoner, som ellers blir liggende slik de ble vedtatt",
    )


def run(options: argparse.Namespace) -> int:
    """Format what was asked for; 1 where a file cannot be read, or with ``--sjekk`` where one would change.

    Raises AvtaleverkError where a place is not in the folder, or a file cannot be written.
    """
    folder = Folder(options.rot)
    work = _Work()
    parser = new_parser()
    for path in dict.fromkeys(_asked(folder, options.steder)):
        made = formatted_file(folder, path, parser)
        if made is None:
            continue
        place = options.rot / path
        if made.text.encode() == place.read_bytes():
            work.unchanged.append(path)
        elif made.is_approved and not options.approved:
            work.approved.append(path)
            continue
        else:
            work.changed.append(path)
            if not options.sjekk:
                replace_file(place, made.text, _NOT_WRITTEN)
        work.findings += made.kept
    work.findings += folder.findings
    _tell(work, options)
    return int(bool(errors(work.findings)) or (options.sjekk and bool(work.changed)))


def _asked(folder: Folder, places: list[Path]) -> Iterator[str]:
    """Yield the path of each file to format, relative to the root."""
    if not places:
        yield from content_paths(folder)
    root = folder.root.resolve()
    for place in places:
        if not place.exists():
            msg = f"«{place}» finnes ikke"
            raise AvtaleverkError(msg)
        if not place.resolve().is_relative_to(root):
            msg = f"«{place}» ligger ikke i mappa «{folder.root}». Velg mappa med --rot"
            raise AvtaleverkError(msg)
        path = place.resolve().relative_to(root).as_posix()
        if place.is_dir():
            yield from content_paths(folder) if path == "." else markdown_paths(folder, path)
        elif place.suffix == ".md":
            yield path
        else:
            folder.report(path, "Bare Markdown-filer kan formateres", "Navnet må slutte på .md")


def _tell(work: _Work, options: argparse.Namespace) -> None:
    if options.json:
        names = {"endret": work.changed, "uendret": work.unchanged, "vedtatt": work.approved}
        say(as_json(names | {"funn": [finding.as_dict() for finding in work.findings]}))
        return
    print_findings(work.findings)
    for path in work.changed:
        say(f"Ville blitt endret: {path}" if options.sjekk else f"Formatert: {path}")
    say(_sum(work, only_asked=options.sjekk))


def _sum(work: _Work, *, only_asked: bool) -> str:
    """Return what was done in a few sentences."""
    total = len(work.changed) + len(work.unchanged) + len(work.approved)
    if not total:
        return "Det var ingen tekster å formatere."
    done = "ville blitt endret" if only_asked else "ble endret"
    said = [f"{_files(len(work.changed))} {done}, {len(work.unchanged)} hadde fast form fra før."]
    if work.approved:
        said.append(
            f"{_files(len(work.approved))} med vedtatt tekst er ikke rørt. "
            "Vil du ha dem med, legger du til --også-vedtatte."
        )
    return " ".join(said)


def _files(count: int) -> str:
    return f"{count} {'fil' if count == 1 else 'filer'}"
