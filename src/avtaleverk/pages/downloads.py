"""What a page says of the files that its text can be taken away as."""

from collections.abc import Callable
from dataclasses import dataclass

from avtaleverk.model.addresses import (
    BOOK,
    current_file_address,
    difference_file_address,
    slug,
    version_file_address,
)
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.downloads import FileFormat
from avtaleverk.pages.context import Context

_KILO = 1000


@dataclass(frozen=True, slots=True)
class Download:
    """One file: what it is called, how large it is, where it lies, and what it is to be named where it is kept."""

    format: str
    size: str
    address: str
    name: str
    kind: str
    language: str


def current_downloads(ctx: Context, document: Document) -> tuple[Download, ...]:
    """Return the files of the text in force: an address that always has it, and a name that tells the version."""
    version = ctx.in_force(document)
    if version is None:
        return ()
    number = version.number
    return _downloads(ctx, document, current_file_address, lambda a, f: version_file_address(a, number, f))


def version_downloads(ctx: Context, document: Document, version: Version) -> tuple[Download, ...]:
    """Return the files of one version."""
    number = version.number
    return _downloads(ctx, document, lambda a, f: version_file_address(a, number, f))


def difference_downloads(ctx: Context, document: Document, old: Version, new: Version) -> tuple[Download, ...]:
    """Return the red-marked files of two versions."""
    one, other = old.number, new.number
    return _downloads(ctx, document, lambda a, f: difference_file_address(a, one, other, f))


def book_downloads(ctx: Context) -> tuple[Download, ...]:
    """Return the book with all that is in force."""
    if BOOK not in ctx.downloads:
        return ()
    format_, title = FileFormat.PDF, slug(ctx.t("Agreements and guidelines"))
    name = f"{title}-{slug(ctx.corpus.community.short_name)}.{format_}"
    return (Download(format_.word, size_words(ctx.downloads[BOOK]), BOOK, name, format_.kind, ctx.t.language),)


_Address = Callable[[str, FileFormat], str]


def _downloads(
    ctx: Context, document: Document, where: _Address, named: _Address | None = None
) -> tuple[Download, ...]:
    own = ctx.addresses[document.folder]
    found = [(f, where(own, f), (named or where)(own, f)) for f in FileFormat]
    return tuple(
        Download(
            f.word, size_words(ctx.downloads[address]), address, name.rpartition("/")[2], f.kind,
            document.language or ctx.t.language,
        )
        for f, address, name in found
        if address in ctx.downloads
    )  # fmt: skip


def size_words(size: int) -> str:
    """Return how large a file is as Norwegians write it: «340 kB», «1,2 MB», never cut at the end of a line."""
    if (kilos := max(1, round(size / _KILO))) < _KILO:
        return f"{kilos}\u00a0kB"
    return f"{size / _KILO / _KILO:.1f}\u00a0MB".replace(".", ",")
