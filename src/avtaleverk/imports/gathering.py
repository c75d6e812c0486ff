"""What is noted on the way through a file: where one is, what was left out, and the footnotes."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass, field

from avtaleverk.word.noted import Noted, NoteKind

_WORDS = 8
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MOST_NAMED = 12


def first_words(text: str) -> str:
    """Return the beginning of a text, enough to find the place by."""
    words = text.split()
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")


def quoted(texts: Iterable[str]) -> str:
    """Return texts as they are named in a sentence, each once, and not too many of them."""
    names = [f"«{first_words(text)}»" for text in dict.fromkeys(texts)]
    rest = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" og {rest} til" if rest > 0 else "")


@dataclass(slots=True)
class Gathering:
    """``place`` is the nearest heading, ``footnotes`` the items of the list that they will become.

    ``ids`` are the names that a file gives its headings, for the links to them; ``pictures`` the files that the
    folder has for pictures of the same words.
    """

    place: str = ""
    pictures: dict[str, str] = field(default_factory=dict)
    footnotes: list[ET.Element] = field(default_factory=list)
    ids: dict[str, ET.Element] = field(default_factory=dict)
    _noted: dict[Noted, int] = field(default_factory=dict)

    def note(self, kind: NoteKind, what: str, place: str | None = None) -> None:
        """Note something at this place, or at another one."""
        noted = Noted(kind, what, self.place if place is None else place)
        self._noted[noted] = self._noted.get(noted, 0) + 1

    def noted(self) -> tuple[Noted, ...]:
        """Return what was noted, each thing once for each place, with its count where it is more than one."""
        return tuple(
            Noted(n.kind, f"{n.what} ({count} steder)" if count > 1 else n.what, n.place)
            for n, count in self._noted.items()
        )


def legal(text: str) -> str:
    """Return text without signs that no page can show, and that the reader of Markdown keeps for itself."""
    return _ILLEGAL.sub("", text)


def add_text(parent: ET.Element, text: str) -> None:
    """Put text at the end of an element."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def says(element: ET.Element) -> bool:
    """Say whether an element holds any text, or a picture."""
    return any(text.strip() for text in element.itertext()) or element.find(".//img") is not None


def move_into(parent: ET.Element, source: ET.Element) -> None:
    """Put all that one element holds at the end of another."""
    add_text(parent, source.text or "")
    parent.extend(list(source))


def merged(file: Iterable[Noted], new: Iterable[Noted], old: Iterable[Noted] = ()) -> tuple[Noted, ...]:
    """Return what was noted of a file and of its texts, each thing once; what was read of the old text is no news."""
    told = [noted for noted in old if noted.kind is not NoteKind.READ]
    return tuple(dict.fromkeys([*file, *new, *told]))
