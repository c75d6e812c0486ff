"""Which document a file is about, and which number it may have: said only where it is clear."""

from dataclasses import replace
from datetime import date

import pytest
from history_corpus import DAY, corpus_of, guideline, proposal, version

from avtaleverk.imports.against import base_of, hold_against, known_of, next_number
from avtaleverk.imports.imported import Imported
from avtaleverk.imports.matching import match
from avtaleverk.imports.proposal import Target, files_of, new_folder, own_title
from avtaleverk.imports.report import Report
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import DocumentKind
from avtaleverk.model.findings import AvtaleverkError


def corpus() -> Corpus:
    one = guideline(version("1.0", "Tekst."))
    made = [
        ("retningslinjer/01-ansvar", "1", "Ansvar og oppgaver"),
        ("retningslinjer/05-utskriving", "5", "Utskriving fra sykehus"),
        ("retningslinjer/15-innleggelse", "15", "Innleggelse"),
    ]
    documents = [replace(one, folder=folder, number=number, title=title) for folder, number, title in made]
    fees = replace(
        one, folder="retningslinjer/01-ansvar/vedlegg/1.4-satser", kind=DocumentKind.ATTACHMENT, number="1.4"
    )
    return corpus_of(replace(documents[0], attachments=(replace(fees, title="Satser for møter"),)), *documents[1:])


@pytest.mark.parametrize(
    ("name", "title", "folder", "why"),
    [
        ("x.docx", "Utskriving fra sykehus", "retningslinjer/05-utskriving", "tittelen i fila"),
        ("x.docx", "Retningslinje 5: Nytt navn", "retningslinjer/05-utskriving", "nummeret i tittelen"),
        ("x.docx", "RETNINGSLINJE 1 – ANSVAR OG OPPGAVER", "retningslinjer/01-ansvar", "tittelen i fila"),
        ("Retningslinje 5 v2 merket.docx", "", "retningslinjer/05-utskriving", "nummeret i filnavnet"),
        ("retningslinje_nr_05.docx", "", "retningslinjer/05-utskriving", "nummeret i filnavnet"),
        ("Vedlegg 1.4.docx", "", "retningslinjer/01-ansvar/vedlegg/1.4-satser", "nummeret i filnavnet"),
        ("utkast-utskriving-2026.docx", "", "retningslinjer/05-utskriving", "filnavnet"),
        ("retningslinje 1.docx", "Utskriving fra sykehus", "retningslinjer/05-utskriving", "tittelen i fila"),
    ],
)
def test_a_file_is_known_by_title_then_number_then_name(name: str, title: str, folder: str, why: str) -> None:
    """What the text says of itself goes before what somebody called the file."""
    found = match(corpus(), name, title)
    assert found.document is not None
    assert (found.document.folder, found.why) == (folder, why)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("dokument1.docx", "Referat"),
        ("retningslinje 55.docx", ""),
        ("retningslinje 1 og retningslinje 5.docx", ""),
        ("innleggelse og utskriving.docx", ""),
        ("retningslinjer 2024.docx", ""),
    ],
)
def test_what_is_not_clear_is_not_guessed(name: str, title: str) -> None:
    """Nothing, or more than one thing, is meant."""
    assert match(corpus(), name, title).document is None


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [
        ([], "1.0"),
        (["1.0"], "1.1"),
        (["1.0", "1.9"], "1.10"),
        (["2.1.3"], "2.1.4"),
        (["2"], "2.1"),
        (["2024"], "2026"),
        (["2026"], "2027"),
    ],
)
def test_the_next_number_follows_the_last(numbers: list[str], wanted: str) -> None:
    """A year is followed by the year it is now."""
    assert next_number(guideline(*(version(n, "T.") for n in numbers)), DAY) == wanted
    assert next_number(None, DAY) == "1.0"


def test_a_text_is_held_against_the_one_in_force_or_the_one_before() -> None:
    """A later one against what applies, an older one against what it followed, the first against nothing."""
    document = guideline(version("1.0", "A."), version("2.0", "B.", approved=date(2021, 1, 1)), proposal("2.1", "C."))
    known = corpus_of(document)
    found = {number: base_of(known, document, number, DAY) for number in ("0.9", "1.5", "2.2")}
    assert {number: base.number if base else None for number, base in found.items()} == {
        "0.9": None,
        "1.5": "1.0",
        "2.2": "2.0",
    }
    only = guideline(proposal("1.0", "A."))
    base = base_of(corpus_of(only), only, "1.1", DAY)
    assert base is not None
    assert base.number == "1.0"


def imported(new: str, old: str | None = None, title: str = "") -> Imported:
    return Imported("et Word-dokument", new, title, (), old)


