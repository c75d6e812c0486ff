"""The form of the corpus: title apart, levels from 2, the version log left to the site, footnotes in a section."""

import pytest
from pandoc_trees import bullets, head, link, markdown, node, noted, numbers, para, read, row, strong, table, words

from avtaleverk.imports.clauses import Known, split_label, titles
from avtaleverk.imports.one_text import text_of_tree
from avtaleverk.imports.pandoc import Node
from avtaleverk.text.render import render
from avtaleverk.word.noted import NoteKind

GUIDELINE = Known(titles(["Ansvar og oppgaver"]), (("oppgaver", 4), ("2 1 ssu", 3)))


def levels(*headings: tuple[int, str]) -> list[str]:
    """Return the headings as they are written in the end, one that is alone at the top kept from being a title."""
    return [
        line
        for line in read(para("Innledning."), *(head(n, text) for n, text in headings)).markdown.split("\n")
        if line.startswith("#")
    ]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ([(1, "1 A"), (2, "1.1 B"), (3, "C")], ["## 1 A", "### 1.1 B", "#### C"]),
        ([(3, "1 A"), (4, "1.1 B")], ["## 1 A", "### 1.1 B"]),
        ([(1, "Innhold"), (2, "1 A"), (2, "2 B")], ["## Innhold", "### 1 A", "### 2 B"]),
        ([(2, "2.1 A"), (2, "2.2 B")], ["### 2.1 A", "### 2.2 B"]),
        ([(1, "A"), (1, "B")], ["## A", "## B"]),
        ([(1, "§ 1 A"), (1, "§ 2 B")], ["## § 1 A", "## § 2 B"]),
        ([(2, "A"), (6, "B")], ["## A", "###### B"]),
        ([(1, "1 A"), (9, "B")], ["## 1 A", "###### B"]),
    ],
)
def test_levels_are_those_of_the_corpus(given: list[tuple[int, str]], wanted: list[str]) -> None:
    """1 is at level 2 and 1.1 at level 3, whatever levels the file begins with; the steps between them stay."""
    assert levels(*given) == wanted


def test_headings_of_one_level_are_parted_by_their_numbers() -> None:
    """Some use one style for all; then the numbers tell, and so does the report."""
    given = [(1, "1 A"), (1, "1.1 B"), (1, "Om B"), (1, "2 C")]
    assert levels(*given) == ["## 1 A", "### 1.1 B", "#### Om B", "## 2 C"]
    assert "samme nivå" in noted(read(para("x"), *(head(*h) for h in given)))[0]


def test_a_number_without_the_one_around_tells_nothing_of_levels() -> None:
    """2.1 right after 1 may be a slip of the pen; the file knows best."""
    assert levels((1, "1 A"), (1, "2.1 B")) == ["## 1 A", "## 2.1 B"]


@pytest.mark.parametrize(
    "first",
    [
        head(1, "Ansvar og oppgaver"),
        head(1, "Retningslinje 1 – Ansvar og oppgaver"),
        head(1, "Noe helt annet"),
        para("ANSVAR OG OPPGAVER"),
        para(strong("Retningslinje 1: Ansvar og oppgaver")),
        para("Retningslinje 12 Andre oppgaver"),
    ],
)
def test_a_title_is_not_part_of_the_text(first: Node) -> None:
    """It is the first line where it is known, looks like one, or is the only heading of its level."""
    text = read(first, head(2, "1 A"), para("x"), head(2, "2 B"), known=GUIDELINE)
    assert text.markdown == "## 1 A\n\nx\n\n## 2 B\n"
    assert text.title


def test_a_title_in_its_own_style_is_found_by_pandoc() -> None:
    """It stands in the metadata of the tree."""
    assert read(para("x"), title="Ansvar og oppgaver").title == "Ansvar og oppgaver"


def test_what_stands_above_the_text_in_styles_of_its_own_is_told() -> None:
    """A subtitle may say who approved it; an abstract may be several paragraphs, authors several people."""
    meta = {
        "subtitle": node("MetaInlines", words("Vedtatt av SSU")),
        "abstract": node("MetaBlocks", [para("Kort."), para("Fortalt.")]),
        "author": node("MetaList", [node("MetaInlines", words("Kari Vik"))]),
    }
    text = text_of_tree({"meta": meta, "blocks": [para("x")]}, Known())
    assert [(n.kind, n.what) for n in text.notes] == [
        (NoteKind.LEFT_OUT, "Undertittelen er ikke tatt med i teksten: «Vedtatt av SSU»"),
        (NoteKind.LEFT_OUT, "Sammendraget er ikke tatt med i teksten: «Kort. Fortalt.»"),
        (NoteKind.LEFT_OUT, "Forfatteren er ikke tatt med i teksten: «Kari Vik»"),
    ]


