"""A Word file read: the text before and the text after its changes, each as a clean Word file, and what to say of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from avtaleverk.redline.pieces import Side
from avtaleverk.word import errors
from avtaleverk.word.authors import Author, authors_of, properties_of
from avtaleverk.word.clean import clean_file
from avtaleverk.word.colours import Colours, theme_of
from avtaleverk.word.errors import WordError
from avtaleverk.word.extras import note_margins, taken_out
from avtaleverk.word.fields import flattened
from avtaleverk.word.lost_headings import restore_headings
from avtaleverk.word.marks import has_marks, resolved, without_empty_notes
from avtaleverk.word.names import w
from avtaleverk.word.noted import Noted, NoteKind
from avtaleverk.word.notes import Notes, text_of
from avtaleverk.word.numbering import Numbering
from avtaleverk.word.package import Package, opened
from avtaleverk.word.published import Published
from avtaleverk.word.ragged import made_even
from avtaleverk.word.red import RedReader
from avtaleverk.word.side import PlainSide, made_plain, write_numbers
from avtaleverk.word.styles import Styles
from avtaleverk.word.typed_lists import TypedLists
from avtaleverk.word.wrappers import (
    chosen,
    frame_title,
    opened_up,
    without_frames,
    without_references,
    without_row_signs,
)
from avtaleverk.word.xml import Element, put_properties_first


@dataclass(frozen=True, slots=True)
class WordReading:
    """What a Word file says.

    ``old`` and ``new`` are clean Word files: no marks, no red, numbers of points written as text, headings by style,
    lists with their first number; they are equal where ``has_marks`` is False. ``title`` is what stands
    in the style of a title before the first heading, "" where nothing does. ``properties`` are the file's own
    (``title``, ``creator``, ``created`` …).
    """

    old: bytes
    new: bytes
    has_marks: bool
    has_red: bool
    title: str
    subtitle: str
    properties: Mapping[str, str]
    authors: tuple[Author, ...]
    notes: tuple[Noted, ...]


def read_word(data: bytes, *, published: str | None = None) -> WordReading:
    """Return both sides of a Word file.

    ``published`` is the text of the version in force, Markdown or plain: red that stands there already is no change.

    Raises:
        WordError: if it is no Word file, or one that is damaged, locked or larger inside than any text is.
    """
    package = opened(data)
    text = _Text(package)
    authors = authors_of(text.parts.values())
    text.prepare(authors, Published(published) if published is not None else None)
    marked = any(has_marks(root) for root in text.parts.values())
    new, new_side = text.side(Side.NEW, text.notes)
    old = text.side(Side.OLD, None)[0] if marked else new
    return WordReading(
        old=old,
        new=new,
        has_marks=marked,
        has_red=text.has_red,
        title=new_side.title or text.frame_title,
        subtitle=new_side.subtitle,
        properties=properties_of(package),
        authors=authors,
        notes=tuple(text.notes.found),
    )


class _Text:
    """The parts of a file that hold text, on their way to two clean ones."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.parts = _text_parts(package)
        self.styles_root = _optional(package, "styles")
        self.styles = Styles(self.styles_root)
        numbering = _optional(package, "numbering")
        self.typed = TypedLists(numbering)
        self.notes = Notes()
        self.has_red = False
        self.frame_title = frame_title(self.parts["document"], self.styles)

    def prepare(self, authors: tuple[Author, ...], published: Published | None) -> None:
        """Take out what is not text, and make every kind of mark a tracked change."""
        comments = _optional(self.package, "comments")
        for root in self.parts.values():
            put_properties_first(root)
            restore_headings(root, self.styles, self.notes)
            chosen(root)
            without_frames(root, self.styles, self.notes)
            self.notes.learn(root, self.styles)
        self._note_file(authors)
        red = RedReader(Colours(self.styles, theme_of(_optional(self.package, "theme"))), self.notes, published)
        for root in self.parts.values():
            opened_up(root, self.notes)
            taken_out(root, self.styles, self.notes, comments)
            flattened(root, self.notes)
            # After the fields: LibreOffice writes the links of ours that lead into another page as fields.
            without_references(root, self.styles)
            without_row_signs(root)
            red.mark(root)
        red.sum_up()
        self.has_red = any(red.counts.values())
        self.typed.find(self.parts["document"], self.styles, self.notes)

    def side(self, side: Side, notes: Notes | None) -> tuple[bytes, PlainSide]:
        """Return one side as a clean file, with what was found on it."""
        roots = {kind: resolved(root, side) for kind, root in self.parts.items()}
        without_empty_notes(roots)
        for root in roots.values():
            made_even(root, notes)
        numbering = Numbering(self.typed.numbering, self.styles)
        plain = made_plain(roots.pop("document"), self.styles, numbering, notes)
        for root in roots.values():
            write_numbers(plain, root, numbering, None)
        return clean_file(self.package, plain.root, roots, self.styles_root, plain.lists.lists), plain

    def _note_file(self, authors: tuple[Author, ...]) -> None:
        if self.package.has_macros:
            self.notes.add(NoteKind.LEFT_OUT, "Makroene i fila er ikke lest og ikke tatt med")
        for author in authors:
            name = author.name or "en som ikke er navngitt"
            self.notes.add(NoteKind.READ, f"Sporede endringer fra {name} er lest: {author.count}")
        note_margins(_margins(self.package), self.notes)


def _optional(package: Package, kind: str) -> Element | None:
    name = package.related(kind)
    return package.xml(name) if name else None


def _text_parts(package: Package) -> dict[str, Element]:
    root = package.xml(package.main)
    if root is None or root.tag != w("document") or root.find(w("body")) is None:
        raise WordError(errors.NOT_A_TEXT.format(name=package.main[:60]))
    parts = {"document": root}
    for kind in ("footnotes", "endnotes"):
        if (notes := _optional(package, kind)) is not None and notes.tag == w(kind):
            parts[kind] = notes
    return parts


def _margins(package: Package) -> list[tuple[str, str]]:
    """Return the texts of headers and footers, each with its kind."""
    return [
        (relation.kind, text_of(root))
        for relation in package.relations(package.main)
        if relation.kind in {"header", "footer"} and (root := package.xml(relation.target)) is not None
    ]
