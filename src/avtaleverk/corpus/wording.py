"""How findings quote what was read, and name what the editor may have meant."""

import difflib
import re
from collections.abc import Iterable, Iterator

_SHOWN = 60
_NAMED = 12
# Controls, zero-width characters, fillers and tags that show nothing, and those that turn the direction of writing.
_INVISIBLE = re.compile(
    "[\U000e0000-\U000e007f\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u2800\u3164\uffa0\ufff9-\ufffb\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def shorten(text: str) -> str:
    """Return a text as it is quoted in a finding: one line, not too long."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def listed(choices: Iterable[str]) -> str:
    """Return choices as one reads them: ``a, b eller c``."""
    *most, last = choices
    return f"{', '.join(most)} eller {last}" if most else last


def near(word: str, known: Iterable[str]) -> str:
    """Return the cure for a name that does not exist: the nearest one that does, or all of them."""
    names = sorted(known)
    match = difflib.get_close_matches(word.lower(), names, 1, 0.6)
    if match:
        return f"Mente du «{match[0]}»?"
    return f"Skriv en av disse: {', '.join(names[:_NAMED])}" if names else "Ingen er lagt inn ennå"


def invisible(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line, from 0, and the name of the first character on it that nobody sees."""
    for index, line in enumerate(text.split("\n")):
        if m := _INVISIBLE.search(line):
            yield index, f"U+{ord(m[0]):04X}"


def without_invisible(text: str) -> str:
    """Return a text with a mark in the place of each character that nobody sees."""
    return _INVISIBLE.sub("\ufffd", text)
