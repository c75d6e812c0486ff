"""What the lock finds: an approved text that was edited, is gone, has moved, or is not locked."""

import shutil
from pathlib import Path

import pytest
from lock_folder import (
    ATTACHMENT,
    BASE,
    COUNT,
    DAY,
    OLDER,
    ROOT,
    VERSION,
    edit,
    findings,
    forget,
    lines_of,
    run,
    write_lines,
)

from avtaleverk.corpus import read_corpus
from avtaleverk.history import lock, read_checked
from avtaleverk.history.lock import check_lock, renew
from avtaleverk.history.lock_file import LOCK, Lock, read_lock
from avtaleverk.model.findings import AvtaleverkError, Finding, Severity


@pytest.fixture
def open_corpus(tmp_path: Path) -> Path:
    """Return a copy of the small corpus, where nothing is locked."""
    return Path(shutil.copytree(BASE, tmp_path / "korpus"))


@pytest.fixture
def corpus(open_corpus: Path) -> Path:
    """Return a copy of the small corpus with every approved text locked."""
    assert run(open_corpus) == 0
    return open_corpus


def test_a_locked_folder_has_no_findings(corpus: Path) -> None:
    """Texts that are as they were locked give nothing."""
    assert findings(corpus) == []


def test_an_edited_text_is_an_error_that_shows_the_edit(corpus: Path) -> None:
    """The finding names file, line, point and words, says what to do, and carries the redline."""
    edit(corpus, "24 timer, se", "48 timer, se")
    line = (corpus / VERSION).read_text("utf-8").split("\n").index(
        "Sykehuset varsler kommunen innen 48 timer, se vedlegg 1.1."
    ) + 1  # fmt: skip
    (finding,) = findings(corpus)
    assert (finding.path, finding.line, finding.severity) == (VERSION, line, Severity.ERROR)
    assert finding.message == (
        "Den vedtatte teksten er endret etter at den ble låst: punkt 1 (1 ord lagt til, 1 ord slettet)"
    )
    assert finding.hint == (
        "Sett teksten tilbake, eller lag en ny versjon. "
        "Er det bare en skrivefeil, gir du den nye versjonen endringstype: retting"
    )
    assert "innen [-24-][+48+] timer, se vedlegg 1.1." in finding.detail


def test_an_edit_stops_every_reading_of_the_folder(corpus: Path) -> None:
    """A build has no corpus to build from where an approved text was edited."""
    edit(corpus, "24 timer", "48 timer")
    assert read_checked(corpus).corpus is None


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("## 2 Svar", "## 3 Svar", "punkt 3 (ordene er de samme)"),
        ("## 2 Svar\n", "", "punkt 2 (1 ord slettet)"),
        ("24 timer", "**24** timer", "punkt 1 (ordene er de samme)"),
        ("24 timer", "24\u00a0timer", "bare anførselstegn, streker eller mellomrom"),
        ("## 1 Varsel", "Før alt annet.\n\n## 1 Varsel", "innledningen (3 ord lagt til)"),
        ("## 2 Svar", "## Svar\x1b[31m" + "a" * 90, "«Svar"),
    ],
)
def test_the_edit_is_said_in_words(corpus: Path, old: str, new: str, words: str) -> None:
    """New numbers, headings, looks and mere signs are errors too, and said for what they are, in one line."""
    edit(corpus, old, new)
    (finding,) = (f for f in findings(corpus) if f.severity is Severity.ERROR)
    assert words in finding.message
    assert len(str(finding).encode()) < 500
    assert not any(sign in str(finding) for sign in "\n\x1b")
    assert finding.detail


def test_mere_signs_are_shown_as_lines(corpus: Path) -> None:
    """Where a redline has nothing to mark, the lines of the file before and after are shown."""
    edit(corpus, "24 timer", "24\u00a0timer")
    (finding,) = findings(corpus)
    assert finding.detail.split("\n") == [
        "-Sykehuset varsler kommunen innen 24 timer, se vedlegg 1.1.",
        "+Sykehuset varsler kommunen innen 24\u00a0timer, se vedlegg 1.1.",
    ]


