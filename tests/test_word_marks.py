"""Tracked changes of every kind, accepted and rejected in the XML itself."""

import pytest
from lxml import etree

from avtaleverk.redline.pieces import Side
from avtaleverk.word.marks import has_marks, resolved
from avtaleverk.word.names import W, w
from avtaleverk.word.xml import Element

M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
BY = 'w:id="1" w:author="Kari" w:date="2026-01-01T10:00:00Z"'
STYLE = '<w:pPr><w:pStyle w:val="Etter"/></w:pPr>'


def run(text: str, properties: str = "", name: str = "t") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{name} xml:space="preserve">{text}</w:{name}></w:r>'


def ins(content: str) -> str:
    return f"<w:ins {BY}>{content}</w:ins>"


def gone(content: str) -> str:
    return f"<w:del {BY}>{content}</w:del>"


def paragraph(content: str, mark: str = "", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}<w:rPr>{mark}</w:rPr></w:pPr>{content}</w:p>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def body(xml: str) -> Element:
    return etree.fromstring(f'<w:body xmlns:w="{W}" xmlns:m="{M}">{xml}</w:body>')


def shown(element: Element) -> str:
    """Write a body the short way: paragraphs with «/», cells with «|», rows with «#», the style in brackets."""
    if element.tag == w("p"):
        style = element.find(f"{w('pPr')}/{w('pStyle')}")
        text = "".join(t.text or "" for t in element.iter(w("t"), w("instrText"), f"{{{M}}}t"))
        return text + (f"[{style.get(w('val'))}]" if style is not None else "")
    if element.tag == w("tc"):
        return "/".join(shown(p) for p in element if p.tag in {w("p"), w("tbl")})
    if element.tag == w("tr"):
        return "|".join(shown(c) for c in element.iterchildren(w("tc")))
    if element.tag == w("tbl"):
        return "#".join(shown(r) for r in element.iterchildren(w("tr")))
    return "/".join(shown(e) for e in element if e.tag in {w("p"), w("tbl"), w("sdt"), w("sdtContent")})


