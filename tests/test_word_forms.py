"""Forms, signs and hidden text in a Word file: what a reader of the document sees is what is read, and the rest is told."""

import pytest
from word_files import STYLES, par, run, shown, word_file

from avtaleverk.imports.clauses import Known
from avtaleverk.imports.files import open_file
from avtaleverk.word.reading import read_word

HIDDEN = '<w:style w:type="paragraph" w:styleId="Skjult"><w:name w:val="Skjult"/><w:rPr><w:vanish/></w:rPr></w:style>'
EMPTY_CELL = (
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
    f'<w:tc><w:tcPr><w:gridSpan w:val="1"/></w:tcPr>{par("Velg")}</w:tc></w:sdtContent></w:sdt>'
)
RUBY = f"<w:r><w:ruby><w:rt>{run('tegn')}</w:rt><w:rubyBase>{run('ord')}{run(' to')}</w:rubyBase></w:ruby></w:r>"
BOX = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def sign(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


# A body, what it says, and a word about it that the report must hold.
CASES = {
    "a cell that nobody filled in keeps its place in the row": (
        f"<w:tbl><w:tblPr/><w:tr>{EMPTY_CELL}<w:tc><w:tcPr/>{par('Per')}</w:tc></w:tr></w:tbl>",
        ["|  | Per |"],
        "Et felt som ikke er fylt ut: «Velg»",
    ),
    "a text under small signs stays": (
        par(run("Se ") + RUBY + run(".")),
        ["Se ord to."],
        "Små tegn over teksten er ikke tatt med: «tegn»",
    ),
    "a style may hide its text": (
        par("Skjult.", "Skjult") + par(run("Vist.", '<w:vanish w:val="0"/>'), "Skjult"),
        ["Vist."],
        "Skjult tekst er ikke tatt med: «Skjult.»",
    ),
    "a ticked box is a sign": (par(sign("MS Gothic", "2612") + run(" Ja")), ["☒ Ja"], ""),
    "a sign that only its font knows is asked about": (
        par(run("Nei") + sign("Kommunens tegn", "F041")),
        ["Nei"],
        "Et tegn i skriften Kommunens tegn er ikke tatt med",
    ),
    "a box that an old form draws is asked for": (
        par(BOX + run("Ja")),
        ["Ja"],
        "En rute til å krysse av i er ikke tatt med. Skriv det inn",
    ),
}


@pytest.mark.parametrize("truth", CASES)
def test_what_a_reader_sees_is_read(truth: str) -> None:
    """Each case says it; nothing is lost without a word."""
    body, wanted, told = CASES[truth]
    reading = read_word(word_file(body, styles=STYLES + HIDDEN))
    assert shown(reading.new) == wanted
    assert [note.what for note in reading.notes] == [told] * bool(told)


def test_a_subtitle_is_told() -> None:
    """It is no part of the text, and nobody may miss it without knowing."""
    styles = STYLES + '<w:style w:type="paragraph" w:styleId="U"><w:name w:val="Subtitle"/></w:style>'
    data = word_file(par("Delavtale", "Tittel") + par("mellom to parter", "U") + par("Tekst."), styles=styles)
    found = open_file("a.docx", data)(Known())
    assert (found.title, found.new) == ("Delavtale", "Tekst.\n")
    assert [n.what for n in found.notes] == ["Undertittelen er ikke tatt med i teksten: «mellom to parter»"]
