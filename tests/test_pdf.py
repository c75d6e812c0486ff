"""A text as PDF: what is seen, what is heard, what the archive asks for, and that nothing is fetched."""

import base64
import re
import subprocess
import sys
from html import unescape
from itertools import pairwise

import pikepdf
import pytest
from history_corpus import context, document, guideline, version, version_of
from pdf_reading import Reading, Tag

from avtaleverk.engines.pdf import Made, made, pdf_of
from avtaleverk.exports.paper import difference_paper, version_paper
from avtaleverk.exports.pdf import html_of

_ROWS = "\n".join(f"| {n} | Hva organ {n} gjør i Kárášjohka og Ŋ |" for n in range(1, 61))
BODY = f"""\
Partene har sluttet seg til avtalen. Se [vedtaket](https://vedtak.example/a?b=1&c=2), [hjelpa](/hjelp/) og [ingenting](#finnes-ikke).

## 1 Formål

Avtalen bygger på helse- og omsorgstjenesteloven § 6-2. Se punkt 2.1 og retningslinje 2.

1. Første ledd
2. Andre ledd
4. Fjerde ledd, for tredje er opphevet
    - *Innrykket* og **fet**

æ) bokstaven æ

å) bokstaven å

## 2 Organer

### 2.1 Tabellen

| Nivå | Organ |
|---|---|
{_ROWS}

![Et kart](kart.png)

![Et bilde som ikke finnes](borte.png)

### 2.2 Begreper

Organ
:   Den som kan bestemme noe.

> Et sitat.

{"Ansvaret ligger hos partene, og <script>alert(1)</script> er tegn som alle andre. " * 30}

### 2.3 Til slutt

Slutt.
"""
OLD = version("1.0", BODY, changes="Første utgave", valid_from=None)
GUIDELINE = guideline(OLD, title='Prøve & "prøving" <b>')
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def pictures(path: str) -> str:
    known = path == "retningslinjer/09-prove/kart.png"
    return f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}" if known else ""


def clean_html() -> str:
    ctx = context(GUIDELINE, document())
    return html_of(ctx, version_paper(ctx, GUIDELINE, OLD))


@pytest.fixture(scope="module")
def clean() -> Made:
    """Return a version for the archive."""
    return made(clean_html(), archive=True, pictures=pictures)


@pytest.fixture(scope="module")
def marked() -> Made:
    """Return what changed from 1.1 to 2.0 of guideline 2."""
    ctx = context()
    return made(html_of(ctx, difference_paper(ctx, document(), version_of("1.1"), version_of("2.0"))))


@pytest.fixture(scope="module")
def clean_reading(clean: Made) -> Reading:
    return Reading(clean.data)


@pytest.fixture(scope="module")
def marked_reading(marked: Made) -> Reading:
    return Reading(marked.data)


@pytest.fixture(scope="module", params=["clean", "marked"])
def reading(request: pytest.FixtureRequest) -> Reading:
    return Reading(request.getfixturevalue(request.param).data)


def squeezed(words: str) -> str:
    """Return words without what the end of a line does to them."""
    return re.sub(r"[\s\u00ad]+", "", words)


def the_text(found: Reading) -> str:
    return squeezed("".join(part.text for part in found.root.find("Part")))


def test_nothing_goes_wrong_on_the_way(clean: Made, marked: Made) -> None:
    """Every style is known, every letter and picture found; the one picture that is not there is told of."""
    assert marked.faults == ()
    assert [f for f in clean.faults if "borte.png" not in f] == []
    assert len(clean.faults) == 1


def test_the_file_says_what_it_is(reading: Reading) -> None:
    """A screen reader needs the language, the title, and tags; a reader of PDF shows the title and not the name of the file."""
    root = reading.pdf.Root
    assert root.Lang == "nb"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert "Retningslinje" in str(reading.pdf.docinfo.Title)
    assert "<pdfuaid:part>1</pdfuaid:part>" in reading.xmp
    assert all(page.Tabs == "/S" for page in reading.pdf.pages)


def test_the_archive_gets_what_it_can_keep(clean_reading: Reading, marked_reading: Reading) -> None:
    """PDF/A-2a says so, explains what it says besides, and brings its colours; other files do not claim it."""
    root = clean_reading.pdf.Root
    assert "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>" in clean_reading.xmp
    assert "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" in clean_reading.xmp
    assert root.OutputIntents[0].S == "/GTS_PDFA1"
    assert len(root.OutputIntents[0].DestOutputProfile.read_bytes()) > 500
    assert "/Filter" not in root.Metadata
    assert "/ID" in clean_reading.pdf.trailer
    assert all(int(link.F) == 4 for page in clean_reading.pdf.pages for link in page.get("/Annots", []))
    assert "pdfaid" not in marked_reading.xmp


