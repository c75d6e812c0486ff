"""``avtaleverk lås`` as an editor calls it, and what ``sjekk`` says of the lock."""

import errno
import json
import os
import shutil
from pathlib import Path

import pytest
from lock_folder import ATTACHMENT, BASE, COUNT, OLDER, VERSION, edit, findings, lines_of, run, write_lines

from avtaleverk.cli import main
from avtaleverk.history.lock_file import LOCK

UNLOCKED = "De vedtatte tekstene er ikke låst. Kjør avtaleverk lås når de er riktige.\n"


@pytest.fixture
def open_corpus(tmp_path: Path) -> Path:
    """Return a copy of the small corpus, where nothing is locked."""
    return Path(shutil.copytree(BASE, tmp_path / "korpus"))


@pytest.fixture
def corpus(open_corpus: Path) -> Path:
    """Return a copy of the small corpus with every approved text locked."""
    assert run(open_corpus) == 0
    return open_corpus


def test_the_command_locks_what_is_approved(open_corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says how many texts were locked and how many were there, and leaves one file and nothing beside it."""
    before = set(open_corpus.iterdir())
    assert run(open_corpus) == 0
    assert capsys.readouterr().out == f"{COUNT} tekster ble låst, 0 var låst fra før.\n"
    assert set(open_corpus.iterdir()) - before == {open_corpus / LOCK}
    assert findings(open_corpus) == []


def test_the_command_has_a_name_for_every_keyboard(open_corpus: Path) -> None:
    """``laas`` is the same command."""
    assert run(open_corpus, name="laas") == 0
    assert (open_corpus / LOCK).is_file()


def test_nothing_to_do_leaves_the_file_alone(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Run again, it says so, and the file is not written."""
    os.utime(corpus / LOCK, (1, 1))
    capsys.readouterr()
    assert run(corpus) == 0
    assert capsys.readouterr().out == f"Ingenting nytt å låse. {COUNT} tekster var låst fra før.\n"
    assert (corpus / LOCK).stat().st_mtime == 1


def test_a_new_version_is_added_and_no_line_is_changed(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Lines stay as they are, and so do comments; the new one comes last."""
    head, *rest = lines_of(corpus)
    write_lines(corpus, [head, "# Sett av oss.", *rest])
    text = (corpus / VERSION).read_text("utf-8")
    newer = corpus / VERSION.replace("2.0", "2.1")
    newer.write_text(text.replace('versjon: "2.0"', 'versjon: "2.1"').replace("24 timer", "12 timer"), "utf-8")
    capsys.readouterr()
    assert run(corpus) == 0
    assert capsys.readouterr().out == f"1 tekst ble låst, {COUNT} var låst fra før.\n"
    *before, new = lines_of(corpus)
    assert before == [head, "# Sett av oss.", *rest]
    assert " 2.1 utvalget 2023-05-10 " in new
    assert findings(corpus) == []


def test_proposals_are_not_locked(open_corpus: Path) -> None:
    """A text that no body has approved may change as long as it is one."""
    edit(open_corpus, "godkjent_av: utvalget\ngodkjent: 2023-05-10\n", "")
    assert run(open_corpus) == 0
    assert not any("utskriving 2.0" in line for line in lines_of(open_corpus))


def test_the_lock_follows_a_document_that_moved(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line tells of the move, those before it stay, and nothing is found afterwards."""
    before = lines_of(corpus)
    (corpus / ATTACHMENT).rename(corpus / f"{ATTACHMENT} ny")
    capsys.readouterr()
    assert run(corpus) == 0
    assert capsys.readouterr().out == (
        f"0 tekster ble låst, {COUNT} var låst fra før. 1 tekst var flyttet, og låsen fulgte med.\n"
    )
    *kept, last = lines_of(corpus)
    assert kept == before
    assert last.startswith("flyttet ")
    assert last.endswith(f" {ATTACHMENT} 1.0 {ATTACHMENT}%20ny")
    assert findings(corpus) == []


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_with_errors_nothing_is_locked(
    corpus: Path, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """An edited text cannot be locked anew, nor anything else beside it: status 1 and the file as it was."""
    before = (corpus / LOCK).read_bytes()
    edit(corpus, "24 timer", "48 timer")
    capsys.readouterr()
    assert run(corpus, *options) == 1
    captured = capsys.readouterr()
    assert "Den vedtatte teksten er endret" in captured.err + captured.out
    assert (corpus / LOCK).read_bytes() == before


def test_a_file_with_damage_is_not_written(corpus: Path) -> None:
    """What cannot be read is not thrown away by locking."""
    write_lines(corpus, [*lines_of(corpus)[:-1], "<<<<<<< HEAD"])
    before = (corpus / LOCK).read_bytes()
    assert run(corpus) == 1
    assert (corpus / LOCK).read_bytes() == before


def test_a_folder_without_a_community(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is nothing to read, that is said, and no file appears."""
    assert run(tmp_path) == 1
    assert "helsefellesskap.yml" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_answer_as_json(open_corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A program learns which versions were locked, which had moved, and how many there were."""
    assert run(open_corpus, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert len(answer["nye"]) == COUNT
    assert (answer["flyttet"], answer["fra_for"], answer["funn"]) == ([], 0, [])


def test_a_file_that_cannot_be_written(
    open_corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 1, a cure, and nothing half-written is left behind."""

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "nei")

    monkeypatch.setattr(os, "replace", refuse)
    before = set(open_corpus.iterdir())
    assert run(open_corpus) == 1
    assert "du har ikke tilgang. Be om tilgang til mappa" in capsys.readouterr().err
    assert set(open_corpus.iterdir()) == before


# --- what the commands say ------------------------------------------------------------------------------------


def test_the_check_shows_the_redline_under_the_error(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The editor sees the edit, marked and indented, below the line that tells of it."""
    edit(corpus, "24 timer", "48 timer")
    assert main(["sjekk", "--rot", str(corpus)]) == 1
    err = capsys.readouterr().err
    assert f"feil: {VERSION}:" in err
    assert "\n    Sykehuset varsler kommunen innen [-24-][+48+] timer, se vedlegg 1.1.\n" in err


def test_a_program_gets_the_redline_where_there_is_one(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--json has it under «detalj», and other findings have no such key."""
    edit(corpus, "24 timer", "48 timer")
    (corpus / OLDER).unlink()
    capsys.readouterr()
    assert main(["sjekk", "--rot", str(corpus), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [f["sti"] for f in found if "[-24-][+48+]" in f.get("detalj", "")] == [VERSION]
    assert all("detalj" not in f for f in found if f["sti"] == LOCK)


def test_the_check_reminds_of_locking(open_corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where approved texts are not locked at all, one line says so, and none does to a program or once they are."""
    assert main(["sjekk", "--rot", str(open_corpus)]) == 0
    assert capsys.readouterr().err.endswith(UNLOCKED)
    assert main(["sjekk", "--rot", str(open_corpus), "--json"]) == 0
    captured = capsys.readouterr()
    assert UNLOCKED not in captured.err + captured.out
    assert run(open_corpus) == 0
    assert main(["sjekk", "--rot", str(open_corpus)]) == 0
    assert UNLOCKED not in capsys.readouterr().err


def test_a_folder_of_proposals_is_not_reminded(open_corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing is approved there is nothing to lock, and both commands know it."""
    for path in open_corpus.glob("*/**/*.md"):
        kept = [each for each in path.read_text("utf-8").split("\n") if not each.startswith("godkjent")]
        if len(kept) < len(path.read_text("utf-8").split("\n")):
            path.write_text("\n".join(kept), "utf-8")
    main(["sjekk", "--rot", str(open_corpus)])
    assert UNLOCKED not in capsys.readouterr().err
    assert run(open_corpus) == 0
    assert capsys.readouterr().out == "Ingen tekster er vedtatt, så det er ingenting å låse.\n"
    assert not (open_corpus / LOCK).exists()
