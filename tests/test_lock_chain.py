"""The chain of the lock: what was done to a line is found, merges are gathered, and who approved what can be told."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lock_folder import ATTACHMENT, BASE, DAY, VERSION, chain, edit, findings, lines_of, run, write_lines

from avtaleverk.cli import main
from avtaleverk.corpus import read_corpus
from avtaleverk.history.chain import approvals, check_chain
from avtaleverk.history.lock import release, renew
from avtaleverk.history.lock_file import HEADER, LOCK, Lock, digest_of, parse_lock, read_lock, seal
from avtaleverk.history.lock_lines import Act, format_link, new_link, parse_link
from avtaleverk.model.findings import Finding, Severity

TEXTS = [seal("a", "1.0", "Én", "ssu", "2022-01-01"), seal("a", "1.1", "To"), seal("b", "2.0", "Tre", "ssu")]
LINKS = list(chain(TEXTS))
LINES = [format_link(link) for link in LINKS]
ALTERED = "Linja er endret etter at den ble skrevet: kontrollsummen passer ikke"
REMOVED = "Linja før denne er tatt bort eller skiftet ut"


def faults(lines: list[str]) -> list[tuple[int, str]]:
    """Return the chain's findings by line, the first line of the chain being 1."""
    lock = parse_lock("".join(f"{line}\n" for line in lines))
    assert lock.findings == ()
    assert all(f.hint for f in check_chain(lock))
    return [(f.line, f.message) for f in check_chain(lock)]


def with_text(line: str, text: str, *, hashed: bool = False) -> str:
    """Return a line with another text whose own hash fits; with ``hashed`` the line's hash is made to fit as well."""
    link, new = parse_link(line, 0), seal("", "", text)
    assert link is not None
    if hashed:
        fields = link.fields[1:5]
        return format_link(new_link(link.act, link.parents, DAY, *fields, new.digest, new.packed))
    return line.replace(link.told("kontrollsum"), new.digest).replace(link.told("tekst"), new.packed)


def test_a_whole_chain_has_no_faults() -> None:
    """What the command writes hangs together."""
    assert faults(LINES) == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([LINES[0], with_text(LINES[1], "2"), LINES[2]], [(2, ALTERED)]),
        ([LINES[0].replace("ssu", "fsu"), *LINES[1:]], [(1, ALTERED)]),
        ([LINES[0], with_text(LINES[1], "2", hashed=True), LINES[2]], [(3, REMOVED)]),
        ([LINES[0], LINES[2]], [(2, REMOVED)]),
        (LINES[1:], [(1, REMOVED)]),
        ([LINES[1], LINES[0], LINES[2]], [(1, "Linjene har byttet plass")]),
        ([LINES[0], LINES[2], LINES[1]], [(2, "Linjene har byttet plass")]),
        ([*LINES, LINES[0]], [(4, "Linja står også på linje 1")]),
        ([*LINES, format_link(next(chain([seal("c", "1", "x")])))], [(4, "Kjeden deler seg")]),
        ([*LINES, format_link(next(chain([seal("c", "1", "x")], on=LINKS[0].own)))], [(4, "Kjeden deler seg")]),
        ([*LINES, format_link(next(chain([seal("c", "1", "x")], on="a" * 64)))], [(4, REMOVED)]),
    ],
)
def test_each_tampering_is_one_fault_at_its_line(lines: list[str], found: list[tuple[int, str]]) -> None:
    """A line altered, taken away, put in, moved or doubled is named for what it is, where it is."""
    read = faults(lines)
    assert [line for line, _ in read] == [line for line, _ in found]
    assert all(message.startswith(words) for (_, message), (_, words) in zip(read, found, strict=True))


@given(st.integers(0, 2), st.integers(0), st.characters(min_codepoint=33, max_codepoint=126))
def test_no_sign_of_a_line_can_be_changed_unseen(which: int, at: int, sign: str) -> None:
    """Another sign anywhere in any line but its last is a finding: in it, in the one after, or in the file."""
    line = LINES[which]
    place = at % len(line)
    changed = f"{line[:place]}{sign}{line[place + 1 :]}"
    lock = parse_lock("\n".join([*LINES[:which], changed, *LINES[which + 1 :]]))
    assert changed == line or lock.findings or list(check_chain(lock))


@given(st.lists(st.integers(0, 2), max_size=6))
def test_only_the_chain_itself_and_its_beginnings_are_whole(order: list[int]) -> None:
    """Any other choice of the lines, in any other order, has a fault."""
    is_whole = not faults([LINES[n] for n in order])
    assert is_whole == (order == list(range(len(order))))


