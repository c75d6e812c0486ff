"""The decision against the text: what a version says of itself, held up against what its text does."""

from collections.abc import Iterator
from dataclasses import dataclass

from avtaleverk.history.comparison import Comparisons, Facts
from avtaleverk.history.pairs import before
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import ChangeKind, Document, Version
from avtaleverk.model.findings import Finding, Severity
from avtaleverk.redline import Point, PointState, RevisionKind

_GRADE = {
    RevisionKind.CONTENT: 3, RevisionKind.LANGUAGE: 2, RevisionKind.CORRECTION: 1, RevisionKind.METADATA: 0,
    RevisionKind.NONE: 0,
}  # fmt: skip
_PREAMBLE = "innledningen"
_CLAIMED = {ChangeKind.CONTENT: 3, ChangeKind.LANGUAGE: 2, ChangeKind.CORRECTION: 1}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the points that a decision named and those that changed agree.

    ``unnamed`` changed and were not named, ``unchanged`` were named and did not change.
    """

    named: tuple[str, ...]
    unnamed: tuple[Point, ...] = ()
    unchanged: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Say whether decision and text name the same points."""
        return not self.unnamed and not self.unchanged


def agreement(version: Version, facts: Facts) -> Agreement | None:
    """Hold what a decision named against what changed; None where it named nothing."""
    if not version.changed_clauses:
        return None
    named = tuple(_plain(number) for number in version.changed_clauses)
    unnamed = tuple(p for p in facts.touched if not any(_covers(n, name) for name in names(p) for n in named))
    changed = {name for p in facts.points if p.is_edited or p.state is not PointState.SAME for name in names(p)}
    unchanged = tuple(
        said for said, n in zip(version.changed_clauses, named, strict=True) if not any(_covers(n, c) for c in changed)
    )  # fmt: skip
    return Agreement(version.changed_clauses, unnamed, unchanged)


def names(point: Point) -> tuple[str, ...]:
    """Return what a point can be named by: its numbers, the number around it, or its title where there is neither."""
    found = (c.number or c.within or c.title for c in (point.old, point.new) if c)
    return tuple(dict.fromkeys(_plain(name) for name in found if name)) or ("innledning", _PREAMBLE)


def _plain(number: str) -> str:
    return number.strip("§ ").rstrip(".").lower()


def _covers(named: str, number: str) -> bool:
    """Say whether a decision that names «7» has named 7.1."""
    return number == named or number.startswith(f"{named}.")


def point_name(point: Point) -> str:
    """Return what an editor calls a point: ``punkt 7.1``, ``§ 3``, ``«Formål»``."""
    clause = point.clause
    if clause.number:
        return clause.number if clause.number.startswith("§") else f"punkt {clause.number}"
    if not clause.title:
        return _PREAMBLE
    return f"«{clause.title}» i punkt {clause.within}" if clause.within else f"«{clause.title}»"


def check_named(corpus: Corpus, comparisons: Comparisons) -> Iterator[Finding]:
    """Yield where a decision and its text disagree, and versions whose text is the one before (warnings)."""
    for document in corpus.all_documents():
        for version in document.versions:
            earlier = before(document, version)
            if earlier:
                facts = comparisons.facts(earlier.body, version.body)
                yield from _named(version, earlier, facts)
                yield from _kind(version, earlier, facts)
        yield from _meetings(corpus, document)


def _named(version: Version, earlier: Version, facts: Facts) -> Iterator[Finding]:
    if not facts.is_real:
        message = f"Teksten er lik versjon {earlier.number}. Bare metadata er endret"
        hint = f"Skriv de nye opplysningene i {earlier.source.path}, eller ta inn endringen i teksten"
        yield _warning(version, "versjon", message, hint)
    found = agreement(version, facts)
    if not found:
        return
    for number in found.unchanged:
        line = f"endrede_punkter.{version.changed_clauses.index(number)}"
        message = f"{_who(version)} nevner punkt {number}, men teksten der er den samme som i versjon {earlier.number}"
        yield _warning(version, line, message, "Ta bort punktet her, eller ta inn endringen i teksten")
    for point in found.unnamed:
        words = "; ".join(t.what for t in facts.told if point.change and t.anchor == point.change) or point.state.value
        message = (
            f"{_who(version)} nevner ikke {point_name(point)}, som er endret fra versjon {earlier.number} ({words})"
        )
        hint = f"Legg til «{names(point)[-1]}» her hvis {_who(version).lower()} gjelder det, eller sett teksten tilbake"
        yield _warning(version, "endrede_punkter", message, hint)


def _who(version: Version) -> str:
    """Return what named the points: nobody has decided on a proposal."""
    return "Vedtaket" if version.is_approved else "Forslaget"


def _kind(version: Version, earlier: Version, facts: Facts) -> Iterator[Finding]:
    """Report a revision that is more than its ``endringstype`` says."""
    claimed = version.change_kind
    if claimed and _GRADE[facts.kind] > _CLAIMED[claimed]:
        message = (
            f"Endringen er kalt «{claimed.value}», men teksten er endret i {facts.kind.value} fra versjon "
            f"{earlier.number}: {facts.words_in} ord lagt til, {facts.words_out} ord slettet"
        )
        hint = f"Skriv endringstype: {facts.kind.value}, eller sett teksten tilbake"
        yield _warning(version, "endringstype", message, hint)


def _meetings(corpus: Corpus, document: Document) -> Iterator[Finding]:
    """Report a meeting that named other points than the version says it did."""
    for version in document.versions:
        meeting = corpus.meeting(version.meeting) if version.meeting else None
        for index, item in enumerate(meeting.items if meeting else ()):
            said = {_plain(n) for n in item.clauses}
            own = {_plain(n) for n in version.changed_clauses}
            is_same_text = item.document == document.folder and item.version in {None, version.number}
            if meeting and is_same_text and said and own and said != own:
                message = f"Møtet nevner punkt {', '.join(item.clauses)}, men {version.source.path} nevner punkt {', '.join(version.changed_clauses)}"
                place = f"saker.{index}.punkter"
                yield Finding(
                    meeting.source.path, meeting.source.line(place), "saker.punkter", message,
                    "Rett den av listene som er feil", Severity.WARNING,
                )  # fmt: skip


def _warning(version: Version, place: str, message: str, hint: str) -> Finding:
    source, field = version.source, place.partition(".")[0]
    return Finding(source.path, source.line(place), field, message, hint, Severity.WARNING)
