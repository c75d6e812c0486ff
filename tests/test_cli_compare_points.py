"""``avtaleverk sammenlign --punkter`` as an editor calls it: two documents side by side, neither of them old."""

import json
import os
import sys
from pathlib import Path

import pytest
from jsonschema import validate

from avtaleverk.cli import main
from avtaleverk.redline.sharing_text import sharing_schema

NOTICE = "Sykehuset melder pasienten til kommunen innen 24 timer etter innleggelse."
ONE = f"---\nversjon: '1.0'\n---\n\n## 1 Melding\n\n{NOTICE}\n\n## 2 Utstyr\n\nKommunen skaffer hjelpemidler før hjemreise.\n"
OTHER = f"## 4 Melding\n\n{NOTICE.replace('24', '48')}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder with two documents."""
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(ONE, "utf-8")
    Path("b.md").write_text(OTHER, "utf-8")
    return tmp_path


def run(*options: str, one: str = "a.md", other: str = "b.md") -> int:
    return main(["sammenlign", one, other, "--punkter", *options])


def test_the_answer_is_text(capsys: pytest.CaptureFixture[str]) -> None:
    """Status 0; the sum, the shared points with how alike they are, and what only one of the two has."""
    assert run() == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    sum_, caution, table, only_one, only_other = captured.out.split("\n\n")
    assert sum_.startswith("1 av 2 punkter i a.md har samme eller nesten samme tekst i b.md.")
    assert caution.endswith("må den som leser, avgjøre.")
    assert table.splitlines() == [
        "Felles punkter",
        "a.md       b.md       Likhet",
        "1 Melding  4 Melding  nesten likt, 90 %",
    ]
    assert only_one == "Bare i a.md\n- 2 Utstyr"
    assert only_other == "Bare i b.md\nAlle punktene er felles.\n"


def test_the_mirror(capsys: pytest.CaptureFixture[str]) -> None:
    """The other way round the same points are shared, and the same stand alone."""
    assert run(one="b.md", other="a.md") == 0
    out = capsys.readouterr().out
    assert "4 Melding  1 Melding  nesten likt, 90 %" in out
    assert "Bare i a.md\n- 2 Utstyr" in out


def test_the_answer_as_html(capsys: pytest.CaptureFixture[str]) -> None:
    """--format html gives a page of its own that names both files and needs nothing else."""
    assert run("--format", "html") == 0
    out = capsys.readouterr().out
    assert out.startswith("<!doctype html>\n")
    assert out.endswith("</html>\n")
    assert "<title>Hva er likt i a.md og b.md</title>" in out
    assert ">48</span>" in out
    assert "http" not in out.partition("<body")[2]
    assert "<script" not in out


def test_the_answer_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """--format json gives what the schema of «avtaleverk skjema» describes."""
    assert run("--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    validate(found, sharing_schema())
    assert main(["skjema"]) == 0
    assert json.loads(capsys.readouterr().out)["punktsammenligning"] == sharing_schema()
    assert (found["en"]["punkter"], found["en"]["felles_punkter"]) == (2, 1)
    assert found["felles"][0]["annen"]["nummer"] == "4"


def test_the_answer_in_nynorsk(capsys: pytest.CaptureFixture[str]) -> None:
    """--sprak nn says it in nynorsk, in each form."""
    assert run("--sprak", "nn") == 0
    assert "Berre i a.md" in capsys.readouterr().out
    assert run("--sprak", "nn", "--format", "html") == 0
    assert '<html lang="nn">' in capsys.readouterr().out
    assert run("--sprak", "nn", "--format", "json") == 0
    assert "har same eller nesten same tekst" in json.loads(capsys.readouterr().out)["forklaring"]


@pytest.mark.parametrize("form", ["tekst", "html", "json"])
def test_the_answer_in_a_file(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """--til writes the same answer to a file."""
    assert run("--format", form) == 0
    shown = capsys.readouterr().out
    assert run("--format", form, "--til", "svar.ut") == 0
    assert capsys.readouterr().out.startswith("Skrevet: ")
    assert Path("svar.ut").read_text("utf-8") == shown


def test_files_of_one_name_are_told_apart(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two files that are called the same are named with their folders."""
    for name in ("1", "2"):
        (folder / name).mkdir()
        (folder / name / "1.0.md").write_text(ONE, "utf-8")
    assert run(one="1/1.0.md", other="2/1.0.md") == 0
    said = capsys.readouterr().out.replace("\\", "/")
    assert said.startswith("2 av 2 punkter i 1/1.0.md har samme eller nesten samme tekst i 2/1.0.md.")


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    """Status 1, the file, and nothing on the way of the answer."""
    assert run(other="c.md") == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "feil: c.md: Fila finnes ikke" in captured.err


def test_a_text_that_nests_without_end(capsys: pytest.CaptureFixture[str]) -> None:
    """A text that cannot be read at all is a fault with words, and no traceback."""
    Path("b.md").write_text("> " * 400 + "dypt", "utf-8")
    assert run() == 1
    captured = capsys.readouterr()
    assert "for mange nivåer" in captured.err
    assert "Traceback" not in captured.err


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.parametrize("form", ["tekst", "html", "json"])
def test_a_file_whose_name_is_no_text(form: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name in an old encoding does not stop the answer in any form."""
    name = os.fsdecode(b"m\xe5l.md")
    (folder / name).write_text(OTHER, "utf-8")
    assert run("--format", form, "--til", "svar.ut", other=name) == 0
    assert capsys.readouterr().err == ""
    assert "m\ufffdl.md" in Path("svar.ut").read_text("utf-8")
