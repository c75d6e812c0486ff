"""How each kind of file is made. What it takes is loaded when the first one is asked for, and never without need."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from avtaleverk.corpus.picture_data import PictureData, picture_bytes
from avtaleverk.exports.paper import Paper
from avtaleverk.model.downloads import FileFormat
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.pages.context import Context


@dataclass(frozen=True, slots=True)
class Maker:
    """``make`` turns a text into a file, ``book`` all that is in force into one, where that can be done.

    ``load`` loads what that takes, so that it is loaded once for all files.
    ``packages`` are those that decide what the bytes are, beside our own code. ``load`` raises ImportError, or OSError
    where a library of the machine is missing.
    """

    make: Callable[[Context, Paper, PictureData], bytes]
    load: Callable[[], object]
    packages: tuple[str, ...] = ()
    extra: str = ""
    book: Callable[[Context, PictureData], bytes] | None = None

    def ready(self) -> None:
        """Load what it takes; raises AvtaleverkError that says what to install."""
        try:
            self.load()
        except (ImportError, OSError) as error:
            msg = f"Filene kan ikke lages, for noe mangler på maskinen: {error}. Installer avtaleverk[{self.extra}]"
            raise AvtaleverkError(msg) from error

    @property
    def edition(self) -> str:
        """Return what changes when the packages do."""
        try:
            return " ".join(f"{name} {version(name)}" for name in self.packages)
        except PackageNotFoundError:
            return ""


def _word(_: Context, paper: Paper, pictures: PictureData) -> bytes:
    from avtaleverk.exports.docx import docx_of  # noqa: PLC0415 - loads lxml, which few builds need

    return docx_of(paper, picture_bytes(pictures))


def _load_word() -> object:
    from avtaleverk.exports import docx  # noqa: PLC0415 - the same

    return docx


def _pdf(ctx: Context, paper: Paper, pictures: PictureData) -> bytes:
    from avtaleverk.engines.pdf import pdf_of  # noqa: PLC0415 - loads WeasyPrint, which takes a second
    from avtaleverk.exports.pdf import html_of  # noqa: PLC0415 - the same

    return pdf_of(html_of(ctx, paper), pictures=pictures)


def _book(ctx: Context, pictures: PictureData) -> bytes:
    from avtaleverk.engines.pdf import pdf_of  # noqa: PLC0415 - the same
    from avtaleverk.exports.pdf.book import book_html  # noqa: PLC0415 - the same

    return pdf_of(book_html(ctx), pictures=pictures)


def _load_pdf() -> object:
    from avtaleverk.engines import pdf  # noqa: PLC0415 - the same

    return pdf


MAKERS: Mapping[FileFormat, Maker] = {
    FileFormat.WORD: Maker(_word, _load_word, ("lxml",), "word"),
    FileFormat.PDF: Maker(_pdf, _load_pdf, ("weasyprint", "font-source-sans-pro"), "pdf", _book),
}
