"""``verifiser`` names what was done to a copy of a site: each way of tampering with what it says of it."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lock_folder import chain
from small_site import (
    BODY,
    FOLDER,
    ODD,
    OLD_PAGE,
    PAGE,
    TEXT,
    lock_text,
    make_site,
    on_the_web,
    seal_site,
)
from test_signing import allowed_line, new_key
from test_verifying_web import LikeAHost

from avtaleverk.cli import main
from avtaleverk.engines.publishing.verifying import Trusted, verify_address, verify_folder
from avtaleverk.engines.signing import sign
from avtaleverk.history.lock_file import HEADER, LOCK, format_lock, seal
from avtaleverk.history.signatures import NAMESPACE
from avtaleverk.site.manifest import MANIFEST, SIGNATURE

ALTERED = "Innholdet er endret etter at nettstedet ble bygd"
SUM = "Manifestet er endret etter at det ble laget: summen nederst passer ikke med linjene over"
STRANGER = "Signaturen er ikke gitt av noen som kan signere, eller manifestet er byttet ut etter at det ble signert"
NOT_APPROVED = f"Teksten er ikke den som ble vedtatt som versjon 1.0 av {FOLDER}"


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the tests know of places away from the user's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "tilstand"))


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with Kari's key, that of a stranger, and who may sign."""
    folder = tmp_path_factory.mktemp("nokler")
    for name in ("kari", "fremmed"):
        new_key(folder, name)
    (folder / "underskrivere").write_text(allowed_line("kari@eksempel.no", folder / "kari"), "utf-8")
    return folder


@pytest.fixture
def site(tmp_path: Path, keys: Path) -> Path:
    """Return a small site, signed by Kari."""
    make_site(tmp_path / "nettsted")
    signed(tmp_path / "nettsted", keys / "kari")
    return tmp_path / "nettsted"


@pytest.fixture
def trusted(keys: Path) -> Trusted:
    """Return what somebody knows who knows it all: the lock, and who may sign."""
    return Trusted(lock_text().encode(), keys / "underskrivere")


def signed(site: Path, key: Path) -> None:
    (site / SIGNATURE).write_text(sign((site / MANIFEST).read_bytes(), key, NAMESPACE), "utf-8")


def edit(place: Path, old: str, new: str) -> None:
    text = place.read_text("utf-8")
    assert old in text
    place.write_text(text.replace(old, new), "utf-8")


def said(site: Path, trusted: Trusted) -> list[str]:
    return [f"{f.path}: {f.message}" for f in verify_folder(site, trusted).findings]


def test_a_whole_site_tells_who_stands_behind_it(site: Path, trusted: Trusted) -> None:
    """Nothing is wrong; who signed, and who approved each text, is told."""
    verdict = verify_folder(site, trusted)
    assert verdict.findings == ()
    assert (verdict.signed_by, verdict.texts) == ("kari@eksempel.no", 1)
    assert [(row.folder, row.number, row.approved_by) for row in verdict.approvals] == [(FOLDER, "1.0", "ssu")]


def _change_page(site: Path, keys: Path) -> None:  # noqa: ARG001 - all take both
    edit(site / PAGE, "varsler", "varslet")


def _remove(site: Path, keys: Path) -> None:  # noqa: ARG001
    (site / OLD_PAGE).unlink()


def _add(site: Path, keys: Path) -> None:  # noqa: ARG001
    (site / "retningslinjer/1/ny.html").write_text("<p>Ny regel</p>", "utf-8")


def _swap(site: Path, keys: Path) -> None:  # noqa: ARG001
    shutil.copy(site / OLD_PAGE, site / PAGE)


def _empty(site: Path, keys: Path) -> None:  # noqa: ARG001
    (site / PAGE).write_bytes(b"")


def _cut(site: Path, keys: Path) -> None:  # noqa: ARG001
    (site / PAGE).write_bytes((site / PAGE).read_bytes()[:9])


def _link_out(site: Path, keys: Path) -> None:
    shutil.copy(site / PAGE, keys / "kopi.html")
    (site / PAGE).unlink()
    (site / PAGE).symlink_to(keys / "kopi.html")


