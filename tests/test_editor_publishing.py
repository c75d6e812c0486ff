"""The editor's page publishes the site and takes it back by the command itself, and shows first what that means."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from editor_desk import Caller, at_the_desk, copy_folder

from avtaleverk.cli import main
from avtaleverk.cli.editor_deeds import FolderDeeds
from avtaleverk.pages.editor_page import SiteDeed, Told

SETTINGS = "helsefellesskap.yml"
TEXT = "retningslinjer/02-utskriving/2.1.md"


@pytest.fixture
def caller(tmp_path: Path) -> Iterator[Caller]:
    """Give a folder that knows where its site is published."""
    root = copy_folder(tmp_path / "mappe")
    with (root / SETTINGS).open("a", encoding="utf-8") as file:
        file.write("publisering: {til: ../ute}\n")
    with at_the_desk(root, tmp_path / "site") as caller:
        yield caller


def _send(caller: Caller, **fields: str) -> str:
    """Send the form and return what the page says was done last."""
    page = caller.send("publiser", **fields).body
    return page.partition('<li class="rediger-melding')[2].partition("</li>")[0]


def _key(said: str) -> str:
    """Return what the button sends that does what was shown."""
    found = re.search(r'name="vist" value="([^"]+)"', said)
    assert found, said
    return found[1]


def _shown(tmp_path: Path) -> int:
    """Return the number of the edition that readers see, 0 where there is none."""
    link = tmp_path / "ute" / "gjeldende"
    return int(link.readlink().name.partition("-")[0]) if link.is_symlink() else 0


def test_a_site_is_shown_published_and_taken_back(caller: Caller, tmp_path: Path) -> None:
    """Nothing is published before it has been shown, and the second edition can be taken back."""
    said = _send(caller, gjor="ut")
    assert "Slik blir det for leserne" in said
    assert "Publiser nå" in said
    assert _shown(tmp_path) == 0
    said = _send(caller, gjor="ut", vist=_key(said))
    assert "Publisert: utgave 1" in said
    assert "Publiser nå" not in said
    assert _shown(tmp_path) == 1

    text = caller.desk.root / TEXT
    text.write_text(text.read_text("utf-8").replace("få trygge", "få tryggere"), "utf-8")
    said = _send(caller, gjor="ut")
    assert "sider er endret" in said
    said = _send(caller, gjor="ut", vist=_key(said))
    assert "Publisert: utgave 2" in said
    assert "Dette blir endret" not in said
    said = _send(caller, gjor="tilbake")
    assert "Leserne ville sett utgave 1" in said
    assert "Ta den tilbake nå" in said
    assert _shown(tmp_path) == 2
    assert "Leserne ser nå utgave 1" in _send(caller, gjor="tilbake", vist=_key(said))
    assert _shown(tmp_path) == 1
    said = _send(caller, gjor="tilbake")
    assert "ingen tidligere utgave" in said
    assert 'name="vist"' not in said
    assert main(["verifiser", str(tmp_path / "ute")]) == 0


def test_a_refusal_to_publish_is_told(caller: Caller, tmp_path: Path) -> None:
    """With a fault in the folder nothing is published, and the page says what and where."""
    text = caller.desk.root / TEXT
    text.write_text(text.read_text("utf-8").replace("frist: 2026-12-15", "frist: 2026-10-01"), "utf-8")
    said = _send(caller, gjor="ut")
    assert 'name="vist"' not in said
    assert "rediger-melding--feil" in f"rediger-melding{said}"
    assert "Ingenting ble publisert" in said
    assert TEXT in said
    assert "advarsel:" not in said
    assert _shown(tmp_path) == 0
    assert "Ingenting er publisert til" in _send(caller, gjor="tilbake")


@dataclass(frozen=True)
class _Counted(FolderDeeds):
    """Deeds that publish nothing, and count how often they were asked to."""

    times: list[SiteDeed] = field(default_factory=list)

    def published(self, deed: SiteDeed, *, is_shown_only: bool) -> Told:
        """Count what is more than a look."""
        if not is_shown_only:
            self.times.append(deed)
        return Told("Vist" if is_shown_only else "Publisert", then=deed if is_shown_only else None)


def test_a_button_that_is_pressed_twice_publishes_once(caller: Caller) -> None:
    """The second press waits for the first and adds nothing, neither to what readers see nor to what is told."""
    caller.desk.deeds = deeds = _Counted(caller.desk.root)
    key = _key(_send(caller, gjor="ut"))
    presses = [threading.Thread(target=_send, args=(caller,), kwargs={"gjor": "ut", "vist": key}) for _ in range(2)]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    assert deeds.times == [SiteDeed.PUBLISH]
    assert [told.title for told in caller.desk.told] == ["Publisert"]


def test_only_what_was_shown_last_is_done(caller: Caller) -> None:
    """What was shown before anything else was done is neither offered nor published, also from another window."""
    caller.desk.deeds = deeds = _Counted(caller.desk.root)
    key = _key(_send(caller, gjor="ut"))
    text = caller.desk.root / TEXT
    text.write_text(text.read_text("utf-8").replace("få trygge", "få tryggere"), "utf-8")
    assert "Noe annet er gjort" in _send(caller, gjor="ut", vist=key)
    key = _key(_send(caller, gjor="ut"))
    assert "Noe annet er gjort" in _send(caller, gjor="tilbake", vist=key)
    key = _key(_send(caller, gjor="ut"))
    caller.desk.revise("retningslinjer/03-akutt", "", "Kortere vei")
    assert "Publiser nå" not in caller.ask("GET", "/rediger/").body
    assert "Noe annet er gjort" in _send(caller, gjor="ut", vist=key)
    assert "Noe annet er gjort" in _send(caller, gjor="ut", vist="funnet på")
    assert deeds.times == []


def test_a_folder_that_knows_no_place_says_so(tmp_path: Path) -> None:
    """Nobody is offered a button that cannot work, and one that is sent all the same is refused in words."""
    with at_the_desk(copy_folder(tmp_path / "mappe"), tmp_path / "site") as caller:
        assert "Mappa sier ikke hvor nettstedet skal publiseres" in caller.ask("GET", "/rediger/").body
        assert "Ingenting ble publisert" in _send(caller, gjor="ut")


@pytest.mark.parametrize("deed", ["", "alt", "--til=/"])
def test_no_other_deed_passes(caller: Caller, tmp_path: Path, deed: str) -> None:
    """What is sent is one of two words, and never an option."""
    assert _send(caller, gjor=deed) == ""
    assert _shown(tmp_path) == 0
