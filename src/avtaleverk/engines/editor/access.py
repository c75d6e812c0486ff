"""Who may talk to the editor's server: the pages that it served itself, on this machine, and nobody else.

Any page in the same browser can send requests to this machine. So each name that the server is called by is checked
(a foreign name that leads here is not ours), each page that asks (``Origin``), and each request that changes
something needs a word that only our own pages have been told. Others who use the same machine can reach the server too:
the pages are shown to a browser that came by the address with the word in it, and has kept it since.
"""

import hmac
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from platformdirs import user_cache_path

_NAMES = ("127.0.0.1", "localhost", "[::1]")
_ASKED = "nokkel"
_ENOUGH = 32


def kept_word() -> str:
    """Return the word of this user, the same as last time, so that a page that is open outlives the server.

    Where it cannot be kept for this user alone, it is a new one each time.
    """
    place = user_cache_path("avtaleverk") / "rediger" / "nokkel"
    with suppress(OSError, UnicodeDecodeError):
        place.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            place.touch(0o600, exist_ok=False)
            place.write_text(secrets.token_urlsafe(_ENOUGH), "ascii")
        is_ours = os.name != "posix" or not place.stat().st_mode & 0o077
        if (
            is_ours
            and not place.is_symlink()
            and len(word := place.read_text("ascii")) > _ENOUGH
            and word.isprintable()
        ):
            return word
    return secrets.token_urlsafe(_ENOUGH)


@dataclass(frozen=True, slots=True)
class Access:
    """``token`` is the word; ``port`` the one that the server listens on."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(_ENOUGH), repr=False)

    @property
    def hosts(self) -> frozenset[str]:
        """Return the names that the server answers to."""
        return frozenset(f"{name}:{self.port}" for name in _NAMES)

    def is_ours(self, host: str | None) -> bool:
        """Say whether the server was called by its own name."""
        return host in self.hosts

    def may_change(self, host: str | None, origin: str | None, token: str) -> bool:
        """Say whether a request that changes something comes from one of our own pages."""
        from_us = origin is None or origin == f"http://{host}"
        return self.is_ours(host) and from_us and self._is_word(token)

    def was_let_in(self, cookies: str) -> bool:
        """Say whether a browser has been here by the address with the word in it."""
        with suppress(CookieError):
            found = SimpleCookie(cookies).get(self._name)
            return found is not None and self._is_word(found.value)
        return False

    def lets_in(self, query: str) -> bool:
        """Say whether an address has the word in it."""
        return any(self._is_word(word) for word in parse_qs(query).get(_ASKED, []))

    def cookie(self, path: str) -> str:
        """Return what a browser is to keep for the pages below ``path``."""
        return f"{self._name}={self.token}; Path={path}; HttpOnly; SameSite=Lax"

    @property
    def query(self) -> str:
        """Return the end of the address that lets a browser in."""
        return f"?{_ASKED}={self.token}"

    @property
    def _name(self) -> str:
        # Browsers keep one set for all ports of a machine.
        return f"avtaleverk-{self.port}"

    def _is_word(self, word: str) -> bool:
        return hmac.compare_digest(word.encode(), self.token.encode())
