"""Runs the editor: the server, and a watcher that sees what is saved in the folder and what comes into the inbox."""

import threading
from collections.abc import Callable
from pathlib import Path

from avtaleverk.engines.editor.access import kept_word
from avtaleverk.engines.editor.desk import Deeds, Desk
from avtaleverk.engines.editor.looking import Seen, content_of, inbox_of
from avtaleverk.engines.editor.server import EditorServer
from avtaleverk.engines.run_mkdocs import build_site
from avtaleverk.engines.search_index import renew_search_index
from avtaleverk.engines.workshop import Workshop
from avtaleverk.pages.editor_page import Told
from avtaleverk.site.plan import Plan

_LOOK_SECONDS = 0.5


def serve_editor(workshop: Workshop, site: Path, port: int, *, deeds: Deeds, ready: Callable[[str], None]) -> None:
    """Build into ``site`` and serve the editor until interrupted; ``ready`` is told where it is.

    Raises OSError for a taken port, and AvtaleverkError where the first build fails.
    """
    desk = Desk(workshop, site, build_for_editor, deeds)
    desk.start()
    with EditorServer(desk, port, kept_word()) as server:
        stop = threading.Event()
        watcher = threading.Thread(target=watch, args=(desk, stop), daemon=True)
        watcher.start()
        ready(server.address)
        try:
            server.serve_forever(poll_interval=0.1)
        except KeyboardInterrupt:
            return
        finally:
            stop.set()


def build_for_editor(workshop: Workshop, site: Path) -> Plan:
    """Build the site, its search too."""
    workshop.later = workshop.later or (lambda work: work())
    plan = build_site(workshop, site)
    renew_search_index(plan, site)
    return plan


def watch(desk: Desk, stop: threading.Event) -> None:
    """Build again when a content file is saved, and read what comes into the inbox once it lies still."""
    before: Seen = {}
    while not stop.wait(_LOOK_SECONDS):
        try:
            before = _look(desk, before)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong once, the editor can go on
            desk.tell(Told("Noe gikk galt da mappa ble lest", (str(error),), is_fault=True))


def _look(desk: Desk, before: Seen) -> Seen:
    """Do what the folder asks for; return how the inbox looked."""
    if content_of(desk.root) != desk.built_from:
        desk.catch_up()
    # A file that still grows is let alone; one that could not be read is known by its report.
    inbox = inbox_of(desk.root)
    if inbox == before and inbox != desk.looked_at:
        desk.take_in()
    return inbox
