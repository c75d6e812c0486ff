"""What may go wrong while a site is published: readers meet the old site or the new one, whole, and are told in words."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_site import Places, broken_off, is_whole, make_site, put_out

from avtaleverk.engines.publishing import folder as folder_module
from avtaleverk.engines.publishing.folder import FolderPlace
from avtaleverk.engines.publishing.holding import held
from avtaleverk.engines.publishing.place import Place, PublishingError
from avtaleverk.engines.publishing.publish import Wish, publish, turn_back
from avtaleverk.site.manifest import MANIFEST


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Return places of every kind, and keep what is known of them away from the user's own."""
    return Places.apart(tmp_path, monkeypatch)


@pytest.fixture(params=["mappe", "rsync over ssh", "rclone"])
def place(request: pytest.FixtureRequest, places: Places) -> Place:
    """Return a place of each kind."""
    return places.make(request.param)


# --- what goes wrong on the way -----------------------------------------------------------------------------------


class Counted:
    """Lets so many calls of some functions through, and breaks the one after."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, break_at: int, error: Callable[[], BaseException]) -> None:
        self.calls = 0
        self._break_at = break_at
        self._error = error
        for owner, name in (
            (Path, "mkdir"), (Path, "rename"), (Path, "replace"), (Path, "symlink_to"), (Path, "unlink"),
            (folder_module.os, "fsync"), (folder_module.shutil, "copyfileobj"),
        ):  # fmt: skip
            monkeypatch.setattr(owner, name, self._counting(getattr(owner, name)))

    def _counting(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            self.calls += 1
            if self.calls == self._break_at:
                raise self._error()
            return call(*args, **kwargs)

        return counted


def test_a_break_at_any_step_leaves_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    """At every step that touches the disk: what readers meet is whole, the next command succeeds, and it is said in words."""
    step, outcomes, said = 0, set(), set()
    # A full disk, and somebody who breaks off, by turns.
    errors = (lambda: OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt)
    while True:
        step += 1
        work = tmp_path / f"{step}"
        work.mkdir()
        place = FolderPlace(work / "ut")
        place.prepare()
        put_out(place, work, "Gammelt")
        site = work / "bygd-1"

        manifest = make_site(site, "Nytt")
        with pytest.MonkeyPatch.context() as patch:
            counted = Counted(patch, step, errors[step % 2])

            try:
                publish(site, manifest, place, place.look(), Wish(pause=0))
                ended = "done"
            except PublishingError as told:
                ended = "told"
                said.add(str(told).split(". ")[1])
            except KeyboardInterrupt:
                ended = "broken off"
        shown = work / "ut" / "gjeldende"
        is_new = is_whole(shown, "Nytt")
        assert is_new or is_whole(shown, "Gammelt"), step
        outcomes.add((ended, is_new))
        put_out(place, work, "Nyest")
        assert is_whole(shown, "Nyest")
        assert len(place.look().broken) == 0
        shutil.rmtree(work)
        if counted.calls < step:
            break
    assert step > 20
    assert said == {"Disken er full"}
    assert ("done", True) in outcomes
    assert any(not is_new for _, is_new in outcomes)


class Broken:
    """A place of which one deed fails, before it is done or after."""

    def __init__(self, place: Place, deed: str, *, after: bool) -> None:
        self._place, self._deed, self._after = place, deed, after

    def __getattr__(self, name: str) -> Any:  # noqa: D105 - what the place does
        found = getattr(self._place, name)
        if name != self._deed:
            return found

        def broken(*args: Any, **kwargs: Any) -> Any:
            self._deed = ""
            if self._after:
                found(*args, **kwargs)
            message = "Forbindelsen ble brutt."
            raise PublishingError(message)

        return broken


@pytest.mark.parametrize(
    ("kind", "deed", "after"),
    [*(("mappe", deed, after) for deed in ("lay", "copy", "switch", "remove") for after in (False, True)),
     ("rsync over ssh", "lay", True), ("rsync over ssh", "switch", True), ("rclone", "switch", True)],
)  # fmt: skip
def test_a_lost_connection_leaves_the_old_site(kind: str, deed: str, after: bool, places: Places, tmp_path: Path) -> None:  # noqa: FBT001 # fmt: skip
    """Whatever is lost, readers meet what they met, and the next command makes it good."""
    place = places.make(kind)
    put_out(place, tmp_path, "Gammelt")
    bad: Any = Broken(place, deed, after=after)
    assert "Forbindelsen ble brutt." in broken_off(lambda: put_out(bad, tmp_path, "Nytt"))
    assert is_whole(places.shown, "Gammelt")
    put_out(place, tmp_path, "Nyest")
    assert is_whole(places.shown, "Nyest")
    assert place.look().broken == ()


# A connection that lets through the first words of the host, and is gone.
CUT = f"""#!{sys.executable}
import os, subprocess, sys
there = subprocess.Popen(["sh", "-c", " ".join(sys.argv[2:])], stdout=subprocess.PIPE)
os.write(1, os.read(there.stdout.fileno(), 300))
there.kill()
os._exit(255)
"""


@pytest.mark.parametrize("kind", ["rsync over ssh", "rclone"])
def test_a_program_that_is_killed_halfway_is_told_of(kind: str, places: Places, tmp_path: Path) -> None:
    """The transfer ends in the middle: its own words are passed on, and the old site is there."""
    put_out(places.make(kind), tmp_path, "Gammelt")
    place: Any = places.make(kind)
    if kind == "rclone":
        killed = tmp_path / "rclone"
        killed.write_text("#!/bin/sh\nkill -9 $$\n", "utf-8")
        killed.chmod(0o755)
        place._rclone, look = str(killed), place.look()  # noqa: SLF001 - the program that is lost
    else:
        look = place.look()
        places.shell.write_text(CUT, "utf-8")
    place.look = lambda: look
    said = broken_off(lambda: put_out(place, tmp_path, "Nytt"))
    assert "ble stoppet før det var ferdig (signal 9)" in said or "Forbindelsen ble brutt" in said, said
    assert is_whole(places.shown, "Gammelt")


def test_a_switch_in_storage_that_was_broken_off_is_finished_by_the_next(places: Places, tmp_path: Path) -> None:
    """Where half of the new edition was copied over the old one, the next command copies the rest before all else."""
    place = places.make("rclone")
    put_out(place, tmp_path, "Gammelt")
    newest = put_out(place, tmp_path, "Nytt")
    turn_back(place, place.look(), "1")
    shutil.copy(places.target / "utgaver" / str(newest) / "index.html", places.shown / "index.html")
    (places.target / "avtaleverk-bytter-til.txt").write_text(f"{newest}\n", "utf-8")
    assert place.look().current == newest
    assert is_whole(places.shown, "Nytt")
    assert not (places.target / "avtaleverk-bytter-til.txt").exists()
    # Nor is one that was given up taken up again.
    (places.target / "avtaleverk-bytter-til.txt").write_text(f"{newest}\n", "utf-8")
    place.switch(None)
    assert place.look().current is None


def test_what_does_not_come_there_as_it_was_sent_is_not_shown(place: Place, places: Places, tmp_path: Path) -> None:
    """A place that spoils a file on the way is found out, the file is named, and readers meet the old site."""
    put_out(place, tmp_path, "Gammelt")

    class Spoiling(Broken):
        def __getattr__(self, name: str) -> Any:
            found = getattr(self._place, name)
            if name != "lay":
                return found

            def lay(site: Path, edition: object, beside: object) -> None:
                found(site, edition, beside)
                (places.target / "utgaver" / str(edition) / "index.html").write_text("annet", "utf-8")

            return lay

    bad: Any = Spoiling(place, "lay", after=True)
    with pytest.raises(PublishingError) as told:
        put_out(bad, tmp_path, "Nytt")
    assert "er ikke det som ble sendt: 1 fil er feil" in str(told.value)
    assert [f.path for f in told.value.findings] == ["index.html"]
    assert is_whole(places.shown, "Gammelt")
    assert len(place.look().whole) == 1


def test_a_damaged_edition_is_not_turned_back_to(places: Places, tmp_path: Path) -> None:
    """What was kept and is not whole any more is named, with what else there is to choose."""
    place = places.make("mappe")
    first, second = (put_out(place, tmp_path, words) for words in ("Første", "Andre"))
    put_out(place, tmp_path, "Tredje", Wish(keep=9, pause=0))
    (places.target / "utgaver" / str(second) / "index.html").write_text("annet", "utf-8")
    said = broken_off(lambda: turn_back(place, place.look(), ""))
    assert said == "Utgave 2 er ikke slik den ble lagt ut. Velg en annen med --tilbake NUMMER: 1 (2026-11-27)."
    assert is_whole(places.shown, "Tredje")
    (places.target / "utgaver" / str(second) / MANIFEST).write_text("{}", "utf-8")
    assert "Manifestet til utgave 2 er borte eller endret" in broken_off(lambda: turn_back(place, place.look(), "2"))
    assert turn_back(place, place.look(), "1") == first


def test_a_damaged_edition_that_storage_turned_back_to_is_told_of(places: Places, tmp_path: Path) -> None:
    """Where turning is copying, what must go is gone first; that what came instead is not whole is told with its file."""
    place = places.make("rclone")
    first = put_out(place, tmp_path, "Første")
    put_out(place, tmp_path, "Andre")
    (places.target / "utgaver" / str(first) / "index.html").write_text("annet", "utf-8")
    with pytest.raises(PublishingError, match="Leserne er vist over til utgave 1, men noe er galt") as told:
        turn_back(place, place.look(), "")
    assert [f.path for f in told.value.findings] == ["index.html"]


# --- two at once --------------------------------------------------------------------------------------------------


def test_a_second_at_the_same_place_is_told_who_is_at_it(places: Places, tmp_path: Path) -> None:
    """While one process holds a place, another is refused with who and since when; when it dies, the place is free."""
    place = places.make("mappe")
    hold = (
        "import sys, time; from pathlib import Path; from avtaleverk.engines.publishing.holding import held\n"
        "with held('x', Path(sys.argv[1])): print('holder', flush=True); time.sleep(60)\n"
    )
    other = subprocess.Popen([sys.executable, "-c", hold, str(places.target)], stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "holder\n"
        with pytest.raises(PublishingError, match=r"Noen andre publiserer til .* nå \(.+@.+, siden .+\)"), held(place.name, places.target):  # fmt: skip
            pass
    finally:
        other.kill()
        other.communicate()
    with held(place.name, places.target):
        assert put_out(place, tmp_path, "Nytt").number == 1


def test_one_who_publishes_from_another_machine_meanwhile_is_noticed(
    place: Place, places: Places, tmp_path: Path
) -> None:
    """Where the place is not as it was when we looked, nothing is turned, and the command is to be run again."""
    put_out(place, tmp_path, "Gammelt")

    class Slow(Broken):
        def __getattr__(self, name: str) -> Any:
            found = getattr(self._place, name)
            if name != "lay":
                return found

            def lay(site: Path, edition: object, beside: object) -> None:
                put_out(place, tmp_path, "Deres")
                found(site, edition, beside)

            return lay

    bad: Any = Slow(place, "lay", after=True)
    assert "Noen andre har publisert" in broken_off(lambda: put_out(bad, tmp_path, "Vårt"))
    assert is_whole(places.shown, "Deres")


# --- disks --------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.geteuid() != 0 or sys.platform != "linux", reason="only root can mount a small disk")
@pytest.mark.parametrize("kind", Places.KINDS)
def test_a_disk_that_is_really_full(kind: str, places: Places, tmp_path: Path) -> None:
    """On a disk with room for one edition and not for two, the first stays whole and the words say what to do."""
    places.target.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", str(places.target)], check=False, capture_output=True)  # fmt: skip
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        place = places.make(kind)
        put_out(place, tmp_path, "Gammelt")
        said = broken_off(lambda: put_out(place, tmp_path, "Nytt " * 80_000))
        assert "er full" in said, said
        assert is_whole(places.shown, "Gammelt")
        assert [e.number for e in place.look().whole] == [1]
        put_out(place, tmp_path, "Nyest")
        assert is_whole(places.shown, "Nyest")
        subprocess.run(["mount", "-o", "remount,ro", str(places.target)], check=True)
        assert "kan bare leses" in (said := broken_off(lambda: put_out(place, tmp_path, "Aldri"))), said
        assert is_whole(places.shown, "Nyest")
    finally:
        subprocess.run(["umount", "-l", str(places.target)], check=True)


def test_a_disk_without_links_is_told_of(places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk has no links, the words say what to do instead, and nothing is shown by half."""
    place = places.make("mappe")

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "symlink_to", refused)
    assert "Disken kan ikke ha lenker" in broken_off(lambda: put_out(place, tmp_path, "Nytt"))
    assert not os.path.lexists(places.shown)