def test_titles_are_told_as_they_are_written(clean_reading: Reading) -> None:
    """Signs that mean something to HTML or XML stay signs, in the title, the text and what the file says of itself."""
    with clean_reading.pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == 'Retningslinje 9 Prøve & "prøving" <b> – Versjon 1.0'
        assert xmp["dc:creator"] == ["Helsefellesskapet i Prøvefylket"]
    assert clean_reading.root.find("H1")[0].text == 'Prøve & "prøving" <b>'
    assert "<script>alert(1)</script>" in the_text(clean_reading)


def test_every_letter_can_be_read_out_and_is_in_the_file(reading: Reading) -> None:
    """Fonts are embedded, each letter known by its code, and there is none but our own."""
    for page in reading.pdf.pages:
        for font in page.Resources.Font.values():
            below = font.DescendantFonts[0]
            assert "/ToUnicode" in font
            assert "/FontFile2" in below.FontDescriptor or "/FontFile3" in below.FontDescriptor
            assert "Source-Sans-Pro" in str(below.BaseFont)


def test_nothing_in_the_file_can_run_or_reach_out(reading: Reading) -> None:
    """A link to a page is the only thing that leads anywhere."""
    for thing in reading.pdf.objects:
        if isinstance(thing, pikepdf.Dictionary):
            assert not {"/JS", "/JavaScript", "/OpenAction", "/AA", "/Launch", "/EmbeddedFile"} & set(thing.keys())
            assert thing.get("/S") not in {"/JavaScript", "/Launch", "/GoToR", "/SubmitForm"}
            assert thing.get("/S") != "/URI" or str(thing.URI).startswith(("https://", "mailto:"))


def test_what_is_heard_is_the_text_in_its_order(clean_reading: Reading) -> None:
    """Numbers and letters of items, tables, terms and quotations come where the text has them, and nothing is lost."""
    html = re.sub(r'<img [^>]*?alt="(Et bilde [^"]*)[^>]*>', r"\1", context().texts.of(BODY).html)
    shown = re.sub(r"<!--.*?-->|<[^>]+>", "", html.replace("<li", "–<li"))
    numbers = re.compile(r"–|^\d\.|[æå]\)")
    wanted = squeezed(unescape(shown)).replace("–", "")
    first, again = "NivåOrgan", the_text(clean_reading)
    heard = again.replace(first, "").replace("2.1Tabellen", f"2.1Tabellen{first}")
    for mark in ("1.Første", "2.Andre", "4.Fjerde", "–Innrykket", "æ)bokstaven", "å)bokstaven"):
        assert mark in heard
        heard = heard.replace(mark, numbers.sub("", mark))
    assert heard == wanted


def test_heads_and_feet_are_seen_and_not_heard(reading: Reading) -> None:
    """What stands on every page would be read out in the middle of sentences; all else drawn as text is in the structure."""
    assert "Side 2 av" in reading.seen(1)
    assert "Side" not in "".join(p.text for p in reading.root.find("Part"))
    assert [words for page in reading.words for words in page.values()] == []


def test_bookmarks_are_the_headings(clean_reading: Reading, marked_reading: Reading) -> None:
    """The list at the side leads through the text, each heading at its level and in the words that will stand."""
    assert clean_reading.bookmarks == [
        (1, 'Prøve & "prøving" <b>'), (2, "1 Formål"), (2, "2 Organer"), (3, "2.1 Tabellen"), (3, "2.2 Begreper"),
        (3, "2.3 Til slutt"), (2, "Versjonslogg"),
    ]  # fmt: skip
    headings = [tag.text.strip() for tag in clean_reading.root.find("H1", "H2", "H3")]
    assert headings == [words for _, words in clean_reading.bookmarks]
    clauses = [c.label for c in context().text(version_of("2.0")).clauses]
    text = [words for _, words in marked_reading.bookmarks[2:-1]]
    assert text == clauses


def test_tables_tell_what_their_cells_are(clean_reading: Reading) -> None:
    """Each heading says whether it is that of a column or of a row, and columns are headed anew on each page."""
    tables = [t for part in clean_reading.root.find("Part") for t in part.find("Table")]
    assert len(tables) > 1
    for table in tables:
        heads = table.find("TH")
        assert [squeezed(h.text) for h in heads] == ["Nivå", "Organ"]
        assert {h.attributes["/Scope"] for h in heads} == {"/Column"}
    facts = clean_reading.root.find("Table")[0]
    assert {h.attributes["/Scope"] for h in facts.find("TH")} == {"/Row"}
    assert "/ID" not in clean_reading.root.find("TH")[0].attributes


