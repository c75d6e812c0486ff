"""A picture in the line of a text, with the words that stand for it."""

from lxml import etree

from avtaleverk.exports.docx.elements import PIC, WP, A, add
from avtaleverk.exports.docx.images import Image
from avtaleverk.word.names import R
from avtaleverk.word.xml import Element


def draw(run: Element, name: str, image: Image, about: tuple[str, str, str, str]) -> None:
    """Add a picture to a run; ``name`` is its relation, ``about`` its number, words, address and title in the text."""
    number, words, source, title = about
    inline = etree.SubElement(
        add(run, "drawing"), f"{{{WP}}}inline", dict.fromkeys(("distT", "distB", "distL", "distR"), "0")
    )
    size = {"cx": str(image.width), "cy": str(image.height)}
    etree.SubElement(inline, f"{{{WP}}}extent", size)
    said = {"id": number, "name": source, "descr": words} | ({"title": title} if title else {})
    etree.SubElement(inline, f"{{{WP}}}docPr", said)
    graphic = etree.SubElement(inline, f"{{{A}}}graphic")
    picture = etree.SubElement(etree.SubElement(graphic, f"{{{A}}}graphicData", {"uri": PIC}), f"{{{PIC}}}pic")
    known = etree.SubElement(picture, f"{{{PIC}}}nvPicPr")
    etree.SubElement(known, f"{{{PIC}}}cNvPr", {"id": number, "name": name})
    etree.SubElement(known, f"{{{PIC}}}cNvPicPr")
    fill = etree.SubElement(picture, f"{{{PIC}}}blipFill")
    etree.SubElement(fill, f"{{{A}}}blip", {f"{{{R}}}embed": name})
    etree.SubElement(etree.SubElement(fill, f"{{{A}}}stretch"), f"{{{A}}}fillRect")
    shape = etree.SubElement(picture, f"{{{PIC}}}spPr")
    form = etree.SubElement(shape, f"{{{A}}}xfrm")
    etree.SubElement(form, f"{{{A}}}off", {"x": "0", "y": "0"})
    etree.SubElement(form, f"{{{A}}}ext", size)
    etree.SubElement(etree.SubElement(shape, f"{{{A}}}prstGeom", {"prst": "rect"}), f"{{{A}}}avLst")
