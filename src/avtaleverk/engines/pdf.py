"""HTML for paper becomes PDF: tagged for those who hear it (PDF/UA-1), and fit for the archive where asked (PDF/A-2a).

Nothing is fetched from anywhere: fonts come from their package, pictures from the folder. Equal HTML gives equal bytes.
"""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from avtaleverk.corpus.picture_data import PictureData
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.redline.runs import legal

MISSING = (
    "PDF kan ikke lages, for noe mangler på maskinen ({error}). Installer avtaleverk[pdf]. "
    "Mangler biblioteket Pango: på Debian og Ubuntu «apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0», "
    "på Mac «brew install pango». Oppskriften for Windows står på weasyprint.org"
)

try:
    from weasyprint import CSS, HTML  # type: ignore[import-untyped]
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

    from avtaleverk.engines.pdf_fetching import Fetcher, font_faces
    from avtaleverk.engines.pdf_finish import finish

    files("font_source_sans_pro")
except (ImportError, OSError) as error:
    raise AvtaleverkError(MISSING.format(error=error)) from error


# What ends a line or does nothing, and has no shape in any font: a file for the archive must hold none of them.
_UNDRAWN = {0x2028: " ", 0x2029: " ", 0xFEFF: None} | dict.fromkeys(range(0x7F, 0xA0))


@dataclass(frozen=True, slots=True)
class Made:
    """A finished PDF, how many pages it has, and what went wrong on the way ("" for nothing) in the words of WeasyPrint."""

    data: bytes
    pages: int
    faults: tuple[str, ...]


def pdf_of(html: str, *, archive: bool = False, pictures: PictureData | None = None) -> bytes:
    """Return ``html`` as a PDF; with ``archive`` it is PDF/A-2a as well. ``pictures`` reads those of the folder.

    A picture that cannot be read is shown as its words.
    """
    return made(html, archive=archive, pictures=pictures).data


def made(html: str, *, archive: bool = False, pictures: PictureData | None = None) -> Made:
    """Return the same with what is to be known about it."""
    with _quiet() as faults:
        faces, fonts = _fonts()
        document = HTML(
            string=legal(html).translate(_UNDRAWN), base_url="avtaleverk:", url_fetcher=Fetcher(pictures)
        ).render(font_config=fonts, stylesheets=[faces])
        data = document.write_pdf(
            pdf_variant="pdf/a-2a" if archive else "pdf/ua-1",
            pdf_identifier=True,
            pdf_tags=True,
            finisher=lambda d, pdf: finish(d, pdf, archive=archive),
        )
    return Made(data or b"", len(document.pages), tuple(faults))


@lru_cache(maxsize=1)
def _fonts() -> tuple[CSS, FontConfiguration]:
    """Return the fonts, read once for all files of a run."""
    config = FontConfiguration()
    return CSS(string=font_faces(), base_url="avtaleverk:", url_fetcher=Fetcher(), font_config=config), config


class _Gathering(logging.Handler):
    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(record.getMessage())


@contextmanager
def _quiet() -> Iterator[list[str]]:
    """Gather what WeasyPrint and fontTools would say, instead of letting it out among the words of a command."""
    said: list[str] = []
    handler = _Gathering(said)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    before = [(logger, logger.propagate) for logger in loggers]
    try:
        for logger in loggers:
            logger.addHandler(handler)
            logger.propagate = False
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            # WeasyPrint leaves the file of its colours to be closed by itself.
            warnings.simplefilter("ignore", ResourceWarning)
            yield said
        said += [str(warning.message) for warning in caught]
    finally:
        for logger, propagate in before:
            logger.removeHandler(handler)
            logger.propagate = propagate
