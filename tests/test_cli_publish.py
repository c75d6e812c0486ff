"""``avtaleverk publiser`` as a secretary calls it: what is shown before, what is there afterwards, and back again."""

import json
import os
from pathlib import Path

import pytest
from published_site import PublishedSite
from small_site import on_the_web
from test_signing import allowed_line, new_key

from avtaleverk.cli import main, publish
from avtaleverk.engines.publishing.folder import FolderPlace
from avtaleverk.engines.publishing.holding import held

TEXT = "retningslinjer/01-utskriving/2.0.md"
NEW = "retningslinjer/01-utskriving/2.1.md"


@pytest.fixture(scope="module")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mellomlager")


@pytest.fixture
def site(tmp_path: Path, _cache: Path, monkeypatch: pytest.MonkeyPatch) -> PublishedSite:
    """Return a small corpus that knows where it is published, and keep all else away from the user's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(_cache))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "tilstand"))
    made = PublishedSite(tmp_path)
    with (made.root / "helsefellesskap.yml").open("a", encoding="utf-8") as file:
        file.write("publisering: {til: ../ut, behold: 3}\n")
    return made


def run(site: PublishedSite, *options: str) -> int:
    return main(["publiser", "--rot", str(site.root), *options])


def revise(site: PublishedSite) -> None:
    """Add a version that takes the place of the one in force."""
    text = (site.root / TEXT).read_text("utf-8").replace('versjon: "2.0"', 'versjon: "2.1"')
    text = text.replace("2023-05-10\ngjelder_fra: 2023-06-01", "2025-03-03\ngjelder_fra: 2025-03-03")
    site.write(NEW, text.replace("varsler", "varsler straks").replace('["1", "2"]', '["1"]'))


def test_a_revision_is_published_and_taken_back(
    site: PublishedSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It tells which text and points readers will meet, publishes, verifies, and is taken back and forth in one command."""
    shown = tmp_path / "ut" / "gjeldende" / "retningslinjer" / "1" / "index.html"
    assert run(site) == 0
    out = capsys.readouterr().out
    assert "Ingenting er publisert i" in out
    assert f"Publisert: utgave 1 i {tmp_path / 'ut'}." in out
    assert "helsefellesskap.yml" not in out  # it knows the place already
    assert "varsler straks" not in shown.read_text("utf-8")
    assert run(site) == 0
    assert "Ingenting er endret. Ingenting er publisert." in capsys.readouterr().out
    # What somebody has changed there is put right by the same command.
    whole = shown.read_text("utf-8")
    shown.write_text("<p>Noe annet</p>", "utf-8")
    assert run(site) == 0
    out, err = capsys.readouterr()
    assert "er endret etter at det ble lagt ut, og legges ut på nytt." in out
    assert "retningslinjer/1/index.html: Fila er endret eller avkortet" in err
    assert shown.read_text("utf-8") == whole
    (tmp_path / "ut" / "gjeldende" / "manifest.json").write_text("{}", "utf-8")
    assert run(site, "--prøv") == 0
    assert "Manifestet til utgave 2, som vises i" in capsys.readouterr().out
    assert run(site, "--tilbake", "1") == 1
    assert run(site) == 0
    capsys.readouterr()
    revise(site)
    assert run(site, "--prøv") == 0
    out = capsys.readouterr().out
    assert "Utskriving fra sykehuset: versjon 2.1 gjelder i stedet for 2.0. Endret: punkt 1" in out
    # In later years the wheel of the year in which the new text is to be gone through comes before them.
    new = ("endringer/1.0-til-2.1", "endringer/2.0-til-2.1", "v/2.1")
    assert ", ".join(f"/retningslinjer/1/{page}/" for page in new) in out
    assert "Dette er bare vist. Ingenting er publisert." in out
    assert len(list((tmp_path / "ut" / "utgaver").iterdir())) == 3
    assert run(site, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["publisert"], answer["utgave"], answer["sted"]) == (True, 4, str(tmp_path / "ut"))
    assert answer["tekster"] == [
        {"mappe": "retningslinjer/01-utskriving", "tittel": "Utskriving fra sykehuset", "fra": "2.0", "til": "2.1", "punkter": ["1"]}
    ]  # fmt: skip
    assert "varsler straks" in shown.read_text("utf-8")
    assert main(["verifiser", str(tmp_path / "ut")]) == 0
    assert run(site, "--tilbake") == 0
    assert "varsler straks" not in shown.read_text("utf-8")
    out = capsys.readouterr().out
    assert f"Fram igjen: avtaleverk publiser --tilbake 4 --rot {site.root}" in out
    assert run(site, "--tilbake", "4") == 0
    assert "varsler straks" in shown.read_text("utf-8")


