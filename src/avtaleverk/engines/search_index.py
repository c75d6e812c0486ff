"""The search index, made by Pagefind from the pages in force and kept beside the site."""

import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from importlib.metadata import version
from pathlib import Path

from pagefind.service import get_executable

from avtaleverk.engines.reuse import link_or_copy
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.site.plan import Page, Plan
from avtaleverk.text.store import fingerprint

FOLDER = "pagefind"
_MARK = "avtaleverk.txt"
# Pagefind also writes user interfaces of its own, which this site does not use.
_UNUSED = ("pagefind-ui*", "pagefind-modular*", "pagefind-component*", "pagefind-highlight*")
# A preview renews the index of the site that is shown while the next site may be taking that index over.
_swapping = threading.Lock()


@contextmanager
def search_index(plan: Plan, folder: Path, previous: Path | None = None, *, stale: bool = False) -> Iterator[None]:
    """Index the pages that may be found while the block does something else; complete when it ends.

    These are the texts in force and the bodies, never a repealed text. Where the ``previous`` site has an
    index of the same pages, that one is used again; with ``stale`` also one of other pages, for a
    preview that cannot wait.
    """
    pages = _found(plan)
    if not pages or (previous and _take_over(previous, folder, pages, stale=stale)):
        yield
    else:
        with _new_index(pages, folder, folder / FOLDER):
            yield


def renew_search_index(plan: Plan, site: Path) -> None:
    """Make the index of a served site fit its pages, where it does not already."""
    pages = _found(plan)
    if _kept_key(site) == _key(pages, site):
        return
    with tempfile.TemporaryDirectory(prefix=f".{site.name}.sok-", dir=site.parent) as place:
        new, old = Path(place) / "ny", Path(place) / "gammel"
        with _new_index(pages, site, new) if pages else nullcontext():
            pass
        with _swapping:
            if (site / FOLDER).exists():
                (site / FOLDER).rename(old)
            if pages:
                new.rename(site / FOLDER)


def _take_over(previous: Path, folder: Path, pages: list[Page], *, stale: bool) -> bool:
    """Take the index of the ``previous`` site; False where it has none that may be used."""
    with _swapping:
        kept = _kept_key(previous)
        usable = bool(kept) and (stale or kept == _key(pages, folder))
        if usable:
            shutil.copytree(previous / FOLDER, folder / FOLDER, copy_function=link_or_copy)
        return usable


@contextmanager
def _new_index(pages: list[Page], folder: Path, into: Path) -> Iterator[None]:
    """Index copies of these pages while the block does something else; nobody can change them meanwhile."""
    with tempfile.TemporaryDirectory() as place:
        for page in pages:
            copy = Path(place) / page.path
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / page.path, copy)
        with _pagefind(place, into):
            yield
        (into / _MARK).write_text(_key(pages, Path(place)), "utf-8")
    for path in (p for pattern in _UNUSED for p in into.glob(pattern)):
        path.unlink()


def _found(plan: Plan) -> list[Page]:
    return [page for page in plan if page.in_search]


def _key(pages: list[Page], folder: Path) -> str:
    """Return the key of an index: a page can have been made anew and be what it was."""
    texts = (text for page in pages for text in (page.path, (folder / page.path).read_text("utf-8")))
    return fingerprint(version("pagefind"), *texts)


def _kept_key(site: Path) -> str:
    mark = site / FOLDER / _MARK
    return mark.read_text("utf-8") if mark.is_file() else ""


@contextmanager
def _pagefind(pages: str, into: Path) -> Iterator[None]:
    """Run Pagefind's own program beside the block, on a folder that holds the pages and nothing else.

    Its Python interface answers one page in a tenth of a second, however fast the program is.
    """
    program = get_executable()
    if program is None:
        msg = "Programmet Pagefind er ikke installert, så søket kan ikke lages"
        raise AvtaleverkError(msg)
    # Pagefind has a Norwegian stemmer under «no» alone; bokmål and nynorsk both use it.
    options = ["--site", pages, "--output-path", str(into), "--force-language", "no", "--quiet"]
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
