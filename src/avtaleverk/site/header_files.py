"""The headers of the site as files that servers read: nginx, Apache, and hosts that take a ``_headers`` file."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlsplit

from avtaleverk.model.addresses import LINK_DATA, OFFLINE, card_address
from avtaleverk.model.open_data import API
from avtaleverk.pages.context import NOT_FOUND
from avtaleverk.site.headers import (
    ALWAYS,
    ASK_FIRST,
    CACHING,
    CONTENT_SECURITY,
    FOLDER,
    HTTPS_ONLY,
    KINDS,
    LASTING,
    OPEN_DATA,
    SAFETY,
    TEXTS,
    UNKNOWN_KIND,
    VARYING,
    VERSION_MARK,
    Always,
    Varying,
    base_of,
)

NGINX, APACHE, HOSTED = f"{FOLDER}nginx.conf", ".htaccess", "_headers"
_LASTING_WHY = "Stilark og skript har merke etter innholdet i adressen, så de kan ligge lenge hos leserne."
_META_TOO = "Hver side har reglene for innhold i seg også, men frame-ancestors virker bare som overskrift."


def header_files(address: str, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each header file; ``address`` is the site's own, ``pages`` those of its pages."""
    yield NGINX, _nginx(address).encode()
    yield APACHE, _apache(address).encode()
    yield HOSTED, _hosted(pages).encode()


def _pattern(base: str, pattern: str) -> str:
    """Return a pattern on the path below the site's root as one on the path of the host."""
    return f"^{re.escape(base)}{pattern.removeprefix('^')}" if pattern.startswith("^") else pattern


def _hidden(base: str) -> str:
    """Return the pattern of what no reader has anything to do with; certificates are renewed by way of .well-known."""
    return rf"^{re.escape(base)}(?:\.(?!well-known/)|{FOLDER}|{HOSTED}$)"


def _nginx_name(header: Varying) -> str:
    return f"$avtaleverk_{header.name.lower().replace('-', '_')}"


def _nginx_map(header: Varying, base: str) -> Iterator[str]:
    yield f"map $uri {_nginx_name(header)} {{"
    yield f'    default "{header.value}";'
    for case in header.cases:
        yield f"    # {case.why}"
        yield f'    "~{_pattern(base, case.pattern)}" "{case.value}";'
    yield "}"


def _nginx_header(header: Always) -> Iterator[str]:
    yield f"    # {header.why}"
    yield f'    add_header {header.name} "{header.value}" always;'


