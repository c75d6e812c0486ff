"""The commands as an editor calls them: status, words, and what they leave behind."""

import json
import shutil
from pathlib import Path

import pytest

from avtaleverk.cli import main

ROOT = Path(__file__).resolve().parent.parent
BASE = ROOT / "tests" / "darlige" / "_grunnlag"
# A day on which no deadline of the small corpus has passed.
QUIET = "2022-03-05"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a copy of the small corpus, free to spoil."""
    return Path(shutil.copytree(BASE, tmp_path / "korpus"))


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the cache of the tests away from the user's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def spoil(corpus: Path) -> None:
    path = corpus / "retningslinjer" / "01-utskriving" / "2.0.md"
    path.write_text(path.read_text("utf-8").replace('versjon: "2.0"', "versjon: 2.0"), "utf-8")


def test_a_sound_folder_passes_the_check(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 0 and one line that says how much was read; on a day before any deadline of the law has passed."""
    assert main(["sjekk", "--rot", str(corpus), "--dato", "2023-06-01"]) == 0
    assert capsys.readouterr().out.endswith("0 feil og 0 advarsler.\n")


def test_a_fault_is_named_with_place_and_cure(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 1, and a line with path, line, field and what to write."""
    spoil(corpus)
    assert main(["sjekk", "--rot", str(corpus)]) == 1
    assert "feil: retningslinjer/01-utskriving/2.0.md:2: versjon: YAML leser 2.0" in capsys.readouterr().err


def test_warnings_fail_only_when_asked_to(corpus: Path) -> None:
    """A warning is shown and does not stop anyone, unless the user wants it to."""
    path = corpus / "retningslinjer" / "01-utskriving" / "2.0.md"
    lines = [line for line in path.read_text("utf-8").split("\n") if not line.startswith("godkjent:")]
    path.write_text("\n".join(lines), "utf-8")
    assert main(["sjekk", "--rot", str(corpus)]) == 0
    assert main(["sjekk", "--rot", str(corpus), "--streng"]) == 1


def test_findings_can_be_read_by_a_program(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--json gives the same findings with named parts."""
    spoil(corpus)
    assert main(["sjekk", "--rot", str(corpus), "--json"]) == 1
    findings = json.loads(capsys.readouterr().out)
    assert {"sti", "linje", "felt", "alvor", "melding", "rad"} == set(findings[0])


def test_build_ends_with_one_line(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pages, versions, findings, seconds, and where the site lies; nothing else where there is no terminal."""
    assert main(["bygg", "--rot", str(corpus), "--til", str(tmp_path / "ut"), "--dato", QUIET]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    line = captured.out.strip()
    assert "\n" not in line
    assert line.endswith(str(tmp_path / "ut"))
    assert "versjoner, 0 feil og 0 advarsler" in line


def test_build_as_json(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A program learns the same as a person."""
    assert main(["bygg", "--rot", str(corpus), "--til", str(tmp_path / "ut"), "--dato", QUIET, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["funn"] == []
    there = (p for p in (tmp_path / "ut").rglob("*.html") if not p.name.startswith("avtaleverk-"))
    pages = [p for p in there if '<main id="innhold"' in p.read_text("utf-8")]
    assert answer["sider"] == len(pages)


def test_a_fault_stops_the_build(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 1, every finding, and no site."""
    spoil(corpus)
    assert main(["bygg", "--rot", str(corpus), "--til", str(tmp_path / "ut")]) == 1
    assert "1 feil som må rettes" in capsys.readouterr().err
    assert not (tmp_path / "ut").exists()


@pytest.mark.parametrize("arguments", [[], ["byg"], ["bygg", "--dato", "26.09.2024"], ["sjekk", "--ukjent"]])
def test_wrong_use_is_said_in_norwegian(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Status 2 and a way to help."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    err = capsys.readouterr().err
    assert err.startswith("Bruk: avtaleverk")
    assert "Feil bruk:" in err


def test_a_folder_without_a_community_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The user learns which file is missing and how to name another folder."""
    assert main(["bygg", "--rot", str(tmp_path)]) == 1
    assert "--rot MAPPE" in capsys.readouterr().err


def test_schemas_are_written(tmp_path: Path) -> None:
    """One file for each kind of content file, readable as JSON."""
    assert main(["skjema", "--til", str(tmp_path)]) == 0
    names = {p.name for p in tmp_path.iterdir()}
    assert {"versjon.schema.json", "dokument.schema.json", "helsefellesskap.schema.json"} <= names
    assert all(json.loads(p.read_text("utf-8"))["$schema"] for p in tmp_path.iterdir())
