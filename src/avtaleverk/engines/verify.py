"""Checks the finished site as a reader would meet it: every page there, every link leads somewhere."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from avtaleverk.site.plan import Page, Plan

_HREF = re.compile(r'<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]+)"')
_SHOWN = 50


@lru_cache(maxsize=65_536)
def _split(href: str) -> tuple[str, str] | None:
    """Return path and fragment of a link, None for one that leaves the site; the menu is on every page."""
    parts = urlsplit(unescape(href))
    return None if parts.scheme or parts.netloc else (unquote(parts.path), unquote(parts.fragment))


class _Site:
    """The files of a site, each read once, with the anchors of each page."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.folder = folder
        self.known = {p.path for p in plan} | {f.path for f in plan.files}
        self.base = urlsplit(plan.corpus.community.address).path
        self.anchors: dict[str, frozenset[str]] = {}
        self.links: dict[str, frozenset[str]] = {}

    def read(self, page: Page) -> bool:
        place = self.folder / page.path
        if not place.is_file():
            return False
        html = place.read_text("utf-8")
        self.anchors[page.path] = frozenset(_ID.findall(html))
        self.links[page.path] = frozenset(_HREF.findall(html))
        return True

    def leads_nowhere(self, page: Page, href: str) -> bool:
        if href.startswith("#") and href[1:] in self.anchors[page.path]:
            return False
        split = _split(href)
        if split is None:
            return False
        path, fragment = self._path(page, split[0]), split[1]
        if path not in self.known:
            return True
        return bool(fragment and path in self.anchors and fragment not in self.anchors[path])

    def _path(self, page: Page, target: str) -> str:
        if not target:
            return page.path
        if target.startswith("/"):
            full = target.removeprefix(self.base)
        else:
            full = normpath(f"{page.address.rpartition('/')[0]}/{target}").strip("/") + (
                "/" if target.endswith("/") else ""
            )
        full = "" if full in {".", "./", "/"} else full.lstrip("/")
        return f"{full}index.html" if not full or full.endswith("/") else full


def verify(plan: Plan, folder: Path) -> list[str]:
    """Return what is wrong with the site in ``folder``, in Norwegian; empty when all is well."""
    return list(_faults(plan, folder))[:_SHOWN]


def _faults(plan: Plan, folder: Path) -> Iterator[str]:
    site = _Site(plan, folder)
    for page in plan:
        if not site.read(page):
            yield f"/{page.address}: siden ble ikke skrevet"
    for file in plan.files:
        if not (folder / file.path).is_file():
            yield f"/{file.path}: fila ble ikke skrevet"
    for page in plan:
        for href in sorted(site.links.get(page.path, ())):
            if site.leads_nowhere(page, href):
                source = f" (fra {page.source})" if page.source else ""
                yield f"/{page.address}{source}: lenken «{href}» fører ingen steder"