def _nginx(address: str) -> str:
    """Return a server: maps choose what varies, since nginx forgets all headers where a location adds one."""
    base = base_of(address)
    lines = [
        "# Laget av avtaleverk. Legg den i /etc/nginx/conf.d/, og rett server_name, root og sertifikatet.",
        f"# {_META_TOO}",
        *(line for header in VARYING for line in _nginx_map(header, base)),
        f"# {_LASTING_WHY}",
        "# Det som ikke er der, spør nettleseren etter igjen neste gang.",
        f'map "$status $arg_{VERSION_MARK}" $avtaleverk_lagring {{',
        f'    default "{ASK_FIRST}";',
        '    "~^(?:200|206|304) $" $avtaleverk_cache_control;',
        f'    "~^(?:200|206|304) ." "{LASTING}";',
        "}",
        "server {",
        "    listen 80;",
        "    # listen 443 ssl;",
        "    # ssl_certificate     /etc/ssl/nettsted.pem;",
        "    # ssl_certificate_key /etc/ssl/nettsted.key;",
        f"    server_name {_host(address)};",
        "    root /srv/nettsted;",
        "    index index.html;",
        f"    error_page 404 {base}{NOT_FOUND};",
        "    charset utf-8;",
        f"    charset_types {' '.join(t for t in TEXTS if t != 'text/html')};",
        "    gzip on;",
        "    gzip_vary on;",
        f"    gzip_types {' '.join(t for t in TEXTS if t != 'text/html')};",
        "    types {",
        *(f"        {kind} {' '.join(e[1:] for e, k in KINDS.items() if k == kind)};" for kind in dict.fromkeys(KINDS.values())),
        "    }",
        f"    default_type {UNKNOWN_KIND};",
        "    server_tokens off;",
        *(line for header in ALWAYS for line in _nginx_header(header)),
        *(f"    add_header {h.name} {_nginx_name(h)} always;" for h in (SAFETY, OPEN_DATA)),
        "    add_header Cache-Control $avtaleverk_lagring always;",
        f"    # {HTTPS_ONLY.why}",
        f'    # add_header {HTTPS_ONLY.name} "{HTTPS_ONLY.value}" always;',
        "    # Det som hører til tjeneren og ikke til leserne.",
        f'    location ~ "{_hidden(base)}" {{',
        "        return 404;",
        "    }",
        "}",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _host(address: str) -> str:
    """Return the name of the host, with nothing in it that a settings file could take for something else."""
    return re.sub(r"[^a-z0-9.-]", "", (urlsplit(address).hostname or "").lower()) or "_"


def _apache(address: str) -> str:
    base = base_of(address)
    lines = [
        "# Laget av avtaleverk. Krever AllowOverride All, eller at innholdet flyttes til tjenerens egne innstillinger.",
        f"# {_META_TOO}",
        "Options -Indexes",
        "DirectoryIndex index.html",
        f"ErrorDocument 404 {base}{NOT_FOUND}",
        "AddDefaultCharset utf-8",
        f"AddCharset utf-8 {' '.join(e for e, k in KINDS.items() if k in TEXTS)}",
        *(f"AddType {kind} {ending}" for ending, kind in KINDS.items()),
        "<IfModule mod_headers.c>",
        *(line for header in ALWAYS for line in _apache_header(header)),
        f"# {HTTPS_ONLY.why}",
        f'Header always set {HTTPS_ONLY.name} "{HTTPS_ONLY.value}" "expr=%{{HTTPS}} == \'on\'"',
        *(line for header in VARYING for line in _apache_varying(header, base)),
        f"# {_LASTING_WHY}",
        f'Header set Cache-Control "{LASTING}" "expr=%{{QUERY_STRING}} =~ m#(?:^|&){VERSION_MARK}=#"',
        "</IfModule>",
        "<IfModule mod_deflate.c>",
        f"AddOutputFilterByType DEFLATE {' '.join(TEXTS)}",
        "</IfModule>",
        "# Det som hører til tjeneren og ikke til leserne.",
        "<IfModule mod_alias.c>",
        f'RedirectMatch 404 "{_hidden(base)}"',
        "</IfModule>",
    ]
    return "\n".join(lines) + "\n"


def _apache_header(header: Always) -> Iterator[str]:
    yield f"# {header.why}"
    yield f'Header always set {header.name} "{header.value}"'


def _apache_varying(header: Varying, base: str) -> Iterator[str]:
    """Yield the rules of a header, those that come first last: where two rules fit, Apache keeps the later one.

    How long something may be kept is said only of what is there: "always" would say it of a page of errors too.
    """
    verb = "set" if header is CACHING else "always set"
    if header.value:
        yield f'Header {verb} {header.name} "{header.value}"'
    for case in reversed(header.cases):
        yield f"# {case.why}"
        yield f'Header {verb} {header.name} "{case.value}" "expr=%{{REQUEST_URI}} =~ m#{_pattern(base, case.pattern)}#"'


def _hosted(pages: Iterable[str]) -> str:
    """Return a ``_headers`` file. Where two of its rules fit, hosts disagree on what holds, so none say the same.

    So each folder of the site has its own rule for what varies, and what the host does by itself is left alone: to
    ask first whether a file has changed.
    """
    folders = sorted({quote(page.partition("/")[0]) for page in pages if "/" in page})
    cards, offline = card_address("").strip("/"), OFFLINE.strip("/")
    safe = {"/": SAFETY.value, **{f"/{folder}/*": SAFETY.of(f"{folder}/index.html") for folder in folders}}
    safe |= {f"/{cards}/*": SAFETY.of(card_address("index.html"))}
    # The page and the file that lie there need rules of their own.
    safe.pop(f"/{offline}/*", None)
    safe |= {f"/{offline}/": SAFETY.value, f"/{offline}/:fil": SAFETY.of(f"{OFFLINE}fil.html")}
    lines = [
        "# Laget av avtaleverk, for Netlify, Cloudflare Pages og andre som leser _headers.",
        f"# {_META_TOO}",
        "/*",
        *(f"  {header.name}: {header.value}" for header in ALWAYS),
        f"  {HTTPS_ONLY.name}: {HTTPS_ONLY.value}",
    ]
    for path, value in safe.items():
        lines += [path, f"  {CONTENT_SECURITY}: {value}"]
    for part in ("fragment", "index", "filter"):
        lines += [f"/pagefind/{part}/*", f"  Cache-Control: {LASTING}"]
    lines += [f"/{LINK_DATA}", f"  {OPEN_DATA.name}: {OPEN_DATA.of(LINK_DATA)}"]
    lines += ["/api/*", f"  {OPEN_DATA.name}: {OPEN_DATA.of(API)}"]
    return "\n".join(lines) + "\n"
