"""``avtaleverk sammenlign``: two texts as one, with everything that changed marked; or two documents side by side."""

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from avtaleverk.cli import compare_points
from avtaleverk.cli.report import as_json, say
from avtaleverk.corpus.files import Folder
from avtaleverk.corpus.frontmatter import split_file
from avtaleverk.model.findings import AvtaleverkError, Finding
from avtaleverk.redline import Redline, compare

NAME = "sammenlign"
HELP = "Sammenlign to tekster, og få endringene merket."
_DESCRIPTION = "Metadataene øverst i filene sammenlignes ikke ord for ord, bare teksten under dem."


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    parser.epilog = _DESCRIPTION
    parser.add_argument("gammel", metavar="GAMMEL.md", type=Path, help="teksten slik den var")
    parser.add_argument("ny", metavar="NY.md", type=Path, help="teksten slik den er blitt")
    parser.add_argument("--format", choices=("tekst", "html", "json"), default="tekst", help="hva som skrives (tekst)")
    parser.add_argument(
        "--sprak", choices=("nb", "nn"), default="nb", help="språket på det som sies om endringene (nb)"
    )
    parser.add_argument(
        "--punkter", action="store_true", help="finn punktene to dokumenter har felles, i stedet for endringer"
    )
    parser.add_argument("--alt", action="store_true", help="ta med punktene som ikke er endret (gjelder tekst)")
    parser.add_argument("--til", metavar="FIL", type=Path, help="fila svaret skal skrives til (ellers vises det)")


def run(options: argparse.Namespace) -> int:
    """Write the answer; a redline is checked against both texts first, and a fault stops the command."""
    findings: list[Finding] = []
    texts = [_read(path, findings) for path in (options.gammel, options.ny)]
    if findings:
        message = "Filene ble ikke sammenlignet."
        raise AvtaleverkError(message, findings)
    (old_front, old), (new_front, new) = texts
    if options.punkter:
        return _write(compare_points.answer(old, new, options), options)
    redline = compare(old, new, metadata_differs=old_front != new_front)
    redline.verify(language=options.sprak)
    return _write(_answer(redline, options), options)


def _write(answer: str, options: argparse.Namespace) -> int:
    if options.til is None:
        say(answer.rstrip("\n"))
        return 0
    try:
        options.til.write_text(answer, "utf-8")
    except OSError as error:
        finding = Finding(
            str(options.til), 0, "", "Fila kan ikke skrives her", "Velg en mappe som finnes, og som du kan skrive i"
        )
        message = "Ingenting ble skrevet."
        raise AvtaleverkError(message, [finding]) from error
    say(f"Skrevet: {options.til.resolve()}")
    return 0


def _answer(redline: Redline, options: argparse.Namespace) -> str:
    if options.format == "json":
        return as_json(redline.to_dict(options.sprak)) + "\n"
    if options.format == "html":
        return redline.to_page(f"{options.gammel.name} → {options.ny.name}", options.sprak)
    colour = options.til is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return redline.to_text(options.sprak, colour=colour, everything=options.alt)


def _read(path: Path, findings: list[Finding]) -> tuple[str, str]:
    """Return front matter and text of a file, or add to the findings why it cannot be read."""
    folder = Folder(path.parent)
    if not folder.is_file(path.name):
        what = "er en mappe" if folder.is_dir(path.name) else "finnes ikke"
        findings.append(Finding(str(path), 0, "", f"Fila {what}", "Se etter at navnet er riktig"))
        return "", ""
    place = path.resolve()
    folder = Folder(place.parent)
    text = folder.text(place.name) or ""
    split = split_file(text, str(path))
    findings += [replace(finding, path=str(path)) for finding in folder.findings]
    if isinstance(split, Finding):
        findings.append(split)
        return "", ""
    return split
