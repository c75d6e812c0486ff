"""The pages of one document in the plan, keyed so that an edit makes anew only what it shows in."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from avtaleverk.history.lineage import Thread
from avtaleverk.history.pairs import difference_pairs
from avtaleverk.model.addresses import difference_address, history_address, version_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.pages import document_pages
from avtaleverk.pages.citing import citation
from avtaleverk.pages.clause_history import clause_history_html, clause_title
from avtaleverk.pages.clause_notes import history_of, thread_id
from avtaleverk.pages.context import Context
from avtaleverk.pages.data_links import data_links, difference_links
from avtaleverk.pages.difference_pages import difference_html
from avtaleverk.pages.downloads import current_downloads, difference_downloads, version_downloads
from avtaleverk.pages.feeds import feed_of
from avtaleverk.pages.history_pages import history_html
from avtaleverk.pages.linked_data import difference_data, document_data, version_data
from avtaleverk.pages.proposal_words import next_step
from avtaleverk.pages.status_words import days_left, status_view
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
    references can see of other documents. ``lasting`` is the same without the day and the references, for
    pages that show nothing of either, and ``seen`` what the references see.
    """

    def __init__(self, ctx: Context, base: str, lasting: str, seen: str) -> None:
        """Keep what all documents share."""
        self._ctx = ctx
        self._base = base
        self._lasting = lasting
        self._seen = seen
        self._terms = repr(ctx.corpus.terms)

    def pages(self, document: Document) -> Iterator[Page]:
        """Yield the pages of one document."""
        steps = repr([next_step(self._ctx, document, v) for v in document.versions])  # read from meetings too
        key = fingerprint(self._base, repr(bare(document)), self._parent(document), steps)
        yield self._in_force(document, key)
        yield self._history(document, key)
        for version in document.versions:
            yield self._version(document, version, key)
        lasting = fingerprint(self._lasting, repr(bare(document)), self._parent(document), self._states(document))
        for old, new in difference_pairs(document, self._ctx.in_force(document)):
            yield self._difference(document, old, new, lasting)
        for thread in self._ctx.lineage(document).threads:
            if thread.has_history:
                yield self._clause_history(document, thread, lasting)

    def _in_force(self, document: Document, key: str) -> Page:
        ctx = self._ctx
        version = ctx.in_force(document)
        files = repr(current_downloads(ctx, document))
        return Page(
            ctx.addresses[document.folder],
            self._titled(document, version),
            "dokument",
            fingerprint(key, self._bodies(document), self._cited(document), self._terms, files),
            partial(document_pages.document_html, ctx, document),
            description=_shortened(document.summary),
            in_navigation=True,
            feed=self._feed(document),
            edition=citation(ctx, document, version).edition if version else "",
            source=(version or document).source.path,
            data=partial(document_data, ctx, document),
            others=data_links(ctx, document, version, is_current=True),
        )

    def _history(self, document: Document, key: str) -> Page:
        ctx = self._ctx
        title = f"{ctx.t('History')}: {self._titled(document, ctx.in_force(document))}"
        make = partial(history_html, ctx, document)
        address = history_address(ctx.addresses[document.folder])
        return Page(
            address, title, "historikk", fingerprint(key, "historikk", self._bodies(document)), make,
            source=document.source.path, feed=self._feed(document),
        )  # fmt: skip

    def _version(self, document: Document, version: Version, key: str) -> Page:
        ctx = self._ctx
        address = ctx.addresses[document.folder]
        current = ctx.in_force(document)
        return Page(
            version_address(address, version.number),
            f"{self._titled(document, version)}, {ctx.t('version {number}', number=version.number)}",
            "versjon",
            fingerprint(
                key,
                version.number,
                self._terms,
                self._body(document, version),
                self._body(document, current) if current else "",
                repr(version_downloads(ctx, document, version)),
            ),
            partial(document_pages.version_html, ctx, document, version),
            indexed=False,
            canonical=address,
            source=version.source.path,
            feed=self._feed(document),
            edition=citation(ctx, document, version).approval.strip(", "),  # the title says which version it is
            data=partial(version_data, ctx, document, version),
            others=data_links(ctx, document, version),
        )

    def _difference(self, document: Document, old: Version, new: Version, key: str) -> Page:
        ctx = self._ctx
        address = ctx.addresses[document.folder]
        said = ctx.t("What changed from version {old} to {new}", old=old.number, new=new.number)
        return Page(
            difference_address(address, old.number, new.number),
            f"{self._titled(document, new)}: {said}",
            "endring",
            fingerprint(
                key,
                old.number,
                new.number,
                old.body,
                new.body,
                next_step(ctx, document, new),
                days_left(ctx, new),
                repr(difference_downloads(ctx, document, old, new)),
            ),
            partial(difference_html, ctx, document, old, new),
            indexed=False,
            canonical=address,
            source=new.source.path,
            is_dated=False,
            feed=self._feed(document),
            data=partial(difference_data, ctx, document, old, new),
            others=difference_links(ctx, document, old, new),
        )

    def _clause_history(self, document: Document, thread: Thread, key: str) -> Page:
        ctx = self._ctx
        said = f"{ctx.t('History of the clause')}: {clause_title(thread.clause)}"
        return Page(
            history_of(ctx, document, thread),
            f"{said} ({self._titled(document, ctx.in_force(document))})",
            "punkthistorie",
            fingerprint(key, thread_id(thread), self._bodies(document), self._seen),
            partial(clause_history_html, ctx, document, thread),
            indexed=False,
            source=document.source.path,
            is_dated=False,
            feed=self._feed(document),
        )

    def _feed(self, document: Document) -> str:
        """Return the address of the document's feed, asked for by every page of it."""
        return self._ctx.once(("feed", document.folder), lambda: feed_of(self._ctx, document))

    def _bodies(self, document: Document) -> str:
        """Return one key for all texts of a document, which many pages of it share."""
        return self._ctx.once(
            ("bodies", document.folder), lambda: fingerprint(*(self._body(document, v) for v in document.versions))
        )

    def _body(self, document: Document, version: Version) -> str:
        key = ("body", document.folder, version.number)
        return self._ctx.once(key, lambda: fingerprint(version.body))

    def _states(self, document: Document) -> str:
        """Return what the versions are today, which changes on few days."""
        current = self._ctx.in_force(document)
        states = [status_view(self._ctx, document, v) for v in document.versions]
        return repr((current.number if current else None, states))

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
