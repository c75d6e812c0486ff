"""What a PDF may be made of: our fonts and the pictures of the folder. All else is refused, near or far."""

from base64 import b64decode
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from posixpath import normpath
from urllib.parse import unquote

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

from avtaleverk.corpus.picture_data import PictureData
from avtaleverk.exports.pdf.sheet import PICTURE

_FONT = "skrift:"
_HYPHEN, _SOFT_HYPHEN, _LINE_HYPHEN, _FIRM_HYPHEN = 0x2D, 0xAD, 0x2010, 0x2011
_FAMILY = "Source Sans Pro"
# Weight and slope of each cut that the style asks for.
_CUTS = (
    ("Regular", 400, "normal"),
    ("It", 400, "italic"),
    ("Semibold", 600, "normal"),
    ("SemiboldIt", 600, "italic"),
    ("Bold", 700, "normal"),
    ("BoldIt", 700, "italic"),
)


def font_faces() -> str:
    """Return the style that names the fonts; the package has them as TrueType, which every reader of PDF shows well."""
    return "\n".join(
        f'@font-face {{ font-family: "{_FAMILY}"; font-weight: {weight}; font-style: {slope};'
        f' src: url("{_FONT}SourceSansPro-{name}.ttf"); }}'
        for name, weight, slope in _CUTS
    )


class Fetcher(URLFetcher):  # type: ignore[misc] # the library has no types
    """Gives fonts and pictures by names of our own."""

    def __init__(self, pictures: PictureData | None = None) -> None:
        super().__init__(allowed_protocols=())
        self._pictures = pictures

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002 - the library's signature
        """Return what lies at ``url``; raises ValueError for all that is neither font nor picture of ours."""
        if url.startswith(_FONT):
            return URLFetcherResponse(url, _font(url.removeprefix(_FONT)), {"Content-Type": "font/ttf"})
        if url.startswith(PICTURE) and self._pictures:
            path = normpath(unquote(url.removeprefix(PICTURE)))
            return _picture(url, "" if path.startswith(("..", "/")) else self._pictures(path))
        msg = f"Hentes ikke: {url}"
        raise ValueError(msg)


@lru_cache(maxsize=len(_CUTS))
def _font(name: str) -> bytes:
    """Return a font with the two hyphens that it lacks, else a machine would take them from fonts of its own.

    The one that ends a line gets the shape of the soft hyphen, which is none that a text has elsewhere: so both are
    told apart again when the text is read out of the file.
    """
    if name not in {f"SourceSansPro-{cut}.ttf" for cut, _, _ in _CUTS}:
        msg = f"Ukjent skrift: {name}"
        raise ValueError(msg)
    data = (files("font_source_sans_pro") / "files" / name).read_bytes()
    font = TTFont(BytesIO(data), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.setdefault(_LINE_HYPHEN, table.cmap[_SOFT_HYPHEN])
            table.cmap.setdefault(_FIRM_HYPHEN, table.cmap[_HYPHEN])
    saved = BytesIO()
    font.save(saved, reorderTables=False)
    return saved.getvalue()


def _picture(url: str, data: str) -> URLFetcherResponse:
    kind, comma, content = data.removeprefix("data:").partition(";base64,")
    if not comma:
        msg = f"Bildet kan ikke leses: {url}"
        raise ValueError(msg)
    return URLFetcherResponse(url, b64decode(content), {"Content-Type": kind})
