"""A text as PDF: what is seen, what is heard, what the archive asks for, and that nothing is fetched."""

import base64
import importlib
import re
import subprocess
import sys
from html import unescape
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from history_corpus import DISCHARGE, context, document, guideline, version, version_of
from hypothesis import HealthCheck, Phase, given, settings
from pdf_reading import Reading, Tag
from redline_documents import pairs

from avtaleverk.engines.pdf import Made, made, pdf_of
from avtaleverk.engines.pdf_fetching import Fetcher
from avtaleverk.exports.paper import difference_paper, version_paper
from avtaleverk.exports.pdf import html_of
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.pages.catalogue import LANGUAGES, messages

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


def test_a_table_of_many_columns_stays_on_the_page() -> None:
    """However many columns a table has, none of it is lost at the edge of the paper."""
    cells = [f"Samhandlingskoordinatoren nummer {n}" for n in range(9)]
    body = f"| {' | '.join(cells)} |\n|{'---|' * 9}\n| {' | '.join(cells)} |"
    wide = guideline(version("1.0", body), version("2.0", body.replace("nummer 8", "nummer åtte")))
    ctx = context(wide)
    for paper in (version_paper(ctx, wide, wide.versions[0]), difference_paper(ctx, wide, *wide.versions)):
        read = Reading(pdf_of(html_of(ctx, paper)))
        margin = 30 / 25.4 * 72
        assert max(map(read.right_ends, range(len(read.words)))) < float(read.pdf.pages[0].MediaBox[2]) - margin + 0.5


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


@pytest.mark.parametrize(
    "address",
    ["https://fremmed.example/a.png", "file:///etc/passwd", "skrift:../../../etc/passwd", "/etc/passwd", "bilde:x"],
)
def test_nothing_is_fetched(address: str) -> None:
    """An address that is neither font nor picture of ours is refused, near or far."""
    html = f'<html lang="nb"><title>T</title><img src="{address}" alt="Ordene">'
    found = made(html)
    assert [fault for fault in found.faults if "Failed to load" in fault]
    assert Reading(found.data).root.text == "Ordene"


def test_pictures_outside_the_folder_are_refused() -> None:
    """A text cannot reach for what lies beside the folder, however it is written."""
    asked: list[str] = []

    def reading(path: str) -> str:
        asked.append(path)
        return ""

    ways = ("../../hemmelig.png", "a/../../hemmelig.png", "%2e%2e/hemmelig.png", "/etc/hemmelig.png", "a/../b.png")
    images = "".join(f'<img src="bilde:{way}" alt="Ord">' for way in ways)
    made(f'<html lang="nb"><title>T</title>{images}', pictures=reading)
    assert asked == ["b.png"]


# To make a failing text smaller takes minutes, and it is small enough to read.
@settings(
    max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)
@given(pairs())
def test_any_text_becomes_a_file(pair: tuple[str, str]) -> None:
    """Whatever Markdown holds, hostile text too, there is a file in which all that is drawn as text is heard."""
    old, new = pair
    both = guideline(version("1.0", old), version("2.0", new))
    ctx = context(both)
    for paper in (version_paper(ctx, both, both.versions[1]), difference_paper(ctx, both, *both.versions)):
        found = made(html_of(ctx, paper))
        read = Reading(found.data)
        assert read.root.find("H1")[0].text == "Prøve"
        assert [words for page in read.words for words in page.values()] == []
        # Letters of other scripts may be missing on a machine without fonts; nothing else may go wrong.
        assert [fault for fault in found.faults if "notdef" not in fault and "Failed to load image" not in fault] == []


def test_every_letter_of_ours_has_a_shape() -> None:
    """All that we say, and all letters of Norwegian and Sami, are in our own fonts: other machines have no others."""
    ours = "".join(text for language in LANGUAGES for text in messages(language).values())
    letters = set(f"{ours}æøåÆØÅáčđŋšŧžÁČĐŊŠŦŽ–«»…‐‑→§") - {"\n"}
    for cut in ("Regular", "Semibold", "Bold"):
        font = TTFont(BytesIO(Fetcher().fetch(f"skrift:SourceSansPro-{cut}.ttf").read()))
        assert {letter for letter in letters if ord(letter) not in font.getBestCmap()} == set()


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


