"""The search index, made by Pagefind from the pages in force and kept beside the site."""

import shutil
import subprocess
import tempfile
from importlib.metadata import version
from pathlib import Path

from pagefind.service import get_executable

from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.site.plan import Page, Plan
from avtaleverk.text.store import fingerprint

FOLDER = "pagefind"
_MARK = "avtaleverk.txt"
# Pagefind also writes user interfaces of its own, which this site does not use.
_UNUSED = ("pagefind-ui*", "pagefind-modular*", "pagefind-component*", "pagefind-highlight*")


def write_search_index(plan: Plan, folder: Path, previous: Path | None = None, *, stale: bool = False) -> None:
    """Index the pages that may be found: texts in force and bodies, never a repealed text.

    Where the ``previous`` site has an index of the same pages, that one is used again; with
    ``stale`` also one of other pages, for a preview that cannot wait.
    """
    pages = _found(plan)
    if not pages:
        return
    kept = _kept_key(previous) if previous else ""
    if previous and kept and (stale or kept == _key(pages)):
        shutil.copytree(previous / FOLDER, folder / FOLDER)
        return
    _run_pagefind(pages, folder, folder / FOLDER)
    for pattern in _UNUSED:
        for path in (folder / FOLDER).glob(pattern):
            path.unlink()
    (folder / FOLDER / _MARK).write_text(_key(pages), "utf-8")


def renew_search_index(plan: Plan, site: Path) -> None:
    """Make the index of a served site fit its pages, where it does not already."""
    if _kept_key(site) != _key(_found(plan)):
        shutil.rmtree(site / FOLDER, ignore_errors=True)
        write_search_index(plan, site)


def _found(plan: Plan) -> list[Page]:
    return [page for page in plan if page.in_search]


def _key(pages: list[Page]) -> str:
    return fingerprint(version("pagefind"), *(page.key for page in pages))


def _kept_key(site: Path) -> str:
    mark = site / FOLDER / _MARK
    return mark.read_text("utf-8") if mark.is_file() else ""


def _run_pagefind(pages: list[Page], folder: Path, target: Path) -> None:
    """Run Pagefind's own program on a folder that holds these pages and nothing else.

    Its Python interface answers one page in a tenth of a second, however fast the program is.
    """
    program = get_executable()
    if program is None:
        msg = "Programmet Pagefind er ikke installert, så søket kan ikke lages"
        raise AvtaleverkError(msg)
    with tempfile.TemporaryDirectory() as place:
        for page in pages:
            copy = Path(place) / page.path
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / page.path, copy)
        # Pagefind has a Norwegian stemmer under «no» alone; bokmål and nynorsk both use it.
        options = ["--site", place, "--output-path", str(target), "--force-language", "no", "--quiet"]
        done = subprocess.run([str(program), *options], capture_output=True, text=True, check=False)  # noqa: S603 - the program of an installed package, with paths of our own
    if done.returncode:
        msg = f"Søket kunne ikke lages: {done.stderr.strip() or done.stdout.strip()}"
        raise AvtaleverkError(msg)
