"""The search index, made by Pagefind from the pages in force and kept beside the site."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def search_index(plan: Plan, folder: Path, previous: Path | None = None, *, stale: bool = False) -> Iterator[None]:
    """Index the pages that may be found while the block does something else; complete when it ends.

    These are the texts in force and the bodies, never a repealed text. Where the ``previous`` site has an
    index of the same pages, that one is used again; with ``stale`` also one of other pages, for a
    preview that cannot wait.
    """
    pages = _found(plan)
    kept = _kept_key(previous) if previous else ""
    if not pages:
        yield
    elif previous and kept and (stale or kept == _key(pages)):
        shutil.copytree(previous / FOLDER, folder / FOLDER)
        yield
    else:
        with _pagefind(pages, folder):
            yield
        for path in (p for pattern in _UNUSED for p in (folder / FOLDER).glob(pattern)):
            path.unlink()
        (folder / FOLDER / _MARK).write_text(_key(pages), "utf-8")


def renew_search_index(plan: Plan, site: Path) -> None:
    """Make the index of a served site fit its pages, where it does not already."""
    if _kept_key(site) != _key(_found(plan)):
        shutil.rmtree(site / FOLDER, ignore_errors=True)
        with search_index(plan, site):
            pass


def _found(plan: Plan) -> list[Page]:
    return [page for page in plan if page.in_search]


def _key(pages: list[Page]) -> str:
    return fingerprint(version("pagefind"), *(page.key for page in pages))


def _kept_key(site: Path) -> str:
    mark = site / FOLDER / _MARK
    return mark.read_text("utf-8") if mark.is_file() else ""


@contextmanager
def _pagefind(pages: list[Page], folder: Path) -> Iterator[None]:
    """Run Pagefind's own program beside the block, on a folder that holds these pages and nothing else.

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
        options = ["--site", place, "--output-path", str(folder / FOLDER), "--force-language", "no", "--quiet"]
        command, quiet = [str(program), *options], subprocess.DEVNULL
        with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=quiet, text=True) as work:  # noqa: S603 - the program of an installed package, with paths of our own
            try:
                yield
            except BaseException:
                work.kill()
                raise
            _, said = work.communicate()
    if work.returncode:
        msg = f"Søket kunne ikke lages: {said.strip()}"
        raise AvtaleverkError(msg)
