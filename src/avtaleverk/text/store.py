"""Rendered texts kept by the hash of what they were made from."""

import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import markdown

from avtaleverk.model.text import Clause, Reference, RenderedText
from avtaleverk.text.markdown import new_parser
from avtaleverk.text.render import render


class Cache(Protocol):
    """A place to keep text under a key; losing it costs time and nothing else."""

    def get(self, key: str) -> str | None:
        """Return what was kept under ``key``."""

    def put(self, key: str, value: str) -> None:
        """Keep ``value`` under ``key``."""


@lru_cache(maxsize=1)
def code_fingerprint() -> str:
    """Return a hash of avtaleverk's own files: other code, other output, so nothing old is reused."""
    root = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256(markdown.__version__.encode())
    for path in sorted(root.rglob("*")):
        # A style that lies beside code is part of a file made for paper; the site's own lies among its assets.
        if path.suffix in {".py", ".html", ".po", ".json"} or (path.suffix == ".css" and "exports" in path.parts):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def fingerprint(*parts: str) -> str:
    """Return one key for several texts, none of which can run into the next."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


class TextStore:
    """Renders each body once; an approved text never changes, so its rendering never does."""

    def __init__(self, cache: Cache | None = None) -> None:
        """Use ``cache`` across runs where there is one; within a run memory is enough."""
        self._cache = cache
        self._memory: dict[str, RenderedText] = {}
        self._kept: dict[str, bytes] = {}
        self._parser = new_parser()
        self.rendered = 0
        # What others have made from kept texts in this run, so that it is read once.
        self.objects: dict[str, object] = {}

    def of(self, body: str) -> RenderedText:
        """Return the rendering of ``body``."""
        if body not in self._memory:
            key = _key(body)
            self._memory[body] = self._load(key) or self._make(key, body)
        return self._memory[body]

    def missing(self, bodies: Iterable[str]) -> list[str]:
        """Return the bodies that nobody has rendered yet."""
        return [b for b in bodies if b not in self._memory and not (self._cache and self._cache.get(_key(b)))]

    def add(self, body: str, written: str) -> None:
        """Take in a rendering that another process has made, as ``written`` gave it."""
        self._memory[body] = _from_json(written)
        if self._cache:
            self._cache.put(_key(body), written)

    def kept(self, key: str) -> str | None:
        """Return what was kept under ``key``, in this run or in an earlier one."""
        if self._cache:
            return self._cache.get(key)
        packed = self._kept.get(key)
        return None if packed is None else zlib.decompress(packed).decode("utf-8", "surrogatepass")

    def keep(self, key: str, value: str) -> None:
        """Keep ``value`` for later in this run, and for other runs where there is a cache."""
        if self._cache:
            self._cache.put(key, value)
        else:
            self._kept[key] = zlib.compress(value.encode("utf-8", "surrogatepass"), 1)

    def _load(self, key: str) -> RenderedText | None:
        kept = self._cache.get(key) if self._cache else None
        return _from_json(kept) if kept else None

    def _make(self, key: str, body: str) -> RenderedText:
        text = render(body, self._parser)
        self.rendered += 1
        if self._cache:
            self._cache.put(key, written(text))
        return text


def _key(body: str) -> str:
    return fingerprint("tekst", code_fingerprint(), body)


def written(text: RenderedText) -> str:
    """Return a rendering as it is kept."""
    return json.dumps(asdict(text), ensure_ascii=False)


def _from_json(kept: str) -> RenderedText:
    data = json.loads(kept)
    return RenderedText(
        data["html"],
        tuple(Clause(**c) for c in data["clauses"]),
        tuple(Reference(**r) for r in data["references"]),
        tuple(data["anchors"]), tuple(data["images"]), tuple(data["notes"]), data["words"],
    )  # fmt: skip
