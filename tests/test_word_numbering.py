"""The numbers that Word shows and writes nowhere: counted, and written where a reader needs them."""

import pytest
from word_files import (
    BULLETS,
    CLAUSES,
    DECIMAL,
    KARI,
    STYLES,
    abstract,
    bold,
    gone,
    ins,
    item,
    level,
    num,
    par,
    restart,
    run,
    shown,
    table,
    word_file,
)

from avtaleverk.word.number_formats import counted
from avtaleverk.word.reading import read_word

LINKED = (
    abstract(
        3,
        level(0, "%1", more='<w:pStyle w:val="Overskrift1"/>'),
        level(1, "%1.%2", more='<w:pStyle w:val="Overskrift2"/>'),
    )
    + num(5, 3)
)  # fmt: skip
NUMBERED_STYLES = STYLES.replace(
    '<w:outlineLvl w:val="0"/>', '<w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="5"/></w:numPr>'
).replace('<w:outlineLvl w:val="1"/>', '<w:outlineLvl w:val="1"/><w:numPr><w:numId w:val="5"/></w:numPr>')
HEADS = (par("Formål", "Overskrift1"), par("Parter", "Overskrift1"), par("Kommunene", "Overskrift2"))
LONG = "En setning som er så lang at ingen tar den for en overskrift, og som slutter med punktum."

