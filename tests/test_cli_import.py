"""``avtaleverk importer`` as a secretary calls it: a proposal in the folder, a report to read, and no half-done work."""

import json
import os
import sys
import zipfile
from pathlib import Path

import pytest
from history_corpus import OWN, folder
from word_files import gone, ins, par, red, run, word_file

from avtaleverk.cli import main

BODY = "## 1 Formål\n\nPartene møtes to ganger i året.\n\n## 2 Oppgaver\n\n- å varsle\n- å følge opp\n"
STYLES = '<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
NEW = f"{OWN}/1.1.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder with one guideline, in force as version 1.0."""
    return folder(tmp_path, {"1.0": ("godkjent_av: ssu\ngodkjent: 2020-01-01\n", BODY)})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a Markdown file with a changed text: it needs no pandoc."""
    path = tmp_path / "prøve.md"
    path.write_text(BODY.replace("to ganger", "fire ganger"), "utf-8")
    return path


def call(root: Path, *words: str | Path) -> int:
    return main(["importer", *map(str, words), "--rot", str(root), "--dato", "2026-11-22"])


def files(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def word(root: Path, name: str = "prøve.docx", verb: str = "møtes") -> Path:
    """Write a Word file with one change, tracked; ``verb`` is another one where it builds on another text."""
    body = (
        par("1 Formål", style="Overskrift1")
        + par(run(f"Partene {verb} ") + gone(run("to")) + ins(run("fire")) + run(" ganger i året."))
        + par("2 Oppgaver", style="Overskrift1")
        + par("å varsle, og å følge opp")
    )
    path = root.parent / name
    path.write_bytes(word_file(body, styles=STYLES))
    return path


def test_a_word_file_becomes_a_proposal_and_a_report(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The report says who marked what, what the text builds on, and what changes."""
    assert call(root, word(root), "--som", "9", "--versjon", "1.1") == 0
    said = capsys.readouterr().out
    assert (
        (root / NEW)
        .read_text("utf-8")
        .startswith('---\nversjon: "1.1"\n---\n\n## 1 Formål\n\nPartene møtes fire ganger')
    )
    assert "Merket av: Kari Vik (2026-03-01)." in said
    assert f"Forslaget er skrevet til `{NEW}`." in said
    assert "Fila bygger på en tekst som avviker fra versjon 1.0, uten at avvikene er merket i fila:" in said
    assert "Partene møtes [-to-][+fire+] ganger i året." in said
    assert "[-å varsle-]" in said
    assert 'kan feltet være endrede_punkter: ["1", "2"]' in said


