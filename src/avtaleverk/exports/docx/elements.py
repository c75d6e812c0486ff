"""Elements of WordprocessingML, made with few words."""

from lxml import etree

from avtaleverk.word.names import XML, R, W, w
from avtaleverk.word.xml import Element

WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
NAMESPACES = {"w": W, "r": R, "wp": WP, "a": A, "pic": PIC}
SPACE = f"{{{XML}}}space"
RELATION = f"{{{R}}}id"


def root(name: str) -> Element:
    """Return the outermost element of a part."""
    return etree.Element(w(name), nsmap=NAMESPACES)


def add(parent: Element, name: str, /, **said: str | int) -> Element:
    """Add an element below ``parent``; ``val="x"`` becomes ``w:val="x"``."""
    return etree.SubElement(parent, w(name), {w(key): str(value) for key, value in said.items()})


def marked(parent: Element, name: str, said: dict[str, str]) -> Element:
    """Add an element that bears who changed it and when."""
    return etree.SubElement(parent, w(name), said)


def paragraph(parent: Element, style: str) -> Element:
    """Add an empty paragraph."""
    made = add(parent, "p")
    if style:
        add(add(made, "pPr"), "pStyle", val=style)
    return made


def text(parent: Element, name: str, words: str) -> None:
    """Add text; space at its edges is kept."""
    etree.SubElement(parent, w(name), {SPACE: "preserve"}).text = words
