"""Headings that LibreOffice has given the style of a deleted paragraph before them."""

import re
from collections import Counter, defaultdict

from avtaleverk.word.names import w
from avtaleverk.word.styles import Styles
from avtaleverk.word.xml import Element, each, properties, value

# The bookmark that our own files set at a point with a number: pkt_2_1 at 2.1.
_POINT = re.compile(r"pkt_(\d+(?:_\d+)*)")


def restore_headings(root: Element, styles: Styles) -> None:
    """Give numbered headings of our own files their style back, the one that others of as many numbers have.

    A heading that follows deleted paragraphs is saved by LibreOffice in the style of the first of them, and would be
    read as plain text.
    """
    points = [(paragraph, depth) for paragraph in each(root, "p") if (depth := _depth(paragraph))]
    known: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for paragraph, depth in points:
        if styles.heading_level(paragraph) and not _has_style_of_deleted(paragraph):
            known[depth][_style(paragraph)] += 1
    for paragraph, depth in points:
        own = properties(paragraph)
        style = own.find(w("pStyle")) if own is not None else None
        if style is not None and known[depth] and _has_style_of_deleted(paragraph):
            style.set(w("val"), known[depth].most_common(1)[0][0])


def _depth(paragraph: Element) -> int:
    """Return how many numbers the point has that a paragraph begins, 0 where it begins none."""
    names = (mark.get(w("name")) or "" for mark in paragraph.iterchildren(w("bookmarkStart")))
    return next((m[1].count("_") + 1 for name in names if (m := _POINT.fullmatch(name))), 0)


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
