"""``lenker.json``: every live address with what lies there and where the text in force is, for programs that check links."""

import json
from collections.abc import Iterable, Iterator

from avtaleverk.history.anchor_map import points_now, points_of_page
from avtaleverk.history.lock_file import LOCK
from avtaleverk.history.pairs import difference_pairs
from avtaleverk.history.signatures import SIGNATURES
from avtaleverk.model.addresses import difference_address, history_address, legal_file_address, version_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.open_data import API, OPENSEARCH, markdown_address
from avtaleverk.pages.clause_notes import history_of
from avtaleverk.pages.context import NOT_FOUND, Context
from avtaleverk.pages.downloads import current_downloads, version_downloads
from avtaleverk.pages.search_words import SEARCH_WORDS
from avtaleverk.pages.status_words import plain_word
from avtaleverk.site.forwarding_plan import TAKEN_AWAY
from avtaleverk.site.header_files import APACHE, HOSTED, NGINX
from avtaleverk.site.plan import Page, SiteFile

FILE, LED_ON = "fil", "videreført"
# Parts of the site itself, which nobody links to, and the open data, which are promised as a family and not one by one.
_PARTS = (
    "assets/",
    "robots.txt",
    "sitemap",
    OPENSEARCH,
    API,
    "pagefind",
    SEARCH_WORDS,
    NGINX,
    APACHE,
    HOSTED,
    LOCK,
    SIGNATURES,
)
Entry = dict[str, object]


def link_data(ctx: Context, pages: Iterable[Page], files: Iterable[SiteFile]) -> bytes:
    """Return the file, one address a line, so that two builds can be compared."""
    known = dict(_of_documents(ctx))
    entries = {p.address: _page(p) | known.get(p.address, {}) for p in pages if p.address != NOT_FOUND}
    entries |= {address_of(f): _file(f) | known.get(f.path, {}) for f in files if is_lasting(f)}
    lines = ",\n".join(f"{_json('/' + address)}:{_json(entry)}" for address, entry in sorted(entries.items()))
    head = f'"nettsted":{_json(ctx.corpus.community.address)},\n"bygd":{_json(ctx.day.isoformat())}'
    return f'{{{head},\n"adresser":{{\n{lines}\n}}}}\n'.encode()


def is_lasting(file: SiteFile) -> bool:
    """Say whether people may link to a file: it is none of the site's own parts."""
    return not file.path.startswith(_PARTS)


def address_of(file: SiteFile) -> str:
    """Return the address that a file is known by: a page of its folder has no name of its own."""
    return file.path.removesuffix("index.html")


def _page(page: Page) -> Entry:
    if page.kind != TAKEN_AWAY:
        moved = {a: f"/{n.target}" if n.target else None for n in page.notes for a in (n.anchor, *n.below)}
        return {"slag": page.kind, "tittel": page.title} | ({"flyttet": moved} if moved else {})
    return {"slag": LED_ON, "tittel": page.title, "etterfolger": None if page.heir is None else f"/{page.heir}"}


def _file(file: SiteFile) -> Entry:
    return {"slag": FILE} if file.heir is None else {"slag": LED_ON, "etterfolger": f"/{file.heir}"}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _of_documents(ctx: Context) -> Iterator[tuple[str, Entry]]:
    """Yield what is known of the pages of documents, by address."""
    for document in ctx.corpus.all_documents():
        address, current = ctx.addresses[document.folder], ctx.in_force(document)
        yield address, _document(ctx, document, current)
        here: Entry = {"gjeldende": f"/{address}"}
        yield history_address(address), here
        for version in document.versions:
            yield version_address(address, version.number), _version(ctx, document, version, current)
        yield from _of_files(ctx, document, current)
        for old, new in difference_pairs(document, current):
            yield difference_address(address, old.number, new.number), here
        for thread in ctx.lineage(document).threads:
            if thread.has_history:
                now = thread.clause_in(current) if current else None
                yield history_of(ctx, document, thread), {"gjeldende": f"/{address}" + (f"#{now.id}" if now else "")}


def _of_files(ctx: Context, document: Document, current: Version | None) -> Iterator[tuple[str, Entry]]:
    """Yield what is known of the versions that are files: an old one leads to the file that always has the text in force."""
    own = ctx.addresses[document.folder]
    if current:
        yield from ((f.address, _of_file(ctx, document, current)) for f in current_downloads(ctx, document))
        yield markdown_address(own), _of_file(ctx, document, current)
    homes = {file.format: file.address for file in current_downloads(ctx, document)}
    for version in document.versions:
        here: Entry = _of_file(ctx, document, version)
        yield legal_file_address(own, version.number), here | {"gjeldende": f"/{own}"}
        text = markdown_address(version_address(own, version.number))
        yield text, here | {"gjeldende": f"/{markdown_address(own) if current else own}"}
        for file in version_downloads(ctx, document, version):
            home = homes.get(file.format, own)
            yield file.address, here | {"gjeldende": f"/{home}"}


def _of_file(ctx: Context, document: Document, version: Version) -> Entry:
    status = plain_word(ctx, ctx.standing(document, version).status)
    return {"tittel": ctx.name(document), "status": status, "versjon": version.number}


def _document(ctx: Context, document: Document, current: Version | None) -> Entry:
    newest = current or (document.versions[-1] if document.versions else None)
    status: Entry = {"status": plain_word(ctx, ctx.standing(document, newest).status)} if newest else {}
    number: Entry = {"versjon": current.number} if current else {}
    return status | number | {"punkter": points_of_page(ctx.lineage(document), current)}


def _version(ctx: Context, document: Document, version: Version, current: Version | None) -> Entry:
    return {
        "status": plain_word(ctx, ctx.standing(document, version).status),
        "versjon": version.number,
        "gjeldende": f"/{ctx.addresses[document.folder]}",
        "punkter": points_now(ctx.lineage(document), version, current, ctx.facts),
    }
