"""Builds beside the old site and swaps, so that readers see the old one or the new one, whole."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.site.plan import Plan

MARK = ".avtaleverk.json"


def check_target(target: Path) -> None:
    """Refuse a folder that holds anything but a site of ours; it would be replaced."""
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        msg = f"Mappa {target} er ikke tom, og innholdet er ikke bygd av avtaleverk. Velg en annen mappe med --til"
        raise AvtaleverkError(msg)
    if target.exists() and not target.is_dir():
        msg = f"{target} er en fil, ikke en mappe. Velg en annen mappe med --til"
        raise AvtaleverkError(msg)


def write_mark(folder: Path, plan: Plan) -> None:
    """Mark a folder as a site of ours, with how many pages it has."""
    (folder / MARK).write_text(json.dumps({"sider": len(plan.pages), "navn": plan.corpus.community.name}), "utf-8")


@contextmanager
def new_site(target: Path) -> Iterator[Path]:
    """Give a folder beside ``target`` to build in; it takes the place of ``target`` when all went well."""
    check_target(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        workplace = Path(tempfile.mkdtemp(prefix=f".{target.name}.ny-", dir=target.parent))
    except OSError as error:
        msg = f"Kan ikke skrive i {target.parent}: {error.strerror}"
        raise AvtaleverkError(msg) from error
    try:
        workplace.chmod(0o755)
        yield workplace
        _swap(workplace, target)
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


def _swap(new: Path, target: Path) -> None:
    """Put ``new`` in the place of ``target``; where the second rename fails, the first is undone."""
    if not target.exists():
        new.rename(target)
        return
    old = target.with_name(f".{target.name}.gammel-{os.getpid()}")
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
