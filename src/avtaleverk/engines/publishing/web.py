"""Fetches the files of a published site from its address as readers do, and nothing from anywhere else."""

import hashlib
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPException
from typing import IO
from urllib.parse import quote, urlsplit

from avtaleverk.engines.publishing.place import PublishingError
from avtaleverk.site.header_files import HOSTED
from avtaleverk.site.headers import FOLDER
from avtaleverk.site.manifest import Entry, Manifest
from avtaleverk.site.manifest_check import Copy

SECONDS = 20
_PIECE = 65_536
_AT_ONCE = 8
_WEB = re.compile(r"https?://[^/\s]+", re.IGNORECASE)
_GONE = frozenset({404, 410})


def is_address(place: str) -> bool:
    """Say whether a place is on the web."""
    return _WEB.match(place) is not None


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows an answer to another page of the same host alone."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - the library's own signature
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: object, newurl: str
    ) -> urllib.request.Request | None:
        """Refuse any other host."""
        if urlsplit(newurl).hostname != urlsplit(req.full_url).hostname or not is_address(newurl):
            msg = f"{req.full_url} sender videre til {newurl}, som er et annet sted. Er det riktig, skriver du den adressen."
            raise PublishingError(msg)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type] # passed on as it came


class Site:
    """A site at an address, asked for one file after another, none of them kept by anybody on the way."""

    def __init__(self, address: str, seconds: float = SECONDS) -> None:
        """Ask below ``address``, and wait ``seconds`` for each file."""
        self.address = address.rstrip("/") + "/"
        self._asked = _as_sent(self.address)
        self._seconds = seconds
        self._opener = urllib.request.build_opener(_SameHost)

    def read(self, path: str, most: int) -> bytes | None:
        """Return a file, None where it is not there; raises PublishingError in words."""
        content = bytearray()
        return bytes(content) if self._ask(path, content.extend, most) else None

    def entry(self, path: str, most: int) -> Entry | None:
        """Return what a file is known by, reading little more than ``most`` bytes; None where it is not there."""
        digest = hashlib.sha256()
        size = self._ask(path, digest.update, most)
        return None if size is None else Entry(size, digest.hexdigest())

    def _ask(self, path: str, take: Callable[[bytes], object], most: int) -> int | None:
        address = self._asked + quote(path.removesuffix("index.html") if _is_index(path) else path)
        request = urllib.request.Request(address, headers={"User-Agent": "avtaleverk", "Cache-Control": "no-cache"})  # noqa: S310 - http and https alone
        try:
            with self._opener.open(request, timeout=self._seconds) as answer:
                if (packed := answer.headers.get("Content-Encoding", "identity")) != "identity":
                    msg = f"{address} svarer pakket ({packed}), uten å være bedt om det. Be den som driver tjeneren, om å slå det av."
                    raise PublishingError(msg)
                return self._take(answer.read1, take, most)
        except urllib.error.HTTPError as error:
            if error.code in _GONE:
                return None
            msg = f"{address} svarte med en feil ({error.code})."
            raise PublishingError(msg) from error
        except TimeoutError as error:
            raise self._too_slow() from error
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise self._too_slow() from error
            msg = f"{address} svarer ikke ({reason}). Se etter at adressen er riktig, og at du er på nett."
            raise PublishingError(msg) from error

    def _take(self, read: Callable[[int], bytes], take: Callable[[bytes], object], most: int) -> int:
        ends, size = time.monotonic() + self._seconds * 3, 0
        while size <= most and (piece := read(_PIECE)):
            take(piece)
            size += len(piece)
            if time.monotonic() > ends:
                raise self._too_slow()
        return size

    def _too_slow(self) -> PublishingError:
        msg = f"{self.address} svarte ikke på {self._seconds:g} sekunder. Prøv igjen når nettet er bedre."
        return PublishingError(msg)


def _as_sent(address: str) -> str:
    """Return an address as programs write it, where people may have typed letters of their own."""
    scheme, _, rest = address.partition("://")
    host, _, path = rest.partition("/")
    with suppress(UnicodeError):
        host = host.encode("idna").decode("ascii")
    return f"{scheme}://{host}/{quote(path, safe='/%~')}"


def _is_index(path: str) -> bool:
    return path == "index.html" or path.endswith("/index.html")


def copy_of(site: Site, manifest: Manifest, paths: Iterable[str] | None = None) -> Copy:
    """Return the files that lie at an address, of those that a manifest tells of; servers hide their own settings.

    Raises PublishingError where one of them cannot be asked for.
    """
    wanted = [p for p in (manifest.files if paths is None else paths) if not _is_hidden(p)]
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        found = dict(zip(wanted, pool.map(lambda p: site.entry(p, manifest.files[p].size), wanted), strict=True))
    finally:
        # Where one does not answer, nobody waits for the hundreds after it.
        pool.shutdown(cancel_futures=True)
    there = {path: entry for path, entry in found.items() if entry is not None}
    return Copy(there, unseen=frozenset(manifest.files) - frozenset(wanted), is_whole=False)


def _is_hidden(path: str) -> bool:
    """Say whether a server set up with our own headers keeps a file to itself."""
    return path.startswith((".", FOLDER)) or path == HOSTED
