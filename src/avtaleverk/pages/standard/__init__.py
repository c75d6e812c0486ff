"""Pages that every community needs and that we supply until its own are written."""

from pathlib import Path

from avtaleverk.model.corpus import HandwrittenPage
from avtaleverk.model.source import Source

_FOLDER = Path(__file__).resolve().parent
_PATHS = ("om", "tilgjengelighet")


def standard_pages(language: str) -> list[HandwrittenPage]:
    """Return the supplied pages in one language; a file of the same name in ``docs/`` replaces them."""
    pages = []
    for path in _PATHS:
        heading, _, text = (_FOLDER / f"{path}.{language}.md").read_text("utf-8").partition("\n")
        pages.append(HandwrittenPage(path, heading.removeprefix("# ").strip(), text.strip(), Source("")))
    return pages
