"""Headings that LibreOffice has given the style of a deleted paragraph before them."""

import re
from collections import Counter, defaultdict

from avtaleverk.word.names import w
from avtaleverk.word.noted import NoteKind
from avtaleverk.word.notes import Notes, shortened, text_of
from avtaleverk.word.styles import Styles
from avtaleverk.word.xml import Element, each, properties, value

# The bookmark that our own files set at a heading: pkt_2_1 at 2.1, pkt_2_1_oppgaver at one without number under it.
_POINT = re.compile(r"pkt_(?:(\d+(?:_\d+)*)(?:_|$))?(.*)")
_Kind = tuple[int, bool]


def restore_headings(root: Element, styles: Styles, notes: Notes) -> None:
    """Give headings of our own files their style back, the one that others of the same kind have.

    A heading that follows deleted paragraphs is saved by LibreOffice in the style of the first of them, and would be
    read as plain text. One without number may have had another level than most, so that is noted.
    """
    points = [(paragraph, kind) for paragraph in each(root, "p") if (kind := _kind(paragraph))]
    known: defaultdict[_Kind, Counter[str]] = defaultdict(Counter)
    for paragraph, kind in points:
        if styles.heading_level(paragraph) and not _is_deleted(paragraph) and not _has_style_of_deleted(paragraph):
            known[kind][_style(paragraph)] += 1
    for paragraph, kind in points:
        own = properties(paragraph)
        style = own.find(w("pStyle")) if own is not None else None
        is_plain = not styles.heading_level(paragraph)
        if style is None or not known[kind] or not _has_style_of_deleted(paragraph):
            continue
        if _is_numbered(kind) or is_plain:
            style.set(w("val"), known[kind].most_common(1)[0][0])
        if is_plain and not _is_numbered(kind):
            notes.add(NoteKind.UNSURE, f"{_RESTORED}: «{shortened(text_of(paragraph))}»")


_RESTORED = (
    "En overskrift hadde stilen til et slettet avsnitt, og er blitt overskrift igjen. Se etter at nivået er riktig"
)


def _kind(paragraph: Element) -> _Kind | None:
    """Return how many numbers the point that a paragraph begins has around it, and whether it has words of its own."""
    names = (mark.get(w("name")) or "" for mark in paragraph.iterchildren(w("bookmarkStart")))
    found = next((m for name in names if (m := _POINT.fullmatch(name))), None)
    return (found[1].count("_") + 1 if found[1] else 0, bool(found[2])) if found else None


def _is_numbered(kind: _Kind) -> bool:
    return not kind[1]


def _has_style_of_deleted(paragraph: Element) -> bool:
    """Say whether one of the deleted paragraphs right before this one has its style."""
    before = paragraph.getprevious()
    while before is not None and before.tag == w("p") and _is_deleted(before):
        if _style(before) == _style(paragraph):
            return True
        before = before.getprevious()
    return False


def _is_deleted(paragraph: Element) -> bool:
    own = properties(paragraph)
    return own is not None and own.find(f"{w('rPr')}/{w('del')}") is not None


def _style(paragraph: Element) -> str:
    return value(properties(paragraph), "pStyle") or ""
