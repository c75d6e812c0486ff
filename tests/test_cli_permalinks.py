"""``avtaleverk permalenker`` as an editor calls it, and what ``bygg`` and ``sjekk`` say of a link that would be lost."""

import json
from pathlib import Path

import pytest
from published_site import PublishedSite

from avtaleverk.cli import main
from avtaleverk.corpus.permalinks_file import PERMALINKS

TEXT = "retningslinjer/01-utskriving/1.0.md"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a corpus with nothing written down, and keep the cache of the tests away from the user's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return PublishedSite(tmp_path).root


def test_it_writes_what_is_new_and_keeps_every_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first call writes all, the second nothing; a comment and an address of the site before stay."""
    assert main(["permalenker", "--rot", str(root)]) == 0
    first = (root / PERMALINKS).read_text("utf-8")
    assert "\n/retningslinjer/1/v/1.0/ pkt-1" in first
    assert main(["permalenker", "--rot", str(root)]) == 0
    assert "Ingenting nytt å notere." in capsys.readouterr().out
    assert (root / PERMALINKS).read_text("utf-8") == first
    (root / PERMALINKS).write_text(f"# Fra det gamle nettstedet\n/gammelt/\n{first}", "utf-8")
    assert main(["permalenker", "--rot", str(root), "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["nye_adresser"], len(answer["funn"])) == (0, 1)
    again = (root / PERMALINKS).read_text("utf-8")
    assert set(again.split("\n")) == {*first.split("\n"), "# Fra det gamle nettstedet", "/gammelt/"}


def test_a_lost_link_stops_the_build(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The build names what it would lose and what to write, leaves the old site, and «sjekk» says the same before it."""
    build = ["bygg", "--rot", str(root), "--til", str(tmp_path / "site")]
    assert main(build) == 0
    assert "notert" not in capsys.readouterr().out
    assert main(["permalenker", "--rot", str(root)]) == 0
    kept = (root / TEXT).read_text("utf-8")
    (root / TEXT).unlink()
    capsys.readouterr()
    assert main(["sjekk", "--rot", str(root)]) == 1
    said = capsys.readouterr().err
    assert main(build) == 1
    for err in (said, capsys.readouterr().err):
        assert "Adressen /retningslinjer/1/v/1.0/ er publisert, men finnes ikke lenger" in err
        assert '- {fra: "/retningslinjer/1/v/1.0/", til: "/adressen/"' in err
    assert (tmp_path / "site/retningslinjer/1/v/1.0/index.html").is_file()
    # The site of a day gone by lacks what came since, and nobody publishes it.
    assert main([*build, "--dato", "2024-01-01"]) == 0
    (root / TEXT).write_text(kept, "utf-8")
    (root / "docs" / "ny.md").write_text("# Ny side\n", "utf-8")
    capsys.readouterr()
    assert main(build) == 0
    assert "1 adresse har noe nytt som ikke er notert. Kjør avtaleverk permalenker" in capsys.readouterr().out
