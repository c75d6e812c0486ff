"""Abbreviations explained the first time a text uses them, from the glossary.

The words of the text stay as they are: an abbreviation becomes a link to its entry, and what it stands for is
told beside the text, to be read aloud, opened with a touch, and written out on paper.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from avtaleverk.model.addresses import slug
from avtaleverk.model.organisation import Term

_PIECE = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z0-9]+)")
# Where a link would stand within a link, or would break up what is not running text.
_CLOSED = frozenset({"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_ENDING = 3
_SHORTEST_STEM = 4
_NEAR = 80


@dataclass(frozen=True, slots=True)
class Explained:
    """A text whose abbreviations are links, and the terms that they are explained by."""

    html: str
    terms: tuple[Term, ...]


def explained(html: str, glossary: Sequence[Term], entries: str) -> Explained:
    """Return ``html`` with the first use of each abbreviation of ``glossary`` made a link to its entry.

    ``entries`` is the address of the glossary as seen from the page. An abbreviation that the text itself tells
    the meaning of where it first uses it, is left alone, and so are headings, links and code.
    """
    terms = {t.abbreviation: t for t in reversed(glossary) if t.abbreviation}
    if not terms:
        return Explained(html, ())
    waiting = _needed(html, terms)
    found: list[Term] = []
    if not waiting:
        return Explained(html, ())
    pieces = [_linked(piece, waiting, found, entries) if is_open else piece for piece, is_open in _pieces(html)]
    return Explained("".join(pieces), tuple(found))


def _pieces(html: str) -> Iterator[tuple[str, bool]]:
    """Yield tags, comments and runs of text, and whether a link may stand in them."""
    closed = 0
    for m in _PIECE.finditer(html):
        piece = m[0]
        if (tag := _TAG.match(piece)) and tag[2] in _CLOSED:
            closed += -1 if tag[1] else 1
        yield piece, piece[0] != "<" and not closed


def _pattern(abbreviations: Iterator[str] | Sequence[str]) -> re.Pattern[str]:
    """Return what finds abbreviations that stand alone: not within a word, an address or a compound's end."""
    choice = "|".join(re.escape(str(escape(a))) for a in sorted(abbreviations, key=len, reverse=True))
    return re.compile(rf"(?<![\w@./&#-])(?:{choice})(?![\w@]|\.\w|/\w)")


def _needed(html: str, terms: Mapping[str, Term]) -> dict[str, Term]:
    """Return the terms whose abbreviation is used, and not explained by the text where it first is."""
    words = re.sub(r"<!--.*?-->|<[^>]*>", "", html)
    needed: dict[str, Term] = {}
    seen: set[str] = set()
    for m in _pattern(tuple(terms)).finditer(words):
        written = m[0]
        if written in seen:
            continue
        seen.add(written)
        term = next(t for a, t in terms.items() if str(escape(a)) == written)
        if not _is_told(term, words[max(0, m.start() - _NEAR) : m.start()], words[m.end() : m.end() + _NEAR]):
            needed[written] = term
    return needed


def _is_told(term: Term, before: str, after: str) -> bool:
    """Say whether the words around an abbreviation are those it stands for: «utvalg (SSU)», «SSU (utvalg)»."""
    near = before if before.endswith("(") else after if after.lstrip().startswith("(") else ""
    near = near.casefold()
    return any(
        all(_stem(word) in near for word in name.casefold().split()) for name in (term.word, *term.synonyms) if near
    )


def _stem(word: str) -> str:
    """Return the part of a word that its inflections share, roughly."""
    return word[: max(_SHORTEST_STEM, len(word) - _ENDING)]


def _linked(text: str, waiting: dict[str, Term], found: list[Term], entries: str) -> str:
    if not waiting:
        return text

    def link(m: re.Match[str]) -> str:
        term = waiting.pop(m[0], None)
        if term is None:
            return m[0]
        found.append(term)
        anchor = slug(term.word)
        return (
            f'<a class="forkortelse" href="{escape(entries)}#{anchor}" aria-describedby="ord-{anchor}" '
            f'data-ord="{escape(term.word)}"><abbr>{m[0]}</abbr></a>'
        )

    return _pattern(tuple(t.abbreviation or "" for t in waiting.values())).sub(link, text)


def spoken(terms: Sequence[Term]) -> Markup:
    """Return what the links of ``explained`` are described by, each under its own id."""
    row = Markup('<p id="ord-{}"><strong>{}</strong> {}</p>')
    by_anchor = {slug(t.word): t for t in terms}
    return Markup("").join(row.format(anchor, t.word, t.explanation) for anchor, t in by_anchor.items())
