"""What happens when: everything that the files put on a day, on a month or in a year, as records without words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from avtaleverk.model.community import Community, YearlyTask
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, Hearing, Version
from avtaleverk.model.organisation import Appointment, Meeting
from avtaleverk.model.partial_date import PartialDate
from avtaleverk.model.source import Source
from avtaleverk.model.status import version_in_force
from avtaleverk.model.structure import Structure
from avtaleverk.organisation.deadlines import Deadline, DeadlineKind, deadlines


class EventKind(StrEnum):
    """What happens. The order is that in which events of one day are listed."""

    STRUCTURE = "struktur"
    BEGINS = "gjelder-fra"
    MEETING = "mote"
    ADOPTED = "godkjent"
    OPENS = "horing-fra"
    CLOSES = "frist"
    SENDING = "innsending"
    REVIEW = "gjennomgang"
    NOTICE = "oppsigelse"
    ENDS = "gjelder-til"
    REPEALED = "opphevet"
    BODY_ENDS = "organ-til"
    TERM_ENDS = "verv"
    YEARLY = "arlig"


_ORDER = {kind: number for number, kind in enumerate(EventKind)}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happens; ``when`` is as exact as the files are.

    ``key`` never changes while the thing is the same, so that a calendar can follow what is moved; it is the id
    of a meeting, or the folder of a document with its version and what happens to it. ``body`` is the id of
    the body that holds the meeting or approves the document. ``moved_from`` are the days it was on before.
    """

    key: str
    kind: EventKind
    when: PartialDate
    source: Source
    body: str | None = None
    document: Document | None = None
    version: Version | None = None
    meeting: Meeting | None = None
    structure: Structure | None = None
    task: YearlyTask | None = None
    appointments: tuple[Appointment, ...] = ()
    deadline: Deadline | None = None
    moved_from: tuple[date, ...] = ()

    @property
    def is_cancelled(self) -> bool:
        """Say whether it will not take place after all."""
        return self.meeting is not None and self.meeting.is_cancelled

    @property
    def revision(self) -> int:
        """Return how many times it has been changed: once for each move, and once more when it was called off."""
        return len(self.moved_from) + self.is_cancelled

    @property
    def order(self) -> tuple[int, int, int, int, str]:
        """Return the key to sort by: what is known of the day first, then the kind."""
        return self.when.year, self.when.month or 0, self.when.day or 0, _ORDER[self.kind], self.key


def exact(day: date) -> PartialDate:
    """Return a day that is known to the day."""
    return PartialDate(day.year, day.month, day.day)


def events(corpus: Corpus, day: date, first: date, last: date) -> tuple[Event, ...]:
    """Return what happens from ``first`` to ``last``, both included, in order, as known on ``day``.

    What is known to the month or the year alone is there if any of its days are. Yearly tasks come back in each of
    the years, so do not ask for all of time: ``dated`` gives everything else.
    """
    return within(dated(corpus, day), corpus.community, first, last)


def within(found: Iterable[Event], community: Community, first: date, last: date) -> tuple[Event, ...]:
    """Return those of ``found`` that may lie from ``first`` to ``last``, with the yearly tasks of that time."""
    yearly = [e for year in range(first.year, last.year + 1) for e in _tasks(community, year)]
    return tuple(sorted((e for e in (*found, *yearly) if _overlaps(e.when, first, last)), key=lambda e: e.order))


def dated(corpus: Corpus, day: date) -> tuple[Event, ...]:
    """Return everything that happens once, from the first to the last.

    Only the deadlines of the law depend on ``day``: a text that applies is to be reviewed again a year after
    the last time.
    """
    found = [*_meetings(corpus), *_texts(corpus), *_due(corpus, day), *_bodies(corpus), *_terms(corpus)]
    return tuple(sorted(found, key=lambda e: e.order))


def years(found: Iterable[Event]) -> tuple[int, ...]:
    """Return the years in which something happens, in order."""
    return tuple(sorted({e.when.year for e in found}))


def _overlaps(when: PartialDate, first: date, last: date) -> bool:
    """Compare as far as the date is known: 2022 lies in any part of 2022."""
    known = 3 if when.day else 2 if when.month else 1
    parts = [n for n in (when.year, when.month, when.day) if n]
    return list(first.timetuple()[:known]) <= parts <= list(last.timetuple()[:known])


