"""Titles in another language than the site's say so wherever they stand, so that they are read aloud rightly.

A title stands in registers, sentences, lists and links on a hundred kinds of place. It is marked once, when the page
is put together, and not by each of them.
"""

import re
from collections.abc import Iterator, Mapping

from markupsafe import escape

from avtaleverk.pages.context import Context

_PIECE = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z0-9]+)")
_LANGUAGE = re.compile(r'\slang="([^"]*)"')
# Where no element may stand, or where the characters themselves are what counts.
_CLOSED = frozenset({"svg", "pre", "code", "textarea", "option", "script", "template"})


class ForeignTitles:
    """The titles of the documents that are in another language than the site; there are seldom any."""

    def __init__(self, ctx: Context) -> None:
        """Gather the titles, those of single versions too."""
        self.languages: Mapping[str, str] = {
            str(escape(title)): language
            for document in ctx.corpus.all_documents()
            if (language := ctx.language(document))
            for title in (document.title, *(v.title for v in document.versions))
            if title
        }
        longest_first = sorted(self.languages, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def marked(self, html: str) -> str:
        """Return ``html`` with the language of each such title, where nothing around it has said it already."""
        if not self._pattern or not self._pattern.search(html):
            return html
        return "".join(self._pieces(html))

    def _pieces(self, html: str) -> Iterator[str]:
        around = _Around()
        for m in _PIECE.finditer(html):
            piece = m[0]
            if tag := _TAG.match(piece):
                around.pass_by(tag[2].lower(), piece, ends=bool(tag[1]))
            elif piece[0] != "<" and not around.is_closed and self._pattern:
                piece = self._pattern.sub(lambda t: self._span(t[0], around.language), piece)
            yield piece

    def _span(self, title: str, around: str) -> str:
        language = self.languages[title]
        return title if language == around else f'<span lang="{escape(language)}">{title}</span>'


class _Around:
    """Which elements that matter stand around a place: those with a language, and those that are closed to us."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str, int]] = []

    @property
    def language(self) -> str:
        return next((language for _, language, _ in reversed(self._open) if language), "")

    @property
    def is_closed(self) -> bool:
        return any(tag in _CLOSED for tag, _, _ in self._open)

    def pass_by(self, tag: str, piece: str, *, ends: bool) -> None:
        """Note that an element begins or ends; only those within one of the same name are counted."""
        if self._open and self._open[-1][0] == tag:
            name, language, depth = self._open.pop()
            depth += -1 if ends else 1
            if depth:
                self._open.append((name, language, depth))
            if ends:
                return
        said = _LANGUAGE.search(piece)
        if not ends and (said or tag in _CLOSED) and not piece.endswith("/>"):
            self._nest(tag, said[1] if said else "")

    def _nest(self, tag: str, language: str) -> None:
        # Within one of the same name it ends first, so the outer one does not count it.
        if self._open and self._open[-1][0] == tag:
            name, outer, depth = self._open.pop()
            self._open.append((name, outer, depth - 1))
        self._open.append((tag, language, 1))
