"""The verbs in a terminal: they ask for what they lack, show it, and let go when somebody leaves."""

import fcntl
import os
import pty
import select
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from party_corpus import version
from verb_folder import AGREEMENT, GUIDELINE, PROPOSAL, folder, run, state

from avtaleverk.cli import asking, deeds

Capture = pytest.CaptureFixture[str]
ENTER, LEAVE = "", "\x03"
# Long enough that one who is slow to answer is not pressed again in the middle of it.
_ROUNDS, _ROUND_SECONDS = 12, 10


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return folder(tmp_path)


def answering(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Sit at the terminal and answer; returns what was asked, and leaves when there are no answers left."""
    asked: list[str] = []
    left = iter(answers)

    def answer(prompt: str) -> str:
        asked.append(prompt)
        said = next(left, LEAVE)
        if said == LEAVE:
            raise KeyboardInterrupt
        return said

    monkeypatch.setattr(deeds, "is_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    return asked


def test_a_decision_by_answers_alone(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """Documents are shown, the body that may is suggested, and a slip is asked again."""
    asked = answering(monkeypatch, "1", ENTER, "i går", "20.3.2026", "kanskje", "ja")
    assert run(root, "vedta") == 0
    assert [question.partition(" [")[0] for question in asked] == [
        "Hvilket dokument: ",
        "Organet som vedtok",
        "Dagen det ble vedtatt",
        "Dagen det ble vedtatt",
        "Skal jeg skrive dette? (ja/nei)",
        "Skal jeg skrive dette? (ja/nei)",
    ]
    assert "[utvalget]" in asked[1]
    said = capsys.readouterr()
    assert f"  {GUIDELINE}  (Utskriving fra sykehuset)" in said.out
    assert "«i går» er ikke en dato" in said.err
    assert "godkjent_av: utvalget\ngodkjent: 2026-03-20\n" in (root / PROPOSAL).read_text("utf-8")


def test_a_hearing_by_answers_suggests_the_shortest_that_was_promised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The deadline is counted from the first day, and what may be left out is left out with Enter."""
    root = folder(tmp_path, {PROPOSAL: version("3.0", "endringer: Kortere frist\n", 12)})
    asked = answering(monkeypatch, "2026-02-01", ENTER, "-", ENTER)
    assert run(root, "horing", "1") == 0
    assert "[2026-03-03]" in asked[1]
    assert "[post@fjordvik.example]" in asked[2]
    line = "horing: {fra: 2026-02-01, frist: 2026-03-03}\n"
    assert line in (root / PROPOSAL).read_text("utf-8")


def test_a_revision_by_answers(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next number is suggested, and the line for the log may wait."""
    (root / PROPOSAL).unlink()
    (root / "organisasjon/saker/2026-11-10-svar-k01.md").unlink()
    answering(monkeypatch, "finnes ikke", "1", ENTER, "Kortere frist", ENTER)
    assert run(root, "revider") == 0
    assert (
        (root / GUIDELINE / "2.1.md")
        .read_text("utf-8")
        .startswith('---\nversjon: "2.1"\nendringer: Kortere frist\n---\n')
    )


def test_nothing_is_asked_that_would_be_thrown_away(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proposal that says what is new in it is shown at once; one that does not is asked, and the answer written."""
    asked = answering(monkeypatch, "Lengre frist", ENTER)
    assert run(root, "revider", "1") == 0
    assert asked == []
    (root / PROPOSAL).write_text(version("3.0", "", 12), "utf-8")
    assert run(root, "revider", "1") == 0
    assert "\nendringer: Lengre frist\n" in (root / PROPOSAL).read_text("utf-8")


def test_nothing_is_asked_in_vain(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """What is wrong with the call is told before the first question, not after the last."""
    asked = answering(monkeypatch, *["2026-03-20"] * 9)
    assert run(root, "horing", "1", "--versjon", "9") == 2
    assert run(root, "vedta", "finnes ikke") == 2
    assert run(root, "opphev", "1", "--versjon", "9") == 2
    assert asked == []
    assert "9 finnes ikke av retningslinje 1" in capsys.readouterr().err


def test_an_arrow_key_is_no_answer(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """What it sends is not written into a file, and the question comes again."""
    asked = answering(monkeypatch, "31/26\x1b[D", "31/26", ENTER)
    assert run(root, "tilslutning", AGREEMENT, "--part", "k17", "--dato", "2026-07-01", "--organ", "kommunestyret") == 0
    assert asked[0] == asked[1]
    assert "Her er det tegn som ikke vises" in capsys.readouterr().err
    assert 'sak: "31/26"' in (root / AGREEMENT / "2026.md").read_text("utf-8")


def test_parties_by_answers(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """Who has not said anything is shown, and the first of them suggested."""
    asked = answering(monkeypatch, ENTER, "2026-07-01", ENTER, "31/26", ENTER)
    assert run(root, "tilslutning", AGREEMENT) == 0
    assert "(- for ingenting) [kommunestyret]: " in asked[2]
    assert "Det står ingenting ennå om k17." in capsys.readouterr().out
    assert '{part: k17, organ: kommunestyret, dato: 2026-07-01, sak: "31/26", utfall: vedtatt}' in (
        root / AGREEMENT / "2026.md"
    ).read_text("utf-8")


@pytest.mark.parametrize("many", range(5))
def test_whoever_leaves_in_the_middle_leaves_the_folder_alone(
    root: Path, many: int, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """At any question, also at the last one."""
    before = state(root)
    answering(monkeypatch, *("1", "utvalget", "2026-03-20")[:many], *(["nei"] if many > 3 else []))
    assert run(root, "vedta") == 1
    assert "Ingenting er skrevet." in capsys.readouterr().err
    assert state(root) == before


def test_who_edits_while_somebody_thinks_keeps_the_edit(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """The answers were given about another text, so that a party would be taken for another; nothing is written."""
    path = root / AGREEMENT / "2026.md"

    def answer(prompt: str) -> str:
        if "dato" in prompt or "Dagen" in prompt:
            text = path.read_text("utf-8")
            path.write_text(text.replace("  - {part: k14, utfall: til behandling}\n", ""), "utf-8")
            return "2026-07-01"
        return "k15" if "Parten" in prompt else ENTER

    monkeypatch.setattr(deeds, "is_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    assert run(root, "tilslutning", AGREEMENT) == 1
    assert "Fila er endret av noen andre etter at den ble lest" in capsys.readouterr().err
    assert "2026-07-01" not in path.read_text("utf-8")


def test_a_script_is_never_asked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With ``--ja`` nothing is asked that was told, and ``--json`` asks nothing at all."""
    asked = answering(monkeypatch)
    words = ("gjennomgatt", "1", "--dato", "2025-05-01")
    assert run(root, *words, "--json") == 0
    assert run(root, "opphev", "1", "--dato", "2025-05-02", "--ja") == 0
    assert run(root, "vedta", "--json") == 2
    assert asked == []
    assert not asking.is_terminal()


# --- at a true terminal -------------------------------------------------------------------------------------------


@contextmanager
def terminal(root: Path, *words: str) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """Start a command at a terminal of its own."""
    ours, theirs = pty.openpty()
    # Who starts the tests in the background has Ctrl+C ignored, and what they start would inherit that.
    hears = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)"
    call = [sys.executable, "-c", f"{hears}; from avtaleverk.cli import main; sys.exit(main(sys.argv[1:]))"]
    with subprocess.Popen(
        [*call, *words, "--rot", str(root)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        # The terminal is the one that Ctrl+C is read from.
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - one thread, before the program begins
    ) as process:
        os.close(theirs)
        try:
            yield process, ours
        finally:
            os.close(ours)
            process.kill()


def read_until(handle: int, words: str, presses: bytes = b"") -> str:
    """Return what is shown until these words are; ``presses`` are pressed now, and again where nothing comes of it.

    A signal that comes between the prompt and the reading of an answer is seen by Python only at the next one.
    """
    shown = b""
    for _ in range(_ROUNDS):
        if presses:
            os.write(handle, presses)
        while words.encode() not in shown and select.select([handle], [], [], _ROUND_SECONDS)[0]:
            try:
                shown += os.read(handle, 4096)
            except OSError:
                break
        if words.encode() in shown:
            return shown.decode()
    pytest.fail(shown.decode())


def test_a_decision_at_a_true_terminal(root: Path) -> None:
    """Question by question, until it is written."""
    with terminal(root, "vedta", "1") as (process, handle):
        read_until(handle, "Organet som vedtok [utvalget]: ")
        os.write(handle, b"\n")
        read_until(handle, "Dagen det ble vedtatt")
        os.write(handle, b"2026-03-20\n")
        assert f"Endrer {PROPOSAL}:" in read_until(handle, "Skal jeg skrive dette?")
        os.write(handle, b"\n")
        read_until(handle, "Dette kommer så:")
        assert process.wait(60) == 0
    assert "godkjent: 2026-03-20\n" in (root / PROPOSAL).read_text("utf-8")


def test_ctrl_c_at_a_true_terminal(root: Path) -> None:
    """The program ends with words, and every file is as it was."""
    before = state(root)
    with terminal(root, "vedta", "1") as (process, handle):
        read_until(handle, "Organet som vedtok")
        assert "Traceback" not in read_until(handle, "Ingenting er skrevet.", presses=b"\x03")
        assert process.wait(60) == 1
    assert state(root) == before
