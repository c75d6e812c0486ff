"""What a reading says of itself: what was read, what was left out, what somebody must look at."""

from dataclasses import dataclass, field

from avtaleverk.word.names import w
from avtaleverk.word.noted import Noted, NoteKind
from avtaleverk.word.styles import Styles
from avtaleverk.word.xml import Element

_LONGEST_PLACE = 60
MOST_NOTES = 1_000


def text_of(element: Element) -> str:
    """Return the text of an element on one line, what was deleted with it."""
    pieces = [
        (e.text or "") if e.tag in _TEXT else " " for e in element.iter(*_TEXT, w("tab"), w("br"), w("p")) if e.tag
    ]
    return " ".join("".join(pieces).split())


_TEXT = frozenset({w("t"), w("delText")})


def shortened(text: str, most: int = _LONGEST_PLACE) -> str:
    """Return the first words of a text."""
    if len(text) <= most:
        return text
    return text[:most].rpartition(" ")[0].rstrip(" ,.;:") + " …"


@dataclass(slots=True)
class Notes:
    """Gathers notes, each with its place in the text as it was before anything was taken out."""

    places: dict[Element, str] = field(default_factory=dict)
    found: dict[Noted, None] = field(default_factory=dict)

    def add(self, kind: NoteKind, what: str, at: Element | None = None) -> None:
        """Note something, once for each place, until there are more of them than anybody reads."""
        if len(self.found) < MOST_NOTES:
            self.found[Noted(kind, what, self.place(at))] = None
        else:
            self.found[Noted(NoteKind.UNSURE, f"Det er mer å si enn de {MOST_NOTES} første merknadene")] = None

    def place(self, at: Element | None) -> str:
        """Return where an element stands, "" where nobody can say."""
        element = at
        while element is not None:
            if element in self.places:
                return self.places[element]
            element = element.getparent()
        return ""

    def learn(self, root: Element, styles: Styles) -> None:
        """Remember for every paragraph under which heading it stands, or its first words where there is none."""
        heading = ""
        for paragraph in root.iter(w("p")):
            if styles.heading_level(paragraph) and (words := text_of(paragraph)):
                heading = shortened(words)
            self.places[paragraph] = heading or shortened(text_of(paragraph))
