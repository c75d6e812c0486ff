"""What goes wrong outside the program: a full disk, a read-only one, a wrong clock, two editors at once.

Each is answered in words, with the folder as it was and a way on. The disk is a true one, small and in memory.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from os import O_CREAT, O_WRONLY, close, geteuid, write
from os import open as open_
from pathlib import Path

import pytest
from history_corpus import folder
from kill_bench import Ended, Files, Runner, contents, lay

META = "godkjent_av: ssu\ngodkjent: 2020-01-01\n"
TEXTS = {
    "1.0": (META, "# 1 Formål\n\nPartene møtes to ganger i året."),
    "1.1": ("", "# 1 Formål\n\nPartene møtes fire ganger i året."),
}
APPROVE = (
    "vedta",
    "9",
    "--organ",
    "ssu",
    "--endringer",
    "Fire møter",
    "--endringstype",
    "innhold",
    "--likevel",
    "--ja",
)
# Each command that writes, with what it would write and where; «D» is the disk.
WRITING: dict[str, tuple[str, ...]] = {
    "importer": ("importer", "inn.md", "--som", "9", "--versjon", "1.2"),
    "nytt dokument": ("importer", "inn.md", "--som", "retningslinjer/10-ny", "--tittel", "Ny", "--versjon", "1.0"),
    "vedta": (*APPROVE, "--dato", "2025-03-14", "--lås"),
    "revider": ("revider", "9", "--fra", "1.0", "--versjon", "1.3", "--endringer", "Nytt", "--ja"),
    "ny": ("ny", "--type", "retningslinje", "--tittel", "Enda en", "--nummer", "12", "--ja"),
    "horing": ("horing", "9", "--fra", "2027-01-01", "--frist", "2027-03-01", "--ja"),
    "gjennomgatt": ("gjennomgatt", "9", "--dato", "2026-01-01", "--ja"),
    "lås": ("lås",),
    "permalenker": ("permalenker",),
    "notat": ("notat", "9", "1.0..1.1", "--til", "D/notat.md"),
    "eksporter": ("eksporter", "9", "--til", "D/tekst.docx"),
    "bygg": ("bygg", "--til", "D/site"),
    "publiser": ("publiser", "--til", "D/nett", "--ja"),
    "send-inn": ("send-inn", "9", "--versjon", "1.0", "--til", "D/pakke", "--ja"),
    "skjema": ("skjema", "--til", "D/skjema"),
}


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    """Return what runs commands, each in a child of its own."""
    made = Runner(tmp_path_factory.mktemp("kjort"))
    yield made
    made.close()


def as_root(*command: str) -> bool:
    """Run a command as root, where this user is, or may be for once without a password; say whether it went well."""
    prefixes = [[], ["sudo", "-n"]] if shutil.which("sudo") else [[]]
    tried = (subprocess.run([*prefix, *command], check=False, capture_output=True) for prefix in prefixes)
    return any(done.returncode == 0 for done in tried)


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a disk of its own with a folder on it; not every user on every machine may have one."""
    place = tmp_path_factory.mktemp("disk")
    options = f"size=6m,uid={geteuid()}"
    if sys.platform != "linux" or not as_root("mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)):
        pytest.skip("a small disk in memory is made by root, on Linux")
    try:
        folder(place, TEXTS)
        (place.with_name("inn.md")).write_text("# 1 Formål\n\nPartene møtes fem ganger i året.\n", "utf-8")
        yield place
    finally:
        assert as_root("umount", "-l", str(place))


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Fill the disk to the last byte."""
    filler = disk / "fyll"
    handle = open_(filler, O_WRONLY | O_CREAT)
    try:
        while True:
            write(handle, b"0" * 4096)
    except OSError:
        close(handle)
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """Let nobody write on the disk."""
    assert as_root("mount", "-o", "remount,ro", str(disk))
    try:
        yield
    finally:
        assert as_root("mount", "-o", "remount,rw", str(disk))


def said(ended: Ended) -> str:
    return ended.out + ended.err


@pytest.mark.parametrize(("fault", "words"), [(full, "disken er full"), (read_only, "disken er skrivebeskyttet")])
@pytest.mark.parametrize("name", WRITING)
def test_a_disk_that_refuses_is_told_and_leaves_all_as_it_was(
    name: str, fault: Callable[[Path], Iterator[None]], words: str, runner: Runner, disk: Path
) -> None:
    """The command says in Norwegian what is wrong, changes nothing, and does its work when there is room again."""
    command = [word.replace("D/", f"{disk}/") for word in WRITING[name]]
    rooted = [] if name == "skjema" else ["--rot", str(disk / "korpus")]
    before = contents(disk / "korpus")
    with fault(disk):  # type: ignore[attr-defined] # a context manager
        ended = runner(*command, *rooted, folder=disk.parent)
    assert ended.status == 1, said(ended)
    assert words in said(ended).lower() or (words == "disken er skrivebeskyttet" and "bare leses" in said(ended))
    assert "Errno" not in said(ended)
    assert contents(disk / "korpus") == before
    assert not [p for p in contents(disk) if "/." in f"/{p}" and not p.startswith("nett/")]


def test_what_only_reads_works_on_a_disk_that_cannot_be_written(runner: Runner, disk: Path, tmp_path: Path) -> None:
    """A folder that is read only can be checked and built, to somewhere else."""
    with read_only(disk):
        for command in (
            ("sjekk",),
            ("bygg", "--til", tmp_path / "site"),
            ("eksporter", "9", "--til", tmp_path / "tekst.docx"),
        ):
            rooted = ("--rot", disk / "korpus")
            ended = runner(*command, *rooted, folder=tmp_path)
            assert ended.status == 0, said(ended)
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_cache_without_room_costs_time_and_nothing_else(runner: Runner, disk: Path, tmp_path: Path) -> None:
    """Where what could be kept cannot be, the site is built all the same."""
    with full(disk):
        aside = {"XDG_CACHE_HOME": str(disk / "lager")}
        ended = runner("bygg", "--rot", disk / "korpus", "--til", tmp_path / "site", folder=tmp_path, environment=aside)
    assert ended.status == 0, said(ended)


# --- the clock ----------------------------------------------------------------------------------------------------

CLOCKS = {"1970": 86_400, "2000": 946_684_800, "2199": 7_226_582_400, "the last year": 253_402_214_400}


@pytest.mark.parametrize("clock", CLOCKS.values(), ids=CLOCKS)
def test_a_clock_that_is_wrong_breaks_nothing(clock: int, runner: Runner, tmp_path: Path) -> None:
    """Commands say which day they go by, or do their work as on that day; what is written is sound when the clock is right."""
    root = folder(tmp_path, TEXTS)
    wrong = {"AVTALEVERK_TEST_KLOKKE": str(clock)}
    commands = (
        ("sjekk",), ("bygg", "--til", tmp_path / "site"), ("lås",), (*APPROVE, "--dato", "2025-03-14"),
        ("revider", "9", "--fra", "1.0", "--versjon", "1.2", "--endringer", "Nytt", "--ja"), ("lås",),
    )  # fmt: skip
    for command in commands:
        ended = runner(*command, "--rot", root, folder=tmp_path, environment=wrong)
        assert ended.status in {0, 1}, said(ended)
        assert "Errno" not in said(ended)
        assert ended.status == 0 or said(ended).strip()
    assert runner("sjekk", "--rot", root, folder=tmp_path).status == 0
    ended = runner("bygg", "--rot", root, "--til", tmp_path / "site", folder=tmp_path)
    assert ended.status == 0, said(ended)
    assert runner("lås", "--rot", root, folder=tmp_path).status == 0


# --- two at once --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    """Return what runs the commands of the second editor."""
    made = Runner(tmp_path_factory.mktemp("kjort-ogsa"))
    yield made
    made.close()


def both(one: Callable[[], Ended], two: Callable[[], Ended]) -> list[Ended]:
    with ThreadPoolExecutor(2) as pool:
        return [job.result() for job in [pool.submit(one), pool.submit(two)]]


ROUNDS = 6
REVISE = ("revider", "9", "--fra", "1.0", "--versjon", "1.2", "--ja", "--rot", "korpus", "--endringer")


def after(runner: Runner, place: Path, *commands: tuple[str, ...]) -> Files:
    """Return the folder as commands make it one after the other, when nobody else is at it."""
    lay(place / "original", place / "korpus")
    for command in commands:
        runner(*command, folder=place)
    return contents(place / "korpus")


@pytest.mark.parametrize(
    "commands",
    [
        ((*REVISE, "Den ene"), (*REVISE, "Den andre")),
        tuple((*APPROVE, "--rot", "korpus", "--dato", day) for day in ("2025-03-14", "2025-03-15")),
    ],
    ids=["revider", "vedta"],
)
def test_two_editors_of_one_document_do_not_mix(
    commands: tuple[tuple[str, ...], tuple[str, ...]], runner: Runner, other: Runner, tmp_path: Path
) -> None:
    """Started at the same moment, they leave what one of them makes, or both of them one after the other.

    Whoever could not is told why, and at least one could.
    """
    folder(tmp_path, TEXTS)
    assert runner("lås", "--rot", "korpus", folder=tmp_path).status == 0
    lay(tmp_path / "korpus", tmp_path / "original")
    one, two = commands
    possible = {
        (True, False): [after(runner, tmp_path, one)],
        (False, True): [after(runner, tmp_path, two)],
        (True, True): [after(runner, tmp_path, one, two), after(runner, tmp_path, two, one)],
    }
    for _ in range(ROUNDS):
        lay(tmp_path / "original", tmp_path / "korpus")
        ended = both(lambda: runner(*one, folder=tmp_path), lambda: other(*two, folder=tmp_path))
        done = (ended[0].status == 0, ended[1].status == 0)
        assert contents(tmp_path / "korpus") in possible[done], [said(e) for e in ended]
        assert all(said(e).strip() for e in ended)


def test_two_builds_of_one_site_leave_one_whole(runner: Runner, other: Runner, tmp_path: Path) -> None:
    """Two people build to the same folder: both are done, and nothing is left of the way there."""
    folder(tmp_path, TEXTS)
    command = ("bygg", "--rot", "korpus", "--til", "ute/site")
    assert runner(*command, folder=tmp_path).status == 0
    alone_ = set(contents(tmp_path / "ute"))
    ended = both(lambda: runner(*command, folder=tmp_path), lambda: other(*command, folder=tmp_path))
    assert [e.status for e in ended] == [0, 0], [said(e) for e in ended]
    assert {p for p in contents(tmp_path / "ute") if "pagefind" not in p} == {p for p in alone_ if "pagefind" not in p}
