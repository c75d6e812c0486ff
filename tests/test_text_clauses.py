"""Every point, paragraph and list item has an address that follows from its number."""

import re

import pytest

from avtaleverk.text import render
from avtaleverk.text.clauses import split_number

HEADINGS = [
    ("2.1 Partnerskapsmøtet", "2.1", "Partnerskapsmøtet"),
    ("2.1. Partnerskapsmøtet", "2.1", "Partnerskapsmøtet"),
    ("3) Varsel", "3", "Varsel"),
    ("4: Varsel", "4", "Varsel"),
    ("1", "1", ""),
    ("10.2.3 Dypt nede", "10.2.3", "Dypt nede"),
    ("§ 3", "§ 3", ""),
    ("§ 3-4 Plikten", "§ 3-4", "Plikten"),
    ("§3-4 Plikten", "§3-4", "Plikten"),
    ("§ 3-4 a Unntak", "§ 3-4 a", "Unntak"),
    ("§ 3-4a. Unntak", "§ 3-4a", "Unntak"),
    ("§ 3 I hvilke tilfeller", "§ 3", "I hvilke tilfeller"),
    ("§ 3 i hvilke tilfeller", "§ 3", "i hvilke tilfeller"),
    ("Pkt. 7.1 Helsefellesskapet", "7.1", "Helsefellesskapet"),
    ("Pkt 7.1 Helsefellesskapet", "7.1", "Helsefellesskapet"),
    ("Punkt 7.1 Helsefellesskapet", "7.1", "Helsefellesskapet"),
    ("PUNKT 7.1 Helsefellesskapet", "7.1", "Helsefellesskapet"),
    ("Kapittel 2. Ansvar", "2", "Ansvar"),
    ("Kapittel IV Ansvar", "IV", "Ansvar"),
    ("Artikkel 5 Ansvar", "5", "Ansvar"),
    ("A. Innledning", "A", "Innledning"),
    ("b) Avslutning", "b", "Avslutning"),
    ("Helsefellesskapet", "", "Helsefellesskapet"),
    ("2024 ble et viktig år", "", "2024 ble et viktig år"),
    ("30-dagers overlevelse", "", "30-dagers overlevelse"),
    ("24/7 på vakt", "", "24/7 på vakt"),
    ("I kraft fra", "", "I kraft fra"),
    ("Delavtaler", "", "Delavtaler"),
    ("Punktum", "", "Punktum"),
    ("§ uten tall", "", "§ uten tall"),
    ("", "", ""),
]


@pytest.mark.parametrize(("heading", "number", "title"), HEADINGS)
def test_split_number(heading: str, number: str, title: str) -> None:
    """A heading falls into number and title; a year or a word that only begins like a number does not."""
    assert split_number(heading) == (number, title)


def ids(body: str) -> list[str]:
    """Return the ids of the clauses of a text."""
    return [c.id for c in render(body).clauses]


IDS = [
    ("## 2 Ansvar\n\n### 2.1 Varsel", ["pkt-2", "pkt-2-1"]),
    ("## § 3\n\n## § 3-4 Plikt\n\n## § 3-4 a Unntak", ["pkt-3", "pkt-3-4", "pkt-3-4-a"]),
    ("## Pkt. 7.1 Råd", ["pkt-7-1"]),
    ("## Kapittel IV Råd", ["pkt-iv"]),
    ("## Formål\n\n## Årshjul", ["pkt-formal", "pkt-arshjul"]),
    ("## 2.1 Varsel\n\n#### Sammensetning", ["pkt-2-1", "pkt-2-1-sammensetning"]),
    ("## 2 A\n\n### Om\n\n#### Mer", ["pkt-2", "pkt-2-om", "pkt-2-mer"]),
    ("## Del én\n\n### Om\n\n## Del to\n\n### Om", ["pkt-del-en", "pkt-om", "pkt-del-to", "pkt-del-to-om"]),
    ("## 2 A\n\n### Om\n\n### Om", ["pkt-2", "pkt-2-om", "pkt-2-om-2"]),
    ("## 1 A\n\n## 1 B\n\n## 1 C", ["pkt-1", "pkt-1-2", "pkt-1-3"]),
    ("## 1 A\n\n## 1 B\n\n### 1.2 C", ["pkt-1", "pkt-1-2", "pkt-1-2-2"]),
    ("## 1 A\n\n### Om\n\n## 2 B\n\n### Om", ["pkt-1", "pkt-1-om", "pkt-2", "pkt-2-om"]),
    ("## 1 A\n\n## Om", ["pkt-1", "pkt-om"]),
    ("## «»", ["pkt-uten-tittel"]),
    ("## " + "lang " * 30, ["pkt-" + ("lang-" * 12).rstrip("-")]),
    ("Bare tekst", []),
]


