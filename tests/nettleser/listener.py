"""A server that hears everything: whoever asks it for something has run, loaded or followed an attack."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Listener:
    """What was heard at an address."""

    url: str
    heard: list[str] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    heard: list[str]

    def _answer(self) -> None:
        self.heard.append(f"{self.command} {self.path}")
        body = b"top.__angrep.push('lastet')"
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_POST = do_HEAD = do_OPTIONS = do_PUT = _answer  # noqa: N815 - the library's own names

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@dataclass
class Stage:
    """An address that shows the HTML it is given, without any header that would help."""

    url: str
    html: str = ""


class _Shown(BaseHTTPRequestHandler):
    stage: Stage

    def do_GET(self) -> None:
        """Show the page, or a picture of nothing."""
        is_page = self.path == "/"
        body = self.stage.html.encode() if is_page else b""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8" if is_page else "image/png")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def listening() -> Iterator[Listener]:
    """Listen on a free port of this machine."""
    listener = Listener("")
    with _running(type("Handler", (_Handler,), {"heard": listener.heard})) as listener.url:
        yield listener


@contextmanager
def staged() -> Iterator[Stage]:
    """Show pages on a free port of this machine: a browser keeps made-up answers from asking others of it."""
    stage = Stage("")
    with _running(type("Shown", (_Shown,), {"stage": stage})) as stage.url:
        yield stage


@contextmanager
def _running(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
