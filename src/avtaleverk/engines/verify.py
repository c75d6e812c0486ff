"""Checks the finished site as a reader would meet it: every page there, every link leads somewhere.

What a page links to and which anchors it has follows from its key, so a page is read once and all links of
all pages are still checked each time.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from pathlib import Path
from posixpath import normpath
from urllib.parse import quote, unquote, urlsplit

from avtaleverk.engines.cache import FileCache
from avtaleverk.site.plan import Page, Plan
from avtaleverk.text.store import code_fingerprint, fingerprint

_HREF = re.compile(r'<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]+)"')
_SHOWN = 50
# Writing the facts of all pages takes longer than reading one page in fifty again.
_FEW = 50
# The facts of a page: its anchors, and the targets of its links as «path#fragment», the path quoted.
_Facts = tuple[list[str], list[str]]


@lru_cache(maxsize=65_536)
def _split(href: str) -> tuple[str, str] | None:
    """Return path and fragment of a link, None for one that leaves the site; the menu is on every page."""
    parts = urlsplit(unescape(href))
    return None if parts.scheme or parts.netloc else (unquote(parts.path), unquote(parts.fragment))


class _Site:
    """The files of a site with the facts of each page; only pages that ``kept`` does not know are read."""

    def __init__(self, plan: Plan, folder: Path, kept: dict[str, _Facts]) -> None:
        self.plan = plan
        self.folder = folder
        self.base = urlsplit(plan.corpus.community.address).path
        self.files = {*plan.keys, *(f.path for f in plan.files)}
        there = [page for page in plan if (folder / page.path).is_file()]
        self.facts = {page.path: kept.get(plan.key(page)) or self._read(page) for page in there}

    def dead(self) -> set[str]:
        """Return the targets that lead nowhere."""
        wanted: dict[str, set[str]] = {}
        for _, targets in self.facts.values():
            for target in targets:
                quoted, _, fragment = target.partition("#")
                wanted.setdefault(quoted, set()).add(fragment)
        return {f"{path}#{fragment}" for path, fragments in wanted.items() for fragment in self._dead(path, fragments)}

    def _dead(self, quoted: str, fragments: set[str]) -> set[str]:
        """Return those fragments of one page that are not there; all of them where the page is not."""
        path = unquote(quoted)
        if path not in self.files:
            return fragments
        return fragments - {"", *self.facts[path][0]} if path in self.facts else set()

    def html(self, page: Page) -> str:
        return (self.folder / page.path).read_text("utf-8")

    def links(self, page: Page, html: str) -> Iterator[tuple[str, str]]:
        """Yield each link of a page with its target, but those that leave the site or are met by the page itself."""
        own = frozenset(_ID.findall(html))
        for href in sorted(set(_HREF.findall(html))):
            split = _split(href)
            if split is None or (href.startswith("#") and href[1:] in own):
                continue
            path, fragment = self._path(page, split[0]), split[1]
            if path != page.path or (fragment and fragment not in own):
                yield href, f"{quote(path)}#{fragment}"

    def _read(self, page: Page) -> _Facts:
        html = self.html(page)
        return sorted(set(_ID.findall(html))), sorted({target for _, target in self.links(page, html)})

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


def verify(plan: Plan, folder: Path, cache: FileCache | None = None) -> list[str]:
    """Return what is wrong with the site in ``folder``, in Norwegian; empty when all is well."""
    return verified(plan, folder, cache)[0]


def verified(plan: Plan, folder: Path, cache: FileCache | None = None) -> tuple[list[str], dict[str, list[str]]]:
    """Return what is wrong with the site in ``folder``, and the ids of each of its pages by path."""
    shelf = fingerprint("lenker", code_fingerprint(), plan.corpus.community.address)
    kept: dict[str, _Facts] = json.loads((cache.get(shelf) if cache else None) or "{}")
    site = _Site(plan, folder, kept)
    new = sum(plan.keys[path] not in kept for path in site.facts)
    if cache and new * _FEW > len(site.facts):
        cache.put(shelf, json.dumps({plan.keys[path]: facts for path, facts in site.facts.items()}))
    return list(_faults(site))[:_SHOWN], {path: ids for path, (ids, _) in site.facts.items()}


def _faults(site: _Site) -> Iterator[str]:
    plan, dead = site.plan, site.dead()
    for page in plan:
        if page.path not in site.facts:
            yield f"/{page.address}: siden ble ikke skrevet"
    for file in plan.files:
        if not (site.folder / file.path).is_file():
            yield f"/{file.path}: fila ble ikke skrevet"
    for page in plan:
        if page.path in site.facts and not dead.isdisjoint(site.facts[page.path][1]):
            source = f" (fra {page.source})" if page.source else ""
            for href in (href for href, target in site.links(page, site.html(page)) if target in dead):
                yield f"/{page.address}{source}: lenken «{href}» fører ingen steder"


def planned_ids(plan: Plan) -> dict[str, list[str]]:
    """Return the ids of each page by path, of a site that is planned and need not be built."""
    return {page.path: sorted(set(_ID.findall(plan.document(page)))) for page in plan}