def test_many_points_are_counted(corpus: Path) -> None:
    """The line of a finding names three points and counts the others, and the redline is cut with a word of it."""
    text = "".join(f"## {n} Tittel {n}\n\nHer står det noe om sak nummer {n}.\n\n" for n in range(1, 40))
    (corpus / OLDER).write_text(f'---\nversjon: "1.1"\ngodkjent_av: utvalget\n---\n{text}', "utf-8")
    (corpus / OLDER).rename(corpus / OLDER.replace("1.0", "1.1"))
    forget(corpus, "utskriving 1.0")
    assert run(corpus) == 0
    edit(corpus, "noe om", "alt om", OLDER.replace("1.0", "1.1"))
    (finding,) = findings(corpus)
    assert "punkt 1, punkt 2, punkt 3 og 36 andre punkter (39 ord lagt til, 39 ord slettet)" in finding.message
    lines = finding.detail.split("\n")
    assert len(lines) < 30
    assert any("[-noe-][+alt+]" in line for line in lines)
    assert lines[-1].startswith("… og ")
    assert lines[-1].endswith(" linjer til")


def test_an_edit_far_down_in_a_long_point_is_shown(corpus: Path) -> None:
    """Of a point with more lines than are shown, those with marks come first."""
    items = "".join(f"- Ledd nummer {n}\n" for n in range(60))
    edit(corpus, "## 2 Svar", f"## 2 Svar\n\n{items}")
    forget(corpus, "utskriving 2.0")
    assert run(corpus) == 0
    edit(corpus, "Ledd nummer 55", "Ledd tall 55")
    (finding,) = findings(corpus)
    assert "Ledd [-nummer-][+tall+] 55" in finding.detail
    assert "Ledd nummer 3\n" not in finding.detail


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("varsler kommunen", "varsler\nkommunen"),
        ("\n", "\r\n"),
        ("i samarbeidsavtalen.", "i samarbeidsavtalen.  \n\n\n"),
        ("\n## 2 Svar", "\n\n\n## 2 Svar"),
        ("innen 24 timer, se", "innen  24 timer, se"),
    ],
)
def test_what_no_reader_sees_is_no_edit(corpus: Path, old: str, new: str) -> None:
    """Line ends, the end of the file, other wrapping and blank lines leave the text as it was."""
    edit(corpus, old, new)
    assert findings(corpus) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("gjelder_fra: 2023-06-01", "gjelder_fra: 2023-06-02\ngjelder_til: 2027-12-31"),
        ("godkjent: 2023-05-10\n", ""),
        ("endringstype: innhold\n", "endringstype: innhold\ntittel: En annen tittel\ntilslutning: []\n"),
    ],
)
def test_metadata_are_not_locked(corpus: Path, old: str, new: str) -> None:
    """Dates, titles and ratifications may follow after the approval."""
    edit(corpus, old, new)
    assert findings(corpus) == []


def test_a_text_that_is_no_longer_approved(corpus: Path) -> None:
    """A locked version without godkjent_av is an error in its own file, and an edit of it is told as well."""
    edit(corpus, "godkjent_av: utvalget\n", "")
    (finding,) = findings_without_date(corpus)
    assert (finding.path, finding.line, finding.severity) == (VERSION, 2, Severity.ERROR)
    assert "har ikke lenger godkjent_av" in finding.message
    edit(corpus, "24 timer", "48 timer")
    assert len(findings_without_date(corpus)) == 2


def findings_without_date(root: Path) -> list[Finding]:
    """Return the findings of a version whose date of approval is gone with its body."""
    text = (root / VERSION).read_text("utf-8")
    (root / VERSION).write_text(text.replace("godkjent: 2023-05-10\n", ""), "utf-8")
    return findings(root)


def test_a_text_that_is_gone(corpus: Path) -> None:
    """A locked version whose file was deleted is an error at its line of the lock."""
    (corpus / OLDER).unlink()
    (finding,) = findings(corpus)
    assert (finding.path, finding.severity) == (LOCK, Severity.ERROR)
    assert "retningslinjer/01-utskriving 1.0 " in lines_of(corpus)[finding.line - 1]
    assert finding.message == "retningslinjer/01-utskriving 1.0 er låst som vedtatt, men fila er borte"


