"""What stands where texts were that ``videresending.yml`` says were taken away."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property, partial
from typing import Protocol

from avtaleverk.corpus.checks_forwardings import written
from avtaleverk.corpus.read_forwardings import FORWARDINGS
from avtaleverk.model.addresses import version_address
from avtaleverk.model.documents import Document
from avtaleverk.model.findings import Finding
from avtaleverk.model.permalinks import Forwarding
from avtaleverk.pages.context import Context
from avtaleverk.pages.old_anchors import old_anchors
from avtaleverk.pages.taken_away import MovedNote, taken_away_html, taken_away_title
from avtaleverk.site.plan import Page

TAKEN_AWAY = "tatt-bort"


class MakePage(Protocol):
    """Puts the key of what all these pages depend on to a page."""

    def __call__(  # noqa: PLR0913 - one word for each thing a page may be
        self, address: str, title: str, kind: str, make: Callable[[], str], *, indexed: bool = True, seen: str = ""
    ) -> Page:
        """Return the page; ``seen`` is what it shows beside the corpus."""


class ForwardingPlanner:
    """Lists the pages of what was taken away; ``pages`` and ``files`` are what the site has by itself."""

    def __init__(self, ctx: Context, pages: tuple[Page, ...], files: frozenset[str], make: MakePage) -> None:
        """Know what is there, and how a page is made."""
        self._ctx = ctx
        self._titles = {page.address: page.title for page in pages}
        self._files = files
        self._make = make
        self._all = ctx.corpus.forwardings

    def findings(self) -> Iterator[Finding]:
        """Yield every forwarding that cannot be followed, or stands in the way of something."""
        anchors = self._ever
        for one in self._all:
            is_there = one.address in self._titles or one.address in self._files
            if one.anchor and one.address not in self._titles:
                message, hint = f"Siden /{one.address} finnes ikke", "Skriv adressen uten #, så gjelder det hele siden"
                yield _fault(one, "fra", message, hint)
            elif one.anchor in anchors.get(one.address, ()):
                message = f"Punktet {written(one)} finnes på siden"
                yield _fault(one, "fra", message, "Ta bort linja, den gamle lenken virker uten")
            elif is_there and not one.anchor:
                message, hint = f"Adressen {written(one)} er i bruk av en side på nettstedet", "Ta bort linja"
                yield _fault(one, "fra", message, hint)
            elif one.target is not None:
                yield from self._target(one, anchors)

    def pages(self) -> Iterator[Page]:
        """Yield a page for each address that was taken away, and for each one known to have lain below it."""
        known = [p.address for p in self._ctx.corpus.published]
        for one in self._all:
            if not one.anchor:
                below = (a for a in known if one.covers(a) and a not in self._titles and a not in self._files)
                yield from (self._page(one, a) for a in below if self._closest(a) is one)
                if one.address not in known:
                    yield self._page(one, one.address)

    def noted(self, page: Page) -> Page:
        """Return a page with a note for each anchor that it does not have any more."""
        here = sorted((f for f in self._all if f.anchor and f.address == page.address), key=lambda f: -len(f.anchor))
        if not here:
            return page
        known = next((p.anchors for p in self._ctx.corpus.published if p.address == page.address), frozenset())
        free, notes = sorted(known - {f.anchor for f in here}), []
        for one in here:
            # What stood below two of them belongs to the nearest, which comes first.
            below = tuple(a for a in free if a.startswith(f"{one.anchor}-"))
            free = [a for a in free if a not in below]
            notes.append(replace(self._note(one), below=below))
        return replace(page, notes=tuple(notes))

    def _closest(self, address: str) -> Forwarding:
        """Return what says most exactly where an address went."""
        return max((f for f in self._all if f.covers(address)), key=lambda f: len(f.address))

    def _page(self, one: Forwarding, address: str) -> Page:
        # A file cannot say anything, but a folder of its name can.
        place = address if address.endswith("/") else f"{address}/"
        note = self._note(one)
        make = partial(taken_away_html, self._ctx, note, place)
        page = self._make(place, taken_away_title(self._ctx, note), TAKEN_AWAY, make, indexed=False, seen=repr(note))
        heir = note.target or None
        return replace(page, source=FORWARDINGS, canonical=heir and heir.partition("#")[0], heir=heir)

    def _note(self, one: Forwarding) -> MovedNote:
        last = self._last(one)
        target = last.target or ""
        page, _, anchor = target.partition("#")
        if anchor and anchor not in self._here.get(page, {anchor}):
            # On a day before its text applied, the point is not there yet.
            target, anchor = page, ""
        title = self._titles.get(page, page.rpartition("/")[2])
        point = self._ctx.t("Read the clause in {title}", title=title) if anchor else title
        return MovedNote(one.anchor, one.explanation, target, point if last.target is not None else "")

    def _last(self, one: Forwarding) -> Forwarding:
        """Follow a text that was moved and moved again to where it lies now."""
        for _ in self._all:
            later = self._next(one)
            if later is None:
                break
            one = later
        return one

    def _next(self, one: Forwarding) -> Forwarding | None:
        address, _, anchor = (one.target or "").partition("#")
        exact = (f for f in self._all if one.target and anchor and (f.address, f.anchor) == (address, anchor))
        if found := next(exact, None):
            return found
        is_there = one.target is None or address in self._titles or address in self._files
        return None if is_there else max((f for f in self._all if f.covers(address)), key=_length, default=None)

    def _target(self, one: Forwarding, anchors: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
        last = self._last(one)
        if last.target is None:
            return
        page, _, anchor = last.target.partition("#")
        if page not in self._titles and page not in self._files:
            match = get_close_matches(page, self._titles, 1, 0.6)
            hint = f"Mente du «/{match[0]}»?" if match else "Skriv adressen til en side som finnes, eller ta bort til:"
            yield _fault(one, "til", f"Adressen /{page} finnes ikke", hint)
        elif anchor and page in anchors and anchor not in anchors[page]:
            match = get_close_matches(anchor, anchors[page], 1, 0.6)
            hint = f"Mente du «/{page}#{match[0]}»?" if match else "Skriv adressen til et punkt som finnes"
            yield _fault(one, "til", f"Punktet /{page}#{anchor} finnes ikke", hint)

    @cached_property
    def _here(self) -> dict[str, frozenset[str]]:
        """Return the anchors that texts have on the day of the site, by the address of their page."""
        ctx, found = self._ctx, {}
        for address, document in self._named():
            current = ctx.in_force(document)
            now = ctx.text(current).anchors if current else ()
            found[address] = frozenset((*old_anchors(ctx, document), *now))
            found |= {version_address(address, v.number): frozenset(ctx.text(v).anchors) for v in document.versions}
        return found

    @cached_property
    def _ever(self) -> dict[str, frozenset[str]]:
        """Return the same for any day: what a file says must not be right on one day and wrong on another."""
        found = dict(self._here)
        for address, document in self._named():
            texts = (self._ctx.text(v).anchors for v in document.versions if v.is_approved)
            found[address] |= frozenset(anchor for anchors in texts for anchor in anchors)
        return found

    def _named(self) -> Iterator[tuple[str, Document]]:
        """Yield the documents that a forwarding leads from or to, by their addresses."""
        named = [place for one in self._all for place in (one.address, (one.target or "").partition("#")[0])]
        for document in self._ctx.corpus.all_documents():
            address = self._ctx.addresses[document.folder]
            if any(place.startswith(address) for place in named):
                yield address, document


def _length(forwarding: Forwarding) -> int:
    return len(forwarding.address)


def _fault(forwarding: Forwarding, field: str, message: str, hint: str) -> Finding:
    return Finding(FORWARDINGS, forwarding.source.line(field), field, message, hint)
