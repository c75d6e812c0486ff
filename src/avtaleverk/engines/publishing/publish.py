"""Lays a site at a place, looks at it there, turns readers to it, and turns back where it is not what it should be."""

import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from avtaleverk.engines.publishing import known
from avtaleverk.engines.publishing.place import Edition, Held, Place, PublishingError, edition_of
from avtaleverk.engines.publishing.scan import scan
from avtaleverk.engines.publishing.web import Site, copy_of
from avtaleverk.engines.signing import sign
from avtaleverk.history.signatures import NAMESPACE
from avtaleverk.model.disk_faults import why
from avtaleverk.model.findings import Finding
from avtaleverk.site.manifest import (
    MANIFEST,
    SIGNATURE,
    Manifest,
    format_manifest,
    read_manifest,
)
from avtaleverk.site.manifest_check import faults

MOST_MANIFEST = 50_000_000
_PAGES_LOOKED_AT = 6
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Wish:
    """How to publish: how many editions to keep, the address to look at afterwards, and the key to sign with.

    A server or what stands before it may need a moment to see the new edition; we look ``looks`` times, with ``pause``
    seconds between them.
    """

    keep: int = 5
    address: str | None = None
    key: Path | None = None
    looks: int = 4
    pause: float = 2.0


def published(place: Place, held: Held) -> Manifest | None:
    """Return what readers meet at a place now, None where there is nothing, or nothing that can be read."""
    return _manifest(place, held.current) if held.current else None


def _manifest(place: Place, edition: Edition) -> Manifest | None:
    data = place.read(edition, MANIFEST, MOST_MANIFEST)
    manifest, wrong = read_manifest(data) if data else (None, [])
    return None if wrong else manifest


def damage(place: Place, held: Held, before: Manifest) -> tuple[Finding, ...]:
    """Return what is not as it was published in what readers meet at a place now."""
    try:
        _look_at(place, None if place.turns_by_copying else held.current, before)
    except PublishingError as error:
        return error.findings
    return ()


def publish(site: Path, manifest: Manifest, place: Place, held: Held, wish: Wish) -> Edition:
    """Make a site that was built the one that readers of a place meet; return its edition.

    Raises PublishingError where it cannot be done, or where what came there is not what was sent. Readers then meet
    what they met before.
    """
    before = published(place, held)
    last = known.seen(place.name)
    number = max(held.newest, last[0] if last else 0) + 1
    manifest = replace(manifest, edition=number, before=before.sum if before else None)
    _write(site, manifest, wish.key)
    edition = edition_of(manifest)
    place.remove(held.broken)
    place.lay(site, edition, held.current)
    try:
        _look_at(place, edition, manifest)
        _refuse_others(place, held, edition)
    except BaseException:
        place.remove([str(edition)])
        raise
    _turn(place, edition, held.current, manifest, wish)
    known.note(place.name, number, manifest.sum)
    _tidy(place, held, edition, manifest, wish.keep)
    return edition


def _write(site: Path, manifest: Manifest, key: Path | None) -> None:
    """Write the manifest, and its signature; one of another edition is never left beside it."""
    data = format_manifest(manifest).encode()
    signature = sign(data, key, NAMESPACE) if key else None
    try:
        (site / MANIFEST).write_bytes(data)
        (site / SIGNATURE).unlink(missing_ok=True)
        if signature:
            (site / SIGNATURE).write_text(signature, "utf-8", newline="\n")
    except OSError as error:
        msg = f"Manifestet kan ikke skrives ({why(error)})."
        raise PublishingError(msg) from error


def _look_at(place: Place, edition: Edition | None, manifest: Manifest) -> None:
    """Read an edition back and hold it against its manifest; raises PublishingError with what differs."""
    with place.copy(edition) as folder:
        try:
            said = (folder / MANIFEST).read_bytes()
        except OSError:
            said = b""
        wrong = list(faults(manifest, scan(folder)))
    if said != format_manifest(manifest).encode():
        wrong.insert(0, Finding(MANIFEST, 0, "", "Manifestet der er ikke det som ble sendt"))
    if wrong:
        files = "1 fil" if len(wrong) == 1 else f"{len(wrong)} filer"
        msg = f"Det som kom fram til {place.name}, er ikke det som ble sendt: {files} er feil."
        raise PublishingError(msg, wrong[:_SHOWN])


def _refuse_others(place: Place, held: Held, edition: Edition) -> None:
    """Raise PublishingError where somebody else has published from another machine since we looked."""
    now = place.look()
    if now.current != held.current or now.newest > edition.number:
        msg = f"Noen andre har publisert til {place.name} imens ({now.current}). Kjør kommandoen på nytt."
        raise PublishingError(msg)


def _turn(place: Place, edition: Edition, old: Edition | None, manifest: Manifest, wish: Wish) -> None:
    """Turn readers to an edition and look at what they meet; turn back where that is not it."""
    try:
        place.switch(edition)
        if place.turns_by_copying:
            _look_at(place, None, manifest)
        if wish.address:
            _look_on_the_web(wish.address, manifest, wish)
    except PublishingError as error:
        _turn_back(place, edition, old, error)


