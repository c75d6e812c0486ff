"""Who changed a Word file, and when; and what the file says of itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from avtaleverk.word.names import w
from avtaleverk.word.package import Package
from avtaleverk.word.xml import Element, local

_MARKS = tuple(
    w(name)
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange",
        "trPrChange", "tblGridChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
    )
)  # fmt: skip
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who tracked changes: how many marks, and the first and the last day; None where no date is told."""

    name: str
    count: int
    first: date | None
    last: date | None


def authors_of(roots: Iterable[Element]) -> tuple[Author, ...]:
    """Return who made the tracked changes, the one with most first."""
    found: dict[str, list[date | None]] = {}
    for root in roots:
        for mark in root.iter(*_MARKS):
            found.setdefault((mark.get(w("author")) or "").strip(), []).append(_day(mark.get(w("date"))))
    authors = [
        Author(name, len(days), min(known, default=None), max(known, default=None))
        for name, days in found.items()
        for known in [[day for day in days if day]]
    ]
    return tuple(sorted(authors, key=lambda a: (-a.count, a.name)))


def _day(text: str | None) -> date | None:
    m = _DAY.match(text or "")
    try:
        return date.fromisoformat(m[0]) if m else None
    except ValueError:
        return None


def properties_of(package: Package) -> dict[str, str]:
    """Return what the file says of itself: ``title``, ``creator``, ``lastModifiedBy``, ``created``, ``modified``."""
    name = next((r.target for r in package.relations("") if r.kind == "core-properties"), "docProps/core.xml")
    root = package.xml(name)
    if root is None:
        return {}
    return {local(e): e.text.strip() for e in root if isinstance(e.tag, str) and e.text and e.text.strip()}
