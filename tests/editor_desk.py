"""An editor's desk for tests: a small folder, planned but not built, and its server on a free port."""

import http.client
import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from avtaleverk.cli.editor_deeds import FolderDeeds
from avtaleverk.engines.editor.desk import Desk
from avtaleverk.engines.editor.server import EditorServer
from avtaleverk.engines.workshop import Workshop
from avtaleverk.site.plan import Plan

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 22)
# A site is built and published while the caller waits, on a machine that may have much else to do.
_PATIENCE_SECONDS = 300
PROPOSAL = "retningslinjer/02-utskriving/2.1.md"
APPROVED = "retningslinjer/02-utskriving/2.0.md"


def copy_folder(target: Path) -> Path:
    """Copy the small folder with many versions."""
    shutil.copytree(ROOT / "tests" / "versjoner", target)
    return target


def planned(workshop: Workshop, site: Path) -> Plan:
    """Plan the site without building it; only the pages that the server itself needs are there."""
    site.mkdir(parents=True, exist_ok=True)
    (site / "404.html").write_text("<!doctype html><title>Ikke funnet</title>", "utf-8")
    return workshop.plan()


@dataclass(frozen=True)
class Answer:
    """An answer of the server."""

    status: int
    body: str
    headers: dict[str, str]

    @property
    def data(self) -> dict[str, object]:
        """Return the JSON of the answer."""
        found = json.loads(self.body)
        assert isinstance(found, dict)
        return found


@dataclass(frozen=True)
class Caller:
    """Sends requests to the server of a desk, as its own pages would unless told otherwise."""

    desk: Desk
    server: EditorServer

    @property
    def token(self) -> str:
        """Return the word that our own pages know."""
        return self.server.office.access.token

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Send one request; names of headers have _ for -."""
        own = f"127.0.0.1:{self.server.server_port}"
        sent = {"Host": own, "Origin": f"http://{own}", "Content-Type": "application/json"}
        sent["Cookie"] = self.server.office.access.cookie("/").partition(";")[0]
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=_PATIENCE_SECONDS)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in ({"Content-Length": str(len(body))} | sent if body is not None else sent).items():
                if value:
                    connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read().decode(), {k.lower(): v for k, v in answer.getheaders()})
        finally:
            connection.close()

    def send(self, place: str, **fields: str) -> Answer:
        """Send a form of the start page, and return the page as it is then."""
        body = urlencode({"token": self.token, **fields}).encode()
        answer = self.ask("POST", f"/rediger/{place}", body, Content_Type="application/x-www-form-urlencoded")
        assert answer.status == 303
        return self.ask("GET", "/rediger/")

    def act(self, action: str, *, window: str = "en", **params: object) -> Answer:
        """Ask as the forms do."""
        body = json.dumps({"branch": "main", "action": action, "params": params}).encode()
        return self.ask("POST", f"/rediger/api/{self.token}/{window}", body)

    def upload(self, name: str, data: bytes, token: str | None = None) -> Answer:
        """Send a file as the page does."""
        token = self.token if token is None else token
        head = f'--xx\r\nContent-Disposition: form-data; name="token"\r\n\r\n{token}\r\n--xx\r\nContent-Disposition: form-data; name="fil"; filename="{name}"\r\n\r\n'
        return self.ask(
            "POST",
            "/rediger/innboks",
            head.encode() + data + b"\r\n--xx--\r\n",
            Content_Type="multipart/form-data; boundary=xx",
        )

    def shown(self, path: str) -> str:
        """Return a file as its form is shown it."""
        data = self.act("getEntry", path=path).data["data"]
        assert isinstance(data, str)
        return data

    def save(self, path: str, raw: str, window: str = "en") -> Answer:
        """Save a form."""
        return self.act("persistEntry", window=window, dataFiles=[{"path": path, "slug": "x", "raw": raw}], assets=[])


@contextmanager
def at_the_desk(root: Path, site: Path) -> Iterator[Caller]:
    """Serve the editor of a folder."""
    desk = Desk(Workshop(root, DAY, is_preview=True), site, planned, FolderDeeds(root, DAY))
    desk.start()
    with EditorServer(desk, 0, "ord") as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield Caller(desk, server)
        server.shutdown()
        thread.join()
