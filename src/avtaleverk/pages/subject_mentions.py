"""Which points of the texts in force name a group, a theme or an audience."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape

from avtaleverk.model.documents import Document
from avtaleverk.model.subjects import Subject, SubjectKind, subjects
from avtaleverk.model.text import Clause, RenderedText
from avtaleverk.pages.context import Context

_OWN_TEXT = re.compile(r"<!--lenke:([^>]+)--></div>(.*?)<!--slutt:\1-->", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
# A word that stands in every fourth point singles none of them out; a few points are read anyway.
_MOST_SHARE, _FEW = 0.25, 12


@dataclass(frozen=True, slots=True)
class Mentions:
    """The points that name a subject, by the folder of their document; ``total`` is how many points there are."""

    points: Mapping[str, tuple[Clause, ...]]
    total: int

    @property
    def count(self) -> int:
        """Return how many points name it."""
        return sum(map(len, self.points.values()))

    @property
    def is_everywhere(self) -> bool:
        """Say whether the word is so common that a list of the points would help nobody."""
        return self.count > _FEW and self.count > self.total * _MOST_SHARE


def mentions(ctx: Context, subject: Subject) -> Mentions:
    """Return the points in force that name a subject, or something that begins with its name."""
    everything = ctx.once(("mentions",), lambda: _all_mentions(ctx))
    return everything[subject.address]


def _all_mentions(ctx: Context) -> dict[str, Mentions]:
    """Go through every point in force once for all subjects."""
    known = [s for kind in SubjectKind for s in subjects(ctx.corpus, kind)]
    named_by: dict[str, list[str]] = {}
    for subject in known:
        for term in {_folded(t) for t in subject.terms}:
            named_by.setdefault(term, []).append(subject.address)
    found: dict[str, dict[str, list[Clause]]] = {s.address: {} for s in known}
    pattern, total = _pattern(named_by), 0
    for document in ctx.corpus.all_documents():
        for clause, words in _points(ctx, document):
            total += 1
            starts = [m.start() for m in pattern.finditer(words)] if pattern else []
            named = {a for at in starts for term, all_ in named_by.items() if words.startswith(term, at) for a in all_}
            for address in named:
                found[address].setdefault(document.folder, []).append(clause)
    return {a: Mentions({f: tuple(c) for f, c in points.items()}, total) for a, points in found.items()}


def _pattern(terms: Iterable[str]) -> re.Pattern[str] | None:
    known = sorted(filter(None, terms))
    # Only the place is taken, since one name may stand inside another: «unge» in «barn og unge».
    return re.compile(rf"(?<!\w)(?={'|'.join(map(re.escape, known))})") if known else None


def _points(ctx: Context, document: Document) -> list[tuple[Clause, str]]:
    version = ctx.in_force(document)
    return own_texts(ctx.text(version)) if version else []


def own_texts(text: RenderedText) -> list[tuple[Clause, str]]:
    """Return each point with its heading and the text under it, in small letters and without any marks."""
    by_id = {clause.id: clause for clause in text.clauses}
    return [
        (clause, _folded(f"{clause.title} {unescape(_TAG.sub(' ', html))}"))
        for anchor, html in _OWN_TEXT.findall(text.html)
        if (clause := by_id.get(anchor))
    ]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
