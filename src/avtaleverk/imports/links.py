"""Links inside a text, and the footnotes, which become a last section with a link from each place."""

import copy
import xml.etree.ElementTree as ET
from urllib.parse import unquote, urlsplit

from avtaleverk.imports.gathering import Gathering, first_words
from avtaleverk.imports.inlines import NOTE
from avtaleverk.imports.lists import tighten
from avtaleverk.text.clauses import ClauseIds, heading_level, split_number, text_of
from avtaleverk.text.markdown import safe_address
from avtaleverk.text.render import render_tree
from avtaleverk.text.tree import TextTree
from avtaleverk.word.noted import NoteKind

NOTES = "Noter"


def place_footnotes(root: ET.Element, gathering: Gathering) -> None:
    """Put the footnotes in a list under «Noter», after those that already stand there, and lead each reference to it."""
    if not gathering.footnotes:
        return
    items = _notes_list(root)
    offset = len(items)
    for item in gathering.footnotes:
        tighten(item)
    items.extend(gathering.footnotes)
    section = next(name for element, name in reversed(_clauses(root)) if text_of(element) == NOTES)
    for link in root.iter("a"):
        if said := link.attrib.pop(NOTE, ""):
            number = int(said) + offset
            link.text = f"note {number}"
            link.set("href", f"#{section}-nr-{number}")
    count = len(gathering.footnotes)
    what = "1 fotnote står" if count == 1 else f"{count} fotnoter står"
    gathering.note(NoteKind.READ, f"{what} sist i teksten, under overskriften «{NOTES}», med en lenke fra stedet", "")


def _notes_list(root: ET.Element) -> ET.Element:
    """Return the list that the text ends with under «Noter», a new one where it does not."""
    headings = [place for place, element in enumerate(root) if heading_level(element)]
    if headings and text_of(root[headings[-1]]) == NOTES and len(root) == headings[-1] + 2 and root[-1].tag == "ol":
        return root[-1]
    ET.SubElement(root, "h2").text = NOTES
    return ET.SubElement(root, "ol")


def _clauses(root: ET.Element) -> list[tuple[ET.Element, str]]:
    """Return each heading with the anchor that the site gives it."""
    ids = ClauseIds()
    headings = [element for element in root if heading_level(element)]
    return [(h, ids.open(heading_level(h), *split_number(text_of(h))).id) for h in headings]


def mend_links(root: ET.Element, gathering: Gathering) -> None:
    """Lead links to headings to the anchors of the site, and make text of those that lead nowhere."""
    anchors = {id(element): name for element, name in _clauses(root)}
    known = frozenset(render_tree(TextTree(copy.deepcopy(root))).anchors)
    for parent in list(root.iter()):
        for link in [child for child in parent if child.tag == "a"]:
            _mend(parent, link, anchors, known, gathering)


def _mend(
    parent: ET.Element, link: ET.Element, anchors: dict[int, str], known: frozenset[str], gathering: Gathering
) -> None:
    address = link.get("href", "")
    if address.startswith("#"):
        heading = gathering.ids.get(unquote(address[1:]))
        anchor = anchors.get(id(heading)) if heading is not None else None
        if anchor or address[1:] in known:
            link.set("href", f"#{anchor}" if anchor else address)
            return
        what = "En henvisning i teksten ledet til et sted i fila som ikke er kjent. Den er ikke lenger en lenke"
    elif not safe_address(address) or _is_beside(address):
        what = f"En lenke til «{first_words(address)}» er ikke tatt med, bare teksten"
    else:
        return
    gathering.note(NoteKind.UNSURE, what, first_words(text_of(parent)))
    # An element that Markdown has no sign for is what it holds.
    link.tag = "span"
    link.attrib.clear()


def _is_beside(address: str) -> bool:
    """Say whether an address names a file beside the document, which the site does not have."""
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc and not address.startswith("/")
