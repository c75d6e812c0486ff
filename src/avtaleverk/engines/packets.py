"""The packet that is sent in: all of its files are made first, then laid in a folder that takes its place at one stroke."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from avtaleverk.corpus.picture_data import PictureData, picture_bytes
from avtaleverk.engines.file_makers import MAKERS
from avtaleverk.engines.site_folder import new_folder
from avtaleverk.exports.packet import (
    CHECKSUMS,
    METADATA,
    Sending,
    as_json,
    checksums,
    is_packet,
    letter_file,
    letter_paper,
    letter_text,
    metadata,
    metadata_xml,
)
from avtaleverk.exports.paper import Paper, version_paper
from avtaleverk.model.addresses import version_file_address
from avtaleverk.model.disk_faults import why
from avtaleverk.model.documents import DocumentKind
from avtaleverk.model.downloads import FileFormat
from avtaleverk.model.findings import AvtaleverkError

_LETTER = "folgebrev"
_XML = "metadata.xml"


def packet_files(sending: Sending, pictures: PictureData) -> dict[str, bytes]:
    """Return the files of a packet by name; equal texts sent on the same day give equal bytes.

    Raises AvtaleverkError where something is missing on the machine, or a file fails its check.
    """
    for maker in MAKERS.values():
        maker.ready()
    # Load WeasyPrint and lxml, which take a second.
    from avtaleverk.exports.docx import docx_of  # noqa: PLC0415 - see above

    files: dict[str, bytes] = {}
    holds: dict[str, Sending | None] = {}
    for text in (sending, *sending.attachments):
        paper = version_paper(text.ctx, text.document, text.version, lasting=True)
        names = [_name(text, format_) for format_ in (FileFormat.PDF, FileFormat.WORD)]
        made = (_archived(text, paper, pictures), docx_of(paper, picture_bytes(pictures)))
        files |= dict(zip(names, made, strict=True))
        holds |= dict.fromkeys(names, text)
    letter = letter_text(sending, {**holds, METADATA: None, _XML: None, CHECKSUMS: None})
    shown = letter_paper(sending, letter)
    files |= {f"{_LETTER}.pdf": _archived(sending, shown, pictures), f"{_LETTER}.md": letter_file(shown, letter)}
    facts = metadata(sending, files)
    files |= {METADATA: as_json(facts), _XML: metadata_xml(facts)}
    return files | {CHECKSUMS: checksums(files)}


def _name(sending: Sending, format_: FileFormat) -> str:
    address = sending.ctx.addresses[sending.document.folder]
    name = version_file_address(address, sending.version.number, format_).rpartition("/")[2]
    # An attachment may be called what the text is called that it belongs to.
    is_plain = sending.document.kind is not DocumentKind.ATTACHMENT or name.startswith("vedlegg-")
    return name if is_plain else f"vedlegg-{name}"


def _archived(sending: Sending, paper: Paper, pictures: PictureData) -> bytes:
    """Return a paper as PDF/A."""
    from avtaleverk.engines.pdf import pdf_of  # noqa: PLC0415 - loads WeasyPrint, which takes a second
    from avtaleverk.exports.pdf import html_of  # noqa: PLC0415 - the same

    return pdf_of(html_of(sending.ctx, paper), archive=True, pictures=pictures)


def check_place(place: Path) -> None:
    """Refuse a place that holds anything but a packet of ours; it would be replaced."""
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        message = f"{place} er ikke en mappe. Velg en annen med --til"
        raise AvtaleverkError(message)
    names = _names(place)
    if names and not is_packet(names, _read(place / METADATA)):
        message = f"Mappa {place} er ikke tom, og innholdet er ikke en pakke herfra. Velg en annen mappe med --til"
        raise AvtaleverkError(message)


def lay(place: Path, files: Mapping[str, bytes]) -> bool:
    """Lay a packet in its place; False where the same one lies there already.

    Raises AvtaleverkError where something else lies there, or nothing can be written; nothing is changed then.
    """
    check_place(place)
    if set(_names(place)) == set(files) and all(_read(place / name) == data for name, data in files.items()):
        return False
    try:
        with new_folder(place) as new:
            for name, data in files.items():
                (new / name).write_bytes(data)
    except OSError as error:
        message = f"Pakken kunne ikke skrives i {place} ({why(error)}). Mappa er som før"
        raise AvtaleverkError(message) from error
    return True


def _names(place: Path) -> list[str]:
    return [entry.name for entry in place.iterdir()] if place.is_dir() else []


def _read(path: Path) -> bytes:
    with suppress(OSError):
        return path.read_bytes()
    return b""
