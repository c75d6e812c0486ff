"""Reads a whole planned site as a browser and a calendar would, and says what does not hold."""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from icalendar import Calendar

from avtaleverk.site.plan import Page, Plan

# The name of an element, and of an attribute, that only hostile text has.
HOSTILE = "hostil"
_LINKS = {("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("use", "href"), ("form", "action")}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Read(HTMLParser):
    """Gathers headings, ids and links, what is not closed, and what hostile text made."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"not closed: {tag}" for tag in self._open if tag not in {"p", "li"}]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if HOSTILE in tag or any(HOSTILE in name for name, _ in attrs):
            self.faults.append(f"hostile: {tag} {attrs}")
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        for name, value in attrs:
            self.ids += [value or ""] if name == "id" else []
            self.links += [value or ""] if (tag, name) in _LINKS else []
            self.faults += [f"script: {value}"] if value and name in {"href", "src"} and "script:" in value else []
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"closed wrongly: {tag} at {self.getpos()}")


def faults(plan: Plan) -> list[str]:
    """Return what is wrong with the pages, links and calendars of a plan; empty when all is well."""
    pages = {p.path: _Read(plan.document(p)) for p in plan}
    files = {f.path for f in plan.files}
    return [*_pages(plan, pages), *_links(plan, pages, files), *_calendars(plan)]


def _pages(plan: Plan, pages: dict[str, _Read]) -> Iterator[str]:
    for page in plan:
        read = pages[page.path]
        if read.levels.count(1) != 1 or any(b > a + 1 for a, b in pairwise(read.levels)):
            yield f"/{page.address}: headings {read.levels}"
        yield from (f"/{page.address}: id twice: {i}" for i, n in Counter(read.ids).items() if n > 1)
        yield from (f"/{page.address}: {fault}" for fault in read.faults)


def _links(plan: Plan, pages: dict[str, _Read], files: set[str]) -> Iterator[str]:
    for page in plan:
        for href in set(pages[page.path].links):
            try:
                parts = urlsplit(href)
            except ValueError:
                yield f"/{page.address}: not an address: {href}"
                continue
            if parts.scheme or parts.netloc:
                continue
            path, anchor = (
                _path(page, unquote(parts.path), urlsplit(plan.corpus.community.address).path),
                unquote(parts.fragment),
            )
            there = path in pages or path in files
            if not there or (anchor and path in pages and anchor not in pages[path].ids):
                yield f"/{page.address}: dead link: {href}"


def _path(page: Page, target: str, base: str) -> str:
    if not target:
        return page.path
    if target.startswith("/"):
        full = target.removeprefix(base)
    else:
        full = normpath(f"/{page.address.rpartition('/')[0]}/{target}").strip("/") + "/" * target.endswith("/")
    full = full.lstrip("/") if full.strip("./") else ""
    return f"{full}index.html" if not full or full.endswith("/") else full


def _calendars(plan: Plan) -> Iterator[str]:
    for file in plan.files:
        if not file.path.endswith(".ics"):
            continue
        try:
            events = Calendar.from_ical(file.content).walk("VEVENT")
        except ValueError as error:
            yield f"/{file.path}: {error}"
            continue
        uids = Counter(str(e["uid"]) for e in events)
        yield from (f"/{file.path}: uid twice: {uid}" for uid, n in uids.items() if n > 1)
        yield from (f"/{file.path}: {e.errors}" for e in events if e.errors)
