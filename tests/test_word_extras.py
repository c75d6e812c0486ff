"""What a Word file holds beside its text: what is kept of it, what is left out, and that it is said."""

from dataclasses import dataclass, field

import pytest
from word_files import (
    BULLETS,
    DECIMAL,
    KARI,
    NAMES,
    PER,
    STYLES,
    gone,
    ins,
    item,
    par,
    row,
    run,
    shown,
    table,
    word_file,
)

from avtaleverk.word import notes as notes_of_readings
from avtaleverk.word.names import w
from avtaleverk.word.package import opened
from avtaleverk.word.reading import read_word


@dataclass(frozen=True, slots=True)
class Case:
    """A body, what it says before and after, and words that the notes must hold, with their kind."""

    body: str
    old: list[str]
    new: list[str] | None = None
    notes: tuple[tuple[str, str], ...] = ()
    more: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    numbering: str = ""


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def formula(code_text: str, shown_text: str) -> str:
    return mark("begin") + code(code_text) + mark("separate") + run(shown_text) + mark("end")


def notes(*texts: str) -> str:
    inner = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>{t if t.startswith("<") else run(t)}</w:p></w:footnote>'
        for n, t in enumerate(texts, 2)
    )
    return f"<w:footnotes {NAMES}>{inner}</w:footnotes>"


