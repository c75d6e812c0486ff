"""``avtaleverk sammenlign`` as an editor calls it: the answer, where it is written, and what is wrong with a file."""

import io
import json
import os
import re
import sys
from pathlib import Path

import pytest
from jsonschema import validate

from avtaleverk.cli import main
from avtaleverk.redline import json_schema

OLD = "---\nversjon: '1.0'\n---\n\n## 1 Formål\n\nKommunen melder fra innen 24 timer.\n\n## 2 Varighet\n\nAvtalen varer ut 2027.\n"
NEW = OLD.replace("24", "48")
CHANGED = "Punkt 1: 1 ord endret"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(old: str = OLD, new: str = NEW) -> None:
    Path("gammel.md").write_text(old, "utf-8")
    Path("ny.md").write_text(new, "utf-8")


def run(*options: str, old: str = "gammel.md", new: str = "ny.md") -> int:
    return main(["sammenlign", old, new, *options])


def test_the_answer_is_text(capsys: pytest.CaptureFixture[str]) -> None:
    """Status 0, the changes by point, and the points that changed with their marks; nothing else."""
    write()
    assert run() == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out == (
        "Endringen gjelder innhold. 1 ord lagt til, 1 ord slettet.\n"
        f"- {CHANGED}\n\n"
        "## 1 Formål\n\nKommunen melder fra innen [-24-][+48+] timer.\n"
    )


def test_all_points_are_shown_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """--alt shows the points that did not change as well."""
    write()
    assert run("--alt") == 0
    assert "Avtalen varer ut 2027." in capsys.readouterr().out


def test_the_answer_as_html(capsys: pytest.CaptureFixture[str]) -> None:
    """--format html gives a page of its own that names both files."""
    write()
    assert run("--format", "html") == 0
    out = capsys.readouterr().out
    assert out.startswith("<!doctype html>\n")
    assert out.endswith("</html>\n")
    assert "<title>gammel.md → ny.md</title>" in out
    assert re.search("<ins>.*48</ins>", out)


def test_the_answer_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """--format json gives what the schema describes, with letters that a person can read."""
    write(new=NEW.replace("Formål", "Mål på året"))
    assert run("--format", "json") == 0
    out = capsys.readouterr().out
    assert "Mål på året" in out
    validate(json.loads(out), json_schema())


