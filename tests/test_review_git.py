"""The report for a reviewer from git, from two folders, and where neither can be had."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from review_folders import DAY, SITE, edit, found, locked, propose

from avtaleverk.cli import main
from avtaleverk.exports.review.markdown import report


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small folder with every approved text locked."""
    return locked(tmp_path_factory.mktemp("gammel"))


@pytest.fixture
def now(before: Path, tmp_path: Path) -> Path:
    """Return a copy of it, to be changed."""
    return Path(shutil.copytree(before, tmp_path / "ny"))


def git(root: Path, *words: str) -> None:
    name = ["-c", "user.name=Kari", "-c", "user.email=kari@eksempel.no"]
    subprocess.run(["git", *name, *words], cwd=root, check=True, capture_output=True)


@pytest.fixture(scope="module")
def repository(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository in which the folder lies in a folder of its own, with a proposal on a branch and main ahead."""
    top = tmp_path_factory.mktemp("git")
    root = Path(shutil.copytree(before, top / "samling"))
    git(top, "init", "-q", "-b", "main")
    git(top, "add", ".")
    git(top, "commit", "-q", "-m", "Begynn")
    git(top, "switch", "-q", "-c", "forslag")
    propose(root)
    git(top, "add", ".")
    git(top, "commit", "-q", "-m", "Foreslå")
    git(top, "switch", "-q", "main")
    edit(root, "retningslinjer/03-akutt/index.md", "tittel: ", "tittel: Ny ")
    git(top, "commit", "-q", "-a", "-m", "Gi nytt navn")
    return root


def data(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, list[dict[str, str]]]:
    capsys.readouterr()
    assert main(["rapport", *words, "--json", "--dato", DAY.isoformat()]) == 0
    answer: dict[str, list[dict[str, str]]] = json.loads(capsys.readouterr().out)
    return answer


def test_two_revisions_of_a_folder_in_a_repository(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two dots compare two states; three compare with where they parted; one name compares with the folder as it lies."""
    rot = ("--rot", str(repository))
    two = data(capsys, "main..forslag", *rot)["dokumenter"]
    assert [d["mappe"] for d in two] == ["retningslinjer/02-utskriving", "retningslinjer/03-akutt"]
    three = data(capsys, "main...forslag", *rot)["dokumenter"]
    assert [d["mappe"] for d in three] == ["retningslinjer/02-utskriving"]
    assert [d["mappe"] for d in data(capsys, "main~1", *rot)["dokumenter"]] == ["retningslinjer/03-akutt"]
    assert data(capsys, "main", *rot)["dokumenter"] == []


def test_a_proposal_cannot_hide_its_texts(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Attributes in git may keep a file out of an archive, or write in it: the report is about what was committed."""
    rot = ("--rot", str(repository))
    git(repository, "switch", "-q", "-c", "skjult", "forslag")
    (repository / "retningslinjer/.gitattributes").write_text("2.1.md export-ignore\nindex.md export-subst\n", "utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "Skjul")
    git(repository, "switch", "-q", "main")
    shown = [data(capsys, f"main...{branch}", *rot)["dokumenter"] for branch in ("skjult", "forslag")]
    assert shown[0] == shown[1] != []


def test_a_base_from_before_the_folder(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first proposal of all is compared with nothing, and the one who reads it is told that the fault is not in it."""
    git(repository, "checkout", "-q", "--orphan", "tom")
    git(repository, "commit", "-q", "--allow-empty", "-m", "Tom", "--only")
    git(repository, "switch", "-q", "-f", "main")
    capsys.readouterr()
    assert main(["rapport", "tom..main", "--rot", str(repository)]) == 0
    said = capsys.readouterr().out
    assert "Mappa det sammenlignes med, kan ikke leses" in said
    assert main(["rapport", "main..tom", "--rot", str(repository)]) == 0
    assert "Mappa kan ikke leses før feilene er rettet" in capsys.readouterr().out


def test_two_folders_without_git(before: Path, now: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same report of two folders, to a file that is written over."""
    propose(now)
    target = tmp_path / "rapport.md"
    target.write_text("gammel", "utf-8")
    words = ["rapport", "--gammel", str(before), "--ny", str(now), "--til", str(target), "--dato", DAY.isoformat()]
    assert main([*words, "--nettadresse", SITE.rstrip("/")]) == 0
    assert capsys.readouterr().out == ""
    assert target.read_text("utf-8") == report(found(before, now))


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((), 2, "Skriv hva som skal sammenlignes"),
        (("main..forslag", "--gammel", ".", "--ny", "."), 2, "Skriv hva som skal sammenlignes"),
        (("--gammel", "."), 2, "hører sammen"),
        (("--gammel", ".", "--ny", "finnes-ikke"), 1, "Mappa finnes-ikke finnes ikke"),
        (("main..forslag", "--nettadresse", "javascript:x"), 2, "er ikke en nettadresse"),
        (("main..forslag", "--nettadresse", "https://e.no/) ["), 2, "er ikke en nettadresse"),
        (("main..ukjent",), 1, "Git kjenner ikke «ukjent»"),
        (("--upload-pack=x..main",), 2, "ukjent"),
        (("..main",), 1, "er ikke to utgaver"),
        (("main..",), 1, "er ikke to utgaver"),
    ],
)
def test_wrong_use_is_said(
    repository: Path, words: tuple[str, ...], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What git does not know, and what was not asked for rightly, is said in words."""
    try:
        assert main(["rapport", *words, "--rot", str(repository)]) == status
    except SystemExit as stop:
        assert stop.code == status  # noqa: PT017 - the parser of the command line stops by itself
    assert said in capsys.readouterr().err


def test_no_git_and_no_repository(
    before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that is in no repository, and a machine without git, are told what else can be done."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(before.parent.resolve()))
    assert main(["rapport", "main..HEAD", "--rot", str(before)]) == 1
    assert "Git kjenner ikke «main»" in capsys.readouterr().err
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["rapport", "main..HEAD", "--rot", str(before)]) == 1
    assert "--gammel MAPPE --ny MAPPE" in capsys.readouterr().err
