"""What a Word file has beside the words and marks of a text: frame, links, lists, pictures; and that a fault is seen."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx_papers import marked_file, marked_paper
from history_corpus import context, guideline, version

from avtaleverk.exports.docx import WordExportError, docx_of
from avtaleverk.exports.docx import check as checking
from avtaleverk.exports.docx.images import MOST_WIDE, image_of
from avtaleverk.exports.paper import Paper, version_paper
from avtaleverk.redline import compare
from avtaleverk.redline.pieces import Side
from avtaleverk.word.marks import resolved
from avtaleverk.word.names import w
from avtaleverk.word.package import opened
from avtaleverk.word.reading import read_word
from avtaleverk.word.xml import Element, value

TEXT = """## 1 Formål

Partene melder fra, se punkt 2.1 og helse- og omsorgstjenesteloven § 6-2.

## 2 Regler

### 2.1 Frist

Fristen er 24 timer.
"""
# One pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def clean_paper(body: str) -> Paper:
    """Return a body as a paper without marks."""
    made = version("1.0", body)
    document = guideline(made)
    return version_paper(context(document), document, made)


def body_of(data: bytes) -> Element:
    """Return the body of a Word file, frames and all."""
    package = opened(data)
    root = package.xml(package.main)
    assert root is not None
    return root[0]


def links_of(data: bytes) -> dict[str, str]:
    """Return where the words of each link lead: an address, or the name of a place in the file."""
    package = opened(data)
    outside = {r.id: r.target for r in package.relations(package.main)}
    found = {}
    for link in body_of(data).iter(w("hyperlink")):
        words = "".join(t.text or "" for t in link.iter(w("t")))
        target = next((outside[v] for k, v in link.attrib.items() if str(k).endswith("}id")), "")
        found[words] = target or f"#{link.get(w('anchor'))}"
    return found


def test_references_lead_to_points_and_laws() -> None:
    """«punkt 2.1» leads to the heading of that point, and a law to Lovdata; the file read back has no such links."""
    data = docx_of(clean_paper(TEXT))
    found = links_of(data)
    marks = {e.get(w("name")) for e in body_of(data).iter(w("bookmarkStart"))}
    assert found["punkt 2.1"].startswith("#")
    assert found["punkt 2.1"][1:] in marks
    assert "lovdata.no" in found["helse- og omsorgstjenesteloven § 6-2"]
    reading = read_word(data)
    assert "punkt 2.1" in "".join(t.text or "" for t in body_of(reading.new).iter(w("t")))
    assert links_of(reading.new) == {}


def test_what_is_not_the_text_lies_in_frames() -> None:
    """Title, facts, list of changes and version log are marked as what they are, and only they."""
    data = marked_file(TEXT, TEXT.replace("24", "48"))
    frames = [
        "".join(t.text or "" for t in control.iter(w("t")))
        for control in body_of(data).iter(w("sdt"))
        if value(control.find(w("sdtPr")), "tag") == "avtaleverk:ramme"
    ]
    assert len(frames) == 2
    assert "Endringer fra versjon 1.0 til versjon 1.1" in frames[0]
    assert "Punkt 2.1" in frames[0]
    assert "Versjonslogg" in frames[1]
    assert "Formål" not in "".join(frames)


def test_points_of_the_list_of_changes_lead_to_their_place() -> None:
    """Whoever reads that something changed in point 2.1 is one step from it."""
    data = marked_file(TEXT, TEXT.replace("24", "48"))
    marks = {e.get(w("name")) for e in body_of(data).iter(w("bookmarkStart"))}
    assert links_of(data)["Punkt 2.1"].removeprefix("#") in marks


def test_a_file_says_what_it_is() -> None:
    """Title, language and day stand in the file itself, and the day is that of the text."""
    paper = replace(clean_paper(TEXT), dated=date(2024, 9, 26))
    file = Document(io.BytesIO(docx_of(paper)))
    assert paper.title in file.core_properties.title
    assert file.core_properties.language == "nb-NO"
    assert file.core_properties.created is not None
    assert file.core_properties.created.date() == date(2024, 9, 26)


def test_a_text_in_sami_is_read_aloud_as_sami() -> None:
    """The language of the file is that of the text; what stands around it in bokmål says that it does."""
    styles = opened(docx_of(replace(clean_paper(TEXT), language="se"))).xml("word/styles.xml")
    assert styles is not None
    languages = {e.get(w("styleId"), "text"): value(e.find(w("rPr")), "lang") for e in styles.iter(w("style"))}
    default = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    assert value(default, "lang") == "se-NO"
    assert languages["FrameHeading"] == languages["FrameCell"] == "nb-NO"
    assert languages["Title"] is languages["Normal"] is None


def test_headings_have_the_levels_of_the_text() -> None:
    """The outermost point is Overskrift 1, so that the contents of Word show the points."""
    file = Document(io.BytesIO(docx_of(clean_paper(TEXT))))
    found = [(p.text, p.style.name) for p in file.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert found == [("1 Formål", "Heading 1"), ("2 Regler", "Heading 1"), ("2.1 Frist", "Heading 2")]


@pytest.mark.parametrize(
    ("text", "numbering"),
    [
        ("3. tre\n4. fire\n", [("decimal", "%1.", "3")]),
        ("1) en\n", [("decimal", "%1)", "1")]),
        ("c) ce\nd) de\n", [("lowerLetter", "%1)", "3")]),
        ("1. en\n2. to\n4. fire\n", [("decimal", "%1.", "1"), ("decimal", "%1.", "4")]),
        ("z) zet\næ) æ\n", [("lowerLetter", "%1)", "26"), ("none", "æ)", "1")]),
    ],
)
def test_lists_count_as_the_text_does(text: str, numbering: list[tuple[str, str, str]]) -> None:
    """A list begins where the text begins, leaps where it leaps, and writes a letter that Word cannot count as it is."""
    lists = opened(docx_of(clean_paper(text))).xml("word/numbering.xml")
    assert lists is not None
    levels = [abstract.find(w("lvl")) for abstract in lists.iter(w("abstractNum"))][1:]
    found = [(value(e, "numFmt"), value(e, "lvlText"), value(e, "start")) for e in levels]
    assert found == numbering


def test_a_table_in_the_middle_of_a_paragraph_is_no_fault() -> None:
    """Word cannot cut a paragraph by a table: the whole is gone, and both parts are new."""
    first, last = (
        "Kommunen melder fra innen et døgn når pasienten er klar.",
        "Sykehuset svarer samme dag og avtaler tid.",
    )
    whole, cut = f"{first} {last}", f"{first}\n\n| Hva | Når |\n|---|---|\n| svar | i dag |\n\n{last}"
    for old, new in ((whole, cut), (cut, whole)):
        assert docx_of(marked_paper(old, new))


def test_a_picture_is_in_the_file_with_its_words() -> None:
    """A picture that somebody has is shown with its words for who cannot see; one that nobody has is its words."""
    paper = clean_paper("![Kart over fylket](kart.png)\n")
    asked: list[str] = []

    def picture(path: str) -> bytes:
        asked.append(path)
        return PNG

    shown = docx_of(paper, picture)
    assert asked == [f"{paper.document.folder}/kart.png"]
    with zipfile.ZipFile(io.BytesIO(shown)) as archive:
        assert archive.read("word/media/bilde1.png") == PNG
        assert b'descr="Kart over fylket"' in archive.read("word/document.xml")
    assert "Kart over fylket" in "".join(t.text or "" for t in body_of(docx_of(paper)).iter(w("t")))


def test_a_picture_keeps_its_form_and_stays_on_the_page() -> None:
    """A wide picture is shrunk to the width of the text, and what is no picture is none."""
    wide = PNG[:16] + (2000).to_bytes(4) + (1000).to_bytes(4) + PNG[24:]
    found = image_of(wide)
    assert found is not None
    assert (found.width, found.height) == (MOST_WIDE, MOST_WIDE // 2)
    assert image_of(b"<svg/>") is None
    assert image_of(PNG[:20]) is None


def test_a_file_that_is_not_right_is_not_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in any step between text and file stops the file, and the message names the place."""

    def wrong(root: Element, side: Side) -> Element:
        found = resolved(root, side)
        next(t for t in found.iter(w("t")) if t.text == "Fristen er ").text = "Fristen var "
        return found

    monkeypatch.setattr(checking, "resolved", wrong)
    with pytest.raises(WordExportError, match="Fristen er"):
        marked_file.__wrapped__(TEXT, TEXT.replace("24", "48"))


def test_marks_of_another_pair_are_not_handed_out() -> None:
    """What the marks lead from and to is held against the texts themselves, not against what was written."""
    paper = marked_paper(TEXT, TEXT.replace("24", "48"))
    paper.redline.nodes[:] = compare(TEXT, TEXT.replace("24", "72")).nodes
    with pytest.raises(WordExportError, match="Fristen er"):
        docx_of(paper)
