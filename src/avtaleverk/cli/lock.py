"""``avtaleverk lås``: keeps each approved text as it is now, so that an edit of it is found, and signs what is kept."""

import argparse
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from avtaleverk.cli.options import add_json, add_root
from avtaleverk.cli.report import as_json, complain, print_findings, say
from avtaleverk.corpus.change_set import ChangeSet, read_raw, write_changes
from avtaleverk.engines.lock_signing import signed
from avtaleverk.history import read_checked
from avtaleverk.history.chain import check_chain
from avtaleverk.history.lock import Renewal, release, renew
from avtaleverk.history.lock_file import LOCK, Lock, read_lock
from avtaleverk.history.signatures import SIGNATURES
from avtaleverk.model.findings import AvtaleverkError, Finding, errors

NAME = "lås"
# For keyboards and terminals that have no å.
ALIASES = ("laas",)
HELP = "Lås de vedtatte tekstene, så ingen av dem kan endres uten at det blir oppdaget."
_NOTHING_WRITTEN = "Ingenting ble låst."


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    add_root(parser)
    add_json(parser)
    parser.add_argument(
        "--signer",
        metavar="NØKKEL",
        type=Path,
        help="signer låsen med denne nøkkelen (ssh eller minisign), som skal stå i fila underskrivere",
    )
    parser.add_argument(
        "--slipp",
        nargs=2,
        metavar=("MAPPE", "VERSJON"),
        help="ta en tekst ut av låsen, for eksempel en som aldri ble vedtatt; låsen forteller at det er gjort",
    )


@dataclass(frozen=True, slots=True)
class _Done:
    """What the command did: the lock as it is now, whether it was signed now, and a text that was let go."""

    renewal: Renewal
    is_signed: bool = False
    released: str = ""


def run(options: argparse.Namespace) -> int:
    """Lock what is approved and not locked yet; 1 where the folder has errors, and then nothing is written.

    Raises AvtaleverkError where a file cannot be written, or the key cannot be used.
    """
    day = date.today()  # noqa: DTZ011 - the editor's own day
    before = {name: read_raw(options.rot, name) for name in (LOCK, SIGNATURES)}
    lock = read_lock(options.rot) or Lock()
    if options.slipp:
        renewal = _released(lock, (options.slipp[0].strip("/"), options.slipp[1]), day)
    else:
        reading = read_checked(options.rot)
        if reading.corpus is None:
            return _refuse(reading.errors, as_data=options.json)
        renewal = renew(reading.corpus, lock, day)
    changes = ChangeSet()
    if renewal.links:
        changes = changes.with_change(LOCK, before[LOCK], renewal.text)
    # Signed before anything is written: a key that cannot be used leaves all as it was.
    signatures = signed(options.rot, renewal.text, options.signer, day) if options.signer else ""
    if signatures:
        changes = changes.with_change(SIGNATURES, before[SIGNATURES], signatures)
    write_changes(options.rot, changes, _NOTHING_WRITTEN)
    done = _Done(renewal, bool(signatures), " ".join(options.slipp or ()))
    say(as_json(_data(done)) if options.json else _told(done))
    return 0


def _released(lock: Lock, key: tuple[str, str], day: date) -> Renewal:
    if faults := errors([*lock.findings, *check_chain(lock)]):
        raise AvtaleverkError(_NOTHING_WRITTEN, faults)
    if key not in {locked.key for locked in lock.entries if locked.own}:
        there = ", ".join(locked.number for locked in lock.entries if locked.folder == key[0])
        hint = f"Låst er {there}" if there else "Skriv mappa slik den står i låsen, for eksempel retningslinjer/01"
        raise AvtaleverkError(_NOTHING_WRITTEN, [Finding(LOCK, 0, "", f"{' '.join(key)} er ikke låst", hint)])
    return release(lock, key, day)


def _refuse(findings: tuple[Finding, ...], *, as_data: bool) -> int:
    if as_data:
        say(as_json(_data(_Done(Renewal("")), findings)))
        return 1
    print_findings(findings)
    complain(_NOTHING_WRITTEN)
    return 1


def _data(done: _Done, findings: tuple[Finding, ...] = ()) -> dict[str, object]:
    renewal = done.renewal
    return {
        "nye": [locked.name for locked in renewal.added],
        "flyttet": [locked.name for locked in renewal.moved],
        "rettet": [locked.name for locked in renewal.corrected],
        "sluppet": done.released or None,
        "fra_for": renewal.kept,
        "gjort_om": len(renewal.chained),
        "signert": done.is_signed,
        "funn": [finding.as_dict() for finding in findings],
    }


def _told(done: _Done) -> str:
    renewal = done.renewal
    said = [_locked(renewal)] if not done.released else [f"Låsen har sluppet {done.released}, og sier at den har det."]
    if renewal.moved:
        said.append(f"{_texts(len(renewal.moved))} var flyttet, og låsen fulgte med.")
    if renewal.corrected:
        said.append(f"Hvem som godkjente, og når, er rettet for {_texts(len(renewal.corrected))}.")
    if renewal.chained:
        said.append(f"Låsen var i den gamle formen. {_texts(len(renewal.chained))} er nå en del av kjeden.")
    if done.is_signed:
        said.append("Låsen er signert.")
    return " ".join(said)


def _locked(renewal: Renewal) -> str:
    if not renewal.entries:
        return "Ingen tekster er vedtatt, så det er ingenting å låse."
    if not renewal.links:
        return f"Ingenting nytt å låse. {_texts(renewal.kept)} var låst fra før."
    return f"{_texts(len(renewal.added))} ble låst, {renewal.kept} var låst fra før."


def _texts(count: int) -> str:
    return f"{count} {'tekst' if count == 1 else 'tekster'}"
