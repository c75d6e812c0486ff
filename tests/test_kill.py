"""A command that is killed (kill -9) at any moment leaves the old or the new, whole, and the next one finishes.

100 random moments in all, 25 for each of four commands, spread over the time that the command takes; and, where all that
counts happens in a few strokes, before each single touch of the disk.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from history_corpus import OWN, folder
from kill_bench import Case, Ended, Files, Runner, contents, lay

KILLS = 25
META = "godkjent_av: ssu\ngodkjent: 2020-01-01\n"
TEXTS = {"1.0": (META, "# 1 Formål\n\nPartene møtes to ganger i året.\n\n# 2 Ansvar\n\nSykehuset kaller inn.")}
FILE = "# 1 Formål\n\nPartene møtes fire ganger i året.\n\n# 2 Ansvar\n\nSykehuset kaller inn.\n"
IMPORTED = ("importer", "inn.md", "--som", "9", "--versjon", "1.1", "--rot", "korpus")


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    """Return what runs commands that can be killed."""
    made = Runner(tmp_path_factory.mktemp("drept"))
    yield made
    made.close()


def whole(found: Files, before: Files, after: Files) -> bool:
    """Say whether every file that an editor sees is what it was, or what it shall be; none is half, and none is lost."""
    seen = {path: data for path, data in found.items() if not path.startswith(".")}
    known = all(data in {before.get(path), after.get(path)} for path, data in seen.items())
    return known and {p for p in before if p in after} <= set(seen)


class Changed:
    """A command that changes the folder itself; killed in ``place``, where the folder is ``korpus``."""

    def __init__(self, runner: Runner, place: Path, *arguments: str, again: int) -> None:
        self.place, self.root, self.arguments = place, place / "korpus", arguments
        self.runner, self.again = runner, again
        lay(self.root, place / "original")
        self.before = contents(self.root)
        self.case = Case(self.begin, self.run)
        assert self.run(None, None).status == 0
        self.after = contents(self.root)
        assert self.after != self.before

    def begin(self) -> None:
        """Lay the folder as it was."""
        lay(self.place / "original", self.root)

    def run(self, after: float | None, touch: int | None) -> Ended:
        """Run the command."""
        return self.runner(*self.arguments, folder=self.place, after=after, touch=touch)

    def check(self) -> bool:
        """Check the folder after a kill; the next command makes it old or new, and this one then finishes. True for new."""
        assert whole(contents(self.root), self.before, self.after)
        assert self.runner("sjekk", "--rot", "korpus", folder=self.place).status == 0
        found = contents(self.root)
        assert found in (self.before, self.after)
        assert self.run(None, None).status == (self.again if found == self.after else 0)
        assert contents(self.root) == self.after
        return found == self.after


@pytest.fixture
def importing(runner: Runner, tmp_path: Path) -> Changed:
    """Return an import that makes a version, and the folders of a new document."""
    folder(tmp_path, TEXTS)
    (tmp_path / "inn.md").write_text(FILE, "utf-8")
    return Changed(runner, tmp_path, *IMPORTED, again=2)


def test_an_import_can_be_killed_at_any_moment(importing: Changed) -> None:
    """The folder is as it was, or has the whole proposal."""
    for _ in importing.case.kills(KILLS, seed=1):
        importing.check()


def test_an_import_can_be_killed_before_each_touch_of_the_disk(runner: Runner, tmp_path: Path) -> None:
    """A new document is two files and two folders: all of them or none, wherever it stops; both endings are seen."""
    root = folder(tmp_path, TEXTS)
    (tmp_path / "inn.md").write_text(FILE, "utf-8")
    named = ("--som", "retningslinjer/10-ny", "--versjon", "1.0", "--tittel", "Ny")
    made = Changed(runner, tmp_path, "importer", "inn.md", *named, "--rot", "korpus", again=2)
    assert {p for p in made.after if p not in made.before} == {
        "retningslinjer/10-ny/1.0.md", "retningslinjer/10-ny/index.md"
    }  # fmt: skip
    assert {made.check() for _ in made.case.kills_at_each_touch(60)} == {False, True}
    assert root.is_dir()


def site_of(place: Path) -> Files:
    """Return what readers get of a site that is whole: every file that its manifest tells of, and no other.

    The program that indexes numbers its files anew each time; of those, the pieces that can be found are named by what
    they hold.
    """
    found = contents(place)
    found.pop(".avtaleverk.json")
    told = json.loads(found.pop("manifest.json"))["filer"]
    assert {path: file["sha256"] for path, file in told.items()} == {
        path: hashlib.sha256(data).hexdigest() for path, data in found.items()
    }  # fmt: skip
    return {p: data for p, data in found.items() if not p.startswith("pagefind") or p.endswith(".pf_fragment")}


class Built:
    """A build over an older site: ``place`` has the folder, the site, and the cache that the older build left."""

    def __init__(self, runner: Runner, place: Path) -> None:
        self.runner, self.place, self.root = runner, place, place / "korpus"
        folder(place, TEXTS)
        assert self.run(None, None).status == 0
        lay(place / "ute" / "site", place / "gammel")
        lay(runner.place / "mellomlager", place / "mellomlager")
        text = self.root / OWN / "1.0.md"
        text.write_text(text.read_text("utf-8").replace("to ganger", "fire ganger"), "utf-8")
        self.source, self.old = contents(self.root), site_of(place / "gammel")
        self.case = Case(self.begin, self.run)
        assert self.run(None, None).status == 0
        self.new = site_of(place / "ute" / "site")
        assert self.new != self.old

    def begin(self) -> None:
        """Lay the old site and its cache as they were."""
        shutil.rmtree(self.place / "ute")
        lay(self.place / "gammel", self.place / "ute" / "site")
        lay(self.place / "mellomlager", self.runner.place / "mellomlager")

    def run(self, after: float | None, touch: int | None) -> Ended:
        """Build the new site over the old one."""
        return self.runner("bygg", "--rot", "korpus", "--til", "ute/site", folder=self.place, after=after, touch=touch)

    def check(self) -> None:
        """Check that readers see the old site or the new one, and that the next build leaves the new one and nothing else."""
        assert site_of(self.place / "ute" / "site") in (self.old, self.new)
        assert contents(self.root) == self.source
        assert self.run(None, None).status == 0
        assert [p.name for p in (self.place / "ute").iterdir()] == ["site"]
        assert site_of(self.place / "ute" / "site") == self.new


def test_a_build_can_be_killed_at_any_moment(runner: Runner, tmp_path: Path) -> None:
    """Readers see the old site or the new one, and the next build takes away what was begun."""
    built = Built(runner, tmp_path)
    for _ in built.case.kills(KILLS, seed=2):
        built.check()
