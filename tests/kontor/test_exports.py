"""Every Word file that we write, as LibreOffice reads it: a reader that knows nothing of us."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from office import Job, Seen, demand_office, look
from office_files import COMMUNITIES, Pair, changes_in, context, golden_pairs, pairs_of, without_frame
from pypdf import PdfReader

from avtaleverk.exports.docx import docx_of
from avtaleverk.exports.memo import memo_of
from avtaleverk.exports.memo.files import memo_docx
from avtaleverk.exports.paper import difference_paper

pytestmark = pytest.mark.kontor

# LibreOffice 7.4 knows that a row is new or gone, but not a cell: a column that came or went stays with both.
NO_COLUMNS = {"16-ny-kolonne": "rejected", "17-kolonne-slettet": "accepted"}


@dataclass(frozen=True, slots=True)
class Case:
    """A pair of texts, and what LibreOffice finds in its three files."""

    pair: Pair
    old: Seen
    new: Seen
    marked: Seen
    whole: Seen
    pdf: Path


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    """Show LibreOffice all files at once: without what stands around the texts, and the marked ones as they are."""
    demand_office()
    folder = tmp_path_factory.mktemp("filer")
    pairs = [*(pair for root in COMMUNITIES for pair in pairs_of(root)), *golden_pairs()]
    jobs: list[Job] = []
    for place, pair in enumerate(pairs):
        files = (without_frame(pair.old), without_frame(pair.new), without_frame(pair.marked), pair.marked)
        for name, data in zip(("gammel", "ny", "merket", "hel"), files, strict=True):
            path = folder / f"{place}-{name}.docx"
            path.write_bytes(data)
            pdf = path.with_suffix(".pdf") if name == "hel" else None
            jobs.append(Job(path, pdf, settle=name == "merket"))
    seen = look(jobs)
    return [
        Case(pair, *seen[4 * n : 4 * n + 4], jobs[4 * n + 3].path.with_suffix(".pdf")) for n, pair in enumerate(pairs)
    ]


def says(lines: tuple[str, ...]) -> list[str]:
    """Return the lines that say something; where a table stands last, an empty one must follow it."""
    return [line for line in lines if re.sub(r"^(?:[A-Z]+\d+: )+", "", line)]


def test_every_file_opens_and_becomes_a_pdf(cases: list[Case]) -> None:
    """Each file opens, also as it leaves us, and its PDF has pages with words on them."""
    assert len(cases) > 130
    for case in cases:
        assert all(seen.opened for seen in (case.old, case.new, case.marked, case.whole)), case.pair.name
        pages = PdfReader(case.pdf).pages
        assert pages, case.pair.name
        assert pages[0].extract_text().strip(), case.pair.name


def test_the_changes_are_as_many_as_ours(cases: list[Case]) -> None:
    """Insertions, deletions and changes of look are counted there as here, and bear our name and day."""
    for case in cases:
        assert Counter(change.type for change in case.marked.changes) == changes_in(case.pair.marked), case.pair.name
        assert len({(change.author, change.date) for change in case.marked.changes}) <= 1, case.pair.name


def test_what_stands_around_a_text_has_no_changes(cases: list[Case]) -> None:
    """The title, the facts and the version log are not marked: the whole file has the changes of its text."""
    for case in cases:
        assert len(case.whole.changes) == len(case.marked.changes), case.pair.name


@pytest.mark.parametrize("side", ["accepted", "rejected"])
def test_accepting_gives_the_new_text_and_rejecting_the_old(cases: list[Case], side: str) -> None:
    """All changes accepted in LibreOffice give the new text, with its numbers; all rejected give the old one."""
    for case in cases:
        settled, clean = (case.marked.accepted, case.new) if side == "accepted" else (case.marked.rejected, case.old)
        agrees = says(settled) == says(clean.lines)
        assert agrees is (NO_COLUMNS.get(case.pair.name) != side), case.pair.name


def test_the_memo_opens_with_the_marks_of_its_attachment(tmp_path: Path) -> None:
    """LibreOffice shows the memo and the attached text as one file, with the changes of the attached text alone."""
    demand_office()
    ctx = context(COMMUNITIES[0])
    document = ctx.corpus.document("avtaler/samarbeidsavtalen")
    assert document
    old, new = document.versions
    place, pdf = tmp_path / "notat.docx", tmp_path / "notat.pdf"
    place.write_bytes(memo_docx(ctx, memo_of(ctx, document, old, new)))
    (seen,) = look([Job(place, pdf)])
    assert seen.opened
    marked = docx_of(difference_paper(ctx, document, old, new))
    assert Counter(change.type for change in seen.changes) == changes_in(marked)
    pages = "\n".join(page.extract_text() for page in PdfReader(pdf).pages)
    assert pages.index("Forslag til vedtak") < pages.index("Vedlegg 1: ") < pages.index("Versjonslogg")