# --- the folder -----------------------------------------------------------------------------------------------


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a copy of the small corpus with every approved text locked."""
    root = Path(shutil.copytree(BASE, tmp_path / "korpus"))
    assert run(root) == 0
    return root


def lock_of(root: Path) -> Lock:
    lock = read_lock(root)
    assert lock is not None
    return lock


def add_version(root: Path, number: str) -> None:
    text = (root / VERSION).read_text("utf-8")
    newer = root / VERSION.replace("2.0", number)
    newer.write_text(text.replace('versjon: "2.0"', f'versjon: "{number}"').replace("24 timer", f"{number} t"), "utf-8")


def test_a_folder_with_a_broken_chain_is_not_read(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``sjekk`` fails, and locking refuses, until the file is what it was."""
    lines = lines_of(corpus)
    write_lines(corpus, [*lines[:3], *lines[4:]])
    assert run(corpus, name="sjekk") == 1
    assert REMOVED in capsys.readouterr().err
    assert run(corpus) == 1


def test_two_branches_that_were_merged(corpus: Path) -> None:
    """Lines from both sides are a warning until the command has gathered them; none of them is written anew."""
    base = lines_of(corpus)
    add_version(corpus, "2.1")
    assert run(corpus) == 0
    one = lines_of(corpus)[len(base) :]
    write_lines(corpus, base)
    (corpus / VERSION.replace("2.0", "2.1")).unlink()
    add_version(corpus, "2.2")
    assert run(corpus) == 0
    add_version(corpus, "2.1")
    both = [*lines_of(corpus), *one]
    write_lines(corpus, both)
    assert [(f.severity, f.message[:16]) for f in findings(corpus) if f.path == LOCK] == [
        (Severity.WARNING, "Kjeden deler seg")
    ]
    assert run(corpus) == 0
    assert lines_of(corpus)[: len(both)] == both
    assert lines_of(corpus)[-1].startswith("samlet ")
    assert findings(corpus) == []
    assert len(lock_of(corpus).heads) == 1


def test_a_version_that_both_branches_locked(corpus: Path) -> None:
    """The same text locked twice, on different days, is the same text; two different texts are an error."""
    lock = lock_of(corpus)
    base = "\n".join(lines_of(corpus))
    one, other = (format_link(next(chain([seal("c", "1", text)], on=lock.heads[0]))) for text in ("x", "y"))
    same = format_link(next(chain([seal("c", "1", "x", "ssu")], on=lock.heads[0])))
    assert parse_lock(f"{base}\n{one}\n{same}").findings == ()
    (finding,) = parse_lock(f"{base}\n{one}\n{other}").findings
    assert "Tekstene er ulike" in finding.hint


