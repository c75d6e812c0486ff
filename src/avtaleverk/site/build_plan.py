"""Turns a corpus on a day into the plan of its site."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from avtaleverk.model.addresses import (
    body_address,
    history_address,
    meeting_address,
    paper_address,
    version_address,
)
from avtaleverk.model.corpus import Corpus, HandwrittenPage
from avtaleverk.model.documents import Document, DocumentKind
from avtaleverk.pages import document_pages, organisation_pages, register_pages
from avtaleverk.pages.context import NOT_FOUND, Context
from avtaleverk.pages.shell import Shell
from avtaleverk.pages.standard import standard_pages
from avtaleverk.pages.style_page import style_html
from avtaleverk.site.files import site_files
from avtaleverk.site.plan import Page, Plan
from avtaleverk.text import TextStore
from avtaleverk.text.store import Cache, code_fingerprint, fingerprint

_DESCRIPTION_LENGTH = 160
_IN_FOOTER = ("om", "tilgjengelighet")


def build_plan(
    corpus: Corpus, root: Path, day: date, texts: TextStore | None = None, cache: Cache | None = None
) -> Plan:
    """Return the plan of the site as it is on ``day``; ``root`` is where pictures are copied from."""
    ctx = Context(corpus, day, texts or TextStore(cache))
    handwritten = handwritten_pages(corpus)
    footer = tuple((p.title, f"{p.path}/") for p in handwritten if p.path in _IN_FOOTER)
    planner = _Planner(ctx, handwritten)
    pages = tuple(planner.pages())
    return Plan(
        corpus, pages, tuple(site_files(ctx, root, pages)), Shell(ctx, (*footer, *planner.extra_footer())), cache
    )


def handwritten_pages(corpus: Corpus) -> tuple[HandwrittenPage, ...]:
    """Return the pages of ``docs/`` and, where a needed one is not there, the one we supply."""
    own = {p.path for p in corpus.pages}
    supplied = [p for p in standard_pages(corpus.community.language) if p.path not in own]
    return (*corpus.pages, *supplied)


def _bare(document: Document) -> Document:
    """Return a document without its texts: what other pages can show of it."""
    versions = tuple(replace(v, body="") for v in document.versions)
    return replace(document, versions=versions, attachments=tuple(_bare(a) for a in document.attachments))


class _Planner:
    """Makes the pages of one corpus; the keys say what each of them depends on."""

    def __init__(self, ctx: Context, handwritten: tuple[HandwrittenPage, ...]) -> None:
        self._ctx = ctx
        self._handwritten = handwritten
        self._t = ctx.t
        self._base = fingerprint(code_fingerprint(), str(ctx.day), repr(ctx.corpus.community), self._index())
        corpus = ctx.corpus
        everything = (corpus.structures, corpus.meetings, corpus.papers, corpus.terms, handwritten)
        self._all = fingerprint(self._base, repr(everything), repr([_bare(d) for d in corpus.documents]))

    def _index(self) -> str:
        """Return what a reference from elsewhere can see: addresses, titles, clause numbers in force."""
        rows = []
        for document in self._ctx.corpus.all_documents():
            version = self._ctx.in_force(document)
            clauses = [(c.id, c.number, c.title) for c in self._ctx.text(version).clauses] if version else []
            number = version.number if version else None
            rows.append((self._ctx.addresses[document.folder], document.title, document.number, number, clauses))
        names = [(b.id, b.name, b.abbreviation) for s in self._ctx.corpus.structures for b in s.bodies]
        return repr((rows, names))

    def extra_footer(self) -> list[tuple[str, str]]:
        return [(self._t("How the site looks"), "om/stil/")]

    def _page(self, address: str, title: str, kind: str, make: Callable[[], str], **more: object) -> Page:
        page = Page(address, title, kind, fingerprint(self._all, kind, address), make)
        return replace(page, **more)  # type: ignore[arg-type] # only names of fields are passed on below

    def pages(self) -> Iterator[Page]:
        yield self._start()
        yield from self._registers()
        for document in self._ctx.corpus.all_documents():
            yield from self._document(document)
        yield from self._organisation()
        yield from self._by_hand()
        yield self._page(
            NOT_FOUND,
            self._t("We cannot find that page"),
            "ikke-funnet",
            partial(register_pages.not_found_html, self._ctx),
            indexed=False,
        )
        yield self._page(
            "om/stil/", self._t("How the site looks"), "stil", partial(style_html, self._ctx), indexed=False
        )

    def _start(self) -> Page:
        intro = next((p for p in self._handwritten if p.path == "index"), None)
        title = intro.title if intro else self._ctx.corpus.community.name
        description = f"{self._t('Agreements')}, {self._t('Guidelines')}: {self._ctx.corpus.community.name}"
        return self._page(
            "",
            title,
            "start",
            partial(register_pages.start_html, self._ctx, intro),
            in_navigation=True,
            description=description,
        )

    def _registers(self) -> Iterator[Page]:
        ctx, listing = self._ctx, partial(self._page, in_navigation=True)
        for kind, address, title in (
            (DocumentKind.GUIDELINE, "retningslinjer/", self._t("Guidelines")),
            (DocumentKind.AGREEMENT, "avtaler/", self._t("Agreements")),
        ):
            yield listing(address, title, "register", partial(register_pages.register_html, ctx, kind, address))
        yield listing(
            "horinger/", self._t("Hearings"), "horinger", partial(register_pages.hearings_html, ctx, "horinger/")
        )
        yield listing(
            "organisasjon/",
            self._t("Organisation"),
            "organisasjon",
            partial(organisation_pages.organisation_html, ctx, "organisasjon/"),
        )
        yield listing(
            "moter/", self._t("Meetings and cases"), "moter", partial(organisation_pages.meetings_html, ctx, "moter/")
        )
        yield listing(
            "ordliste/", self._t("Glossary"), "ordliste", partial(register_pages.glossary_html, ctx, "ordliste/")
        )
        search = self._search_key()
        yield replace(
            self._page(
                "sok/", self._t("Search"), "sok", partial(register_pages.search_html, ctx, "sok/"), in_navigation=True
            ),
            key=search,
        )

    def _search_key(self) -> str:
        return fingerprint(self._all, "sok")

    def _document(self, document: Document) -> Iterator[Page]:
        ctx, address = self._ctx, self._ctx.addresses[document.folder]
        bare = fingerprint(self._base, repr(_bare(document)), repr(self._parent(document)))
        version = ctx.in_force(document)
        cited = [
            (place, [(c.document.folder, c.clause_id, c.clause_label) for c in found])
            for place, found in ctx.citations.items()
            if place[0] == document.folder
        ]
        yield Page(
            address, self._titled(document, ctx.title(document, version)), "dokument",
            fingerprint(bare, version.body if version else "", repr(cited)),
            partial(document_pages.document_html, ctx, document),
            description=self._described(document), in_navigation=True, in_search=version is not None,
            source=version.source.path if version else document.source.path,
        )  # fmt: skip
        yield Page(
            history_address(address), f"{self._t('History')}: {ctx.title(document, version)}", "historikk",
            fingerprint(bare, "historikk"), partial(document_pages.history_html, ctx, document), source=document.source.path,
        )  # fmt: skip
        for each in document.versions:
            title = f"{self._titled(document, ctx.title(document, each))}, {self._t('version {number}', number=each.number)}"
            yield Page(
                version_address(address, each.number), title, "versjon", fingerprint(bare, each.number, each.body),
                partial(document_pages.version_html, ctx, document, each),
                indexed=False, canonical=address, source=each.source.path,
            )  # fmt: skip

    def _parent(self, document: Document) -> tuple[str, str] | None:
        parent = document_pages.parent_of(self._ctx, document)
        return (self._ctx.label(parent), parent.title) if parent else None

    def _titled(self, document: Document, title: str) -> str:
        return f"{self._ctx.label(document)} {title}" if document.number else title

    def _described(self, document: Document) -> str:
        plain = " ".join(document.summary.split())
        return plain if len(plain) <= _DESCRIPTION_LENGTH else plain[: _DESCRIPTION_LENGTH - 1].rsplit(" ", 1)[0] + "…"

    def _organisation(self) -> Iterator[Page]:
        ctx = self._ctx
        seen: set[str] = set()
        structures = [s for s in ctx.corpus.structures if s is not ctx.corpus.structure_at(ctx.day)]
        current = ctx.corpus.structure_at(ctx.day)
        for structure in ([current] if current else []) + list(reversed(structures)):
            for body in structure.bodies:
                if body.id not in seen:
                    seen.add(body.id)
                    make = partial(organisation_pages.body_html, ctx, body, structure)
                    yield self._page(body_address(body.id), body.name, "organ", make, in_search=True)
        for meeting in ctx.corpus.meetings:
            title = organisation_pages.meeting_view(ctx, meeting).title
            yield self._page(
                meeting_address(meeting.id),
                title,
                "mote",
                partial(organisation_pages.meeting_html, ctx, meeting),
                source=meeting.source.path,
            )
        for paper in ctx.corpus.papers:
            yield self._page(
                paper_address(paper.id),
                paper.title,
                "sak",
                partial(organisation_pages.paper_html, ctx, paper),
                source=paper.source.path,
            )

    def _by_hand(self) -> Iterator[Page]:
        for page in self._handwritten:
            if page.path != "index":
                address = f"{page.path.removesuffix('/index')}/"
                make = partial(register_pages.handwritten_html, self._ctx, page, address)
                yield self._page(address, page.title, "side", make, source=page.source.path or None)
