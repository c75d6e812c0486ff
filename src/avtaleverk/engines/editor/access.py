"""Who may talk to the editor's server: the pages that it served itself, on this machine, and nobody else.

Any page in the same browser can send requests to this machine. So each name that the server is called by is checked
(a foreign name that leads here is not ours), each page that asks (``Origin``), and each request that changes
something needs a word that only our own pages have been told.
"""

import hmac
import secrets
from dataclasses import dataclass, field

_NAMES = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Access:
    """``token`` is the word; ``port`` the one that the server listens on."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

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
        return self.is_ours(host) and from_us and hmac.compare_digest(token.encode(), self.token.encode())
