"""The first real input, where it is at hand: the promises that the site stands on."""

import re
from datetime import date
from pathlib import Path

import pytest

from avtaleverk.engines.run_mkdocs import build_site
from avtaleverk.engines.workshop import Workshop

REAL = Path(__file__).resolve().parent.parent.parent / "shared" / "korpus-ekte"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real texts are not beside this folder")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the real texts as of the day this was first promised."""
    place = tmp_path_factory.mktemp("ekte") / "site"
    build_site(Workshop(REAL, date(2026, 11, 22)), place)
    return place


def html(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text("utf-8")


def test_clauses_have_their_addresses(site: Path) -> None:
    """A clause is found by its number in the text in force and in its version."""
    for address in ("retningslinjer/1", "retningslinjer/1/v/1.0"):
        assert 'id="pkt-2-1"' in html(site, address)


def test_the_text_in_force_comes_first(site: Path) -> None:
    """The national agreement shows the text of 2024."""
    page = html(site, "avtaler/nasjonal-avtale")
    assert "statuslinje--gjeldende" in page
    assert 'data-versjon="2024"' in page


def test_an_old_version_points_at_the_new_one(site: Path) -> None:
    """A replaced text has its yellow bar, is not indexed, and names the text in force as the real one."""
    page = html(site, "avtaler/nasjonal-avtale/v/2019")
    assert "statuslinje--historisk" in page
    assert '<meta name="robots" content="noindex">' in page
    assert re.search(r'rel="canonical" href="[^"]*/avtaler/nasjonal-avtale/"', page)
    assert '<a class="knapp-lenke" href="../../../../avtaler/nasjonal-avtale/">' in page


def test_a_missing_date_is_a_warning_and_nothing_is_invented(site: Path) -> None:
    """The approval date of 2024 is not in the source: a warning, and «ikke oppgitt» on the page."""
    workshop = Workshop(REAL)
    workshop.plan()
    assert workshop.reading
    assert workshop.reading.errors == ()
    assert [f.path for f in workshop.reading.findings if f.field == "godkjent"] == ["avtaler/nasjonal-avtale/2024.md"]
    assert "dato ikke oppgitt" in html(site, "avtaler/nasjonal-avtale")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2023, 6, 1), 'data-versjon="2019"'),
        (date(2024, 1, 1), 'data-versjon="2024"'),
        (date(2027, 12, 31), 'data-versjon="2024"'),
        (date(2028, 1, 1), "Ingen tekst er i kraft"),
    ],
)
def test_the_day_decides_what_applies(day: date, words: str) -> None:
    """The same folder shows another text on another day, and says so when none applies."""
    plan = Workshop(REAL, day).plan()
    page = next(p for p in plan if p.address == "avtaler/nasjonal-avtale/")
    assert words in plan.html(page)
