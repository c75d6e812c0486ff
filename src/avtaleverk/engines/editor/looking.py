"""What the folder looks like from outside: by it the watcher sees that something was saved, or came."""

from pathlib import Path

from avtaleverk.engines.editor.uploads import INBOX
from avtaleverk.engines.live import CONTENT

# Size and time of each file by its path.
Seen = dict[str, tuple[int, int]]


def content_of(root: Path) -> Seen:
    """Return the look of every content file."""
    found: Seen = {}
    for name in CONTENT:
        place = root / name
        inside = [place] if place.is_file() else sorted(place.rglob("*")) if place.is_dir() else []
        found |= {str(p): _look(p) for p in inside if p.is_file() and not p.name.startswith(".")}
    return found


def inbox_of(root: Path) -> Seen:
    """Return the look of every file in the inbox."""
    place = root / INBOX
    if place.is_symlink() or not place.is_dir():
        return {}
    return {p.name: _look(p) for p in sorted(place.iterdir()) if p.name[0] not in ".~" and p.is_file()}


def _look(place: Path) -> tuple[int, int]:
    try:
        found = place.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
