"""A count as Word writes it: 4, d, IV, fjerde."""

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ORDINALS = (
    "", "første", "andre", "tredje", "fjerde", "femte", "sjette", "sjuende", "åttende", "niende", "tiende",
    "ellevte", "tolvte",
)  # fmt: skip
_CARDINALS = ("null", "en", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")
_MOST_ROMAN = 4_999
_MOST_LETTERS = 26 * 8


def roman(count: int) -> str:
    """Return a count in small Roman numerals, in digits where they would fill a line."""
    if not 0 < count <= _MOST_ROMAN:
        return str(count)
    text = ""
    for size, letters in _ROMAN:
        times, count = divmod(count, size)
        text += letters * times
    return text


def letters(count: int) -> str:
    """Return a count in letters: a to z, then aa, bb, as Word goes on."""
    if not 0 < count <= _MOST_LETTERS:
        return str(count)
    times, place = divmod(count - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def _word(words: tuple[str, ...]) -> Callable[[int], str]:
    return lambda count: words[count].capitalize() if 0 < count < len(words) else str(count)


_WRITERS: dict[str, Callable[[int], str]] = {
    "lowerRoman": roman,
    "upperRoman": lambda count: roman(count).upper(),
    "lowerLetter": letters,
    "upperLetter": lambda count: letters(count).upper(),
    "decimalZero": lambda count: f"{count:02d}",
    "ordinal": lambda count: f"{count}.",
    "ordinalText": _word(_ORDINALS),
    "cardinalText": _word(_CARDINALS),
    "none": lambda _: "",
    "bullet": lambda _: "",
}


def counted(count: int, how: str) -> str:
    """Return a count in a format of Word's; one that Norwegian texts do not use becomes digits."""
    return _WRITERS.get(how, str)(count)
