"""An OpenDocument text with its tracked changes resolved, as far as that goes: insertions and deletions of text."""

import io
import re
import zipfile
import zlib
from copy import deepcopy
from dataclasses import dataclass
from datetime import date

from avtaleverk.imports.imported import marked_by
from avtaleverk.imports.odt.changes import cut, put_back, remove, without_row_signs
from avtaleverk.imports.odt.lists import make_lists_plain
from avtaleverk.imports.odt.styles import cut_circles
from avtaleverk.imports.own_frame import FRAME, RULE, TABLE, text_places
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.word.noted import Noted, NoteKind
from avtaleverk.word.wrappers import REFERENCE_STYLE
from avtaleverk.word.xml import Element, local, parsed, written

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_BEGINS = "Teksten begynner"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_AUTHOR, _DATE = "{http://purl.org/dc/elements/1.1/}creator", "{http://purl.org/dc/elements/1.1/}date"
_CHANGE = f"{_TEXT}change-id"
_ENCRYPTED = b"encryption-data"
_MOST_XML, _MOST_UNPACKED = 64 * 2**20, 256 * 2**20
_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
# The styles of notes, whose indent another reader takes for that of a quotation.
_NOTES = frozenset({"Footnote", "Endnote"})
_RED_COLOUR = re.compile(rb'fo:color="#(?:ff0000|c9211e|c00000)"', re.IGNORECASE)
_RED = "Fila har rød skrift. I ODT-filer leses den som vanlig tekst. Er rødt endringer, så lagre fila som .docx og les inn den"
_HOW_FAR = (
    "I ODT-filer leses innsettinger og slettinger i løpende tekst. Merkede endringer i tabellrader, formatering og "
    "flyttinger leses ikke. Er det slike, så lagre fila som .docx og les inn den"
)


class OdtError(AvtaleverkError):
    """An ODT file that cannot be read; the message says what to do with it."""


@dataclass(frozen=True, slots=True)
class OdtReading:
    """``new`` and ``old`` are files without marks; ``old`` is None where the file had none."""

    new: bytes
    old: bytes | None
    notes: tuple[Noted, ...] = ()
    people: tuple[str, ...] = ()


def read_odt(data: bytes) -> OdtReading:
    """Return an ODT file as it is with its changes accepted, and with them rejected.

    Raises AvtaleverkError where it is damaged, encrypted, or larger inside than any text is.
    """
    parts = _unpacked(data)
    if _CONTENT not in parts or not parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument.text"):
        message = "Fila er ikke et ODT-dokument. Åpne den i LibreOffice, og lagre den på nytt som .odt eller .docx."
        raise OdtError(message)
    if _ENCRYPTED in parts.get(_MANIFEST, b""):
        message = "Fila er beskyttet med passord. Åpne den, fjern passordet, og lagre den på nytt."
        raise OdtError(message)
    root = parsed(parts[_CONTENT], _CONTENT)
    _without_references(root)
    styles = parsed(parts[_STYLES], _STYLES) if _STYLES in parts else None
    cut_circles(*(part for part in (styles, root) if part is not None))
    if styles is not None:
        _make_notes_plain(styles)
        parts[_STYLES] = written(styles)
    notes = (Noted(NoteKind.UNSURE, _RED),) if _RED_COLOUR.search(parts[_CONTENT]) else ()
    if _took_frame_out(root):
        notes = (Noted(NoteKind.LEFT_OUT, FRAME), *notes)
    if not _all(root, "changed-region"):
        make_lists_plain(root, styles)
        return OdtReading(_packed(parts, root), None, notes)
    without_row_signs(root)
    sides = [_resolved(root, is_old=is_old) for is_old in (False, True)]
    for side in sides:
        make_lists_plain(side, styles)
    new, old = (_packed(parts, side) for side in sides)
    return OdtReading(new, old, (*notes, Noted(NoteKind.UNSURE, _HOW_FAR)), _people(root))


