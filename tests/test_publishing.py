"""Publishing to every kind of place: the old site or the new one is there, whole, whatever happens on the way."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_site import ODD, Places, is_whole, make_site, on_the_web, put_out, seal_site

from avtaleverk.engines.publishing import folder as folder_module
from avtaleverk.engines.publishing import known, programs
from avtaleverk.engines.publishing.folder import FolderPlace
from avtaleverk.engines.publishing.holding import held
from avtaleverk.engines.publishing.place import Place, PublishingError
from avtaleverk.engines.publishing.publish import Wish, publish, published, turn_back
from avtaleverk.engines.publishing.target import place_of
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.site.manifest import MANIFEST


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the tests know of places away from the user's own, and wait for no disk: nobody pulls the plug here."""
    monkeypatch.setattr(folder_module.os, "fsync", lambda _: None)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "tilstand"))
    monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
    (tmp_path / "rclone.conf").touch()


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Return places of every kind, and a shell that runs on this machine what a host would have run."""
    made = Places(tmp_path)
    monkeypatch.setenv("RSYNC_RSH", str(made.shell))
    return made


@pytest.fixture(params=["mappe", "rsync over ssh", "rclone"])
def place(request: pytest.FixtureRequest, places: Places) -> Place:
    """Return a place of each kind."""
    return places.make(request.param)


def broken_off(call: Callable[[], object]) -> str:
    """Return what is said of something that cannot be done."""
    with pytest.raises(AvtaleverkError) as told:
        call()
    return str(told.value)


# --- every kind of place ------------------------------------------------------------------------------------------


def test_editions_follow_each_other_and_can_be_taken_back(place: Place, places: Places, tmp_path: Path) -> None:
    """Each edition is shown whole, with odd names too; back goes one at a time, or to the one that is named."""
    for number, words in enumerate(("Første", "Andre", "Tredje"), 1):
        assert put_out(place, tmp_path, words).number == number
        assert is_whole(places.shown, words)
    assert (places.shown / ODD).is_file()
    assert not (places.shown / ".avtaleverk.json").exists()
    for wanted, words, number in (("", "Andre", 2), ("", "Første", 1), ("3", "Tredje", 3), ("1", "Første", 1)):
        assert turn_back(place, place.look(), wanted).number == number
        assert is_whole(places.shown, words)
        assert (place.look().current or place.look().whole[0]).number == number
    assert "Det er ingen tidligere utgave" in broken_off(lambda: turn_back(place, place.look(), ""))
    assert "«7» er ikke her. Her er: 1 (2026-11-27), 2" in broken_off(lambda: turn_back(place, place.look(), "7"))
    # A new one comes after all that were, and tells which it followed.
    before = published(place, place.look())
    assert before is not None
    assert put_out(place, tmp_path, "Fjerde").number == 4
    now = published(place, place.look())
    assert now is not None
    assert now.before == before.sum


def test_files_of_others_are_left_alone(places: Places, tmp_path: Path) -> None:
    """A folder that somebody else uses is refused with its names, and nothing in it is touched."""
    places.target.mkdir()
    (places.target / "viktig.html").write_text("mitt", "utf-8")
    for kind in Places.KINDS[1:]:
        said = broken_off(lambda kind=kind: put_out(places.make(kind), tmp_path, "Nytt"))  # type: ignore[misc] # a name for each
        assert "har filer som avtaleverk ikke har lagt der (viktig.html)" in said
    assert "(viktig.html)" in broken_off(FolderPlace(places.target).prepare)
    assert os.listdir(places.target) == ["viktig.html"]  # noqa: PTH208 - the very names


def test_what_was_broken_off_is_never_shown_and_goes_with_the_next(
    place: Place, places: Places, tmp_path: Path
) -> None:
    """An edition without its manifest is none: it cannot be turned to, and the next command removes it."""
    put_out(place, tmp_path, "Første")
    half = places.target / "utgaver" / "0002-2026-11-27-abcdef01"
    half.mkdir()
    (half / "index.html").write_text("halv", "utf-8")
    (places.target / "utgaver" / ".ny-0003-2026-11-27-abcdef02").mkdir()
    assert [e.number for e in place.look().whole] == [1]
    assert "ikke her" in broken_off(lambda: turn_back(place, place.look(), "2"))
    assert is_whole(places.shown, "Første")
    assert put_out(place, tmp_path, "Andre").number > 2
    assert not half.exists()
    assert is_whole(places.shown, "Andre")


def test_numbers_are_never_used_again_and_the_one_before_is_kept(place: Place, tmp_path: Path) -> None:
    """Editions of the same texts and pages count as one, but the one before stays to be turned back to."""
    for number in range(1, 5):
        put_out(place, tmp_path, f"{number}", Wish(keep=2, pause=0))
    assert [e.number for e in place.look().whole] == [3, 4]


def test_a_missing_program_says_how_to_get_it(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where rsync or rclone is not installed, that is what is said."""
    monkeypatch.setattr(programs.shutil, "which", lambda *_, **__: None)
    assert "rsync mangler på maskinen. På Debian" in broken_off(lambda: places.make("rsync"))
    assert "rclone mangler på maskinen. På Debian" in broken_off(lambda: places.make("rclone"))


