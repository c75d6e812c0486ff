"""Publishing to every kind of place: the old site or the new one is there, whole, whatever happens on the way."""

import json
import os
import shutil
from pathlib import Path

import pytest
from small_site import ODD, Places, broken_off, is_whole, make_site, on_the_web, put_out, seal_site

from avtaleverk.engines.publishing import known, programs
from avtaleverk.engines.publishing.folder import FolderPlace
from avtaleverk.engines.publishing.place import Place
from avtaleverk.engines.publishing.publish import Wish, publish, published, turn_back
from avtaleverk.engines.publishing.target import place_of


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Return places of every kind, and keep what is known of them away from the user's own."""
    return Places.apart(tmp_path, monkeypatch)


@pytest.fixture(params=["mappe", "rsync over ssh", "rclone"])
def place(request: pytest.FixtureRequest, places: Places) -> Place:
    """Return a place of each kind."""
    return places.make(request.param)


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


def test_a_folder_that_is_no_edition_of_ours_is_left_where_it_is(place: Place, places: Places, tmp_path: Path) -> None:
    """What somebody laid among the editions, with signs that programs may take for more, is neither shown nor removed."""
    edition = put_out(place, tmp_path, "Første")
    names = [f"{edition}-kopi", "*", "arkiv 2024", ".ny-noe"]
    for name in names:
        (places.target / "utgaver" / name).mkdir()
        (places.target / "utgaver" / name / "viktig.html").touch()
    put_out(place, tmp_path, "Andre")
    assert is_whole(places.shown, "Andre")
    assert place.look().broken == ()
    assert {*names} < {p.name for p in (places.target / "utgaver").iterdir()}
    turn_back(place, place.look(), "")
    assert is_whole(places.shown, "Første")


def test_back_leads_past_what_was_taken_back_before(place: Place, places: Places, tmp_path: Path) -> None:
    """After a bad edition was taken back and a new one laid out, back leads to the good one that readers met between them."""
    for words in ("God", "Dårlig"):
        put_out(place, tmp_path, words)
    turn_back(place, place.look(), "")
    put_out(place, tmp_path, "Også dårlig")
    assert turn_back(place, place.look(), "").number == 1
    assert is_whole(places.shown, "God")


def test_whoever_keeps_files_apart_shows_readers_all_the_same(places: Places, tmp_path: Path) -> None:
    """A server may look into all that was laid out, whatever the user's own new files are like."""
    before = os.umask(0o077)
    try:
        put_out(places.make("mappe"), tmp_path, "Første")
    finally:
        os.umask(before)
    laid = [places.target, *(p for p in places.target.rglob("*") if p.is_relative_to(places.target / "utgaver"))]
    assert [p for p in laid if p.stat().st_mode & 0o005 != (0o005 if p.is_dir() else 0o004)] == []


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


# --- where to publish ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "target",
    ["", " ", "rsync:", "rsync:-e sh:/x", "rsync:-oProxyCommand=sh:/x", "rsync:a@-x:/y", "rclone:", "rclone:sted",
     "rclone:-x:y", "rclone:--config=x:y", "ftp://tjener/sti", "bruker@tjener:/sti"],
)  # fmt: skip
def test_what_is_no_place_is_refused(target: str, tmp_path: Path) -> None:
    """What could be taken for an option, or is misspelt, is told of with the three forms there are."""
    assert "er ikke et sted det kan publiseres til" in broken_off(lambda: place_of(target, tmp_path))


def test_a_folder_is_seen_from_where_it_was_written(tmp_path: Path) -> None:
    """A relative path is one below the folder that is given, also for rsync; its parent must be there."""
    assert place_of("../ut", tmp_path / "korpus").name == str(tmp_path / "ut")
    assert place_of("rsync:../ut", tmp_path / "korpus").name == f"rsync:{tmp_path / 'ut'}"
    assert place_of("rsync:anne@tjener.no:/srv/nett", tmp_path).name == "rsync:anne@tjener.no:/srv/nett"
    assert place_of("rclone:lager:bøtte/nett", tmp_path).name == "rclone:lager:bøtte/nett"
    missing = FolderPlace(tmp_path / "skrivefeil" / "ut")
    assert "finnes ikke. Se etter at --til er riktig skrevet" in broken_off(missing.prepare)
    (tmp_path / "fil").touch()
    assert "er en fil, ikke en mappe" in broken_off(FolderPlace(tmp_path / "fil").prepare)


def test_a_site_is_not_laid_among_the_texts(tmp_path: Path) -> None:
    """What would be read as texts the next time is refused, and nothing is made; beside them there is room."""
    for target in ("docs/ut", "avtaler", "x/../retningslinjer/01"):
        assert "der tekstene er. Velg et sted utenfor" in broken_off(lambda t=target: place_of(t, tmp_path, tmp_path))  # type: ignore[misc] # a name for each
    assert place_of("nettsted", tmp_path, tmp_path).name == str(tmp_path / "nettsted")
    assert list(tmp_path.glob("docs*")) == []


def test_what_is_remembered_of_places_may_be_lost(tmp_path: Path) -> None:
    """A damaged memory is as none, and one that cannot be written stops nothing."""
    known.note("her", 3, "abc")
    assert known.seen("her") == (3, "abc")
    (tmp_path / "tilstand" / "avtaleverk" / "utgaver.json").write_text('{"her": 1', "utf-8")
    assert known.seen("her") is None
    (tmp_path / "tilstand" / "avtaleverk" / "utgaver.json").write_text(json.dumps({"her": "x"}), "utf-8")
    assert known.seen("her") is None
