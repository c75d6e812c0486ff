"""What a PDF may be made of: our fonts and the pictures of the folder. All else is refused, near or far."""

from base64 import b64decode
from importlib.resources import files
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

from avtaleverk.corpus.picture_data import PictureData
from avtaleverk.exports.pdf.sheet import PICTURE

_FONT = "skrift:"
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
            return _picture(url, self._pictures(unquote(url.removeprefix(PICTURE))))
        msg = f"Hentes ikke: {url}"
        raise ValueError(msg)


def _font(name: str) -> bytes:
    known = {f"SourceSansPro-{cut}.ttf" for cut, _, _ in _CUTS}
    if name not in known:
        msg = f"Ukjent skrift: {name}"
        raise ValueError(msg)
    return (files("font_source_sans_pro") / "files" / name).read_bytes()


def _picture(url: str, data: str) -> URLFetcherResponse:
    kind, comma, content = data.removeprefix("data:").partition(";base64,")
    if not comma:
        msg = f"Bildet kan ikke leses: {url}"
        raise ValueError(msg)
    return URLFetcherResponse(url, b64decode(content), {"Content-Type": kind})
