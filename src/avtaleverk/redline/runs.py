r"""Inline text as runs: pieces of text that are formatted alike, with white space as the page shows it.

A run is its text and its marks, outermost first. White space is collapsed, stands never at the edge of
a block, and takes the marks that the words on both sides share, so that two ways to write the same page
give the same runs. A line break is the run text ``\n``.
"""

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

Mark: TypeAlias = tuple[str, tuple[tuple[str, str], ...]]
Marks: TypeAlias = tuple[Mark, ...]
Run: TypeAlias = tuple[str, Marks]
Runs: TypeAlias = tuple[Run, ...]

IMAGE = "img"
_SHOWN = ("href", "src", "alt", "title")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_UNEVEN = re.compile(r"[\t\r\n\f]|  ")
# What XML cannot hold and a browser would not show.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ALIKE = {
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-"),
    **dict.fromkeys(map(ord, "«»“”„‟″‹›"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛′`´"), "'"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"), None),
    ord("…"): "...",
}


def legal(text: str) -> str:
    """Return ``text`` with a replacement for what no page can show, such as a lone surrogate."""
    return _ILLEGAL.sub("\ufffd", text) if _ILLEGAL.search(text) else text


def even(text: str) -> str:
    """Return ``text`` with its white space collapsed, and nothing that no page can show."""
    text = legal(text)
    return _SPACE.sub(" ", text) if _UNEVEN.search(text) else text


def normal(text: str) -> str:
    """Return ``text`` as it is compared: composed letters, one kind of quote, dash and space."""
    if text.isascii():
        return " ".join(text.replace("`", "'").split())
    return " ".join(unicodedata.normalize("NFC", text).translate(_ALIKE).split())


@lru_cache(maxsize=4096)
def _mark(tag: str, attributes: tuple[tuple[str, str], ...]) -> Mark:
    return tag, tuple(sorted((name, legal(value)) for name, value in attributes if name in _SHOWN))


def gather(element: ET.Element) -> list[Run]:
    """Return the raw runs inside ``element``."""
    found: list[Run] = []
    _gather(element, (), found)
    return found


def gather_inline(element: ET.Element, marks: Marks, found: list[Run]) -> None:
    """Add the raw runs of one inline element: a break, a picture, or text with one mark more."""
    if element.tag == "br":
        found.append(("\v", marks))
        return
    mark = _mark(element.tag, tuple(element.attrib.items()))
    if element.tag == IMAGE:
        found.append((element.get("alt") or "", (*marks, mark)))
    else:
        _gather(element, marks if element.tag == "span" else (*marks, mark), found)


def _gather(element: ET.Element, marks: Marks, found: list[Run]) -> None:
    if element.text:
        found.append((without_breaks(element.text), marks))
    for child in element:
        gather_inline(child, marks, found)
        if child.tail:
            found.append((without_breaks(child.tail), marks))


def without_breaks(text: str) -> str:
    """Return ``text`` without the sign that stands for a break here."""
    return text.replace("\v", " ") if "\v" in text else text


def is_image(marks: Marks) -> bool:
    """Say whether a run is a picture, whose text is what stands in its place."""
    return bool(marks) and marks[-1][0] == IMAGE


def canonical(raw: Iterable[Run]) -> Runs:
    """Return runs in the one form that the same page always has."""
    found = raw if isinstance(raw, list) else list(raw)
    if len(found) == 1 and not is_image(found[0][1]) and "\v" not in found[0][0]:
        text = even(found[0][0]).strip(" ")
        return ((text, found[0][1]),) if text else ()
    return _joined(_chunks(found))


def _chunks(raw: Iterable[Run]) -> Iterator[tuple[str, str, Marks]]:
    """Yield each run without the white space at its edges: the space before it, its text, its marks."""
    gap = ""
    for text, marks in raw:
        if is_image(marks):
            yield gap, even(text).strip(" "), marks
            gap = ""
            continue
        parts = text.split("\v")
        for number, part in enumerate(parts):
            if number:
                gap = "\n" * (gap.count("\n") + 1)
            shown = even(part)
            inside = shown.strip(" ")
            if shown[:1] == " ":
                gap = gap or " "
            if inside:
                yield gap, inside, marks
                gap = " " if shown[-1] == " " else ""


def _joined(chunks: Iterable[tuple[str, str, Marks]]) -> Runs:
    runs: list[Run] = []
    for gap, text, marks in chunks:
        if gap and runs:
            _append(runs, gap, _shared(runs[-1][1], marks))
        _append(runs, text, marks)
    return tuple(runs)


def _append(runs: list[Run], text: str, marks: Marks) -> None:
    if runs and runs[-1][1] == marks and not is_image(marks):
        runs[-1] = (runs[-1][0] + text, marks)
    else:
        runs.append((text, marks))


def _shared(one: Marks, other: Marks) -> Marks:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b or a[0] == IMAGE:
            break
        count += 1
    return one[:count]


def plain(runs: Iterable[Run]) -> str:
    """Return the text of runs, pictures by the words that stand for them."""
    return "".join(text for text, _ in runs).replace("\n", " ")


def cut(runs: Runs, place: int) -> tuple[Runs, Runs]:
    """Return the runs before and after the character at ``place``."""
    before, after, position = list[Run](), list[Run](), 0
    for text, marks in runs:
        end = position + len(text)
        if end <= place:
            before.append((text, marks))
        elif position >= place:
            after.append((text, marks))
        else:
            before.append((text[: place - position], marks))
            after.append((text[place - position :], marks))
        position = end
    return tuple(before), tuple(after)