# A truth, the lists that the file defines, its body, and what both sides read.
CASES = {
    "headings numbered by their style": (LINKED, "".join(HEADS), ["# 1 Formål", "# 2 Parter", "## 2.1 Kommunene"]),
    "a chapter starts the numbers under it anew": (
        LINKED,
        HEADS[0] + HEADS[2] + HEADS[2] + HEADS[1] + HEADS[2],
        ["# 1 Formål", "## 1.1 Kommunene", "## 1.2 Kommunene", "# 2 Parter", "## 2.1 Kommunene"],
    ),
    "a heading that is taken out of the numbering": (
        LINKED,
        HEADS[0] + par("Vedlegg", "Overskrift1", '<w:numPr><w:numId w:val="0"/></w:numPr>') + HEADS[1],
        ["# 1 Formål", "# Vedlegg", "# 2 Parter"],
    ),
    "paragraphs numbered as clauses": (
        CLAUSES,
        item("Formål", level=0) + item(LONG, level=1) + item(LONG, level=2) + item(LONG, level=1),
        ["1 Formål", f"1.1 {LONG}", f"1.1.1 {LONG}", f"1.2 {LONG}"],
    ),
    "a list of numbers stays a list": (DECIMAL, item("En") + item("To"), ["+ 1. En", "+ 2. To"]),
    "letters under numbers": (
        DECIMAL,
        item("En") + item("a", level=1) + item("b", level=1) + item("To") + item("c", level=1),
        ["+ 1. En", "  + a) a", "  + b) b", "+ 2. To", "  + a) c"],
    ),
    "a list goes on after a paragraph": (
        DECIMAL,
        item("En") + item("To") + par("Imellom.") + item("Tre"),
        ["+ 1. En", "+ 2. To", "Imellom.", "+ 3. Tre"],
    ),
    "a list that is restarted begins at one": (
        abstract(1, level(0, "%1.")) + num(1, 1) + num(2, 1, restart(0, 1)),
        item("En") + item("To") + par("Imellom.") + item("Ny en", 2) + item("Ny to", 2),
        ["+ 1. En", "+ 2. To", "Imellom.", "+ 1. Ny en", "+ 2. Ny to"],
    ),
    "a list that begins at four": (
        abstract(1, level(0, "%1.")) + num(2, 1, restart(0, 4)),
        item("Fire", 2) + item("Fem", 2),
        ["+ 4. Fire", "+ 5. Fem"],
    ),
    "two numbers of one list count on": (
        abstract(1, level(0, "%1.")) + num(1, 1) + num(2, 1),
        item("En") + par("Imellom.") + item("To", 2),
        ["+ 1. En", "Imellom.", "+ 2. To"],
    ),
    "a level that begins at zero": (
        abstract(1, level(0, "%1."), level(1, "%1.%2", start=0)) + num(1, 1),
        item("A") + item(LONG, level=1),
        ["1. A", f"1.0 {LONG}"],
    ),
    "legal numbers are digits in all levels": (
        abstract(1, level(0, "%1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>")) + num(1, 1),
        item("A") + item("B") + item(LONG, level=1),
        ["I A", "II B", f"2.1 {LONG}"],
    ),
    "a level that no other starts anew": (
        abstract(1, level(0, "%1"), level(1, "%1.%2", more='<w:lvlRestart w:val="0"/>')) + num(1, 1),
        item("A") + item(LONG, level=1) + item("B") + item(LONG, level=1),
        ["1 A", f"1.1 {LONG}", "2 B", f"2.2 {LONG}"],
    ),
    "a level that only the first starts anew": (
        abstract(1, level(0, "%1"), level(1, "%1.%2"), level(2, "%1.%2.%3", more='<w:lvlRestart w:val="1"/>'))
        + num(1, 1),
        item("A") + item(LONG, level=1) + item(LONG, level=2) + item(LONG, level=1) + item(LONG, level=2),
        ["1 A", f"1.1 {LONG}", f"1.1.1 {LONG}", f"1.2 {LONG}", f"1.2.2 {LONG}"],
    ),
    "a section sign is read with its number": (
        abstract(1, level(0, "§ %1")) + num(1, 1),
        item(LONG) + item(LONG),
        [f"§ 1 {LONG}", f"§ 2 {LONG}"],
    ),
    "article by article": (
        abstract(1, level(0, "Artikkel %1:", "upperRoman")) + num(1, 1),
        item(LONG) + item(LONG),
        [f"Artikkel I: {LONG}", f"Artikkel II: {LONG}"],
    ),
    "small Roman numerals are kept as text": (
        abstract(1, level(0, "%1)", "lowerRoman")) + num(1, 1),
        item("a") + item("b"),
        ["* i) a", "* ii) b"],
    ),
    "numbers without anything after them": (
        abstract(1, level(0, "%1.%2", more='<w:suff w:val="nothing"/>')) + num(1, 1), item(LONG), [f"1.{LONG}"]
    ),
    "bullets are bullets, in each other too": (
        BULLETS, item("a") + item("b", level=1) + item("c"), ["* a", "  * b", "* c"]
    ),
    "bullets under a number": (
        DECIMAL + abstract(2, level(0, "•", "bullet", more='<w:pPr><w:ind w:left="1080"/></w:pPr>')) + num(2, 2),
        item("En") + item("a", 2) + item("b", 2) + item("To"),
        ["+ 1. En", "  * a", "  * b", "+ 2. To"],
    ),
    "a level that is passed over shows where it would begin": (
        CLAUSES, item(LONG, level=0) + item(LONG, level=2), [f"1 {LONG}", f"1.1.1 {LONG}"]
    ),
    "an empty numbered paragraph counts, as it does in Word": (
        DECIMAL, item("En") + item("") + item("Tre"), ["+ 1. En", "+ 3. Tre"]
    ),
    "a list that is nowhere defined is no list": (DECIMAL, item("En", 9), ["En"]),
    "a level without a number shows none": (
        abstract(1, level(0, "", "none")) + num(1, 1), item("Uten"), ["Uten"]
    ),
    "the number of a table's row is what its cell says": (
        DECIMAL, table([item("En"), "a"], [item("To"), "b"]), ["| 1. En | a |", "| 2. To | b |"]
    ),
    "a bold line with a number is a heading in all but name": (
        DECIMAL,
        item(bold("Formål")) + par(LONG) + item(bold("Parter")) + par(LONG),
        ["# 1. Formål", LONG, "# 2. Parter", LONG],
    ),
    "bold items that follow one another are a list": (
        DECIMAL, item(bold("En")) + item(bold("To")), ["+ 1. **En**", "+ 2. **To**"]
    ),
    "digits of another script are written as they are": (
        "", par("Punkt ٣ og ४ i avtalen av 2024."), ["Punkt ٣ og ४ i avtalen av 2024."]
    ),
    "a list by link to a list style": (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Lov"/></w:abstractNum>'
        + abstract(2, level(0, "§ %1")) + num(1, 1) + num(2, 2),
        item(LONG),
        [f"§ 1 {LONG}"],
    ),
    "typed bullets become a list": ("", par("• En") + par("• To"), ["* En", "* To"]),
    "typed dashes become a list": ("", par("* En") + par("* To"), ["* En", "* To"]),
    "typed numbers that count on become a list": ("", par("+ 1) En") + par("+ 2) To"), ["+ 1) En", "+ 2) To"]),
    "typed letters that count on become a list": ("", par("+ a) En") + par("+ b) To"), ["+ a) En", "+ b) To"]),
    "a typed dash alone stays text": ("", par("- Bare en"), ["- Bare en"]),
    "typed numbers that do not begin at one stay text": ("", par("+ 3) Tre") + par("+ 4) Fire"), ["+ 3) Tre", "+ 4) Fire"]),
}  # fmt: skip


