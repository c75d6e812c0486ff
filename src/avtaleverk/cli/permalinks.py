"""``avtaleverk permalenker``: writes down every address and anchor of the site, so that none of them can be lost."""

import argparse

from avtaleverk.cli.options import add_formats, add_json, add_root
from avtaleverk.cli.report import as_json, complain, print_findings, say
from avtaleverk.corpus.files import Folder
from avtaleverk.corpus.permalinks_file import PERMALINKS, Permalinks, format_permalinks, read_permalinks
from avtaleverk.corpus.record_lines import replace_file
from avtaleverk.engines.cache import FileCache, default_cache_path
from avtaleverk.engines.progress import terminal_progress
from avtaleverk.engines.verify import planned_ids
from avtaleverk.engines.workshop import Workshop
from avtaleverk.site.promises import broken, promised

NAME = "permalenker"
HELP = "Noter alle adressene på nettstedet, så ingen av dem kan bli borte uten at det blir oppdaget."
_NOTHING_WRITTEN = "Ingenting ble notert."


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    add_root(parser)
    add_json(parser)
    add_formats(parser)


def run(options: argparse.Namespace) -> int:
    """Write down what is new and lose no line; 1 where something that was published is lost already.

    Raises AvtaleverkError where the folder has errors, or the file cannot be written.
    """
    workshop = Workshop(
        options.rot.resolve(), None, FileCache(default_cache_path()), terminal_progress(), formats=options.med
    )
    plan = workshop.plan()
    ids = planned_ids(plan)
    workshop.finish()
    workshop.progress.clear()
    old = {p.address: p.anchors for p in plan.corpus.published}
    new = {address: frozenset(anchors) for address, anchors in promised(plan, ids).items()}
    whole = {address: old.get(address, frozenset()) | new.get(address, frozenset()) for address in {*old, *new}}
    comments = (read_permalinks(Folder(options.rot)) or Permalinks()).comments
    replace_file(options.rot / PERMALINKS, format_permalinks(whole, comments), _NOTHING_WRITTEN)
    lost = broken(plan, ids)
    counts = {
        "nye_adresser": len(whole) - len(old),
        "nye_ankre": sum(map(len, whole.values())) - sum(map(len, old.values())),
        "adresser": len(whole),
    }
    if options.json:
        say(as_json(counts | {"funn": [finding.as_dict() for finding in lost]}))
        return int(bool(lost))
    print_findings(lost)
    say(_told(counts))
    if lost:
        complain("Det som er borte, står fortsatt i fila. Før det videre før du publiserer.")
    return int(bool(lost))


def _told(counts: dict[str, int]) -> str:
    addresses, anchors = counts["nye_adresser"], counts["nye_ankre"]
    if not addresses and not anchors:
        return f"Ingenting nytt å notere. {counts['adresser']} adresser var notert fra før."
    words = f"{addresses} {'ny adresse' if addresses == 1 else 'nye adresser'}"
    more = f"{anchors} {'nytt anker' if anchors == 1 else 'nye ankre'}"
    return f"{words} og {more} er notert i {PERMALINKS}, {counts['adresser']} adresser i alt."
