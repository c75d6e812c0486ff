"""References of a text, such as «punkt 7.1», with a link to what they name. They are no links of the text itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from avtaleverk.exports.docx.spans import REFERENCE, Span
from avtaleverk.model.text import Reference
from avtaleverk.redline.document import Block, Kind
from avtaleverk.redline.runs import Runs
from avtaleverk.redline.tree import Node

# From one letter to another, and where that leads.
Stretch = tuple[int, int, str]
_SILENT = frozenset({Kind.HEADING, Kind.CODE, Kind.RULE, Kind.EMPTY})
# No reference is looked for inside these.
_CLOSED = frozenset({"a", "code", "img"})
_HIDDEN = "\0"


@dataclass(frozen=True, slots=True)
class Places:
    """Where the references of a text stand: stretches by the identity of the block or cell of the new text."""

    found: Mapping[int, Sequence[Stretch]]

    def linked(self, this: object, spans: Iterable[Span]) -> Iterator[Span]:
        """Yield the spans of a block or cell, its references with their links."""
        stretches = self.found.get(id(this), ())
        return _linked(spans, stretches) if stretches else iter(spans)


def places_of(nodes: Iterable[Node], references: Sequence[Reference], links: Sequence[str]) -> Places:
    """Return where references stand in a clean text; ``links`` says where each leads, "" for nowhere."""
    found: dict[int, list[Stretch]] = {}
    waiting = [(r, link) for r, link in zip(references, links, strict=False) if r.text]
    for this, clause, words in _texts(nodes):
        start = 0
        while waiting and waiting[0][0].clause_id == clause:
            reference, link = waiting[0]
            place = words.find(reference.text, start)
            if place < 0:
                break
            waiting.pop(0)
            start = place + len(reference.text)
            if link:
                found.setdefault(id(this), []).append((place, start, link))
    return Places(found)


def _texts(nodes: Iterable[Node]) -> Iterator[tuple[object, str, str]]:
    """Yield what may hold references, with the id of its point and its letters."""
    for node in nodes:
        block = node.new
        if not isinstance(block, Block) or block.kind in _SILENT:
            continue
        clause = block.clause.id if block.clause else ""
        if block.kind is Kind.TABLE:
            yield from ((cell, clause, _open(cell.runs)) for row in block.rows for cell in row.cells)
        else:
            yield block, clause, _open((*block.lead, *block.runs))


def _open(runs: Runs) -> str:
    """Return letters, those in which nobody looks for references made into signs that no reference has."""
    return "".join(_HIDDEN * len(text) if any(tag in _CLOSED for tag, _ in marks) else text for text, marks in runs)


def _linked(spans: Iterable[Span], stretches: Sequence[Stretch]) -> Iterator[Span]:
    start = 0
    for span in spans:
        edges = {0, len(span.text)}
        edges |= {e - start for stretch in stretches for e in stretch[:2] if start < e < start + len(span.text)}
        cuts = sorted(edges)
        for begin, end in pairwise(cuts):
            link = next((s[2] for s in stretches if s[0] <= start + begin and start + end <= s[1]), "")
            marks = (*span.marks, (REFERENCE, (("href", link),))) if link else span.marks
            yield span._replace(text=span.text[begin:end], marks=marks)
        if not span.text:
            yield span
        start += len(span.text)
