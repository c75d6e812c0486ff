"""Where a page has the same as data: what its head names for programs, and what it shows for those who look."""

from dataclasses import dataclass

from avtaleverk.model.addresses import LEGAL_MEDIA_TYPE, legal_file_address, slug, version_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.open_data import DataKind, data_address, markdown_address
from avtaleverk.pages.context import Context

_MARKDOWN, _JSON = "text/markdown", "application/json"
_WORDS = {_MARKDOWN: "Markdown", _JSON: "JSON", LEGAL_MEDIA_TYPE: "Akoma Ntoso"}


@dataclass(frozen=True, slots=True)
class DataLink:
    """One form of the page: what people call it, and where it lies."""

    word: str
    address: str


def data_links(
    ctx: Context, document: Document, version: Version | None, *, is_current: bool = False
) -> tuple[tuple[str, str], ...]:
    """Return media type and address of a text in other forms; with ``is_current`` of what is in force, else of a version.

    A document without a text in force has only its facts.
    """
    own = ctx.addresses[document.folder]
    if version is None:
        return ((_JSON, data_address(DataKind.DOCUMENT, dokument=own)),)
    if is_current:
        data = data_address(DataKind.DOCUMENT, dokument=own)
        return (_MARKDOWN, markdown_address(own)), (_JSON, data), _legal(own, version)
    data = data_address(DataKind.VERSION, dokument=own, versjon=version.number)
    return (_MARKDOWN, markdown_address(version_address(own, version.number))), (_JSON, data), _legal(own, version)


def _legal(own: str, version: Version) -> tuple[str, str]:
    return LEGAL_MEDIA_TYPE, legal_file_address(own, version.number)


def difference_links(ctx: Context, document: Document, old: Version, new: Version) -> tuple[tuple[str, str], ...]:
    """Return the same of a difference, which is no text by itself."""
    own = ctx.addresses[document.folder]
    return ((_JSON, data_address(DataKind.DIFFERENCE, dokument=own, fra=old.number, til=new.number)),)


def body_links(body_id: str) -> tuple[tuple[str, str], ...]:
    """Return the same of a body."""
    return ((_JSON, data_address(DataKind.BODY, organ=slug(body_id))),)


def meeting_links(meeting_id: str) -> tuple[tuple[str, str], ...]:
    """Return the same of a meeting."""
    return ((_JSON, data_address(DataKind.MEETING, mote=slug(meeting_id))),)


def shown(links: tuple[tuple[str, str], ...]) -> list[DataLink]:
    """Return the forms as a page shows them."""
    return [DataLink(_WORDS[kind], address) for kind, address in links]
