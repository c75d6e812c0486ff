"""Texts become files once, by as many processes as there are, and nothing old or damaged is ever handed out."""

import io
import os
import pickle
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from file_makers import (
    BOTH,
    NEVER,
    PDF,
    QUICK,
    WORD,
    bound,
    broken,
    lost_elsewhere,
    missing,
    names,
    nothing,
    plain,
    refused,
)
from history_corpus import ACUTE, DAY, DISCHARGE, VERSIONS, corpus

from avtaleverk.corpus import read_corpus
from avtaleverk.engines import downloads as engine
from avtaleverk.engines.cache import KEEP_SECONDS, REFRESH_SECONDS
from avtaleverk.engines.downloads import Bench, Job, Makers, make_downloads
from avtaleverk.engines.file_makers import MAKERS, Maker
from avtaleverk.engines.progress import Progress
from avtaleverk.model.addresses import BOOK
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.downloads import Formats
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.site import downloads as site_downloads
from avtaleverk.site.downloads import Downloads

BASE = Path(__file__).resolve().parent / "darlige" / "_grunnlag"
Spoil = Callable[[Path], object]


class Terminal(io.StringIO):
    """Takes what an editor would see."""

    def isatty(self) -> bool:
        """Be one."""
        return True


def made(
    folder: Path, makers: Makers = QUICK, *, formats: Formats = BOTH, change: Corpus | None = None, days: int = 0
) -> Downloads:
    folder.mkdir(exist_ok=True)
    bench = Bench(change or corpus(), DAY + timedelta(days=days), VERSIONS, makers, folder)
    return make_downloads(bench, formats, Progress())


def held(downloads: Downloads) -> dict[str, bytes]:
    return {file.address: file.origin.read_bytes() for file in downloads.made}


def edited() -> Corpus:
    """Return the corpus with another text in version 1.1 of guideline 2."""
    documents = tuple(
        replace(
            d,
            versions=tuple(
                replace(v, body=f"{v.body}\n\nMer.") if (d.folder, v.number) == (DISCHARGE, "1.1") else v
                for v in d.versions
            ),
        )
        for d in corpus().documents
    )
    return replace(corpus(), documents=documents)


@pytest.fixture
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process do everything, as where there is little to do."""
    monkeypatch.setattr(engine, "_WORTH_IT", 1000)


@pytest.fixture
def two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the work to others, however little it is."""
    monkeypatch.setattr(engine, "processors", lambda: 2)
    monkeypatch.setattr(engine, "_WORTH_IT", 1)


