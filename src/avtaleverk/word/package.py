"""A Word file as its parts: opened with limits on everything that a hostile or broken file can make large."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from avtaleverk.word import errors
from avtaleverk.word.disguise import refusal
from avtaleverk.word.errors import WordError
from avtaleverk.word.names import CONTENT_TYPES, PACKAGE_RELATIONS
from avtaleverk.word.xml import Element, parsed

MOST_BYTES = 100 * 2**20
MOST_PARTS = 4_000
MOST_UNPACKED = 256 * 2**20
MOST_XML = 40 * 2**20
# Word's own XML shrinks to a twentieth, a text of one repeated line to a two-hundredth.
MOST_RATIO, RATIO_FROM = 400, 8 * 2**20
_CHUNK = 2**20
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_EPOCH = (1980, 1, 1, 0, 0, 0)
_WORD_TYPES = ("wordprocessingml.document.main", "wordprocessingml.template.main")
_MACRO_TYPES = ("ms-word.document.macroenabled", "ms-word.template.macroenabled")


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part points to: ``kind`` is the last word of the type, ``target`` a part or an address outside."""

    id: str
    kind: str
    target: str
    is_external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """A sound Word file: its parts by name, the name of the text itself, and whether macros lie in it."""

    parts: Mapping[str, bytes]
    main: str
    has_macros: bool

    def xml(self, name: str) -> Element | None:
        """Return a part as a tree, or None where there is none.

        Raises:
            WordError: if the part is broken.
        """
        data = self.parts.get(name)
        return parsed(data, name) if data is not None else None

    def relations(self, name: str) -> tuple[Relation, ...]:
        """Return what a part points to; the empty name means the package itself.

        Raises:
            WordError: if the list is broken.
        """
        return relations(self.parts, name)

    def related(self, kind: str) -> str | None:
        """Return the name of the part of one kind that the text points to: ``related("styles")``."""
        found = (r.target for r in self.relations(self.main) if r.kind == kind and not r.is_external)
        return next((name for name in found if name in self.parts), None)


def opened(data: bytes) -> Package:
    """Return a Word file as its parts.

    Raises:
        WordError: if it is something else, damaged, encrypted, or larger inside than any text is.
    """
    if refused := refusal(data):
        raise WordError(refused)
    if len(data) > MOST_BYTES:
        raise WordError(errors.TOO_LARGE.format(size=len(data) / 2**20, most=MOST_BYTES // 2**20))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _unpacked(archive)
    except WordError:
        raise
    # What zipfile raises on bytes that are no archive is a list without end, and all of it means the same.
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise WordError(errors.DAMAGED) from error
    except (OverflowError, LookupError, ArithmeticError, TypeError) as error:
        raise WordError(errors.DAMAGED) from error
    return _checked(parts)


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_PARTS:
        raise WordError(errors.TOO_MANY_PARTS.format(count=len(entries), most=MOST_PARTS))
    parts: dict[str, bytes] = {}
    seen: set[str] = set()
    left = MOST_UNPACKED
    for entry in entries:
        name = _part_name(entry.filename)
        if name.lower() in seen:
            raise WordError(errors.DOUBLED.format(name=name[:60]))
        seen.add(name.lower())
        parts[name] = _part(archive, entry, left)
        left -= len(parts[name])
    return parts


def _part_name(name: str) -> str:
    """Return the name of a part as the relations write it."""
    plain = name.replace("\\", "/")
    if plain.startswith("/") or ":" in plain or ".." in plain.split("/") or "\x00" in plain:
        raise WordError(errors.OUTWARD.format(name=name[:60]))
    return plain


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """Unpack one part a piece at a time, so that a bomb is stopped before it is unpacked."""
    if entry.flag_bits & 0x1:
        raise WordError(errors.LOCKED)
    if entry.compress_type not in _METHODS:
        raise WordError(errors.ODDLY_PACKED)
    is_xml = entry.filename.lower().endswith((".xml", ".rels"))
    most = min(left, MOST_XML if is_xml else MOST_UNPACKED)
    pieces, size = [], 0
    with archive.open(entry) as stream:
        while piece := stream.read(_CHUNK):
            size += len(piece)
            if size > most or (size > RATIO_FROM and size > MOST_RATIO * max(entry.compress_size, 1)):
                raise WordError(errors.BOMB.format(name=entry.filename[:60]))
            pieces.append(piece)
    return b"".join(pieces)


def _checked(parts: dict[str, bytes]) -> Package:
    """Find the text in the package, and refuse what is no text."""
    if "[Content_Types].xml" not in parts:
        raise WordError(_another_kind(parts))
    main = next((r.target for r in relations(parts, "") if r.kind == "officeDocument"), None)
    if main is None:
        raise WordError(errors.NO_TEXT)
    if main not in parts:
        raise WordError(errors.TEXT_MISSING.format(name=main[:60]))
    kind = _content_types(parts).get(main, "")
    if kind and not any(word in kind for word in _WORD_TYPES + _MACRO_TYPES):
        raise WordError(_foreign_office(kind))
    has_macros = any(word in kind for word in _MACRO_TYPES) or any(
        posixpath.basename(name).lower() == "vbaproject.bin" for name in parts
    )
    return Package(parts, main, has_macros)


def _another_kind(parts: dict[str, bytes]) -> str:
    kind = parts.get("mimetype", b"")
    if kind.startswith(b"application/vnd.oasis.opendocument"):
        return "Fila er et OpenDocument, ikke et Word-dokument. Gi den endelsen .odt, og prøv igjen."
    if kind.startswith(b"application/epub"):
        return "Fila er en e-bok (EPUB), ikke et Word-dokument. Finn dokumentet som e-boka er laget av."
    return "Fila er et arkiv (zip), men ikke et Word-dokument. Pakk det ut, og velg Word-fila som ligger i det."


def _foreign_office(kind: str) -> str:
    for word, name in (("spreadsheet", "et Excel-ark"), ("excel", "et Excel-ark"), ("presentation", "en presentasjon")):
        if word in kind:
            return f"Fila er {name}, ikke et Word-dokument. Kopier teksten til Word, og lagre den som .docx."
    return f"Fila er ikke et Word-dokument (den kaller seg «{kind[:80]}»). Lagre teksten som .docx fra Word."


def _content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    root = parsed(parts["[Content_Types].xml"], "[Content_Types].xml")
    return {
        (o.get("PartName") or "").lstrip("/"): (o.get("ContentType") or "").lower()
        for o in root.iter(f"{{{CONTENT_TYPES}}}Override")
    }


def relations(parts: Mapping[str, bytes], name: str) -> tuple[Relation, ...]:
    """Return what a part of a package points to; the empty name means the package itself.

    Raises:
        WordError: if the list is broken.
    """
    folder, _, base = name.rpartition("/")
    place = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
    if place not in parts:
        return ()
    root = parsed(parts[place], place)
    return tuple(_relation(element, folder) for element in root.iter(f"{{{PACKAGE_RELATIONS}}}Relationship"))


def _relation(element: Element, folder: str) -> Relation:
    target = element.get("Target") or ""
    outside = (element.get("TargetMode") or "").lower() == "external"
    if not outside:
        target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    kind = (element.get("Type") or "").rpartition("/")[2]
    return Relation(element.get("Id") or "", kind, target, outside)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return parts as the bytes of a file; equal parts give equal bytes."""
    first = [name for name in ("[Content_Types].xml", "_rels/.rels") if name in parts]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in first + sorted(set(parts) - set(first)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            archive.writestr(entry, parts[name])
    return buffer.getvalue()
