"""A clean Word file for other programs to read: text, styles, lists, notes and pictures, and nothing else."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from avtaleverk.word.fields import ADDRESS
from avtaleverk.word.lists import CONTINUE_STYLE, Written
from avtaleverk.word.names import CONTENT_TYPES, MC, OFFICE, PACKAGE_RELATIONS, R, V, W, w
from avtaleverk.word.package import Package, Relation, packed
from avtaleverk.word.side import HEADING_STYLE
from avtaleverk.word.xml import Element, dropped, each, local, unwrapped, written

_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PICTURES = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml",
    "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff", "emf": "image/x-emf", "wmf": "image/x-wmf",
    "webp": "image/webp",
}  # fmt: skip
_LOOKS = ("color", "highlight", "shd", "lang", "rFonts", "sz", "szCs", "rPrChange")
_HEADINGS = range(1, 10)


@dataclass(slots=True)
class _Part:
    """One part on its way out, with what it points to."""

    name: str
    root: Element
    source: str
    relations: list[tuple[str, str, str, bool]] = field(default_factory=list)

    def relation(self, kind: str, target: str, *, outside: bool) -> str:
        """Return the id of a relation, made where it is not there yet."""
        for known in self.relations:
            if known[1:] == (kind, target, outside):
                return known[0]
        self.relations.append((f"r{len(self.relations) + 1}", kind, target, outside))
        return self.relations[-1][0]


def clean_file(
    package: Package, body: Element, notes: Mapping[str, Element], styles: Element | None, lists: Sequence[Written]
) -> bytes:
    """Return a Word file of one side: ``notes`` are its footnotes and endnotes by the names of their parts."""
    main = _Part("document", body, package.main)
    parts = [main, *(_Part(kind, root, package.related(kind) or "") for kind, root in notes.items())]
    media: dict[str, bytes] = {}
    for part in parts:
        _without_looks(part.root)
        _point(part, package, media)
    for kind in notes:
        main.relation(_KINDS + kind, f"{kind}.xml", outside=False)
    main.relation(_KINDS + "styles", "styles.xml", outside=False)
    main.relation(_KINDS + "numbering", "numbering.xml", outside=False)
    files = {f"word/{part.name}.xml": _tidy(part.root) for part in parts}
    files |= {f"word/_rels/{part.name}.xml.rels": _relations(part.relations) for part in parts if part.relations}
    files["word/styles.xml"] = written(_styles(styles))
    files["word/numbering.xml"] = written(_numbering(lists))
    files["_rels/.rels"] = _relations([("r1", _KINDS + "officeDocument", "word/document.xml", False)])
    files["[Content_Types].xml"] = _content_types([part.name for part in parts])
    return packed(files | media)


def _tidy(root: Element) -> bytes:
    """Return a part with all its names told at the top, where some readers look for them and nowhere else."""
    root.attrib.pop(f"{{{MC}}}Ignorable", None)
    etree.cleanup_namespaces(root, top_nsmap={"w": W, "r": R, "v": V, "o": OFFICE})
    return written(root)


def _without_looks(root: Element) -> None:
    # An indent alone is a quotation to other readers; only a style makes one.
    for element in each(root, "sectPr", "ind"):
        dropped(element)
    for properties in each(root, "rPr"):
        for child in list(properties):
            if local(child) in _LOOKS:
                properties.remove(child)


def _point(part: _Part, package: Package, media: dict[str, bytes]) -> None:
    """Give links and pictures their relations anew, and drop what points to anything else."""
    known = {relation.id: relation for relation in package.relations(part.source)} if part.source else {}
    for link in each(part.root, "hyperlink"):
        _point_link(link, part, known)
    for element in list(part.root.iter()):
        for name, given in list(element.attrib.items()) if isinstance(element.tag, str) else ():
            if str(name).startswith(f"{{{R}}}") and element.tag != w("hyperlink"):
                del element.attrib[name]
                relation = known.get(str(given))
                if relation is not None and (target := _picture(relation, package, media)):
                    element.set(name, part.relation(_KINDS + "image", target, outside=False))


def _point_link(link: Element, part: _Part, known: Mapping[str, Relation]) -> None:
    relation = known.get(link.attrib.pop(f"{{{R}}}id", ""))
    address = link.attrib.pop(ADDRESS, "") or (relation.target if relation and relation.is_external else "")
    if next(link.iter(w("t"), w("drawing"), w("pict")), None) is None:
        unwrapped(link)
    elif address:
        link.set(f"{{{R}}}id", part.relation(_KINDS + "hyperlink", address, outside=True))
    elif not link.get(w("anchor")):
        unwrapped(link)


def _picture(relation: Relation, package: Package, media: dict[str, bytes]) -> str:
    """Return where a picture of the file lies in the clean one, "" where it is none or lies outside."""
    if relation.kind != "image" or relation.is_external or relation.target not in package.parts:
        return ""
    ending = relation.target.rpartition(".")[2].lower()
    if ending not in _PICTURES:
        return ""
    name = f"media/{relation.target.rpartition('/')[2]}"
    media[f"word/{name}"] = package.parts[relation.target]
    return name


def _relations(found: Sequence[tuple[str, str, str, bool]]) -> bytes:
    root = etree.Element(f"{{{PACKAGE_RELATIONS}}}Relationships", nsmap={None: PACKAGE_RELATIONS})
    for name, kind, target, outside in found:
        element = etree.SubElement(
            root, f"{{{PACKAGE_RELATIONS}}}Relationship", {"Id": name, "Type": kind, "Target": target}
        )
        if outside:
            element.set("TargetMode", "External")
    return written(root)


def _content_types(names: Sequence[str]) -> bytes:
    root = etree.Element(f"{{{CONTENT_TYPES}}}Types", nsmap={None: CONTENT_TYPES})
    plain = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    for ending, kind in (plain | _PICTURES).items():
        etree.SubElement(root, f"{{{CONTENT_TYPES}}}Default", {"Extension": ending, "ContentType": kind})
    for name in [*names, "styles", "numbering"]:
        kind = f"{_WORD_TYPE}{'document.main' if name == 'document' else name}+xml"
        etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", {"PartName": f"/word/{name}.xml", "ContentType": kind})
    return written(root)


def _styles(root: Element | None) -> Element:
    """Return the styles without their numbers, and with headings that every reader knows."""
    clean = deepcopy(root) if root is not None else etree.Element(w("styles"), nsmap={"w": W})
    for element in each(clean, "numPr", "outlineLvl", "ind"):
        dropped(element)
    for level in _HEADINGS:
        for identity, name in ((HEADING_STYLE, "heading"), (CONTINUE_STYLE, "List Continue")):
            style = etree.SubElement(clean, w("style"), {w("type"): "paragraph", w("styleId"): f"{identity}{level}"})
            etree.SubElement(style, w("name"), {w("val"): f"{name} {level}"})
    return clean


def _numbering(lists: Sequence[Written]) -> Element:
    root = etree.Element(w("numbering"), nsmap={"w": W})
    for number, known in enumerate(lists, 1):
        abstract = etree.SubElement(root, w("abstractNum"), {w("abstractNumId"): str(number)})
        etree.SubElement(abstract, w("multiLevelType"), {w("val"): "hybridMultilevel"})
        level = etree.SubElement(abstract, w("lvl"), {w("ilvl"): str(known.depth)})
        for name, said in (("start", str(known.start)), ("numFmt", known.how), ("lvlText", known.text)):
            etree.SubElement(level, w(name), {w("val"): said})
    for number in range(1, len(lists) + 1):
        num = etree.SubElement(root, w("num"), {w("numId"): str(number)})
        etree.SubElement(num, w("abstractNumId"), {w("val"): str(number)})
    return root
