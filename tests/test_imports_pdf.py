"""A PDF as plain text: what can be known from lines, and an honest word on the rest."""

import subprocess
from collections.abc import Sequence

import pytest

from avtaleverk.imports.clauses import Known, titles
from avtaleverk.imports.imported import Imported
from avtaleverk.imports.pdf import pages as pdf_pages
from avtaleverk.imports.pdf.joining import Joiner, Look
from avtaleverk.imports.pdf.lines import lines_of, without_edges
from avtaleverk.imports.pdf.pages import PdfError, pages_of
from avtaleverk.imports.pdf.reading import read_pdf
from avtaleverk.word.noted import NoteKind

# How wide a full line is in these tests.
FULL = "Dette er en lang linje som når helt ut til kanten av siden og går videre"


def pieces(page: str, headings: Sequence[str] = ()) -> list[tuple[Look, str]]:
    return [(piece.look, piece.text) for piece in Joiner(lambda text: text in headings).join(lines_of(page))]


def texts(page: str) -> list[str]:
    return [text for _, text in pieces(page)]


def pdf(*pages: Sequence[tuple[int, int, str]], locked: bool = False) -> bytes:
    """Return a PDF with lines of text at x and y on each page, in the plainest way there is."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for lines in pages:
        shown = "".join(f"BT /F1 11 Tf {x} {y} Td ({text.replace(')', chr(92) + ')')}) Tj ET\n" for x, y, text in lines)
        objects.append(f"<</Length {len(shown.encode('cp1252'))}>>\nstream\n{shown}endstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
        )
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(places) + 1}/Root 1 0 R>>\n"
    made += f"{end}startxref\n{len(made)}\n%%EOF\n".encode()
    return encrypted(made) if locked else made


def encrypted(data: bytes) -> bytes:
    import io  # noqa: PLC0415 - only here

    from pypdf import PdfWriter  # noqa: PLC0415 - only here

    writer, locked = PdfWriter(io.BytesIO(data)), io.BytesIO()
    writer.encrypt("hemmelig", algorithm="RC4-128")
    writer.write(locked)
    return locked.getvalue()


def page(number: int, *lines: str) -> list[tuple[int, int, str]]:
    body = [(72, 760 - 14 * n, line) for n, line in enumerate(lines) if line]
    return [(72, 800, "Retningslinje 1"), *body, (500, 40, f"Side {number} av 3")]


def read(data: bytes, known: Known | None = None) -> Imported:
    return read_pdf(data)(known or Known())


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (f"{FULL}\ntil neste linje.", [f"{FULL} til neste linje."]),
        (f"{FULL}.\nKort slutt.\n{FULL}", [f"{FULL}. Kort slutt.", FULL]),
        (f"{FULL}\n{FULL}.\n\n{FULL}\nslutt.", [f"{FULL} {FULL}.", f"{FULL} slutt."]),
        ("Første del av setningen,\n\nog andre del.\nMer.", ["Første del av setningen, og andre del.", "Mer."]),
    ],
)
def test_lines_become_paragraphs(lines: str, wanted: list[str]) -> None:
    """A gap ends one, and so does a short line that ends a sentence; a small letter goes on."""
    assert texts(lines) == wanted


def test_a_page_with_a_gap_after_each_line_is_read_by_its_larger_gaps() -> None:
    """What is usual between lines tells nothing."""
    assert texts(f"{FULL}\n\n{FULL}.\n\n\n\nNytt avsnitt her.\n\n{FULL}") == [
        f"{FULL} {FULL}.",
        "Nytt avsnitt her.",
        FULL,
    ]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("kommune-\nne", "kommunene"),
        ("kommune\u2010\nne", "kommunene"),
        ("Telemark og syke\u00ad\nhuset", "Telemark og sykehuset"),
        ("helse\u00adfelles\u00adskap", "helsefellesskap"),
        ("retningslinje 2-\n12", "retningslinje 2-12"),
        ("helse-\nog omsorg", "helse- og omsorg"),
        ("IKT-\nstøtte og IKT-støtte", "IKT-støtte og IKT-støtte"),
        ("fag-\ndirektør. Se fag-direktør", "fag-direktør. Se fag-direktør"),
        ("pasient-\nforløp. Se pasientforløp", "pasientforløp. Se pasientforløp"),
    ],
)
def test_words_cut_in_two_are_mended_with_care(lines: str, wanted: str) -> None:
    """A hyphen that belongs to the word stays: the rest of the text tells which."""
    assert texts(lines) == [wanted]


def test_headings_are_known_by_the_number_that_comes_next() -> None:
    """1, 1.1, 1.2, 2 are headings; 7 after 2 and a sentence that begins with a number are not."""
    found = pieces(
        "1 Formål\n1.1 Om dette\nTekst.\n\n2 Organisering\n\n7 Kommuner\n\n3 Partene møtes to ganger i året."
    )
    assert [text for look, text in found if look is Look.HEADING] == ["1 Formål", "1.1 Om dette", "2 Organisering"]


def test_items_are_known_by_their_sign_and_nest_by_indent() -> None:
    """A line further in than the sign goes on with the item."""
    found = pieces(
        "Dette er:\n• en ting\n  som er lang\n\uf0b7 to\n    – inne i to\n    – også\n• tre\na) bokstav\n1) tall\n4. punkt"
    )
    assert found == [
        (Look.PARAGRAPH, "Dette er:"),
        (Look.BULLET, "en ting som er lang"),
        (Look.BULLET, "to"),
        (Look.INNER_BULLET, "inne i to"),
        (Look.INNER_BULLET, "også"),
        (Look.BULLET, "tre"),
        (Look.LETTER, "bokstav"),
        (Look.NUMBER, "tall"),
        (Look.POINT, "punkt"),
    ]


def test_what_repeats_at_the_edges_of_pages_is_dropped_and_told() -> None:
    """Headers, footers and page numbers; what stands inside the page stays, however often."""
    pages = [f"Retningslinje 1\n\nLikt på alle\na{n}\nb{n}\nc{n}\nd\nLikt inni\n{n} av 3" for n in (1, 2, 3)]
    lines, dropped = without_edges([lines_of(text) for text in pages])
    assert "Retningslinje 1" in dropped
    assert "1 av 3" in dropped
    assert [line.text for line in lines].count("a1") == 1
    assert all(line.text != "Retningslinje 1" for line in lines)


def test_two_pages_are_too_few_to_know_what_repeats() -> None:
    """Then only page numbers go."""
    lines, dropped = without_edges([lines_of("Topp\nTekst\n1"), lines_of("Topp\nMer\n2")])
    assert dropped == ["1"]
    assert [line.text for line in lines] == ["Topp", "Tekst", "Topp", "Mer"]


def test_a_pdf_becomes_a_text_with_a_word_on_how_far_that_goes() -> None:
    """Headings, lists and paragraphs over the edge of a page."""
    first = page(
        1,
        "Ansvar og oppgaver",
        "",
        "1 Formål",
        "",
        "Kommunene og helseforetaket planlegger sammen, og de skal",
        "møtes jevnlig. Det gjelder også når noen er uenige om hvem som",
    )
    second = page(2, "har ansvaret.", "", "Oppgaver", "", "• å varsle", "• å følge opp")
    third = page(3, "2 Vedlegg", "", "Ingen.")
    found = read(pdf(first, second, third), Known(titles(["Ansvar og oppgaver"]), (("oppgaver", 4),)))
    assert found.title == "Ansvar og oppgaver"
    assert found.new == (
        "## 1 Formål\n\nKommunene og helseforetaket planlegger sammen, og de skal møtes jevnlig. Det gjelder også når noen er "
        "uenige om hvem som har ansvaret.\n\n#### Oppgaver\n\n- å varsle\n- å følge opp\n\n## 2 Vedlegg\n\nIngen.\n"
    )
    assert "bare ren tekst" in found.notes[0].what
    assert {n.what for n in found.notes if n.kind is NoteKind.LEFT_OUT} == {
        "Topp- eller bunntekst på sidene: «Retningslinje 1»",
        "Topp- eller bunntekst på sidene: «Side 1 av 3»",
    }


def test_lists_of_every_kind_become_lists() -> None:
    """They keep their first number, and an inner bullet with nothing around it is a bullet."""
    found = read(
        pdf([(72, 700 - 14 * n, t) for n, t in enumerate(["a) en", "b) to", "2. fire", "3. fem", "1) x", "• y"])])
    )
    assert found.new == "a) en\nb) to\n\n2. fire\n3. fem\n\n1) x\n\n- y\n"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7\n" + b"x" * 100, "skadet"),
        (b"", "skadet"),
        (pdf([]), "bare bilder"),
        (pdf([(72, 700, "Hemmelig")], locked=True), "passord"),
    ],
    ids=["broken", "empty", "scanned", "locked"],
)
def test_a_pdf_that_cannot_be_read_says_what_to_do(data: bytes, why: str) -> None:
    """Each fault has its own words."""
    with pytest.raises(PdfError, match=why):
        read(data)


def test_a_pdf_that_takes_for_ever_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read by a program of its own, which can be ended."""

    def never(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired([], 1)

    monkeypatch.setattr(pdf_pages.subprocess, "run", never)
    with pytest.raises(PdfError, match="sekunder"):
        pages_of(b"%PDF")
