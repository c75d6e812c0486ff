"""What a page may load and run: the Content-Security-Policy of the site, in one place.

Every page carries it in a ``<meta>`` element, for hosts that cannot set headers; the header files of the site
(``site/headers.py``) say the same, and what only a header can say.
"""

_PAGE = {
    "default-src": "'none'",
    # Pagefind is WebAssembly, which browsers count as script made on the spot.
    "script-src": "'self' 'wasm-unsafe-eval'",
    "worker-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
# A drawing that is opened by itself is a document: it may look like itself and do nothing.
_DRAWING = {"default-src": "'none'", "style-src": "'unsafe-inline'", "sandbox": ""}
# The file to take along has script and style in itself and names them by their hashes in a <meta> of its own; a
# header cannot know them, and what both must allow is only what the hashes name.
_ALONE = {
    "default-src": "'none'",
    "script-src": "'unsafe-inline'",
    "style-src": "'unsafe-inline'",
    "img-src": "data:",
    "base-uri": "'none'",
    "form-action": "'none'",
}


def _joined(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}".strip() for name, value in directives.items())


# Browsers do not read frame-ancestors and sandbox in a page, only in a header.
IN_PAGE = _joined(_PAGE)
PAGE = _joined({**_PAGE, "frame-ancestors": "'none'"})
FRAMED = _joined({**_PAGE, "frame-ancestors": "*"})
DRAWING = _joined({**_DRAWING, "frame-ancestors": "'none'"})
ALONE = _joined({**_ALONE, "frame-ancestors": "'none'"})
