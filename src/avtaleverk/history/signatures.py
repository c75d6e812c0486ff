"""The file ``avtaleverk.signaturer``: who has put their name to the lock, up to which line, and on which day.

A line is ``day head who signature``, the signature as its tool wrote it, packed with base64. What is signed is one line,
``avtaleverk.lock head day``, so that anybody can check it with the tool alone.
"""

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import quote, unquote

from avtaleverk.corpus.files import Folder
from avtaleverk.corpus.record_lines import CONFLICT_MESSAGE, is_conflict_mark
from avtaleverk.corpus.wording import shorten, without_invisible
from avtaleverk.history.chain import ancestry
from avtaleverk.history.lock_file import LOCK, Lock
from avtaleverk.model.findings import Finding, Severity

SIGNATURES, SIGNERS, NAMESPACE = "avtaleverk.signaturer", "underskrivere", "avtaleverk"
HEADER = (
    "# Hvem som har signert avtaleverk.lock, og til og med hvilken linje. Skrevet av «avtaleverk lås --signer NØKKEL».",
)
_LINE = re.compile(r"(\d{4}-\d\d-\d\d) ([0-9a-f]{64}) (\S+) ([A-Za-z0-9+/=]+)")
# Who, and after any options the kind of key and the key.
_WHO = re.compile(r'"[^"]+" |[^\s"@#]\S* ')
_KEY = re.compile(r" (?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]+ +AAAA[A-Za-z0-9+/=]+(?: |$)")
_CURE = "Hent fila tilbake slik den var, for eksempel fra git"


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature of the lock up to the line ``head``, made on ``day``; ``who`` is what the file says, and may lie."""

    day: date
    head: str
    who: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signatures of a folder, oldest first, and what is wrong with their file."""

    signatures: tuple[Signature, ...] = ()
    findings: tuple[Finding, ...] = ()


def statement(head: str, day: date) -> bytes:
    """Return what is signed."""
    return f"{LOCK} {head} {day.isoformat()}\n".encode()


def read_signatures(root: Path, laid_over: Mapping[str, str] | None = None) -> Signatures:
    """Return the signatures of a folder with all that is wrong with them and with the file of those who may sign."""
    folder = Folder(root, laid_over=laid_over or {})
    texts = {name: folder.text(name, cure=_CURE) for name in (SIGNATURES, SIGNERS) if folder.is_file(name)}
    read, signers = parse_signatures(texts.get(SIGNATURES) or ""), check_signers(texts.get(SIGNERS) or "")
    return Signatures(read.signatures, (*folder.findings, *read.findings, *signers))


def parse_signatures(text: str) -> Signatures:
    """Return signatures from their file; every line that cannot be used is a finding, none is raised."""
    found: list[Signature] = []
    findings: list[Finding] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if is_conflict_mark(line):
            findings.append(fault(number, CONFLICT_MESSAGE, "Behold linjene fra begge sider, og slett merket"))
        elif signature := _signature(line.rstrip(), number):
            found.append(signature)
        else:
            findings.append(fault(number, "Linja er skadet: den skal ha dag, kontrollsum, navn og signatur", _CURE))
    return Signatures(tuple(found), tuple(findings))


def _signature(line: str, number: int) -> Signature | None:
    if not (m := _LINE.fullmatch(line)):
        return None
    try:
        text = base64.b64decode(m[4], validate=True).decode()
        return Signature(date.fromisoformat(m[1]), m[2], unquote(m[3]), text, number)
    except ValueError:
        return None


def format_signature(signature: Signature) -> str:
    """Return a signature as it stands in the file."""
    packed = base64.b64encode(signature.text.encode()).decode("ascii")
    return f"{signature.day.isoformat()} {signature.head} {quote(signature.who, safe='@.+-_')} {packed}"


def check_signers(text: str) -> Iterator[Finding]:
    """Yield the lines of the file of those who may sign that ssh-keygen would pass over without a word."""
    for number, line in enumerate(text.split("\n"), 1):
        who = _WHO.match(line)
        is_told = who and _KEY.search(line.rstrip(), who.end() - 1)
        if line.strip() and not line.startswith("#") and not is_told:
            hint = f'Skriv navn@eksempel.no namespaces="{NAMESPACE}" og den åpne nøkkelen: ssh-ed25519 AAAA…'
            yield Finding(SIGNERS, number, "", "Linja sier ikke hvem som kan signere, og med hvilken nøkkel", hint)


def check_signatures(lock: Lock | None, read: Signatures) -> Iterator[Finding]:
    """Yield what shows without any tool: damaged lines, signatures of lines that are not in the lock, or came later."""
    yield from read.findings
    there = {link.own for link in lock.links} if lock else set()
    for signature in read.signatures:
        if signature.head not in there:
            who = without_invisible(shorten(signature.who))
            message = (
                f"Det {who} signerte {signature.day.isoformat()}, står ikke i låsen: den er kortet ned eller byttet"
            )
            yield fault(signature.line, message, f"Hent {LOCK} tilbake slik den var, for eksempel fra git")
        elif lock and (latest := _latest_day(lock, signature.head)) > signature.day.isoformat():
            # Who may no longer sign could still say that they did while they might.
            message = f"Signaturen er datert {signature.day.isoformat()}, og gjelder en linje i låsen fra {latest}"
            hint = "Se etter i git hvem som la den inn, og om klokka gikk feil da"
            yield replace(fault(signature.line, message, hint), severity=Severity.WARNING)


def _latest_day(lock: Lock, head: str) -> str:
    """Return the latest day among a line of the lock and all that it hangs on."""
    covered = ancestry(lock, head)
    return max(link.told("dag") for link in lock.links if link.own in covered)


def fault(line: int, message: str, cure: str) -> Finding:
    """Return an error in a line of the file of signatures."""
    return Finding(SIGNATURES, line, "", message, cure)