def test_a_file_without_marks_is_compared(root: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its text is the new one, and the report says how the changes were found."""
    assert call(root, file, "--som", OWN, "--versjon", "1.1") == 0
    said = capsys.readouterr().out
    assert "Endringene er funnet ved å sammenligne med versjon 1.0." in said
    assert "- Punkt 1: 1 ord endret" in said
    assert (root / NEW).read_text("utf-8") == f'---\nversjon: "1.1"\n---\n\n{BODY.replace("to ganger", "fire ganger")}'


def test_red_that_is_published_is_no_change(root: Path) -> None:
    """A text that stands in red in force is design, and stays as it is."""
    path = root.parent / "rød.docx"
    body = par("1 Formål", style="Overskrift1") + par(
        run("Partene ") + red("møtes to ganger") + run(" i ") + red("hvert ") + run("året.")
    )
    path.write_bytes(word_file(body, styles=STYLES))
    assert call(root, path, "--som", "9", "--versjon", "1.1") == 0
    assert "Partene møtes to ganger i hvert året." in (root / NEW).read_text("utf-8")


def test_the_report_shows_emphasis_and_nothing_that_did_not_change(
    tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is made bold is shown in its paragraph; a paragraph with a bracket near its start is left out."""
    body = BODY + "- KS (Kommunenes Sentralforbund) er med\n"
    root = folder(tmp_path / "med-ks", {"1.0": ("godkjent_av: ssu\ngodkjent: 2020-01-01\n", body)})
    file.write_text(body.replace("to ganger", "**to** ganger").replace("å varsle", "varsle"), "utf-8")
    assert call(root, file, "--som", "9", "--versjon", "1.1", "--prøv") == 0
    report = capsys.readouterr().out
    assert "Partene møtes [~to~] ganger i året." in report
    assert "KS (" not in report


def test_a_memo_is_known(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file that goes to the meeting holds more than the text."""
    source = word(root)
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr(
            "docProps/core.xml", '<c xmlns:d="http://purl.org/dc/elements/1.1/"><d:subject>Notat · A</d:subject></c>'
        )
    assert call(root, source, "--som", "9", "--versjon", "1.1", "--prøv") == 0
    assert "Fila er et notat til et møte" in capsys.readouterr().out


def test_a_number_before_all_others_is_told(root: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The text is then held against nothing, which a wrong number must not hide."""
    assert call(root, file, "--som", "9", "--versjon", "0.1") == 0
    assert "Nummeret 0.1 kommer før alle versjonene dokumentet har (1.0)" in capsys.readouterr().out


def test_a_trial_writes_nothing(root: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The report is the same, and says that it is a trial."""
    before = files(root)
    assert call(root, file, "--som", "9", "--versjon", "1.1", "--prøv") == 0
    assert "Dette er en prøve. Ingenting er skrevet." in capsys.readouterr().out
    assert files(root) == before


def test_all_that_is_missing_is_told_at_once(root: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With what there is to choose from, the next number, and a command that would do."""
    assert call(root, file) == 2
    said = capsys.readouterr().err
    assert f"--som: dokumentet fila gjelder. Det ser ut til å være {OWN}" not in said
    assert f"{OWN}  (Prøve)" in said
    assert "--versjon: nummeret den nye teksten får." in said
    assert call(root, file, "--som", "9") == 2
    said = capsys.readouterr().err
    assert "Siste versjon av Prøve er 1.0, så 1.1 er det neste." in said
    assert f"--som {OWN} --versjon 1.1" in said


def test_a_file_that_names_its_document_is_advised(root: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Advice is all it is: the editor decides."""
    named = file.rename(file.with_name("retningslinje 9.md"))
    assert call(root, named) == 2
    assert f"Det ser ut til å være {OWN}, etter nummeret i filnavnet." in capsys.readouterr().err
    assert not (root / NEW).exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--som", "9", "--versjon", "1.0"], f"Versjon 1.0 finnes allerede: {OWN}/1.0.md"),
        (["--som", "9", "--versjon", "to"], "kan ikke være et versjonsnummer"),
        (["--som", "akutt", "--versjon", "1.0"], "Ingen dokumenter heter «akutt»"),
        (["--som", "andre/steder", "--versjon", "1.0", "--tittel", "Ny"], "kan ikke være mappa til et nytt dokument"),
    ],
)
def test_what_cannot_be_is_wrong_use(
    root: Path, file: Path, capsys: pytest.CaptureFixture[str], words: list[str], why: str
) -> None:
    """Nothing is written, and the message says what to do."""
    before = files(root)
    assert call(root, file, *words) == 2
    assert why in capsys.readouterr().err
    assert files(root) == before


def test_a_number_that_is_the_same_as_another_is_stopped_by_the_checks(
    root: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """1.00 is 1.0: what ``sjekk`` would stop is not left in the folder."""
    before = files(root)
    assert call(root, file, "--som", "9", "--versjon", "1.00") == 1
    said = capsys.readouterr().out
    assert "**Ingenting er skrevet.**" in said
    assert "regnes som samme nummer" in said
    assert files(root) == before


def test_a_new_document_may_not_break_another(root: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Number 9 is taken, and two documents cannot have one address; the fault is found at either of them."""
    before = files(root)
    for place in ("retningslinjer/09-a", "retningslinjer/09-z"):
        assert call(root, file, "--som", place, "--versjon", "1.0", "--tittel", "Ny") == 1
        assert "samme adresse" in capsys.readouterr().out
    assert files(root) == before


def test_a_file_that_cannot_be_put_there_is_told(
    root: Path, file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, or a folder that is read only: the report says so, and the other files go on."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left")

    monkeypatch.setattr(os, "write", full)
    assert call(root, file, "--som", "9", "--versjon", "1.1") == 1
    said = capsys.readouterr().out
    assert "Fila kunne ikke legges i mappa." in said
    assert "disken er full" in said


@pytest.mark.parametrize(
    ("name", "missing"), [("a.docx", "avtaleverk.word.reading"), ("a.odt", "avtaleverk.imports.odt.reading")]
)
def test_without_the_extra_the_message_says_what_to_install(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, missing: str
) -> None:
    """Reading Word needs more than the site does."""
    monkeypatch.setitem(sys.modules, missing, None)
    path = root.parent / name
    path.write_bytes(b"x")
    assert call(root, path, "--som", "9", "--versjon", "1.1") == 1
    assert "pip install 'avtaleverk[word]'" in capsys.readouterr().err


def test_a_new_document_gets_its_folder(root: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a title that the user gives; the rest of its fields are for the editor."""
    assert call(root, file, "--som", "retningslinjer/10-ny", "--versjon", "1.0", "--tittel", "Ny: prøve") == 0
    said = capsys.readouterr().out
    assert "Nytt dokument: Ny: prøve" in said
    assert "Fyll ut resten av feltene i retningslinjer/10-ny/index.md." in said
    index = (root / "retningslinjer/10-ny/index.md").read_text("utf-8")
    assert index == '---\ntittel: "Ny: prøve"\ntype: retningslinje\nnummer: "10"\n---\n'
    assert main(["sjekk", "--rot", str(root)]) == 0


def test_the_old_text_of_a_new_document_is_not_lost_without_a_word(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file with marks holds a text that lies nowhere yet."""
    assert call(root, word(root), "--som", "avtaler/ny", "--versjon", "2.0", "--tittel", "Ny") == 0
    assert "Teksten slik den var før endringene, er ikke lagt inn" in capsys.readouterr().out


def test_a_title_for_a_known_document_is_that_of_the_version(root: Path, file: Path) -> None:
    """A document may change its name."""
    assert call(root, file, "--som", "9", "--versjon", "1.1", "--tittel", "Nytt navn") == 0
    assert "tittel: Nytt navn\n" in (root / NEW).read_text("utf-8")


def test_the_report_may_be_a_file_and_the_answer_json(
    root: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A program reads the one, a person the other."""
    report = root.parent / "rapport.md"
    assert call(root, file, "--som", "9", "--versjon", "1.1", "--rapport", report, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["sti"], answer["skrevet"], answer["har_merker"], answer["punkter"]) == (NEW, True, False, ["1"])
    assert report.read_text("utf-8").startswith("# Importrapport: prøve.md\n")


def test_a_report_that_cannot_be_written_is_told(root: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The proposal is there, and the message says so."""
    nowhere = root.parent / "finnes/ikke.md"
    assert call(root, file, "--som", "9", "--versjon", "1.1", "--rapport", nowhere) == 1
    assert "Forslaget selv er skrevet" in capsys.readouterr().err
    assert (root / NEW).exists()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.doc", b"x", "det gamle Word-formatet .doc"),
        ("a.rtf", b"x", "formatet .rtf"),
        ("a.docm", b"x", "makroer"),
        ("a.dotx", b"x", "en Word-mal (.dotx)"),
        ("a.pages", b"x", "«Eksporter til»"),
        ("a.txt", b"x", "ren tekst"),
        ("a.zip", b"x", "Filer som kan leses, er .docx, .odt, .pdf, .md"),
        ("a", b"x", "kan ikke leses"),
        ("a.docx", b"<html>", "Word"),
        ("a.md", b"\xff", "UTF-8"),
        ("a.md", b"---\ntittel: A\n---\n", "ingen tekst"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, why: str
) -> None:
    """The message names a way that works."""
    path = root.parent / name
    path.write_bytes(data)
    assert call(root, path, "--som", "9", "--versjon", "1.1") == 1
    assert why in capsys.readouterr().err
    assert not (root / NEW).exists()


def test_a_file_that_is_not_there_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By name."""
    assert call(root, root.parent / "borte.docx", "--som", "9", "--versjon", "1.1") == 1
    assert "finnes ikke. Se etter at navnet er riktig" in capsys.readouterr().err


def test_a_file_larger_than_any_document_is_not_read(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its size alone says so."""
    path = root.parent / "stor.docx"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 200 * 2**20)
    assert call(root, path, "--som", "9", "--versjon", "1.1") == 1
    assert "større enn 100 MB" in capsys.readouterr().err


def test_a_folder_with_errors_is_mended_first(root: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing can be checked against what cannot be read."""
    (root / OWN / "1.0.md").write_text("uten metadata", "utf-8")
    assert call(root, file, "--som", "9", "--versjon", "1.1") == 1
    assert "Mappa har feil som må rettes først. Ingenting ble lest inn." in capsys.readouterr().err


def test_metadata_of_a_markdown_file_are_left_out_and_told(
    root: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They may be those of another version."""
    file.write_text(f"---\ngodkjent_av: ssu\n---\n\n{BODY}Mer.\n", "utf-8")
    assert call(root, file, "--som", "9", "--versjon", "1.1") == 0
    assert "Metadataene øverst i fila er ikke tatt med" in capsys.readouterr().out
    assert "godkjent_av" not in (root / NEW).read_text("utf-8")


def test_many_files_are_told_in_a_table(root: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each goes where it clearly belongs; one that cannot be read stops none of the others."""
    place = root.parent / "filer"
    place.mkdir()
    file.rename(place / "retningslinje 9.md")
    for name, data in (("annet.md", b"Tekst."), ("gammel.doc", b"x"), (".skjult.md", b"x"), ("bilde.png", b"x")):
        (place / name).write_bytes(data)
    assert call(root, place) == 1
    said = capsys.readouterr().out
    assert "3 filer lest, 1 forslag skrevet." in said
    assert f"| retningslinje 9.md | {OWN} | 1.1 | skrevet |" in said
    assert "| annet.md | – | – | Ikke skrevet: ingen dokumenter har denne tittelen" in said
    assert "det gamle Word-formatet" in said
    assert (root / NEW).exists()


def test_two_files_for_one_document_are_not_chosen_between(
    root: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither is written."""
    one = file.rename(file.with_name("retningslinje 9.md"))
    other = file.with_name("retningslinje 9 kopi.md")
    other.write_bytes(one.read_bytes())
    assert call(root, one, other) == 1
    assert capsys.readouterr().out.count("flere av filene gjelder dette dokumentet") == 2
    assert not (root / NEW).exists()


def test_the_reports_of_many_files_go_to_one_file(root: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The screen says what was written; the answer as data has one entry for each file."""
    named = file.rename(file.with_name("retningslinje 9.md"))
    report = root.parent / "rapport.md"
    assert call(root, named, root.parent / "borte.md", "--rapport", report, "--versjon", "2.0", "--prov") == 1
    assert report.read_text("utf-8").count("# Import") == 2
    capsys.readouterr()
    assert call(root, named, root.parent / "borte.md", "--versjon", "2.0", "--json") == 1
    answer = json.loads(capsys.readouterr().out)
    assert [entry["skrevet"] for entry in answer] == [True, False]
    assert (root / OWN / "2.0.md").exists()


def test_many_files_have_no_common_document(root: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--som`` is for one file."""
    assert call(root, file, file, "--som", "9") == 2
    assert "gjelder én fil" in capsys.readouterr().err


def test_a_folder_with_one_file_may_be_named(root: Path, file: Path) -> None:
    """Then it is clear what is meant."""
    place = root.parent / "filer"
    place.mkdir()
    file.rename(place / "annet.md")
    assert call(root, place, "--som", "9", "--versjon", "1.1") == 0
    assert (root / NEW).exists()


def test_an_empty_folder_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With what can be read."""
    empty = root.parent / "tom"
    empty.mkdir()
    assert call(root, empty) == 1
    assert "ingen filer som kan leses" in capsys.readouterr().err
