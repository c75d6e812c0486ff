"""A text says where it points, in all the ways that agreements write it, and nothing else is a reference."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avtaleverk.model.text import Reference
from avtaleverk.text import render
from avtaleverk.text.references import find_references

OWN, AGREEMENT, GUIDELINE, ATTACHMENT = "", "avtale", "retningslinje", "vedlegg"
Target = tuple[str, str, str]


def found(text: str) -> list[tuple[str, Target]]:
    """Return the words of each reference with its kind of document, number and clause."""
    return [(r.text, (r.document, r.number, r.clause)) for _, _, r in find_references(text, "pkt-1")]


ONE: list[tuple[str, str, Target]] = [
    ("Se pkt 7.1.", "pkt 7.1", (OWN, "", "7.1")),
    ("Se pkt. 7.1.", "pkt. 7.1", (OWN, "", "7.1")),
    ("Se punkt 7.1.", "punkt 7.1", (OWN, "", "7.1")),
    ("Punkt 7 gjelder", "Punkt 7", (OWN, "", "7")),
    ("punktet 3.2.1 over", "punktet 3.2.1", (OWN, "", "3.2.1")),
    ("jf. punkt § 3", "punkt § 3", (OWN, "", "3")),
    ("(pkt 2)", "pkt 2", (OWN, "", "2")),
    ("punkt\u00a07.1", "punkt\u00a07.1", (OWN, "", "7.1")),
    ("punkt\n7.1", "punkt\n7.1", (OWN, "", "7.1")),
    ("i vedlegg 1.4,", "vedlegg 1.4", (ATTACHMENT, "1.4", "")),
    ("Vedlegg 2", "Vedlegg 2", (ATTACHMENT, "2", "")),
    ("vedlegg 1.4 punkt 2", "vedlegg 1.4 punkt 2", (ATTACHMENT, "1.4", "2")),
    ("vedlegg 1.4, pkt. 2.1", "vedlegg 1.4, pkt. 2.1", (ATTACHMENT, "1.4", "2.1")),
    ("punkt 2 i vedlegg 1.4", "punkt 2 i vedlegg 1.4", (ATTACHMENT, "1.4", "2")),
    ("retningslinje 3", "retningslinje 3", (GUIDELINE, "3", "")),
    ("retningslinjen 3", "retningslinjen 3", (GUIDELINE, "3", "")),
    ("Retningslinje 10 punkt 4.2", "Retningslinje 10 punkt 4.2", (GUIDELINE, "10", "4.2")),
    ("retningslinje 10, punkt 4.2", "retningslinje 10, punkt 4.2", (GUIDELINE, "10", "4.2")),
    ("punkt 4.2 i retningslinje 10.", "punkt 4.2 i retningslinje 10", (GUIDELINE, "10", "4.2")),
    ("samarbeidsavtalens punkt 7.1", "samarbeidsavtalens punkt 7.1", (AGREEMENT, "samarbeidsavtalen", "7.1")),
    ("samarbeidsavtalen punkt 7.1", "samarbeidsavtalen punkt 7.1", (AGREEMENT, "samarbeidsavtalen", "7.1")),
    ("Samarbeidsavtalen, pkt 7.1", "Samarbeidsavtalen, pkt 7.1", (AGREEMENT, "samarbeidsavtalen", "7.1")),
    ("punkt 7.1 i samarbeidsavtalen", "punkt 7.1 i samarbeidsavtalen", (AGREEMENT, "samarbeidsavtalen", "7.1")),
]


@pytest.mark.parametrize(("text", "words", "target"), ONE)
def test_one_reference(text: str, words: str, target: Target) -> None:
    """Each way to name a point, an attachment, a guideline or the agreement is understood."""
    assert found(text) == [(words, target)]


def test_ranges() -> None:
    """A range of guidelines keeps its last number, with either kind of dash."""
    for dash in ("-", "–", " – "):
        (_, _, reference), *rest = find_references(f"gjelder retningslinje 2{dash}12 likevel", "pkt-1")
        assert (reference.number, reference.span, rest) == ("2", "12", [])


MANY: list[tuple[str, list[tuple[str, Target]]]] = [
    (
        "vedlegg 1.2, 1.3 og 1.4",
        [("vedlegg 1.2", (ATTACHMENT, "1.2", "")), ("1.3", (ATTACHMENT, "1.3", "")), ("1.4", (ATTACHMENT, "1.4", ""))],
    ),
    ("vedleggene 1 og 2", [("vedleggene 1", (ATTACHMENT, "1", "")), ("2", (ATTACHMENT, "2", ""))]),
    ("punktene 2 eller 3", [("punktene 2", (OWN, "", "2")), ("3", (OWN, "", "3"))]),
    ("retningslinje 3 samt 5", [("retningslinje 3", (GUIDELINE, "3", "")), ("5", (GUIDELINE, "5", ""))]),
    ("retningslinjene 3 og 5", [("retningslinjene 3", (GUIDELINE, "3", "")), ("5", (GUIDELINE, "5", ""))]),
    (
        "retningslinje 1 punkt 2 og 3",
        [("retningslinje 1 punkt 2", (GUIDELINE, "1", "2")), ("3", (GUIDELINE, "1", "3"))],
    ),
    (
        "punktene 7.1 og 7.2 i samarbeidsavtalen",
        [
            ("punktene 7.1", (AGREEMENT, "samarbeidsavtalen", "7.1")),
            ("7.2", (AGREEMENT, "samarbeidsavtalen", "7.2")),
        ],
    ),
    (
        "punkt 1, 2 og 3 i retningslinje 4",
        [
            ("punkt 1", (GUIDELINE, "4", "1")),
            ("2", (GUIDELINE, "4", "2")),
            ("3", (GUIDELINE, "4", "3")),
            ("retningslinje 4", (GUIDELINE, "4", "")),
        ],
    ),
    ("se punkt 1 og vedlegg 2", [("punkt 1", (OWN, "", "1")), ("vedlegg 2", (ATTACHMENT, "2", ""))]),
    ("punkt 2 og 3 ganger i året", [("punkt 2", (OWN, "", "2"))]),
    ("etter punkt 2, 14 dager før", [("punkt 2", (OWN, "", "2"))]),
    ("vedlegg 1 og 17 kommuner", [("vedlegg 1", (ATTACHMENT, "1", ""))]),
    ("i vedlegg 1.1, 2024 og senere", [("vedlegg 1.1", (ATTACHMENT, "1.1", ""))]),
]


@pytest.mark.parametrize(("text", "expected"), MANY)
def test_enumerations(text: str, expected: list[tuple[str, Target]]) -> None:
    """Each number of an enumeration is a reference of its own, and a count of something else is none."""
    assert found(text) == expected


LAWS = [
    ("helse- og omsorgstjenesteloven § 6-2", "2011-06-24-30/§6-2"),
    ("Helse- og omsorgstjenesteloven § 6-2", "2011-06-24-30/§6-2"),
    ("spesialisthelsetjenesteloven § 2-1 e", "1999-07-02-61/§2-1e"),
    ("spesialisthelsetjenesteloven § 2-1e", "1999-07-02-61/§2-1e"),
    ("helse- og omsorgstenestelova § 6-2", "2011-06-24-30/§6-2"),
    ("pasient- og brukarrettslova § 3-1", "1999-07-02-63/§3-1"),
    ("forvaltningsloven § 3", "1967-02-10/§3"),
    ("kommuneloven §5-3", "2018-06-22-83/§5-3"),
    ("pasientjournalloven §§ 19 og 20", "2014-06-20-42/§19"),
]


@pytest.mark.parametrize(("text", "address"), LAWS)
def test_laws(text: str, address: str) -> None:
    """A paragraph of a known law leads to the law."""
    (_, _, reference), *rest = find_references(f"jf. {text}", "pkt-1")
    assert (reference.law, rest) == (f"https://lovdata.no/lov/{address}", [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("etter kommuneloven § 3 i tråd med", "kommuneloven § 3"),
        ("helse- og omsorgstjenesteloven § 6-2 punkt 5 sier", "helse- og omsorgstjenesteloven § 6-2 punkt 5"),
        (
            "helse- og omsorgstjenesteloven § 6-2 første ledd nr. 5",
            "helse- og omsorgstjenesteloven § 6-2 første ledd nr. 5",
        ),
        ("punkt 5 i helse- og omsorgstjenesteloven § 6-2", "helse- og omsorgstjenesteloven § 6-2"),
    ],
)
def test_a_point_of_a_law_is_not_a_point_of_this_text(text: str, words: str) -> None:
    """The points and paragraphs of a law belong to the law, and the word «i» is not a letter of it."""
    assert [r.text for _, _, r in find_references(text, "pkt-1") if r.law] == [words]
    assert [r for _, _, r in find_references(text, "pkt-1") if not r.law] == []


NOTHING = [
    "Nasjonal helse- og sykehusplan 2020-2023",
    "Punktum.",
    "punktlig 3 ganger i uka",
    "møtes 3 ganger i året",
    "versjon 1.0 og 2.0",
    "klokka 12.30",
    "tidspunkt 7.1",
    "kontrollpunkt 4",
    "vedlegget er nevnt",
    "vedleggsliste 3",
    "retningslinje for 2024",
    "vedlegg 2024",
    "punkt 3.5.2024",
    "punkt 12abc",
    "punkt 5 i lov om helsetjenester",
    "punkt 5 i forskrift om varsling",
    "§ 3-4",
    "samarbeidsavtalen fra 2022",
    "loven § 3",
    "",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_invented(text: str) -> None:
    """Years, counts, versions and words that only look like a reference are left alone."""
    assert found(text) == []


def test_references_are_marked_in_the_text() -> None:
    """Each reference is a numbered link element whose words are untouched, in lists and tables too."""
    text = render("Se *punkt 1*, og pkt 2.\n\n- vedlegg 3\n\n| A |\n|---|\n| punkt 4 |")
    assert [r.text for r in text.references] == ["punkt 1", "pkt 2", "vedlegg 3", "punkt 4"]
    for index, reference in enumerate(text.references):
        assert f'<a data-ref="{index}">{reference.text}</a>' in text.html


def test_a_reference_knows_its_clause() -> None:
    """The record says in which clause the reference stands."""
    text = render("Punkt 1.\n\n## 1 A\n\nPunkt 2.\n\n### Om\n\n- Punkt 3.")
    assert [r.clause_id for r in text.references] == ["innledning", "pkt-1", "pkt-1-om"]


@pytest.mark.parametrize(
    "body", ["## Se punkt 1", "`punkt 1`", "    punkt 1", "[punkt 1](https://a.example)", "> ## [punkt 1](#a)"]
)
def test_where_references_are_not_sought(body: str) -> None:
    """Headings, code and what is a link already stay as they are."""
    assert render(body).references == ()


_words = st.sampled_from(
    [
        "punkt",
        "pkt.",
        "punktene",
        "retningslinje",
        "retningslinjene",
        "vedlegg",
        "samarbeidsavtalen",
        "samarbeidsavtalens",
        "i",
        "og",
        ",",
        "–",
        "-",
        "§",
        "1",
        "2.1",
        "12",
        "2024",
        "999999999999",
        "kommuneloven",
        "helse-",
        "٣",
        "²",
        "ganger",
        "loven",
        "\n",
        ".",
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(_words, max_size=14), st.sampled_from(["", " "]))
def test_places_are_right(words: list[str], between: str) -> None:
    """References come in order, do not overlap, and hold the very words of their place."""
    text = between.join(words)
    position = 0
    for start, end, reference in find_references(text, "pkt-1"):
        assert position <= start < end <= len(text)
        assert reference.text == text[start:end]
        assert isinstance(reference, Reference)
        position = end
