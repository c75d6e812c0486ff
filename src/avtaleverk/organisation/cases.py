"""The way of a case: what several meetings have on their agendas and is one case, in order of time.

A case goes from a faglig samarbeidsutvalg to the strategic one and on to Partnerskapet, or is discussed in one meeting and
decided in the next. The files say so by the same ``saksgang``, else by the same version, else by the same case paper.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.organisation import Agreement, CaseItem, CaseKind, CasePaper, Meeting
from avtaleverk.organisation.outcomes import goes_no_further, is_ended, is_on_its_way, said

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseStep:
    """A case on the agenda of one meeting; ``index`` is its place there, from 0."""

    meeting: Meeting
    index: int

    @property
    def item(self) -> CaseItem:
        """Return what the agenda says about the case."""
        return self.meeting.items[self.index]

    def is_done(self, day: date) -> bool:
        """Say whether the meeting has had the case before it by ``day``; on the day itself once it says what came of it."""
        if self.meeting.is_cancelled:
            return False
        is_told = bool(self.item.outcome or self.item.decision or self.item.settled)
        return self.meeting.held < day or (self.meeting.held == day and is_told)

    def is_coming(self, day: date) -> bool:
        """Say whether a meeting that is called will have the case before it."""
        return not self.meeting.is_cancelled and not self.is_done(day)


def was_held(meeting: Meeting, day: date) -> bool:
    """Say whether the day of a meeting has passed; one of the day itself has been held when it says what it came to."""
    is_told = meeting.held == day and any(CaseStep(meeting, n).is_done(day) for n in range(len(meeting.items)))
    return meeting.held < day or is_told


@dataclass(frozen=True, slots=True)
class CaseThread:
    """One case through all meetings, the first one first; ``name`` is the one that the files give it (``saksgang``)."""

    steps: tuple[CaseStep, ...]
    name: str | None = None

    @property
    def title(self) -> str:
        """Return what the last meeting calls the case."""
        return self.steps[-1].item.title

    @property
    def paper_ids(self) -> tuple[str, ...]:
        """Return the case papers that its meetings had, each one once."""
        return tuple(dict.fromkeys(s.item.paper for s in self.steps if s.item.paper))


class CaseState(StrEnum):
    """Where a case is; ``UNSTATED`` is one that was up for a decision, and no file says what came of it."""

    BEFORE = "på et kommende møte"
    OPEN = "ikke avgjort"
    UNSTATED = "utfallet er ikke oppgitt"
    INFORMED = "til orientering"
    DECIDED = "avgjort"


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """Where a case is on a day: what the last meeting did that had it before it, and which one has it next.

    ``approved`` is the text that it came to, where a body has approved one.
    """

    state: CaseState
    last: CaseStep | None
    coming: CaseStep | None
    approved: Version | None = None


# --- which items are one case -------------------------------------------------------------------------------------


def threads(corpus: Corpus) -> tuple[CaseThread, ...]:
    """Return every case, in the order in which they first came up; each item of each agenda is in exactly one."""
    steps = [CaseStep(m, n) for m in corpus.meetings for n in range(len(m.items))]
    found: dict[Key, list[CaseStep]] = {}
    for step, key in zip(steps, _keys(corpus, steps), strict=True):
        found.setdefault(key, []).append(step)
    cases = [_thread(group) for group in found.values()]
    return tuple(sorted(cases, key=lambda c: _order(c.steps[0])))


def _thread(steps: Iterable[CaseStep]) -> CaseThread:
    ordered = tuple(sorted(steps, key=_order))
    return CaseThread(ordered, next((s.item.thread for s in ordered if s.item.thread), None))


def _order(step: CaseStep) -> tuple[date, time, str, int]:
    meeting = step.meeting
    return meeting.held, meeting.begins or time.min, meeting.id, step.index


def _keys(corpus: Corpus, steps: list[CaseStep]) -> list[Key]:
    """Return what tells each item's case from the others.

    An item without a name of its own (``saksgang``) takes the name that all the others with its key agree on.
    """
    plain = _plain_keys(corpus, steps)
    names: defaultdict[Key, set[str]] = defaultdict(set)
    for step, key in zip(steps, plain, strict=True):
        if step.item.thread:
            names[key].add(step.item.thread)
    return [_named(step.item, key, names) for step, key in zip(steps, plain, strict=True)]


def _named(item: CaseItem, key: Key, names: Mapping[Key, set[str]]) -> Key:
    known = {item.thread} if item.thread else names.get(key, set())
    return ("saksgang", *known) if len(known) == 1 else key


def _plain_keys(corpus: Corpus, steps: list[CaseStep]) -> list[Key]:
    """Return the keys of items by what they concern, as if none had a name."""
    marks = [_version_mark(corpus, s) for s in steps]
    concern: defaultdict[str, set[Key]] = defaultdict(set)
    bare: defaultdict[tuple[str, str, str | None], int] = defaultdict(int)
    for step, mark in zip(steps, marks, strict=True):
        if step.item.paper and mark:
            concern[step.item.paper].add(mark)
        elif step.item.paper:
            bare[step.item.paper, step.meeting.id, step.item.part] += 1
    shared = {paper for (paper, _, _), n in bare.items() if n > 1}
    return [_plain_key(s, mark, concern, shared) for s, mark in zip(steps, marks, strict=True)]


def _plain_key(step: CaseStep, mark: Key | None, concern: Mapping[str, set[Key]], shared: set[str]) -> Key:
    """Return the key of an item: its version, else the one version that its paper concerns, else its paper.

    A paper that one meeting has for several cases tells them apart by their titles alone.
    """
    paper = step.item.paper
    if mark:
        return mark
    if not paper:
        return "alene", step.meeting.id, str(step.index)
    if paper in shared:
        return "sak", paper, step.item.title.casefold()
    versions = concern.get(paper, set())
    return next(iter(versions)) if len(versions) == 1 else ("sak", paper)


def version_of(corpus: Corpus, step: CaseStep) -> tuple[Document, Version] | None:
    """Return the text that an item concerns: the one it names, else the one whose file names the meeting."""
    item = step.item
    document = corpus.document(item.document) if item.document else None
    if document is None:
        return None
    if item.version:
        version = document.version(item.version)
        return (document, version) if version else None
    mine = [v for v in document.versions if v.meeting == step.meeting.id]
    return (document, mine[0]) if len(mine) == 1 else None


def _version_mark(corpus: Corpus, step: CaseStep) -> Key | None:
    found = version_of(corpus, step)
    return ("versjon", found[0].folder, found[1].number) if found else None


# --- where a case is ----------------------------------------------------------------------------------------------


def standing_of(corpus: Corpus, case: CaseThread, day: date) -> CaseStanding:
    """Return where a case is on a day.

    What a body has approved is decided, whatever the minutes leave out; a coming meeting goes before everything.
    """
    done = [s for s in case.steps if s.is_done(day)]
    coming = next((s for s in case.steps if s.is_coming(day)), None)
    weighty = [s for s in done if s.item.kind != CaseKind.INFORMATION.value]
    approved = _approved(corpus, case, day)
    last = next(reversed(weighty or done), None)
    if coming:
        return CaseStanding(CaseState.BEFORE, last, coming, approved)
    if approved:
        return CaseStanding(CaseState.DECIDED, last, None, approved)
    if not weighty:
        return CaseStanding(CaseState.INFORMED if done else CaseState.OPEN, last, None)
    return CaseStanding(_state(corpus, weighty[-1]), last, None)


def _approved(corpus: Corpus, case: CaseThread, day: date) -> Version | None:
    """Return the text that the case came to; without a date it counts as soon as a meeting has had it."""
    for step in case.steps:
        found = version_of(corpus, step)
        version = found[1] if found else None
        if version and version.is_approved and (version.approved or step.meeting.held) <= day:
            return version
    return None


def _state(corpus: Corpus, step: CaseStep) -> CaseState:
    """Return where a case is that no meeting is called for: what the last one came to that had it."""
    item = step.item
    if item.kind == CaseKind.DISCUSSION.value:
        return CaseState.DECIDED if is_ended(item.outcome) else CaseState.OPEN
    if item.settled is Agreement.NONE or is_on_its_way(item.outcome):
        return CaseState.OPEN
    if not said(item.outcome) and not item.decision:
        return CaseState.UNSTATED
    return CaseState.OPEN if _is_for_another(corpus, step) else CaseState.DECIDED


def _is_for_another(corpus: Corpus, step: CaseStep) -> bool:
    """Say whether a body agreed to a text that another body approves; what it turned down goes no further."""
    found = version_of(corpus, step)
    rule = corpus.rule_for(found[0]) if found else None
    if not found or not rule or goes_no_further(step.item.outcome):
        return False
    return step.meeting.body not in {rule.body, *found[0].approved_by}


def papers_of(corpus: Corpus, case: CaseThread) -> tuple[CasePaper, ...]:
    """Return the papers of a case: those before its meetings, and those about the very text that it concerns."""
    ids = set(case.paper_ids)
    texts = {(d.folder, v.number) for s in case.steps if (found := version_of(corpus, s)) for d, v in (found,)}
    if not ids and not texts:
        return ()
    return tuple(
        p for p in corpus.papers
        if p.id in ids or (p.version and any((folder, p.version) in texts for folder in p.concerns))
    )  # fmt: skip
