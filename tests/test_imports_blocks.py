"""What pandoc found in a file becomes the Markdown of the corpus: nothing is lost without a word."""

import pytest
from pandoc_trees import (
    NOTHING,
    bullets,
    cell,
    head,
    link,
    markdown,
    node,
    noted,
    numbers,
    para,
    read,
    row,
    strong,
    styled,
    table,
    words,
)

from avtaleverk.imports.clauses import Known
from avtaleverk.imports.pandoc import Content
from avtaleverk.word.noted import NoteKind


def test_headings_paragraphs_and_emphasis_are_kept() -> None:
    """Bold, italic, links and breaks are what they were."""
    text = markdown(
        head(2, "1 Formål"),
        para("Kommunen ", strong("skal"), " varsle ", node("Emph", words("straks")), "."),
        para("Se ", link("loven", "https://lovdata.no/lov/1"), node("LineBreak"), "og avtalen"),
    )
    assert text == (
        "## 1 Formål\n\nKommunen **skal** varsle *straks*.\n\nSe [loven](https://lovdata.no/lov/1)  \nog avtalen\n"
    )


def test_a_heading_that_is_bold_all_through_is_a_plain_heading() -> None:
    """The site makes headings bold; a mark for it would be a change of format in every comparison."""
    assert markdown(head(2, [strong("2 Mål")])) == "## 2 Mål\n"
    assert markdown(head(2, ["2 ", strong("Mål")])) == "## 2 **Mål**\n"


def test_lists_nest_and_stay_close() -> None:
    """An item is one line, as the corpus writes it, whatever spacing the file has."""
    text = markdown(bullets([para("a"), bullets([para("b")], [para("c")])], [para("d")]))
    assert text == "- a\n    - b\n    - c\n- d\n"


def test_an_item_of_several_paragraphs_keeps_them() -> None:
    """They hang from the same sign."""
    assert markdown(bullets([para("a"), para("b")])) == "- a\n\n    b\n"


@pytest.mark.parametrize(
    ("style", "delimiter", "start", "markers"),
    [
        ("Decimal", "Period", 1, "1. 2."),
        ("Decimal", "Period", 4, "4. 5."),
        ("Decimal", "OneParen", 1, "1) 2)"),
        ("LowerAlpha", "OneParen", 1, "a) b)"),
        ("LowerAlpha", "Period", 3, "c) d)"),
        ("DefaultStyle", "DefaultDelim", 1, "1. 2."),
    ],
)
def test_numbered_lists_keep_their_signs(style: str, delimiter: str, start: int, markers: str) -> None:
    """A rule keeps the number or letter that it was adopted with."""
    text = markdown(numbers([para("x")], [para("x")], start=start, style=style, delimiter=delimiter))
    assert " ".join(line.split(" ")[0] for line in text.split("\n")).strip() == markers


@pytest.mark.parametrize(("style", "word"), [("UpperAlpha", "A, B, C"), ("LowerRoman", "romertall")])
def test_signs_that_markdown_has_not_are_told(style: str, word: str) -> None:
    """The list is kept, with the nearest sign there is."""
    (said,) = noted(read(numbers([para("x")], style=style)))
    assert word in said


def test_a_list_that_word_cut_in_two_is_one_list() -> None:
    """Where the number leaps, the leap is kept: point 3 was repealed, and 4 is still 4."""
    text = markdown(numbers([para("en")], [para("to")]), numbers([para("fire")], start=4))
    assert text == "1. en\n2. to\n4. fire\n"


def test_a_list_that_begins_anew_is_told() -> None:
    """Markdown cannot begin at 1 again right after a list, so somebody must look."""
    text = read(numbers([para("en")], [para("to")]), numbers([para("en igjen")]))
    assert text.markdown == "1. en\n2. to\n3. en igjen\n"
    assert "følger rett etter hverandre" in noted(text)[0]


def test_styles_of_lists_tell_how_far_in_an_item_stands() -> None:
    """«List Bullet 2» is a list of its own to Word, but a reader sees it under the item before."""
    text = markdown(
        bullets([styled("List Bullet", para("a"))]),
        bullets([styled("List Bullet 2", para("b"))], [styled("List Bullet 2", para("c"))]),
        bullets([styled("List Bullet", para("d"))]),
    )
    assert text == "- a\n    - b\n    - c\n- d\n"


def test_numbers_under_bullets_by_style_stand_under_their_item() -> None:
    """Another kind of list further in is a list inside the item."""
    text = markdown(bullets([para("a")]), numbers([styled("Nummerert liste 2", para("b"))]), bullets([para("c")]))
    assert text == "- a\n    1. b\n- c\n"


