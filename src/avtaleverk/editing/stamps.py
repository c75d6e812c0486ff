"""The stamp that a text bears in a form: by it one knows, when the form is sent, which text the editor began from."""

import re

from avtaleverk.text.store import fingerprint

_NAME = "avtaleverk_stempel"
_LINE = re.compile(rf"^{_NAME}:.*\n?", re.MULTILINE)
_FOUND = re.compile(rf"^{_NAME}: *['\x22]?s([0-9a-f]+)", re.MULTILINE)


def stamp_of(text: str) -> str:
    """Return the stamp of a file as it lies there."""
    return fingerprint(text)[:32]


def stamped(shown: str, stamp: str) -> str:
    """Return what a form is shown of a file, with a stamp among its fields."""
    line = f"{_NAME}: s{stamp}\n"
    if shown.startswith("---"):
        first, _, rest = shown.partition("\n")
        return f"{first}\n{line}{rest}"
    return line + shown


def unstamped(came: str) -> tuple[str, str]:
    """Return what a form sent without its stamp, and the stamp, "" where it has none."""
    front, fence, rest = came.partition("\n---") if came.startswith("---") else (came, "", "")
    found = _FOUND.search(front)
    return _LINE.sub("", front, count=1) + fence + rest, found[1] if found else ""
