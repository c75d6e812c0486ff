"""The open data in the plan: which files there are, each keyed so that it is written anew only when it says something else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from avtaleverk.exports.open_data import documents, organisation, overview, registers
from avtaleverk.exports.open_data.differences import difference_file
from avtaleverk.exports.open_data.markdown import markdown_file
from avtaleverk.exports.open_data.names import Data, Names, written
from avtaleverk.exports.open_data.schemas import open_data_schema
from avtaleverk.model.addresses import slug, version_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.open_data import OPENSEARCH, DataKind, data_address, markdown_address, schema_address
from avtaleverk.pages.context import Context
from avtaleverk.pages.downloads import current_downloads, difference_downloads, version_downloads
from avtaleverk.site.document_plan import bare
from avtaleverk.site.opensearch import opensearch
from avtaleverk.site.plan import SiteFile
from avtaleverk.site.redirects import moves
from avtaleverk.text.store import fingerprint


@dataclass(frozen=True, slots=True)
class Keys:
    """What files depend on: the code with the community (``lasting``), what references can see, the structures, and all."""

    lasting: str
    seen: str
    structures: str
    everything: str


def open_data_files(ctx: Context, keys: Keys) -> Iterator[SiteFile]:
    """Yield every file below ``/api/v1/``, the texts as Markdown, and the description of the search."""
    planner = _Planner(ctx, keys)
    yield from planner.whole()
    yield from planner.organisation()
    yield from planner.schemas()
    for document in ctx.corpus.all_documents():
        yield from planner.document(document)
    yield SiteFile(OPENSEARCH, opensearch(ctx))


class _Planner:
    """Lists the files of one corpus."""

    def __init__(self, ctx: Context, keys: Keys) -> None:
        self._ctx = ctx
        self._names = Names(ctx)
        self._keys = keys
        self._moves = moves(ctx.corpus, ctx.addresses)
        standing = [(d.folder, d.title, ctx.addresses[d.folder]) for d in ctx.corpus.all_documents()]
        self._lasting = fingerprint("data", keys.lasting, repr(standing), repr(ctx.corpus.papers))

    def whole(self) -> Iterator[SiteFile]:
        """Yield the files that there is one of."""
        makers: tuple[tuple[DataKind, Callable[[Names], Data]], ...] = (
            (DataKind.INDEX, overview.index_data),
            (DataKind.CORPUS, documents.corpus_data),
            (DataKind.BODIES, organisation.bodies_data),
            (DataKind.MEETINGS, organisation.meetings_data),
            (DataKind.PAPERS, organisation.papers_data),
            (DataKind.HEARINGS, registers.hearings_data),
            (DataKind.ADOPTION, registers.adoption_data),
            (DataKind.LAW, registers.law_data),
            (DataKind.GLOSSARY, registers.glossary_data),
        )
        for kind, make in makers:
            yield _file(data_address(kind), self._keys.everything, partial(make, self._names))

    def organisation(self) -> Iterator[SiteFile]:
        """Yield a file for each body and each meeting."""
        names = self._names
        for body_id, standing in organisation.bodies(names).items():
            address = data_address(DataKind.BODY, organ=slug(body_id))
            yield _file(address, self._keys.everything, partial(organisation.body_data, names, standing))
        for meeting in self._ctx.corpus.meetings:
            address = data_address(DataKind.MEETING, mote=slug(meeting.id))
            key = fingerprint(self._lasting, self._keys.structures, repr(meeting))
            yield _file(address, key, partial(organisation.meeting_data, names, meeting))

    def schemas(self) -> Iterator[SiteFile]:
        """Yield the schema of each kind."""
        for kind in DataKind:
            make = partial(open_data_schema, self._names, kind)
            yield _file(schema_address(kind), self._keys.lasting, make)

    def document(self, document: Document) -> Iterator[SiteFile]:
        """Yield the files of a document, also where it lay before: a file cannot lead on, so it is there twice."""
        yield from self._texts(document)
        names, key = self._names, self._key(document)
        bodies = fingerprint(*(v.body for v in document.versions))
        make = partial(documents.document_data, names, document)
        for own in self._places(document):
            address = data_address(DataKind.DOCUMENT, dokument=own)
            yield _file(address, fingerprint(key, self._keys.structures, bodies), make)
            for version in document.versions:
                yield self._version(document, version, own, key)
            for old, new in documents.differences(names, document):
                yield self._difference(document, old, new, own, key)

    def _version(self, document: Document, version: Version, own: str, key: str) -> SiteFile:
        files = repr(version_downloads(self._ctx, document, version))
        return _file(
            data_address(DataKind.VERSION, dokument=own, versjon=version.number),
            fingerprint(key, self._keys.seen, self._keys.structures, version.number, version.body, files),
            partial(documents.version_data, self._names, document, version),
        )

    def _difference(self, document: Document, old: Version, new: Version, own: str, key: str) -> SiteFile:
        files = repr(difference_downloads(self._ctx, document, old, new))
        return SiteFile(
            data_address(DataKind.DIFFERENCE, dokument=own, fra=old.number, til=new.number),
            make=partial(difference_file, self._names, document, old, new),
            key=fingerprint(key, old.number, new.number, old.body, new.body, files),
        )

    def _texts(self, document: Document) -> Iterator[SiteFile]:
        """Yield each text as Markdown at its fixed address, and the one in force where it always is."""
        own, current = self._ctx.addresses[document.folder], self._ctx.in_force(document)
        key = self._key(document)
        for version in document.versions:
            places = [version_address(own, version.number), *([own] if version is current else [])]
            for place in places:
                yield SiteFile(
                    markdown_address(place),
                    make=partial(markdown_file, self._names, document, version),
                    key=fingerprint(key, version.number, version.body),
                )

    def _places(self, document: Document) -> list[str]:
        """Return where a document lies, and where it lay before."""
        own = self._ctx.addresses[document.folder]
        former = [old + own.removeprefix(now) for old, now in self._moves if own.startswith(now)]
        return list(dict.fromkeys([own, *former]))

    def _key(self, document: Document) -> str:
        """Return what all files of a document depend on: what is said of it, and what its versions are today."""
        ctx = self._ctx
        states = [(v.number, ctx.standing(document, v).status) for v in document.versions]
        current = ctx.in_force(document)
        files = repr(
            (current_downloads(ctx, document), [version_downloads(ctx, document, v) for v in document.versions])
        )
        return fingerprint(self._lasting, repr(bare(document)), repr(states), current.number if current else "", files)


def _file(address: str, key: str, make: Callable[[], Data]) -> SiteFile:
    return SiteFile(address, make=lambda: written(make()), key=fingerprint(key, address))
