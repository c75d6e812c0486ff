"""What the documents of a community have in common, found once and kept: it follows from their texts alone."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

from avtaleverk.model.documents import Document, DocumentKind, Version
from avtaleverk.redline import OwnText, Sharing, own_texts
from avtaleverk.redline.own_text import PointWords
from avtaleverk.redline.sharing import Totals
from avtaleverk.redline.sharing_index import likely_sharing, nearest
from avtaleverk.text import TextStore
from avtaleverk.text.markdown import new_parser
from avtaleverk.text.store import code_fingerprint, fingerprint

# Up to so many agreements, or guidelines, any two are compared; their number grows with the square.
MOST_FOR_ANY_TWO = 16
# Beyond that, so many comparisons for each document: with those that it shares most points with.
MOST_FOR_EACH = 3


@dataclass(frozen=True, slots=True)
class Compared:
    """A document with its text in force."""

    document: Document
    version: Version

    @property
    def body(self) -> str:
        """Return the text that is compared."""
        return self.version.body


@dataclass(frozen=True, slots=True)
class SharedNumbers:
    """Two documents in numbers; ``equal`` of the shared points are equal."""

    one: Totals
    other: Totals
    equal: int


class Sharings:
    """Compares documents with one another, each pair once; ``texts`` keeps what was found across runs."""

    def __init__(self, texts: TextStore, documents: Sequence[Compared]) -> None:
        """Compare these documents, all of them in force."""
        self._texts = texts
        self.documents = tuple(documents)
        self._points: dict[str, tuple[OwnText, ...]] = {}
        self._parser = new_parser()

    @cached_property
    def groups(self) -> tuple[tuple[Compared, ...], ...]:
        """Return the agreements and the guidelines, where there are two or more and few enough for any two."""
        kinds = (DocumentKind.GUIDELINE, DocumentKind.AGREEMENT)
        found = (tuple(c for c in self.documents if c.document.kind is kind) for kind in kinds)
        return tuple(group for group in found if 1 < len(group) <= MOST_FOR_ANY_TWO)

    @cached_property
    def has_too_many(self) -> bool:
        """Say whether not every two of a kind can be compared."""
        kinds = [c.document.kind for c in self.documents]
        return any(kinds.count(k) > MOST_FOR_ANY_TWO for k in (DocumentKind.GUIDELINE, DocumentKind.AGREEMENT))

    @cached_property
    def pairs(self) -> tuple[tuple[Compared, Compared], ...]:
        """Return the pairs that have a page: any two of a group, and of the others those that share most.

        No document has more than ``MOST_FOR_EACH`` of the latter. The order is that of the documents.
        """
        place = {id(c): n for n, c in enumerate(self.documents)}
        any_two = {(place[id(a)], place[id(b)]) for group in self.groups for a, b in combinations(group, 2)}
        if len(any_two) < len(self.documents) * (len(self.documents) - 1) // 2:
            others = (pair for pair in self._likely() if pair not in any_two)
            any_two.update(nearest(others, MOST_FOR_EACH))
        return tuple((self.documents[a], self.documents[b]) for a, b in sorted(any_two))

    def sharing(self, one: Compared, other: Compared) -> Sharing:
        """Return what two documents share, point by point."""
        return Sharing(self._read(one.body), self._read(other.body))

    def numbers(self, one: Compared, other: Compared) -> SharedNumbers:
        """Return what two documents share, in numbers."""
        key = f"deling:{fingerprint(code_fingerprint(), one.body, other.body)}"
        kept = self._texts.kept(key)
        if kept is not None:
            return _numbers_from(json.loads(kept))
        found = self.sharing(one, other)
        numbers = SharedNumbers(found.one, found.other, found.equal)
        self._texts.keep(key, json.dumps(asdict(numbers)))
        return numbers

    def _likely(self) -> list[tuple[int, int]]:
        """Return the places of documents that share anything, those that share most first."""
        bodies = [c.body for c in self.documents]
        key = f"deler:{fingerprint(code_fingerprint(), *bodies)}"
        kept = self._texts.kept(key)
        if kept is not None:
            return [(a, b) for a, b in json.loads(kept)]
        found = likely_sharing([self._words(body) for body in bodies])
        self._texts.keep(key, json.dumps(found))
        return found

    def _words(self, body: str) -> list[PointWords]:
        """Return the words of a document's points, read once for all runs."""
        key = f"ord:{fingerprint(code_fingerprint(), body)}"
        known = self._texts.objects.get(key)
        if isinstance(known, list):
            return known
        kept = self._texts.kept(key)
        if kept is None:
            kept = json.dumps([point.key for point in self._read(body)])
            self._texts.keep(key, kept)
        words = self._texts.objects[key] = [PointWords(point) for point in json.loads(kept)]
        return words

    def _read(self, body: str) -> tuple[OwnText, ...]:
        if body not in self._points:
            self._points[body] = own_texts(body, self._parser)
        return self._points[body]


def _numbers_from(data: dict[str, Any]) -> SharedNumbers:
    return SharedNumbers(Totals(**data["one"]), Totals(**data["other"]), data["equal"])
