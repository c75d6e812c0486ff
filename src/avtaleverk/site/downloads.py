"""Which texts the site has as files, where each of them lies, and what they follow from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from avtaleverk.corpus.picture_data import PictureData
from avtaleverk.exports.paper import Paper, difference_paper, paper_key, version_paper
from avtaleverk.history.pairs import difference_pairs
from avtaleverk.model.addresses import current_file_address, difference_file_address, version_file_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.downloads import FileFormat, Formats
from avtaleverk.pages.context import Context
from avtaleverk.site.plan import SiteFile
from avtaleverk.text.store import fingerprint


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
