"""A Word file as a secretary makes one, with a library that writes what Word writes: read from end to end."""

import io

import docx
from docx.document import Document
from docx.shared import Cm, RGBColor
from docx.text.run import Run
from word_files import shown

from avtaleverk.word.reading import read_word

RED, DARK_RED = RGBColor(0xFF, 0, 0), RGBColor(0xC0, 0, 0)


def coloured(run: Run, colour: RGBColor = RED, *, struck: bool = False) -> None:
    run.font.color.rgb = colour
    run.font.strike = struck or None


def proposal() -> Document:
    """Return a guideline with changes in red, as proposals are sent out."""
    document = docx.Document()
    document.core_properties.title = "Retningslinje 5"
    document.core_properties.author = "Sekretariatet"
    document.sections[0].header.paragraphs[0].text = "Forslag med endringer i rødt"
    document.add_paragraph("Retningslinje 5 Varsling", style="Title")
    document.add_heading("1 Formål", 1)
    line = document.add_paragraph("Kommunen skal varsles innen ")
    coloured(line.add_run("48"), struck=True)
    coloured(line.add_run("24"))
    line.add_run(" timer.")
    coloured(document.add_paragraph().add_run("Sykehuset varsler også pårørende."), DARK_RED)
    document.add_heading("2 Oppgaver", 1)
    for text in ("Melde", "Svare"):
        document.add_paragraph(text, style="List Number")
    coloured(document.add_paragraph(style="List Number").add_run("Evaluere"))
    document.add_paragraph("Innkalle", style="List Bullet")
    document.add_paragraph("Protokoll", style="List Bullet 2")
    inner = document.add_paragraph("Og slik videre.")
    inner.paragraph_format.left_indent = Cm(0.2)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip([c for row in table.rows for c in row.cells], ("Hvem", "Hva", "Vakt", "Ringer"), strict=True):
        cell.text = text
    for cell, text in zip(table.add_row().cells, ("Lege", "Svarer"), strict=True):
        coloured(cell.paragraphs[0].add_run(text))
    return document


def test_a_proposal_in_red_is_read_from_end_to_end() -> None:
    """Title, headings, lists, words, paragraphs, rows: the old text and the new one, each exactly."""
    buffer = io.BytesIO()
    proposal().save(buffer)
    reading = read_word(buffer.getvalue())
    assert shown(reading.old) == [
        "# 1 Formål", "Kommunen skal varsles innen 48 timer.", "# 2 Oppgaver", "+ 1. Melde", "+ 2. Svare", "* Innkalle",
        "  * Protokoll", "Og slik videre.", "| Hvem | Hva |", "| Vakt | Ringer |",
    ]  # fmt: skip
    assert shown(reading.new) == [
        "# 1 Formål", "Kommunen skal varsles innen 24 timer.", "Sykehuset varsler også pårørende.", "# 2 Oppgaver",
        "+ 1. Melde", "+ 2. Svare", "+ 3. Evaluere", "* Innkalle", "  * Protokoll", "Og slik videre.", "| Hvem | Hva |",
        "| Vakt | Ringer |", "| Lege | Svarer |",
    ]  # fmt: skip
    assert (reading.title, reading.has_red) == ("Retningslinje 5 Varsling", True)
    assert (reading.properties["title"], reading.properties["creator"]) == ("Retningslinje 5", "Sekretariatet")
    assert {str(note.kind) for note in reading.notes} == {"lest", "utelatt"}


def test_another_program_opens_what_is_written() -> None:
    """The clean files are Word files in their own right: a library that checks its input reads them."""
    buffer = io.BytesIO()
    proposal().save(buffer)
    reading = read_word(buffer.getvalue())
    for side in (reading.old, reading.new):
        document = docx.Document(io.BytesIO(side))
        assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == ["1 Formål", "2 Oppgaver"]
        assert len(document.tables) == 1
