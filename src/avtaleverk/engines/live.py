"""Serves the site on this machine and builds it again when a content file is saved."""

import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer

from avtaleverk.engines.run_mkdocs import build_site
from avtaleverk.engines.search_index import renew_search_index
from avtaleverk.engines.workshop import Workshop
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.site.plan import Plan

Report = Callable[[Workshop, float, AvtaleverkError | None], None]
# How often the folders are looked at; MkDocs waits half a second, which an editor feels.
_POLL_SECONDS = 0.1
_CALM_SECONDS = 2.0
CONTENT = (
    "avtaler", "retningslinjer", "organisasjon", "docs", "maler", "helsefellesskap.yml", "ordliste.yml", "avtaleverk.lock", "avtaleverk.signaturer", "underskrivere", "videresending.yml", "avtaleverk.permalenker",
)  # fmt: skip


class _Renewal:
    """Makes the search fit the site that is shown, when nothing more has been saved for a while.

    The page is on the screen long before; to make the search meanwhile would keep the next page waiting.
    """

    def __init__(self, site: Path, submit: Callable[[Callable[[], object]], object]) -> None:
        self.plan: Plan | None = None
        self._site = site
        self._submit = submit
        self._timer = Timer(0, self._renew)

    @contextmanager
    def after(self) -> Iterator[None]:
        """Rest while the block builds, and come back when it has; also where it failed, for the site before it."""
        self.stop()
        try:
            yield
        finally:
            self._timer = Timer(_CALM_SECONDS, self._ask)
            self._timer.daemon = True
            self._timer.start()

    def stop(self) -> None:
        """Come back to it no more."""
        self._timer.cancel()

    def _ask(self) -> None:
        # The preview may just have been stopped.
        with suppress(RuntimeError):
            self._submit(self._renew)

    def _renew(self) -> None:
        if self.plan is not None:
            renew_search_index(self.plan, self._site)


def serve(workshop: Workshop, site: Path, port: int, *, report: Report, open_browser: bool = False) -> None:
    """Build into ``site`` and serve it on ``port`` until interrupted.

    Raises OSError for a taken port, and AvtaleverkError where the first build fails: there is no site to show.
    """
    helper = ThreadPoolExecutor(max_workers=1)
    workshop.later = helper.submit
    renewal = _Renewal(site, helper.submit)

    def build() -> None:
        start = time.monotonic()
        with renewal.after():
            renewal.plan = build_site(workshop, site)
        report(workshop, time.monotonic() - start, None)

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
        renewal.stop()
        helper.shutdown(cancel_futures=True)