def _turn_back(place: Place, edition: Edition, old: Edition | None, error: PublishingError) -> None:
    """Turn readers back and say so; raises PublishingError always."""
    try:
        place.switch(old)
    except PublishingError as again:
        msg = f"{error} Det gikk heller ikke å bytte tilbake: {again} Kjør avtaleverk publiser på nytt når det går."
        raise PublishingError(msg, error.findings) from error
    # The next command removes it otherwise.
    with suppress(PublishingError):
        place.remove([str(edition)])
    back = f"Nettstedet er byttet tilbake til utgave {old.number}." if old else "Ingenting er lagt ut."
    msg = f"{error} {back}"
    raise PublishingError(msg, error.findings) from error


def _look_on_the_web(address: str, manifest: Manifest, wish: Wish) -> None:
    """Fetch the manifest and some pages from the live address; raises PublishingError where they are others."""
    site = Site(address)
    for left in reversed(range(wish.looks)):
        found = list(_on_the_web(site, manifest))
        if not found:
            return
        if left:
            time.sleep(wish.pause)
    msg = f"{site.address} viser ikke det som ble lagt ut."
    raise PublishingError(msg, found)


def _on_the_web(site: Site, manifest: Manifest) -> Iterator[Finding]:
    data = format_manifest(manifest).encode()
    if site.read(MANIFEST, len(data)) != data:
        hint = "Se etter at tjeneren viser mappa «gjeldende», og at --adresse er riktig"
        yield Finding(f"{site.address}{MANIFEST}", 0, "", "Manifestet på adressen er et annet", hint)
        return
    pages = ["index.html", *(f"{text.address}index.html" for text in manifest.texts.values())]
    chosen = [p for p in dict.fromkeys(pages) if p in manifest.files][:_PAGES_LOOKED_AT]
    some = replace(manifest, files={p: manifest.files[p] for p in chosen})
    yield from faults(some, copy_of(site, some))


def _tidy(place: Place, held: Held, edition: Edition, manifest: Manifest, keep: int) -> None:
    """Remove what is older than the editions to keep.

    Of those that have the same texts and pages, as the ones of night after night, the newest alone counts; else a
    week of nights would leave nothing to turn back to. The edition before is kept whatever it has.
    """
    there = sorted({*held.whole, edition}, reverse=True)
    if len(there) <= keep:
        return
    kept = {edition, held.current}
    seen: set[object] = set()
    for one in there:
        told = manifest if one == edition else _manifest(place, one)
        if told is not None and (has := (repr(told.texts), told.lock, frozenset(_lasting(told)))) not in seen:
            seen.add(has)
            kept |= {one} if len(seen) <= keep else set()
    with suppress(PublishingError):
        place.remove([str(one) for one in there if one not in kept])


def _lasting(manifest: Manifest) -> Iterator[str]:
    """Yield the paths that do not come and go with each build."""
    return (path for path in manifest.files if not path.startswith("pagefind"))


def turn_back(place: Place, held: Held, wanted: str, wish: Wish | None = None) -> Edition:
    """Turn readers to an earlier edition, the one that they met before this one where none is named; return it.

    Raises PublishingError where there is none, or where it is not whole any more.
    """
    edition = chosen(held, wanted, place)
    manifest = _manifest(place, edition)
    if manifest is None or edition_of(manifest) != edition:
        msg = f"Manifestet til utgave {edition.number} er borte eller endret. {_another(held, edition)}"
        raise PublishingError(msg)
    if not place.turns_by_copying:
        _look_at_kept(place, edition, manifest, held)
    place.switch(edition)
    known.note(place.name, edition.number, manifest.sum)
    try:
        # Where turning takes a while, what must go goes first, and what came instead is looked at afterwards.
        if place.turns_by_copying:
            _look_at(place, None, manifest)
        if wish and wish.address:
            _look_on_the_web(wish.address, manifest, wish)
    except PublishingError as error:
        msg = f"Leserne er vist over til utgave {edition.number}, men noe er galt. {error}"
        raise PublishingError(msg, error.findings) from error
    return edition


def _look_at_kept(place: Place, edition: Edition, manifest: Manifest, held: Held) -> None:
    try:
        _look_at(place, edition, manifest)
    except PublishingError as error:
        msg = f"Utgave {edition.number} er ikke slik den ble lagt ut. {_another(held, edition)}"
        raise PublishingError(msg, error.findings) from error


def chosen(held: Held, wanted: str, place: Place) -> Edition:
    """Return the edition to turn to, the one that readers met before where none is named; raises PublishingError."""
    if not held.whole:
        msg = f"Ingenting er publisert til {place.name} ennå."
        raise PublishingError(msg)
    if not wanted:
        earlier = [e for e in held.whole if held.current is None or e < held.current]
        if not earlier:
            msg = f"Det er ingen tidligere utgave enn den som vises nå. Her er: {_listed(held.whole)}."
            raise PublishingError(msg)
        # An edition that was taken back stays for a while, and is not what readers met before this one.
        now = published(place, held)
        before = [e for e in earlier if now and now.before and now.before.startswith(e.short_sum)]
        return (before or earlier)[-1]
    found = [e for e in held.whole if wanted in {str(e), str(e.number)}]
    if not found:
        msg = f"Utgaven «{wanted}» er ikke her. Her er: {_listed(held.whole)}."
        raise PublishingError(msg)
    return found[0]


def _another(held: Held, edition: Edition) -> str:
    others = [e for e in held.whole if e not in {edition, held.current}]
    return f"Velg en annen med --tilbake NUMMER: {_listed(others)}." if others else "Det er ingen annen å velge."


def _listed(editions: Iterable[Edition]) -> str:
    return ", ".join(f"{e.number} ({e.day})" for e in editions)
