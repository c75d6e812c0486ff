"""What the benchmark of the search counts as found, and how it meets a file of searches that it cannot use."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import yaml

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
PAGE = '<h1>Retningslinje 1</h1><h3 id="pkt-2-3">FSU</h3><p id=pkt-2-3-ledd-1>Tekst</p>'


@pytest.fixture(scope="module")
def key() -> Iterator[ModuleType]:
    """Yield the module that reads searches and judges hits; it lies beside the benchmarks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        yield importlib.import_module("sok_fasit")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Make a site of one page with one point."""
    folder = tmp_path / "site" / "retningslinjer" / "1"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(PAGE, "utf-8")
    return tmp_path / "site"


@pytest.mark.parametrize(
    ("expected", "hit", "right"),
    [
        ("/r/1/", "/r/1/", True),
        ("/r/1/", "/r/1/#pkt-2", True),
        ("/r/1/", "/r/10/", False),
        ("/r/1/#pkt-2-3", "/r/1/#pkt-2-3", True),
        ("/r/1/#pkt-2-3", "/r/1/#pkt-2-3-sammensetning", True),
        ("/r/1/#pkt-2-3", "/r/1/#pkt-2-3-ledd-2", True),
        ("/r/1/#pkt-2-3", "/r/1/#pkt-2-3-1", False),
        ("/r/1/#pkt-2", "/r/1/#pkt-2-3", False),
        ("/r/1/#pkt-2", "/r/1/#pkt-21", False),
        ("/r/1/#pkt-2-3", "/r/1/", False),
        ("/a/#pkt-felles-plan", "/a/#pkt-felles-plan-ledd-1", True),
        ("/a/#pkt-felles-plan", "/a/#pkt-felles-plan-og-drift", False),
    ],
)
def test_a_point_takes_its_unnumbered_parts_and_a_page_all_of_it(
    key: ModuleType, expected: str, hit: str, *, right: bool
) -> None:
    """Point 2.3.1 is another point than 2.3, and a whole page is not the point that was asked for."""
    assert key.is_answer(expected, hit) is right


def test_the_place_is_that_of_the_first_right_hit(key: ModuleType) -> None:
    """The place counts from one, and the strict figure wants the very address."""
    search = key.Search("fsu", ("/r/1/#pkt-2-3",), 1)
    hits = ["/r/1/", "/r/1/#pkt-2-3-ledd-1", "/r/1/#pkt-2-3"]
    assert (key.place_of_answer(search, hits), key.place_of_answer(search, hits, strict=True)) == (2, 3)
    assert key.place_of_answer(search, ["/x/"]) == 0


def test_an_address_is_read_however_it_is_written(key: ModuleType) -> None:
    """A browser gives whole addresses and people leave out the first slash; both mean the same place."""
    assert key.address("http://127.0.0.1:80/r/1/?sok=x#pkt-2") == key.address("r/1/#pkt-2") == "/r/1/#pkt-2"


def test_a_sound_file_is_read_with_its_lines(key: ModuleType, site: Path, tmp_path: Path) -> None:
    """Each search keeps its line, so that a miss can be looked up."""
    file = tmp_path / "sok.yml"
    file.write_text("# søk\n- {sok: 2024, treff: [retningslinjer/1/, '/retningslinjer/1/#pkt-2-3-ledd-1']}\n", "utf-8")
    (search,) = key.read_searches(file, site)
    assert (search.words, search.line) == ("2024", 2)
    assert search.answers == ("/retningslinjer/1/", "/retningslinjer/1/#pkt-2-3-ledd-1")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- {sok: a, treff: [", ":1: .*ikke gyldig YAML"),
        ("sok: a", ": .*ikke en liste"),
        ("", ": .*ikke en liste"),
        ("- {sok: a}", ":1: .*feltene sok og treff"),
        ("- bare tekst", ":1: .*feltene sok og treff"),
        ("- {sok: a, svar: [/x/]}", ":1: .*feltene sok og treff"),
        ("- {sok: '', treff: [/retningslinjer/1/]}", ":1: .*ord å søke etter"),
        ("- {sok: a, treff: /retningslinjer/1/}", ":1: .*liste med minst én adresse"),
        ("- {sok: a, treff: []}", ":1: .*liste med minst én adresse"),
        ("\n- {sok: a, treff: [/retningslinjer/9/]}", ":2: .*finnes ikke på nettstedet"),
        ("- sok: a\n  treff:\n    - '/retningslinjer/1/#pkt-9'", ":3: .*har ikke stedet «pkt-9»"),
        ("- {sok: a, treff: [[/retningslinjer/1/]]}", ":1: .*én tekst"),
        ("- {[a, b]: c}", ":1: .*feltene sok og treff"),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_why(
    key: ModuleType, site: Path, tmp_path: Path, text: str, told: str
) -> None:
    """Whoever writes searches by hand is told the line and what to write instead."""
    file = tmp_path / "sok.yml"
    file.write_text(text, "utf-8")
    with pytest.raises(key.BadFileError) as raised:
        key.read_searches(file, site)
    (fault,) = raised.value.faults
    assert re.match(re.escape(str(file)) + told, fault), fault


def test_every_fault_of_a_file_is_told_at_once(key: ModuleType, site: Path, tmp_path: Path) -> None:
    """A file is mended in one go; one that is not there or is no text is said to be so."""
    file = tmp_path / "sok.yml"
    file.write_text("- {sok: a, treff: [/x/, /y/]}\n- {sok: b}\n", "utf-8")
    with pytest.raises(key.BadFileError) as raised:
        key.read_searches(file, site)
    assert len(raised.value.faults) == 3
    file.write_bytes(b"\xff\xfe\xff")
    for bad in (file, tmp_path / "mangler.yml"):
        with pytest.raises(key.BadFileError, match=r"(ikke UTF-8|kan ikke leses)"):
            key.read_searches(bad, site)


def test_the_searches_of_this_repository_are_many(key: ModuleType) -> None:
    """The sample that comes with the benchmark is large enough to tell something, and asks nothing twice."""
    entries = yaml.safe_load((BENCHMARKS / "sporringer.yml").read_text("utf-8"))
    assert len({entry["sok"].casefold() for entry in entries}) == len(entries) >= 30
    assert all(key.address(answer) == answer for entry in entries for answer in entry["treff"])
