"""What all verbs have in common: nothing half, everything told at once, and nothing written over."""

import json
from pathlib import Path

import pytest
from verb_folder import AGREEMENT, DECISION, PROPOSAL, changed, folder, run, state

from avtaleverk.cli import main
from avtaleverk.corpus.change_set import write_changes

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return folder(tmp_path)


CALLS = (
    ("revider", "1", "--versjon", "3.1"),
    ("horing", "1", "--ny-frist", "2026-04-01"),
    ("horing", "1", "--svar", "k02", "--dato", "2026-02-01"),
    DECISION,
    ("tilslutning", AGREEMENT, "--alle", "--dato", "2026-07-01"),
    ("gjennomgatt", "1", "--dato", "2025-05-01"),
    ("opphev", "1", "--dato", "2025-05-01"),
)


@pytest.mark.parametrize("words", CALLS, ids=lambda words: " ".join(words[::2]))
def test_a_verb_that_is_only_shown_writes_nothing(root: Path, words: tuple[str, ...], capsys: Capture) -> None:
    """``--prøv`` shows the lines and leaves every file alone; as JSON it gives the same to a program."""
    before = state(root)
    assert run(root, *words, "--prøv") == 0
    out = capsys.readouterr().out
    assert "Dette er bare vist. Ingenting er skrevet." in out
    assert changed(before, root) == set()
    assert run(root, *words, "--prov", "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["skrevet"] is False
    assert all(line[:2] in {"+ ", "- "} for change in data["endringer"] for line in change["linjer"])
    assert changed(before, root) == set()
    assert run(root, *words, "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["skrevet"] is True
    assert data["neste"]
    assert changed(before, root) == {change["fil"] for change in data["endringer"]}


@pytest.mark.parametrize(
    ("verb", "lacks"),
    [
        ("revider", ["Dokumentet mangler"]),
        ("horing", ["Dokumentet mangler", "--fra", "--frist"]),
        ("vedta", ["Dokumentet mangler", "--organ", "--dato"]),
        ("tilslutning", ["Dokumentet mangler", "--dato"]),
        ("gjennomgatt", ["Dokumentet mangler", "--dato"]),
        ("opphev", ["Dokumentet mangler", "--dato"]),
    ],
)
def test_all_that_is_missing_is_told_at_once(root: Path, verb: str, lacks: list[str], capsys: Capture) -> None:
    """Where nobody can be asked, with a call that would do."""
    assert run(root, verb) == 2
    said = capsys.readouterr().err
    assert [lack for lack in lacks if lack not in said] == []
    assert f"avtaleverk {verb} " in said
    assert run(root, verb, "--json") == 2
    assert len(json.loads(capsys.readouterr().out)["mangler"]) == len(lacks)


def test_all_that_is_wrong_is_told_at_once(root: Path, capsys: Capture) -> None:
    """Dates that are none, a body nobody knows, a version that is not there."""
    words = ("--versjon", "9", "--organ", "utvalgt", "--dato", "31.2.2026", "--endringstype", "stor")
    assert run(root, "vedta", "1", *words) == 2
    said = capsys.readouterr().err
    assert "9 finnes ikke av retningslinje 1" in said
    assert "«utvalgt» er ikke ett av valgene. Velg " in said
    assert "«31.2.2026» er ikke en dato. Skriv for eksempel 2024-09-26" in said
    assert "«stor» er ikke ett av valgene. Velg innhold, språk, retting" in said


def test_a_date_may_be_written_as_on_paper(root: Path) -> None:
    """It is written into the file as the file wants it."""
    assert run(root, "vedta", "1", "--organ", "utvalget", "--dato", "20. mars 2026") == 0
    assert "godkjent: 2026-03-20\n" in (root / PROPOSAL).read_text("utf-8")


def test_of_two_proposals_one_must_be_named(root: Path, capsys: Capture) -> None:
    """And which there are is told."""
    assert run(root, "revider", "1", "--versjon", "3.1") == 0
    capsys.readouterr()
    assert run(root, *DECISION) == 2
    assert "--versjon: hvilket forslag det gjelder (3.0, 3.1)" in capsys.readouterr().err
    assert run(root, *DECISION, "--versjon", "3.0") == 0


def test_a_folder_with_errors_is_mended_first(root: Path, capsys: Capture) -> None:
    """No verb builds on what cannot be read."""
    (root / AGREEMENT / "2026.md").write_text("---\nversjon: 2026\n---\n", "utf-8")
    before = state(root)
    assert run(root, *DECISION) == 1
    assert "Mappa har feil som må rettes først. Ingenting er skrevet." in capsys.readouterr().err
    assert run(root, *DECISION, "--json") == 1
    assert json.loads(capsys.readouterr().out)["skrevet"] is False
    assert changed(before, root) == set()


def test_of_two_editors_the_second_is_told(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """A file that was edited while the verb was at work is not written over."""

    def edited_meanwhile(*args: object) -> None:
        path = root / PROPOSAL
        path.write_text(path.read_text("utf-8").replace("samme dag", "neste dag"), "utf-8")
        write_changes(*args)  # type: ignore[arg-type] # as they came

    monkeypatch.setattr("avtaleverk.cli.deeds.write_changes", edited_meanwhile)
    assert run(root, *DECISION) == 1
    assert f"{PROPOSAL}: Fila er endret av noen andre etter at den ble lest" in capsys.readouterr().err
    assert "godkjent_av" not in (root / PROPOSAL).read_text("utf-8")


def test_the_commands_are_named_for_every_keyboard(capsys: Capture) -> None:
    """With and without the letters that some lack."""
    for name in ("horing", "høring", "gjennomgatt", "gjennomgått"):
        with pytest.raises(SystemExit) as caught:
            main([name, "--help"])
        assert caught.value.code == 0
    assert "--prøv" in capsys.readouterr().out