def _edit_line(site: Path, keys: Path) -> None:  # noqa: ARG001
    _change_page(site, site)
    data = (site / PAGE).read_bytes()
    lines = (site / MANIFEST).read_text("utf-8").splitlines(keepends=True)
    new = f'    "{PAGE}": {{"byte": {len(data)}, "sha256": "{hashlib.sha256(data).hexdigest()}"}},\n'
    (site / MANIFEST).write_text("".join(new if f'"{PAGE}"' in line else line for line in lines), "utf-8")


def _remove_line(site: Path, keys: Path) -> None:  # noqa: ARG001
    lines = (site / MANIFEST).read_text("utf-8").splitlines(keepends=True)
    (site / MANIFEST).write_text("".join(line for line in lines if f'"{OLD_PAGE}"' not in line), "utf-8")


def _replace_manifest(site: Path, keys: Path) -> None:  # noqa: ARG001
    _change_page(site, site)
    (site / SIGNATURE).rename(site / "gjemt")
    seal_site(site)
    (site / "gjemt").rename(site / SIGNATURE)
    seal_site(site)


def _sign_as_stranger(site: Path, keys: Path) -> None:
    _replace_manifest(site, keys)
    signed(site, keys / "fremmed")


def _remove_signature(site: Path, keys: Path) -> None:  # noqa: ARG001
    (site / SIGNATURE).unlink()


def _remove_manifest(site: Path, keys: Path) -> None:  # noqa: ARG001
    (site / MANIFEST).unlink()


def _sound_but_other_text(site: Path, keys: Path) -> None:
    """Do what one with the key can do: another text, with a manifest and a signature that fit."""
    edit(site / TEXT, "varsler", "varsler ikke")
    seal_site(site)
    signed(site, keys / "kari")


def _other_text_and_lock(site: Path, keys: Path) -> None:
    body = BODY.replace("varsler", "varsler ikke")
    (site / LOCK).write_text(lock_text(body), "utf-8")
    _sound_but_other_text(site, keys)


def _lock_line_gone(site: Path, keys: Path) -> None:
    two = [seal(FOLDER, n, BODY.replace("varsler", n), "ssu", "2024-01-01") for n in ("0.8", "0.9")]
    links = list(chain([*two, seal(FOLDER, "1.0", BODY, "ssu", "2024-01-01")]))
    (site / LOCK).write_text(format_lock(HEADER, [links[0], links[2]]), "utf-8")
    seal_site(site)
    signed(site, keys / "kari")


def _lock_lines_swapped(site: Path, keys: Path) -> None:
    first = seal(FOLDER, "0.9", BODY.replace("varsler", "0.9"), "ssu", "2024-01-01")
    links = list(chain([first, seal(FOLDER, "1.0", BODY, "ssu", "2024-01-01")]))
    (site / LOCK).write_text(format_lock(HEADER, links[::-1]), "utf-8")
    seal_site(site)
    signed(site, keys / "kari")


def _add_like_another(site: Path, keys: Path) -> None:  # noqa: ARG001
    """Lay files under names that look the same, or are the same where names have no case."""
    (site / ODD).rename(site / LOOKS_ODD)
    (site / PAGE).rename(site / PAGE.replace("index", "Index"))


def _link_a_folder(site: Path, keys: Path) -> None:  # noqa: ARG001
    (site / "assets").rename(site / "andre")
    (site / "assets").symlink_to("andre")


def _pipe(site: Path, keys: Path) -> None:  # noqa: ARG001
    (site / SIGNATURE).unlink()
    os.mkfifo(site / SIGNATURE)
    (site / "assets/stil.css").unlink()
    os.mkfifo(site / "assets/stil.css")


def _manifest_otherwise(old: str, new: str) -> Callable[[Path, Path], None]:
    def tamper(site: Path, keys: Path) -> None:
        edit(site / MANIFEST, old, new)
        signed(site, keys / "kari")

    return tamper


def _text_removed(site: Path, keys: Path) -> None:
    """Do what one with the key can do: a site in which an approved text was never approved."""
    (site / TEXT).unlink()
    seal_site(site)
    signed(site, keys / "kari")


def _lock_removed(site: Path, keys: Path) -> None:
    (site / LOCK).unlink()
    seal_site(site)
    signed(site, keys / "kari")


