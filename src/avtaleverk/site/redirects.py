"""The addresses that are no page of their own any more, and lead on to where it is now.

A document may have lain elsewhere (``tidligere_adresser``), with all its pages; a difference or the history of a
clause may have had a page on another day. What needs words has a page instead (``forwarding_plan``).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice, takewhile

from avtaleverk.history.pairs import other_pairs
from avtaleverk.model.addresses import (
    LINKS,
    card_address,
    clause_history_address,
    difference_address,
    former_file,
    history_address,
    own_address,
)
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document
from avtaleverk.model.findings import Finding
from avtaleverk.pages.clause_notes import history_of, thread_id
from avtaleverk.pages.context import Context
from avtaleverk.pages.shell import asset_version
from avtaleverk.site.plan import Page, SiteFile

# Where else the addresses of documents begin: their cards, and the ways to link to them.
_BESIDE = ("", LINKS, card_address(""))
# What comes and goes with the day, or with how much is compared, and the page that then tells the most.
_NATURAL = (
    (re.compile(r"(.+/)gjeldende\.\w+"), r"\1"),
    (re.compile(r"(.+/)tekst\.md"), r"\1"),
    (re.compile(r"(.+/endringer/[^/]+-til-[^/]+/)[^/]+-endringer-[^/]+\.\w+"), r"\1"),
    (re.compile(r"(.+/historikk/)[^/]+/"), r"\1"),
    (re.compile(r"organisasjon/endringer/[^/]+/"), "organisasjon/historikk/"),
    (re.compile(r"(.+/)endringer/[^/]+-til-[^/]+/"), r"\1historikk/"),
    (re.compile(r"arshjul/\d+/"), "arshjul/"),
    (re.compile(r"moter/organ/[^/]+/"), "moter/"),
    (re.compile(r"sammenlign/.+/"), "sammenlign/"),
    (re.compile(r"sammenlign/.*"), "retningslinjer/"),
)


class Redirects:
    """Where each address leads that is no page; a page or a file at an address always comes first."""

    def __init__(self, ctx: Context, pages: Iterable[Page], files: Iterable[SiteFile]) -> None:
        """Find everything that leads on, given what the site has by itself."""
        self._ctx = ctx
        self._titles = {page.address: page.title for page in pages}
        self._files = {file.path: file for file in files}
        self._leads: dict[str, str] = {}
        self._copies: dict[str, SiteFile] = {}
        self._moves = moves(ctx.corpus, ctx.addresses)
        for document in ctx.corpus.all_documents():
            self._add(self._computed(document))
        self._names, self._paths = sorted([*self._titles, *self._leads]), sorted(self._files)
        for document in ctx.corpus.all_documents():
            self._former(document)
        self._add(self._natural())

    def files(self) -> Iterator[SiteFile]:
        """Yield a file for each address that leads on, and a copy of each file that lay at a former address."""
        ctx, base = self._ctx, self._ctx.corpus.community.address
        for address, target in self._leads.items():
            html = ctx.render(
                "viderefort.html", address,
                target=target, title=self._titles[target], canonical=base + target, version=asset_version(),
            )  # fmt: skip
            yield SiteFile(f"{address}index.html", html.encode(), heir=target)
        yield from self._copies.values()

    def findings(self) -> Iterator[Finding]:
        """Yield every former address at which something else lies now."""
        field = "tidligere_adresser"
        for document in self._ctx.corpus.all_documents():
            for index, former in enumerate(document.former_addresses):
                if _folder(former) in self._titles:
                    source, message = document.source, f"Adressen {former} er i bruk av en side på nettstedet"
                    yield Finding(source.path, source.line(f"{field}.{index}"), field, message, "Ta bort adressen her")

    def _add(self, found: Iterable[tuple[str, str]]) -> None:
        """Take in what leads on, where the address is free and the target is a page in the end."""
        for address, target in found:
            final = self._leads.get(target, target)
            is_taken = address in self._titles or address in self._leads or f"{address}index.html" in self._files
            if not is_taken and final in self._titles and final != address:
                self._leads[address] = final

    def _computed(self, document: Document) -> Iterator[tuple[str, str]]:
        """Yield the differences that had a page on another day, and clauses under a number they do not have any more."""
        ctx, address = self._ctx, self._ctx.addresses[document.folder]
        for old, new in other_pairs(document, ctx.in_force(document)):
            yield difference_address(address, old.number, new.number), history_address(address)
        lineage = ctx.lineage(document)
        for anchor, known in lineage.former(lineage.versions[-1]).items() if lineage.versions else ():
            if (thread := known[0][1]).has_history and anchor != thread_id(thread):
                yield clause_history_address(address, anchor), history_of(ctx, document, thread)

    def _former(self, document: Document) -> None:
        """Lead on from every address that a document had, and from all that lay below it."""
        now = self._ctx.addresses[document.folder]
        for former in map(_folder, document.former_addresses):
            for beside in _BESIDE:
                pages = [*_below(self._names, beside + now)]
                self._add((beside + former + a.removeprefix(beside + now), a) for a in pages)
            for path in _below(self._paths, now):
                copy = former_file(path, now, former)
                if copy not in self._files and copy.removesuffix("index.html") not in self._titles:
                    self._copies.setdefault(copy, replace(self._files[path], path=copy))

    def _natural(self) -> Iterator[tuple[str, str]]:
        """Yield what was published and has no page today, with what tells most of it."""
        for published in self._ctx.corpus.published:
            if any(published.address in known for known in (self._titles, self._leads, self._files, self._copies)):
                continue
            now = home(published.address, self._moves)
            heirs = (pattern.sub(to, now) for pattern, to in _NATURAL if pattern.fullmatch(now))
            if heir := next((h for h in heirs if self._leads.get(h, h) in self._titles and h != now), None):
                # In the place of a file there is a folder of its name, for only a page can lead on.
                yield f"{published.address.rstrip('/')}/", heir


def moves(corpus: Corpus, addresses: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return each former address of a document with the one that it has now; ``addresses`` has those by folder."""
    return tuple((_folder(f), addresses[d.folder]) for d in corpus.all_documents() for f in d.former_addresses)


def home(address: str, known: Iterable[tuple[str, str]]) -> str:
    """Return where a page would be now: that of the document for its card, and below the address it has today."""
    own = own_address(address)
    former = next(((old, now) for old, now in known if own.startswith(old)), None)
    return former[1] + own.removeprefix(former[0]) if former else own


def _folder(address: str) -> str:
    return f"{address.strip('/')}/"


def _below(names: list[str], start: str) -> Iterator[str]:
    """Yield those of the sorted ``names`` that begin with ``start``."""
    return takewhile(lambda name: name.startswith(start), islice(names, bisect_left(names, start), None))


def redirects_by_address(files: Iterable[SiteFile]) -> Mapping[str, str]:
    """Return where each address leads that is a file which leads on."""
    return {file.path.removesuffix("index.html"): file.heir for file in files if file.heir is not None}
