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
_MARKED = re.compile(rb"/\w+ <<\s*/MCID (\d+)\s*>> BDC")
_ARTIFACT = b"/Artifact <</Type /Pagination>> BDC"
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
        if element["S"] == "/Figure" and "Alt" not in element:
            element["Alt"] = pydyf.String(_UNDESCRIBED)
    _languages(document, [e for e in elements if e["S"] == "/Part"])
    _link_words(document)
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
        for place, step in enumerate(stream):
            if isinstance(step, bytes) and (m := _MARKED.fullmatch(step)) and int(m[1]) not in own:
                stream[place] = _ARTIFACT
                kids[int(m[1])] = "null"


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
