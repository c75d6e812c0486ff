"""Says of a copy of a site whether it is what was built, who stands behind it, and whether its texts are those approved."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from avtaleverk.corpus.frontmatter import split_file
from avtaleverk.engines import signing
from avtaleverk.engines.lock_signing import judged
from avtaleverk.engines.publishing import known
from avtaleverk.engines.publishing.folder import FolderPlace
from avtaleverk.engines.publishing.place import CURRENT, EDITIONS, MARK, Edition, Place, edition_of
from avtaleverk.engines.publishing.publish import MOST_MANIFEST
from avtaleverk.engines.publishing.scan import scan
from avtaleverk.engines.publishing.web import Site, copy_of
from avtaleverk.history.chain import Approval, approvals, check_chain
from avtaleverk.history.lock_file import LOCK, Lock, parse_lock
from avtaleverk.history.signatures import NAMESPACE, SIGNATURES, Signature, check_signatures, parse_signatures
from avtaleverk.model.disk_faults import why
from avtaleverk.model.findings import AvtaleverkError, Finding, Severity
from avtaleverk.site.manifest import MANIFEST, SIGNATURE, Manifest, read_manifest
from avtaleverk.site.manifest_check import Copy, faults, lock_faults, text_faults, text_path

_MOST = 200_000_000
Read = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Trusted:
    """What the one who asks knows to be right: the lock, and who may sign. ``takes_older`` says that an older edition is fine."""

    lock: bytes | None = None
    signers: Path | None = None
    takes_older: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a copy: what is wrong with it, what it is, who signed it, and who approved its texts."""

    findings: tuple[Finding, ...]
    manifest: Manifest | None = None
    signed_by: str | None = None
    is_signed: bool = False
    approvals: tuple[Approval, ...] = ()
    texts: int = 0
    editions: int = 0


def verify_folder(folder: Path, trusted: Trusted) -> Verdict:
    """Return what is known of a site that lies in a folder; raises AvtaleverkError where that cannot be read."""
    read = partial(_read_file, folder)
    return _verified(read, lambda manifest: scan(folder), trusted, str(folder.resolve()))  # noqa: ARG005 - asked for by both


def verify_address(address: str, trusted: Trusted) -> Verdict:
    """Return what is known of a site on the web; raises AvtaleverkError where it does not answer."""
    site = Site(address)
    return _verified(partial(_read_web, site), partial(copy_of, site), trusted, site.address)


def verify_far(place: Place, trusted: Trusted) -> Verdict:
    """Return what is known of what readers meet at a place that must be fetched from; raises AvtaleverkError."""
    with place.copy(None) as folder:
        return _verified(partial(_read_file, folder), lambda _: scan(folder), trusted, place.name)


def verify_place(folder: Path, trusted: Trusted) -> Verdict:
    """Return what is known of a folder that is published to: of what readers see, and of every edition that is kept.

    What is wrong with an edition that nobody sees is a warning: it cannot be turned back to.
    """
    there = FolderPlace(folder).look()
    if there.current is None or there.current not in there.whole:
        message = f"«{CURRENT}» er borte, eller peker ikke på en hel utgave i «{EDITIONS}»"
        hint = "Vis en utgave som er hel: avtaleverk publiser --tilbake NUMMER"
        return Verdict((Finding(CURRENT, 0, "", message, hint),), editions=len(there.whole))
    place = str(folder.resolve())
    # Of what nobody sees, only that it is whole matters; it is older, and may have had another lock.
    kept = Trusted(signers=trusted.signers)
    verdicts = {
        edition: _verified_edition(folder, edition, *((trusted, place) if edition == there.current else (kept, "")))
        for edition in there.whole
    }
    unseen = (f for edition, verdict in verdicts.items() if edition != there.current for f in verdict.findings)
    shown = verdicts[there.current]
    every = (*shown.findings, *(replace(finding, severity=Severity.WARNING) for finding in unseen))
    return replace(shown, findings=every, editions=len(there.whole))


def _verified_edition(folder: Path, edition: Edition, trusted: Trusted, place: str) -> Verdict:
    kept = folder / EDITIONS / str(edition)
    verdict = _verified(partial(_read_file, kept), lambda _: scan(kept), trusted, place)
    found = list(verdict.findings)
    if verdict.manifest and edition_of(verdict.manifest) != edition:
        message = "Utgaven er byttet ut med en annen: mappa og manifestet sier ikke det samme"
        found.append(Finding(MANIFEST, 0, "", message, "Legg ut nettstedet på nytt med avtaleverk publiser"))
    below = (replace(finding, path=f"{EDITIONS}/{edition}/{finding.path}") for finding in found)
    return replace(verdict, findings=tuple(below))


def is_place(folder: Path) -> bool:
    """Say whether a folder is one that is published to."""
    return (folder / MARK).is_file() and (folder / EDITIONS).is_dir()


def _read_file(folder: Path, path: str) -> bytes | None:
    """Return a file of a site on the disk, never what a link leads to, nor more than fits; None where there is none."""
    place = folder / path
    with suppress(OSError):
        if place.is_file() and not place.is_symlink():
            with place.open("rb") as file:
                return file.read(_MOST)
    return None


def _read_web(site: Site, path: str) -> bytes | None:
    """Return a file of a site on the web, None where it is not there, which some servers answer with a page."""
    data = site.read(path, _MOST)
    return None if data is not None and data.lstrip()[:1] == b"<" else data


