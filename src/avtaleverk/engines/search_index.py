"""The search index, made by Pagefind from the pages in force and kept beside the site."""

import shutil
from importlib.metadata import version
from pathlib import Path

from avtaleverk.engines.pagefind import running_pagefind
from avtaleverk.site.plan import Page, Plan
from avtaleverk.text.store import fingerprint

FOLDER = "pagefind"
_MARK = "avtaleverk.txt"
# Pagefind also writes user interfaces of its own, which this site does not use.
_UNUSED = ("pagefind-ui*", "pagefind-modular*", "pagefind-component*", "pagefind-highlight*")


def write_search_index(plan: Plan, folder: Path, previous: Path | None = None) -> None:
    """Index the pages that may be found: texts in force and bodies, never a repealed text.

    Where the ``previous`` site has an index of the same pages, that one is used again.
    """
    pages = [page for page in plan if page.in_search]
    if not pages:
        return
    key = fingerprint(version("pagefind"), *(page.key for page in pages))
    if not (previous and _taken_over(previous / FOLDER, folder / FOLDER, key)):
        _write(pages, folder)
        for pattern in _UNUSED:
            for path in (folder / FOLDER).glob(pattern):
                path.unlink()
        (folder / FOLDER / _MARK).write_text(key, "utf-8")


def _taken_over(old: Path, new: Path, key: str) -> bool:
    mark = old / _MARK
    if not mark.is_file() or mark.read_text("utf-8") != key:
        return False
    shutil.copytree(old, new)
    return True


def _write(pages: list[Page], folder: Path) -> None:
    # Pagefind has a Norwegian stemmer under «no» alone; bokmål and nynorsk both use it.
    with running_pagefind(force_language="no") as pagefind:
        for page in pages:
            pagefind.add((folder / page.path).read_text("utf-8"), f"/{page.address}")
        pagefind.write(folder / FOLDER)
