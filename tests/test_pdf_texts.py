"""Any text as PDF: whatever it holds there is a file, with all of it on the page, and nothing is fetched."""

import importlib
import re
import sys
from io import BytesIO
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont
from history_corpus import DISCHARGE, context, document, guideline, version, version_of
from hypothesis import HealthCheck, Phase, given, settings
from pdf_reading import Reading
from redline_documents import pairs

from avtaleverk.engines.pdf import made, pdf_of
from avtaleverk.engines.pdf_fetching import Fetcher
from avtaleverk.exports.paper import difference_paper, version_paper
from avtaleverk.exports.pdf import html_of
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.pages.catalogue import LANGUAGES, messages


def squeezed(words: str) -> str:
    """Return words without what the end of a line does to them."""
    return re.sub(r"[\s\u00ad]+", "", words)


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


def test_another_language_is_said_of_the_text_alone() -> None:
    """The Sami text is read in Sami, and what stands around it in Norwegian."""
    sami = guideline(version("1.0", "## 1 Ulbmil\n\nSámegiella čállojuvvo đ, ŋ, š, ŧ ja ž."), language="se")
    ctx = context(sami)
    found = made(html_of(ctx, version_paper(ctx, sami, sami.versions[0])))
    read = Reading(found.data)
    assert found.faults == ()
    assert read.pdf.Root.Lang == "nb"
    assert [part.language for part in read.root.find("Part")] == ["se"]
    assert "đ,ŋ,š,ŧjaž" in squeezed(read.root.text)


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


def test_quotations_and_terms_bear_the_bar_of_what_changed() -> None:
    """In black and white a bar in the margin shows where to look, whatever kind of text it is."""
    before = "## 1 Om\n\n> Et gammelt sitat.\n\nOrd\n:   En gammel forklaring.\n\n> Uendret."
    two = guideline(version("1.0", before), version("2.0", before.replace("gammel", "ny")))
    ctx = context(two)
    html = html_of(ctx, difference_paper(ctx, two, *two.versions))
    rows = re.findall(r'<div class="(rm-rad[^"]*)"[^>]*><div class="rm-innhold"><(blockquote|dl)', html)
    assert [("rm-endret" in classes.split(), tag) for classes, tag in rows] == [
        (True, "blockquote"), (True, "dl"), (False, "blockquote"),
    ]  # fmt: skip
