"""A Word file that Word itself opens: elements in the order of the standard, nothing doubled, nothing dangling."""

import io
import re
import zipfile

import docx
import pytest
from docx_papers import marked_file, marked_paper
from docx_schema import faults
from test_docx_exact import FOLDERS, papers
from test_redline_golden import SLUGS, _read_case

from avtaleverk.exports.docx import docx_of
from avtaleverk.word.package import opened


@pytest.mark.parametrize("slug", SLUGS)
def test_every_golden_redline_is_in_order(slug: str) -> None:
    """Whatever changes, the file keeps the order of the standard."""
    case = _read_case(slug)
    assert faults(marked_file(case.old, case.new)) == []
    assert faults(marked_file(case.new, case.old)) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=[f.name for f in FOLDERS])
def test_every_text_of_a_corpus_is_in_order(folder: object) -> None:
    """So do the texts that there are, and a foreign library opens them."""
    for paper in papers(folder):  # type: ignore[arg-type] # a folder
        data = docx_of(paper)
        assert faults(data) == []
        document = docx.Document(io.BytesIO(data))
        assert document.core_properties.title
        assert document.core_properties.language == f"{paper.language}-NO"


def test_a_file_holds_no_trace_of_the_machine_that_made_it() -> None:
    """Every part bears the same fixed time, and the file says what it is."""
    case = _read_case(SLUGS[0])
    with zipfile.ZipFile(io.BytesIO(marked_file(case.old, case.new))) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert entries[0].filename == "[Content_Types].xml"


def test_words_that_would_be_markup_stay_words() -> None:
    """Signs that mean something in XML, or nothing anywhere, do no harm in title, text or author."""
    paper = marked_paper("Tekst & <b>", "Tekst & <i> \x00 \ud800", title='<w:t>&"\x0b')
    data = docx_of(paper)
    assert faults(data) == []
    text = opened(data).parts["word/document.xml"].decode()
    assert "&lt;w:t&gt;&amp;" in text
    assert re.search("[\x00\x0b]", text) is None


def test_points_that_begin_alike_keep_bookmarks_of_their_own() -> None:
    """Word allows forty letters and no two bookmarks alike, so a long name ends in what tells it from others."""
    name = "Selvbetjening for brukerspesifikt oppslag i registeret"
    body = f"## {name} ett\n\n[Det andre](#pkt-selvbetjening-for-brukerspesifikt-oppslag-i-registeret-to)\n\n## {name} to\n"
    data = marked_file(body, f"{body}\nMer.\n")
    assert faults(data) == []
    assert 'w:anchor="pkt_' in opened(data).parts["word/document.xml"].decode()
