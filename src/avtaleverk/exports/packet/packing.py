"""The files of a packet together: the list of what they are, and all of them as one file with equal bytes every time."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from avtaleverk.exports.packet.facts import KIND

CHECKSUMS, METADATA = "SHA256SUMS", "metadata.json"
# The first day that the format knows; the true one stands in the metadata.
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return the list that ``sha256sum -c`` reads; the names in it have no signs that it would write otherwise."""
    return "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())).encode()


def zipped(files: Mapping[str, bytes], folder: str) -> bytes:
    """Return files as one zip, in a folder of its own; equal files give equal bytes."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, data in sorted(files.items()):
            entry = ZipInfo(f"{folder}/{name}", _FIRST_DAY)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, _READABLE
            archive.writestr(entry, data, compresslevel=9)
    return made.getvalue()


def is_packet(names: Iterable[str], metadata: bytes) -> bool:
    """Say whether a folder is a packet of ours: its metadata says so, and nothing lies in it that they do not name."""
    try:
        said = json.loads(metadata)
        listed = {file["navn"] for file in said["filer"]}
    except (ValueError, TypeError, KeyError):
        return False
    return bool(said.get("slag") == KIND) and set(names) <= {*listed, CHECKSUMS, METADATA, "metadata.xml"}


def as_json(facts: Mapping[str, object]) -> bytes:
    """Return metadata as a JSON file that people can read too."""
    return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode()
