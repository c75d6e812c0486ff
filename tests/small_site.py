"""A site of a few files with its manifest, made without a build, and places to publish it to."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from lock_folder import chain

from avtaleverk.engines.publishing import folder as folder_module
from avtaleverk.engines.publishing.folder import FolderPlace
from avtaleverk.engines.publishing.place import Edition, Place
from avtaleverk.engines.publishing.publish import Wish, publish
from avtaleverk.engines.publishing.rclone import RclonePlace
from avtaleverk.engines.publishing.rsync import RsyncPlace
from avtaleverk.engines.publishing.scan import entry_of, scan
from avtaleverk.history.lock_file import HEADER, LOCK, format_lock, seal
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.site.manifest import MANIFEST, Manifest, TextEntry, format_manifest

FOLDER, PAGE = "retningslinjer/01-utskriving", "retningslinjer/1/index.html"
OLD_PAGE, TEXT = "retningslinjer/1/v/1.0/index.html", "retningslinjer/1/v/1.0/tekst.md"
BODY = "\n## 1 Formål\n\nSykehuset varsler kommunen.\n"
# Spaces, signs and letters that programs and addresses must not lose.
ODD = "bilder/kart & vei, søndre (1).svg"


def make_site(folder: Path, words: str = "Sykehuset varsler.", day: str = "2026-11-27") -> Manifest:
    """Lay a small site in a folder and return its manifest, which is written there too."""
    files = {
        "index.html": f"<h1>Fjordvik</h1><p>{words}</p>\n",
        "404.html": "<h1>Ikke her</h1>\n",
        PAGE: f"<h1>Utskriving</h1><p>{words}</p>\n",
        OLD_PAGE: "<h1>Utskriving, versjon 1.0</h1>\n",
        TEXT: f'---\nversjon: "1.0"\n---\n{BODY}',
        "assets/stil.css": f"h1 {{ color: navy }} /* {len(words)} */\n",
        "pagefind/index/a.pf_index": words[::-1],
        ".htaccess": "Options -Indexes\n",
        ODD: "<svg/>\n",
        LOCK: lock_text(),
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return seal_site(folder, day)


def lock_text(body: str = BODY) -> str:
    """Return a lock with the one text of the site."""
    return format_lock(HEADER, chain([seal(FOLDER, "1.0", body, "ssu", "2024-01-01")], date(2024, 1, 2)))


def seal_site(folder: Path, day: str = "2026-11-27", edition: int | None = None) -> Manifest:
    """Write a sound manifest of whatever lies in a folder."""
    files = {path: entry for path, entry in scan(folder).files.items() if not path.startswith(MANIFEST)}
    texts = {FOLDER: TextEntry("retningslinjer/1/", "1.0")}
    manifest = Manifest("Fjordvik", "https://fjordvik.example/", day, edition=edition, texts=texts, files=files)
    (folder / MANIFEST).write_text(format_manifest(manifest), "utf-8")
    return manifest


def put_out(place: Place, scratch: Path, words: str, wish: Wish | None = None, day: str = "2026-11-27") -> Edition:
    """Publish a small site that says some words."""
    site = scratch / f"bygd-{len(list(scratch.glob('bygd-*')))}"
    manifest = make_site(site, words, day)
    return publish(site, manifest, place, place.look(), wish or Wish(pause=0))


def broken_off(call: Callable[[], object]) -> str:
    """Return what is said of something that cannot be done."""
    with pytest.raises(AvtaleverkError) as told:
        call()
    return str(told.value)


class Places:
    """Makes places of every kind in one folder; ``shown`` is where the readers of them look."""

    KINDS = ("mappe", "rsync", "rsync over ssh", "rclone")

    def __init__(self, folder: Path) -> None:
        self.target = folder / "ut"
        self.shell = folder / "ssh"
        self.shell.write_text(
            f'#!{sys.executable}\nimport os, sys\nargs = sys.argv[2:]\nos.execvp("sh", ["sh", "-c", " ".join(args)])\n'
        )
        self.shell.chmod(0o755)

    @classmethod
    def apart(cls, folder: Path, patch: pytest.MonkeyPatch) -> "Places":
        """Return places of every kind, with all that is known of them in a folder, and a shell that is no network.

        Nobody waits for a disk: nobody pulls the plug here.
        """
        made = cls(folder)
        patch.setenv("XDG_STATE_HOME", str(folder / "tilstand"))
        patch.setenv("RCLONE_CONFIG", str(folder / "rclone.conf"))
        (folder / "rclone.conf").touch()
        patch.setenv("RSYNC_RSH", str(made.shell))
        patch.setattr(folder_module.os, "fsync", lambda _: None)
        return made

    def make(self, kind: str) -> Place:
        """Return a place of a kind, all of them the same folder."""
        if kind == "mappe":
            place = FolderPlace(self.target)
            place.prepare()
            return place
        if kind == "rclone":
            return RclonePlace(f":local:{self.target}")
        return RsyncPlace(f"tjener.example:{self.target}" if "ssh" in kind else str(self.target))

    @property
    def shown(self) -> Path:
        """Return the folder that a web server would show."""
        return self.target / "gjeldende"


def is_whole(folder: Path, words: str) -> bool:
    """Say whether a site that readers meet is the one that says some words, in all its files."""
    text = (folder / "index.html").read_text("utf-8")
    told = {path: entry_of(folder / path) for path in scan(folder).files if path != MANIFEST}
    return words in text and words in (folder / PAGE).read_text("utf-8") and told == _told(folder)


def _told(folder: Path) -> object:
    from avtaleverk.site.manifest import read_manifest  # noqa: PLC0415 - asked for here alone

    manifest, wrong = read_manifest((folder / MANIFEST).read_bytes())
    return manifest.files if manifest and not wrong else None


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def on_the_web(folder: Path, handler: type[SimpleHTTPRequestHandler] = _Quiet) -> Iterator[str]:
    """Serve a folder, whose files may come later, and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
