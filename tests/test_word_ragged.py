"""Tables with rows of different lengths: no cell is lost on the way through another reader."""

import pytest
from word_files import par, row, shown, word_file

from avtaleverk.imports.clauses import Known
from avtaleverk.imports.files import open_file
from avtaleverk.word.reading import read_word

FREE = '<w:gridBefore w:val="1"/>'
CASES = {
    "a short row": ([row("Hvem", "Hva"), row("Kari")], ["| Hvem | Hva |", "| Kari |  |"]),
    "a long row": ([row("Hvem"), row("Kari", "leder")], ["| Hvem |  |", "| Kari | leder |"]),
    "a row that begins farther in": (
        [row("Hvem", "Hva"), row("leder", properties=FREE)],
        ["| Hvem | Hva |", "|  | leder |"],
    ),
}


def test_every_row_has_as_many_cells() -> None:
    """Short ones are filled up, at the side where they are short, and that is told."""
    for rows, wanted in CASES.values():
        reading = read_word(word_file(f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"))
        assert shown(reading.new) == wanted
    assert ["De korte er fylt ut" in note.what for note in read_word(word_file(table())).notes] == [True]


def table() -> str:
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    head = row("Hvem", "Hva", properties="<w:tblHeader/>")
    return f"<w:tbl><w:tblPr/>{grid}{head}{row('Kari')}{row('Per', 'to', 'tre')}</w:tbl>"


def test_no_cell_is_lost_in_the_proposal() -> None:
    """What pandoc would leave out is in the Markdown."""
    found = open_file("a.docx", word_file(table()))(Known()).new
    assert found == "| Hvem | Hva |  |\n|---|---|---|\n| Kari |  |  |\n| Per | to | tre |\n"


@pytest.mark.parametrize("claim", ["999999999", "-3", "x"])
def test_a_table_that_claims_to_be_wide_is_not_filled_up(claim: str) -> None:
    """No file can make rows of a million cells."""
    wide = f'<w:tr><w:trPr><w:gridBefore w:val="{claim}"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="{claim}"/></w:tcPr>{par("A")}</w:tc></w:tr>'
    reading = read_word(word_file(f"<w:tbl><w:tblPr/>{wide}{row('B')}</w:tbl>"))
    assert max(line.count("|") for line in shown(reading.new)) < 100