def test_only_what_is_called_a_quotation_is_one() -> None:
    """Word indents many things; a paragraph further in is a paragraph."""
    quotation = node("BlockQuote", [para("Sitat")])
    assert markdown(styled("Sitat", quotation)) == "> Sitat\n"
    assert markdown(styled("Quote", quotation)) == "> Sitat\n"
    assert markdown(quotation) == "Sitat\n"
    assert read(quotation, styles=False).markdown == "> Sitat\n"


def test_a_quotation_that_its_style_moves_in_is_one_quotation() -> None:
    """Pandoc tells both of the style and of the indent; paragraphs that follow one another are one quotation."""
    text = markdown(*(styled("Quote", node("BlockQuote", [node("BlockQuote", [para(t)])])) for t in ("en", "to")))
    assert text == "> en\n>\n> to\n"


def test_a_table_has_one_row_of_headings_and_one_line_in_each_cell() -> None:
    """That is what the corpus has, and columns keep their alignment."""
    text = markdown(table([row("Sats", "Beløp")], row("Møte", "1 500"), alignment=("AlignCenter", "AlignRight")))
    assert text == "| Sats | Beløp |\n|:---:|---:|\n| Møte | 1 500 |\n"


@pytest.mark.parametrize("body", ["| A | B |\n|:---|---:|\n", "A | B\n---: | :---\n"])
def test_that_a_column_stands_to_the_left_is_said_where_the_text_says_it(body: str) -> None:
    """All columns do, and LibreOffice says it of each; a text that says so itself keeps it."""
    made = table([row("Sats", "Beløp")], row("Møte", "1 500"), alignment=("AlignLeft", "AlignRight"))
    assert "|---|---:|" in read(made).markdown
    assert "|---|---:|" in read(made, known=Known(body="| A | B |\n|---|---:|\n")).markdown
    assert "|:---|---:|" in read(made, known=Known(body=body)).markdown


def test_cells_of_several_lines_are_told() -> None:
    """They are joined: paragraphs by a space, items by a semicolon."""
    text = read(table([row("A", "B")], row(cell(para("en"), para("to")), cell(bullets([para("x")], [para("y")])))))
    assert text.markdown == "| A | B |\n|---|---|\n| en to | x; y |\n"
    assert noted(text) == [
        "En celle i en tabell har flere linjer. De er satt sammen til én: «en to»",
        "En celle i en tabell har flere linjer. De er satt sammen til én: «x; y»",
    ]


def test_a_table_inside_a_cell_keeps_its_words() -> None:
    """Its rows are parted by semicolons."""
    inner = table([row("a", "b")], row("c", "d"))
    text = read(table([row("H", "K")], row(cell(inner), "x")))
    assert text.markdown.split("\n")[2] == "| a b; c d | x |"


def test_cells_over_several_places_stand_in_the_first() -> None:
    """The others are empty, and rows keep their columns."""
    text = read(
        table([row("A", "B", "C")], row(cell(para("over to"), width=2), cell(para("ned"), height=2)), row("x", "y"))
    )
    assert text.markdown.split("\n")[2:4] == ["| over to |  | ned |", "| x | y |  |"]
    assert "dekket flere ruter" in noted(text)[0]


def test_a_table_without_headings_gets_its_first_row_as_such() -> None:
    """Markdown has no table without, so it is told."""
    text = read(table([], row("Sats", "Beløp"), row("Møte", "100")))
    assert text.markdown.startswith("| Sats | Beløp |\n|---|---|\n")
    assert "ingen overskriftsrad" in noted(text)[0]


def test_a_frame_around_text_is_text() -> None:
    """A table of one cell is how Word draws a box."""
    text = read(table([], row(cell(head(2, "1 Mål"), para("Tekst.")))))
    assert text.markdown == "## 1 Mål\n\nTekst.\n"
    assert "ramme" in noted(text)[0]


def test_a_text_that_was_typed_into_a_frame_of_several_rows_is_text() -> None:
    """Its headings are those of the text; a column without any is a table."""
    text = read(table([], row(cell(head(2, "1 Mål"), para("Tekst."))), row(cell(head(2, "2 Mer"), para("Så.")))))
    assert text.markdown == "## 1 Mål\n\nTekst.\n\n## 2 Mer\n\nSå.\n"
    assert read(table([], row("A"), row("B"))).markdown.startswith("| A |")


