"""What a packet says of the text in it: who approved it, who adopted it and when. What nobody has stated is None."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from avtaleverk.model.addresses import version_address
from avtaleverk.model.community import Party
from avtaleverk.model.documents import Document, Outcome, Version
from avtaleverk.organisation.adoption import Cell, CellState, Row, matrix
from avtaleverk.organisation.deadlines import SENDING_MONTHS, add_months, entered
from avtaleverk.organisation.law import demands_of
from avtaleverk.pages.context import Context

# What tells a packet of ours from any other folder.
KIND = "avtaleverk/innsending/1"
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown",
}


@dataclass(frozen=True, slots=True)
class Sending:
    """A text that is sent in on a day."""

    ctx: Context
    document: Document
    version: Version
    day: date

    @property
    def attachments(self) -> tuple["Sending", ...]:
        """Return the attachments that apply on the day, which are sent with the text that they belong to."""
        found = ((a, self.ctx.in_force(a)) for a in self.document.attachments)
        return tuple(replace(self, document=document, version=version) for document, version in found if version)

    @property
    def row(self) -> Row | None:
        """Return what each party has done with the text, None where no party must adopt it."""
        found = matrix(self.ctx.corpus, self.document, self.day)
        return next((row for row in found.rows if row.version is self.version), None) if found else None

    @property
    def missing(self) -> tuple[Party, ...]:
        """Return the parties of which no adoption is known; a signature stands for them all."""
        row = self.row
        return row.missing if row and not self.version.signed else ()

    @property
    def is_stated(self) -> bool:
        """Say whether the file says anything of the parties, together or one by one."""
        return self.row is None or self.version.ratifications is not None or self.version.signed is not None

    @property
    def due(self) -> date | None:
        """Return the last day to send it in, None where nobody can count it."""
        start = entered(self.version, self.ctx.parties(self.document), self.day)
        return add_months(start[0], SENDING_MONTHS) if start else None

    @property
    def title(self) -> str:
        """Return what the text is called."""
        return self.ctx.title(self.document, self.version)

    @property
    def address(self) -> str:
        """Return where the text lies on the site for ever."""
        return self._site + version_address(self.ctx.addresses[self.document.folder], self.version.number)

    @property
    def newest(self) -> str:
        """Return where the text in force lies on the site."""
        return self._site + self.ctx.addresses[self.document.folder]

    @property
    def language(self) -> str:
        """Return the language of the text."""
        return self.document.language or self.ctx.corpus.community.language

    @property
    def _site(self) -> str:
        return self.ctx.corpus.community.address.rstrip("/") + "/"


def metadata(sending: Sending, files: Mapping[str, bytes]) -> dict[str, object]:
    """Return all that is known of a text and of the files that show it, in the order it is written."""
    ctx, document, version = sending.ctx, sending.document, sending.version
    community = ctx.corpus.community
    office = community.secretariat
    return {
        "slag": KIND,
        "sendt": _day(sending.day),
        "frist": _day(sending.due),
        "helsefellesskap": {
            "navn": community.name,
            "sekretariat": office.name if office else None,
            "epost": office.email if office else None,
        },
        "dokument": {
            "tittel": document.title,
            "type": document.kind.value,
            "nummer": document.number,
            "sprak": sending.language,
            "lovkrav": list(demands_of(document)),
            "adresse": sending.newest,
        },
        "versjon": _version(sending, version),
        "vedlegg": [{"vedleggsnummer": a.document.number, **_version(a, a.version)} for a in sending.attachments],
        "tilslutning": _adoptions(sending),
        "mangler": [party.name for party in sending.missing],
        "filer": [_file(name, data) for name, data in files.items()],
    }


def _version(sending: Sending, version: Version) -> dict[str, object]:
    approved_by = version.approved_by
    return {
        "nummer": version.number,
        "tittel": sending.title,
        "adresse": sending.address,
        "godkjent_av": sending.ctx.corpus.body_name(approved_by) if approved_by else None,
        "godkjent": _day(version.approved),
        "gjelder_fra": _day(version.valid_from),
        "gjelder_til": _day(version.valid_until),
        "signert": _day(version.signed),
        "sak": version.case,
        "mote": version.meeting,
        "endringer": version.changes,
    }


def _adoptions(sending: Sending) -> list[dict[str, object]]:
    row = sending.row
    return [_adoption(cell) for cell in row.cells] if row else []


def _adoption(cell: Cell) -> dict[str, object]:
    stated = cell.state in {CellState(outcome.value) for outcome in Outcome}
    return {
        "part": cell.party.name,
        "side": cell.party.side.value,
        "utfall": cell.state.value if stated else None,
        "organ": cell.body,
        "dato": _day(cell.decided),
        "sak": cell.case,
    }


def _file(name: str, data: bytes) -> dict[str, object]:
    kind = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    return {"navn": name, "type": kind, "byte": len(data), "sha256": sha256(data).hexdigest()}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
