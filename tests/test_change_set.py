"""Changes of several files: all or none, with a fault or a kill at every single touch of the disk."""

import errno
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from avtaleverk.corpus import change_journal, read_corpus
from avtaleverk.corpus.change_journal import JOURNAL
from avtaleverk.corpus.change_set import LOCK_NAME, Change, ChangeSet, finish_changes, read_raw, write_changes
from avtaleverk.model.findings import AvtaleverkError

OLD = {"a/1.0.md": "en\r\n", "a/index.md": "indeks\n", "lås.lock": "æøå"}
NEW = {"a/1.0.md": "to\r\n", "a/index.md": "ny indeks", "lås.lock": "æøå\nog mer\n", "b/vedlegg/c/1.0.md": "ny\n"}
CHANGES = ChangeSet(tuple(Change(path, OLD.get(path), text) for path, text in NEW.items()))
TOUCHES = {"mkdir", "open", "write", "fsync", "replace", "unlink", "rmdir", "chmod", "close"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in OLD.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    return tmp_path


def state(root: Path) -> dict[str, str]:
    """Return every file there is, and every empty folder."""
    paths = sorted(root.rglob("*"))
    empty = {p.relative_to(root).as_posix(): "" for p in paths if p.is_dir() and not any(p.iterdir())}
    return {p.relative_to(root).as_posix(): p.read_bytes().decode() for p in paths if p.is_file()} | empty


class FaultyDisk:
    """The functions of ``os``, of which one call fails; after a kill, so does every other."""

    def __init__(self, at: int, fault: Callable[[], BaseException], *, kills: bool) -> None:
        self.at, self.fault, self.kills, self.count = at, fault, kills, 0

    def __getattr__(self, name: str) -> Any:
        """Return what ``os`` has, counted where it touches the disk."""
        function = getattr(os, name)
        return self._counted(function) if name in TOUCHES else function

    def _counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.count += 1
            if self.count == self.at or (self.kills and self.count > self.at):
                if function is os.close:
                    os.close(*args)
                raise self.fault()
            return function(*args, **kwargs)

        return call


class Killed(BaseException):
    """The program is no more."""


def touches(root: Path, monkeypatch: pytest.MonkeyPatch, faulty: FaultyDisk) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(change_journal, "os", faulty)
        write_changes(root, CHANGES, "Nei.")


def test_all_files_get_their_new_text_and_nothing_is_left(root: Path) -> None:
    """With the ends of lines that they have, and the folders that new ones need."""
    (root / "a/1.0.md").chmod(0o640)
    write_changes(root, CHANGES, "Nei.")
    assert state(root) == NEW
    assert (root / "a/1.0.md").stat().st_mode & 0o777 == 0o640
    assert read_raw(root, "a/1.0.md") == "to\r\n"
    assert read_raw(root, "a/2.0.md") is None


def test_a_set_keeps_the_first_text_and_the_last(root: Path) -> None:
    """A file that ends as it began is no change, and one that changes twice is one."""
    changes = ChangeSet().with_change("a/1.0.md", "en\r\n", "x").with_change("a/1.0.md", "x", "to")
    assert changes.changes == (Change("a/1.0.md", "en\r\n", "to"),)
    assert not changes.with_change("a/1.0.md", None, "en\r\n")
    write_changes(root, ChangeSet(), "Nei.")
    assert state(root) == OLD


def test_a_kill_at_any_touch_of_the_disk_leaves_the_old_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the next command has looked, every file is as before or every one is as it should be."""
    seen = set()
    for at in range(1, 500):
        root = tmp_path / str(at)
        for path, text in OLD.items():
            (root / path).parent.mkdir(exist_ok=True, parents=True)
            (root / path).write_bytes(text.encode())
        disk = FaultyDisk(at, Killed, kills=True)
        try:
            touches(root, monkeypatch, disk)
        except Killed:
            for path in (p for p in NEW if (root / p).exists()):
                assert (root / path).read_bytes().decode() in {OLD.get(path), NEW[path]}
        finish_changes(root)
        assert state(root) in (OLD, NEW)
        seen.add(state(root) == NEW)
        if disk.count < at:
            break
    else:
        pytest.fail("the change has no end")
    assert seen == {True, False}
    assert at > 30


def test_a_fault_at_any_touch_of_the_disk_is_undone_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is said in words with a way on, and the folder is as it was: nothing beside it, no empty folder."""
    refused = 0
    for at in range(1, 500):
        root = tmp_path / str(at)
        for path, text in OLD.items():
            (root / path).parent.mkdir(exist_ok=True, parents=True)
            (root / path).write_bytes(text.encode())
        disk = FaultyDisk(at, lambda: OSError(errno.ENOSPC, "No space left on device"), kills=False)
        said = ""
        try:
            touches(root, monkeypatch, disk)
        except AvtaleverkError as error:
            said = str(error.findings[0])
        refused += bool(said)
        assert ("disken er full" in said) is bool(said)
        if not said:
            # The fault came when all was done, and what was left of the journal goes when somebody looks.
            finish_changes(root)
        assert state(root) == (OLD if said else NEW)
        if disk.count < at:
            break
    assert refused > 15


def test_a_kill_while_a_change_is_finished_is_finished_by_the_next(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal holds until the last file is in place, however often it is broken off."""
    with monkeypatch.context() as patched:
        patched.setattr(change_journal, "_do", lambda *_: (_ for _ in ()).throw(Killed()))
        patched.setattr(change_journal, "_undo", lambda *_: None)
        with pytest.raises(Killed):
            write_changes(root, CHANGES, "Nei.")
    for at in range(1, 200):
        disk = FaultyDisk(at, Killed, kills=True)
        with monkeypatch.context() as patched:
            patched.setattr(change_journal, "os", disk)
            try:
                finish_changes(root)
            except Killed:
                continue
            break
    assert state(root) == NEW


def test_who_edits_in_the_meantime_keeps_the_edit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is neither old nor new belongs to its editor; the rest of the change is undone."""
    disk = FaultyDisk(10_000, Killed, kills=True)
    touches_needed = FaultyDisk(10_000, Killed, kills=True)
    touches(root, monkeypatch, touches_needed)
    for path, text in OLD.items():
        (root / path).write_bytes(text.encode())
    (root / "b/vedlegg/c/1.0.md").unlink()
    disk.at = touches_needed.count - 12
    with pytest.raises(Killed):
        touches(root, monkeypatch, disk)
    (root / "lås.lock").write_text("min egen", "utf-8")
    finish_changes(root)
    assert {path: (root / path).read_bytes().decode() for path in OLD} == {**OLD, "lås.lock": "min egen"}
    assert not (root / JOURNAL).exists()


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [("a/1.0.md", "endret", "endret av noen andre"), ("b/vedlegg/c/1.0.md", "min", "finnes fra før"), ("a/1.0.md", None, "borte")],
)  # fmt: skip
def test_a_file_that_moved_on_is_not_written_over(root: Path, path: str, text: str | None, said: str) -> None:
    """Of two editors, the second is told, and every file is as the first left it."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).unlink(missing_ok=True)
    if text is not None:
        (root / path).write_text(text, "utf-8")
    before = state(root)
    with pytest.raises(AvtaleverkError, match="Nei") as caught:
        write_changes(root, CHANGES, "Nei.")
    assert [f.path for f in caught.value.findings] == [path]
    assert said in caught.value.findings[0].message
    assert state(root) == before


def test_two_writers_are_one_too_many(root: Path) -> None:
    """The second is told to wait, and gets its turn when the first is done."""
    with FileLock(root / LOCK_NAME), pytest.raises(AvtaleverkError) as caught:
        write_changes(root, CHANGES, "Nei.", patience=0.1)
    assert "En annen kommando skriver" in caught.value.findings[0].message
    second = threading.Thread(target=lambda: write_changes(root, CHANGES, "Nei."))
    with FileLock(root / LOCK_NAME):
        second.start()
        time.sleep(0.2)
        assert (root / "a/1.0.md").read_bytes() == b"en\r\n"
    second.join()
    assert state(root) == NEW


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_told(root: Path) -> None:
    """In words, with a way on."""
    root.chmod(0o500)
    try:
        with pytest.raises(AvtaleverkError) as caught:
            write_changes(root, CHANGES, "Nei.")
    finally:
        root.chmod(0o700)
    assert "du har ikke tilgang" in str(caught.value.findings[0])
    assert state(root) == OLD


def broken_off(root: Path, monkeypatch: pytest.MonkeyPatch, done: int) -> Path:
    """Break a change off when ``done`` of its files have their new text; returns its journal."""
    do, left = change_journal._do, iter([True] * done)  # noqa: SLF001 - the step that is broken off after

    def killed(place: Path, step: Any) -> None:
        if not next(left, False):
            raise Killed
        do(place, step)

    with monkeypatch.context() as patched:
        patched.setattr(change_journal, "_do", killed)
        patched.setattr(change_journal, "_undo", lambda *_: None)
        with pytest.raises(Killed):
            write_changes(root, CHANGES, "Nei.")
    return root / JOURNAL


def refused(root: Path) -> str:
    """Return what is said of the journal by whoever reads the folder, where nothing else is touched."""
    before = state(root)
    reading = read_corpus(root)
    assert reading.corpus is None
    assert state(root) == before
    return str(reading.errors[0])


LINE = '{"fil": "%s", "for": null, "ny": "%s", "mapper": [%s]}'
HASH = hashlib.sha256(b"ond").hexdigest()


@pytest.mark.parametrize(
    "plan",
    [
        '[{"fil": 1}]', "{}", "[1]", "{", "\x00", "null", "[" * 100_000,
        f"[{LINE % ('../ute', HASH, '')}]",
        f"[{LINE % ('/et/ute', HASH, '')}]",
        f"[{LINE % ('a/../../ute', HASH, '')}]",
        f"[{LINE % ('.git/hooks/pre-commit', HASH, '')}]",
        f"[{LINE % ('.', HASH, '')}]",
        f"[{LINE % ('a/ny.md', HASH, '7')}]",
        f"[{LINE % ('a/ny.md', HASH, json.dumps('../ute'))}]",
        f"[{LINE % ('a/ny.md', 5, '')}, 5]",
    ],
)  # fmt: skip
def test_a_damaged_journal_is_a_finding_of_whoever_reads_the_folder(root: Path, plan: str) -> None:
    """Nothing is guessed, nothing is written outside the folder, and no command fails with a traceback."""
    (root / JOURNAL).mkdir()
    (root / JOURNAL / "plan.json").write_text(plan, "utf-8")
    (root / JOURNAL / "0.ny").write_text("ond", "utf-8")
    assert "skadet" in refused(root)


def test_a_journal_that_leads_through_a_link_writes_nothing(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A proposal may bring a link and a journal with it; neither gets out of the folder."""
    outside = tmp_path_factory.mktemp("ute")
    (root / "lenke").symlink_to(outside)
    (root / JOURNAL).mkdir()
    (root / JOURNAL / "plan.json").write_text(f"[{LINE % ('lenke/ny.md', HASH, '')}]", "utf-8")
    (root / JOURNAL / "0.ny").write_text("ond", "utf-8")
    assert "lenken fører ut av mappa" in refused(root)
    assert not list(outside.iterdir())


def test_what_only_bears_the_name_of_the_journal_is_left_alone(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A link to somebody's folder, a file, and a folder with other files in it: none of them is emptied."""
    outside = tmp_path_factory.mktemp("ute")
    (outside / "mitt.md").write_text("mitt", "utf-8")
    (root / JOURNAL).symlink_to(outside)
    assert "ikke vår" in refused(root)
    (root / JOURNAL).unlink()
    (root / JOURNAL).write_text("mitt", "utf-8")
    assert "ikke vår" in refused(root)
    (root / JOURNAL).unlink()
    shutil.copytree(outside, root / JOURNAL)
    assert "ikke vår" in refused(root)
    assert (outside / "mitt.md").read_text("utf-8") == "mitt"


@pytest.mark.parametrize("done", [1, 2, 3])
def test_a_new_text_that_was_damaged_is_never_put_in_its_place(
    root: Path, monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    """The journal is held against its own plan, and the change is undone instead."""
    journal = broken_off(root, monkeypatch, done)
    (journal / "3.ny").write_text("halv", "utf-8")
    finish_changes(root)
    assert state(root) == OLD


def test_a_change_that_can_neither_be_finished_nor_undone_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that the journal keeps is still there for whoever looks."""
    journal = broken_off(root, monkeypatch, 2)
    (journal / "3.ny").unlink()
    (journal / "0.for").write_text("halv", "utf-8")
    assert "skadet" in refused(root)


KILLED = """
import sys
from pathlib import Path
root = Path(sys.argv[1])
sys.path.insert(0, sys.argv[2])
from test_change_set import CHANGES
from avtaleverk.corpus.change_set import Change, ChangeSet, write_changes
BACK = ChangeSet(tuple(Change(c.path, c.after, c.before) for c in CHANGES.changes if c.before is not None))
print("klar", flush=True)
while True:
    write_changes(root, CHANGES, "Nei.")
    write_changes(root, BACK, "Nei.")
    (root / "b/vedlegg/c/1.0.md").unlink()
"""


@pytest.mark.parametrize("wait", [0.0, 0.003, 0.017])
def test_a_program_that_is_truly_killed_leaves_the_old_or_the_new(root: Path, wait: float) -> None:
    """It writes the change and takes it back, over and over, until the system kills it in the middle of something."""
    here = str(Path(__file__).parent)
    with subprocess.Popen([sys.executable, "-c", KILLED, str(root), here], stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"klar\n"
        time.sleep(wait)
        writer.send_signal(signal.SIGKILL)
    finish_changes(root)
    # The new file is taken away by itself, so only the others are known to go together.
    found = {path: text for path, text in state(root).items() if path in OLD}
    assert found in (OLD, {path: NEW[path] for path in OLD})
    write_changes(root, ChangeSet((Change("a/1.0.md", found["a/1.0.md"], "tre"),)), "Nei.")
    assert not (root / JOURNAL).exists()
    assert not (root / LOCK_NAME).exists()
