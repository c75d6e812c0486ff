"""Words: the smallest thing that is marked. ``31.12.2027``, ``§ 3-4`` and ``helse- og omsorg`` are one each."""

import re
from dataclasses import dataclass
from functools import lru_cache

from avtaleverk.redline.runs import Run, Runs, is_image, normal

# Letters with what may stand inside or upon them: soft hyphens, joiners, combining and variation signs.
_UPON = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200b-\u200d\u2060\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef"
)
_W = rf"[\w{_UPON}]"
_DASH = r"[-\u2010-\u2013]"
_WORD = rf"{_W}+(?:(?:{_DASH}|['’./:@](?=\w)|(?<=\d),(?=\d))(?={_W}){_W}+)*"
_TOKEN = re.compile(
    rf"https?://[^\s<>()]*[^\s<>().,;:!?]"
    rf"|§+[ \u00a0]?\d+(?:[-–.]\d+)*(?:[ \u00a0]?[a-z](?!{_W}))?"
    rf"|{_WORD}{_DASH}[ \u00a0](?:og|eller|and|or)[ \u00a0]{_WORD}"
    rf"|{_WORD}"
    rf"|[\U0001f1e6-\U0001f1ff]{{2}}"
    rf"|[^\s](?:[{_UPON}]|(?<=\u200d)[^\s\w])*"
)
_ENDS = frozenset(".!?:;")
_CLOSING = frozenset('.,;:!?)]}»"')


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign. ``space`` is what stands before it, ``runs`` the word itself, ``norm`` what is compared.

    ``letters`` counts letters and digits; a sign has none and is never a reason to keep an island.
    """

    space: Runs
    runs: Runs
    norm: str
    letters: int
    starts_sentence: bool = False


def tokens_of(runs: Runs) -> list[Token]:
    """Return the words of a block; all their runs, laid end to end, are ``runs`` again."""
    return list(_tokens(runs))


@lru_cache(maxsize=2048)
def _tokens(runs: Runs) -> tuple[Token, ...]:
    """Cut runs into words, once for all the versions that a text is compared with."""
    found: list[Token] = []
    rest: list[Run] = []
    for run in runs:
        if is_image(run[1]):
            space = _words(rest, found)
            norm = f"\x00{run[0]} {dict(run[1][-1][1])}"
            found.append(Token(space, (run,), norm, len(run[0]) or 1, starts_sentence=not found))
            rest = []
        else:
            rest.append(run)
    trailing = _words(rest, found)
    if trailing:
        found.append(Token((), trailing, "", 0))
    return tuple(found)


def _words(runs: list[Run], found: list[Token]) -> Runs:
    """Add the words of runs without pictures, and return the white space at their end."""
    text = "".join(run[0] for run in runs)
    position, cutter = 0, _Cutter(runs)
    before = found[-1].norm if found else ""
    for m in _TOKEN.finditer(text):
        start, word = m.start(), m[0]
        space = cutter.take(start - position) if start > position else ()
        norm = word if word.isalnum() and word.isascii() else normal(word)
        starts = not found or (start > position and (space[0][0][0] == "\n" or _begins(before, word)))
        found.append(Token(space, cutter.take(len(word)), norm, _letters(norm), starts))
        position, before = m.end(), norm
    return cutter.take(len(text) - position)


def count_words(runs: Runs) -> int:
    """Return how many words there are, pictures included, signs not."""
    text = "".join("\x00 " if is_image(marks) else part for part, marks in runs)
    pictures = text.count("\x00")
    return pictures + sum(1 for m in _TOKEN.finditer(text) if m[0][0].isalnum() or _letters(m[0]))


def _letters(norm: str) -> int:
    return len(norm) if norm.isalnum() else sum(c.isalnum() for c in norm)


def _begins(before: str, word: str) -> bool:
    return before[-1:] in _ENDS and (word[0].isupper() or not word[0].isalnum())


def closes(token: Token) -> bool:
    """Say whether a token ends something, so that a mark may well begin after it."""
    return token.norm in _CLOSING


class _Cutter:
    """Cuts runs from left to right, a number of characters at a time."""

    def __init__(self, runs: list[Run]) -> None:
        self._runs = runs
        self._index = 0
        self._offset = 0

    def take(self, count: int) -> Runs:
        """Return the next ``count`` characters with their marks."""
        text, marks = self._runs[self._index] if count else ("", ())
        if self._offset + count < len(text):
            self._offset += count
            return ((text[self._offset - count : self._offset], marks),)
        taken: list[Run] = []
        while count > 0:
            text, marks = self._runs[self._index]
            part = text[self._offset : self._offset + count]
            taken.append((part, marks))
            count -= len(part)
            self._offset += len(part)
            if self._offset == len(text):
                self._index, self._offset = self._index + 1, 0
        return tuple(taken)


def code_tokens(runs: Runs) -> list[Token]:
    """Return the lines of a code block, each one token: there every space counts. Empty lines go with the next."""
    found: list[Token] = []
    before = ""
    lines = "".join(run[0] for run in runs).split("\n")
    for number, line in enumerate(lines):
        before += "\n" if number else ""
        if line.strip():
            norm = "\n" * (before.count("\n") - bool(found)) + line
            found.append(Token(_run(before), _run(line), norm, _letters(line), starts_sentence=True))
            before = ""
        else:
            before += line
    return [*found, Token((), _run(before), before, 0, starts_sentence=True)] if before else found


def _run(text: str) -> Runs:
    return ((text, ()),) if text else ()
