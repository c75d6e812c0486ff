"""A Markdown body as the HTML of numbered clauses."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from markdown import Markdown

from avtaleverk.model.addresses import slug
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.model.text import Clause, Reference, RenderedText
from avtaleverk.text.clauses import ClauseIds, heading_level, split_number, text_of
from avtaleverk.text.lists import LETTERS, item_numbers
from avtaleverk.text.markdown import LEFT_OUT, new_parser, parse
from avtaleverk.text.references import link_references

# The text is ours to escape and the markers ours to place, so neither can be forged by a text.
_LINK_MARK, _END_MARK = "lenke", "slutt"
_DEEPEST = 60
_TOO_DEEP = "Teksten har for mange nivåer inne i hverandre"


class TextError(AvtaleverkError):
    """A body that cannot be rendered at all, such as one nested hundreds of levels deep."""


@dataclass(slots=True)
class _Rendering:
    """What one pass over the tree gathers."""

    ids: ClauseIds = field(default_factory=ClauseIds)
    references: list[Reference] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    open_clause: Clause | None = None

    def close(self) -> None:
        if self.open_clause:
            self.html.append(f"<!--{_END_MARK}:{self.open_clause.id}-->\n")
            self.open_clause = None


def render(body: str, md: Markdown | None = None) -> RenderedText:
    """Return ``body`` as clauses and HTML. Deterministic; raises TextError on absurd nesting."""
    try:
        root = parse(md or new_parser(), body)
    except RecursionError as error:
        raise TextError(_TOO_DEEP) from error
    if _is_too_deep(root):
        raise TextError(_TOO_DEEP)
    run = _Rendering()
    _guard_addresses(root, run)
    for block in list(root):
        _block(block, run)
    run.close()
    words = len(re.findall(r"\w+", text_of(root)))
    ids = run.ids
    return RenderedText(
        "".join(run.html), tuple(ids.clauses), tuple(run.references), tuple(sorted(ids.used)),
        tuple(run.images), tuple(run.notes), words,
    )  # fmt: skip


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


def _guard_addresses(root: ET.Element, run: _Rendering) -> None:
    """Keep pictures of this site; a foreign one would tell a stranger who reads, so it becomes a link."""
    for link in root.iter("a"):
        link.attrib.pop(LEFT_OUT, None)
    for image in root.iter("img"):
        source = image.get("src") or ""
        if _is_local(source):
            run.images.append(source)
            image.set("loading", "lazy")
            continue
        run.notes.append(source or image.get(LEFT_OUT, ""))
        alt = image.get("alt") or source or "bilde"
        image.tag, image.text = "a" if source else "span", alt
        image.attrib.clear()
        if source:
            image.set("href", source)


def _block(block: ET.Element, run: _Rendering) -> None:
    if level := heading_level(block):
        _heading(block, level, run)
        return
    clause_id = run.ids.current
    _flatten_headings(block)
    link_references(block, clause_id, run.references)
    if block.tag == "p":
        block.set("id", run.ids.claim(f"{clause_id}-ledd-{run.ids.count(clause_id + '/p')}"))
        block.set("class", "ledd")
    _mark_lists(block, clause_id, run)
    for table in [block] if block.tag == "table" else list(block.iter("table")):
        _label_cells(table)
    block.tail = None
    inner = ET.tostring(block, encoding="unicode", method="html")
    wrapped = f'<div class="tabell" data-tabell>{inner}</div>' if block.tag == "table" else inner
    run.html.append(wrapped + "\n")


def _flatten_headings(block: ET.Element) -> None:
    """Turn headings inside lists and quotations into strong lines; only clauses have headings."""
    for element in list(block.iter()):
        if heading_level(element):
            strong = ET.Element("strong")
            strong.text, strong[:] = element.text, list(element)
            element.tag, element.text, element[:] = "p", None, [strong]
            element.set("class", "mellomtittel")


def _heading(block: ET.Element, level: int, run: _Rendering) -> None:
    """Begin a clause; levels are closed up so that no heading skips one."""
    run.close()
    number, title = split_number(text_of(block))
    clause = run.ids.open(level, number, title)
    run.open_clause = clause
    tag = f"h{min(clause.level, 6)}"
    heading = ET.Element(tag, {"id": clause.id, "class": "punkt-tittel"})
    if number:
        ET.SubElement(heading, "span", {"class": "punkt-nr"}).text = number
        heading[0].tail = f" {title}"
    else:
        heading.text = title
    outer = "punkt-hode punkt-hode--nummerert" if number else "punkt-hode"
    inner = ET.tostring(heading, encoding="unicode", method="html")
    run.html.append(f'<div class="{outer}" data-niva="{clause.level}">{inner}<!--{_LINK_MARK}:{clause.id}--></div>\n')


def _mark_lists(block: ET.Element, anchor: str, run: _Rendering) -> None:
    """Give every list item below ``block`` an anchor; nested ones build on their parent's."""
    if block.tag in {"ul", "ol"}:
        _mark_items(block, anchor, run)
        return
    for child in block:
        _mark_lists(child, anchor, run)


def _mark_items(items: ET.Element, anchor: str, run: _Rendering) -> None:
    lettered = items.get("type") == "a"
    kind = "bokstav" if lettered else "nr" if items.tag == "ol" else "strek"
    for item, number in zip(items.findall("li"), item_numbers(items), strict=True):
        place = slug(LETTERS[number - 1]) if lettered and 0 < number <= len(LETTERS) else str(number)
        if kind == "strek":
            place = str(run.ids.count(f"{anchor}/{kind}"))
        item_anchor = run.ids.claim(f"{anchor}-{kind}-{place}")
        item.set("id", item_anchor)
        for child in item:
            _mark_lists(child, item_anchor, run)


def _label_cells(table: ET.Element) -> None:
    """Name each cell by its column, for narrow screens, and keep the roles that they would lose."""
    columns = [text_of(cell) for cell in table.iter("th")]
    table.set("role", "table")
    for row in table.iter("tr"):
        row.set("role", "row")
        for index, cell in enumerate(row):
            is_head = cell.tag == "th"
            cell.set("role", "columnheader" if is_head else "cell")
            if is_head:
                cell.set("scope", "col")
            elif index < len(columns):
                cell.set("data-kolonne", columns[index])