def _verified(read: Read, copy: Callable[[Manifest], Copy], trusted: Trusted, place: str) -> Verdict:
    data = read(MANIFEST)
    if data is None or len(data) > MOST_MANIFEST:
        hint = "Bygg eller publiser med avtaleverk, så kommer det med. Er det tatt bort, stol ikke på resten"
        return Verdict((Finding(MANIFEST, 0, "", "Manifestet er borte, så ingenting kan etterprøves", hint),))
    manifest, wrong = read_manifest(data)
    signature = read(SIGNATURE)
    signed_by, false = _signer(data, signature, trusted.signers)
    findings = [*wrong, *false]
    if manifest is None:
        return Verdict(tuple(findings), is_signed=signature is not None)
    findings += faults(manifest, copy(manifest))
    lock, locked = _locked(manifest, partial(_told_of, manifest, read), trusted)
    texts = _texts(manifest, lock, read)
    findings += [*locked, *text_faults(manifest, lock, texts)]
    findings += _older(manifest, place, trusted) if place else []
    if place and not findings:
        known.note(place, manifest.edition or 0, manifest.sum)
    true, _ = _signatures(partial(_told_of, manifest, read), trusted.signers)
    table = approvals(lock, [(s.head, s.who) for s in true])
    return Verdict(tuple(findings), manifest, signed_by, signature is not None, table, len(texts))


def _told_of(manifest: Manifest, read: Read, path: str) -> bytes | None:
    """Return a file that the manifest tells of; any other is told of as laid there, and not believed."""
    return read(path) if path in manifest.files else None


def _signer(data: bytes, signature: bytes | None, signers: Path | None) -> tuple[str | None, list[Finding]]:
    """Return who signed a manifest, and what is wrong with that; nobody can tell who does not know who may sign."""
    if signers is None:
        return None, []
    if signature is None:
        message = "Manifestet er ikke signert, så ingen står inne for det"
        return None, [Finding(SIGNATURE, 0, "", message, "Publiser med --signer, eller finn ut hvor signaturen ble av")]
    try:
        who = signing.check(data, signature.decode("utf-8", "replace"), signers, NAMESPACE)
    except signing.SigningError as error:
        return None, [Finding(SIGNATURE, 0, "", f"Signaturen kan ikke prøves. {error}".rstrip("."))]
    if who is None:
        message = (
            "Signaturen er ikke gitt av noen som kan signere, eller manifestet er byttet ut etter at det ble signert"
        )
        return None, [Finding(SIGNATURE, 0, "", message, "Stol ikke på nettstedet før du vet hvem som la det ut")]
    return who, []


def _locked(manifest: Manifest, read: Read, trusted: Trusted) -> tuple[Lock, list[Finding]]:
    """Return the lock to hold the texts against, the trusted one where there is one, and what is wrong with that on the site."""
    published = read(LOCK)
    lock = parse_lock((trusted.lock or published or b"").decode("utf-8", "replace"))
    findings = [] if trusted.lock is None else list(lock_faults(manifest, trusted.lock, published))
    if published is not None:
        own = parse_lock(published.decode("utf-8", "replace"))
        said = parse_signatures((read(SIGNATURES) or b"").decode("utf-8", "replace"))
        chain = (f for f in check_chain(own) if f.severity is Severity.ERROR)
        findings += [*own.findings, *chain, *check_signatures(own, said), *_signatures(read, trusted.signers)[1]]
    return lock, findings


def _signatures(read: Read, signers: Path | None) -> tuple[tuple[Signature, ...], list[Finding]]:
    """Return the signatures of the lock that are true, and what is wrong with the others; none where nobody is trusted."""
    data = read(SIGNATURES)
    if signers is None or data is None:
        return (), []
    return judged(parse_signatures(data.decode("utf-8", "replace")).signatures, signers)


def _texts(manifest: Manifest, lock: Lock, read: Read) -> Mapping[str, str]:
    """Return the body of every approved version that the site has as Markdown, by its path."""
    texts = {}
    for locked in lock.entries:
        path = text_path(manifest, locked.folder, locked.number)
        data = read(path) if path and path in manifest.files else None
        if path and data is not None:
            split = split_file(data.decode("utf-8", "replace"), path)
            texts[path] = split[1] if isinstance(split, tuple) else ""
    return texts


def _older(manifest: Manifest, place: str, trusted: Trusted) -> Iterator[Finding]:
    """Yield where a place shows an edition from before the one that was seen there last, or another under its number."""
    seen = known.seen(place)
    if seen is None or trusted.takes_older:
        return
    number, sum_ = seen
    if (manifest.edition or 0) < number:
        message = f"En eldre utgave er lagt tilbake: her ligger utgave {manifest.edition or 'uten nummer'}, og sist lå utgave {number} her"
        yield Finding(MANIFEST, 0, "utgave", message, "Er den tatt tilbake med vilje, kjører du verifiser med --eldre")
    elif manifest.edition == number and manifest.sum != sum_ and number:
        message = f"Utgave {number} er ikke den samme som sist"
        yield Finding(MANIFEST, 0, "sum", message, "En utgave endres aldri. Finn ut hvem som har skrevet her")


def readable(path: Path) -> bytes:
    """Return a file that somebody trusts; raises AvtaleverkError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        msg = f"Fila {path} kan ikke leses ({why(error)})."
        raise AvtaleverkError(msg) from error
