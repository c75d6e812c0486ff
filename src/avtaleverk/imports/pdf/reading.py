"""A PDF as plain text: headings known by their numbers, paragraphs joined, and a plain word on how far that goes."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence

from avtaleverk.imports.clauses import Known, even, is_title
from avtaleverk.imports.files import Texts
from avtaleverk.imports.gathering import Gathering, first_words, quoted
from avtaleverk.imports.imported import Imported
from avtaleverk.imports.one_text import finished
from avtaleverk.imports.pdf.joining import Joiner, Look, Piece
from avtaleverk.imports.pdf.lines import lines_of, without_edges
from avtaleverk.imports.pdf.pages import PdfError, pages_of
from avtaleverk.word.noted import NoteKind

_LONGEST_LINE = 70
_HOW_FAR = (
    "Fra en PDF leses bare ren tekst. Fet og kursiv skrift, lenker, fotnoter, bilder og rutene i tabeller er borte, og "
    "avsnitt og lister er gjettet fra linjene. Sammenlign forslaget med PDF-en før du bruker det. Finnes teksten i "
    "Word, så les inn den i stedet"
)
_LISTS = {Look.BULLET: ("ul", ""), Look.LETTER: ("ol", "a"), Look.NUMBER: ("ol", "1"), Look.POINT: ("ol", "")}


def read_pdf(data: bytes) -> Texts:
    """Return what gives the text of a PDF.

    Raises PdfError where it is damaged, locked, scanned without text, or too large to be read in time.
    """
    lines, dropped = without_edges([lines_of(page) for page in pages_of(data)])
    if not lines:
        message = "PDF-en har ingen tekst, bare bilder av den. Finn teksten i Word, eller skann den på nytt med tekstgjenkjenning."
        raise PdfError(message)

    def texts(known: Known) -> Imported:
        gathering = Gathering()
        gathering.note(NoteKind.UNSURE, _HOW_FAR)
        for line in dropped:
            gathering.note(NoteKind.LEFT_OUT, f"Topp- eller bunntekst på sidene: «{first_words(line)}»")
        names = {*known.titles, *(name for name, _ in known.headings)}
        joiner = Joiner(lambda text: even(text) in names)
        pieces = joiner.join(lines)
        if joiner.mended:
            gathering.note(NoteKind.READ, f"{joiner.mended} ord var delt ved enden av linja, og er satt sammen igjen")
        _note_short(pieces, known, gathering)
        text = finished(_tree(pieces), "", known, gathering, is_plain=True)
        return Imported("en PDF", text.markdown, text.title, text.notes)

    return texts


def _note_short(pieces: Sequence[Piece], known: Known, gathering: Gathering) -> None:
    """Name the short lines that stand alone and may be headings."""
    short = [
        piece.text for piece in pieces
        if piece.look is Look.PARAGRAPH and len(piece.text) <= _LONGEST_LINE and piece.text[0].isupper()
        and piece.text[-1].isalnum() and not known.level_of(piece.text) and not is_title(piece.text, known)
    ]  # fmt: skip
    if short:
        what = "Noen korte linjer kan være overskrifter. De må i så fall få # foran seg"
        gathering.note(NoteKind.UNSURE, f"{what}: {quoted(short)}", "")


def _tree(pieces: Iterable[Piece]) -> ET.Element:
    """Return pieces as the elements that our Markdown knows."""
    root = ET.Element("div")
    for piece in pieces:
        if piece.look is Look.HEADING:
            ET.SubElement(root, f"h{piece.level + 1}").text = piece.text
        elif piece.look is Look.PARAGRAPH:
            ET.SubElement(root, "p").text = piece.text
        elif piece.look is Look.INNER_BULLET:
            _inner(root[-1]).text = piece.text
        else:
            _item(root, piece)
    return root


def _inner(items: ET.Element) -> ET.Element:
    """Return a new item one in, under the last item of a list of bullets."""
    item = items[-1]
    return ET.SubElement(item[-1] if len(item) else ET.SubElement(item, "ul"), "li")


def _item(root: ET.Element, piece: Piece) -> None:
    tag, kind = _LISTS[piece.look]
    last = root[-1] if len(root) else None
    if last is None or last.tag != tag or last.get("type", "") != kind:
        last = ET.SubElement(root, tag, {"type": kind} if kind else {})
        if tag == "ol" and piece.number > 1:
            last.set("start", str(piece.number))
    ET.SubElement(last, "li").text = piece.text
