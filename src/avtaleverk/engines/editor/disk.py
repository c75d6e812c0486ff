"""Files of the folder by their path below it, never out of it: not by dots, not by links."""

from pathlib import Path, PurePosixPath

MOST_BYTES = 5_000_000


def inside(root: Path, path: str) -> Path | None:
    """Return the place of a path below ``root``, None where it leads out or goes by a link."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or "\\" in path or "\0" in path or any(p in {"..", "."} for p in parts):
        return None
    place = root
    for part in parts:
        place = place / part
        if place.is_symlink():
            return None
    return place


def read_inside(root: Path, path: str) -> str | None:
    """Return a text with the ends of lines that it has, None where there is none that can be read."""
    place = inside(root, path)
    try:
        if place is None or not place.is_file() or place.stat().st_size > MOST_BYTES:
            return None
        return place.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
