"""What a site promises to those who link to it, and what of it a new build would break.

Every address is a promise. Of the anchors, those of approved texts are, down to the list item; the points of a
proposal once it was sent out; headings of pages written by hand and of case papers; the items of a meeting, the words
of the glossary and the demands of the law. All others are ours to give: the marks of a difference, which count what a
comparison found, and the sections of registers, which come and go with the day.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from avtaleverk.corpus.permalinks_file import PERMALINKS
from avtaleverk.corpus.read_forwardings import FORWARDINGS
from avtaleverk.model.addresses import file_format, version_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.downloads import FileFormat
from avtaleverk.model.findings import Finding
from avtaleverk.model.permalinks import Published
from avtaleverk.pages.context import NOT_FOUND
from avtaleverk.site.forwarding_plan import TAKEN_AWAY
from avtaleverk.site.link_data import address_of, is_lasting
from avtaleverk.site.plan import Page, Plan
from avtaleverk.site.redirects import home, moves, redirects_by_address
from avtaleverk.text import TextStore

# The anchors of a text; what was taken out has one with the version behind it, which is ours to give.
_OF_TEXT = re.compile(r"(?:pkt|innledning)-[^.]*")
_BELOW_HEADING = re.compile(r"-(?:ledd|nr|strek|bokstav)-[0-9a-zæøå]+(?:-\d+)?$")
_NAMED = {
    "mote": re.compile(r"sak-\d.*"),
    "ordliste": re.compile(r"(?!innhold$).+"),
    "lovkrav": re.compile(r"krav-\d+"),
}
# The ids of each page by its path, as they stand in its HTML.
Ids = Mapping[str, Collection[str]]


def promised(plan: Plan, ids: Ids) -> dict[str, tuple[str, ...]]:
    """Return every address of a site with the anchors that it promises."""
    sent_out = _sent_out(plan)
    pages = {p.address: tuple(_anchors(plan, p, ids.get(p.path, ()), sent_out)) for p in plan if p.address != NOT_FOUND}
    return {address_of(f): () for f in plan.files if is_lasting(f)} | pages


def _anchors(plan: Plan, page: Page, ids: Iterable[str], sent_out: Mapping[str, bool]) -> Iterator[str]:
    """Yield those of its ids that a page promises."""
    if page.kind == "dokument" or sent_out.get(page.address):
        return (i for i in ids if _OF_TEXT.fullmatch(i))
    if named := _NAMED.get(page.kind):
        return (i for i in ids if named.fullmatch(i))
    # A page that comes with the program has headings of ours.
    is_ours = page.kind == "side" and page.source not in {p.source.path for p in plan.corpus.pages}
    has_points = page.address in sent_out or (page.kind in {"side", "sak"} and not is_ours)
    return (i for i in ids if has_points and _OF_TEXT.fullmatch(i) and not _BELOW_HEADING.search(i))


def _sent_out(plan: Plan) -> dict[str, bool]:
    """Return the addresses of the versions that left the house, with whether they are approved."""
    addresses = plan.addresses
    versions = [(addresses[d.folder], v) for d in plan.corpus.all_documents() for v in d.versions]
    return {version_address(a, v.number): v.is_approved for a, v in versions if v.is_approved or _was_heard(plan, v)}


def _was_heard(plan: Plan, version: Version) -> bool:
    hearing = version.hearing
    return bool(hearing and hearing.opens and hearing.opens <= plan.day)


def unrecorded(plan: Plan, ids: Ids) -> int:
    """Return how many addresses have something that is not written down yet."""
    known = {p.address: p.anchors for p in plan.corpus.published}
    return sum(a not in known or not known[a].issuperset(found) for a, found in promised(plan, ids).items())


def broken(plan: Plan, ids: Ids) -> list[Finding]:
    """Return what was published once and would be lost, each with what to write to lead on."""
    return list(_Check(plan, ids).findings())


def text_ids(plan: Plan, texts: TextStore) -> dict[str, Collection[str]]:
    """Return what can be told of the ids of pages without making one: those of texts, and else what is recorded."""
    known = {p.address: p.anchors for p in plan.corpus.published}
    found: dict[str, Collection[str]] = {page.path: known.get(page.address, ()) for page in plan}
    for document in plan.corpus.all_documents():
        address = plan.addresses[document.folder]
        anchors = {version.number: texts.of(version.body).anchors for version in document.versions}
        found |= {f"{version_address(address, number)}index.html": ids for number, ids in anchors.items()}
        # The page of the text in force leads on from all anchors that approved texts have had.
        approved = (anchors[version.number] for version in document.versions if version.is_approved)
        found[f"{address}index.html"] = frozenset(chain.from_iterable(approved)) | _noted(plan, address, known)
    return found


def _noted(plan: Plan, address: str, known: Mapping[str, Collection[str]]) -> set[str]:
    """Return the anchors of a page that notes tell of, with what stood below them."""
    noted = [f.anchor for f in plan.corpus.forwardings if f.address == address and f.anchor]
    below = (a for a in known.get(address, ()) if a.startswith(tuple(f"{anchor}-" for anchor in noted)))
    return {*noted, *below}


class _Check:
    """What the site has at each address, page or not."""

    def __init__(self, plan: Plan, ids: Ids) -> None:
        self._plan = plan
        self._pages = {page.address: page for page in plan}
        self._leads = redirects_by_address(plan.files)
        self._files = {file.path for file in plan.files}
        self._ids = {address: frozenset(ids.get(page.path, ())) for address, page in self._pages.items()}
        self._last = {p.address: p for p in plan.corpus.published}
        self._whole = [f for f in plan.corpus.forwardings if not f.anchor]

    def findings(self) -> Iterator[Finding]:
        lost: list[Published] = []
        yield from self._formats()
        for published in self._plan.corpus.published:
            if self._left_out(published):
                continue
            page = self._pages.get(self._leads.get(published.address, published.address))
            if page is None and not self._is_elsewhere(published.address):
                lost.append(published)
            elif page is not None and page.kind != TAKEN_AWAY:
                yield from self._anchors(published, page)
        yield from self._addresses(lost)

    def _left_out(self, published: Published) -> FileFormat | None:
        """Return the kind of a file that is not there because the site is built without its kind."""
        format_ = file_format(published.address)
        is_there = format_ in self._plan.formats or published.address in self._files
        return None if is_there or any(f.covers(published.address) for f in self._whole) else format_

    def _formats(self) -> Iterator[Finding]:
        """Yield one finding for each kind of file that was published, and that the site is built without."""
        left_out = {p: format_ for p in self._plan.corpus.published if (format_ := self._left_out(p))}
        needed = ",".join(f for f in FileFormat if f in {*left_out.values(), *self._plan.formats})
        for format_ in sorted(set(left_out.values())):
            first, *more = (p for p, f in left_out.items() if f is format_)
            also = f" og {len(more)} {'annen fil' if len(more) == 1 else 'andre filer'}" if more else ""
            message = (
                f"{format_.word}-fila /{first.address}{also} er publisert, men nettstedet lages uten {format_.word}"
            )
            hint = f"Bygg med --med {needed}. Med mkdocs build skriver du med: [{needed}] under extra: avtaleverk: i mkdocs.yml"
            yield Finding(PERMALINKS, first.line, "", message, hint)

    def _is_elsewhere(self, address: str) -> bool:
        # In the place of a file that was taken away there is a folder of its name.
        folder = f"{address}/"
        is_there = address in self._files or folder in self._pages or folder in self._leads
        return is_there or any(f.covers(address) for f in self._whole)

    def _addresses(self, lost: list[Published]) -> Iterator[Finding]:
        """Yield one finding for each address that is lost and lies below no other."""
        names, known = {p.address for p in lost}, moves(self._plan.corpus, self._plan.addresses)
        below_each = Counter(chain.from_iterable(map(_above, names)))
        for published in lost:
            # What leads on from a lost page, or belongs to it, is mended with it.
            own = home(published.address, known)
            is_first = own == published.address or own not in names
            if is_first and names.isdisjoint({*_above(published.address), *_above(own)}):
                below = below_each[published.address]
                also = f", og {below} {'adresse' if below == 1 else 'adresser'} under den" if below else ""
                message = f"Adressen /{published.address} er publisert, men finnes ikke lenger{also}"
                yield Finding(PERMALINKS, published.line, "", message, self._address_cure(published.address))

    def _address_cure(self, address: str) -> str:
        line = _line(f"/{address}")
        document = self._document_at(address)
        if document is not None and "/v/" in address:
            number = address.rstrip("/").rpartition("/")[2]
            return f"Hent tilbake fila {document.folder}/{number}.md. Skal den være borte, skriver du i {FORWARDINGS}: {line}"
        moved = f"tidligere_adresser: [/{address}]"
        return (
            f"Skriv i {FORWARDINGS} hvor det ble av: {line} "
            f"Har et dokument bare fått ny adresse, skriver du i stedet i index.md for det: {moved}"
        )

    def _document_at(self, address: str) -> Document | None:
        addresses = self._plan.addresses
        return next((d for d in self._plan.corpus.all_documents() if address.startswith(addresses[d.folder])), None)

    def _anchors(self, published: Published, page: Page) -> Iterator[Finding]:
        gone = published.anchors - self._ids[page.address]
        if not gone:
            return
        # Below a point that is gone, everything is gone.
        for anchor in sorted(a for a in gone if not any(a.startswith(f"{other}-") for other in gone)):
            place = f"/{published.address}#{anchor}"
            message = (
                f"Lenken {place} er publisert, men {anchor} finnes ikke lenger på siden{self._seen(published, anchor)}"
            )
            hint = f"Hent teksten tilbake{_of(page)}. Skal den være borte, skriver du i {FORWARDINGS} hvor den ble av: {_line(place)}"
            yield Finding(PERMALINKS, published.line, "", message, hint)

    def _seen(self, published: Published, anchor: str) -> str:
        """Say which version was the last to have an anchor, where it can still be read."""
        versions = (f"{published.address}v/", f"{self._leads.get(published.address, published.address)}v/")
        having = [a for a, ids in self._ids.items() if a.startswith(versions) and anchor in ids]
        return f" (det står i /{having[-1]})" if having else ""


def _above(address: str) -> set[str]:
    """Return the addresses that an address lies below."""
    parts = address.rstrip("/").split("/")
    return {f"{'/'.join(parts[:n])}/" for n in range(1, len(parts))}


def _line(place: str) -> str:
    return f'- {{fra: "{place}", til: "/adressen/", forklaring: "Hvor teksten ble av."}}'


def _of(page: Page) -> str:
    return f" i {page.source}" if page.source else ""
