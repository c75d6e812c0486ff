"""``avtaleverk rapport``: what a reviewer needs to know of a proposal, as Markdown for a comment."""

import argparse
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from avtaleverk.cli.options import add_json, add_root, day
from avtaleverk.cli.report import as_json, complain, say
from avtaleverk.cli.saving import save
from avtaleverk.engines.review_sides import side_of
from avtaleverk.engines.revisions import both_ends, folder_at
from avtaleverk.exports.review.facts import review
from avtaleverk.exports.review.markdown import MOST, report
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.text import TextStore

NAME = "rapport"
HELP = "Skriv hva et forslag endrer, for den som skal se over det."
_WRONG_USE = 2


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    parser.add_argument(
        "utgaver",
        nargs="?",
        metavar="BASE..HEAD",
        help="to utgaver i git, for eksempel main..HEAD; bare main måler mot mappa slik den er",
    )
    add_root(parser)
    parser.add_argument("--gammel", metavar="MAPPE", type=Path, help="mappa slik den var, i stedet for git")
    parser.add_argument("--ny", metavar="MAPPE", type=Path, help="mappa slik den er, i stedet for git")
    parser.add_argument("--til", metavar="FIL", type=Path, help="skriv rapporten til denne fila")
    parser.add_argument(
        "--nettadresse", metavar="URL", default="", help="der endringene kan ses, for lenkene i rapporten"
    )
    parser.add_argument("--dato", metavar="ÅÅÅÅ-MM-DD", type=day, help="dagen rapporten gjelder (i dag)")
    parser.add_argument("--helt", action="store_true", help="ta med alt, også om det blir for langt for en kommentar")
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Write the report; 0 whatever it tells, for ``sjekk`` judges. 2 where it is not said what to compare.

    Raises AvtaleverkError where git or a folder cannot be read, or the file not be written.
    """
    if wrong := _wrong_use(options):
        complain(wrong)
        return _WRONG_USE
    as_of, texts = options.dato or date.today(), TextStore()  # noqa: DTZ011 - the editor's own day
    with ExitStack() as stack:
        old, new = (side_of(place, as_of, texts) for place in _places(options, stack))
    found = review(old, new, as_of, texts, _site(options.nettadresse))
    text = as_json(found.as_dict()) + "\n" if options.json else report(found, None if options.helt else MOST)
    if options.til:
        save(options.til, text.encode(), replaces=True)
    else:
        say(text.rstrip("\n"))
    return 0


def _wrong_use(options: argparse.Namespace) -> str:
    """Return what is wrong with how the command was called, "" for nothing."""
    if bool(options.gammel) != bool(options.ny):
        return "--gammel og --ny hører sammen. Oppgi begge, eller skriv to utgaver i git, for eksempel main..HEAD."
    if bool(options.utgaver) == bool(options.gammel):
        return "Skriv hva som skal sammenlignes: to utgaver i git, for eksempel main..HEAD, eller --gammel og --ny."
    if options.nettadresse and not _site(options.nettadresse):
        return f"«{options.nettadresse}» er ikke en nettadresse. Skriv for eksempel https://eksempel.no/forslag/"
    return ""


def _site(address: str) -> str:
    """Return an address that pages can be put after, "" for what must not stand in a link."""
    is_sound = address.startswith(("https://", "http://")) and not set(address) & set(" ()<>[]\"'`\\\n\t")
    return f"{address.rstrip('/')}/" if is_sound else ""


def _places(options: argparse.Namespace, stack: ExitStack) -> tuple[Path, Path]:
    """Return the two folders to compare; those that git had to lay out are gone with the ``stack``."""
    if options.gammel:
        for place in (options.gammel, options.ny):
            if not place.is_dir():
                msg = f"Mappa {place} finnes ikke."
                raise AvtaleverkError(msg)
        return options.gammel, options.ny
    base, head = both_ends(options.rot, options.utgaver)
    old = stack.enter_context(folder_at(options.rot, base))
    return old, stack.enter_context(folder_at(options.rot, head)) if head else options.rot
