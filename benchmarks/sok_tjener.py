"""Serves a built site as a host would, compressed, and counts what it sends."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

# What a web server compresses when it is told to; the rest is compressed already, or is of a kind it does not know.
_COMPRESSED = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt", ".wasm"}
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm"}
_LEVEL = 6
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'"
)


@lru_cache(maxsize=4096)
def _packed(path: Path, written: int) -> bytes:  # noqa: ARG001 - a file that is written anew is packed anew
    return gzip.compress(path.read_bytes(), _LEVEL, mtime=0)


@dataclass(slots=True)
class Sent:
    """The answers that were sent: an address and its bytes on the wire, head and body."""

    answers: list[tuple[str, int]] = field(default_factory=list)

    def since(self, place: int) -> list[tuple[str, int]]:
        """Return what was sent after the first ``place`` answers."""
        return self.answers[place:]


class _Counting:
    """A stream that counts what is written to it."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self.count = 0

    def write(self, data: bytes) -> int:
        self.count += len(data)
        return self._inner.write(data)

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, *args: object, sent: Sent, policy: str, **options: object) -> None:
        self._sent, self._policy = sent, policy
        super().__init__(*args, **options)  # type: ignore[arg-type] # handed on as they came

    def setup(self) -> None:
        super().setup()
        self.wfile = _Counting(self.wfile)  # type: ignore[assignment] # it writes as the stream does

    def do_GET(self) -> None:
        before = self.wfile.count  # type: ignore[attr-defined] # the counting stream
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        self._answer(path) if path.is_file() else self.send_error(404)
        self._sent.answers.append((self.path, self.wfile.count - before))  # type: ignore[attr-defined]

    def _answer(self, path: Path) -> None:
        packs = path.suffix in _COMPRESSED
        body = _packed(path, path.stat().st_mtime_ns) if packs else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", _TYPES.get(path.suffix) or self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        if packs:
            self.send_header("Content-Encoding", "gzip")
        if self._policy:
            self.send_header("Content-Security-Policy", self._policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Let a browser hang up in the middle of an answer."""


@contextmanager
def served(folder: Path, policy: str = "") -> Iterator[tuple[str, Sent]]:
    """Serve a folder on a free port of this machine; yield its address and what it has sent."""
    sent = Sent()
    with _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder), sent=sent, policy=policy)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", sent
        finally:
            server.shutdown()
            thread.join()
