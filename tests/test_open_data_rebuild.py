"""A rebuild takes over the data that say what they said, and writes the others anew."""

import json
from pathlib import Path

import pytest
from test_engines_incremental import IN_FORCE, TEXT, Bench

from avtaleverk.engines.staged import write_staged
from avtaleverk.engines.workshop import Workshop
from avtaleverk.model.open_data import API

OTHER = f"{API}dokumenter/avtaler/samarbeidsavtalen.json"
OWN, OLDER = f"{API}versjoner/retningslinjer/1/2.0.json", f"{API}versjoner/retningslinjer/1/1.0.json"


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Return a bench on which the site has been built once."""
    made = Bench(tmp_path)
    made.build()
    return made


def inodes(folder: Path) -> dict[str, int]:
    return {p.relative_to(folder).as_posix(): p.stat().st_ino for p in (folder / "api").rglob("*.json")}


def test_only_what_says_something_else_is_written(bench: Bench) -> None:
    """After an edit of one text the data of all others are the very files of before, and its own say the new words."""
    before = inodes(bench.site)
    bench.edit(TEXT, "Sykehuset varsler", "Sykehuset varsler alltid")
    bench.build()
    after = inodes(bench.site)
    new = {path for path in after if after[path] != before.get(path)}
    assert OWN in new
    assert {OTHER, OLDER} <= set(after) - new
    assert all("retningslinjer/1" in path or "gammel/utskriving" in path for path in new), new
    assert "varsler alltid" in json.loads((bench.site / OWN).read_text("utf-8"))["tekst"]["markdown"]


def test_data_changed_by_hand_are_put_right(bench: Bench) -> None:
    """A file of the old site that is not what was written there is not taken over."""
    before = (bench.site / OTHER).read_bytes()
    (bench.site / OTHER).write_bytes(before.replace(b"e", b"f"))
    bench.build()
    assert (bench.site / OTHER).read_bytes() == before


def test_other_engines_get_the_text_as_a_file(bench: Bench, tmp_path: Path) -> None:
    """An engine that makes a page of every Markdown file gets none: the text bears another name, and pages lead there."""
    write_staged(Workshop(bench.corpus), tmp_path / "sider")
    docs = tmp_path / "sider" / "docs"
    assert not list(docs.rglob("tekst.md"))
    assert (docs / "retningslinjer" / "1" / "tekst.md.txt").is_file()
    page = (docs / IN_FORCE.replace(".html", ".md")).read_text("utf-8")
    assert 'retningslinjer/1/tekst.md.txt">Markdown</a>' in page