@pytest.mark.parametrize("first", [head(1, "1 Formål"), para("Vedlegg 1.4 sier hvor mye."), para("En vanlig setning")])
def test_what_is_no_title_stays(first: Node) -> None:
    """A numbered heading and a sentence are text."""
    text = read(first, head(2, "1.1 A"), para("x"), known=GUIDELINE)
    assert text.title == ""
    assert text.markdown.count("\n\n") == 2


def test_a_title_that_the_text_in_force_begins_with_stays() -> None:
    """Some texts have it as their first heading, and it is no change that they still do."""
    known = Known(titles(["Delavtale"]), (("delavtale", 1), ("1 a", 2)))
    assert read(head(1, "Delavtale"), head(2, "1 A"), known=known).markdown == "## Delavtale\n\n### 1 A\n"


def test_a_title_that_the_text_in_force_begins_with_may_get_other_words() -> None:
    """Whoever mends the heading has changed the text, and not the name of the document."""
    known = Known(titles(["Delavtale"]), (("delavtale om utskriving", 2), ("1 a", 3)), "## Delavtale om utskriving\n")
    text = read(head(1, "Delavtale om trygg utskriving"), head(2, "1 A"), known=known)
    assert (text.markdown, text.title) == ("## Delavtale om trygg utskriving\n\n### 1 A\n", "")


def test_a_heading_that_was_made_plain_text_is_plain_text() -> None:
    """Where a file has headings, a line that is none was meant so, whatever it was before."""
    text = read(head(1, "1 A"), para("Oppgaver"), known=GUIDELINE)
    assert text.markdown == "## 1 A\n\nOppgaver\n"


@pytest.mark.parametrize(
    ("title", "number", "rest"),
    [
        ("Retningslinje 1: Ansvar", "1", "Ansvar"),
        ("Retningslinje nr. 12 – Ansvar", "12", "Ansvar"),
        ("Vedlegg 1.4 Satser", "1.4", "Satser"),
        ("Ansvar", "", "Ansvar"),
        ("Retningslinjer for 5 kommuner", "", "Retningslinjer for 5 kommuner"),
    ],
)
def test_a_label_is_told_from_a_title(title: str, number: str, rest: str) -> None:
    """The number is that of the document, and no part of its title."""
    assert split_label(title) == (number, rest)


@pytest.mark.parametrize("name", ["6 Versjonslogg", "Endringslogg", "Versjonshistorikk"])
def test_the_version_log_is_left_to_the_site(name: str) -> None:
    """It goes with all that stands under it, and the report says so."""
    log = table([row("Versjon", "Godkjent")], row("1.0", "2024"))
    text = read(head(1, "5 Vedlegg"), para("x"), head(1, name), log, head(2, "Mer"), head(1, "7 Annet"))
    assert text.markdown == "## 5 Vedlegg\n\nx\n\n## 7 Annet\n"
    (said,) = text.notes
    assert (said.kind, said.place) == (NoteKind.LEFT_OUT, name)


def test_bold_lines_are_headings_only_where_that_is_sure() -> None:
    """A number makes one, and so does the text in force; of the rest the editor is told."""
    text = read(
        para(strong("1 Formål")),
        para("Tekst med ", strong("fet"), "."),
        para(strong("Oppgaver")),
        para(strong("Uvisst")),
        para(strong("Dette er viktig.")),
        known=GUIDELINE,
    )
    assert text.markdown == "## 1 Formål\n\nTekst med **fet**.\n\n#### Oppgaver\n\n**Uvisst**\n\n**Dette er viktig.**\n"
    assert [what.rpartition(": ")[2] for what in noted(text)] == ["«Oppgaver»", "«1 Formål»", "«Uvisst»"]


def test_without_any_heading_the_numbers_make_them() -> None:
    """Where all is plain text, lines with the number that comes next are headings; with one style they are not."""
    lines = [para("1. Formål"), para("1.1 Om"), para("7 Kommuner"), para("2 Oppgaver"), para("3 Dette er en setning.")]
    text = read(*lines)
    assert [line for line in text.markdown.split("\n") if line.startswith("#")] == [
        "## 1 Formål",
        "### 1.1 Om",
        "## 2 Oppgaver",
    ]
    assert "er gjort til overskrifter" in noted(text)[0]
    assert "# " not in read(para("x"), head(1, "A"), head(1, "B"), *lines).markdown.replace("## A", "").replace(
        "## B", ""
    )