@pytest.mark.parametrize(("body", "expected"), IDS)
def test_clause_ids(body: str, expected: list[str]) -> None:
    """An id comes from the number, else from the words under the numbered point around; none is given twice."""
    assert ids(body) == expected


def test_clause_records() -> None:
    """A clause knows its number, title, level and the clause around it."""
    body = "## 2 Ansvar\n\n#### *Viktig* om [varsel](https://a.example)\n\n### 2.1 Svar"
    first, second, third = render(body).clauses
    assert (first.number, first.title, first.level, first.parent) == ("2", "Ansvar", 2, None)
    assert (second.label, second.level, second.parent) == ("Viktig om varsel", 3, "pkt-2")
    assert (third.label, third.level, third.parent) == ("2.1 Svar", 3, "pkt-2")


def test_looking_up_a_clause() -> None:
    """A clause is found by its number, with or without the paragraph sign, and never by an empty one."""
    text = render("## § 3 Plikt\n\n## 4 Svar\n\n## Om")
    assert [c.title if (c := text.clause(n)) else None for n in ("3", "§ 3", "4", "§ 4", "", "5")] == [
        "Plikt",
        "Plikt",
        "Svar",
        "Svar",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("marks", "levels"),
    [
        ("## ## ###", [2, 2, 3]),
        ("# #### ######", [2, 3, 4]),
        ("###### # ####", [2, 2, 3]),
        ("# ## ### #### ##### ######", [2, 3, 4, 5, 6, 6]),
        ("### ## ###", [2, 2, 3]),
    ],
)
def test_levels_never_skip(marks: str, levels: list[int]) -> None:
    """Headings are closed up to h2, h3 and so on without a gap, whatever the text used."""
    body = "\n\n".join(f"{mark} Overskrift" for mark in marks.split())
    html = render(body).html
    assert [int(n) for n in re.findall(r"<h([1-6])", html)] == levels


@pytest.mark.parametrize("around", ["> ###### Sitat", "- ###### Ledd", "- a\n\n    # Ledd"])
def test_headings_inside_other_blocks(around: str) -> None:
    """A heading in a quotation or a list is no clause, so it is a strong line and skips no level."""
    text = render(f"## 1 Formål\n\n{around}")
    assert len(text.clauses) == 1
    assert re.findall(r"<h[1-6]", text.html) == ["<h2"]
    assert '<p class="mellomtittel"><strong>' in text.html


def anchors(body: str) -> list[str]:
    """Return every id in the order it stands in the HTML."""
    return re.findall(r' id="([^"]+)"', render(body).html)


def test_paragraphs() -> None:
    """Paragraphs are counted within their clause; what stands before the first one is the preamble."""
    body = "Først.\n\nSå.\n\n## 2.1 Varsel\n\nEn.\n\n- punkt\n\nTo.\n\n### Mer\n\nEn til."
    assert anchors(body) == [
        "innledning-ledd-1",
        "innledning-ledd-2",
        "pkt-2-1",
        "pkt-2-1-ledd-1",
        "pkt-2-1-strek-1",
        "pkt-2-1-ledd-2",
        "pkt-2-1-mer",
        "pkt-2-1-mer-ledd-1",
    ]