@pytest.mark.parametrize("form", ["tekst", "html", "json"])
def test_the_answer_in_a_file(form: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--til writes the same answer to a file, and the user learns where it lies."""
    write()
    assert run("--format", form) == 0
    shown = capsys.readouterr().out
    assert run("--format", form, "--til", "svar.ut") == 0
    assert capsys.readouterr().out == f"Skrevet: {folder.resolve() / 'svar.ut'}\n"
    assert Path("svar.ut").read_text("utf-8") == shown


def test_the_answer_in_nynorsk(capsys: pytest.CaptureFixture[str]) -> None:
    """--sprak nn says what is said about the changes in nynorsk, in each form."""
    write()
    assert run("--sprak", "nn") == 0
    assert capsys.readouterr().out.startswith("Endringa gjeld innhald. 1 ord lagde til, 1 ord sletta.\n")
    assert run("--sprak", "nn", "--format", "html") == 0
    assert '<html lang="nn">' in capsys.readouterr().out
    assert run("--sprak", "nn", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["endringer"][0]["forklaring"] == "Punkt 1: 1 ord endra"


def test_equal_texts(capsys: pytest.CaptureFixture[str]) -> None:
    """Two files that are alike are said to be so."""
    write(new=OLD)
    assert run() == 0
    assert capsys.readouterr().out == "De to tekstene er like.\n"


def test_only_metadata_differ(capsys: pytest.CaptureFixture[str]) -> None:
    """Where the texts are alike and the metadata are not, that is said, and a program learns it too."""
    write(new=OLD.replace("1.0", "1.1"))
    assert run() == 0
    assert capsys.readouterr().out == "Teksten er den samme. Bare metadata er endret.\n"
    assert run("--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["sammendrag"]["type"] == "bare metadata"


def test_files_without_metadata(capsys: pytest.CaptureFixture[str]) -> None:
    """A file that begins with its text is all text; beside one with metadata only the texts are compared."""
    write(*(text.partition("---\n\n")[2] for text in (OLD, NEW)))
    assert run() == 0
    assert CHANGED in capsys.readouterr().out
    write(new=NEW.partition("---\n\n")[2])
    assert run() == 0
    assert CHANGED in capsys.readouterr().out


def test_line_ends_are_no_change(capsys: pytest.CaptureFixture[str]) -> None:
    """A file from Windows, byte order mark and all, is the same text."""
    write()
    Path("ny.md").write_bytes(b"\xef\xbb\xbf" + OLD.replace("\n", "\r\n").encode())
    assert run() == 0
    assert capsys.readouterr().out == "De to tekstene er like.\n"


# --- what is wrong --------------------------------------------------------------------------------------------


def complaint(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what the user is told; nothing is on the way of the answer."""
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Traceback" not in captured.err
    return captured.err


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "Fila finnes ikke"),
        (b"## 1 Form\xe5l", "Fila er ikke lagret som UTF-8"),
        (b"---\nversjon: 1\n\n## 1 Om", "Metadataene slutter aldri"),
    ],
)
def test_a_file_that_cannot_be_read(data: bytes | None, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 1, the file by the name that the user wrote, what is wrong, and how to mend it."""
    write()
    Path("ny.md").unlink()
    if data is not None:
        Path("ny.md").write_bytes(data)
    assert run() == 1
    err = complaint(capsys)
    assert err.startswith("feil: ny.md")
    assert words in err
    assert "Filene ble ikke sammenlignet." in err


def test_a_folder_is_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    """A folder is named as what it is."""
    write()
    assert run(new=".") == 1
    assert "feil: .: Fila er en mappe" in complaint(capsys)


@pytest.mark.parametrize("name", ["x" * 300, "ny.md/under.md", "a\x00b"])
def test_a_name_that_no_file_can_have(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A name too long, below a file, or with a sign that no name can hold is a file that does not exist."""
    write()
    assert run(new=name) == 1
    assert "Fila finnes ikke" in complaint(capsys)


def test_both_files_are_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    """Both faults are told at once, so that nobody has to run it twice."""
    Path("gammel.md").write_bytes(b"\xff")
    assert run() == 1
    err = complaint(capsys)
    assert "gammel.md" in err
    assert "UTF-8" in err
    assert "feil: ny.md: Fila finnes ikke" in err


@pytest.mark.parametrize("target", ["mangler/svar.txt", ".", "gammel.md/svar.txt"])
def test_a_target_that_cannot_be_written(target: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 1, the target, and what to do; both texts lie as they were."""
    write()
    assert run("--til", target) == 1
    err = complaint(capsys)
    assert f"feil: {target}: Fila kan ikke skrives her" in err
    assert Path("gammel.md").read_text("utf-8") == OLD


def test_a_text_that_nests_without_end(capsys: pytest.CaptureFixture[str]) -> None:
    """A text that cannot be shown at all is a fault with words, and no traceback."""
    write(new="> " * 400 + "dypt")
    assert run() == 1
    assert "for mange nivåer" in complaint(capsys)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_file_whose_name_is_no_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name in an old encoding does not stop the answer, nor the page that shows it."""
    write()
    name = os.fsdecode(b"m\xe5l.md")
    (folder / name).write_text(NEW, "utf-8")
    assert run("--format", "html", "--til", "svar.html", new=name) == 0
    assert capsys.readouterr().err == ""
    assert "m\ufffdl.md</title>" in Path("svar.html").read_text("utf-8")


@pytest.mark.parametrize("arguments", [["gammel.md"], ["gammel.md", "ny.md", "--format", "pdf"]])
def test_wrong_use(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Status 2 and a way to help, in Norwegian."""
    with pytest.raises(SystemExit) as stopped:
        main(["sammenlign", *arguments])
    assert stopped.value.code == 2
    assert "Feil bruk:" in capsys.readouterr().err


# --- colour ---------------------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    """What is shown on a terminal."""

    def isatty(self) -> bool:
        """Say that this is a terminal."""
        return True


@pytest.mark.parametrize(
    ("environment", "options", "is_coloured"),
    [({}, (), True), ({"NO_COLOR": "1"}, (), False), ({}, ("--til", "svar.txt"), False)],
)
def test_colour_is_for_terminals(
    environment: dict[str, str], options: tuple[str, ...], is_coloured: bool, monkeypatch: pytest.MonkeyPatch  # noqa: FBT001 - drawn from the cases above
) -> None:  # fmt: skip
    """Colour is shown on a terminal whose user has not asked to be spared it, and never in a file."""
    write()
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert run(*options) == 0
    said = sys.stdout.getvalue()  # type: ignore[attr-defined] # put there above
    said += Path("svar.txt").read_text("utf-8") if options else ""
    assert ("\x1b[31" in said) is is_coloured
    assert ("[+48+]" in said) is not is_coloured


def test_no_colour_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """An answer that goes to a file or another program has marks in brackets."""
    write(new=NEW.replace("ut 2027", "ut \x1b[31m2028"))
    assert run() == 0
    assert "\x1b" not in capsys.readouterr().out
