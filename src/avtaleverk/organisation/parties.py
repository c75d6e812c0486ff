"""One party: what lies with it now, what it has done before, and where it sits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from avtaleverk.model.community import Party, Side
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.organisation import Meeting, Office
from avtaleverk.model.status import Status
from avtaleverk.model.structure import Area, Body, Each, Seat, Structure
from avtaleverk.organisation.adoption import Cell, CellState, Matrix, Row, matrices
from avtaleverk.organisation.hearings import Answer, HearingRecord, Phase, hearings
from avtaleverk.organisation.seats import bodies_on


@dataclass(frozen=True, slots=True)
class Place:
    """That a party sits in a body, by a line of the composition or by an office, which then is named."""

    body: Body
    role: str
    parts: tuple[str, ...] = ()
    office: Office | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What a party has before it on a day.

    ``hearings`` are open and without its answer, ``adoptions`` wait for its decision, ``ahead`` are
    proposals that it will have to adopt and that a body of the community still considers, ``coming`` are hearings that have not
    begun, and ``meetings`` those to come in bodies where it sits. ``decisions`` and ``answers`` are its own, the newest first.
    """

    party: Party
    hearings: tuple[HearingRecord, ...]
    adoptions: tuple[tuple[Row, Cell], ...]
    ahead: tuple[Row, ...]
    coming: tuple[HearingRecord, ...]
    meetings: tuple[Meeting, ...]
    decisions: tuple[tuple[Row, Cell], ...]
    answers: tuple[tuple[HearingRecord, Answer], ...]
    places: tuple[Place, ...]
    areas: tuple[Area, ...]

    @property
    def waiting(self) -> int:
        """Return how many things wait for the party."""
        return len(self.hearings) + len(self.adoptions)


def desks(corpus: Corpus, day: date) -> tuple[Desk, ...]:
    """Return the desk of each party, in the order of the parties."""
    heard, adopted = hearings(corpus, day), matrices(corpus, day)
    return tuple(_desk(corpus, party, day, heard, adopted) for party in corpus.community.parties)


def _desk(
    corpus: Corpus, party: Party, day: date, heard: tuple[HearingRecord, ...], adopted: tuple[Matrix, ...]
) -> Desk:  # fmt: skip
    places = places_of(corpus, party, day)
    cells = [(row, cell) for m in adopted for row in m.rows if (cell := row.cell(party.id))]
    return Desk(
        party=party,
        hearings=tuple(h for h in heard if h.phase is Phase.OPEN and party in h.unanswered),
        adoptions=tuple((r, c) for r, c in cells if r.is_awaited and c.state in _WAITING),
        ahead=tuple(r for r, c in cells if r.standing.status is Status.PENDING and c.state not in _DECIDED),
        coming=tuple(h for h in heard if h.phase is Phase.COMING),
        meetings=_meetings(corpus, {p.body.id for p in places}, day),
        decisions=tuple(sorted(_decided(cells), key=_newest, reverse=True)),
        answers=tuple((h, a) for h in heard for a in h.answers if a.party == party),
        places=places,
        areas=_areas(corpus.structure_at(day), party),
    )


_WAITING = frozenset({CellState.PENDING, CellState.UNTOUCHED})
_DECIDED = frozenset({CellState.ADOPTED, CellState.REJECTED})


def _decided(cells: list[tuple[Row, Cell]]) -> Iterator[tuple[Row, Cell]]:
    return (pair for pair in cells if pair[1].state in _DECIDED)


def _newest(pair: tuple[Row, Cell]) -> date:
    return pair[1].decided or date.min


def _meetings(corpus: Corpus, bodies: set[str], day: date) -> tuple[Meeting, ...]:
    return tuple(m for m in corpus.meetings if m.held >= day and m.body in bodies and not m.is_cancelled)


def _areas(structure: Structure | None, party: Party) -> tuple[Area, ...]:
    return tuple(a for a in structure.areas if party.id in a.parties) if structure else ()


def places_of(corpus: Corpus, party: Party, day: date) -> tuple[Place, ...]:
    """Return where a party sits, as far as the structure and the offices tell.

    A seat that the municipalities share says nothing of which of them holds it; an office does.
    """
    structure = corpus.structure_at(day)
    if structure is None:
        return ()
    found: list[Place] = []
    for body in bodies_on(structure, day):
        found += [Place(body, s.role, s.parts) for s in body.seats if _is_own(s, structure, party, corpus)]
        found += [
            Place(body, a.role or "", (), a.office)
            for a in corpus.appointments
            if a.body == body.id and a.party == party.id and a.covers(day)
        ]
    return tuple(found)


def _is_own(seat: Seat, structure: Structure, party: Party, corpus: Corpus) -> bool:
    """Say whether a line of a composition is held by the party for certain."""
    if seat.each is None:
        alone = [p for p in corpus.community.parties if p.side is party.side] == [party]
        return alone and seat.side is party.side and party.side is Side.TRUST
    if seat.each is Each.MUNICIPALITY and party.side is not Side.MUNICIPALITY:
        return False
    if seat.area is None:
        return True
    area = structure.area(seat.area)
    return area is not None and party.id in area.parties
