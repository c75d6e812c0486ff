"""A picture of the folder as a data URI, for a file that has to hold everything it shows."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path, PurePosixPath

_KINDS = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
# Given a path below the root of the folder; "" for what is no picture, is too large, or cannot be read.
PictureData = Callable[[str], str]


def picture_data(root: Path, most_bytes: int) -> PictureData:
    """Return what reads the pictures below ``root`` that have at most so many bytes."""

    def read(path: str) -> str:
        kind, place = _KINDS.get(PurePosixPath(path).suffix.lower()), root / path
        try:
            if not kind or place.stat().st_size > most_bytes:
                return ""
            return f"data:{kind};base64,{b64encode(place.read_bytes()).decode()}"
        except OSError:
            return ""

    return read


def picture_bytes(pictures: PictureData) -> Callable[[str], bytes | None]:
    """Return what reads the same pictures as bytes, None for what cannot be read."""

    def read(path: str) -> bytes | None:
        packed = pictures(path).partition(";base64,")[2]
        return b64decode(packed) if packed else None

    return read
