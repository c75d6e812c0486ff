"""A signed lock: who stands behind it, and each way of tampering with lock, signatures and signers."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lock_folder import BASE, COUNT, VERSION, chain, edit, lines_of, run, write_lines
from test_lock_chain import add_version
from test_signing import allowed_line, new_key

from avtaleverk.cli import main
from avtaleverk.engines.lock_signing import Verdict, verify_lock
from avtaleverk.engines.signing import check, sign
from avtaleverk.history.lock_file import HEADER, LOCK, format_lock, parse_lock, read_lock, seal
from avtaleverk.history.signatures import (
    NAMESPACE,
    SIGNATURES,
    SIGNERS,
    Signature,
    check_signatures,
    format_signature,
    parse_signatures,
    read_signatures,
    statement,
)

KARI, OLA = "kari@eksempel.no", "ola@eksempel.no"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the keys of Kari, of Ola, and of a stranger."""
    folder = tmp_path_factory.mktemp("nokler")
    for name in ("kari", "ola", "fremmed"):
        new_key(folder, name)
    return folder


@pytest.fixture(scope="module")
def signed_once(tmp_path_factory: pytest.TempPathFactory, keys: Path) -> Path:
    """Return the small corpus, locked, and signed by Kari; Ola may sign as well."""
    root = Path(shutil.copytree(BASE, tmp_path_factory.mktemp("signert") / "korpus"))
    (root / SIGNERS).write_text(allowed_line(KARI, keys / "kari") + allowed_line(OLA, keys / "ola"), "utf-8")
    assert run(root, "--signer", str(keys / "kari")) == 0
    return root


@pytest.fixture
def signed(tmp_path: Path, signed_once: Path) -> Path:
    """Return a copy of it that may be spoilt."""
    return Path(shutil.copytree(signed_once, tmp_path / "korpus"))


def errors_of(verdict: Verdict) -> list[str]:
    return [f"{f.path}: {f.message}" for f in verdict.findings]


def test_a_signed_folder_tells_who_approved_what(signed: Path) -> None:
    """Each text has its body, its day and who signed; nothing is wrong."""
    verdict = verify_lock(signed)
    assert verdict.findings == ()
    assert len(verdict.approvals) == COUNT
    assert {row.signed_by for row in verdict.approvals} == {(KARI,)}
    assert all(row.approved_by and row.approved and row.since for row in verdict.approvals)
    assert [(s.who, s.head) for s in verdict.signatures] == [(KARI, verdict.head)]


def test_the_signature_can_be_checked_by_hand(signed: Path) -> None:
    """What is signed is one line of hash and day, which the tool alone can check."""
    (signature,) = parse_signatures((signed / SIGNATURES).read_text("utf-8")).signatures
    assert date.today() - signature.day <= timedelta(1)  # noqa: DTZ011 - the editor's day, or the one before at midnight
    data = f"avtaleverk.lock {verify_lock(signed).head} {signature.day.isoformat()}\n"
    assert check(data.encode(), signature.text, signed / SIGNERS, "avtaleverk") == KARI


