"""Structures of our own for tests, written short, and what makes any number of them."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from avtaleverk.model.community import Side
from avtaleverk.model.partial_date import PartialDate
from avtaleverk.model.source import Source
from avtaleverk.model.structure import (
    Area,
    Body,
    Each,
    Fellowship,
    Leadership,
    Right,
    Seat,
    Structure,
    StructureProposal,
    Tasks,
)


def body(body_id: str, name: str = "", level: int | None = 2, **fields: object) -> Body:
    """Return a body whose name is its id where no other is given."""
    return Body(body_id, name or body_id, level, staff=level is None, **fields)  # type: ignore[arg-type]


def structure(day: str, *bodies: Body, proposed: bool = False, **fields: object) -> Structure:
    """Return a structure that begins on a day (or in a month, or a year), or that was proposed on it."""
    proposal = StructureProposal(date.fromisoformat(day), None, None) if proposed else None
    given = {"valid_from": None if proposed else PartialDate.parse(day), "legal_basis": None, "proposal": proposal}
    path = f"organisasjon/struktur/{day}.yml"
    return Structure(id=day, bodies=bodies, source=Source(path), **given | fields)  # type: ignore[arg-type]


# --- any structure ------------------------------------------------------------------------------------------------

_IDS = ("a", "b", "c", "d")
_words = st.sampled_from(["Leder", "Lege", "Bruker", "Ordfører", "Lager felles prosedyrer", "Lager felles planer"])
_parts = st.sampled_from(["", "dialogdel", "administrativ del"])
seats = st.builds(
    Seat,
    role=_words,
    side=st.sampled_from(Side),
    count=st.one_of(st.none(), st.integers(1, 3)),
    each=st.one_of(st.none(), st.sampled_from(Each)),
    right=st.sampled_from(Right),
    area=st.sampled_from([None, "nedre", "ovre"]),
)
_tasks = st.lists(st.builds(Tasks, _parts, st.lists(_words, max_size=3).map(tuple)), max_size=2).map(tuple)
_leaders = st.one_of(st.none(), st.builds(Leadership, st.just((Side.MUNICIPALITY, Side.TRUST)), st.just("halvveis")))


@st.composite
def bodies(draw: st.DrawFn) -> tuple[Body, ...]:
    """Return bodies with different ids, some of which came from others."""
    chosen = draw(st.lists(st.sampled_from(_IDS), unique=True, max_size=4))
    return tuple(
        body(
            body_id,
            draw(st.sampled_from(["Utvalget", "Rådet", body_id])),
            draw(st.sampled_from([1, 2, 3, None])),
            above=draw(st.sampled_from([None, *_IDS])),
            came_from=draw(st.lists(st.sampled_from(_IDS), unique=True, max_size=2).map(tuple)),
            meetings_per_year=draw(st.one_of(st.none(), st.integers(1, 4))),
            seats=draw(st.lists(seats, max_size=3).map(tuple)),
            tasks=draw(_tasks),
            leadership=draw(_leaders),
            note=draw(st.sampled_from([None, "Ny"])),
        )
        for body_id in chosen
    )


@st.composite
def structures(draw: st.DrawFn) -> Structure:
    """Return any structure of one of four days, adopted or proposed."""
    day = draw(st.sampled_from(["2020-01-01", "2022-01-01", "2024-01-01", "2026-01-01"]))
    made = structure(day, *draw(bodies()), proposed=draw(st.booleans()))
    return replace(
        made,
        legal_basis=draw(st.sampled_from([None, "avtaler/samarbeidsavtalen"])),
        fellowships=draw(st.sampled_from([(), (Fellowship("en", "En"),), (Fellowship("en", "Ett"),)])),
        areas=draw(st.sampled_from([(), (Area("nedre", "Nedre"),), (Area("nedre", "Nedre", ("dalset",)),)])),
    )
