"""A second reader, who knows nothing of us: pandoc finds the same words in our files, but for what it cannot do.

Its faults are of form: it has no paragraph marks, so a paragraph that is cut or joined is not so there, one
that is gone is left empty, and so is a row; it forgets what a paragraph or a word looked like before.
"""

import json
import subprocess
from typing import Any

import pypandoc
import pytest
from docx_papers import marked_file, seen, text_root
from test_docx_exact import REAL, papers
from test_redline_golden import SLUGS, _read_case

from avtaleverk.exports.docx import docx_of
from avtaleverk.redline.pieces import Side
from avtaleverk.word.package import opened, packed
from avtaleverk.word.xml import written

BATCHES = 4
# Code with a mark in it.
BEYOND_PANDOC = {"59-kodelinje-endret"}
READ = [slug for slug in SLUGS if slug not in BEYOND_PANDOC]


def foreign_letters(data: bytes, side: Side) -> str:
    """Return all letters that pandoc finds in the text of a file, once every change is accepted or rejected."""
    package = opened(data)
    bare = packed({**package.parts, package.main: written(text_root(package))})
    way = "accept" if side is Side.NEW else "reject"
    command = [pypandoc.get_pandoc_path(), "--from=docx", f"--track-changes={way}", "--to=json", "--sandbox"]
    done = subprocess.run(command, input=bare, capture_output=True, check=True)
    return "".join(_words(json.loads(done.stdout)["blocks"]).split())


def _words(node: Any) -> str:
    """Return the words of pandoc's tree; what is neither words nor holds any is passed over."""
    if isinstance(node, list):
        return "".join(map(_words, node))
    if not isinstance(node, dict):
        return ""
    kind, content = node["t"], node.get("c")
    if kind == "Str":
        return str(content)
    if kind in {"Code", "CodeBlock"}:
        return str(content[1])
    if kind == "Image":
        return _words(content[1])
    return f" {_words(content)} " if content is not None else " "


def our_letters(data: bytes, side: Side) -> str:
    said = []
    for line in seen(data, side):
        said += [text for text, _ in line.words]
        said += [text for _, words in line.cells for text, _ in words]
    return "".join("".join(said).split())


def both_agree(data: bytes) -> None:
    for side in Side:
        assert foreign_letters(data, side) == our_letters(data, side)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_pandoc_finds_the_words_of_every_golden_redline(batch: int) -> None:
    """Many cases lie in one file, each under a heading of its own, and not one word is other than ours."""
    cases = [_read_case(slug) for slug in READ[batch::BATCHES]]
    old = "\n\n".join(f"# Sak {n}\n\n{case.old}" for n, case in enumerate(cases))
    new = "\n\n".join(f"# Sak {n}\n\n{case.new}" for n, case in enumerate(cases))
    both_agree(marked_file(old, new))


@pytest.mark.skipif(not REAL.is_dir(), reason="the real texts are not beside this folder")
def test_pandoc_finds_the_words_of_the_real_differences() -> None:
    """Nor are they in the differences between real agreements."""
    marked = [paper for paper in papers(REAL) if paper.is_marked]
    assert marked
    for paper in marked:
        both_agree(docx_of(paper))