@pytest.mark.parametrize("truth", CASES)
def test_numbers_are_what_word_shows(truth: str) -> None:
    """Numbers of headings and clauses are text, other lists are lists with the right first number."""
    numbering, body, expected = CASES[truth]
    styles = NUMBERED_STYLES if numbering == LINKED else STYLES
    styles += '<w:style w:type="numbering" w:styleId="Lov"><w:name w:val="Lov"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    reading = read_word(word_file(body, styles=styles, numbering=numbering))
    assert shown(reading.new) == expected
    assert not reading.has_marks


SIDES = {
    "an inserted clause counts on the new side": (
        CLAUSES,
        item(LONG) + item(ins(run("Ny.")), mark=f"<w:ins {KARI}/>") + item(LONG) + item(LONG, level=1),
        [f"1 {LONG}", f"2 {LONG}", f"2.1 {LONG}"],
        [f"1 {LONG}", "2 Ny.", f"3 {LONG}", f"3.1 {LONG}"],
    ),
    "a deleted clause counts on the old side": (
        CLAUSES,
        item(LONG) + item(gone(run("Bort.")), mark=f"<w:del {KARI}/>") + item(LONG) + item(LONG, level=1),
        [f"1 {LONG}", "2 Bort.", f"3 {LONG}", f"3.1 {LONG}"],
        [f"1 {LONG}", f"2 {LONG}", f"2.1 {LONG}"],
    ),
    "a paragraph whose text alone is inserted leaves no number behind": (
        DECIMAL,
        item("En") + item(ins(run("Ny"))) + item("To"),
        ["+ 1. En", "+ 2. To"],
        ["+ 1. En", "+ 2. Ny", "+ 3. To"],
    ),
    "a paragraph that was given a number": (
        DECIMAL,
        item("En")
        + par("To", properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins {KARI}/></w:numPr>'),
        ["+ 1. En", "To"],
        ["+ 1. En", "+ 2. To"],
    ),
    "a heading that was a paragraph": (
        LINKED,
        HEADS[0] + par("Nytt", "Overskrift1", f'<w:pPrChange {KARI}><w:pPr><w:pStyle w:val="Normal"/></w:pPr></w:pPrChange>'),
        ["# 1 Formål", "Nytt"],
        ["# 1 Formål", "# 2 Nytt"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("truth", SIDES)
def test_each_side_counts_for_itself(truth: str) -> None:
    """What is deleted does not count on the new side, what is inserted not on the old."""
    numbering, body, old, new = SIDES[truth]
    styles = NUMBERED_STYLES if numbering == LINKED else STYLES
    reading = read_word(word_file(body, styles=styles, numbering=numbering))
    assert (shown(reading.old), shown(reading.new)) == (old, new)


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("decimal", "4"), ("upperRoman", "IV"), ("lowerRoman", "iv"), ("upperLetter", "D"), ("lowerLetter", "d"),
        ("decimalZero", "04"), ("ordinal", "4."), ("ordinalText", "Fjerde"), ("cardinalText", "Fire"), ("none", ""),
        ("chineseCounting", "4"),
    ],
)  # fmt: skip
def test_a_count_is_written_as_word_writes_it(how: str, expected: str) -> None:
    """Each format in Norwegian; one that Norwegian texts do not use becomes digits."""
    assert counted(4, how) == expected


def test_letters_and_roman_numerals_go_on_as_in_word() -> None:
    """After z comes aa, then bb; what no numeral can show is digits."""
    assert [counted(n, "lowerLetter") for n in (26, 27, 28, 53)] == ["z", "aa", "bb", "aaa"]
    assert [counted(n, "upperRoman") for n in (0, 1999, 10_000)] == ["0", "MCMXCIX", "10000"]