def test_a_document_that_was_renamed(corpus: Path) -> None:
    """The same text, approved, with the same number in another folder is a move: a warning, and one only."""
    (corpus / ATTACHMENT).rename(corpus / ATTACHMENT.replace("sjekkliste", "liste over alt"))
    (finding,) = findings(corpus)
    assert (finding.path, finding.severity) == (LOCK, Severity.WARNING)
    assert finding.message.endswith("teksten ligger nå i retningslinjer/01-utskriving/vedlegg/1.1-liste over alt")
    assert "Kjør avtaleverk lås" in finding.hint


def test_a_document_that_was_renamed_and_edited(corpus: Path) -> None:
    """A text that moved and changed at once is gone from the one place and not locked in the other."""
    target = ATTACHMENT.replace("sjekkliste", "liste")
    (corpus / ATTACHMENT).rename(corpus / target)
    edit(corpus, "versjon:", "# merknad\nversjon:", f"{target}/1.0.md")
    with (corpus / target / "1.0.md").open("a", encoding="utf-8") as file:
        file.write("\n\nEt avsnitt til.\n")
    assert sorted(f.severity for f in findings(corpus)) == [Severity.WARNING, Severity.ERROR]


def test_a_text_that_is_locked_itself_is_nobody_elses_new_home(corpus: Path) -> None:
    """Where one of two equal texts is deleted, the other one does not stand in for it."""
    twin = corpus / ATTACHMENT.replace("1.1-sjekkliste", "1.2-kopi")
    shutil.copytree(corpus / ATTACHMENT, twin)
    index = twin / "index.md"
    index.write_text(index.read_text("utf-8").replace("1.1", "1.2"), "utf-8")
    assert run(corpus) == 0
    shutil.rmtree(twin)
    (finding,) = findings(corpus)
    assert "1.2-kopi 1.0 er låst som vedtatt, men fila er borte" in finding.message


def test_each_of_two_equal_texts_has_a_home_of_its_own(corpus: Path) -> None:
    """Two documents with one and the same text that both move are two moves, to two places."""
    twin = corpus / ATTACHMENT.replace("1.1-sjekkliste", "1.2-kopi")
    shutil.copytree(corpus / ATTACHMENT, twin)
    index = twin / "index.md"
    index.write_text(index.read_text("utf-8").replace("1.1", "1.2"), "utf-8")
    assert run(corpus) == 0
    (corpus / ATTACHMENT).rename(corpus / f"{ATTACHMENT}-ny")
    twin.rename(f"{twin}-ny")
    assert [f.severity for f in findings(corpus)] == [Severity.WARNING] * 2
    assert run(corpus) == 0
    assert findings(corpus) == []


def test_a_text_that_is_not_locked(corpus: Path) -> None:
    """An approved version that the lock does not hold is a warning in its own file."""
    forget(corpus, "utskriving 2.0")
    (finding,) = findings(corpus)
    assert (finding.path, finding.line, finding.severity) == (VERSION, 3, Severity.WARNING)
    assert (finding.message, finding.hint) == ("Den vedtatte teksten er ikke låst", "Kjør avtaleverk lås")


def test_an_empty_lock_holds_nothing(corpus: Path) -> None:
    """A lock file without lines is a lock file: each approved text is missing in it."""
    write_lines(corpus, [])
    assert [f.message for f in findings(corpus)] == ["Den vedtatte teksten er ikke låst"] * COUNT


def test_no_lock_is_no_finding(open_corpus: Path) -> None:
    """A folder that does not lock its texts is sound."""
    assert findings(open_corpus) == []


def test_a_redline_that_fails_does_not_hide_the_edit(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the texts cannot be marked, the edit is an error all the same, with its lines."""

    def fail(*_: object) -> None:
        msg = "kan ikke merkes"
        raise AvtaleverkError(msg)

    monkeypatch.setattr(lock, "compare", fail)
    edit(corpus, "24 timer", "48 timer")
    (finding,) = findings(corpus)
    assert finding.message == "Den vedtatte teksten er endret etter at den ble låst"
    assert "+Sykehuset varsler kommunen innen 48 timer" in finding.detail


def test_the_telemark_texts_are_locked() -> None:
    """Every approved text of the demonstration is in the lock, as it is, and locking would add nothing."""
    read = read_corpus(ROOT).corpus
    held = read_lock(ROOT)
    assert read is not None
    assert isinstance(held, Lock)
    assert list(check_lock(read, held)) == []
    renewal = renew(read, held, DAY)
    assert renewal.links == ()
    assert renewal.text == (ROOT / LOCK).read_text("utf-8")
