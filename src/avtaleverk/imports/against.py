"""The texts of a file beside the texts of the folder: what the file builds on, and what it changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from avtaleverk.imports.clauses import Known, headings_of, titles
from avtaleverk.imports.imported import Imported
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, DocumentKind, Version
from avtaleverk.model.status import version_in_force
from avtaleverk.redline import Redline, compare, prepare
from avtaleverk.text.tree import read_tree


@dataclass(frozen=True, slots=True)
class Against:
    """``base`` is the version that the new text is held against, None where there is none.

    ``drift`` leads from its text to the one that the file builds on, None where the file has no marks or there is
    no base. ``marked`` are the changes that the file marks, ``found`` those between base and new text. ``other`` is
    another version that the file builds on, word for word.
    """

    base: Version | None
    drift: Redline | None
    marked: Redline | None
    found: Redline | None
    other: Version | None = None

    @property
    def is_built_on_base(self) -> bool:
        """Say whether the file builds on just the text of the base."""
        return self.drift is not None and not self.drift.changes

    @property
    def changes(self) -> Redline | None:
        """Return the changes that the proposal makes, None where there is nothing to hold it against."""
        return self.marked if self.marked is not None and self.drift is None else self.found or self.marked


def known_of(document: Document | None, base: Version | None) -> Known:
    """Return what a file about this document may call itself, and the headings that its text has now."""
    if document is None:
        return Known()
    names = {document.title, *(v.title for v in document.versions if v.title)}
    names |= {f"{document.kind.value} {document.number} {name}" for name in names if document.number}
    if base is None:
        return Known(titles(names))
    root = read_tree(base.body).root
    pictures = tuple((image.get("alt", ""), image.get("src", "")) for image in root.iter("img"))
    return Known(titles(names), tuple(headings_of(root)), base.body, pictures)


def base_of(corpus: Corpus, document: Document, number: str, day: date) -> Version | None:
    """Return the version that a new one is held against: the one in force, or the one before where that is later."""
    order = Version(number, "", 0, document.source).order
    rule = corpus.rule_for(document)
    in_force = version_in_force(document, rule.ratified_by if rule else (), day)
    if in_force and in_force.order < order:
        return in_force
    earlier = [v for v in document.versions if v.order < order]
    approved = [v for v in earlier if v.is_approved]
    candidates = approved or earlier
    return candidates[-1] if candidates else None


def hold_against(imported: Imported, base: Version | None, versions: Iterable[Version] = ()) -> Against:
    """Return the texts of a file compared with each other and with a version; ``versions`` are all that are known."""
    old, new = imported.old, imported.new
    drift = compare(base.body, old) if base and old is not None else None
    return Against(
        base,
        drift,
        compare(old, new) if old is not None else None,
        compare(base.body, new) if base else None,
        _same(versions, old) if drift and drift.changes and old is not None else None,
    )


def _same(versions: Iterable[Version], text: str) -> Version | None:
    """Return the version that shows just this text, if there is one."""
    shown = prepare(text).shown
    return next((version for version in versions if prepare(version.body).shown == shown), None)


def next_number(document: Document | None, day: date) -> str:
    """Return the number that a new version may well have: 1.1 after 1.0, this year after a year."""
    if document is None or not document.versions:
        return "1.0"
    last = document.versions[-1].number
    if last.isdigit() and len(last) == len("2024"):
        return str(max(day.year, int(last) + 1))
    parts = [*document.versions[-1].order]
    if document.kind is DocumentKind.AGREEMENT and len(parts) == 1:
        return str(parts[0] + 1)
    parts = [*parts, 0] if len(parts) == 1 else parts
    parts[-1] += 1
    return ".".join(map(str, parts))
