"""``avtaleverk lås``: keeps each approved text as it is now, so that an edit of it is found."""

import argparse

from avtaleverk.cli.options import add_json, add_root
from avtaleverk.cli.report import as_json, complain, print_findings, say
from avtaleverk.corpus.record_lines import replace_file
from avtaleverk.history import read_checked
from avtaleverk.history.lock import Renewal, renew
from avtaleverk.history.lock_file import LOCK, Lock, format_lock, read_lock
from avtaleverk.model.findings import Finding

NAME = "lås"
# For keyboards and terminals that have no å.
ALIASES = ("laas",)
HELP = "Lås de vedtatte tekstene, så ingen av dem kan endres uten at det blir oppdaget."
_NOTHING_WRITTEN = "Ingenting ble låst."


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    add_root(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Lock what is approved and not locked yet; 1 where the folder has errors, and then nothing is written.

    Raises AvtaleverkError where the file cannot be written.
    """
    reading = read_checked(options.rot)
    if reading.corpus is None:
        return _refuse(reading.errors, as_data=options.json)
    lock = read_lock(options.rot) or Lock()
    renewal = renew(reading.corpus, lock)
    if renewal.added or renewal.moved:
        replace_file(options.rot / LOCK, format_lock(renewal.entries, lock.comments), _NOTHING_WRITTEN)
    say(as_json(_data(renewal)) if options.json else _told(renewal))
    return 0


def _refuse(findings: tuple[Finding, ...], *, as_data: bool) -> int:
    if as_data:
        say(as_json(_data(Renewal(()), findings)))
        return 1
    print_findings(findings)
    complain(_NOTHING_WRITTEN)
    return 1


def _data(renewal: Renewal, findings: tuple[Finding, ...] = ()) -> dict[str, object]:
    return {
        "nye": [locked.name for locked in renewal.added],
        "flyttet": [locked.name for locked in renewal.moved],
        "fra_for": renewal.kept,
        "funn": [finding.as_dict() for finding in findings],
    }


def _told(renewal: Renewal) -> str:
    if not renewal.entries:
        return "Ingen tekster er vedtatt, så det er ingenting å låse."
    if not renewal.added and not renewal.moved:
        return f"Ingenting nytt å låse. {_texts(renewal.kept)} var låst fra før."
    moved = f" {_texts(len(renewal.moved))} var flyttet, og låsen fulgte med." if renewal.moved else ""
    return f"{_texts(len(renewal.added))} ble låst, {renewal.kept} var låst fra før.{moved}"


def _texts(count: int) -> str:
    return f"{count} {'tekst' if count == 1 else 'tekster'}"