# --- editions and days --------------------------------------------------------------------------------------------


def test_nights_without_news_do_not_push_out_what_there_is_to_turn_back_to(places: Places, tmp_path: Path) -> None:
    """Of editions with the same texts and pages the newest counts, and the one before is kept."""
    place = places.make("mappe")
    put_out(place, tmp_path, "Første")
    for night in range(1, 6):
        site = tmp_path / f"natt-{night}"

        make_site(site, "Andre", f"2026-12-0{night}")
        (site / "ny.html").write_text("ny", "utf-8")

        publish(site, seal_site(site, f"2026-12-0{night}"), place, place.look(), Wish(keep=2, pause=0))
    assert [e.number for e in place.look().whole] == [1, 5, 6]


def test_a_clock_that_is_wrong_does_not_change_the_order(places: Places, tmp_path: Path) -> None:
    """Editions are counted, so that one of an earlier day is still the newest, and back leads to the one before it."""
    place = places.make("mappe")
    put_out(place, tmp_path, "Første", day="2030-01-01")
    newest = put_out(place, tmp_path, "Andre", day="1999-12-31")
    assert (newest.number, place.look().current) == (2, newest)
    assert turn_back(place, place.look(), "").day == "2030-01-01"


def test_a_number_is_not_used_twice_where_the_folder_was_emptied(places: Places, tmp_path: Path) -> None:
    """The machine remembers what it published, so that an older edition is known as older for ever."""
    place = places.make("mappe")
    put_out(place, tmp_path, "Første")
    put_out(place, tmp_path, "Andre")
    shutil.rmtree(places.target)
    assert put_out(places.make("mappe"), tmp_path, "Tredje").number == 3


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
    assert "er ikke det som ble sendt: 1 filer er feil" in str(told.value)
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


# --- the live address ---------------------------------------------------------------------------------------------


def test_the_live_address_is_looked_at_and_what_is_wrong_there_is_turned_back(place: Place, places: Places, tmp_path: Path) -> None:  # fmt: skip
    """An address that shows the new edition is fine; one that shows another site takes the edition back."""
    put_out(place, tmp_path, "Gammelt")
    with on_the_web(places.shown) as address:
        assert put_out(place, tmp_path, "Nytt", Wish(address=address, pause=0)).number == 2
    other = tmp_path / "bygd-0"
    with on_the_web(other) as address:
        said = broken_off(lambda: put_out(place, tmp_path, "Nyest", Wish(address=address, pause=0)))
    assert f"{address} viser ikke det som ble lagt ut. Nettstedet er byttet tilbake til utgave 2." in said
    assert is_whole(places.shown, "Nytt")
    assert [e.number for e in place.look().whole] == [1, 2]


def test_a_first_edition_that_cannot_be_seen_is_taken_away_again(place: Place, places: Places, tmp_path: Path) -> None:
    """Where there is nothing to turn back to, nothing is shown."""
    with on_the_web(tmp_path) as address:
        said = broken_off(lambda: put_out(place, tmp_path, "Nytt", Wish(address=address, looks=1)))
    assert "Ingenting er lagt ut." in said
    assert not places.shown.exists()


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


# --- where to publish ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "target",
    ["", " ", "rsync:", "rsync:-e sh:/x", "rsync:-oProxyCommand=sh:/x", "rsync:a@-x:/y", "rclone:", "rclone:sted",
     "rclone:-x:y", "rclone:--config=x:y", "ftp://tjener/sti", "bruker@tjener:/sti"],
)  # fmt: skip
def test_what_is_no_place_is_refused(target: str, tmp_path: Path) -> None:
    """What could be taken for an option, or is misspelt, is told of with the three forms there are."""
    assert "er ikke et sted det kan publiseres til" in broken_off(lambda: place_of(target, tmp_path))


def test_a_folder_is_seen_from_the_folder_of_the_texts(tmp_path: Path) -> None:
    """A relative path in helsefellesskap.yml means the same wherever the command is run; its parent must be there."""
    assert place_of("../ut", tmp_path / "korpus").name == str(tmp_path / "ut")
    assert place_of("rsync:anne@tjener.no:/srv/nett", tmp_path).name == "rsync:anne@tjener.no:/srv/nett"
    assert place_of("rclone:lager:bøtte/nett", tmp_path).name == "rclone:lager:bøtte/nett"
    missing = FolderPlace(tmp_path / "skrivefeil" / "ut")
    assert "finnes ikke. Se etter at --til er riktig skrevet" in broken_off(missing.prepare)
    (tmp_path / "fil").touch()
    assert "er en fil, ikke en mappe" in broken_off(FolderPlace(tmp_path / "fil").prepare)


def test_what_is_remembered_of_places_may_be_lost(tmp_path: Path) -> None:
    """A damaged memory is as none, and one that cannot be written stops nothing."""
    known.note("her", 3, "abc")
    assert known.seen("her") == (3, "abc")
    (tmp_path / "tilstand" / "avtaleverk" / "utgaver.json").write_text('{"her": 1', "utf-8")
    assert known.seen("her") is None
    (tmp_path / "tilstand" / "avtaleverk" / "utgaver.json").write_text(json.dumps({"her": "x"}), "utf-8")
    assert known.seen("her") is None
