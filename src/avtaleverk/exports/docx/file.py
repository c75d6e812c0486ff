"""A paper as a Word file: written, read back, packed."""

from avtaleverk.exports.docx.body import BodyWriter
from avtaleverk.exports.docx.check import Expected, check
from avtaleverk.exports.docx.cover import Cover
from avtaleverk.exports.docx.elements import RELATION, add, root
from avtaleverk.exports.docx.frame import FrameWriter, empty_header_part, footer_part, header_part
from avtaleverk.exports.docx.links import Addresses, Pictures, Relations
from avtaleverk.exports.docx.lists import Lists
from avtaleverk.exports.docx.numbering import numbering_part
from avtaleverk.exports.docx.parts import (
    content_types,
    core_part,
    fonts_part,
    package_relations,
    settings_part,
    text_relations,
)
from avtaleverk.exports.docx.pen import Pen
from avtaleverk.exports.docx.references import places_of
from avtaleverk.exports.docx.styles import styles_part
from avtaleverk.exports.paper import Paper
from avtaleverk.pages.catalogue import Catalogue
from avtaleverk.redline.phrases import Language
from avtaleverk.redline.runs import legal
from avtaleverk.redline.tree import leaves
from avtaleverk.word.package import packed
from avtaleverk.word.xml import Element, written


def docx_of(paper: Paper, pictures: Pictures | None = None, cover: Cover | None = None) -> bytes:
    """Return a paper as a Word file: clean, or with true tracked changes. Equal papers give equal bytes.

    ``pictures`` gives the bytes of a picture by its path below the root of the folder, or None; a picture that nobody
    has is shown as its words. ``cover`` stands before it in the same file.

    Raises:
        WordExportError: if the file, read back, does not give back its text, or with every change accepted or
            rejected, both texts.
    """
    language: Language = "nn" if paper.language.startswith("nn") else "nb"
    redline = paper.redline
    addresses = Addresses.of(paper.site, (*redline.new_text.clauses, *redline.old_text.clauses))
    relations = Relations(addresses, paper.document.folder, pictures)
    pen, lists = Pen(legal(paper.author), paper.dated), Lists()
    frame = FrameWriter(paper, Catalogue(language), language, relations)
    document = root("document")
    body = add(document, "body")
    writer = BodyWriter(pen, relations, lists)
    if cover:
        cover.write(body, frame, writer)
    frame.front(body)
    nodes = list(leaves(redline.nodes))
    writer.write(body, nodes, places_of(nodes, paper.references, paper.links))
    frame.back(body)
    _page(body)
    parts = {"word/document.xml": written(document), "word/numbering.xml": written(numbering_part(lists.found))}
    parts |= _around(cover.paper if cover else paper, frame, relations)
    expected = Expected(addresses.written, lambda source: relations.picture(source) is not None)
    check(parts, redline, expected, is_marked=paper.is_marked)
    return packed(parts)


def _page(body: Element) -> None:
    """Say how the pages are: A4, the first without a head."""
    section = add(body, "sectPr")
    for kind, name, which in (("headerReference", "hode", "default"), ("headerReference", "forsidehode", "first")):
        add(section, kind, type=which).set(RELATION, name)
    for which in ("default", "first"):
        add(section, "footerReference", type=which).set(RELATION, "fot")
    add(section, "pgSz", w=11906, h=16838)
    add(section, "pgMar", top=1531, right=1418, bottom=1418, left=1418, header=737, footer=624, gutter=0)
    add(section, "titlePg")


def _tag(language: str) -> str:
    """Return a language as Word names it."""
    return language if "-" in language else f"{language}-NO"


def _around(paper: Paper, frame: FrameWriter, relations: Relations) -> dict[str, bytes]:
    """Return the parts of the file beside its text."""
    title = f"{paper.label} {paper.title}" if paper.document.number else paper.title
    name = f"{title} – {frame.subtitle}"
    language, around = _tag(paper.language), _tag(frame.language)
    found = {
        "word/styles.xml": styles_part(language, around),
        "word/fontTable.xml": fonts_part(),
        "word/settings.xml": settings_part(language),
        "word/header1.xml": header_part(paper),
        "word/header2.xml": empty_header_part(),
        "word/footer1.xml": footer_part(frame.t, paper.community),
        "docProps/core.xml": core_part(name, paper.community, paper.running_head, language, paper.dated),
        "word/_rels/document.xml.rels": text_relations(relations),
        "_rels/.rels": package_relations(),
        "[Content_Types].xml": content_types({image.ending: None for image in relations.media.values()}),
    }
    media = {f"word/media/{name}.{image.ending}": image.data for name, image in relations.media.items()}
    return {name: written(part) for name, part in found.items()} | media