def test_a_number_that_two_points_have_is_told() -> None:
    """A point was put in, and the numbers after it were not written anew."""
    text = read(head(1, "1 Mål"), head(2, "1.1 Nytt"), head(2, "1.1 Om"), head(1, "2 Mer"), head(2, "1.2 Slik"))
    told = [what for what in noted(text) if "nummeret" in what]
    assert told == ["Flere punkter har nummeret 1.1. Rett numrene, så henvisninger finner fram: «1.1 Nytt», «1.1 Om»"]


def test_a_blank_stands_after_the_number_of_a_heading() -> None:
    """Some type one there that keeps number and words on one line."""
    assert read(head(1, "1\u00a0Mål"), head(1, "2.\u00a0A")).markdown == "## 1 Mål\n\n## 2 A\n"


@pytest.mark.parametrize(
    ("published", "wanted"), [("", "## 1 Mål"), ("## 1 Mål\n", "## 1 Mål"), ("## 1. Mål\n", "## 1. Mål")]
)
def test_numbers_are_written_as_in_the_text_in_force(published: str, wanted: str) -> None:
    """Word counts with or without a full stop; a change of that alone is no change."""
    assert (
        read(para("x"), head(1, "1. Mål"), head(1, "2. A"), known=Known(body=published)).markdown.split("\n")[2]
        == wanted
    )


def footnote(*blocks: Node) -> Node:
    return node("Note", list(blocks))


def test_footnotes_become_a_last_section_with_links_that_lead_there() -> None:
    """The anchors are those that the site gives the items."""
    text = read(
        head(1, "1 A"), para("Ordet", footnote(para("Første.")), " og mer", footnote(para("Andre."), para("Avsnitt.")))
    )
    assert text.markdown == (
        "## 1 A\n\nOrdet ([note 1](#pkt-noter-nr-1)) og mer ([note 2](#pkt-noter-nr-2))\n\n"
        "## Noter\n\n1. Første.\n2. Andre.\n\n    Avsnitt.\n"
    )
    assert {"pkt-noter-nr-1", "pkt-noter-nr-2"} <= set(render(text.markdown).anchors)
    assert [n.kind for n in text.notes] == [NoteKind.READ]


def test_footnotes_go_on_after_notes_that_are_there() -> None:
    """A text that has been imported before keeps its numbers."""
    notes = [head(1, "Noter"), numbers([para("Gammel.")])]
    text = read(head(1, "1 A"), para("Ny", footnote(para("Ny note.")), " og gammel"), *notes)
    assert text.markdown.endswith("Ny ([note 2](#pkt-noter-nr-2)) og gammel\n\n## Noter\n\n1. Gammel.\n2. Ny note.\n")


def test_a_footnote_of_a_heading_is_told() -> None:
    """A heading has no links on the site."""
    text = read(head(1, ["1 Mål", footnote(para("Se loven."))]), para("x"))
    assert "hører til en overskrift" in noted(text)[0]
    assert text.markdown.endswith("## Noter\n\n1. Se loven.\n")


def test_links_inside_the_text_lead_to_the_anchors_of_the_site() -> None:
    """What Word calls a bookmark is the heading it stands at."""
    text = markdown(head(1, "1 A", "a"), para("Se ", link("punkt 2", "#b%C3%A5t"), "."), head(1, "2 B", "båt"))
    assert "[punkt 2](#pkt-2)" in text


@pytest.mark.parametrize(
    "address", ["#_Ref123", "file:///c:/avtale.docx", "../Vedlegg%201.docx", "javascript:alert(1)"]
)
def test_links_that_lead_nowhere_become_text(address: str) -> None:
    """Their words stay, and the report names them."""
    text = read(head(1, "1 A"), para("Se ", link("vedlegget", address), "."))
    assert text.markdown == "## 1 A\n\nSe vedlegget.\n"
    assert "lenke" in noted(text)[0]


def test_links_to_anchors_that_the_site_has_are_kept() -> None:
    """An exported text comes back as it was."""
    text = markdown(head(1, "1 A"), bullets([para("x")]), para(link("her", "#pkt-1-strek-1")))
    assert "[her](#pkt-1-strek-1)" in text


def test_an_empty_file_is_an_empty_text() -> None:
    """Nothing is made of nothing."""
    assert read().markdown == ""
