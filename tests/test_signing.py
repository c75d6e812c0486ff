"""Signatures: made and checked by ssh-keygen and minisign, for one purpose, by those who may, with words where not."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from avtaleverk.engines.signing import SigningError, check, minisign_signers, sign

NAMESPACE = "avtaleverk"
DATA = "Én kjede.\n".encode()


def new_key(folder: Path, name: str, password: str = "") -> Path:
    place = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", password, "-C", name, "-f", str(place)], check=True)
    return place


def allowed_line(principal: str, key: Path, options: str = 'namespaces="avtaleverk"') -> str:
    kind, public = key.with_name(f"{key.name}.pub").read_text("utf-8").split()[:2]
    return f"{principal} {options} {kind} {public}\n"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the key of Kari, who may sign, of a stranger, and the file that says so."""
    folder = tmp_path_factory.mktemp("nokler")
    kari = new_key(folder, "kari")
    new_key(folder, "fremmed")
    (folder / "underskrivere").write_text(f"# Hvem\n\n{allowed_line('kari@eksempel.no', kari)}", "utf-8")
    return folder


def test_a_signature_names_who_signed(keys: Path) -> None:
    """What Kari signed is Kari's, by the name that the file gives her key."""
    signature = sign(DATA, keys / "kari", NAMESPACE)
    assert signature.startswith("-----BEGIN SSH SIGNATURE-----\n")
    assert check(DATA, signature, keys / "underskrivere", NAMESPACE) == "kari@eksempel.no"


def test_a_signature_holds_for_nothing_else(keys: Path) -> None:
    """Other data, another purpose, a key that may not sign, and what is no signature: nobody signed."""
    allowed, mine = keys / "underskrivere", sign(DATA, keys / "kari", NAMESPACE)
    assert check(DATA + b" ", mine, allowed, NAMESPACE) is None
    assert check(DATA, mine, allowed, "file") is None
    assert check(DATA, sign(DATA, keys / "kari", "file"), allowed, NAMESPACE) is None
    assert check(DATA, sign(DATA, keys / "fremmed", NAMESPACE), allowed, NAMESPACE) is None
    assert check(DATA, "tull", allowed, NAMESPACE) is None
    assert check(DATA, "", allowed, NAMESPACE) is None


def test_who_has_left_may_have_signed_before(keys: Path, tmp_path: Path) -> None:
    """A key that is allowed for a time signs on a day in that time, and not after it."""
    allowed = tmp_path / "underskrivere"
    allowed.write_text(allowed_line("kari", keys / "kari", 'valid-before="20240101"'), "utf-8")
    signature = sign(DATA, keys / "kari", NAMESPACE)
    assert check(DATA, signature, allowed, NAMESPACE, date(2023, 5, 1)) == "kari"
    assert check(DATA, signature, allowed, NAMESPACE, date(2024, 5, 1)) is None


def spoil_missing(key: Path) -> Path:
    return key.with_name("finnes-ikke")


def spoil_open(key: Path) -> Path:
    key.chmod(0o644)
    return key


def spoil_text(key: Path) -> Path:
    key.with_suffix(".pub").unlink()
    key.write_text("Dette er ingen nøkkel.\n", "utf-8")
    return key


@pytest.mark.parametrize(
    ("spoil", "words"),
    [(spoil_missing, "kan ikke leses"), (spoil_open, "chmod 600"), (spoil_text, "ikke en nøkkel")],
)
def test_a_key_that_cannot_be_used(tmp_path: Path, spoil: object, words: str) -> None:
    """The reason stands in Norwegian, with the key that was read."""
    assert callable(spoil)
    key = spoil(new_key(tmp_path, "nokkel"))
    with pytest.raises(SigningError) as raised:
        sign(DATA, key, NAMESPACE)
    assert words in str(raised.value)
    assert str(key) in str(raised.value)


def test_a_password_that_nobody_can_give(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no terminal to ask in, a key with a password is refused in words, at once."""
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: run(*a, **k, start_new_session=True))
    with pytest.raises(SigningError, match="ingen terminal"):
        sign(DATA, new_key(tmp_path, "nokkel", "hemmelig"), NAMESPACE)


def test_a_tool_that_is_missing(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ssh-keygen, both ways say how it is installed."""
    signature = sign(DATA, keys / "kari", NAMESPACE)
    monkeypatch.setenv("PATH", str(keys))
    with pytest.raises(SigningError, match="apt install openssh-client"):
        sign(DATA, keys / "kari", NAMESPACE)
    with pytest.raises(SigningError, match="apt install openssh-client"):
        check(DATA, signature, keys / "underskrivere", NAMESPACE)


def test_a_file_of_signers_that_is_missing(keys: Path) -> None:
    """Without it nobody can be known, which is said."""
    signature = sign(DATA, keys / "kari", NAMESPACE)
    with pytest.raises(SigningError, match="hvem som kan signere, kan ikke leses"):
        check(DATA, signature, keys / "finnes-ikke", NAMESPACE)


# --- minisign -------------------------------------------------------------------------------------------------

SIGNATURE = """untrusted comment: signature from minisign secret key
RURAb89Sz2bKtsXIa2wsDuEzCrZFUa3N/bz2GXxpbTk2bJM2sHg4TBAnBosyAXbJTzgLzD3LZk8zXLlc4uN0Wbiy2vXL+NGwTAA=
trusted comment: avtaleverk
0JwklI9hsmhg4SoKvDtUQT53uSOGtUziVdI3zl0xENEGYIGAen+xNdLaQf7FO8eUhBkDs7rPJ8WDvcD94+rsAw==
"""
PUBLIC = "RWRAb89Sz2bKtnY4QEsTUni7sMQB8JxXlIbwedkAFiX9t0wMOMi5lezF"


@pytest.fixture
def minisign_file(tmp_path: Path) -> Path:
    """Return the file of OpenSSH's beside which that of minisign names Ola."""
    minisign_signers(tmp_path / "underskrivere").write_text(f"# Hvem\nOla Nordmann {PUBLIC}\ntull RW\n", "utf-8")
    return tmp_path / "underskrivere"


def test_minisign_that_is_missing(minisign_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A signature of minisign cannot be judged without it, and words say how it is installed."""
    monkeypatch.setenv("PATH", str(minisign_file.parent))
    with pytest.raises(SigningError, match="apt install minisign"):
        check(b"hei", SIGNATURE, minisign_file, NAMESPACE)


@pytest.mark.skipif(not shutil.which("minisign"), reason="minisign is not installed")
def test_minisign_signs_and_checks(minisign_file: Path, tmp_path: Path) -> None:
    """Its keys and signatures are told from those of OpenSSH, hold for one purpose, and name who signed."""
    assert check(b"hei", SIGNATURE, minisign_file, NAMESPACE) == "Ola Nordmann"
    assert check(b"hallo", SIGNATURE, minisign_file, NAMESPACE) is None
    assert check(b"hei", SIGNATURE, minisign_file, "annet") is None
    key, public = tmp_path / "m.key", tmp_path / "m.pub"
    command = ["minisign", "-G", "-W", "-f", "-p", str(public), "-s", str(key)]
    subprocess.run(command, check=True, capture_output=True, input=b"")
    signature = sign(DATA, key, NAMESPACE)
    assert check(DATA, signature, minisign_file, NAMESPACE) is None
    with minisign_signers(minisign_file).open("a", encoding="utf-8") as file:
        file.write(f"Kari {public.read_text('utf-8').splitlines()[1]}\n")
    assert check(DATA, signature, minisign_file, NAMESPACE) == "Kari"
