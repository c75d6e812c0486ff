"""Reads the files of a site as they lie on a disk, and writes down what a site that was built consists of."""

import gzip
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from avtaleverk.engines.site_folder import MARK
from avtaleverk.model.disk_faults import why
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.site.manifest import MANIFEST, SIGNATURE, Entry, Manifest, format_manifest, manifest_of
from avtaleverk.site.manifest_check import Copy
from avtaleverk.site.plan import Plan

_PIECE = 2**20
# A page below this is never too large packed.
_LARGE = 150_000
_OWN = frozenset({MANIFEST, SIGNATURE, MARK})


def scan(folder: Path) -> Copy:
    """Return what lies in a folder; a link is never followed. Raises AvtaleverkError where it cannot be read."""
    files: dict[str, Entry] = {}
    links: list[str] = []
    try:
        for path, entry in _walk(folder, ""):
            if entry.is_file(follow_symlinks=False):
                files[path] = entry_of(entry.path)
            else:
                links.append(path)
    except OSError as error:
        msg = f"{error.filename or folder} kan ikke leses ({why(error)})."
        raise AvtaleverkError(msg) from error
    return Copy(files, frozenset(links))


def _walk(folder: Path, below: str) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    """Yield everything in a folder but the folders themselves, with its path below where we began."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda e: e.name)
    for entry in entries:
        path = f"{below}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder / entry.name, f"{path}/")
        else:
            yield path, entry


def entry_of(place: str | Path) -> Entry:
    """Return what a file is known by; raises OSError."""
    digest, size = hashlib.sha256(), 0
    with open(place, "rb", buffering=0) as file:  # noqa: PTH123 - a path to take apart takes longer than most files
        while piece := file.read(_PIECE):
            digest.update(piece)
            size += len(piece)
    return Entry(size, digest.hexdigest())


def packed_pages(folder: Path, manifest: Manifest) -> dict[str, int]:
    """Return how large the larger pages of a site are when they are sent packed, as servers do."""
    large = [p for p, entry in manifest.files.items() if p.endswith(".html") and entry.size > _LARGE]
    return {path: len(gzip.compress((folder / path).read_bytes(), 6)) for path in large}


def write_manifest(plan: Plan, folder: Path) -> Manifest:
    """Write what the site in ``folder`` consists of into it; raises AvtaleverkError, and OSError where that fails."""
    found = scan(folder)
    manifest = manifest_of(plan, {path: entry for path, entry in found.files.items() if path not in _OWN})
    (folder / MANIFEST).write_text(format_manifest(manifest), "utf-8", newline="\n")
    return manifest
