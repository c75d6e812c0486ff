"""Pictures as Word shows them: which kind the bytes are, and how large."""

import struct
from dataclasses import dataclass

_EMU_PER_PIXEL = 9525
# The width of the text on an A4 page, and what is left of its height.
MOST_WIDE, MOST_HIGH = 5_760_000, 7_200_000
_PNG, _JPEG, _GIF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8", (b"GIF87a", b"GIF89a")
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_MARKER = 0xFF
_PNG_HEAD, _GIF_HEAD, _JPEG_SEGMENT, _JPEG_FRAME = 24, 10, 4, 9


@dataclass(frozen=True, slots=True)
class Image:
    """The bytes of a picture, the ending of its kind, and its size on the page."""

    data: bytes
    ending: str
    width: int
    height: int


def image_of(data: bytes) -> Image | None:
    """Return a picture, or None where the bytes are of no kind that every Word shows."""
    found = _png(data) or _gif(data) or _jpeg(data)
    if found is None or not found[1] or not found[2]:
        return None
    ending, wide, high = found
    width, height = wide * _EMU_PER_PIXEL, high * _EMU_PER_PIXEL
    shrink = max(width / MOST_WIDE, height / MOST_HIGH, 1)
    return Image(data, ending, round(width / shrink), round(height / shrink))


def _png(data: bytes) -> tuple[str, int, int] | None:
    return ("png", *struct.unpack(">II", data[16:24])) if data.startswith(_PNG) and len(data) >= _PNG_HEAD else None


def _gif(data: bytes) -> tuple[str, int, int] | None:
    return ("gif", *struct.unpack("<HH", data[6:10])) if data.startswith(_GIF) and len(data) >= _GIF_HEAD else None


def _jpeg(data: bytes) -> tuple[str, int, int] | None:
    if not data.startswith(_JPEG):
        return None
    place = 2
    while place + _JPEG_FRAME <= len(data) and data[place] == _MARKER:
        kind, length = data[place + 1], struct.unpack(">H", data[place + 2 : place + _JPEG_SEGMENT])[0]
        if kind in _FRAMES:
            high, wide = struct.unpack(">HH", data[place + 5 : place + _JPEG_FRAME])
            return "jpeg", wide, high
        place += 2 + length
    return None
