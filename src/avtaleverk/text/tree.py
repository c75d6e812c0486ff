"""A Markdown body as the tree that the page shows: safe, and with headings at the outermost level only."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from markdown import Markdown

from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.text.clauses import heading_level
from avtaleverk.text.markdown import LEFT_OUT, new_parser, parse

_DEEPEST = 60
_TOO_DEEP = "Teksten har for mange nivåer inne i hverandre"


class TextError(AvtaleverkError):
    """A body that cannot be rendered at all, such as one nested hundreds of levels deep."""


@dataclass(slots=True)
class TextTree:
    """The elements of a text. ``images`` are the pictures it shows, ``notes`` what was left out for safety."""

    root: ET.Element
    images: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_tree(body: str, md: Markdown | None = None) -> TextTree:
    """Return ``body`` as a tree. Deterministic; raises TextError on absurd nesting."""
    try:
        tree = TextTree(parse(md or new_parser(), body))
    except RecursionError as error:
        raise TextError(_TOO_DEEP) from error
    if _is_too_deep(tree.root):
        raise TextError(_TOO_DEEP)
    _guard_addresses(tree)
    for block in tree.root:
        if not heading_level(block):
            _flatten_headings(block)
    return tree


def _is_too_deep(root: ET.Element) -> bool:
    """Say whether elements nest beyond reason; how deep the library itself goes depends on its caller."""
    level = [root]
    for _ in range(_DEEPEST):
        level = [child for element in level for child in element]
    return bool(level)


def _is_local(source: str) -> bool:
    try:
        address = urlsplit(source)
    except ValueError:
        return False
    return bool(source) and not address.scheme and not address.netloc and not source.startswith("/")


def _guard_addresses(tree: TextTree) -> None:
    """Keep pictures of this site; a foreign one would tell a stranger who reads, so it becomes a link."""
    for link in tree.root.iter("a"):
        link.attrib.pop(LEFT_OUT, None)
    within = {id(image) for link in tree.root.iter("a") for image in link.iter("img")}
    for image in tree.root.iter("img"):
        source = image.get("src") or ""
        if _is_local(source):
            tree.images.append(source)
            image.set("loading", "lazy")
            continue
        tree.notes.append(source or image.get(LEFT_OUT, ""))
        alt = image.get("alt") or source or "bilde"
        is_link = bool(source) and id(image) not in within
        image.tag, image.text = "a" if is_link else "span", alt
        image.attrib.clear()
        if is_link:
            image.set("href", source)


def _flatten_headings(block: ET.Element) -> None:
    """Turn headings inside lists and quotations into strong lines; only clauses have headings."""
    for element in list(block.iter()):
        if heading_level(element):
            strong = ET.Element("strong")
            strong.text, strong[:] = element.text, list(element)
            element.tag, element.text, element[:] = "p", None, [strong]
            element.set("class", "mellomtittel")
