"""Out as a Word file and in again: what the secretariat sends out comes back as it was."""

from datetime import date
from pathlib import Path

import pytest
from test_docx_exact import FOLDERS, papers

from avtaleverk.exports.docx import docx_of
from avtaleverk.exports.paper import Paper
from avtaleverk.imports.against import known_of
from avtaleverk.imports.files import open_file
from avtaleverk.redline import compare
from avtaleverk.text.canonical import formatted

DAY = date(2026, 11, 27)


def came_back(paper: Paper) -> list[str]:
    """Return what differs between a text that went out and the one that comes in, in words."""
    base = paper.old or paper.version
    texts = open_file("fil.docx", docx_of(paper))(known_of(paper.document, base))
    found = [str(c.explain()) for c in compare(paper.version.body, texts.new).changes]
    if paper.old:
        found += [str(c.explain()) for c in compare(paper.old.body, texts.old or texts.new).changes]
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=[f.name for f in FOLDERS])
def test_a_text_that_went_out_comes_in_unchanged(folder: Path) -> None:
    """No redline between what was exported and what is imported has a mark, for either text of a difference."""
    wrong = {p.address: said for p in papers(folder) if (said := came_back(p))}
    assert wrong == {}


def test_a_text_that_went_out_comes_in_as_the_same_markdown() -> None:
    """Nor does the file of a version differ from the canonical form of its body."""
    paper = next(papers(FOLDERS[0]))
    texts = open_file("fil.docx", docx_of(paper))(known_of(paper.document, paper.version))
    assert texts.new == formatted(paper.version.body)
    assert texts.title in {paper.title, f"{paper.label} {paper.title}", f"{paper.label}: {paper.title}"}
