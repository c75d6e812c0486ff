"""Addresses as programs need them, whole and absolute, and what every file begins with."""

import json
from datetime import date

from avtaleverk.model.addresses import LEGAL_MEDIA_TYPE, legal_file_address, paper_address, slug, version_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.downloads import FileFormat
from avtaleverk.model.open_data import DataKind, data_address, markdown_address, schema_address
from avtaleverk.model.organisation import CasePaper
from avtaleverk.model.status import Status
from avtaleverk.model.structure import Body
from avtaleverk.pages.context import Context
from avtaleverk.pages.downloads import Download
from avtaleverk.pages.organisation.body_words import page_of_body

Data = dict[str, object]
MARKDOWN_KIND = "text/markdown"


def written(data: Data) -> bytes:
    """Return a file as it is published: one line, for the fields are read by programs, and sent packed."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def iso(day: date | None) -> str | None:
    """Return a day as ISO 8601, None where it is not known."""
    return day.isoformat() if day else None


class Names:
    """Where everything lies, seen from outside; one for each context."""

    def __init__(self, ctx: Context) -> None:
        """Know the site."""
        self.ctx = ctx
        self.base = ctx.corpus.community.address

    def url(self, address: str) -> str:
        """Return an address of the site as one that can be fetched from anywhere."""
        return self.base + address

    def maybe(self, address: str) -> str | None:
        """Return the same, None where there is no such page."""
        return self.url(address) if address else None

    def data(self, kind: DataKind, **parts: str) -> str:
        """Return where a file of a kind is fetched."""
        return self.url(data_address(kind, **parts))

    def schema(self, kind: DataKind) -> str:
        """Return where the schema of a kind is fetched, which is what it is known by."""
        return self.url(schema_address(kind))

    def head(self, kind: DataKind, **parts: str) -> Data:
        """Return what every file begins with: its schema, its own address, whose data it is, and on which terms."""
        community = self.ctx.corpus.community
        return {
            "$schema": self.schema(kind),
            "adresse": self.data(kind, **parts),
            "kilde": {"navn": community.name, "nettadresse": community.address},
            "lisens": community.license,
            "merknad": community.notice,
        }

    def own(self, document: Document) -> str:
        """Return the address of a document below the root."""
        return self.ctx.addresses[document.folder]

    def document(self, document: Document) -> Data:
        """Return a document as others refer to it."""
        return {
            "mappe": document.folder,
            "type": document.kind.value,
            "nummer": document.number,
            "tittel": document.title,
            "side": self.url(self.own(document)),
            "data": self.data(DataKind.DOCUMENT, dokument=self.own(document)),
        }

    def folder(self, folder: str | None) -> Data | None:
        """Return the document in a folder as others refer to it, None where there is none."""
        document = self.ctx.corpus.document(folder) if folder else None
        return self.document(document) if document else None

    def version(self, document: Document, version: Version) -> Data:
        """Return a version as others refer to it: which it is, whether it is a proposal, what it is today."""
        status = self.ctx.standing(document, version).status
        own = self.own(document)
        return {
            "versjon": version.number,
            "forslag": is_proposal(version, status),
            "status": status.value,
            "side": self.url(version_address(own, version.number)),
            "data": self.data(DataKind.VERSION, dokument=own, versjon=version.number),
        }

    def body(self, body_id: str | None) -> Data | None:
        """Return a body as others refer to it, None where none is named; one outside the structures has no page."""
        if not body_id:
            return None
        has_file = body_id in self.bodies
        return {
            "id": body_id,
            "navn": self.ctx.corpus.body_name(body_id),
            "side": self.maybe(page_of_body(self.ctx, body_id)),
            "data": self.data(DataKind.BODY, organ=slug(body_id)) if has_file else None,
        }

    @property
    def bodies(self) -> dict[str, Body]:
        """Return every body of an adopted structure as the last one has it, by its id."""
        return self.ctx.once(
            ("open data", "bodies"), lambda: {b.id: b for s in self.ctx.corpus.structures for b in s.bodies}
        )

    def party(self, party_id: str) -> Data:
        """Return a party as others refer to it."""
        party = self.ctx.corpus.community.party(party_id)
        return {"id": party_id, "navn": party.name if party else party_id}

    def paper(self, paper: CasePaper) -> Data:
        """Return a case paper as others refer to it."""
        return {"id": paper.id, "tittel": paper.title, "side": self.url(paper_address(paper.id))}

    def case(self, case: str | None) -> Data | None:
        """Return the case of a decision: the paper where it is in the folder, else only what is written."""
        if not case:
            return None
        paper = self.ctx.corpus.paper(case)
        return self.paper(paper) if paper else {"id": case, "tittel": None, "side": None}

    def current_files(self, document: Document, files: tuple[Download, ...]) -> list[Data]:
        """Return the files that always have the text in force."""
        return [self._markdown(self.own(document)), *self.files(files)]

    def version_files(self, document: Document, version: Version, files: tuple[Download, ...]) -> list[Data]:
        """Return the files of one version."""
        own, number = self.own(document), version.number
        legal = _file("Akoma Ntoso", LEGAL_MEDIA_TYPE, self.url(legal_file_address(own, number)))
        return [self._markdown(version_address(own, number)), legal, *self.files(files)]

    def _markdown(self, page: str) -> Data:
        return _file("Markdown", MARKDOWN_KIND, self.url(markdown_address(page)))

    def files(self, files: tuple[Download, ...]) -> list[Data]:
        """Return the files that a site is built with."""
        found: list[Data] = []
        for file in files:
            word = FileFormat(file.address.rpartition(".")[2]).word
            found.append(_file(word, file.kind, self.url(file.address), self.ctx.downloads[file.address]))
        return found


def _file(word: str, kind: str, address: str, size: int | None = None) -> Data:
    return {"format": word, "type": kind, "storrelse": size, "adresse": address}


def is_proposal(version: Version, status: Status) -> bool:
    """Say whether a text is a proposal: on its way, or never approved, whatever has taken its place since."""
    return status.is_proposal or not version.is_approved
