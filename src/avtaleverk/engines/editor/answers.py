"""What the editor's server shows: the site as it is built, the start page, and the forms with their settings."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from avtaleverk.editing.forms import APPROVED, PROPOSALS, approved_forms, configuration, proposal_forms
from avtaleverk.engines.editor import bundle
from avtaleverk.engines.editor.disk import read_inside
from avtaleverk.engines.editor.looking import inbox_of
from avtaleverk.engines.editor.uploads import INBOX, REPORT
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.pages.editor_page import EDITOR, FORMS, EditorView, editor_html, form_address
from avtaleverk.pages.editor_words import report_on_the_page
from avtaleverk.pages.proposal_words import base_of
from avtaleverk.pages.shell import Head
from avtaleverk.redline import compare
from avtaleverk.redline.phrases import Language
from avtaleverk.site.headers import CONTENT_SECURITY, content_type, headers_of
from avtaleverk.text import render

if TYPE_CHECKING:
    from avtaleverk.engines.editor.desk import Desk

ASSETS = Path(__file__).resolve().parent / "assets"
_OWN = {"skjema.js", "skjema.css", "rediger.js", "rediger.css"}
_BUNDLED = re.compile(r"(?:[0-9]+\.)?decap-cms\.js|[0-9a-f]+\.wasm")
# The forms are a program of others: they make styles and check their settings with code made on the spot. They get
# nothing from elsewhere and can send nothing there.
FORMS_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' blob:; frame-src 'self' blob:; worker-src 'self' blob:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_MOST_PREVIEWED = 2_000_000


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer: what it holds, how it went, what kind it is, and its other headers."""

    body: bytes
    status: HTTPStatus = HTTPStatus.OK
    kind: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pages:
    """Finds what lies at an address below ``base``; ``token`` is the word that our own pages send along."""

    desk: "Desk"
    base: str
    token: str

    def at(self, path: str, query: str) -> Answered:
        """Return what lies at ``path``, the page for lost addresses where nothing does."""
        if path == EDITOR:
            return self._start()
        if path == FORMS:
            return _safe(ASSETS / "skjema.html", FORMS_POLICY)
        if path == f"{FORMS}config.json":
            return Answered(self._settings(), kind="application/json; charset=utf-8", headers=_headers(FORMS_POLICY))
        if path.startswith(EDITOR):
            return self._asset(path.rpartition("/")[2])
        return self._site(path, query)

    def _start(self) -> Answered:
        ctx = self.desk.context
        view = EditorView(self.token, tuple(self.desk.told), self._waiting(), bundle.is_fetched(), bundle.CURE)
        html = editor_html(ctx, view, self._forms())
        title = ctx.t("Edit")
        page = self.desk.shell.wrap(Head(EDITOR, title, "rediger", "", indexed=False, canonical=EDITOR), html)
        own = '<link rel="stylesheet" href="rediger.css">\n<script src="rediger.js" defer></script>\n</head>'
        # Under a page's own «no-referrer» a browser would not tell the server which page a form was sent from.
        page = page.replace('content="no-referrer"', 'content="same-origin"', 1).replace("</head>", own, 1)
        return Answered(page.encode(), headers=_headers(headers_of("index.html")[CONTENT_SECURITY]))

    def _forms(self) -> dict[str, str]:
        """Return where the form of each text is, by its path."""
        corpus = self.desk.ready.corpus
        found = {f.path: form_address(f.name, PROPOSALS) for f in proposal_forms(corpus)}
        return found | {f.path: form_address(f.name, APPROVED) for f in approved_forms(corpus, self.desk.day)}

    def _waiting(self) -> list[tuple[str, str]]:
        """Return the files in the inbox, each with the report on why it could not be read."""
        names = sorted(inbox_of(self.desk.root))
        texts = [name for name in names if not name.endswith(REPORT)]
        reports = ((name, read_inside(self.desk.root, f"{INBOX}/{name}{REPORT}") or "") for name in texts)
        return [(name, report_on_the_page(report, self.desk.context.t)) for name, report in reports]

    def _settings(self) -> bytes:
        backend: dict[str, object] = {
            "name": "proxy",
            "proxy_url": f"{self.base}{EDITOR}api/{self.token}",
            "branch": "main",
        }
        told = configuration(self.desk.ready.corpus, self.desk.day, backend)
        preview = {"url": f"{self.base}{EDITOR}forhandsvis/{self.token}"}
        styles = [f"{self.base}assets/{name}.css" for name in ("avtaleverk", "rodmerking")]
        return settings(told, styles, preview=preview, start=f"{self.base}{EDITOR}")

    def _asset(self, name: str) -> Answered:
        if name in _OWN:
            return _safe(ASSETS / name, FORMS_POLICY)
        if _BUNDLED.fullmatch(name) and bundle.is_fetched():
            return _safe(bundle.bundle_folder() / name, FORMS_POLICY)
        return Answered(b"", HTTPStatus.NOT_FOUND)

    def _site(self, path: str, query: str) -> Answered:
        place = self.desk.site / path
        if not place.resolve().is_relative_to(self.desk.site.resolve()):
            return Answered(b"", HTTPStatus.NOT_FOUND)
        if place.is_dir() and path and not path.endswith("/"):
            return Answered(b"", HTTPStatus.MOVED_PERMANENTLY, headers={"Location": f"{self.base}{path}/"})
        name = f"{path}index.html" if not path or path.endswith("/") else path
        try:
            data, status = (self.desk.site / name).read_bytes(), HTTPStatus.OK
        except OSError:
            name, status = "404.html", HTTPStatus.NOT_FOUND
            data = self._lost()
        headers = {k: v for k, v in headers_of(name, query).items() if k != "Content-Type"}
        return Answered(data, status, content_type(name), headers | {"Cache-Control": "no-cache"})

    def _lost(self) -> bytes:
        """Return the page for lost addresses, or words in its place where no site could be built."""
        place = self.desk.site / "404.html"
        return place.read_bytes() if place.is_file() else "Siden er ikke bygd. Se hvorfor på redigeringssiden.".encode()

    def preview(self, request: Mapping[str, object]) -> dict[str, object]:
        """Return the text of a form with every change from the text in force marked, as it is where there is none.

        Raises AvtaleverkError where there is no such text, or it is beyond reason.
        """
        ctx, path, body = self.desk.context, str(request.get("path", "")), str(request.get("body", ""))
        pairs = [(d, v) for d in ctx.corpus.all_documents() for v in d.versions if v.source.path == path]
        if not pairs or len(body) > _MOST_PREVIEWED:
            message = "Teksten kan ikke vises rødmerket her."
            raise AvtaleverkError(message)
        document, version = pairs[0]
        base = base_of(ctx, document, version)
        if base is None:
            return {"html": render(body).html, "mot": "", "antall": 0}
        language: Language = "nn" if ctx.t.language == "nn" else "nb"
        redline = compare(base.body, body)
        return {"html": redline.to_html(language), "mot": base.number, "antall": len(redline.changes)}


def settings(config: dict[str, object], styles: list[str], **more: object) -> bytes:
    """Return all that the script of the forms is told: the configuration, the words, and where things are."""
    language = "nn" if config["locale"] == "nn_no" else "nb"
    words = json.loads((ASSETS / f"ord.{language}.json").read_text("utf-8"))
    told = {"config": config, "styles": styles, "words": words, **more}
    return json.dumps(told, ensure_ascii=False).encode()


def _headers(policy: str) -> dict[str, str]:
    """Return the headers of what is the editor's alone."""
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


def _safe(place: Path, policy: str) -> Answered:
    try:
        data = place.read_bytes()
    except OSError:
        return Answered(b"", HTTPStatus.NOT_FOUND)
    kind = "application/wasm" if place.suffix == ".wasm" else content_type(place.name)
    return Answered(data, kind=kind, headers=_headers(policy))