ONE, TWO = run("En."), run("To.")
CASES = {
    "inserted words": (paragraph(run("Vi ") + ins(run("skal ")) + run("gå.")), "Vi gå.", "Vi skal gå."),
    "deleted words": (paragraph(run("Vi ") + gone(run("kan ", name="delText")) + run("gå.")), "Vi kan gå.", "Vi gå."),
    "an insertion deleted by another is on neither side": (
        paragraph(run("Vi ") + ins(run("vil ") + gone(run("ikke ", name="delText"))) + run("gå.")),
        "Vi gå.",
        "Vi vil gå.",
    ),
    "a deletion around an insertion is on neither side": (
        paragraph(run("Vi ") + gone(run("må ", name="delText") + ins(run("nok "))) + run("gå.")),
        "Vi må gå.",
        "Vi gå.",
    ),
    "a deleted paragraph mark joins, and the mark that is left decides the style": (
        paragraph(ONE, f"<w:del {BY}/>", '<w:pStyle w:val="For"/>') + f"<w:p>{STYLE}{TWO}</w:p>",
        "En.[For]/To.[Etter]",
        "En.To.[Etter]",
    ),
    "an empty paragraph that is deleted after a heading leaves the heading": (
        paragraph(ONE, f"<w:del {BY}/>", '<w:pStyle w:val="For"/>') + f"<w:p>{STYLE}</w:p>",
        "En.[For]/[Etter]",
        "En.[For]",
    ),
    "an inserted paragraph mark splits": (
        paragraph(ONE, f"<w:ins {BY}/>") + paragraph(TWO),
        "En.To.",
        "En./To.",
    ),
    "an inserted paragraph": (
        paragraph(ONE) + paragraph(ins(run("Ny.")), f"<w:ins {BY}/>") + paragraph(TWO),
        "En./To.",
        "En./Ny./To.",
    ),
    "three deleted paragraphs in a row": (
        "".join(paragraph(gone(run(t)), f"<w:del {BY}/>") for t in "abc") + paragraph(TWO),
        "a/b/c/To.",
        "To.",
    ),
    "a chain of joined paragraphs keeps its order": (
        "".join(paragraph(run(t), f"<w:del {BY}/>") for t in "abc") + paragraph(run("d")),
        "a/b/c/d",
        "abcd",
    ),
    "a deleted paragraph before a table": (
        paragraph(gone(ONE), f"<w:del {BY}/>") + f"<w:tbl>{row(cell(paragraph(TWO)))}</w:tbl>",
        "En./To.",
        "To.",
    ),
    "a paragraph joins into the first one of a content control": (
        paragraph(ONE, f"<w:del {BY}/>") + f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(TWO)}</w:sdtContent></w:sdt>",
        "En./To.",
        "En.To.",
    ),
    "a whole paragraph that is new though its mark is not": (
        paragraph(ONE) + paragraph(ins(run("Ny."))) + paragraph(TWO),
        "En./To.",
        "En./Ny./To.",
    ),
    "the last paragraph of a cell": (
        f"<w:tbl>{row(cell(paragraph(ONE) + paragraph(ins(TWO), f'<w:ins {BY}/>')))}</w:tbl>",
        "En.",
        "En./To.",
    ),
    "a moved paragraph": (
        (
            f'<w:moveFromRangeStart {BY} w:name="f"/>{paragraph(f"<w:moveFrom {BY}>{ONE}</w:moveFrom>", f"<w:moveFrom {BY}/>")}'
            f'<w:moveFromRangeEnd w:id="1"/>{paragraph(TWO)}<w:moveToRangeStart {BY} w:name="f"/>'
            f'{paragraph(f"<w:moveTo {BY}>{ONE}</w:moveTo>", f"<w:moveTo {BY}/>")}<w:moveToRangeEnd w:id="1"/>'
            f"{paragraph(run('Tre.'))}"
        ),
        "En./To./Tre.",
        "To./En./Tre.",
    ),
    "an inserted row": (
        f"<w:tbl>{row(cell(paragraph(ONE)))}{row(cell(paragraph(ins(TWO))), properties=f'<w:ins {BY}/>')}</w:tbl>",
        "En.",
        "En.#To.",
    ),
    "a deleted row": (
        f"<w:tbl>{row(cell(paragraph(ONE)))}{row(cell(paragraph(gone(TWO))), properties=f'<w:del {BY}/>')}</w:tbl>",
        "En.#To.",
        "En.",
    ),
    "a deleted table": (
        paragraph(ONE) + f"<w:tbl>{row(cell(paragraph(gone(TWO))), properties=f'<w:del {BY}/>')}</w:tbl>",
        "En./To.",
        "En.",
    ),
    "an inserted cell and a deleted cell": (
        f"<w:tbl>{row(cell(paragraph(ONE), f'<w:cellDel {BY}/>'), cell(paragraph(TWO), f'<w:cellIns {BY}/>'))}</w:tbl>",
        "En.",
        "To.",
    ),
    "a change in a table in a cell": (
        f"<w:tbl>{row(cell(f'<w:tbl>{row(cell(paragraph(ins(ONE) + gone(TWO))))}</w:tbl>' + paragraph('')))}</w:tbl>",
        "To./",
        "En./",
    ),
    "a deleted link and an inserted one": (
        paragraph(f"<w:hyperlink>{gone(ONE)}</w:hyperlink>" + ins(f"<w:hyperlink>{TWO}</w:hyperlink>")),
        "En.",
        "To.",
    ),
    "a deleted field, code and all": (
        paragraph(run("Se ") + gone(run(" REF x ", name="delInstrText") + run("2.1", name="delText")) + run(".")),
        "Se  REF x 2.1.",
        "Se .",
    ),
    "a mark in a smart tag": (
        paragraph(f"<w:smartTag><w:smartTagPr/>{ins(ONE)}{gone(TWO)}</w:smartTag>"),
        "To.",
        "En.",
    ),
    "a formula whose own sign is deleted": (
        paragraph(
            f"<m:oMath><m:f><m:fPr><m:ctrlPr><w:rPr/><w:del {BY}><w:rPr/></w:del></m:ctrlPr></m:fPr>"
            "<m:num><m:r><m:t>1</m:t></m:r></m:num></m:f><m:r><m:t>x</m:t></m:r></m:oMath>"
        ),
        "1x",
        "x",
    ),
    "a former style": (
        (
            f'<w:p><w:pPr><w:pStyle w:val="Ny"/><w:pPrChange {BY}><w:pPr><w:pStyle w:val="Gml"/></w:pPr></w:pPrChange>'
            f"</w:pPr>{ONE}</w:p>"
        ),
        "En.[Gml]",
        "En.[Ny]",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_every_kind_of_change_is_accepted_and_rejected_as_word_does(name: str) -> None:
    """The old side reads as before the change, the new as after it, and no mark is left on either."""
    xml, old, new = CASES[name]
    for side, expected in ((Side.OLD, old), (Side.NEW, new)):
        result = resolved(body(xml), side)
        assert shown(result) == expected
        assert not has_marks(result)


def test_the_file_that_is_read_stays_as_it_was() -> None:
    """Both sides are made from one tree, so neither may touch it."""
    root = body(CASES["a moved paragraph"][0])
    before = etree.tostring(root)
    resolved(root, Side.OLD)
    assert etree.tostring(root) == before


def test_merged_cells_and_formatting_go_back_to_what_they_were() -> None:
    """Properties are restored whole: what was added goes, what was taken away comes back."""
    bold = run("x", f"<w:b/><w:rPrChange {BY}><w:rPr><w:i/></w:rPr></w:rPrChange>")
    merged = cell(paragraph(bold), f'<w:cellMerge {BY} w:vMerge="cont"/>')
    numbered = f'<w:p><w:pPr><w:numPr><w:numId w:val="1"/><w:ins {BY}/></w:numPr></w:pPr>{ONE}</w:p>'
    root = body(f"<w:tbl>{row(merged)}</w:tbl>{numbered}")
    found = {
        side: {name for name in ("b", "i", "vMerge", "numPr") if resolved(root, side).find(f".//{w(name)}") is not None}
        for side in Side
    }
    assert found == {Side.OLD: {"i"}, Side.NEW: {"b", "vMerge", "numPr"}}