def reference(n: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{n}"/></w:r>'


def box(content: str) -> str:
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>'
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent>"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


COMMENTS = (
    f'<w:comments {NAMES}><w:comment w:id="4" w:author="Per Li">{par("Er dette avklart?")}</w:comment></w:comments>'
)
TOC_STYLES = '<w:style w:type="paragraph" w:styleId="INNH1"><w:name w:val="toc 1"/></w:style>'
DELETED, INSERTED = f"<w:del {KARI}/>", f"<w:ins {KARI}/>"

CASES = {
    "comments are reported with their author, and the text is kept": Case(
        par("Formål", "Overskrift1")
        + par('<w:commentRangeStart w:id="4"/>' + run("Tekst.") + '<w:commentRangeEnd w:id="4"/><w:r>'
              '<w:commentReference w:id="4"/></w:r>'),
        ["# Formål", "Tekst."],
        notes=(("utelatt", "Kommentar fra Per Li: «Er dette avklart?»"),),
        more={"comments": COMMENTS},
    ),
    "headers and footers are reported": Case(
        par("Tekst."),
        ["Tekst."],
        notes=(("utelatt", "Toppteksten er ikke tatt med: «Retningslinje 5»"), ("utelatt", "Bunnteksten")),
        more={
            "header": f"<w:hdr {NAMES}>{par('Retningslinje 5')}</w:hdr>",
            "footer": f"<w:ftr {NAMES}>{par('Side 1')}</w:ftr>",
        },
    ),
    "a table of contents is left out": Case(
        control(
            par("Innhold", "Overskrift1") + par("1 Formål 2", "INNH1"),
            '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
        )
        + par("Formål", "Overskrift1"),
        ["# Formål"],
        notes=(("utelatt", "Innholdsfortegnelsen"),),
    ),
    "lines of a table of contents without its frame are left out": Case(
        par("Innhold", "Overskrift1")
        + par(mark("begin") + code('TOC \\o "1-3"') + mark("separate") + run("1 Formål 2"), "INNH1")
        + par(mark("end"))
        + par("Formål", "Overskrift1"),
        ["# Formål"],
        notes=(("utelatt", "Innholdsfortegnelsen"),),
    ),
    "what our own files frame is not text": Case(
        control(par("Retningslinje 5", "Tittel") + par("Versjon 1.0"), '<w:tag w:val="avtaleverk:ramme"/>') + par("Tekst."),
        ["Tekst."],
    ),
    "a text box becomes a paragraph after the one it hangs on": Case(
        par(run("Før.") + box(par("I boksen."))) + par("Etter."),
        ["Før.", "I boksen.", "Etter."],
        notes=(("usikkert", "En tekstboks er borte"),),
    ),
    "two text boxes on one paragraph keep their order": Case(
        par(run("Før.") + box(par("En.")) + box(par("To."))), ["Før.", "En.", "To."], notes=(("usikkert", "«En.»"),)
    ),
    "a change in a text box": Case(
        par(run("Før.") + box(par(run("I ") + ins(run("den nye ")) + run("boksen.")))),
        ["Før.", "I boksen."],
        ["Før.", "I den nye boksen."],
        notes=(("usikkert", "tekstboks"),),
    ),
    "a text box that is inserted": Case(
        par(run("Før.") + ins(box(par("I boksen.")))),
        ["Før."],
        ["Før.", "I boksen."],
        notes=(("usikkert", "tekstboks"),),
    ),
    "hidden text is left out": Case(
        par(run("Synlig.") + run(" Skjult.", "<w:vanish/>")), ["Synlig."], notes=(("utelatt", "Skjult tekst"),)
    ),
    "what a field shows is text": Case(
        par(run("Se pkt. ") + formula("REF _Ref1 \\h", "2.1") + run(".")), ["Se pkt. 2.1."]
    ),
    "a field inside the code of another is not shown": Case(
        par(mark("begin") + code("IF ") + formula("DATE", "3. mai") + code(' = "x"') + mark("separate") + run("ja") + mark("end")),
        ["ja"],
    ),
    "a number that a field counts is asked for": Case(
        par(mark("begin") + code("AUTONUMLGL") + mark("end") + run("Formål")),
        ["Formål"],
        notes=(("usikkert", "Et nummer som Word regner ut i et felt"),),
    ),
    "a field that is never ended keeps its text": Case(
        par(mark("begin") + code("REF x") + mark("separate") + run("2.1")) + par("Mer."), ["2.1", "Mer."]
    ),
    "a field that never shows anything takes no text with it": Case(
        par(mark("begin") + code("REF x") + run("2.1")) + par("Mer."), ["2.1", "Mer."]
    ),
    "a changed result of a field": Case(
        par(mark("begin") + code("REF x") + mark("separate") + gone(run("2.1")) + ins(run("2.2")) + mark("end")),
        ["2.1"],
        ["2.2"],
    ),
    "a link by relation": Case(
        par(run("Se ") + f'<w:hyperlink r:id="a">{run("loven")}</w:hyperlink>'),
        ["Se [loven](https://lovdata.no)"],
        links={"a": "https://lovdata.no"},
    ),
    "a link by field": Case(
        par(run("Se ") + formula('HYPERLINK "https://lovdata.no"', "loven") + run(".")), ["Se [loven](https://lovdata.no)."]
    ),
    "a link by field to a part of a page, as LibreOffice writes it": Case(
        par(formula('HYPERLINK "https://a.example/x/" \\l "pkt-2"', "punkt 2")), ["[punkt 2](https://a.example/x/#pkt-2)"]
    ),
    "a link by field that our own files give to a reference": Case(
        par(mark("begin") + code('HYPERLINK "https://a.example/x/" \\l "pkt-2"') + mark("separate")
            + run("punkt 2", '<w:rStyle w:val="Henvisning"/>') + mark("end")),
        ["punkt 2"],
    ),
    "the sign that LibreOffice leaves in a row that was added": Case(
        "<w:tbl><w:tblPr/>" + row("1", "En") + row(par(ins(run("2\u200d"))), par(ins(run("To"))), properties=f"<w:ins {KARI}/>")
        + "</w:tbl>",
        ["| 1 | En |"],
        ["| 1 | En |", "| 2 | To |"],
    ),
    "a link that is put around words": Case(
        par(ins(f'<w:hyperlink w:anchor="p2">{run("her")}</w:hyperlink>') + gone(run("der"))), ["der"], ["[her](#p2)"]
    ),
    "a link without any address is its text": Case(par(f"<w:hyperlink>{run('her')}</w:hyperlink>"), ["her"]),
    "footnotes are kept, and changes in them resolved": Case(
        par(run("Tekst") + reference(2) + run(".")),
        ["Tekst[^Gammel note]."],
        ["Tekst[^Ny note]."],
        more={"footnotes": notes(ins(run("Ny")) + gone(run("Gammel")) + run(" note"))},
    ),
    "an inserted footnote is on the new side only": Case(
        par(run("Tekst") + ins(reference(2)) + run(".")), ["Tekst."], ["Tekst[^Note]."], more={"footnotes": notes("Note")}
    ),
    "a footnote in a deleted sentence": Case(
        par(run("En.") + gone(run(" To") + reference(2) + run("."))),
        ["En. To[^Note]."],
        ["En."],
        more={"footnotes": notes("Note")},
    ),
    "a heading by a Norwegian name of its style": Case(par("Formål", "O2"), ["## Formål"]),
    "a line across the page is kept": Case(
        par("En.") + par("", properties='<w:pBdr><w:bottom w:val="single"/></w:pBdr>') + par("To."),
        ["En.", "---", "To."],
    ),
    "a line across the page as Word draws it is kept": Case(
        par("En.") + par('<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>') + par("To."), ["En.", "---", "To."]
    ),
    "a quotation after a list is not of the list": Case(
        item("En") + par("Sitat.", "Sitat", '<w:ind w:left="720"/>'), ["* En", "Sitat."], numbering=BULLETS
    ),
    "page breaks are left out": Case(
        par(run("En.")) + par('<w:r><w:br w:type="page"/></w:r>') + par("To."),
        ["En.", "To."],
        notes=(("utelatt", "Sideskift er ikke tatt med: 1"),),
    ),
    "a line break is kept": Case(par(run("En,") + "<w:r><w:br/></w:r>" + run("to.")), ["En,\nto."]),
    "an embedded sheet is left out": Case(
        par(run("Tekst.") + "<w:r><w:object/></w:r>"), ["Tekst."], notes=(("utelatt", "innebygd objekt"),)
    ),
    "a document inside the document is reported": Case(
        par("Tekst.") + '<w:altChunk r:id="x"/>', ["Tekst."], notes=(("usikkert", "inne i dokumentet"),)
    ),
    "a form field that nobody filled in is left out": Case(
        par(run("Navn: ") + control(run("Skriv her"), "<w:showingPlcHdr/>")),
        ["Navn: "],
        notes=(("utelatt", "ikke er fylt ut: «Skriv her»"),),
    ),
    "a form field that is filled in is text": Case(par(run("Navn: ") + control(run("Vestby"))), ["Navn: Vestby"]),
    "the title stands apart": Case(
        par("Retningslinje 5", "Tittel") + par("Formål", "Overskrift1") + par("Tekst."), ["# Formål", "Tekst."]
    ),
    "a title further down heads a part of the text": Case(
        par("Retningslinje 5", "Tittel") + par("Tekst.") + par("Vedlegg", "Tittel") + par("Mer."),
        ["Tekst.", "# Vedlegg", "Mer."],
    ),
    "a diagram is left out": Case(
        par(run("Tekst.") + "<w:r><w:drawing><a:graphic/></w:drawing></w:r>"),
        ["Tekst."],
        notes=(("utelatt", "En tegning eller et diagram"),),
    ),
    "a heading by its outline level alone": Case(
        par("Formål", properties='<w:outlineLvl w:val="1"/>') + par("Tekst."), ["## Formål", "Tekst."]
    ),
    "a heading style that is taken out of the outline is text": Case(
        par("Merk", "Overskrift1", '<w:outlineLvl w:val="9"/>') + par("Tekst."), ["Merk", "Tekst."]
    ),
    "a style that is based on a heading is one": Case(
        par("Formål", "Kapittel"), ["# Formål"]
    ),
    "a heading that is bold besides": Case(par(run("Formål", "<w:b/>"), "Overskrift1"), ["# Formål"]),
    "a smart tag and a language direction are only around text": Case(
        par(f'<w:smartTag w:element="x"><w:smartTagPr/>{run("Vestby")}</w:smartTag><w:bdo w:val="ltr">{run(" kommune")}</w:bdo>'),
        ["Vestby kommune"],
    ),
    "two authors in one sentence": Case(
        par(run("Vi ") + ins(run("skal "), KARI) + gone(run("kan "), PER) + ins(run("nok ") + gone(run("vel "), KARI), PER)
            + run("gå.")),
        ["Vi kan gå."],
        ["Vi skal nok gå."],
    ),
    "two authors at one paragraph mark": Case(
        par(run("En. "), mark=f"<w:ins {KARI}/><w:del {PER}/>") + par("To."), ["En. To."], ["En. To."]
    ),
    "a nested table": Case(
        table(["A", par("B") + table([par(ins(run("x")))]) + par("")]), ["| A | B / |  | /  |"], ["| A | B / | x | /  |"]
    ),
    "a paragraph under an item goes with it": Case(
        item("En") + par("Mer om en.", "Listeavsnitt", '<w:ind w:left="720"/>') + item("To"),
        ["* En", "  & Mer om en.", "* To"],
        numbering=BULLETS,
    ),
    "a list that is split by an inserted item": Case(
        item("En") + item(ins(run("Ny")), mark=INSERTED) + item("To"),
        ["+ 1. En", "+ 2. To"],
        ["+ 1. En", "+ 2. Ny", "+ 3. To"],
        numbering=DECIMAL,
    ),
    "an item that is joined with the next": Case(
        item("En ", mark=DELETED) + item("to"), ["+ 1. En ", "+ 2. to"], ["+ 1. En to"], numbering=DECIMAL
    ),
    "an item that is moved": Case(
        item(f"<w:moveFrom {KARI}>{run('En')}</w:moveFrom>", mark=f"<w:moveFrom {KARI}/>")
        + item("To")
        + item(f"<w:moveTo {KARI}>{run('En')}</w:moveTo>", mark=f"<w:moveTo {KARI}/>")
        + par("Slutt."),
        ["+ 1. En", "+ 2. To", "Slutt."],
        ["+ 1. To", "+ 2. En", "Slutt."],
        numbering=DECIMAL,
    ),
}  # fmt: skip


@pytest.mark.parametrize("truth", CASES)
def test_what_is_not_text_is_left_out_and_reported(truth: str) -> None:
    """Both sides read as they should, and every note that matters is there with its kind."""
    case = CASES[truth]
    styles = (
        STYLES
        + TOC_STYLES
        + (
            '<w:style w:type="paragraph" w:styleId="Kapittel"><w:name w:val="Kapittel"/><w:basedOn w:val="Overskrift1"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="Sitat"><w:name w:val="Quote"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="O2"><w:name w:val="Overskrift 2"/></w:style>'
        )
    )
    reading = read_word(
        word_file(case.body, styles=styles, numbering=case.numbering, parts=case.more, links=case.links)
    )
    assert (shown(reading.old), shown(reading.new)) == (case.old, case.new or case.old)
    for kind, words in case.notes:
        assert any(note.kind == kind and words in note.what for note in reading.notes), reading.notes


def test_a_reading_knows_title_authors_and_days() -> None:
    """What the file says of itself goes into the proposal: who changed it, how often, and from when to when."""
    body = (
        par("Retningslinje 5", "Tittel")
        + par("Om varsling", "Undertittel")
        + par(ins(run("a"), PER) + gone(run("b"), KARI) + ins(run("c"), PER))
    )
    styles = STYLES + '<w:style w:type="paragraph" w:styleId="Undertittel"><w:name w:val="Subtitle"/></w:style>'
    reading = read_word(word_file(body, styles=styles))
    assert (reading.title, reading.subtitle) == ("Retningslinje 5", "Om varsling")
    assert [(a.name, a.count, a.first and a.first.isoformat()) for a in reading.authors] == [
        ("Per Li", 2, "2026-03-04"),
        ("Kari Vik", 1, "2026-03-01"),
    ]
    assert reading.has_marks
    assert not reading.has_red


def test_a_note_says_under_which_heading() -> None:
    """An editor who reads the report finds the place."""
    body = par("Formål", "Overskrift1") + par("a") + par("Varsling", "Overskrift1") + par(run("x", "<w:vanish/>"))
    (note,) = read_word(word_file(body)).notes
    assert note.place == "Varsling"


def test_a_list_in_a_footnote_is_a_list_of_its_own() -> None:
    """Its items point to a list that the clean file defines, and not to one of the text."""
    footnote = (
        f'<w:footnotes {NAMES}><w:footnote w:id="2">{par("Se:")}{item("a")}{item("b")}</w:footnote></w:footnotes>'
    )
    body = item("En") + par(run("Tekst") + reference(2))
    clean = opened(read_word(word_file(body, numbering=DECIMAL, parts={"footnotes": footnote})).new)
    used = [
        [e.get(w("val")) for e in clean.xml(f"word/{part}.xml").iter(w("numId"))] for part in ("document", "footnotes")
    ]
    assert used == [["1"], ["2", "2"]]
    assert {e.get(w("numId")) for e in clean.xml("word/numbering.xml").iter(w("num"))} == {"1", "2"}


def test_the_frame_of_our_own_files_is_no_place() -> None:
    """A heading in the frame is not where the text under it stands."""
    framed = control(par("Versjonslogg", "Overskrift1"), '<w:tag w:val="avtaleverk:ramme"/>')
    (note,) = read_word(word_file(framed + par(run("Synlig") + run("x", "<w:vanish/>")))).notes
    assert note.place == "Synligx"


def test_notes_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of a million oddities gives a report that can be read, and says that there is more."""
    monkeypatch.setattr(notes_of_readings, "MOST_NOTES", 3)
    found = read_word(word_file("".join(par(run(f"a{n}") + run("x", "<w:vanish/>")) for n in range(9)))).notes
    assert len(found) == 4
    assert "de 3 første" in found[-1].what


def test_a_title_in_our_own_frame_is_known() -> None:
    """A file that came from here bears its title in the frame that is no text."""
    framed = control(par("Retningslinje 5", "Tittel"), '<w:tag w:val="avtaleverk:ramme"/>')
    assert read_word(word_file(framed + par("Tekst."))).title == "Retningslinje 5"


def test_a_file_without_marks_has_one_text() -> None:
    """Where nothing is marked, both sides are the same bytes, and equal files give equal bytes."""
    data = word_file(par("Tekst."))
    reading = read_word(data)
    assert reading.old == reading.new == read_word(data).new
    assert not reading.has_marks
