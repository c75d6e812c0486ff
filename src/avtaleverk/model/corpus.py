"""The whole folder as records, and the few look-ups that everybody needs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from avtaleverk.model.community import ApprovalRule, Community
from avtaleverk.model.documents import Document
from avtaleverk.model.organisation import Appointment, CasePaper, Meeting, Term
from avtaleverk.model.permalinks import Forwarding, Published
from avtaleverk.model.source import Source
from avtaleverk.model.structure import Structure
from avtaleverk.model.templates import FormDemand, Template


@dataclass(frozen=True, slots=True)
class HandwrittenPage:
    """A page of ``docs/``; ``path`` is relative to it, without the ending (``hjelp/sok``)."""

    path: str
    title: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that was read; ``documents`` holds agreements and guidelines in order.

    ``structures`` are those that have applied, from the oldest to the newest, ``proposed_structures`` the
    others. ``files`` are the pictures and other files beside the texts, as paths below the root.
    ``published`` are the addresses ever recorded (empty where none are), ``forwardings`` say where texts went.
    ``templates`` are the community's own, ``form`` what it asks of its texts; neither is shown on the site.
    """

    community: Community
    documents: tuple[Document, ...]
    structures: tuple[Structure, ...]
    meetings: tuple[Meeting, ...]
    papers: tuple[CasePaper, ...]
    terms: tuple[Term, ...]
    pages: tuple[HandwrittenPage, ...]
    files: tuple[str, ...] = field(default=())
    proposed_structures: tuple[Structure, ...] = field(default=())
    appointments: tuple[Appointment, ...] = field(default=())
    published: tuple[Published, ...] = field(default=(), repr=False)
    forwardings: tuple[Forwarding, ...] = field(default=())
    templates: tuple[Template, ...] = field(default=(), repr=False)
    form: tuple[FormDemand, ...] = field(default=(), repr=False)

    def all_documents(self) -> Iterator[Document]:
        """Yield every document, each guideline followed by its attachments."""
        for document in self.documents:
            yield document
            yield from document.attachments

    def document(self, folder: str) -> Document | None:
        """Return the document in this folder, if there is one."""
        return next((d for d in self.all_documents() if d.folder == folder), None)

    def rule_for(self, document: Document) -> ApprovalRule | None:
        """Return who approves a document: its own ``godkjennes_av`` before the community's rule."""
        rule = self.community.rule_for(document.folder)
        if document.approved_by:
            ratified_by = rule.ratified_by if rule else ()
            return ApprovalRule(document.folder, document.approved_by[0], ratified_by)
        return rule

    def structure_at(self, day: date) -> Structure | None:
        """Return the structure in force on a day."""
        started = [s for s in self.structures if s.starts <= day]
        return started[-1] if started else None

    def body_name(self, body_id: str) -> str:
        """Return the name that readers know a body by, newest structure first."""
        for structure in (*reversed(self.structures), *reversed(self.proposed_structures)):
            if body := structure.body(body_id):
                return body.name
        external = self.community.external_bodies
        return next((b.name for b in external if b.id == body_id), body_id)

    def body_short(self, body_id: str) -> str:
        """Return the abbreviation of a body where it has one of its own, else its name."""
        for structure in reversed(self.structures):
            if (body := structure.body(body_id)) and body.abbreviation:
                shared = sum(b.abbreviation == body.abbreviation for b in structure.bodies) > 1
                return body.name if shared else body.abbreviation
        return self.body_name(body_id)

    def meeting(self, meeting_id: str) -> Meeting | None:
        """Return the meeting with this id, if there is one."""
        return next((m for m in self.meetings if m.id == meeting_id), None)

    def paper(self, paper_id: str) -> CasePaper | None:
        """Return the case paper with this path, if there is one."""
        return next((p for p in self.papers if p.id == paper_id), None)
