"""Turns a corpus on a day into the plan of its site."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from avtaleverk.model.addresses import HANDBOOK, LINK_DATA, LINK_WATCH, LINKS, OFFLINE
from avtaleverk.model.corpus import Corpus, HandwrittenPage
from avtaleverk.model.documents import DocumentKind
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.model.open_data import OPEN_DATA
from avtaleverk.model.subjects import SubjectKind, subjects
from avtaleverk.pages import register_pages, sharing_pages, subject_pages
from avtaleverk.pages.changes_page import changes_html
from avtaleverk.pages.context import NOT_FOUND, Context
from avtaleverk.pages.data_page import open_data_html
from avtaleverk.pages.downloads import book_downloads
from avtaleverk.pages.feeds import feed_of
from avtaleverk.pages.fields_page import fields_html
from avtaleverk.pages.handbook.page import key_parts
from avtaleverk.pages.link_watch_page import link_watch_html
from avtaleverk.pages.linked_data import community_data
from avtaleverk.pages.organisation.structure_words import basis_of
from avtaleverk.pages.search_records import search_in_force, search_older
from avtaleverk.pages.shell import Shell
from avtaleverk.pages.standard import standard_pages
from avtaleverk.pages.style.page import style_html
from avtaleverk.search.records import IndexPlan
from avtaleverk.site.document_plan import DocumentPlanner, bare
from avtaleverk.site.downloads import NO_DOWNLOADS, Downloads
from avtaleverk.site.files import site_files
from avtaleverk.site.forwarding_plan import ForwardingPlanner
from avtaleverk.site.handbook_plan import handbook_pages
from avtaleverk.site.link_data import link_data
from avtaleverk.site.linking_plan import linking_pages
from avtaleverk.site.offline_plan import offline_plan
from avtaleverk.site.open_data_plan import Keys, open_data_files
from avtaleverk.site.organisation_plan import OrganisationPlanner
from avtaleverk.site.plan import Page, Plan, SiteFile
from avtaleverk.site.redirects import Redirects
from avtaleverk.text import TextStore
from avtaleverk.text.store import Cache, code_fingerprint, fingerprint

SEARCH_INDEX = "pagefind"
_IN_FOOTER = ("om", "tilgjengelighet")
# The kinds of page that list what changed: they depend on all texts, and name the feed of the whole site.
_SHOWS_CHANGES = frozenset({"start", "endringer"})
# Those that name points, or those a proposal changes, depend on all texts as well.
_READS_TEXTS = _SHOWS_CHANGES | {"horinger", "part", "emne"}


def build_plan(  # noqa: PLR0913 - what a site is made from
    corpus: Corpus, root: Path, day: date, texts: TextStore | None = None, cache: Cache | None = None, *,
    downloads: Downloads = NO_DOWNLOADS,
) -> Plan:  # fmt: skip
    """Return the plan of the site as it is on ``day``; ``root`` is where pictures are copied from.

    ``downloads`` are the texts that the site has as files, and that its pages lead to.
    """
    ctx = Context(corpus, day, texts or TextStore(cache), downloads.sizes)
    planner = _Planner(ctx)
    offline_page, offline_file = offline_plan(ctx, root, planner.base)
    pages = (*planner.pages(), offline_page)
    data = open_data_files(ctx, planner.keys)
    pages, files = planner.led_on(pages, (*site_files(ctx, root, pages), offline_file, *downloads.files(), *data))
    return Plan(
        corpus,
        pages,
        (*files, SiteFile(LINK_DATA, link_data(ctx, pages, files))),
        Shell(ctx, planner.footer(), frozenset(p.address for p in pages)),
        cache,
        planner.indexes(),
        ctx.addresses,
        day,
        downloads.formats,
    )


class _Planner:
    """Lists the pages of one corpus; the keys say what each of them depends on."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._t = ctx.t
        self._handwritten = self._with_supplied(ctx.corpus)
        self._seen = fingerprint(self._index())
        self._base = fingerprint(code_fingerprint(), str(ctx.day), repr(ctx.corpus.community), self._seen)
        corpus = ctx.corpus
        structures = repr((corpus.structures, corpus.proposed_structures))
        self._structures = fingerprint(self._base, structures, self._bases())
        rest = (corpus.appointments, corpus.meetings, corpus.papers, corpus.terms, self._handwritten)
        self._all = fingerprint(self._structures, repr(rest), repr([bare(d) for d in corpus.documents]))
        self._texts = fingerprint(*(v.body for d in corpus.all_documents() for v in d.versions))
        self._feed = feed_of(ctx)

    @property
    def base(self) -> str:
        """Return the key of what every page depends on."""
        return self._base

    @property
    def keys(self) -> Keys:
        """Return what the open data depend on."""
        return Keys(self._lasting(), self._seen, self._structures, self._all)

    @staticmethod
    def _with_supplied(corpus: Corpus) -> tuple[HandwrittenPage, ...]:
        """Return the pages of ``docs/`` and, where a needed one is not there, the one we supply."""
        own = {p.path for p in corpus.pages}
        supplied = [p for p in standard_pages(corpus.community.language) if p.path not in own]
        return (*corpus.pages, *supplied)

    def _bases(self) -> str:
        """Return what is shown of the clauses that bodies and rules rest on, which a text not in force may have."""
        named = {task.legal_basis for task in self._ctx.corpus.community.yearly}
        for structure in (*self._ctx.corpus.structures, *self._ctx.corpus.proposed_structures):
            named |= {structure.legal_basis, *(b.legal_basis for b in structure.bodies)}
            named |= {rule.legal_basis for rule in structure.rules}
        return repr([basis_of(self._ctx, basis) for basis in sorted(filter(None, named))])

    def _index(self) -> str:
        """Return what a reference from elsewhere can see: addresses, titles, clause numbers in force."""
        ctx = self._ctx
        rows = []
        for document in ctx.corpus.all_documents():
            version = ctx.in_force(document)
            clauses = [(c.id, c.number, c.title) for c in ctx.text(version).clauses] if version else []
            number = version.number if version else None
            rows.append((ctx.addresses[document.folder], document.title, document.number, number, clauses))
        names = [
            (b.id, b.name, b.abbreviation)
            for s in (*ctx.corpus.structures, *ctx.corpus.proposed_structures)
            for b in s.bodies
        ]
        return repr((rows, names))

    def _lasting(self) -> str:
        """Return the key of what pages that show neither day nor references depend on."""
        corpus = self._ctx.corpus
        names = {v.approved_by: corpus.body_name(v.approved_by) for d in corpus.all_documents() for v in d.versions if v.approved_by}  # fmt: skip
        return fingerprint(code_fingerprint(), repr(corpus.community), repr(sorted(names.items())))

    def footer(self) -> tuple[tuple[str, str], ...]:
        """Return title and address of the pages that the foot of every page leads to."""
        own = [(p.title, f"{p.path}/") for p in self._handwritten if p.path in _IN_FOOTER]
        links = (self._t("Link to the texts"), LINKS)
        along = (self._t("The texts without a network"), OFFLINE)
        about = (
            (self._t("Open data"), OPEN_DATA),
            (self._t("Handbook for editors"), HANDBOOK),
            (self._t("Fields in the files"), "om/felter/"),
            (self._t("How the site looks"), "om/stil/"),
        )
        return (*own, links, along, *about)

    def _page(  # noqa: PLR0913 - one word for each thing a page may be
        self, address: str, title: str, kind: str, make: Callable[[], str], *,
        listed: bool = False, indexed: bool = True, source: str | None = None, seen: str = "",
    ) -> Page:  # fmt: skip
        told = kind in _SHOWS_CHANGES
        key = fingerprint(self._all, kind, address, self._texts if kind in _READS_TEXTS else "", seen)
        return Page(
            address, title, kind, key, make,
            indexed=indexed, in_navigation=listed, source=source or None,
            feed=self._feed if told else "",
        )  # fmt: skip

    def pages(self) -> Iterator[Page]:
        """Yield every page of the site."""
        yield self._start()
        yield from self._registers()
        documents = DocumentPlanner(self._ctx, self._base, self._lasting(), self._seen)
        for document in self._ctx.corpus.all_documents():
            yield from documents.pages(document)
        yield from self._comparisons()
        yield from OrganisationPlanner(self._ctx, self._page, self._structures).pages()
        yield from self._subjects()
        yield from linking_pages(self._ctx, self._base)
        yield from handbook_pages(self._ctx, fingerprint(self._lasting(), self._seen))
        yield from self._by_hand()
        yield from self._about_the_site()

    def led_on(
        self, pages: tuple[Page, ...], files: tuple[SiteFile, ...]
    ) -> tuple[tuple[Page, ...], tuple[SiteFile, ...]]:
        """Return all pages and files, with what stands where something was; raises AvtaleverkError with the findings."""
        forwarding = ForwardingPlanner(self._ctx, pages, frozenset(f.path for f in files), self._page)
        standing = (*map(forwarding.noted, pages), *forwarding.pages())
        redirects = Redirects(self._ctx, standing, files)
        if findings := [*forwarding.findings(), *redirects.findings()]:
            msg = f"{len(findings)} gamle adresser kan ikke føres videre"
            raise AvtaleverkError(msg, findings)
        return standing, (*files, *redirects.files())

    def indexes(self) -> tuple[IndexPlan, ...]:
        """Return the indexes of the search: of what applies, and of the rest where there is any."""
        ctx = self._ctx
        corpus = ctx.corpus
        named = repr((corpus.terms, [bare(d) for d in corpus.documents]))
        in_force = fingerprint(*(v.body for d in corpus.all_documents() if (v := ctx.in_force(d))))
        first = IndexPlan(SEARCH_INDEX, fingerprint(self._structures, named, in_force), partial(search_in_force, ctx))
        has_more = ctx.corpus.meetings or ctx.corpus.papers or any(d.versions for d in ctx.corpus.all_documents())
        meetings = repr((corpus.meetings, corpus.papers))
        key = fingerprint(self._structures, named, meetings, self._texts, *key_parts(ctx).values())
        rest = IndexPlan(f"{SEARCH_INDEX}-mer", key, partial(search_older, ctx))
        return (first, rest) if has_more else (first,)

    def _start(self) -> Page:
        intro = next((p for p in self._handwritten if p.path == "index"), None)
        title = intro.title if intro else self._ctx.corpus.community.name
        make, data = partial(register_pages.start_html, self._ctx, intro), partial(community_data, self._ctx)
        return replace(self._page("", title, "start", make, listed=True), data=data)

    def _registers(self) -> Iterator[Page]:
        ctx, t = self._ctx, self._t
        rows: tuple[tuple[str, str, str, Callable[[str], str]], ...] = (
            ("retningslinjer/", t("Guidelines"), "register", partial(register_pages.register_html, ctx, DocumentKind.GUIDELINE)),
            ("avtaler/", t("Agreements"), "register", partial(register_pages.register_html, ctx, DocumentKind.AGREEMENT)),
            ("endringer/", t("Changes"), "endringer", partial(changes_html, ctx, self._feed)),
            ("ordliste/", t("Glossary"), "ordliste", partial(register_pages.glossary_html, ctx)),
            ("sok/", t("Search"), "sok", partial(register_pages.search_html, ctx)),
        )  # fmt: skip
        book = repr(book_downloads(ctx))
        for address, title, kind, make in rows:
            yield self._page(
                address, title, kind, partial(make, address), listed=True, seen=book if kind == "register" else ""
            )

    def _comparisons(self) -> Iterator[Page]:
        """Yield the choice of two documents, and a page for each pair; they show the texts in force and no day."""
        ctx, lasting = self._ctx, self._lasting()
        if not sharing_pages.is_offered(ctx):
            return
        key = fingerprint(lasting, "sammenlign", sharing_pages.choice_key(ctx))
        make = partial(sharing_pages.choice_html, ctx)
        yield Page(sharing_pages.CHOICE, self._t("Compare two documents"), "sammenlign", key, make, is_dated=False)
        for pair in ctx.sharings.pairs:
            yield Page(
                sharing_pages.pair_address(ctx, *pair),
                sharing_pages.pair_title(ctx, *pair),
                "sammenligning",
                fingerprint(lasting, "sammenligning", sharing_pages.pair_key(ctx, *pair)),
                partial(sharing_pages.pair_html, ctx, *pair),
                indexed=False,
                is_dated=False,
            )

    def _subjects(self) -> Iterator[Page]:
        """Yield the registers by heart of the matter, and a page for each; one that nobody is marked with waits."""
        ctx = self._ctx
        for kind in SubjectKind:
            make = partial(subject_pages.register_html, ctx, kind)
            yield self._page(kind.register, subject_pages.register_title(ctx, kind), "emner", make, listed=True)
            marked = {r.address for r in subject_pages.rows(ctx, kind) if r.is_marked}
            for subject in subjects(ctx.corpus, kind):
                title, is_known = subject_pages.subject_title(ctx, subject), subject.address in marked
                make = partial(subject_pages.subject_html, ctx, subject)
                yield self._page(subject.address, title, "emne", make, indexed=is_known)

    def _by_hand(self) -> Iterator[Page]:
        for page in self._handwritten:
            if page.path != "index":
                address = f"{page.path.removesuffix('/index')}/"
                make = partial(register_pages.handwritten_html, self._ctx, page, address)
                yield self._page(address, page.title, "side", make, source=page.source.path)

    def _about_the_site(self) -> Iterator[Page]:
        ctx, t = self._ctx, self._t
        yield self._page("om/felter/", t("Fields in the files"), "felter", partial(fields_html, ctx, "om/felter/"))
        yield self._page(OPEN_DATA, t("Open data"), "data", partial(open_data_html, ctx, OPEN_DATA))
        yield self._page("om/stil/", t("How the site looks"), "stil", partial(style_html, ctx), indexed=False)
        watch = partial(link_watch_html, ctx, LINK_WATCH)
        yield self._page(LINK_WATCH, t("Check your links"), "lenkevakt", watch)
        lost = partial(register_pages.not_found_html, ctx)
        yield self._page(NOT_FOUND, t("We cannot find that page"), "ikke-funnet", lost, indexed=False)
