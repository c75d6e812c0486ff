"""What a server should say with each file of the site: safety, caching, kinds of file. One truth for all hosts."""

import re
from dataclasses import dataclass
from posixpath import splitext
from urllib.parse import quote, urlsplit

from avtaleverk.model.addresses import LINK_DATA, OFFLINE, card_address
from avtaleverk.model.downloads import FileFormat
from avtaleverk.pages import policy

# Where the settings for a server of one's own lie; no reader has anything to do there.
FOLDER = "overskrifter/"
CONTENT_SECURITY, CACHE, SHARING = "Content-Security-Policy", "Cache-Control", "Access-Control-Allow-Origin"
LASTING, ASK_FIRST = "public, max-age=31536000, immutable", "no-cache"
# The query that is on the address of a style sheet or a script, and changes when it does.
VERSION_MARK = "v"
KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    **{f".{format_}": format_.kind for format_ in FileFormat},
    ".xml": "application/xml",
    ".ics": "text/calendar",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".md": "text/markdown",
}
UNKNOWN_KIND = "application/octet-stream"
# Pictures, Word and PDF files are packed already.
TEXTS = tuple(kind for kind in KINDS.values() if kind.startswith("text/") or kind.endswith(("json", "xml")))
_POWERS = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")


@dataclass(frozen=True, slots=True)
class Always:
    """A header that every answer has; ``why`` is told to whoever runs the server."""

    name: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Apart:
    """Where a header says something else: ``pattern`` is a regular expression on the path below the site's root."""

    pattern: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Varying:
    """A header that depends on what is asked for: the first case that fits, else ``value`` ("" for none)."""

    name: str
    value: str
    cases: tuple[Apart, ...]

    def of(self, path: str) -> str:
        """Return what it says of a file."""
        return next((e.value for e in self.cases if re.search(e.pattern, path)), self.value)


ALWAYS = (
    Always("X-Content-Type-Options", "nosniff", "En fil er det den sies å være. Nettleseren skal ikke gjette."),
    Always("Referrer-Policy", "no-referrer", "Ingen andre nettsteder får vite hva leserne har lest her."),
    Always(
        "Permissions-Policy",
        ", ".join(f"{power}=()" for power in _POWERS),
        "Nettstedet bruker verken kamera, mikrofon eller sted, og ingen ramme får be om det.",
    ),
    Always("Cross-Origin-Opener-Policy", "same-origin", "Et vindu som åpnet siden, får ikke styre den."),
    Always(
        "Cross-Origin-Resource-Policy",
        "cross-origin",
        "Alt her er åpent. Merker, QR-koder og kort skal kunne vises på andres sider.",
    ),
)
# Only where the answer comes by https. Without includeSubDomains and preload, which bind other services as well.
HTTPS_ONLY = Always(
    "Strict-Transport-Security",
    "max-age=31536000",
    "Nettlesere bruker bare https her det neste året. includeSubDomains og preload er ikke med, for de binder også "
    "andre tjenester under samme navn. Ta bort linja hvis nettstedet en gang skal nås uten https.",
)
_CARDS = card_address("")
SAFETY = Varying(
    CONTENT_SECURITY,
    policy.PAGE,
    (
        Apart(rf"^{_CARDS}", policy.FRAMED, "Kortene skal kunne rammes inn på andres sider, og bare de."),
        Apart(rf"^{OFFLINE}[^/]+\.html$", policy.ALONE, "Fila å ta med har stil og skript i seg, og egne regler."),
        Apart(r"\.svg$", policy.DRAWING, "En tegning som åpnes alene, skal vises og ikke gjøre noe."),
    ),
)
CACHING = Varying(
    CACHE,
    ASK_FIRST,
    (
        Apart(
            r"\.pf_(?:fragment|index|meta|filter)$",
            LASTING,
            "Delene av søket har navn etter innholdet og endres aldri.",
        ),
    ),
)
OPEN_DATA = Varying(
    SHARING,
    "",
    (
        Apart(rf"^{re.escape(LINK_DATA)}$", "*", "Andre nettsteder kan lese hvilke lenker som gjelder."),
        Apart("^api/", "*", "Programmer på andre nettsteder kan hente de åpne dataene."),
    ),
)
VARYING = (SAFETY, CACHING, OPEN_DATA)


def base_of(address: str) -> str:
    """Return the path that the site lies under on its host, with a slash at both ends, quoted for a settings file."""
    return quote(f"/{urlsplit(address).path.strip('/')}/".replace("//", "/"))


def headers_of(path: str, query: str = "") -> dict[str, str]:
    """Return the headers of a file by its path below the site's root, as every header file of ours gives them."""
    found = {header.name: header.value for header in ALWAYS}
    found |= {header.name: value for header in VARYING if (value := header.of(path))}
    if re.search(rf"(?:^|&){VERSION_MARK}=", query):
        found[CACHE] = LASTING
    return {**found, "Content-Type": content_type(path)}


def content_type(path: str) -> str:
    """Return the kind of a file, with its character set where it is a text; a page where the path is a folder."""
    kind = KINDS.get(splitext(path)[1].lower(), UNKNOWN_KIND) if path and not path.endswith("/") else KINDS[".html"]
    return f"{kind}; charset=utf-8" if kind in TEXTS else kind
