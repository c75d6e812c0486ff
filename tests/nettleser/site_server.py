"""Builds a folder of agreements and serves it under the strictest policy a host could set."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from avtaleverk.site.headers import content_type, headers_of

ROOT = Path(__file__).resolve().parents[2]
BUILD_DAY = "2026-11-22"
CORPUS = ("avtaler", "retningslinjer", "organisasjon", "docs", "helsefellesskap.yml", "ordliste.yml")


class _Handler(SimpleHTTPRequestHandler):
    """Serves files with the headers that the site asks for, and the site's own page where there is nothing."""

    def end_headers(self) -> None:
        """Add what the header files of the site say of this file; its kind is guessed from them too."""
        asked = urlsplit(self.path)
        for name, value in headers_of(unquote(asked.path).lstrip("/"), asked.query).items():
            if name != "Content-Type":
                self.send_header(name, value)
        super().end_headers()

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """Return the kind that the header files name."""
        return content_type(os.fspath(path))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    # A browser asks for everything at once, and one who is turned away comes back a second later.
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Let a browser hang up in the middle of an answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type] # the types of the library


@dataclass(frozen=True)
class Site:
    """A built site: where its files lie and where it is served."""

    folder: Path
    url: str

    def pages(self) -> list[str]:
        """Return the address of every page, from the root, without those that only lead on and the file to take along."""
        there = (p for p in self.folder.rglob("*.html") if 'http-equiv="refresh"' not in p.read_text("utf-8"))
        found = (p.relative_to(self.folder).as_posix() for p in there if p != self.offline)
        return sorted(f"/{path.removesuffix('index.html')}" for path in found)

    @property
    def offline(self) -> Path:
        """Return the file to take along, which is opened without a server."""
        return next((self.folder / "frakoblet").glob("avtaleverk-*.html"), self.folder)

    def html(self, address: str) -> str:
        """Return the HTML of a page."""
        path = address.lstrip("/")
        return (self.folder / (f"{path}index.html" if not path or path.endswith("/") else path)).read_text("utf-8")


def build(root: Path, target: Path, day: str = BUILD_DAY) -> None:
    """Build as an editor would; what it says is shown where it fails."""
    command = [sys.executable, "-m", "avtaleverk", "bygg", "--rot", str(root), "--til", str(target), "--dato", day]
    done = subprocess.run([*command, "--uten-mellomlager"], capture_output=True, text=True, check=False, cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr


def copy_corpus(target: Path) -> Path:
    """Copy the agreements of this repository, without anything that belongs to an engine."""
    target.mkdir()
    for name in CORPUS:
        place = ROOT / name
        if place.is_dir():
            shutil.copytree(place, target / name)
        else:
            shutil.copy(place, target / name)
    return target


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """Serve a built folder on a free port of this machine."""
    with _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield Site(folder, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
        thread.join()