def test_empty_rows_and_paragraphs_are_nothing() -> None:
    """Nothing is noted of what holds nothing."""
    assert (
        markdown(para(), table([row("A", "B")], row("", ""), row("x", "")), head(2, ""))
        == "| A | B |\n|---|---|\n| x |  |\n"
    )


def test_raised_and_lowered_signs_have_signs_of_their_own() -> None:
    """m² and CO₂ are what a reader saw; words that are raised are only words, and that is told."""
    raised, lowered = node("Superscript", words("2")), node("Subscript", words("2"))
    assert markdown(para("m", raised, " og CO", lowered)) == "m² og CO₂\n"
    text = read(para("1", node("Superscript", words("ste"))))
    assert text.markdown == "1ste\n"
    assert noted(text, NoteKind.LEFT_OUT) == ["Hevet skrift er ikke tatt med, bare teksten: «ste»"]


@pytest.mark.parametrize(
    ("inline", "kept", "said"),
    [
        (node("Underline", words("her")), "her", "Understreking"),
        (node("Strikeout", words("her")), "her", "strøket over"),
        (node("Image", [NOTHING, words("et kart"), ["a.png", ""]]), "", "«et kart»"),
        (node("Image", [NOTHING, [], ["a.png", ""]]), "", "bilde uten beskrivelse"),
        (node("Math", [node("InlineMath"), "x^2"]), "x^2", "formel"),
        (node("RawInline", ["openxml", "<w:p/>"]), "", "openxml"),
        (node("Nytt", []), "", "«Nytt»"),
    ],
)
def test_what_has_no_place_in_markdown_is_told(inline: Content, kept: str, said: str) -> None:
    """The words stay where there are any, and the report names what went, and where."""
    text = read(head(2, "1 Mål"), para("Før ", inline, " etter"))
    assert text.markdown.split("\n")[2] == f"Før {kept} etter".replace("  ", " ")
    (one,) = text.notes
    assert said in one.what
    assert one.place == "1 Mål"


def test_a_picture_that_the_text_has_stays() -> None:
    """It is known by its words, and the editor is told to look whether it is still the same."""
    known = Known(pictures=(("Kart", "kart.png"),))
    image = node("Image", [NOTHING, words("Kart"), ["media/image1.png", ""]])
    text = read(para("Før"), para(image), known=known)
    assert text.markdown == "Før\n\n![Kart](kart.png)\n"
    assert "kart.png" in noted(text)[0]


def test_the_same_thing_twice_in_one_place_is_told_once() -> None:
    """With the count, so that the report can be read."""
    underlined = para(node("Underline", words("a")), " ", node("Underline", words("b")))
    assert [n.what for n in read(underlined).notes] == ["Understreking er ikke tatt med, bare teksten (2 steder)"]


def test_other_blocks_are_kept_or_told() -> None:
    """Terms, code, rules, lines of verse and figures."""
    text = read(
        node("DefinitionList", [[words("SSU"), [[para("Utvalget")]]]]),
        node("HorizontalRule"),
        node("CodeBlock", [NOTHING, "x = 1"]),
        node("LineBlock", [words("en"), words("to")]),
        node("Figure", [NOTHING, [None, [para("Figur 1")]], [para("i figuren")]]),
        node("RawBlock", ["html", "<b>"]),
        node("Ukjent", []),
    )
    assert text.markdown == "SSU\n:   Utvalget\n\n---\n\n    x = 1\n\nen  \nto\n\ni figuren\n\nFigur 1\n"
    assert [n.what for n in text.notes] == [
        "Kode av typen html er ikke tatt med",
        "Et innhold av typen «Ukjent» er ikke tatt med",
    ]


def test_what_looks_like_markdown_stays_text() -> None:
    """A star or a number that somebody typed is not a sign."""
    assert read(para("1. januar *og* <b>")).markdown == "1\\. januar \\*og\\* <b>\n"


def test_a_table_within_reason_of_depth_is_refused_with_words() -> None:
    """A file nested hundreds of levels deep is no text."""
    from avtaleverk.imports.pandoc import ConversionError  # noqa: PLC0415 - only here

    block = para("x")
    for _ in range(2000):
        block = bullets([block])
    with pytest.raises(ConversionError, match="nivåer"):
        read(block)


def test_signs_that_no_page_shows_are_left_out() -> None:
    """A PDF may hold anything, and the reader of Markdown keeps some signs for itself."""
    assert read(para("a\x02klzzwxh:0\x03b", node("Code", [NOTHING, "c\x00"]))).markdown == "aklzzwxh:0b`c`\n"
