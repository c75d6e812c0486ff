"""``avtaleverk.lock`` as a file: what is written is read again, and whatever is damaged is said."""

import base64
import re
import shutil
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lock_folder import ATTACHMENT, BASE, VERSION, chain, edit, findings, lines_of, run, write_lines

from avtaleverk.corpus.fields import VERSION_PATTERN
from avtaleverk.corpus.files import MAX_BYTES
from avtaleverk.history import lock_file
from avtaleverk.history.chain import check_chain
from avtaleverk.history.lock_file import HEADER, LOCK, digest_of, format_lock, parse_lock, seal
from avtaleverk.model.findings import Severity


@pytest.fixture
def began() -> date:
    """Return the day on which a test begins, which need not be the one on which it ends."""
    return date.today()  # noqa: DTZ011 - the day of the editor


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a copy of the small corpus with every approved text locked."""
    root = Path(shutil.copytree(BASE, tmp_path / "korpus"))
    assert run(root) == 0
    return root


folders = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
numbers = st.from_regex(VERSION_PATTERN, fullmatch=True)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


approvals = st.sampled_from(["", "-", "ssu", "et organ %"]), st.sampled_from(["", "2024-09-26"])


@given(st.lists(st.builds(seal, folders, numbers, texts, *approvals), max_size=6, unique_by=lambda e: e.key))
@example([seal("# retningslinjer/01 a", "1.0", ""), seal("<<<<<<< a", "1", "\r\n\x00"), seal("a%0A b ", "2", "\n# b")])
@example([seal("-", "1", "-", "-", "-"), seal("\u2028\xa0\x85", "1", "")])
def test_what_is_written_is_read_again(entries: list[lock_file.Locked]) -> None:
    """Any text under any folder and number comes back as it was locked, in its place, with no finding."""
    written = format_lock(HEADER, chain(entries))
    read = parse_lock(written)
    assert (read.findings, list(check_chain(read)), read.unchained) == ((), [], ())
    assert [replace(e, own="", since="") for e in read.entries] == entries
    assert all(digest_of(locked.text) == locked.digest for locked in read.entries)
    assert format_lock(read.kept, ()) == written


@given(st.lists(st.builds(seal, folders, numbers, texts), max_size=6, unique_by=lambda e: e.key))
@example([seal("# retningslinjer/01 a", "1.0", ""), seal("<<<<<<< a", "1", "\r\n\x00"), seal("a%0A b ", "2", "\n# b")])
def test_the_form_from_before_the_chain_is_read(entries: list[lock_file.Locked]) -> None:
    """A file of the first form gives the same texts, and one word that it is to be made a chain."""
    unsafe = re.compile(r"[%\r\n]|^[#<=>|]")
    lines = [f"{unsafe.sub(escape, e.folder)} {e.number} {e.digest} {e.packed}" for e in entries]
    read = parse_lock("\n".join(lines))
    assert (list(read.entries), read.findings, read.unchained) == (entries, (), tuple(entries))
    assert [f.severity for f in check_chain(read)] == [Severity.WARNING] * bool(entries)


def escape(m: re.Match[str]) -> str:
    return f"%{ord(m[0]):02X}"


@given(texts)
def test_only_the_white_space_at_the_end_is_left_out(text: str) -> None:
    """The text in the lock is the text, but for white space after its last sign."""
    assert seal("a", "1", text).text == text.rstrip()
    assert seal("a", "1", f"{text} \n\n").digest == seal("a", "1", text).digest


@given(st.text(max_size=200) | st.lists(st.sampled_from(["<<<<<<<", "a 1.0", "#", "eJw", " ", "\n"])).map("".join))
def test_any_text_is_read_or_reported(text: str) -> None:
    """Whatever lies in the file, each finding has its line and its cure, and nothing is raised."""
    for finding in parse_lock(text).findings:
        assert 1 <= finding.line <= text.count("\n") + 1
        assert finding.hint
        assert "\n" not in str(finding)


@given(texts, st.integers(0), st.characters(min_codepoint=33, max_codepoint=126))
def test_no_sign_of_a_text_can_be_changed_unseen(text: str, at: int, sign: str) -> None:
    """Another sign anywhere in hash or text is a finding, or the text is the same after all."""
    locked = seal("a", "1", text)
    parts = f"{locked.digest} {locked.packed}"
    place = at % len(parts)
    read = parse_lock(f"a 1 {parts[:place]}{sign}{parts[place + 1 :]}\n")
    assert read.findings or [e.text for e in read.entries] == [locked.text]


def test_the_file_says_what_it_is(began: date, corpus: Path) -> None:
    """It begins with a comment in Norwegian that names the command, and has one line for each version."""
    first, second, *rest = lines_of(corpus)
    assert first.startswith("# De vedtatte tekstene")
    assert "avtaleverk lås" in first
    assert second.startswith("# ")
    day = rest[0].split(" ")[3]
    assert began <= date.fromisoformat(day) <= date.today()  # noqa: DTZ011 - the day of the editor
    assert [line.split(" ")[3:-2] for line in rest] == [
        [day, "avtaler/samarbeidsavtalen", "2023", "styringsgruppa", "2023-03-01"],
        [day, "retningslinjer/01-utskriving", "1.0", "utvalget", "2022-02-10"],
        [day, "retningslinjer/01-utskriving", "2.0", "utvalget", "2023-05-10"],
        [day, ATTACHMENT, "1.0", "utvalget", "2022-02-10"],
    ]


# --- a damaged file -------------------------------------------------------------------------------------------


def packed(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def line(number: str = "1.0", digest: str = "", text: str = "Tekst", body: str = "", folder: str = "a") -> str:
    whole = body or packed(zlib.compress(text.encode()))
    return f"{folder} {number} {digest or digest_of(text)} {whole}"


BOMB = b"a" * (MAX_BYTES + 1)
SHAPE = "Linja er skadet: den skal ha mappe, versjon, kontrollsum og tekst"
UNPACKED = "Linja er skadet: teksten kan ikke pakkes ut"
UNEQUAL = "Linja er skadet: teksten og kontrollsummen passer ikke sammen"
MARK = "Linja er et merke etter en flettekonflikt i git"
DAMAGED = [
    ("tull", SHAPE),
    ("a 1.0", SHAPE),
    ("a 1.0 abc eJw", SHAPE),
    (f"a 1.0 {'a' * 64}", SHAPE),
    (line().replace(" ", "\t"), SHAPE),
    (line(number="én"), SHAPE),
    (line(number="../1"), SHAPE),
    (line(number=""), SHAPE),
    (line(digest="a" * 63), SHAPE),
    (line(digest="A" * 64), SHAPE),
    (line(digest="g" * 64), SHAPE),
    (f"{line()} slutt", SHAPE),
    ("\x00\x00\x00", SHAPE),
    (line(digest="a" * 64), UNEQUAL),
    (line(digest=digest_of("Annen tekst")), UNEQUAL),
    (line(body="!!!"), UNPACKED),
    (line(body="æøå"), UNPACKED),
    (line(body="abcde"), UNPACKED),
    (line(body="eJw="), UNPACKED),
    (line()[:-8], UNPACKED),
    (line(body=packed(b"Tekst")), UNPACKED),
    (line(body=packed(zlib.compress(b"Tekst")[:-1])), UNPACKED),
    (line(body=packed(zlib.compress(b"Tekst") + b"mer")), UNPACKED),
    (line(body=packed(zlib.compress(b"Tekst") * 2)), UNPACKED),
    (line(body=packed(zlib.compress(b"\xff\xfe"))), UNPACKED),
    (line(body=packed(zlib.compress(BOMB))), "Linja er skadet: teksten er større enn 5 MB"),
    (line(body=packed(zlib.compress(BOMB * 9)), digest=digest_of("a")), "Linja er skadet: teksten er større enn 5 MB"),
    ("<<<<<<< HEAD", MARK),
    ("=======", MARK),
    (">>>>>>> grein", MARK),
    ("||||||| 1a2b3c", MARK),
    (f"{line()}\n{line()}", "Versjon 1.0 av a står også på linje 3"),
    (f"{line()}\n{line(text='Annen')}", "Versjon 1.0 av a står også på linje 3"),
]


@pytest.mark.parametrize(("damage", "message"), DAMAGED)
def test_a_damaged_line(damage: str, message: str) -> None:
    """A line that cannot be used is one finding with its number and a cure; the lines around it are read."""
    text = f"# merknad\n\n{damage}\n{line(folder='b')}\n"
    read = parse_lock(text)
    assert [(f.path, f.line, f.message) for f in read.findings] == [(LOCK, 3 + damage.count("\n"), message)]
    assert read.findings[0].hint
    assert read.entries[-1].folder == "b"


def test_all_damage_is_told_at_once() -> None:
    """Each damaged line is a finding of its own, however many there are."""
    assert len(parse_lock("\n".join(damage for damage, _ in DAMAGED)).findings) >= len(DAMAGED)


def test_the_cure_for_a_double_depends_on_the_texts() -> None:
    """Of two equal lines either may go; of two texts the approved one must stay."""
    same, other = (parse_lock(f"{line()}\n{second}").findings[0] for second in (line(), line(text="Annen")))
    assert same.hint == "Slett en av linjene"
    assert "den som ble vedtatt" in other.hint


def test_damage_and_edits_are_told_together(corpus: Path) -> None:
    """One damaged line does not hide an edit behind another, and is not taken for a text that is not locked."""
    edit(corpus, "24 timer", "48 timer")
    lines = lines_of(corpus)
    write_lines(corpus, [*lines[:2], lines[2][:-9], *lines[3:]])
    assert sorted(f.path for f in findings(corpus)) == [LOCK, VERSION]


def spoil_bytes(place: Path) -> None:
    place.write_bytes(b"\xff\xfe\x00")


def spoil_folder(place: Path) -> None:
    place.unlink()
    place.mkdir()


def spoil_link(place: Path) -> None:
    place.unlink()
    place.symlink_to(place.parent.parent / "utenfor")


def spoil_loop(place: Path) -> None:
    place.unlink()
    place.symlink_to(place)


@pytest.mark.parametrize("spoil", [spoil_bytes, spoil_folder, spoil_link, spoil_loop])
def test_a_file_that_cannot_be_read(corpus: Path, spoil: Callable[[Path], None]) -> None:
    """Bytes that are no text, a folder of that name, a link that leads out or nowhere: one error with a cure."""
    (corpus.parent / "utenfor").write_text("", "utf-8")
    spoil(corpus / LOCK)
    (finding,) = findings(corpus)
    assert (finding.path, finding.severity) == (LOCK, Severity.ERROR)
    assert finding.hint
    assert run(corpus) == 1


def test_a_file_that_is_too_large(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock may be many times larger than a text, and even so has a limit with a cure of its own."""
    monkeypatch.setattr(lock_file, "_MOST", 100)
    (finding,) = findings(corpus)
    assert "større enn" in finding.message
    assert "dokumenter" not in finding.hint
