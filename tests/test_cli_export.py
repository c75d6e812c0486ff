"""``avtaleverk eksporter``: which text is meant, what kind of file, and where it goes."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from avtaleverk.cli import main
from avtaleverk.engines import file_makers
from avtaleverk.engines.file_makers import Maker
from avtaleverk.exports.paper import Paper
from avtaleverk.model.downloads import FileFormat

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> list[Paper]:
    """Make files whose content is the line at the top of every page, and keep what they were made from."""
    seen: list[Paper] = []

    def make(_ctx: object, paper: Paper, _pictures: object) -> bytes:
        seen.append(paper)
        return paper.running_head.encode()

    makers = dict.fromkeys(FileFormat, Maker(make, lambda: None))
    monkeypatch.setattr("avtaleverk.cli.export.MAKERS", makers)
    assert set(makers) == set(file_makers.MAKERS)
    return seen


def export(folder: Path, *words: str) -> int:
    return main(["eksporter", *words, "--rot", str(ROOT), "--dato", "2025-01-01", "--til", str(folder / "fil.docx")])


def test_the_text_in_force_is_the_one_without_a_number(tmp_path: Path, papers: list[Paper]) -> None:
    """Whoever names a document alone gets what applies, and one who names a version gets that."""
    assert export(tmp_path, "1") == 0
    assert export(tmp_path, "vedlegg", "--erstatt") == 2
    assert export(tmp_path, "1", "--versjon", "0.9", "--erstatt") == 0
    assert [(paper.number, paper.is_marked) for paper in papers] == [("1.0", False), ("0.9", False)]


def test_two_versions_give_the_changes_between_them(tmp_path: Path, papers: list[Paper]) -> None:
    """``--rodmerking`` takes the older version first, with or without ø."""
    for option in ("--rodmerking", "--rødmerking"):
        assert export(tmp_path, "samarbeidsavtalen", option, "2022..2024") == 0
    assert [(paper.old.number if paper.old else "", paper.number) for paper in papers] == [("2022", "2024")] * 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Det mangler et dokument"),
        (["finnes-ikke"], "Ingen dokumenter heter «finnes-ikke»"),
        (["1", "--versjon", "7"], "Disse finnes: 0.9, 1.0."),
        (["vedlegg 1.4"], "Dokumentet har ingen tekst ennå."),
        (["1", "--versjon", "1.0", "--rodmerking", "0.9..1.0"], "Velg én av dem."),
        (["1", "--rodmerking", "0.9"], "er ikke to versjoner"),
        (["1", "--rodmerking", "..1.0"], "er ikke to versjoner"),
        (["1", "--rodmerking", "1.0..0.9"], "--rodmerking 0.9..1.0"),
        (["1", "--rodmerking", "1.0..1.0"], "med seg selv"),
        (["1", "--rodmerking", "8..9"], "Versjon 9 finnes ikke"),
        (["--alt"], "La navnet slutte på .pdf"),
        (["1", "--arkiv"], "La navnet slutte på .pdf"),
        (["1", "--alt"], "--alt tar med alle dokumenter"),
    ],
)
def test_a_call_that_cannot_be_met_says_what_to_write(
    words: list[str], said: str, tmp_path: Path, papers: list[Paper], capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong use names what is wrong and what there is to choose from, and writes nothing."""
    assert export(tmp_path, *words) == 2
    assert said in capsys.readouterr().err
    assert not papers
    assert not list(tmp_path.iterdir())


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An editor mends the whole call in one go."""
    status = main(["eksporter", "1", "--versjon", "7", "--rot", str(ROOT), "--til", str(tmp_path / "fil.odt")])
    told = capsys.readouterr().err
    assert status == 2
    assert "La navnet slutte på .docx eller .pdf" in told
    assert "Versjon 7 finnes ikke" in told


def test_a_file_that_is_there_is_kept(tmp_path: Path, papers: list[Paper], capsys: pytest.CaptureFixture[str]) -> None:
    """A file that somebody may have worked on is written over only where that was asked for."""
    place = tmp_path / "fil.docx"
    place.write_text("Merknader fra kommuneadvokaten", "utf-8")
    assert export(tmp_path, "1") == 1
    assert place.read_text("utf-8") == "Merknader fra kommuneadvokaten"
    assert "--erstatt" in capsys.readouterr().err
    assert export(tmp_path, "1", "--erstatt") == 0
    assert place.read_bytes() == papers[-1].running_head.encode()
    assert export(tmp_path, "1") == 0, "the same file once more is no loss"
    assert [p.name for p in tmp_path.iterdir()] == ["fil.docx"]


def broken_name(folder: Path) -> Path:
    return folder


def missing_folder(folder: Path) -> Path:
    return folder / "finnes-ikke" / "fil.docx"


@pytest.mark.parametrize(
    ("place", "said"), [(broken_name, "sier ikke hva slags fil"), (missing_folder, "kan ikke skrives")]
)
def test_a_place_that_cannot_be_written_is_told(
    place: Callable[[Path], Path], said: str, tmp_path: Path, papers: list[Paper], capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder instead of a name, or a folder that is not there, gives a finding and leaves nothing."""
    assert main(["eksporter", "1", "--rot", str(ROOT), "--dato", "2025-01-01", "--til", str(place(tmp_path))]) in {1, 2}
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
    assert len(papers) <= 1


def test_the_file_has_the_name_that_it_has_on_the_site(
    tmp_path: Path, papers: list[Paper], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without ``--til`` the file lies here, under a name that tells what it is."""
    monkeypatch.chdir(tmp_path)
    call = ["eksporter", "1", "--rot", str(ROOT), "--rodmerking", "0.9..1.0", "--json"]
    assert main(call) == 0
    name = "retningslinje-1-endringer-0.9-til-1.0.docx"
    head = papers[0].running_head.encode()
    assert json.loads(capsys.readouterr().out) == {
        "fil": str(tmp_path / name), "format": "docx", "byte": len(head)
    }  # fmt: skip
    assert (tmp_path / name).read_bytes() == head


def test_a_folder_with_errors_gives_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is not sound is not sent to anybody."""
    (tmp_path / "helsefellesskap.yml").write_text("navn: Prøve\n", "utf-8")
    assert main(["eksporter", "1", "--rot", str(tmp_path)]) == 1
    assert "Fila ble ikke laget" in capsys.readouterr().err


def test_a_picture_that_no_file_can_show_is_told(
    tmp_path: Path, papers: list[Paper], capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever sends a file should know that it has words where the page has a picture."""
    folder = tmp_path / "korpus"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "site", "src", "tests", "benchmarks", "*.lock"))
    place = folder / "avtaler" / "samarbeidsavtalen" / "2022.md"
    place.write_text(place.read_text("utf-8") + "\n![Kart over kommunene](kart.png)\n", "utf-8")
    (place.parent / "kart.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(6_000_000))
    target = tmp_path / "fil.docx"
    assert main(["eksporter", "samarbeidsavtalen", "--rot", str(folder), "--til", str(target)]) == 0
    assert papers
    assert "avtaler/samarbeidsavtalen/kart.png kan ikke leses, eller er for stort" in capsys.readouterr().err
    (place.parent / "kart.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(60))
    assert main(["eksporter", "samarbeidsavtalen", "--rot", str(folder), "--til", str(target)]) == 0
    assert "kart.png" not in capsys.readouterr().err
