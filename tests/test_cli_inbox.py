"""Files that somebody puts into the inbox become proposals; those that cannot stay, and say why."""

import json
import os
import time
from pathlib import Path

import pytest
from editor_desk import copy_folder

from avtaleverk.cli import main

DAY = "2026-11-22"
TEXT = "# Retningslinje 3\n\n## 1 Formål\n\nPartene skal ha samme bilde av den akutte pasienten, alltid.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copy_folder(tmp_path / "mappe")
    (root / "innboks").mkdir()
    return root


def _put(root: Path, name: str, text: str, seconds_ago: float = 60) -> Path:
    path = root / "innboks" / name
    path.write_text(text, "utf-8")
    os.utime(path, (time.time() - seconds_ago,) * 2)
    return path


def _run(root: Path, *more: str) -> int:
    return main(["innboks", "--rot", str(root), "--dato", DAY, *more])


def test_a_file_becomes_a_proposal_with_its_report(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The document is known from the file, the number comes after the last one, and the file is put away."""
    _put(root, "Retningslinje 3 revidert.md", TEXT)
    assert _run(root) == 0
    said = capsys.readouterr().out
    new = root / "retningslinjer/03-akutt/3.1.md"
    assert "retningslinjer/03-akutt/3.1.md" in said
    assert 'versjon: "3.1"' in new.read_text("utf-8")
    assert "godkjent_av" not in new.read_text("utf-8")
    assert sorted(p.name for p in (root / "innboks").iterdir()) == ["lest"]
    report = root / "innboks/lest/Retningslinje 3 revidert.md.rapport.md"
    assert report.read_text("utf-8").startswith("# Importrapport")
    assert main(["sjekk", "--rot", str(root)]) == 0


def test_an_empty_inbox_says_what_to_do(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An editor who has not put anything there learns where to put it."""
    assert _run(root) == 0
    assert "Legg filer i mappa innboks" in capsys.readouterr().out


def test_what_cannot_be_read_stays_with_a_reason(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file about nothing known, and one that is broken, stay with a report each, and are then let alone."""
    _put(root, "hilsen.md", "Hei.\n")
    _put(root, "retningslinje 3.docx", "ikke Word")
    assert _run(root) == 1
    said = capsys.readouterr().out
    assert "Skriv nummeret eller tittelen i navnet på fila" in said
    assert "avtaleverk importer innboks/hilsen.md --som DOKUMENT" in said
    assert "hilsen.md er ikke lest" in said
    names = sorted(p.name for p in (root / "innboks").iterdir())
    assert names == ["hilsen.md", "hilsen.md.rapport.md", "retningslinje 3.docx", "retningslinje 3.docx.rapport.md"]
    assert _run(root) == 0
    assert "se rapportene ved siden av dem" in capsys.readouterr().out
    _put(root, "hilsen.md", "Hei igjen.\n", seconds_ago=-5)
    assert _run(root) == 1


def test_two_files_for_one_document_are_not_chosen_between(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where two files are about one document, neither is written, and both say so."""
    _put(root, "retningslinje 3 a.md", TEXT)
    _put(root, "retningslinje 3 b.md", TEXT.replace("alltid", "aldri"))
    assert _run(root) == 1
    assert capsys.readouterr().out.count("Legg inn én om gangen") == 2
    assert not (root / "retningslinjer/03-akutt/3.1.md").exists()
    # With the other one gone there is no doubt left, and nothing else to do.
    (root / "innboks/retningslinje 3 b.md").unlink()
    assert _run(root) == 0
    assert (root / "retningslinjer/03-akutt/3.1.md").is_file()


def test_what_no_command_looks_at_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pictures, folders and links are neither read nor passed over in silence; what systems leave behind is."""
    for name in ("bilde.png", "Thumbs.db", ".DS_Store", "~$retningslinje 3.docx"):
        _put(root, name, "x")
    (root / "innboks/mappe").mkdir()
    (root / "innboks/lenke.md").symlink_to(root / "helsefellesskap.yml")
    assert _run(root) == 0
    said = capsys.readouterr().out
    assert "Ikke sett på: bilde.png, lenke.md, mappe/." in said
    assert "tom" not in said
    assert not list((root / "innboks").glob("*.rapport.md"))


def test_a_file_that_was_mended_leaves_no_old_report(root: Path) -> None:
    """The report on why a file was not read is gone once it was; taken away, it lets the same file be tried again."""
    old = root / "innboks/retningslinje 3.md.rapport.md"
    path = _put(root, "retningslinje 3.md", "")
    assert _run(root) == 1
    assert "slett denne rapporten" in old.read_text("utf-8")
    old.unlink()
    assert _run(root) == 1
    path.write_text(TEXT, "utf-8")
    os.utime(path, (time.time() + 5,) * 2)
    assert _run(root) == 0
    assert sorted(p.name for p in (root / "innboks").iterdir()) == ["lest"]


def test_the_same_file_twice_makes_one_proposal(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that was read before, under any name, and a text that the document has already, make nothing new."""
    _put(root, "retningslinje 3.md", TEXT)
    assert _run(root) == 0
    _put(root, "kopi av retningslinje 3.md", TEXT)
    assert _run(root) == 1
    assert "lest før: innboks/lest/retningslinje 3.md" in capsys.readouterr().out
    (root / "innboks/kopi av retningslinje 3.md").unlink()
    _put(root, "retningslinje 3 igjen.md", f"{TEXT}\n")
    assert _run(root) == 1
    assert "Teksten finnes allerede: retningslinjer/03-akutt/3.1.md" in capsys.readouterr().out
    assert not (root / "retningslinjer/03-akutt/3.2.md").exists()


def test_nothing_is_written_when_only_looking(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --prøv the answer is the same, and the folder too."""
    path = _put(root, "retningslinje 3.md", TEXT)
    assert _run(root, "--prøv", "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["skrevet"] is False
    assert path.is_file()
    assert not (root / "retningslinjer/03-akutt/3.1.md").exists()


def test_an_inbox_that_leads_elsewhere_is_not_read(root: Path, tmp_path: Path) -> None:
    """A link in the place of the inbox is refused in words."""
    (root / "innboks").rmdir()
    (root / "innboks").symlink_to(tmp_path)
    assert _run(root) == 1


def test_a_file_half_copied_waits(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that grows while it is looked at is neither read nor given up."""
    path = _put(root, "retningslinje 3.md", TEXT, seconds_ago=0)

    def grow(_: float) -> None:
        path.write_text(f"{TEXT}Mer.\n", "utf-8")

    monkeypatch.setattr("avtaleverk.cli.inbox_work.time.sleep", grow)
    assert _run(root) == 1
    assert "ikke ferdig kopiert" in capsys.readouterr().out
    monkeypatch.undo()
    assert _run(root) == 0