def _took_frame_out(root: Element) -> bool:
    """Take out what avtaleverk sets around a text, and say whether there was any."""
    parents = {
        style.get(f"{_STYLE}name"): style.get(f"{_STYLE}parent-style-name") for style in root.iter(f"{_STYLE}style")
    }
    blocks = [
        e for body in root.iter(f"{_OFFICE}text") for e in body if local(e) not in {"tracked-changes", "sequence-decls"}
    ]
    text = set(text_places([_described(block, parents) for block in blocks]))
    for place, block in enumerate(blocks):
        if place not in text:
            remove(block)
    return len(text) < len(blocks)


def _described(block: Element, parents: dict[str | None, str | None]) -> tuple[str, str]:
    own = block.get(f"{_TEXT}style-name")
    style = (parents.get(own) or own or "").replace("_20_", " ")
    return style, RULE if style == _BEGINS else TABLE if local(block) == "table" else ""


def _without_references(root: Element) -> None:
    """Make words again of the links that our own files give to references."""
    for link in _all(root, "a"):
        if link.get(f"{_TEXT}style-name") == REFERENCE_STYLE:
            link.tag = f"{_TEXT}span"
            link.attrib.clear()


def _make_notes_plain(styles: Element) -> None:
    """Take the indent out of the styles of notes."""
    for style in styles.iter(f"{_STYLE}style"):
        if style.get(f"{_STYLE}name") in _NOTES:
            for properties in style.iter(f"{_STYLE}paragraph-properties"):
                properties.attrib.pop(f"{_FO}margin-left", None)


def _unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts of a file, a piece at a time, so that a bomb is stopped before it is unpacked."""
    parts: dict[str, bytes] = {}
    left = _MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                with archive.open(entry) as stream:
                    parts[entry.filename] = stream.read(min(left, _MOST_XML) + 1)
                left -= len(parts[entry.filename])
                if left < 0 or len(parts[entry.filename]) > _MOST_XML:
                    message = "Fila er avvist: den blir urimelig stor når den pakkes ut. Lagre den på nytt."
                    raise OdtError(message)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        message = "Fila er skadet eller ikke lastet ned helt: den kan ikke pakkes ut. Hent den på nytt der den kom fra."
        raise OdtError(message) from error
    return parts


def _packed(parts: dict[str, bytes], content: Element) -> bytes:
    """Return a file with other content, without pictures and thumbnails: what is read of it is its text."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("mimetype", _STYLES, "meta.xml", _MANIFEST):
            if name in parts:
                archive.writestr(name, parts[name])
        archive.writestr(_CONTENT, written(content))
    return packed.getvalue()


def _all(root: Element, name: str) -> list[Element]:
    return list(root.iter(f"{_TEXT}{name}"))


def _people(root: Element) -> tuple[str, ...]:
    """Return who made the changes, each with the first and the last day."""
    days: dict[str, list[date]] = {}
    for region in _all(root, "changed-region"):
        author = next((e.text or "" for e in region.iter(_AUTHOR)), "")
        days.setdefault(author, []).extend(day for e in region.iter(_DATE) if (day := _day(e.text)))
    return tuple(marked_by(name, min(d, default=None), max(d, default=None)) for name, d in days.items())


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _resolved(root: Element, *, is_old: bool) -> Element:
    """Return the content with the changes accepted, or as it was before them."""
    root = deepcopy(root)
    regions = {r.get(_ID) or r.get(f"{_TEXT}id"): r for r in _all(root, "changed-region")}
    kinds = {name: local(region[0]) for name, region in regions.items() if len(region)}
    if is_old:
        for end in _all(root, "change-end"):
            if kinds.get(end.get(_CHANGE)) == "insertion":
                cut(root, end.get(_CHANGE, ""))
        for mark in _all(root, "change"):
            if kinds.get(mark.get(_CHANGE)) == "deletion":
                put_back(mark, [e for e in regions[mark.get(_CHANGE)][0] if local(e) != "change-info"])
    for name in ("tracked-changes", "change-start", "change-end", "change"):
        for element in _all(root, name):
            remove(element)
    return root