def test_a_second_signature_covers_what_came_since(
    signed: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first stays and covers what it did; signing the same again by the same key adds nothing."""
    add_version(signed, "2.1")
    first = (signed / SIGNATURES).read_text("utf-8")
    capsys.readouterr()
    assert run(signed, "--signer", str(keys / "ola")) == 0
    assert capsys.readouterr().out == f"1 tekst ble låst, {COUNT} var låst fra før. Låsen er signert.\n"
    assert (signed / SIGNATURES).read_text("utf-8").startswith(first)
    by_number = {row.number: row.signed_by for row in verify_lock(signed).approvals}
    assert by_number == {"2023": (KARI, OLA), "1.0": (KARI, OLA), "2.0": (KARI, OLA), "2.1": (OLA,)}
    before = (signed / SIGNATURES).read_bytes()
    assert run(signed, "--signer", str(keys / "ola"), "--json") == 0
    assert json.loads(capsys.readouterr().out)["signert"] is True
    assert (signed / SIGNATURES).read_bytes() == before


def test_a_key_that_may_not_sign(signed: Path, keys: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is refused with the line that would let it, and neither lock nor signatures are written."""
    add_version(signed, "2.1")
    before = [(signed / name).read_bytes() for name in (LOCK, SIGNATURES)]
    assert run(signed, "--signer", str(keys / "fremmed")) == 1
    public = (keys / "fremmed.pub").read_text("utf-8").split()[1]
    assert f'Skriv denne linja i fila: navn@eksempel.no namespaces="avtaleverk" ssh-ed25519 {public}' in (
        capsys.readouterr().err
    )
    assert [(signed / name).read_bytes() for name in (LOCK, SIGNATURES)] == before


def test_a_key_that_is_not_there(signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command says so in words."""
    assert run(signed, "--signer", str(signed / "ingen")) == 1
    assert "kan ikke leses" in capsys.readouterr().err


# --- tampering ------------------------------------------------------------------------------------------------


def rewrite(root: Path) -> None:
    """Alter a text, and write the whole chain anew to fit."""
    edit(root, "24 timer", "48 timer")
    lock = read_lock(root)
    assert lock is not None
    body = (root / VERSION).read_text("utf-8").split("---\n", 2)[2]
    entries = [
        seal(*e.key, body, e.approved_by, e.approved) if e.name == "retningslinjer/01-utskriving 2.0" else e
        for e in lock.entries
    ]
    (root / LOCK).write_text(format_lock(HEADER, chain(entries)), "utf-8")


def shorten(root: Path) -> None:
    """Take away the last line and its text."""
    shutil.rmtree(root / "retningslinjer/01-utskriving/vedlegg")
    write_lines(root, lines_of(root)[:-1])


def drop_a_line(root: Path) -> None:
    lines = lines_of(root)
    write_lines(root, [*lines[:3], *lines[4:]])


def swap_lines(root: Path) -> None:
    lines = lines_of(root)
    write_lines(root, [*lines[:2], lines[3], lines[2], *lines[4:]])


def put_in_a_line(root: Path) -> None:
    lock = read_lock(root)
    assert lock is not None
    (link,) = chain([seal("retningslinjer/99", "1.0", "Ny", "utvalget")], on=lock.links[0].own)
    with (root / LOCK).open("a", encoding="utf-8") as file:
        file.write(format_lock((), [link]))


def alter_who_approved(root: Path) -> None:
    write_lines(root, [line.replace(" utvalget ", " andre ") for line in lines_of(root)])


def cut_the_file(root: Path) -> None:
    text = (root / LOCK).read_text("utf-8")
    (root / LOCK).write_text(text[: len(text) - 40], "utf-8")


def take_the_lock(root: Path) -> None:
    (root / LOCK).unlink()


def alter_the_day(root: Path) -> None:
    text = (root / SIGNATURES).read_text("utf-8")
    (root / SIGNATURES).write_text(re.sub(r"(?m)^\d{4}-\d\d-\d\d ", "2020-01-01 ", text), "utf-8")


def alter_the_name(root: Path) -> None:
    text = (root / SIGNATURES).read_text("utf-8")
    (root / SIGNATURES).write_text(text.replace(KARI, OLA), "utf-8")


def move_to_another_head(root: Path) -> None:
    lock = read_lock(root)
    assert lock is not None
    text = (root / SIGNATURES).read_text("utf-8")
    (root / SIGNATURES).write_text(text.replace(lock.heads[0], lock.links[0].own), "utf-8")


def spoil_the_signature(root: Path) -> None:
    text = (root / SIGNATURES).read_text("utf-8").rstrip("\n")
    (root / SIGNATURES).write_text(f"{text[:-9]}\n", "utf-8")


def replace_the_signers(root: Path) -> None:
    """Let a stranger's key stand under Kari's name."""
    key = new_key(root.parent, "annen")
    (root / SIGNERS).write_text(allowed_line(KARI, key), "utf-8")


def sign_backwards(root: Path) -> None:
    """Let somebody who may sign no more say that they did while they might."""
    key, day = new_key(root.parent, "sluttet"), date(2020, 1, 1)
    (root / SIGNERS).write_text(f'per@eksempel.no valid-before="20210101" {allowed_line("", key).strip()}\n', "utf-8")
    lock = read_lock(root)
    assert lock is not None
    line = Signature(day, lock.heads[0], "per@eksempel.no", sign(statement(lock.heads[0], day), key, NAMESPACE))
    (root / SIGNATURES).write_text(f"{format_signature(line)}\n", "utf-8")


def take_the_signers(root: Path) -> None:
    (root / SIGNERS).unlink()


NO_SIGNER = "Signaturen er ikke gitt av noen som kan signere, eller gjelder noe annet"


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (rewrite, "står ikke i låsen: den er kortet ned eller byttet"),
        (shorten, "står ikke i låsen: den er kortet ned eller byttet"),
        (drop_a_line, "Linja før denne er tatt bort"),
        (swap_lines, "Linjene har byttet plass"),
        (put_in_a_line, "Kjeden deler seg"),
        (alter_who_approved, "Linja er endret etter at den ble skrevet"),
        (cut_the_file, "Linja er skadet"),
        (take_the_lock, "Mappa har ingen lås"),
        (alter_the_day, NO_SIGNER),
        (alter_the_name, f"Signaturen er gitt av {KARI}, ikke av den som står på linja"),
        (move_to_another_head, NO_SIGNER),
        (spoil_the_signature, "Linja er skadet: den skal ha dag"),
        (replace_the_signers, NO_SIGNER),
        (sign_backwards, "Signaturen er datert 2020-01-01, og gjelder en linje i låsen fra "),
        (take_the_signers, "som sier hvem som kan signere, kan ikke leses"),
    ],
)
def test_each_tampering_is_found_and_named(signed: Path, tamper: Callable[[Path], None], words: str) -> None:
    """Whatever is altered in lock, signatures or signers, a line says what and where."""
    tamper(signed)
    found = errors_of(verify_lock(signed))
    assert any(words in line for line in found), found


def test_an_old_lock_put_back(signed: Path, keys: Path) -> None:
    """A lock that was whole and signed once, under the signatures of a later one, is too short."""
    old = (signed / LOCK).read_bytes()
    add_version(signed, "2.1")
    assert run(signed, "--signer", str(keys / "kari")) == 0
    (signed / VERSION.replace("2.0", "2.1")).unlink()
    (signed / LOCK).write_bytes(old)
    (finding,) = verify_lock(signed).findings
    assert (finding.path, finding.line) == (SIGNATURES, 3)
    assert run(signed, name="sjekk") == 1


def test_signers_that_one_knows_oneself(signed: Path, keys: Path, tmp_path: Path) -> None:
    """Whoever replaces lock, signatures and signers alike is found by one who keeps the signers elsewhere."""
    kept = tmp_path / "mine"
    shutil.copy(signed / SIGNERS, kept)
    rewrite(signed)
    (signed / SIGNATURES).unlink()
    (signed / SIGNERS).write_text(allowed_line(KARI, keys / "fremmed"), "utf-8")
    assert run(signed, "--signer", str(keys / "fremmed")) == 0
    assert verify_lock(signed).findings == ()
    assert errors_of(verify_lock(signed, kept)) == [f"{SIGNATURES}: {NO_SIGNER}"]


def test_what_is_being_worked_on_is_no_tampering(signed: Path) -> None:
    """A new version that nobody has locked yet is a warning, as everywhere."""
    add_version(signed, "2.1")
    assert [(f.message, f.severity.value) for f in verify_lock(signed).findings] == [
        ("Den vedtatte teksten er ikke låst", "advarsel")
    ]


def test_what_is_signed() -> None:
    """The words that are signed never change: signatures made today must hold for ever."""
    assert statement("ab", date(2024, 9, 26)) == b"avtaleverk.lock ab 2024-09-26\n"
    assert NAMESPACE == "avtaleverk"
    assert parse_lock("").heads == ()


def test_what_is_not_covered_by_a_signature_is_said(signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command that verifies does not let a signature stand for texts that were locked after it."""
    assert main(["verifiser", str(signed)]) == 0
    assert f"Signert av {KARI}.\n" in capsys.readouterr().out
    add_version(signed, "2.1")
    assert run(signed) == 0
    assert main(["verifiser", str(signed)]) == 0
    assert f"Signert av {KARI}. 1 tekst er låst siden, og har ingen signatur.\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "is_sound"),
    [
        ('kari@eksempel.no namespaces="avtaleverk" ssh-ed25519 AAAAC3Nza kari', True),
        ('"Kari N" valid-before="20300101",namespaces="avtaleverk" sk-ssh-ed25519@openssh.com AAAAC3Nza', True),
        ("kari,ola ecdsa-sha2-nistp256 AAAAE2Vj", True),
        ("*@eksempel.no cert-authority ssh-rsa AAAAB3Nz", True),
        ("ssh-ed25519 AAAAC3Nza kari", False),
        ("kari@eksempel.no", False),
        ("-----BEGIN OPENSSH PRIVATE KEY-----", False),
        ("kari ssh-ed25519", False),
    ],
)
def test_a_line_that_names_nobody_is_found(signed: Path, line: str, is_sound: bool) -> None:  # noqa: FBT001 - a case
    """What ssh-keygen would pass over without a word is an error in ``sjekk``, with the line to write."""
    with (signed / SIGNERS).open("a", encoding="utf-8") as file:
        file.write(f"# Merknad\n\n{line}\n")
    found = [f for f in read_signatures(signed).findings if f.path == SIGNERS]
    assert [f.line for f in found] == ([] if is_sound else [5])
    assert run(signed, name="sjekk") == (0 if is_sound else 1)


@given(st.text(max_size=200) | st.lists(st.sampled_from(["2024-01-01", "a" * 64, "x", "eA==", " ", "\n"])).map("".join))
def test_any_file_of_signatures_is_read_or_reported(text: str) -> None:
    """Whatever lies in it, each finding has its line, and nothing is raised."""
    for finding in check_signatures(None, parse_signatures(text)):
        assert 1 <= finding.line <= text.count("\n") + 1
        assert "\n" not in str(finding)
