"""Templates for new texts, and the demands that a community makes on the form of its texts."""

from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from avtaleverk.model.documents import Document, DocumentKind
from avtaleverk.model.source import Source


@dataclass(frozen=True, slots=True)
class Template:
    """A text to start from (``maler/<navn>.md``); ``name`` is the file's, ``title`` what people choose it by.

    ``body`` begins at line ``body_line`` and holds names such as ``{{ tittel }}``. ``summary`` is for «kort fortalt»,
    ``changes`` the line for the version log. ``is_own`` tells a community's own from those that come with the program.
    """

    name: str
    title: str
    kind: DocumentKind
    language: str
    explanation: str
    summary: str
    changes: str
    owner: str | None
    themes: tuple[str, ...]
    audience: tuple[str, ...]
    body: str
    body_line: int
    source: Source
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class HeadingDemand:
    """A heading that must be there, under its name or one of the ``others``.

    ``with_attachments`` asks for it only where the document has attachments.
    """

    name: str
    others: tuple[str, ...] = ()
    with_attachments: bool = False


@dataclass(frozen=True, slots=True)
class FormDemand:
    """What the texts of one kind must have (an entry of ``maler/form.yml``).

    ``pattern`` limits it to the folders it matches. ``fields`` are names of fields, or ``kort_fortalt``. Texts that
    were approved before ``since`` are left alone.
    """

    kind: DocumentKind
    pattern: str | None
    headings: tuple[HeadingDemand, ...]
    in_order: bool
    fields: tuple[str, ...]
    since: date | None
    source: Source

    def covers(self, document: Document) -> bool:
        """Say whether a document is among those that are meant (``*`` stands for anything, also a slash)."""
        return document.kind is self.kind and (self.pattern is None or fnmatchcase(document.folder, self.pattern))
