"""The book: its first page says what applies on which day, and where it stands in the book."""

import re
from dataclasses import replace
from datetime import date

import pytest
from history_corpus import DAY, OWN, context, document, guideline, proposal, version
from pdf_reading import Reading, Tag

from avtaleverk.engines.pdf import Made, made
from avtaleverk.exports.pdf import book_html
from avtaleverk.model.documents import Document, DocumentKind, Version
from avtaleverk.model.organisation import Term
from avtaleverk.model.source import Source
from avtaleverk.pages.context import Context

LONG = "Partene deler ansvaret for at pasienten får trygge overganger mellom sykehus og kommune.\n\n" * 40
TERM = Term("Strategisk samarbeidsutvalg", "SSU", "Nivå to.", ("Utvalget",))


def another(folder: str, title: str, kind: DocumentKind, *versions: Version, number: str | None = None) -> Document:
    return Document(folder, title, kind, "", Source(f"{folder}/index.md"), number=number, versions=versions)


def shelf() -> tuple[Document, ...]:
    """Return an agreement, a guideline with attachments, one with a proposal, and some that have no text in force."""
    agreement = another(
        "avtaler/samarbeid", "Avtalen", DocumentKind.AGREEMENT,
        version("2024", f"## 1 Om\n\nSe retningslinje 9 punkt 1 og retningslinje 8.\n\n{LONG}", valid_until=date(2027, 12, 31)),
    )  # fmt: skip
    first = another(
        f"{OWN}/vedlegg/1", "Skjema", DocumentKind.ATTACHMENT, version("1.0", "## 1 Bruk\n\nFyll ut."), number="9.1"
    )
    second = another(f"{OWN}/vedlegg/2", "Mal", DocumentKind.ATTACHMENT, number="9.2")
    own = guideline(version("1.0", f"## 1 Om\n\n{LONG}\n\n## 2 Mer\n\nSe punkt 1."), proposal("1.1", "## 1 Nytt"))
    draft = another(
        "retningslinjer/08-utkast", "Utkastet", DocumentKind.GUIDELINE, proposal("0.9", "Utkast."), number="8"
    )
    return agreement, replace(own, attachments=(first, second)), draft, document()


def shelf_context() -> Context:
    ctx = context(*shelf())
    return Context(replace(ctx.corpus, terms=(TERM,)), DAY, ctx.texts)


@pytest.fixture(scope="module")
def book() -> Made:
    return made(book_html(shelf_context()))


@pytest.fixture(scope="module")
def reading(book: Made) -> Reading:
    return Reading(book.data)


def words(tag: Tag) -> str:
    return re.sub(r"\s+", " ", tag.text).strip()


def row(reading: Reading, name: str) -> Tag:
    return next(r for t in reading.root.find("Table") for r in t.find("TR") if words(r).startswith(name))


def pages_of(reading: Reading) -> dict[str, int]:
    """Return the page on which each text starts, counted from 1, by its title."""
    return {words(tag): tag.first_page + 1 for tag in reading.root.find("H1")}


def test_nothing_goes_wrong_on_the_way(book: Made) -> None:
    """All that leads from one place of the book to another arrives."""
    assert book.faults == ()


def test_the_first_page_says_what_is_in_force_and_on_which_day(reading: Reading) -> None:
    """A paper that lies around for years must say which day it was true."""
    assert reading.root.find("H1")[0].first_page == 0
    assert "Gjeldende 22. november 2026" in reading.seen(0)
    assert str(reading.pdf.docinfo.Title) == "Avtaler og retningslinjer – Helsefellesskapet i Prøvefylket"
    cells = [words(cell) for cell in row(reading, "Avtalen2024").find("TH", "TD")]
    assert cells[:3] == ["Avtalen", "2024", "SSU 01.01.2020"]
    assert cells[3].split() == ["fra", "01.01.2020", "til", "31.12.2027"] or "31.12.2027" in cells[3]