def test_lists_are_lists(clean_reading: Reading) -> None:
    """An item has its mark and its words, a list within it is heard as one."""
    items = [i for part in clean_reading.root.find("Part") for i in part.find("LI")]
    marks = [squeezed(label.text) for i in items for label in i.find("Lbl")]
    assert marks[:6] == ["1.", "2.", "4.", "–", "æ)", "å)"]
    assert all(kid.name in {"Lbl", "LBody"} for i in items for kid in i.kids if isinstance(kid, Tag))


def test_links_are_called_by_their_words(clean_reading: Reading) -> None:
    """A link tells where it leads in words; what leads nowhere is words alone."""
    links = {str(link.Contents): link for tag in clean_reading.root.find("Link") for link in tag.links}
    assert str(links["vedtaket"].A.URI) == "https://vedtak.example/a?b=1&c=2"
    assert str(links["hjelpa"].A.URI) == "https://prove.example/hjelp/"
    assert str(links["retningslinje 2"].A.URI) == "https://prove.example/retningslinjer/2/"
    assert str(links["helse- og omsorgstjenesteloven § 6-2"].A.URI).startswith("https://lovdata.no/")
    assert str(links["punkt 2.1"].Dest) == "pkt-2-1"
    assert clean_reading.anchor_page("pkt-2-1")
    assert "ingenting" not in links


def test_pictures_are_of_the_folder_alone(clean_reading: Reading) -> None:
    """A picture is described; one that cannot be had is its words, wherever it would be fetched."""
    things = [t for t in clean_reading.pdf.objects if isinstance(t, pikepdf.Dictionary | pikepdf.Stream)]
    assert {str(t.Alt) for t in things if t.get("/S") == "/Figure"} == {"Et kart", "Et bilde som ikke finnes"}
    pictured = [t for t in things if t.get("/Subtype") == "/Image"]
    assert len([t for t in pictured if "/SMask" in t]) == 1
    assert not any(t.get("/Interpolate") for t in pictured)
    assert squeezed("Et bilde som ikke finnes") in the_text(clean_reading)


def test_marks_are_heard(marked_reading: Reading) -> None:
    """Who cannot see red hears what came and what went, in words before it."""
    text = the_text(marked_reading)
    assert "innenlagttil:12slettet:24timer" in text or "innenslettet:24lagttil:12timer" in text
    labels = [squeezed(tag.text) for part in marked_reading.root.find("Part") for tag in part.find("P")]
    assert "Nyttavsnitt" in labels or "Nyttpunkt" in labels or "Slettetpunkt" in labels


def test_the_list_of_changes_tells_the_page_of_each(marked_reading: Reading) -> None:
    """The number beside a change is that of the page on which its mark stands."""
    table = next(t for t in marked_reading.root.find("Table") if "Ord inn" in t.text)
    rows = [row for row in table.find("TR") if row.find("Link")]
    assert rows
    for row in rows:
        (link,) = row.find("Link")[0].links
        assert int(row.find("TD")[-1].text) == marked_reading.anchor_page(str(link.Dest))
    points = [row.find("TH")[0].text for row in rows]
    assert points == ["Punkt 2", "Tidligere punkt 3", "Punkt 3", "Punkt 4", "Punkt 5"]


def test_no_heading_ends_a_page(reading: Reading) -> None:
    """A heading stands with what it heads."""
    blocks = [t for t in reading.root.find("H1", "H2", "H3", "H4", "P", "LI", "TR") if t.text.strip()]
    for one, following in pairwise(blocks):
        if one.name.startswith("H"):
            assert one.first_page == following.first_page, one.text


def test_equal_texts_give_equal_files(clean: Made) -> None:
    """A file follows from its text alone: not from the clock, from what was made before, or from the order of a set."""
    assert pdf_of(clean_html(), archive=True, pictures=pictures) == clean.data
    script = (
        "import sys; sys.path.insert(0, 'tests'); import test_pdf as t; "
        "from avtaleverk.engines.pdf import pdf_of; "
        "sys.stdout.buffer.write(pdf_of(t.clean_html(), archive=True, pictures=t.pictures))"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, env={"PYTHONHASHSEED": "7", "PATH": "/usr/bin"}
    )
    assert found.stdout == clean.data
