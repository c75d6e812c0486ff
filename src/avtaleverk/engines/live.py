"""Serves the site on this machine and builds it again when a content file is saved."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer

from avtaleverk.engines.run_mkdocs import build_site
from avtaleverk.engines.search_index import renew_search_index
from avtaleverk.engines.workshop import Workshop
from avtaleverk.model.findings import AvtaleverkError

Report = Callable[[Workshop, float, AvtaleverkError | None], None]
# How often the folders are looked at; MkDocs waits half a second, which an editor feels.
_POLL_SECONDS = 0.1
CONTENT = (
    "avtaler", "retningslinjer", "organisasjon", "docs", "maler", "helsefellesskap.yml", "ordliste.yml", "avtaleverk.lock", "avtaleverk.signaturer", "underskrivere", "videresending.yml", "avtaleverk.permalenker",
)  # fmt: skip


def serve(workshop: Workshop, site: Path, port: int, *, report: Report, open_browser: bool = False) -> None:
    """Build into ``site`` and serve it on ``port`` until interrupted.

    Raises OSError for a taken port, and AvtaleverkError where the first build fails: there is no site to show.
    """
    helper = ThreadPoolExecutor(max_workers=1)
    workshop.later = helper.submit

    def build() -> None:
        start = time.monotonic()
        plan = build_site(workshop, site)
        report(workshop, time.monotonic() - start, None)
        # The page is on the screen by now; the search may follow a second later.
        helper.submit(renew_search_index, plan, site)

    def rebuild() -> None:
        start = time.monotonic()
        try:
            build()
        except AvtaleverkError as error:
            report(workshop, time.monotonic() - start, error)

    build()
    address = workshop.reading.corpus.community.address if workshop.reading and workshop.reading.corpus else "/"
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    server = LiveReloadServer(rebuild, "127.0.0.1", port, str(site), urlsplit(address).path, _POLL_SECONDS)
    server.error_handler = lambda code: (site / "404.html").read_bytes() if code == 404 else None  # noqa: PLR2004 - HTTP
    for name in CONTENT:
        if (workshop.root / name).exists():
            server.watch(str(workshop.root / name))
    print(f"Nettstedet vises på {server.url} (stopp med Ctrl+C)")  # noqa: T201 - the address is the answer
    try:
        server.serve(open_in_browser=open_browser)  # type: ignore[no-untyped-call] # MkDocs gives it no types
    except KeyboardInterrupt:
        return
    finally:
        server.shutdown()
        helper.shutdown(cancel_futures=True)
