"""Where links and pictures lead once a text is a file that lies anywhere."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from avtaleverk.exports.docx.images import Image, image_of
from avtaleverk.model.text import Clause

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
# Given the path of a picture below the root of the folder: its bytes, or None where nobody has them.
Pictures = Callable[[str], bytes | None]
_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_]")
_LONGEST_NAME, _TAIL = 40, 6
# What the addresses of links can be written with; anything else is written in percent, as a browser would.
_UNSAFE = re.compile(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]")


def bookmark(identity: str) -> str:
    """Return the name of the bookmark at a point; Word allows letters, digits, and forty of them, and no two alike."""
    name = _NOT_IN_NAMES.sub("_", identity)
    if len(name) <= _LONGEST_NAME and name.replace("_", "-") == identity:
        return name
    # What a name cannot hold still tells it from others that begin alike.
    tail = sha256(identity.encode("utf-8", "replace")).hexdigest()[:_TAIL]
    return f"{name[: _LONGEST_NAME - _TAIL - 1]}_{tail}"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Knows where the addresses of a text lead; ``points`` are those within the file, ``site`` where the others begin."""

    site: str
    points: frozenset[str]

    @classmethod
    def of(cls, site: str, clauses: Sequence[Clause]) -> "Addresses":
        """Return what is known of a text by its points."""
        return cls(site, frozenset(clause.id for clause in clauses))

    def written(self, address: str) -> str:
        """Return an address as the file writes it, ``#name`` within it, "" where it leads nowhere."""
        if address.startswith("#"):
            return f"#{bookmark(address[1:])}" if address[1:] in self.points else ""
        if not address:
            return ""
        whole = address if _ABSOLUTE.match(address) else f"{self.site}/{address.lstrip('/')}"
        return _UNSAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode("utf-8", "replace")), whole)


@dataclass(slots=True)
class Relations:
    """What the text points to, each under one name; ``media`` are the pictures that the file holds."""

    addresses: Addresses
    folder: str
    pictures: Pictures | None
    links: dict[str, str] = field(default_factory=dict)
    media: dict[str, Image] = field(default_factory=dict)
    _known: dict[str, tuple[str, Image] | None] = field(default_factory=dict)

    def link(self, address: str) -> str:
        """Return the name under which an address outside is kept."""
        return self.links.setdefault(address, f"lenke{len(self.links) + 1}")

    def picture(self, source: str) -> tuple[str, Image] | None:
        """Return the name of a picture and the picture, or None where it cannot be shown."""
        if source not in self._known:
            data = self.pictures(f"{self.folder}/{source}") if self.pictures and source else None
            image = image_of(data) if data else None
            name = f"bilde{len(self.media) + 1}"
            if image:
                self.media[name] = image
            self._known[source] = (name, image) if image else None
        return self._known[source]
