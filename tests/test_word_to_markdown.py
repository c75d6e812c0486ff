"""A clean Word file through pandoc: what our reader writes, another reads as it was meant."""

from word_files import STYLES, abstract, bold, gone, ins, item, level, num, par, restart, run, table, word_file

from avtaleverk.imports.clauses import Known
from avtaleverk.imports.one_text import text_of_tree
from avtaleverk.imports.pandoc import syntax_tree
from avtaleverk.word.reading import read_word


def indented(left: int) -> str:
    return f'<w:pPr><w:ind w:left="{left}"/></w:pPr>'


NUMBERING = (
    abstract(
        1,
        level(0, "%1.", more=indented(720)),
        level(1, "%2)", "lowerLetter", more=indented(1440)),
        level(2, "%3)", "lowerRoman", more=indented(2160)),
    )
    + abstract(2, level(0, "•", "bullet", more=indented(720)), level(1, "o", "bullet", more=indented(1440)))
    + abstract(3, level(0, "%1", more='<w:pStyle w:val="Overskrift1"/>'), level(1, "%1.%2"))
    + num(1, 1) + num(2, 2) + num(3, 3) + num(4, 1, restart(0, 1))
)  # fmt: skip
HEADS = STYLES.replace('<w:outlineLvl w:val="0"/>', '<w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="3"/></w:numPr>')
BODY = (
    par("Formål", "Overskrift1")
    + item("Ledd i avtalen.", 3, 1)
    + item(ins(run("Nytt ledd.")), 3, 1)
    + par("Oppgaver", "Overskrift1")
    + item("En")
    + par(run("Mer ") + bold("om") + run(" en."), "Listeavsnitt", '<w:ind w:left="720"/>')
    + item("To")
    + item("Bokstav", level=1)
    + item("Romertall", level=2)
    + par("Mer om to.", properties='<w:ind w:left="720"/>')
    + item(gone(run("Tre")))
    + item("Fire")
    + par("Imellom.")
    + item("Fem")
    + par("Ny liste.")
    + item("Først", 4)
    + par("Og punkter:")
    + item("Kule", 2)
    + item("Innrykk", 2, 1)
    + table(["Hvem", "Hva"], ["Kommunen", par(gone(run("varsler")) + ins(run("melder")))])
)
NEW = """## 1 Formål

1.1 Ledd i avtalen.

1.2 Nytt ledd.

## 2 Oppgaver

1. En

    Mer **om** en.

2. To

    a) Bokstav
        - i\\) Romertall

    Mer om to.

3. Fire

Imellom.

4. Fem

Ny liste.

1. Først

Og punkter:

- Kule
    - Innrykk

| Hvem | Hva |
|---|---|
| Kommunen | melder |
"""
OLD = (
    NEW.replace("1.2 Nytt ledd.\n\n", "")
    .replace("3. Fire", "3. Tre\n4. Fire")
    .replace("4. Fem", "5. Fem")
    .replace("melder", "varsler")
)


def test_lists_numbers_and_tables_come_through() -> None:
    """Numbers, letters, what stands between items and under them, and where a list begins: as Word shows it."""
    reading = read_word(word_file(BODY, styles=HEADS, numbering=NUMBERING))
    new, old = (text_of_tree(syntax_tree(side, "docx"), Known()) for side in (reading.new, reading.old))
    assert new.markdown == NEW
    assert old.markdown == OLD
