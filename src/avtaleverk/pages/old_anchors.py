"""The anchors that earlier texts had and this one has not, and where on the page they lead now."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from avtaleverk.history.anchor_map import removed_anchor
from avtaleverk.history.lineage import Thread
from avtaleverk.model.documents import Document, Version
from avtaleverk.pages.context import Context
from avtaleverk.text.clauses import PREAMBLE


def led_on(ctx: Context, document: Document, current: Version) -> dict[str, list[str]]:
    """Return the old anchors of paragraphs and list items, by the anchor of the clause that they lead to.

    That is the clause which the newest text that had the anchor had it in, or, where the clause is gone, the anchor of
    what tells of it; what stood before the first clause leads to the beginning of the text (PREAMBLE).
    """
    lineage = ctx.lineage(document)
    placed = set(ctx.text(current).anchors)
    found: dict[str, list[str]] = {}
    for version in reversed([v for v in lineage.versions if v.order < current.order]):
        threads = {c.id: t for t in lineage.threads if (c := t.clause_in(version))}
        for anchor in ctx.text(version).anchors:
            # A clause itself has a note of its own, which says where it went.
            if anchor not in placed and anchor not in threads:
                found.setdefault(_target(_owner(anchor, threads), current), []).append(anchor)
                placed.add(anchor)
    return found


def old_anchors(ctx: Context, document: Document) -> tuple[str, ...]:
    """Return every anchor that an approved text of a document has had."""
    texts = (ctx.text(v).anchors for v in ctx.lineage(document).versions)
    return tuple(dict.fromkeys(anchor for anchors in texts for anchor in anchors))


def anchor_spans(anchors: Iterable[str]) -> Markup:
    """Return a place for each anchor, which nobody sees."""
    return Markup("").join(Markup('<span class="gammelt-anker" id="{}"></span>').format(a) for a in anchors)


def _owner(anchor: str, threads: dict[str, Thread]) -> Thread | None:
    """Return the clause that an anchor builds on, None for what stands before the first."""
    return next((threads[start] for start in _starts(anchor) if start in threads), None)


def _starts(anchor: str) -> Iterator[str]:
    """Yield what an anchor may build on, the longest first."""
    while "-" in anchor:
        anchor = anchor.rpartition("-")[0]
        yield anchor


def _target(thread: Thread | None, current: Version) -> str:
    if thread is None:
        return PREAMBLE
    now = thread.clause_in(current)
    return now.id if now else removed_anchor(thread)
