"""A folder as a corpus, or as the list of everything that is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from avtaleverk.corpus.change_set import finish_changes
from avtaleverk.corpus.checks import check
from avtaleverk.corpus.checks_form import check_form
from avtaleverk.corpus.files import Folder
from avtaleverk.corpus.known import Known
from avtaleverk.corpus.organisation_files import check_folders
from avtaleverk.corpus.permalinks_file import read_permalinks
from avtaleverk.corpus.pictures import check_handwritten, picture_paths
from avtaleverk.corpus.read_community import read_community, read_pages, read_terms
from avtaleverk.corpus.read_documents import ROOTS, read_documents
from avtaleverk.corpus.read_forwardings import read_forwardings
from avtaleverk.corpus.read_organisation import read_appointments, read_meetings, read_papers
from avtaleverk.corpus.read_structures import read_structures
from avtaleverk.corpus.read_templates import read_form, read_templates
from avtaleverk.corpus.reference_checks import check_texts
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.findings import AvtaleverkError, Finding, errors
from avtaleverk.text import TextStore


@dataclass(frozen=True, slots=True)
class Reading:
    """The corpus (None where errors forbid one) and every finding, by file and line."""

    corpus: Corpus | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the findings that stop a build."""
        return errors(self.findings)


def read_corpus(
    root: Path,
    texts: TextStore | None = None,
    prepare: Callable[[Corpus], None] | None = None,
    laid_over: Mapping[str, str] | None = None,
) -> Reading:
    """Read the folder at ``root``; all faults are gathered before it returns, none is raised.

    ``prepare`` is called with what was read before any text is looked at, to fill ``texts`` more quickly.
    ``laid_over`` are texts by path that are read as if they lay in the folder. A change that was broken off is finished
    or undone first.
    """
    try:
        finish_changes(root)
    except AvtaleverkError as error:
        return Reading(None, error.findings)
    folder = Folder(root, laid_over=laid_over or {})
    community = read_community(folder)
    documents = read_documents(folder)
    check_folders(folder)
    check_handwritten(folder)
    structures, appointments = read_structures(folder), read_appointments(folder)
    meetings, papers = read_meetings(folder), read_papers(folder)
    terms, pages = read_terms(folder), read_pages(folder)
    forwardings, recorded = read_forwardings(folder), read_permalinks(folder)
    templates, form = read_templates(folder), read_form(folder)
    findings = folder.findings
    if community is None:
        return Reading(None, tuple(sorted(set(findings))))
    files = tuple(p for place in (*ROOTS, "docs") for p in picture_paths(folder, place))
    corpus = Corpus(
        community,
        documents,
        tuple(s for s in structures if not s.proposal),
        meetings,
        papers,
        terms,
        pages,
        files,
        proposed_structures=tuple(s for s in structures if s.proposal),
        appointments=appointments,
        published=recorded.entries if recorded else (),
        forwardings=forwardings,
        templates=templates,
        form=form,
    )
    if prepare:
        prepare(corpus)
    known = Known(corpus, frozenset(f.path for f in errors(findings)))
    store = texts or TextStore()
    findings = [*findings, *check(known), *check_texts(known, store), *check_form(known, store)]
    unique = tuple(sorted(set(findings)))
    return Reading(None if errors(unique) else corpus, unique)