def test_what_a_file_builds_on_is_held_apart_from_what_it_changes() -> None:
    """The difference from the text in force that nobody marked is told, and so is what was marked."""
    base = version("1.0", "## 1 A\n\nEn setning her.")
    same = hold_against(imported("## 1 A\n\nEn ny setning her.\n", "## 1 A\n\nEn setning her.\n"), base)
    assert same.is_built_on_base
    assert same.changes is not None
    assert len(same.changes.changes) == 1
    drifted = hold_against(imported("## 1 A\n\nEn ny setning der.\n", "## 1 A\n\nEn setning der.\n"), base)
    assert not drifted.is_built_on_base
    assert drifted.drift is not None
    assert drifted.drift.changes
    unmarked = hold_against(imported("## 1 A\n\nNy.\n"), base)
    assert (unmarked.drift, unmarked.marked) == (None, None)
    assert unmarked.changes is unmarked.found
    assert hold_against(imported("T."), None).changes is None


def test_a_file_that_builds_on_another_version_is_known() -> None:
    """Somebody revised an old copy: what came after it would be lost without a word."""
    base, older = version("1.0", "## 1 A\n\nNy setning."), version("0.9", "## 1 A\n\nGammel setning.")
    held = hold_against(imported("## 1 A\n\nNyest.\n", "## 1 A\n\nGammel setning.\n"), base, [older, base])
    assert held.other is older
    assert hold_against(imported("A.\n", "Annet.\n"), base, [older, base]).other is None


def test_a_report_of_a_rewritten_text_can_be_read() -> None:
    """A thousand changes are counted, not listed."""
    old = "\n\n".join(f"## {n} Tittel\n\nTekst nummer {n}." for n in range(1, 101))
    new = old.replace("Tekst nummer", "En annen tekst med nummer")
    base, document = version("1.0", old), guideline(version("1.0", old))
    file = imported(f"{new}\n")
    report = Report("a.docx", "Prøve", Target(document.folder, "1.1", document), file, hold_against(file, base))
    said = report.to_markdown()
    assert "- … og 20 endringer til" in said
    assert "avsnitt til\n~~~" in said
    assert "endrede_punkter" not in said


def test_what_is_known_of_a_document_is_its_titles_and_headings() -> None:
    """With and without the label, as they are compared."""
    document = guideline(version("1.0", "T.", title="Gammelt navn"), title="Ansvar")
    known = known_of(document, version("1.0", "## 1 Om\n\n#### Oppgaver\n"))
    assert {"ansvar", "gammelt navn", "retningslinje 9 ansvar"} <= known.titles
    assert (known.level_of("Oppgaver"), known.level_of("1. Om"), known.level_of("Annet")) == (4, 2, 0)


def test_a_proposal_says_no_more_than_the_file_does() -> None:
    """The number, and a title where it is another one; nothing is invented."""
    document = guideline(version("1.0", "T."), title="Ansvar og oppgaver")
    target = Target(document.folder, "1.1", document)
    plain = files_of(target, imported("Tekst.\n", title="Retningslinje 9: ANSVAR OG OPPGAVER"))
    assert plain == {f"{document.folder}/1.1.md": '---\nversjon: "1.1"\n---\n\nTekst.\n'}
    other = imported("Tekst.\n", title="Ansvar: hvem gjør hva?")
    assert own_title(target, other) == "Ansvar: hvem gjør hva?"
    assert 'tittel: "Ansvar: hvem gjør hva?"' in files_of(target, other)[target.path]
    chosen = Target(document.folder, "1.1", document, "Hvem gjør hva")
    assert "tittel: Hvem gjør hva\n" in files_of(chosen, other)[target.path]


@pytest.mark.parametrize(
    ("folder", "fields"),
    [
        ("retningslinjer/05-utskriving", 'tittel: Ny\ntype: retningslinje\nnummer: "5"'),
        ("avtaler/delavtale", "tittel: Ny\ntype: avtale"),
        ("retningslinjer/01-ansvar/vedlegg/1.5-skjema", 'tittel: Ny\ntype: vedlegg\nnummer: "1.5"'),
    ],
)
def test_a_new_document_gets_a_page_of_its_own(folder: str, fields: str) -> None:
    """Its kind and number are those that its folder says."""
    index, version_path = files_of(Target(folder, "1.0", None, "Ny"), imported("T.\n")).items()
    assert index == (f"{folder}/index.md", f"---\n{fields}\n---\n")
    assert version_path[0] == f"{folder}/1.0.md"


@pytest.mark.parametrize("words", ["retningslinjer/05-ny", "./avtaler/ny/", "retningslinjer/01-ansvar/vedlegg/1.5-ny"])
def test_a_new_document_may_lie_where_documents_lie(words: str) -> None:
    """Directly under agreements or guidelines, or as an attachment of one that is there."""
    assert new_folder(corpus(), words) == words.strip("./").rstrip("/")


@pytest.mark.parametrize(
    "words",
    ["ny", "retningslinjer", "retningslinjer/", "annet/ny", "retningslinjer/a/b", "retningslinjer/../x", "retningslinjer/.x",
     "retningslinjer/99/vedlegg/1", "retningslinjer/!!", "retningslinjer/vedlegg", "/retningslinjer/../../x"],
)  # fmt: skip
def test_a_new_document_lies_nowhere_else(words: str) -> None:
    """The message says where it may."""
    with pytest.raises(AvtaleverkError, match="kan ikke"):
        new_folder(corpus(), words)
