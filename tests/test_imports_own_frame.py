"""Our own frame around a text is no text, also where a program has lost the marks that say so."""

import re
from datetime import date

import pytest
from history_corpus import context, guideline, version
from pandoc_trees import head, node, noted, para, read, row, styled, table

from avtaleverk.exports.docx import docx_of
from avtaleverk.exports.paper import difference_paper, version_paper
from avtaleverk.imports.against import known_of
from avtaleverk.imports.files import open_file
from avtaleverk.imports.pandoc import Node
from avtaleverk.word.noted import NoteKind
from avtaleverk.word.package import opened, packed

OLD = "Innledning.\n\n## 1 Formål\n\nPartene møtes to ganger.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n"
NEW = OLD.replace("to ganger", "fire ganger")
FACTS = table([], row("Versjon", "1.0"), row("Eier", "SSU"))
LOG = table([row("Versjon", "Hva er nytt")], row("1.0", "Første"))
COMMUNITY, LABEL = styled("Fellesskap", para("Helsefellesskapet")), styled("Merkelapp", para("Retningslinje 1"))
CHANGES = [styled("Rammeoverskrift", para("Endringer")), para("Endringen gjelder innhold."), LOG]
VERSIONS = [styled("Rammeoverskrift", para("Versjonslogg")), LOG, styled("Liten", para("https://a.example"))]
TEXT = [head(2, "1 Mål"), para("Tekst."), table([row("A", "B")], row("1", "2"))]
MARKDOWN = "## 1 Mål\n\nTekst.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n"


@pytest.mark.parametrize(
    "frame",
    [
        ([COMMUNITY], []),
        ([COMMUNITY, LABEL, FACTS], VERSIONS),
        ([COMMUNITY, LABEL, FACTS, styled("Varsel", para("Prøvetekst.")), *CHANGES], VERSIONS),
        ([COMMUNITY, LABEL, *CHANGES[:2]], VERSIONS[2:]),
        ([COMMUNITY, FACTS], VERSIONS[:1]),
        ([COMMUNITY, FACTS, *CHANGES, node("HorizontalRule")], VERSIONS),
    ],
)
def test_the_frame_is_left_out_and_told(frame: tuple[list[Node], list[Node]]) -> None:
    """Whatever parts of it there are; the text inside is whole, its tables with it."""
    front, back = frame
    text = read(*front, *TEXT, *[b for b in back if b is not VERSIONS[2]])
    assert text.markdown == MARKDOWN
    assert "Tittelblad" in noted(text, NoteKind.LEFT_OUT)[0]


def test_what_was_written_after_the_frame_is_text() -> None:
    """An addition at the end of the file is not lost with the version log."""
    text = read(COMMUNITY, *TEXT, *VERSIONS, para("Nytt til sist."))
    assert text.markdown == f"{MARKDOWN}\nNytt til sist.\n"


def test_styles_of_others_are_no_frame() -> None:
    """Without our first line nothing is left out."""
    text = read(para("Innledning."), *TEXT, styled("Rammeoverskrift", para("Versjonslogg")), para("Tekst."))
    assert "Versjonslogg" in text.markdown


def unmarked(data: bytes) -> bytes:
    """Return a Word file as LibreOffice saves it: what the content controls hold, without them."""
    package = opened(data)
    document = re.sub(
        rb"</?w:sdtContent>|<w:sdt>|</w:sdt>|<w:sdtPr>.*?</w:sdtPr>", b"", package.parts[package.main], flags=re.DOTALL
    )
    return packed(dict(package.parts) | {package.main: document})


def test_a_file_that_another_program_has_saved_comes_back() -> None:
    """Clean or marked, with all that we set around it."""
    old, new = version("1.0", OLD), version("2.0", NEW, approved=date(2021, 1, 1))
    document = guideline(old, new)
    ctx, known = context(document), known_of(document, old)
    clean = open_file("a.docx", unmarked(docx_of(version_paper(ctx, document, new))))(known)
    assert (clean.new, clean.old) == (NEW, None)
    marked = open_file("a.docx", unmarked(docx_of(difference_paper(ctx, document, old, new))))(known)
    assert (marked.new, marked.old) == (NEW, OLD)
