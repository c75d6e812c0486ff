"""Which texts the site has as files, where each of them lies, and what they follow from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

from avtaleverk.corpus.picture_data import PictureData
from avtaleverk.exports.paper import Paper, difference_paper, paper_key, version_paper
from avtaleverk.history.pairs import difference_pairs
from avtaleverk.model.addresses import BOOK, current_file_address, difference_file_address, version_file_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.downloads import FileFormat, Formats
from avtaleverk.model.status import Status, standing
from avtaleverk.pages.context import Context
from avtaleverk.site.document_plan import bare
from avtaleverk.site.plan import SiteFile
from avtaleverk.text.store import code_fingerprint, fingerprint

# A book of so many takes a minute and a gigabyte to make; a larger one nobody would carry.
_MOST_WORDS = 150_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text that the site is to have as files: one version, or the way from ``old`` to it.

    ``key`` is that of the text, whatever kind of file it becomes.
    """

    document: Document
    version: Version
    old: Version | None
    key: str

    @property
    def place(self) -> tuple[str, int]:
        """Return file and line of what it is made from."""
        return self.version.source.path, self.version.body_line

    @property
    def name(self) -> str:
        """Return what it is called in a finding."""
        if self.old:
            return f"endringene fra versjon {self.old.number} til {self.version.number}"
        return f"versjon {self.version.number}"

    def addresses(self, ctx: Context, format_: FileFormat) -> Iterator[str]:
        """Yield every address at which it lies as a file."""
        own, number = ctx.addresses[self.document.folder], self.version.number
        if self.old:
            yield difference_file_address(own, self.old.number, number, format_)
            return
        yield version_file_address(own, number, format_)
        if self.version is ctx.in_force(self.document):
            yield current_file_address(own, format_)

    def paper(self, ctx: Context) -> Paper:
        """Return the text ready to become a file."""
        if self.old:
            return difference_paper(ctx, self.document, self.old, self.version, lasting=True)
        return version_paper(ctx, self.document, self.version, lasting=True)


@dataclass(frozen=True, slots=True)
class WantedBook:
    """All that is in force as one PDF; ``day`` is the first on which everything was as it is now.

    So the book is made anew when something has changed, and not each morning.
    """

    day: date
    key: str
    name: str = "boka med alt som gjelder"
    place: tuple[str, int] = ("helsefellesskap.yml", 0)

    def addresses(self, _: Context, format_: FileFormat) -> Iterator[str]:
        """Yield where it lies, if it is a book in that format."""
        if format_ is FileFormat.PDF:
            yield BOOK


def wanted_book(ctx: Context, pictures: PictureData) -> WantedBook | None:
    """Return the book, None where nothing is in force, or more than one file can hold."""
    shown = [(d, v) for d in ctx.corpus.all_documents() if (v := ctx.in_force(d))]
    if not 0 < sum(ctx.text(v).words for _, v in shown) <= _MOST_WORDS:
        return None
    corpus, day = ctx.corpus, unchanged_since(ctx)
    told = (day, ctx.t.language, corpus.community, corpus.structures, corpus.terms, [bare(d) for d in corpus.documents])
    texts = (part for d, v in shown for part in (v.body, _pictures(ctx, d, v, pictures)))
    return WantedBook(day, fingerprint("bok", code_fingerprint(), repr(told), *texts))


def unchanged_since(ctx: Context) -> date:
    """Return the first day from which every version has been what it is today, today where no day is known."""
    versions = [(d, v) for d in ctx.corpus.all_documents() for v in d.versions]
    known = sorted({day for _, v in versions for day in _days(v) if day <= ctx.day}, reverse=True)

    def state(day: date) -> list[tuple[Status, int]]:
        found = (standing(v, d, ctx.parties(d), day) for d, v in versions)
        return [(s.status, s.adopted_by) for s in found]

    now, first = state(ctx.day), ctx.day
    for day in known:
        if state(day) != now:
            break
        first = day
    return first


def _days(version: Version) -> Iterator[date]:
    """Yield the days on which a version may have become something else."""
    hearing, ratified = version.hearing, version.ratifications or ()
    first = (version.approved, version.valid_from, version.repealed, hearing.opens if hearing else None)
    last = (version.valid_until, hearing.closes if hearing else None)
    yield from filter(None, (*first, *(r.decided for r in ratified)))
    yield from (day + timedelta(days=1) for day in last if day)


def wanted(ctx: Context, pictures: PictureData) -> Iterator[Wanted]:
    """Yield every text that has a page of its own: each version, and each difference. ``pictures`` reads theirs."""
    for document in ctx.corpus.all_documents():
        pairs = difference_pairs(document, ctx.in_force(document))
        for old, version in [*((None, v) for v in document.versions), *pairs]:
            shown = [_pictures(ctx, document, v, pictures) for v in (version, old) if v]
            yield Wanted(document, version, old, fingerprint(paper_key(ctx, document, version, old), *shown))


def _pictures(ctx: Context, document: Document, version: Version, read: PictureData) -> str:
    """Return the key of what the pictures of a version show."""
    names = ctx.text(version).images
    key = ("pictures-key", document.folder, version.number)
    return ctx.once(key, lambda: fingerprint(*(read(f"{document.folder}/{unquote(name)}") for name in names)))


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A text that was made into a file: where it is to lie on the site, where it is now, and how many bytes it has."""

    address: str
    origin: Path
    size: int


@dataclass(frozen=True, slots=True)
class Downloads:
    """All files of a site in the ``formats`` that it is built with."""

    formats: Formats = ()
    made: tuple[MadeFile, ...] = field(default=(), repr=False)

    @property
    def sizes(self) -> Mapping[str, int]:
        """Return how large each file is, by its address."""
        return {file.address: file.size for file in self.made}

    def files(self) -> Iterable[SiteFile]:
        """Return the files as the plan has them."""
        return [SiteFile(file.address, origin=file.origin) for file in self.made]


NO_DOWNLOADS = Downloads()
