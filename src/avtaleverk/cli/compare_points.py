"""``avtaleverk sammenlign --punkter``: two documents side by side, and the points they share."""

import argparse
from pathlib import Path

from avtaleverk.cli.report import as_json
from avtaleverk.redline import share
from avtaleverk.redline.sharing_html import sharing_page
from avtaleverk.redline.sharing_text import sharing_dict, sharing_text
from avtaleverk.redline.sharing_words import Named, Told


def answer(one: str, other: str, options: argparse.Namespace) -> str:
    """Return what two bodies have in common, in the form that the user asked for."""
    names = _names(options.gammel, options.ny)
    told = Told(share(one, other), Named(names[0]), Named(names[1]), options.sprak)
    if options.format == "json":
        return as_json(sharing_dict(told)) + "\n"
    return sharing_page(told) if options.format == "html" else sharing_text(told)


def _names(one: Path, other: Path) -> tuple[str, str]:
    """Return what to call the two: the files alone, or with their folders where both have one name."""
    return (str(one), str(other)) if one.name == other.name else (one.name, other.name)
