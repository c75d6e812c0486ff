"""``manifest.json``: every file of a site with its hash, so that any copy of it can be verified.

One file a line, sorted, with a sum over all that stands before it: ``head -n -2 manifest.json | sha256sum`` gives
that sum as well. A manifest is read strictly; one that is not byte for byte what we would write is not trusted.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from posixpath import normpath
from typing import Any, TypeVar

from avtaleverk import __version__
from avtaleverk.history.lock_file import LOCK
from avtaleverk.model.documents import Document
from avtaleverk.model.findings import Finding
from avtaleverk.model.status import version_in_force
from avtaleverk.site.plan import Plan

MANIFEST = "manifest.json"
SIGNATURE = f"{MANIFEST}.sig"


FORMAT = 1
_T = TypeVar("_T")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CURE = "Legg ut nettstedet på nytt med avtaleverk publiser"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a file must be: how many bytes, and their SHA-256."""

    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class TextEntry:
    """A document of the site: where it lies, and the version that is in force there, None where none is."""

    address: str
    number: str | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that a site consists of.

    ``day`` is the day that it shows. ``edition`` counts what was published at one place, and ``before`` is the sum of
    the edition before it there; both are None for a site that was built and not published.
    ``texts`` are its documents by folder, ``files`` its files by path.
    """

    community: str
    address: str
    day: str
    program: str = __version__
    edition: int | None = None
    before: str | None = None
    texts: Mapping[str, TextEntry] = field(default_factory=dict)
    files: Mapping[str, Entry] = field(default_factory=dict)

    @property
    def lock(self) -> str | None:
        """Return the hash of the lock file that the site was published with, None where it had none."""
        entry = self.files.get(LOCK)
        return entry.digest if entry else None

    @property
    def sum(self) -> str:
        """Return the hash of it all, by which this very site is known."""
        return digest_of(_above(self).encode())

    @property
    def name(self) -> str:
        """Return what people may call it."""
        return f"utgave {self.edition}" if self.edition else f"nettstedet slik det var {self.day}"


def digest_of(data: bytes) -> str:
    """Return the hash by which a file is known."""
    return hashlib.sha256(data).hexdigest()


def manifest_of(plan: Plan, files: Mapping[str, Entry]) -> Manifest:
    """Return the manifest of a site that was built from a plan; ``files`` are those that lie in its folder."""
    community, addresses = plan.corpus.community, plan.addresses
    documents = plan.corpus.all_documents()
    texts = {d.folder: TextEntry(addresses[d.folder], _in_force(plan, d)) for d in documents}
    return Manifest(community.name, community.address, plan.day.isoformat(), texts=texts, files=files)


def _in_force(plan: Plan, document: Document) -> str | None:
    rule = plan.corpus.rule_for(document)
    version = version_in_force(document, rule.ratified_by if rule else (), plan.day)
    return version.number if version else None


def format_manifest(manifest: Manifest) -> str:
    """Return the text of a manifest."""
    above = _above(manifest)
    return f'{above}  "sum": {_json(digest_of(above.encode()))}\n}}\n'


def _above(manifest: Manifest) -> str:
    """Return all that the sum is over."""
    facts = {
        "format": FORMAT,
        "helsefellesskap": manifest.community,
        "nettadresse": manifest.address,
        "dag": manifest.day,
        "avtaleverk": manifest.program,
        "utgave": manifest.edition,
        "forrige": manifest.before,
        "las": manifest.lock,
    }
    head = "".join(f"  {_json(name)}: {_json(value)},\n" for name, value in facts.items())
    texts = {f: {"adresse": t.address, "gjeldende": t.number} for f, t in manifest.texts.items()}
    files = {path: {"byte": e.size, "sha256": e.digest} for path, e in manifest.files.items()}
    return f'{{\n{head}  "tekster": {_lines(texts)},\n  "filer": {_lines(files)},\n'


def _lines(rows: Mapping[str, object]) -> str:
    """Return an object with one member a line, so that two manifests can be compared line by line."""
    if not rows:
        return "{}"
    lines = ",\n".join(f"    {_json(name)}: {_json(value)}" for name, value in sorted(rows.items()))
    return f"{{\n{lines}\n  }}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def read_manifest(data: bytes, place: str = MANIFEST) -> tuple[Manifest | None, list[Finding]]:
    """Return a manifest from its bytes, and what is wrong with it; None where it cannot be read at all.

    One whose sum is wrong is returned as well, since its lines may still tell which file was changed.
    """
    try:
        manifest, said = _read(json.loads(data))
        is_ours, is_sound = format_manifest(manifest).encode() == data, said == manifest.sum
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        message = "Manifestet er ødelagt og kan ikke leses"
        return None, [Finding(place, 0, "", message, _CURE)]
    if not is_sound:
        message = "Manifestet er endret etter at det ble laget: summen nederst passer ikke med linjene over"
        return manifest, [Finding(place, 0, "sum", message, _CURE)]
    if not is_ours:
        message = "Manifestet er ikke skrevet slik avtaleverk skriver det"
        return manifest, [Finding(place, 0, "", message, _CURE)]
    return manifest, []


def _read(said: Any) -> tuple[Manifest, str]:  # noqa: ANN401 - whatever JSON may hold
    """Return a manifest and its sum from JSON; raises ValueError, KeyError, TypeError or AttributeError for any other."""
    if said["format"] != FORMAT:
        raise ValueError
    manifest = Manifest(
        _typed(said["helsefellesskap"], str),
        _typed(said["nettadresse"], str),
        _typed(said["dag"], str),
        _typed(said["avtaleverk"], str),
        None if said["utgave"] is None else _typed(said["utgave"], int),
        None if said["forrige"] is None else _digest(said["forrige"]),
        {folder: _text_entry(text) for folder, text in said["tekster"].items()},
        {
            _path(path): Entry(_typed(file["byte"], int), _digest(file["sha256"]))
            for path, file in said["filer"].items()
        },
    )
    return manifest, _digest(said["sum"])


def _text_entry(said: Any) -> TextEntry:  # noqa: ANN401 - whatever JSON may hold
    number = said["gjeldende"]
    return TextEntry(_typed(said["adresse"], str), None if number is None else _typed(number, str))


def _typed(value: object, kind: type[_T]) -> _T:
    """Return a value of the kind that it must be; True is no number here."""
    if type(value) is not kind:
        raise TypeError
    return value


def _digest(value: object) -> str:
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        raise ValueError
    return value


def _path(value: str) -> str:
    """Return the path of a file; raises ValueError for one that leads out of the site."""
    is_inside = value not in {"", "."} and not value.startswith(("/", "..")) and normpath(value) == value
    if not is_inside or "\\" in value or "\0" in value:
        raise ValueError
    return value


@dataclass(frozen=True, slots=True)
class Difference:
    """What one site has and another has not, by path."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Say whether there is any."""
        return bool(self.new or self.changed or self.gone)

    def of(self, paths: Iterable[str]) -> "Difference":
        """Return the part of it that is about some paths."""
        wanted = frozenset(paths)
        return Difference(*(tuple(p for p in those if p in wanted) for those in (self.new, self.changed, self.gone)))


def difference(old: Mapping[str, Entry], new: Mapping[str, Entry]) -> Difference:
    """Return what becomes of the files when the new site takes the place of the old one."""
    both = sorted(old.keys() & new.keys())
    return Difference(
        tuple(sorted(new.keys() - old.keys())),
        tuple(p for p in both if old[p] != new[p]),
        tuple(sorted(old.keys() - new.keys())),
    )