def _lock_line_twice(site: Path, keys: Path) -> None:
    with (site / LOCK).open("a", encoding="utf-8") as file:
        file.write(lock_text().splitlines()[-1] + "\n")
    seal_site(site)
    signed(site, keys / "kari")


def _signed_for_something_else(site: Path, keys: Path) -> None:
    (site / SIGNATURE).write_text(sign((site / MANIFEST).read_bytes(), keys / "kari", "git"), "utf-8")


def _other_signature(site: Path, keys: Path) -> None:
    (site / SIGNATURE).write_text(sign(b"noe annet", keys / "kari", NAMESPACE), "utf-8")


DAMAGED = f"{MANIFEST}: Manifestet er ødelagt og kan ikke leses"
# An ø of two signs, which looks like the one.
LOOKS_ODD = ODD.replace("ø", "o\u0338")
OTHER_FORM = f"{MANIFEST}: Manifestet er ikke skrevet slik avtaleverk skriver det"
OTHER_LOCK = f"{LOCK}: Låsen på nettstedet er ikke den samme som den du viser til"


@pytest.mark.parametrize(
    ("tamper", "expected"),
    [
        (_change_page, [f"{PAGE}: {ALTERED}"]),
        (_remove, [f"{OLD_PAGE}: Fila er borte"]),
        (_add, ["retningslinjer/1/ny.html: Fila er lagt til"]),
        (_swap, [f"{PAGE}: Fila er byttet: innholdet er det som skal ligge i {OLD_PAGE}"]),
        (_empty, [f"{PAGE}: Fila er tom. Den skal ha 45 byte"]),
        (_cut, [f"{PAGE}: Fila er endret eller avkortet: den har 9 byte og skal ha 45"]),
        (_link_out, [f"{PAGE}: Fila er byttet ut med en lenke til noe annet"]),
        (_edit_line, [f"{MANIFEST}: {SUM}", f"{SIGNATURE}: {STRANGER}"]),
        (_remove_line, [f"{MANIFEST}: {SUM}", f"{SIGNATURE}: {STRANGER}", f"{OLD_PAGE}: Fila er lagt til"]),
        (_replace_manifest, [f"{SIGNATURE}: {STRANGER}"]),
        (_sign_as_stranger, [f"{SIGNATURE}: {STRANGER}"]),
        (_remove_signature, [f"{SIGNATURE}: Manifestet er ikke signert, så ingen står inne for det"]),
        (_remove_manifest, [f"{MANIFEST}: Manifestet er borte, så ingenting kan etterprøves"]),
        (_sound_but_other_text, [f"{TEXT}: {NOT_APPROVED}"]),
        (_other_text_and_lock, [OTHER_LOCK, f"{TEXT}: {NOT_APPROVED}"]),
        (_lock_line_gone, [OTHER_LOCK, f"{LOCK}: Linja før denne er tatt bort eller skiftet ut"]),
        (_lock_lines_swapped, [OTHER_LOCK, f"{LOCK}: Linjene har byttet plass: denne henger på linje 4, og skal stå etter den"]),
        (_add_like_another, [
            f"{ODD}: Fila er borte", f"{LOOKS_ODD}: Fila er lagt til, med det samme innholdet som {ODD}",
            f"{PAGE}: Fila er borte", f"{PAGE.replace('index', 'Index')}: Fila er lagt til, med det samme innholdet som {PAGE}",
        ]),
        (_link_a_folder, ["assets/stil.css: Fila er borte", "andre/stil.css: Fila er lagt til, med det samme innholdet som assets/stil.css", "assets: Lenka hører ikke til nettstedet"]),
        (_pipe, [f"{SIGNATURE}: Manifestet er ikke signert, så ingen står inne for det", "assets/stil.css: Fila er byttet ut med en lenke til noe annet"]),
        (_manifest_otherwise('{\n  "format"', '\ufeff{\n  "format"'), [OTHER_FORM]),
        (_manifest_otherwise('  "dag": ', '  "dag": "2020-01-01",\n  "dag": '), [OTHER_FORM]),
        (_manifest_otherwise('"index.html"', '"../index.html"'), [DAMAGED]),
        (_manifest_otherwise('"Fjordvik"', r'"\ud800"'), [DAMAGED]),
        (_manifest_otherwise('  "sum"', ""), [DAMAGED]),
        (_text_removed, [f"{LOCK}: Teksten som ble vedtatt som versjon 1.0 av {FOLDER}, er ikke på nettstedet"]),
        (_lock_removed, [f"{LOCK}: Nettstedet har ingen lås å holde tekstene mot"]),
        (_lock_line_twice, [OTHER_LOCK, f"{LOCK}: Linja står også på linje 3"]),
        (_signed_for_something_else, [f"{SIGNATURE}: {STRANGER}"]),
        (_other_signature, [f"{SIGNATURE}: {STRANGER}"]),
    ],
    ids=lambda value: value.__name__.strip("_") if callable(value) else "",
)  # fmt: skip
def test_each_way_of_tampering_is_named(
    tamper: Callable[[Path, Path], None], expected: list[str], site: Path, keys: Path, trusted: Trusted
) -> None:
    """Exactly what was done is told, at the file that it was done to, and nothing else."""
    tamper(site, keys)
    assert sorted(said(site, trusted)) == sorted(expected)


