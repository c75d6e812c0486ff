"""The same plan through every engine: MkDocs, ProperDocs with the same hooks, Zensical on the staged folder."""

import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from avtaleverk.engines.cache import FileCache
from avtaleverk.engines.run_mkdocs import build_site
from avtaleverk.engines.search_index import FOLDER
from avtaleverk.engines.site_folder import MARK, new_site
from avtaleverk.engines.staged import write_staged
from avtaleverk.engines.workshop import Workshop
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.site.manifest import MANIFEST
from avtaleverk.site.plan import Plan

ROOT = Path(__file__).resolve().parent.parent
BASE = ROOT / "tests" / "darlige" / "_grunnlag"
DAY = date(2026, 11, 22)
CLAUSE = re.compile(r'class="punkt-hode')

_MARK = re.compile(r"<(?:ins|del)\b")


def clauses(folder: Path, plan: Plan, name: str = "index.html") -> dict[str, int]:
    """Count the clauses on each page of the plan, as one engine built it."""
    return {
        p.address: len(CLAUSE.findall((folder / p.address / name).read_text("utf-8")))
        for p in plan
        if p.kind != "ikke-funnet"
    }


def planned_clauses(plan: Plan) -> dict[str, int]:
    return {p.address: len(CLAUSE.findall(plan.html(p))) for p in plan if p.kind != "ikke-funnet"}


def marks(folder: Path, plan: Plan) -> dict[str, int]:
    """Return how many red marks each difference has on disk."""
    differences = [p for p in plan if p.kind == "endring"]
    return {p.address: len(_MARK.findall((folder / p.path).read_text("utf-8"))) for p in differences}