def test_no_label_ends_a_page() -> None:
    """What is said of a paragraph, to be seen or only heard, stands with it."""
    paragraphs = [f"## {n} Nytt\n\n" + f"Partene deler ansvaret for dette punktet. {n}. " * n for n in range(3, 24)]
    long = guideline(version("1.0", "Før."), version("2.0", "\n\n".join(["Før.", *paragraphs])))
    ctx = context(long)
    read = Reading(pdf_of(html_of(ctx, difference_paper(ctx, long, *long.versions))))
    blocks = [tag for part in read.root.find("Part") for tag in part.find("P", "H2") if tag.text.strip()]
    labels = [pair for pair in pairwise(blocks) if squeezed(pair[0].text) in {"Nyttpunkt", "Nyttavsnitt"}]
    assert len(labels) > len(paragraphs)
    assert all(label.first_page == following.first_page for label, following in labels)


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


def test_another_language_is_said_of_the_text_alone() -> None:
    """The Sami text is read in Sami, and what stands around it in Norwegian."""
    sami = guideline(version("1.0", "## 1 Ulbmil\n\nSámegiella čállojuvvo đ, ŋ, š, ŧ ja ž."), language="se")
    ctx = context(sami)
    found = made(html_of(ctx, version_paper(ctx, sami, sami.versions[0])))
    read = Reading(found.data)
    assert found.faults == ()
    assert read.pdf.Root.Lang == "nb"
    assert [part.language for part in read.root.find("Part")] == ["se"]
    assert "đ,ŋ,š,ŧjaž" in the_text(read)


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where WeasyPrint or Pango is missing, the message says what to install."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.delitem(sys.modules, "avtaleverk.engines.pdf")
    with pytest.raises(AvtaleverkError, match=r"avtaleverk\[pdf\].*libpango-1\.0-0"):
        importlib.import_module("avtaleverk.engines.pdf")


def test_ends_of_a_move_lead_to_one_another() -> None:
    """A link between both ends of a move works within the file."""
    long = "Pasienten skal få trygge overganger mellom sykehus og kommune, og partene deler ansvaret for det."
    before = f"## 1 Om\n\n{long}\n\nA b c d.\n\n## 2 Til\n\nNoe helt annet står her og blir stående som det er."
    after = f"## 1 Om\n\nA b c d.\n\n## 2 Til\n\nNoe helt annet står her og blir stående som det er.\n\n{long}"
    moved = guideline(version("1.0", before), version("2.0", after))
    ctx = context(moved)
    found = made(html_of(ctx, difference_paper(ctx, moved, *moved.versions)))
    read = Reading(found.data)
    assert found.faults == ()
    targets = [str(link.Dest) for tag in read.root.find("Part") for t in tag.find("Link") for link in t.links]
    assert len(targets) == 2
    assert all(read.anchor_page(target) for target in targets)


def test_words_of_the_redline_are_in_the_language_of_the_site() -> None:
    """A community that writes nynorsk has nynorsk on paper too."""
    two = guideline(version("1.0", "Ein tekst."), version("2.0", "Ein annan tekst."))
    ctx = context(two, language="nn")
    html = html_of(ctx, difference_paper(ctx, two, *two.versions))
    assert "Endringane punkt for punkt" in html
    assert "Versjonslogg" in html


def test_discharge_is_marked_against_the_version_before() -> None:
    """The head of each page names both versions."""
    ctx = context()
    html = html_of(ctx, difference_paper(ctx, document(DISCHARGE), version_of("1.1"), version_of("2.0")))
    assert 'data-hode="Retningslinje 2 · endringer fra versjon 1.1 til versjon 2.0 · ' in html
