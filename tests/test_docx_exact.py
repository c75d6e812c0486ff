"""A Word file of what changed: accept gives the new text, reject the old, for a reader who knows nothing of its writer."""

import importlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from docx_papers import expected, marked_file, marked_paper, seen
from hypothesis import HealthCheck, given, settings
from redline_documents import pairs
from test_redline_golden import SLUGS, _read_case

from avtaleverk.corpus import read_corpus
from avtaleverk.exports.docx import docx_of
from avtaleverk.exports.paper import Paper, difference_paper, version_paper
from avtaleverk.pages.context import Context
from avtaleverk.redline.pieces import Side
from avtaleverk.text import TextStore

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "korpus-ekte"
BENCHMARKS = ROOT / "benchmarks"
FIRST_SCRIPT, SCRIPTS, CHUNKS = 900_001, 40, 3
FOLDERS = [ROOT, ROOT / "tests" / "versjoner", *([REAL] if REAL.is_dir() else [])]


def is_exact(paper: Paper) -> bytes:
    """See to it that a paper becomes a file of which either text can be read; return the file."""
    data = docx_of(paper)
    assert seen(data, Side.NEW) == expected(paper.redline.new())
    assert seen(data, Side.OLD) == expected(paper.redline.old())
    return data


@pytest.mark.parametrize("slug", SLUGS)
def test_every_golden_redline(slug: str) -> None:
    """Each truth about the redline holds in Word too, whichever of the two texts came first."""
    case = _read_case(slug)
    is_exact(marked_paper(case.old, case.new))
    is_exact(marked_paper(case.new, case.old))


@pytest.fixture(scope="module")
def editing() -> Iterator[ModuleType]:
    """Yield the module that makes texts and the edits of a secretary."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        yield importlib.import_module("redigering")


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_whatever_a_secretary_does_to_a_text(editing: ModuleType, chunk: int) -> None:
    """Generated agreements with all the edits there are come out of Word as they went in."""
    for script in editing.make_scripts(SCRIPTS, FIRST_SCRIPT + chunk * SCRIPTS):
        is_exact(marked_paper(script.old, script.new))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pairs())
def test_whatever_markdown_can_be(both: tuple[str, str]) -> None:
    """Any two texts, hostile ones included, become a file of which either can be read."""
    is_exact(marked_paper(*both))


def papers(folder: Path) -> Iterator[Paper]:
    """Yield each version of a folder, and the difference to the one before it."""
    corpus = read_corpus(folder).corpus
    assert corpus is not None
    ctx = Context(corpus, date(2026, 11, 27), TextStore())
    for document in corpus.all_documents():
        for place, version in enumerate(document.versions):
            yield version_paper(ctx, document, version)
            if place:
                yield difference_paper(ctx, document, document.versions[place - 1], version)


@pytest.mark.parametrize("folder", FOLDERS, ids=[f.name for f in FOLDERS])
def test_every_text_of_a_corpus(folder: Path) -> None:
    """Every version that there is, and every difference between neighbours, becomes a sound file."""
    for paper in papers(folder):
        is_exact(paper)


def test_the_same_text_gives_the_same_bytes() -> None:
    """A file that nothing has changed in is the same file, byte by byte."""
    case = _read_case(SLUGS[0])
    paper = marked_paper(case.old, case.new)
    assert docx_of(paper) == docx_of(marked_paper(case.old, case.new)) == marked_file(case.old, case.new)


def test_a_clean_text_bears_no_mark() -> None:
    """A version alone has nothing to accept or reject, so both sides of it are the same."""
    paper = next(papers(ROOT))
    data = docx_of(paper)
    assert not paper.is_marked
    assert seen(data, Side.OLD) == seen(data, Side.NEW)