def planned_marks(plan: Plan) -> dict[str, int]:
    """Return how many each should have, of which there are some."""
    found = {p.address: len(_MARK.findall(plan.html(p))) for p in plan if p.kind == "endring"}
    assert sum(found.values()) > 50
    return found


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files but the mark, which tells when each was written, and the manifest, which tells of all others."""
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    files = {name: p for name, p in files.items() if name not in {MARK, MANIFEST}}
    return {name: p.read_bytes() for name, p in files.items()}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a copy of the small corpus, free to edit."""
    return Path(shutil.copytree(BASE, tmp_path / "korpus"))


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_mkdocs_builds_what_was_planned(tmp_path: Path) -> None:
    """Every page of the plan lies at its address with all its clauses and red marks, and no other page does."""
    plan = build_site(Workshop(ROOT, DAY), tmp_path / "site")
    assert clauses(tmp_path / "site", plan) == planned_clauses(plan)
    pages = {p.relative_to(tmp_path / "site").as_posix() for p in (tmp_path / "site").rglob("*.html")}
    assert pages == {p.path for p in plan} | {f.path for f in plan.files if f.path.endswith(".html")}
    assert marks(tmp_path / "site", plan) == planned_marks(plan)


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_the_repository_is_an_ordinary_site(engine: str, tmp_path: Path) -> None:
    """`mkdocs build` and its successor build the same pages with the same hooks."""
    plan = Workshop(ROOT).plan()
    program = Path(sys.executable).parent / engine
    done = run(str(program), "build", "-q", "-f", str(ROOT / "mkdocs.yml"), "-d", str(tmp_path / "site"), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert clauses(tmp_path / "site", plan) == planned_clauses(plan)


@pytest.mark.parametrize(
    "settings", ["site_name: [x\n", "docs_dir: docs\n", "site_name: x\nhooks: [finnes_ikke.py]\n", "- x\n"]
)
def test_settings_that_cannot_be_read_are_a_finding(corpus: Path, tmp_path: Path, settings: str) -> None:
    """The folder's own ``mkdocs.yml`` may be broken; that is said in Norwegian, with the way on, and nothing is built."""
    (corpus / "mkdocs.yml").write_text(settings, "utf-8")
    with pytest.raises(AvtaleverkError, match=r"(?s)mkdocs\.yml kan ikke brukes\. .*ta den bort"):
        build_site(Workshop(corpus, DAY), tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_the_staged_folder_is_built_by_another_engine(tmp_path: Path) -> None:
    """Zensical ignores hooks without a word, so it gets finished pages; no page, clause or red mark is missing."""
    plan = write_staged(Workshop(ROOT, DAY), tmp_path / "sider")
    done = run(str(Path(sys.executable).parent / "zensical"), "build", "-f", "mkdocs.yml", cwd=tmp_path / "sider")
    assert done.returncode == 0, done.stderr
    assert clauses(tmp_path / "sider" / "site", plan) == planned_clauses(plan)
    assert marks(tmp_path / "sider" / "site", plan) == planned_marks(plan)


def test_a_warm_build_equals_a_cold_one(corpus: Path, tmp_path: Path) -> None:
    """What comes from the cache is byte for byte what would have been made."""
    cache = tmp_path / "mellomlager.sqlite3"
    for name in ("forst", "igjen"):
        build_site(Workshop(corpus, DAY, FileCache(cache)), tmp_path / name)
    build_site(Workshop(corpus, DAY), tmp_path / "uten")
    without_index = [
        {k: v for k, v in contents(tmp_path / n).items() if not k.startswith(FOLDER)}
        for n in ("forst", "igjen", "uten")
    ]
    assert without_index[0] == without_index[1] == without_index[2]


# Where the document lies and lay, and what its files are called there.
_PLACES = (("retningslinjer/1", "retningslinje-1"), ("gammel/utskriving", "utskriving"))
_OF_ONE_TEXT = ("dokumenter/{}.json", "versjoner/{}/2.0.json", "endringer/{}/1.0-til-2.0.json")


def test_an_edit_changes_only_the_pages_it_shows_on(corpus: Path, tmp_path: Path) -> None:
    """One word more in the text in force changes its pages and what tells of the change, and makes no other anew."""
    workshop = Workshop(corpus, DAY, FileCache(tmp_path / "mellomlager.sqlite3"))
    build_site(workshop, tmp_path / "site")
    before = contents(tmp_path / "site")
    path = corpus / "retningslinjer" / "01-utskriving" / "2.0.md"
    path.write_text(path.read_text("utf-8").rstrip() + " Ettertanke.\n", "utf-8")
    plan = build_site(workshop, tmp_path / "site")
    after = contents(tmp_path / "site")
    changed = {k for k in after if before.get(k) != after[k] and not k.startswith(FOLDER)}
    own = {
        "index.html",
        "historikk/index.html",
        "v/2.0/index.html",
        "endringer/1.0-til-2.0/index.html",
        "endringer.xml",
    }
    # The feed at the former address of the document is a copy of its own.
    told = {"endringer/index.html", "endringer/endringer.xml", "gammel/utskriving/endringer.xml"}
    offline = {"frakoblet/index.html", "frakoblet/avtaleverk-fjordvik.html"}
    # The text as data: beside its pages, and below /api/v1/, where the former address has a copy too.
    texts = {"tekst.md", "v/2.0/tekst.md", "v/2.0/{}-versjon-2.0.akn.xml"}
    beside = {f"{place}/{name.format(n)}" for place, n in _PLACES for name in texts}
    api = {f"api/v1/{name.format(place)}" for place, _ in _PLACES for name in _OF_ONE_TEXT}
    assert changed == {f"retningslinjer/1/{name}" for name in own} | told | offline | beside | api
    assert before.keys() - after.keys() == {k for k in before.keys() - after.keys() if k.startswith(FOLDER)}
    assert any("Ettertanke" in plan.html(p) for p in plan if p.address == "retningslinjer/1/")


def test_a_damaged_cache_costs_time_and_nothing_else(corpus: Path, tmp_path: Path) -> None:
    """A cache file full of noise is as good as none."""
    cache = tmp_path / "mellomlager.sqlite3"
    cache.write_bytes(b"ikke en database" * 1000)
    build_site(Workshop(corpus, DAY, FileCache(cache)), tmp_path / "site")
    assert (tmp_path / "site" / "retningslinjer" / "1" / "index.html").is_file()


def test_an_error_leaves_the_old_site_untouched(corpus: Path, tmp_path: Path) -> None:
    """A corpus with a fault is reported, and readers keep what they had; nothing half-made remains."""
    build_site(Workshop(corpus, DAY), tmp_path / "site")
    before = contents(tmp_path / "site")
    path = corpus / "retningslinjer" / "01-utskriving" / "2.0.md"
    path.write_text(path.read_text("utf-8").replace('versjon: "2.0"', "versjon: 2.0"), "utf-8")
    with pytest.raises(AvtaleverkError) as caught:
        build_site(Workshop(corpus, DAY), tmp_path / "site")
    assert [f.field for f in caught.value.findings] == ["versjon"]
    assert contents(tmp_path / "site") == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["korpus", "site"]


def test_a_dead_link_stops_the_build(corpus: Path, tmp_path: Path) -> None:
    """A link an editor wrote that leads nowhere is named with its page and its file."""
    path = corpus / "docs" / "index.md"
    path.write_text(path.read_text("utf-8") + "\n\n[borte](/retningslinjer/99/)\n", "utf-8")
    with pytest.raises(AvtaleverkError, match="retningslinjer/99/"):
        build_site(Workshop(corpus, DAY), tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_folder_of_somebody_else_is_never_replaced(corpus: Path, tmp_path: Path) -> None:
    """A folder that holds anything but a site of ours is left alone."""
    (tmp_path / "annet").mkdir()
    (tmp_path / "annet" / "viktig.txt").write_text("behold", "utf-8")
    with pytest.raises(AvtaleverkError, match="ikke tom"):
        build_site(Workshop(corpus, DAY), tmp_path / "annet")
    assert contents(tmp_path / "annet") == {"viktig.txt": b"behold"}


def test_a_build_that_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    """The workplace beside the site goes away with the build, and the old site stays."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / MARK).write_text("{}", "utf-8")

    def break_off() -> None:
        with new_site(tmp_path / "site") as place:
            (place / "halv.html").write_text("<p>", "utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert sorted(p.name for p in tmp_path.rglob("*")) == [MARK, "site"]


def test_former_addresses_lead_on(tmp_path: Path) -> None:
    """An address the document had before is a page that leads to the text in force."""
    build_site(Workshop(BASE, DAY), tmp_path / "site")
    # By script, which takes the anchor along, and without one.
    html = (tmp_path / "site" / "gammel" / "utskriving" / "index.html").read_text("utf-8")
    assert 'src="../../assets/viderefort.js' in html
    assert 'content="0; url=../../retningslinjer/1/"' in html
    assert 'rel="canonical"' in html


def test_old_versions_and_histories_are_not_in_the_navigation() -> None:
    """A repealed text must not be found as if it applied."""
    plan = Workshop(ROOT, DAY).plan()
    assert not any(p.in_navigation for p in plan if p.kind in {"versjon", "historikk"})