def test_lists_of_letters_and_numbers() -> None:
    """Lists with a), 1) and 1. are three kinds, each item under its own sign."""
    assert anchors("## 1 A\n\na) x\nb) y\n\n1) x\n2) y\n\n1. x\n2. y") == [
        "pkt-1",
        "pkt-1-bokstav-a",
        "pkt-1-bokstav-b",
        "pkt-1-nr-1",
        "pkt-1-nr-2",
        "pkt-1-nr-1-2",
        "pkt-1-nr-2-2",
    ]


def test_nested_lists() -> None:
    """An item inside an item builds on the anchor around it."""
    body = "## 1 A\n\n- x\n    1. y\n        a) z\n        b) w\n- v"
    assert anchors(body) == [
        "pkt-1",
        "pkt-1-strek-1",
        "pkt-1-strek-1-nr-1",
        "pkt-1-strek-1-nr-1-bokstav-a",
        "pkt-1-strek-1-nr-1-bokstav-b",
        "pkt-1-strek-2",
    ]


def numbers(body: str) -> list[tuple[str | None, str | None, list[str]]]:
    """Return type and start of each list, and the items that leap."""
    found = re.findall(r"<ol([^>]*)>(.*?)</ol>", render(body).html, re.DOTALL)
    return [
        (
            m[1] if (m := re.search(r'type="(.)"', head)) else None,
            m[1] if (m := re.search(r'start="(\d+)"', head)) else None,
            re.findall(r'value="(\d+)"', inner),
        )
        for head, inner in found
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a) x\nb) y", [("a", None, [])]),
        ("c) x\nd) y", [("a", "3", [])]),
        ("3) x\n4) y", [("1", "3", [])]),
        ("3. x\n4. y", [(None, "3", [])]),
        ("1. x\n2. y\n4. z\n5. w", [(None, None, ["4"])]),
        ("a) x\nd) y", [("a", None, ["4"])]),
        ("1. x\n1. y\n1. z", [(None, None, [])]),
        ("1. x\n\n3. y", [(None, None, ["3"])]),
        ("a) x\n\n1. y", [("a", None, []), (None, None, [])]),
        ("1. x\n\nSå.\n\n2. y", [(None, None, []), (None, "2", [])]),
        ("0. x\n1. y", [(None, "0", [])]),
        (f"1. x\n{'9' * 5000}. y", [(None, None, [])]),
    ],
)
def test_lists_keep_their_numbers(body: str, expected: list[tuple[str | None, str | None, list[str]]]) -> None:
    """A list shows the numbers it was adopted with, even where it begins late or leaves one out."""
    assert numbers(body) == expected


def test_the_anchor_of_an_item_is_its_number() -> None:
    """An item that leaps has the number that readers see in its address; letters past z have plain ones."""
    assert anchors("1. x\n2. y\n4. z") == ["innledning-nr-1", "innledning-nr-2", "innledning-nr-4"]
    assert anchors("æ) x\nø) y\nå) z") == ["innledning-bokstav-ae", "innledning-bokstav-o", "innledning-bokstav-a"]


def test_tables() -> None:
    """Each cell names its column and keeps its role, so that a table can be read on a telephone."""
    html = render("| Organ | Møter |\n|---|--:|\n| SSU | 4 |").html
    assert '<div class="tabell" data-tabell><table role="table">' in html
    assert '<th role="columnheader" scope="col">Organ</th>' in html
    assert '<td role="cell" data-kolonne="Organ">SSU</td>' in html
    assert '<td class="kolonne-right" role="cell" data-kolonne="Møter">4</td>' in html
    assert "style=" not in html


def test_each_clause_is_closed() -> None:
    """The end of each clause is marked before the next begins, so that a page can put something there."""
    html = render("Før.\n\n## 1 A\n\nx\n\n### 1.1 B\n\ny\n\n## 2 C").html
    marks = re.findall(r"<!--(lenke|slutt):([a-z0-9-]+)-->", html)
    assert marks == [
        ("lenke", "pkt-1"),
        ("slutt", "pkt-1"),
        ("lenke", "pkt-1-1"),
        ("slutt", "pkt-1-1"),
        ("lenke", "pkt-2"),
        ("slutt", "pkt-2"),
    ]
