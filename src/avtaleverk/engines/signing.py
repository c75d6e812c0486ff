"""Signs bytes and checks signatures, with the tools that others have made and looked into: ssh-keygen, or minisign.

Which of them is told by the key and by the signature. Who may sign stands in a file in the format of OpenSSH
(``man ssh-keygen``, ALLOWED SIGNERS); keys of minisign stand in a second one beside it, named ``….minisign``, as
``principal RW…``. A signature holds for one purpose, its namespace, and for no other.
"""

import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from avtaleverk.model.disk_faults import why
from avtaleverk.model.findings import AvtaleverkError

_MOST_SECONDS = 30
_MINISIGN_SIGNATURE, _MINISIGN_KEY = "untrusted comment:", b"untrusted comment:"
_MINISIGN_PUBLIC = re.compile(r"RW[A-Za-z0-9+/]{54}")
# The tool says each in English; a reader should not have to.
_REASONS = (
    ("incorrect passphrase", "Passordet til nøkkelen er feil, eller det er ingen terminal å skrive det i"),
    ("wrong password", "Passordet til nøkkelen er feil, eller det er ingen terminal å skrive det i"),
    ("too open", "Andre kan lese nøkkelen. Gjør den til din alene med chmod 600"),
    ("couldn't load public key", "Fila er ikke en nøkkel som ssh-keygen kjenner"),
    ("agent", "Fila er en åpen nøkkel, og ssh-agent har ikke den hemmelige. Oppgi fila uten .pub"),
)
_INSTALL = {
    "ssh-keygen": "på Debian og Ubuntu «apt install openssh-client». På Mac og Windows følger det med",
    "minisign": "på Debian og Ubuntu «apt install minisign», på Mac «brew install minisign»",
}


class SigningError(AvtaleverkError):
    """Nothing could be signed or checked, and why, in words."""


def sign(data: bytes, key: Path, namespace: str) -> str:
    """Return a signature of ``data`` for one purpose; the tool itself asks for the password of a key that has one.

    Raises SigningError where there is no such key, where it cannot be used, or where the tool is missing.
    """
    try:
        with key.open("rb") as file:
            is_minisign = file.read(len(_MINISIGN_KEY)) == _MINISIGN_KEY
    except OSError as error:
        msg = f"Nøkkelen {key} kan ikke leses ({why(error)})."
        raise SigningError(msg) from error
    return _sign_with_minisign(data, key, namespace) if is_minisign else _sign_with_ssh(data, key, namespace)


def check(data: bytes, signature: str, allowed_signers: Path, namespace: str, day: date | None = None) -> str | None:
    """Return who signed ``data``, None where nobody did who may; ``day`` is the day that the signer had to be allowed on.

    Raises SigningError where the file of those who may sign cannot be read, or where the tool is missing.
    """
    if signature.lstrip().startswith(_MINISIGN_SIGNATURE):
        return _check_with_minisign(data, signature, minisign_signers(allowed_signers), namespace)
    return _check_with_ssh(data, signature, allowed_signers, namespace, day)


def minisign_signers(allowed_signers: Path) -> Path:
    """Return where the keys of minisign stand that belong to a file of OpenSSH's."""
    return allowed_signers.with_name(f"{allowed_signers.name}.minisign")


def _sign_with_ssh(data: bytes, key: Path, namespace: str) -> str:
    # Passwords are asked for in the terminal, past the data that comes in and the errors that we read.
    done = _run(["ssh-keygen", "-Y", "sign", "-f", str(key), "-n", namespace], data, None)
    if done.returncode:
        msg = f"Nøkkelen {key} kan ikke brukes. {_reason(done.stderr)}."
        raise SigningError(msg)
    return done.stdout.decode("ascii")


def _sign_with_minisign(data: bytes, key: Path, namespace: str) -> str:
    with _files(data) as (plain, signed):
        command = ["minisign", "-S", "-s", str(key), "-m", str(plain), "-x", str(signed), "-t", namespace]
        # minisign asks for the password on the channels it has, so it gets those of the terminal.
        if _run(command, None, None).returncode:
            msg = f"Nøkkelen {key} kan ikke brukes av minisign. Er passordet riktig?"
            raise SigningError(msg)
        return signed.read_text("utf-8")


def _check_with_ssh(data: bytes, signature: str, allowed: Path, namespace: str, day: date | None) -> str | None:
    _readable(allowed)
    with _files(data, signature) as (_, signed):
        on = [f"-Overify-time={day:%Y%m%d}"] if day else []
        those = ["-f", str(allowed), "-s", str(signed)]
        known = _run(["ssh-keygen", "-Y", "find-principals", *on, *those], b"").stdout.decode("utf-8", "replace")
        for principal in (line.split(",")[0] for line in known.splitlines()):
            done = _run(["ssh-keygen", "-Y", "verify", *on, *those, "-I", principal, "-n", namespace], data)
            if done.returncode == 0:
                return principal
    return None


def _check_with_minisign(data: bytes, signature: str, allowed: Path, namespace: str) -> str | None:
    keys = list(_minisign_keys(_readable(allowed)))
    with _files(data, signature) as (plain, signed):
        for principal, key in keys:
            done = _run(["minisign", "-V", "-Q", "-P", key, "-m", str(plain), "-x", str(signed)], b"")
            # The comment is signed as well; it says what the signature is for.
            if done.returncode == 0 and done.stdout.decode("utf-8", "replace").strip() == namespace:
                return principal
    return None


def _minisign_keys(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        principal, _, key = line.strip().rpartition(" ")
        if principal and not principal.startswith("#") and _MINISIGN_PUBLIC.fullmatch(key):
            yield principal.strip(), key


def _readable(allowed: Path) -> str:
    try:
        return allowed.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"Fila {allowed.name}, som sier hvem som kan signere, kan ikke leses."
        raise SigningError(msg) from error


@contextmanager
def _files(data: bytes, signature: str | None = None) -> Iterator[tuple[Path, Path]]:
    """Lay data and signature where the tools can read them, and take them away again."""
    with TemporaryDirectory(prefix="avtaleverk-") as folder:
        plain, signed = Path(folder, "data"), Path(folder, "data.sig")
        plain.write_bytes(data)
        if signature is not None:
            signed.write_text(signature, "utf-8")
        yield plain, signed


def _run(
    command: Sequence[str], data: bytes | None, seconds: float | None = _MOST_SECONDS
) -> subprocess.CompletedProcess[bytes]:
    """Run a tool on data and keep what it says; without data it has the terminal to itself."""
    try:
        return subprocess.run(command, input=data, capture_output=data is not None, timeout=seconds, check=False)  # noqa: S603 - a fixed program, and no shell
    except FileNotFoundError as error:
        msg = f"{command[0]} mangler på maskinen. Installer det: {_INSTALL[command[0]]}."
        raise SigningError(msg) from error
    except subprocess.TimeoutExpired as error:
        msg = f"{command[0]} svarte ikke på {_MOST_SECONDS} sekunder."
        raise SigningError(msg) from error


def _reason(said: bytes) -> str:
    words = said.decode("utf-8", "replace")
    known = (norwegian for english, norwegian in _REASONS if english in words.lower())
    return next(known, f"ssh-keygen sier: {' '.join(words.split())}")