def test_a_file_from_before_the_chain_becomes_one(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One warning says that it will; the command does it, says so, and takes who approved from the files."""
    chained = lock_of(corpus)
    header = "# Hver linje har mappe, versjon, kontrollsum (SHA-256) og selve teksten (zlib og base64)."
    lines = [f"{e.folder} {e.number} {e.digest} {e.packed}" for e in chained.entries]
    write_lines(corpus, [HEADER[0], header, *lines])
    (warning,) = findings(corpus)
    assert (warning.line, warning.severity) == (3, Severity.WARNING)
    assert warning.message == "Låsen er i den gamle formen, uten kjede"
    capsys.readouterr()
    assert run(corpus) == 0
    assert "4 tekster er nå en del av kjeden." in capsys.readouterr().out
    assert findings(corpus) == []
    assert lock_of(corpus).entries == chained.entries
    assert tuple(lines_of(corpus)[:2]) == HEADER


def test_an_old_line_that_a_merge_brought(corpus: Path) -> None:
    """A line of the first form among those of the chain is taken in; the chain before it stays as it is."""
    before = lines_of(corpus)
    add_version(corpus, "2.1")
    body = next(v.body for v in read(corpus, VERSION.replace("2.0.md", "")) if v.number == "2.1")
    old = seal(VERSION.removesuffix("/2.0.md"), "2.1", body)
    write_lines(corpus, [*before, f"{old.folder} {old.number} {old.digest} {old.packed}"])
    (warning,) = findings(corpus)
    assert warning.message == "Linja er i den gamle formen og henger ikke i kjeden"
    assert run(corpus) == 0
    assert lines_of(corpus)[:-1] == before
    assert findings(corpus) == []


def read(root: Path, folder: str) -> tuple:  # type: ignore[type-arg]
    corpus = read_corpus(root).corpus
    assert corpus is not None
    return next(d.versions for d in corpus.all_documents() if d.folder == folder.strip("/"))


def test_a_text_that_should_not_have_been_locked(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is let go by a line that says so; then it may change, and be locked again."""
    edit(corpus, "godkjent_av: utvalget\ngodkjent: 2023-05-10\n", "")
    (finding,) = findings(corpus)
    words = finding.hint.split("avtaleverk lås ")[1].split(" ")
    capsys.readouterr()
    assert run(corpus, *words) == 0
    assert capsys.readouterr().out == "Låsen har sluppet retningslinjer/01-utskriving 2.0, og sier at den har det.\n"
    assert findings(corpus) == []
    assert "2.0" not in {e.number for e in lock_of(corpus).entries}
    edit(corpus, 'versjon: "2.0"\n', 'versjon: "2.0"\ngodkjent_av: utvalget\ngodkjent: 2023-06-10\n')
    assert run(corpus) == 0
    assert findings(corpus) == []
    assert [line.split(" ")[0] for line in lines_of(corpus)[2:]] == ["låst"] * 4 + ["sluppet", "låst"]


def test_a_text_that_is_not_locked_cannot_be_let_go(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The finding says what is locked, and nothing is written."""
    before = lines_of(corpus)
    assert run(corpus, "--slipp", "retningslinjer/01-utskriving", "9.0") == 1
    assert "Låst er 1.0, 2.0" in capsys.readouterr().err
    assert run(corpus, "--slipp", "retningslinjer/99", "1.0") == 1
    assert "Skriv mappa slik den står i låsen" in capsys.readouterr().err
    assert lines_of(corpus) == before


def test_who_approved_is_held_against_the_lock(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another body or day than the locked one is a warning, until the command tells of the correction in a new line."""
    edit(corpus, "godkjent: 2023-05-10", "godkjent: 2023-05-11")
    (finding,) = findings(corpus)
    assert (finding.path, finding.field, finding.severity) == (VERSION, "godkjent", Severity.WARNING)
    assert "utvalget 2023-05-11, låsen sier utvalget 2023-05-10" in finding.message
    before = lines_of(corpus)
    capsys.readouterr()
    assert run(corpus) == 0
    assert "rettet for 1 tekst" in capsys.readouterr().out
    assert lines_of(corpus)[:-1] == before
    assert findings(corpus) == []
    row = next(row for row in approvals(lock_of(corpus)) if row.number == "2.0")
    assert (row.approved_by, row.approved) == ("utvalget", "2023-05-11")


def test_who_approved_what(corpus: Path) -> None:
    """The table names each text with body, day and signer; what is told after a signature is not covered by it."""
    head = lock_of(corpus).heads[0]
    add_version(corpus, "2.1")
    (corpus / ATTACHMENT).rename(corpus / f"{ATTACHMENT}-ny")
    assert run(corpus) == 0
    rows = {(row.folder, row.number): row for row in approvals(lock_of(corpus), [(head, "Kari"), ("f" * 64, "Ola")])}
    document = VERSION.removesuffix("/2.0.md")
    assert rows[document, "2.0"].signed_by == ("Kari",)
    assert rows[document, "2.1"].signed_by == ()
    assert rows[f"{ATTACHMENT}-ny", "1.0"].signed_by == ()
    assert rows[document, "2.0"].approved == "2023-05-10"
    later = approvals(lock_of(corpus), [(lock_of(corpus).heads[0], "Ola")])
    assert {row.signed_by for row in later} == {("Ola",)}


def test_a_line_about_a_text_that_was_never_locked() -> None:
    """A move, a correction or a release of what is not there is damage, with its line."""
    for act, rest in ((Act.MOVED, ["b"]), (Act.CORRECTED, ["ssu", ""]), (Act.RELEASED, [])):
        line = format_link(new_link(act, [LINKS[-1].own], DAY, "ukjent", "1.0", *rest))
        (finding,) = parse_lock("\n".join([*LINES, line])).findings
        assert (finding.line, "som ikke er låst før den" in finding.message) == (4, True)


def test_locking_again_changes_nothing(corpus: Path) -> None:
    """Of a sound lock the command would write the same bytes, and a release is undone by locking again."""
    held = read_corpus(corpus).corpus
    assert held is not None
    lock = lock_of(corpus)
    assert renew(held, lock, DAY).text == (corpus / LOCK).read_text("utf-8")
    freed = parse_lock(release(lock, lock.entries[0].key, DAY).text)
    again = renew(held, freed, DAY)
    assert [e.key for e in again.added] == [lock.entries[0].key]
    assert check_all(parse_lock(again.text)) == []


def check_all(lock: Lock) -> list[Finding]:
    return [*lock.findings, *check_chain(lock)]


def test_the_lock_is_read_as_it_would_be(corpus: Path) -> None:
    """A lock that is to be written is checked as if it lay there."""
    text = (corpus / LOCK).read_text("utf-8").replace("utvalget", "andre")
    assert read_lock(corpus, {LOCK: text}) == parse_lock(text)
    assert digest_of("a") != digest_of("b")
    assert main(["sjekk", "--rot", str(corpus)]) == 0
