"""The open data of a site: which kinds of file there are below ``/api/v1/``, and where each of them lies.

What is promised of them is promised of the whole family, not of each address: version 1 stays where it is, fields may
come and none goes, and what cannot be said that way becomes a version 2 beside it.
"""

from enum import StrEnum

API = "api/v1/"
OPENSEARCH = "opensearch.xml"
OPEN_DATA = "om/data/"


class DataKind(StrEnum):
    """A kind of file; the value is the name of its schema."""

    INDEX = "indeks"
    CORPUS = "korpus"
    DOCUMENT = "dokument"
    VERSION = "versjon"
    DIFFERENCE = "endring"
    BODIES = "organer"
    BODY = "organ"
    MEETINGS = "moter"
    MEETING = "mote"
    PAPERS = "saker"
    HEARINGS = "horinger"
    ADOPTION = "tilslutning"
    LAW = "lovkrav"
    GLOSSARY = "ordliste"

    @property
    def template(self) -> str:
        """Return where files of this kind lie below the root of the site, with a name in braces for each part that varies."""
        return API + _PLACES[self]


_PLACES = {
    DataKind.INDEX: "index.json",
    DataKind.CORPUS: "korpus.json",
    DataKind.DOCUMENT: "dokumenter/{dokument}.json",
    DataKind.VERSION: "versjoner/{dokument}/{versjon}.json",
    DataKind.DIFFERENCE: "endringer/{dokument}/{fra}-til-{til}.json",
    DataKind.BODIES: "organer.json",
    DataKind.BODY: "organer/{organ}.json",
    DataKind.MEETINGS: "moter.json",
    DataKind.MEETING: "moter/{mote}.json",
    DataKind.PAPERS: "saker.json",
    DataKind.HEARINGS: "horinger.json",
    DataKind.ADOPTION: "tilslutning.json",
    DataKind.LAW: "lovkrav.json",
    DataKind.GLOSSARY: "ordliste.json",
}


def data_address(kind: DataKind, **parts: str) -> str:
    """Return where one file of a kind lies; ``dokument`` is the address of the document's page."""
    return kind.template.format(**{name: part.strip("/") for name, part in parts.items()})


def schema_address(kind: DataKind) -> str:
    """Return where the JSON Schema of a kind lies."""
    return f"{API}skjema/{kind}.json"


def markdown_address(address: str) -> str:
    """Return where the text of a page lies as Markdown; ``address`` is that of a document or a version."""
    return f"{address}tekst.md"
