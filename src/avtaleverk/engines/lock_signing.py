"""Puts a name to the lock of a folder, and says of a folder who approved what and that nothing was altered since."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from avtaleverk.corpus import read_corpus
from avtaleverk.engines import signing
from avtaleverk.history.chain import Approval, approvals
from avtaleverk.history.lock import check_lock
from avtaleverk.history.lock_file import LOCK, parse_lock, read_lock
from avtaleverk.history.signatures import (
    HEADER,
    NAMESPACE,
    SIGNERS,
    Signature,
    check_signatures,
    fault,
    format_signature,
    read_signatures,
    statement,
)
from avtaleverk.model.findings import AvtaleverkError, Finding, Severity, errors

_NOT_SIGNED = "Låsen ble ikke signert."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of the approved texts of a folder: who approved each, who has signed it, and what is wrong.

    ``head`` is the hash of the last line of the lock, which stands for all of it; "" where there is no lock, or no
    chain. ``signatures`` are those that were found to be true, with the name that the folder gives their key.
    """

    findings: tuple[Finding, ...]
    approvals: tuple[Approval, ...] = ()
    signatures: tuple[Signature, ...] = ()
    head: str = ""


def signed(root: Path, lock_text: str, key: Path, day: date) -> str:
    """Return the text of the file of signatures with one more: of ``lock_text`` as it stands, by ``key``.

    The same text is returned where that key has signed the same line already. Raises AvtaleverkError where there is
    nothing to sign, where the key cannot be used, and where it is not among those who may sign.
    """
    lock = parse_lock(lock_text)
    if len(lock.heads) != 1 or lock.unchained or lock.findings:
        msg = "Det er ingen hel kjede å signere. Kjør avtaleverk lås først."
        raise AvtaleverkError(msg)
    (head,), before = lock.heads, read_signatures(root)
    if before.findings:
        raise AvtaleverkError(_NOT_SIGNED, before.findings)
    made = signing.sign(statement(head, day), key, NAMESPACE)
    signature = Signature(day, head, _signer(root, made, statement(head, day), key, day), made)
    if any((s.head, s.who) == (head, signature.who) for s in before.signatures):
        return "".join(f"{line}\n" for line in [*HEADER, *map(format_signature, before.signatures)])
    return "".join(f"{line}\n" for line in [*HEADER, *map(format_signature, [*before.signatures, signature])])


def _signer(root: Path, made: str, data: bytes, key: Path, day: date) -> str:
    """Return the name that the folder gives a key; raises AvtaleverkError with the line that would give it one."""
    place = root / SIGNERS
    is_minisign = made.startswith("untrusted")
    listed = signing.minisign_signers(place) if is_minisign else place
    who = signing.check(data, made, place, NAMESPACE, day) if listed.is_file() else None
    if who:
        return who
    message = f"Nøkkelen {key} står ikke blant dem som kan signere"
    line = "NAVN RW…" if is_minisign else f'navn@eksempel.no namespaces="{NAMESPACE}" {_public(key)}'
    raise AvtaleverkError(_NOT_SIGNED, [Finding(listed.name, 0, "", message, f"Skriv denne linja i fila: {line}")])


def _public(key: Path) -> str:
    """Return the public half of a key of OpenSSH's where it lies beside it."""
    try:
        kind, public = key.with_name(f"{key.name.removesuffix('.pub')}.pub").read_text("utf-8").split()[:2]
    except (OSError, ValueError):
        return "ssh-ed25519 AAAA…"
    return f"{kind} {public}"


def verify_lock(root: Path, signers: Path | None = None) -> Verdict:
    """Return who approved what in a folder, and whether anything was altered since; no fault is raised.

    ``signers`` is who may sign as the one who asks knows it, instead of what the folder itself says: whoever can
    change the folder can change that as well.
    """
    reading, lock = read_corpus(root), read_lock(root)
    unread = errors(reading.findings)
    if lock is None:
        hint = "Kjør avtaleverk lås i mappa, og legg fila ved"
        return Verdict((*unread, Finding(LOCK, 0, "", "Mappa har ingen lås, så ingenting kan etterprøves", hint)))
    found = check_lock(reading.corpus, lock) if reading.corpus else lock.findings
    read = read_signatures(root)
    true, false = judged(read.signatures, signers or root / SIGNERS)
    findings = {*unread, *map(_as_error, found), *check_signatures(lock, read), *false}
    table = approvals(lock, [(s.head, s.who) for s in true])
    return Verdict(tuple(sorted(findings)), table, true, lock.heads[-1] if lock.heads else "")


def _as_error(finding: Finding) -> Finding:
    """Return what may wait while texts are worked on as what it is for one who asks whether they are whole."""
    return replace(finding, severity=Severity.ERROR) if finding.path == LOCK else finding


def judged(signatures: tuple[Signature, ...], signers: Path) -> tuple[tuple[Signature, ...], list[Finding]]:
    """Return the signatures that are true, by whom they are, and what is wrong with the others."""
    true: list[Signature] = []
    false: list[Finding] = []
    for signature in signatures:
        try:
            who = signing.check(
                statement(signature.head, signature.day), signature.text, signers, NAMESPACE, signature.day
            )
        except signing.SigningError as error:
            false.append(fault(signature.line, f"Signaturen kan ikke prøves. {error}".rstrip("."), ""))
            continue
        false += _lies(signature, who)
        if who:
            true.append(replace(signature, who=who))
    return tuple(true), false


def _lies(signature: Signature, who: str | None) -> Iterator[Finding]:
    if who is None:
        message = "Signaturen er ikke gitt av noen som kan signere, eller gjelder noe annet"
        yield fault(signature.line, message, f"Se etter i git hvem som la den inn, og om noen har endret {SIGNERS}")
    elif who != signature.who:
        yield fault(signature.line, f"Signaturen er gitt av {who}, ikke av den som står på linja", f"Sett inn {who}")
