"""The parts of the file beside its text: what it says of itself, its settings, and which part is what."""

from collections.abc import Iterable, Mapping
from datetime import date

from lxml import etree

from avtaleverk.exports.docx.elements import add, root
from avtaleverk.exports.docx.links import OFFICE, Relations
from avtaleverk.exports.docx.styles import FONT, LETTERS_OF_CODE
from avtaleverk.redline.runs import legal
from avtaleverk.word.names import CONTENT_TYPES, PACKAGE_RELATIONS
from avtaleverk.word.xml import Element

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PACKAGE = "application/vnd.openxmlformats-package."
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC, _TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_COMPATIBLE = "http://schemas.microsoft.com/office/word"
# What the text points to beside links and pictures: name, kind, part.
OWN = (
    ("stiler", "styles", "styles.xml"),
    ("lister", "numbering", "numbering.xml"),
    ("valg", "settings", "settings.xml"),
    ("hode", "header", "header1.xml"),
    ("forsidehode", "header", "header2.xml"),
    ("fot", "footer", "footer1.xml"),
    ("skrifter", "fontTable", "fontTable.xml"),
)
_TYPES = {
    "document.xml": "document.main", "styles.xml": "styles", "numbering.xml": "numbering", "settings.xml": "settings",
    "header1.xml": "header", "header2.xml": "header", "footer1.xml": "footer",
    "fontTable.xml": "fontTable",
}  # fmt: skip


def settings_part(language: str) -> Element:
    """Return the settings: of today's Word, and with the language of the text."""
    part = root("settings")
    add(part, "zoom", percent=100)
    add(part, "defaultTabStop", val=425)
    compatible = add(part, "compat")
    add(compatible, "compatSetting", name="compatibilityMode", uri=_COMPATIBLE, val=15)
    add(part, "themeFontLang", val=language)
    add(part, "decimalSymbol", val=",")
    add(part, "listSeparator", val=";")
    return part


def fonts_part() -> Element:
    """Return the fonts, with what to take where they are not there."""
    part = root("fonts")
    for name, other, family in ((FONT, "Arial", "swiss"), (LETTERS_OF_CODE, "Courier New", "modern")):
        font = add(part, "font", name=name)
        add(font, "altName", val=other)
        add(font, "family", val=family)
    return part


def core_part(title: str, author: str, subject: str, language: str, day: date | None) -> Element:
    """Return what the file says of itself; the day is that of the text, so that equal texts give equal files."""
    part = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI})
    said = (("title", title), ("subject", subject), ("creator", author), ("language", language))
    for name, words in said:
        etree.SubElement(part, f"{{{_DC}}}{name}").text = legal(words)
    etree.SubElement(part, f"{{{_CORE}}}lastModifiedBy").text = legal(author)
    for name in ("created", "modified") if day else ():
        moment = etree.SubElement(part, f"{{{_TERMS}}}{name}", {f"{{{_XSI}}}type": "dcterms:W3CDTF"})
        moment.text = f"{day}T00:00:00Z"
    return part


def text_relations(relations: Relations) -> Element:
    """Return what the text points to."""
    found = [(name, OFFICE + kind, part, False) for name, kind, part in OWN]
    found += [
        (name, f"{OFFICE}image", f"media/{name}.{image.ending}", False) for name, image in relations.media.items()
    ]
    found += [(name, f"{OFFICE}hyperlink", address, True) for address, name in relations.links.items()]
    return _relations(found)


def package_relations() -> Element:
    """Return what the file as a whole points to."""
    return _relations([
        ("tekst", f"{OFFICE}officeDocument", "word/document.xml", False),
        ("om", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml", False),
    ])  # fmt: skip


def _relations(found: Iterable[tuple[str, str, str, bool]]) -> Element:
    part = etree.Element(f"{{{PACKAGE_RELATIONS}}}Relationships", nsmap={None: PACKAGE_RELATIONS})
    for name, kind, target, is_outside in found:
        said = {"Id": name, "Type": kind, "Target": target} | ({"TargetMode": "External"} if is_outside else {})
        etree.SubElement(part, f"{{{PACKAGE_RELATIONS}}}Relationship", said)
    return part


def content_types(endings: Mapping[str, None]) -> Element:
    """Return which part is what; ``endings`` are those of the pictures."""
    part = etree.Element(f"{{{CONTENT_TYPES}}}Types", nsmap={None: CONTENT_TYPES})
    known = {"rels": f"{_PACKAGE}relationships+xml", "xml": "application/xml"}
    for ending, kind in (known | {ending: f"image/{ending}" for ending in endings}).items():
        etree.SubElement(part, f"{{{CONTENT_TYPES}}}Default", {"Extension": ending, "ContentType": kind})
    parts = {f"/word/{name}": f"{_WORD}{kind}+xml" for name, kind in _TYPES.items()}
    for name, kind in (parts | {"/docProps/core.xml": f"{_PACKAGE}core-properties+xml"}).items():
        etree.SubElement(part, f"{{{CONTENT_TYPES}}}Override", {"PartName": name, "ContentType": kind})
    return part
