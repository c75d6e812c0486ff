"""Holds a copy of a site against its manifest, and names what was done to it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from avtaleverk.history.lock_file import LOCK, Lock, digest_of, lockable
from avtaleverk.model.addresses import version_address
from avtaleverk.model.findings import Finding
from avtaleverk.model.open_data import markdown_address
from avtaleverk.site.manifest import MANIFEST, SIGNATURE, Entry, Manifest

# What may lie in a site without being told of: the manifest itself, and in one that was built and not published, what the
# build knows its own folder by.
_UNTOLD, _MARK = frozenset({MANIFEST, SIGNATURE}), ".avtaleverk.json"
_AGAIN = "Legg ut nettstedet på nytt med avtaleverk publiser, og finn ut hvem som har skrevet her"


@dataclass(frozen=True, slots=True)
class Copy:
    """The files of a copy of a site: those that are files, and the paths of links, which a site never has.

    ``is_whole`` is false where what is not told of cannot be seen, as over the web. ``unseen`` are paths that could
    not be looked at, such as those that a server hides.
    """

    files: Mapping[str, Entry]
    links: Collection[str] = ()
    unseen: Collection[str] = ()
    is_whole: bool = True


def faults(manifest: Manifest, copy: Copy) -> Iterator[Finding]:
    """Yield every difference between a manifest and a copy of its site, by path."""
    names: dict[str, str] = {}
    for path, entry in sorted(manifest.files.items()):
        names.setdefault(entry.digest, path)
    for path, entry in sorted(manifest.files.items()):
        if path in copy.links:
            yield _fault(path, "Fila er byttet ut med en lenke til noe annet")
        elif path not in copy.files:
            if path not in copy.unseen:
                yield _fault(path, "Fila er borte")
        elif (found := copy.files[path]) != entry:
            yield _fault(path, _changed(path, entry, found, names))
    if copy.is_whole:
        untold = _UNTOLD if manifest.edition else {*_UNTOLD, _MARK}
        for path in sorted({*copy.files, *copy.links} - manifest.files.keys() - untold):
            yield _fault(path, "Lenka hører ikke til nettstedet" if path in copy.links else _extra(copy, path, names))


def _changed(path: str, entry: Entry, found: Entry, names: Mapping[str, str]) -> str:
    other = names.get(found.digest)
    if other is not None and other != path:
        return f"Fila er byttet: innholdet er det som skal ligge i {other}"
    if found.size < entry.size and not found.size:
        return f"Fila er tom. Den skal ha {entry.size} byte"
    if found.size < entry.size:
        return f"Fila er endret eller avkortet: den har {found.size} byte og skal ha {entry.size}"
    return "Innholdet er endret etter at nettstedet ble bygd"


def _extra(copy: Copy, path: str, names: Mapping[str, str]) -> str:
    other = names.get(copy.files[path].digest)
    return f"Fila er lagt til, med det samme innholdet som {other}" if other else "Fila er lagt til"


def _fault(path: str, message: str) -> Finding:
    return Finding(path, 0, "", message, _AGAIN)


def lock_faults(manifest: Manifest, given: bytes, published: bytes | None) -> Iterator[Finding]:
    """Yield where the lock that a site was published with is not the one that is known to be right."""
    if published is None:
        yield Finding(LOCK, 0, "", "Nettstedet har ingen lås å holde tekstene mot", "Legg ut nettstedet på nytt")
    elif published != given:
        message = "Låsen på nettstedet er ikke den samme som den du viser til"
        yield Finding(LOCK, 0, "", message, _lock_cure(manifest))


def _lock_cure(manifest: Manifest) -> str:
    return (
        f"Er din lås nyere enn {manifest.name}, legger du ut nettstedet på nytt. Ellers er en av dem endret, "
        "og avtaleverk verifiser på mappa med tekstene sier om det er din"
    )


def text_faults(manifest: Manifest, lock: Lock, texts: Mapping[str, str]) -> Iterator[Finding]:
    """Yield the approved texts that a site lacks, or has otherwise than they were locked; ``texts`` are by path."""
    for locked in lock.entries:
        name = f"vedtatt som versjon {locked.number} av {locked.folder}"
        place = text_path(manifest, locked.folder, locked.number)
        if place is None or place not in manifest.files:
            yield Finding(LOCK, 0, "", f"Teksten som ble {name}, er ikke på nettstedet", "Legg ut nettstedet på nytt")
        elif place in texts and digest_of(lockable(texts[place])) != locked.digest:
            message = f"Teksten er ikke den som ble {name}"
            yield Finding(place, 0, "", message, "Sett teksten tilbake til den som ble vedtatt, og legg ut på nytt")


def text_path(manifest: Manifest, folder: str, number: str) -> str | None:
    """Return where a version lies on a site as Markdown, None where its document is not there."""
    document = manifest.texts.get(folder)
    return markdown_address(version_address(document.address, number)) if document else None