def test_what_a_name_says_is_not_obeyed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file whose name colours the terminal, begins a line of its own or is no text at all is named, and no more."""
    (site / "\x1b[2Jrent\nAlt stemmer.").touch()
    (site / os.fsdecode(b"\xff")).touch()
    assert main(["verifiser", str(site)]) == 1
    err = capsys.readouterr().err
    assert "feil: \ufffd[2Jrent Alt stemmer.: Fila er lagt til" in err
    assert "feil: \ufffd: Fila er lagt til" in err
    assert main(["verifiser", str(site), "--json"]) == 1
    assert [f["sti"] for f in json.loads(capsys.readouterr().out)["funn"]] == ["\x1b[2Jrent\nAlt stemmer.", "\udcff"]


def test_one_who_trusts_nobody_is_told_what_that_leaves(site: Path, keys: Path, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    """Without those who may sign a manifest that was replaced whole passes, and the answer says that it was not tried."""
    _sign_as_stranger(site, keys)
    assert main(["verifiser", str(site)]) == 0
    assert "Manifestet er signert, men ikke prøvd. Si hvem som kan signere" in capsys.readouterr().out
    assert main(["verifiser", str(site), "--underskrivere", str(keys / "underskrivere")]) == 1
    assert STRANGER in capsys.readouterr().err
    assert main(["verifiser", str(site), "--underskrivere", str(keys / "borte")]) == 1
    assert "Signaturen kan ikke prøves." in capsys.readouterr().err


def test_a_site_on_the_web_is_verified_file_by_file(site: Path, trusted: Trusted) -> None:
    """Over the web every file is fetched and held against the manifest; what a server hides is not missed."""
    with on_the_web(site, LikeAHost) as address:
        verdict = verify_address(address, trusted)
        assert (verdict.findings, verdict.signed_by, verdict.texts) == ((), "kari@eksempel.no", 1)
        edit(site / PAGE, "varsler", "varslet")
        (site / "assets/stil.css").unlink()
        found = [f"{f.path}: {f.message}" for f in verify_address(address, trusted).findings]
        assert found == ["assets/stil.css: Fila er borte", f"{PAGE}: {ALTERED}"]


def test_the_answer_as_data(site: Path, keys: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A program is told the same: whether it is whole, what it is, who signed, and each fault under its names."""
    (tmp_path / LOCK).write_text(lock_text(), "utf-8")
    call = ["verifiser", str(site), "--json", "--lås", str(tmp_path / LOCK), "--underskrivere", str(keys / "underskrivere")]  # fmt: skip
    assert main(call) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["stemmer"], answer["signert_av"], answer["dag"], answer["filer"]) == (True, "kari@eksempel.no", "2026-11-27", 10)  # fmt: skip
    assert answer["tekster"][0]["godkjent_av"] == "ssu"
    (site / OLD_PAGE).unlink()
    assert main(call) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["stemmer"], answer["funn"][0]["sti"], answer["funn"][0]["melding"]) == (False, OLD_PAGE, "Fila er borte")  # fmt: skip
