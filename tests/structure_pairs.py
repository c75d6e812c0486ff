"""Structures of our own for tests, written short, and what makes any number of them."""

from dataclasses import replace
from datetime import date

from history_corpus import corpus, html_at, plain
from hypothesis import strategies as st

from avtaleverk.model.community import Side
from avtaleverk.model.corpus import Corpus
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
from avtaleverk.site.plan import Plan


def body(body_id: str, name: str = "", level: int | None = 2, **fields: object) -> Body:
    """Return a body whose name is its id where no other is given."""
    return Body(body_id, name or body_id, level, staff=level is None, **fields)  # type: ignore[arg-type]


def structure(day: str, *bodies: Body, proposed: bool = False, **fields: object) -> Structure:
    """Return a structure that begins on a day (or in a month, or a year), or that was proposed on it."""
    proposal = StructureProposal(date.fromisoformat(day), None, None) if proposed else None
    given = {
        "id": day,
        "valid_from": None if proposed else PartialDate.parse(day),
        "legal_basis": None,
        "proposal": proposal,
    }
    path = f"organisasjon/struktur/{day}.yml"
    return Structure(bodies=bodies, source=Source(path), **given | fields)  # type: ignore[arg-type]


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


# --- two fellowships, their merger, a proposal that did not come, and what came ---------------------------------------

DAY = date(2026, 11, 22)
_FELLOWS = (Fellowship("nedre", "Nedre fellesskap"), Fellowship("ovre", "Øvre fellesskap"))
_LEADER = Seat("Leder", Side.MUNICIPALITY)
_DOCTOR = Seat("Lege", Side.GP)
FIRST = structure(
    "2020", body("a-nedre", "Utvalget i nedre", 1, community="nedre"), body("a-ovre", "Utvalget i øvre", 1, community="ovre"),
    valid_from=None, id="for-2022", fellowships=_FELLOWS, note="Når de begynte, er ikke oppgitt.",
)  # fmt: skip
SECOND = structure(
    "2022",
    body("topp", "Toppmøtet", 1, came_from=("a-nedre", "a-ovre"), meetings_per_year=2),
    body("ssu", "Utvalget", 2, above="topp", seats=(_LEADER, replace(_DOCTOR, count=2)), tasks=(Tasks("", ("Velger leder", "Drøfter")),)),
    body("fsu", "Faggruppa", 3, above="ssu", note="Linjen står for alle faggruppene."),
)  # fmt: skip
PROPOSED = structure(
    "2024-03-01",
    body("topp", "Toppmøtet", 1, meetings_per_year=4),
    body("ssu-nedre", "Utvalget i nedre", 2, above="topp", came_from=("ssu",)),
    body("ssu-ovre", "Utvalget i øvre", 2, above="topp", came_from=("ssu",)),
    body("fsu", "Faggruppa", 3, above="topp"),
    id="2024-03-01-forslag", valid_from=None, proposal=StructureProposal(date(2024, 3, 1), None, None),
)  # fmt: skip
THIRD = structure(
    "2024-09-26",
    body("topp", "Toppmøtet", 1, meetings_per_year=4),
    body("ssu", "Utvalget", 2, above="topp", seats=(_LEADER, _DOCTOR, Seat("Bruker", Side.USER)), tasks=(Tasks("", ("Velger leder", "Vedtar")),)),
    *(body(f"fsu-{n}", f"Faggruppe {n}", 3, above="ssu", came_from=("fsu",), template="fsu", meetings_per_year=4) for n in (1, 2)),
    body("stab", "Sekretariatet", None),
)  # fmt: skip


def with_structures(*found: Structure, base_: Corpus | None = None) -> Corpus:
    adopted = tuple(s for s in found if not s.proposal)
    proposed = tuple(s for s in found if s.proposal)
    return replace(base_ or corpus(), structures=adopted, proposed_structures=proposed)


def words_of(plan: Plan, address: str) -> str:
    return plain(html_at(plan, address))


def part(html: str, start: str, end: str) -> str:
    return html[html.index(start) : html.index(end, html.index(start))]
