"""What may be named across the corpus, and which files were too broken to tell.

A fault is reported once: what only follows from a file that could not be read is left out.
"""

from dataclasses import dataclass

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document

_STRUCTURES = "organisasjon/struktur/"


@dataclass(frozen=True, slots=True)
class Known:
    """The corpus as far as it was read, and the paths of the files with errors."""

    corpus: Corpus
    broken: frozenset[str]

    @property
    def inner_bodies(self) -> set[str]:
        """Return the ids of the bodies of all structures that have applied."""
        return {b.id for s in self.corpus.structures for b in s.bodies}

    @property
    def bodies(self) -> set[str]:
        """Return every body that may be named: those of all structures and the external ones."""
        return self.inner_bodies | {b.id for b in self.corpus.community.external_bodies}

    @property
    def folders(self) -> list[str]:
        """Return the folders of all documents."""
        return [d.folder for d in self.corpus.all_documents()]

    @property
    def lacks_structures(self) -> bool:
        """Say whether some structure could not be read."""
        return any(path.startswith(_STRUCTURES) for path in self.broken)

    def lacks_body(self, name: str) -> bool:
        """Say whether a body is not there, though every structure was read."""
        return name not in self.bodies and not self.lacks_structures

    def lacks_document(self, folder: str) -> bool:
        """Say whether there is no such document."""
        return self.corpus.document(folder) is None and f"{folder}/index.md" not in self.broken

    @property
    def is_missing_documents(self) -> bool:
        """Say whether the number of some document could not be read."""
        return any(path.endswith("/index.md") for path in self.broken)

    def lacks_version(self, document: Document, number: str) -> bool:
        """Say whether a document has no such version."""
        return document.version(number) is None and not self.is_broken_below(document.folder)

    def lacks_meeting(self, meeting_id: str) -> bool:
        """Say whether there is no such meeting."""
        return self.corpus.meeting(meeting_id) is None and f"organisasjon/moter/{meeting_id}.md" not in self.broken

    def lacks_paper(self, paper_id: str) -> bool:
        """Say whether there is no such case paper."""
        return self.corpus.paper(paper_id) is None and f"{paper_id}.md" not in self.broken

    def is_broken_below(self, folder: str) -> bool:
        """Say whether a file of a folder has errors."""
        return any(path.startswith(f"{folder}/") for path in self.broken)