@pytest.mark.usefixtures("one_process")
def test_every_page_of_a_text_has_its_files(tmp_path: Path) -> None:
    """Each version, each difference and each text in force lies as both kinds of file, of the size that is told."""
    found = made(tmp_path)
    files = held(found)
    assert {f"retningslinjer/2/v/{n}/retningslinje-2-versjon-{n}.docx" for n in ("1.0", "1.1", "2.0", "2.1")} <= set(
        files
    )
    assert "retningslinjer/2/endringer/1.0-til-2.1/retningslinje-2-endringer-1.0-til-2.1.pdf" in files
    in_force = files["retningslinjer/2/gjeldende.docx"]
    assert in_force == files["retningslinjer/2/v/2.0/retningslinje-2-versjon-2.0.docx"]
    assert all(file.size == len(files[file.address]) for file in found.made)
    kinds = Counter(address.rpartition(".")[2] for address in files if address != BOOK)
    assert kinds == {"docx": len(files) // 2, "pdf": len(files) // 2}


@pytest.mark.usefixtures("one_process")
@pytest.mark.parametrize("days", [0, 400])
def test_nothing_is_made_twice(tmp_path: Path, days: int) -> None:
    """Another build finds all texts, on the same day and a year later, and loads nothing to make files with."""
    first = held(made(tmp_path))
    # After a year something else is in force, which is another book.
    makers = NEVER | {PDF: replace(NEVER[PDF], load=nothing, book=bound)} if days else NEVER
    again = held(made(tmp_path, makers, days=days))
    assert {a: data for a, data in again.items() if "/v/" in a or "/endringer/" in a} == {
        a: data for a, data in first.items() if "/v/" in a or "/endringer/" in a
    }


@pytest.mark.usefixtures("one_process")
def test_the_book_is_made_anew_when_something_has_changed_and_not_each_morning(tmp_path: Path) -> None:
    """It shows the first day of what holds now: on the next day it is the same file, after a hearing it is another."""
    book = held(made(tmp_path))[BOOK]
    assert book.startswith(b"2026-11-01 ")
    assert held(made(tmp_path, NEVER, days=1))[BOOK] == book
    later = held(made(tmp_path, days=30))[BOOK]
    assert later.startswith(b"2026-12-16 ")
    assert BOOK not in held(made(tmp_path, formats=(WORD,)))


@pytest.mark.usefixtures("one_process")
def test_a_book_that_nobody_could_carry_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where too much is in force for one file, or nothing is, all other files are there."""
    monkeypatch.setattr(site_downloads, "_MOST_WORDS", 10)
    assert held(made(tmp_path)).keys() & {BOOK, "retningslinjer/2/gjeldende.pdf"} == {"retningslinjer/2/gjeldende.pdf"}
    monkeypatch.undo()
    assert BOOK not in held(made(tmp_path, days=-9000))


@pytest.mark.usefixtures("one_process")
def test_a_book_that_fails_is_a_finding(tmp_path: Path) -> None:
    """It belongs to no text, so it is told of the folder as a whole."""
    with pytest.raises(AvtaleverkError) as caught:
        made(tmp_path, {WORD: QUICK[WORD], PDF: replace(QUICK[PDF], book=broken)})
    assert list(map(str, caught.value.findings)) == [
        "helsefellesskap.yml: PDF-fila av boka med alt som gjelder kunne ikke lages. IndexError: list index out of range"
    ]


@pytest.mark.usefixtures("one_process")
def test_an_edit_makes_anew_only_what_shows_it(tmp_path: Path) -> None:
    """The files of one version and of its differences are new; all others are those of before."""
    before, after = held(made(tmp_path)), held(made(tmp_path, change=edited()))
    changed = {address for address in before if before[address] != after[address]}
    assert changed
    assert all(address.startswith("retningslinjer/2/") and "1.1" in address for address in changed)
    assert {a for a in before if a.startswith("retningslinjer/2/") and "1.1" in a} == changed


@pytest.mark.usefixtures("one_process")
def test_another_edition_of_a_package_makes_all_anew(tmp_path: Path) -> None:
    """What a package writes may differ in its next edition, so files of the last one are not handed out."""
    made(tmp_path, {WORD: Maker(plain, nothing, ("jinja2",))}, formats=(WORD,))
    with pytest.raises(AssertionError):
        made(tmp_path, {WORD: replace(NEVER[WORD], packages=("babel",))}, formats=(WORD,))


@pytest.mark.usefixtures("one_process")
@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_bytes(file.read_bytes()[:-1]),
        lambda file: file.write_bytes(b"x" * file.stat().st_size),
        lambda file: file.write_bytes(b""),
        lambda file: file.unlink(),
    ],
    ids=["cut off", "overwritten", "emptied", "removed"],
)
def test_a_damaged_file_is_made_anew(tmp_path: Path, spoil: Spoil) -> None:
    """A file that does not hold what it was made with is never handed out."""
    before = made(tmp_path)
    spoilt = next(f for f in before.made if f.address.endswith("versjon-1.1.pdf"))
    whole = held(before)
    spoil(spoilt.origin)
    assert held(made(tmp_path)) == whole


@pytest.mark.usefixtures("two_processes")
def test_many_processes_make_the_same(tmp_path: Path) -> None:
    """Byte for byte what one process makes, under the same names, and nothing is left lying about."""
    made(tmp_path / "to")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_WORTH_IT", 1000)
        made(tmp_path / "en")
    assert names(tmp_path / "to") == names(tmp_path / "en")


@pytest.mark.usefixtures("two_processes")
def test_where_a_process_is_lost_the_rest_is_made_here(tmp_path: Path) -> None:
    """A machine that stops a process, or allows none, costs time and no file."""
    found = made(tmp_path, {WORD: Maker(lost_elsewhere, nothing)}, formats=(WORD,))
    assert held(found) == held(made(tmp_path, NEVER, formats=(WORD,)))
    assert len(found.made) > 20


@pytest.mark.usefixtures("two_processes")
def test_where_no_process_can_be_started_files_are_made_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that allows no further process costs time, and nothing else."""

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(engine, "ProcessPoolExecutor", refuse)
    assert held(made(tmp_path))


def test_a_bench_can_be_sent_to_another_process(tmp_path: Path) -> None:
    """Where processes cannot be copied, the work is sent, and makes the same."""
    bench = Bench(corpus(), DAY, VERSIONS, QUICK, tmp_path)
    job = Job(ACUTE, corpus().document(ACUTE).versions[0].number, None, ((PDF, "nokkel"),))  # type: ignore[union-attr]
    here = bench.do(job)
    assert here[0].place
    assert pickle.loads(pickle.dumps(bench)).do(job) == here  # noqa: S301 - our own records


@pytest.mark.parametrize("processes", [1, 2])
def test_a_file_that_fails_its_check_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    """All that failed is told at once, by file and line, with the point; what was made well is kept for next time."""
    monkeypatch.setattr(engine, "_WORTH_IT", 1 if processes > 1 else 1000)
    makers = {WORD: QUICK[WORD], PDF: Maker(refused, nothing)}
    with pytest.raises(AvtaleverkError, match="filer kunne ikke lages") as caught:
        made(tmp_path, makers)
    findings = [f for f in caught.value.findings if f.path == f"{DISCHARGE}/2.0.md"]
    version = corpus().document(DISCHARGE).version("2.0")  # type: ignore[union-attr]
    assert version
    assert {f.line for f in findings} == {version.body_line}
    assert str(findings[0]).endswith(
        "PDF-fila av versjon 2.0 kunne ikke lages. Godta alle gir ikke den nye teksten. fil: Forskjellen begynner i punkt 4.1"
    )
    assert "PDF-fila av endringene fra versjon 1.0 til 2.0 kunne ikke lages" in str(findings[1])
    assert made(tmp_path, {**NEVER, PDF: QUICK[PDF]})


@pytest.mark.usefixtures("one_process")
def test_what_a_library_does_not_manage_is_a_finding(tmp_path: Path) -> None:
    """Whatever goes wrong within a package, the editor gets no traceback."""
    with pytest.raises(AvtaleverkError) as caught:
        made(tmp_path, {WORD: Maker(broken, nothing)}, formats=(WORD,))
    assert all(
        f.message.endswith("kunne ikke lages. IndexError: list index out of range") for f in caught.value.findings
    )


def test_what_is_not_installed_is_told_once(tmp_path: Path) -> None:
    """The build stops before the first file, and says what to install."""
    makers = {WORD: QUICK[WORD], PDF: Maker(plain, missing, extra="pdf")}
    with pytest.raises(AvtaleverkError, match=r"weasyprint.*avtaleverk\[pdf\]") as caught:
        made(tmp_path, makers)
    assert caught.value.findings == ()


def test_a_disk_that_is_full_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault names the folder, and is no traceback."""

    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(engine, "_WORTH_IT", 1000)
    monkeypatch.setattr(engine, "shelve", full)
    with pytest.raises(AvtaleverkError) as caught:
        made(tmp_path)
    assert all(f"Kan ikke skrive i {tmp_path}: disken er full" in str(f) for f in caught.value.findings)


@pytest.mark.usefixtures("one_process")
def test_the_editor_sees_how_far_it_has_come(tmp_path: Path) -> None:
    """Files take long to make, so each of them is counted."""
    out = Terminal()
    make_downloads(Bench(corpus(), DAY, VERSIONS, QUICK, tmp_path), (WORD,), Progress(out))
    total = len(names(tmp_path))
    assert [f"Lager filer: {n} av {total}" in out.getvalue() for n in (1, 12, total)] == [True] * 3
    silent = Terminal()
    make_downloads(Bench(corpus(), DAY, VERSIONS, QUICK, tmp_path), (WORD,), Progress(silent))
    assert silent.getvalue() == ""


@pytest.mark.usefixtures("one_process")
def test_what_nobody_has_used_for_a_month_is_forgotten(tmp_path: Path) -> None:
    """A file that a build uses stays however old it is; a file of a text long gone is removed, and so are leavings."""
    used = made(tmp_path).made[0].origin
    now = time.time()
    for name, age in (
        (used.name, 2 * KEEP_SECONDS),
        ("borte-1.pdf", 2 * KEEP_SECONDS),
        (".nytt-x", 2 * REFRESH_SECONDS),
    ):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (now - age, now - age))
    (tmp_path / "ung-1.pdf").touch()
    (tmp_path / ".nytt-y").touch()
    made(tmp_path, NEVER)
    left = set(os.listdir(tmp_path))  # noqa: PTH208 - names are what is asked for
    assert {used.name, "ung-1.pdf", ".nytt-y"} <= left
    assert left.isdisjoint({"borte-1.pdf", ".nytt-x"})


def test_the_real_files_are_what_they_are_called(tmp_path: Path) -> None:
    """A difference becomes a Word file with tracked changes and a PDF, and the Word file shows the pictures there are."""
    found = read_corpus(BASE).corpus
    assert found
    bench = Bench(found, DAY, BASE, MAKERS, tmp_path)
    word, pdf = bench.do(Job("retningslinjer/01-utskriving", "2.0", "1.0", ((WORD, "a"), (PDF, "b"))))
    assert (word.fault, pdf.fault) == ("", "")
    assert word.place
    assert pdf.place
    with zipfile.ZipFile(word.place) as package:
        assert "<w:ins " in package.read("word/document.xml").decode()
        assert [name for name in package.namelist() if name.startswith("word/media/")]
    assert pdf.place.read_bytes().startswith(b"%PDF-")
