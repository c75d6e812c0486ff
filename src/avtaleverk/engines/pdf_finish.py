"""What WeasyPrint leaves to be done so that a PDF can be heard as well as it can be seen, and kept.

It tags what it draws. Left over are: heads and feet that would be read on every page, headings of tables that do not
say which cells are theirs, links that are called by their address, languages, and what the file says of itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import pydyf  # type: ignore[import-untyped]

from avtaleverk.engines.pdf_xmp import xmp

Element = dict[str, Any]
# How pydyf begins a mark: its tag, what it says, and this.
_BEGINS = b"BDC"
_ARTIFACT = ("/Artifact", b"<</Type /Pagination>>")
# The hyphen that ends a line, and the one that readers know is no part of the word.
_DRAWN_HYPHEN, _SOFT_HYPHEN = b"<2010>", b"<00ad>"
_UNDESCRIBED = "Bilde uten beskrivelse"
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Tags:
    """The tree of tags of a PDF that is not written yet."""

    pdf: Any

    def get(self, reference: bytes) -> Element:
        """Return the object that ``reference`` names."""
        return cast("Element", self.pdf.objects[int(reference.split()[0])])

    def walk(self, element: Element) -> Iterator[Element]:
        """Yield an element and all within it, in reading order."""
        yield element
        for kid in element["K"]:
            if isinstance(kid, bytes) and self.get(kid).get("Type") == "/StructElem":
                yield from self.walk(self.get(kid))

    def root(self) -> Element:
        """Return what holds all other elements."""
        return self.get(self.get(self.pdf.catalog["StructTreeRoot"])["K"][0])


def finish(document: Any, pdf: Any, *, archive: bool) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Complete a PDF right before it is written."""
    tags = _Tags(pdf)
    elements = list(tags.walk(tags.root()))
    _leave_out_margins(tags, elements)
    for element in elements:
        _table_heading(tags, element)
        _item_body(tags, element)
        if element["S"] == "/Figure" and "Alt" not in element:
            element["Alt"] = pydyf.String(_UNDESCRIBED)
    _languages(document, [e for e in elements if e["S"] == "/Part"])
    _link_words(document)
    _soft_hyphens(pdf)
    _metadata(document, pdf, archive=archive)


def _leave_out_margins(tags: _Tags, elements: list[Element]) -> None:
    """Let heads and feet be seen alone: nobody wants to hear them in the middle of a sentence."""
    heard: dict[bytes, set[int]] = {}
    for element in elements:
        heard.setdefault(element.get("Pg", b""), set()).update(kid for kid in element["K"] if isinstance(kid, int))
    parents = tags.get(tags.get(tags.pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    for number, reference in enumerate(tags.pdf.page_references):
        own, kids = heard.get(reference, set()), parents[2 * number + 1]
        stream = cast("Any", tags.get(tags.get(reference)["Contents"])).stream
        for place in [place for place, step in enumerate(stream) if step == _BEGINS]:
            mark = stream[place - 1].get("MCID")
            if mark is not None and mark not in own:
                stream[place - 2 : place] = _ARTIFACT
                kids[mark] = "null"


def _soft_hyphens(pdf: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Let whoever hears, copies or searches get whole words, where a line ends within one."""
    for thing in pdf.objects:
        steps = getattr(thing, "stream", [])
        if b"endcmap" in steps:
            steps[:] = [s.replace(_DRAWN_HYPHEN, _SOFT_HYPHEN) if isinstance(s, bytes) else s for s in steps]


def _table_heading(tags: _Tags, element: Element) -> None:
    """Say of a heading whether it is that of a column or of a row; that is all that our tables need."""
    if element["S"] not in {"/TH", "/TD"}:
        return
    element.pop("ID", None)
    element["A"].pop("Headers", None)
    if element["S"] == "/TH":
        row = tags.get(element["P"])
        element["A"]["Scope"] = "/Column" if tags.get(row["P"])["S"] == "/THead" else "/Row"
    elif len(element["A"]) == 1:
        del element["A"]


def _item_body(tags: _Tags, element: Element) -> None:
    """Let a list item hold its mark and its body and nothing else; paragraphs in it would stand beside its mark."""
    if element["S"] != "/LI":
        return
    own = [kid for kid in element["K"] if isinstance(kid, bytes) and tags.get(kid)["S"] in {"/Lbl", "/LBody"}]
    others = pydyf.Array(kid for kid in element["K"] if kid not in own)
    if not others:
        return
    body = pydyf.Dictionary(
        {"Type": "/StructElem", "S": "/LBody", "K": others, "Pg": element["Pg"], "P": cast("Any", element).reference}
    )
    tags.pdf.add_object(body)
    for kid in others:
        tags.get(kid)["P"] = body.reference
    element["K"] = pydyf.Array([*own, body.reference])


def _languages(document: Any, parts: list[Element]) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Say which language a text is in where that is another than the file's; a part is one on each of its pages."""
    boxes = [box for page in document.pages for box in page._page_box.descendants() if box.element_tag == "main"]  # noqa: SLF001 - there is no other way to them
    for box, part in zip(boxes, parts, strict=False):
        if language := box.element.get("lang"):
            part["Lang"] = pydyf.String(language)


def _link_words(document: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Call each link by its words."""
    for page in document.pages:
        for _, _, _, box in page.links:
            words = _SPACES.sub(" ", "".join(box.element.itertext())).strip() if box.element is not None else ""
            if words and box.link_annotation:
                box.link_annotation["Contents"] = pydyf.String(words)


def _metadata(document: Any, pdf: Any, *, archive: bool) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Say of the file both what it can be kept as and that it can be heard; WeasyPrint says one of them."""
    stream = cast("Any", _Tags(pdf).get(pdf.catalog["Metadata"]))
    stream.stream = [xmp(document.metadata, pdf.info["Producer"].string, archive=archive)]
    stream.compress = False
