"""The search of the site: indexes made by Pagefind from the keys of every record, with a lexicon beside them."""

import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path

from pagefind.service import get_executable

from avtaleverk.engines.dictionary import norwegian
from avtaleverk.engines.reuse import link_or_copy
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.search.index import SearchIndex
from avtaleverk.search.records import IndexPlan
from avtaleverk.site.plan import Plan
from avtaleverk.text.store import fingerprint

FOLDER = "pagefind"
_WORDS = "ord"
_MARK = "avtaleverk.txt"
# A language that Pagefind has no stemmer for: keys are base forms already.
_LANGUAGE = "xx"
# Pagefind also writes user interfaces of its own, which this site does not use.
_UNUSED = ("pagefind-ui*", "pagefind-modular*", "pagefind-component*", "pagefind-highlight*")
# A preview renews the index of the site that is shown while the next site may be taking that index over.
_swapping = threading.Lock()


@contextmanager
def search_index(plan: Plan, folder: Path, previous: Path | None = None, *, stale: bool = False) -> Iterator[None]:
    """Make the indexes of the site while the block does something else; complete when it ends.

    Where the ``previous`` site has an index of the same texts, that one is used again; with ``stale`` also one of
    other texts, for a preview that cannot wait.
    """
    with ExitStack() as work:
        for index in plan.indexes:
            if not (previous and _take_over(previous, folder, index, stale=stale)):
                work.enter_context(_new_index(plan, index, folder / index.folder))
        yield


def renew_search_index(plan: Plan, site: Path) -> None:
    """Make the indexes of a served site fit its texts, where they do not already."""
    for index in plan.indexes:
        if _kept_key(site / index.folder) == _key(index):
            continue
        with tempfile.TemporaryDirectory(prefix=f".{site.name}.sok-", dir=site.parent) as place:
            new, old = Path(place) / "ny", Path(place) / "gammel"
            with _new_index(plan, index, new):
                pass
            with _swapping:
                if (site / index.folder).exists():
                    (site / index.folder).rename(old)
                new.rename(site / index.folder)


def _take_over(previous: Path, folder: Path, index: IndexPlan, *, stale: bool) -> bool:
    """Take the index of the ``previous`` site; False where it has none that may be used."""
    with _swapping:
        kept = _kept_key(previous / index.folder)
        usable = bool(kept) and (stale or kept == _key(index))
        if usable:
            shutil.copytree(previous / index.folder, folder / index.folder, copy_function=link_or_copy)
        return usable


@contextmanager
def _new_index(plan: Plan, index: IndexPlan, into: Path) -> Iterator[None]:
    """Index the records of one index while the block does something else."""
    made = SearchIndex(index.make(), norwegian(), plan.cache)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        pages, found = Path(place) / "sider", Path(place) / "indeks"
        pages.mkdir()
        for number, page in enumerate(made.pages()):
            with open(f"{pages}/{number}.html", "wb") as file:  # noqa: PTH123 - called thousands of times
                file.write(page.encode())
        # Pagefind lives on for a while where this program is killed. What it writes then must not lie among what the
        # next build takes away: it would stand in the way, and Pagefind would wait for ever.
        with _pagefind(pages, found):
            files = made.files()
            yield
        shutil.move(found, into)
    (into / _WORDS).mkdir(parents=True)
    for name, text in files.items():
        (into / _WORDS / name).write_text(text, "utf-8")
    for path in (p for pattern in _UNUSED for p in into.glob(pattern)):
        path.unlink()
    (into / _MARK).write_text(_key(index), "utf-8")


def _key(index: IndexPlan) -> str:
    return fingerprint(version("pagefind"), version("simplemma"), index.key)


def _kept_key(folder: Path) -> str:
    mark = folder / _MARK
    return mark.read_text("utf-8") if mark.is_file() else ""


@contextmanager
def _pagefind(pages: Path, into: Path) -> Iterator[None]:
    """Run Pagefind's own program beside the block, on a folder that holds the pages and nothing else.

    Its Python interface answers one page in a tenth of a second, however fast the program is.
    """
    program = get_executable()
    if program is None:
        msg = "Programmet Pagefind er ikke installert, så søket kan ikke lages"
        raise AvtaleverkError(msg)
    options = ["--site", str(pages), "--output-path", str(into), "--force-language", _LANGUAGE, "--quiet"]
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
