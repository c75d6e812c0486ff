"""A command that is killed (kill -9) at any moment leaves the old or the new, whole, and the next one finishes.

100 random moments in all, 25 for each of four commands, spread over the time that the command takes (for ``bygg`` and
``publiser`` in ``test_kill_sites``); and, where all that counts happens in a few strokes, before each touch of the disk.
"""

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


APPROVED = (
    "vedta", "9", "--organ", "ssu", "--dato", "2025-03-14", "--endringer", "Fire møter", "--endringstype", "innhold",
    "--likevel", "--ja", "--rot", "korpus",
)  # fmt: skip


@pytest.fixture
def approving(runner: Runner, tmp_path: Path) -> Changed:
    """Return an approval in a folder whose texts are locked, so that two files are changed."""
    folder(tmp_path, TEXTS | {"1.1": ("# Et forslag.\n", FILE)})
    assert runner("lås", "--rot", "korpus", folder=tmp_path).status == 0
    made = Changed(runner, tmp_path, *APPROVED, again=0)
    changed = {path for path in made.after if made.after[path] != made.before.get(path)}
    assert changed == {f"{OWN}/1.1.md", "avtaleverk.lock"}
    return made


def test_an_approval_can_be_killed_at_any_moment(approving: Changed) -> None:
    """The text is approved and locked, or neither."""
    for _ in approving.case.kills(KILLS, seed=3):
        approving.check()


def test_an_approval_can_be_killed_before_each_touch_of_the_disk(approving: Changed) -> None:
    """Wherever it stops, no text is approved without its lock; both endings are seen."""
    assert {approving.check() for _ in approving.case.kills_at_each_touch(60)} == {False, True}
