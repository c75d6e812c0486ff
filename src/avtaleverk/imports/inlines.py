"""What stands inside a paragraph: pandoc's elements become those that our Markdown knows."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from avtaleverk.imports.gathering import Gathering, add_text, first_words, legal
from avtaleverk.imports.pandoc import Content, Node
from avtaleverk.word.noted import NoteKind

_QUOTES = {"DoubleQuote": ("«", "»"), "SingleQuote": ("‘", "’")}
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
# The name that a reference to a footnote bears until it is known where the footnotes will stand.
NOTE = "data-fotnote"


def plain(inlines: Iterable[Node]) -> str:
    """Return the text of inlines on one line, without footnotes."""
    scratch = ET.Element("p")
    Inlines(Gathering(), lambda *_: None).add(scratch, [i for i in inlines if i["t"] != "Note"])
    return " ".join("".join(scratch.itertext()).split())


@dataclass(frozen=True, slots=True)
class Inlines:
    """Writes inlines into elements. ``footnote`` is called with the blocks of each footnote, in a fresh item."""

    gathering: Gathering
    footnote: Callable[[ET.Element, list[Node]], None]

    def add(self, parent: ET.Element, inlines: Iterable[Node]) -> None:
        """Put inlines at the end of an element."""
        for inline in inlines:
            self._one(parent, inline["t"], inline.get("c"))

    def _one(self, parent: ET.Element, kind: str, content: Content) -> None:
        if write := self._writer(kind):
            write(parent, content)
        elif kind in _TAGS:
            self.add(ET.SubElement(parent, _TAGS[kind]), content)
        elif kind in _SPACES:
            add_text(parent, " ")
        else:
            self.gathering.note(NoteKind.UNSURE, f"Et innhold av typen «{kind}» er ikke tatt med")

    def _writer(self, kind: str) -> Callable[[ET.Element, Content], None] | None:
        return {
            "Str": self._text,
            "LineBreak": self._break,
            "Span": self._inside,
            "Cite": self._inside,
            "Underline": self._underline,
            "SmallCaps": self._small,
            "Strikeout": self._struck,
            "Superscript": self._raised,
            "Subscript": self._lowered,
            "Quoted": self._quoted,
            "Code": self._code,
            "Math": self._math,
            "RawInline": self._raw,
            "Link": self._link,
            "Image": self._image,
            "Note": self._note,
        }.get(kind)

    def _text(self, parent: ET.Element, content: str) -> None:
        add_text(parent, legal(content))

    def _break(self, parent: ET.Element, _: object) -> None:
        ET.SubElement(parent, "br")

    def _inside(self, parent: ET.Element, content: Content) -> None:
        """Write what an element holds where it has its content last: spans and citations."""
        self.add(parent, content[-1])

    def _underline(self, parent: ET.Element, content: Content) -> None:
        self.gathering.note(NoteKind.LEFT_OUT, "Understreking er ikke tatt med, bare teksten")
        self.add(parent, content)

    def _small(self, parent: ET.Element, content: Content) -> None:
        self.add(parent, content)

    def _struck(self, parent: ET.Element, content: Content) -> None:
        what = "En tekst er strøket over uten å være merket som slettet. Den står med i teksten"
        self.gathering.note(NoteKind.UNSURE, f"{what}: «{first_words(plain(content))}»")
        self.add(parent, content)

    def _raised(self, parent: ET.Element, content: Content) -> None:
        self._shifted(parent, content, _RAISED, "Hevet")

    def _lowered(self, parent: ET.Element, content: Content) -> None:
        self._shifted(parent, content, _LOWERED, "Senket")

    def _shifted(self, parent: ET.Element, content: Content, signs: dict[int, int], name: str) -> None:
        """Write raised or lowered text with signs of its own where there are such: m², CO₂."""
        text = plain(content)
        if text and all(ord(sign) in signs for sign in text):
            add_text(parent, text.translate(signs))
            return
        self.gathering.note(NoteKind.LEFT_OUT, f"{name} skrift er ikke tatt med, bare teksten: «{first_words(text)}»")
        self.add(parent, content)

    def _quoted(self, parent: ET.Element, content: Content) -> None:
        kind, inside = content
        before, after = _QUOTES[kind["t"]]
        add_text(parent, before)
        self.add(parent, inside)
        add_text(parent, after)

    def _code(self, parent: ET.Element, content: Content) -> None:
        ET.SubElement(parent, "code").text = legal(content[1])

    def _math(self, parent: ET.Element, content: Content) -> None:
        self.gathering.note(NoteKind.UNSURE, f"En formel står med tegnene den er skrevet med: {content[1]}")
        add_text(parent, legal(content[1]))

    def _raw(self, _: ET.Element, content: Content) -> None:
        self.gathering.note(NoteKind.LEFT_OUT, f"Kode av typen {content[0]} er ikke tatt med")

    def _link(self, parent: ET.Element, content: Content) -> None:
        _, inside, target = content
        link = ET.SubElement(parent, "a", href=target[0])
        self.add(link, inside)

    def _image(self, parent: ET.Element, content: Content) -> None:
        """Write a picture that the text in force has under the same words; a file of its own is not taken in."""
        described = plain(content[1])
        if source := self.gathering.pictures.get(described):
            ET.SubElement(parent, "img", src=source, alt=described)
            what = f"Bildet «{described}» er det samme som før ({source}). Er det byttet, må fila byttes i mappa"
            self.gathering.note(NoteKind.UNSURE, what)
            return
        name = f"Bildet «{described}»" if described else "Et bilde uten beskrivelse"
        self.gathering.note(NoteKind.LEFT_OUT, f"{name} er ikke tatt med. Skal det være med, må fila legges i mappa")

    def _note(self, parent: ET.Element, content: Content) -> None:
        item = ET.Element("li")
        self.gathering.footnotes.append(item)
        number = len(self.gathering.footnotes)
        before = "".join(parent.itertext())
        add_text(parent, "(" if not before or before[-1:].isspace() else " (")
        ET.SubElement(parent, "a", {NOTE: str(number)}).text = f"note {number}"
        add_text(parent, ")")
        self.footnote(item, content)


_TAGS = {"Strong": "strong", "Emph": "em"}
_SPACES = frozenset({"Space", "SoftBreak"})
