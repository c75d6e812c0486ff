"""How much room words take, estimated: nobody knows the reader's font, so the widest of the usual ones is assumed."""

import re
from functools import lru_cache

# Widths in hundredths of the size of the letters, as the bold letters of DejaVu Sans have them; Segoe UI, Roboto,
# Helvetica and San Francisco are narrower throughout.
_WIDTHS = {
    32: "'", 35: "ijl \u00a0", 38: r"/IJ\|,.·", 42: ":;-", 46: "f!()[]", 49: "tr", 52: '_`–§"*', 59: "?zžcč", 61: "sš",
    65: "vxyL«»", 68: "akåäáEFTeé", 70: "oøö0123456789$", 73: "hnu{}üŋSYbdgpqđCPZ", 78: "BAKRVXÅ", 83: "UGD",
    85: "#+<=>HN^~OQØ", 93: "&w", 100: "%@M—…",
}  # fmt: skip
_BY_LETTER = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_WIDEST = 110
# What stands between two facts on a line.
DOT = "·"
# What is not bold is narrower by at least so much.
_REGULAR = 0.93
_VOWELS = frozenset("aeiouyæøåäö")
_LEAST_PART = 3


@lru_cache(maxsize=4096)
def text_width(text: str, size: int, *, bold: bool = False) -> float:
    """Return how wide a line of letters of a size may become, in the unit of the size."""
    hundredths = sum(_BY_LETTER.get(letter, _WIDEST) for letter in text)
    return hundredths * size / 100 * (1 if bold else _REGULAR)


def wrapped(text: str, room: float, size: int, *, bold: bool = False) -> tuple[str, ...]:
    """Return the lines of a text that is ``room`` wide; a word that is wider is divided, with a hyphen.

    What a no-break space joins stays together; a point in the middle between two facts is left out where the line ends.
    """
    lines: list[str] = []
    for word in filter(None, text.replace("\n", " ").replace("\t", " ").split(" ")):
        together = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(together, size, bold=bold) <= room:
            lines[-1] = together
        else:
            lines += _parts(word, room, size, bold=bold)
    return tuple(line.removesuffix(f" {DOT}") for line in lines)


def is_divided(text: str, room: float, size: int, *, bold: bool = False) -> bool:
    """Say whether a word of the text is too wide for one line."""
    return any(text_width(word, size, bold=bold) > room for word in text.split(" "))


def _parts(word: str, room: float, size: int, *, bold: bool) -> list[str]:
    parts, rest = [], word
    while text_width(rest, size, bold=bold) > room and len(rest) > 1:
        fitting = _fitting(rest, room, size, bold=bold)
        at = _seam(rest, fitting)
        parts.append(rest[:at] if rest[at - 1] in "-–/" else f"{rest[:at]}-")
        rest = rest[at:]
    return [*parts, rest]


def _fitting(word: str, room: float, size: int, *, bold: bool) -> int:
    """Return how many letters fit with a hyphen after them, at least one."""
    fitting = 1
    while fitting < len(word) - 1 and text_width(f"{word[: fitting + 1]}-", size, bold=bold) <= room:
        fitting += 1
    return fitting


def _seam(word: str, most: int) -> int:
    """Return where to divide: after a hyphen or a stroke, else before a consonant with a vowel after it."""
    if sign := [m.end() for m in re.finditer(r"[-–/]", word[:most])]:
        return sign[-1]
    for at in range(most, _LEAST_PART - 1, -1):
        following = word[at : at + _LEAST_PART].lower()
        begins = len(following) == _LEAST_PART and following[0] not in _VOWELS and following[1] in _VOWELS
        if begins and following.isalpha():
            return at
    return most
