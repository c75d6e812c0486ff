"""Pandoc as a program of somebody else's: missing, crashing, slow, hungry or wordy, it never gives a traceback."""

import subprocess
import sys
import types
from pathlib import Path

import pytest
from word_files import par, word_file

from avtaleverk.imports import pandoc
from avtaleverk.imports.pandoc import ConversionError, syntax_tree


def put_in_place(monkeypatch: pytest.MonkeyPatch, place: Path, script: str) -> None:
    """Let a script be pandoc."""
    program = place / "pandoc"
    program.write_text(f"#!{sys.executable}\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(pandoc, "_program", lambda: str(program))


def test_a_word_file_becomes_a_tree() -> None:
    """With the names of its styles, which tell a quotation from an indent."""
    tree = syntax_tree(word_file(par("Hei", style="Varsel")), "docx")
    assert tree["blocks"][0]["c"][0][2] == [["custom-style", "Varsel"]]


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("import sys; sys.stderr.write('no such thing'); sys.exit(64)", "Pandoc sa: no such thing"),
        ("import sys; sys.exit(251)", "mer minne"),
        ("import os; os.kill(os.getpid(), 9)", "Pandoc sa: -9"),
        ("print('{')", "for mange nivåer"),
        ("print('[' * 100000)", "for mange nivåer"),
    ],
    ids=["fails", "out of memory", "killed", "no json", "endless"],
)
def test_a_pandoc_that_fails_gives_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, why: str
) -> None:
    """The editor is told what to do, and the reason is quoted."""
    put_in_place(monkeypatch, tmp_path, script)
    with pytest.raises(ConversionError, match=why):
        syntax_tree(b"", "docx")


def test_a_file_that_takes_for_ever_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The program is ended with it."""
    monkeypatch.setattr(pandoc, "MOST_SECONDS", 0.2)
    put_in_place(monkeypatch, tmp_path, "import time; time.sleep(60)")
    with pytest.raises(ConversionError, match="sekunder"):
        syntax_tree(b"", "docx")


def test_the_program_gets_no_files_and_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """It reads what it is given and nothing else."""
    asked: list[list[str]] = []

    def noted(arguments: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        asked.append(arguments)
        return subprocess.CompletedProcess(arguments, 0, b'{"blocks": []}', b"")

    monkeypatch.setattr(pandoc.subprocess, "run", noted)
    assert syntax_tree(b"x", "odt") == {"blocks": []}
    assert "--sandbox" in asked[0]
    assert any(word.startswith("-M") for word in asked[0])


def test_a_missing_pandoc_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both where the package is missing and where the program is."""
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    with pytest.raises(ConversionError, match=r"avtaleverk\[word\]"):
        syntax_tree(b"", "docx")

    def nowhere() -> str:
        raise OSError

    monkeypatch.setitem(sys.modules, "pypandoc", types.SimpleNamespace(get_pandoc_path=nowhere))
    with pytest.raises(ConversionError, match="finnes ikke"):
        syntax_tree(b"", "docx")
    monkeypatch.setitem(sys.modules, "pypandoc", types.SimpleNamespace(get_pandoc_path=lambda: "/finnes/ikke"))
    with pytest.raises(ConversionError, match="kan ikke startes"):
        syntax_tree(b"", "docx")
