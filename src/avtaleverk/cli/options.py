"""The options that several commands share."""

import argparse
from datetime import date
from pathlib import Path

from avtaleverk.model.downloads import Formats, formats_of
from avtaleverk.model.findings import AvtaleverkError


def day(text: str) -> date:
    """Read a date on the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        msg = f"«{text}» er ikke en dato. Skriv for eksempel 2024-09-26"
        raise argparse.ArgumentTypeError(msg) from error


def add_root(parser: argparse.ArgumentParser) -> None:
    """Let the user name the folder to work on."""
    parser.add_argument(
        "--rot", metavar="MAPPE", type=Path, default=Path(), help="mappa der helsefellesskap.yml ligger (her)"
    )


def add_day(parser: argparse.ArgumentParser) -> None:
    """Let the user choose the day that the site shows."""
    parser.add_argument("--dato", metavar="ÅÅÅÅ-MM-DD", type=day, help="dagen nettstedet skal vise (i dag)")


def add_json(parser: argparse.ArgumentParser) -> None:
    """Let a program read the answer."""
    parser.add_argument("--json", action="store_true", help="skriv svaret som JSON")


def _formats(text: str) -> Formats:
    """Read the formats of files on the command line."""
    try:
        return formats_of(text.split(","))
    except AvtaleverkError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def add_formats(parser: argparse.ArgumentParser) -> None:
    """Let the user have the texts as files."""
    parser.add_argument(
        "--med",
        metavar="FORMATER",
        type=_formats,
        default=(),
        help="lag også filer av tekstene: docx, pdf eller docx,pdf",
    )
