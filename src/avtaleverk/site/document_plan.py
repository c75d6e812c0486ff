"""The pages of one document in the plan, keyed so that an edit makes anew only what it shows in."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from avtaleverk.model.addresses import history_address, version_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.pages import document_pages
from avtaleverk.pages.context import Context
from avtaleverk.site.plan import Page
from avtaleverk.text.store import fingerprint

_DESCRIPTION_LENGTH = 160


def bare(document: Document) -> Document:
    """Return a document without its texts: all that pages other than its versions can show of it."""
    versions = tuple(replace(v, body="") for v in document.versions)
    return replace(document, versions=versions, attachments=tuple(bare(a) for a in document.attachments))


class DocumentPlanner:
    """Lists the text in force, the history and the versions of each document.

    ``base`` is the key of what every page depends on: the code, the day, the community, and what
    references can see of other documents.
    """

    def __init__(self, ctx: Context, base: str) -> None:
        """Keep what all documents share."""
        self._ctx = ctx
        self._base = base

    def pages(self, document: Document) -> Iterator[Page]:
        """Yield the pages of one document."""
        key = fingerprint(self._base, repr(bare(document)), self._parent(document))
        yield self._in_force(document, key)
        yield self._history(document, key)
        for version in document.versions:
            yield self._version(document, version, key)

    def _in_force(self, document: Document, key: str) -> Page:
        ctx = self._ctx
        version = ctx.in_force(document)
        body = version.body if version else ""
        return Page(
            ctx.addresses[document.folder],
            self._titled(document, version),
            "dokument",
            fingerprint(key, body, self._cited(document)),
            partial(document_pages.document_html, ctx, document),
            description=_shortened(document.summary),
            in_navigation=True,
            in_search=version is not None,
            source=(version or document).source.path,
        )

    def _history(self, document: Document, key: str) -> Page:
        ctx = self._ctx
        title = f"{ctx.t('History')}: {self._titled(document, ctx.in_force(document))}"
        make = partial(document_pages.history_html, ctx, document)
        address = history_address(ctx.addresses[document.folder])
        return Page(address, title, "historikk", fingerprint(key, "historikk"), make, source=document.source.path)

    def _version(self, document: Document, version: Version, key: str) -> Page:
        ctx = self._ctx
        address = ctx.addresses[document.folder]
        return Page(
            version_address(address, version.number),
            f"{self._titled(document, version)}, {ctx.t('version {number}', number=version.number)}",
            "versjon",
            fingerprint(key, version.number, version.body),
            partial(document_pages.version_html, ctx, document, version),
            indexed=False,
            canonical=address,
            source=version.source.path,
        )

    def _titled(self, document: Document, version: Version | None) -> str:
        title = self._ctx.title(document, version)
        return f"{self._ctx.label(document)} {title}" if document.number else title

    def _parent(self, document: Document) -> str:
        parent = document_pages.parent_of(self._ctx, document)
        return f"{self._ctx.label(parent)} {parent.title}" if parent else ""

    def _cited(self, document: Document) -> str:
        """Return who refers to the document, as text for its key."""
        found = self._ctx.citations_of(document)
        return repr([(c.document.folder, c.clause_id, c.clause_label, place) for place, all_ in found for c in all_])


def _shortened(summary: str) -> str:
    plain = " ".join(summary.split())
    if len(plain) <= _DESCRIPTION_LENGTH:
        return plain
    return plain[: _DESCRIPTION_LENGTH - 1].rsplit(" ", 1)[0] + "…"