def _meetings(corpus: Corpus) -> Iterator[Event]:
    for m in corpus.meetings:
        yield Event(m.id, EventKind.MEETING, exact(m.held), m.source, m.body, meeting=m, moved_from=m.moved_from)


def _texts(corpus: Corpus) -> Iterator[Event]:
    for document in corpus.all_documents():
        rule = corpus.rule_for(document)
        body = rule.body if rule else None
        for version in document.versions:
            for kind, day, moved in _days(version, document, rule.ratified_by if rule else ()):
                key = f"{document.folder}/{version.number}/{kind}"
                source = version.source
                yield Event(key, kind, exact(day), source, body, document, version, moved_from=moved)


def _days(
    version: Version, document: Document, parties: tuple[str, ...]
) -> Iterator[tuple[EventKind, date, tuple[date, ...]]]:
    """Yield what happens to a version, on which day, and the days that it was set to before."""
    yield from _hearing(version.hearing)
    if not version.is_approved:
        return
    ends = version.valid_until
    if ends and version_in_force(document, parties, ends) is not version:
        ends = None  # replaced or repealed before its time, or never begun
    stated = (
        (EventKind.ADOPTED, version.approved),
        (EventKind.BEGINS, version.valid_from),
        (EventKind.ENDS, ends),
        (EventKind.REPEALED, version.repealed),
    )
    yield from ((kind, day, ()) for kind, day in stated if day)


def _hearing(hearing: Hearing | None) -> Iterator[tuple[EventKind, date, tuple[date, ...]]]:
    if hearing and hearing.opens:
        yield EventKind.OPENS, hearing.opens, ()
    if hearing and hearing.closes:
        yield EventKind.CLOSES, hearing.closes, hearing.earlier_deadlines


# The last day of a text is an event of the text itself.
_DUE = {
    DeadlineKind.SENDING: EventKind.SENDING,
    DeadlineKind.REVIEW: EventKind.REVIEW,
    DeadlineKind.NOTICE: EventKind.NOTICE,
}


def _due(corpus: Corpus, day: date) -> Iterator[Event]:
    """Yield the deadlines of the law. Each year's review is an event of its own, named by its day."""
    for found in deadlines(corpus, day):
        kind = _DUE.get(found.kind)
        if not kind or not found.due:
            continue
        document, version, rule = found.document, found.version, corpus.rule_for(found.document)
        key = f"{document.folder}/{version.number}/{kind}" + (f"/{found.due}" if kind is EventKind.REVIEW else "")
        yield Event(
            key, kind, exact(found.due), version.source, rule.body if rule else None, document, version, deadline=found
        )


def _bodies(corpus: Corpus) -> Iterator[Event]:
    """Yield structures that begin, and temporary bodies that end while their structure applies."""
    for structure in corpus.structures:
        if structure.valid_from:
            key = f"struktur/{structure.id}"
            yield Event(key, EventKind.STRUCTURE, structure.valid_from, structure.source, structure=structure)
        for body in structure.bodies:
            until = body.active_until
            if until and corpus.structure_at(until) is structure:
                key = f"organ/{body.id}/{until}"
                yield Event(key, EventKind.BODY_ENDS, exact(until), structure.source, body.id, structure=structure)


def _terms(corpus: Corpus) -> Iterator[Event]:
    """Yield the days on which terms of office end, one event for a body however many offices it is."""
    ending: defaultdict[tuple[str, date], list[Appointment]] = defaultdict(list)
    for appointment in corpus.appointments:
        if appointment.end:
            ending[appointment.body, appointment.end].append(appointment)
    for (body, day), those in ending.items():
        key = f"verv/{body}/{day}"
        yield Event(key, EventKind.TERM_ENDS, exact(day), those[0].source, body, appointments=tuple(those))


def _tasks(community: Community, year: int) -> Iterator[Event]:
    for number, task in enumerate(community.yearly):
        key = f"arshjul/{number}/{year}"
        when = PartialDate(year, task.month)
        yield Event(key, EventKind.YEARLY, when, community.source, task.body, task=task)
