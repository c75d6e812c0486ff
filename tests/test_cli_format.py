"""``avtaleverk formater`` as an editor calls it."""

import json
import shutil
from pathlib import Path

import pytest
from lock_folder import BASE, VERSION, edit, findings, run

from avtaleverk.cli import main
from avtaleverk.corpus import read_corpus

PROPOSAL = "retningslinjer/01-utskriving/3.0.md"
FRONT = '---\nversjon:   "3.0"   # etter høringen\nhoring: {fra: 2026-01-05, frist: 2026-03-05}\n---\n'
ROUGH = "\n\n1 Formål\n========\n* en\n* to  \n"
FORMED = "\n# 1 Formål\n\n- en\n- to\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a copy of the small corpus in the one form, with a rough proposal from Windows beside it."""
    folder = Path(shutil.copytree(BASE, tmp_path / "korpus"))
    assert formatted(folder, "--også-vedtatte") == 0
    (folder / PROPOSAL).write_bytes(b"\xef\xbb\xbf" + (FRONT + ROUGH).replace("\n", "\r\n").encode())
    return folder


def formatted(folder: Path, *more: str) -> int:
    """Format the folder, or what is named."""
    return main(["formater", "--rot", str(folder), *more])


def contents(folder: Path) -> dict[Path, bytes]:
    """Return the bytes of each file."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_text_gets_the_one_form(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The text is written anew and the front matter is not, nothing lies beside it, and the next time nothing is done."""
    files = contents(corpus).keys()
    capsys.readouterr()
    assert formatted(corpus) == 0
    assert (corpus / PROPOSAL).read_bytes().decode() == FRONT + FORMED
    assert contents(corpus).keys() == files
    said = capsys.readouterr().out
    assert said.startswith(f"Formatert: {PROPOSAL}\n1 fil ble endret, ")
    assert formatted(corpus, "--sjekk") == 0
    assert "0 filer ville blitt endret" in capsys.readouterr().out


def test_asking_changes_nothing(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With ``--sjekk`` the files that would change are named, the status tells of them, and none is written."""
    before = contents(corpus)
    capsys.readouterr()
    assert formatted(corpus, "--sjekk") == 1
    assert f"Ville blitt endret: {PROPOSAL}\n" in capsys.readouterr().out
    assert contents(corpus) == before


def test_what_was_approved_is_left_as_it_was(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An approved text is not touched unless it is asked for, and then the lock finds nothing, for the page is the same."""
    edit(corpus, "## ", "##  ")
    assert run(corpus) == 0
    rough = (corpus / VERSION).read_bytes()
    capsys.readouterr()
    approved = str(corpus / VERSION)
    assert formatted(corpus, approved) == 0
    assert (corpus / VERSION).read_bytes() == rough
    assert "1 fil med vedtatt tekst er ikke rørt" in capsys.readouterr().out
    assert formatted(corpus, "--ogsa-vedtatte", approved) == 0
    assert (corpus / VERSION).read_bytes() != rough
    assert findings(corpus) == []


def test_files_and_folders_can_be_named(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only what is named is formatted, each file once."""
    capsys.readouterr()
    assert formatted(corpus, str(corpus / "avtaler"), "--json") == 0
    assert json.loads(capsys.readouterr().out)["endret"] == []
    assert formatted(corpus, str(corpus / "retningslinjer"), str(corpus / PROPOSAL), "--json") == 0
    assert json.loads(capsys.readouterr().out)["endret"] == [PROPOSAL]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe", "Fila er ikke lagret som UTF-8"),
        (b'---\nversjon: "1\nTekst\n', "Metadataene slutter aldri"),
        (b"---\nversjon: [\n---\n\nTekst\n", "3.0.md:"),
        (b"---\nversjon: '3'\n---\n\n<<<<<<< min\nen\n=======\nto\n>>>>>>> din\n", "flettekonflikt"),
        (b"- " * 3000 + b"for dypt", "for mange niv"),
    ],
)  # fmt: skip
def test_a_bad_file_is_told_of_and_the_others_are_formatted(
    corpus: Path, capsys: pytest.CaptureFixture[str], content: bytes, told: str
) -> None:
    """A file that cannot be read is a finding, stays as it is, and keeps no other from its form."""
    (corpus / PROPOSAL).write_bytes(content)
    (corpus / "docs" / "om.md").write_text("Om\n==\n", "utf-8")
    assert formatted(corpus) == 1
    assert told in capsys.readouterr().err
    assert (corpus / PROPOSAL).read_bytes() == content
    assert (corpus / "docs" / "om.md").read_text("utf-8") == "# Om\n"


def test_a_page_written_by_hand_keeps_its_title(corpus: Path) -> None:
    """The title of a page is the same in any form of its heading, and bears no signs of Markdown."""
    page = corpus / "docs" / "om.md"
    page.write_text("**Om** oss\u00a0& dere\n===\n\nTekst\n", "utf-8")
    before = read_corpus(corpus).corpus
    assert formatted(corpus) == 0
    assert page.read_text("utf-8") == "# **Om** oss&nbsp;& dere\n\nTekst\n"
    after = read_corpus(corpus).corpus
    assert before is not None
    assert after is not None
    assert after.pages == before.pages
    assert {p.title: p.text for p in after.pages}["Om oss & dere"] == "Tekst"


def test_a_piece_without_a_form_is_told_of(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What keeps its own form is a warning with its line, and no fault."""
    (corpus / PROPOSAL).write_text(f"{FRONT}\nFørst\n\n- \n\n    Alene\n", "utf-8")
    assert formatted(corpus) == 0
    assert f"{PROPOSAL}:8: Et stykke kan ikke skrives på noen annen måte" in capsys.readouterr().err


@pytest.mark.parametrize(("place", "told"), [("finnes-ikke.md", "finnes ikke"), ("..", "ligger ikke i mappa")])
def test_a_place_that_is_not_in_the_folder(
    corpus: Path, capsys: pytest.CaptureFixture[str], place: str, told: str
) -> None:
    """A file that is not there, or lies elsewhere, is told of."""
    assert formatted(corpus, str(corpus / place)) == 1
    assert told in capsys.readouterr().err


def test_only_markdown_is_formatted(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of another kind is a finding and stays as it is."""
    before = contents(corpus)
    assert formatted(corpus, str(corpus / "ordliste.yml")) == 1
    assert "Bare Markdown-filer kan formateres" in capsys.readouterr().err
    assert contents(corpus) == before
