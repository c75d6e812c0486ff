"""A build or a publication that is killed at any moment: readers see the old site or the new one, whole."""

import hashlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from history_corpus import OWN, folder
from kill_bench import Case, Ended, Files, Runner, contents, lay

KILLS = 25
TEXTS = {"1.0": ("godkjent_av: ssu\ngodkjent: 2020-01-01\n", "# 1 Formål\n\nPartene møtes to ganger i året.")}


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    """Return what runs commands that can be killed."""
    made = Runner(tmp_path_factory.mktemp("drept"))
    yield made
    made.close()


def site_of(place: Path) -> Files:
    """Return what readers get of a site that is whole: every file that its manifest tells of, and no other.

    The program that indexes numbers its files anew each time; of those, the pieces that can be found are named by what
    they hold.
    """
    found = contents(place)
    found.pop(".avtaleverk.json", None)
    told = json.loads(found.pop("manifest.json"))["filer"]
    assert {path: file["sha256"] for path, file in told.items()} == {
        path: hashlib.sha256(data).hexdigest() for path, data in found.items()
    }  # fmt: skip
    return {p: data for p, data in found.items() if not p.startswith("pagefind") or p.endswith(".pf_fragment")}


class Sites:
    """An older site, a folder with one line edited since, and all that the machine remembers of the older one.

    ``command`` makes the new site, which readers meet at ``shown``; ``ute`` is where it works.
    """

    def __init__(self, runner: Runner, place: Path, *command: str, shown: str) -> None:
        self.runner, self.place, self.root, self.command = runner, place, place / "korpus", command
        self.out, self.shown = place / "ute", place / shown
        folder(place, TEXTS)
        self.out.mkdir()
        self.aside = str(place)
        assert self.run(None, None).status == 0
        for name, lies in self.kept.items():
            lay(lies, place / name)
        text = self.root / OWN / "1.0.md"
        text.write_text(text.read_text("utf-8").replace("to ganger", "fire ganger"), "utf-8")
        self.source, self.old = contents(self.root), site_of(self.shown)
        self.case = Case(self.begin, self.run)
        assert self.run(None, None).status == 0
        self.new = site_of(self.shown)
        assert self.new != self.old

    @property
    def kept(self) -> dict[str, Path]:
        """Return what is laid as it was before each kill, by the name of its copy."""
        machine = {name: self.runner.place / lies for name, lies in (("lager", "mellomlager"), ("tilstand", ".local"))}
        return {"gammel": self.out} | machine

    def begin(self) -> None:
        """Lay everything as it was when the old site was new."""
        for name, lies in self.kept.items():
            lay(self.place / name, lies)
        # What the program that indexes has under way when its build is killed, it may end in peace.
        self.aside = tempfile.mkdtemp(prefix="tmp-", dir=self.place)

    def run(self, after: float | None, touch: int | None) -> Ended:
        """Make the new site."""
        aside = {"TMPDIR": self.aside}
        return self.runner(
            *self.command, "--rot", "korpus", folder=self.place, after=after, touch=touch, environment=aside
        )

    def check(self) -> None:
        """Check that readers meet the old site or the new one, and that the next run makes it the new one."""
        assert site_of(self.shown) in (self.old, self.new)
        assert contents(self.root) == self.source
        assert self.run(None, None).status == 0
        assert site_of(self.shown) == self.new


def test_a_build_can_be_killed_at_any_moment(runner: Runner, tmp_path: Path) -> None:
    """Readers see the old site or the new one, and the next build takes away what was begun."""
    built = Sites(runner, tmp_path, "bygg", "--til", "ute/site", shown="ute/site")
    for _ in built.case.kills(KILLS, seed=2):
        built.check()
        assert [p.name for p in built.out.iterdir()] == ["site"]


def test_a_publication_can_be_killed_at_any_moment(runner: Runner, tmp_path: Path) -> None:
    """Readers meet the old edition or the new one; the next publication has each edition whole, and nothing begun."""
    command = ("publiser", "--til", "ute/nett", "--ja")
    sites = Sites(runner, tmp_path, *command, shown="ute/nett/gjeldende")
    editions = sites.out / "nett" / "utgaver"
    for _ in sites.case.kills(KILLS, seed=4):
        sites.check()
        assert all(site_of(edition) in (sites.old, sites.new) for edition in editions.iterdir())
        assert runner("verifiser", "ute/nett", folder=sites.place).status == 0