def test_what_is_not_in_the_book_is_named(reading: Reading) -> None:
    """Nobody shall believe that a text does not exist, or that a proposal is in force."""
    assert words(row(reading, "Vedlegg 9.2 Mal")).endswith("Teksten er ikke lagt inn ennå")
    assert "Versjon 0.9" in words(row(reading, "Retningslinje 8 Utkastet"))
    assert "Versjon 1.1" in words(row(reading, "Retningslinje 9 PrøveVersjon"))
    assert "Utkast." not in reading.root.text.replace("Utkastet", "")


def test_page_numbers_are_true(reading: Reading) -> None:
    """The number beside a text, on the first page and in the contents, is the page that it starts on."""
    starts = pages_of(reading)
    for name, title in (
        ("Avtalen2024", "Avtalen"),
        ("Retningslinje 9 Prøve1.0", "Prøve"),
        ("Vedlegg 9.1 Skjema1.0", "Skjema"),
    ):
        assert int(words(row(reading, name).find("TD")[-1])) == starts[title]
    for line in reading.root.find("L")[0].find("P"):
        (link,) = line.find("Link")[0].links
        number = re.search(r"(\d+)$", words(line))
        assert number
        assert int(number[1]) == reading.anchor_page(str(link.Dest))


def test_each_text_begins_on_a_page_of_its_own(reading: Reading) -> None:
    """A text can be taken out of the book, and attachments come after their guideline."""
    starts = pages_of(reading)
    assert list(starts) == [
        "Avtaler og retningslinjer",
        "Avtalen",
        "Prøve",
        "Skjema",
        "Utskriving fra sykehus",
        "Ordliste",
    ]
    assert sorted(starts.values()) == list(starts.values())
    assert len(set(starts.values())) == len(starts)
    for number in list(starts.values())[1:-1]:
        assert reading.seen(number - 1).startswith("Helsefellesskapet i Prøvefylket")


def test_each_page_is_headed_by_its_own_text(reading: Reading) -> None:
    """Whoever finds a page knows which text it is of; the page a text starts on has its title instead."""
    starts = pages_of(reading)
    assert "Avtalen · versjon 2024" in reading.seen(starts["Avtalen"])
    assert "Retningslinje 9 · versjon 1.0 · " in reading.seen(starts["Prøve"])
    assert "Retningslinje 9 · versjon 1.0 · " not in reading.seen(starts["Prøve"] - 1)
    assert all(
        f"Side {n} av {len(reading.pdf.pages)}" in reading.seen(n - 1) for n in range(1, len(reading.pdf.pages) + 1)
    )


def test_references_stay_within_the_book(reading: Reading) -> None:
    """A reference to a text of the book leads to its point there; one to a text that is not there leads to the site."""
    links = {str(k.Contents): k for part in reading.root.find("Part") for t in part.find("Link") for k in t.links}
    assert reading.anchor_page(str(links["retningslinje 9 punkt 1"].Dest)) == pages_of(reading)["Prøve"]
    assert str(links["retningslinje 9 punkt 1"].Dest).endswith("-pkt-1")
    assert str(links["retningslinje 8"].A.URI) == "https://prove.example/retningslinjer/8/"
    assert reading.anchor_page(str(links["punkt 1"].Dest)) == pages_of(reading)["Prøve"]


def test_bookmarks_lead_from_guideline_to_attachment(reading: Reading) -> None:
    """Attachments lie under their guideline."""
    found = reading.bookmarks
    place = found.index((1, "Prøve"))
    assert found[place : place + 5] == [(1, "Prøve"), (2, "1 Om"), (2, "2 Mer"), (2, "Skjema"), (3, "1 Bruk")]
    assert found[-1] == (1, "Ordliste")


def test_an_empty_book_says_so() -> None:
    """A community that has approved nothing gets a page that tells it."""
    nothing = guideline(proposal("0.1", "Utkast."))
    found = made(book_html(context(nothing)))
    assert found.pages == 1
    assert found.faults == ()
    assert "Ingen tekst gjelder." in Reading(found.data).seen(0)
