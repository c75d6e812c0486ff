"""Runs rsync and rclone, and says in words what went wrong with them."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from avtaleverk.engines.publishing.place import PublishingError

# A transfer that stands still is broken off by the program itself long before this.
_MOST_SECONDS = 6 * 3600
_INSTALL = {
    "rsync": "På Debian og Ubuntu: apt install rsync. På Mac: brew install rsync",
    "rclone": "På Debian og Ubuntu: apt install rclone. På Mac: brew install rclone",
}
# Each program says it in English, and much more than an editor needs.
_REASONS = (
    ("no space left", "Disken der nettstedet skal ligge, er full. Gjør plass, og prøv igjen"),
    ("remaining disk space", "Disken der nettstedet skal ligge, er full. Gjør plass, og prøv igjen"),
    ("quota", "Plassen der nettstedet skal ligge, er brukt opp. Gjør plass, og prøv igjen"),
    ("permission denied (", "Tjeneren kjenner ikke nøkkelen din. Be den som driver tjeneren, om å legge den inn"),
    ("permission denied", "Du har ikke lov til å skrive der. Be den som driver tjeneren, om å gi deg det"),
    ("read-only file system", "Disken der kan bare leses"),
    ("host key verification failed", "Tjeneren er ikke den den var sist, eller du har aldri vært på den. Logg inn med ssh én gang først"),
    ("could not resolve", "Tjeneren finnes ikke. Se etter at navnet er riktig, og at du er på nett"),
    ("didn't find section in config", "rclone kjenner ikke det stedet. Sett det opp med «rclone config»"),
    ("connection refused", "Tjeneren tar ikke imot. Prøv igjen litt senere"),
    ("timed out", "Tjeneren svarer ikke. Prøv igjen når nettet er bedre"),
    ("timeout", "Tjeneren svarer ikke. Prøv igjen når nettet er bedre"),
    ("connection unexpectedly closed", "Forbindelsen ble brutt. Prøv igjen"),
    ("connection reset", "Forbindelsen ble brutt. Prøv igjen"),
    ("directory not found", "Mappa der finnes ikke. Se etter at navnet er riktig, eller lag den først"),
    ("no such file or directory", "Mappa der finnes ikke. Se etter at navnet er riktig, eller lag den først"),
)  # fmt: skip


def find_program(name: str) -> str:
    """Return where a program is: on the path, or beside our own; raises PublishingError with how to get it."""
    found = shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        msg = f"{name} mangler på maskinen. {_INSTALL[name]}."
        raise PublishingError(msg)
    return found


def run_program(command: Sequence[str], what: str, *, fine: frozenset[int] = frozenset({0})) -> subprocess.CompletedProcess[bytes]:  # fmt: skip
    """Run a program to its end; raises PublishingError that says ``what`` failed, and why, where its status is not fine."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=_MOST_SECONDS, check=False)  # noqa: S603 - a fixed program, and no shell
    except subprocess.TimeoutExpired as error:
        msg = f"{what} Det tok mer enn seks timer."
        raise PublishingError(msg) from error
    except (OSError, ValueError) as error:
        msg = f"{what} {Path(command[0]).name} kan ikke kjøres ({error})."
        raise PublishingError(msg) from error
    if done.returncode not in fine:
        msg = f"{what} {_reason(Path(command[0]).name, done)}."
        raise PublishingError(msg)
    return done


def _reason(program: str, done: subprocess.CompletedProcess[bytes]) -> str:
    if done.returncode < 0:
        return f"{program} ble stoppet før det var ferdig (signal {-done.returncode}). Prøv igjen"
    said = done.stderr.decode("utf-8", "replace")
    known = next((norwegian for english, norwegian in _REASONS if english in said.lower()), "")
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    last = " ".join(lines[-1:])[:300] or f"status {done.returncode}"
    return f"{known} ({program}: {last})" if known else f"{program} sier: {last}"
