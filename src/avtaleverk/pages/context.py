"""What every page needs to know: the corpus on one day, and where everything lies."""

from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast
from urllib.parse import urlsplit

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from avtaleverk.corpus.checks import documents_with_parents
from avtaleverk.corpus.reference_checks import ReferenceIndex
from avtaleverk.history.comparison import Comparisons, Facts, Marked
from avtaleverk.history.lineage import Lineage
from avtaleverk.history.pairs import approved
from avtaleverk.history.sharings import Compared, Sharings
from avtaleverk.model.addresses import document_address, relative
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, DocumentKind, Version
from avtaleverk.model.status import Standing, Status, standing, upcoming, version_in_force
from avtaleverk.model.structure import Structure
from avtaleverk.model.text import Reference, RenderedText
from avtaleverk.pages.catalogue import Catalogue
from avtaleverk.pages.policy import IN_PAGE
from avtaleverk.text import TextStore

T = TypeVar("T")
NOT_FOUND = "404.html"
_TEMPLATES = Path(__file__).resolve().parent / "templates"


class _Compiled(BytecodeCache):
    """Keeps compiled templates where texts are kept; Jinja itself sees whether a template is still the same."""

    def __init__(self, texts: TextStore) -> None:
        self._texts = texts

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put what was compiled before into ``bucket``."""
        if code := self._texts.kept(f"mal:{bucket.key}:{bucket.checksum}"):
            bucket.bytecode_from_string(b64decode(code))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what ``bucket`` holds."""
        self._texts.keep(f"mal:{bucket.key}:{bucket.checksum}", b64encode(bucket.bytecode_to_string()).decode())


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a text in force that refers to another document or clause."""

    document: Document
    clause_id: str
    clause_label: str


@dataclass
class Context:
    """The corpus as seen on ``day``. Everything here follows from the two; nothing changes it.

    ``downloads`` has how many bytes each text is that the site has as a file, by the address of the file.
    """

    corpus: Corpus
    day: date
    texts: TextStore
    downloads: Mapping[str, int] = field(default_factory=dict)
    t: Catalogue = field(init=False)
    _gathered: dict[tuple[str, ...], object] = field(init=False, default_factory=dict)
    _lineages: dict[str, Lineage] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Choose the language that the community asks for."""
        self.t = Catalogue(self.corpus.community.language)

    @cached_property
    def templates(self) -> Environment:
        """Return the page templates; every value is escaped unless a page says it is HTML."""
        env = Environment(
            loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True, auto_reload=False, bytecode_cache=_Compiled(self.texts),
        )  # fmt: skip
        env.globals.update(t=self.t, Status=Status, ctx=self, policy=IN_PAGE)
        return env

    @cached_property
    def addresses(self) -> Mapping[str, str]:
        """Return the address of each document by its folder."""
        pairs = documents_with_parents(self.corpus)
        return {document.folder: document_address(document, parent) for document, parent in pairs}

    @cached_property
    def references(self) -> ReferenceIndex:
        """Return the index that finds the document a reference names."""
        return ReferenceIndex(self.corpus)

    def once(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        """Return what ``make`` gave the first time it was asked for under ``key``: many pages show the same."""
        if key not in self._gathered:
            self._gathered[key] = make()
        return cast("T", self._gathered[key])

    def parties(self, document: Document) -> tuple[str, ...]:
        """Return the parties that must adopt a document."""
        rule = self.corpus.rule_for(document)
        return rule.ratified_by if rule else ()

    @cached_property
    def _in_force(self) -> Mapping[str, Version | None]:
        return {d.folder: version_in_force(d, self.parties(d), self.day) for d in self.corpus.all_documents()}

    def in_force(self, document: Document) -> Version | None:
        """Return the version in force, None where there is none."""
        return self._in_force[document.folder]

    def standing(self, document: Document, version: Version) -> Standing:
        """Return what a version is today."""
        key = ("standing", document.folder, version.number)
        return self.once(key, lambda: standing(version, document, self.parties(document), self.day))

    def upcoming(self, document: Document, version: Version) -> tuple[Standing, ...]:
        """Return the changes of status that are known already."""
        return upcoming(version, document, self.parties(document), self.day)

    def proposals(self, document: Document) -> list[tuple[Version, Standing]]:
        """Return the proposals that are still on their way, newest first."""
        pairs = [(v, self.standing(document, v)) for v in reversed(document.versions)]
        return [(v, s) for v, s in pairs if s.status.is_proposal]

    def text(self, version: Version) -> RenderedText:
        """Return the rendered text of a version."""
        return self.texts.of(version.body)

    @cached_property
    def comparisons(self) -> Comparisons:
        """Return what compares two versions."""
        return Comparisons(self.texts, self.corpus.community.language)

    @cached_property
    def sharings(self) -> Sharings:
        """Return what compares the documents in force with one another."""
        documents = self.corpus.all_documents()
        return Sharings(self.texts, [Compared(d, v) for d in documents if (v := self.in_force(d))])

    def facts(self, old: Version, new: Version) -> Facts:
        """Return what differs between two versions."""
        return self.comparisons.facts(old.body, new.body)

    def marked(self, old: Version, new: Version) -> Marked:
        """Return the red-marked text of two versions."""
        return self.comparisons.marked(old.body, new.body)

    def lineage(self, document: Document) -> Lineage:
        """Return the points of a document through its approved versions, up to the one in force if there is one."""
        if document.folder not in self._lineages:
            last = self.in_force(document)
            versions = [v for v in approved(document) if last is None or v.order <= last.order]
            self._lineages[document.folder] = Lineage(versions, self.text, self.facts)
        return self._lineages[document.folder]

    def label(self, document: Document) -> str:
        """Return kind and number: «Retningslinje 1», «Vedlegg 1.4», «Avtale»."""
        kinds = {
            DocumentKind.AGREEMENT: self.t("Agreement"),
            DocumentKind.GUIDELINE: self.t("Guideline"),
            DocumentKind.ATTACHMENT: self.t("Attachment"),
        }
        return f"{kinds[document.kind]} {document.number or ''}".strip()

    def name(self, document: Document) -> str:
        """Return number and title where there is a number, else the title alone."""
        return f"{self.label(document)} {document.title}" if document.number else document.title

    @cached_property
    def structure(self) -> Structure | None:
        """Return the structure of the day, None where none is known."""
        return self.corpus.structure_at(self.day)

    def title(self, document: Document, version: Version | None = None) -> str:
        """Return the title of a version, or of the document where the version has none of its own."""
        return (version.title if version else None) or document.title

    def language(self, document: Document) -> str | None:
        """Return the language of a document where it is another than that of the site."""
        return document.language if document.language != self.t.language else None

    def target(self, reference: Reference) -> str | None:
        """Return the address a reference leads to, None where nobody knows it."""
        document = self.references.document(reference)
        if not document:
            return None
        address = self.addresses[document.folder]
        version = self.in_force(document)
        clause = self.text(version).clause(reference.clause) if version and reference.clause else None
        return f"{address}#{clause.id}" if clause else address

    @cached_property
    def _citations(self) -> Mapping[str, Mapping[str, list[Citation]]]:
        """Gather who refers to whom among the texts in force, by folder and clause id ("" the whole)."""
        found: defaultdict[str, defaultdict[str, list[Citation]]] = defaultdict(lambda: defaultdict(list))
        for document in self.corpus.all_documents():
            version = self.in_force(document)
            if not version:
                continue
            text = self.text(version)
            labels = {c.id: c.label for c in text.clauses}
            for reference in text.references:
                citation = Citation(document, reference.clause_id, labels.get(reference.clause_id, ""))
                if place := self._cited(document, text, reference):
                    known = found[place[0]][place[1]]
                    known += [] if citation in known else [citation]
        return found

    def citations(self, document: Document, clause_id: str = "") -> list[Citation]:
        """Return the places in texts in force that refer to a clause, or to the document as a whole."""
        return self._citations.get(document.folder, {}).get(clause_id, [])

    def citations_of(self, document: Document) -> list[tuple[str, list[Citation]]]:
        """Return all places that refer to a document, by the id of the clause they refer to."""
        return list(self._citations.get(document.folder, {}).items())

    def _cited(self, document: Document, text: RenderedText, reference: Reference) -> tuple[str, str] | None:
        if reference.law:
            return None
        if not reference.document:
            clause = text.clause(reference.clause)
            return (document.folder, clause.id) if clause else None
        target = self.references.document(reference)
        if not target or (target is document and not reference.clause):
            return None
        version = self.in_force(target)
        clause = self.text(version).clause(reference.clause) if version and reference.clause else None
        return target.folder, clause.id if clause else ""

    def render(self, template: str, page: str, **values: object) -> str:
        """Return a template filled in for the page at address ``page``."""

        def link(target: str) -> str:
            return self.link(target, page)

        return self.templates.get_template(template).render(link=link, page=page, **values)

    def link(self, target: str, page: str) -> str:
        """Return ``target`` as seen from ``page``; the page for lost addresses cannot be relative."""
        if page == NOT_FOUND:
            return urlsplit(self.corpus.community.address).path + target
        return relative(target, page)
