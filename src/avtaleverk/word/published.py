"""The version in force as a list of words, so that red that stood there already is not taken for a change."""

import re

_WORD = re.compile(r"[^\W_]+")
_NOT_SHOWN = re.compile(r"\]\([^)]*\)|\[\^[^\]]*\]:?")
_NUMBER = re.compile(r"^[\d.]+$")
_KEY = 3


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: without signs, case and Markdown."""
    return _WORD.findall(text.casefold())


class Published:
    """A text that can be asked whether it says something, in time that its own length does not add to."""

    def __init__(self, text: str) -> None:
        """Index the text: Markdown, or plain lines."""
        self._words: list[str] = []
        self._lines: set[tuple[str, ...]] = set()
        for line in text.splitlines():
            words = words_of(_NOT_SHOWN.sub("] ", line))
            self._words += words
            self._lines.add(tuple(words))
            while words and _NUMBER.match(words[0]):
                words = words[1:]
                self._lines.add(tuple(words))
        self._places: dict[tuple[str, ...], list[int]] = {}
        for place in range(len(self._words) - _KEY + 1):
            self._places.setdefault(tuple(self._words[place : place + _KEY]), []).append(place)

    def has_line(self, text: str) -> bool:
        """Say whether a whole line reads so, with or without its number."""
        words = tuple(words_of(text))
        return bool(words) and words in self._lines

    def has(self, text: str) -> bool:
        """Say whether these words stand there in a row; two words or fewer are found only as a line of their own."""
        words = words_of(text)
        if len(words) < _KEY:
            return self.has_line(text)
        size = len(words)
        return any(self._words[p : p + size] == words for p in self._places.get(tuple(words[:_KEY]), [])[:_MOST_PLACES])


# A phrase that stands in more places than this says nothing about one of them.
_MOST_PLACES = 200
