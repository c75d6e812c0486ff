"""The editor's own server: the site, the start page, the forms and what they ask for, on this machine alone."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from avtaleverk.engines.editor.access import Access
from avtaleverk.engines.editor.answers import Answered, Pages
from avtaleverk.engines.editor.desk import Desk
from avtaleverk.engines.editor.protocol import Forms
from avtaleverk.engines.editor.uploads import MOST_UPLOADED, parts, put_into_inbox
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.pages.editor_offers import OFFERS
from avtaleverk.pages.editor_page import EDITOR, SiteDeed, Told

_MOST_ASKED = 12 * 2**20
_PATIENCE_SECONDS = 60
_NOT_LET_IN = "Denne siden er for den som startet redigeringen. Åpne adressen som står i vinduet der du skrev «avtaleverk rediger»."
_REFUSED = "Forespørselen kom ikke fra redigeringssiden på denne maskinen. Last siden på nytt og prøv igjen."


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that changes something: what it is sent as, and what it holds."""

    kind: str
    body: bytes

    def fields(self) -> dict[str, str]:
        """Return the fields of a plain form."""
        found = parse_qs(self.body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=50)
        return {name: values[0] for name, values in found.items()}


@dataclass
class Office:
    """Answers requests for one desk; ``base`` is the path that the site lies under."""

    desk: Desk
    base: str
    access: Access
    pages: Pages = field(init=False)
    forms: Forms = field(init=False)

    def __post_init__(self) -> None:
        """Know what the forms may read and write."""
        self.pages = Pages(self.desk, self.base, self.access.token)
        self.forms = Forms(self.desk.root, self.desk.form_of, self.desk.save)

    def get(self, path: str, query: str, cookies: str) -> Answered:
        """Return what lies at an address; the editor's own pages only for a browser that has been let in."""
        editor = f"{self.base}{EDITOR}"
        if path == editor and self.access.lets_in(query):
            headers = {"Location": editor, "Set-Cookie": self.access.cookie(editor)}
            return Answered(b"", HTTPStatus.SEE_OTHER, headers=headers)
        if path.startswith(editor) and not self.access.was_let_in(cookies):
            return Answered(_NOT_LET_IN.encode(), HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8")
        if not path.startswith(self.base):
            return Answered(b"", HTTPStatus.FOUND, headers={"Location": f"{self.base}{EDITOR}"})
        return self.pages.at(path.removeprefix(self.base), query)

    def post(self, path: str, asked: Asked, is_allowed: Callable[[str], bool]) -> Answered:
        """Return the answer to a request that changes something; ``is_allowed`` judges the word it was sent with."""
        place = path.removeprefix(f"{self.base}{EDITOR}") if path.startswith(f"{self.base}{EDITOR}") else ""
        name, token, window = [*place.split("/", 2), "", ""][:3]
        if name in {"api", "forhandsvis"}:
            if not is_allowed(token):
                return _json({"error": _REFUSED}, HTTPStatus.FORBIDDEN)
            return self._said(name, asked, window)
        acts = {"revider": self._revise, "gjor": self._do, "publiser": self._publish, "innboks": self._take_in}
        act = acts.get(place)
        if act is None:
            return Answered(b"", HTTPStatus.NOT_FOUND)
        found = asked.fields() if place != "innboks" else {}
        files = list(parts(asked.kind, asked.body)) if place == "innboks" else []
        token = found.get("token", "") or next((c.decode("latin-1") for n, _, c in files if n == "token"), "")
        if not is_allowed(token):
            return Answered(_REFUSED.encode(), HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8")
        try:
            act(found, files)
        except Exception as error:  # noqa: BLE001 - without an answer a browser sends the form again, and again
            words = f"Se etter i mappa hva som ble gjort, og meld fra om dette: {error!r}"
            self.desk.tell(Told("Noe gikk galt", (words,), is_fault=True))
        return Answered(b"", HTTPStatus.SEE_OTHER, headers={"Location": f"{self.base}{EDITOR}"})

    def _said(self, name: str, asked: Asked, window: str) -> Answered:
        """Return the answer to a request of the forms, which speak JSON."""
        try:
            request = json.loads(asked.body)
        except (ValueError, RecursionError):
            request = None
        if not isinstance(request, dict) or "json" not in asked.kind:
            return _json({"error": _REFUSED}, HTTPStatus.BAD_REQUEST)
        try:
            return _json(self.pages.preview(request) if name == "forhandsvis" else self.forms.answer(request, window))
        except AvtaleverkError as error:
            words = "\n".join([str(error), *(str(finding) for finding in error.findings)])
        except Exception as error:  # noqa: BLE001 - a fault of ours is told as one, and the editor keeps what was written
            words = f"Noe gikk galt. Kopier det du har skrevet, og meld fra om dette: {error!r}"
        return _json({"error": words}, HTTPStatus.UNPROCESSABLE_ENTITY)

    def _revise(self, fields: Mapping[str, str], files: list[tuple[str, str, bytes]]) -> None:  # noqa: ARG002 - as the other
        self.desk.revise(
            fields.get("dokument", ""), fields.get("versjon", "").strip(), fields.get("endringer", "").strip()
        )

    def _do(self, fields: Mapping[str, str], files: list[tuple[str, str, bytes]]) -> None:  # noqa: ARG002 - as the other
        offer = OFFERS.get(fields.get("gjor", ""))
        if offer is None:
            return
        answers = {q.option: fields[q.option].strip() for q in offer.questions if fields.get(q.option, "").strip()}
        self.desk.do(offer, fields.get("dokument", ""), fields.get("versjon", ""), answers)

    def _publish(self, fields: Mapping[str, str], files: list[tuple[str, str, bytes]]) -> None:  # noqa: ARG002 - as the other
        with suppress(ValueError):
            self.desk.publish(SiteDeed(fields.get("gjor", "")), fields.get("vist", ""))

    def _take_in(self, fields: Mapping[str, str], files: list[tuple[str, str, bytes]]) -> None:  # noqa: ARG002 - as the other
        for field_name, name, data in files:
            if field_name == "fil" and name:
                try:
                    put_into_inbox(self.desk.root, name, data)
                except AvtaleverkError as error:
                    self.desk.tell(Told("Fila ble ikke lagt i innboksen", (str(error),), is_fault=True))
        self.desk.take_in()


def _json(answer: object, status: HTTPStatus = HTTPStatus.OK) -> Answered:
    return Answered(json.dumps(answer, ensure_ascii=False).encode(), status, "application/json; charset=utf-8")


class _Handler(BaseHTTPRequestHandler):
    """Hands requests to the office, after the names and the lengths have been looked at."""

    server: "EditorServer"
    timeout = _PATIENCE_SECONDS
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a page or a file."""
        if not self.server.office.access.is_ours(self.headers.get("Host")):
            self._send(Answered(_REFUSED.encode(), HTTPStatus.MISDIRECTED_REQUEST, "text/plain; charset=utf-8"))
            return
        asked = urlsplit(self.path)
        self._send(self.server.office.get(unquote(asked.path), asked.query, self.headers.get("Cookie", "")))

    def do_HEAD(self) -> None:
        """Answer as to a reader, without what would be read."""
        self.do_GET()

    def do_POST(self) -> None:
        """Do what is asked, where it is one of our own pages that asks."""
        length = self.headers.get("Content-Length", "")
        path = urlsplit(self.path).path
        most = MOST_UPLOADED if path.endswith("/innboks") else _MOST_ASKED
        if not length.isdecimal() or int(length) > most:
            self.close_connection = True
            words = f"Det som ble sendt, er for stort. Mer enn {most // 2**20} MB tas ikke imot."
            self._send(_json({"error": words}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
            return
        host, origin = self.headers.get("Host"), self.headers.get("Origin")
        if not self.server.office.access.is_ours(host) or origin not in {None, f"http://{host}"}:
            self.close_connection = True
            self._send(_json({"error": _REFUSED}, HTTPStatus.FORBIDDEN))
            return
        asked = Asked(self.headers.get("Content-Type", ""), self.rfile.read(int(length)))
        self._send(
            self.server.office.post(
                unquote(path), asked, lambda token: self.server.office.access.may_change(host, origin, token)
            )
        )

    def _send(self, answered: Answered) -> None:
        self.send_response(answered.status)
        for name, value in {**answered.headers, "Content-Type": answered.kind}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answered.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answered.body)

    def log_message(self, *args: object) -> None:
        """Say nothing: the terminal is for what concerns the editor."""


class EditorServer(ThreadingHTTPServer):
    """Listens on this machine alone; ``port`` 0 takes a free one."""

    daemon_threads = True

    def __init__(self, desk: Desk, port: int, word: str) -> None:
        """Take the port; raises OSError where another has it. ``word`` lets a browser in."""
        super().__init__(("127.0.0.1", port), _Handler)
        base = urlsplit(desk.ready.corpus.community.address).path or "/"
        self.office = Office(desk, base if base.endswith("/") else f"{base}/", Access(self.server_port, word))

    @property
    def address(self) -> str:
        """Return where the editor begins, with the word that lets its browser in."""
        return f"http://127.0.0.1:{self.server_port}{self.office.base}{EDITOR}{self.office.access.query}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Let a browser hang up in the middle of an answer."""
