"""Agreements, guidelines and attachments, and the versions of their texts."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from avtaleverk.model.source import Source


class DocumentKind(StrEnum):
    """What a document is (``type`` in its front matter)."""

    AGREEMENT = "avtale"
    GUIDELINE = "retningslinje"
    ATTACHMENT = "vedlegg"


class ChangeKind(StrEnum):
    """What the editor says a version changes (``endringstype``)."""

    CONTENT = "innhold"
    LANGUAGE = "språk"
    CORRECTION = "retting"


class Outcome(StrEnum):
    """One party's decision on a version (``utfall``)."""

    ADOPTED = "vedtatt"
    PENDING = "til behandling"
    REJECTED = "avvist"


@dataclass(frozen=True, slots=True)
class Hearing:
    """A proposal out for comment, from and to both included (``horing``).

    ``earlier_deadlines`` are the days that the deadline was before it was moved, the first one first.
    """

    opens: date | None
    closes: date | None
    reply_to: str | None = None
    earlier_deadlines: tuple[date, ...] = ()

    @property
    def days(self) -> int | None:
        """Return the days between opening and deadline, None where one of them is missing."""
        return (self.closes - self.opens).days if self.opens and self.closes else None


@dataclass(frozen=True, slots=True)
class Ratification:
    """One party's own decision to adopt a version (``tilslutning``)."""

    party: str
    body: str | None
    decided: date | None
    case: str | None
    outcome: Outcome


@lru_cache(maxsize=1024)
def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", number))


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a document. Approved when ``approved_by`` is set, otherwise a proposal.

    ``body`` is the Markdown below the front matter and starts at line ``body_line`` of the file.
    ``ratifications`` is None where the file does not say whether parties have adopted it.
    ``terminated`` is the day on which somebody gave notice of leaving the agreement, ``repeal_case`` the paper on which
    it was repealed.
    """

    number: str
    body: str
    body_line: int
    source: Source
    title: str | None = None
    approved_by: str | None = None
    approved: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    repealed: date | None = None
    case: str | None = None
    meeting: str | None = None
    changes: str | None = None
    changed_clauses: tuple[str, ...] = ()
    change_kind: ChangeKind | None = None
    hearing: Hearing | None = None
    ratifications: tuple[Ratification, ...] | None = None
    signed: date | None = None
    sent_to_directorate: date | None = None
    last_reviewed: date | None = None
    terminated: date | None = None
    repeal_case: str | None = None

    @property
    def is_approved(self) -> bool:
        """Say whether a body has approved this text."""
        return self.approved_by is not None

    @property
    def order(self) -> tuple[int, ...]:
        """Return the key that sorts 1.9 before 1.10 and 2019 before 2024."""
        return _order(self.number)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The clauses of a document that cover one point of helse- og omsorgstjenesteloven § 6-2 (``dekker``)."""

    demand: int
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """An agreement, a guideline or an attachment through all its versions.

    ``folder`` is the path below the corpus root and serves as the document's id.
    ``versions`` run from the oldest to the newest, ``summary`` is the Markdown of *kort fortalt*.
    """

    folder: str
    title: str
    kind: DocumentKind
    summary: str
    source: Source
    number: str | None = None
    owner: str | None = None
    approved_by: tuple[str, ...] = ()
    legal_demands: tuple[int, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    themes: tuple[str, ...] = ()
    patient_groups: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    language: str | None = None
    former_addresses: tuple[str, ...] = ()
    versions: tuple[Version, ...] = ()
    attachments: tuple["Document", ...] = ()

    @property
    def parent_folder(self) -> str | None:
        """Return the folder of the guideline that an attachment belongs to."""
        parent, found, _ = self.folder.rpartition("/vedlegg/")
        return parent if found else None

    def version(self, number: str) -> Version | None:
        """Return the version with this number, if there is one."""
        return next((v for v in self.versions if v.number == number), None)