def test_what_has_errors_is_not_published(site: PublishedSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    """A folder with errors, a lost permalink: all is told, and readers meet what they met."""
    site.publish()
    assert run(site) == 0
    shown = tmp_path / "ut" / "gjeldende"
    before = os.readlink(shown)  # noqa: PTH115 - the very words of the link
    (site.root / "retningslinjer/01-utskriving/1.0.md").unlink()
    assert run(site) == 1
    assert "/retningslinjer/1/v/1.0/ er publisert, men finnes ikke lenger" in capsys.readouterr().err
    (site.root / "avtaleverk.permalenker").unlink()
    # Not written down, so it is only a warning, with what to write.
    assert run(site, "--prøv") == 0
    err = capsys.readouterr().err
    assert "advarsel: /retningslinjer/1/v/1.0/: Siden er publisert nå, og blir borte" in err
    site.write(TEXT, "---\nversjon: 2.0\n---\n")
    assert run(site, "--json") == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["publisert"] is False
    assert any(finding["sti"] == TEXT for finding in answer["funn"])
    assert os.readlink(shown) == before  # noqa: PTH115


def test_a_lock_that_was_cut_is_noticed(site: PublishedSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A lock without its last lines is whole in itself; the one that is published tells that they were there."""
    assert main(["lås", "--rot", str(site.root)]) == 0
    assert run(site) == 0
    lock = site.root / "avtaleverk.lock"
    lines = lock.read_text("utf-8").splitlines(keepends=True)
    lock.write_text("".join(lines[:-1]), "utf-8")
    assert main(["sjekk", "--rot", str(site.root)]) == 0
    capsys.readouterr()
    assert run(site, "--prøv") == 0
    assert f"1 av {len(lines) - 2} linjer i låsen som er publisert nå, står ikke i låsen her" in capsys.readouterr().err
    lock.write_text("".join(lines), "utf-8")
    assert run(site, "--prøv") == 0
    assert "i låsen som er publisert nå" not in capsys.readouterr().err


def test_one_who_looks_at_a_storage_waits_for_one_who_is_at_it(site: PublishedSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    """There, looking finishes a switch that was broken off, which is not done while another is in the middle of one."""
    monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
    target = f"rclone::local:{tmp_path / 'lager'}"
    (tmp_path / "lager").mkdir()
    with held(target, None):
        assert run(site, "--til", target, "--tilbake", "--prøv") == 1
    assert "Noen andre publiserer til" in capsys.readouterr().err
    assert run(site, "--til", target, "--tilbake", "--prøv") == 0
    assert "Her ligger ingen utgaver." in capsys.readouterr().out


def test_too_little_said_is_wrong_use(site: PublishedSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody can be asked for the place, it says what is missing and how it is remembered; a bad field is found."""
    config = (site.root / "helsefellesskap.yml").read_text("utf-8")
    bare = config.replace("publisering: {til: ../ut, behold: 3}\n", "")
    (site.root / "helsefellesskap.yml").write_text(bare, "utf-8")
    assert run(site) == 2
    assert "--til: Hvor skal nettstedet publiseres" in capsys.readouterr().err
    assert run(site, "--json") == 2
    assert json.loads(capsys.readouterr().out)["mangler"] != []
    assert run(site, "--til", str(tmp_path / "annet"), "--tilbake") == 1
    assert "Ingenting er publisert til" in capsys.readouterr().err
    assert not (tmp_path / "annet").exists()
    (site.root / "helsefellesskap.yml").write_text(f"{bare}publisering: {{adresse: nei}}\n", "utf-8")
    assert run(site) == 1
    err = capsys.readouterr().err
    assert "publisering.til: " in err
    assert "publisering.adresse: " in err
    with pytest.raises(SystemExit) as stop:
        run(site, "--behold", "ingen")
    assert stop.value.code == 2


def test_what_is_typed_is_seen_from_where_one_stands(site: PublishedSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    """As with ``bygg --til``; the line that lets the folder remember it says it from there, and the next command can be typed."""
    config = site.root / "helsefellesskap.yml"
    config.write_text(config.read_text("utf-8").replace("publisering: {til: ../ut, behold: 3}\n", ""), "utf-8")
    (tmp_path / "her").mkdir()
    monkeypatch.chdir(tmp_path / "her")
    assert run(site, "--til", "nett, nytt") == 0
    out = capsys.readouterr().out
    assert f"Publisert: utgave 1 i {tmp_path / 'her' / 'nett, nytt'}." in out
    assert 'skriv publisering: {til: "../her/nett, nytt"} i helsefellesskap.yml' in out
    with config.open("a", encoding="utf-8") as file:
        file.write('publisering: {til: "../her/nett, nytt"}\n')
    monkeypatch.chdir(tmp_path)
    assert run(site) == 0
    assert "Ingenting er endret." in capsys.readouterr().out
    revise(site)
    assert run(site, "--til", "her/nett, nytt") == 0
    out = capsys.readouterr().out
    assert f"Ta den tilbake: avtaleverk publiser --tilbake --til 'her/nett, nytt' --rot {site.root}" in out
    assert "Slipp å skrive" not in out
    assert run(site, "--tilbake", "--prøv", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert [(kept["utgave"], kept["vises"]) for kept in answer["utgaver"]] == [(1, False), (2, True)]
    with pytest.raises(SystemExit):
        run(site, "--adresse", "file:///etc/")
    assert "«file:///etc/» er ikke en adresse" in capsys.readouterr().err


def test_in_a_terminal_it_asks_first(site: PublishedSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    """A no leaves all as it was; so does one who breaks off; --ja asks nothing."""
    monkeypatch.setattr(publish, "is_terminal", lambda: True)
    answers = ["nei"]

    def answer(_: str = "") -> str:
        if not answers:
            raise KeyboardInterrupt
        return answers.pop()

    monkeypatch.setattr("builtins.input", answer)
    for _ in range(2):
        assert run(site) == 1
        assert "Ingenting er publisert." in capsys.readouterr().err
        assert FolderPlace(tmp_path / "ut").look().current is None
    assert run(site, "--ja") == 0
    assert FolderPlace(tmp_path / "ut").look().current is not None
    # Asked for the place, and then whether to go on.
    config = site.root / "helsefellesskap.yml"
    config.write_text(config.read_text("utf-8").replace("publisering: {til: ../ut, behold: 3}\n", ""), "utf-8")
    answers[:] = ["ja", "../annet"]
    monkeypatch.chdir(site.root)
    capsys.readouterr()
    assert run(site) == 0
    assert "skriv publisering: {til: ../annet} i helsefellesskap.yml" in capsys.readouterr().out


def test_signed_and_seen_from_its_address(site: PublishedSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    """With a key the manifest is signed; with an address the live site is looked at; both are said."""
    new_key(tmp_path, "kari")
    (tmp_path / "underskrivere").write_text(allowed_line("kari@eksempel.no", tmp_path / "kari"), "utf-8")
    assert run(site) == 0
    with on_the_web(tmp_path / "ut" / "gjeldende") as address:
        # The same site once more, since it was not signed before.
        assert run(site, "--signer", str(tmp_path / "kari"), "--adresse", address) == 0
        assert f"{address} viser den nye utgaven." in capsys.readouterr().out
        assert main(["verifiser", address, "--underskrivere", str(tmp_path / "underskrivere")]) == 0
        out = capsys.readouterr().out
    assert "Manifestet er signert av kari@eksempel.no." in out
    assert f"{address} stemmer: utgave 2, med" in out
    assert run(site, "--signer", str(tmp_path / "borte")) == 0
    assert "Ingenting er endret." in capsys.readouterr().out
    revise(site)
    assert run(site, "--signer", str(tmp_path / "borte")) == 1
    assert "kan ikke leses (den finnes ikke)" in capsys.readouterr().err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(site: PublishedSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    """It is said in words, and readers meet what they met."""
    assert run(site) == 0
    (tmp_path / "ut").chmod(0o555)
    revise(site)
    assert run(site) == 1
    assert "Leserne ser det samme som før." in capsys.readouterr().err
    (tmp_path / "ut").chmod(0o755)
