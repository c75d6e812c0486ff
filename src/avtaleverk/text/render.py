"""A Markdown body as the HTML of numbered clauses."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from markdown import Markdown

from avtaleverk.model.addresses import slug
from avtaleverk.model.text import Clause, Reference, RenderedText
from avtaleverk.text.clauses import ClauseIds, heading_level, split_number, text_of
from avtaleverk.text.lists import LETTERS, item_numbers
from avtaleverk.text.references import link_references
from avtaleverk.text.tree import TextTree, read_tree

# The text is ours to escape and the markers ours to place, so neither can be forged by a text.
_LINK_MARK, _END_MARK = "lenke", "slutt"


@dataclass(slots=True)
class _Rendering:
    """What one pass over the tree gathers."""

    ids: ClauseIds = field(default_factory=ClauseIds)
    references: list[Reference] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    open_clause: Clause | None = None

    def close(self) -> None:
        if self.open_clause:
            self.html.append(f"<!--{_END_MARK}:{self.open_clause.id}-->\n")
            self.open_clause = None


def render(body: str, md: Markdown | None = None) -> RenderedText:
    """Return ``body`` as clauses and HTML. Deterministic; raises TextError on absurd nesting."""
    return render_tree(read_tree(body, md))


def render_tree(tree: TextTree) -> RenderedText:
    """Return a tree as clauses and HTML; it is used up on the way."""
    run = _Rendering()
    for block in list(tree.root):
        _block(block, run)
    run.close()
    words = len(re.findall(r"\w+", text_of(tree.root)))
    ids = run.ids
    return RenderedText(
        "".join(run.html), tuple(ids.clauses), tuple(run.references), tuple(sorted(ids.used)),
        tuple(tree.images), tuple(tree.notes), words,
    )  # fmt: skip


def _block(block: ET.Element, run: _Rendering) -> None:
    if level := heading_level(block):
        _heading(block, level, run)
        return
    clause_id = run.ids.current
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
