"""``verifiser`` of a place for publishing: what readers meet there, every edition that is kept, and older ones put back."""

import json
import shutil
from pathlib import Path

import pytest
from small_site import PAGE, Places, put_out, seal_site
from test_verifying import ALTERED, edit

from avtaleverk.cli import main
from avtaleverk.engines.publishing.publish import Wish, turn_back
from avtaleverk.engines.publishing.verifying import Trusted, verify_place
from avtaleverk.site.manifest import MANIFEST


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the tests know of places away from the user's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "tilstand"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with three editions."""
    folder = Places(tmp_path).make("mappe")
    for words in ("Første", "Andre", "Tredje"):
        put_out(folder, tmp_path, words, Wish(pause=0))
    return tmp_path / "ut"


def of_place(place: Path, trusted: Trusted | None = None) -> list[str]:
    return [f"{f.path}: {f.message}" for f in verify_place(place, trusted or Trusted()).findings]


def test_every_edition_of_a_place_is_looked_at(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What nobody sees now may be turned back to, so it is verified too, and named with its edition."""
    assert of_place(place) == []
    first, second, third = sorted(p.name for p in (place / "utgaver").iterdir())
    edit(place / "utgaver" / first / PAGE, "Første", "FØrste")
    assert of_place(place) == [f"utgaver/{first}/{PAGE}: {ALTERED}"]
    # What readers see is whole.
    assert main(["verifiser", str(place)]) == 0
    assert "En utgave som ikke vises, er skadet" in capsys.readouterr().out
    shutil.rmtree(place / "utgaver" / first)
    # One edition laid under the name of another.
    shutil.rmtree(place / "utgaver" / third)
    shutil.copytree(place / "utgaver" / second, place / "utgaver" / third)
    assert of_place(place) == [
        f"utgaver/{third}/{MANIFEST}: En eldre utgave er lagt tilbake: her ligger utgave 2, og sist lå utgave 3 her",
        f"utgaver/{third}/{MANIFEST}: Utgaven er byttet ut med en annen: mappa og manifestet sier ikke det samme",
    ]


def test_an_older_edition_put_back_by_hand_is_noticed(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the link was moved without us, it is told; where it was taken back with us, all is well, on this machine."""
    second = sorted(p.name for p in (place / "utgaver").iterdir())[1]
    (place / "gjeldende").unlink()
    (place / "gjeldende").symlink_to(f"utgaver/{second}")
    older = (
        f"utgaver/{second}/{MANIFEST}: En eldre utgave er lagt tilbake: her ligger utgave 2, og sist lå utgave 3 her"
    )
    assert of_place(place) == [older]
    assert main(["verifiser", str(place), "--eldre"]) == 0
    assert of_place(place) == []
    there = Places(place.parent).make("mappe")
    turn_back(there, there.look(), "1")
    assert of_place(place) == []
    assert "Alle 3 utgavene som ligger der, er hele." in capsys.readouterr().out


def test_an_edition_that_was_made_anew_under_its_number_is_noticed(place: Path) -> None:
    """A number stands for one site for ever: with another sum it is another site."""
    third = sorted((place / "utgaver").iterdir())[2]
    edit(third / PAGE, "Tredje", "Fjerde")
    seal_site(third, edition=3)
    assert any(f.endswith("Utgave 3 er ikke den samme som sist") for f in of_place(place))


@pytest.mark.parametrize("kind", ["rsync over ssh", "rclone"])
def test_a_place_that_is_far_away_is_fetched_and_verified(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the name that it was published to; what was changed there, put back there, or is not there at all, is told."""
    places = Places.apart(tmp_path, monkeypatch)
    far = places.make(kind)
    for words in ("Første", "Andre"):
        put_out(far, tmp_path, words)
    assert main(["verifiser", far.name]) == 0
    assert f"{far.name} stemmer: utgave 2" in capsys.readouterr().out
    whole = (places.shown / PAGE).read_text("utf-8")
    edit(places.shown / PAGE, "Andre", "Andra")
    assert main(["verifiser", far.name]) == 1
    assert f"{PAGE}: {ALTERED}" in capsys.readouterr().err
    (places.shown / PAGE).write_text(whole, "utf-8")
    first = min((places.target / "utgaver").iterdir())
    shutil.rmtree(places.shown) if kind == "rclone" else places.shown.unlink()
    shutil.copytree(first, places.shown)
    assert main(["verifiser", far.name]) == 1
    assert "En eldre utgave er lagt tilbake" in capsys.readouterr().err
    assert main(["verifiser", f"{far.name}/borte"]) == 1
    assert "Mappa der finnes ikke" in capsys.readouterr().err


def test_what_is_shown_is_verified_as_part_of_its_place(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Asked of ``gjeldende`` itself, it tells the same as of the place, so that an older one put back is noticed there too."""
    assert main(["verifiser", str(place / "gjeldende")]) == 0
    assert "Alle 3 utgavene som ligger der, er hele." in capsys.readouterr().out
    (place / "gjeldende").unlink()
    (place / "gjeldende").symlink_to(f"utgaver/{min(p.name for p in (place / 'utgaver').iterdir())}")
    assert main(["verifiser", str(place / "gjeldende")]) == 1
    assert "En eldre utgave er lagt tilbake" in capsys.readouterr().err


@pytest.mark.parametrize("target", ["..", "utgaver/borte", "/", "../utgaver/{third}", "/annet/utgaver/{third}"])
def test_a_link_that_leads_out_is_named(place: Path, target: str) -> None:
    """What readers see must be an edition that is there."""
    third = max(p.name for p in (place / "utgaver").iterdir())
    (place / "gjeldende").unlink()
    (place / "gjeldende").symlink_to(target.format(third=third))
    assert of_place(place) == ["gjeldende: «gjeldende» er borte, eller peker ikke på en hel utgave i «utgaver»"]


def test_what_is_no_site_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A place that is not there, a folder with something else, a lock that cannot be read."""
    assert main(["verifiser", str(tmp_path / "borte")]) == 1
    assert "er verken en mappe, en adresse" in capsys.readouterr().err
    assert main(["verifiser", str(tmp_path)]) == 1
    assert "Manifestet er borte" in capsys.readouterr().err
    assert main(["verifiser", str(tmp_path), "--lås", str(tmp_path / "borte.lock")]) == 1
    assert "kan ikke leses (den finnes ikke)" in capsys.readouterr().err
    assert main(["verifiser", str(tmp_path / "borte"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["stemmer"] is False
